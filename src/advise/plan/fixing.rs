//! Which steps no plan within bounds can have, told before any search.
//!
//! In: an [`Instance`] and [`Bounds`]. Out: the instance without such steps, or that no plan keeps
//! to the bounds. Only plans without idle steps count, of which every step is needed for a later
//! one or for the target: the best plans are among them.
//!
//! # Source
//! Reduced-cost fixing, from integer programming: landmarks share out the weights of the steps, and
//! every plan weighs at least what they add up to and what is left over on its own steps. A plan
//! with a certain step has, besides, the steps of some chain that leads to it and of some chain
//! that leads from it to the target, each at least with what is left over on it.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builder only"
)]

use super::bounds::landmarks::{Weight, landmarks, track_bound};
use super::bounds::work::{WEEK, work_bound};
use super::bounds::{Scratch, set_earliest};
use super::instance::{Bounds, Doer, Instance};
use super::outlook::NEVER;
use super::restrict::restricted;
use super::state::State;

/// Returns what of the instance can be part of a plan within `bounds`; `None`: there is no plan.
pub(super) fn fixed(instance: &Instance, bounds: Bounds, work: &mut u64) -> Option<Box<Instance>> {
    let mut instance = Box::new(fixed_once(instance, bounds, work)?);
    loop {
        let before = (instance.order.len(), instance.tails.iter().fold(0, add));
        instance = Box::new(fixed_once(&instance, bounds, work)?);
        if before == (instance.order.len(), instance.tails.iter().fold(0, add)) {
            return Some(instance);
        }
    }
}

fn add(sum: u64, tail: &u64) -> u64 {
    sum.wrapping_add(*tail)
}

fn fixed_once(instance: &Instance, bounds: Bounds, work: &mut u64) -> Option<Instance> {
    let state = State::root(instance);
    let mut scratch = Scratch::new(instance);
    state.passive(instance, &mut scratch.passive);
    let mut tails = Vec::new();
    for measured in [
        None,
        Some((Weight::Step, bounds.steps)),
        Some((Weight::Cost, bounds.cost)),
        Some((Weight::Duration, bounds.finish)),
    ] {
        let Some((weight, bound)) = measured else {
            set_earliest(instance, &state, bounds.finish, &mut scratch, work);
            let finish =
                instance
                    .forest
                    .value(instance.target, &scratch.earliest, &mut scratch.sums);
            if finish == NEVER || finish > bounds.finish {
                return None;
            }
            continue;
        };
        if bound == NEVER {
            continue;
        }
        let least = landmarks(instance, &mut scratch, weight, work);
        let is_any = if weight == Weight::Duration {
            if track_bound(&state, &mut scratch) > bound
                || work_bound(instance, &state, &mut scratch, work) > bound
            {
                return None;
            }
            let is_any = rule_out_by_work(instance, &mut scratch, bound);
            rule_out_by_track(instance, &state, &mut scratch, bound) || is_any
        } else {
            if least > bound {
                return None;
            }
            set_leftover_tails(instance, &scratch, &mut tails, work);
            rule_out_by_sum(instance, &mut scratch, &tails, bound - least)
        };
        if is_any {
            set_earliest(instance, &state, bounds.finish, &mut scratch, work);
            let finish =
                instance
                    .forest
                    .value(instance.target, &scratch.earliest, &mut scratch.sums);
            if finish == NEVER || finish > bounds.finish {
                return None;
            }
        }
    }
    restricted(instance, bounds.finish, &scratch.starts, &scratch.earliest)
}

/// Rules out the steps whose chains weigh more than `slack` with what the landmarks left over.
fn rule_out_by_sum(instance: &Instance, scratch: &mut Scratch, tails: &[u64], slack: u64) -> bool {
    let mut is_any = false;
    for (position, doer) in instance.order.iter().enumerate() {
        if scratch.starts[position] == NEVER {
            continue;
        }
        let head = instance.forest.required(
            instance.requires(*doer),
            &scratch.heights,
            &mut scratch.sums,
        );
        let tail = instance.least_after(*doer, tails);
        let chain = head
            .saturating_add(scratch.weights[position])
            .saturating_add(tail);
        if chain > slack {
            scratch.is_out[position] = true;
            is_any = true;
        }
    }
    is_any
}

/// Rules out the study that, on the one track with the landmarks before the same tail, ends late.
fn rule_out_by_track(
    instance: &Instance,
    state: &State,
    scratch: &mut Scratch,
    finish: u64,
) -> bool {
    // `track_bound` has sorted the landmarks, greatest tail first.
    let mut is_any = false;
    for (position, doer) in instance.order.iter().enumerate() {
        let start = scratch.starts[position];
        let Doer::Study(index) = *doer else { continue };
        if start == NEVER {
            continue;
        }
        let own = instance.study[index as usize].tail;
        let left = scratch.weights[position];
        let (mut sum, mut first) = (left, start);
        let mut is_late = false;
        for (weight, start, tail) in &scratch.landmarks {
            sum = sum.saturating_add(*weight);
            first = first.min(*start);
            let end = first.max(state.free).saturating_add(sum);
            is_late |= end.saturating_add((*tail).min(own)) > finish;
        }
        if is_late {
            scratch.is_out[position] = true;
            is_any = true;
        }
    }
    is_any
}

/// Rules out the occupations that, with the landmarks before the same tail, keep the work track
/// busy for too long.
///
/// An occupation is kept for the minimum stay or, if it is the last, up to the finish. Of those
/// weeks only the shares count that no landmark charges.
fn rule_out_by_work(instance: &Instance, scratch: &mut Scratch, finish: u64) -> bool {
    let mut is_any = false;
    for (position, doer) in instance.order.iter().enumerate() {
        let entered = scratch.starts[position];
        let Doer::Job(index) = *doer else { continue };
        if entered == NEVER {
            continue;
        }
        let own = instance.tail_of_job(index);
        let Some(share) = scratch.worked.shares.get(index as usize) else {
            continue;
        };
        let (mut sum, mut first) = (0u64, entered);
        let last = (0, NEVER, 0);
        let landmarks = scratch.worked.landmarks.iter().chain([&last]);
        let is_late = landmarks.into_iter().any(|(shares, start, tail)| {
            sum = sum.saturating_add(*shares);
            first = first.min(*start);
            let kept = own.saturating_sub(*tail).min(instance.minimum_stay);
            let weeks = sum
                .saturating_add(share.saturating_mul(kept))
                .div_ceil(WEEK);
            first.saturating_add(weeks).saturating_add(*tail) > finish
        });
        if is_late {
            scratch.is_out[position] = true;
            is_any = true;
        }
    }
    is_any
}

/// Computes for each leaf the least weight that is left over on a chain from it to the target.
fn set_leftover_tails(
    instance: &Instance,
    scratch: &Scratch,
    tails: &mut Vec<u64>,
    work: &mut u64,
) {
    tails.clear();
    tails.resize(instance.arrivals.len(), NEVER);
    instance.forest.lower(instance.target, 0, tails);
    loop {
        *work += instance.size;
        let mut is_changed = false;
        for (position, doer) in instance.order.iter().enumerate().rev() {
            let Some(requires) = instance.requires(*doer) else {
                continue;
            };
            if scratch.starts[position] == NEVER {
                continue;
            }
            let tail = instance.least_after(*doer, tails);
            if tail != NEVER {
                let tail = tail.saturating_add(scratch.weights[position]);
                is_changed |= instance.forest.lower(requires, tail, tails);
            }
        }
        if !is_changed {
            return;
        }
    }
}
