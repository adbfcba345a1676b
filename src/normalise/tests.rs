//! What holds for every source: ranges lead back to the bytes that they came
//! from, ranges nest and stand in order, and no input makes it fail.

mod pages;
mod shapes;

use super::html_token::{Token, tokens};
use super::*;

fn conventions() -> Conventions {
    let (conventions, told) = Conventions::parse(
        "abbreviation,rule\nDr.,never\nThe,starter\n",
        "kind,name\nelement,nav\nelement,footer\nelement,header\n\
         element,aside\nclass_word,share\nkeep_word,has\n\
         caption_word,photo\nbyline_word,by\nclause_word,said\nclause_word,are\n\
         aside_heading,related articles\naside_heading,read also\n\
         aside_heading,you may also like\n\
         contents_heading,table of contents\n",
    );
    assert_eq!(told, []);
    conventions
}

fn read_as(format: Format, bytes: &[u8]) -> Outline {
    let source = Source {
        path: "one".into(),
        bytes: bytes.to_vec(),
        format,
        origin: None,
    };
    outline(&source, &conventions())
}

/// Pieces that sources are made of, fair and foul.
const PIECES: [&str; 41] = [
    "Kenya: two women were freed.",
    "A court ruled",
    "GOOD NEWS",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "\u{a0}",
    "\t",
    "\u{feff}",
    "\u{ad}",
    "\u{200b}",
    "• ",
    "- ",
    "*Text",
    "1. ",
    "(a) ",
    "“Thank you all for what you did,” ",
    "é",
    "日本",
    "\u{1f600}",
    "&amp;",
    "&nbsp;",
    "&#8211;",
    "&bogus;",
    "<p>",
    "</p>",
    "<li>x",
    "<strong>bold</strong><br>",
    "<nav>menu</nav>",
    "<td>",
    "</table>",
    "<script>a</script>",
    "**strong** ",
    "# Head\n",
    "> said",
    "| a | b |\n|---|---|\n",
    "---\n",
    "[link]()",
    "\\*",
];

/// A small generator of pseudo-random numbers.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let sides = u64::try_from(sides).unwrap_or(1);
        usize::try_from(self.0 % sides).unwrap_or(0)
    }
}

/// Letters and digits of a text; what is left when markup, white space and
/// invisible characters are gone.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn shown(source: &str, format: Format) -> String {
    if format == Format::Text {
        return bare(source);
    }
    let mut text = String::new();
    for token in tokens(source) {
        match token {
            Token::Text(at) => text.push_str(&source[at]),
            Token::Entity(value, _) => text.push_str(&value),
            _ => {}
        }
    }
    bare(&text)
}

fn check(format: Format, source: &str, found: &Outline) {
    let mut at = 0;
    for word in found.text.split_inclusive([' ', '\n']) {
        let range = at..at + word.trim_end().len();
        at += word.len();
        let span = found.span(range.clone());
        let bytes = &source.as_bytes()[span.byte_start..span.byte_end];
        let slice = std::str::from_utf8(bytes).unwrap_or_default();
        let fine = shown(slice, format) == bare(&found.text[range.clone()])
            || bare(slice) == bare(&found.text[range.clone()]);
        assert!(fine, "{slice:?} for {word:?} in {source:?}");
        let before = &source[..span.byte_start];
        let lines = before.matches('\n').count()
            + before.matches('\r').count()
            - before.matches("\r\n").count();
        let split = before.ends_with('\r')
            && source[span.byte_start..].starts_with('\n');
        assert_eq!(span.line, lines + 1 - usize::from(split));
    }
    let mut last = 0;
    for item in &found.items {
        assert!(item.text.start >= last && !item.text.is_empty());
        last = item.text.end;
        assert!(!found.slice(item.text.clone()).contains('\n'));
        if let Some(lead) = &item.lead {
            assert_eq!(lead.start, item.text.start);
            assert!(lead.end <= item.text.end && !lead.is_empty());
        }
    }
    let mut last = 0;
    for sentence in &found.sentences {
        let item = &found.items[sentence.item];
        assert!(sentence.text.start >= last.max(item.text.start));
        assert!(sentence.text.end <= item.text.end);
        last = sentence.text.end;
        let words = found.slice(sentence.text.clone());
        assert_eq!(words, words.trim());
    }
    for heading in &found.headings {
        let above = heading.parent.map(|i| &found.headings[i]);
        assert!(above.is_none_or(|above| above.level < heading.level));
    }
}

#[test]
fn every_word_leads_back_to_its_bytes() {
    let mut dice = Dice(42);
    for _ in 0..800 {
        let count = dice.roll(24);
        let source: String =
            (0..count).map(|_| PIECES[dice.roll(PIECES.len())]).collect();
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let found = read_as(format, source.as_bytes());
            check(format, &source, &found);
        }
    }
}

#[test]
fn any_bytes_are_read() {
    let mut dice = Dice(7);
    for _ in 0..500 {
        let bytes: Vec<u8> = (0..dice.roll(60))
            .map(|_| u8::try_from(dice.roll(256)).unwrap_or(0))
            .collect();
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let found = read_as(format, &bytes);
            for item in &found.items {
                let span = found.span(item.text.clone());
                assert!(span.byte_start <= span.byte_end);
                assert!(span.byte_end <= bytes.len());
            }
        }
    }
}

#[test]
fn wide_and_western_text_leads_back() {
    let text = "Peru: the “Málaga” case\r\n\r\n• Ten men were freed. Good!";
    let wide: Vec<u8> =
        text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = [&[0xFE, 0xFF][..], &wide].concat();
    let found = read_as(Format::Text, &marked);
    let item = found.items.last().expect("an item");
    let span = found.span(item.text.clone());
    assert_eq!(span.line, 3);
    let units: Vec<u16> = marked[span.byte_start..span.byte_end]
        .chunks(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    let back = String::from_utf16(&units).expect("whole units");
    assert_eq!(back, "Ten men were freed. Good!");
}

#[test]
fn long_and_odd_input_takes_linear_time() {
    let many = |piece: &str| piece.repeat(12_000 / piece.len());
    for piece in [
        "<div>",
        "</p>",
        "<b>",
        "&",
        "&#",
        "\"",
        "(",
        "- ",
        "1. ",
        ". ",
        "a.B",
        ": ",
        "– ",
        "\r",
        "<p>x",
        "* * ",
        "[",
        "> ",
        "Dr. ",
        "A. ",
        "<table><tr><td>",
        "<li><ul>",
        "“",
        "! ",
        "# ",
        "|a",
        "...",
        "\0",
    ] {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let _ = read_as(format, many(piece).as_bytes());
        }
    }
}
