//! Which steps every plan within bounds needs, as far as that shows before ties are broken.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use crate::advise::plan::instance::Instance;
use crate::advise::plan::least::renew_starts;
use crate::advise::plan::measure::{Bounds, Measure, NEVER};
use crate::advise::plan::part::{Goal, only, part};
use crate::advise::plan::root::{Rooted, rooted};
use crate::advise::plan::search::{Aim, Effort, Without, search};

/// Of so many steps it is worth finding out which are not needed.
const MANY: usize = 32;

/// Leaves out the steps that no landmark has, if no plan within the bounds has any of them: no
/// fewer of the others would do even if these were done already.
pub(super) fn needed(whole: Rooted, bounds: Bounds, effort: &mut Effort) -> Rooted {
    let Rooted { instance, root } = &whole;
    if instance.steps.len() < MANY || root.steps.total >= bounds.steps {
        return whole;
    }
    let is_idle = |place: usize| root.steps.hits.get(place) == Some(&0);
    let starts = |instance: &Instance| only(&instance.starts, |place| !is_idle(place));
    let others = Bounds {
        steps: bounds.steps.saturating_sub(1),
        ..bounds
    };
    let done = done(instance, is_idle);
    let without = part(&done, &Goal::of(&done), &starts(&done), others);
    let without = without.ok_or(Without::Proof);
    let without = without.and_then(|part| rooted(part, others, effort));
    let without = without.and_then(|Rooted { instance, root }| {
        let aim = Aim::Least(Measure::Steps);
        search(&instance, &root, others, aim, others.steps, effort).of(instance)
    });
    if !matches!(without, Err(Without::Proof)) {
        return whole;
    }
    let part = part(instance, &Goal::of(instance), &starts(instance), bounds);
    let rooted = part.map(|part| rooted(part, bounds, effort));
    rooted.and_then(Result::ok).unwrap_or(whole)
}

/// Returns an instance in which everything that some of the steps may do arrives by itself, no later
/// than in any plan that has them.
fn done(instance: &Instance, is_idle: impl Fn(usize) -> bool) -> Instance {
    let mut done = instance.clone();
    for (place, step) in instance.steps.iter().enumerate() {
        let [begin, ..] = instance.starts[place];
        if begin == NEVER || !is_idle(place) {
            continue;
        }
        let mut arrive = |leaf: u32, week: u64| {
            let known = &mut done.leaves[leaf as usize].arrival;
            *known = week.min(*known);
        };
        for leaf in instance.gives(step) {
            arrive(*leaf, begin.saturating_add(step.duration));
        }
        for leaf in instance.worked_for(step) {
            // Others may have worked all but its last week.
            let first = instance.earliest[leaf as usize];
            arrive(leaf, first.max(begin.saturating_add(1)));
        }
    }
    // What arrives need not be paid for.
    renew_starts(&mut done);
    done
}
