//! Weights as tables of whole numbers, and those as bytes: what `weights.csv`
//! is compiled to, when the program is built or when a codebook is opened.
//!
//! Those of the built-in codebook are large and read at no start: they are
//! looked up where they lie in the program.

use std::borrow::Cow;
use std::fmt;

/// Whole numbers, each by its bytes.
type Numbers = Cow<'static, [[u8; 4]]>;

/// A feature by its hash.
pub(crate) type Key = u64;

/// FNV-1a: the hash of a template or word.
#[must_use]
pub(crate) const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash ^= bytes[at] as u64;
        hash = u64::wrapping_mul(hash, 0x0100_0000_01b3);
        at += 1;
    }
    hash
}

/// Goes on from a template, or from what came before, to the next word.
#[must_use]
pub(crate) const fn then(key: Key, word: u64) -> Key {
    (key.rotate_left(7) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The key of a feature as it is written: `template=word|word`. No word holds
/// a `|`.
#[must_use]
pub(crate) fn key(feature: &str) -> Key {
    match feature.split_once('=') {
        None => then(hash(feature), 0),
        Some((template, words)) => words
            .split('|')
            .fold(then(hash(template), 0), |key, word| then(key, hash(word))),
    }
}

/// The weights of one question: a hash table from features to rows, and what
/// each row counts for which labels.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// The question.
    pub(super) name: String,
    /// Its labels.
    pub(super) labels: Vec<String>,
    /// Part of the key of the feature in a slot; 0 if it is free.
    tags: Numbers,
    /// The row of each slot.
    rows: Numbers,
    /// Where the weights of each row begin, and where the last end.
    starts: Numbers,
    /// Label and thousandths, in one number.
    weights: Numbers,
}

/// Why weights cannot be packed or unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not `label:weight` parted by blanks, within ±32767")
    }
}

/// A row before it is packed: feature, labels with thousandths.
type Row = (Key, Vec<(u16, i16)>);

/// Gathers the rows of one question.
#[derive(Debug, Default)]
pub(super) struct Packing {
    name: String,
    labels: Vec<String>,
    rows: Vec<Row>,
}

impl Packing {
    /// For a question.
    #[must_use]
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Takes a row.
    ///
    /// # Errors
    ///
    /// A weight or a number of labels that no table has room for.
    pub(super) fn add<'l>(
        &mut self,
        feature: &str,
        weights: impl Iterator<Item = (&'l str, i32)>,
    ) -> Result<(), Unfit> {
        let mut own = Vec::new();
        for (label, weight) in weights {
            let known = self.labels.iter().position(|known| known == label);
            let at = known.unwrap_or_else(|| {
                self.labels.push(label.to_owned());
                self.labels.len() - 1
            });
            let at = u16::try_from(at).map_err(|_| Unfit)?;
            own.push((at, i16::try_from(weight).map_err(|_| Unfit)?));
        }
        self.rows.push((key(feature), own));
        Ok(())
    }

    /// Takes a row as `weights.csv` has it: `label:weight label:weight`.
    ///
    /// # Errors
    ///
    /// A cell that is none.
    pub(super) fn add_cell(
        &mut self,
        feature: &str,
        weights: &str,
    ) -> Result<(), Unfit> {
        let parts = weights.split(' ').map(|part| {
            let (label, weight) = part.split_once(':').ok_or(Unfit)?;
            Ok((label, weight.parse().map_err(|_| Unfit)?))
        });
        let parts: Vec<(&str, i32)> = parts.collect::<Result<_, Unfit>>()?;
        self.add(feature, parts.into_iter())
    }

    /// The table.
    #[must_use]
    pub(super) fn table(self) -> Table {
        let slots = (self.rows.len() * 2).max(2).next_power_of_two();
        let mut table = Table {
            name: self.name,
            labels: self.labels,
            tags: vec![[0; 4]; slots].into(),
            rows: vec![[0; 4]; slots].into(),
            ..Table::default()
        };
        let (mut starts, mut all) = (Vec::new(), Vec::new());
        for (row, (key, weights)) in (0_u32..).zip(self.rows) {
            starts.push(length(&all).to_le_bytes());
            all.extend(weights.into_iter().map(joined));
            let slot = table.slot(key);
            table.tags.to_mut()[slot] = tag(key).to_le_bytes();
            table.rows.to_mut()[slot] = row.to_le_bytes();
        }
        starts.push(length(&all).to_le_bytes());
        (table.starts, table.weights) = (starts.into(), all.into());
        table
    }
}

/// Label and thousandths as one number.
fn joined((label, weight): (u16, i16)) -> [u8; 4] {
    let ([a, b], [c, d]) = (label.to_le_bytes(), weight.to_le_bytes());
    [a, b, c, d]
}

