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

use super::instance::{Bounds, BranchKind, Doer, Instance, Tree};
use super::outlook::NEVER;
use super::state::State;

/// What a landmark bound adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    Duration,
    Cost,
    Step,
}

/// The buffers of one search, reused from state to state.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// For each leaf, the week it is met if no further step is taken.
    pub(super) passive: Vec<u64>,
    /// For each leaf, the least week it can be met; [`NEVER`]: not in time to be of use.
    pub(super) earliest: Vec<u64>,
    /// For each position of the order, the least week it can start; [`NEVER`]: not in time.
    starts: Vec<u64>,
    /// For each leaf, whether meeting it may still help.
    pub(super) is_relevant: Vec<bool>,
    pub(super) sums: Vec<(u64, u64)>,
    study_position: Vec<u32>,
    job_position: Vec<u32>,
    heights: Vec<u64>,
    weights: Vec<u64>,
    trees: Vec<Tree>,
    cut: Vec<u32>,
    is_seen: Vec<bool>,
    /// For each landmark: weight, earliest start, least tail.
    landmarks: Vec<(u64, u64, u64)>,
}

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
            study_position,
            job_position,
            ..Self::default()
        }
    }

    fn position(&self, doer: Doer) -> usize {
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
    let finish = instance.value(instance.target, &scratch.earliest, &mut scratch.sums);
    if finish == NEVER || finish > bounds.finish {
        return false;
    }
    if bounds.finish != NEVER {
        landmarks(instance, scratch, Weight::Duration, work);
        if track_bound(state, scratch) > bounds.finish {
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
    let earliest = instance.value(instance.target, &scratch.earliest, &mut scratch.sums);
    landmarks(instance, &mut scratch, Weight::Duration, &mut work);
    Bounds {
        finish: track_bound(&state, &mut scratch).max(earliest),
        cost: landmarks(instance, &mut scratch, Weight::Cost, &mut work),
        steps: landmarks(instance, &mut scratch, Weight::Step, &mut work),
    }
}

/// Computes each leaf's earliest week, leaving out what comes too late to be of use.
fn set_earliest(
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
        sums,
        ..
    } = scratch;
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
    loop {
        *work += instance.size;
        let mut is_changed = false;
        for (start, doer) in starts.iter_mut().zip(&instance.order) {
            match *doer {
                Doer::Study(index) => {
                    let study = &instance.study[index as usize];
                    let ready = instance.required(study.requires, earliest, sums);
                    let own = ready.max(state.free).max(state.now);
                    if own >= *start || is_late(own.saturating_add(study.duration), study.tail) {
                        continue;
                    }
                    *start = own;
                    is_changed = true;
                    for leaf in &study.gives {
                        let week = &mut earliest[*leaf as usize];
                        *week = (own + study.duration).min(*week);
                    }
                }
                Doer::Job(index) => {
                    let job = &instance.jobs[index as usize];
                    let ready = instance.required(job.requires, earliest, sums);
                    let own = ready.max(state.leave).max(state.now);
                    if own >= *start {
                        continue;
                    }
                    let mut is_useful = false;
                    for leaf in &job.meets {
                        if !is_late(own, instance.tails[*leaf as usize]) {
                            let known = &mut earliest[*leaf as usize];
                            *known = own.min(*known);
                            is_useful = true;
                        }
                    }
                    for count in &job.counts {
                        let leaf = instance.experience[*count as usize].leaf as usize;
                        let tail = instance.tails[leaf];
                        let week = own.saturating_add(state.remaining[*count as usize]);
                        if !is_late(week, tail) && week < earliest[leaf] {
                            earliest[leaf] = week;
                            is_changed = true;
                        }
                        // Entered later, it may still add the rest of what others began.
                        is_useful |= earliest[leaf] != NEVER && !is_late(own + 1, tail);
                    }
                    if is_useful {
                        *start = own;
                        is_changed = true;
                    }
                }
            }
        }
        if !is_changed {
            return;
        }
    }
}

/// Returns a lower bound of the summed weight of the steps still to come, and fills in
/// `scratch.landmarks`.
///
/// # Source
/// Helmert and Domshlak 2009, "Landmarks, critical paths and abstractions": the landmark cut, here
/// over threshold trees, after the thresholds that every plan must meet are bounded on their own.
fn landmarks(instance: &Instance, scratch: &mut Scratch, weight: Weight, work: &mut u64) -> u64 {
    scratch.weights.clear();
    scratch
        .weights
        .extend(instance.order.iter().map(|doer| match (weight, doer) {
            (Weight::Step, _) => 1,
            (Weight::Duration | Weight::Cost, Doer::Job(_)) => 0,
            (Weight::Duration, Doer::Study(index)) => instance.study[*index as usize].duration,
            (Weight::Cost, Doer::Study(index)) => instance.study[*index as usize].cost,
        }));
    scratch.landmarks.clear();
    let mut total = thresholds(instance, scratch);
    loop {
        set_heights(instance, scratch, work);
        let height = instance.value(instance.target, &scratch.heights, &mut scratch.sums);
        if height == 0 || height == NEVER {
            return total;
        }
        let Some(landmark) = take_cut(instance, scratch) else {
            return total;
        };
        total = total.saturating_add(landmark);
    }
}

/// Bounds the thresholds (`at_least`) that every plan must meet: the lightest children that are
/// worth enough. A step that gives several children shares its weight among them.
fn thresholds(instance: &Instance, scratch: &mut Scratch) -> u64 {
    let mut total = 0u64;
    scratch.is_seen.clear();
    scratch.is_seen.resize(instance.arrivals.len(), false);
    scratch.trees.clear();
    scratch.trees.push(instance.target);
    while let Some(tree) = scratch.trees.pop() {
        match tree {
            Tree::Leaf(leaf) => {
                if scratch.is_seen[leaf as usize] || scratch.passive[leaf as usize] != NEVER {
                    continue;
                }
                scratch.is_seen[leaf as usize] = true;
                let doers = instance.doers_of[leaf as usize].iter();
                let mut in_time = doers.filter(|doer| scratch.is_in_time(**doer));
                if let (Some(only), None) = (in_time.next(), in_time.next()) {
                    let requires = match *only {
                        Doer::Study(index) => instance.study[index as usize].requires,
                        Doer::Job(index) => instance.jobs[index as usize].requires,
                    };
                    scratch.trees.extend(requires);
                }
            }
            Tree::Branch(index) => {
                let branch = instance.branch(index);
                match branch.kind {
                    BranchKind::All => {
                        let children = instance.children(branch).iter();
                        scratch.trees.extend(children.map(|(child, _)| *child));
                    }
                    BranchKind::Any => {}
                    BranchKind::AtLeast(need) => {
                        total = total.saturating_add(one_threshold(
                            instance,
                            instance.children(branch),
                            need,
                            scratch,
                        ));
                    }
                }
            }
        }
    }
    total
}

fn one_threshold(
    instance: &Instance,
    children: &[(Tree, u64)],
    need: u64,
    scratch: &mut Scratch,
) -> u64 {
    // Children that are no leaves, or are met without a step, count as free.
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
        if scratch.earliest[leaf as usize] == NEVER {
            continue;
        }
        let mut price = NEVER;
        for doer in &instance.doers_of[leaf as usize] {
            if !scratch.is_in_time(*doer) {
                continue;
            }
            let shared = match *doer {
                Doer::Study(index) => {
                    let gives = instance.study[index as usize].gives.iter();
                    gives.filter(|leaf| is_child(**leaf)).count() as u64
                }
                Doer::Job(_) => NEVER,
            };
            price = price.min(scratch.weights[scratch.position(*doer)] / shared.max(1));
        }
        if scratch.passive[leaf as usize] != NEVER || price == 0 {
            need = need.saturating_sub(*worth);
        } else if price != NEVER {
            priced.push((price, *worth, leaf));
        }
    }
    // Lightest per worth first; the last one in part, rounded down.
    priced.sort_unstable_by(|one, other| {
        let left = u128::from(one.0) * u128::from(other.1);
        let right = u128::from(other.0) * u128::from(one.1);
        left.cmp(&right).then(one.2.cmp(&other.2))
    });
    let mut total = 0u64;
    let mut missing = need;
    for (price, worth, _) in &priced {
        if missing == 0 {
            break;
        }
        let used = missing.min(*worth);
        let part = u128::from(*price) * u128::from(used) / u128::from(*worth);
        total = total.saturating_add(u64::try_from(part).unwrap_or(NEVER));
        missing -= used;
    }
    if missing > 0 || total == 0 {
        return 0;
    }
    let mut start = NEVER;
    let mut tail = NEVER;
    for (price, _, leaf) in &priced {
        for doer in &instance.doers_of[*leaf as usize] {
            let position = scratch.position(*doer);
            if scratch.starts[position] == NEVER {
                continue;
            }
            scratch.weights[position] = scratch.weights[position].saturating_sub(*price);
            start = start.min(scratch.starts[position]);
            tail = tail.min(tail_of(instance, *doer));
        }
    }
    scratch.landmarks.push((total, start, tail));
    total
}

