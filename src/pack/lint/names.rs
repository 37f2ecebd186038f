//! Names that stand for two records of one kind.

use std::collections::BTreeMap;

use super::Linter;
use crate::diagnostic::Code;
use crate::json::quote;
use crate::pack::check::merge::At;
use crate::profile::resolve::folded;

/// A name of a record, and where it stands in it.
struct Name<'a> {
    record: usize,
    id: &'a str,
    at: At,
    rest: String,
    text: &'a str,
    kind: NameKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NameKind {
    Id,
    Name,
    Abbreviation,
    Alias,
}

/// The names of one kind of record.
#[derive(Default)]
struct Namespace<'a> {
    names: Vec<Name<'a>>,
}

impl<'a> Namespace<'a> {
    fn add(
        &mut self,
        record: usize,
        at: At,
        id: &'a str,
        name: (&str, &'a str),
        abbreviation: Option<&'a str>,
        aliases: &'a [String],
    ) {
        let mut add = |rest: String, text, kind| {
            self.names.push(Name {
                record,
                id,
                at,
                rest,
                text,
                kind,
            });
        };
        add("/id".to_owned(), id, NameKind::Id);
        add(format!("/{}", name.0), name.1, NameKind::Name);
        if let Some(text) = abbreviation {
            add("/abbreviation".to_owned(), text, NameKind::Abbreviation);
        }
        for (place, text) in aliases.iter().enumerate() {
            add(format!("/aliases/{place}"), text, NameKind::Alias);
        }
    }
}

impl Linter<'_> {
    /// Warns of names that people type and that mean two things, unless that is deliberate.
    ///
    /// A name that every record that has it lists among its `aliases` is deliberate: people are
    /// asked which one they mean.
    pub(super) fn names(&mut self) {
        let merged = self.merged;
        let mut backgrounds = Namespace::default();
        for (place, each) in merged.backgrounds.iter().enumerate() {
            let record = &each.record;
            backgrounds.add(
                place,
                each.at,
                &record.id,
                ("name", &record.name),
                None,
                &[],
            );
        }
        let mut fields = Namespace::default();
        let mut kinds = Namespace::default();
        for (namespace, parts) in [
            (&mut fields, &merged.fields),
            (&mut kinds, &merged.experience),
        ] {
            for (place, each) in parts.iter().enumerate() {
                let record = &each.record;
                let name = ("name", record.name.as_str());
                namespace.add(place, each.at, &record.id, name, None, &record.aliases);
            }
        }
        let mut credentials = Namespace::default();
        for (place, each) in merged.credentials.iter().enumerate() {
            let record = &each.record;
            let name = ("name", record.name.as_str());
            let short = record.abbreviation.as_deref();
            credentials.add(place, each.at, &record.id, name, short, &record.aliases);
        }
        let mut degrees = Namespace::default();
        for (place, each) in merged.degrees.iter().enumerate() {
            let record = &each.record;
            let name = ("name", record.name.as_str());
            let short = record.abbreviation.as_deref();
            degrees.add(place, each.at, &record.id, name, short, &record.aliases);
        }
        let mut occupations = Namespace::default();
        for (place, each) in merged.occupations.iter().enumerate() {
            let record = &each.record;
            let name = ("title", record.title.as_str());
            occupations.add(place, each.at, &record.id, name, None, &record.aliases);
        }
        for namespace in [
            backgrounds,
            fields,
            kinds,
            credentials,
            degrees,
            occupations,
        ] {
            self.clashes(&namespace);
        }
    }

    fn clashes(&mut self, namespace: &Namespace<'_>) {
        let mut holders: BTreeMap<String, Vec<&Name<'_>>> = BTreeMap::new();
        for name in &namespace.names {
            let key = folded(name.text);
            if !key.is_empty() {
                holders.entry(key).or_default().push(name);
            }
        }
        for names in holders.values() {
            let Some(first) = names.iter().min_by_key(|name| (name.kind, name.record)) else {
                continue;
            };
            let has = |record: usize, kinds: &[NameKind]| {
                let mut own = names.iter().filter(|name| name.record == record);
                own.any(|name| kinds.contains(&name.kind))
            };
            let is_deliberate = names.iter().all(|name| {
                if first.kind == NameKind::Id {
                    // Ids that differ in punctuation alone are told apart by it; see `resolve`.
                    has(name.record, &[NameKind::Id])
                        && has(name.record, &[NameKind::Abbreviation, NameKind::Alias])
                } else {
                    has(name.record, &[NameKind::Alias])
                }
            });
            if is_deliberate {
                continue;
            }
            let mut seen = vec![first.record];
            for name in names {
                if seen.contains(&name.record) {
                    continue;
                }
                seen.push(name.record);
                let (message, help) = if first.kind == NameKind::Id {
                    let message = format!(
                        "{} names {}, but is taken as the id {}",
                        quote(name.text),
                        quote(name.id),
                        quote(first.id)
                    );
                    (message, "choose another name; an id always comes first")
                } else {
                    let message = format!(
                        "{} names both {} and {}",
                        quote(name.text),
                        quote(first.id),
                        quote(name.id)
                    );
                    let help = "leave it out of one; where people must choose, list it in the \
                                `aliases` of both";
                    (message, help)
                };
                self.warn(Code::LintNameClash, name.at, &name.rest, message, help);
            }
        }
    }
}
