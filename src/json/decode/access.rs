//! The parts of an object, a list and an enum, as serde asks for them one after the other.

use super::{Context, Decoder, Path, REPORTED_KEYS};
use crate::json::fault::{Fault, UnknownKey};
use crate::json::quote;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde_json::{Map, Value};

/// The entries of an object; unknown keys are left out.
pub(super) struct Members<'v, 'p> {
    members: serde_json::map::Iter<'v>,
    pending: Option<(&'v String, &'v Value)>,
    known: Option<&'static [&'static str]>,
    path: &'p Path<'p>,
    context: &'p Context<'p>,
}

impl<'v, 'p> Members<'v, 'p> {
    /// Returns the entries of `members`, which are those of `known` where that is given; reports
    /// the others.
    pub(super) fn new(
        decoder: Decoder<'v, 'p>,
        members: &'v Map<String, Value>,
        known: Option<&'static [&'static str]>,
    ) -> Self {
        let members = Self {
            members: members.iter(),
            pending: None,
            known,
            path: decoder.path,
            context: decoder.context,
        };
        members.report_unknown_keys();
        members
    }

    /// Reports every key the record does not have, so that a fault in one value hides none.
    fn report_unknown_keys(&self) {
        let Some(known) = self.known else {
            return;
        };
        let mut unknown = self.context.unknown.borrow_mut();
        for (key, _) in self.members.clone() {
            if known.contains(&key.as_str()) {
                continue;
            }
            if unknown.len() < REPORTED_KEYS {
                unknown.push(UnknownKey {
                    pointer: Path::Key(self.path, key).to_pointer(),
                    key: key.to_owned(),
                    known,
                });
            } else {
                *self.context.unreported.borrow_mut() += 1;
            }
        }
    }

    /// Returns whether the key is to be left out.
    fn is_unknown(&self, key: &str) -> bool {
        self.known.is_some_and(|known| !known.contains(&key))
            || (!self.context.aside.is_empty()
                && self
                    .context
                    .aside
                    .contains(&Path::Key(self.path, key).to_pointer()))
    }
}

impl<'v> MapAccess<'v> for Members<'v, '_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'v>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        while let Some((key, value)) = self.members.next() {
            if self.is_unknown(key) {
                continue;
            }
            self.pending = Some((key, value));
            let read = seed.deserialize(de::value::BorrowedStrDeserializer::new(key));
            return read
                .map(Some)
                .map_err(|fault: Fault| fault.within(&Path::Key(self.path, key)));
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let Some((key, value)) = self.pending.take() else {
            return Err(Fault::new("a value without a key".to_owned()));
        };
        let path = Path::Key(self.path, key);
        seed.deserialize(Decoder {
            value,
            path: &path,
            context: self.context,
        })
        .map_err(|fault| fault.within(&path))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.members.len())
    }
}

/// The elements of a list.
pub(super) struct Elements<'v, 'p> {
    elements: std::iter::Enumerate<std::slice::Iter<'v, Value>>,
    path: &'p Path<'p>,
    context: &'p Context<'p>,
}

impl<'v, 'p> Elements<'v, 'p> {
    pub(super) fn new(decoder: Decoder<'v, 'p>, elements: &'v [Value]) -> Self {
        Self {
            elements: elements.iter().enumerate(),
            path: decoder.path,
            context: decoder.context,
        }
    }
}

impl<'v> SeqAccess<'v> for Elements<'v, '_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'v>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some((position, value)) = self.elements.next() else {
            return Ok(None);
        };
        let path = Path::Position(self.path, position);
        seed.deserialize(Decoder {
            value,
            path: &path,
            context: self.context,
        })
        .map(Some)
        .map_err(|fault| fault.within(&path))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.elements.len())
    }
}

/// One variant of an enum: its name, and the content if it was written as an object.
pub(super) struct Variant<'v, 'p> {
    name: &'v str,
    content: Option<&'v Value>,
    path: &'p Path<'p>,
    context: &'p Context<'p>,
}

impl<'v, 'p> Variant<'v, 'p> {
    pub(super) fn new(decoder: Decoder<'v, 'p>, name: &'v str, content: Option<&'v Value>) -> Self {
        Self {
            name,
            content,
            path: decoder.path,
            context: decoder.context,
        }
    }

    fn with_content<T>(
        self,
        read: impl FnOnce(Decoder<'v, '_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let Some(value) = self.content else {
            let message = format!("expected an object with the key {}", quote(self.name));
            return Err(Fault::new(message).within(self.path));
        };
        let path = Path::Key(self.path, self.name);
        read(Decoder {
            value,
            path: &path,
            context: self.context,
        })
        .map_err(|fault| fault.within(&path))
    }
}

impl<'v> EnumAccess<'v> for Variant<'v, '_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let name: de::value::StrDeserializer<'_, Fault> = self.name.into_deserializer();
        let read = seed.deserialize(name).map_err(|fault| match self.content {
            None => fault.within(self.path),
            Some(_) => fault.within(&Path::Key(self.path, self.name)),
        })?;
        Ok((read, self))
    }
}

impl<'v> VariantAccess<'v> for Variant<'v, '_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.content {
            None => Ok(()),
            Some(_) => Err(
                Fault::new(format!("expected just the text {}", quote(self.name)))
                    .within(self.path),
            ),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Result<S::Value, Fault> {
        self.with_content(|decoder| seed.deserialize(decoder))
    }

    fn tuple_variant<V: Visitor<'v>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.with_content(|decoder| decoder.deserialize_tuple(length, visitor))
    }

    fn struct_variant<V: Visitor<'v>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.with_content(|decoder| decoder.object(Some(fields), visitor))
    }
}
