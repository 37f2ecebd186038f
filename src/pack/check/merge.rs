//! Merging the files of a pack section by section, remembering where each record stands.

use std::collections::BTreeMap;

use super::PackFile;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::json::quote;
use crate::pack::raw;

/// Where a record stands.
#[derive(Clone, Copy, Debug)]
pub(in crate::pack) struct At {
    /// The position of the file.
    pub(in crate::pack) file: usize,
    /// The section's key.
    pub(in crate::pack) section: &'static str,
    /// The position in the section's array.
    pub(in crate::pack) position: usize,
}

impl At {
    /// Returns the JSON Pointer to a part of the record; `rest` begins with `/` or is empty.
    pub(in crate::pack) fn pointer(self, rest: &str) -> String {
        format!("/{}/{}{rest}", self.section, self.position)
    }
}

/// A record and where it stands.
#[derive(Clone, Debug)]
pub(in crate::pack) struct Located<T> {
    pub(in crate::pack) record: T,
    pub(in crate::pack) at: At,
}

macro_rules! sections {
    ($($section:ident: $record:ident = $key:literal,)+) => {
        /// The content of all files, each section sorted by id.
        pub(in crate::pack) struct Merged {
            pub(in crate::pack) header: Option<(raw::Header, usize)>,
            $(pub(in crate::pack) $section: Vec<Located<raw::$record>>,)+
        }

        impl Merged {
            /// Returns the merged content; ids that stand twice in one layer are errors.
            pub(in crate::pack) fn of(
                files: &[PackFile],
                locate: &dyn Fn(usize, &str) -> Place,
                found: &mut Vec<Diagnostic>,
            ) -> Self {
                let mut seen: BTreeMap<(usize, &str), At> = BTreeMap::new();
                $(let mut $section: BTreeMap<&str, (usize, Located<&raw::$record>)> = BTreeMap::new();)+
                for (file, part) in files.iter().enumerate() {
                    $(for (position, record) in part.document.$section.iter().enumerate() {
                        let at = At { file, section: $key, position };
                        if let Some(first) = seen.get(&(part.layer, record.id.as_str())) {
                            let first = locate(first.file, &first.pointer("/id"));
                            found.push(duplicate(&record.id, locate(file, &at.pointer("/id")), &first));
                            continue;
                        }
                        seen.insert((part.layer, record.id.as_str()), at);
                        let located = Located { record, at };
                        match $section.get(record.id.as_str()) {
                            Some((layer, _)) if *layer > part.layer => {}
                            _ => {
                                $section.insert(&record.id, (part.layer, located));
                            }
                        }
                    })+
                }
                clashes(&seen, locate, found);
                Self {
                    header: header(files),
                    $($section: $section
                        .into_values()
                        .map(|(_, Located { record, at })| Located { record: record.clone(), at })
                        .collect(),)+
                }
            }

            /// Returns the merged content as one document.
            pub(in crate::pack) fn into_document(self) -> raw::Document {
                raw::Document {
                    format: Some(raw::FORMAT.to_owned()),
                    schema: None,
                    pack: self.header.map(|(header, _)| header),
                    $($section: self.$section.into_iter().map(|located| located.record).collect(),)+
                }
            }
        }
    };
}

sections! {
    backgrounds: Background = "backgrounds",
    fields: Part = "fields",
    experience: Part = "experience",
    credentials: Credential = "credentials",
    degrees: Degree = "degrees",
    occupations: Occupation = "occupations",
    recommendations: Recommendation = "recommendations",
    guidance: Guidance = "guidance",
    statements: Statement = "statements",
    facts: Fact = "facts",
    sources: Source = "sources",
}

/// Returns the header of the last layer, completed by those it extends, and its file.
fn header(files: &[PackFile]) -> Option<(raw::Header, usize)> {
    let mut headers: Vec<(usize, usize, &raw::Header)> = files
        .iter()
        .enumerate()
        .filter_map(|(file, part)| Some((part.layer, file, part.document.pack.as_ref()?)))
        .collect();
    headers.sort_by_key(|(layer, file, _)| (*layer, *file));
    let (_, file, last) = headers.last()?;
    let mut header = (*last).clone();
    for (_, _, earlier) in headers.iter().rev() {
        header.planning = header.planning.or_else(|| earlier.planning.clone());
        header.ranking = header.ranking.or_else(|| earlier.ranking.clone());
    }
    Some((header, *file))
}

/// An id of a later layer that stands in another section of an earlier one does not override it.
fn clashes(
    seen: &BTreeMap<(usize, &str), At>,
    locate: &dyn Fn(usize, &str) -> Place,
    found: &mut Vec<Diagnostic>,
) {
    let mut first: BTreeMap<&str, At> = BTreeMap::new();
    for ((_, id), at) in seen {
        match first.get(id) {
            Some(earlier) if earlier.section != at.section => {
                let earlier = locate(earlier.file, &earlier.pointer("/id"));
                found.push(duplicate(id, locate(at.file, &at.pointer("/id")), &earlier));
            }
            Some(_) => {}
            None => {
                first.insert(id, *at);
            }
        }
    }
}

fn duplicate(id: &str, at: Place, first: &Place) -> Diagnostic {
    let line = first.line.map_or(String::new(), |line| format!(":{line}"));
    Diagnostic::error(
        Code::PackDuplicateId,
        at,
        format!("the id {} stands for two records", quote(id)),
    )
    .with_help(format!(
        "the other is at {}{line} ({}); ids are unique in the whole pack",
        first.file, first.pointer
    ))
}
