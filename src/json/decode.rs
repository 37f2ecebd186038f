//! Turns a JSON value into a Rust type and says what is wrong with it, each fault at its pointer.
//!
//! serde's own reading of a `Value` stops at the first unknown key, takes a list for a record and
//! speaks of Rust types. This one sets unknown keys aside (all of them are reported), wants an
//! object for a record, and words every fault for those who write packs and profiles.

mod access;

use super::fault::{Fault, Problem, UnknownKey, one_of};
use super::{Document, child};
use crate::diagnostic::{Code, Diagnostic};
use access::{Elements, Members, Variant};
use serde::de::{DeserializeOwned, Deserializer, Visitor};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// How many unknown keys one [`decode()`] reports one by one.
const REPORTED_KEYS: usize = 200;

/// How often [`decode()`] starts again because a hand-written type met a key it does not know.
const ATTEMPTS: usize = 64;

/// The codes under which [`decode()`] reports.
#[derive(Clone, Copy, Debug)]
pub struct DecodeCodes {
    /// For a key the record does not have.
    pub unknown_key: Code,
    /// For a value of the wrong type, a missing key, or a number out of range.
    pub value: Code,
}

/// Reads `value`, which stands at `pointer` of `document`, as a `T`.
///
/// Adds to `found` every unknown key, and the first fault that leaves no `T`. Returns `Some` where
/// a `T` could be read, unknown keys or not: they are errors all the same.
///
/// # Limits
/// `T` may be made of structs, options, lists, maps with text keys, text, whole and decimal
/// numbers, yes and no, and enums, and of types with a hand-written `Deserialize` that asks for
/// any value. `flatten` and `untagged` lose the places; do not use them.
pub fn decode<T: DeserializeOwned>(
    document: &Document,
    pointer: &str,
    value: &Value,
    codes: DecodeCodes,
    found: &mut Vec<Diagnostic>,
) -> Option<T> {
    let mut aside = BTreeSet::new();
    let mut unknown_from_types = Vec::new();
    for attempt in 1.. {
        let context = Context {
            aside: &aside,
            unknown: RefCell::new(Vec::new()),
            unreported: RefCell::new(0),
        };
        let path = Path::Root(pointer);
        let result = T::deserialize(Decoder {
            value,
            path: &path,
            context: &context,
        });
        let mut unknown = context.unknown.into_inner();
        let result = result.map_err(Fault::into_problem);
        let result = match result {
            Err(Problem {
                unknown_key: Some(mut key),
                pointer: Some(at),
                ..
            }) if attempt < ATTEMPTS => {
                key.pointer.clone_from(&at);
                unknown_from_types.push(key);
                aside.insert(at);
                continue;
            }
            other => other,
        };
        unknown.append(&mut unknown_from_types);
        let mut problems: Vec<_> = unknown
            .into_iter()
            .map(|key| key.diagnostic(document, codes.unknown_key))
            .collect();
        let result = result.map_err(|fault| {
            let at = document.place(fault.pointer.as_deref().unwrap_or(pointer));
            problems.push(Diagnostic {
                help: fault.help,
                ..Diagnostic::error(codes.value, at, fault.message)
            });
        });
        problems.sort_by_key(|problem| (problem.at.line, problem.at.column));
        found.append(&mut problems);
        let unreported = context.unreported.into_inner();
        if unreported > 0 {
            let message = format!("and {unreported} more unknown keys");
            let at = document.place(pointer);
            found.push(Diagnostic::error(codes.unknown_key, at, message));
        }
        return result.ok();
    }
    None
}

/// The way to a value, as a chain of borrowed segments: nothing is built unless a fault is found.
pub(in crate::json) enum Path<'p> {
    Root(&'p str),
    Key(&'p Path<'p>, &'p str),
    Position(&'p Path<'p>, usize),
}

impl Path<'_> {
    pub(in crate::json) fn to_pointer(&self) -> String {
        match self {
            Self::Root(pointer) => (*pointer).to_owned(),
            Self::Key(parent, key) => child(&parent.to_pointer(), key),
            Self::Position(parent, position) => child(&parent.to_pointer(), position),
        }
    }
}

struct Context<'c> {
    /// Pointers of keys that are left out, since a hand-written type has refused them.
    aside: &'c BTreeSet<String>,
    unknown: RefCell<Vec<UnknownKey>>,
    unreported: RefCell<usize>,
}

#[derive(Clone, Copy)]
struct Decoder<'v, 'p> {
    value: &'v Value,
    path: &'p Path<'p>,
    context: &'p Context<'p>,
}

