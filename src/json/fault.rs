//! What is wrong with a value that was to become a Rust type, in the words of the format.

use super::decode::Path;
use super::{Document, nearest, quote};
use crate::diagnostic::{Code, Diagnostic};
use serde::de::{self, Expected, Unexpected};
use serde_json::Value;
use std::fmt;

/// A key the record does not have.
#[derive(Debug)]
pub(super) struct UnknownKey {
    pub(super) pointer: String,
    pub(super) key: String,
    pub(super) known: &'static [&'static str],
}

impl UnknownKey {
    pub(super) fn diagnostic(&self, document: &Document, code: Code) -> Diagnostic {
        let at = document.key_place(&self.pointer);
        let problem = Diagnostic::error(code, at, format!("unknown key {}", quote(&self.key)));
        if self.key.starts_with('$') || self.key.starts_with("//") || self.key == "comment" {
            return problem.with_help("remove it; there is no place for remarks");
        }
        match nearest(&self.key, self.known.iter().copied()) {
            Some(near) => problem.with_help(format!("did you mean `{near}`?")),
            None if self.known.is_empty() => problem,
            None => problem.with_help(format!("the keys here are {}", listed(self.known, "and"))),
        }
    }
}

/// Returns the names in backticks, with `joint` before the last.
fn listed(names: &[&str], joint: &str) -> String {
    let mut listed = String::new();
    for (position, name) in names.iter().enumerate() {
        let is_last = position + 1 == names.len();
        match position {
            0 => {}
            _ if is_last => listed.push_str(&format!(" {joint} ")),
            _ => listed.push_str(", "),
        }
        listed.push_str(&format!("`{name}`"));
    }
    listed
}

/// What leaves no value.
#[derive(Debug)]
pub(super) struct Fault(Box<Problem>);

/// The words of a [`Fault`], and where it was, once that is known.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) pointer: Option<String>,
    /// Set where the fault is nothing but a key that a hand-written type does not know.
    pub(super) unknown_key: Option<UnknownKey>,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Problem {
            message: message.into(),
            help: None,
            pointer: None,
            unknown_key: None,
        }))
    }

    pub(super) fn expected(what: impl fmt::Display, found: &Value) -> Self {
        Self::new(format!("expected {what}, found {}", named(found)))
    }

    /// Names the way out.
    pub(super) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    /// Notes where it was, unless something further inside has done so.
    pub(super) fn within(mut self, path: &Path<'_>) -> Self {
        if self.0.pointer.is_none() {
            self.0.pointer = Some(path.to_pointer());
        }
        self
    }

    pub(super) fn into_problem(self) -> Problem {
        *self.0
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.message)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!(
            "expected {expected}, found {}",
            unexpected_named(unexpected)
        ))
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(unexpected, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}, found a list of {length}"))
    }

    fn unknown_variant(variant: &str, known: &'static [&'static str]) -> Self {
        let mut fault = Self::new(format!(
            "expected {}, found the text {}",
            one_of(known),
            quote(variant)
        ));
        fault.0.help =
            nearest(variant, known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
        fault
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        let mut fault = Self::new(format!("unknown key {}", quote(field)));
        fault.0.unknown_key = Some(UnknownKey {
            pointer: String::new(),
            key: field.to_owned(),
            known,
        });
        fault
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(format!("missing key `{field}`"))
    }

    fn duplicate_field(field: &'static str) -> Self {
        let mut fault = Self::new(format!("the key `{field}` is given under two names"));
        fault.0.help = Some("keep one of the two".to_owned());
        fault
    }
}

pub(super) fn one_of(names: &[&str]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [only] => format!("`{only}`"),
        several => listed(several, "or"),
    }
}

fn named(value: &Value) -> String {
    match value {
        Value::Null => "`null`".to_owned(),
        Value::Bool(value) => format!("`{value}`"),
        Value::Number(value) => format!("the number `{value}`"),
        Value::String(value) => format!("the text {}", quote(value)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

fn unexpected_named(unexpected: Unexpected<'_>) -> String {
    match unexpected {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("the number `{value}`"),
        Unexpected::Signed(value) => format!("the number `{value}`"),
        Unexpected::Float(value) => format!("the number `{value}`"),
        Unexpected::Char(value) => format!("the text {}", quote(value.encode_utf8(&mut [0; 4]))),
        Unexpected::Str(value) => format!("the text {}", quote(value)),
        Unexpected::Unit | Unexpected::Option => "`null`".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "an object".to_owned(),
        Unexpected::Bytes(_)
        | Unexpected::NewtypeStruct
        | Unexpected::Enum
        | Unexpected::UnitVariant
        | Unexpected::NewtypeVariant
        | Unexpected::TupleVariant
        | Unexpected::StructVariant
        | Unexpected::Other(_) => "something else".to_owned(),
    }
}
