//! The plans to be ready for every occupation, each drawing on what those before it showed.
//!
//! In: an [`Outlook`], an [`Objective`] and [`Limits`]. Out: the plans, and the outlook with all
//! that they showed. No plan enters an occupation before the soonest plan to be ready for it ends,
//! so the plans that are made first bound those that lead through what they are for. That is so for
//! the soonest plans without limits only: an outlook serves plans beyond the limits too, where these
//! rule all out.

use std::num::NonZeroUsize;

use super::outlook::Outlook;
use super::problem::{Limits, Target};
use super::{NoPlan, Objective, Optimality, Plan, plan};
use crate::advise::workers::work;
use crate::pack::OccupationIndex;
use crate::units::Weeks;

/// The plans are made in blocks of so many, the soonest block first.
///
/// Each draws on all blocks but its own and the one before, neither more nor fewer: so what comes out
/// is the same for any number of workers, and nobody waits for long.
const BLOCK: NonZeroUsize = NonZeroUsize::new(8).unwrap();

/// A plan to be ready for an occupation, or why there is none.
type Planned = Result<Plan, NoPlan>;

/// Returns the best plan within `limits` to be ready for each occupation, by its index; so many
/// workers, which are threads, make them.
///
/// The outlook comes to know what the soonest plans without limits showed.
pub fn plans(
    outlook: &mut Outlook<'_>,
    objective: Objective,
    limits: Limits,
    workers: NonZeroUsize,
) -> Vec<Planned> {
    let problem = outlook.problem;
    let requires = |index: OccupationIndex| problem.occupations.get(index.position())?.requires;
    let week = |index| requires(index).map_or(Some(0), |node| outlook.first_week(node));
    let mut order: Vec<OccupationIndex> = (0..problem.occupations.len())
        .map(OccupationIndex::of)
        .collect();
    // The soonest first, and what no plan reaches last; of a block the farthest first, as they take
    // the longest.
    order.sort_by_key(|index| week(*index).map_or((true, 0), |week| (false, week)));
    order.chunks_mut(BLOCK.get()).for_each(<[_]>::reverse);
    let is_soonest = objective == Objective::Soonest && limits == Limits::default();
    let shown = |place: usize, planned: &Planned| {
        let first = first_week(planned.as_ref().ok()?);
        Some((*order.get(place)?, first))
    };
    // Of more than that most would wait.
    let workers = workers.min(BLOCK);
    let made = work(
        order.len(),
        workers,
        || (outlook.clone(), 0),
        |(outlook, known), place, made| {
            let drawn_on = (place / BLOCK).saturating_sub(1) * BLOCK.get();
            if is_soonest && *known < drawn_on {
                let mut entries = Vec::with_capacity(drawn_on - *known);
                for place in *known..drawn_on {
                    entries.extend(shown(place, made.wait(place)?));
                }
                outlook.learn(entries);
                *known = drawn_on;
            }
            let target = Target {
                requires: requires(*order.get(place)?).into_iter().collect(),
                holds: Vec::new(),
            };
            Some(plan(outlook, &target, objective, limits))
        },
    );
    if is_soonest {
        let all = made.iter().enumerate();
        let all = all.filter_map(|(place, planned)| shown(place, planned.as_ref()?));
        outlook.learn(all);
    }
    let mut plans: Vec<_> = order.into_iter().zip(made).collect();
    plans.sort_unstable_by_key(|(index, _)| *index);
    // None is without: a worker that breaks down takes the caller with it.
    plans
        .into_iter()
        .filter_map(|(_, planned)| planned)
        .collect()
}

/// Returns a week before which no plan ends.
fn first_week(plan: &Plan) -> Weeks {
    match plan.optimality {
        Optimality::Proven => plan.finish,
        Optimality::Bounded { finish, .. } => finish,
    }
}
