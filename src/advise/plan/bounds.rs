//! Lower bounds on what is still to come, from any moment of a plan.
//!
//! In: an [`Instance`], a [`State`] and the [`Bounds`] to keep to. Out: whether a plan within them
//! may still follow, and which steps may belong to it. A bound never rules out what is possible:
//!
//! - each leaf's earliest week, as if any number of steps ran side by side;
//! - landmarks, sets of steps of which every plan takes one: their least weights add up, as each
//!   step's weight is shared out among the landmarks it is in;
//! - for time, landmarks on the one study track: those that must be followed by a tail of so many
//!   weeks are studied one after the other before it.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builder only"
)]

pub(super) mod landmarks;
pub(super) mod work;

use super::forest::Tree;
use super::instance::{Begun, Bounds, Doer, Instance};
use super::outlook::NEVER;
use super::state::State;
use landmarks::{Weight, landmarks, track_bound};
use work::{Worked, work_bound};

/// The buffers of one search, reused from state to state.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// For each leaf, the week it is met if no further step is taken.
    pub(super) passive: Vec<u64>,
    /// For each leaf, the least week it can be met; [`NEVER`]: not in time to be of use.
    pub(super) earliest: Vec<u64>,
    /// For each position of the order, the least week it can start; [`NEVER`]: not in time.
    pub(super) starts: Vec<u64>,
    /// For each leaf, whether meeting it may still help.
    pub(super) is_relevant: Vec<bool>,
    pub(super) sums: Vec<(u64, u64)>,
    /// For each position of the order, whether the step is known to be in no plan within the bounds.
    pub(super) is_out: Vec<bool>,
    study_position: Vec<u32>,
    job_position: Vec<u32>,
    pub(super) heights: Vec<u64>,
    pub(super) weights: Vec<u64>,
    trees: Vec<Tree>,
    cut: Vec<u32>,
    is_seen: Vec<bool>,
    /// For each landmark: weight, earliest start, least tail.
    pub(super) landmarks: Vec<(u64, u64, u64)>,
    pub(super) worked: Worked,
    /// For each experience, when others can have begun it.
    begun: Vec<Begun>,
    stale: Stale,
    postponed: Vec<usize>,
}

/// The positions of the order that have to be looked at again.
#[derive(Debug, Default)]
struct Stale {
    is_stale: Vec<bool>,
    count: usize,
}

impl Stale {
    /// Marks every one of so many positions.
    fn all(&mut self, positions: usize) {
        self.is_stale.clear();
        self.is_stale.resize(positions, true);
        self.count = positions;
    }

    fn mark(&mut self, position: usize) {
        let known = &mut self.is_stale[position];
        self.count += usize::from(!*known);
        *known = true;
    }

    /// Marks what may require a leaf.
    fn changed(&mut self, instance: &Instance, leaf: u32) {
        for position in &instance.waiting[leaf as usize] {
            self.mark(*position as usize);
        }
    }

    /// Returns whether the position was marked, and unmarks it.
    fn take(&mut self, position: usize) -> bool {
        let was_stale = std::mem::take(&mut self.is_stale[position]);
        self.count -= usize::from(was_stale);
        was_stale
    }
}

/// How much work it is to look at one step.
const LOOK: u64 = 4;

impl Scratch {
    /// Returns buffers for an instance.
    pub(super) fn new(instance: &Instance) -> Self {
        let mut study_position = vec![0; instance.study.len()];
        let mut job_position = vec![0; instance.jobs.len()];
        for (position, doer) in (0u32..).zip(&instance.order) {
            match doer {
                Doer::Study(index) => study_position[*index as usize] = position,
                Doer::Job(index) => job_position[*index as usize] = position,
            }
        }
        Self {
            is_out: vec![false; instance.order.len()],
            study_position,
            job_position,
            ..Self::default()
        }
    }

