//! What the rules know, one line each.

use crate::pack::requirement::Level;
use crate::pack::{Pack, Part, Qualification, QualificationKind};

use super::Options;
use super::layout::{Item, Page, Sign};
use super::words::{capital, count};

/// A section of the rules that can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Jobs one can hold.
    Occupations,
    /// Certifications, licences, certificates and courses.
    Credentials,
    /// Degrees.
    Degrees,
    /// Fields of study.
    Fields,
    /// Kinds of experience.
    Experience,
    /// Where people come from.
    Backgrounds,
}

impl Section {
    /// Returns the section as it is typed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Experience => "experience",
            Self::Fields => "fields",
            Self::Occupations | Self::Credentials | Self::Degrees | Self::Backgrounds => {
                self.of_one().1
            }
        }
    }

    fn of_one(self) -> (&'static str, &'static str) {
        match self {
            Self::Occupations => ("occupation", "occupations"),
            Self::Credentials => ("credential", "credentials"),
            Self::Degrees => ("degree", "degrees"),
            Self::Fields => ("field of study", "fields of study"),
            Self::Experience => ("kind of experience", "kinds of experience"),
            Self::Backgrounds => ("background", "backgrounds"),
        }
    }
}

/// One record of a list.
pub(crate) struct Entry<'p> {
    /// Orders the groups.
    rank: usize,
    /// The group it stands in.
    pub(crate) group: String,
    /// Its name for readers.
    pub(crate) name: String,
    /// Its id.
    pub(crate) id: &'p str,
    /// Other names people type.
    pub(crate) others: Vec<&'p str>,
}

/// Returns the records of a section whose id, name or other names have the words of `search`.
///
/// Case does not count, nor whether words are joined by a hyphen or a space.
pub fn text(pack: &Pack, section: Section, search: Option<&str>, options: &Options) -> String {
    let mut page = Page::new(options);
    let lines = entries(pack, section, search);
    let (one, many) = section.of_one();
    if lines.is_empty() {
        page.put(&Item::new(0, Sign::None).say(match search {
            Some(search) => format!("No {one} has `{search}` in its id or names."),
            None => format!("The rules know no {one}."),
        }));
        return page.finish();
    }
    let mut group = "";
    for line in &lines {
        if line.group != group {
            page.section(&line.group);
            group = &line.group;
        }
        let mut item = Item::new(1, Sign::Bullet)
            .lead(line.name.as_str())
            .say(format!("({})", line.id));
        if options.verbose && !line.others.is_empty() {
            item = item.say(format!("Also: {}.", line.others.join(", ")));
        }
        page.put(&item);
    }
    page.blank();
    let of_use = match section {
        Section::Fields => {
            "A degree in one is said by its level and the id in brackets, as in `--degree bachelor/ID`."
        }
        Section::Occupations
        | Section::Credentials
        | Section::Degrees
        | Section::Experience
        | Section::Backgrounds => "`careerpath show ID` shows one; the id stands in brackets.",
    };
    page.put(&Item::new(0, Sign::None).say(format!("{}. {of_use}", count(lines.len(), one, many))));
    page.finish()
}

/// Returns the records that [`text`] lists: by group, then id.
pub(crate) fn entries<'p>(
    pack: &'p Pack,
    section: Section,
    search: Option<&str>,
) -> Vec<Entry<'p>> {
    let wanted = search.map(folded).unwrap_or_default();
    let mut entries = all(pack, section);
    entries.retain(|entry| {
        wanted.is_empty()
            || std::iter::once(&entry.name.as_str())
                .chain(&entry.others)
                .any(|name| folded(name).contains(&wanted))
            || folded(entry.id).contains(&wanted)
    });
    entries.sort_by(|a, b| (a.rank, &a.group, a.id).cmp(&(b.rank, &b.group, b.id)));
    entries
}

fn all(pack: &Pack, section: Section) -> Vec<Entry<'_>> {
    match section {
        Section::Occupations => pack
            .occupations
            .iter()
            .map(|occupation| Entry {
                rank: usize::from(occupation.background.is_some()),
                group: match occupation.background {
                    Some(index) => {
                        let from = pack.backgrounds.get(index.position());
                        let from = from.map_or("elsewhere", |from| from.name.as_str());
                        format!("Where people come from: {from}")
                    }
                    None => format!("Family: {}", occupation.family.replace('-', " ")),
                },
                name: format!("{}, {}", occupation.title, occupation.level.as_str()),
                id: &occupation.id,
                others: occupation.aliases.iter().map(String::as_str).collect(),
            })
            .collect(),
        Section::Credentials => qualifications(pack, |kind| !kind.is_degree()),
        Section::Degrees => qualifications(pack, |kind| kind.is_degree()),
        Section::Fields => parts(&pack.fields, "Fields of study"),
        Section::Experience => parts(&pack.kinds, "Kinds of experience"),
        Section::Backgrounds => pack
            .backgrounds
            .iter()
            .map(|background| Entry {
                rank: 0,
                group: "Backgrounds".to_owned(),
                name: background.name.clone(),
                id: &background.id,
                others: Vec::new(),
            })
            .collect(),
    }
}

fn parts<'p>(parts: &'p [Part], group: &str) -> Vec<Entry<'p>> {
    let entries = parts.iter().map(|part| Entry {
        rank: 0,
        group: group.to_owned(),
        name: capital(&part.name),
        id: &part.id,
        others: part.aliases.iter().map(String::as_str).collect(),
    });
    entries.collect()
}

fn qualifications(pack: &Pack, keep: impl Fn(&QualificationKind) -> bool) -> Vec<Entry<'_>> {
    pack.qualifications
        .iter()
        .filter(|qualification| keep(&qualification.kind))
        .map(|qualification| Entry {
            rank: rank_of(qualification),
            group: group_of(qualification),
            name: match &qualification.abbreviation {
                Some(short) => format!("{short}: {}", qualification.name),
                None => qualification.name.clone(),
            },
            id: &qualification.id,
            others: qualification.aliases.iter().map(String::as_str).collect(),
        })
        .collect()
}

fn group_of(qualification: &Qualification) -> String {
    match &qualification.kind {
        QualificationKind::Degree { level, .. } => format!("Degrees: {}", level.as_str()),
        kind => format!("{}s", capital(kind.as_str())),
    }
}

fn rank_of(qualification: &Qualification) -> usize {
    match &qualification.kind {
        QualificationKind::Degree { level, .. } => Level::ALL
            .iter()
            .position(|other| other == level)
            .unwrap_or(0),
        QualificationKind::Licence => 0,
        QualificationKind::Certification => 1,
        QualificationKind::Certificate => 2,
        QualificationKind::Course => 3,
    }
}

/// Returns the text in lower case, words joined by one space.
fn folded(text: &str) -> String {
    let words: Vec<String> = text
        .split(|character: char| character == '-' || character == '_' || character.is_whitespace())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}
