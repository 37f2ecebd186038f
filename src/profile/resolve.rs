//! Names people type to records of the pack: by id, then by abbreviation, alias or name.
//!
//! Case, spaces and punctuation do not count; `+` and `#` do (`A+` is not `a`). One hit is taken,
//! several are refused with the candidates, none is refused with the nearest. Never a guess.

use std::collections::BTreeMap;

use super::Subject;
use crate::json::nearest;
use crate::pack::requirement::Level;
use crate::pack::{
    BackgroundIndex, FieldIndex, KindIndex, OccupationIndex, Pack, QualificationIndex,
    QualificationKind, StatementIndex,
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
struct Directory {
    ids: BTreeMap<String, Vec<u32>>,
    others: BTreeMap<String, Vec<u32>>,
    // Who writes a name exactly so, case apart: tells ABC-D from ABCD.
    spelled: BTreeMap<String, Vec<u32>>,
    // What a suggestion shows, by its folded form.
    shown: BTreeMap<String, String>,
    id_of: BTreeMap<u32, String>,
}

impl Directory {
    fn add<'n>(&mut self, index: u32, id: &str, others: impl Iterator<Item = &'n str>) {
        self.ids.entry(folded(id)).or_default().push(index);
        self.spell(index, id);
        self.shown
            .entry(folded(id))
            .or_insert_with(|| id.to_owned());
        self.id_of.insert(index, id.to_owned());
        for name in others {
            self.spell(index, name);
            let holders = self.others.entry(folded(name)).or_default();
            if !holders.contains(&index) {
                holders.push(index);
            }
            self.shown
                .entry(folded(name))
                .or_insert_with(|| name.to_owned());
        }
    }

    fn spell(&mut self, index: u32, name: &str) {
        let holders = self.spelled.entry(name.trim().to_lowercase()).or_default();
        if !holders.contains(&index) {
            holders.push(index);
        }
    }

    fn find(&self, name: &str) -> Result<u32, Unresolved> {
        // A name longer than any record's is no typing mistake; do not measure its distance.
        let key: String = folded(name);
        match self.ids.get(&key).map(Vec::as_slice) {
            Some([only]) => return Ok(*only),
            // Ids that differ in punctuation alone are told apart by it, or not at all.
            Some(several) => {
                let exact = self.spelled.get(&name.trim().to_lowercase());
                return match exact.map(Vec::as_slice) {
                    Some([only]) => Ok(*only),
                    Some(_) | None => Err(self.ambiguous(several)),
                };
            }
            None => {}
        }
        match self.others.get(&key).map(Vec::as_slice) {
            Some([only]) => Ok(*only),
            Some(several) => Err(self.ambiguous(several)),
            None => {
                let near = nearest(&key, self.shown.keys().map(String::as_str));
                Err(Unresolved::Unknown(
                    near.and_then(|key| self.shown.get(key).cloned()),
                ))
            }
        }
    }

    fn ambiguous(&self, several: &[u32]) -> Unresolved {
        let ids = several.iter().filter_map(|index| self.id_of.get(index));
        let mut ids: Vec<String> = ids.cloned().collect();
        ids.sort();
        Unresolved::Ambiguous(ids)
    }
}

/// Every name of a pack, by what it may stand for.
#[derive(Clone, Debug)]
pub struct Names {
    backgrounds: Directory,
    fields: Directory,
    kinds: Directory,
    credentials: Directory,
    degrees: Directory,
    occupations: Directory,
    statements: Directory,
    rules: Directory,
    sources: Directory,
}

impl Names {
    /// Returns the names of the pack.
    pub fn of(pack: &Pack) -> Self {
        let mut names = Self {
            backgrounds: Directory::default(),
            fields: Directory::default(),
            kinds: Directory::default(),
            credentials: Directory::default(),
            degrees: Directory::default(),
            occupations: Directory::default(),
            statements: Directory::default(),
            rules: Directory::default(),
            sources: Directory::default(),
        };
        for (index, each) in (0..).zip(&pack.backgrounds) {
            names
                .backgrounds
                .add(index, &each.id, [each.name.as_str()].into_iter());
        }
        for (directory, parts) in [
            (&mut names.fields, &pack.fields),
            (&mut names.kinds, &pack.kinds),
        ] {
            for (index, each) in (0..).zip(parts) {
                let others = each.aliases.iter().chain([&each.name]).map(String::as_str);
                directory.add(index, &each.id, others);
            }
        }
        for (index, each) in (0..).zip(&pack.qualifications) {
            let directory = match each.kind {
                QualificationKind::Degree { .. } => &mut names.degrees,
                QualificationKind::Certification
                | QualificationKind::Licence
                | QualificationKind::Certificate
                | QualificationKind::Course => &mut names.credentials,
            };
            let others = each
                .aliases
                .iter()
                .chain(&each.abbreviation)
                .chain([&each.name]);
            directory.add(index, &each.id, others.map(String::as_str));
        }
        for (index, each) in (0..).zip(&pack.occupations) {
            let others = each.aliases.iter().chain([&each.title]).map(String::as_str);
            names.occupations.add(index, &each.id, others);
        }
        for (index, each) in (0..).zip(&pack.statements) {
            names.statements.add(index, &each.id, std::iter::empty());
        }
        let rules = pack.recommendations.iter().map(|each| &each.id);
        let rules = rules.chain(pack.guidance.iter().map(|each| &each.id));
        let rules = rules.chain(pack.facts.iter().map(|each| &each.id));
        for (index, id) in (0..).zip(rules) {
            names.rules.add(index, id, std::iter::empty());
        }
        for (index, each) in (0..).zip(&pack.sources) {
            names.sources.add(index, &each.id, std::iter::empty());
        }
        names
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
        if self.kinds.ids.contains_key(&key) {
            return self.kind(name).map(Subject::Kind);
        }
        if self.occupations.ids.contains_key(&key) {
            return self.occupation(name).map(Subject::Occupation);
        }
        match (self.kind(name), self.occupation(name)) {
            (Ok(kind), Err(Unresolved::Unknown(_))) => Ok(Subject::Kind(kind)),
            (Err(Unresolved::Unknown(_)), Ok(occupation)) => Ok(Subject::Occupation(occupation)),
            (Err(Unresolved::Unknown(kind)), Err(Unresolved::Unknown(occupation))) => {
                Err(Unresolved::Unknown(kind.or(occupation)))
            }
            (kind, occupation) => {
                let id = |directory: &Directory, index: u32| directory.id_of.get(&index).cloned();
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
        if let Some(directory) = directories.iter().find(|each| each.ids.contains_key(&key)) {
            let index = directory.find(name)?;
            return directory
                .id_of
                .get(&index)
                .cloned()
                .ok_or(Unresolved::Unknown(None));
        }
        let mut ids: Vec<String> = Vec::new();
        let mut near = None;
        for directory in directories {
            match directory.find(name) {
                Ok(index) => ids.extend(directory.id_of.get(&index).cloned()),
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
    for character in name.chars() {
        match character {
            '+' => key.push_str("plus"),
            '#' => key.push_str("sharp"),
            character if character.is_alphanumeric() => key.extend(character.to_lowercase()),
            _ => {}
        }
    }
    key
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
        let mut directory = Directory::default();
        directory.add(0, "abc-d", ["ABC-D", "Senior coder"].into_iter());
        directory.add(1, "abcd", ["ABCD"].into_iter());
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
