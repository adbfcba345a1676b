//! What becomes of texts in whatever dress: line breaks for paragraphs,
//! headings that nothing marks, terms and labels, what is not the text's own.
//! Drawn as in `shapes`.

use super::super::Format;
use super::read_as;
use super::shapes::becomes;

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
    let told = read_as(
        Format::Markdown,
        b"- News\n- Home\n\n# Wins\n\nFreed.\n\n## Read also\n\n- One\n- Two\n",
    );
    let told = told.diagnostics.iter();
    let told: Vec<_> = told.map(|d| (d.line, d.message.as_str())).collect();
    let end = "was not read: it is not the text's own";
    let (menu, below) = (
        format!("the list above the title {end}"),
        format!("what stands below this line (blocks: 2) {end}"),
    );
    assert_eq!(told, [(Some(1), &*menu), (Some(8), &*below)]);
    // A text of that name is a text.
    becomes(
        Format::Text,
        "Related news\n\nA poet was freed in May after two years.\n",
        &["# Related news", "p A poet was freed in May after two years."],
    );
}
