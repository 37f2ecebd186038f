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

use super::forest::{BranchKind, Forest, Tree};
use super::instance::{Instance, Step};
use super::lists::{Marks, small};

/// Returns the steps that are not spare and that the target or another of them needs; nothing, if
/// that is every one. Today's occupation is always among them.
pub(super) fn lean(instance: &Instance) -> Option<Marks> {
    let count = instance.steps.len();
    let mut spare = Marks::new(count);
    let mut is_any = false;
    for place in 0..small(count) {
        if is_spare(instance, place) {
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

/// Whether another step does as well in place of one.
fn is_spare(instance: &Instance, place: u32) -> bool {
    let step = &instance.steps[place as usize];
    // Whatever replaces it is among those that reach any of its leaves.
    let doers = instance.reaches(step).map(|leaf| instance.doers(leaf));
    let mut others = doers.min_by_key(|doers| doers.len()).unwrap_or(&[]).iter();
    step.is_open && others.any(|other| replaces(instance, *other, place))
}

/// Whether one step does as well in place of another.
fn replaces(instance: &Instance, one: u32, other: u32) -> bool {
    let (by, step) = (
        &instance.steps[one as usize],
        &instance.steps[other as usize],
    );
    let is_first = (by.cost, by.rank, one) < (step.cost, step.rank, other);
    is_first
        && by.is_open
        && by.act == step.act
        && by.duration <= step.duration
        && is_within(instance.gives(step), instance.gives(by))
        && is_within(instance.counts(step), instance.counts(by))
        && is_asked_for_less(&instance.forest, step, by)
}

/// Whether all of a list is in another one; both are sorted.
fn is_within(list: &[u32], other: &[u32]) -> bool {
    let mut other = other.iter();
    list.iter().all(|own| other.any(|one| one == own))
}

/// Whether the second step can be done whenever the first one can, as far as a few looks show.
fn is_asked_for_less(forest: &Forest, step: &Step, by: &Step) -> bool {
    match (step.requires, by.requires) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(one), Some(other)) => implies(forest, one, other, &mut { LOOKS }),
    }
}

/// How many pairs of trees are looked at for two steps.
const LOOKS: u32 = 60;

/// Whether it shows from their shapes that one tree is not met before another is.
fn implies(forest: &Forest, one: Tree, other: Tree, looks: &mut u32) -> bool {
    let Some(left) = looks.checked_sub(1) else {
        return false;
    };
    *looks = left;
    if is_same(forest, one, other) {
        return true;
    }
    if let Tree::Branch(index) = other {
        let branch = forest.branch(index);
        let mut children = forest.children(branch).iter();
        let is_implied = match branch.kind {
            BranchKind::All => children.all(|(child, _)| implies(forest, one, *child, looks)),
            BranchKind::Any => children.any(|(child, _)| implies(forest, one, *child, looks)),
            BranchKind::AtLeast(_) => false,
        };
        if is_implied {
            return true;
        }
    }
    let Tree::Branch(index) = one else {
        return false;
    };
    let branch = forest.branch(index);
    let mut children = forest.children(branch).iter();
    match branch.kind {
        BranchKind::All => children.any(|(child, _)| implies(forest, *child, other, looks)),
        BranchKind::Any => children.all(|(child, _)| implies(forest, *child, other, looks)),
        BranchKind::AtLeast(_) => false,
    }
}

/// Whether two trees are the same.
fn is_same(forest: &Forest, one: Tree, other: Tree) -> bool {
    match (one, other) {
        (Tree::Branch(one), Tree::Branch(other)) if one != other => {
            let (one, other) = (forest.branch(one), forest.branch(other));
            let (ones, others) = (forest.children(one), forest.children(other));
            one.kind == other.kind
                && ones.len() == others.len()
                && ones
                    .iter()
                    .zip(others)
                    .all(|(one, other)| one.1 == other.1 && is_same(forest, one.0, other.0))
        }
        (one, other) => one == other,
    }
}
