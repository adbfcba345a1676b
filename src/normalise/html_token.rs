//! HTML as tokens whose text knows its place to the byte: a WHATWG
//! tokenizer, with every entity apart from the text around it.
//!
//! Knows nothing of what elements mean.

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};
use std::collections::VecDeque;
use std::ops::Range;

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// `<name …>`
    Start(StartTag),
    /// `</name>`
    End(String),
    /// Text as it stands in the source.
    Text(Range<usize>),
    /// What an entity in the source stands for.
    Entity(String, Range<usize>),
}

/// A start tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct StartTag {
    /// Name in lower case.
    pub(super) name: String,
    /// Attributes in order; names in lower case.
    pub(super) attributes: Vec<(String, String)>,
    /// Written `<name/>`.
    pub(super) closed: bool,
}

impl StartTag {
    /// An attribute's value.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Cuts a page into tokens.
pub(super) fn tokens(page: &str) -> Vec<Token> {
    let mut inner = CallbackEmitter::new(Tags::default());
    inner.naively_switch_states(true);
    let emitter = Exact { inner, page, position: 0, texts: VecDeque::new() };
    Tokenizer::new_with_emitter(page, emitter)
        .map(|token| match token {
            Ok(token) => token,
            Err(never) => match never {},
        })
        .collect()
}

/// Gathers tags from the tokenizer's events.
#[derive(Debug, Default)]
struct Tags {
    open: StartTag,
}

impl Callback<Token, usize> for Tags {
    fn handle_event(
        &mut self,
        event: CallbackEvent<'_>,
        _: Span<usize>,
    ) -> Option<Token> {
        let owned = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.open =
                    StartTag { name: owned(name), ..StartTag::default() };
                None
            }
            CallbackEvent::AttributeName { name } => {
                self.open.attributes.push((owned(name), String::new()));
                None
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, last)) = self.open.attributes.last_mut() {
                    *last = owned(value);
                }
                None
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let mut tag = std::mem::take(&mut self.open);
                tag.closed = self_closing;
                Some(Token::Start(tag))
            }
            CallbackEvent::EndTag { name } => {
                self.open = StartTag::default();
                Some(Token::End(owned(name)))
            }
            _ => None,
        }
    }
}

/// An emitter that keeps text piece by piece, as the tokenizer hands it out:
/// one piece is either literal or one entity.
#[derive(Debug)]
struct Exact<'p> {
    inner: CallbackEmitter<Tags, Token, usize>,
    page: &'p str,
    position: usize,
    texts: VecDeque<Token>,
}

impl ForwardingEmitter for Exact<'_> {
    type Token = Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Token> {
        &mut self.inner
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
        self.inner.move_position(offset);
    }

    fn emit_string(&mut self, piece: &[u8]) {
        let end = self.position;
        let start = end.saturating_sub(piece.len());
        let source = self.page.as_bytes().get(start..end);
        // The tokenizer reads any line end as `\n`.
        if source == Some(piece) || piece == b"\n" {
            // A piece may end within a character; the next one goes on.
            if let Some(Token::Text(last)) = self.texts.back_mut()
                && last.end == start
            {
                last.end = end;
            } else {
                self.texts.push_back(Token::Text(start..end));
            }
            return;
        }
        let before = self.page.get(..end).unwrap_or("");
        let value = String::from_utf8_lossy(piece).into_owned();
        // An entity has neither blanks nor tags within it.
        let entity = before.rfind('&').filter(|from| {
            !before[*from..].contains(['<', ' ', '\n', '\t', '\r'])
        });
        if let Some(from) = entity {
            self.texts.push_back(Token::Entity(value, from..before.len()));
        } else if let Some(at) = before.rfind(&*value) {
            // What might have begun an end tag, and was text after all, is
            // handed out when the tokenizer is past it.
            self.texts.push_back(Token::Text(at..at + value.len()));
        }
    }

    fn pop_token(&mut self) -> Option<Token> {
        // Text goes first: a tag is complete only when its text is out.
        if let Some(Token::Text(at)) = self.texts.front()
            && !self.page.is_char_boundary(at.end)
        {
            return None;
        }
        self.texts.pop_front().or_else(|| self.inner.pop_token())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_entities_know_their_bytes() {
        let page = "<p class='a b'>R&amp;D &#8211; é\r\nx &nope; \
                    &eacute</p>AT&T";
        let mut shown = String::new();
        for token in tokens(page) {
            match token {
                Token::Text(at) => shown.push_str(&page[at]),
                Token::Entity(value, at) => {
                    assert!(page[at].starts_with('&'));
                    shown.push_str(&value);
                }
                Token::Start(tag) => {
                    assert_eq!(tag.get("class"), Some("a b"));
                    shown.push('<');
                }
                Token::End(_) => shown.push('>'),
            }
        }
        let shown = shown.replace("\r\n", "\n").replace('\r', "\n");
        assert_eq!(shown, "<R&D – é\nx &nope; é>AT&T");
    }

    #[test]
    fn an_end_tag_that_is_none_stands_where_it_stands() {
        // Found by fuzzing: its words had an empty place.
        for page in [
            "<p>a &amp; b <title></e",
            "<title></",
            "<textarea>x</texta",
            "<title>a </ti b</title>",
            "<title>&lt;</e",
        ] {
            let mut shown = String::new();
            for token in tokens(page) {
                match token {
                    Token::Text(at) => {
                        assert!(!at.is_empty(), "{page}");
                        shown.push_str(&page[at]);
                    }
                    Token::Entity(value, at) => {
                        assert!(page[at].starts_with('&'), "{page}");
                        shown.push_str(&value);
                    }
                    Token::Start(_) | Token::End(_) => shown.push('|'),
                }
            }
            let text = page.replace("&amp;", "&").replace("&lt;", "<");
            let text = text
                .replace("</title>", "|")
                .replace("<title>", "|")
                .replace("<textarea>", "|")
                .replace("<p>", "|");
            assert_eq!(shown, text, "{page}");
        }
    }

    #[test]
    fn scripts_hold_no_tags() {
        let found = tokens("<script>if (a<b) '<p>'</script><p>x");
        let tags = found.iter().filter(|t| matches!(t, Token::Start(_)));
        assert_eq!(tags.count(), 2);
    }
}
