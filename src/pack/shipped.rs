//! The pack that is part of the program, so that one file works offline.

use super::Pack;
use super::check::{PackFile, check};
use super::raw::Document;
use crate::diagnostic::{Code, Diagnostic, Place};

/// The id of the shipped pack, as an overlay names it in `extends`.
pub const ID: &str = env!("SHIPPED_PACK");

const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/pack.json"));
const SHA256: &str = include_str!(concat!(env!("OUT_DIR"), "/pack.sha256"));

/// Returns the shipped pack as one document, for overlays to extend.
///
/// # Errors
/// `pack-value` if the program was built from a pack it cannot read; a test excludes that.
pub fn document() -> Result<Document, Diagnostic> {
    serde_json::from_str(TEXT).map_err(|error| {
        Diagnostic::error(
            Code::PackValue,
            place(""),
            format!("the built-in pack cannot be read: {error}"),
        )
    })
}

/// Returns the shipped pack, checked.
///
/// # Errors
/// What [`check`] says, if the program was built from a pack with errors; a test excludes that.
pub fn pack() -> Result<Pack, Vec<Diagnostic>> {
    let file = PackFile {
        document: document().map_err(|error| vec![error])?,
        layer: 0,
    };
    checked(&[file])
}

/// Returns the shipped pack, checked from its file: [`document`], in layer 0.
///
/// # Errors
/// As for [`pack`].
pub fn checked(files: &[PackFile]) -> Result<Pack, Vec<Diagnostic>> {
    check(files, SHA256.to_owned(), &|_, pointer| place(pointer))
}

/// Returns a place in the built-in pack, which has no lines.
pub fn place(pointer: &str) -> Place {
    Place {
        file: format!("<{ID}>"),
        pointer: pointer.to_owned(),
        line: None,
        column: None,
    }
}
