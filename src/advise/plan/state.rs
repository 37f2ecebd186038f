//! A moment in a plan: what has been done, and what comes of it by itself.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use super::cuts::Unhit;
use super::instance::{Act, Instance, NO_KIND};
use super::search::Move;
use crate::lists::places;

/// The moment the last step of a sequence starts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// The leaves met by study that is over and by occupations entered, a bit each.
    pub(super) done: Vec<u64>,
    /// For each kind of work, the weeks still to be worked until all its leaves are met.
    pub(super) remaining: Vec<u64>,
    /// The study taken last, unless it counts in `done` already.
    pub(super) pending: Option<u32>,
    /// The week the study track is free.
    pub(super) free: u64,
    /// The week.
    pub(super) now: u64,
    /// The occupation, if what it gives matters.
    pub(super) work: Option<u32>,
    /// The first week the occupation may be left.
    pub(super) leave: u64,
    pub(super) cost: u64,
    pub(super) steps: u64,
    /// The landmarks not hit yet: of steps, cost and study.
    pub(super) unhit: [Unhit; 3],
}

impl Clone for State {
    fn clone(&self) -> Self {
        let mut own = Self::default();
        own.clone_from(self);
        own
    }

    fn clone_from(&mut self, other: &Self) {
        self.done.clone_from(&other.done);
        self.remaining.clone_from(&other.remaining);
        (self.pending, self.free, self.now) = (other.pending, other.free, other.now);
        (self.work, self.leave) = (other.work, other.leave);
        (self.cost, self.steps) = (other.cost, other.steps);
        self.unhit = other.unhit;
    }
}

impl State {
    /// Returns week 0, nothing done.
    pub(super) fn root(instance: &Instance) -> Self {
        Self {
            done: vec![0; instance.leaves.len().div_ceil(64)],
            remaining: instance.kinds.iter().map(|kind| kind.weeks).collect(),
            work: instance.current,
            ..Self::default()
        }
    }

    /// Starts a step, not before `now`.
    pub(super) fn go_on(&mut self, instance: &Instance, own: Move) {
        let (place, start) = (own.step, own.start);
        let step = &instance.steps[place as usize];
        self.work_until(instance, start);
        self.now = start;
        self.steps += 1;
        if self.free <= start
            && let Some(pending) = self.pending.take()
        {
            let pending = &instance.steps[pending as usize];
            set(&mut self.done, instance.gives(pending));
        }
        match step.act {
            Act::Study => {
                self.pending = Some(place);
                self.free = start + step.duration;
                self.cost += step.cost;
            }
            Act::Work => {
                self.work = Some(place);
                self.leave = start + instance.minimum_stay;
                set(&mut self.done, instance.gives(step));
            }
        }
    }

    /// Takes off what is worked in the occupation of the moment until a week.
    pub(super) fn work_until(&mut self, instance: &Instance, week: u64) {
        let worked = week.saturating_sub(self.now);
        for kind in self.counts(instance) {
            let remaining = &mut self.remaining[*kind as usize];
            *remaining = remaining.saturating_sub(worked);
        }
    }

    /// Returns the kinds that the occupation of the moment counts towards.
    pub(super) fn counts<'i>(&self, instance: &'i Instance) -> &'i [u32] {
        let work = self.work.map(|work| &instance.steps[work as usize]);
        work.map_or(&[], |work| instance.counts(work))
    }

    /// Returns the weeks worked for a kind.
    pub(super) fn worked(&self, instance: &Instance, kind: u32) -> u64 {
        instance.kinds[kind as usize].weeks - self.remaining[kind as usize]
    }

    /// Returns the weeks still to be worked for a leaf; 0: none.
    pub(super) fn left(&self, instance: &Instance, leaf: u32) -> u64 {
        let own = &instance.leaves[leaf as usize];
        match own.kind {
            NO_KIND => 0,
            kind => own.weeks.saturating_sub(self.worked(instance, kind)),
        }
    }

    /// Fills in for each leaf the week it is met if no further step is taken and the occupation of
    /// the moment is left now; 0: it has been met.
    pub(super) fn without_work(&self, instance: &Instance, weeks: &mut Vec<u64>) {
        weeks.clear();
        weeks.extend(instance.leaves.iter().map(|leaf| leaf.arrival));
        for (word, bits) in self.done.iter().enumerate() {
            for bit in places(*bits) {
                weeks[word * 64 + bit as usize] = 0;
            }
        }
        if let Some(pending) = self.pending {
            for leaf in instance.gives(&instance.steps[pending as usize]) {
                let week = &mut weeks[*leaf as usize];
                *week = self.free.min(*week);
            }
        }
        for (kind, remaining) in instance.kinds.iter().zip(&self.remaining) {
            let worked = kind.weeks - *remaining;
            if worked > 0 {
                for leaf in instance.lists.of(kind.leaves) {
                    if instance.leaves[*leaf as usize].weeks <= worked {
                        weeks[*leaf as usize] = 0;
                    }
                }
            }
        }
    }

    /// Lowers the weeks to those in which leaves are met if the occupation of the moment is kept.
    pub(super) fn with_work(&self, instance: &Instance, weeks: &mut [u64]) {
        for kind in self.counts(instance) {
            let own = &instance.kinds[*kind as usize];
            let worked = own.weeks - self.remaining[*kind as usize];
            for leaf in instance.lists.of(own.leaves) {
                let needed = instance.leaves[*leaf as usize].weeks;
                if needed > worked {
                    let week = &mut weeks[*leaf as usize];
                    *week = (self.now + needed - worked).min(*week);
                }
            }
        }
    }
}

/// Sets the bits of leaves.
pub(super) fn set(bits: &mut [u64], leaves: &[u32]) {
    for leaf in leaves {
        bits[*leaf as usize / 64] |= 1 << (leaf % 64);
    }
}
