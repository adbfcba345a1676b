//! Sentences with the persons that they name.

use super::*;
use crate::codebook::Files;
use crate::codebook::inflect::Irregular;
use crate::codebook::lexicon::{Lexicon, Word};

macro_rules! file {
    ($name:literal) => {
        (
            $name.to_owned(),
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/codebook/",
                $name
            ))
            .into(),
        )
    };
}

/// Places that stand for the gazetteer.
const PLACES: [&str; 12] = [
    "Bahrain", "Myanmar", "Peru", "Egypt", "Kenya", "Turkey", "Brazil",
    "Burmese", "Chinese", "Jordan", "Iran", "Oslo",
];

fn tables() -> (Lexicon, PersonTables) {
    let files = Files::from([
        file!("roles.csv"),
        file!("people_names.csv"),
        file!("name_blockers.csv"),
        file!("numbers.csv"),
        file!("months.csv"),
        file!("classes.csv"),
        file!("function_words.csv"),
        file!("irregular.csv"),
    ]);
    let irregular: Vec<Irregular> =
        csv::Reader::from_reader(files["irregular.csv"].as_bytes())
            .deserialize()
            .flatten()
            .collect();
    let mut lexicon = Lexicon::new(irregular);
    let tables = PersonTables::parse(&files, &mut lexicon);
    (lexicon, tables)
}

fn found(text: &str, lexicon: &Lexicon, tables: &PersonTables) -> Vec<Person> {
    let words: Vec<Word> = lexicon.words(text);
    let blocked: Vec<Range<usize>> = (0..words.len())
        .filter(|&i| PLACES.contains(&words[i].token.of(text)))
        .map(|i| i..i + 1)
        .collect();
    people(text, &words, tables, &blocked)
}

fn check(cases: &[(&str, &str)]) {
    let (lexicon, tables) = tables();
    for (text, want) in cases {
        let names: Vec<String> = found(text, &lexicon, &tables)
            .into_iter()
            .map(|p| p.name)
            .collect();
        assert_eq!(names.join(";"), *want, "{text}");
    }
}

#[test]
fn finds_names_of_many_origins() {
    check(&[
        ("In Bahrain, Nabeel Rajab walked free.", "Nabeel Rajab"),
        ("Chinese lawyer Wang Quanzhang is home.", "Wang Quanzhang"),
        ("The court acquitted Kim Seung-hwan.", "Kim Seung-hwan"),
        ("The singer Sukarno was honoured.", "Sukarno"),
        (
            "Former president Efraín Ríos Montt was convicted.",
            "Efraín Ríos Montt",
        ),
        (
            "Juliana da Silva dos Santos, 34, was killed in Brazil.",
            "Juliana da Silva dos Santos",
        ),
        ("Blogger Eskinder Nega walked free.", "Eskinder Nega"),
        (
            "Blogger Nguyễn Ngọc Như Quỳnh was released.",
            "Nguyễn Ngọc Như Quỳnh",
        ),
        ("Iran released Nasrin Sotoudeh on bail.", "Nasrin Sotoudeh"),
        ("Taner Kılıç was acquitted.", "Taner Kılıç"),
        ("The activist Soni Sori was freed.", "Soni Sori"),
        ("The scholar G.N. Saibaba was freed.", "G.N. Saibaba"),
        ("Joshua arap Sang was charged.", "Joshua arap Sang"),
        ("Police arrested Omar al-Bashir.", "Omar al-Bashir"),
        ("A judge freed Maria E. Hernández.", "Maria E. Hernández"),
        ("Berta Cáceres' killers were tried.", "Berta Cáceres"),
        ("The elder Leonard Peltier went home.", "Leonard Peltier"),
        ("Charges against Yulia Volkova fell.", "Yulia Volkova"),
        ("Freedom for Ahmed H in Oslo", "Ahmed H"),
        ("NABEEL RAJAB FREED", "Nabeel Rajab"),
    ]);
}

#[test]
fn parts_lists_and_drops_titles() {
    check(&[
        (
            "The journalists Wa Lone and Kyaw Soe Oo were freed.",
            "Wa Lone;Kyaw Soe Oo",
        ),
        (
            "Dr. Yulia Volkova and Mr Ahmed Abba won.",
            "Yulia Volkova;Ahmed Abba",
        ),
        (
            "The brothers Alfred and George Degiorgio were sentenced.",
            "Alfred Degiorgio;George Degiorgio",
        ),
        ("Juan “Chepe” Pérez was freed.", "Juan Pérez"),
        ("Hassan Ali (known as Abu Omar) was freed.", "Hassan Ali"),
        (
            "She met Judge Sandra Ramírez and Sergei Lavrov.",
            "Sandra Ramírez;Sergei Lavrov",
        ),
        ("ex-President Amadou Touré spoke.", "Amadou Touré"),
    ]);
}

#[test]
fn leaves_other_capitals_alone() {
    check(&[
        ("The Supreme Court of Kenya ruled.", ""),
        ("Human Rights Watch and Global Witness agree.", ""),
        ("Amnesty International welcomed the Istanbul Convention.", ""),
        ("Freed after two years, they left on Monday in May.", ""),
        ("The Gezi Park trial ended in Turkey.", ""),
        ("The Mary Robinson Foundation closed.", ""),
        ("A George Floyd Act passed.", ""),
        ("Oslo-based NGOs thank the UN and UNESCO.", ""),
        ("Rohingya refugees reached Jordan.", ""),
    ]);
}

#[test]
fn tells_roles() {
    let (lexicon, tables) = tables();
    let cases = [
        ("Activist Kanybil Noon was freed.", Some(RoleKind::Defender)),
        (
            "Kanybil Noon, a human rights defender, was freed.",
            Some(RoleKind::Defender),
        ),
        ("President Alberto Fernández signed.", Some(RoleKind::Official)),
        (
            "The president of the club, Mohamed Nasheed, left.",
            Some(RoleKind::Official),
        ),
        ("His wife, Rana Rahimpour, waits.", Some(RoleKind::Kin)),
        ("Nasrin Sotoudeh was freed.", None),
    ];
    for (text, want) in cases {
        let people = found(text, &lexicon, &tables);
        let role = people.first().map(|p| p.role);
        assert_eq!(role, Some(want), "{text}");
    }
}

#[test]
fn resolves_short_names_within_an_item() {
    let person = |name: &str| Person {
        words: 0..1,
        name: name.to_owned(),
        role: None,
        role_words: None,
        score: 5,
    };
    let all = [
        vec![person("Nabeel Rajab"), person("Omar al-Bashir")],
        vec![person("Rajab"), person("Bashir"), person("Noon")],
    ];
    let names = resolve_within_item(&all);
    assert_eq!(names[1], ["Nabeel Rajab", "Omar al-Bashir", "Noon"]);
    let shared =
        [vec![person("Ana Ruiz"), person("Eva Ruiz"), person("Ruiz")]];
    assert_eq!(resolve_within_item(&shared)[0][2], "Ruiz");
}
