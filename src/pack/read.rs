//! From JSON documents to the shapes of a pack, with every misspelt key and wrong value named.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::raw;
use crate::diagnostic::{Code, Diagnostic};
use crate::json::{self, DecodeCodes, nearest, quote};

const CODES: DecodeCodes = DecodeCodes {
    unknown_key: Code::PackUnknownKey,
    value: Code::PackValue,
};

const KEYS: [&str; 14] = [
    "format",
    "$schema",
    "pack",
    "backgrounds",
    "fields",
    "experience",
    "credentials",
    "degrees",
    "occupations",
    "recommendations",
    "guidance",
    "statements",
    "facts",
    "sources",
];

/// Returns one file of a pack, as far as it could be read; errors go to `found`.
///
/// # Errors
/// `pack-format`, `pack-unknown-key` and `pack-value`, each in its place.
pub fn read(document: &json::Document, found: &mut Vec<Diagnostic>) -> raw::Document {
    let mut pack = raw::Document::default();
    let mut reader = Reader { document, found };
    let Value::Object(sections) = &document.value else {
        reader.error(
            Code::PackValue,
            "",
            "a pack is a JSON object".to_owned(),
            "begin with `{`".to_owned(),
        );
        return pack;
    };
    // The format decides how everything else is read, so it is looked at first.
    if let Some(format) = sections.get("format") {
        match format {
            Value::String(format) if format == raw::FORMAT => pack.format = Some(format.clone()),
            other => {
                let code = Code::PackFormat;
                found.push(json::foreign_format(document, code, other, raw::FORMAT));
                return pack;
            }
        }
    }
    for (key, value) in sections {
        match key.as_str() {
            "format" => {}
            "$schema" => pack.schema = value.as_str().map(str::to_owned),
            "pack" => pack.pack = json::decode(document, "/pack", value, CODES, reader.found),
            "backgrounds" => pack.backgrounds = reader.section(key, value),
            "fields" => pack.fields = reader.section(key, value),
            "experience" => pack.experience = reader.section(key, value),
            "credentials" => pack.credentials = reader.section(key, value),
            "degrees" => pack.degrees = reader.section(key, value),
            "occupations" => pack.occupations = reader.section(key, value),
            "recommendations" => pack.recommendations = reader.section(key, value),
            "guidance" => pack.guidance = reader.section(key, value),
            "statements" => pack.statements = reader.section(key, value),
            "facts" => pack.facts = reader.section(key, value),
            "sources" => pack.sources = reader.section(key, value),
            unknown => {
                let help = nearest(unknown, KEYS.into_iter()).map_or_else(
                    || format!("the sections are `{}`", KEYS.join("`, `")),
                    |near| format!("did you mean `{near}`?"),
                );
                let pointer = format!("/{}", unknown.replace('~', "~0").replace('/', "~1"));
                let message = format!("a pack has no section {}", quote(unknown));
                let at = document.key_place(&pointer);
                let problem = Diagnostic::error(Code::PackUnknownKey, at, message);
                reader.found.push(problem.with_help(help));
            }
        }
    }
    pack
}

struct Reader<'d> {
    document: &'d json::Document,
    found: &'d mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn section<T: DeserializeOwned>(&mut self, key: &str, value: &Value) -> Vec<T> {
        let Value::Array(records) = value else {
            let message = format!("the section `{key}` is a list");
            self.error(
                Code::PackValue,
                &format!("/{key}"),
                message,
                "write it in brackets: [ … ]".to_owned(),
            );
            return Vec::new();
        };
        let mut section = Vec::new();
        for (place, record) in records.iter().enumerate() {
            let pointer = format!("/{key}/{place}");
            section.extend(json::decode::<T>(
                self.document,
                &pointer,
                record,
                CODES,
                self.found,
            ));
        }
        section
    }

    fn error(&mut self, code: Code, pointer: &str, message: String, help: String) {
        let at = self.document.place(pointer);
        self.found
            .push(Diagnostic::error(code, at, message).with_help(help));
    }
}
