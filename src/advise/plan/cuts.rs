//! Landmarks: sets of steps of which every plan takes one.
//!
//! In: an [`Instance`] and what a step weighs. Out: [`Cuts`]: the landmarks, and with them a lower
//! bound of the summed weight of every plan's steps. The weights of the landmarks add up, as each
//! step's weight is shared out among the landmarks it is in.
//!
//! # Source
//! Helmert and Domshlak 2009, "Landmarks, critical paths and abstractions": the landmark cut, here
//! over threshold trees, after the thresholds that every plan must meet are bounded on their own.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

mod unhit;

use std::cmp::Reverse;

use super::forest::{BranchKind, Tree};
use super::instance::{Act, Instance};
use super::measure::NEVER;
use crate::lists::Marks;
pub(super) use unhit::Unhit;

/// One landmark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    /// What every plan spends on it: on one step of a landmark, on several of a threshold.
    pub(super) weight: u64,
    /// The earliest week one of its steps can be begun.
    pub(super) start: u64,
    /// The least tail of one of its steps.
    pub(super) tail: u64,
    /// The place of its charges among those of the thresholds.
    threshold: Option<u8>,
}

/// The landmarks of an instance for some weight of its steps.
#[derive(Clone, Debug, Default)]
pub(super) struct Cuts {
    /// The first [`MOST_CUTS`] that were found, greatest tail first.
    pub(super) cuts: Vec<Cut>,
    /// For each step, which of them it is in, a bit each.
    pub(super) hits: Vec<u64>,
    /// What is left over of each step's weight.
    pub(super) leftovers: Vec<u64>,
    /// What is left over on the heaviest chain to each leaf.
    pub(super) heights: Vec<u64>,
    /// The sum of the weights of all.
    pub(super) total: u64,
    /// For each of the first thresholds and each step, what a plan that takes it spends on it.
    charges: Vec<Vec<u64>>,
}

/// How many landmarks are kept track of.
const MOST_CUTS: usize = 64;

/// How many thresholds are kept track of.
const MOST_THRESHOLDS: usize = 4;

/// Returns the landmarks of an instance for given weights of its steps.
///
/// `begins` is by step: the earliest week it can be begun; `free` by leaf: whether it is met in time
/// without a step.
pub(super) fn cuts(instance: &Instance, begins: &[u64], free: &[bool], weights: Vec<u64>) -> Cuts {
    let mut cutter = Cutter {
        instance,
        begins,
        free,
        cuts: Cuts {
            cuts: Vec::new(),
            hits: vec![0; instance.steps.len()],
            leftovers: weights,
            heights: free
                .iter()
                .map(|is_free| if *is_free { 0 } else { NEVER })
                .collect(),
            total: 0,
            charges: Vec::new(),
        },
        members: Vec::new(),
        kind_heights: vec![NEVER; instance.kinds.len()],
        stale: Marks::all(instance.steps.len()),
        trees: Vec::new(),
        is_seen: vec![false; instance.leaves.len()],
    };
    cutter.thresholds();
    cutter.run();
    let mut cuts = cutter.cuts;
    sort(&mut cuts);
    cuts
}

/// Sorts the landmarks by tail, greatest first.
fn sort(cuts: &mut Cuts) {
    let mut order: Vec<usize> = (0..cuts.cuts.len()).collect();
    order.sort_by_key(|place| Reverse(cuts.cuts[*place].tail));
    if order.is_sorted() {
        return;
    }
    cuts.cuts = order.iter().map(|place| cuts.cuts[*place]).collect();
    for hits in &mut cuts.hits {
        let sorted = order.iter().enumerate();
        *hits = sorted.fold(0, |sorted, (to, from)| sorted | (*hits >> from & 1) << to);
    }
}

struct Cutter<'c> {
    instance: &'c Instance,
    begins: &'c [u64],
    free: &'c [bool],
    cuts: Cuts,
    members: Vec<u32>,
    /// By kind, what is left over on the heaviest chain to an occupation that gives it.
    kind_heights: Vec<u64>,
    /// The steps whose heights are to be looked at again.
    stale: Marks,
    trees: Vec<Tree>,
    is_seen: Vec<bool>,
}

