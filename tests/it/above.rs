//! What stands above an outcome gives it what it lacks: the date of a heading
//! or of a line of its own, the country that these name or that the text is
//! about.

use crate::support::{Corpus, Row};

fn events(text: &str) -> Vec<Row> {
    let corpus = Corpus::new().with("a.md", text);
    corpus.build(&[]).ended(0);
    corpus.rows("events_flat")
}

#[track_caller]
fn column(text: &str, column: &str, expected: &[&str]) {
    let found: Vec<String> =
        events(text).iter().map(|row| row[column].clone()).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_line_that_is_a_date_dates_what_follows() {
    column(
        "# Our wins\n\nWe look back on much work.\n\nThere was more of it than ever.\n\n2016\n\nEgypt released two journalists.\n\nMay 2018\n\nKenya repealed the defamation law.\n\n## Elsewhere\n\nPeru released a blogger.\n",
        "date",
        &["2016", "2018-05", ""],
    );
}

#[test]
fn the_day_above_a_text_is_when_it_came_out() {
    column(
        "# Our wins\n\n17 December 2021\n\nEgypt released two journalists.\n\nKenya repealed the defamation law in March 2020.\n",
        "date",
        &["2021", "2020-03"],
    );
}

#[test]
fn months_part_a_text_though_its_headings_are_of_one_level() {
    column(
        "# Wins of 2018\n\n## January\n\n## Egypt\n\nEgypt released two journalists.\n\n## February\n\nWe were busy.\n\n## Kenya\n\nKenya repealed the defamation law.\n\n## March\n\n## Peru\n\nPeru released a blogger.\n",
        "date",
        &["2018-01", "2018-02", "2018-03"],
    );
}

#[test]
fn two_months_are_none() {
    column(
        "# Wins of 2018\n\n## January – March\n\nEgypt released two journalists.\n",
        "date",
        &["2018"],
    );
}

#[test]
fn georgia_is_a_state_among_american_ones() {
    let among = |others: &str| {
        format!(
            "# Wins of 2018\n\n{others} In Georgia, the governor signed a law that protects tenants.\n"
        )
    };
    let american =
        "Lawmakers in Texas, Ohio, Nevada, Kansas, Iowa and Maine met.";
    let caucasian = "Observers in Armenia, Turkey, Kenya, Mali and Peru met.";
    column(&among(american), "countries", &["USA"]);
    column(&among(caucasian), "countries", &["GEO"]);
}

#[test]
fn a_text_about_one_country_means_it_where_none_is_named() {
    column(
        "# Wins of 2018\n\nWellington and Auckland marched. The New Zealand police apologised to two women in Auckland.\n\nAotearoa's friends in Christchurch and Wellington cheered, and all of New Zealand with them.\n\nThe Supreme Court struck down the ban on voting by prisoners.\n",
        "countries",
        &["NZL", "NZL"],
    );
}

#[test]
fn headings_right_above_one_another_hold_together() {
    column(
        "# Three wins\n\n## 1\n\n## BOTSWANA\n\n## A law that ruined lives is gone\n\nThe High Court struck down the law.\n\n## 2\n\n## KENYA\n\n## A teacher comes home\n\nThe teacher was released from prison.\n\n## A farmer comes home\n\nThe farmer was released from prison.\n",
        "countries",
        &["BWA", "KEN", "KEN"],
    );
}

#[test]
fn a_list_of_headings_holds_for_nothing() {
    column(
        "# Wins\n\n## Egypt\n\n## Kenya\n\n## Peru\n\n## Contact\n\nThe teacher was released from prison.\n",
        "countries",
        &[""],
    );
}

#[test]
fn lines_that_only_name_countries_head_what_follows() {
    column(
        "# News of the session\n\nSudan\n\nThe teacher was released from prison.\n\nKenya\n\nThe parliament adopted a law against torture.\n\n## Others\n\nThe farmer was released from prison.\n",
        "countries",
        &["SDN", "KEN", ""],
    );
}

#[test]
fn countries_below_a_text_are_its_tags() {
    let text = "# Search results\n\nA teacher comes home\n\nThe teacher was released from a prison in Sudan.\n\nSudan\n\nA farmer comes home\n\nThe farmer was released from a prison in Peru.\n\nPeru\n\nNews from members\n\nThe dancer was released from prison.\n";
    let corpus = Corpus::new().with("a.md", text);
    corpus.build(&[]).ended(0);
    let countries = corpus.rows("event_countries");
    assert!(!countries.is_empty());
    assert!(countries.iter().all(|row| row["basis"] != "heading"));
}

#[test]
fn countries_of_a_list_stand_or_fall_together() {
    column(
        "# Wins\n\nIn Bahrain, Jordan and the United Arab Emirates executions were resumed, and Kuwait carried out seven.\n",
        "countries",
        &["BHR;JOR;ARE", "KWT"],
    );
}

#[test]
fn states_that_share_a_name_with_places_abroad_are_known() {
    column(
        "# Wins of 2018\n\n- Florida abolished the death penalty.\n\n- Maryland banned child marriage.\n\n- Montana repealed the sodomy law.\n",
        "countries",
        &["USA", "USA", "USA"],
    );
}

#[test]
fn a_name_that_stands_for_a_country_may_be_the_persons_own() {
    let events = events(
        "# Wins of 2018\n\nLiu Xia was released from house arrest on 10 July.\n",
    );
    let [event] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(event["people"], "Liu Xia");
    assert_eq!(event["countries"], "CHN");
}

#[test]
fn a_few_plain_words_tell_an_outcome() {
    column(
        "Good news\n\n- Peru released a blogger.\n\n- Chad released a journalist.\n\n- Ghana abolished the death penalty.\n",
        "outcome_type",
        &["release", "release", "law_repealed"],
    );
}
