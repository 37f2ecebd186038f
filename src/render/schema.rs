//! JSON Schema 2020-12 for every document this program reads or writes.
//!
//! The types that mirror a document go in, its schema comes out; nothing is written twice. What a
//! type cannot say (that a requirement is one form, that a record needs a source) is added here,
//! from marks and from the names of keys. Schemas of what is read refuse unknown keys, as reading
//! does; schemas of what is written do not, because readers must ignore keys they do not know.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use super::json_v1;
use crate::units::PartialDate;
use crate::{pack, profile};

/// Returns every schema with the name of its document, in the order people meet them.
pub fn all() -> Vec<(&'static str, String)> {
    vec![
        ("pack", pack_schema()),
        (
            "profile",
            read::<profile::raw::Document>("careerpath profile", profile::raw::FORMAT),
        ),
        (
            "advice",
            written::<json_v1::Advice<'_>>("careerpath advice", json_v1::ADVICE),
        ),
        (
            "explain",
            written::<json_v1::Explanation<'_>>("careerpath explanation", json_v1::EXPLAIN),
        ),
        (
            "compare",
            written::<json_v1::Comparison<'_>>("careerpath comparison", json_v1::COMPARE),
        ),
        (
            "error",
            written::<json_v1::Errors<'_>>("careerpath errors", json_v1::ERROR),
        ),
    ]
}

fn pack_schema() -> String {
    let mut schema = generated::<pack::raw::Document>(SchemaSettings::draft2020_12());
    RecursiveTransform(require_source).transform(&mut schema);
    RecursiveTransform(require_kebab_case).transform(&mut schema);
    if let Some(header) = property(&mut schema, "pack") {
        refuse_null(header);
    }
    text(schema, "careerpath pack", pack::raw::FORMAT)
}

fn read<T: JsonSchema>(title: &str, format: &str) -> String {
    let schema = generated::<T>(SchemaSettings::draft2020_12());
    text(schema, title, format)
}

fn written<T: JsonSchema>(title: &str, format: &str) -> String {
    let mut schema = generated::<T>(SchemaSettings::draft2020_12().for_serialize());
    let allow_unknown_keys = |schema: &mut Schema| {
        if schema.get("additionalProperties") == Some(&Value::Bool(false)) {
            schema.remove("additionalProperties");
        }
    };
    RecursiveTransform(allow_unknown_keys).transform(&mut schema);
    text(schema, title, format)
}

fn generated<T: JsonSchema>(settings: SchemaSettings) -> Schema {
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(tidy).transform(&mut schema);
    RecursiveTransform(require_one_form).transform(&mut schema);
    schema
}

fn text(mut schema: Schema, title: &str, format: &str) -> String {
    schema.insert("$id".to_owned(), format.into());
    schema.insert("title".to_owned(), title.into());
    if let Some(property) = property(&mut schema, "format") {
        refuse_null(property);
        property.insert("const".to_owned(), format.into());
    }
    // Writing JSON into memory cannot fail; an empty object is a schema all the same.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_else(|_| "{}".to_owned());
    text.push('\n');
    text
}

/// Makes a description one line, says what a date looks like, and drops formats that JSON Schema
/// does not know.
fn tidy(schema: &mut Schema) {
    if schema.remove("x-date").is_some() {
        schema.insert("pattern".to_owned(), PartialDate::PATTERN.into());
    }
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace('\n', " ");
    }
    let is_width = |format: &str| format.starts_with("uint") || format.starts_with("int");
    if matches!(schema.get("format"), Some(Value::String(format)) if is_width(format) || format == "double")
    {
        schema.remove("format");
    }
}

/// Says of a record with requirement keys that exactly one form is there, and only its own keys.
///
/// The forms are read from the marks of `pack::raw`, which are taken out.
fn require_one_form(schema: &mut Schema) {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    let mut forms = Vec::new();
    let mut owners = Map::new();
    let mut needed = Vec::new();
    for (key, property) in properties {
        let Some(property) = property.as_object_mut() else {
            continue;
        };
        let Some(Value::String(form)) = property.remove("x-form") else {
            continue;
        };
        // `null` would leave the form out while its key is there.
        refuse_null(property);
        if property.remove("x-needed").is_some() {
            needed.push((form.clone(), key.clone()));
        }
        if &form == key {
            forms.push(form);
        } else {
            owners.insert(key.clone(), json!([form]));
        }
    }
    if forms.is_empty() {
        return;
    }
    let branches = forms.iter().map(|form| {
        let companions = needed.iter().filter(|(owner, _)| owner == form);
        let companions: Vec<&str> = companions.map(|(_, key)| key.as_str()).collect();
        match companions.as_slice() {
            [] => json!({ "required": [form] }),
            [key] => json!({ "required": [form, key] }),
            keys => {
                let one_of: Value = keys
                    .iter()
                    .map(|key| json!({ "required": [key] }))
                    .collect();
                json!({ "required": [form], "oneOf": one_of })
            }
        }
    });
    schema.insert("oneOf".to_owned(), branches.collect());
    schema.insert("dependentRequired".to_owned(), Value::Object(owners));
}

/// Says of a record that has sources that it names at least one.
fn require_source(schema: &mut Schema) {
    let mut found = Vec::new();
    if let Some(sources) = property(schema, "sources") {
        // The section `sources` holds records; everything else holds their ids.
        if sources.get("items") == Some(&json!({ "type": "string" })) {
            sources.insert("minItems".to_owned(), 1.into());
            found.push("sources");
        }
    }
    if let Some(source) = property(schema, "source") {
        source.insert("minLength".to_owned(), 1.into());
        found.push("source");
    }
    for key in found {
        // What is required has no default.
        if let Some(property) = property(schema, key) {
            property.remove("default");
        }
        require(schema, key);
    }
}

/// Says of an `id` that it is kebab-case.
fn require_kebab_case(schema: &mut Schema) {
    if let Some(id) = property(schema, "id") {
        id.insert("pattern".to_owned(), "^[a-z0-9]+(-[a-z0-9]+)*$".into());
    }
}

fn require(schema: &mut Schema, key: &str) {
    let required = schema
        .ensure_object()
        .entry("required")
        .or_insert_with(|| json!([]));
    if let Value::Array(keys) = required
        && !keys.iter().any(|known| known == key)
    {
        keys.push(key.into());
    }
}

fn property<'s>(schema: &'s mut Schema, key: &str) -> Option<&'s mut Map<String, Value>> {
    let properties = schema.get_mut("properties")?;
    properties.get_mut(key)?.as_object_mut()
}

/// Takes `null` out of what a property may be.
fn refuse_null(property: &mut Map<String, Value>) {
    property.remove("default");
    if let Some(Value::Array(types)) = property.get_mut("type") {
        types.retain(|each| each != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            property.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(choices)) = property.get_mut("anyOf") {
        choices.retain(|each| each != &json!({ "type": "null" }));
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            property.remove("anyOf");
            property.extend(only);
        }
    }
}
