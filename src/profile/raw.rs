//! A profile as it was said (`careerpath/profile/1`): names not resolved, dates not read.
//!
//! JSON, flags and the interview all make a [`Profile`] of this kind, so that the same facts give
//! the same checked profile. The `*Fields` types and [`Document`] describe the JSON.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::json::{self, DecodeCodes, quote};
use crate::profile::resolve::folded;
use crate::units::PartialDate;

/// The format this program reads and writes.
pub const FORMAT: &str = "careerpath/profile/1";

/// The word that says "none of these", which is not the same as saying nothing.
pub const NONE: &str = "none";

/// The longest time that can be worked in one entry: a hundred years.
pub const MOST_MONTHS: u32 = 1200;

/// The most entries one list may have: a profile is about one person.
const MOST_ENTRIES: usize = 1000;

/// How many keys that a profile does not have are reported one by one.
const REPORTED_KEYS: usize = 100;

const CODES: DecodeCodes = DecodeCodes {
    unknown_key: Code::ProfileUnknownKey,
    value: Code::ProfileValue,
};

/// Something said, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// What was said.
    pub said: T,
    /// Where: a file and a pointer, or a flag.
    pub at: Place,
}

/// A profile as it was said; `None` is a section that was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Names of backgrounds.
    pub background: Option<Vec<Stated<String>>>,
    /// The name of today's occupation, or [`NONE`].
    pub occupation: Option<Stated<String>>,
    /// Degrees.
    pub degrees: Option<Vec<Stated<DegreeFields>>>,
    /// Credentials.
    pub credentials: Option<Vec<Stated<CredentialFields>>>,
    /// Time worked.
    pub experience: Option<Vec<Stated<ExperienceFields>>>,
    /// Credentials or degrees under way, not yet told apart; each has an `expected`.
    pub in_progress: Vec<Stated<CredentialFields>>,
    /// Names of credentials and degrees to be taken away again.
    pub without: Vec<Stated<String>>,
    /// Answers to statements, by their id.
    pub statements: Vec<(Stated<String>, bool)>,
    /// Hours of study a week.
    pub hours_per_week: Option<Stated<u32>>,
    /// What a plan may cost, in USD.
    pub budget_usd: Option<Stated<u32>>,
    /// When the target must be reached.
    pub by: Option<Stated<String>>,
    /// Names of occupations or qualifications.
    pub target: Option<Vec<Stated<String>>>,
}

/// A profile: what a person brings. A section left out is unknown; an empty one means none.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Always `careerpath/profile/1`.
    pub format: String,
    /// Where an editor finds the schema; not read.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// One background or several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<OneOrMany>,
    /// Today's occupation, or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occupation: Option<String>,
    /// Degrees, finished or under way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub degrees: Option<Vec<NameOr<DegreeFields>>>,
    /// Credentials, active, lapsed or under way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Vec<NameOr<CredentialFields>>>,
    /// Time worked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub experience: Option<Vec<ExperienceFields>>,
    /// Statements answered yes or no, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statements: Option<BTreeMap<String, bool>>,
    /// Limits of a plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraints: Option<ConstraintFields>,
    /// One target or several: occupations or qualifications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<OneOrMany>,
}

/// One name or several.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

/// A name alone, or a record.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum NameOr<T> {
    /// A name: id, abbreviation or alias.
    Name(String),
    /// A record.
    Record(T),
}

/// A degree: a known one by `id`, or any other by `level` and `field`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DegreeFields {
    /// The id, abbreviation or alias of a degree in the pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Instead of `id`: associate, bachelor, master or doctorate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// With `level`: the field; left out: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// When it is expected (year, month or day); left out: it is finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = PartialDate::PATTERN))]
    pub expected: Option<String>,
}

/// A credential.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CredentialFields {
    /// The id, abbreviation or alias of a credential in the pack.
    pub id: String,
    /// When it was issued (year, month or day).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = PartialDate::PATTERN))]
    pub issued: Option<String>,
    /// When it expires; it lasts to the end of the stated year, month or day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = PartialDate::PATTERN))]
    pub expires: Option<String>,
    /// When it is expected; left out: it is held, or has lapsed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = PartialDate::PATTERN))]
    pub expected: Option<String>,
}

