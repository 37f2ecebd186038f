//! Embeds the shipped pack: its files merged into one canonical text, with the hash of that text.
//!
//! The merging here is plain concatenation and sorting; whether the pack is sound is checked when
//! it is loaded, and by the tests.

#![allow(dead_code, missing_docs)]
#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads the pack and writes what is embedded"
)]

#[path = "src/pack/raw.rs"]
mod raw;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

const PACK: &str = "rules/us-healthcare-it";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={PACK}");
    println!("cargo::rerun-if-changed=src/pack/raw.rs");
    let mut paths: Vec<PathBuf> = fs::read_dir(PACK)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "json")
    });
    paths.sort();
    let mut pack = raw::Document::default();
    for path in paths {
        let document: raw::Document = serde_json::from_slice(&fs::read(&path)?)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        pack.append(document);
    }
    pack.sort();
    let text = serde_json::to_string(&pack)?;
    let hash: String = Sha256::digest(&text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let out = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    fs::write(Path::new(&out).join("pack.json"), text)?;
    fs::write(Path::new(&out).join("pack.sha256"), hash)?;
    Ok(())
}
