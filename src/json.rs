//! JSON as people write it by hand: read strictly, with every problem in its place.
//!
//! Bytes go in, a [`Document`] comes out: a value whose objects have no key twice, beside the text
//! it was read from. [`decode()`] turns a part of it into a Rust type and says what is wrong in the
//! words of the format. [`words`] has the small things every message needs. This module knows no
//! pack and no profile, and no serde message or Rust type name leaves it.

mod decode;
mod fault;
mod scan;
mod strict;
mod syntax;
pub mod words;

use crate::diagnostic::{Code, Diagnostic, Place};
use serde_json::Value;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use decode::{DecodeCodes, decode};
pub use words::{capital, decapitalised, nearest, plain, quote, steers};

/// The most bytes one document may have.
pub const MAXIMUM_BYTES: usize = 64 * 1024 * 1024;

/// How many bytes may be rescanned for the places of one document's problems. Beyond it places
/// have a pointer, but no line: a hostile file with a million faults must not take hours.
const RESCAN_BUDGET: usize = 512 * 1024 * 1024;

/// One JSON text that was read, and its value.
#[derive(Debug)]
pub struct Document {
    /// The file as the user named it, or `<stdin>`.
    pub file: String,
    /// The text, without a byte order mark.
    pub text: String,
    /// What it says; no object has a key twice.
    pub value: Value,
    rescanned: AtomicUsize,
}

impl Document {
    /// Reads `bytes`, which came from `file`.
    ///
    /// A byte order mark is dropped.
    ///
    /// # Errors
    /// `json-syntax` where the bytes are not UTF-8, hold a NUL, are more than [`MAXIMUM_BYTES`],
    /// nest deeper than 128 levels, are not JSON, or go on after the value;
    /// `json-duplicate-key` where an object has a key twice.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let text = text_of(file, bytes)?;
        match strict::value(text) {
            Ok(value) => Ok(Self {
                file: file.to_owned(),
                text: text.to_owned(),
                value,
                rescanned: AtomicUsize::new(0),
            }),
            Err(strict::Refusal::Duplicate(duplicate)) => Err(duplicate.diagnostic(file, text)),
            Err(strict::Refusal::Syntax(error)) => Err(syntax::diagnostic(file, text, &error)),
        }
    }

    /// Returns where the value at `pointer` begins; where there is none, where the nearest value
    /// around it begins.
    ///
    /// # Limits
    /// The text is scanned anew at each call. Once a document's calls have read 512 MiB, places
    /// carry no line and column any more.
    pub fn place(&self, pointer: &str) -> Place {
        self.place_at(pointer, self.locate(pointer).map(|found| found.value))
    }

    /// Returns the same; a name given alone stands where the record it is part of would.
    pub fn place_of_name(&self, pointer: &str) -> Place {
        let found = self.locate(pointer).filter(|found| !found.is_exact);
        let is_alone =
            found.is_some_and(|found| self.text.as_bytes().get(found.value) == Some(&b'"'));
        match pointer.rsplit_once('/') {
            Some((record, _)) if is_alone => self.place(record),
            _ => self.place(pointer),
        }
    }

    /// Returns where the key of the value at `pointer` begins; for an element of a list, the
    /// whole document or a value that is not there, the same as [`Document::place`].
    pub fn key_place(&self, pointer: &str) -> Place {
        let offset = self.locate(pointer).map(|found| match found.key {
            Some(key) if found.is_exact => key,
            _ => found.value,
        });
        self.place_at(pointer, offset)
    }

    fn locate(&self, pointer: &str) -> Option<scan::Found> {
        let before = self.rescanned.fetch_add(self.text.len(), Ordering::Relaxed);
        (before < RESCAN_BUDGET).then(|| scan::locate(&self.text, pointer))
    }

    fn place_at(&self, pointer: &str, offset: Option<usize>) -> Place {
        match offset {
            Some(offset) => place(&self.file, pointer, &self.text, offset),
            None => Place {
                file: self.file.clone(),
                pointer: pointer.to_owned(),
                line: None,
                column: None,
            },
        }
    }
}

/// Returns the JSON Pointer of the value `segment` (a key, or a position in a list) of the value
/// at `pointer`.
pub fn child(pointer: &str, segment: impl fmt::Display) -> String {
    let segment = segment.to_string();
    let mut child = String::with_capacity(pointer.len() + segment.len() + 1);
    child.push_str(pointer);
    child.push('/');
    for character in segment.chars() {
        match character {
            '~' => child.push_str("~0"),
            '/' => child.push_str("~1"),
            _ => child.push(character),
        }
    }
    child
}