impl<'v, 'p> Decoder<'v, 'p> {
    fn object<V: Visitor<'v>>(
        self,
        known: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let Value::Object(members) = self.value else {
            let fault = Fault::expected("an object", self.value);
            return Err(fault
                .with_help("write keys and values in braces: { \"key\": value }")
                .within(self.path));
        };
        let read = visitor.visit_map(Members::new(self, members, known));
        read.map_err(|fault| fault.within(self.path))
    }

    fn list<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        let Value::Array(elements) = self.value else {
            let fault = Fault::expected("a list", self.value);
            return Err(fault
                .with_help("write it in brackets: [ … ]")
                .within(self.path));
        };
        let read = visitor.visit_seq(Elements::new(self, elements));
        read.map_err(|fault| fault.within(self.path))
    }

    fn whole_number<V: Visitor<'v>>(
        self,
        minimum: i64,
        maximum: u64,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let read = if let Some(number) = self.value.as_u64().filter(|number| *number <= maximum) {
            visitor.visit_u64(number)
        } else if let Some(number) = self
            .value
            .as_i64()
            .filter(|number| *number < 0 && *number >= minimum)
        {
            visitor.visit_i64(number)
        } else {
            let whole = self.value.as_f64().filter(|number| number.fract() == 0.0);
            Err(match (self.value, whole) {
                (_, Some(number)) if number < 0.0 => {
                    Fault::expected(format!("a whole number of at least {minimum}"), self.value)
                }
                (_, Some(number)) if number > maximum as f64 => {
                    Fault::expected(format!("a whole number of at most {maximum}"), self.value)
                }
                (Value::String(_), _) => Fault::expected("a whole number", self.value)
                    .with_help("write the digits alone, without quotes"),
                (_, Some(_)) => Fault::expected("a whole number", self.value)
                    .with_help("write it without a decimal point"),
                (_, None) => Fault::expected("a whole number", self.value),
            })
        };
        read.map_err(|fault| fault.within(self.path))
    }

    fn text<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Number(_) => Err(Fault::expected("text", self.value)
                .with_help(format!("write it in double quotes: \"{}\"", self.value))),
            Value::Array(_) => Err(Fault::expected("text", self.value)
                .with_help("write one text in double quotes, without brackets")),
            other => Err(Fault::expected("text", other)),
        }
        .map_err(|fault| fault.within(self.path))
    }
}

macro_rules! whole_numbers {
    ($($method:ident: $type:ty,)+) => {$(
        fn $method<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
            let minimum = i64::try_from(<$type>::MIN).unwrap_or(i64::MIN);
            let maximum = u64::try_from(<$type>::MAX).unwrap_or(u64::MAX);
            self.whole_number(minimum, maximum, visitor)
        }
    )+};
}

impl<'v> Deserializer<'v> for Decoder<'v, '_> {
    type Error = Fault;

    whole_numbers! {
        deserialize_u8: u8, deserialize_u16: u16, deserialize_u32: u32, deserialize_u64: u64,
        deserialize_i8: i8, deserialize_i16: i16, deserialize_i32: i32, deserialize_i64: i64,
    }

    fn deserialize_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => {
                if let Some(number) = number.as_u64() {
                    visitor.visit_u64(number)
                } else if let Some(number) = number.as_i64() {
                    visitor.visit_i64(number)
                } else {
                    visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN))
                }
            }
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(_) => self.list(visitor),
            Value::Object(_) => self.object(None, visitor),
        }
        .map_err(|fault| fault.within(self.path))
    }

    fn deserialize_bool<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::String(_) => Err(Fault::expected("`true` or `false`", self.value)
                .with_help("write `true` for yes or `false` for no, without quotes")),
            other => Err(Fault::expected("`true` or `false`", other)),
        }
        .map_err(|fault| fault.within(self.path))
    }

    fn deserialize_f32<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value.as_f64() {
            Some(number) => visitor.visit_f64(number),
            None => Err(Fault::expected("a number", self.value)),
        }
        .map_err(|fault| fault.within(self.path))
    }

    fn deserialize_char<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text(visitor)
    }

    fn deserialize_str<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text(visitor)
    }

    fn deserialize_string<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text(visitor)
    }

    fn deserialize_identifier<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text(visitor)
    }

    fn deserialize_bytes<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_any(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
        .map_err(|fault| fault.within(self.path))
    }

    fn deserialize_unit<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            other => Err(Fault::expected("`null`", other)),
        }
        .map_err(|fault| fault.within(self.path))
    }

    fn deserialize_unit_struct<V: Visitor<'v>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'v>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor
            .visit_newtype_struct(self)
            .map_err(|fault| fault.within(self.path))
    }

    fn deserialize_seq<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.list(visitor)
    }

    fn deserialize_tuple<V: Visitor<'v>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.value {
            Value::Array(elements) if elements.len() == length => self.list(visitor),
            other => Err(Fault::expected(format!("a list of {length}"), other).within(self.path)),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'v>>(
        self,
        _name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.object(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'v>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.object(Some(fields), visitor)
    }

    fn deserialize_enum<V: Visitor<'v>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let read = match self.value {
            Value::String(name) => visitor.visit_enum(Variant::new(self, name, None)),
            Value::Object(members) => {
                let mut members = members.iter();
                match (members.next(), members.next()) {
                    (Some((name, content)), None) => {
                        visitor.visit_enum(Variant::new(self, name, Some(content)))
                    }
                    _ => Err(Fault::new(format!(
                        "expected an object with one key: {}",
                        one_of(variants)
                    ))),
                }
            }
            other => Err(Fault::expected(one_of(variants), other)),
        };
        read.map_err(|fault| fault.within(self.path))
    }

    fn deserialize_ignored_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}

#[cfg(test)]
mod tests;
