//! How text gets into a page without becoming markup, and how the page says
//! which scripts may run. Knows nothing of what the text means.

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// JSON that no HTML parser can read as the end of its script element or as
/// a comment: every character that could is written as an escape.
pub(super) fn json_in_script(value: &Value) -> String {
    let json = value.to_string();
    let mut text = String::with_capacity(json.len() + json.len() / 64);
    for c in json.chars() {
        // Outside of strings JSON has none of these, so that an escape is
        // always in its place.
        match c {
            '<'
            | '>'
            | '&'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}' => {
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            _ => text.push(c),
        }
    }
    text
}

/// The source expression of a Content-Security-Policy that allows exactly
/// this inline script or style.
pub(super) fn policy_hash(inline: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(inline.as_bytes())))
}

/// Base64 with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at > chunk.len() { '=' } else { char::from(sign) });
        }
    }
    text
}

/// A template with its `{{name}}` places filled, in one pass: what is filled
/// in is never read as a place itself.
pub(super) fn fill(template: &str, parts: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        text.push_str(before);
        let Some((name, after)) = after.split_once("}}") else {
            text.push_str("{{");
            rest = after;
            continue;
        };
        let part = parts.iter().find(|part| part.0 == name);
        text.push_str(part.map_or("", |part| part.1));
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, fill, json_in_script};
    use serde_json::{Value, json};

    #[test]
    fn base64_as_in_rfc_4648() {
        let cases = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let coded: Vec<String> =
            cases.iter().map(|text| base64(text.as_bytes())).collect();
        let wanted =
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];
        assert_eq!(coded, wanted);
    }

    #[test]
    fn json_cannot_leave_its_script_and_reads_back() {
        let hostile = json!({
            "</script><script>": "<!-- <script> ]]> & \u{2028}\u{2029}\u{85} \" \\",
        });
        let text = json_in_script(&hostile);
        for sign in ['<', '>', '&', '\u{2028}', '\u{2029}', '\u{85}'] {
            assert!(!text.contains(sign), "{sign:?} in {text}");
        }
        let back: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back, hostile);
    }

    #[test]
    fn what_is_filled_in_is_no_template() {
        let parts = [("a", "{{b}}"), ("b", "no")];
        assert_eq!(fill("<{{a}}{{none}}>", &parts), "<{{b}}>");
    }
}
