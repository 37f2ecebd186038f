//! Requirement trees of an instance: only what is not met yet and can be met at all.
//!
//! In: trees over leaf indices. Out: the value of a tree, given a value for each of its leaves.

#![expect(
    clippy::indexing_slicing,
    reason = "branches and children are made by this table only, leaves by its instance"
)]

use super::measure::NEVER;
use crate::lists::small;

/// A node: a leaf of the instance, or a branch of the forest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tree {
    /// A leaf.
    Leaf(u32),
    /// A branch.
    Branch(u32),
}

/// An inner node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Branch {
    /// How much of its children it asks for.
    pub(super) kind: BranchKind,
    from: u32,
    to: u32,
    /// Where its children that are leaves begin in the list of these.
    leaves_from: u32,
    /// How many of its children, the first ones, are leaves.
    leaves: u32,
}

/// How much of its children a branch asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BranchKind {
    /// Every one.
    All,
    /// One.
    Any,
    /// So much worth.
    AtLeast(u64),
}

/// What a tree became when what is met and what cannot be met was taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Simple {
    /// It is met.
    Met,
    /// It cannot be met.
    Hopeless,
    /// This is left of it.
    Tree(Tree),
}

/// Trees, by their roots.
#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    branches: Vec<Branch>,
    children: Vec<(Tree, u64)>,
    /// The children of all branches that are leaves, once more, side by side.
    leaves: Vec<u32>,
}

impl Forest {
    /// Makes room for so many children.
    pub(super) fn reserve(&mut self, children: usize) {
        self.children.reserve(children);
        self.leaves.reserve(children);
        self.branches.reserve(children / 2);
    }

    /// Returns the branch over the last of `parts`, from `base` on, which are taken off; without
    /// what is met or hopeless.
    pub(super) fn plant(
        &mut self,
        parts: &mut Vec<(Simple, u64)>,
        base: usize,
        need: u64,
    ) -> Simple {
        let mut need = need;
        let from = self.children.len();
        for (simple, worth) in parts.drain(base..) {
            match simple {
                Simple::Met => need = need.saturating_sub(worth),
                Simple::Hopeless => {}
                Simple::Tree(tree) if worth > 0 => self.children.push((tree, worth)),
                Simple::Tree(_) => {}
            }
        }
        let planted = self.branch_over(from, need);
        if !matches!(planted, Simple::Tree(Tree::Branch(_))) {
            self.children.truncate(from);
        }
        planted
    }

    fn branch_over(&mut self, from: usize, need: u64) -> Simple {
        if need == 0 {
            return Simple::Met;
        }
        self.children[from..].sort_unstable();
        self.merge_equal(from);
        let kept = &self.children[from..];
        let worths = kept.iter().map(|(_, worth)| *worth);
        let total = worths.clone().fold(0, u64::saturating_add);
        if total < need {
            return Simple::Hopeless;
        }
        let least = worths.min().unwrap_or(0);
        let kind = if total - least < need {
            BranchKind::All
        } else if least >= need {
            BranchKind::Any
        } else {
            BranchKind::AtLeast(need)
        };
        if let [(only, _)] = kept[..] {
            return Simple::Tree(only);
        }
        let own = small(self.branches.len());
        let leaves_from = self.leaves.len();
        let leaves = kept.iter().map_while(|(child, _)| match child {
            Tree::Leaf(leaf) => Some(*leaf),
            Tree::Branch(_) => None,
        });
        self.leaves.extend(leaves);
        self.branches.push(Branch {
            kind,
            from: small(from),
            to: small(self.children.len()),
            leaves_from: small(leaves_from),
            leaves: small(self.leaves.len() - leaves_from),
        });
        Simple::Tree(Tree::Branch(own))
    }

    /// Makes one of equal neighbours, worth as much as they are together.
    fn merge_equal(&mut self, from: usize) {
        let mut kept = from;
        for place in from..self.children.len() {
            let (tree, worth) = self.children[place];
            if kept > from && self.children[kept - 1].0 == tree {
                let known = &mut self.children[kept - 1].1;
                *known = known.saturating_add(worth);
            } else {
                self.children[kept] = (tree, worth);
                kept += 1;
            }
        }
        self.children.truncate(kept);
    }

    /// Returns the branch.
    pub(super) fn branch(&self, index: u32) -> Branch {
        self.branches[index as usize]
    }

