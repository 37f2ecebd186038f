//! Weeks on the one work track.
//!
//! In: an [`Instance`], a [`State`] and the weeks in a [`Scratch`]. Out: a lower bound of the
//! finish, from the weeks that have to be worked one after the other.
//!
//! Each week in an occupation has a share of one to give away. A landmark is a set of experiences
//! of which every plan reaches one; it takes from each week of each occupation what it charges for
//! an experience, so that whichever is reached, the weeks worked for it are charged as much in all.
//! What is charged to a week never comes to more than one, so the landmarks add up.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builder only"
)]

use super::super::forest::{BranchKind, Tree};
use super::super::instance::{Doer, Instance};
use super::super::outlook::NEVER;
use super::super::state::State;
use super::{LOOK, Scratch};

/// One week in the shares that landmarks take.
pub(in super::super) const WEEK: u64 = 1 << 16;

/// The buffers of the bound.
#[derive(Debug, Default)]
pub(in super::super) struct Worked {
    /// For each job, what is left of the share of a week in it.
    pub(in super::super) shares: Vec<u64>,
    /// For each leaf, the shares of the weeks of the heaviest single chain to it.
    pub(in super::super) heights: Vec<u64>,
    /// For each landmark: shares of weeks, earliest start, least tail; greatest tail first.
    pub(in super::super) landmarks: Vec<(u64, u64, u64)>,
    /// The experiences of a landmark, each with an occupation that gives it.
    cut: Vec<(u32, u32)>,
    charges: Vec<(u32, u64)>,
}

/// Returns a lower bound of the finish, and fills in what it rests on.
pub(in super::super) fn work_bound(
    instance: &Instance,
    state: &State,
    scratch: &mut Scratch,
    work: &mut u64,
) -> u64 {
    if instance.experience.is_empty() {
        return 0;
    }
    let mut worked = std::mem::take(&mut scratch.worked);
    worked.shares.clear();
    worked.shares.resize(instance.jobs.len(), WEEK);
    worked.landmarks.clear();
    reset_heights(instance, state, scratch, &mut worked);
    scratch.stale.all(instance.order.len());
    loop {
        set_heights(instance, state, scratch, &mut worked, work);
        let height = instance
            .forest
            .value(instance.target, &worked.heights, &mut scratch.sums);
        if height == 0 || height == NEVER {
            break;
        }
        if !take_landmark(instance, state, scratch, &mut worked) {
            break;
        }
        *work += LOOK * worked.cut.len() as u64;
        set_current_heights(instance, state, scratch, &mut worked);
        for (_, job) in &worked.cut {
            if state.job != Some(*job) || instance.jobs[*job as usize].is_open {
                let position = scratch.position(Doer::Job(*job));
                scratch.stale.mark(position);
            }
        }
    }
    worked
        .landmarks
        .sort_unstable_by_key(|(_, _, tail)| std::cmp::Reverse(*tail));
    let (mut sum, mut first, mut bound) = (0u64, NEVER, 0u64);
    for (shares, start, tail) in &worked.landmarks {
        sum = sum.saturating_add(*shares);
        first = first.min(*start);
        let weeks = sum.div_ceil(WEEK);
        bound = bound.max(first.saturating_add(weeks).saturating_add(*tail));
    }
    scratch.worked = worked;
    bound
}

/// Sets the heights to nothing for what is met without work, and to [`NEVER`] else.
fn reset_heights(instance: &Instance, state: &State, scratch: &mut Scratch, worked: &mut Worked) {
    let passive = scratch.passive.iter().zip(&scratch.earliest);
    worked.heights.clear();
    worked.heights.extend(passive.map(|(passive, earliest)| {
        if *passive != NEVER && *earliest != NEVER {
            0
        } else {
            NEVER
        }
    }));
    for count in state.counts(instance) {
        let leaf = instance.experience[*count as usize].leaf as usize;
        if worked.heights[leaf] == 0 && state.remaining[*count as usize] > 0 {
            worked.heights[leaf] = NEVER;
        }
    }
    set_current_heights(instance, state, scratch, worked);
}

/// Lowers the heights of what the occupation of the moment gives.
fn set_current_heights(
    instance: &Instance,
    state: &State,
    scratch: &mut Scratch,
    worked: &mut Worked,
) {
    let Some(job) = state.job else { return };
    for count in state.counts(instance) {
        let leaf = instance.experience[*count as usize].leaf;
        let own = state.remaining[*count as usize] * worked.shares[job as usize];
        let known = &mut worked.heights[leaf as usize];
        if own < *known && scratch.earliest[leaf as usize] != NEVER {
            *known = own;
            scratch.stale.changed(instance, leaf);
        }
    }
}

