//! The canonical layout of a pack file: the same content always gives the same text.
//!
//! Sections are sorted by id and keys stand in the order of [`super::raw`]. A list or an object
//! that fits the width stands on one line, so that a requirement reads as one; what does not fit
//! is broken into one entry a line. Nothing is added, left out or reworded.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::raw;

/// How many characters a line may have before a list or an object is broken.
///
/// A single text is never broken, so a line may be longer.
pub const COLUMNS: usize = 100;

/// How deep the layout is always broken: the document and its sections.
const ALWAYS_BROKEN: usize = 2;

const INDENT: usize = 2;

/// Returns the canonical text of one pack file, with a final line break.
///
/// Reading the text gives the same content, and formatting it again gives the same text.
///
/// # Errors
/// Never for a document that was read from JSON.
pub fn format(document: &raw::Document) -> Result<String, serde_json::Error> {
    let mut document = document.clone();
    document.sort();
    laid_out(&serde_json::to_string(&document)?)
}

/// Returns the canonical text of one file of cases: the layout alone, as what stands first in a
/// case is for its author to say.
///
/// # Errors
/// Never for what was read from JSON.
pub fn format_cases(text: &str) -> Result<String, serde_json::Error> {
    laid_out(text)
}

fn laid_out(json: &str) -> Result<String, serde_json::Error> {
    let tree: Tree = serde_json::from_str(json)?;
    let mut text = String::new();
    tree.write(&mut text, 0, 0);
    text.push('\n');
    Ok(text)
}

/// A JSON value whose keys keep their order.
enum Tree {
    /// What is never broken, as JSON.
    Scalar(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// Writes the value at the end of a line that has `used` characters already; one more is kept
    /// free for the comma.
    fn write(&self, text: &mut String, depth: usize, used: usize) {
        let is_empty = match self {
            Self::Scalar(_) => true,
            Self::List(entries) => entries.is_empty(),
            Self::Object(entries) => entries.is_empty(),
        };
        if is_empty || depth >= ALWAYS_BROKEN {
            let line = self.on_one_line();
            if is_empty || used + line.chars().count() < COLUMNS {
                text.push_str(&line);
                return;
            }
        }
        let indent = (depth + 1) * INDENT;
        match self {
            Self::Scalar(json) => text.push_str(json),
            Self::List(entries) => broken(text, ('[', ']'), indent, entries, |text, entry| {
                entry.write(text, depth + 1, indent);
            }),
            Self::Object(entries) => {
                broken(text, ('{', '}'), indent, entries, |text, (key, value)| {
                    text.push_str(key);
                    text.push_str(": ");
                    value.write(text, depth + 1, indent + key.chars().count() + 2);
                });
            }
        }
    }

    fn on_one_line(&self) -> String {
        match self {
            Self::Scalar(json) => json.clone(),
            Self::List(entries) => {
                let entries: Vec<String> = entries.iter().map(Self::on_one_line).collect();
                format!("[{}]", entries.join(", "))
            }
            Self::Object(entries) if entries.is_empty() => "{}".to_owned(),
            Self::Object(entries) => {
                let entries: Vec<String> = (entries.iter())
                    .map(|(key, value)| format!("{key}: {}", value.on_one_line()))
                    .collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }
}

/// Writes entries one a line between brackets.
fn broken<T>(
    text: &mut String,
    (open, close): (char, char),
    indent: usize,
    entries: &[T],
    write: impl Fn(&mut String, &T),
) {
    text.push(open);
    for (place, entry) in entries.iter().enumerate() {
        text.push_str(if place == 0 { "\n" } else { ",\n" });
        text.extend(std::iter::repeat_n(' ', indent));
        write(text, entry);
    }
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent.saturating_sub(INDENT)));
    text.push(close);
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Scalar(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Scalar(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Scalar(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        // `Display` writes a whole figure without `.0`, as people do, and never an exponent.
        Ok(Tree::Scalar(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Scalar(quoted(value)))
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Scalar("null".to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        Ok(Tree::List(entries))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = object.next_entry::<String, Tree>()? {
            entries.push((quoted(&key), value));
        }
        Ok(Tree::Object(entries))
    }
}

/// Returns the text as a JSON string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> raw::Document {
        serde_json::from_str(text).expect("a pack file")
    }

    fn formatted(text: &str) -> String {
        let text = format(&read(text)).expect("formats");
        assert_eq!(format(&read(&text)).expect("formats"), text, "idempotent");
        text
    }

    #[test]
    fn sections_are_sorted_and_keys_in_order() {
        let text = r#"{"fields":[{"name":"B","part_of":[],"id":"b"},{"id":"a","name":"Ä \" \\"}],
            "format":"careerpath/pack/1"}"#;
        let expected = r#"{
  "format": "careerpath/pack/1",
  "fields": [
    { "id": "a", "name": "Ä \" \\" },
    { "id": "b", "name": "B" }
  ]
}
"#;
        assert_eq!(formatted(text), expected);
    }

    #[test]
    fn what_fits_stands_on_one_line_and_what_does_not_is_broken() {
        for length in 1..120 {
            let alias = "x".repeat(length);
            let text = format!(r#"{{"fields":[{{"id":"a","name":"A","aliases":["{alias}"]}}]}}"#);
            let text = formatted(&text);
            let longest = text.lines().map(|line| line.chars().count()).max();
            assert!(longest <= Some(COLUMNS.max(length + 10)), "{text}");
            let is_one_line = text.contains("    { \"id\": \"a\", \"name\": \"A\", \"aliases\"");
            assert_eq!(is_one_line, length <= 52, "{length}:\n{text}");
        }
    }

    #[test]
    fn figures_are_written_as_people_write_them() {
        let text = r#"{"facts":[{"id":"f","topic":"t","say":"S.","value":7.90,"source":"s"},
            {"id":"g","topic":"t","say":"S.","value":113269,"source":"s"}]}"#;
        let text = formatted(text);
        assert!(text.contains("\"value\": 7.9,"), "{text}");
        assert!(text.contains("\"value\": 113269,"), "{text}");
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "the shipped pack is read as authors keep it"
    )]
    fn the_shipped_pack_stands_in_its_canonical_layout() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", env!("SHIPPED_PACK"));
        for entry in std::fs::read_dir(folder).expect("the shipped pack") {
            let path = entry.expect("an entry").path();
            if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                let text = std::fs::read_to_string(&path).expect("readable");
                let canonical = format(&read(&text)).expect("formats");
                assert_eq!(read(&canonical), read(&text), "{}", path.display());
                assert!(
                    canonical == text,
                    "{} is not formatted; run `careerpath rules fmt`",
                    path.display()
                );
            }
        }
    }
}
