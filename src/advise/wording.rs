//! Requirements, evidence and records in words, and the names advice refers to them by.
//!
//! The only place where a judged profile meets strings; everything here is pure.

use std::borrow::Cow;

use super::evaluate::{Origin, Situation};
use crate::advice::{Evidence, Reason, Requirement};
pub(super) use crate::json::decapitalised;
use crate::pack::requirement::{Child, Held, Leaf, Level, Node, NodeIndex};
use crate::pack::{
    Confidence, FieldIndex, KindIndex, OccupationIndex, Pack, Qualification, QualificationIndex,
    QualificationKind, SourceIndex,
};
use crate::profile::{DegreeName, Subject, Time};
use crate::units::{Date, Months, PartialDate, grouped};

/// Returns the short name of a qualification.
pub(super) fn short_name(pack: &Pack, index: QualificationIndex) -> &str {
    pack.qualifications
        .get(index.position())
        .map_or("", Qualification::short_name)
}

/// Returns the id of a qualification.
pub(super) fn qualification_id(pack: &Pack, index: QualificationIndex) -> &str {
    pack.qualifications
        .get(index.position())
        .map_or("", |each| &each.id)
}

/// Returns the id of an occupation.
pub(super) fn occupation_id(pack: &Pack, index: OccupationIndex) -> &str {
    pack.occupations
        .get(index.position())
        .map_or("", |each| &each.id)
}

/// Returns the title of an occupation.
pub(super) fn occupation_title(pack: &Pack, index: OccupationIndex) -> &str {
    pack.occupations
        .get(index.position())
        .map_or("", |each| &each.title)
}

/// Returns the ids of sources, sorted as the sources are.
pub(super) fn source_ids<'p>(pack: &'p Pack, sources: &[SourceIndex]) -> Vec<&'p str> {
    let mut ids: Vec<&str> = (sources.iter())
        .filter_map(|index| pack.sources.get(index.position()))
        .map(|source| source.id.as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Returns the least confidence among the sources.
pub(super) fn confidence(pack: &Pack, sources: &[SourceIndex]) -> Confidence {
    let each = sources
        .iter()
        .filter_map(|index| pack.sources.get(index.position()));
    each.map(|source| source.confidence)
        .max()
        .unwrap_or(Confidence::Judgement)
}

/// Returns a reason of a rule with these sources.
pub(super) fn reason<'p>(
    pack: &'p Pack,
    rule: &'p str,
    say: impl Into<Cow<'p, str>>,
    evidence: Vec<Evidence<'p>>,
    sources: &[SourceIndex],
) -> Reason<'p> {
    Reason {
        rule,
        say: say.into(),
        evidence,
        sources: source_ids(pack, sources),
        confidence: confidence(pack, sources),
    }
}

/// Returns the requirement at a node in the forms of the pack.
pub(super) fn requirement(pack: &Pack, node: NodeIndex) -> Requirement<'_> {
    let branches = |of: &[Child]| {
        of.iter()
            .map(|child| requirement(pack, child.node))
            .collect()
    };
    match pack.requirements.node(node) {
        Node::Leaf(leaf) => leaf_requirement(pack, pack.requirements.leaf(*leaf)),
        Node::All(of) => Requirement::All(branches(of)),
        Node::Any(of) => Requirement::Any(branches(of)),
        Node::AtLeast { need, of } => Requirement::AtLeast {
            need: *need,
            of: of
                .iter()
                .map(|child| (child.worth, requirement(pack, child.node)))
                .collect(),
        },
    }
}

fn leaf_requirement<'p>(pack: &'p Pack, leaf: &Leaf) -> Requirement<'p> {
    match leaf {
        Leaf::Holds(Held::Qualification(index)) => {
            Requirement::Holds(qualification_id(pack, *index))
        }
        Leaf::Holds(Held::Class(class)) => Requirement::Holds(
            pack.classes
                .get(class.position())
                .map_or("", |class| &class.id),
        ),
        Leaf::Degree { level, fields } => Requirement::Degree {
            level: level.as_str(),
            fields: fields
                .iter()
                .filter_map(|index| pack.fields.get(index.position()))
                .map(|field| field.id.as_str())
                .collect(),
        },
        Leaf::Experience { kind, need, within } => Requirement::Experience {
            kind: pack.kinds.get(kind.position()).map_or("", |kind| &kind.id),
            need: *need,
            within_months: within.map(|months| months.0),
        },
        Leaf::Background(index) => Requirement::Background(
            pack.backgrounds
                .get(index.position())
                .map_or("", |each| &each.id),
        ),
        Leaf::Occupation(index) => Requirement::Occupation(occupation_id(pack, *index)),
        Leaf::Attests(index) => Requirement::Attests(
            pack.statements
                .get(index.position())
                .map_or("", |each| &each.id),
        ),
    }
}

