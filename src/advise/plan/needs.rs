//! Work that every plan does.
//!
//! An occupation that counts towards none of it takes its stay away from all of it.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use super::forest::{BranchKind, Tree};
use super::instance::{Instance, NO_KIND};
use super::measure::NEVER;

/// A leaf that every plan meets by work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need {
    /// The leaf.
    pub(super) leaf: u32,
    /// The kind of work.
    pub(super) kind: u32,
    /// The first week an occupation that gives it can be worked in.
    pub(super) start: u64,
}

/// Returns the leaves that every plan meets by work.
///
/// `begins` is by step: the earliest week it can be begun; `free` by leaf: whether it is met in time
/// without a step.
pub(super) fn needs(instance: &Instance, begins: &[u64], free: &[bool]) -> Vec<Need> {
    let mut needs = Vec::new();
    let mut trees = vec![instance.target];
    let mut is_seen = vec![false; instance.leaves.len()];
    while let Some(tree) = trees.pop() {
        match tree {
            Tree::Leaf(leaf) => {
                if std::mem::replace(&mut is_seen[leaf as usize], true) {
                    continue;
                }
                let own = &instance.leaves[leaf as usize];
                let kind = own.kind;
                if own.arrival != NEVER {
                    continue;
                }
                if kind != NO_KIND {
                    let start = first(instance, begins, kind);
                    needs.push(Need { leaf, kind, start });
                } else if let ([only], false) = (instance.doers(leaf), free[leaf as usize]) {
                    trees.extend(instance.steps[*only as usize].requires);
                }
            }
            Tree::Branch(index) => {
                let branch = instance.forest.branch(index);
                if branch.kind == BranchKind::All {
                    let children = instance.forest.children(branch).iter();
                    trees.extend(children.map(|(child, _)| *child));
                }
            }
        }
    }
    needs
}

/// Returns the first week in which an occupation that counts towards a kind can be worked in.
fn first(instance: &Instance, begins: &[u64], kind: u32) -> u64 {
    if instance.current_counts().contains(&kind) {
        return 0;
    }
    let steps = instance.steps.iter().zip(begins);
    let open = steps.filter(|(step, _)| step.is_open && instance.counts(step).contains(&kind));
    open.fold(NEVER, |first, (_, begin)| first.min(*begin))
}
