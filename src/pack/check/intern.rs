//! Ids to dense indices, and the closures of `part_of` and `implies`.

use std::collections::BTreeMap;

use super::is_kebab_case;
use super::merge::{At, Merged};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::json::{nearest, quote};
use crate::pack::{
    BackgroundIndex, ClassIndex, FieldIndex, KindIndex, OccupationIndex, QualificationIndex,
    SourceIndex, StatementIndex,
};

/// How many names are compared with misspelt ones before no more is suggested: a hostile pack may
/// have a hundred thousand of each.
const COMPARED_NAMES: usize = 2_000_000;

/// How many records one may imply or be part of, all in all.
const MOST_REACHED: usize = 1000;

/// The ids of one kind of record, sorted; a position in the list is the index.
#[derive(Default)]
pub(super) struct Names<'m> {
    ids: Vec<&'m str>, // INVARIANT: sorted.
}

impl<'m> Names<'m> {
    fn of(mut ids: Vec<&'m str>) -> Self {
        ids.sort_unstable();
        ids.dedup();
        Self { ids }
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'m str> + Clone {
        self.ids.iter().copied()
    }
}

/// Every id of the pack by what it names, and where to say what is wrong.
pub(super) struct Interner<'m> {
    pub(super) backgrounds: Names<'m>,
    pub(super) fields: Names<'m>,
    pub(super) kinds: Names<'m>,
    pub(super) classes: Names<'m>,
    pub(super) qualifications: Names<'m>,
    pub(super) occupations: Names<'m>,
    pub(super) statements: Names<'m>,
    pub(super) sources: Names<'m>,
    /// How many names may still be compared.
    left: usize,
    locate: &'m dyn Fn(usize, &str) -> Place,
    found: &'m mut Vec<Diagnostic>,
}

macro_rules! lookups {
    ($($method:ident: $names:ident, $index:ident, $what:literal;)+) => {$(
        /// Returns the index of the id, or says that nothing has it.
        pub(super) fn $method(&mut self, id: &str, at: At, rest: &str, asker: &str) -> Option<$index> {
            if let Some(position) = self.$names.position(id) {
                return Some($index::of(position));
            }
            let near = self
                .may_compare(self.$names.len())
                .then(|| nearest(id, self.$names.iter()).map(str::to_owned));
            self.unknown(id, $what, near.flatten(), at, rest, asker);
            None
        }
    )+};
}

impl<'m> Interner<'m> {
    /// Returns the interner of the merged content.
    pub(super) fn of(
        merged: &'m Merged<'m>,
        locate: &'m dyn Fn(usize, &str) -> Place,
        found: &'m mut Vec<Diagnostic>,
    ) -> Self {
        let qualifications = (merged
            .credentials
            .iter()
            .map(|each| each.record.id.as_str()))
        .chain(merged.degrees.iter().map(|each| each.record.id.as_str()));
        let classes = (merged
            .credentials
            .iter()
            .flat_map(|each| &each.record.classes))
        .chain(merged.degrees.iter().flat_map(|each| &each.record.classes));
        Self {
            backgrounds: Names::of(ids(&merged.backgrounds, |each| &each.id)),
            fields: Names::of(ids(&merged.fields, |each| &each.id)),
            kinds: Names::of(ids(&merged.experience, |each| &each.id)),
            classes: Names::of(classes.map(String::as_str).collect()),
            qualifications: Names::of(qualifications.collect()),
            occupations: Names::of(ids(&merged.occupations, |each| &each.id)),
            statements: Names::of(ids(&merged.statements, |each| &each.id)),
            sources: Names::of(ids(&merged.sources, |each| &each.id)),
            left: COMPARED_NAMES,
            locate,
            found,
        }
    }

    /// Returns whether so many names may be compared with a misspelt one.
    pub(super) fn may_compare(&mut self, count: usize) -> bool {
        let left = self.left.checked_sub(count);
        self.left = left.unwrap_or_default();
        left.is_some()
    }

    lookups! {
        background: backgrounds, BackgroundIndex, "background";
        field: fields, FieldIndex, "field";
        kind: kinds, KindIndex, "kind of experience";
        qualification: qualifications, QualificationIndex, "qualification";
        class: classes, ClassIndex, "class";
        occupation: occupations, OccupationIndex, "occupation";
        statement: statements, StatementIndex, "statement";
        source: sources, SourceIndex, "source";
    }

