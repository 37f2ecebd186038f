//! Loads what a command works on: the pack in use, and the profile from file and flags.

use std::collections::BTreeSet;
use std::path::Path;

use careerpath::diagnostic::{Code, Diagnostic, Place};
use careerpath::json::{Document, quote};
use careerpath::pack::check::{PackFile, canonical, check};
use careerpath::pack::{Pack, raw, read, shipped};
use careerpath::profile::Profile;
use careerpath::profile::check::check as check_profile;
use careerpath::profile::raw::{
    CredentialFields, DegreeFields, ExperienceFields, NONE, Profile as Said, Stated,
};
use careerpath::profile::resolve::Names;
use careerpath::units::AsOf;
use sha2::{Digest, Sha256};

use super::Shell;
use super::args::profile::{Fact, ProfileOptions, WhatIf};
use super::args::value::{OrNone, Time};
use super::exit::Failure;
use super::files::{Input, documents};
use super::report::Report;

/// The files of a pack as they were read, with their texts for messages.
pub(crate) struct PackSource {
    /// The files in order, the built-in pack first where it is extended.
    pub(crate) files: Vec<PackFile>,
    // The text behind each file; `None` for the built-in pack.
    documents: Vec<Option<Document>>,
}

impl PackSource {
    /// Reads the packs at `paths`, in order; none: the built-in one.
    pub(crate) fn read(shell: &Shell, paths: &[impl AsRef<Path>]) -> Result<Self, Failure> {
        let mut source = Self {
            files: Vec::new(),
            documents: Vec::new(),
        };
        let mut found = Vec::new();
        let mut layer = 0;
        for path in paths {
            let inputs = shell.files.read_pack(path.as_ref())?;
            let mut read_files = Vec::new();
            for document in documents(&inputs)? {
                let file = read::read(&document, &mut found);
                read_files.push((file, document));
            }
            let extends = read_files
                .iter()
                .find_map(|(file, _)| file.pack.as_ref()?.extends.clone());
            layer = source.layer_of(extends.as_deref(), layer, &read_files, &mut found)?;
            format_of(&read_files, &mut found);
            for (document, text) in read_files {
                source.files.push(PackFile { document, layer });
                source.documents.push(Some(text));
            }
        }
        if paths.is_empty() {
            let document = shipped::document().map_err(|error| refused(vec![error], &[]))?;
            source.files.push(PackFile { document, layer: 0 });
            source.documents.push(None);
        }
        if found.is_empty() {
            Ok(source)
        } else {
            Err(source.refused(found))
        }
    }

    /// Returns the layer of a pack that extends another, or that of a pack which stands alone and
    /// replaces all before it.
    fn layer_of(
        &mut self,
        extends: Option<&str>,
        last: usize,
        files: &[(raw::Document, Document)],
        found: &mut Vec<Diagnostic>,
    ) -> Result<usize, Failure> {
        let Some(extended) = extends else {
            self.files.clear();
            self.documents.clear();
            return Ok(0);
        };
        let is_there = self.files.iter().any(|file| {
            file.document
                .pack
                .as_ref()
                .is_some_and(|pack| pack.id == extended)
        });
        if is_there {
            return Ok(last + 1);
        }
        if extended == shipped::ID && self.files.is_empty() {
            let document = shipped::document().map_err(|error| refused(vec![error], &[]))?;
            self.files.push(PackFile { document, layer: 0 });
            self.documents.push(None);
            return Ok(1);
        }
        let header = files.iter().find(|(file, _)| file.pack.is_some());
        let at = header.map_or_else(Place::default, |(_, document)| {
            document.place("/pack/extends")
        });
        let message = format!("the pack extends {}, which is not there", quote(extended));
        let help = format!(
            "extend `{}`, or name that pack with an earlier `--rules`",
            shipped::ID
        );
        found.push(Diagnostic::error(Code::PackExtends, at, message).with_help(help));
        Ok(last + 1)
    }

    /// Returns where a pointer into a file is.
    pub(crate) fn locate(&self, file: usize, pointer: &str) -> Place {
        match self.documents.get(file) {
            Some(Some(document)) => document.place(pointer),
            Some(None) | None => shipped::place(pointer),
        }
    }

    /// Returns the ids of the records with rules in the last layer: the pack that is being written.
    pub(crate) fn own_rules(&self) -> BTreeSet<&str> {
        let last = self.files.iter().map(|file| file.layer).max();
        let own = self.files.iter().filter(|file| Some(file.layer) == last);
        let ids = own.flat_map(|PackFile { document, .. }| {
            (document.credentials.iter().map(|each| &each.id))
                .chain(document.degrees.iter().map(|each| &each.id))
                .chain(document.occupations.iter().map(|each| &each.id))
                .chain(document.recommendations.iter().map(|each| &each.id))
                .chain(document.guidance.iter().map(|each| &each.id))
        });
        ids.map(String::as_str).collect()
    }

