//! A small pack to begin with, that works: a pack, one case and a README.

use super::{format, raw};
use crate::units::Date;

const PACK: &str = include_str!("starter/pack.json");
const CASE: &str = include_str!("starter/case.json");
const OVERLAY: &str = include_str!("starter/overlay.json");
const OVERLAY_CASE: &str = include_str!("starter/overlay-case.json");
const README: &str = include_str!("starter/README.md");

/// One file of a new pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarterFile {
    /// The path inside the pack's folder, with `/` between its parts.
    pub path: &'static str,
    /// What it says.
    pub text: String,
}

/// Returns the files of a new pack with the id `id`, whose sources were read on `today`.
///
/// With `extends` the pack adds to that one. The files pass the check, the lints and their case.
/// `id` and `extends` must be kebab-case.
///
/// # Errors
/// Never; the texts are part of the program.
pub fn starter(
    id: &str,
    extends: Option<&str>,
    today: Date,
) -> Result<Vec<StarterFile>, serde_json::Error> {
    let filled = |text: &str| {
        text.replace("@ID@", id)
            .replace("@EXTENDS@", extends.unwrap_or_default())
            .replace("@TODAY@", &today.to_string())
    };
    let (pack, case) = match extends {
        None => (PACK, CASE),
        Some(_) => (OVERLAY, OVERLAY_CASE),
    };
    let pack: raw::Document = serde_json::from_str(&filled(pack))?;
    Ok(vec![
        StarterFile {
            path: "pack.json",
            text: format::format(&pack)?,
        },
        StarterFile {
            path: "cases/first.json",
            text: format::format_cases(&filled(case))?,
        },
        StarterFile {
            path: "README.md",
            text: filled(README),
        },
    ])
}
