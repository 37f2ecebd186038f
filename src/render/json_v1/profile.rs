//! The profile as it was understood: inside an answer with every key, and as a file to save.
//!
//! Both are `careerpath/profile/1` documents that the program reads.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::scalar::StatedDate;
use crate::advice;
use crate::json::child;
use crate::pack::raw::Level;
use crate::profile::raw;

/// Answers to statements, by id.
#[derive(schemars::JsonSchema)]
#[schemars(inline, with = "BTreeMap<String, bool>")]
pub(super) struct Answers<'a>(&'a [(&'a str, bool)]);

impl Serialize for Answers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// The name of something in the profile, for readers.
#[derive(Serialize, schemars::JsonSchema)]
pub(super) struct Named<'a> {
    /// The JSON Pointer into `profile`, such as `/credentials/0`.
    pointer: String,
    /// Its name.
    name: &'a str,
}

wire! {
    /// The profile as it was understood, readable as a profile: null is unknown, an empty list none.
    Profile<'a> of advice::StatedProfile<'a> as profile {
        /// Always `careerpath/profile/1`.
        format: &'static str = raw::FORMAT,
        /// Ids of backgrounds, sorted.
        background: Option<&'a [&'a str]> = profile.background.as_deref(),
        /// The id of today's occupation, or `none`.
        occupation: Option<&'a str> = profile.occupation.map(occupation),
        /// Degrees, sorted.
        degrees: Option<Vec<Degree<'a>>> = profile.degrees.as_deref().map(super::list),
        /// Credentials, sorted.
        credentials: Option<Vec<Credential<'a>>> = profile.credentials.as_deref().map(super::list),
        /// Time worked, sorted.
        experience: Option<Vec<Experience<'a>>> = profile.experience.as_deref().map(super::list),
        /// Answers to statements, by id; what is not here is unknown.
        statements: Answers<'a> = Answers(&profile.statements),
        /// Limits of a plan.
        constraints: Constraints = Constraints::from(profile),
        /// Ids of targets, in the order asked.
        target: &'a [&'a str] = &profile.target,
    }

    /// A degree: a known one by `id`, or any other by `level` and `field`.
    Degree<'a> of advice::StatedDegree<'a> as degree {
        /// The id of a known degree.
        id: Option<&'a str> = degree.id,
        /// The level, where no id is given.
        #[schemars(with = "Option<Level>")]
        level: Option<&'static str> = degree.level,
        /// The id of the field, where no id is given and it was stated.
        field: Option<&'a str> = degree.field,
        /// When it is expected; null: it is finished.
        expected: Option<StatedDate> = degree.expected.map(StatedDate::from),
    }

    /// A credential.
    Credential<'a> of advice::StatedCredential<'a> as credential {
        /// Its id.
        id: &'a str = credential.id,
        /// When it was issued.
        issued: Option<StatedDate> = credential.issued.map(StatedDate::from),
        /// When it expires.
        expires: Option<StatedDate> = credential.expires.map(StatedDate::from),
        /// When it is expected; null: it is held, or has lapsed.
        expected: Option<StatedDate> = credential.expected.map(StatedDate::from),
    }

    /// Time worked in one kind of experience or one occupation.
    Experience<'a> of advice::StatedExperience<'a> as experience {
        /// The id of a kind.
        kind: Option<&'a str> = experience.kind,
        /// The id of an occupation, where no kind is given.
        occupation: Option<&'a str> = experience.occupation,
        /// Calendar months.
        months: Option<u32> = experience.months,
        /// When it began, where no months are given.
        from: Option<StatedDate> = experience.from.map(StatedDate::from),
        /// When it ended; null: it goes on, or months are given.
        until: Option<StatedDate> = experience.until.map(StatedDate::from),
        /// Hours a week, where it was not full time.
        hours_per_week: Option<u32> = experience.hours_per_week,
        /// The id of the kind it ran alongside.
        during: Option<&'a str> = experience.during,
    }

    /// Limits of a plan; null: none was stated.
    Constraints of advice::StatedProfile<'a> as profile {
        /// Hours of study a week.
        hours_per_week: Option<u32> = profile.hours_per_week,
        /// What a plan may cost.
        budget_usd: Option<u32> = profile.budget_usd,
        /// When the target must be reached.
        by: Option<StatedDate> = profile.by.map(StatedDate::from),
    }
}

