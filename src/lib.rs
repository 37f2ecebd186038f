//! An offline, explainable career-path advisor.
//!
//! One way through the house, values in and values out:
//!
//! ```text
//! profile.json ─▶ profile ─┐
//!                          ├─▶ advise(&Profile, &Pack, AsOf) ─▶ Advice ─▶ render ─▶ text | JSON
//! rules/*.json ─▶ pack ────┘
//! ```
//!
//! # Code map
//!
//! - [`units`]: dates, months, weeks, dollars, worked time; integers all.
//! - [`diagnostic`]: what is wrong with an input: code, place, message, way out.
//! - [`json`]: JSON as people write it, every value with its place.
//! - [`pack`]: what we know: occupations, qualifications, routes, rules, sources; read, checked,
//!   linted, compared, tested by cases.
//! - [`profile`]: what a person brings, as it was said and as it was checked against a pack.
//! - [`mod@advise`]: the thinking: verdicts, gaps, plans, ranking, questions.
//! - [`advice`]: what we say: types without logic.
//! - [`render`]: how we say it, as text and as JSON.
//!
//! The binary is `src/main.rs` and `src/cli.rs`: the only code that reads files, the clock, the
//! terminal and the environment.
//!
//! # Invariants
//!
//! - Nothing here opens a file, reads the clock or the environment, or prints.
//! - Nothing here knows a field of work: every occupation, credential, weight and sentence about
//!   one is in the pack (`rules/`).
//! - Nothing points back: no renderer asks the pack's rules, no thinking knows a format, no pack
//!   sees a profile.
//! - No number is a float, no answer depends on the order of a hash or on the number of threads, no
//!   unknown counts as zero.
//! - No advice is without a reason, no reason without a source.

pub mod units;

mod lists;

pub mod diagnostic;
pub mod json;

pub mod pack;
pub mod profile;

pub mod advise;

pub mod advice;
pub mod render;
