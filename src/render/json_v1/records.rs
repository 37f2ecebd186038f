//! Records of the pack as documents: `careerpath/list/1` and `careerpath/record/1`.

use serde::Serialize;
use serde_json::Value;

use super::headed::headed;
use crate::pack::{Pack, raw};
use crate::render::text::list::{Section, entries};
use crate::units::Date;

/// The format of a list.
pub const LIST: &str = "careerpath/list/1";

/// The format of a record.
pub const RECORD: &str = "careerpath/record/1";

/// Returns a section of the pack as a document: ids, names and other names, by id.
pub fn list(pack: &Pack, as_of: Date, section: Section, search: Option<&str>) -> String {
    #[derive(Serialize)]
    struct Content<'p> {
        section: &'static str,
        /// In the order of the text: by group, then id.
        items: Vec<Item<'p>>,
    }
    #[derive(Serialize)]
    struct Item<'p> {
        id: &'p str,
        name: String,
        group: String,
        also: Vec<&'p str>,
    }
    let items = entries(pack, section, search)
        .into_iter()
        .map(|entry| Item {
            id: entry.id,
            name: entry.name,
            group: entry.group,
            also: entry.others,
        });
    let content = Content {
        section: section.as_str(),
        items: items.collect(),
    };
    headed(LIST, pack, as_of, &content)
}

/// Returns one record of the pack as its authors wrote it, with the sources it cites; `None` if
/// nothing has the id.
pub fn record(document: &raw::Document, pack: &Pack, as_of: Date, id: &str) -> Option<String> {
    #[derive(Serialize)]
    struct Content<'p> {
        section: String,
        record: Value,
        sources: Vec<&'p raw::Source>,
    }
    let Ok(Value::Object(sections)) = serde_json::to_value(document) else {
        return None;
    };
    let (section, record) = sections.into_iter().find_map(|(section, records)| {
        let Value::Array(records) = records else {
            return None;
        };
        let record = records
            .into_iter()
            .find(|record| record.get("id").and_then(Value::as_str) == Some(id))?;
        Some((section, record))
    })?;
    let mut cited = Vec::new();
    cite(&record, &mut cited);
    let sources = document
        .sources
        .iter()
        .filter(|source| cited.contains(&source.id))
        .collect();
    let content = Content {
        section,
        record,
        sources,
    };
    Some(headed(RECORD, pack, as_of, &content))
}

/// Gathers the ids under `sources` and `source`, however deep.
fn cite(value: &Value, cited: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match (key.as_str(), value) {
                    ("sources", Value::Array(ids)) => {
                        cited.extend(ids.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    ("source", Value::String(id)) => cited.push(id.clone()),
                    _ => cite(value, cited),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| cite(value, cited)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
