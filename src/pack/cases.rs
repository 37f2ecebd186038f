//! Cases: people, and what a pack must tell them.
//!
//! In: case files and a way to ask for advice. Out: for each case what differs from what it
//! expects, and by [`coverage`] which rules no case decides. A case lists what matters and nothing
//! else:
//!
//! ```json
//! { "name": "59 months at the stove do not make a chef", "as_of": "2026-11-22",
//!   "profile": { "experience": [{ "kind": "hot-kitchen", "months": 59 }] },
//!   "options": { "target": ["chef"], "optimize": "soonest", "with": [] },
//!   "expect": { "targets": [{ "id": "chef", "standing": "reachable" }],
//!               "absent": [{ "keep_active": [{ "id": "chef" }] }] } }
//! ```
//!
//! - `profile` is a profile (`careerpath/profile/1`) whose `format` may be left out.
//! - `expect` is compared with the answer (`careerpath/advice/1`): only the keys it lists, and so on
//!   inside; a key the answer does not have is an error. Entries of a list that have an `id`, a
//!   `rule` or a `requirement` are compared with the entry that has the same; other entries must
//!   stand in the list somewhere. Order does not count. An empty list says that there is nothing.
//! - `absent`, in any expected object, lists expectations that must not hold there.
//!
//! A file holds one case or a list of them.

mod compare;
pub mod coverage;
mod vocabulary;

use std::fmt::Write;
use std::num::NonZeroUsize;

use serde::Deserialize;
use serde_json::{Value, json};

use super::Pack;
use crate::advice::Advice;
use crate::advise::{Objective, Options, advise, advise_meanwhile};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::json::{self, DecodeCodes, quote};
use crate::profile::raw::{self, Profile, Stated};
use crate::profile::resolve::Names;
use crate::profile::{self};
use crate::units::{AsOf, Date};

pub use compare::{Mismatch, mismatches};
pub use vocabulary::Vocabulary;

const CODES: DecodeCodes = DecodeCodes {
    unknown_key: Code::CaseUnknownKey,
    value: Code::CaseValue,
};

/// One case.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it claims, as a sentence.
    pub name: String,
    /// Where it stands.
    pub at: Place,
    /// The day that counts as today.
    pub as_of: Date,
    /// The person.
    pub profile: Profile,
    /// How advice is asked for.
    pub options: CaseOptions,
    /// What the answer must say.
    pub expect: Value,
}

/// How a case asks for advice; what is left out is as on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseOptions {
    /// `soonest` or `cheapest`.
    #[serde(default)]
    pub optimize: Option<Optimize>,
    /// Names of occupations or qualifications to ask about, besides those of the profile.
    #[serde(default)]
    pub target: Vec<String>,
    /// Names of qualifications that the plans to targets reach besides.
    #[serde(default)]
    pub with: Vec<String>,
    /// Whether it expects something of what opens most, which takes long to find out.
    #[serde(skip)]
    pub looks_ahead: bool,
}

/// What plans are best at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Optimize {
    /// The shortest time.
    Soonest,
    /// The least money.
    Cheapest,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    #[serde(default, rename = "$schema")]
    _schema: Option<String>,
    name: String,
    as_of: String,
    profile: Value,
    #[serde(default)]
    options: CaseOptions,
    expect: Value,
}

