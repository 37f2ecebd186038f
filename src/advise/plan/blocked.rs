//! Why no plan exists: the fewest things whose being met would let one exist.
//!
//! In: an [`Outlook`] and a target it does not reach. Out: a [`Blocked`].
//!
//! # Source
//! Iterative deepening over the number of things granted. At each step one of a set of leaves has
//! to be granted, as none of the target's chains avoids them all; each is tried in turn. Of several
//! smallest sets the one with the most things that nothing leads to is given, as these are the
//! causes; then the one with the most that are not known, as an answer may grant them; then the one
//! with the lower indices. Causes that suffice alone are found once for all targets; of these one that
//! the target itself asks for comes before others.
//!
//! # Limits
//! At most [`MOST_LOOKS`] sets are tried. Beyond, the set is one that suffices, and says that it
//! may not be the fewest.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the outlook's lists, which are checked where they are made"
)]

use std::collections::BTreeSet;

use super::measure::NEVER;
use super::outlook::Outlook;
use super::problem::{Possession, Reach, Target};
use super::{Blocked, Missing};
use crate::pack::QualificationIndex;
use crate::pack::requirement::trees::TreeNode;
use crate::pack::requirement::{Child, LeafIndex, NodeIndex};

/// How many sets of granted leaves are looked at.
pub(super) const MOST_LOOKS: u32 = 2_000;

/// What follows when things are granted that no plan reaches; grants can be taken back, last first.
struct Grants<'o, 'a> {
    outlook: &'o Outlook<'a>,
    /// The worth each node still asks for.
    missing: Vec<u64>,
    is_leaf_met: Vec<bool>,
    is_had: Vec<bool>,
    log: Vec<Change>,
    leaves: Vec<u32>,
    nodes: Vec<u32>,
}

/// What a grant changed.
#[derive(Clone, Copy)]
enum Change {
    Leaf(u32),
    Had(u32),
    /// A node asked for so much before.
    Node(u32, u64),
}

impl<'o, 'a> Grants<'o, 'a> {
    fn of(outlook: &'o Outlook<'a>) -> Self {
        let firsts = &outlook.firsts;
        let is_reached = |weeks: &[u64]| weeks.iter().map(|week| *week != NEVER).collect();
        Self {
            outlook,
            missing: firsts.missing.clone(),
            is_leaf_met: is_reached(&firsts.leaves),
            is_had: is_reached(&firsts.qualifications),
            log: Vec::new(),
            leaves: Vec::new(),
            nodes: Vec::new(),
        }
    }

    fn is_met(&self, node: NodeIndex) -> bool {
        self.missing.get(node.0 as usize) == Some(&0)
    }

    /// Grants a leaf; returns where its changes begin in the log.
    fn grant(&mut self, leaf: u32) -> usize {
        let mark = self.log.len();
        self.leaves.push(leaf);
        self.spread();
        mark
    }

    fn take_back(&mut self, mark: usize) {
        for change in self.log.drain(mark..).rev() {
            match change {
                Change::Leaf(leaf) => self.is_leaf_met[leaf as usize] = false,
                Change::Had(index) => self.is_had[index as usize] = false,
                Change::Node(node, missing) => self.missing[node as usize] = missing,
            }
        }
    }

    fn spread(&mut self) {
        let links = &self.outlook.links;
        let problem = self.outlook.problem;
        let upward = problem.trees.upward();
        loop {
            if let Some(node) = self.nodes.pop() {
                for (parent, worth) in upward.parents(node) {
                    self.lower(parent, u64::from(worth));
                }
                for index in links.study_waiting.of(node) {
                    let earned = problem.study[*index as usize].qualification.0;
                    if !std::mem::replace(&mut self.is_had[earned as usize], true) {
                        self.log.push(Change::Had(earned));
                        self.leaves.extend(links.leaves_of_qualification.of(earned));
                    }
                }
                for index in links.work_waiting.of(node) {
                    self.leaves.extend(links.leaves_entered.of(*index));
                    self.leaves.extend(links.leaves_worked.of(*index));
                }
            } else if let Some(leaf) = self.leaves.pop() {
                if !std::mem::replace(&mut self.is_leaf_met[leaf as usize], true) {
                    self.log.push(Change::Leaf(leaf));
                    for node in upward.nodes_of(leaf) {
                        self.lower(*node, 1);
                    }
                }
            } else {
                return;
            }
        }
    }

