//! How soon, how cheaply and in how few steps each thing in an instance could be had if nothing
//! stood in anything's way. No plan does better.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use super::instance::{Instance, Step};
use super::measure::{Measure, NEVER};
use super::part::Starts;
use crate::lists::Marks;

/// Lower bounds of an instance, by [`Measure`].
#[derive(Clone, Debug)]
pub(super) struct Least {
    /// For each leaf, the least until it is met.
    pub(super) leaves: [Vec<u64>; 3],
}

impl Least {
    /// Returns the lower bounds of an instance.
    pub(super) fn of(instance: &Instance) -> Self {
        Self::given(instance, weeks(instance, &instance.starts))
    }

    /// Returns the lower bounds of an instance, given the least weeks until each leaf is met.
    pub(super) fn given(instance: &Instance, weeks: Vec<u64>) -> Self {
        let [mut dollars, mut steps] = [free(instance), free(instance)];
        lower(instance, Measure::Cost, &instance.starts, &mut dollars);
        lower(instance, Measure::Steps, &instance.starts, &mut steps);
        Self {
            leaves: [weeks, dollars, steps],
        }
    }

    /// Returns lower bounds that are read off a part: those of its steps give those of its leaves.
    pub(super) fn read_off(part: &Instance) -> Self {
        let [mut dollars, mut steps] = [free(part), free(part)];
        for (step, [_, cost, before]) in part.steps.iter().zip(&part.starts) {
            let (cost, count) = (cost.saturating_add(step.cost), before.saturating_add(1));
            for leaf in part.reaches(step) {
                let place = leaf as usize;
                dollars[place] = cost.min(dollars[place]);
                steps[place] = count.min(steps[place]);
            }
        }
        Self {
            leaves: [part.earliest.clone(), dollars, steps],
        }
    }

    /// Brings the weeks up to date with those in `starts` that are known to be more, and these with
    /// the weeks.
    pub(super) fn set_weeks(&mut self, instance: &Instance, starts: &mut Starts) {
        let weeks = &mut self.leaves[Measure::Finish as usize];
        *weeks = self::weeks(instance, starts);
        for (known, step) in starts.iter_mut().zip(&instance.steps) {
            if step.is_open {
                let begin = before(instance, step, Measure::Finish, known, weeks);
                known[Measure::Finish as usize] = begin;
            }
        }
    }

    /// Returns for each step the least until it can be begun; [`NEVER`]: it cannot.
    pub(super) fn starts(&self, instance: &Instance) -> Vec<[u64; 3]> {
        let starts = instance.steps.iter().zip(&instance.starts);
        let starts = starts.map(|(step, known)| match step.is_open {
            true => Measure::ALL.map(|measure| {
                let leaves = &self.leaves[measure as usize];
                before(instance, step, measure, known, leaves)
            }),
            false => [NEVER; 3],
        });
        starts.collect()
    }
}

/// Brings what is least before each step up to what the instance itself shows, and returns that: a
/// part has it from what it was cut out of, where less stood in anything's way.
pub(super) fn renew_starts(instance: &mut Instance) -> Least {
    let least = Least::of(instance);
    instance.starts = least.starts(instance);
    least
}

/// Returns for each leaf the least weeks until it is met.
fn weeks(instance: &Instance, starts: &Starts) -> Vec<u64> {
    let mut weeks = instance.all_untouched();
    lower(instance, Measure::Finish, starts, &mut weeks);
    weeks
}

/// Returns for each leaf what it takes if nothing is done: nothing, if it is met by itself.
fn free(instance: &Instance) -> Vec<u64> {
    let weeks = instance.all_untouched().into_iter();
    let free = weeks.map(|week| if week == NEVER { NEVER } else { 0 });
    free.collect()
}

/// Returns what the step itself takes.
pub(super) fn weight(step: &Step, measure: Measure) -> u64 {
    match measure {
        Measure::Finish => step.duration,
        Measure::Cost => step.cost,
        Measure::Steps => 1,
    }
}

/// Returns the least until the step can be begun, given what is known of the weeks.
fn before(
    instance: &Instance,
    step: &Step,
    measure: Measure,
    known: &[u64; 3],
    leaves: &[u64],
) -> u64 {
    let required = instance.forest.required(step.requires, leaves);
    match measure {
        Measure::Finish => required.max(known[measure as usize]),
        Measure::Cost | Measure::Steps => required,
    }
}

/// Lowers the values of the leaves, as they are if nothing is done, to what the steps make of them.
fn lower(instance: &Instance, measure: Measure, starts: &Starts, leaves: &mut [u64]) {
    let mut entered = vec![NEVER; instance.kinds.len()];
    let mut stale = Marks::all(instance.steps.len());
    while let Some(place) = stale.take_first() {
        let step = &instance.steps[place as usize];
        if !step.is_open {
            continue;
        }
        let known = &starts[place as usize];
        let before = before(instance, step, measure, known, leaves);
        let end = before.saturating_add(weight(step, measure));
        instance.each_reached(step, end, &mut entered, |leaf, weeks| {
            let value = match measure {
                Measure::Finish => end.saturating_add(weeks),
                Measure::Cost | Measure::Steps => end,
            };
            instance.lower(leaf, value, leaves, &mut stale);
        });
    }
}