/// Time worked in one kind of experience or one occupation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExperienceFields {
    /// A kind of experience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Instead of `kind`: an occupation, which counts for every kind it gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<String>,
    /// Outside JSON: the name of a kind or an occupation, not yet told apart.
    #[serde(skip)]
    pub either: Option<String>,
    /// How many calendar months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = MOST_MONTHS))]
    pub months: Option<u32>,
    /// Instead of `months`: the year, month or day it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = PartialDate::PATTERN))]
    pub from: Option<String>,
    /// With `from`: when it ended; left out: it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = PartialDate::PATTERN))]
    pub until: Option<String>,
    /// Hours a week, where it was not full time (40).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 168))]
    pub hours_per_week: Option<u32>,
    /// With `months`: the kind of experience they ran alongside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub during: Option<String>,
}

/// Limits of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConstraintFields {
    /// Hours of study a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 168))]
    pub hours_per_week: Option<u32>,
    /// What a plan may cost, in USD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = u32::MAX))]
    pub budget_usd: Option<u32>,
    /// When the target must be reached (year, month or day).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = PartialDate::PATTERN))]
    pub by: Option<String>,
}

impl Profile {
    /// Returns the profile in a JSON document, as far as it could be read; errors go to `found`.
    pub fn read(document: &json::Document, found: &mut Vec<Diagnostic>) -> Self {
        let mut reader = Reader { document, found };
        let mut profile = Self::default();
        let Value::Object(sections) = &document.value else {
            reader.wrong("", "a profile is a JSON object", "begin with `{`");
            return profile;
        };
        match sections.get("format") {
            Some(Value::String(format)) if format == FORMAT => {}
            Some(other) => {
                let code = Code::ProfileFormat;
                found.push(json::foreign_format(document, code, other, FORMAT));
                return profile;
            }
            None => {
                let message = "the profile does not say its format".to_owned();
                reader.error(
                    Code::ProfileFormat,
                    "",
                    message,
                    format!("add \"format\": \"{FORMAT}\""),
                );
            }
        }
        let mut unknown_keys = 0;
        for (key, value) in sections {
            if value.is_null()
                && !matches!(key.as_str(), "format" | "$schema")
                && KEYS.contains(&key.as_str())
            {
                continue;
            }
            match key.as_str() {
                "format" | "$schema" => {}
                "background" => profile.background = reader.names("/background", value),
                "occupation" => profile.occupation = reader.text("/occupation", value),
                "degrees" => {
                    profile.degrees = reader.list("/degrees", value, |name| DegreeFields {
                        id: Some(name),
                        ..DegreeFields::default()
                    });
                }
                "credentials" => {
                    profile.credentials =
                        reader.list("/credentials", value, |name| CredentialFields {
                            id: name,
                            ..CredentialFields::default()
                        });
                }
                "experience" => profile.experience = reader.records("/experience", value),
                "statements" => profile.statements = reader.answers("/statements", value),
                "constraints" => reader.constraints(value, &mut profile),
                "target" => profile.target = reader.names("/target", value),
                unknown => {
                    unknown_keys += 1;
                    if unknown_keys <= REPORTED_KEYS {
                        reader.unknown_key(unknown);
                    }
                }
            }
        }
        if let Some(more @ 1..) = unknown_keys.checked_sub(REPORTED_KEYS) {
            let message = format!("and {more} more unknown keys");
            let problem = Diagnostic::error(Code::ProfileUnknownKey, document.place(""), message);
            found.push(problem.with_help("remove what is not part of a profile"));
        }
        profile
    }

    /// Returns this profile with these targets instead of its own, if there are any.
    #[must_use]
    pub fn aimed_at(mut self, targets: &[String]) -> Self {
        if !targets.is_empty() {
            let at = Place {
                file: "--target".to_owned(),
                ..Place::default()
            };
            let stated = targets.iter().map(|name| Stated {
                said: name.clone(),
                at: at.clone(),
            });
            self.target = Some(stated.collect());
        }
        self
    }

    /// Returns this profile with its targets stated by another flag.
    #[must_use]
    pub fn at_flag(mut self, flag: &str) -> Self {
        for target in self.target.iter_mut().flatten() {
            flag.clone_into(&mut target.at.file);
        }
        self
    }