    fn lower(&mut self, node: u32, worth: u64) {
        let missing = &mut self.missing[node as usize];
        if *missing == 0 {
            return;
        }
        self.log.push(Change::Node(node, *missing));
        *missing = missing.saturating_sub(worth);
        if *missing == 0 {
            self.nodes.push(node);
        }
    }
}

/// Returns for each node a leaf that nothing leads to and that would, if met, be enough for the node
/// to be met: one that is not known before others, then one that the node itself asks for, then the
/// first.
pub(super) fn causes(outlook: &Outlook<'_>) -> Vec<Option<LeafIndex>> {
    let mut causes = vec![None; outlook.problem.trees.len()];
    let mut grants = Grants::of(outlook);
    let leaves = || (0u32..).zip(&outlook.problem.leaves);
    let open = leaves().filter(|(_, reach)| **reach == Reach::Open);
    let others = leaves().filter(|(_, reach)| **reach != Reach::Open);
    let reach_of = |leaf: LeafIndex| &outlook.problem.leaves[leaf.0 as usize];
    let trees = outlook.problem.trees;
    let asks_for = |node, leaf| trees.node_within(node, leaf).is_some();
    for (leaf, reach) in open.chain(others) {
        if grants.is_leaf_met[leaf as usize] || is_derived(outlook, reach) {
            continue;
        }
        let mark = grants.grant(leaf);
        let leaf = LeafIndex(leaf);
        for change in &grants.log[mark..] {
            if let Change::Node(node, _) = change
                && grants.missing[*node as usize] == 0
            {
                let (cause, node) = (&mut causes[*node as usize], NodeIndex(*node));
                let is_nearer = cause.is_none_or(|known| {
                    let is_like = (*reach_of(known) == Reach::Open) == (*reach == Reach::Open);
                    is_like && asks_for(node, leaf) && !asks_for(node, known)
                });
                if is_nearer {
                    *cause = Some(leaf);
                }
            }
        }
        grants.take_back(mark);
    }
    causes
}

/// Returns whether something leads to a leaf that is itself out of reach.
fn is_derived(outlook: &Outlook<'_>, reach: &Reach<'_>) -> bool {
    match reach {
        Reach::Met | Reach::Never | Reach::Open => false,
        Reach::Holding(by) => is_studied(outlook, by),
        Reach::Entering(by)
        | Reach::Working {
            occupations: by, ..
        } => by
            .iter()
            .any(|index| index.position() < outlook.problem.occupations.len()),
    }
}

fn is_studied(outlook: &Outlook<'_>, by: &[QualificationIndex]) -> bool {
    let known = outlook.problem.qualifications.len();
    by.iter()
        .any(|index| index.position() < known && !outlook.links.study_of.of(index.0).is_empty())
}

