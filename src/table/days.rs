//! Days as data frames and record batches count them.

use jiff::SignedDuration;
use jiff::civil::{Date, date};

/// Days are counted from here.
const EPOCH: Date = date(1970, 1, 1);

/// The number of a day.
pub(crate) fn days(date: Date) -> Option<i32> {
    i32::try_from(date.duration_since(EPOCH).as_hours() / 24).ok()
}

/// The day of a number.
pub(crate) fn day(days: i32) -> Option<Date> {
    let hours = i64::from(days) * 24;
    EPOCH.checked_add(SignedDuration::from_hours(hours)).ok()
}