    /// Returns this profile with what `over` says added; what `over` says again replaces.
    ///
    /// A credential, degree, statement or stretch of bare months that both name is taken from
    /// `over`, held or under way; everything else is kept side by side. An empty list in `over` says
    /// none and replaces the whole section.
    #[must_use]
    pub fn overridden_by(mut self, over: Self) -> Self {
        let under_way = over.in_progress.iter();
        let under_way: Vec<String> = under_way.map(|own| folded(&own.said.id)).collect();
        let credentials = over.credentials.iter().flatten();
        let degrees = over.degrees.iter().flatten();
        let had = credentials.map(|own| folded(&own.said.id));
        let had = had.chain(degrees.filter_map(|own| own.said.id.as_deref().map(folded)));
        let had: Vec<String> = had.collect();
        self.in_progress.retain(|own| {
            let name = folded(&own.said.id);
            !under_way.contains(&name) && !had.contains(&name)
        });
        let is_under_way = |name: &str| under_way.contains(&folded(name));
        if let Some(credentials) = &mut self.credentials {
            credentials.retain(|own| !is_under_way(&own.said.id));
        }
        if let Some(degrees) = &mut self.degrees {
            degrees.retain(|own| !own.said.id.as_deref().is_some_and(is_under_way));
        }
        Self {
            background: over.background.or(self.background),
            occupation: over.occupation.or(self.occupation),
            degrees: added(self.degrees, over.degrees, |a, b| {
                let name = |each: &DegreeFields| each.id.as_deref().map(folded);
                (name(a), &a.level, &a.field) == (name(b), &b.level, &b.field)
            }),
            credentials: added(self.credentials, over.credentials, |a, b| {
                folded(&a.id) == folded(&b.id)
            }),
            experience: added(self.experience, over.experience, |a, b| {
                let name = |each: &ExperienceFields| {
                    let named = [&each.kind, &each.occupation, &each.either];
                    named.into_iter().flatten().map(|name| folded(name)).next()
                };
                (name(a), &a.from) == (name(b), &b.from)
            }),
            in_progress: [self.in_progress, over.in_progress].concat(),
            without: [self.without, over.without].concat(),
            statements: {
                let mut statements = self.statements;
                statements.retain(|(earlier, _)| {
                    over.statements
                        .iter()
                        .all(|(later, _)| later.said != earlier.said)
                });
                statements.extend(over.statements);
                statements
            },
            hours_per_week: over.hours_per_week.or(self.hours_per_week),
            budget_usd: over.budget_usd.or(self.budget_usd),
            by: over.by.or(self.by),
            target: over.target.or(self.target),
        }
    }
}

const KEYS: [&str; 10] = [
    "format",
    "$schema",
    "background",
    "occupation",
    "degrees",
    "credentials",
    "experience",
    "statements",
    "constraints",
    "target",
];

fn added<T>(
    under: Option<Vec<Stated<T>>>,
    over: Option<Vec<Stated<T>>>,
    is_same: impl Fn(&T, &T) -> bool,
) -> Option<Vec<Stated<T>>> {
    match (under, over) {
        (under, None) => under,
        (None, over) => over,
        (Some(_), Some(over)) if over.is_empty() => Some(over),
        (Some(mut under), Some(over)) => {
            under.retain(|earlier| {
                over.iter()
                    .all(|later| !is_same(&later.said, &earlier.said))
            });
            under.extend(over);
            Some(under)
        }
    }
}

