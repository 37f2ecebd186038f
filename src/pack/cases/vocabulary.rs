//! The keys an answer can have, so that a misspelt expectation is refused and never holds by chance.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::json::{self, nearest, quote};

/// The key that lists what must not hold.
pub(super) const ABSENT: &str = "absent";

/// Keys whose values have keys of their own making: ids, and the forms of requirements.
const FREE: [&str; 2] = ["requirement", "statements"];

/// Every key of an answer, wherever it stands.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    keys: BTreeSet<String>,
}

impl Vocabulary {
    /// Returns the keys named as properties anywhere in JSON Schemas, such as that of the advice.
    pub fn of_schemas<'s>(schemas: impl IntoIterator<Item = &'s Value>) -> Self {
        let mut vocabulary = Self::default();
        for schema in schemas {
            vocabulary.add(schema);
        }
        vocabulary
    }

    fn add(&mut self, schema: &Value) {
        match schema {
            Value::Object(members) => {
                for (key, value) in members {
                    if let (true, Some(properties)) = (key == "properties", value.as_object()) {
                        self.keys.extend(properties.keys().cloned());
                    }
                    self.add(value);
                }
            }
            Value::Array(entries) => entries.iter().for_each(|entry| self.add(entry)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Refuses the keys of an expectation that no answer has.
    pub(super) fn check(
        &self,
        document: &json::Document,
        pointer: &str,
        expected: &Value,
        found: &mut Vec<Diagnostic>,
    ) {
        match expected {
            Value::Object(members) => {
                for (key, value) in members {
                    let inner = json::child(pointer, key);
                    if key == ABSENT && !value.is_array() {
                        let message = "`absent` is a list of what must not hold";
                        let help = "write it in brackets: [ … ]";
                        let at = document.place(&inner);
                        let problem = Diagnostic::error(Code::CaseValue, at, message);
                        found.push(problem.with_help(help));
                    } else if key != ABSENT && !self.keys.contains(key) {
                        let near = nearest(key, self.keys.iter().map(String::as_str));
                        let help = near.map_or_else(
                            || "see the keys of `careerpath advise --json`".to_owned(),
                            |near| format!("did you mean `{near}`?"),
                        );
                        let message = format!("no answer has the key {}", quote(key));
                        let at = document.key_place(&inner);
                        let problem = Diagnostic::error(Code::CaseUnknownKey, at, message);
                        found.push(problem.with_help(help));
                    } else if !FREE.contains(&key.as_str()) {
                        self.check(document, &inner, value, found);
                    }
                }
            }
            Value::Array(entries) => {
                for (place, entry) in entries.iter().enumerate() {
                    self.check(document, &json::child(pointer, place), entry, found);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}