fn tail_of(instance: &Instance, doer: Doer) -> u64 {
    match doer {
        Doer::Study(index) => instance.study[index as usize].tail,
        Doer::Job(_) => 0,
    }
}

/// Computes for each leaf the weight of the heaviest single chain to it, by what is left of the
/// weights; what is met without a step has none.
fn set_heights(instance: &Instance, scratch: &mut Scratch, work: &mut u64) {
    let Scratch {
        passive,
        earliest,
        starts,
        heights,
        weights,
        sums,
        ..
    } = scratch;
    heights.clear();
    heights.extend(
        passive
            .iter()
            .zip(earliest.iter())
            .map(|(passive, earliest)| {
                if *passive != NEVER && *earliest != NEVER {
                    0
                } else {
                    NEVER
                }
            }),
    );
    loop {
        *work += instance.size;
        let mut is_changed = false;
        for (position, doer) in instance.order.iter().enumerate() {
            if starts[position] == NEVER {
                continue;
            }
            let requires = match *doer {
                Doer::Study(index) => instance.study[index as usize].requires,
                Doer::Job(index) => instance.jobs[index as usize].requires,
            };
            let below = instance.required(requires, heights, sums);
            let height = below.saturating_add(weights[position]);
            let mut lower = |leaf: u32| {
                let known = &mut heights[leaf as usize];
                if height < *known && earliest[leaf as usize] != NEVER {
                    *known = height;
                    is_changed = true;
                }
            };
            match *doer {
                Doer::Study(index) => {
                    let gives = instance.study[index as usize].gives.iter();
                    gives.for_each(|leaf| lower(*leaf));
                }
                Doer::Job(index) => {
                    let job = &instance.jobs[index as usize];
                    job.meets.iter().for_each(|leaf| lower(*leaf));
                    for count in &job.counts {
                        lower(instance.experience[*count as usize].leaf);
                    }
                }
            }
        }
        if !is_changed {
            return;
        }
    }
}

