//! The plans to be ready for every occupation, each drawing on what those before it showed.
//!
//! In: an [`Outlook`], an [`Objective`] and [`Limits`]. Out: the plans, and the outlook with all
//! that they showed. No plan enters an occupation before the soonest plan to be ready for it ends,
//! so the plans that are made first bound those that lead through what they are for. That is so for
//! the soonest plans without limits only: an outlook serves plans beyond the limits too, where these
//! rule all out.

use std::num::NonZeroUsize;

use super::outlook::Outlook;
use super::problem::{Limits, Problem, Target};
use super::{NoPlan, Objective, Optimality, Plan, plan};
use crate::advise::workers::work;
use crate::pack::OccupationIndex;
use crate::pack::requirement::NodeIndex;
use crate::units::Weeks;

/// How many plans may be in the making side by side.
///
/// Each draws on those that come at least so many places before it, neither more nor fewer: so what
/// comes out is the same for any number of workers.
const ABREAST: NonZeroUsize = NonZeroUsize::new(8).unwrap();

/// A plan to be ready for an occupation, or why there is none.
type Planned = Result<Plan, NoPlan>;

/// Returns the outlook of a person and the best plan within `limits` to be ready for each occupation,
/// by its index; so many workers, which are threads, make them.
///
/// The outlook knows what the soonest plans without limits showed.
pub fn plans<'a>(
    problem: &'a Problem<'a>,
    objective: Objective,
    limits: Limits,
    workers: NonZeroUsize,
) -> (Outlook<'a>, Vec<Planned>) {
    let is_soonest = objective == Objective::Soonest && limits == Limits::default();
    let ((mut outlook, order), made) = work(
        problem.occupations.len(),
        workers.min(ABREAST),
        || {
            let outlook = Outlook::of(problem);
            let order = order(&outlook);
            (outlook, order)
        },
        |(outlook, _)| (outlook.clone(), 0),
        |(outlook, known), (_, order), place, made| {
            while is_soonest && *known + ABREAST.get() <= place {
                outlook.learn(shown(*order.get(*known)?, made.wait(*known)?));
                *known += 1;
            }
            let target = Target {
                requires: requires(problem, *order.get(place)?).into_iter().collect(),
                holds: Vec::new(),
            };
            Some(plan(outlook, &target, objective, limits))
        },
    );
    // None is without: a worker that breaks down takes the caller with it.
    let made = made.into_iter().flatten();
    let mut plans: Vec<(OccupationIndex, Planned)> = order.into_iter().zip(made).collect();
    if is_soonest {
        let all = plans.iter();
        outlook.learn(all.filter_map(|(occupation, planned)| shown(*occupation, planned)));
    }
    plans.sort_unstable_by_key(|(occupation, _)| *occupation);
    let plans = plans.into_iter().map(|(_, planned)| planned);
    (outlook, plans.collect())
}

/// Returns the occupations, the soonest first and what no plan reaches last.
fn order(outlook: &Outlook<'_>) -> Vec<OccupationIndex> {
    let problem = outlook.problem;
    let occupations = 0..problem.occupations.len();
    let mut order: Vec<OccupationIndex> = occupations.map(OccupationIndex::of).collect();
    order.sort_by_key(|occupation| {
        let week = requires(problem, *occupation).map_or(Some(0), |node| outlook.first_week(node));
        (week.is_none(), week)
    });
    order
}

fn requires(problem: &Problem<'_>, occupation: OccupationIndex) -> Option<NodeIndex> {
    problem.occupations.get(occupation.position())?.requires
}

/// Returns an occupation and a week before which no plan is ready for it.
fn shown(occupation: OccupationIndex, planned: &Planned) -> Option<(OccupationIndex, Weeks)> {
    let plan = planned.as_ref().ok()?;
    Some((occupation, first_week(plan)))
}

/// Returns a week before which no plan ends.
fn first_week(plan: &Plan) -> Weeks {
    match plan.optimality {
        Optimality::Proven => plan.finish,
        Optimality::Bounded { finish, .. } => finish,
    }
}
