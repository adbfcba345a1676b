//! Running the program in a folder of its own, and reading what it wrote
//! without its own readers.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A row of a table: cells by name of column.
pub(crate) type Row = BTreeMap<String, String>;

/// The folder of the crate's sources.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Asserts the exit code; shows the messages if it is another.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "messages:\n{}", self.stderr);
        self
    }

    /// Asserts that the messages contain some words.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(
            self.stderr.contains(words),
            "`{words}` is not in the messages:\n{}",
            self.stderr
        );
        self
    }
}

/// Runs the program with some arguments.
pub(crate) fn tidings<I, S>(arguments: I) -> Run
where
    I: IntoIterator<Item = S>,
    S: AsRef<std::ffi::OsStr>,
{
    tidings_on(arguments, b"")
}

/// Runs the program with some bytes on standard input.
pub(crate) fn tidings_on<I, S>(arguments: I, input: &[u8]) -> Run
where
    I: IntoIterator<Item = S>,
    S: AsRef<std::ffi::OsStr>,
{
    let output = tidings_raw(arguments, input);
    Run {
        code: output.status.code().expect("it ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// The same, where what it writes need not be text.
pub(crate) fn tidings_raw<I, S>(arguments: I, input: &[u8]) -> Output
where
    I: IntoIterator<Item = S>,
    S: AsRef<std::ffi::OsStr>,
{
    let mut child = Command::new(env!("CARGO_BIN_EXE_tidings"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // Fed from a thread, so that neither side waits for the other's pipe.
    let feeder = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}

/// A folder with bulletins in `in` and what is made of them in `out`.
#[derive(Debug)]
pub(crate) struct Corpus {
    folder: TempDir,
}

impl Corpus {
    /// A folder without bulletins.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("in")).unwrap();
        Self { folder }
    }

    /// One with a bulletin that gives an event, for tests of what happens
    /// around the coding.
    pub(crate) fn small() -> Self {
        Self::new()
            .with("a.txt", "In 2020, Egypt released two journalists.\n")
            .with("a.toml", "title = \"Wins\"\nyear_covered = 2020\n")
    }

    /// Adds a file below `in`.
    pub(crate) fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.write(&format!("in/{name}"), bytes);
        self
    }

    /// Writes a file anywhere in the folder.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Publishes what stands on standard input into `out`.
    pub(crate) fn build_stdin(&self, bytes: &[u8], more: &[&str]) -> Run {
        let output = self.path("out");
        let arguments = ["build", "-", "--output", output.to_str().unwrap()];
        tidings_on(arguments.iter().chain(more), bytes)
    }

    /// Problems of a code in `out`: `file:line: message`.
    #[track_caller]
    pub(crate) fn problems(&self, code: &str) -> Vec<String> {
        self.rows("problems")
            .iter()
            .filter(|row| row["code"] == code)
            .map(|row| {
                format!(
                    "{}:{}: {}",
                    row["source"], row["line"], row["message"]
                )
            })
            .collect()
    }

    /// Publishes the bulletins into `out`.
    pub(crate) fn build(&self, more: &[&str]) -> Run {
        let (input, output) = (self.path("in"), self.path("out"));
        let paths = [input.to_str().unwrap(), output.to_str().unwrap()];
        tidings(
            ["build", paths[0], "--output", paths[1]]
                .iter()
                .chain(more)
                .copied(),
        )
    }

    /// Verifies what stands in `out`.
    pub(crate) fn check(&self) -> Run {
        tidings(["check".as_ref(), self.path("out").as_os_str()])
    }

    /// The rows of a table in `out`.
    #[track_caller]
    pub(crate) fn rows(&self, table: &str) -> Vec<Row> {
        rows(&self.path("out"), table)
    }
}

/// The rows of a table of a release.
#[track_caller]
pub(crate) fn rows(release: &Path, table: &str) -> Vec<Row> {
    let path = release.join(format!("csv/{table}.csv"));
    let bytes = std::fs::read(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    reader.deserialize().map(|row| row.expect("a whole row")).collect()
}

/// All files below a folder: path with `/` between folders, and bytes.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((path, below)) = open.pop() {
        for entry in std::fs::read_dir(&path).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{below}{}", entry.file_name().display());
            if entry.path().is_dir() {
                open.push((entry.path(), format!("{name}/")));
            } else {
                found.insert(name, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// What stands in the folder of a release, but for the cache and the changes.
pub(crate) fn beside(release: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(release.parent().unwrap()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> =
        names.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| {
        name != ".tidings-cache" && !name.ends_with(".changes.csv")
    });
    names.sort();
    names
}
