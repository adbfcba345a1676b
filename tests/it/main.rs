//! Tests that run the whole program.

mod explain;
mod faulty;
mod suggest;
