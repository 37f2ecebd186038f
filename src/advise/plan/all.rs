//! The plans to be ready for every occupation, each drawing on what those before it showed.
//!
//! In: an [`Outlook`], an [`Objective`] and [`Limits`]. Out: the plans, and from these an outlook with
//! all that they showed. No plan enters an occupation before the soonest plan to be ready for it ends,
//! so the plans that are made first bound those that lead through what they are for. That is so for
//! the soonest plans without limits only: an outlook serves plans beyond the limits too, where these
//! rule all out.

use std::iter::repeat_n;
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

/// The last block has so many. Its plans take the longest, and as nobody waits for any of them the
/// workers come to the end together.
const LAST: usize = 10;

/// A plan to be ready for an occupation, or why there is none.
type Planned = Result<Plan, NoPlan>;

/// Returns the best plan within `limits` to be ready for each occupation, by its index; so many
/// workers, which are threads, make them.
pub fn plans(
    outlook: &Outlook<'_>,
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
    // The soonest first, and what no plan reaches last.
    order.sort_by_key(|index| week(*index).map_or((true, 0), |week| (false, week)));
    let reached = order.partition_point(|index| week(*index).is_some());
    let drawn_on = into_blocks(order.get_mut(..reached).unwrap_or_default());
    let is_shown = do_show(objective, limits);
    let shown = |place: usize, planned: &Planned| Some((*order.get(place)?, first_week(planned)?));
    // Of more than that most would wait.
    let workers = workers.min(BLOCK);
    let made = work(
        order.len(),
        workers,
        || (outlook.clone(), 0),
        |(outlook, known), place, made| {
            let drawn_on = drawn_on.get(place).copied().unwrap_or(0);
            if is_shown && *known < drawn_on {
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
    let mut plans: Vec<_> = order.into_iter().zip(made).collect();
    plans.sort_unstable_by_key(|(index, _)| *index);
    // None is without: a worker that breaks down takes the caller with it.
    plans
        .into_iter()
        .filter_map(|(_, planned)| planned)
        .collect()
}

/// Turns an order, the soonest first, into that of the blocks, in each of which the farthest is first,
/// as it takes the longest; returns for each place how many of the first places it draws on.
fn into_blocks(order: &mut [OccupationIndex]) -> Vec<usize> {
    let mut drawn_on = Vec::with_capacity(order.len());
    let (head, last) = order.split_at_mut(order.len().saturating_sub(LAST));
    let (mut before, mut from) = (0, 0);
    for block in head.chunks_mut(BLOCK.get()).chain([last]) {
        block.reverse();
        drawn_on.extend(repeat_n(before, block.len()));
        (before, from) = (from, from + block.len());
    }
    drawn_on
}

/// Lets an outlook know what the best plans to be ready for each occupation showed, by its index.
pub fn learn(outlook: &mut Outlook<'_>, objective: Objective, limits: Limits, plans: &[Planned]) {
    if do_show(objective, limits) {
        let plans = plans.iter().enumerate();
        outlook.learn(plans.filter_map(|(place, planned)| {
            Some((OccupationIndex::of(place), first_week(planned)?))
        }));
    }
}

/// Whether such plans show when occupations can be entered.
fn do_show(objective: Objective, limits: Limits) -> bool {
    objective == Objective::Soonest && limits == Limits::default()
}

/// Returns a week before which no such plan ends; `None`: there is none.
fn first_week(planned: &Planned) -> Option<Weeks> {
    let plan = planned.as_ref().ok()?;
    Some(match plan.optimality {
        Optimality::Proven => plan.finish,
        Optimality::Bounded { finish, .. } => finish,
    })
}
