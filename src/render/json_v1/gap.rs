//! Requirements in the forms of the pack, and what stands between a person and them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::list;
use super::words::GapState;
use crate::{advice, pack};

/// A requirement as a pack writes it.
pub(super) struct Requirement<'a> {
    form: &'a advice::Requirement<'a>,
    worth: u32,
}

impl<'a> From<&'a advice::Requirement<'a>> for Requirement<'a> {
    fn from(form: &'a advice::Requirement<'a>) -> Self {
        Self { form, worth: 1 }
    }
}

impl Serialize for Requirement<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use advice::Requirement as Form;
        let mut map = serializer.serialize_map(None)?;
        match self.form {
            Form::Holds(id) => map.serialize_entry("holds", id)?,
            Form::Degree { level, fields } => {
                map.serialize_entry("degree", level)?;
                if !fields.is_empty() {
                    map.serialize_entry("in", fields)?;
                }
            }
            Form::Experience {
                kind,
                need,
                within_months,
            } => {
                map.serialize_entry("experience", kind)?;
                match need.as_months() {
                    Some(months) => map.serialize_entry("months", &months.0)?,
                    None => map.serialize_entry("hours", &need.whole_hours())?,
                }
                if let Some(within) = within_months {
                    map.serialize_entry("within_months", within)?;
                }
            }
            Form::Background(id) => map.serialize_entry("background", id)?,
            Form::Occupation(id) => map.serialize_entry("occupation", id)?,
            Form::Attests(id) => map.serialize_entry("attests", id)?,
            Form::All(of) => map.serialize_entry("all", &list::<_, Self>(of))?,
            Form::Any(of) => map.serialize_entry("any", &list::<_, Self>(of))?,
            Form::AtLeast { need, of } => {
                let of = of.iter().map(|(worth, form)| Self {
                    form,
                    worth: *worth,
                });
                map.serialize_entry("at_least", need)?;
                map.serialize_entry("of", &of.collect::<Vec<_>>())?;
            }
        }
        if self.worth != 1 {
            map.serialize_entry("worth", &self.worth)?;
        }
        map.end()
    }
}

impl JsonSchema for Requirement<'_> {
    fn schema_name() -> Cow<'static, str> {
        pack::raw::Requirement::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        pack::raw::Requirement::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        pack::raw::Requirement::json_schema(generator)
    }
}

wire! {
    /// One requirement that is not met.
    Gap<'a> of advice::Gap<'a> as gap {
        /// The requirement, in the forms of the pack.
        requirement: Requirement<'a> = Requirement::from(&gap.requirement),
        /// The requirement in words: a phrase that follows "you need".
        say: &'a str = &gap.say,
        /// What stands in the way.
        state: GapState = gap.state.into(),
        /// Ids of qualifications that would close it and can still be had, sorted.
        satisfied_by: Vec<&'a str> = gap.satisfied_by.iter().map(|each| each.id).collect(),
        /// Full-time months that are missing, rounded up; for experience only.
        short_by_months: Option<u32> = gap.short_by_months,
        /// What is missing in worth; for `at_least` only.
        short_by_worth: Option<u32> = gap.short_by_worth,
        /// For `any` and `at_least`: what is missing in each branch that is not met.
        branches: Vec<Vec<Gap<'a>>> = gap.branches.iter().map(|branch| list(branch)).collect(),
        /// Points that closing it adds; for preferences only.
        points: Option<i32> = gap.points,
        /// Why it is wanted; for preferences only.
        why: Option<&'a str> = gap.because,
        /// Ids of the sources of the record that asks for it, sorted.
        sources: &'a [&'a str] = &gap.sources,
    }

    /// What is missing.
    Missing<'a> of advice::Missing<'a> as missing {
        /// What is required, in the order of the requirement.
        required: Vec<Gap<'a>> = list(&missing.required),
        /// What is preferred: most points first, then in the order of the pack.
        preferred: Vec<Gap<'a>> = list(&missing.preferred),
    }
}
