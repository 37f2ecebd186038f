//! What changed from one pack to another, in a rule author's words.
//!
//! In: two documents, each the canonical content of a pack. Out: one [`Change`] for each thing an
//! author would mention, by the id of the record. [`advice`] says whose advice changes with it.

pub mod advice;
mod records;
mod requirements;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;
use serde_json::{Value, json};

use super::raw;

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has a new id, and keeps the old one as an alias.
    Renamed,
    /// It can no longer be earned, or is known to end.
    Retired,
    /// Something in it changed.
    Changed,
}

impl ChangeKind {
    /// Returns the kind as output spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Retired => "retired",
            Self::Changed => "changed",
        }
    }
}

/// One change of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The section of the pack, such as `credentials`; `pack` for its header.
    pub section: &'static str,
    /// The id of the record, the new one where it was renamed.
    pub id: String,
    /// What happened.
    pub kind: ChangeKind,
    /// The change in words, without the id.
    pub say: String,
    /// What stood there, where one value did.
    pub before: Option<Value>,
    /// What stands there now.
    pub after: Option<Value>,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.id, self.say)
    }
}

/// Returns what changed from `old` to `new`: by section in the order of the format, then by id,
/// then by key.
pub fn diff(old: &raw::Document, new: &raw::Document) -> Vec<Change> {
    let mut changes = Vec::new();
    if let (Some(old), Some(new)) = (&old.pack, &new.pack) {
        records::compare(&mut changes, "pack", &new.id, &value(old), &value(new));
    }
    macro_rules! sections {
        ($($section:ident),+) => {$(
            section(
                &mut changes,
                stringify!($section),
                &by_id(&old.$section, |each| &each.id),
                &by_id(&new.$section, |each| &each.id),
            );
        )+};
    }
    sections!(
        backgrounds,
        fields,
        experience,
        credentials,
        degrees,
        occupations,
        recommendations,
        guidance,
        statements,
        facts,
        sources
    );
    changes
}

/// Returns the changes as lines of text.
pub fn text(changes: &[Change]) -> String {
    changes.iter().map(|change| format!("{change}\n")).collect()
}

/// Returns the changes as a JSON list.
pub fn json(changes: &[Change]) -> Value {
    let entries = changes.iter().map(|change| {
        json!({
            "section": change.section,
            "id": change.id,
            "change": change.kind.as_str(),
            "say": change.say,
            "before": change.before,
            "after": change.after,
        })
    });
    Value::Array(entries.collect())
}

fn value(record: &impl Serialize) -> Value {
    // A record that was read from JSON is written as JSON.
    serde_json::to_value(record).unwrap_or_default()
}

fn by_id<'r, T: Serialize>(
    records: &'r [T],
    id: impl Fn(&'r T) -> &'r String,
) -> BTreeMap<&'r str, Value> {
    records
        .iter()
        .map(|record| (id(record).as_str(), value(record)))
        .collect()
}

fn section(
    changes: &mut Vec<Change>,
    section: &'static str,
    old: &BTreeMap<&str, Value>,
    new: &BTreeMap<&str, Value>,
) {
    let renamed: BTreeMap<&str, &str> = (new.iter())
        .filter(|(id, _)| !old.contains_key(*id))
        .filter_map(|(id, record)| {
            let mut aliases = record.get("aliases")?.as_array()?.iter();
            let before = aliases.find_map(|alias| {
                let (before, _) = old.get_key_value(alias.as_str()?)?;
                (!new.contains_key(before)).then_some(*before)
            })?;
            Some((*id, before))
        })
        .collect();
    let taken: BTreeSet<&str> = renamed.values().copied().collect();
    let ids: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    for id in ids {
        let change = |kind, say: String, before: Option<&Value>, after: Option<&Value>| Change {
            section,
            id: id.to_owned(),
            kind,
            say,
            before: before.cloned(),
            after: after.cloned(),
        };
        match (old.get(id), new.get(id), renamed.get(id)) {
            (Some(before), Some(after), _) => {
                records::compare(changes, section, id, before, after);
            }
            (Some(_), None, _) if taken.contains(id) => {}
            (Some(before), None, _) => {
                let say = format!("left out ({})", words::title(before));
                changes.push(change(ChangeKind::Removed, say, Some(before), None));
            }
            (None, Some(after), Some(before)) => {
                let say = format!("renamed from {before}");
                let (was, is) = (Value::from(*before), Value::from(id));
                changes.push(change(ChangeKind::Renamed, say, Some(&was), Some(&is)));
                if let Some(record) = old.get(before) {
                    records::compare(
                        changes,
                        section,
                        id,
                        &without(record, before),
                        &without(after, before),
                    );
                }
            }
            (None, Some(after), None) => {
                let say = format!("new ({})", words::title(after));
                changes.push(change(ChangeKind::Added, say, None, Some(after)));
            }
            (None, None, _) => {}
        }
    }
}

/// Returns the record without its id and without the alias that keeps its old one.
fn without(record: &Value, old_id: &str) -> Value {
    let mut record = record.clone();
    if let Some(record) = record.as_object_mut() {
        record.remove("id");
        if let Some(Value::Array(aliases)) = record.get_mut("aliases") {
            aliases.retain(|alias| alias != old_id);
            if aliases.is_empty() {
                record.remove("aliases");
            }
        }
    }
    record
}

#[cfg(test)]
mod tests;
