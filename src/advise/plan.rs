//! The plan: dated study and work steps that reach a target, provably soonest or cheapest.
//!
//! In: a [`Problem`], what all targets share
//! (an outlook, made once), a [`Target`] and
//! [`Limits`]. Out: a [`Plan`], or why there is none. Nothing here reads a clock:
//! where an answer would take too long, a count of search nodes decides, and the plan says so.
//!
//! # Source
//! The model is `design.md` section 6. How it is read where it leaves room:
//!
//! - A plan is a sequence of steps with start weeks that never decrease. Within one week the steps
//!   happen one after the other: a route of no weeks counts for the next step of the same week.
//! - A study step starts when the study track is free and its requirement is met. A work step
//!   starts when its requirement is met and, if the occupation left was itself entered in the plan,
//!   `minimum_stay` weeks after that. Today's occupation is left at any week.
//! - Re-entering an occupation once left is a new step and needs its requirement again. Between
//!   occupations there is no gap: one is left only for another.
//! - An occupation leaf is met from the week the occupation is entered. A week worked counts at its
//!   end, once for each leaf whose occupations include the one worked in.
//! - The finish week is the first week in which the target is met. No minimum stay binds it.
//! - A qualification in progress may also be earned by a route, if that route is given.
//! - Ties after finish, cost and number of steps: the steps are compared in order, each by its
//!   start week and then by its id. So of equal plans the one that starts sooner is given, and
//!   nothing waits that could go on.

pub mod all;
pub mod outlook;
pub mod problem;
pub mod reachable;

mod blocked;
mod cheapest;
mod cuts;
mod dated;
mod firsts;
mod forest;
mod instance;
mod least;
mod links;
mod measure;
mod needs;
mod optimum;
mod part;
mod root;
mod search;
mod seen;
mod soonest;
mod spare;
mod state;
mod toil;
mod turns;
mod whole;

use crate::pack::requirement::LeafIndex;
use crate::pack::{OccupationIndex, QualificationIndex};
use crate::units::{Usd, Weeks};
use measure::{Bounds, Measure, NEVER};
use optimum::{Best, least_value, optimum};
use outlook::Outlook;
use problem::{Limits, Problem, StudyIndex, Target};
use search::{Effort, Without};

/// How much may be done for a plan: looks at a step, a leaf or a branch, or as much work.
///
/// # Limits
/// A plan that would take more says [`Optimality::Bounded`].
pub const SEARCH_EFFORT: u64 = 2_000_000;

/// How many looks at everything a plan can turn on may be taken for it where that is more than
/// [`SEARCH_EFFORT`]: in packs of many thousand records.
pub const SEARCH_LOOKS: u64 = 30;

/// The most alternatives [`frontier`] gives.
pub const MOST_ALTERNATIVES: usize = 5;

/// Returns the best plan to `target` within `limits`.
///
/// Ties are broken as the module says. A target met today has a plan without steps.
///
/// # Errors
/// [`NoPlan`] says why there is none.
pub fn plan(
    outlook: &Outlook<'_>,
    target: &Target<'_>,
    objective: Objective,
    limits: Limits,
) -> Result<Plan, NoPlan> {
    if !outlook.reaches(target) {
        return Err(NoPlan::Blocked(blocked::blocked(outlook, target)));
    }
    let effort = Effort::for_a_plan(outlook);
    let bounds = Bounds::of(limits);
    match optimum(outlook, target, objective, bounds, None, effort) {
        // In larger packs it would take too long.
        Ok(best)
            if best.bound.is_some()
                && objective == Objective::Soonest
                && effort.0 == SEARCH_EFFORT =>
        {
            let best = bettered(outlook, target, limits, best);
            let best = joined(outlook, target, limits, best);
            Ok(Plan::of(outlook.problem, target, &best))
        }
        Ok(best) => Ok(Plan::of(outlook.problem, target, &best)),
        Err(Without::Undecided) => Err(NoPlan::Undecided),
        Err(Without::Proof) => Err(OverLimits::of(outlook, target, limits)),
    }
}

/// Returns the best of a sequence that is not proven to be the soonest and of two ever cheaper ones:
/// a search for those, a quarter as long each, may come upon a sooner one.
fn bettered(outlook: &Outlook<'_>, target: &Target<'_>, limits: Limits, best: Best) -> Best {
    let effort = Effort(SEARCH_EFFORT / 4);
    let mut cost = best.found.cost;
    let mut best = best;
    for _ in 0..2 {
        let Some(other) = cheaper(outlook, target, limits, cost, effort) else {
            break;
        };
        cost = other.found.cost;
        best = best.or_sooner(other);
    }
    best
}

