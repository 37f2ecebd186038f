//! Landmarks: sets of steps of which every plan takes one.
//!
//! In: an [`Instance`] and the weeks in a [`Scratch`]. Out: a lower bound of the summed weight of
//! the steps still to come; their least weights add up, as each step's weight is shared out among
//! the landmarks it is in. What is left of the weights stays in the scratch.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builder only"
)]

use super::super::forest::{BranchKind, Tree};
use super::super::instance::{Doer, Instance};
use super::super::outlook::NEVER;
use super::super::state::State;
use super::{LOOK, Scratch};

/// What a landmark bound adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Weight {
    Duration,
    Cost,
    Step,
}

/// Returns a lower bound of the summed weight of the steps still to come, and fills in
/// `scratch.landmarks`.
///
/// # Source
/// Helmert and Domshlak 2009, "Landmarks, critical paths and abstractions": the landmark cut, here
/// over threshold trees, after the thresholds that every plan must meet are bounded on their own.
pub(in super::super) fn landmarks(
    instance: &Instance,
    scratch: &mut Scratch,
    weight: Weight,
    work: &mut u64,
) -> u64 {
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
    reset_heights(scratch);
    scratch.stale.all(instance.order.len());
    loop {
        set_heights(instance, scratch, work);
        let height = instance
            .forest
            .value(instance.target, &scratch.heights, &mut scratch.sums);
        if height == 0 || height == NEVER {
            return total;
        }
        let Some(landmark) = take_cut(instance, scratch) else {
            return total;
        };
        *work += LOOK * scratch.cut.len() as u64;
        for position in &scratch.cut {
            scratch.stale.mark(*position as usize);
        }
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
                let branch = instance.forest.branch(index);
                match branch.kind {
                    BranchKind::All => {
                        let children = instance.forest.children(branch).iter();
                        scratch.trees.extend(children.map(|(child, _)| *child));
                    }
                    BranchKind::Any => {}
                    BranchKind::AtLeast(need) => {
                        total = total.saturating_add(one_threshold(
                            instance,
                            instance.forest.children(branch),
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

/// Sets the heights to nothing for what is met without a step, and to [`NEVER`] else.
fn reset_heights(scratch: &mut Scratch) {
    let passive = scratch.passive.iter().zip(&scratch.earliest);
    scratch.heights.clear();
    scratch.heights.extend(passive.map(|(passive, earliest)| {
        if *passive != NEVER && *earliest != NEVER {
            0
        } else {
            NEVER
        }
    }));
}

/// Computes for each leaf the weight of the heaviest single chain to it, by what is left of the
/// weights. Weights only fall, so heights do, and only what is stale is looked at.
fn set_heights(instance: &Instance, scratch: &mut Scratch, work: &mut u64) {
    let Scratch {
        earliest,
        starts,
        heights,
        weights,
        stale,
        sums,
        ..
    } = scratch;
    while stale.count > 0 {
        for (position, doer) in instance.order.iter().enumerate() {
            if !stale.take(position) || starts[position] == NEVER {
                continue;
            }
            *work += LOOK;
            let below = instance
                .forest
                .required(instance.requires(*doer), heights, sums);
            let height = below.saturating_add(weights[position]);
            let mut lower = |leaf: u32| {
                let known = &mut heights[leaf as usize];
                if height < *known && earliest[leaf as usize] != NEVER {
                    *known = height;
                    stale.changed(instance, leaf);
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
                        || instance.forest.required(requires, heights, sums) == NEVER
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
                let branch = instance.forest.branch(index);
                let children = instance.forest.children(branch);
                let height =
                    |child: &Tree, sums: &mut Vec<_>| instance.forest.value(*child, heights, sums);
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
                        let least = instance.forest.value(tree, heights, sums);
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
pub(in super::super) fn track_bound(state: &State, scratch: &mut Scratch) -> u64 {
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