/// Returns the cases of one file, as far as they could be read; errors go to `found`.
///
/// # Errors
/// `case-value`, `case-unknown-key`, and those of reading a profile.
pub fn read(
    document: &json::Document,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Vec<Case> {
    let list = match &document.value {
        Value::Array(cases) => (cases.iter().enumerate())
            .map(|(place, case)| (format!("/{place}"), case))
            .collect(),
        case => vec![(String::new(), case)],
    };
    (list.into_iter())
        .filter_map(|(pointer, case)| read_one(document, &pointer, case, vocabulary, found))
        .collect()
}

fn read_one(
    document: &json::Document,
    pointer: &str,
    case: &Value,
    vocabulary: &Vocabulary,
    found: &mut Vec<Diagnostic>,
) -> Option<Case> {
    let fields: Fields = json::decode(document, pointer, case, CODES, found)?;
    let before = found.len();
    let as_of = fields.as_of.parse();
    if as_of.is_err() {
        let at = document.place(&format!("{pointer}/as_of"));
        let message = format!("{} is not a day", quote(&fields.as_of));
        let help = "write a day, as 2026-11-22";
        found.push(Diagnostic::error(Code::CaseValue, at, message).with_help(help));
    }
    let profile = profile_of(
        document,
        &format!("{pointer}/profile"),
        fields.profile,
        found,
    );
    let expect = format!("{pointer}/expect");
    vocabulary.check(document, &expect, &fields.expect, found);
    let options = CaseOptions {
        looks_ahead: names_key(&fields.expect, "opens"),
        ..fields.options
    };
    if found.len() > before {
        return None;
    }
    let mut profile = profile?;
    if !options.target.is_empty() {
        let names = options.target.iter().cloned();
        let asked = profile.target.get_or_insert_with(Vec::new);
        asked.extend(names.enumerate().map(|(place, said)| Stated {
            said,
            at: Place {
                file: document.file.clone(),
                pointer: format!("{pointer}/options/target/{place}"),
                ..Place::default()
            },
        }));
    }
    Some(Case {
        name: fields.name,
        at: document.place(pointer),
        as_of: as_of.ok()?,
        profile,
        options,
        expect: fields.expect,
    })
}

/// Returns whether a key stands anywhere in the value.
fn names_key(value: &Value, key: &str) -> bool {
    match value {
        Value::Object(members) => {
            members.contains_key(key) || members.values().any(|member| names_key(member, key))
        }
        Value::Array(entries) => entries.iter().any(|entry| names_key(entry, key)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Returns the profile of a case, its places those of the case file.
fn profile_of(
    document: &json::Document,
    pointer: &str,
    mut value: Value,
    found: &mut Vec<Diagnostic>,
) -> Option<Profile> {
    if let Value::Object(sections) = &mut value {
        let format = sections.entry("format");
        format.or_insert_with(|| Value::from(raw::FORMAT));
    }
    let inner = match json::Document::parse(&document.file, value.to_string().as_bytes()) {
        Ok(inner) => inner,
        Err(problem) => {
            found.push(problem);
            return None;
        }
    };
    let mut problems = Vec::new();
    let profile = Profile::read(&inner, &mut problems);
    let is_whole = problems.is_empty();
    found.extend(problems.into_iter().map(|problem| {
        let pointer = format!("{pointer}{}", problem.at.pointer);
        let at = match problem.code {
            Code::ProfileUnknownKey => document.key_place(&pointer),
            _ => document.place(&pointer),
        };
        Diagnostic { at, ..problem }
    }));
    is_whole.then_some(profile)
}

/// What became of one case.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The name of the case.
    pub name: String,
    /// Where it stands.
    pub at: Place,
    /// What differs from what it expects; empty: it holds.
    pub mismatches: Vec<Mismatch>,
}

/// Returns what became of each case, in their order.
///
/// `advise` gives the answer to a profile on a day as `careerpath/advice/1`, or, where the profile
/// does not suit the pack, as `careerpath/error/1`; [`answer`] is one.
pub fn run(cases: &[Case], advise: &dyn Fn(&Profile, Date, &CaseOptions) -> Value) -> Vec<Outcome> {
    let outcomes = cases.iter().map(|case| {
        let answer = advise(&case.profile, case.as_of, &case.options);
        Outcome {
            name: case.name.clone(),
            at: case.at.clone(),
            mismatches: mismatches(&case.expect, &answer),
        }
    });
    outcomes.collect()
}

/// Writes advice, or what is wrong with a profile, as JSON.
pub type Renderer<'r> = dyn Fn(Result<&Advice<'_>, &[Diagnostic]>) -> String + 'r;

/// Returns the answer to a case by a pack; `render` writes the advice, or what is wrong, as JSON.
pub fn answer(
    profile: &Profile,
    as_of: Date,
    options: &CaseOptions,
    pack: &Pack,
    names: &Names,
    render: &Renderer<'_>,
) -> Value {
    let mut found = Vec::new();
    let checked = profile::check::check(profile, pack, names, AsOf(as_of), &Clone::clone);
    let checked = checked.map_err(|problems| found.extend(problems)).ok();
    let mut with = Vec::new();
    for name in &options.with {
        match names.credential(name).or_else(|_| names.degree(name)) {
            Ok(index) => with.push(index),
            Err(_) => {
                let message = format!("{} of `with` is no qualification", quote(name));
                found.push(Diagnostic::error(
                    Code::CaseValue,
                    Place::default(),
                    message,
                ));
            }
        }
    }
    let text = match checked {
        Some(profile) if found.is_empty() => {
            let asked = Options {
                objective: match options.optimize {
                    None | Some(Optimize::Soonest) => Objective::Soonest,
                    Some(Optimize::Cheapest) => Objective::Cheapest,
                },
                with,
                workers: NonZeroUsize::MIN,
            };
            let advise = if options.looks_ahead {
                advise
            } else {
                advise_meanwhile
            };
            render(Ok(&advise(&profile, pack, AsOf(as_of), &asked)))
        }
        Some(_) | None => render(Err(&found)),
    };
    serde_json::from_str(&text).unwrap_or_default()
}

/// Returns the outcomes as lines of text: what failed and how, then the count.
pub fn text(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    let failed = outcomes
        .iter()
        .filter(|outcome| !outcome.mismatches.is_empty());
    let failures = failed.clone().count();
    // Writing to a string does not fail.
    for outcome in failed {
        let at = &outcome.at;
        let line = at.line.map_or(String::new(), |line| format!(":{line}"));
        let _ = writeln!(text, "failed: {} ({}{line})", outcome.name, at.file);
        for mismatch in &outcome.mismatches {
            let _ = writeln!(text, "  {mismatch}");
        }
    }
    let held = outcomes.len() - failures;
    let _ = writeln!(text, "{held} of {} cases hold", outcomes.len());
    text
}

/// Returns the outcomes as a JSON list.
pub fn json(outcomes: &[Outcome]) -> Value {
    let entries = outcomes.iter().map(|outcome| {
        let mismatches = outcome.mismatches.iter().map(|mismatch| {
            json!({
                "pointer": mismatch.pointer,
                "say": mismatch.say,
                "expected": mismatch.expected,
                "got": mismatch.got,
            })
        });
        json!({
            "name": outcome.name,
            "file": outcome.at.file,
            "line": outcome.at.line,
            "holds": outcome.mismatches.is_empty(),
            "mismatches": mismatches.collect::<Vec<_>>(),
        })
    });
    Value::Array(entries.collect())
}

#[cfg(test)]
mod tests;