    /// Returns how much worth of its children a branch needs.
    pub(super) fn need(&self, branch: Branch) -> u64 {
        match branch.kind {
            BranchKind::All => {
                let worths = self.children(branch).iter().map(|(_, worth)| *worth);
                worths.fold(0, u64::saturating_add)
            }
            BranchKind::Any => 1,
            BranchKind::AtLeast(need) => need,
        }
    }

    /// Returns the children of a branch with their worth.
    pub(super) fn children(&self, branch: Branch) -> &[(Tree, u64)] {
        &self.children[branch.from as usize..branch.to as usize]
    }

    /// Calls `each` with every leaf of the tree.
    pub(super) fn leaves(&self, tree: Tree, each: &mut impl FnMut(u32)) {
        match tree {
            Tree::Leaf(leaf) => each(leaf),
            Tree::Branch(index) => {
                for (child, _) in self.children(self.branch(index)) {
                    self.leaves(*child, each);
                }
            }
        }
    }

    /// Returns how many children there are in all.
    pub(super) fn size(&self) -> usize {
        self.children.len()
    }

    /// Returns the value of a tree: the least value at which enough of it is met, if each leaf is
    /// met at its value.
    pub(super) fn value(&self, tree: Tree, values: &[u64]) -> u64 {
        let index = match tree {
            Tree::Leaf(leaf) => return values[leaf as usize],
            Tree::Branch(index) => index,
        };
        let branch = self.branches[index as usize];
        let from = branch.leaves_from as usize;
        let leaves = self.leaves[from..from + branch.leaves as usize].iter();
        let mut leaves = leaves.map(|leaf| values[*leaf as usize]);
        let others = &self.children[(branch.from + branch.leaves) as usize..branch.to as usize];
        let mut others = others.iter().map(|(child, _)| self.value(*child, values));
        match branch.kind {
            BranchKind::All => {
                let mut highest = 0;
                let all = |value: u64| {
                    highest = value.max(highest);
                    value != NEVER
                };
                let mut all = all;
                let _ = leaves.all(&mut all) && others.all(&mut all);
                highest
            }
            BranchKind::Any => {
                let least = leaves.fold(NEVER, u64::min);
                match least {
                    0 => 0,
                    least => others.fold(least, u64::min),
                }
            }
            BranchKind::AtLeast(need) => {
                let worths = self.children(branch).iter().map(|(_, worth)| *worth);
                let entries = leaves.chain(others).zip(worths);
                let entries = entries.filter(|(value, _)| *value != NEVER);
                let mut few = [(NEVER, 0); FEW];
                if self.children(branch).len() <= FEW {
                    let mut count = 0;
                    for (own, entry) in few.iter_mut().zip(entries) {
                        *own = entry;
                        count += 1;
                    }
                    return threshold(&mut few[..count], need);
                }
                threshold(&mut entries.collect::<Vec<_>>(), need)
            }
        }
    }

    /// Adds to `trees` children of a branch of which one at least is met when it is met: where every
    /// one is needed the one of the highest value, else those of at least the branch's own value, as
    /// the lower ones are not worth enough. Those of no value are left out.
    pub(super) fn push_vital(&self, index: u32, values: &[u64], trees: &mut Vec<Tree>) {
        let branch = self.branch(index);
        let children = self.children(branch).iter().map(|(child, _)| *child);
        if branch.kind == BranchKind::All {
            let mut highest: Option<(u64, Tree)> = None;
            for child in children {
                let own = self.value(child, values);
                if highest.is_none_or(|(known, _)| own > known) {
                    highest = Some((own, child));
                }
            }
            trees.extend(highest.map(|(_, child)| child));
        } else {
            let least = self.value(Tree::Branch(index), values);
            trees.extend(children.filter(|child| {
                let own = self.value(*child, values);
                own != NEVER && own >= least
            }));
        }
    }

    /// Returns the value of what a step requires.
    pub(super) fn required(&self, requires: Option<Tree>, leaves: &[u64]) -> u64 {
        requires.map_or(0, |tree| self.value(tree, leaves))
    }
}

/// How many children are evaluated without a list of their own.
const FEW: usize = 12;

/// Returns the least value at which entries of at most that value are worth `need` together.
pub(super) fn threshold(entries: &mut [(u64, u64)], need: u64) -> u64 {
    entries.sort_unstable();
    let mut worth = 0u64;
    for (value, own) in entries {
        worth = worth.saturating_add(*own);
        if worth >= need {
            return *value;
        }
    }
    NEVER
}
