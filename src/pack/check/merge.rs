//! Merging the files of a pack section by section, remembering where each record stands.

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
#[derive(Clone, Copy, Debug)]
pub(in crate::pack) struct Located<'f, T> {
    pub(in crate::pack) record: &'f T,
    pub(in crate::pack) at: At,
}

/// Where an id stands, and in which layer.
type Standing<'f> = (&'f str, usize, At);

macro_rules! sections {
    ($($section:ident: $record:ident = $key:literal,)+) => {
        /// The content of all files, each section sorted by id.
        pub(in crate::pack) struct Merged<'f> {
            pub(in crate::pack) header: Option<(raw::Header, usize)>,
            $(pub(in crate::pack) $section: Vec<Located<'f, raw::$record>>,)+
        }

        impl<'f> Merged<'f> {
            /// Returns the merged content; ids that stand twice in one layer are errors.
            pub(in crate::pack) fn of(
                files: &'f [PackFile],
                locate: &dyn Fn(usize, &str) -> Place,
                found: &mut Vec<Diagnostic>,
            ) -> Self {
                let mut standing: Vec<Standing<'f>> = Vec::new();
                $(let mut $section: Vec<(usize, Located<'f, raw::$record>)> = Vec::new();)+
                for (file, part) in files.iter().enumerate() {
                    $(for (position, record) in part.document.$section.iter().enumerate() {
                        let at = At { file, section: $key, position };
                        standing.push((&record.id, part.layer, at));
                        $section.push((part.layer, Located { record, at }));
                    })+
                }
                clashes(standing, locate, found);
                // Of one id the last layer counts, in it the first record.
                $($section.sort_by(|(layer, one), (other_layer, other)| {
                    one.record.id.cmp(&other.record.id).then(other_layer.cmp(layer))
                });
                $section.dedup_by(|later, first| later.1.record.id == first.1.record.id);)+
                Self {
                    header: header(files),
                    $($section: $section.into_iter().map(|(_, located)| located).collect(),)+
                }
            }

            /// Returns the merged content as one document.
            pub(in crate::pack) fn into_document(self) -> raw::Document {
                raw::Document {
                    format: Some(raw::FORMAT.to_owned()),
                    schema: None,
                    pack: self.header.map(|(header, _)| header),
                    $($section: self
                        .$section
                        .into_iter()
                        .map(|located| located.record.clone())
                        .collect(),)+
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

/// Refuses ids that stand twice in one layer, or in another section than in an earlier layer.
fn clashes(
    mut standing: Vec<Standing<'_>>,
    locate: &dyn Fn(usize, &str) -> Place,
    found: &mut Vec<Diagnostic>,
) {
    // Stable: of equals the one that stands first stays first.
    standing.sort_by_key(|(id, layer, _)| (*id, *layer));
    let mut refuse = |id: &str, at: At, first: At| {
        let first = locate(first.file, &first.pointer("/id"));
        found.push(duplicate(id, locate(at.file, &at.pointer("/id")), &first));
    };
    for same in standing.chunk_by(|one, other| one.0 == other.0) {
        let mut first: Option<(usize, At)> = None;
        for (id, layer, at) in same {
            match first {
                Some((known, earlier)) if known == *layer => refuse(id, *at, earlier),
                Some((_, earlier)) => {
                    if earlier.section != at.section {
                        refuse(id, *at, earlier);
                    }
                    first = Some((*layer, *at));
                }
                None => first = Some((*layer, *at)),
            }
        }
    }
}

fn duplicate(id: &str, at: Place, first: &Place) -> Diagnostic {
    let line = first.line.map_or(String::new(), |line| format!(":{line}"));
    let section = first.pointer.split('/').nth(1).unwrap_or_default();
    Diagnostic::error(
        Code::PackDuplicateId,
        at,
        format!("the id {} stands for two records", quote(id)),
    )
    .with_help(format!(
        "the other is at {}{line}, in `{section}`; ids are unique in the whole pack",
        first.file
    ))
}
