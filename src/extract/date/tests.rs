//! Sentences with the dates that they hold.

use super::*;
use crate::codebook::Files;
use crate::codebook::lexicon::Lexicon;
use std::fmt::Write;

const MONTHS: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/codebook/months.csv"));

fn found(text: &str) -> Vec<DateMention> {
    let files = Files::from([("months.csv".to_owned(), MONTHS.into())]);
    let mut lexicon = Lexicon::new(Vec::new());
    let tables = DateTables::parse(&files, &mut lexicon);
    dates(text, &lexicon.words(text), &tables)
}

fn point(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> String {
    let mut text = year.map_or("?".to_owned(), |y| y.to_string());
    for part in [month, day].into_iter().flatten() {
        let _ = write!(text, "-{part}");
    }
    text
}

/// "2020-4-22", "?-4" without a year, "2019..2020", with the relation unless
/// it is `At`; "Year-1" for a relative one.
fn told(text: &str) -> String {
    let all: Vec<String> = found(text)
        .iter()
        .map(|d| {
            let mut told = String::new();
            if d.month.is_some() || d.year.is_some() {
                told = point(d.year, d.month, d.day);
            } else if let Some(day) = d.day {
                told = format!("?-?-{day}");
            }
            if let Some(end) = d.end {
                told.push_str("..");
                told.push_str(&point(end.year, end.month, end.day));
            }
            if let Some(r) = d.relative {
                let _ = write!(told, "{:?}", r.unit);
                told.push_str(
                    &r.offset.map_or("?".to_owned(), |o| format!("{o:+}")),
                );
                if r.from == Anchor::Told {
                    told.push('*');
                }
            }
            if d.relation != Relation::At {
                let _ = write!(told, " {:?}", d.relation);
            }
            told
        })
        .collect();
    all.join("; ")
}

#[test]
fn finds_dates() {
    let cases = [
        ("On 22 April 2020 the court freed him.", "2020-4-22"),
        ("On April 22nd, 2020, he walked out.", "2020-4-22"),
        ("It met on the 22nd of April.", "?-4-22"),
        ("Signed 22/04/2020.", "2020-4-22"),
        ("Signed 03/04/2020.", ""),
        ("Signed 2020-04-22.", "2020-4-22"),
        ("In April Togo freed two.", "?-4"),
        ("The vote was in April 2020.", "2020-4"),
        ("In mid-April the ban fell.", "?-4"),
        ("In early April and late May", "?-4; ?-5"),
        ("On Apr. 22 and Sept. 3", "?-4-22; ?-9-3"),
        ("On Friday 13 March 2020", "2020-3-13"),
        ("on 7 and 8 March", "?-3-7..?-3-8"),
        ("from 3 to 5 May", "?-5-3..?-5-5 During"),
        ("held 3–5 May 2020", "2020-5-3..2020-5-5"),
        ("from 30 April to 2 May 2020", "2020-4-30..2020-5-2 During"),
        ("30 December 2019 to 2 January 2020", "2019-12-30..2020-1-2"),
        ("January–March 2020", "2020-1..2020-3"),
        ("in 2019-2020", "2019..2020"),
        ("in 2019/20", "2019..2020"),
        ("between 2016 and 2018", "2016..2018 During"),
        ("since 2014", "2014 Since"),
        ("until 2014", "2014 Until"),
        ("by 2021", "2021 Before"),
        ("after May 2021", "2021-5 After"),
        ("by the end of November", "?-11 Before"),
        ("In 2007 and 2009", "2007; 2009"),
        ("2019 – a year of wins", "2019"),
        ("Wins of the Year 2020", "2020"),
        ("Victory (2019)", "2019"),
        ("On 3 March and 5 May 2020", "2020-3-3; 2020-5-5"),
        ("in the summer of 2020", "2020"),
        ("05-Aug-2016", "2016-8-5"),
    ];
    for (text, want) in cases {
        assert_eq!(told(text), want, "{text}");
    }
}

#[test]
fn finds_relative_dates() {
    let cases = [
        ("last year", "Year-1"),
        ("this year", "Year+0"),
        ("last month", "Month-1"),
        ("the same day", "Day+0*"),
        ("the following month", "Month+1*"),
        ("two days later", "Day+2*"),
        ("a week later", "Week+1*"),
        ("three years ago", "Year-3"),
        ("in recent weeks", "Week? During"),
        ("in May last year", "?-5Year-1"),
        ("in June of the same year", "?-6Year+0*"),
        ("It fell on the 14th.", "?-?-14Month+0*"),
        ("On the 3rd she went home", "?-?-3Month+0*"),
        ("21st: a court freed them", "?-?-21Month+0*"),
        ("freed the day before, he spoke", "Day-1*"),
        ("ten days after, they met", "Day+10*"),
        ("remained under way during the year.", "Year+0 During"),
        ("Later in the year he was freed", "Year+0"),
    ];
    for (text, want) in cases {
        assert_eq!(told(text), want, "{text}");
    }
}

#[test]
fn leaves_other_numbers_and_words_alone() {
    let cases = [
        "In 2,020 cases",
        "The goals of Agenda 2030",
        "Resolution 2014 and section 2020",
        "the 1954 Convention",
        "ahead of the 2022 World Cup",
        "Act 2003, C190 and Prop 34",
        "more than 2000 people",
        "call 555-2010-2015",
        "at 10:30",
        "one third, 1/3 or 2/15",
        "the second ruling",
        "They may march, and March as women do",
        "the Women's March",
        "freed by May Chen and April Smith",
        "his 2019 arrest",
        "a 15-year-old boy",
        "the 1990s",
        "Law 2020-1525",
        "lasted two years",
        "on the 14th floor",
        "on the 20th anniversary of the law",
        "the 5th, 6th and 14th Amendments",
        "on 30th Street",
    ];
    for text in cases {
        let left: Vec<String> = found(text)
            .iter()
            .filter(|d| d.year.is_some() || d.day.is_some())
            .map(|d| format!("{d:?}"))
            .collect();
        assert!(left.is_empty(), "{text}: {left:?}");
    }
}

#[test]
fn covers_the_words_of_the_date() {
    let text = "Freed at the end of November, he rests.";
    let date = &found(text)[0];
    assert_eq!(date.words, 2..6);
}

#[test]
fn resolves_with_a_context() {
    let context = DateContext { year: Some(2020), month: Some(6) };
    let cases = [
        ("On 22 April", Some(("2020-04-22", "2020-04-22"))),
        ("in February", Some(("2020-02-01", "2020-02-29"))),
        ("in 2019", Some(("2019-01-01", "2019-12-31"))),
        ("last year", Some(("2019-01-01", "2019-12-31"))),
        ("last month", Some(("2020-05-01", "2020-05-31"))),
        ("in May last year", Some(("2019-05-01", "2019-05-31"))),
        ("in 2019-2020", Some(("2019-01-01", "2020-12-31"))),
        ("between 2016 and 2018", None),
        ("on 7 and 8 March", Some(("2020-03-07", "2020-03-08"))),
        ("a week later", None),
        ("on the 14th", Some(("2020-06-14", "2020-06-14"))),
        ("on the 31st", None),
    ];
    for (text, want) in cases {
        let got = resolve(&found(text)[0], &context)
            .map(|r| (r.start.to_string(), r.end.to_string()));
        let want = want.map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(got, want, "{text}");
    }
    let bare = DateContext::default();
    assert_eq!(resolve(&found("in April")[0], &bare), None);
}

#[test]
fn resolves_from_a_date_told_before() {
    let told = resolve(&found("5 May 2020")[0], &DateContext::default());
    let later = &found("two days later")[0];
    let day = resolve_from(later, None, told.as_ref()).map(|r| r.start);
    assert_eq!(day, jiff::civil::Date::new(2020, 5, 7).ok());
    let month = resolve(&found("May 2020")[0], &DateContext::default());
    assert_eq!(resolve_from(later, None, month.as_ref()), None);
    let alone = &found("on the 9th")[0];
    let day = resolve_from(alone, None, month.as_ref()).map(|r| r.start);
    assert_eq!(day, jiff::civil::Date::new(2020, 5, 9).ok());
}