    /// Checks the pack.
    pub(crate) fn check(&self) -> Result<Pack, Failure> {
        let sha256 = self.sha256()?;
        check(&self.files, sha256, &|file, pointer| {
            self.locate(file, pointer)
        })
        .map_err(|found| self.refused(found))
    }

    /// Returns the texts of the files, for messages.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().flatten()
    }

    fn refused(&self, found: Vec<Diagnostic>) -> Failure {
        Failure::Invalid(Box::new(Report::new(found, self.documents())))
    }

    fn sha256(&self) -> Result<String, Failure> {
        let text = serde_json::to_string(&canonical(&self.files))
            .map_err(|error| Failure::stream("hash the pack", error.into()))?;
        Ok(Sha256::digest(text)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect())
    }
}

/// Says which file of a pack does not name the format, if none does.
fn format_of(files: &[(raw::Document, Document)], found: &mut Vec<Diagnostic>) {
    let is_refused = found.iter().any(|each| each.code == Code::PackFormat);
    if is_refused || files.iter().any(|(file, _)| file.format.is_some()) {
        return;
    }
    // What is no object has been refused as such.
    let mut objects = files
        .iter()
        .filter(|(_, document)| document.value.is_object());
    if let Some((_, document)) = objects.next() {
        let message = "no file of the pack says its format";
        let help = format!(
            "add \"format\": \"{}\" to the file with the section `pack`",
            raw::FORMAT
        );
        found
            .push(Diagnostic::error(Code::PackFormat, document.place(""), message).with_help(help));
    }
}

/// Returns the pack in use: the one of `--rules`, or the built-in one.
///
/// It is never given back, nor is the text it was read from: the program ends first, and to free
/// tens of thousands of strings one by one would take a good part of its time.
pub(crate) fn pack(shell: &Shell) -> Result<&'static Pack, Failure> {
    let paths = &shell.settings.rules.value;
    let pack = if paths.is_empty() {
        let document = shipped::document().map_err(|error| refused(vec![error], &[]))?;
        let files = vec![PackFile { document, layer: 0 }].leak();
        shipped::checked(files).map_err(|found| refused(found, &[]))?
    } else {
        PackSource::read(shell, paths)?.check()?
    };
    shell.spare_what_was_read()?;
    Ok(Box::leak(Box::new(pack)))
}

/// Returns the pack in use as its authors wrote it: merged, sorted, in one document.
pub(crate) fn raw(shell: &Shell) -> Result<raw::Document, Failure> {
    let source = PackSource::read(shell, &shell.settings.rules.value)?;
    Ok(canonical(&source.files))
}

/// A profile, what was said, and what is needed to say what is wrong with it.
pub(crate) struct Given {
    /// What file and flags said.
    pub(crate) said: Said,
    document: Option<Document>,
    as_of: AsOf,
    // What could not be read of the file; no check passes while there is any.
    unread: Vec<Diagnostic>,
}

impl Given {
    /// Reads the profile file, if there is one, and adds what the flags say.
    pub(crate) fn read(shell: &Shell, options: &ProfileOptions) -> Result<Self, Failure> {
        let facts = options.facts().map_err(Failure::usage)?;
        let flags = said(&facts);
        let Some(path) = &options.profile else {
            return Ok(Self {
                said: flags,
                document: None,
                as_of: shell.settings.as_of.value,
                unread: Vec::new(),
            });
        };
        let input = shell.files.read(path)?;
        let document = parsed(&input)?;
        let mut unread = Vec::new();
        let from_file = Said::read(&document, &mut unread);
        Ok(Self {
            said: from_file.overridden_by(flags),
            document: Some(document),
            as_of: shell.settings.as_of.value,
            unread,
        })
    }

    /// Returns a profile that was said without a file, on the day `as_of`.
    pub(crate) fn of(said: Said, as_of: AsOf) -> Self {
        Self {
            said,
            document: None,
            as_of,
            unread: Vec::new(),
        }
    }

    /// Whether nothing was said of the person.
    pub(crate) fn is_empty(&self) -> bool {
        let of_the_person = Said {
            target: None,
            ..self.said.clone()
        };
        self.document.is_none() && of_the_person == Said::default()
    }

    /// Returns what is said if all of this is supposed on top.
    pub(crate) fn supposing(&self, what_if: &[WhatIf]) -> Said {
        let facts: Vec<Fact> = what_if.iter().map(|each| each.fact.clone()).collect();
        self.said.clone().overridden_by(said(&facts))
    }

    /// Checks the profile against the pack.
    pub(crate) fn check(&self, pack: &Pack, names: &Names) -> Result<Profile, Failure> {
        self.check_as(&self.said, pack, names)
    }

