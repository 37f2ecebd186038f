//! Weeks on the one work track.
//!
//! In: an [`Instance`]. Out: [`Toil`]: landmarks of work, and with them a lower bound of the finish
//! from the weeks that have to be worked one after the other.
//!
//! Each week in an occupation has a share of one to give away. A landmark is a set of leaves of
//! which every plan reaches one by work; it takes from each week of each occupation what it charges
//! for a leaf, so that whichever is reached, the weeks worked for it are charged as much in all.
//! What is charged to a week never comes to more than one, so the landmarks add up.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use super::forest::Tree;
use super::instance::{Act, Instance, NO_KIND};
use super::measure::NEVER;
use crate::lists::Marks;

/// One week in the shares that landmarks take.
pub(super) const WEEK: u64 = 1 << 16;

/// One landmark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// The shares of all weeks together.
    pub(super) weight: u64,
    /// The earliest week the work can begin.
    pub(super) start: u64,
    /// The least tail of one of the leaves.
    pub(super) tail: u64,
}

/// The landmarks of work, greatest tail first.
#[derive(Clone, Debug, Default)]
pub(super) struct Toil {
    pub(super) stretches: Vec<Stretch>,
    /// For each step, what is left of the share of a week in it.
    pub(super) shares: Vec<u64>,
}

impl Toil {
    /// Returns a lower bound of the finish.
    pub(super) fn finish(&self) -> u64 {
        let (mut sum, mut first, mut bound) = (0u64, NEVER, 0u64);
        for stretch in &self.stretches {
            sum = sum.saturating_add(stretch.weight);
            first = first.min(stretch.start);
            let end = first.saturating_add(sum.div_ceil(WEEK));
            bound = bound.max(end.saturating_add(stretch.tail));
        }
        bound
    }
}

/// Returns the landmarks of work.
///
/// `begins` is by step: the earliest week it can be begun; `free` by leaf: whether it is met in time
/// without a step. All that today's occupation gives is: others could not meet it sooner.
pub(super) fn toil(instance: &Instance, begins: &[u64], free: &[bool]) -> Toil {
    let mut digging = Digging {
        instance,
        begins,
        shares: vec![WEEK; instance.steps.len()],
        heights: free
            .iter()
            .map(|is_free| if *is_free { 0 } else { NEVER })
            .collect(),
        reached: vec![(NEVER, NEVER); instance.kinds.len()],
        stretches: Vec::new(),
        cut: Vec::new(),
        stale: Marks::all(instance.steps.len()),
        trees: Vec::new(),
        is_seen: vec![false; instance.leaves.len()],
    };
    if !instance.kinds.is_empty() {
        digging.run();
    }
    digging
        .stretches
        .sort_by_key(|stretch| std::cmp::Reverse(stretch.tail));
    Toil {
        stretches: digging.stretches,
        shares: digging.shares,
    }
}

struct Digging<'d> {
    instance: &'d Instance,
    begins: &'d [u64],
    shares: Vec<u64>,
    /// For each leaf, the shares of the weeks of the heaviest single chain to it.
    heights: Vec<u64>,
    /// By kind, the height and the share of a step by which all its leaves have been reached.
    reached: Vec<(u64, u64)>,
    stretches: Vec<Stretch>,
    /// The leaves of a landmark, each with an occupation that gives it.
    cut: Vec<(u32, u32)>,
    /// The steps to look at again.
    stale: Marks,
    trees: Vec<Tree>,
    is_seen: Vec<bool>,
}

impl Digging<'_> {
    fn run(&mut self) {
        loop {
            self.set_heights();
            let instance = self.instance;
            let height = instance.forest.value(instance.target, &self.heights);
            if height == 0 || height == NEVER || !self.take_cut() {
                return;
            }
        }
    }

    fn height_of_work(&self, leaf: u32, step: u32) -> u64 {
        let weeks = self.instance.leaves[leaf as usize].weeks;
        weeks.saturating_mul(self.shares[step as usize])
    }

    /// Computes the heights. Shares only fall, so heights do, and only what is stale is looked at.
    fn set_heights(&mut self) {
        let instance = self.instance;
        while let Some(place) = self.stale.take_first() {
            let step = &instance.steps[place as usize];
            let height = instance.forest.required(step.requires, &self.heights);
            if !step.is_open || height == NEVER {
                continue;
            }
            for leaf in instance.gives(step) {
                self.lower(*leaf, height);
            }
            let share = self.shares[place as usize];
            for kind in instance.counts(step) {
                let reached = &mut self.reached[*kind as usize];
                if reached.0 <= height && reached.1 <= share {
                    continue;
                }
                *reached = (height, share);
                for leaf in instance.leaves_of(*kind) {
                    let own = self.height_of_work(*leaf, place);
                    self.lower(*leaf, height.saturating_add(own));
                }
            }
        }
    }

    fn lower(&mut self, leaf: u32, height: u64) {
        let (heights, stale) = (&mut self.heights, &mut self.stale);
        self.instance.lower(leaf, height, heights, stale);
    }

    /// Takes the leaves that border on what leads to the target without work: every plan reaches one
    /// of them by work. Returns whether there is one.
    fn take_cut(&mut self) -> bool {
        if !self.set_cut() {
            return false;
        }
        let cut = std::mem::take(&mut self.cut);
        let heights = cut
            .iter()
            .map(|(leaf, step)| self.height_of_work(*leaf, *step));
        let Some(taken) = heights.min().filter(|taken| *taken > 0) else {
            return false;
        };
        let instance = self.instance;
        let (mut start, mut tail) = (NEVER, NEVER);
        let mut charges: Vec<(u32, u64)> = Vec::with_capacity(cut.len());
        for (leaf, step) in &cut {
            let charge = taken.div_ceil(instance.leaves[*leaf as usize].weeks);
            charges.push((*step, charge));
            tail = tail.min(instance.tails[*leaf as usize]);
            start = start.min(self.begins[*step as usize]);
        }
        // Of several leaves an occupation gives at once, only the dearest is charged.
        charges.sort_unstable();
        for (place, (step, charge)) in charges.iter().enumerate() {
            if charges.get(place + 1).is_none_or(|(next, _)| next != step) {
                self.shares[*step as usize] -= charge;
                self.stale.set(*step);
            }
        }
        self.stretches.push(Stretch {
            weight: taken,
            start,
            tail,
        });
        self.cut = cut;
        true
    }

    /// Collects the cut; returns whether it is whole.
    fn set_cut(&mut self) -> bool {
        let instance = self.instance;
        self.is_seen.fill(false);
        self.cut.clear();
        self.trees.clear();
        self.trees.push(instance.target);
        while let Some(tree) = self.trees.pop() {
            match tree {
                Tree::Leaf(leaf) => {
                    if std::mem::replace(&mut self.is_seen[leaf as usize], true) {
                        continue;
                    }
                    let own = instance.leaves[leaf as usize];
                    let is_given = own.kind != NO_KIND;
                    for place in instance.doers(leaf) {
                        let step = &instance.steps[*place as usize];
                        let height = instance.forest.required(step.requires, &self.heights);
                        if height == NEVER {
                            continue;
                        }
                        let is_work = step.act == Act::Work && is_given;
                        if is_work && self.shares[*place as usize] > 0 {
                            self.cut.push((leaf, *place));
                        } else if let Some(requires) = step.requires {
                            self.trees.push(requires);
                        } else {
                            return false;
                        }
                    }
                }
                Tree::Branch(index) => {
                    let heights = &self.heights;
                    instance.forest.push_vital(index, heights, &mut self.trees);
                }
            }
        }
        true
    }
}
