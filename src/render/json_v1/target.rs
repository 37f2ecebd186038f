//! Targets: what was asked about, what is recommended, and what a supposed change does.

use super::gap::{Gap, Missing};
use super::list;
use super::occupation::{Growth, Pay, Stage, ids};
use super::plan::{Limit, Plan};
use super::remarks::{Reason, reasons};
use super::words::{Standing, Tier};
use crate::advice;

wire! {
    /// The best-scored occupation, and the way through it.
    Recommendation<'a> of advice::Recommended<'a> as recommended {
        /// The id of the occupation.
        occupation: &'a str = recommended.occupation,
        /// Its title.
        title: &'a str = recommended.title,
        /// Its tier.
        tier: Tier = recommended.tier.into(),
        /// Why this one; never empty.
        because: Vec<Reason<'a>> = reasons(&recommended.because),
        /// Ids of occupations from today's on, through the plan's and the target, to where it leads.
        path: Vec<&'a str> = ids(&recommended.path),
        /// The occupations of `path`.
        stages: Vec<Stage<'a>> = list(&recommended.path),
        /// The plan to it.
        plan: Option<Plan<'a>> = recommended.plan.as_ref().map(Plan::from),
    }

    /// What was asked about.
    Target<'a> of advice::TargetAdvice<'a> as target {
        /// What sort it is.
        #[schemars(extend("enum" = ["occupation", "qualification"]))]
        kind: &'static str = target.kind,
        /// Its id.
        id: &'a str = target.id,
        /// Its name for readers.
        name: &'a str = target.name,
        /// What people do in it; null for a qualification.
        summary: Option<&'a str> = target.description.map(|found| found.summary),
        /// Where they do it; null where that is not known.
        workplace: Option<&'a str> = target.description.and_then(|found| found.workplace),
        /// How one comes by it; null: one looks for openings and applies.
        apply: Option<&'a str> = target.description.and_then(|found| found.apply),
        /// The tier people read.
        tier: Tier = target.tier.into(),
        /// How far it is.
        standing: Standing = target.standing.into(),
        /// What is missing; for a qualification, for its nearest route.
        missing: Missing<'a> = Missing::from(&target.missing),
        /// The plan to it; null where there is none.
        plan: Option<Plan<'a>> = target.plan.as_ref().map(Plan::from),
        /// The plans that no other beats on both time and cost: soonest first, at most five.
        alternatives: Vec<Plan<'a>> = list(&target.alternatives),
        /// Where no plan exists: the smallest set of gaps that no route closes.
        blocked_by: Vec<Gap<'a>> = list(&target.blocked_by),
        /// Where limits rule every plan out: which, and by how much.
        limit: Option<Limit<'a>> = target.limit.as_ref().map(Limit::from),
        /// Why it stands where it stands; never empty.
        because: Vec<Reason<'a>> = reasons(&target.because),
        /// Ids of occupations from today's on, through the plan's and the target, to where it
        /// leads; empty for a qualification.
        path: Vec<&'a str> = ids(&target.path),
        /// The occupations of `path`.
        stages: Vec<Stage<'a>> = list(&target.path),
    }

    /// One target of a comparison.
    ComparedTarget<'a> of advice::ComparedTarget<'a> as compared {
        /// The target.
        target: Target<'a> = Target::from(&compared.target),
        /// Today's pay for the whole occupational code.
        pay: Option<Pay<'a>> = compared.pay.as_ref().map(Pay::from),
        /// The expected growth of the whole occupational code.
        growth: Option<Growth<'a>> = compared.growth.as_ref().map(Growth::from),
        /// What keeping up the qualifications it rests on costs a year, those that are held and
        /// those its plan adds, as far as known.
        keep_per_year_usd: Option<u32> = compared.keep_per_year_usd,
        /// Whether that of some of them is not known, so that it says "at least".
        keep_is_lower_bound: bool = compared.keep_is_lower_bound,
    }

    /// A qualification that more than one of the plans earns or renews.
    Shared<'a> of (&'a str, &'a str, Vec<&'a str>) as shared {
        /// Its id.
        id: &'a str = shared.0,
        /// Its short name.
        name: &'a str = shared.1,
        /// Ids of the targets whose plans earn or renew it.
        targets: &'a [&'a str] = &shared.2,
    }

    /// What a supposed change does, against the same profile without it.
    WhatIf<'a> of advice::WhatIf<'a> as what_if {
        /// The supposed changes, as given.
        supposed: &'a [String] = &what_if.supposed,
        /// The id of the recommended occupation without the change.
        recommendation_before: Option<&'a str> = what_if.recommendation_before,
        /// The id of the recommended occupation with it.
        recommendation_after: Option<&'a str> = what_if.recommendation_after,
        /// What was asked about, changed or not, in the order of `targets`.
        targets: Vec<Changed<'a>> = list(&what_if.targets),
        /// The occupations for which something changes, in the order of `occupations`.
        changes: Vec<Changed<'a>> = list(&what_if.changes),
        /// The ids of the missing qualifications that one may set about today with the change, and
        /// could not without it as far as is known.
        may_begin: Vec<&'a str> = what_if.may_begin.iter().map(|each| each.id).collect(),
        /// The ids of those that one may set about without the change only.
        may_no_longer_begin: Vec<&'a str> = what_if.may_no_longer_begin.iter().map(|each| each.id).collect(),
    }

    /// What changes for one occupation or target.
    Changed<'a> of advice::Changed<'a> as changed {
        /// Its id.
        id: &'a str = changed.id,
        /// Its title.
        title: &'a str = changed.title,
        /// Without the change.
        before: Position<'a> = Position::from(&changed.before),
        /// With it.
        after: Position<'a> = Position::from(&changed.after),
    }

    /// What a change is measured by.
    Position<'a> of advice::Position<'a> as position {
        /// The tier people read.
        tier: Tier = position.tier.into(),
        /// How far it is.
        standing: Standing = position.standing.into(),
        /// The score; null for a qualification, which has none.
        score: Option<i64> = position.score,
        /// Weeks of its plan; null where there is none.
        weeks: Option<u32> = position.weeks,
        /// Whether some step's time is not known, so that it is the least it takes.
        time_is_lower_bound: bool = position.time_is_lower_bound,
        /// Cost of its plan; null where there is none.
        cost_usd: Option<u32> = position.cost_usd,
        /// Whether some step's cost is not known, so that it is the least it costs.
        cost_is_lower_bound: bool = position.cost_is_lower_bound,
        /// The required gaps, in words.
        gaps: Vec<&'a str> = position.gaps.iter().map(|say| &**say).collect(),
    }
}
