//! Single values: days, dates at their own precision, and decimal figures.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::units::{Date, Decimal, PartialDate};

/// A calendar day, such as `2026-11-22`.
#[derive(Clone, Copy)]
pub(super) struct Day(pub(super) Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// A date as it was stated: `2027`, `2027-05` or `2027-05-31`.
#[derive(Clone, Copy)]
pub(super) struct StatedDate(PartialDate);

impl From<PartialDate> for StatedDate {
    fn from(date: PartialDate) -> Self {
        Self(date)
    }
}

impl Serialize for StatedDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for StatedDate {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "StatedDate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": PartialDate::PATTERN })
    }
}

/// A decimal figure, written as the pack writes it: `7.9`, and `22` rather than `22.0`.
#[derive(Clone, Copy)]
pub(super) struct Number(Decimal);

impl From<Decimal> for Number {
    fn from(figure: Decimal) -> Self {
        Self(figure)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let thousandths = self.0.thousandths();
        if thousandths % 1000 == 0 {
            return serializer.serialize_i64(thousandths / 1000);
        }
        // A figure has fewer than 16 digits, so both numbers are exact and their quotient is the
        // nearest to the decimal, which prints as the decimal.
        serializer.serialize_f64(thousandths as f64 / 1000.0)
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_in_the_pack() {
        for text in [
            "7.9",
            "-3.5",
            "22",
            "0.125",
            "-0.001",
            "113269",
            "0",
            "999999999999.999",
        ] {
            let value = text.parse().ok().and_then(Decimal::from_f64);
            let number = Number(value.expect("a figure"));
            assert_eq!(serde_json::to_string(&number).expect("JSON"), text);
        }
    }
}
