//! HTML as tokens whose text knows its place to the byte: a WHATWG
//! tokenizer, with every entity apart from the text around it.
//!
//! Knows nothing of what elements mean.

use html5gum::emitters::callback::{
    Callback, CallbackEmitter, CallbackEvent,
};
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
    let emitter = Exact {
        inner,
        page,
        position: 0,
        last: 0,
        texts: VecDeque::new(),
    };
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

impl Callback<(Token, usize), usize> for Tags {
    fn handle_event(
        &mut self,
        event: CallbackEvent<'_>,
        span: Span<usize>,
    ) -> Option<(Token, usize)> {
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
                Some((Token::Start(tag), span.end))
            }
            CallbackEvent::EndTag { name } => {
                self.open = StartTag::default();
                Some((Token::End(owned(name)), span.end))
            }
            _ => None,
        }
    }
}

/// An emitter that keeps text piece by piece, as the tokenizer hands it out:
/// one piece is either literal or one entity.
#[derive(Debug)]
struct Exact<'p> {
    inner: CallbackEmitter<Tags, (Token, usize), usize>,
    page: &'p str,
    position: usize,
    /// Where the last token ended.
    last: usize,
    texts: VecDeque<Token>,
}

impl ForwardingEmitter for Exact<'_> {
    type Token = Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Token> {
        Unreachable::new(self)
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
        self.inner.move_position(offset);
    }
}
