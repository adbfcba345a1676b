//! Reports that were found to be of one event: which group a report is in,
//! and how two groups become one.

use super::report::Report;
use crate::table::Code;
use std::cell::RefCell;
use std::rc::{Rc, Weak};

/// A group that reports point at; it may have become part of another.
pub(super) type Shared = Rc<RefCell<Group>>;

/// Reports of one event.
#[derive(Debug)]
pub(super) struct Group {
    /// The group that it has become part of.
    into: Option<Shared>,
    /// The event of its first report.
    pub(super) id: Code,
    /// When that came: the number of the report.
    order: u64,
    first: Weak<Report>,
    /// Numbers of its documents: each tells of the event once.
    documents: Vec<u32>,
    /// Whether rows with its id have left.
    is_told: bool,
}

/// The group of a report by itself.
pub(super) fn alone(
    id: Code,
    order: u64,
    document: u32,
    first: Weak<Report>,
) -> Shared {
    let documents = vec![document];
    let (into, is_told) = (None, false);
    Rc::new(RefCell::new(Group { into, id, order, first, documents, is_told }))
}

/// The group that a group is part of by now.
pub(super) fn now(group: &Shared) -> Shared {
    let mut group = Rc::clone(group);
    loop {
        let into = group.borrow().into.clone();
        match into {
            Some(into) => group = into,
            None => return group,
        }
    }
}

/// Makes one of the groups of two reports, unless a document would tell of
/// the event twice, or rows of both have left. The report that ceases to be a
/// first one is told why.
pub(super) fn unite(from: &Rc<Report>, to: &Report, basis: &str) {
    let (mine, other) = (now(&from.group.borrow()), now(&to.group.borrow()));
    if Rc::ptr_eq(&mine, &other) {
        return;
    }
    let is_apart = {
        let (mine, other) = (mine.borrow(), other.borrow());
        let twice = mine.documents.iter().any(|d| other.documents.contains(d));
        twice || mine.is_told && other.is_told
    };
    if is_apart {
        return;
    }
    let mine_is_later = mine.borrow().order > other.borrow().order;
    let (later, earlier) =
        if mine_is_later { (mine, other) } else { (other, mine) };
    if let Some(first) = later.borrow().first.upgrade() {
        let why = if Rc::ptr_eq(&first, from) {
            basis.to_owned()
        } else {
            format!("through {}: {basis}", from.event_id.0)
        };
        first.basis.replace(why);
    }
    let documents = std::mem::take(&mut later.borrow_mut().documents);
    earlier.borrow_mut().documents.extend(documents);
    later.borrow_mut().into = Some(earlier);
}

/// Says of a report's group that rows with its id leave; the id.
pub(super) fn tell(report: &Report) -> Code {
    let group = now(&report.group.borrow());
    // Next time the way is short, and groups that are parts can go.
    report.group.replace(Rc::clone(&group));
    let mut group = group.borrow_mut();
    group.is_told = true;
    group.id.clone()
}
