//! Embeds the shipped pack: its files merged into one canonical text, with the hash of that text,
//! and its command lines for the help texts.
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

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

const RULES: &str = "rules";
const PACK: &str = "us-healthcare-it";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(RULES).join(PACK);
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=src/pack/raw.rs");
    println!("cargo::rustc-env=SHIPPED_PACK={PACK}");
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)?
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
    write_examples(
        &fs::read_to_string(folder.join("examples.txt"))?,
        Path::new(&out),
    )
}

/// Writes the examples of each command, lines of `command: command line`, into a file of its own.
fn write_examples(text: &str, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut examples: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
        let (command, example) = line
            .split_once(": ")
            .ok_or("an example without a command")?;
        examples.entry(command).or_default().push(example);
    }
    for (command, lines) in examples {
        let heading = if lines.len() == 1 {
            "Example:"
        } else {
            "Examples:"
        };
        let text = format!("{heading}\n  {}", lines.join("\n  "));
        fs::write(out.join(format!("examples-{command}.txt")), text)?;
    }
    Ok(())
}
