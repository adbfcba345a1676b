//! What sources of each format become, drawn one part a line: `#` headings
//! by level, `*` bullets, `p` paragraphs, `c` captions, `q` quotations; the
//! lead in brackets, `|` between sentences.

use super::super::{Format, ItemKind, Outline};
use super::read_as;

fn drawn(found: &Outline) -> String {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for heading in &found.headings {
        let marks = "#".repeat(heading.level.into());
        let words = found.slice(heading.text.clone());
        lines.push((heading.text.start, format!("{marks} {words}")));
    }
    for (i, item) in found.items.iter().enumerate() {
        let sign = match item.kind {
            ItemKind::Bullet => '*',
            ItemKind::Paragraph => 'p',
            ItemKind::Caption => 'c',
            ItemKind::Quote => 'q',
        };
        let lead = item
            .lead
            .clone()
            .map_or(String::new(), |lead| format!("[{}] ", found.slice(lead)));
        let sentences: Vec<&str> = found
            .sentences
            .iter()
            .filter(|sentence| sentence.item == i)
            .map(|sentence| found.slice(sentence.text.clone()))
            .collect();
        let line = format!("{sign} {lead}{}", sentences.join(" | "));
        lines.push((item.text.start, line));
    }
    lines.sort();
    let lines: Vec<String> = lines.into_iter().map(|(_, l)| l).collect();
    lines.join("\n")
}

#[track_caller]
pub(super) fn becomes(format: Format, source: &str, wanted: &[&str]) {
    let found = read_as(format, source.as_bytes());
    let shown = drawn(&found);
    let shown: Vec<&str> = shown.lines().collect();
    assert_eq!(shown, wanted);
}

#[test]
fn wrapped_lines_are_joined() {
    becomes(
        Format::Text,
        "A year of progress in 2019\n\nAfter a long campaign by families \
         and their\nlawyers, the parliament of Chad ended the death\npenalty \
         for all crimes. The law was signed\nin May.\n\n- In Fiji the police \
         chief was charged with\n  the torture of two detainees. He denies\n  \
         it.\n- Mali freed a blogger.\n",
        &[
            "# A year of progress in 2019",
            "p After a long campaign by families and their lawyers, the \
             parliament of Chad ended the death penalty for all crimes. | \
             The law was signed in May.",
            "* In Fiji the police chief was charged with the torture of two \
             detainees. | He denies it.",
            "* Mali freed a blogger.",
        ],
    );
}

#[test]
fn lines_of_their_own_stay_apart() {
    becomes(
        Format::Text,
        "Kenya: activist freed\nPeru: new law on asylum\nFiji: torture ban \
         signed\n",
        &[
            "# Kenya: activist freed",
            "p [Peru] new law on asylum",
            "p [Fiji] torture ban signed",
        ],
    );
    becomes(
        Format::Text,
        "Good news\n\n*Kenya freed a poet.\n*Peru freed a singer.\n\n\
         1. Chad frees all\n2. Mali frees none\n",
        &[
            "# Good news",
            "* Kenya freed a poet.",
            "* Peru freed a singer.",
            "* Chad frees all",
            "* Mali frees none",
        ],
    );
}

#[test]
fn headings_stand_above_what_they_head() {
    becomes(
        Format::Text,
        "WINS OF 2018\n\nMARCH\n3 March – Chad: poet goes home\nA poet came \
         home after two years in prison.\n\nAPRIL\n1. Fiji: A New Law\nThe \
         law bans beatings in schools and homes.\n",
        &[
            "# WINS OF 2018",
            "## MARCH",
            "### 3 March – Chad: poet goes home",
            "p A poet came home after two years in prison.",
            "## APRIL",
            "### 1. Fiji: A New Law",
            "p The law bans beatings in schools and homes.",
        ],
    );
}

#[test]
fn bylines_and_dates_below_a_title_head_nothing() {
    becomes(
        Format::Text,
        "Five wins to remember\n\nBy Jane Doe\n12 December 2018\n\nChad\n\n\
         A poet came home after two years in prison.\n\nMali\n\nA singer \
         was freed after a long campaign.\n",
        &[
            "# Five wins to remember",
            "p By Jane Doe",
            "p 12 December 2018",
            "## Chad",
            "p A poet came home after two years in prison.",
            "## Mali",
            "p A singer was freed after a long campaign.",
        ],
    );
}

#[test]
fn quotations_and_captions_are_told_apart() {
    becomes(
        Format::Text,
        "Chad\n\nThe poet was freed in June after a long campaign.\n\n“I \
         owe you my life and my freedom.”\nAmina Poet\n\nNdjamena, 2 June \
         2018: the poet meets her children at the gate.\n\nPhoto: A. N. \
         Other\n",
        &[
            "# Chad",
            "p The poet was freed in June after a long campaign.",
            "q “I owe you my life and my freedom.”",
            "q Amina Poet",
            "c [Ndjamena, 2 June 2018] the poet meets her children at the \
             gate.",
            "c [Photo] A. N. Other",
        ],
    );
}