    pub(super) fn position(&self, doer: Doer) -> usize {
        let position = match doer {
            Doer::Study(index) => self.study_position[index as usize],
            Doer::Job(index) => self.job_position[index as usize],
        };
        position as usize
    }

    /// Returns whether the step may start in time to be of use.
    pub(super) fn is_in_time(&self, doer: Doer) -> bool {
        self.starts[self.position(doer)] != NEVER
    }
}

/// Returns whether a plan within `bounds` may still follow, and fills in what of it is known.
///
/// `scratch.passive` must hold the state's passive weeks. `work` counts the looks at the instance.
pub(super) fn may_follow(
    instance: &Instance,
    state: &State,
    bounds: Bounds,
    scratch: &mut Scratch,
    work: &mut u64,
) -> bool {
    set_earliest(instance, state, bounds.finish, scratch, work);
    let mut finish = instance
        .forest
        .value(instance.target, &scratch.earliest, &mut scratch.sums);
    if instance.is_entry {
        finish = finish.max(state.leave);
    }
    if finish == NEVER || finish > bounds.finish {
        return false;
    }
    if bounds.finish != NEVER {
        landmarks(instance, scratch, Weight::Duration, work);
        if track_bound(state, scratch) > bounds.finish
            || work_bound(instance, state, scratch, work) > bounds.finish
        {
            return false;
        }
    }
    for (weight, bound, spent) in [
        (Weight::Cost, bounds.cost, state.cost),
        (Weight::Step, bounds.steps, state.steps),
    ] {
        if bound != NEVER {
            let least = landmarks(instance, scratch, weight, work);
            if spent.saturating_add(least) > bound {
                return false;
            }
        }
    }
    set_relevant(instance, state, scratch);
    true
}

/// Returns lower bounds of finish, cost and steps at the very start.
pub(super) fn at_start(instance: &Instance, bounds: Bounds) -> Bounds {
    let state = State::root(instance);
    let mut scratch = Scratch::new(instance);
    let mut work = 0;
    state.passive(instance, &mut scratch.passive);
    set_earliest(instance, &state, bounds.finish, &mut scratch, &mut work);
    let earliest = instance
        .forest
        .value(instance.target, &scratch.earliest, &mut scratch.sums);
    landmarks(instance, &mut scratch, Weight::Duration, &mut work);
    Bounds {
        finish: track_bound(&state, &mut scratch)
            .max(work_bound(instance, &state, &mut scratch, &mut work))
            .max(earliest),
        cost: landmarks(instance, &mut scratch, Weight::Cost, &mut work),
        steps: landmarks(instance, &mut scratch, Weight::Step, &mut work),
    }
}

