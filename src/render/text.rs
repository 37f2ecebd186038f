//! The answer as text for people: on a wide terminal, a narrow one, in a pipe, read aloud.
//!
//! In: the answer types, or records of a pack, and [`Options`]. Out: one `String` that ends with a
//! line break. Nothing here reads the terminal, and nothing depends on colour: a word or a sign
//! always carries the meaning. Whatever comes from outside passes through
//! [`plain`](crate::json::plain) in `layout`, the only place that writes.

mod advice;
mod compare;
mod explain;
mod goal;
mod grounds;
mod layout;
pub mod list;
mod missing;
mod names;
mod opens;
mod others;
mod plan;
mod profile;
pub mod record;
mod requirement;
mod stand_in;
mod timeline;
mod ways;
mod what_if;
mod words;

use crate::advice::{Advice, Comparison, Explanation};

/// How the text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The columns of the terminal; `None`: no wrapping, as off a terminal.
    pub width: Option<usize>,
    /// Whether 16 colours may be used.
    pub colour: bool,
    /// Whether everything is said: all reasons, terms, gaps, facts and sources.
    pub verbose: bool,
    /// Whether it is made to be read aloud: no drawings, no tables, one statement a line.
    pub line_mode: bool,
}

/// Returns the advice: who we understood, what we recommend and why, what is missing, the plan.
pub fn advice(advice: &Advice<'_>, options: &Options) -> String {
    advice::text(advice, options)
}

/// Returns the proof for one target: each requirement met, not met or unknown, and by what.
pub fn explanation(explanation: &Explanation<'_>, options: &Options) -> String {
    explain::text(explanation, options)
}

/// Returns the targets side by side; below each other where the columns do not suffice.
pub fn comparison(comparison: &Comparison<'_>, options: &Options) -> String {
    compare::text(comparison, options)
}
