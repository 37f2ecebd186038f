//! The ways to close a gap: what can be earned for it, and what has to be worked as well.
//!
//! In: a [`Gap`]. Out: its [`Ways`], of which one will do.

use crate::advice::{Gap, Requirement};

use super::names::Known;
use super::words::{all_of, any_of, months};

/// How many of the qualifications of which one will do are named with work.
const FEW_NAMES: usize = 3;

/// The ways to close a gap.
#[derive(Debug)]
pub(super) struct Ways<'g, 'p> {
    /// Every qualification that any of them asks for, the nearest first.
    pub(super) earned: Vec<&'p str>,
    /// The ways, those of the least work first.
    all: Vec<Way<'g, 'p>>,
}

/// One way to close a gap.
#[derive(Debug, Default)]
pub(super) struct Way<'g, 'p> {
    /// The qualifications of which one will do; empty: none is needed.
    earned: Vec<&'p str>,
    /// What no qualification gives; empty: one of them is enough.
    worked: Vec<&'g Gap<'p>>,
}

impl<'g, 'p> Ways<'g, 'p> {
    /// Returns the ways to close a gap.
    pub(super) fn of(gap: &'g Gap<'p>) -> Self {
        let mut all: Vec<Way<'g, 'p>> = match gap.branches.is_empty() || is_all(gap) {
            true => vec![Way::of(std::slice::from_ref(gap))],
            false => gap.branches.iter().map(|branch| Way::of(branch)).collect(),
        };
        all.sort_by_key(|way| way.short().unwrap_or(u32::MAX));
        Self {
            earned: closers(gap),
            all,
        }
    }

    /// Whether a qualification is enough to close the gap.
    fn is_enough(&self, id: &str) -> bool {
        let mut enough = self.all.iter().filter(|way| way.worked.is_empty());
        enough.any(|way| way.earned.contains(&id))
    }

    /// Whether it is worth telling how a qualification is had: it is enough, or there is no way
    /// without such.
    pub(super) fn is_worth_it(&self, id: &str) -> bool {
        self.all.len() == 1 || self.is_enough(id)
    }

    /// Returns the way of the least work that a qualification is part of; nothing, if it is enough.
    pub(super) fn way_with(&self, id: &str) -> Option<&Way<'g, 'p>> {
        let mut all = self.all.iter();
        let way = all.find(|way| way.earned.contains(&id));
        way.filter(|_| !self.is_enough(id))
    }

    /// Returns the ways that take work, each in words, but for what is told with qualifications that
    /// are `shown`.
    pub(super) fn by_work(&self, known: &Known<'_, '_>, shown: &[&str]) -> Vec<String> {
        let worked = self.all.iter().filter(|way| !way.worked.is_empty());
        let worked = worked.filter_map(|way| {
            let is_told = |id: &str| {
                let told = self.way_with(id).filter(|_| shown.contains(&id));
                told.is_some_and(|told| std::ptr::eq(told, way))
            };
            let left = way.earned.iter().copied();
            let left = left.filter(|id| !self.is_enough(id) && !is_told(id));
            let names: Vec<&str> = left.map(|id| known.name_of(id)).collect();
            match (way.earned.is_empty(), names.is_empty()) {
                (true, _) => Some(way.work()),
                (false, true) => None,
                (false, false) => {
                    let names = any_of(&names, FEW_NAMES);
                    Some(format!("{} with {names}", way.work()))
                }
            }
        });
        worked.collect()
    }
}

impl<'g, 'p> Way<'g, 'p> {
    /// Returns the way that closes all of some gaps.
    fn of(gaps: &'g [Gap<'p>]) -> Self {
        let mut own = Self::default();
        gaps.iter().for_each(|gap| own.add(gap));
        own
    }

    fn add(&mut self, gap: &'g Gap<'p>) {
        if is_all(gap) && !gap.branches.is_empty() {
            gap.branches.iter().flatten().for_each(|gap| self.add(gap));
            return;
        }
        let closers = closers(gap);
        if closers.is_empty() {
            self.worked.push(gap);
        }
        self.earned.extend(closers);
    }

    /// Returns the months still to be worked; nothing, if that is not known.
    fn short(&self) -> Option<u32> {
        self.worked.iter().filter_map(|gap| short(gap)).max()
    }

    /// Returns what has to be worked, and how much of it is still to come.
    pub(super) fn work(&self) -> String {
        let worked = self.worked.iter();
        let worked: Vec<String> = worked
            .map(|gap| match short(gap).filter(|short| *short > 0) {
                Some(short) => format!("{} ({} short)", gap.say, months(short)),
                None => gap.say.clone().into_owned(),
            })
            .collect();
        all_of(&worked)
    }
}

/// Whether a gap is closed only when each of its branches is.
fn is_all(gap: &Gap<'_>) -> bool {
    matches!(gap.requirement, Requirement::All(_))
}

/// Returns the months that a gap is short of, by the shortest of its ways.
fn short(gap: &Gap<'_>) -> Option<u32> {
    let branches = gap.branches.iter();
    let of_each = branches.filter_map(|branch| branch.iter().filter_map(short).max());
    gap.short_by_months.or_else(|| match is_all(gap) {
        true => of_each.max(),
        false => of_each.min(),
    })
}

/// Returns the ids of every qualification that would close the gap or a branch of it, each once,
/// in the order they stand.
fn closers<'p>(gap: &Gap<'p>) -> Vec<&'p str> {
    let mut found = Vec::new();
    collect(gap, &mut found);
    found
}

fn collect<'p>(gap: &Gap<'p>, found: &mut Vec<&'p str>) {
    for each in &gap.satisfied_by {
        if !found.contains(&each.id) {
            found.push(each.id);
        }
    }
    for branch in gap.branches.iter().flatten() {
        collect(branch, found);
    }
}