/// Returns the refusal of a document whose `format` is `found`, where `ours` is read.
pub fn foreign_format(document: &Document, code: Code, found: &Value, ours: &str) -> Diagnostic {
    let shown = match found {
        Value::String(format) => format.clone(),
        other => other.to_string(),
    };
    let message = format!(
        "the format is {}, and this program reads `{ours}`",
        quote(&shown)
    );
    let kind = |format: &str| format.rsplit_once('/').map(|(kind, _)| kind.to_owned());
    let help = if kind(&shown) == kind(ours) {
        "read it with the version of `careerpath` it was written for".to_owned()
    } else {
        match shown
            .strip_prefix("careerpath/")
            .and_then(|_| kind(&shown))
            .as_deref()
        {
            Some("careerpath/profile") => "this is a profile; give it with `--profile`".to_owned(),
            Some("careerpath/pack") => "this is a pack; give it with `--rules`".to_owned(),
            Some(_) | None => format!("write \"format\": \"{ours}\""),
        }
    };
    Diagnostic::error(code, document.place("/format"), message).with_help(help)
}

fn text_of<'b>(file: &str, bytes: &'b [u8]) -> Result<&'b str, Diagnostic> {
    if bytes.len() > MAXIMUM_BYTES {
        let at = Place {
            file: file.to_owned(),
            ..Place::default()
        };
        let message = format!("the file has {} bytes, more than 64 MiB", bytes.len());
        return Err(Diagnostic::error(Code::JsonSyntax, at, message)
            .with_help("split it into several files of one folder"));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let readable = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let readable = std::str::from_utf8(readable).unwrap_or_default();
            let at = place(file, "", readable, readable.len());
            let looks_wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
            let message = if looks_wide {
                "the file is not UTF-8: it looks like UTF-16"
            } else {
                "the file is not UTF-8"
            };
            return Err(Diagnostic::error(Code::JsonSyntax, at, message)
                .with_help("save it with the encoding UTF-8"));
        }
    };
    if let Some(offset) = text.find('\0') {
        let at = place(file, "", text, offset);
        return Err(
            Diagnostic::error(Code::JsonSyntax, at, "the file holds a NUL character")
                .with_help("save it as plain text with the encoding UTF-8"),
        );
    }
    Ok(text)
}

