//! A moment in a plan: what has been done, and what comes of it by itself.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builder only"
)]

use super::instance::{Doer, Instance};

/// The moment the last step of a sequence starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    /// The leaves met by study that is over and by occupations entered, a bit each.
    pub(super) done: Vec<u64>,
    /// The study option taken last, unless it counts in `done` already.
    pub(super) pending: Option<u32>,
    /// The week the study track is free.
    pub(super) free: u64,
    /// The week.
    pub(super) now: u64,
    /// The occupation, if what it gives matters.
    pub(super) job: Option<u32>,
    /// The first week the occupation may be left.
    pub(super) leave: u64,
    /// For each experience, the weeks still to be worked.
    pub(super) remaining: Vec<u64>,
    pub(super) cost: u64,
    pub(super) steps: u64,
}

impl State {
    /// Returns week 0, nothing done.
    pub(super) fn root(instance: &Instance) -> Self {
        Self {
            done: vec![0; instance.arrivals.len().div_ceil(64)],
            pending: None,
            free: 0,
            now: 0,
            job: instance.current,
            leave: 0,
            remaining: instance.experience.iter().map(|own| own.weeks).collect(),
            cost: 0,
            steps: 0,
        }
    }

    /// Returns the state in which `doer` is started in week `start`, which is not before `now`.
    pub(super) fn after(&self, instance: &Instance, doer: Doer, start: u64) -> Self {
        let mut next = self.clone();
        if let Some(job) = self.job {
            for count in &instance.jobs[job as usize].counts {
                let remaining = &mut next.remaining[*count as usize];
                *remaining = remaining.saturating_sub(start - self.now);
            }
        }
        next.now = start;
        next.steps += 1;
        if next.free <= start {
            next.settle(instance);
        }
        match doer {
            Doer::Study(index) => {
                let study = &instance.study[index as usize];
                next.pending = Some(index);
                next.free = start + study.duration;
                next.cost += study.cost;
            }
            Doer::Job(index) => {
                next.job = Some(index);
                next.leave = start + instance.minimum_stay;
                for leaf in &instance.jobs[index as usize].meets {
                    set(&mut next.done, *leaf);
                }
            }
        }
        next
    }

    /// Returns what experiences the occupation of the moment counts towards.
    pub(super) fn counts<'i>(&self, instance: &'i Instance) -> &'i [u32] {
        let job = self.job.map(|job| &instance.jobs[job as usize]);
        job.map_or(&[], |job| &job.counts)
    }

    fn settle(&mut self, instance: &Instance) {
        if let Some(pending) = self.pending.take() {
            for leaf in &instance.study[pending as usize].gives {
                set(&mut self.done, *leaf);
            }
        }
    }

    /// Fills in for each leaf the week it is met if no further step is taken; 0: it has been met.
    pub(super) fn passive(&self, instance: &Instance, weeks: &mut Vec<u64>) {
        weeks.clear();
        weeks.extend_from_slice(&instance.arrivals);
        for (leaf, week) in weeks.iter_mut().enumerate() {
            if self.done[leaf / 64] >> (leaf % 64) & 1 == 1 {
                *week = 0;
            }
        }
        if let Some(pending) = self.pending {
            for leaf in &instance.study[pending as usize].gives {
                let week = &mut weeks[*leaf as usize];
                *week = self.free.min(*week);
            }
        }
        for (experience, remaining) in instance.experience.iter().zip(&self.remaining) {
            if *remaining == 0 {
                weeks[experience.leaf as usize] = 0;
            }
        }
        if let Some(job) = self.job {
            for count in &instance.jobs[job as usize].counts {
                let leaf = instance.experience[*count as usize].leaf as usize;
                let remaining = self.remaining[*count as usize];
                if remaining > 0 {
                    weeks[leaf] = (self.now + remaining).min(weeks[leaf]);
                }
            }
        }
    }

    /// Returns the leaves met by steps, those of study under way included.
    pub(super) fn key(&self, instance: &Instance) -> (Vec<u64>, Option<u32>) {
        let mut bits = self.done.clone();
        if let Some(pending) = self.pending {
            for leaf in &instance.study[pending as usize].gives {
                set(&mut bits, *leaf);
            }
        }
        (bits, self.job)
    }
}

fn set(bits: &mut [u64], leaf: u32) {
    bits[leaf as usize / 64] |= 1 << (leaf % 64);
}

/// What of a state decides whether it is at least as good as another with the same key.
#[derive(Clone, Debug)]
pub(super) struct Label {
    now: u64,
    free: u64,
    leave: u64,
    /// The leaves met by study that is over and by occupations entered.
    done: Vec<u64>,
    /// For each experience: the week it is reached where the occupation gives it, else the weeks
    /// still to be worked.
    experience: Vec<u64>,
    cost: u64,
    steps: u64,
}

/// Which of the measures a search bounds, and so has to tell states apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) time: bool,
    pub(super) cost: bool,
    pub(super) steps: bool,
}

impl Label {
    pub(super) fn of(instance: &Instance, state: &State, counted: Counted) -> Self {
        let counts = state.job.map(|job| &instance.jobs[job as usize].counts[..]);
        let mut experience = state.remaining.clone();
        for count in counts.unwrap_or_default() {
            let week = &mut experience[*count as usize];
            *week = if counted.time { *week + state.now } else { 0 };
        }
        let time = |week: u64| if counted.time { week } else { 0 };
        Self {
            now: time(state.now),
            free: time(state.free),
            leave: time(state.leave),
            done: state.done.clone(),
            experience,
            cost: if counted.cost { state.cost } else { 0 },
            steps: if counted.steps { state.steps } else { 0 },
        }
    }

    /// Returns whether whatever can follow `other` can also follow this, at the same weeks.
    pub(super) fn is_as_good(&self, other: &Self) -> bool {
        // By the week its study ends, a state has met all that the key names; before, only `done`.
        let mut done = self.done.iter().zip(&other.done);
        let is_studied = self.free <= other.now
            || (self.free <= other.free && done.all(|(own, other)| other & !own == 0));
        self.now <= other.now
            && is_studied
            && self.leave <= other.leave.max(other.now)
            && self.cost <= other.cost
            && self.steps <= other.steps
            && self
                .experience
                .iter()
                .zip(&other.experience)
                .all(|(own, other)| own <= other)
    }
}
