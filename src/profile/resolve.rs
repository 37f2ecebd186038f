//! Names people type to records of the pack: by id, then by abbreviation, alias or name.
//!
//! Case, spaces and punctuation do not count; `+` and `#` do (`A+` is not `a`). One hit is taken,
//! several are refused with the candidates, none is refused with the nearest. Never a guess.

use super::{Subject, Target};
use crate::json::nearest;
use crate::pack::requirement::Level;
use crate::pack::{
    BackgroundIndex, FieldIndex, KindIndex, OccupationIndex, Pack, Part, QualificationIndex,
    StatementIndex,
};

/// Why a name could not be resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// Several records share the name; their ids, sorted.
    Ambiguous(Vec<String>),
    /// Nothing has the name; the nearest one, if any is near.
    Unknown(Option<String>),
}

/// The names of one kind of record.
#[derive(Clone, Debug, Default)]
struct Directory<'p> {
    /// The folded names, one after the other.
    keys: String,
    entries: Vec<Entry<'p>>, // INVARIANT: sorted by key once filled; equal keys as they were added.
}

#[derive(Clone, Copy, Debug)]
struct Entry<'p> {
    /// Where the folded name stands in the keys.
    from: u32,
    to: u32,
    /// The name as the pack writes it.
    name: &'p str,
    index: u32,
    is_id: bool,
}

impl<'p> Directory<'p> {
    /// Returns the directory of these names: the record's index, the name, and whether it is an id.
    fn of(names: impl Iterator<Item = (u32, &'p str, bool)>) -> Self {
        let mut directory = Self::default();
        let place = |keys: &String| u32::try_from(keys.len()).unwrap_or(u32::MAX);
        for (index, name, is_id) in names {
            let from = place(&directory.keys);
            fold_into(&mut directory.keys, name);
            let to = place(&directory.keys);
            directory.entries.push(Entry {
                from,
                to,
                name,
                index,
                is_id,
            });
        }
        let Self { keys, entries } = &mut directory;
        entries.sort_by_key(|entry| key_of(keys, entry));
        directory
    }

    /// Returns the names that fold to `key`.
    fn called(&self, key: &str) -> &[Entry<'p>] {
        let from = self
            .entries
            .partition_point(|entry| key_of(&self.keys, entry) < key);
        let rest = self.entries.get(from..).unwrap_or_default();
        let count = rest.partition_point(|entry| key_of(&self.keys, entry) == key);
        rest.get(..count).unwrap_or_default()
    }

    /// Returns whether the id of a record folds to `key`.
    fn has_id(&self, key: &str) -> bool {
        self.called(key).iter().any(|entry| entry.is_id)
    }

    fn id_of(&self, index: u32) -> Option<&'p str> {
        let mut entries = self.entries.iter();
        let own = entries.find(|entry| entry.is_id && entry.index == index);
        own.map(|entry| entry.name)
    }

    fn find(&self, name: &str) -> Result<u32, Unresolved> {
        let key: String = folded(name);
        let called = self.called(&key);
        let ids = holders(called.iter().filter(|entry| entry.is_id));
        match ids.as_slice() {
            [] => {}
            [only] => return Ok(*only),
            // Ids that differ in punctuation alone are told apart by it, or not at all.
            several => {
                let spelled = name.trim().to_lowercase();
                let spelled = called
                    .iter()
                    .filter(|entry| entry.name.trim().to_lowercase() == spelled);
                return match holders(spelled).as_slice() {
                    [only] => Ok(*only),
                    _ => Err(self.ambiguous(several)),
                };
            }
        }
        match holders(called.iter()).as_slice() {
            [only] => Ok(*only),
            [] => {
                let keys = self.entries.iter().map(|entry| key_of(&self.keys, entry));
                let near = nearest(&key, keys).and_then(|near| self.called(near).first());
                Err(Unresolved::Unknown(near.map(|entry| entry.name.to_owned())))
            }
            several => Err(self.ambiguous(several)),
        }
    }

