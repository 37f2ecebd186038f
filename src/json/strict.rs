//! Builds a JSON value and refuses an object that has a key twice; serde_json keeps the last.

use super::{child, place, quote, scan};
use crate::diagnostic::{Code, Diagnostic};
use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::cell::RefCell;
use std::fmt;

/// Why a text has no value.
pub(super) enum Refusal {
    Duplicate(Duplicate),
    Syntax(serde_json::Error),
}

/// Returns the value the whole of `text` stands for.
pub(super) fn value(text: &str) -> Result<Value, Refusal> {
    let duplicate = RefCell::new(None);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let strict = Strict {
        duplicate: &duplicate,
    };
    let value = strict
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| match duplicate.into_inner() {
        Some(duplicate) => Refusal::Duplicate(duplicate),
        None => Refusal::Syntax(error),
    })
}

/// A key that stands twice in one object.
pub(super) struct Duplicate {
    key: String,
    /// The object, from the innermost segment outwards.
    path: Vec<String>,
}

impl Duplicate {
    pub(super) fn diagnostic(self, file: &str, text: &str) -> Diagnostic {
        let object = self
            .path
            .iter()
            .rev()
            .fold(String::new(), |pointer, segment| child(&pointer, segment));
        let offset = scan::second_key(text, &object, &self.key);
        let at = place(file, &child(&object, &self.key), text, offset);
        let message = format!("the key {} stands twice in one object", quote(&self.key));
        Diagnostic::error(Code::JsonDuplicateKey, at, message)
            .with_help("keep one of the two; to say several things, use a list")
    }
}

/// Builds a [`Value`] and refuses an object that has a key twice.
#[derive(Clone, Copy)]
struct Strict<'d> {
    duplicate: &'d RefCell<Option<Duplicate>>,
}

impl Strict<'_> {
    /// Notes on the way out of an error where the duplicate key was.
    fn note(&self, segment: &dyn fmt::Display) {
        if let Some(duplicate) = self.duplicate.borrow_mut().as_mut() {
            duplicate.path.push(segment.to_string());
        }
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        loop {
            match list.next_element_seed(self) {
                Ok(Some(value)) => values.push(value),
                Ok(None) => return Ok(Value::Array(values)),
                Err(error) => {
                    self.note(&values.len());
                    return Err(error);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(key) = object.next_key::<String>()? {
            if members.contains_key(&key) {
                self.duplicate.replace(Some(Duplicate {
                    key,
                    path: Vec::new(),
                }));
                return Err(A::Error::custom("duplicate key"));
            }
            match object.next_value_seed(self) {
                Ok(value) => {
                    members.insert(key, value);
                }
                Err(error) => {
                    self.note(&key);
                    return Err(error);
                }
            }
        }
        Ok(Value::Object(members))
    }
}