    /// Checks a profile derived from this one, with the same places.
    pub(crate) fn check_as(
        &self,
        said: &Said,
        pack: &Pack,
        names: &Names,
    ) -> Result<Profile, Failure> {
        let complete = |place: &Place| match &self.document {
            // The name of a statement is a key.
            Some(document) if document.file == place.file => {
                match place.pointer.starts_with("/statements/") {
                    true => document.key_place(&place.pointer),
                    false => document.place_of_name(&place.pointer),
                }
            }
            Some(_) | None => place.clone(),
        };
        let checked = check_profile(said, pack, names, self.as_of, &complete);
        if self.unread.is_empty() {
            return checked.map_err(|found| self.refused(found));
        }
        let mut found = self.unread.clone();
        let others = checked.err().into_iter().flatten();
        // An entry may be at odds with the rest only for want of what could not be read.
        found.extend(others.filter(|other| other.code != Code::ProfileConflict));
        Err(self.refused(found))
    }

    fn refused(&self, found: Vec<Diagnostic>) -> Failure {
        Failure::Invalid(Box::new(Report::new(found, &self.document)))
    }
}

/// Returns what flags say, each with the flag as its place.
pub(crate) fn said(facts: &[Fact]) -> Said {
    let mut said = Said::default();
    for fact in facts {
        say(fact, &mut said);
    }
    said
}

/// Adds one fact to what was said; `none` empties its section.
pub(crate) fn say(fact: &Fact, said: &mut Said) {
    let at = Place {
        file: format!("--{}", fact.form()),
        ..Place::default()
    };
    match fact {
        Fact::Background(OrNone::None) => said.background = Some(Vec::new()),
        Fact::Background(OrNone::One(name)) => add(&mut said.background, at, name.clone()),
        Fact::Occupation(name) => {
            let name = match name {
                OrNone::None => NONE.to_owned(),
                OrNone::One(name) => name.clone(),
            };
            said.occupation = Some(Stated { said: name, at });
        }
        Fact::Degree(OrNone::None) => said.degrees = Some(Vec::new()),
        Fact::Degree(OrNone::One(named)) => {
            let expected = named.date.map(|date| date.to_string());
            let degree = DegreeFields {
                id: Some(named.name.clone()),
                expected,
                ..DegreeFields::default()
            };
            add(&mut said.degrees, at, degree);
        }
        Fact::Holds(OrNone::None) => said.credentials = Some(Vec::new()),
        Fact::Holds(OrNone::One(named)) => {
            let expires = named.date.map(|date| date.to_string());
            let credential = CredentialFields {
                id: named.name.clone(),
                expires,
                ..CredentialFields::default()
            };
            add(&mut said.credentials, at, credential);
        }
        Fact::InProgress(named) => {
            let expected = Some(named.expected.to_string());
            let credential = CredentialFields {
                id: named.name.clone(),
                expected,
                ..CredentialFields::default()
            };
            said.in_progress.push(Stated {
                said: credential,
                at,
            });
        }
        Fact::Without(name) => said.without.push(Stated {
            said: name.clone(),
            at,
        }),
        Fact::Experience(OrNone::None) => said.experience = Some(Vec::new()),
        Fact::Experience(OrNone::One(experience)) => {
            let mut fields = ExperienceFields {
                either: Some(experience.kind.clone()),
                hours_per_week: experience.hours_per_week,
                during: experience.during.clone(),
                ..ExperienceFields::default()
            };
            match experience.time {
                Time::Months(months) => fields.months = Some(months),
                Time::Dated { from, until } => {
                    fields.from = Some(from.to_string());
                    fields.until = until.map(|until| until.to_string());
                }
            }
            add(&mut said.experience, at, fields);
        }
        Fact::Attest(id, answer) => {
            said.statements.push((
                Stated {
                    said: id.clone(),
                    at,
                },
                *answer,
            ));
        }
        Fact::HoursPerWeek(hours) => said.hours_per_week = Some(Stated { said: *hours, at }),
        Fact::Budget(usd) => said.budget_usd = Some(Stated { said: *usd, at }),
        Fact::By(date) => {
            said.by = Some(Stated {
                said: date.to_string(),
                at,
            })
        }
    }
}

fn add<T>(section: &mut Option<Vec<Stated<T>>>, at: Place, said: T) {
    section
        .get_or_insert_with(Vec::new)
        .push(Stated { said, at });
}

/// Reads an input as JSON.
pub(crate) fn parsed(input: &Input) -> Result<Document, Failure> {
    input
        .document()
        .map_err(|report| Failure::Invalid(Box::new(report)))
}

fn refused(found: Vec<Diagnostic>, documents: &[Document]) -> Failure {
    Failure::Invalid(Box::new(Report::new(found, documents)))
}