fn occupation(occupation: advice::StatedOccupation<'_>) -> &str {
    match occupation {
        advice::StatedOccupation::None => raw::NONE,
        advice::StatedOccupation::Held { id, .. } => id,
    }
}

/// Returns the names of what stands in the profile, in its order.
pub(super) fn names<'a>(profile: &'a advice::StatedProfile<'a>) -> Vec<Named<'a>> {
    let mut names = Vec::new();
    if let Some(advice::StatedOccupation::Held { title, .. }) = profile.occupation {
        let pointer = "/occupation".to_owned();
        names.push(Named {
            pointer,
            name: title,
        });
    }
    let mut section = |pointer: &str, of: &mut dyn Iterator<Item = &'a str>| {
        for (position, name) in of.enumerate() {
            let pointer = child(pointer, position);
            names.push(Named { pointer, name });
        }
    };
    let degrees = profile.degrees.iter().flatten();
    section("/degrees", &mut degrees.map(|degree| &*degree.name));
    let credentials = profile.credentials.iter().flatten();
    section(
        "/credentials",
        &mut credentials.map(|credential| credential.name),
    );
    let experience = profile.experience.iter().flatten();
    section("/experience", &mut experience.map(|worked| worked.name));
    names
}

/// Returns the profile as its author would write it.
pub(super) fn saved(profile: &advice::StatedProfile<'_>) -> raw::Document {
    let constraints = raw::ConstraintFields {
        hours_per_week: profile.hours_per_week,
        budget_usd: profile.budget_usd,
        by: text(profile.by),
    };
    let answers = profile.statements.iter();
    let answers: BTreeMap<String, bool> = answers
        .map(|(id, answer)| ((*id).to_owned(), *answer))
        .collect();
    raw::Document {
        format: raw::FORMAT.to_owned(),
        schema: None,
        background: profile.background.as_deref().map(one_or_many),
        occupation: profile.occupation.map(|held| occupation(held).to_owned()),
        degrees: written(profile.degrees.as_deref(), saved_degree),
        credentials: written(profile.credentials.as_deref(), saved_credential),
        experience: written(profile.experience.as_deref(), saved_experience),
        statements: Some(answers).filter(|answers| !answers.is_empty()),
        constraints: Some(constraints).filter(|stated| stated != &raw::ConstraintFields::default()),
        target: Some(one_or_many(&profile.target)).filter(|_| !profile.target.is_empty()),
    }
}

fn saved_degree(degree: &advice::StatedDegree<'_>) -> raw::NameOr<raw::DegreeFields> {
    let record = raw::DegreeFields {
        id: degree.id.map(str::to_owned),
        level: degree.level.map(str::to_owned),
        field: degree.field.map(str::to_owned),
        expected: text(degree.expected),
    };
    match degree.id {
        Some(id) if degree.expected.is_none() => raw::NameOr::Name(id.to_owned()),
        Some(_) | None => raw::NameOr::Record(record),
    }
}

fn saved_credential(
    credential: &advice::StatedCredential<'_>,
) -> raw::NameOr<raw::CredentialFields> {
    let record = raw::CredentialFields {
        id: credential.id.to_owned(),
        issued: text(credential.issued),
        expires: text(credential.expires),
        expected: text(credential.expected),
    };
    match (credential.issued, credential.expires, credential.expected) {
        (None, None, None) => raw::NameOr::Name(record.id),
        _ => raw::NameOr::Record(record),
    }
}

fn saved_experience(experience: &advice::StatedExperience<'_>) -> raw::ExperienceFields {
    raw::ExperienceFields {
        kind: experience.kind.map(str::to_owned),
        occupation: experience.occupation.map(str::to_owned),
        either: None,
        months: experience.months,
        from: text(experience.from),
        until: text(experience.until),
        hours_per_week: experience.hours_per_week,
        during: experience.during.map(str::to_owned),
    }
}

fn one_or_many(ids: &[&str]) -> raw::OneOrMany {
    match ids {
        [id] => raw::OneOrMany::One((*id).to_owned()),
        ids => raw::OneOrMany::Many(ids.iter().map(|id| (*id).to_owned()).collect()),
    }
}

fn written<T, W>(list: Option<&[T]>, write: impl Fn(&T) -> W) -> Option<Vec<W>> {
    list.map(|list| list.iter().map(write).collect())
}

fn text(date: Option<crate::units::PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}
