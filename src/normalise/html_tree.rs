//! The tree of a page, in the order of its tags: enough of it to know what
//! stands inside what. End tags that authors leave out are supplied.
//!
//! Knows which elements nest and end how; what they mean, `html` says.

use super::html_token::{StartTag, Token};
use std::ops::Range;

/// How deep a tree may be; deeper elements become leaves.
const DEPTH: usize = 256;

/// A node and where its inside ends.
#[derive(Debug)]
pub(super) struct Node {
    /// What it is.
    pub(super) content: Content,
    /// Index of the first node after its inside.
    pub(super) end: usize,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Content {
    /// An element.
    Element(StartTag),
    /// Text as it stands.
    Text(Range<usize>),
    /// What an entity stands for.
    Entity(String, Range<usize>),
}

/// Builds a tree: its nodes in the order of the page, each before its
/// inside.
pub(super) fn tree(tokens: Vec<Token>) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::with_capacity(tokens.len());
    let mut open: Vec<usize> = Vec::new();
    for token in tokens {
        let content = match token {
            Token::End(name) => {
                if name == "p" && !closes(&nodes, &open, "p") {
                    continue;
                }
                if let Some(depth) = opener(&nodes, &open, &name) {
                    close_to(&mut nodes, &mut open, depth);
                }
                continue;
            }
            Token::Text(at) => Content::Text(at),
            Token::Entity(value, at) => Content::Entity(value, at),
            Token::Start(tag) => {
                imply_ends(&mut nodes, &mut open, &tag.name);
                Content::Element(tag)
            }
        };
        let at = nodes.len();
        let holds = match &content {
            Content::Element(tag) => {
                let ended = tag.closed && is_foreign(&tag.name);
                !is_void(&tag.name) && !ended
            }
            _ => false,
        };
        nodes.push(Node { content, end: at + 1 });
        if holds && open.len() < DEPTH {
            open.push(at);
        }
    }
    close_to(&mut nodes, &mut open, 0);
    nodes
}

/// The name of an element.
pub(super) fn name(node: &Node) -> &str {
    match &node.content {
        Content::Element(tag) => &tag.name,
        _ => "",
    }
}

fn closes(nodes: &[Node], open: &[usize], wanted: &str) -> bool {
    opener(nodes, open, wanted).is_some()
}

/// The depth of the open element that an end tag ends.
fn opener(nodes: &[Node], open: &[usize], wanted: &str) -> Option<usize> {
    for (depth, node) in open.iter().enumerate().rev() {
        let found = name(&nodes[*node]);
        if found == wanted || (is_heading(found) && is_heading(wanted)) {
            return Some(depth);
        }
        // A stray inline end tag does not end the block around it.
        let barrier = match wanted {
            "p" | "li" | "dt" | "dd" => is_scope(found),
            "td" | "th" | "tr" => found == "table",
            _ if is_inline(wanted) => !is_inline(found),
            _ => false,
        };
        if barrier {
            return None;
        }
    }
    None
}

fn close_to(nodes: &mut [Node], open: &mut Vec<usize>, depth: usize) {
    let end = nodes.len();
    for at in open.drain(depth..) {
        nodes[at].end = end;
    }
}

/// Ends what the start of `name` ends without an end tag.
fn imply_ends(nodes: &mut [Node], open: &mut Vec<usize>, name: &str) {
    let ended: &[&str] = match name {
        "li" => &["li"],
        "dt" | "dd" => &["dt", "dd"],
        "td" | "th" => &["td", "th"],
        "tr" => &["tr"],
        "tbody" | "thead" | "tfoot" => &["tbody", "thead", "tfoot"],
        "option" => &["option"],
        "body" => &["head"],
        _ => &[],
    };
    for wanted in ended {
        if let Some(depth) = opener(nodes, open, wanted)
            && !list_between(nodes, &open[depth..])
        {
            close_to(nodes, open, depth);
        }
    }
    let block = !is_inline(name) && !is_void(name) || name == "hr";
    if block && let Some(depth) = opener(nodes, open, "p") {
        close_to(nodes, open, depth);
    }
}

/// Whether a list or table inside shields what is around it.
fn list_between(nodes: &[Node], open: &[usize]) -> bool {
    open.iter().skip(1).any(|at| {
        matches!(name(&nodes[*at]), "ul" | "ol" | "dl" | "table" | "menu")
    })
}

/// Elements that an implied end does not reach beyond.
fn is_scope(name: &str) -> bool {
    matches!(
        name,
        "table"
            | "td"
            | "th"
            | "caption"
            | "button"
            | "ul"
            | "ol"
            | "dl"
            | "blockquote"
            | "div"
            | "section"
            | "article"
            | "main"
            | "aside"
            | "figure"
            | "form"
            | "html"
            | "body"
    )
}

/// `h1` to `h6`.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Elements that stand within a line.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "output"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
    )
}

/// Elements without an inside.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that `/>` really ends, as it does within pictures.
fn is_foreign(name: &str) -> bool {
    matches!(name, "path" | "circle" | "rect" | "use" | "g" | "line")
}

#[cfg(test)]
mod tests {
    use super::super::html_token::tokens;
    use super::*;

    /// The tree as nested brackets.
    fn shown(page: &str) -> String {
        fn write(nodes: &[Node], at: Range<usize>, to: &mut String) {
            let mut i = at.start;
            while i < at.end {
                if matches!(nodes[i].content, Content::Element(_)) {
                    to.push_str(name(&nodes[i]));
                    to.push('(');
                    write(nodes, i + 1..nodes[i].end, to);
                    to.push(')');
                } else {
                    to.push('.');
                }
                i = nodes[i].end;
            }
        }
        let nodes = tree(tokens(page));
        let mut text = String::new();
        write(&nodes, 0..nodes.len(), &mut text);
        text
    }

    #[test]
    fn missing_ends_are_supplied() {
        assert_eq!(shown("<p>a<p>b<div>c"), "p(.)p(.)div(.)");
        assert_eq!(
            shown("<ul><li>a<ul><li>b<li>c</ul><li>d</ul>"),
            "ul(li(.ul(li(.)li(.)))li(.))"
        );
        assert_eq!(
            shown("<table><tr><td>a<td>b<tr><td>c</table>"),
            "table(tr(td(.)td(.))tr(td(.)))"
        );
        assert_eq!(shown("<p>a<br>b</b></p>c"), "p(.br().).");
    }

    #[test]
    fn deep_nesting_is_cut() {
        let page = "<div>".repeat(100_000);
        assert_eq!(tree(tokens(&page)).len(), 100_000);
    }
}