/// Computes for each leaf the shares of the heaviest single chain to it. Shares only fall, so
/// heights do, and only what is stale is looked at.
fn set_heights(
    instance: &Instance,
    state: &State,
    scratch: &mut Scratch,
    worked: &mut Worked,
    work: &mut u64,
) {
    let Scratch {
        earliest,
        starts,
        stale,
        sums,
        ..
    } = scratch;
    let Worked {
        shares, heights, ..
    } = worked;
    while stale.count > 0 {
        for (position, doer) in instance.order.iter().enumerate() {
            if !stale.take(position) || starts[position] == NEVER {
                continue;
            }
            *work += LOOK;
            let height = instance
                .forest
                .required(instance.requires(*doer), heights, sums);
            if height == NEVER {
                continue;
            }
            let mut lower = |leaf: u32, height: u64| {
                let known = &mut heights[leaf as usize];
                if height < *known && earliest[leaf as usize] != NEVER {
                    *known = height;
                    stale.changed(instance, leaf);
                }
            };
            match *doer {
                Doer::Study(index) => {
                    let gives = instance.study[index as usize].gives.iter();
                    gives.for_each(|leaf| lower(*leaf, height));
                }
                Doer::Job(index) => {
                    let job = &instance.jobs[index as usize];
                    job.meets.iter().for_each(|leaf| lower(*leaf, height));
                    for count in &job.counts {
                        let own = state.remaining[*count as usize] * shares[index as usize];
                        let leaf = instance.experience[*count as usize].leaf;
                        lower(leaf, height.saturating_add(own));
                    }
                }
            }
        }
    }
}

/// Takes the experiences that border on what leads to the target without work: every plan reaches
/// one of them. Returns whether there is one.
fn take_landmark(
    instance: &Instance,
    state: &State,
    scratch: &mut Scratch,
    worked: &mut Worked,
) -> bool {
    let is_found = set_cut(instance, state, scratch, worked);
    let Worked {
        shares,
        landmarks,
        cut,
        charges,
        ..
    } = worked;
    let taken = cut
        .iter()
        .map(|(count, job)| state.remaining[*count as usize] * shares[*job as usize])
        .min();
    let Some(taken) = taken.filter(|_| is_found) else {
        return false;
    };
    let (mut start, mut tail) = (NEVER, NEVER);
    charges.clear();
    for (count, job) in cut.iter() {
        charges.push((*job, taken.div_ceil(state.remaining[*count as usize])));
        let leaf = instance.experience[*count as usize].leaf as usize;
        tail = tail.min(instance.tails[leaf]);
        let own = if state.job == Some(*job) {
            state.now
        } else {
            scratch.starts[scratch.position(Doer::Job(*job))]
        };
        start = start.min(own);
    }
    // Of several experiences an occupation gives at once, only the dearest is charged.
    charges.sort_unstable();
    for (place, (job, charge)) in charges.iter().enumerate() {
        if charges.get(place + 1).is_none_or(|(next, _)| next != job) {
            shares[*job as usize] -= charge;
        }
    }
    landmarks.push((taken, start, tail));
    true
}

/// Collects the cut; returns whether it is whole.
fn set_cut(instance: &Instance, state: &State, scratch: &mut Scratch, worked: &mut Worked) -> bool {
    let Worked {
        shares,
        heights,
        cut,
        ..
    } = worked;
    scratch.is_seen.clear();
    scratch.is_seen.resize(instance.arrivals.len(), false);
    cut.clear();
    let mut trees = std::mem::take(&mut scratch.trees);
    trees.clear();
    trees.push(instance.target);
    let mut is_whole = true;
    while let Some(tree) = trees.pop() {
        match tree {
            Tree::Leaf(leaf) => {
                if std::mem::replace(&mut scratch.is_seen[leaf as usize], true) {
                    continue;
                }
                let experience = instance.experience_of[leaf as usize];
                if let (Some(count), Some(job)) = (experience, state.job)
                    && instance.jobs[job as usize].counts.contains(&count)
                {
                    cut.push((count, job));
                }
                for doer in &instance.doers_of[leaf as usize] {
                    let requires = instance.requires(*doer);
                    if !scratch.is_in_time(*doer)
                        || instance
                            .forest
                            .required(requires, heights, &mut scratch.sums)
                            == NEVER
                    {
                        continue;
                    }
                    match (*doer, experience) {
                        (Doer::Job(job), Some(count)) if shares[job as usize] > 0 => {
                            cut.push((count, job));
                        }
                        _ => match requires {
                            Some(requires) => trees.push(requires),
                            None => is_whole = false,
                        },
                    }
                }
            }
            Tree::Branch(index) => {
                let branch = instance.forest.branch(index);
                let children = instance.forest.children(branch);
                let sums = &mut scratch.sums;
                match branch.kind {
                    BranchKind::All => {
                        let highest = children.iter().map(|(child, _)| {
                            let height = instance.forest.value(*child, heights, sums);
                            (height, std::cmp::Reverse(*child))
                        });
                        if let Some((_, std::cmp::Reverse(child))) = highest.max() {
                            trees.push(child);
                        }
                    }
                    BranchKind::Any | BranchKind::AtLeast(_) => {
                        // Children lower than a threshold's own height are not worth enough.
                        let least = instance.forest.value(tree, heights, sums);
                        for (child, _) in children {
                            let own = instance.forest.value(*child, heights, sums);
                            if own != NEVER && own >= least {
                                trees.push(*child);
                            }
                        }
                    }
                }
            }
        }
    }
    scratch.trees = trees;
    is_whole
}
