//! Requirement trees over the leaves of an instance.
//!
//! In: trees, simplified when they are planted. Out: the least value at which a tree is met.

#![expect(
    clippy::indexing_slicing,
    reason = "a forest makes the indices into itself"
)]

use super::outlook::NEVER;

/// A tree, by its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tree {
    Leaf(u32),
    Branch(u32),
}

/// An inner node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Branch {
    pub(super) kind: BranchKind,
    from: u32,
    to: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BranchKind {
    All,
    Any,
    AtLeast(u64),
}

/// What a tree became when what is met and what cannot be met was taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Simple {
    Met,
    Hopeless,
    Tree(Tree),
}

/// Trees, by their roots.
#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    branches: Vec<Branch>,
    children: Vec<(Tree, u64)>,
}

impl Forest {
    /// Returns the branch over `parts`, without what is met or hopeless.
    pub(super) fn plant(&mut self, parts: Vec<(Simple, u64)>, need: u64) -> Simple {
        let mut need = need;
        let mut kept: Vec<(Tree, u64)> = Vec::with_capacity(parts.len());
        for (simple, worth) in parts {
            match simple {
                Simple::Met => need = need.saturating_sub(worth),
                Simple::Hopeless => {}
                Simple::Tree(tree) => kept.push((tree, worth)),
            }
        }
        kept.retain(|(_, worth)| *worth > 0);
        kept.sort_unstable();
        kept.dedup_by(|later, first| {
            let is_same = later.0 == first.0;
            if is_same {
                first.1 = first.1.saturating_add(later.1);
            }
            is_same
        });
        if need == 0 {
            return Simple::Met;
        }
        let total = kept
            .iter()
            .fold(0u64, |sum, (_, worth)| sum.saturating_add(*worth));
        if total < need {
            return Simple::Hopeless;
        }
        let least = kept.iter().map(|(_, worth)| *worth).min().unwrap_or(0);
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
        let from = small(self.children.len());
        self.children.extend(kept);
        let to = small(self.children.len());
        let own = small(self.branches.len());
        self.branches.push(Branch { kind, from, to });
        Simple::Tree(Tree::Branch(own))
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

    /// Lowers the value of every leaf of the tree to `value`; returns whether one was higher.
    pub(super) fn lower(&self, tree: Tree, value: u64, leaves: &mut [u64]) -> bool {
        match tree {
            Tree::Leaf(leaf) => {
                let known = &mut leaves[leaf as usize];
                let is_lower = value < *known;
                *known = value.min(*known);
                is_lower
            }
            Tree::Branch(index) => {
                let children = self.children(self.branch(index)).iter();
                children.fold(false, |is_changed, (child, _)| {
                    self.lower(*child, value, leaves) || is_changed
                })
            }
        }
    }

    /// Returns how many children there are in all.
    pub(super) fn size(&self) -> usize {
        self.children.len()
    }

    /// Returns the children of a branch with their worth.
    pub(super) fn children(&self, branch: Branch) -> &[(Tree, u64)] {
        &self.children[branch.from as usize..branch.to as usize]
    }

    /// Returns the value of a tree: the least value at which enough of it is met, if each leaf is
    /// met at its value.
    pub(super) fn value(&self, tree: Tree, leaves: &[u64], scratch: &mut Vec<(u64, u64)>) -> u64 {
        let index = match tree {
            Tree::Leaf(leaf) => return leaves[leaf as usize],
            Tree::Branch(index) => index,
        };
        let branch = self.branch(index);
        let children = self.children(branch).iter();
        match branch.kind {
            BranchKind::All => children
                .map(|(child, _)| self.value(*child, leaves, scratch))
                .fold(0, u64::max),
            BranchKind::Any => children
                .map(|(child, _)| self.value(*child, leaves, scratch))
                .fold(NEVER, u64::min),
            BranchKind::AtLeast(need) => {
                let base = scratch.len();
                for (child, worth) in children {
                    let value = self.value(*child, leaves, scratch);
                    scratch.push((value, *worth));
                }
                let value = threshold(&mut scratch[base..], need);
                scratch.truncate(base);
                value
            }
        }
    }

    /// Returns the value of what a step requires.
    pub(super) fn required(
        &self,
        requires: Option<Tree>,
        leaves: &[u64],
        scratch: &mut Vec<(u64, u64)>,
    ) -> u64 {
        requires.map_or(0, |tree| self.value(tree, leaves, scratch))
    }
}

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

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