/// Computes each leaf's earliest week, leaving out what comes too late to be of use.
pub(super) fn set_earliest(
    instance: &Instance,
    state: &State,
    finish: u64,
    scratch: &mut Scratch,
    work: &mut u64,
) {
    let Scratch {
        passive,
        earliest,
        starts,
        is_out,
        begun,
        stale,
        postponed,
        sums,
        ..
    } = scratch;
    begun.clear();
    begun.resize(instance.experience.len(), Begun::NEVER);
    if let Some(job) = state.job {
        let third = state.now.max(state.leave);
        for count in &instance.jobs[job as usize].counts {
            begun[*count as usize].by_current = third.saturating_add(instance.minimum_stay);
        }
    }
    let is_late = |week: u64, tail: u64| week.saturating_add(tail) > finish;
    earliest.clear();
    earliest.extend_from_slice(passive);
    for (week, tail) in earliest.iter_mut().zip(&instance.tails) {
        if is_late(*week, *tail) {
            *week = NEVER;
        }
    }
    starts.clear();
    starts.resize(instance.order.len(), NEVER);
    stale.all(instance.order.len());
    // Occupations of no use yet: that others reach or begin an experience may make them so.
    postponed.clear();
    let mut is_moved = false;
    while stale.count > 0 {
        for (position, doer) in instance.order.iter().enumerate() {
            if !stale.take(position) || is_out[position] {
                continue;
            }
            *work += LOOK;
            let start = &mut starts[position];
            match *doer {
                Doer::Study(index) => {
                    let study = &instance.study[index as usize];
                    let ready = instance.forest.required(study.requires, earliest, sums);
                    let own = ready.max(state.free).max(state.now);
                    if own >= *start || is_late(own.saturating_add(study.duration), study.tail) {
                        continue;
                    }
                    *start = own;
                    for leaf in &study.gives {
                        let week = &mut earliest[*leaf as usize];
                        if own + study.duration < *week {
                            *week = own + study.duration;
                            stale.changed(instance, *leaf);
                        }
                    }
                }
                Doer::Job(index) => {
                    let job = &instance.jobs[index as usize];
                    let ready = instance.forest.required(job.requires, earliest, sums);
                    let own = ready.max(state.leave).max(state.now).max(job.release);
                    if own >= *start {
                        continue;
                    }
                    let mut is_useful = false;
                    for leaf in &job.meets {
                        if !is_late(own, instance.tails[*leaf as usize]) {
                            let known = &mut earliest[*leaf as usize];
                            if own < *known {
                                *known = own;
                                stale.changed(instance, *leaf);
                            }
                            is_useful = true;
                        }
                    }
                    for count in &job.counts {
                        let leaf = instance.experience[*count as usize].leaf;
                        let tail = instance.tails[leaf as usize];
                        let known = &mut earliest[leaf as usize];
                        let week = own.saturating_add(state.remaining[*count as usize]);
                        if !is_late(week, tail) && week < *known {
                            *known = week;
                            stale.changed(instance, leaf);
                            is_moved = true;
                        }
                        // Entered later, it may still add the rest of what others began.
                        let rest = begun[*count as usize].rest(index, instance.minimum_stay);
                        is_useful |= !is_late(week, tail)
                            || (*known != NEVER && !is_late(own.max(rest).saturating_add(1), tail));
                    }
                    if is_useful {
                        *start = own;
                        for count in &job.counts {
                            begun[*count as usize].note(index, own);
                        }
                        is_moved |= !job.counts.is_empty();
                    } else {
                        postponed.push(position);
                    }
                }
            }
        }
        if stale.count == 0 && is_moved {
            is_moved = false;
            for position in postponed.drain(..) {
                stale.mark(position);
            }
        }
    }
}

/// Marks the leaves that may still help: those on a chain of unmet needs from the target.
fn set_relevant(instance: &Instance, state: &State, scratch: &mut Scratch) {
    let Scratch {
        passive,
        starts,
        is_relevant,
        sums,
        study_position,
        job_position,
        trees,
        ..
    } = scratch;
    is_relevant.clear();
    is_relevant.resize(instance.arrivals.len(), false);
    trees.clear();
    trees.push(instance.target);
    while let Some(tree) = trees.pop() {
        if instance.forest.value(tree, passive, sums) <= state.now {
            continue;
        }
        match tree {
            Tree::Leaf(leaf) => {
                if std::mem::replace(&mut is_relevant[leaf as usize], true) {
                    continue;
                }
                for doer in &instance.doers_of[leaf as usize] {
                    let (position, requires) = match *doer {
                        Doer::Study(index) => {
                            let requires = instance.study[index as usize].requires;
                            (study_position[index as usize], requires)
                        }
                        Doer::Job(index) => {
                            let requires = instance.jobs[index as usize].requires;
                            (job_position[index as usize], requires)
                        }
                    };
                    if starts[position as usize] != NEVER {
                        trees.extend(requires);
                    }
                }
            }
            Tree::Branch(index) => {
                let children = instance
                    .forest
                    .children(instance.forest.branch(index))
                    .iter();
                trees.extend(children.map(|(child, _)| *child));
            }
        }
    }
}