    fn ambiguous(&self, several: &[u32]) -> Unresolved {
        let ids = several.iter().filter_map(|index| self.id_of(*index));
        let mut ids: Vec<String> = ids.map(str::to_owned).collect();
        ids.sort();
        Unresolved::Ambiguous(ids)
    }
}

fn key_of<'k>(keys: &'k str, entry: &Entry<'_>) -> &'k str {
    keys.get(entry.from as usize..entry.to as usize)
        .unwrap_or_default()
}

/// Returns the records that have these names, each once, in the order of the names.
fn holders<'e>(entries: impl Iterator<Item = &'e Entry<'e>>) -> Vec<u32> {
    let mut holders = Vec::new();
    for entry in entries {
        if !holders.contains(&entry.index) {
            holders.push(entry.index);
        }
    }
    holders
}

/// Every name of a pack, by what it may stand for.
#[derive(Clone, Debug)]
pub struct Names<'p> {
    backgrounds: Directory<'p>,
    fields: Directory<'p>,
    kinds: Directory<'p>,
    credentials: Directory<'p>,
    degrees: Directory<'p>,
    occupations: Directory<'p>,
    statements: Directory<'p>,
    rules: Directory<'p>,
    sources: Directory<'p>,
}

impl<'p> Names<'p> {
    /// Returns the names of the pack.
    pub fn of(pack: &'p Pack) -> Self {
        let parts = |parts: &'p [Part]| {
            Directory::of((0..).zip(parts).flat_map(|(index, each)| {
                let others = each.aliases.iter().chain([&each.name]);
                named(index, &each.id, others)
            }))
        };
        let qualifications = |are_degrees: bool| {
            let all = (0..).zip(&pack.qualifications);
            let such = all.filter(move |(_, each)| each.kind.is_degree() == are_degrees);
            Directory::of(such.flat_map(|(index, each)| {
                let others = each.aliases.iter().chain(&each.abbreviation);
                named(index, &each.id, others.chain([&each.name]))
            }))
        };
        let rules = pack.recommendations.iter().map(|each| &each.id);
        let rules = rules.chain(pack.guidance.iter().map(|each| &each.id));
        let rules = rules.chain(pack.facts.iter().map(|each| &each.id));
        Self {
            backgrounds: Directory::of(
                (0..)
                    .zip(&pack.backgrounds)
                    .flat_map(|(index, each)| named(index, &each.id, [&each.name].into_iter())),
            ),
            fields: parts(&pack.fields),
            kinds: parts(&pack.kinds),
            credentials: qualifications(false),
            degrees: qualifications(true),
            occupations: Directory::of((0..).zip(&pack.occupations).flat_map(|(index, each)| {
                named(index, &each.id, each.aliases.iter().chain([&each.title]))
            })),
            statements: ids_alone(pack.statements.iter().map(|each| &each.id)),
            rules: ids_alone(rules),
            sources: ids_alone(pack.sources.iter().map(|each| &each.id)),
        }
    }

    /// Returns the background with the name.
    ///
    /// # Errors
    /// When no record, or more than one, has it; so for the other lookups.
    pub fn background(&self, name: &str) -> Result<BackgroundIndex, Unresolved> {
        self.backgrounds.find(name).map(BackgroundIndex)
    }

    /// Returns the field of study with the name.
    ///
    /// # Errors
    /// As for [`Names::background`].
    pub fn field(&self, name: &str) -> Result<FieldIndex, Unresolved> {
        self.fields.find(name).map(FieldIndex)
    }

    /// Returns the kind of experience with the name.
    ///
    /// # Errors
    /// As for [`Names::background`].
    pub fn kind(&self, name: &str) -> Result<KindIndex, Unresolved> {
        self.kinds.find(name).map(KindIndex)
    }

    /// Returns the credential with the name; degrees are not looked at.
    ///
    /// # Errors
    /// As for [`Names::background`].
    pub fn credential(&self, name: &str) -> Result<QualificationIndex, Unresolved> {
        self.credentials.find(name).map(QualificationIndex)
    }

    /// Returns the degree with the name; credentials are not looked at.
    ///
    /// # Errors
    /// As for [`Names::background`].
    pub fn degree(&self, name: &str) -> Result<QualificationIndex, Unresolved> {
        self.degrees.find(name).map(QualificationIndex)
    }

    /// Returns the occupation with the name.
    ///
    /// # Errors
    /// As for [`Names::background`].
    pub fn occupation(&self, name: &str) -> Result<OccupationIndex, Unresolved> {
        self.occupations.find(name).map(OccupationIndex)
    }

    /// Returns the kind of experience or the occupation with the name: by id before other names.
    ///
    /// # Errors
    /// As for [`Names::background`]; a name that a kind and an occupation share is ambiguous unless
    /// it is the id of one of them.
    pub fn subject(&self, name: &str) -> Result<Subject, Unresolved> {
        let key = folded(name);
        if self.kinds.has_id(&key) {
            return self.kind(name).map(Subject::Kind);
        }
        if self.occupations.has_id(&key) {
            return self.occupation(name).map(Subject::Occupation);
        }
        match (self.kind(name), self.occupation(name)) {
            (Ok(kind), Err(Unresolved::Unknown(_))) => Ok(Subject::Kind(kind)),
            (Err(Unresolved::Unknown(_)), Ok(occupation)) => Ok(Subject::Occupation(occupation)),
            (Err(Unresolved::Unknown(kind)), Err(Unresolved::Unknown(occupation))) => {
                Err(Unresolved::Unknown(kind.or(occupation)))
            }
            (kind, occupation) => {
                let id = |directory: &Directory<'_>, index: u32| {
                    directory.id_of(index).map(str::to_owned)
                };
                let mut ids = Vec::new();
                match kind {
                    Ok(KindIndex(index)) => ids.extend(id(&self.kinds, index)),
                    Err(Unresolved::Ambiguous(several)) => ids.extend(several),
                    Err(Unresolved::Unknown(_)) => {}
                }
                match occupation {
                    Ok(OccupationIndex(index)) => ids.extend(id(&self.occupations, index)),
                    Err(Unresolved::Ambiguous(several)) => ids.extend(several),
                    Err(Unresolved::Unknown(_)) => {}
                }
                ids.sort();
                Err(Unresolved::Ambiguous(ids))
            }
        }
    }

    /// Returns the occupation or qualification whose id the name is.
    pub(super) fn target_by_id(&self, name: &str) -> Option<Target> {
        let key = folded(name);
        let by_id = |directory: &Directory<'_>| {
            let is_id = directory.has_id(&key);
            is_id.then(|| directory.find(name).ok()).flatten()
        };
        let occupation =
            by_id(&self.occupations).map(|index| Target::Occupation(OccupationIndex(index)));
        let qualification = || by_id(&self.credentials).or_else(|| by_id(&self.degrees));
        occupation.or_else(|| {
            qualification().map(|index| Target::Qualification(QualificationIndex(index)))
        })
    }

    /// Returns the id of an occupation or qualification.
    pub(super) fn id_of(&self, target: Target) -> Option<String> {
        let id = match target {
            Target::Occupation(index) => self.occupations.id_of(index.0),
            Target::Qualification(index) => {
                let credential = self.credentials.id_of(index.0);
                credential.or_else(|| self.degrees.id_of(index.0))
            }
        };
        id.map(str::to_owned)
    }

    /// Returns the id of whatever has the name: by id before other names.
    ///
    /// # Errors
    /// As for [`Names::background`]; a name that records of several kinds share is ambiguous.
    pub fn any(&self, name: &str) -> Result<String, Unresolved> {
        let directories = [
            &self.occupations,
            &self.credentials,
            &self.degrees,
            &self.kinds,
            &self.fields,
            &self.backgrounds,
            &self.statements,
            &self.rules,
            &self.sources,
        ];
        let key = folded(name);
        if let Some(directory) = directories.iter().find(|each| each.has_id(&key)) {
            let index = directory.find(name)?;
            let id = directory.id_of(index).map(str::to_owned);
            return id.ok_or(Unresolved::Unknown(None));
        }
        let mut ids: Vec<String> = Vec::new();
        let mut near = None;
        for directory in directories {
            match directory.find(name) {
                Ok(index) => ids.extend(directory.id_of(index).map(str::to_owned)),
                Err(Unresolved::Ambiguous(several)) => ids.extend(several),
                Err(Unresolved::Unknown(nearest)) => near = near.or(nearest),
            }
        }
        ids.sort();
        match ids.as_slice() {
            [] => Err(Unresolved::Unknown(near)),
            [only] => Ok(only.clone()),
            _ => Err(Unresolved::Ambiguous(ids)),
        }
    }

    /// Returns the statement with the id.
    ///
    /// # Errors
    /// As for [`Names::background`].
    pub fn statement(&self, name: &str) -> Result<StatementIndex, Unresolved> {
        self.statements.find(name).map(StatementIndex)
    }
}

