//! What is allowed in a pack and yet most likely a mistake: warnings for rule authors.
//!
//! In: the files of a pack that [`super::check`] has accepted, the checked [`Pack`] and a day. Out:
//! warnings in the order of the files. A lint never stops advice, and never changes a pack; each
//! is explained by [`explain()`].

mod conditions;
mod explain;
mod figures;
mod graph;
mod implies;
mod names;
mod obtainable;
mod records;
mod routes;
mod text;

use super::check::merge::{At, Merged};
use super::check::{PackFile, sort_by_place};
use super::{Pack, SourceIndex};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::units::Date;
use conditions::Condition;
use obtainable::Attainment;

pub use explain::{Explanation, explain};

/// Returns every warning about the pack as it stands on the day `as_of`.
///
/// `files` are the files `pack` was checked from; `locate` is as for [`super::check::check`].
/// Only the last layer is answered for: what a pack extends is not its authors' to mend. Records
/// that a later layer overrides are not looked at, apart from the order they stand in.
pub fn lint(
    files: &[PackFile],
    pack: &Pack,
    as_of: Date,
    locate: &dyn Fn(usize, &str) -> Place,
) -> Vec<Diagnostic> {
    let nowhere = |_: usize, _: &str| Place::default();
    let merged = Merged::of(files, &nowhere, &mut Vec::new());
    let conditions = conditions::of(&merged, pack);
    let mut linter = Linter {
        merged: &merged,
        conditions: &conditions,
        pack,
        as_of,
        attainment: Attainment::of(pack, as_of),
        locate,
        files,
        found: Vec::new(),
    };
    linter.routes();
    linter.conditions();
    linter.graph();
    linter.names();
    linter.records(files);
    linter.figures();
    linter.texts();
    let mut found = linter.found;
    sort_by_place(&mut found);
    found
}

struct Linter<'a> {
    merged: &'a Merged<'a>,
    conditions: &'a [Condition],
    pack: &'a Pack,
    as_of: Date,
    attainment: Attainment,
    locate: &'a dyn Fn(usize, &str) -> Place,
    files: &'a [PackFile],
    found: Vec<Diagnostic>,
}

impl Linter<'_> {
    /// Records a warning at a part of a record.
    fn warn(&mut self, code: Code, at: At, rest: &str, message: String, help: &str) {
        let layers = self.files.iter().map(|file| file.layer);
        if self.files.get(at.file).map(|file| file.layer) != layers.max() {
            return;
        }
        let place = (self.locate)(at.file, &at.pointer(rest));
        self.found
            .push(Diagnostic::warning(code, place, message).with_help(help));
    }

    /// Returns whether every one of the sources is the authors' own judgement.
    fn is_judgement(&self, ids: &[String]) -> bool {
        let sources = &self.pack.sources;
        ids.iter().all(|id| {
            let place = sources.binary_search_by(|source| source.id.as_str().cmp(id));
            let source = place.ok().and_then(|place| sources.get(place));
            source.is_none_or(|source| source.confidence == super::Confidence::Judgement)
        })
    }
}

#[cfg(test)]
mod tests;
