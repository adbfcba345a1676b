//! Any bytes as an Arrow IPC stream: what can be read is coded and written
//! out, a row of `documents` for each that came in, and what cannot be read is
//! told.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use tidings::arrow::batch::of_documents;
use tidings::arrow::code::{Rows, code};
use tidings::arrow::documents::{Options, Reading};
use tidings::arrow::output::{Output, Part};
use tidings::arrow::schema::schema;
use tidings::arrow::stream::{Failure, Input, Written};
use tidings::code::Coder;
use tidings::codebook::embedded;

static CODER: LazyLock<Coder> =
    LazyLock::new(|| Coder::new(&embedded::files()).expect("a codebook"));

/// More rows than this, of columns that hold nothing, would be many for no
/// bytes: each costs little, a billion of them does not.
const ROWS: usize = 1000;

fuzz_target!(init: { LazyLock::force(&CODER); }, |data: &[u8]| {
    if let Err(Failure::Fault(fault)) = run(data) {
        assert!(!fault.message.is_empty());
        assert!(!fault.to_string().is_empty());
    }
});

fn run(bytes: &[u8]) -> Result<(), Failure> {
    let mut input = Input::open(bytes)?;
    let reading = Reading::of(&input.schema(), Options::default())?;
    let tables = [Output::all(), Output::one(Part::Documents)];
    while let Some(batch) = input.next_batch()? {
        if batch.num_rows() > ROWS {
            return Ok(());
        }
        let mut rows = Rows::default();
        for row in reading.rows(&batch)? {
            rows.append(code(&row, &CODER));
        }
        assert_eq!(rows.states.len(), batch.num_rows());
        assert_eq!(rows.coded.documents.len(), batch.num_rows());
        for state in &rows.states {
            // The coder's panics are kept to their texts, and told there.
            assert!(!state.message.contains("coder-fault"), "{state:?}");
        }
        for table in &tables {
            let columns = schema(table, "");
            let mut stream = Written::begin(Vec::new(), &columns)?;
            stream.write(&of_documents(table, &columns, &rows)?)?;
            stream.end()?;
        }
    }
    Ok(())
}
