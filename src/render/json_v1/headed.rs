//! Documents that tell of a pack, not of a person: they name themselves first, like all others.

use serde::Serialize;

use super::document::{Program, THIS_PROGRAM};
use super::indented;
use super::scalar::Day;
use crate::pack::Pack;
use crate::units::Date;

#[derive(Serialize)]
struct PackHeader<'p> {
    id: &'p str,
    version: &'p str,
    sha256: &'p str,
}

/// Returns what is told of a pack as a document, such as `careerpath/stale/1`: `content` is an object.
pub fn headed(format: &'static str, pack: &Pack, as_of: Date, content: &impl Serialize) -> String {
    #[derive(Serialize)]
    struct Document<'d, T> {
        format: &'static str,
        program: Program,
        pack: PackHeader<'d>,
        as_of: Day,
        #[serde(flatten)]
        content: &'d T,
        warnings: [(); 0],
    }
    indented(&Document {
        format,
        program: THIS_PROGRAM,
        pack: PackHeader {
            id: &pack.id,
            version: &pack.version,
            sha256: &pack.sha256,
        },
        as_of: Day(as_of),
        content,
        warnings: [],
    })
}
