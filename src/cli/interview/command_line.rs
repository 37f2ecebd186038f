//! The command line that says the same as a profile, for a POSIX shell.

use crate::cli::args::profile::Fact;
use crate::cli::args::value::{Experience, Named, NamedBy, OrNone, Time};
use crate::cli::load;
use careerpath::pack::{Pack, QualificationIndex};
use careerpath::profile::check::check;
use careerpath::profile::resolve::Names;
use careerpath::profile::{self, Profile, Subject, Target};
use careerpath::units::AsOf;

/// Returns the options that say the same as the profile.
///
/// # Limits
/// `None` where options cannot say it: they know no date of issue.
pub(super) fn options(
    profile: &Profile,
    pack: &Pack,
    names: &Names,
    as_of: AsOf,
) -> Option<Vec<String>> {
    let facts = facts(profile, pack)?;
    let targets: Option<Vec<String>> = profile
        .targets
        .iter()
        .map(|target| match target {
            Target::Occupation(index) => {
                let occupation = pack.occupations.get(index.position())?;
                Some(occupation.id.clone())
            }
            Target::Qualification(index) => qualification(pack, *index),
        })
        .collect();
    let targets = targets?;
    let said = load::said(&facts).aimed_at(&targets);
    let same = check(&said, pack, names, as_of, &Clone::clone);
    if same.as_ref() != Ok(profile) {
        return None;
    }
    let mut words = Vec::new();
    for fact in &facts {
        words.push(format!("--{}", fact.form()));
        words.push(value(fact));
    }
    for target in targets {
        words.push("--target".to_owned());
        words.push(target);
    }
    Some(words)
}

fn qualification(pack: &Pack, index: QualificationIndex) -> Option<String> {
    let qualification = pack.qualifications.get(index.position())?;
    Some(qualification.id.clone())
}

/// Returns what the profile says, as options would.
fn facts(profile: &Profile, pack: &Pack) -> Option<Vec<Fact>> {
    let mut facts = Vec::new();
    if let Some(backgrounds) = &profile.backgrounds {
        for index in backgrounds {
            let background = pack.backgrounds.get(index.position())?;
            facts.push(Fact::Background(OrNone::One(background.id.clone())));
        }
        if backgrounds.is_empty() {
            facts.push(Fact::Background(OrNone::None));
        }
    }
    match profile.occupation {
        None => {}
        Some(None) => facts.push(Fact::Occupation(OrNone::None)),
        Some(Some(index)) => {
            let occupation = pack.occupations.get(index.position())?;
            facts.push(Fact::Occupation(OrNone::One(occupation.id.clone())));
        }
    }
    if let Some(degrees) = &profile.degrees {
        for held in degrees {
            facts.push(Fact::Degree(OrNone::One(degree(held, pack))));
        }
        if degrees.is_empty() {
            facts.push(Fact::Degree(OrNone::None));
        }
    }
    if let Some(credentials) = &profile.credentials {
        for held in credentials {
            let name = qualification(pack, held.credential)?;
            facts.push(match held.expected {
                Some(expected) => Fact::InProgress(NamedBy { name, expected }),
                None => Fact::Holds(OrNone::One(Named {
                    name,
                    date: held.expires,
                })),
            });
        }
        if credentials.is_empty() {
            facts.push(Fact::Holds(OrNone::None));
        }
    }
    if let Some(experience) = &profile.experience {
        for worked in experience {
            facts.push(Fact::Experience(OrNone::One(work(worked, pack)?)));
        }
        if experience.is_empty() {
            facts.push(Fact::Experience(OrNone::None));
        }
    }
    for (index, answer) in &profile.statements {
        let statement = pack.statements.get(index.position())?;
        facts.push(Fact::Attest(statement.id.clone(), *answer));
    }
    let limits = &profile.constraints;
    facts.extend(limits.hours_per_week.map(Fact::HoursPerWeek));
    facts.extend(limits.budget.map(|budget| Fact::Budget(budget.0)));
    facts.extend(limits.by.map(Fact::By));
    Some(facts)
}