/// Returns the best of a sequence to several things that is not proven to be the soonest, and of what
/// can be made of the steps of the soonest ones to each of them: so it is no later than these one
/// after the other, as far as the search for each goes.
fn joined(outlook: &Outlook<'_>, target: &Target<'_>, limits: Limits, best: Best) -> Best {
    let requires = target.requires.iter().map(|node| Target {
        requires: vec![*node],
        holds: Vec::new(),
    });
    let holds = target.holds.iter().map(|wanted| Target {
        requires: Vec::new(),
        holds: vec![*wanted],
    });
    let each: Vec<Target<'_>> = requires.chain(holds).collect();
    if each.len() < 2 {
        return best;
    }
    let (objective, bounds) = (Objective::Soonest, Bounds::of(limits));
    let effort = Effort(SEARCH_EFFORT / 4);
    let mut steps = Vec::new();
    for one in &each {
        let soonest = optimum(outlook, one, objective, bounds, None, effort);
        steps.extend(soonest.iter().flat_map(Best::steps));
    }
    match optimum(outlook, target, objective, bounds, Some(&steps), effort) {
        Ok(other) => best.or_sooner(other),
        Err(_) => best,
    }
}

/// Returns the soonest sequence within the limits that costs less than `cost`; `None`: there is none,
/// or none was found.
fn cheaper(
    outlook: &Outlook<'_>,
    target: &Target<'_>,
    limits: Limits,
    cost: u64,
    effort: Effort,
) -> Option<Best> {
    let bounds = Bounds {
        cost: cost.checked_sub(1)?,
        ..Bounds::of(limits)
    };
    optimum(outlook, target, Objective::Soonest, bounds, None, effort).ok()
}

/// Returns the finish of the [`plan`], without making it; `None`: there is none.
pub fn finish(
    outlook: &Outlook<'_>,
    target: &Target<'_>,
    objective: Objective,
    limits: Limits,
) -> Option<Weeks> {
    if !outlook.reaches(target) {
        return None;
    }
    let (bounds, effort) = (Bounds::of(limits), Effort::for_a_plan(outlook));
    let own = least_value(outlook, target, objective, Measure::Finish, bounds, effort);
    own.ok().map(|own| weeks(own.value))
}

/// Returns the plans within `limits` that no other beats on both finish week and cost, soonest
/// first, at most [`MOST_ALTERNATIVES`] of them.
///
/// # Limits
/// Where the search for a cheaper one reaches its limit, none is given from there on.
///
/// # Errors
/// [`NoPlan`] says why there is none.
pub fn frontier(
    outlook: &Outlook<'_>,
    target: &Target<'_>,
    limits: Limits,
) -> Result<Vec<Plan>, NoPlan> {
    let soonest = plan(outlook, target, Objective::Soonest, limits)?;
    let mut plans = vec![soonest];
    let effort = Effort::for_a_plan(outlook);
    while let (Some(last), true) = (plans.last(), plans.len() < MOST_ALTERNATIVES) {
        let cost = u64::from(last.cost.0);
        let Some(best) = cheaper(outlook, target, limits, cost, effort) else {
            break;
        };
        plans.push(Plan::of(outlook.problem, target, &best));
    }
    // Where the search was cut short, a cheaper plan may have turned out to be sooner as well.
    let values = |plan: &Plan| (plan.finish, plan.cost);
    let all: Vec<_> = plans.iter().map(values).collect();
    plans.retain(|plan| {
        let (finish, cost) = values(plan);
        let mut others = all.iter().filter(|other| **other != (finish, cost));
        !others.any(|other| other.0 <= finish && other.1 <= cost)
    });
    Ok(plans)
}

/// What a plan is best at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Objective {
    /// Least finish week, then least cost, then fewest steps.
    Soonest,
    /// Least cost, then least finish week, then fewest steps.
    Cheapest,
}

/// Dated steps that reach a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The first week in which the target is met; 0: it is met today.
    pub finish: Weeks,
    /// The sum of the costs of the study steps.
    pub cost: Usd,
    /// Whether some of the cost is not known, so that `cost` says "at least".
    pub cost_is_lower_bound: bool,
    /// Whether the time of some step is not known, so that `finish` says "at least".
    pub finish_is_lower_bound: bool,
    /// The steps by start week, causes before effects.
    pub steps: Vec<Step>,
    /// Whether the plan is proven to be the best.
    pub optimality: Optimality,
}

/// How far a plan is proven to be the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Optimality {
    /// No plan within the limits is better.
    Proven,
    /// The search met its limit; no plan within the limits goes below these bounds.
    Bounded {
        /// For [`Objective::Soonest`], no plan finishes before this week; for
        /// [`Objective::Cheapest`], none that is as cheap as this one.
        finish: Weeks,
        /// For [`Objective::Cheapest`], no plan costs less; for [`Objective::Soonest`], none that
        /// finishes as soon as this one.
        cost: Usd,
    },
}

/// One step of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// The week it starts.
    pub start: Weeks,
    /// The week it ends: the study is over, the occupation is left (the last one: the plan's
    /// finish), the qualification arrives, today's occupation is left or no longer needed.
    pub end: Weeks,
    /// What it costs.
    pub cost: Usd,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Earns a qualification by a route.
    Earn(StudyIndex),
    /// Renews a lapsed qualification.
    Renew(StudyIndex),
    /// Enters an occupation.
    Work(OccupationIndex),
    /// Waits for a qualification in progress on which the plan rests; not counted as a step.
    Wait(QualificationIndex),
    /// Stays in today's occupation, as the plan rests on it; not counted as a step.
    Stay(OccupationIndex),
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPlan {
    /// No plan reaches the target, however long and costly.
    Blocked(Blocked),
    /// Plans exist, but none within the limits.
    OverLimits(OverLimits),
    /// The search met its limit before it found a plan within the limits or the proof of none.
    Undecided,
}

