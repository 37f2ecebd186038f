//! Steps in whose place another does as well in every plan.
//!
//! In: an [`Instance`]. Out: its spare steps. A step is spare if another one can be done whenever it
//! can, does at least as much, takes no longer and costs no more; and if it costs less or comes
//! first by its rank, so that it is in the better plan of two. Where the other is in the plan
//! already, the step is not needed at all.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use super::forest::{BranchKind, Tree};
use super::instance::{Instance, Step};
use crate::lists::{Marks, small};

/// How many looks at a pair of steps or of trees are taken for each step of an instance.
const LOOKS: usize = 512;

/// Returns the steps that are not spare, as far as so many looks show, and that the target or
/// another of them needs; nothing, if that is every one. Today's occupation is always among them.
pub(super) fn lean(instance: &Instance) -> Option<Marks> {
    let count = instance.steps.len();
    let mut comparing = Comparing {
        instance,
        looks: LOOKS.saturating_mul(count),
    };
    let mut spare = Marks::new(count);
    let mut is_any = false;
    for place in 0..small(count) {
        if comparing.is_spare(place) {
            spare.set(place);
            is_any = true;
        }
    }
    if !is_any {
        return None;
    }
    let mut needed = Marks::new(count);
    let mut is_seen = vec![false; instance.leaves.len()];
    let mut trees = vec![instance.target];
    while let Some(tree) = trees.pop() {
        instance.forest.leaves(tree, &mut |leaf| {
            if std::mem::replace(&mut is_seen[leaf as usize], true) {
                return;
            }
            for doer in instance.doers(leaf) {
                if !spare.has(*doer) && !needed.has(*doer) {
                    needed.set(*doer);
                    trees.extend(instance.steps[*doer as usize].requires);
                }
            }
        });
    }
    instance
        .current
        .into_iter()
        .for_each(|step| needed.set(step));
    Some(needed)
}

/// Whether all of a list is in another one; both are sorted.
fn is_within(list: &[u32], other: &[u32]) -> bool {
    let mut other = other.iter();
    list.iter().all(|own| other.any(|one| one == own))
}

/// Steps being compared.
struct Comparing<'c> {
    instance: &'c Instance,
    /// How many looks are left; without any, nothing does as well as anything.
    looks: usize,
}

impl Comparing<'_> {
    /// Takes a look, if one is left.
    fn look(&mut self) -> bool {
        let left = self.looks.checked_sub(1);
        self.looks = left.unwrap_or(0);
        left.is_some()
    }

    /// Whether another step does as well in place of one.
    fn is_spare(&mut self, place: u32) -> bool {
        let instance = self.instance;
        let step = &instance.steps[place as usize];
        // Whatever replaces it is among those that reach any of its leaves, of each kind the first.
        let counts = instance.counts(step).iter();
        let counted = counts.filter_map(|kind| instance.leaves_of(*kind).first());
        let reached = instance.gives(step).iter().chain(counted);
        let doers = reached.map(|leaf| instance.doers(*leaf));
        let doers = doers.min_by_key(|doers| doers.len()).unwrap_or(&[]);
        step.is_open && doers.iter().any(|other| self.replaces(*other, place))
    }

    /// Whether one step does as well in place of another.
    fn replaces(&mut self, one: u32, other: u32) -> bool {
        let instance = self.instance;
        let (by, step) = (
            &instance.steps[one as usize],
            &instance.steps[other as usize],
        );
        let is_first = (by.cost, by.rank, one) < (step.cost, step.rank, other);
        self.look()
            && is_first
            && by.is_open
            && by.act == step.act
            && by.duration <= step.duration
            && self.is_no_later(one, other)
            && is_within(instance.gives(step), instance.gives(by))
            && is_within(instance.counts(step), instance.counts(by))
            && self.is_asked_for_less(step, by)
    }

    /// Whether what is least before one step is no more than before another. It mostly is where the one
    /// can be done whenever the other can; where what is cut away hides that, a spare step is kept.
    fn is_no_later(&self, one: u32, other: u32) -> bool {
        let [one, other] = [one, other].map(|place| self.instance.starts[place as usize]);
        one.iter().zip(other).all(|(one, other)| *one <= other)
    }

    /// Whether the second step can be done whenever the first one can.
    fn is_asked_for_less(&mut self, step: &Step, by: &Step) -> bool {
        match (step.requires, by.requires) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(one), Some(other)) => self.implies(one, other),
        }
    }

    /// Whether it shows from their shapes that one tree is not met before another is.
    fn implies(&mut self, one: Tree, other: Tree) -> bool {
        if self.is_same(one, other) {
            return true;
        }
        let forest = &self.instance.forest;
        if let Tree::Branch(index) = other {
            let branch = forest.branch(index);
            let mut children = forest.children(branch).iter();
            let is_implied = match branch.kind {
                BranchKind::All => children.all(|(child, _)| self.implies(one, *child)),
                BranchKind::Any => children.any(|(child, _)| self.implies(one, *child)),
                BranchKind::AtLeast(_) => false,
            };
            if is_implied {
                return true;
            }
        }
        let (Tree::Branch(index), true) = (one, self.look()) else {
            return false;
        };
        let branch = forest.branch(index);
        let mut children = forest.children(branch).iter();
        match branch.kind {
            BranchKind::All => children.any(|(child, _)| self.implies(*child, other)),
            BranchKind::Any => children.all(|(child, _)| self.implies(*child, other)),
            BranchKind::AtLeast(_) => false,
        }
    }

    /// Whether two trees are the same.
    fn is_same(&mut self, one: Tree, other: Tree) -> bool {
        let (Tree::Branch(own), Tree::Branch(by)) = (one, other) else {
            return self.look() && one == other;
        };
        if own == by {
            return true;
        }
        let forest = &self.instance.forest;
        let (own, by) = (forest.branch(own), forest.branch(by));
        let (ones, others) = (forest.children(own), forest.children(by));
        self.look()
            && own.kind == by.kind
            && ones.len() == others.len()
            && ones
                .iter()
                .zip(others)
                .all(|(one, other)| one.1 == other.1 && self.is_same(one.0, other.0))
    }
}