/// Returns the fewest things that stand between a person and a target the outlook does not reach.
pub(super) fn blocked(outlook: &Outlook<'_>, target: &Target<'_>) -> Blocked {
    if let ([node], []) = (&target.requires[..], &target.holds[..])
        && let Some(Some(cause)) = outlook.causes().get(node.0 as usize)
    {
        return Blocked {
            missing: vec![Missing::Leaf(*cause)],
            is_fewest: true,
        };
    }
    let mut blockage = Blockage {
        outlook,
        target,
        grants: Grants::of(outlook),
        granted: BTreeSet::new(),
        best: None,
        looks: 0,
        walks: 0,
        seen: vec![0; outlook.problem.trees.len()],
    };
    for size in 1.. {
        let is_complete = blockage.deepen(size);
        if let Some((_, _, missing)) = blockage.best {
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
        blockage.grant(*first);
    }
    Blocked {
        missing: blockage.granted.into_iter().collect(),
        is_fewest: false,
    }
}

struct Blockage<'o, 'a> {
    outlook: &'o Outlook<'a>,
    target: &'o Target<'o>,
    grants: Grants<'o, 'a>,
    granted: BTreeSet<Missing>,
    /// The best set, after how many of it are derived and how many are known not to be met.
    best: Option<(usize, usize, Vec<Missing>)>,
    looks: u32,
    walks: u64,
    /// By node: the walk that saw it last.
    seen: Vec<u64>,
}

impl Blockage<'_, '_> {
    /// Tries every set with `more` further things; returns whether none was left out.
    fn deepen(&mut self, more: usize) -> bool {
        self.looks += 1;
        if self.looks > MOST_LOOKS {
            return false;
        }
        if more == 0 {
            if self.is_reached() {
                self.note();
            }
            return true;
        }
        let Some(cut) = self.cut() else {
            self.note();
            return true;
        };
        let mut is_complete = true;
        for missing in cut {
            let mark = self.grant(missing);
            is_complete &= self.deepen(more - 1);
            self.granted.remove(&missing);
            self.grants.take_back(mark);
        }
        is_complete
    }

    fn grant(&mut self, missing: Missing) -> usize {
        self.granted.insert(missing);
        match missing {
            Missing::Leaf(leaf) => self.grants.grant(leaf.0),
            Missing::Qualification(_) => self.grants.log.len(),
        }
    }

    fn note(&mut self) {
        let derived = self.granted.iter().filter(|missing| match missing {
            Missing::Qualification(index) => {
                let mut wanted = self.target.holds.iter();
                wanted
                    .any(|own| own.qualification == *index && is_studied(self.outlook, own.counts))
            }
            Missing::Leaf(leaf) => {
                is_derived(self.outlook, &self.outlook.problem.leaves[leaf.0 as usize])
            }
        });
        let leaves = &self.outlook.problem.leaves;
        let known = self.granted.iter().filter(|missing| match missing {
            Missing::Qualification(_) => true,
            Missing::Leaf(leaf) => leaves[leaf.0 as usize] != Reach::Open,
        });
        let own = (
            derived.count(),
            known.count(),
            self.granted.iter().copied().collect(),
        );
        if self.best.as_ref().is_none_or(|best| own < *best) {
            self.best = Some(own);
        }
    }

    fn is_reached(&self) -> bool {
        let mut nodes = self.target.requires.iter();
        nodes.all(|node| self.grants.is_met(*node)) && self.unmet().is_none()
    }

    /// Returns the first wanted qualification that is neither held nor granted.
    fn unmet(&self) -> Option<&super::problem::Wanted<'_>> {
        self.target.holds.iter().find(|wanted| {
            let missing = Missing::Qualification(wanted.qualification);
            let is_had = |index: &QualificationIndex| {
                self.grants.is_had.get(index.position()) == Some(&true)
            };
            !self.granted.contains(&missing) && !wanted.counts.iter().any(is_had)
        })
    }

    /// Returns things of which one at least has to be granted, sorted; `None` if the target is
    /// reached.
    fn cut(&mut self) -> Option<Vec<Missing>> {
        let mut cut = Vec::new();
        let mut nodes = Vec::new();
        let target = self.target;
        let node = target
            .requires
            .iter()
            .find(|node| !self.grants.is_met(**node));
        match (node, self.unmet().copied()) {
            (None, None) => return None,
            (Some(node), _) => nodes.push(*node),
            (None, Some(wanted)) => {
                cut.push(Missing::Qualification(wanted.qualification));
                self.push_studied(wanted.counts, &mut nodes);
            }
        }
        self.walks += 1;
        while let Some(node) = nodes.pop() {
            let seen = self.seen.get_mut(node.0 as usize);
            if seen.is_none_or(|seen| std::mem::replace(seen, self.walks) == self.walks) {
                continue;
            }
            match self.outlook.problem.trees.node(node) {
                None => {}
                Some(TreeNode::Leaf(leaf)) => self.cut_leaf(leaf, &mut cut, &mut nodes),
                Some(TreeNode::Branch { from, to, .. }) => {
                    // Without one of the last few of the unmet the rest is not worth enough.
                    let mut missing = self.grants.missing[node.0 as usize];
                    let children = self.outlook.problem.trees.children(from, to).iter();
                    let unmet = children.filter(|child| !self.grants.is_met(child.node));
                    let skip = |child: &&Child| {
                        let worth = u64::from(child.worth);
                        let is_skipped = worth < missing;
                        missing -= if is_skipped { worth } else { 0 };
                        is_skipped
                    };
                    nodes.extend(unmet.skip_while(skip).map(|child| child.node));
                }
            }
        }
        cut.sort_unstable();
        cut.dedup();
        Some(cut)
    }

    fn cut_leaf(&self, leaf: LeafIndex, cut: &mut Vec<Missing>, nodes: &mut Vec<NodeIndex>) {
        let Some(reach) = self.outlook.problem.leaves.get(leaf.0 as usize) else {
            return;
        };
        cut.push(Missing::Leaf(leaf));
        match reach {
            Reach::Met | Reach::Never | Reach::Open => {}
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
            let possession = problem.qualifications.get(index.position());
            if possession.is_some_and(|own| *own != Possession::Held) {
                let study = self.outlook.links.study_of.of(index.0).iter();
                nodes.extend(study.filter_map(|own| problem.study[*own as usize].requires));
            }
        }
    }
}