#[test]
fn leads_are_names_not_clauses() {
    for (line, lead) in [
        ("• Norway: The app was stopped.", Some("Norway")),
        ("• New laws - In 2019 Fiji banned beatings.", Some("New laws")),
        (
            "• Care homes -The inspectors came at last, they said.",
            Some("Care homes"),
        ),
        ("• Poet free – The poet Ali left prison in May.", Some("Poet free")),
        (
            "• Mali. Poet released. He was held for a year. Now he rests.",
            Some("Mali. Poet released"),
        ),
        ("• She said: The court is right.", None),
        ("• They visited three states – Mali, Chad and Fiji – in May.", None),
        ("• The judge, Ms. Toko – Chad's first – freed him.", None),
        ("• In 2019, courts in Mali freed two men.", None),
        ("• Two men – a poet and a singer – were freed.", None),
    ] {
        let found =
            read_as(Format::Text, format!("Wins\n\n{line}").as_bytes());
        let shown = found.items[0].lead.clone().map(|at| found.slice(at));
        assert_eq!(shown, lead, "{line}");
    }
}

#[test]
fn pages_lose_their_furniture() {
    becomes(
        Format::Html,
        "<title>Wins &amp; more</title><body class='has-share'><header>\
         <h1>Site</h1></header><nav><ul><li>Home</ul></nav><article>\
         <header><h1>Wins of the year</h1></header><p><strong>Fiji &ndash; \
         torture</strong><br>The chief was charged.<div class='share-links'>\
         Share this</div><h2>Chad</h2>Loose text.<ul><li>One<li>Two<ul><li>\
         Inner</ul></ul><figure><img><figcaption>At the gate.</figcaption>\
         </figure><blockquote><p>Thank you.</blockquote><aside>Next</aside>\
         </article><article><h2>Mali</h2><p>Freed.</article><footer>Us\
         </footer>",
        &[
            "# Wins of the year",
            "p [Fiji – torture] The chief was charged.",
            "## Chad",
            "p Loose text.",
            "* One",
            "* Two",
            "* Inner",
            "c At the gate.",
            "q Thank you.",
            "## Mali",
            "p Freed.",
        ],
    );
}

#[test]
fn pages_without_main_content_are_read_whole() {
    becomes(
        Format::Html,
        "<div id=share-page><p><b>Chad</b></p><p>A poet was freed after \
         two years in prison.</p></div>\
         <table><tr><th>Fiji<td>Beatings banned.<tr><td>Mali<td>Men freed.\
         </table>tail",
        &[
            "####### Chad",
            "p A poet was freed after two years in prison.",
            "p [Fiji] Beatings banned.",
            "p [Mali] Men freed.",
            "p tail",
        ],
    );
}

#[test]
fn heads_of_pages_describe_them() {
    let found = read_as(
        Format::Html,
        b"<head><title>Wins | Site</title><meta property='og:site_name' \
          content='The Site'><meta property='article:published_time' \
          content='2019-12-10'><link rel=canonical href='https://x.org/1'>\
          </head><p>Text.",
    );
    let about = &found.metadata;
    assert_eq!(about.title.as_deref(), Some("Wins | Site"));
    assert_eq!(about.publisher.as_deref(), Some("The Site"));
    assert_eq!(about.date.as_deref(), Some("2019-12-10"));
    assert_eq!(about.address.as_deref(), Some("https://x.org/1"));
}

#[test]
fn markdown_keeps_its_structure() {
    let source = "---\ntitle: \"Wins\"\ndate: 2019\n---\n\n# Wins\n\n\
        **Chad.** A poet &amp; a *singer* were\nfreed.\n\n## Asia\n\n- Fiji: \
        The law\n  changed.\n  - Inner [link](http://x.org).\n\n![At the \
        gate](a.png)\n\n| Where | What |\n|---|---|\n| Mali | Men freed. |\n\n\
        > Thank you.\n\n<div><p>In <b>HTML</b>.</p></div>\n";
    becomes(
        Format::Markdown,
        source,
        &[
            "# Wins",
            "p [Chad] A poet & a singer were freed.",
            "## Asia",
            "* [Fiji] The law changed.",
            "* Inner link.",
            "c At the gate",
            "p [Where] What",
            "p [Mali] Men freed.",
            "q Thank you.",
            "p In HTML.",
        ],
    );
    let found = read_as(Format::Markdown, source.as_bytes());
    assert_eq!(found.metadata.title.as_deref(), Some("Wins"));
    assert_eq!(found.title.map(|at| &found.text[at]), Some("Wins"));
}
