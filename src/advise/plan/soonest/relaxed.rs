//! Plans as if study took no track: what study alone can reach arrives by itself.
//!
//! No plan is later for it, so where there is no relaxed plan in time there is none. And where there
//! is one, the study that it takes for granted mostly fits into it.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use super::{SOONEST, greedy_looks};
use crate::advise::plan::forest::Tree;
use crate::advise::plan::instance::{Act, Instance, Step};
use crate::advise::plan::measure::{Bounds, NEVER};
use crate::advise::plan::part::{Goal, part};
use crate::advise::plan::root::Root;
use crate::advise::plan::search::{Candidate, Effort, Found, search};
use crate::advise::plan::state::State;

/// Returns the relaxed instance within bounds; `None`: there is no plan.
pub(super) fn relaxed(instance: &Instance, bounds: Bounds) -> Option<Instance> {
    let mut relaxed = instance.clone();
    let weeks = weeks_of_study(instance);
    for (leaf, week) in relaxed.leaves.iter_mut().zip(&weeks) {
        leaf.arrival = *week;
    }
    let starts = instance.steps.iter().zip(&instance.starts);
    let starts = starts.map(|(step, [start, ..])| {
        let end = start.saturating_add(step.duration);
        let mut gives = instance.gives(step).iter();
        match step.act == Act::Work || gives.any(|leaf| end < weeks[*leaf as usize]) {
            true => [*start, 0, 0],
            false => [NEVER; 3],
        }
    });
    let starts: Vec<[u64; 3]> = starts.collect();
    part(&relaxed, &Goal::of(instance), &starts, bounds)
}

/// Returns for each leaf the week it is met by arrival or by study alone, if any number of routes
/// could be studied side by side.
fn weeks_of_study(instance: &Instance) -> Vec<u64> {
    let mut weeks: Vec<u64> = instance.leaves.iter().map(|leaf| leaf.arrival).collect();
    let study = || instance.steps.iter().filter(|step| step.act == Act::Study);
    let mut is_changed = true;
    while is_changed {
        is_changed = false;
        for step in study() {
            let begin = instance.forest.required(step.requires, &weeks);
            let end = begin.saturating_add(step.duration);
            for leaf in instance.gives(step) {
                let known = &mut weeks[*leaf as usize];
                is_changed |= end < *known;
                *known = end.min(*known);
            }
        }
    }
    weeks
}

/// Looks for a plan of the steps of a relaxed one and of the study that it takes for granted.
pub(super) fn realised(
    instance: &Instance,
    relaxed: &Instance,
    found: &Found,
    bounds: Bounds,
) -> Option<Candidate> {
    let mut realising = Realising::of(instance, relaxed, found);
    for (place, step) in (0u32..).zip(&instance.steps) {
        if step.is_open && is_taken(step, relaxed, found) {
            realising.choose(place);
        }
    }
    while let Some(tree) = realising.trees.pop() {
        realising.look_at(tree)?;
    }
    let part = part(instance, &Goal::of(instance), &realising.starts, bounds)?;
    let mut effort = Effort(part.size().saturating_mul(greedy_looks(&part)));
    let root = Root::default();
    let outcome = search(&part, &root, bounds, SOONEST, found.finish, &mut effort);
    outcome.of(part).ok()
}

/// Whether a sequence has the step.
fn is_taken(step: &Step, relaxed: &Instance, found: &Found) -> bool {
    found.did(relaxed).any(|own| own == step.did())
}

/// The study being chosen.
struct Realising<'r> {
    instance: &'r Instance,
    /// For each leaf, the week it is met by study alone.
    study: Vec<u64>,
    /// For each leaf, the week it is met in the relaxed plan.
    met: Vec<u64>,
    is_covered: Vec<bool>,
    /// By step: the least before it, of those that are chosen.
    starts: Vec<[u64; 3]>,
    trees: Vec<Tree>,
}

impl<'r> Realising<'r> {
    fn of(instance: &'r Instance, relaxed: &Instance, found: &Found) -> Self {
        let study = weeks_of_study(instance);
        let mut met = study.clone();
        let mut is_covered = vec![false; instance.leaves.len()];
        // Leaves of the relaxed instance are among those of the other, in the same order.
        let mut places = instance.leaves.iter().enumerate();
        for (leaf, week) in relaxed.leaves.iter().zip(weeks_met(relaxed, found)) {
            let place = places.find(|(_, own)| own.origin == leaf.origin);
            if let Some((place, _)) = place
                && week < leaf.arrival
            {
                (is_covered[place], met[place]) = (true, week);
            }
        }
        for (place, leaf) in instance.leaves.iter().enumerate() {
            if leaf.arrival != NEVER {
                (is_covered[place], met[place]) = (true, leaf.arrival);
            }
        }
        Self {
            instance,
            study,
            met,
            is_covered,
            starts: vec![[NEVER; 3]; instance.steps.len()],
            trees: vec![instance.target],
        }
    }

    fn choose(&mut self, place: u32) {
        self.starts[place as usize] = [0; 3];
        self.trees
            .extend(self.instance.steps[place as usize].requires);
    }

    /// Chooses the soonest study for what the tree asks for; `None`: there is none.
    fn look_at(&mut self, tree: Tree) -> Option<()> {
        let instance = self.instance;
        match tree {
            Tree::Leaf(leaf) => {
                if std::mem::replace(&mut self.is_covered[leaf as usize], true) {
                    return Some(());
                }
                let ends = instance.doers(leaf).iter().filter_map(|place| {
                    let step = &instance.steps[*place as usize];
                    let begin = instance.forest.required(step.requires, &self.study);
                    let end = begin.saturating_add(step.duration);
                    let is_new = self.starts[*place as usize][0] == NEVER;
                    let is_study = step.act == Act::Study && end != NEVER;
                    is_study.then_some((end, is_new, step.cost, step.rank, *place))
                });
                let (.., place) = ends.min()?;
                self.choose(place);
            }
            Tree::Branch(index) => {
                let branch = instance.forest.branch(index);
                let children = instance.forest.children(branch).iter();
                let mut children: Vec<(u64, Tree, u64)> = children
                    .map(|(child, worth)| {
                        (instance.forest.value(*child, &self.met), *child, *worth)
                    })
                    .collect();
                children.sort_unstable();
                let mut need = instance.forest.need(branch);
                for (_, child, worth) in children {
                    if need == 0 {
                        break;
                    }
                    need = need.saturating_sub(worth);
                    self.trees.push(child);
                }
            }
        }
        Some(())
    }
}

/// Returns for each leaf the week it is met in a sequence.
fn weeks_met(instance: &Instance, found: &Found) -> Vec<u64> {
    let mut state = State::root(instance);
    let mut met = vec![NEVER; instance.leaves.len()];
    let mut weeks = Vec::new();
    let mut moves = found.moves.iter();
    loop {
        let next = moves.next();
        let until = next.map_or(found.finish, |own| own.start);
        state.without_work(instance, &mut weeks);
        state.with_work(instance, &mut weeks);
        for (met, week) in met.iter_mut().zip(&weeks) {
            if *week <= until {
                *met = (*met).min((*week).max(state.now));
            }
        }
        match next {
            None => return met,
            Some(next) => state.go_on(instance, *next),
        }
    }
}
