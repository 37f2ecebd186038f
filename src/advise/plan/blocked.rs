//! Why no plan exists: the fewest things whose being met would let one exist.
//!
//! In: an [`Outlook`] and a target it does not reach. Out: a [`Blocked`].
//!
//! # Source
//! Iterative deepening over the number of things granted. At each step one of a set of leaves has
//! to be granted, as none of the target's chains avoids them all; each is tried in turn. Of several
//! smallest sets the one with the most things that nothing leads to is given, as these are the
//! causes; then the one with the lower indices.
//!
//! # Limits
//! At most [`MOST_LOOKS`] sets are tried. Beyond, the set is one that suffices, and says that it
//! may not be the fewest.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the outlook's lists, which are checked where they are made"
)]

use std::collections::BTreeSet;

use super::outlook::{Measure, NEVER, Outlook};
use super::problem::{Reach, Target, TreeNode};
use super::{Blocked, Missing};
use crate::pack::QualificationIndex;
use crate::pack::requirement::{LeafIndex, NodeIndex};

/// How many sets of granted leaves are looked at.
pub(super) const MOST_LOOKS: u32 = 2_000;

struct Blockage<'o, 'a> {
    outlook: &'o Outlook<'a>,
    target: &'o Target<'o>,
    granted: BTreeSet<Missing>,
    /// What is met beyond the outlook because of what is granted.
    leaves: BTreeSet<u32>,
    qualifications: BTreeSet<u32>,
    best: Option<(usize, Vec<Missing>)>,
    looks: u32,
}

/// Returns the fewest things that stand between a person and a target the outlook does not reach.
pub(super) fn blocked(outlook: &Outlook<'_>, target: &Target<'_>) -> Blocked {
    let mut blockage = Blockage {
        outlook,
        target,
        granted: BTreeSet::new(),
        leaves: BTreeSet::new(),
        qualifications: BTreeSet::new(),
        best: None,
        looks: 0,
    };
    for size in 1.. {
        let is_complete = blockage.deepen(size);
        if let Some((_, missing)) = blockage.best {
            return Blocked {
                missing,
                is_fewest: is_complete,
            };
        }
        if !is_complete {
            break;
        }
    }
    blockage.granted.clear();
    while let Some(cut) = blockage.cut() {
        let Some(first) = cut.first() else { break };
        blockage.granted.insert(*first);
    }
    Blocked {
        missing: blockage.granted.into_iter().collect(),
        is_fewest: false,
    }
}

impl Blockage<'_, '_> {
    /// Tries every set with `more` further things; returns whether none was left out.
    fn deepen(&mut self, more: usize) -> bool {
        self.looks += 1;
        if self.looks > MOST_LOOKS {
            return false;
        }
        let Some(cut) = self.cut() else {
            self.note();
            return true;
        };
        if more == 0 {
            return true;
        }
        let mut is_complete = true;
        for missing in cut {
            self.granted.insert(missing);
            is_complete &= self.deepen(more - 1);
            self.granted.remove(&missing);
        }
        is_complete
    }

    fn note(&mut self) {
        let derived = self
            .granted
            .iter()
            .filter(|missing| self.is_derived(**missing));
        let own = (derived.count(), self.granted.iter().copied().collect());
        if self.best.as_ref().is_none_or(|best| own < *best) {
            self.best = Some(own);
        }
    }

    /// Returns whether something leads to it that is itself out of reach.
    fn is_derived(&self, missing: Missing) -> bool {
        match missing {
            Missing::Qualification(index) => self
                .target
                .holds
                .iter()
                .filter(|wanted| wanted.qualification == index)
                .any(|wanted| self.is_studied(wanted.counts)),
            Missing::Leaf(leaf) => match self.outlook.problem.leaves[leaf.0 as usize] {
                Reach::Met | Reach::Never => false,
                Reach::Holding(by) => self.is_studied(by),
                Reach::Entering(by)
                | Reach::Working {
                    occupations: by, ..
                } => by
                    .iter()
                    .any(|index| index.position() < self.outlook.problem.occupations.len()),
            },
        }
    }

    fn is_studied(&self, by: &[QualificationIndex]) -> bool {
        let known = self.outlook.problem.qualifications.len();
        by.iter()
            .any(|index| index.position() < known && !self.outlook.study_of.of(index.0).is_empty())
    }

