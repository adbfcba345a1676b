//! What the pages of a Parquet file say of themselves, looked at before Polars
//! believes it: of a count that cannot be it would make room for more than
//! there is, and that ends the program where nothing can be told any more.
//! Reads the headers of pages only.

use polars_parquet::read::{ColumnChunkMetadata, RowGroupMetadata};
use polars_parquet_format::thrift::protocol::TCompactInputProtocol;
use polars_parquet_format::{PageHeader, PageType};
use std::io::{BufReader, Read, Seek, SeekFrom};

/// Rows of a group, all of which are in memory.
const ROWS: usize = 1 << 24;

/// Bytes of a page when unpacked.
const PAGE: u64 = 1 << 28;

/// Bytes that a header is given to say something.
const HEADER: usize = 1 << 20;

/// What is said of a file that is not what it says.
pub(super) const UNTRUE: &str = "it is not as Parquet files are";

/// Sees that columns of a row group can be what their pages say.
///
/// # Errors
///
/// If one cannot, or is larger than what is read.
pub(super) fn check<'a>(
    bytes: &mut (impl Read + Seek),
    group: &RowGroupMetadata,
    columns: impl Iterator<Item = &'a ColumnChunkMetadata>,
) -> Result<(), String> {
    let rows = group.num_rows();
    if rows > ROWS {
        return Err(format!("a row group has {rows} rows, more than {ROWS}"));
    }
    let mut bytes = BufReader::new(bytes);
    for column in columns {
        let largest = largest(&mut bytes, column).ok_or(UNTRUE)?;
        if largest > PAGE {
            return Err(format!(
                "a page has {largest} bytes, more than {PAGE}"
            ));
        }
    }
    Ok(())
}

/// Bytes of the largest page when unpacked; nothing if a header cannot be true.
fn largest(
    bytes: &mut (impl Read + Seek),
    column: &ColumnChunkMetadata,
) -> Option<u64> {
    let place = column.byte_range();
    let all = usize::try_from(column.num_values()).ok()?;
    if all > ROWS {
        return None;
    }
    let (mut at, mut seen, mut largest) = (place.start, 0, 0);
    while seen < all {
        bytes.seek(SeekFrom::Start(at)).ok()?;
        let mut header = bytes.take(place.end.checked_sub(at)?);
        let mut thrift = TCompactInputProtocol::new(&mut header, HEADER);
        let page = PageHeader::read_from_in_protocol(&mut thrift).ok()?;
        let unpacked = u64::try_from(page.uncompressed_page_size).ok()?;
        let packed = u64::try_from(page.compressed_page_size).ok()?;
        let values = usize::try_from(values(&page)?).ok()?;
        if page.type_ == PageType::DICTIONARY_PAGE {
            // None of its values is of less than a byte.
            (values as u64 <= unpacked).then_some(())?;
        } else {
            seen += values;
        }
        at = bytes.stream_position().ok()?.checked_add(packed)?;
        (at <= place.end && seen <= all).then_some(())?;
        largest = largest.max(unpacked);
    }
    Some(largest)
}

/// The number of values that a page says it has.
fn values(page: &PageHeader) -> Option<i32> {
    let data = page.data_page_header.as_ref().map(|header| header.num_values);
    let second =
        page.data_page_header_v2.as_ref().map(|header| header.num_values);
    let of = page.dictionary_page_header.as_ref();
    match page.type_ {
        PageType::DATA_PAGE => data,
        PageType::DATA_PAGE_V2 => second,
        PageType::DICTIONARY_PAGE => of.map(|header| header.num_values),
        _ => Some(0),
    }
}