/// The same, parted.
fn parted([a, b, c, d]: [u8; 4]) -> (u16, i16) {
    (u16::from_le_bytes([a, b]), i16::from_le_bytes([c, d]))
}

fn length<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a tag is the lower half of a key"
)]
fn tag(key: Key) -> u32 {
    (key as u32).max(1)
}

impl Table {
    /// The slot of a feature, or the free one where it would stand.
    fn slot(&self, key: Key) -> usize {
        let last = self.tags.len() - 1;
        let tag = tag(key).to_le_bytes();
        let mut at = (key >> 32) as usize & last;
        while self.tags[at] != tag && self.tags[at] != [0; 4] {
            at = (at + 1) & last;
        }
        at
    }

    /// The row of a feature.
    #[must_use]
    pub(super) fn row(&self, key: Key) -> Option<u32> {
        if self.tags.is_empty() {
            return None;
        }
        let slot = self.slot(key);
        let found = self.tags[slot] != [0; 4];
        found.then(|| u32::from_le_bytes(self.rows[slot]))
    }

    /// How many rows it has.
    #[must_use]
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Labels and thousandths of a row.
    pub(super) fn weights(
        &self,
        row: u32,
    ) -> impl Iterator<Item = (u16, i16)> + '_ {
        let start = |row| u32::from_le_bytes(self.starts[row]) as usize;
        let row = row as usize;
        let own = &self.weights[start(row)..start(row + 1)];
        own.iter().copied().map(parted)
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        let mut put = |number: u32| bytes.extend(number.to_le_bytes());
        put(length(&self.labels));
        put(length(&self.tags));
        put(length(&self.starts));
        put(length(&self.weights));
        for list in [&self.tags, &self.rows, &self.starts, &self.weights] {
            bytes.extend(list.as_flattened());
        }
        for text in std::iter::once(&self.name).chain(&self.labels) {
            bytes.extend(length(text.as_bytes()).to_le_bytes());
            bytes.extend(text.as_bytes());
        }
    }

    fn read(bytes: &mut &'static [u8]) -> Option<Self> {
        let labels = number(bytes)?;
        let (slots, starts, weights) =
            (number(bytes)?, number(bytes)?, number(bytes)?);
        let tags = numbers(bytes, slots)?;
        let rows = numbers(bytes, slots)?;
        let starts = numbers(bytes, starts)?;
        let weights = numbers(bytes, weights)?;
        let name = text(bytes)?;
        let labels: Option<_> = (0..labels).map(|_| text(bytes)).collect();
        Some(Self { name, labels: labels?, tags, rows, starts, weights })
    }
}

fn number(bytes: &mut &[u8]) -> Option<u32> {
    let (number, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*number))
}

fn numbers(bytes: &mut &'static [u8], count: u32) -> Option<Numbers> {
    let (numbers, rest) = bytes.split_at_checked(count as usize * 4)?;
    *bytes = rest;
    Some(numbers.as_chunks().0.into())
}

fn text(bytes: &mut &[u8]) -> Option<String> {
    let length = number(bytes)?;
    let (text, rest) = bytes.split_at_checked(length as usize)?;
    *bytes = rest;
    String::from_utf8(text.to_vec()).ok()
}

/// Tables as bytes.
#[must_use]
pub(super) fn pack<'t>(tables: impl Iterator<Item = &'t Table>) -> Vec<u8> {
    let mut bytes = Vec::new();
    tables.for_each(|table| table.write(&mut bytes));
    bytes
}

/// Tables from such bytes.
///
/// # Errors
///
/// Bytes that [`pack`] did not write.
pub(super) fn unpack(mut bytes: &'static [u8]) -> Result<Vec<Table>, Unfit> {
    let mut tables = Vec::new();
    while !bytes.is_empty() {
        tables.push(Table::read(&mut bytes).ok_or(Unfit)?);
    }
    Ok(tables)
}

/// Compiles `weights.csv`; rows of a question stand together.
///
/// # Errors
///
/// The line of the first row that cannot be read, and why.
pub(super) fn compile(text: &str) -> Result<Vec<Table>, (u64, String)> {
    let mut all: Vec<Packing> = Vec::new();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut row = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        let wrong = |message: String| (line, message);
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(wrong(error.to_string())),
        }
        let cell = |at: usize| row.get(at).unwrap_or("");
        if all.last().is_none_or(|last| last.name != cell(0)) {
            all.push(Packing::new(cell(0)));
        }
        if let Some(last) = all.last_mut() {
            last.add_cell(cell(1), cell(2))
                .map_err(|unfit| wrong(unfit.to_string()))?;
        }
    }
    Ok(all.into_iter().map(Packing::table).collect())
}