    /// Returns things of which one at least has to be granted; `None` if the target is reached.
    fn cut(&mut self) -> Option<Vec<Missing>> {
        self.spread();
        let mut cut = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let unmet = self.target.holds.iter().find(|wanted| {
            let missing = Missing::Qualification(wanted.qualification);
            !self.granted.contains(&missing) && !self.is_held(wanted.counts)
        });
        let node = self
            .target
            .requires
            .iter()
            .find(|node| !self.is_met(**node));
        let mut nodes = Vec::new();
        match (node, unmet) {
            (None, None) => return None,
            (Some(node), _) => nodes.push(*node),
            (None, Some(wanted)) => {
                cut.insert(Missing::Qualification(wanted.qualification));
                self.push_studied(wanted.counts, &mut nodes);
            }
        }
        while let Some(node) = nodes.pop() {
            if !seen.insert(node) {
                continue;
            }
            match self.outlook.problem.trees.node(node) {
                None => {}
                Some(TreeNode::Leaf(leaf)) => self.cut_leaf(leaf, &mut cut, &mut nodes),
                Some(TreeNode::Branch { need, from, to }) => {
                    let children = self.outlook.problem.trees.children(from, to);
                    let (met, unmet): (Vec<_>, Vec<_>) =
                        children.iter().partition(|child| self.is_met(child.node));
                    let sum = |of: &[&crate::pack::requirement::Child]| {
                        let worths = of.iter().map(|child| u64::from(child.worth));
                        worths.fold(0, u64::saturating_add)
                    };
                    // Without one of the last few of the unmet the rest is not worth enough.
                    let mut missing = need.saturating_sub(sum(&met));
                    let mut skipped = 0;
                    for child in &unmet {
                        let worth = u64::from(child.worth);
                        if worth >= missing {
                            break;
                        }
                        missing -= worth;
                        skipped += 1;
                    }
                    nodes.extend(unmet.iter().skip(skipped).map(|child| child.node));
                }
            }
        }
        Some(cut.into_iter().collect())
    }

    fn cut_leaf(&self, leaf: LeafIndex, cut: &mut BTreeSet<Missing>, nodes: &mut Vec<NodeIndex>) {
        let Some(reach) = self.outlook.problem.leaves.get(leaf.0 as usize) else {
            return;
        };
        cut.insert(Missing::Leaf(leaf));
        match reach {
            Reach::Met | Reach::Never => {}
            Reach::Holding(by) => self.push_studied(by, nodes),
            Reach::Entering(by)
            | Reach::Working {
                occupations: by, ..
            } => {
                let works = by
                    .iter()
                    .filter_map(|index| self.outlook.problem.occupations.get(index.position()));
                nodes.extend(works.filter_map(|work| work.requires));
            }
        }
    }

    fn push_studied(&self, by: &[QualificationIndex], nodes: &mut Vec<NodeIndex>) {
        let problem = self.outlook.problem;
        for index in by {
            if index.position() < problem.qualifications.len() {
                let study = self.outlook.study_of.of(index.0).iter();
                nodes.extend(study.filter_map(|own| problem.study[*own as usize].requires));
            }
        }
    }

    /// Computes what follows from what is granted.
    fn spread(&mut self) {
        self.leaves.clear();
        self.qualifications.clear();
        for missing in &self.granted {
            if let Missing::Leaf(leaf) = missing {
                self.leaves.insert(leaf.0);
            }
        }
        let problem = self.outlook.problem;
        loop {
            let before = (self.leaves.len(), self.qualifications.len());
            for option in &problem.study {
                let index = option.qualification;
                if index.position() < problem.qualifications.len()
                    && !self.is_held(&[index])
                    && option.requires.is_none_or(|node| self.is_met(node))
                {
                    self.qualifications.insert(index.0);
                    let leaves = self.outlook.leaves_of_qualification.of(index.0);
                    self.leaves.extend(leaves);
                }
            }
            for (index, work) in (0u32..).zip(&problem.occupations) {
                if work.requires.is_none_or(|node| self.is_met(node)) {
                    self.leaves.extend(self.outlook.leaves_entered.of(index));
                    self.leaves.extend(self.outlook.leaves_worked.of(index));
                }
            }
            if before == (self.leaves.len(), self.qualifications.len()) {
                return;
            }
        }
    }

    fn is_held(&self, by: &[QualificationIndex]) -> bool {
        let values = &self.outlook.values(Measure::Finish).qualifications;
        by.iter().any(|index| {
            let value = values.get(index.position());
            value.is_some_and(|value| *value != NEVER) || self.qualifications.contains(&index.0)
        })
    }

    fn is_met(&self, node: NodeIndex) -> bool {
        if self.outlook.required(Measure::Finish, Some(node)) != NEVER {
            return true;
        }
        match self.outlook.problem.trees.node(node) {
            None => false,
            Some(TreeNode::Leaf(leaf)) => self.leaves.contains(&leaf.0),
            Some(TreeNode::Branch { need, from, to }) => {
                let children = self.outlook.problem.trees.children(from, to).iter();
                let met = children.filter(|child| self.is_met(child.node));
                let worths = met.map(|child| u64::from(child.worth));
                worths.fold(0, u64::saturating_add) >= need
            }
        }
    }
}
