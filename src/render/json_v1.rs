//! The JSON documents, version 1: what programs read.
//!
//! An answer goes in, one JSON text comes out: `careerpath/advice/1`, `careerpath/explain/1`,
//! `careerpath/compare/1`, `careerpath/error/1`, or a profile to save. The wire has its own types,
//! each declared beside the way it is made from [`crate::advice`], so that a change inside never
//! changes what a reader sees. Their documentation is the description in the JSON Schema.
//!
//! Every key is present, `null` for unknown, and in the order of declaration; only `line` is there
//! in streams alone. A change a reader could notice, other than a new key, makes a `json_v2`.

/// Declares wire types, each field beside the value it takes from a part of the answer.
macro_rules! wire {
    ($($(#[$meta:meta])* $name:ident $(<$life:lifetime>)? of $from:ty as $it:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty = $value:expr,)+
    })+) => {$(
        #[derive(serde::Serialize, schemars::JsonSchema)]
        $(#[$meta])*
        pub(crate) struct $name $(<$life>)? {
            $($(#[$field_meta])* $field: $type,)+
        }

        impl<'a> From<&'a $from> for $name $(<$life>)? {
            fn from($it: &'a $from) -> Self {
                Self { $($field: $value,)+ }
            }
        }
    )+};
}

mod document;
mod error;
mod gap;
pub mod headed;
mod occupation;
mod plan;
mod profile;
mod proof;
mod qualification;
pub mod records;
mod remarks;
mod scalar;
mod target;
mod words;

use serde::Serialize;

use crate::advice;
use crate::diagnostic::Diagnostic;

pub(crate) use document::{Advice, Comparison, Explanation};
pub(crate) use error::Errors;

/// The format of [`advice()`].
pub const ADVICE: &str = "careerpath/advice/1";

/// The format of [`explanation`].
pub const EXPLAIN: &str = "careerpath/explain/1";

/// The format of [`comparison`].
pub const COMPARE: &str = "careerpath/compare/1";

/// The format of [`errors`].
pub const ERROR: &str = "careerpath/error/1";

/// Returns the advice as an indented document with a final newline.
pub fn advice(advice: &advice::Advice<'_>) -> String {
    indented(&Advice::from(advice))
}

/// Returns the advice on one line, newline included.
pub fn advice_line(advice: &advice::Advice<'_>) -> String {
    compact(&Advice::from(advice))
}

/// Returns the advice on one line that says, by `line`, which line of a stream it answers.
pub fn advice_in_stream(line: u64, advice: &advice::Advice<'_>) -> String {
    compact(&Advice::from(advice).on_line(line))
}

/// Returns the explanation as an indented document with a final newline.
pub fn explanation(explanation: &advice::Explanation<'_>) -> String {
    indented(&Explanation::from(explanation))
}

/// Returns the explanation on one line, newline included.
pub fn explanation_line(explanation: &advice::Explanation<'_>) -> String {
    compact(&Explanation::from(explanation))
}

/// Returns the comparison as an indented document with a final newline.
pub fn comparison(comparison: &advice::Comparison<'_>) -> String {
    indented(&Comparison::from(comparison))
}

/// Returns the comparison on one line, newline included.
pub fn comparison_line(comparison: &advice::Comparison<'_>) -> String {
    compact(&Comparison::from(comparison))
}

/// Returns the diagnostics, in the order given, on one line, newline included.
pub fn errors(diagnostics: &[Diagnostic]) -> String {
    compact(&Errors::of(None, diagnostics))
}

/// Returns the diagnostics on one line that says, by `line`, which line of a stream they are about.
pub fn errors_in_stream(line: u64, diagnostics: &[Diagnostic]) -> String {
    compact(&Errors::of(Some(line), diagnostics))
}

/// Returns the profile as a file to save: what is unknown is left out, and what has only a name is
/// written as one.
///
/// Read again, it says the same as the `profile` of an advice.
pub fn profile(profile: &advice::StatedProfile<'_>) -> String {
    indented(&profile::saved(profile))
}

fn indented(document: &impl Serialize) -> String {
    ended(serde_json::to_string_pretty(document))
}

fn compact(document: &impl Serialize) -> String {
    ended(serde_json::to_string(document))
}

fn ended(text: serde_json::Result<String>) -> String {
    // Writing into memory fails only for a key that is no string or a type that refuses to be
    // written, and the documents have neither; `null` is JSON all the same.
    let mut text = text.unwrap_or_else(|_| "null".to_owned());
    text.push('\n');
    text
}

/// Returns the wire types of a list.
fn list<'a, T, W: From<&'a T>>(list: &'a [T]) -> Vec<W> {
    list.iter().map(W::from).collect()
}
