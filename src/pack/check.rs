//! From the JSON shapes to a [`Pack`], or everything that is wrong with them.
//!
//! In: the files of a pack, in the order they were given, overlays after what they extend. Out: a
//! pack whose ids are interned and whose records are sorted by id. The order of files and records
//! changes nothing but the places named in diagnostics.

mod compile;
mod intern;
pub(in crate::pack) mod merge;
mod records;

use super::{Pack, raw};
use crate::diagnostic::{Diagnostic, Place};
use merge::Merged;

/// One file of a pack.
#[derive(Clone, Debug)]
pub struct PackFile {
    /// What it says.
    pub document: raw::Document,
    /// Which pack it belongs to: 0 is the one that stands alone, later ones extend it.
    pub layer: usize,
}

/// Returns the checked pack, or every error in it.
///
/// `locate` turns the position of a file in `files` and a JSON Pointer inside it into a place; it
/// is called for errors only. `sha256` is carried into the pack as it is.
///
/// # Errors
/// Every code that begins with `pack-`, apart from those of reading the text.
pub fn check(
    files: &[PackFile],
    sha256: String,
    locate: &dyn Fn(usize, &str) -> Place,
) -> Result<Pack, Vec<Diagnostic>> {
    let mut found = Vec::new();
    let merged = Merged::of(files, locate, &mut found);
    let pack = records::pack(&merged, sha256, locate, &mut found);
    match pack {
        Some(pack) if found.is_empty() => Ok(pack),
        _ => {
            sort_by_place(&mut found);
            Err(found)
        }
    }
}

/// Whether an id is kebab-case: words of lower-case letters and digits, joined by single hyphens.
pub fn is_kebab_case(id: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    id.split('-')
        .all(|word| !word.is_empty() && word.bytes().all(is_letter))
}

/// Returns the canonical content of the files: merged, overridden by id and sorted.
///
/// The hash of a pack is taken over the compact JSON of this document, so that neither the layout
/// nor the split into files changes it.
pub fn canonical(files: &[PackFile]) -> raw::Document {
    let nowhere = |_: usize, _: &str| Place::default();
    Merged::of(files, &nowhere, &mut Vec::new()).into_document()
}

/// Sorts diagnostics by file and place, those of one place in the order they were found.
pub(crate) fn sort_by_place(found: &mut [Diagnostic]) {
    let in_file = |at: &Place| (at.line.is_none(), at.line, at.column);
    found.sort_by(|a, b| (&a.at.file, in_file(&a.at)).cmp(&(&b.at.file, in_file(&b.at))));
}