struct Reader<'d> {
    document: &'d json::Document,
    found: &'d mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn stated<T>(&self, pointer: String, said: T) -> Stated<T> {
        let at = Place {
            file: self.document.file.clone(),
            pointer,
            line: None,
            column: None,
        };
        Stated { said, at }
    }

    fn error(&mut self, code: Code, pointer: &str, message: String, help: String) {
        let at = self.document.place(pointer);
        self.found
            .push(Diagnostic::error(code, at, message).with_help(help));
    }

    fn wrong(&mut self, pointer: &str, message: &str, help: &str) {
        self.error(
            Code::ProfileValue,
            pointer,
            message.to_owned(),
            help.to_owned(),
        );
    }

    fn unknown_key(&mut self, key: &str) {
        let near = json::nearest(key, KEYS.into_iter());
        let help = near.map_or_else(
            || format!("the keys are `{}`", KEYS.join("`, `")),
            |near| format!("did you mean `{near}`?"),
        );
        let pointer = format!("/{}", key.replace('~', "~0").replace('/', "~1"));
        let at = self.document.key_place(&pointer);
        let message = format!("a profile has no key {}", quote(key));
        let problem = Diagnostic::error(Code::ProfileUnknownKey, at, message);
        self.found.push(problem.with_help(help));
    }

    /// Returns whether a list has no more entries than one person's can have; says so if not.
    fn fits(&mut self, pointer: &str, count: usize) -> bool {
        if count > MOST_ENTRIES {
            let message = format!("{count} entries, and a list of a profile has at most 1,000");
            self.wrong(pointer, &message, "a profile is about one person");
        }
        count <= MOST_ENTRIES
    }

    fn text(&mut self, pointer: &str, value: &Value) -> Option<Stated<String>> {
        let said = json::decode(self.document, pointer, value, CODES, self.found)?;
        Some(self.stated(pointer.to_owned(), said))
    }

    fn names(&mut self, pointer: &str, value: &Value) -> Option<Vec<Stated<String>>> {
        match value {
            Value::Array(values) if !self.fits(pointer, values.len()) => None,
            Value::Array(values) => {
                let texts = values.iter().enumerate();
                Some(
                    texts
                        .filter_map(|(place, value)| {
                            self.text(&format!("{pointer}/{place}"), value)
                        })
                        .collect(),
                )
            }
            value => Some(self.text(pointer, value).into_iter().collect()),
        }
    }

    fn list<T: serde::de::DeserializeOwned>(
        &mut self,
        pointer: &str,
        value: &Value,
        of_name: impl Fn(String) -> T,
    ) -> Option<Vec<Stated<T>>> {
        let Value::Array(values) = value else {
            self.wrong(
                pointer,
                "expected a list",
                "write it in brackets, even if it is only one: [ … ]; an empty list means none",
            );
            return None;
        };
        if !self.fits(pointer, values.len()) {
            return None;
        }
        let mut list = Vec::new();
        for (place, value) in values.iter().enumerate() {
            let pointer = format!("{pointer}/{place}");
            let said = match value {
                Value::String(name) => Some(of_name(name.clone())),
                value => json::decode(self.document, &pointer, value, CODES, self.found),
            };
            list.extend(said.map(|said| self.stated(pointer, said)));
        }
        Some(list)
    }

    fn records(&mut self, pointer: &str, value: &Value) -> Option<Vec<Stated<ExperienceFields>>> {
        let Value::Array(values) = value else {
            self.wrong(
                pointer,
                "expected a list",
                "write it in brackets: [ … ]; an empty list means none",
            );
            return None;
        };
        if !self.fits(pointer, values.len()) {
            return None;
        }
        let mut list = Vec::new();
        for (place, value) in values.iter().enumerate() {
            let pointer = format!("{pointer}/{place}");
            let said = json::decode(self.document, &pointer, value, CODES, self.found);
            list.extend(said.map(|said| self.stated(pointer, said)));
        }
        Some(list)
    }

    fn answers(&mut self, pointer: &str, value: &Value) -> Vec<(Stated<String>, bool)> {
        let Value::Object(answers) = value else {
            self.wrong(
                pointer,
                "expected an object",
                "write { \"statement-id\": true }",
            );
            return Vec::new();
        };
        if !self.fits(pointer, answers.len()) {
            return Vec::new();
        }
        let mut list = Vec::new();
        for (id, value) in answers {
            let pointer = format!("{pointer}/{}", id.replace('~', "~0").replace('/', "~1"));
            let answer: Option<Option<bool>> =
                json::decode(self.document, &pointer, value, CODES, self.found);
            if let Some(Some(answer)) = answer {
                list.push((self.stated(pointer, id.clone()), answer));
            }
        }
        list
    }

    fn constraints(&mut self, value: &Value, profile: &mut Profile) {
        let fields: Option<ConstraintFields> =
            json::decode(self.document, "/constraints", value, CODES, self.found);
        let Some(fields) = fields else {
            return;
        };
        let at = |key: &str| format!("/constraints/{key}");
        profile.hours_per_week = fields
            .hours_per_week
            .map(|hours| self.stated(at("hours_per_week"), hours));
        profile.budget_usd = fields
            .budget_usd
            .map(|budget| self.stated(at("budget_usd"), budget));
        profile.by = fields.by.map(|by| self.stated(at("by"), by));
    }
}