    /// Says that no record of the right kind has the id.
    pub(super) fn unknown(
        &mut self,
        id: &str,
        what: &str,
        near: Option<String>,
        at: At,
        rest: &str,
        asker: &str,
    ) {
        let message = format!(
            "{asker} names the {what} {}, which is not in the pack",
            quote(id)
        );
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add a {what} with that id, or name one that exists"),
        };
        self.error(Code::PackUnknownId, at, rest, message, Some(help));
    }

    /// Records an error at a part of a record.
    pub(super) fn error(
        &mut self,
        code: Code,
        at: At,
        rest: &str,
        message: String,
        help: Option<String>,
    ) {
        let place = (self.locate)(at.file, &at.pointer(rest));
        let mut diagnostic = Diagnostic::error(code, place, message);
        diagnostic.help = help;
        self.found.push(diagnostic);
    }

    /// Records an error that belongs to a file, not to a record.
    pub(super) fn file_error(
        &mut self,
        code: Code,
        file: usize,
        pointer: &str,
        message: &str,
        help: &str,
    ) {
        let place = (self.locate)(file, pointer);
        self.found
            .push(Diagnostic::error(code, place, message).with_help(help));
    }

    /// Refuses an id that is not kebab-case.
    pub(super) fn check_id(&mut self, id: &str, at: At, rest: &str) {
        if !is_kebab_case(id) {
            let help = Some(KEBAB_CASE.to_owned());
            self.error(Code::PackBadId, at, rest, not_kebab_case(id), help);
        }
    }

    /// Refuses an id of the pack itself that is not kebab-case.
    pub(super) fn check_pack_id(&mut self, id: &str, file: usize) {
        if !is_kebab_case(id) {
            let message = not_kebab_case(id);
            self.file_error(Code::PackBadId, file, "/pack/id", &message, KEBAB_CASE);
        }
    }
}

const KEBAB_CASE: &str = "use lower-case letters and digits, joined by single hyphens";

fn not_kebab_case(id: &str) -> String {
    format!("the id {} is not kebab-case", quote(id))
}

fn ids<'m, T>(
    records: &'m [super::merge::Located<'m, T>],
    id: impl Fn(&'m T) -> &'m String,
) -> Vec<&'m str> {
    records
        .iter()
        .map(|each| id(each.record).as_str())
        .collect()
}

/// Why a graph has no closures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoClosures {
    /// The nodes of a cycle.
    Cycle(Vec<usize>),
    /// A node that reaches too many others.
    TooMany(usize),
}

/// Returns, for each node of a graph, itself and all it reaches, sorted.
pub(super) fn closures(edges: &[Vec<usize>]) -> Result<Vec<Vec<usize>>, NoClosures> {
    let mut closed: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for start in 0..edges.len() {
        let mut path = vec![start];
        close(edges, &mut path, &mut closed)?;
    }
    Ok(closed.into_values().collect())
}

fn close(
    edges: &[Vec<usize>],
    path: &mut Vec<usize>,
    closed: &mut BTreeMap<usize, Vec<usize>>,
) -> Result<(), NoClosures> {
    // A work list instead of recursion: a hostile pack may chain tens of thousands of records.
    let Some(&root) = path.first() else {
        return Ok(());
    };
    if closed.contains_key(&root) {
        return Ok(());
    }
    let mut next_edge = vec![0usize];
    while let (Some(&node), Some(edge)) = (path.last(), next_edge.last_mut()) {
        let targets = edges.get(node).map_or(&[][..], Vec::as_slice);
        if let Some(&target) = targets.get(*edge) {
            *edge += 1;
            if let Some(start) = path.iter().position(|&seen| seen == target) {
                return Err(NoClosures::Cycle(path.split_off(start)));
            }
            if !closed.contains_key(&target) {
                path.push(target);
                next_edge.push(0);
            }
            if path.len() > MOST_REACHED {
                return Err(NoClosures::TooMany(root));
            }
            continue;
        }
        let mut reached = vec![node];
        for target in targets {
            reached.extend(closed.get(target).map_or(&[][..], Vec::as_slice));
        }
        reached.sort_unstable();
        reached.dedup();
        if reached.len() > MOST_REACHED {
            return Err(NoClosures::TooMany(node));
        }
        closed.insert(node, reached);
        path.pop();
        next_edge.pop();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{NoClosures, closures};

    #[test]
    fn a_closure_holds_itself_and_all_it_reaches() {
        let edges = vec![vec![1, 2], vec![3], vec![3], vec![]];
        let expected = vec![vec![0, 1, 2, 3], vec![1, 3], vec![2, 3], vec![3]];
        assert_eq!(closures(&edges), Ok(expected));
    }

    #[test]
    fn a_cycle_is_named_without_what_leads_into_it() {
        let cycle = |nodes| Err(NoClosures::Cycle(nodes));
        assert_eq!(closures(&[vec![1], vec![2], vec![1]]), cycle(vec![1, 2]));
        assert_eq!(closures(&[vec![0]]), cycle(vec![0]));
    }

    #[test]
    fn a_chain_without_end_in_sight_is_given_up() {
        let chain = |length: usize| (1..=length).map(|next| vec![next]).collect::<Vec<_>>();
        assert!(closures(&chain(999)).is_ok());
        assert_eq!(closures(&chain(1001)), Err(NoClosures::TooMany(0)));
        assert_eq!(
            closures(&[(1..2000).collect()]),
            Err(NoClosures::TooMany(0))
        );
    }
}
