//! How soon, how cheaply and in how few steps each thing in an instance could be had if nothing
//! stood in anything's way. No plan does better.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use super::instance::{Instance, Step};
use super::lists::{Marks, small};
use super::measure::{Measure, NEVER};

/// Lower bounds of an instance, by [`Measure`].
#[derive(Clone, Debug)]
pub(super) struct Least {
    /// For each leaf, the least until it is met.
    pub(super) leaves: [Vec<u64>; 3],
    /// By step: the least until it can be begun; [`NEVER`]: it cannot.
    pub(super) starts: Vec<[u64; 3]>,
}

impl Least {
    /// Returns the lower bounds of an instance.
    pub(super) fn of(instance: &Instance) -> Self {
        let leaves = Measure::ALL.map(|measure| leaves(instance, measure));
        let starts = instance.steps.iter().map(|step| {
            Measure::ALL.map(|measure| match step.is_open {
                true => before(instance, step, measure, &leaves[measure as usize]),
                false => NEVER,
            })
        });
        let starts = starts.collect();
        Self { leaves, starts }
    }
}

/// Returns what the step itself takes.
pub(super) fn weight(step: &Step, measure: Measure) -> u64 {
    match measure {
        Measure::Finish => step.duration,
        Measure::Cost => step.cost,
        Measure::Steps => 1,
    }
}

/// Returns the least until the step can be begun.
fn before(instance: &Instance, step: &Step, measure: Measure, leaves: &[u64]) -> u64 {
    let required = instance.forest.required(step.requires, leaves);
    match measure {
        Measure::Finish => required.max(step.floor),
        Measure::Cost | Measure::Steps => required,
    }
}

fn leaves(instance: &Instance, measure: Measure) -> Vec<u64> {
    let untouched =
        (0..small(instance.leaves.len())).map(|leaf| match (instance.untouched(leaf), measure) {
            (NEVER, _) => NEVER,
            (week, Measure::Finish) => week,
            (_, Measure::Cost | Measure::Steps) => 0,
        });
    let mut leaves: Vec<u64> = untouched.collect();
    let mut entered = vec![NEVER; instance.kinds.len()];
    let mut stale = Marks::all(instance.steps.len());
    while let Some(place) = stale.take_first() {
        let step = &instance.steps[place as usize];
        if !step.is_open {
            continue;
        }
        let before = before(instance, step, measure, &leaves);
        let end = before.saturating_add(weight(step, measure));
        instance.each_reached(step, end, &mut entered, |leaf, weeks| {
            let value = match measure {
                Measure::Finish => end.saturating_add(weeks),
                Measure::Cost | Measure::Steps => end,
            };
            instance.lower(leaf, value, &mut leaves, &mut stale);
        });
    }
    leaves
}
