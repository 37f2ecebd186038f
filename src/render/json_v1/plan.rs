//! Plans: dated steps, and what is proved of them.

use super::list;
use super::remarks::{Reason, Warning, reasons};
use super::scalar::Day;
use super::words::StepKind;
use crate::advice;

wire! {
    /// Dated steps to a target.
    Plan<'a> of advice::Plan<'a> as plan {
        /// The first week in which the target is reached; 0 is today.
        finish_week: u32 = plan.finish_week,
        /// The day that week begins.
        finish_on: Day = Day(plan.finish_on),
        /// The sum of what its steps cost, as far as that is known.
        cost_usd: u32 = plan.cost_usd,
        /// Whether some step's cost is not known, so that the sum is the least it costs.
        cost_is_lower_bound: bool = plan.cost_is_lower_bound,
        /// Whether some step's time is not known, so that the finish is the earliest it can be.
        time_is_lower_bound: bool = plan.time_is_lower_bound,
        /// What was made least.
        #[schemars(extend("enum" = ["soonest", "cheapest"]))]
        optimal_for: &'static str = plan.optimal_for,
        /// Whether it is proved that no plan is better.
        optimal: bool = plan.optimal,
        /// Where that is not proved: what is.
        bound: Option<Bound> = plan.bound.as_ref().map(Bound::from),
        /// The steps: by start, then end, then id.
        steps: Vec<Step<'a>> = list(&plan.steps),
        /// What is not known and was counted as not met, in words.
        assumes: Vec<&'a str> = plan.assumes.iter().map(|say| &**say).collect(),
        /// Ends and changes that steps cross.
        warnings: Vec<Warning<'a>> = list(&plan.warnings),
    }

    /// What is proved of a plan whose optimality is not.
    Bound of advice::PlanBound as bound {
        /// For the soonest plan: none finishes before this week; for the cheapest: none that is as
        /// cheap.
        finish_week: u32 = bound.finish_week,
        /// For the cheapest plan: none costs less than this; for the soonest: none that is as soon.
        cost_usd: u32 = bound.cost_usd,
    }

    /// One step of a plan.
    Step<'a> of advice::Step<'a> as step {
        /// What it does.
        #[serde(rename = "do")]
        action: StepKind = step.kind.into(),
        /// The id of the qualification or occupation; of a degree described by its level that is
        /// awaited, the level, with the field after a slash where it is known.
        id: &'a str = &step.id,
        /// Its short name.
        name: &'a str = &step.name,
        /// The id of the route taken.
        route: Option<&'a str> = step.route,
        /// The week it begins.
        start_week: u32 = step.start_week,
        /// The week it ends: what it earns is held from then on.
        end_week: u32 = step.end_week,
        /// The day the first week begins.
        start_on: Day = Day(step.start_on),
        /// The day the last week begins.
        end_on: Day = Day(step.end_on),
        /// What it costs, as far as that is known; null: nothing of it is.
        cost_usd: Option<u32> = step.cost_usd,
        /// Whether all that it costs is known; if not, the sum is the least it costs.
        cost_is_known: bool = step.cost_is_known,
        /// Hours of study, where the route counts them.
        study_hours: Option<u32> = step.study_hours,
        /// Whether it is known how long it takes; if not, no time is counted.
        time_is_known: bool = step.time_is_known,
        /// What the rules say of renewing it; null: it is not renewed, or they say nothing.
        note: Option<&'a str> = step.note,
        /// Later steps and the target that rest on it, in words.
        opens: Vec<&'a str> = step.opens.iter().map(|say| &**say).collect(),
        /// Why it is there; never empty.
        because: Vec<Reason<'a>> = reasons(&step.because),
    }

    /// A limit of the profile that rules every plan out.
    Limit<'a> of advice::LimitBroken as limit {
        /// Which.
        #[schemars(extend("items" = { "type": "string", "enum": ["budget_usd", "by"] }))]
        limits: &'a [&'static str] = &limit.limits,
        /// Dollars over the budget, at the least.
        over_usd: Option<u32> = limit.over_usd,
        /// Weeks past the date, at the least.
        over_weeks: Option<u32> = limit.over_weeks,
        /// The same in words.
        say: &'a str = &limit.say,
    }
}