/// Returns the requirement at a node in words: a phrase that follows "you need".
pub(super) fn say(pack: &Pack, node: NodeIndex) -> Cow<'_, str> {
    if let Some(say) = pack.requirements.say(node) {
        return Cow::Borrowed(say);
    }
    let phrases = |of: &[Child]| -> Vec<String> {
        of.iter()
            .map(|child| say(pack, child.node).into_owned())
            .collect()
    };
    match pack.requirements.node(node) {
        Node::Leaf(leaf) => leaf_words(pack, pack.requirements.leaf(*leaf)),
        Node::All(of) if of.is_empty() => Cow::Borrowed("nothing"),
        Node::All(of) => joined(&phrases(of), "and").into(),
        Node::Any(of) => joined(&phrases(of), "or").into(),
        Node::AtLeast { need, of } => {
            let is_count = of.iter().all(|child| child.worth == 1);
            if is_count {
                return format!("{need} of these: {}", phrases(of).join("; ")).into();
            }
            let worths = of
                .iter()
                .map(|child| format!("{} ({})", say(pack, child.node), child.worth));
            format!(
                "{need} points from these: {}",
                worths.collect::<Vec<_>>().join("; ")
            )
            .into()
        }
    }
}

/// How many members of a class are named.
const MOST_MEMBERS: usize = 3;

fn leaf_words<'p>(pack: &'p Pack, leaf: &Leaf) -> Cow<'p, str> {
    match leaf {
        Leaf::Holds(Held::Qualification(index)) => qualification_words(pack, *index),
        Leaf::Holds(Held::Class(class)) => {
            let class = pack.classes.get(class.position());
            let members = class.map_or(&[][..], |class| &class.members);
            let names = members.iter().map(|index| short_name(pack, *index));
            let mut names: Vec<String> = names.map(str::to_owned).collect();
            if names.len() > MOST_MEMBERS {
                names.truncate(MOST_MEMBERS - 1);
                names.push("another of the kind".to_owned());
            }
            joined(&names, "or").into()
        }
        Leaf::Degree { level, fields } => degree_words(pack, *level, fields).into(),
        Leaf::Experience { kind, need, within } => {
            let time = match need.as_months() {
                Some(months) => span(months),
                None => format!("{} hours", grouped(need.whole_hours())),
            };
            let within = within.map_or(String::new(), |within| {
                format!(" in the last {}", span(within))
            });
            format!("{time} of {}{within}", kind_name(pack, *kind)).into()
        }
        Leaf::Background(index) => {
            let name = pack
                .backgrounds
                .get(index.position())
                .map_or("", |each| each.name.as_str());
            format!("the background {}", decapitalised(name)).into()
        }
        Leaf::Occupation(index) => {
            format!("work as {}", decapitalised(occupation_title(pack, *index))).into()
        }
        Leaf::Attests(index) => {
            let question = pack
                .statements
                .get(index.position())
                .map_or("", |each| each.question.as_str());
            format!("a yes to “{question}”").into()
        }
    }
}

/// Returns a qualification as something one needs: `CHEF`, `an active DRIVER licence`.
pub(super) fn qualification_words(pack: &Pack, index: QualificationIndex) -> Cow<'_, str> {
    let Some(qualification) = pack.qualifications.get(index.position()) else {
        return Cow::Borrowed("");
    };
    let name = qualification.short_name();
    match &qualification.kind {
        QualificationKind::Licence => {
            let mut words = name.split_whitespace();
            let says_so = words.any(|word| word.eq_ignore_ascii_case("licence"));
            let licence = if says_so { "" } else { " licence" };
            format!("an active {name}{licence}").into()
        }
        QualificationKind::Certification
        | QualificationKind::Certificate
        | QualificationKind::Course
        | QualificationKind::Degree { .. } => Cow::Borrowed(name),
    }
}

fn degree_words(pack: &Pack, level: Level, fields: &[FieldIndex]) -> String {
    let level = match level {
        Level::Associate => "an associate degree or higher",
        Level::Bachelor => "a bachelor's degree or higher",
        Level::Master => "a master's degree or higher",
        Level::Doctorate => "a doctorate",
    };
    if fields.is_empty() {
        return format!("{level} in any field");
    }
    let names = fields
        .iter()
        .filter_map(|index| pack.fields.get(index.position()));
    let names: Vec<String> = names.map(|field| decapitalised(&field.name)).collect();
    format!("{level} in {}", joined(&names, "or"))
}

fn kind_name(pack: &Pack, kind: KindIndex) -> String {
    pack.kinds
        .get(kind.position())
        .map_or_else(String::new, |kind| decapitalised(&kind.name))
}

/// Returns months in words: `5 years`, `18 months`, `1 month`.
pub(super) fn span(months: Months) -> String {
    match months.0 {
        1 => "1 month".to_owned(),
        12 => "1 year".to_owned(),
        months if months >= 24 && months % 12 == 0 => format!("{} years", months / 12),
        months => format!("{months} months"),
    }
}