fn degree(held: &profile::HeldDegree, pack: &Pack) -> Named {
    Named {
        name: held.degree.said(pack).into_owned(),
        date: held.expected,
    }
}

fn work(worked: &profile::Experience, pack: &Pack) -> Option<Experience> {
    let kind_id = |index: careerpath::pack::KindIndex| {
        let kind = pack.kinds.get(index.position())?;
        Some(kind.id.clone())
    };
    let during = match worked.during {
        Some(index) => Some(kind_id(index)?),
        None => None,
    };
    Some(Experience {
        kind: match worked.subject {
            Subject::Kind(index) => kind_id(index)?,
            Subject::Occupation(index) => pack.occupations.get(index.position())?.id.clone(),
        },
        time: match worked.time {
            profile::Time::Bare(months) => Time::Months(months.0),
            profile::Time::Dated { from, until } => Time::Dated { from, until },
        },
        hours_per_week: worked.hours_per_week,
        during,
    })
}

/// Returns the value of the option that says the fact.
fn value(fact: &Fact) -> String {
    let dated = |named: &Named| match named.date {
        Some(date) => format!("{}:{date}", named.name),
        None => named.name.clone(),
    };
    match fact {
        Fact::Background(OrNone::None)
        | Fact::Occupation(OrNone::None)
        | Fact::Degree(OrNone::None)
        | Fact::Holds(OrNone::None)
        | Fact::Experience(OrNone::None) => "none".to_owned(),
        Fact::Background(OrNone::One(name))
        | Fact::Occupation(OrNone::One(name))
        | Fact::Without(name) => name.clone(),
        Fact::Degree(OrNone::One(named)) | Fact::Holds(OrNone::One(named)) => dated(named),
        Fact::InProgress(named) => format!("{}:{}", named.name, named.expected),
        Fact::Experience(OrNone::One(experience)) => worked(experience),
        Fact::Attest(id, true) => format!("{id}=yes"),
        Fact::Attest(id, false) => format!("{id}=no"),
        Fact::HoursPerWeek(hours) => hours.to_string(),
        Fact::Budget(usd) => usd.to_string(),
        Fact::By(date) => date.to_string(),
    }
}

fn worked(experience: &Experience) -> String {
    let time = match experience.time {
        Time::Months(months) => match (months / 12, months % 12) {
            (0, months) => format!("{months}m"),
            (years, 0) => format!("{years}y"),
            (years, months) => format!("{years}y{months}m"),
        },
        Time::Dated { from, until } => {
            let until = until.map(|until| until.to_string()).unwrap_or_default();
            format!("{from}..{until}")
        }
    };
    let mut value = format!("{}={time}", experience.kind);
    if let Some(hours) = experience.hours_per_week {
        value.push_str(&format!(",hours={hours}"));
    }
    if let Some(during) = &experience.during {
        value.push_str(&format!(",during={during}"));
    }
    value
}

/// Returns the words as one command for a POSIX shell, an option a row where one row is too long.
///
/// # Limits
/// `None` where a word has control characters: on a terminal they would do something else.
pub(super) fn command(words: &[String]) -> Option<String> {
    if words.iter().any(|word| word.chars().any(char::is_control)) {
        return None;
    }
    let quoted: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    let row = quoted.join(" ");
    if row.len() <= 79 {
        return Some(row);
    }
    let mut rows = String::new();
    for (place, word) in quoted.iter().enumerate() {
        if place > 0 {
            rows.push_str(if word.starts_with("--") {
                " \\\n  "
            } else {
                " "
            });
        }
        rows.push_str(word);
    }
    Some(rows)
}

/// Returns the word as a POSIX shell reads it back.
pub(super) fn quoted(word: &str) -> String {
    let is_plain =
        |character: char| character.is_ascii_alphanumeric() || "_@%+=:,./-".contains(character);
    // A shell may take a word that begins with `=` or `%` for something else.
    if !word.is_empty() && word.chars().all(is_plain) && !word.starts_with(['=', '%']) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
