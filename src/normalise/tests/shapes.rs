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
fn becomes(format: Format, source: &str, wanted: &[&str]) {
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
fn line_breaks_part_what_writers_part_with_them() {
    let shown = [
        "# Wins",
        "p In May a court in Chad freed a poet and a singer.",
        "####### Fiji",
        "p Beatings are banned.",
        "p • Schools must tell.",
        "p Kenya",
        "p A law was passed.",
        "p [Mali] Men were freed.",
    ];
    becomes(
        Format::Html,
        "<h1>Wins</h1><p>In May a court<br>in Chad freed a poet <br>and a \
         singer.<br>&nbsp;<br><b>Fiji</b><br><br>Beatings are banned.<br>\
         &bull; Schools must tell.<br><br>Kenya<br>A law was passed.<br/>\
         <b>Mali</b><br>Men were freed.</p>",
        &shown,
    );
    becomes(
        Format::Markdown,
        "# Wins\n\nIn May a court  \nin Chad freed a poet\nand a \
         singer.<br><br>**Fiji**<br><br>Beatings are banned.  \n• Schools \
         must tell.<br><br>Kenya  \nA law was passed.  \n**Mali**  \nMen \
         were freed.\n",
        &shown,
    );
    // In a heading, a cell and above the rest of a list's member they part
    // nothing.
    becomes(
        Format::Html,
        "<h1>Wins<br><br>of 2019</h1><ul><li><b>Chad</b><br><br>A poet was \
         freed.</ul><table><tr><td>Fiji<br>Suva<td>It was banned.</table>",
        &[
            "# Wins of 2019",
            "* [Chad] A poet was freed.",
            "p [Fiji Suva] It was banned.",
        ],
    );
}

#[test]
fn pages_without_headings_show_them_as_plain_text_does() {
    let page = |labels: [&str; 3]| {
        let text = "<p>On 3 May a court freed a poet from prison there.</p>";
        let parts = labels.map(|label| format!("<p>{label}</p>{text}"));
        format!("<h1>Wins</h1>{}", parts.concat())
    };
    let text = "p On 3 May a court freed a poet from prison there.";
    let heads = |label: &str| format!("####### {label}");
    let (chad, fiji, mali) = (heads("Chad"), heads("Fiji"), heads("Mali"));
    let source = page(["Chad", "Fiji", "Mali"]);
    let shown = ["# Wins", &chad, text, &fiji, text, &mali, text];
    becomes(Format::Html, &source, &shown);
    // One or two short lines may be anything.
    let source = page(["Chad", "He wept there.", "She smiled."]);
    let shown = [
        "# Wins",
        "p Chad",
        text,
        "p He wept there.",
        text,
        "p She smiled.",
        text,
    ];
    becomes(Format::Html, &source, &shown);
    // Where headings are marked, all are.
    let source = page(["Chad", "Fiji", "Mali"]) + "<h2>More</h2>";
    let shown =
        ["# Wins", "p Chad", text, "p Fiji", text, "p Mali", text, "## More"];
    becomes(Format::Html, &source, &shown);
}

#[test]
fn terms_and_summaries_head_what_they_name() {
    becomes(
        Format::Html,
        "<h1>Wins</h1><dl><dt>Chad<dd>A poet was freed.<dd>A dancer was \
         freed.<dt>In Mali they freed all who were held.<dd>Good.</dl>\
         <details><summary>Fiji</summary>Beatings are banned.</details>",
        &[
            "# Wins",
            "####### Chad",
            "* A poet was freed.",
            "* A dancer was freed.",
            "p In Mali they freed all who were held.",
            "* Good.",
            "####### Fiji",
            "p Beatings are banned.",
        ],
    );
}

#[test]
fn headings_may_begin_with_a_label() {
    becomes(
        Format::Text,
        "Wins of 2013\n\n1. Chad. A law falls\n\nIn May a court in Chad freed \
         a poet.\n\nFiji. No more beatings\n\nIn June a court in Fiji freed a \
         singer.\n\nMali. Men were freed. Good\n\nIn July a court in Mali \
         freed a dancer.\n",
        &[
            "# Wins of 2013",
            "## 1. Chad. A law falls",
            "p In May a court in Chad freed a poet.",
            "## Fiji. No more beatings",
            "p In June a court in Fiji freed a singer.",
            "p Mali. | Men were freed. | Good",
            "p In July a court in Mali freed a dancer.",
        ],
    );
}

#[test]
fn what_is_not_the_texts_own_is_left_out() {
    becomes(
        Format::Markdown,
        "- [Home](/)\n- [News](/news)\n\n# Wins\n\nA poet was freed.\n\n\
         Table of contents\n\n- Singer freed\n\nA dancer was freed.\n\n\
         ### You may also like:\n\n#### Farmer freed\n\nA farmer was freed \
         there.\n\n3 May 2021\n\n## Chad\n\nA teacher was freed.\n\n\
         **Read also**\n\n- Cook freed\n\nA painter was freed.\n\n\
         ## Related articles\n\n- Baker freed\n- Tailor freed\n",
        &[
            "# Wins",
            "p A poet was freed.",
            "p A dancer was freed.",
            "## Chad",
            "p A teacher was freed.",
            "p A painter was freed.",
        ],
    );
    becomes(
        Format::Text,
        "Wins\n\nA poet was freed in May after two years.\n\nRelated \
         articles\n\nSinger freed\nCook freed\nBaker freed\n",
        &["# Wins", "p A poet was freed in May after two years."],
    );
    // A text of that name is a text.
    becomes(
        Format::Text,
        "Related news\n\nA poet was freed in May after two years.\n",
        &["# Related news", "p A poet was freed in May after two years."],
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
