//! Tests of the program as a user meets it; what can be tested in memory stands beside the code.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may fail, and looks at files and streams from outside"
)]

mod docs; // prose, help and README against the program
mod exits; // exit codes and streams
mod hostile; // input made to harm
mod interview;
mod invalid; // refused samples: the exact words, and that every code has one
mod json_v1; // the JSON documents: their shape, and that the program reads what it writes
mod packs; // the shipped pack and the examples: sound, tidy, held by cases
mod plan_optimal; // plans against an exhaustive week-by-week search
mod plans; // what is said about plans, alternatives and changes
mod program;
mod properties; // what holds for every profile and pack
mod sample; // one hand-made answer of each kind, with every field filled
mod schema; // the JSON Schemas: committed copies, the shipped pack, profiles and answers
mod streams;
#[cfg(unix)]
mod terminal;
mod usage;