/// Takes the steps that border on what leads to the target for free: every plan takes one of them.
/// Their least weight is taken off each and returned.
fn take_cut(instance: &Instance, scratch: &mut Scratch) -> Option<u64> {
    let Scratch {
        starts,
        heights,
        weights,
        trees,
        cut,
        is_seen,
        sums,
        study_position,
        job_position,
        landmarks,
        ..
    } = scratch;
    is_seen.clear();
    is_seen.resize(instance.arrivals.len(), false);
    cut.clear();
    trees.clear();
    trees.push(instance.target);
    while let Some(tree) = trees.pop() {
        match tree {
            Tree::Leaf(leaf) => {
                if std::mem::replace(&mut is_seen[leaf as usize], true) {
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
                    if starts[position as usize] == NEVER
                        || instance.required(requires, heights, sums) == NEVER
                    {
                        continue;
                    }
                    if weights[position as usize] > 0 {
                        cut.push(position);
                    } else {
                        trees.push(requires?);
                    }
                }
            }
            Tree::Branch(index) => {
                let branch = instance.branch(index);
                let children = instance.children(branch);
                let height =
                    |child: &Tree, sums: &mut Vec<_>| instance.value(*child, heights, sums);
                match branch.kind {
                    BranchKind::All => {
                        let mut highest: Option<(u64, Tree)> = None;
                        for (child, _) in children {
                            let own = height(child, sums);
                            if highest.is_none_or(|(known, _)| own > known) {
                                highest = Some((own, *child));
                            }
                        }
                        trees.push(highest?.1);
                    }
                    BranchKind::Any => {
                        for (child, _) in children {
                            if height(child, sums) != NEVER {
                                trees.push(*child);
                            }
                        }
                    }
                    BranchKind::AtLeast(_) => {
                        // Children lower than the threshold's own height are not worth enough.
                        let least = instance.value(tree, heights, sums);
                        for (child, _) in children {
                            let own = height(child, sums);
                            if own != NEVER && own >= least {
                                trees.push(*child);
                            }
                        }
                    }
                }
            }
        }
    }
    cut.sort_unstable();
    cut.dedup();
    let least = cut
        .iter()
        .map(|position| weights[*position as usize])
        .min()?;
    let (mut start, mut tail) = (NEVER, NEVER);
    for position in cut.iter() {
        weights[*position as usize] -= least;
        start = start.min(starts[*position as usize]);
        tail = tail.min(tail_of(instance, instance.order[*position as usize]));
    }
    landmarks.push((least, start, tail));
    Some(least)
}

/// Returns a lower bound of the finish: the landmarks with at least some tail are studied one
/// after the other, none before the earliest of them can start, and the tail follows.
fn track_bound(state: &State, scratch: &mut Scratch) -> u64 {
    let landmarks = &mut scratch.landmarks;
    landmarks.sort_unstable_by_key(|(_, _, tail)| std::cmp::Reverse(*tail));
    let (mut sum, mut first, mut bound) = (0u64, NEVER, 0u64);
    for (weight, start, tail) in landmarks.iter() {
        sum = sum.saturating_add(*weight);
        first = first.min(*start).max(state.free);
        bound = bound.max(first.saturating_add(sum).saturating_add(*tail));
    }
    bound
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
        if instance.value(tree, passive, sums) <= state.now {
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
                let children = instance.children(instance.branch(index)).iter();
                trees.extend(children.map(|(child, _)| *child));
            }
        }
    }
}