/// Returns the level of degree a word stands for: `bachelor`, `Bachelor's`, `bachelors degree`.
pub fn level(name: &str) -> Option<Level> {
    let key = folded(name);
    let key = key.strip_suffix("degree").unwrap_or(&key);
    let key = key.strip_suffix('s').unwrap_or(key);
    Level::ALL.into_iter().find(|level| level.as_str() == key)
}

/// Returns the name without case, spaces and punctuation; `+` and `#` stay, as words.
pub fn folded(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    fold_into(&mut key, name);
    key
}

fn fold_into(key: &mut String, name: &str) {
    for character in name.chars() {
        match character {
            '+' => key.push_str("plus"),
            '#' => key.push_str("sharp"),
            _ if character.is_ascii_alphanumeric() => key.push(character.to_ascii_lowercase()),
            _ if character.is_alphanumeric() => key.extend(character.to_lowercase()),
            _ => {}
        }
    }
}

/// Returns the names of one record, its id first.
fn named<'p>(
    index: u32,
    id: &'p str,
    others: impl Iterator<Item = &'p String>,
) -> impl Iterator<Item = (u32, &'p str, bool)> {
    let others = others.map(move |name| (index, name.as_str(), false));
    std::iter::once((index, id, true)).chain(others)
}

fn ids_alone<'p>(ids: impl Iterator<Item = &'p String>) -> Directory<'p> {
    Directory::of((0..).zip(ids).map(|(index, id)| (index, id.as_str(), true)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_drops_what_people_type_differently() {
        assert_eq!(folded("CompTIA A+"), "comptiaaplus");
        assert_eq!(folded("(ABC)2 CHEF"), folded("abc2-chef"));
        assert_eq!(folded("BS Computer  Science"), "bscomputerscience");
    }

    #[test]
    fn ids_that_differ_in_punctuation_alone_are_told_apart_by_it() {
        let names = [
            (0, "abc-d", true),
            (0, "ABC-D", false),
            (0, "Senior coder", false),
            (1, "abcd", true),
            (1, "ABCD", false),
        ];
        let directory = Directory::of(names.into_iter());
        for (name, index) in [
            ("abc-d", 0),
            (" ABC-D ", 0),
            ("senior coder", 0),
            ("abcd", 1),
        ] {
            assert_eq!(directory.find(name), Ok(index), "{name}");
        }
        let both = vec!["abc-d".to_owned(), "abcd".to_owned()];
        assert_eq!(directory.find("ABC D"), Err(Unresolved::Ambiguous(both)));
    }

    #[test]
    fn levels_are_read_as_people_write_them() {
        for name in [
            "bachelor",
            "Bachelors",
            "bachelor's degree",
            "BACHELOR DEGREE",
        ] {
            assert_eq!(level(name), Some(Level::Bachelor), "{name}");
        }
        assert_eq!(level("bach"), None);
    }
}
