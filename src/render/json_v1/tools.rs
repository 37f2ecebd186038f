//! Answers of the pack tools as documents, such as `careerpath/stale/1`.

use serde::Serialize;

use super::indented;
use super::records::{Header, header};
use super::scalar::Day;
use crate::pack::Pack;
use crate::units::Date;

/// Returns what a tool found about a pack as a document: `content` is an object.
pub fn tool(format: &'static str, pack: &Pack, as_of: Date, content: &impl Serialize) -> String {
    #[derive(Serialize)]
    struct Document<'d, T> {
        #[serde(flatten)]
        header: Header<'d>,
        as_of: Day,
        #[serde(flatten)]
        content: &'d T,
        warnings: [(); 0],
    }
    indented(&Document {
        header: header(format, pack),
        as_of: Day(as_of),
        content,
        warnings: [],
    })
}
