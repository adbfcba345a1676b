//! Sentences end where they should, whatever people write.

use super::*;

fn split(text: &str) -> Vec<&str> {
    let (conventions, _) = Conventions::parse(
        "abbreviation,rule\nDr.,never\nv.,never\nNo.,before_number\n\
         U.S.,unless_starter\np.m.,unless_capital\nThe,starter\n\
         It,starter\n",
        "kind,name\n",
    );
    let found = sentences(text, &conventions);
    found.into_iter().map(|at| &text[at]).collect()
}

#[test]
fn stops_within_names_and_numbers_end_nothing() {
    for one in [
        "Dr. Okello was freed at 5 p.m. on Monday.",
        "In Okello v. Kenya the court applied Act No. 10354 of 1999.",
        "The U.S. Senate gave J. B. Okello 2.5 million.",
        "See www.example.org/a.html?b=1.2 for more.",
        "“She is free!” said her lawyer.",
    ] {
        assert_eq!(split(one), [one]);
    }
}

// Found by fuzzing: each of the many bounds had all before it looked at.
#[test]
fn words_joined_by_stops_without_end_take_time_in_proportion() {
    for (opening, again) in [
        ("", "ÕÕÕÕ."),
        ("", "o000…=!"),
        ("http://a.", "Ba."),
        (&*"(".repeat(200_000), "ÕÕÕÕ."),
    ] {
        let text = format!("{opening}{}", again.repeat(100_000));
        let found = split(&text);
        assert_eq!(found.concat(), text);
        assert!(found.iter().all(|one| one.len() <= LONGEST));
    }
}

#[test]
fn sentences_end_where_they_should() {
    assert_eq!(
        split("It left the U.S. The court agreed.It sat. (It rose.)"),
        ["It left the U.S.", "The court agreed.", "It sat.", "(It rose.)"]
    );
    assert_eq!(split("“He is free.” The end…"), ["“He is free.”", "The end…"]);
}

#[test]
fn lists_in_a_line_are_cut_at_their_numbers() {
    assert_eq!(split("1) Free her 2) Try him"), ["1) Free her", "2) Try him"]);
}

#[test]
fn a_sentence_without_end_is_cut_between_words() {
    let text = "Kenya released and ".repeat(1000);
    let pieces = split(&text);
    assert!(pieces.iter().all(|piece| piece.len() <= LONGEST));
    assert_eq!(pieces.join(" "), text.trim_end());
    assert_eq!(split(&"é".repeat(LONGEST)).concat(), "é".repeat(LONGEST));
}

#[test]
fn nothing_but_blanks_is_lost() {
    for text in ["", " ", "...", "a.B", ". . . x", "1. 2. 3.", "é.É!"] {
        let kept: String = split(text).concat();
        let solid = |s: &str| s.replace(char::is_whitespace, "");
        assert_eq!(solid(&kept), solid(text));
    }
}