/// Joins phrases as a sentence does: `a, b or c`.
pub(super) fn joined(phrases: &[String], word: &str) -> String {
    // A phrase with a comma of its own would blur where the next one begins.
    let separator = if phrases.iter().any(|phrase| phrase.contains(',')) {
        "; "
    } else {
        ", "
    };
    match phrases {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => {
            let glue = if separator == "; " {
                format!("; {word} ")
            } else {
                format!(" {word} ")
            };
            format!("{}{glue}{last}", first.join(separator))
        }
    }
}

/// Says since when something is had, or when it is expected.
fn since_or_expected(name: &str, on: PartialDate, as_of: Date) -> String {
    let word = if on.last_day() <= as_of {
        "since"
    } else {
        "expected"
    };
    format!("{name}, {word} {on}")
}

/// Returns the profile facts at the places, with pointers into the normalised profile.
pub(super) fn evidence<'p>(situation: &Situation<'p>, origins: &[Origin]) -> Vec<Evidence<'p>> {
    origins
        .iter()
        .map(|origin| one_evidence(situation, *origin))
        .collect()
}

fn one_evidence<'p>(situation: &Situation<'p>, origin: Origin) -> Evidence<'p> {
    let (pack, profile) = (situation.pack, situation.profile);
    let (pointer, value): (String, Option<Cow<'p, str>>) = match origin {
        Origin::Background(place) => {
            let stated = profile.backgrounds.iter().flatten().nth(place);
            let name = stated.and_then(|index| pack.backgrounds.get(index.position()));
            (
                format!("/background/{place}"),
                name.map(|each| Cow::Borrowed(each.name.as_str())),
            )
        }
        Origin::Occupation => {
            let held = profile.occupation.flatten();
            let title = held.map(|index| Cow::Borrowed(occupation_title(pack, index)));
            ("/occupation".to_owned(), title)
        }
        Origin::Degree(place) => {
            let held = profile.degrees.iter().flatten().nth(place);
            let words = held.map(|held| {
                let name = degree_name(pack, &held.degree);
                match held.expected {
                    Some(expected) => since_or_expected(&name, expected, situation.as_of).into(),
                    None => name,
                }
            });
            (format!("/degrees/{place}"), words)
        }
        Origin::Credential(place) => {
            let held = profile.credentials.iter().flatten().nth(place);
            let words = held.map(|held| {
                let name = short_name(pack, held.credential);
                match (held.expected, held.expires) {
                    (Some(expected), _) => {
                        since_or_expected(name, expected, situation.as_of).into()
                    }
                    (None, Some(expires)) if expires.last_day() < situation.as_of => {
                        format!("{name}, lapsed {expires}").into()
                    }
                    (None, Some(expires)) => format!("{name}, valid to {expires}").into(),
                    (None, None) => Cow::Borrowed(name),
                }
            });
            (format!("/credentials/{place}"), words)
        }
        Origin::Experience(place) => {
            let entry = profile.experience.iter().flatten().nth(place);
            let words = entry.map(|entry| {
                let name = subject_name(pack, entry.subject);
                let time = match entry.time {
                    Time::Bare(months) => span(months),
                    Time::Dated {
                        from,
                        until: Some(until),
                    } => format!("{from} to {until}"),
                    Time::Dated { from, until: None } => format!("since {from}"),
                };
                let part = entry.hours_per_week;
                let part = part.map_or(String::new(), |hours| format!(", {hours} hours a week"));
                let of = match entry.subject {
                    Subject::Kind(_) => "of",
                    Subject::Occupation(_) => "as",
                };
                format!("{time} {of} {}{part}", decapitalised(name)).into()
            });
            (format!("/experience/{place}"), words)
        }
        Origin::Statement(place) => {
            let answer = profile.statements.get(place);
            let id = answer.and_then(|(index, _)| pack.statements.get(index.position()));
            let id = id.map_or("", |statement| statement.id.as_str());
            let yes = answer.is_some_and(|(_, yes)| *yes);
            (
                format!("/statements/{id}"),
                Some(Cow::Borrowed(if yes { "yes" } else { "no" })),
            )
        }
    };
    Evidence {
        pointer,
        value: value.unwrap_or_default(),
    }
}

/// Returns the name of what time was worked in.
pub(super) fn subject_name(pack: &Pack, subject: Subject) -> &str {
    match subject {
        Subject::Kind(kind) => pack
            .kinds
            .get(kind.position())
            .map_or("", |kind| &kind.name),
        Subject::Occupation(occupation) => occupation_title(pack, occupation),
    }
}

/// Returns the name of a degree as stated.
pub(super) fn degree_name<'p>(pack: &'p Pack, degree: &DegreeName) -> Cow<'p, str> {
    match degree {
        DegreeName::Known(index) => Cow::Borrowed(short_name(pack, *index)),
        DegreeName::Described { level, field } => {
            let level = match level {
                Level::Associate => "associate degree",
                Level::Bachelor => "bachelor's degree",
                Level::Master => "master's degree",
                Level::Doctorate => "doctorate",
            };
            let field = field.and_then(|field| pack.fields.get(field.position()));
            match field {
                Some(field) => format!("{level} in {}", decapitalised(&field.name)).into(),
                None => Cow::Borrowed(level),
            }
        }
    }
}
