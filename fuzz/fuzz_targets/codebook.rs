//! A codebook with a file of any bytes: it has faults, each of which can be
//! shown, or it makes a coder that codes. The first byte tells which file, the
//! second what becomes of it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use tidings::code::Coder;
use tidings::codebook::{Files, decode, embedded};
use tidings::diagnostic::Severity;
use tidings::normalise::{Format, Source};

/// Rows that are kept of each file of the built-in codebook.
const ROWS: usize = 6;

/// The files of cues that are kept.
const CUES: [&str; 2] = ["cues/law.csv", "cues/liberty.csv"];

/// What is coded with what comes out.
const TEXT: &str = "# Kenya\n\n- Kenya: On 3 May 2020 Dr. Ola Berg and two \
journalists were released from prison after one hundred days.\n- A court in \
Egypt has repealed the law on assembly, which had banned protests in Aruba.\n\
- Afghanistan's parliament promised to abolish the death penalty by 2021.\n";

static FILES: LazyLock<Files> = LazyLock::new(small);

fuzz_target!(init: { LazyLock::force(&FILES); }, |data: &[u8]| {
    let &[file, how, ref bytes @ ..] = data else { return };
    let names: Vec<&String> = FILES.keys().collect();
    // Letters, so that seeds can be read: `a` is the first file.
    let place = usize::from(file.wrapping_sub(b'a')) % names.len();
    let name = names[place];
    let text = match decode(name, bytes.to_vec()) {
        Ok(text) => text,
        Err(fault) => return shown(&fault),
    };
    let before = FILES.get(name).map_or("", |text| text);
    let header = before.lines().next().unwrap_or_default();
    let text = match how {
        b'w' => text,
        b'h' => format!("{header}\n{text}"),
        b'b' => format!("{header}\n{text}\n{}", &before[header.len()..]),
        _ => format!("{before}{text}"),
    };
    let mut files = FILES.clone();
    files.insert(name.clone(), text.into());
    match Coder::new(&files) {
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a reason");
            faults.iter().for_each(shown);
        }
        Ok(coder) => {
            coder.warnings().iter().for_each(shown);
            coder.self_test().iter().for_each(shown);
            let source = Source {
                path: "a.md".to_owned(),
                bytes: TEXT.as_bytes().to_vec(),
                format: Format::Markdown,
                origin: None,
            };
            let coded = coder.code(&source);
            assert_eq!(coded, coder.code(&source), "coded differently");
        }
    }
});

/// A fault says what is wrong.
fn shown(fault: &tidings::diagnostic::Diagnostic) {
    assert!(!fault.message.is_empty());
    assert!(!fault.to_string().is_empty());
}

/// The built-in codebook with the first rows of each file and two files of
/// cues, without its weights, and without rows that name what is gone.
fn small() -> Files {
    let mut files = embedded::files();
    files.retain(|name, _| {
        !name.starts_with("cues/") || CUES.contains(&&**name)
    });
    for (name, text) in &mut files {
        let rows = if name == "weights.csv" { 1 } else { ROWS };
        let lines: Vec<&str> = text.lines().take(rows + 1).collect();
        *text = Cow::Owned(format!("{}\n", lines.join("\n")));
    }
    // Fewer rows may leave others without what they name: at most as often as
    // there are rows.
    for _ in 0..ROWS {
        let Err(faults) = Coder::new(&files) else { return files };
        let wrong: BTreeSet<(&str, usize)> = faults
            .iter()
            .filter(|fault| fault.severity == Severity::Error)
            .filter_map(|fault| Some((fault.file.as_deref()?, fault.line?)))
            .collect();
        for (name, text) in &mut files {
            let kept = text.lines().enumerate().filter(|(at, _)| {
                !wrong.contains(&(&*format!("codebook/{name}"), at + 1))
            });
            let kept: Vec<&str> = kept.map(|(_, line)| line).collect();
            let kept = format!("{}\n", kept.join("\n"));
            *text = Cow::Owned(kept);
        }
    }
    let faults = Coder::new(&files).err().unwrap_or_default();
    assert!(faults.is_empty(), "a small codebook without faults: {faults:?}");
    files
}
