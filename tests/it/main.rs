//! Tests that run the whole program. One binary, so that polars links once.

mod evaluate;