/// What stands between a person and a target that no plan reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// The fewest things whose being met would let a plan exist, sorted.
    pub missing: Vec<Missing>,
    /// Whether `missing` is proven to be the fewest.
    pub is_fewest: bool,
}

/// One thing that no plan reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// A leaf of the requirement trees.
    Leaf(LeafIndex),
    /// A qualification of [`Target::holds`](problem::Target::holds).
    Qualification(QualificationIndex),
}

/// By how much limits rule every plan out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverLimits {
    /// What the budget falls short of: the least cost of a plan that finishes in time; where none
    /// does, of any plan. `None`: there is no budget to blame.
    pub least_cost: Option<Usd>,
    /// What comes after `by`: the soonest finish of a plan within the budget; where none keeps to
    /// it, of any plan. `None`: there is no `by` to blame.
    pub soonest_finish: Option<Weeks>,
    /// Whether a plan is known that finishes in time, whatever it costs; says nothing where there is
    /// no budget.
    pub is_any_in_time: bool,
    /// Whether a plan is known that keeps to the budget, however long it takes; says nothing where
    /// there is no `by`.
    pub is_any_in_budget: bool,
    /// Whether all of this is proven; else cost and finish are of plans that exist, but may not be
    /// the least.
    pub is_exact: bool,
}

impl Plan {
    fn of(problem: &Problem<'_>, target: &Target<'_>, best: &Best) -> Self {
        let steps = best
            .instance
            .as_ref()
            .map(|instance| dated::dated_steps(problem, target, instance, &best.found));
        let steps = steps.unwrap_or_default();
        let studied = || {
            steps.iter().filter_map(|step| match step.action {
                Action::Earn(index) | Action::Renew(index) => problem.study.get(index.0 as usize),
                Action::Work(_) | Action::Wait(_) | Action::Stay(_) => None,
            })
        };
        Self {
            finish: weeks(best.found.finish),
            cost: dollars(best.found.cost),
            cost_is_lower_bound: studied().any(|option| !option.cost_is_known),
            finish_is_lower_bound: studied().any(|option| !option.time_is_known),
            optimality: match best.bound {
                None => Optimality::Proven,
                Some(bound) => Optimality::Bounded {
                    finish: weeks(bound.finish),
                    cost: dollars(bound.cost),
                },
            },
            steps,
        }
    }
}

impl OverLimits {
    fn of(outlook: &Outlook<'_>, target: &Target<'_>, limits: Limits) -> NoPlan {
        let least = |objective, measure, bounds| {
            let effort = Effort::for_a_plan(outlook);
            least_value(outlook, target, objective, measure, bounds, effort)
        };
        // The least of one measure within the limit of the other, or else of any plan; and whether
        // some plan is within it.
        let blamed = |objective, measure, bounds: Bounds| {
            let without = match least(objective, measure, bounds.with(measure, NEVER)) {
                Ok(own) => return Ok::<_, Without>((own, true)),
                Err(without) => without,
            };
            let mut own = least(objective, measure, Bounds::NONE)?;
            own.is_exact &= without == Without::Proof;
            Ok((own, false))
        };
        let bounds = Bounds::of(limits);
        let cost = limits
            .budget
            .map(|_| blamed(Objective::Cheapest, Measure::Cost, bounds));
        let finish = limits
            .by
            .map(|_| blamed(Objective::Soonest, Measure::Finish, bounds));
        let (Ok(cost), Ok(finish)) = (cost.transpose(), finish.transpose()) else {
            return NoPlan::Undecided;
        };
        NoPlan::OverLimits(Self {
            least_cost: cost.map(|(own, _)| dollars(own.value)),
            soonest_finish: finish.map(|(own, _)| weeks(own.value)),
            is_any_in_time: cost.is_none_or(|(_, is_any)| is_any),
            is_any_in_budget: finish.is_none_or(|(_, is_any)| is_any),
            is_exact: [cost, finish].iter().flatten().all(|(own, _)| own.is_exact),
        })
    }
}

impl Effort {
    fn for_a_plan(outlook: &Outlook<'_>) -> Self {
        let looks = SEARCH_LOOKS.saturating_mul(outlook.whole.instance.size());
        Self(looks.max(SEARCH_EFFORT))
    }
}

impl Bounds {
    fn of(limits: Limits) -> Self {
        Self {
            finish: limits.by.map_or(NEVER, |week| u64::from(week.0)),
            cost: limits.budget.map_or(NEVER, |most| u64::from(most.0)),
            steps: NEVER,
        }
    }
}

fn weeks(count: u64) -> Weeks {
    Weeks(u32::try_from(count).unwrap_or(u32::MAX))
}

fn dollars(count: u64) -> Usd {
    Usd(u32::try_from(count).unwrap_or(u32::MAX))
}