/// Returns the place of the byte `offset` of `text`.
fn place(file: &str, pointer: &str, text: &str, offset: usize) -> Place {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let lines = before.bytes().filter(|byte| *byte == b'\n').count();
    let columns = before.get(line_start..).unwrap_or_default().chars().count();
    Place {
        file: file.to_owned(),
        pointer: pointer.to_owned(),
        line: u32::try_from(lines + 1).ok(),
        column: u32::try_from(columns + 1).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refused(text: impl AsRef<[u8]>) -> (String, String, Option<u32>, Option<u32>) {
        let found = Document::parse("p.json", text.as_ref()).expect_err("must be refused");
        assert_eq!(found.at.file, "p.json");
        assert!(found.help.is_some(), "{found:?} has no help");
        let code = found.code.as_str().to_owned();
        (code, found.message, found.at.line, found.at.column)
    }

    fn position(text: impl AsRef<[u8]>) -> (u32, u32) {
        let (_, _, line, column) = refused(text);
        (line.expect("line"), column.expect("column"))
    }

    #[test]
    fn a_text_becomes_its_value() {
        let text = "\u{feff}{\"a\": [1, -2, 2.5, \"x\", null, true, {}]}\n";
        let document = Document::parse("p.json", text.as_bytes()).expect("reads");
        let plain: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("json");
        assert_eq!(document.value, plain);
        assert!(document.text.starts_with('{'));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(refused(b"{\"a\": \"\xff\"}").1, "the file is not UTF-8");
        assert_eq!(position(b"{\n\"\xc3\xa4\": \"\xff\"}"), (2, 7));
        assert!(refused(b"\xff\xfe{\0}\0").1.contains("UTF-16"));
        assert!(refused(b"{\"a\": \"\0\"}").1.contains("NUL"));
        let huge = vec![b' '; MAXIMUM_BYTES + 1];
        assert!(refused(huge).1.contains("more than 64 MiB"));
    }

    #[test]
    fn syntax_errors_have_a_place_in_characters() {
        assert_eq!(position("{\"ä\": \"ö\" \"b\"}"), (1, 11));
        assert_eq!(position("{\n  \"a\": 1,\n}"), (3, 1));
        assert_eq!(position("[1, 2"), (1, 6));
        assert_eq!(position("{} x"), (1, 4));
        assert_eq!(position(""), (1, 1));
        let (code, message, ..) = refused("{} x");
        assert_eq!(
            (code.as_str(), message.as_str()),
            ("json-syntax", "text after the end of the value")
        );
    }

    #[test]
    fn deep_nesting_is_refused() {
        assert!(refused("[".repeat(100_000)).1.contains("128 deep"));
        let allowed = "[".repeat(127) + &"]".repeat(127);
        assert!(Document::parse("p.json", allowed.as_bytes()).is_ok());
    }

    #[test]
    fn a_key_twice_is_refused_where_it_stands_again() {
        let text = "{\"a\": [0, {\"x/y\": 1,\n  \"\\u0078/y\": 2, \"z\": ]}";
        let found = Document::parse("p.json", text.as_bytes()).expect_err("must be refused");
        assert_eq!(found.code, Code::JsonDuplicateKey);
        assert_eq!(found.message, "the key `x/y` stands twice in one object");
        assert_eq!(found.at.pointer, "/a/1/x~1y");
        assert_eq!((found.at.line, found.at.column), (Some(2), Some(3)));
    }

    #[test]
    fn places_follow_the_pointer() {
        let text = "{\n  \"ä\": [1, {\"b/c\": \"}]\\\"\", \"d\": null}],\n  \"\": {}\n}";
        let document = Document::parse("p.json", text.as_bytes()).expect("reads");
        let at = |place: Place| (place.line.unwrap_or(0), place.column.unwrap_or(0));
        assert_eq!(at(document.place("")), (1, 1));
        assert_eq!(at(document.place("/ä")), (2, 8));
        assert_eq!(at(document.key_place("/ä")), (2, 3));
        assert_eq!(at(document.place("/ä/1/d")), (2, 33));
        assert_eq!(at(document.key_place("/ä/1/d")), (2, 28));
        assert_eq!(at(document.place("/ä/1/b~1c")), (2, 20));
        assert_eq!(at(document.place("/")), (3, 7));
        assert_eq!(at(document.place("/ä/1/absent/deeper")), (2, 12));
        assert_eq!(at(document.key_place("/ä/1/absent")), (2, 12));
        assert_eq!(at(document.key_place("/ä/7")), (2, 8));
        assert_eq!(at(document.place("no pointer")), (1, 1));
        assert_eq!(document.place("/ä/7").pointer, "/ä/7");
    }

    #[test]
    fn every_value_is_found_where_serde_json_reads_it() {
        let text = r#" { "a" : [ [ ] , { } , -1.5e3 , "\\\"" ] , "b\u0041" : { "" : false } } "#;
        let document = Document::parse("p.json", text.as_bytes()).expect("reads");
        let mut todo = vec![(String::new(), document.value.clone())];
        while let Some((pointer, value)) = todo.pop() {
            assert_eq!(document.value.pointer(&pointer), Some(&value));
            let column = document.place(&pointer).column.expect("column") as usize;
            let rest = text.get(column - 1..).expect("inside");
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
            assert_eq!(
                values.next().expect("a value").expect("JSON"),
                value,
                "{pointer}"
            );
            match value {
                Value::Array(list) => todo.extend(
                    (0..)
                        .zip(list)
                        .map(|(position, value)| (child(&pointer, position), value)),
                ),
                Value::Object(members) => todo.extend(
                    members
                        .into_iter()
                        .map(|(key, value)| (child(&pointer, key), value)),
                ),
                _ => {}
            }
        }
    }

    /// Small JSON values with awkward keys.
    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[a/~\"\\\\\u{e4}\n]{0,4}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            let key = "[a/~\"\\\\\u{e4}\n]{0,3}";
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::btree_map(key, inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_and_found(value in values()) {
            let text = serde_json::to_string_pretty(&value).expect("JSON");
            let document = Document::parse("p.json", text.as_bytes()).expect("reads");
            prop_assert_eq!(&document.value, &value);
            let mut todo = vec![(String::new(), &value)];
            while let Some((pointer, value)) = todo.pop() {
                let place = document.place(&pointer);
                let (line, column) = (place.line.expect("line"), place.column.expect("column"));
                let line_start: usize = text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
                let rest: String = text.get(line_start..).expect("inside").chars().skip(column as usize - 1).collect();
                let mut read = serde_json::Deserializer::from_str(&rest).into_iter::<Value>();
                prop_assert_eq!(&read.next().expect("a value").expect("JSON"), value);
                match value {
                    Value::Array(list) => todo.extend(list.iter().enumerate().map(|(position, value)| (child(&pointer, position), value))),
                    Value::Object(members) => todo.extend(members.iter().map(|(key, value)| (child(&pointer, key), value))),
                    _ => {}
                }
            }
        }

        #[test]
        fn no_input_panics(text in "\\PC*|[\\[\\]{}:,\"\\\\a1 \n]*", pointer in "[/a1~]*") {
            match Document::parse("p.json", text.as_bytes()) {
                Ok(document) => {
                    document.place(&pointer);
                    document.key_place(&pointer);
                }
                Err(diagnostic) => prop_assert!(diagnostic.at.line.is_some()),
            }
        }
    }
}
