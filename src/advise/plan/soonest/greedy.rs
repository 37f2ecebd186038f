//! Greedy plans: one step for each leaf, the best in a measure as if nothing stood in its way.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use std::cmp::Reverse;

use super::{Question, SOONEST, greedy_looks};
use crate::advise::plan::forest::{BranchKind, Forest, Tree};
use crate::advise::plan::instance::Act;
use crate::advise::plan::least::Least;
use crate::advise::plan::measure::{Bounds, Measure, NEVER};
use crate::advise::plan::part::part;
use crate::advise::plan::root::Root;
use crate::advise::plan::search::{Candidate, Effort, search};

/// What a greedy choice looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::advise::plan) enum Greed {
    /// For each leaf what is best for it.
    Best,
    /// For each leaf of the goal, of what is in time and as good, what counts for most of them.
    Joint,
}

impl Question<'_> {
    /// Looks among plans that keep one step for each leaf, the best in a measure as `greed` has it;
    /// for one that finishes in the week `least`, which none precedes.
    pub(in crate::advise::plan) fn greedy(
        &self,
        measure: Measure,
        greed: Greed,
        least: u64,
        bounds: Bounds,
    ) -> Option<Candidate> {
        let leaves = self.instance.leaves.len() + self.goal.wanted.len();
        let is_asked = (greed == Greed::Joint).then(|| {
            let mut is_asked = vec![false; leaves];
            let asked = &mut |leaf| is_asked[leaf as usize] = true;
            self.goal.forest.leaves(self.goal.tree, asked);
            is_asked
        });
        let own;
        let least_of_each = match self.least {
            Some(known) => known,
            None => {
                own = Least::read_off(self.instance);
                &own
            }
        };
        let mut choosing = Choosing {
            question: self,
            least: least_of_each,
            measure,
            finish: bounds.finish,
            is_asked,
            starts: vec![[NEVER; 3]; self.instance.steps.len()],
            is_seen: vec![false; leaves],
        };
        choosing.tree(self.goal.forest, self.goal.tree);
        let instance = part(self.instance, &self.goal, &choosing.starts, bounds)?;
        let mut effort = Effort(instance.size().saturating_mul(greedy_looks(&instance)));
        let root = Root::default();
        let outcome = search(&instance, &root, bounds, SOONEST, least, &mut effort);
        outcome.of(instance).ok()
    }
}

/// A greedy choice of steps.
struct Choosing<'g> {
    question: &'g Question<'g>,
    /// Its lower bounds.
    least: &'g Least,
    measure: Measure,
    /// The week by which what is chosen ends, if anything does.
    finish: u64,
    /// By leaf: whether the goal asks for it; `None`: that makes no difference.
    is_asked: Option<Vec<bool>>,
    /// By step: the least before it, of those that are chosen.
    starts: Vec<[u64; 3]>,
    is_seen: Vec<bool>,
}

/// How good a step is for a leaf, the least first: whether it is late, its value, for how much of
/// what the goal asks for it counts, all its values, its rank and itself.
type Worth = (bool, u64, Reverse<usize>, [u64; 3], u32, u32);

impl Choosing<'_> {
    /// Chooses steps for a tree: of a branch for as many children as it asks for, the best first.
    fn tree(&mut self, forest: &Forest, tree: Tree) {
        let index = match tree {
            Tree::Leaf(leaf) => return self.leaf(leaf),
            Tree::Branch(index) => index,
        };
        let branch = forest.branch(index);
        let children = forest.children(branch);
        if branch.kind == BranchKind::All {
            for (child, _) in children {
                self.tree(forest, *child);
            }
            return;
        }
        let mut order: Vec<(u64, [u64; 3], Tree, u64)> = children
            .iter()
            .map(|(child, worth)| {
                let values = Measure::ALL.map(|measure| self.value(forest, *child, measure));
                (values[self.measure as usize], values, *child, *worth)
            })
            .collect();
        order.sort_unstable();
        let mut need = forest.need(branch);
        for (_, _, child, worth) in order {
            if need == 0 {
                break;
            }
            need = need.saturating_sub(worth);
            self.tree(forest, child);
        }
    }

    /// Returns the least until the tree is met.
    fn value(&self, forest: &Forest, tree: Tree, measure: Measure) -> u64 {
        let leaves = &self.least.leaves[measure as usize];
        match tree {
            // What only the goal asks for is no alternative to anything.
            Tree::Leaf(leaf) if leaf as usize >= leaves.len() => 0,
            tree => forest.value(tree, leaves),
        }
    }

    /// Chooses the best step for a leaf, unless it is met by itself as soon.
    fn leaf(&mut self, leaf: u32) {
        let place = leaf as usize;
        if std::mem::replace(&mut self.is_seen[place], true) {
            return;
        }
        let instance = self.question.instance;
        let (doers, weeks, untouched) = match instance.leaves.get(place) {
            Some(own) => (instance.doers(leaf), own.weeks, instance.untouched(leaf)),
            None => {
                let wanted = &self.question.goal.wanted[place - instance.leaves.len()];
                (&wanted.doers[..], 0, wanted.arrival)
            }
        };
        let worths = doers.iter().map(|doer| self.worth(leaf, weeks, *doer));
        let Some((_, least, _, values, _, doer)) = worths.min() else {
            return;
        };
        let by_itself = match self.measure {
            Measure::Cost | Measure::Steps if untouched != NEVER => 0,
            Measure::Finish | Measure::Cost | Measure::Steps => untouched,
        };
        if by_itself <= values[self.measure as usize] || least == NEVER {
            return;
        }
        let [start, ..] = self.question.starts[doer as usize];
        self.starts[doer as usize] = [start, 0, 0];
        if let Some(requires) = instance.steps[doer as usize].requires {
            self.tree(&instance.forest, requires);
        }
    }

    /// Returns how good a step is for a leaf that asks for so many weeks of work.
    fn worth(&self, leaf: u32, weeks: u64, doer: u32) -> Worth {
        let instance = self.question.instance;
        let step = &instance.steps[doer as usize];
        let [start, cost, steps] = self.question.starts[doer as usize];
        let worked = match step.act {
            Act::Work if !instance.gives(step).contains(&leaf) => weeks,
            Act::Work | Act::Study => 0,
        };
        let end = start.saturating_add(step.duration).saturating_add(worked);
        let values = [end, cost.saturating_add(step.cost), steps.saturating_add(1)];
        let own = values[self.measure as usize];
        let Some(is_asked) = &self.is_asked else {
            return (false, own, Reverse(0), values, step.rank, doer);
        };
        let is_asked = |leaf: u32| is_asked[leaf as usize];
        let value = match self.measure {
            Measure::Finish if is_asked(leaf) => own.max(self.finish),
            Measure::Finish | Measure::Cost | Measure::Steps => own,
        };
        let joint = instance
            .reaches(step)
            .filter(|leaf| is_asked(*leaf))
            .count();
        let is_late = end > self.finish;
        (is_late, value, Reverse(joint), values, step.rank, doer)
    }
}
