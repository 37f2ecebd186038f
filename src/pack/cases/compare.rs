//! What an answer says beside what a case expects of it.

use std::fmt;

use serde_json::{Map, Value};

use super::vocabulary::ABSENT;
use crate::json::{child, quote};

/// The keys that tell the entries of a list apart.
const NAMES: [&str; 3] = ["id", "rule", "requirement"];

/// How many characters of a value a message shows.
const SHOWN: usize = 160;

/// How many names of a list a message shows.
const LISTED: usize = 12;

/// One difference between an answer and what was expected of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mismatch {
    /// The JSON Pointer into the answer.
    pub pointer: String,
    /// The difference in words.
    pub say: String,
    /// What was expected.
    pub expected: Value,
    /// What the answer says; `None`: nothing.
    pub got: Option<Value>,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = if self.pointer.is_empty() {
            "the answer"
        } else {
            &self.pointer
        };
        write!(f, "{pointer}: {}", self.say)
    }
}

/// Returns every difference between an answer and what is expected of it, in the order of `expect`.
pub fn mismatches(expect: &Value, answer: &Value) -> Vec<Mismatch> {
    let mut found = Vec::new();
    compare(expect, answer, "", &mut found);
    found
}

fn compare(expect: &Value, got: &Value, pointer: &str, found: &mut Vec<Mismatch>) {
    match (expect, got) {
        (Value::Object(expect), Value::Object(got)) => objects(expect, got, pointer, found),
        // An empty list says that there is nothing, not that anything will do.
        (Value::Array(expect), Value::Array(entries))
            if !expect.is_empty() || entries.is_empty() =>
        {
            for each in expect {
                entry(each, entries, pointer, found);
            }
        }
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => {}
        (expect, got) if expect == got => {}
        (expect, got) => found.push(Mismatch {
            pointer: pointer.to_owned(),
            say: format!("expected {}, got {}", shown(expect), shown(got)),
            expected: expect.clone(),
            got: Some(got.clone()),
        }),
    }
}

fn objects(
    expect: &Map<String, Value>,
    got: &Map<String, Value>,
    pointer: &str,
    found: &mut Vec<Mismatch>,
) {
    for (key, expected) in expect {
        match got.get(key) {
            Some(got) => compare(expected, got, &child(pointer, key), found),
            None if key == ABSENT => {
                let whole = Value::Object(got.clone());
                for unwanted in expected.as_array().into_iter().flatten() {
                    if holds(unwanted, &whole) {
                        found.push(Mismatch {
                            pointer: pointer.to_owned(),
                            say: format!("says {}, which must be absent", shown(unwanted)),
                            expected: unwanted.clone(),
                            got: None,
                        });
                    }
                }
            }
            None => found.push(Mismatch {
                pointer: child(pointer, key),
                say: format!("expected {}, but {}", shown(expected), lacks(key, got)),
                expected: expected.clone(),
                got: None,
            }),
        }
    }
}

/// Says that an object has no such key, and why where it is a refusal.
fn lacks(key: &str, got: &Map<String, Value>) -> String {
    let refusals: Vec<&str> = (got.get("diagnostics").and_then(Value::as_array).into_iter())
        .flatten()
        .filter_map(|each| each.get("message")?.as_str())
        .collect();
    if refusals.is_empty() {
        let keys: Vec<&str> = got.keys().take(LISTED).map(String::as_str).collect();
        format!("there is no key {} beside {}", quote(key), keys.join(", "))
    } else {
        format!("the profile is refused: {}", refusals.join("; "))
    }
}

/// Compares one expected entry with the entry of a list that it names, or else with any.
fn entry(expect: &Value, entries: &[Value], pointer: &str, found: &mut Vec<Mismatch>) {
    let name = NAMES.iter().find_map(|key| Some((*key, expect.get(*key)?)));
    let candidates = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| name.is_none_or(|(key, wanted)| entry.get(key) == Some(wanted)));
    let mut nearest: Option<Vec<Mismatch>> = None;
    for (place, entry) in candidates {
        let mut differences = Vec::new();
        compare(expect, entry, &child(pointer, place), &mut differences);
        if differences.is_empty() {
            return;
        }
        if nearest
            .as_ref()
            .is_none_or(|nearest| differences.len() < nearest.len())
        {
            nearest = Some(differences);
        }
    }
    match (nearest, name) {
        // It is clear which entry was meant, so say what is different in it.
        (Some(differences), Some(_)) => found.extend(differences),
        (_, name) => {
            let there = match name {
                Some((key, _)) => names(entries, key),
                None => shown(&Value::Array(entries.to_vec())),
            };
            found.push(Mismatch {
                pointer: pointer.to_owned(),
                say: format!("expected an entry {}, got {there}", shown(expect)),
                expected: expect.clone(),
                got: Some(Value::Array(entries.to_vec())),
            });
        }
    }
}

fn holds(expect: &Value, got: &Value) -> bool {
    let mut found = Vec::new();
    compare(expect, got, "", &mut found);
    found.is_empty()
}

/// Returns the names of the entries of a list, for messages.
fn names(entries: &[Value], key: &str) -> String {
    if entries.is_empty() {
        return "an empty list".to_owned();
    }
    let mut names: Vec<String> = (entries.iter().filter_map(|entry| entry.get(key)))
        .take(LISTED)
        .map(|name| {
            name.as_str()
                .map_or_else(|| name.to_string(), str::to_owned)
        })
        .collect();
    if entries.len() > names.len() {
        names.push(format!("{} more", entries.len() - names.len()));
    }
    names.join(", ")
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= SHOWN {
        return text;
    }
    let mut text: String = text.chars().take(SHOWN).collect();
    text.push('…');
    text
}
