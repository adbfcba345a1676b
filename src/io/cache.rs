//! What was coded before, so that it need not be coded again: rows of
//! documents by the digest of all that they depend on.
//!
//! One file of records, to which a run adds. It may be deleted at any time;
//! a record that is torn or changed is passed over and coded again. What is
//! in it never decides what a release holds, only how soon.

use crate::normalise::Source;
use crate::table::Coded;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The file, within the cache's folder.
const FILE: &str = "coded";

/// What a file of ours begins with.
const MAGIC: &[u8; 8] = b"tidings1";

/// Bytes before a record's rows: key, length, checksum.
const HEAD: usize = 16 + 4 + 8;

/// The file is written anew when it holds this much that was not asked for,
/// and more of it than of what was.
const WASTE: u64 = 4 << 20;

/// A light level: rows are read far more often than the disk is full.
const LEVEL: i32 = 1;

/// A digest of all that a document's rows depend on.
pub type Key = [u8; 16];

/// The first half of a SHA-256.
fn half(hash: &[u8]) -> Key {
    let mut key = Key::default();
    key.copy_from_slice(&hash[..16]);
    key
}

/// The key of a document.
#[must_use]
pub fn key(source: &Source) -> Key {
    let mut hash = Sha256::new();
    let origin = format!("{:?} {:?}", source.format, source.origin);
    for part in [source.path.as_bytes(), origin.as_bytes()] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.update(&source.bytes);
    half(&hash.finalize())
}

/// Where a record stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: u64,
    length: u32,
    sum: [u8; 8],
    /// Whether this run asked for it.
    is_live: bool,
}

/// The file while it is used.
#[derive(Debug)]
struct Log {
    file: File,
    places: BTreeMap<Key, Place>,
    end: u64,
}

/// What was coded before.
#[derive(Debug)]
pub struct Cache {
    path: PathBuf,
    log: Mutex<Log>,
}

impl Cache {
    /// Opens the cache of a folder, for what one program and codebook say.
    /// What another left is forgotten.
    ///
    /// # Errors
    ///
    /// If the disk refuses, or another run uses it: then one does without.
    pub fn open(folder: &Path, identity: &str) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let path = folder.join(FILE);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)?;
        file.try_lock()?;
        let identity = Sha256::digest(identity);
        let mut begun = [0; 8 + 32];
        let is_ours = file.read_exact(&mut begun).is_ok()
            && begun[..8] == *MAGIC
            && begun[8..] == *identity;
        if !is_ours {
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(MAGIC)?;
            file.write_all(&identity)?;
        }
        let (places, end) = places(&mut file, begun.len() as u64)?;
        // What a run that was cut off left half-written.
        file.set_len(end)?;
        Ok(Self { path, log: Mutex::new(Log { file, places, end }) })
    }

    /// The rows of a document, if they are there and whole.
    pub fn get(&self, key: &Key) -> Option<Coded> {
        let (packed, sum) = {
            let mut log = self.lock();
            let place = log.places.get_mut(key)?;
            place.is_live = true;
            let Place { at, length, sum, .. } = *place;
            let mut packed = vec![0; length as usize];
            log.file.seek(SeekFrom::Start(at)).ok()?;
            log.file.read_exact(&mut packed).ok()?;
            (packed, sum)
        };
        if checksum(&packed) != sum {
            self.lock().places.remove(key);
            return None;
        }
        let bytes = zstd::stream::decode_all(&*packed).ok()?;
        postcard::from_bytes(&bytes).ok()
    }

    /// Keeps the rows of a document. If the disk is full, it does not.
    pub fn put(&self, key: Key, coded: &Coded) {
        let Ok(bytes) = postcard::to_stdvec(coded) else { return };
        let packed = zstd::stream::encode_all(&*bytes, LEVEL);
        let Ok(packed) = packed else { return };
        let Ok(length) = u32::try_from(packed.len()) else { return };
        let sum = checksum(&packed);
        let mut record = Vec::with_capacity(HEAD + packed.len());
        record.extend(key);
        record.extend(length.to_le_bytes());
        record.extend(sum);
        record.extend(packed);
        let mut log = self.lock();
        let at = log.end;
        let added = log
            .file
            .seek(SeekFrom::Start(at))
            .and_then(|_| log.file.write_all(&record));
        if added.is_ok() {
            let at = at + HEAD as u64;
            let place = Place { at, length, sum, is_live: true };
            log.places.insert(key, place);
            log.end += record.len() as u64;
        }
    }

    /// Lets go of what this run did not ask for, once it is worth it.
    pub fn tidy(&self) {
        let mut log = self.lock();
        let size = |place: &Place| HEAD as u64 + u64::from(place.length);
        let live = log.places.values().filter(|place| place.is_live);
        let live: u64 = live.map(size).sum();
        if log.end > live * 2 + WASTE {
            // Whatever goes wrong, the old file is as good.
            let _ = rewrite(&mut log, &self.path);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn checksum(bytes: &[u8]) -> [u8; 8] {
    let mut sum = [0; 8];
    sum.copy_from_slice(&Sha256::digest(bytes)[..8]);
    sum
}

/// The records of a file, and where the last whole one ends.
fn places(
    file: &mut File,
    begin: u64,
) -> io::Result<(BTreeMap<Key, Place>, u64)> {
    let size = file.metadata()?.len();
    let mut places = BTreeMap::new();
    let mut at = begin;
    let mut head = [0; HEAD];
    while at + HEAD as u64 <= size {
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut head)?;
        let mut length = [0; 4];
        let mut sum = [0; 8];
        length.copy_from_slice(&head[16..20]);
        sum.copy_from_slice(&head[20..]);
        let length = u32::from_le_bytes(length);
        let next = at + HEAD as u64 + u64::from(length);
        if next > size {
            break;
        }
        let place =
            Place { at: at + HEAD as u64, length, sum, is_live: false };
        places.insert(half(&head), place);
        at = next;
    }
    Ok((places, at))
}

/// Writes the records that were asked for into a new file.
fn rewrite(log: &mut Log, path: &Path) -> io::Result<()> {
    let aside = path.with_extension("new");
    let mut new = File::create(&aside)?;
    log.file.rewind()?;
    let mut head = [0; 8 + 32];
    log.file.read_exact(&mut head)?;
    new.write_all(&head)?;
    for (key, place) in log.places.iter().filter(|(_, place)| place.is_live) {
        let mut packed = vec![0; place.length as usize];
        log.file.seek(SeekFrom::Start(place.at))?;
        log.file.read_exact(&mut packed)?;
        new.write_all(key)?;
        new.write_all(&place.length.to_le_bytes())?;
        new.write_all(&place.sum)?;
        new.write_all(&packed)?;
    }
    new.sync_all()?;
    fs::rename(&aside, path)
}
