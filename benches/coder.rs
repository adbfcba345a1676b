//! How fast the coder alone is, by its weights alone and with its tagger,
//! beside two references in the same run: (a) reading the bytes and seeing
//! that they are UTF-8, (b) looking for every name and trigger form of the
//! codebook with aho-corasick.
//!
//! `cargo bench --bench coder -- CORPUS.jsonl` prints one JSON object. `make
//! bench` makes corpora, calls this, and writes the table of
//! `docs/reference/benchmarks.md`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench measures with files and clocks, and ends where they fail"
)]

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashSet;
use std::time::{Duration, Instant};
use tidings::code::Coder;
use tidings::codebook::lexicon::WordId;
use tidings::codebook::term::Atom;
use tidings::codebook::{Codebook, Files, embedded};
use tidings::normalise::{Format, Source};

/// What each thing is timed for at least.
const LEAST: Duration = Duration::from_secs(3);

/// Bytes of text that the tagger is timed on: it is slow.
const TAGGED: usize = 200_000;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let path = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let Some(path) = path else {
        println!("{{}}");
        return;
    };
    let bytes = std::fs::read(&path).unwrap();
    let texts: Vec<Vec<u8>> = std::str::from_utf8(&bytes)
        .unwrap()
        .lines()
        .map(|line| {
            let record: serde_json::Value =
                serde_json::from_str(line).unwrap();
            record["text"].as_str().unwrap().as_bytes().to_vec()
        })
        .collect();
    let size: usize = texts.iter().map(Vec::len).sum();
    let mut files = embedded::files();
    let tagging = Coder::new(&files).unwrap_or_else(|_| unreachable!());
    // Without its shares the tagger is not asked.
    files.remove("tagger.csv").unwrap();
    let coder = Coder::new(&files).unwrap_or_else(|_| unreachable!());
    let sources: Vec<Source> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| Source {
            path: format!("{at}"),
            bytes: text.clone(),
            format: Format::Text,
            origin: None,
        })
        .collect();
    let (mut sentences, mut events) = (0, 0);
    for source in &sources {
        let coded = coder.code(source);
        sentences += coded.sentences.len();
        events += coded.events.len();
    }
    let one = time(|| {
        sources.iter().map(|source| coder.code(source).events.len()).sum()
    });
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let two = pool.install(|| {
        time(|| sources.par_iter().map(|s| coder.code(s).events.len()).sum())
    });
    let (mut part, mut part_size) = (0, 0);
    while part < texts.len() && part_size < TAGGED {
        part_size += texts[part].len();
        part += 1;
    }
    let tagged = time(|| {
        let part = sources[..part].iter();
        part.map(|source| tagging.code(source).events.len()).sum()
    });
    let read = time(|| {
        let bytes = std::fs::read(&path).unwrap();
        std::str::from_utf8(&bytes).unwrap().len()
    });
    let forms = forms(&files, coder.codebook());
    let scanner = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(&forms)
        .unwrap();
    let scan = time(|| {
        texts.iter().map(|text| scanner.find_iter(text).count()).sum()
    });
    let result = serde_json::json!({
        "documents": texts.len(),
        "megabytes": megabytes(size),
        "sentences": sentences,
        "events": events,
        "forms": forms.len(),
        "tagger_megabytes": megabytes(part_size),
        "tagger_s": tagged.wall,
        "tagger_cpu_s": tagged.cpu,
        "coder_s": one.wall,
        "coder_cpu_s": one.cpu,
        "coder_two_threads_s": two.wall,
        "coder_two_threads_cpu_s": two.cpu,
        "read_s": read.wall,
        "read_cpu_s": read.cpu,
        "scan_s": scan.wall,
        "scan_cpu_s": scan.cpu,
    });
    println!("{result}");
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// Seconds that a run takes.
struct Took {
    /// By the clock: the least of several runs.
    wall: f64,
    /// Of all threads together: the mean of the same runs, for the system
    /// counts it too coarsely for one. Other programs disturb it less.
    /// `None` where there is no `/proc`.
    cpu: Option<f64>,
}

fn time(mut run: impl FnMut() -> usize) -> Took {
    let (mut wall, mut runs) = (f64::MAX, 0.0);
    let (begun, spent) = (Instant::now(), cpu());
    while begun.elapsed() < LEAST {
        let start = Instant::now();
        std::hint::black_box(run());
        wall = wall.min(start.elapsed().as_secs_f64());
        runs += 1.0;
    }
    let cpu = cpu().zip(spent).map(|(now, before)| (now - before) / runs);
    Took { wall, cpu }
}

/// Seconds of processor time that this process has had so far.
fn cpu() -> Option<f64> {
    /// Of a second, on every Linux.
    const TICK: f64 = 0.01;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program stands in brackets and may hold spaces.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut ticks = fields.split_ascii_whitespace().skip(11);
    let mut next = || ticks.next()?.parse::<f64>().ok();
    Some((next()? + next()?) * TICK)
}

/// Every name of the gazetteer and every form of a word that begins a
/// trigger.
fn forms(files: &Files, codebook: &Codebook) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    for (file, columns) in [
        (
            "countries.csv",
            &["name", "short_name", "aliases", "adjectives"][..],
        ),
        ("places.csv", &["name"]),
        ("bodies.csv", &["name"]),
    ] {
        let mut reader = csv::Reader::from_reader(files[file].as_bytes());
        let header = reader.headers().unwrap().clone();
        for record in reader.records() {
            let record = record.unwrap();
            let cells = header.iter().zip(&record);
            let cells = cells.filter(|(name, _)| columns.contains(name));
            for name in cells.flat_map(|(_, cell)| cell.split(';')) {
                forms.push(name.trim().to_owned());
            }
        }
    }
    let firsts: FxHashSet<WordId> = codebook
        .cues
        .all
        .iter()
        .flat_map(|cue| &cue.triggers)
        .filter_map(|phrase| match phrase.first() {
            Some(Atom::Lemma(word) | Atom::Surface(word)) => Some(*word),
            _ => None,
        })
        .collect();
    let lexicon = &codebook.lexicon;
    let count = u32::try_from(lexicon.len()).unwrap();
    for word in (1..count).map(WordId) {
        let mut lemmas = lexicon.lemmas(word).iter().map(|(lemma, _)| lemma);
        if firsts.contains(&word) || lemmas.any(|l| firsts.contains(l)) {
            forms.push(lexicon.text(word).to_owned());
        }
    }
    forms.retain(|form| form.len() > 1);
    forms.sort();
    forms.dedup();
    forms
}