impl Cutter<'_> {
    fn run(&mut self) {
        loop {
            self.set_heights();
            let instance = self.instance;
            let height = instance.forest.value(instance.target, &self.cuts.heights);
            if height == 0 || height == NEVER || !self.take_cut() {
                return;
            }
        }
    }

    /// Returns the steps in time that meet a leaf.
    fn doers(&self, leaf: u32) -> impl Iterator<Item = u32> {
        let doers = self.instance.doers(leaf).iter().copied();
        doers.filter(|step| self.begins[*step as usize] != NEVER)
    }

    /// Notes a landmark; returns whether it is kept track of.
    fn note(&mut self, weight: u64, members: impl Iterator<Item = u32>) -> bool {
        let place = self.cuts.cuts.len();
        self.cuts.total = self.cuts.total.saturating_add(weight);
        if place >= MOST_CUTS {
            return false;
        }
        let (mut start, mut tail) = (NEVER, NEVER);
        for step in members {
            let own = &self.instance.steps[step as usize];
            start = start.min(self.begins[step as usize]);
            tail = tail.min(match own.act {
                Act::Study => own.tail,
                Act::Work => 0,
            });
            self.cuts.hits[step as usize] |= 1 << place;
        }
        self.cuts.cuts.push(Cut {
            weight,
            start,
            tail,
            threshold: None,
        });
        true
    }

    /// Bounds the thresholds (`at_least`) that every plan must meet: the lightest children that are
    /// worth enough. A step that gives several children shares its weight among them.
    fn thresholds(&mut self) {
        let instance = self.instance;
        self.trees.push(instance.target);
        while let Some(tree) = self.trees.pop() {
            match tree {
                Tree::Leaf(leaf) => {
                    let place = leaf as usize;
                    if self.free[place] || std::mem::replace(&mut self.is_seen[place], true) {
                        continue;
                    }
                    let only = {
                        let mut doers = self.doers(leaf);
                        (doers.next(), doers.next())
                    };
                    if let (Some(only), None) = only {
                        self.trees.extend(instance.steps[only as usize].requires);
                    }
                }
                Tree::Branch(index) => {
                    let branch = instance.forest.branch(index);
                    let children = instance.forest.children(branch);
                    match branch.kind {
                        BranchKind::All => {
                            self.trees.extend(children.iter().map(|(child, _)| *child));
                        }
                        BranchKind::Any => {}
                        BranchKind::AtLeast(need) => self.threshold(children, need),
                    }
                }
            }
        }
    }

    fn threshold(&mut self, children: &[(Tree, u64)], need: u64) {
        // Children that are no leaves, or are met without a step, count as free.
        let instance = self.instance;
        let is_child = |leaf: u32| {
            let mut leaves = children.iter();
            leaves.any(|(child, _)| *child == Tree::Leaf(leaf))
        };
        let mut need = need;
        let mut priced: Vec<(u64, u64, u32)> = Vec::with_capacity(children.len());
        for (child, worth) in children {
            let leaf = match *child {
                Tree::Branch(_) => {
                    need = need.saturating_sub(*worth);
                    continue;
                }
                Tree::Leaf(leaf) => leaf,
            };
            let mut price = NEVER;
            for doer in self.doers(leaf) {
                let step = &instance.steps[doer as usize];
                let shared = match step.act {
                    Act::Study => {
                        let gives = instance.gives(step).iter();
                        gives.filter(|leaf| is_child(**leaf)).count() as u64
                    }
                    Act::Work => NEVER,
                };
                price = price.min(self.cuts.leftovers[doer as usize] / shared.max(1));
            }
            if self.free[leaf as usize] || price == 0 {
                need = need.saturating_sub(*worth);
            } else if price != NEVER {
                priced.push((price, *worth, leaf));
            }
        }
        // Lightest per worth first; the last one, which is critical, in part, rounded down.
        priced.sort_unstable_by(|one, other| {
            let left = u128::from(one.0) * u128::from(other.1);
            let right = u128::from(other.0) * u128::from(one.1);
            left.cmp(&right).then(one.2.cmp(&other.2))
        });
        let mut total = 0u64;
        let mut missing = need;
        let mut critical = (0, 1);
        for (price, worth, _) in &priced {
            if missing == 0 {
                break;
            }
            let used = missing.min(*worth);
            let part = u128::from(*price) * u128::from(used) / u128::from(*worth);
            total = total.saturating_add(u64::try_from(part).unwrap_or(NEVER));
            missing -= used;
            critical = (*price, *worth);
        }
        if missing > 0 || total == 0 {
            return;
        }
        // What is dearer than the critical one is charged no more for its worth than that.
        let mut charges = vec![0; instance.steps.len()];
        let mut members = Vec::new();
        for (price, worth, leaf) in priced {
            let most = u128::from(critical.0) * u128::from(worth);
            let most = most.div_ceil(u128::from(critical.1));
            let charge = price.min(u64::try_from(most).unwrap_or(NEVER));
            for step in self.doers(leaf) {
                charges[step as usize] += charge;
                members.push(step);
            }
        }
        for (left, charge) in self.cuts.leftovers.iter_mut().zip(&charges) {
            *left = left.saturating_sub(*charge);
        }
        if self.note(total, members.into_iter())
            && self.cuts.charges.len() < MOST_THRESHOLDS
            && let Some(own) = self.cuts.cuts.last_mut()
        {
            own.threshold = u8::try_from(self.cuts.charges.len()).ok();
            self.cuts.charges.push(charges);
        }
    }

    /// Computes for each leaf the weight of the heaviest single chain to it, by what is left of the
    /// weights. Weights only fall, so heights do, and only what is stale is looked at.
    fn set_heights(&mut self) {
        let instance = self.instance;
        let Cuts {
            leftovers, heights, ..
        } = &mut self.cuts;
        while let Some(place) = self.stale.take_first() {
            if self.begins[place as usize] == NEVER {
                continue;
            }
            let step = &instance.steps[place as usize];
            let below = instance.forest.required(step.requires, heights);
            let height = below.saturating_add(leftovers[place as usize]);
            let kinds = &mut self.kind_heights;
            instance.each_reached(step, height, kinds, |leaf, _| {
                instance.lower(leaf, height, heights, &mut self.stale);
            });
        }
    }

    /// Takes the steps that border on what leads to the target for free: every plan takes one of
    /// them. Their least weight is taken off each.
    fn take_cut(&mut self) -> bool {
        let instance = self.instance;
        let heights = &self.cuts.heights;
        self.is_seen.fill(false);
        self.members.clear();
        self.trees.clear();
        self.trees.push(instance.target);
        while let Some(tree) = self.trees.pop() {
            match tree {
                Tree::Leaf(leaf) => {
                    if std::mem::replace(&mut self.is_seen[leaf as usize], true) {
                        continue;
                    }
                    for doer in instance.doers(leaf) {
                        let requires = instance.steps[*doer as usize].requires;
                        if self.begins[*doer as usize] == NEVER
                            || instance.forest.required(requires, heights) == NEVER
                        {
                            continue;
                        }
                        if self.cuts.leftovers[*doer as usize] > 0 {
                            self.members.push(*doer);
                        } else if let Some(requires) = requires {
                            self.trees.push(requires);
                        } else {
                            return false;
                        }
                    }
                }
                Tree::Branch(index) => {
                    instance.forest.push_vital(index, heights, &mut self.trees);
                }
            }
        }
        self.members.sort_unstable();
        self.members.dedup();
        let weights = self.members.iter();
        let weights = weights.map(|step| self.cuts.leftovers[*step as usize]);
        let Some(least) = weights.min() else {
            return false;
        };
        let members = std::mem::take(&mut self.members);
        for step in &members {
            self.cuts.leftovers[*step as usize] -= least;
            self.stale.set(*step);
        }
        self.note(least, members.iter().copied());
        self.members = members;
        true
    }
}
