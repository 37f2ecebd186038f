//! One record beside its older self.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::requirements;
use super::words::{is_long, label, shown};
use super::{Change, ChangeKind};

/// The requirement keys of a preference are everything but these.
const OF_PREFERENCE: [&str; 5] = ["points", "because", "effective", "sources", "say"];

/// Adds what changed from `old` to `new` of the record `id`.
pub(super) fn compare(
    changes: &mut Vec<Change>,
    section: &'static str,
    id: &str,
    old: &Value,
    new: &Value,
) {
    let kind = if section == "degrees" {
        Some("degree")
    } else {
        new.get("kind").and_then(Value::as_str)
    };
    let mut comparer = Comparer {
        changes,
        section,
        id,
        kind,
    };
    comparer.objects("", old, new);
}

struct Comparer<'c> {
    changes: &'c mut Vec<Change>,
    section: &'static str,
    id: &'c str,
    kind: Option<&'c str>,
}

impl Comparer<'_> {
    fn objects(&mut self, path: &str, old: &Value, new: &Value) {
        let nothing = Map::new();
        let (old, new) = (
            old.as_object().unwrap_or(&nothing),
            new.as_object().unwrap_or(&nothing),
        );
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let (before, after) = (stated(old.get(key)), stated(new.get(key)));
            if before != after {
                self.key(path, key, before, after);
            }
        }
    }

    fn key(&mut self, path: &str, key: &str, old: Option<&Value>, new: Option<&Value>) {
        match key {
            "requires" | "when" => {
                for said in requirements::changes(old, new) {
                    self.changed(path, &said, old, new);
                }
            }
            "prefers" => self.lists(path, "preference", old, new, preference),
            "routes" => self.lists(path, "route", old, new, |each| named(each, "id")),
            "leads_to" => self.lists(path, "transition to", old, new, |each| named(each, "to")),
            "pay" => self.lists(path, "pay", old, new, |each| named(each, "period")),
            "growth" => self.lists(path, "growth", old, new, |each| named(each, "period")),
            "changes" => self.lists(path, "change on", old, new, |each| named(each, "on")),
            "status" => self.status(old, new),
            // The record says itself what these belong to.
            "cost_usd" | "effective" | "planning" | "ranking" => {
                self.objects(
                    path,
                    old.unwrap_or(&Value::Null),
                    new.unwrap_or(&Value::Null),
                );
            }
            "renewal" | "soc" => {
                let path = joined(path, &label(key, self.kind));
                self.objects(
                    &path,
                    old.unwrap_or(&Value::Null),
                    new.unwrap_or(&Value::Null),
                );
            }
            key => {
                let is_list = |value: Option<&Value>| value.is_none_or(Value::is_array);
                if is_list(old) && is_list(new) {
                    self.words(path, key, old, new);
                } else {
                    self.scalar(path, key, old, new);
                }
            }
        }
    }

    fn scalar(&mut self, path: &str, key: &str, old: Option<&Value>, new: Option<&Value>) {
        let label = label(key, self.kind);
        let said = if is_long(old) || is_long(new) {
            match (old, new) {
                (None, _) => format!("{label} added"),
                (_, None) => format!("{label} left out"),
                (Some(_), Some(_)) => format!("{label} reworded"),
            }
        } else {
            format!("{label} {} → {}", shown(key, old), shown(key, new))
        };
        self.changed(path, &said, old, new);
    }

    /// A list of texts: what came and what went.
    fn words(&mut self, path: &str, key: &str, old: Option<&Value>, new: Option<&Value>) {
        let list =
            |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
        let (before, after) = (list(old), list(new));
        let label = label(key, self.kind);
        let come: Vec<&Value> = after.iter().filter(|each| !before.contains(each)).collect();
        let gone: Vec<&Value> = before.iter().filter(|each| !after.contains(each)).collect();
        let mut said = Vec::new();
        for (verb, entries) in [("added", &come), ("left out", &gone)] {
            match entries.as_slice() {
                [] => {}
                entries if entries.iter().any(|each| is_long(Some(each))) => {
                    said.push(format!("{} {verb}", entries.len()));
                }
                entries => {
                    let entries: Vec<String> =
                        entries.iter().map(|each| shown(key, Some(each))).collect();
                    said.push(format!("{verb} {}", entries.join(", ")));
                }
            }
        }
        if said.is_empty() {
            said.push("in another order".to_owned());
        }
        self.changed(path, &format!("{label}: {}", said.join("; ")), old, new);
    }

    /// A list of objects, matched by name.
    fn lists(
        &mut self,
        path: &str,
        what: &str,
        old: Option<&Value>,
        new: Option<&Value>,
        name: impl Fn(&Value) -> String,
    ) {
        let list =
            |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
        let (before, after) = (list(old), list(new));
        let same = |entries: &[Value], entry: &Value| {
            let wanted = name(entry);
            entries.iter().find(|each| name(each) == wanted).cloned()
        };
        for entry in &before {
            if same(&after, entry).is_none() {
                let said = format!("{what} {} left out", name(entry));
                self.changed(path, &said, Some(entry), None);
            }
        }
        for entry in &after {
            let path = joined(path, &format!("{what} {}", name(entry)));
            match same(&before, entry) {
                Some(earlier) => self.objects(&path, &earlier, entry),
                None => {
                    let asks = entry.get("requires").map(requirements::words);
                    let asks = asks.map_or(String::new(), |asks| format!(", asks for {asks}"));
                    self.changed("", &format!("new {path}{asks}"), None, Some(entry));
                }
            }
        }
    }

    fn status(&mut self, old: Option<&Value>, new: Option<&Value>) {
        let field =
            |status: Option<&Value>, key: &str| Some(status?.get(key)?.as_str()?.to_owned());
        let is_retired = |status| field(status, "state").as_deref() == Some("retired");
        let (kind, said) = match (is_retired(old), is_retired(new)) {
            (false, true) => {
                let mut said = match field(new, "on") {
                    Some(on) => format!("retired on {on}"),
                    None => "retired".to_owned(),
                };
                if let Some(successor) = field(new, "successor") {
                    said.push_str(&format!(", succeeded by {successor}"));
                }
                (ChangeKind::Retired, said)
            }
            (true, false) => (ChangeKind::Changed, "can be earned again".to_owned()),
            (true, true) => {
                let nothing = Value::Null;
                self.objects("", old.unwrap_or(&nothing), new.unwrap_or(&nothing));
                return;
            }
            // Left out and `active` say the same.
            (false, false) => return,
        };
        self.push(kind, said, old, new);
    }

    fn changed(&mut self, path: &str, said: &str, old: Option<&Value>, new: Option<&Value>) {
        self.push(ChangeKind::Changed, joined(path, said), old, new);
    }

    fn push(&mut self, kind: ChangeKind, say: String, old: Option<&Value>, new: Option<&Value>) {
        self.changes.push(Change {
            section: self.section,
            id: self.id.to_owned(),
            kind,
            say,
            before: old.cloned(),
            after: new.cloned(),
        });
    }
}

/// `null` and an empty list say nothing.
fn stated(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()))
}

fn joined(path: &str, said: &str) -> String {
    if path.is_empty() {
        said.to_owned()
    } else {
        format!("{path}: {said}")
    }
}

fn named(entry: &Value, key: &str) -> String {
    shown(key, entry.get(key))
}

/// A preference is known by what it asks for.
fn preference(entry: &Value) -> String {
    let mut requirement = entry.clone();
    if let Some(members) = requirement.as_object_mut() {
        members.retain(|key, _| !OF_PREFERENCE.contains(&key.as_str()));
    }
    requirements::words(&requirement)
}
