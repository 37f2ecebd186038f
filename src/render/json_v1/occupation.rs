//! Occupations: how far each is, what it pays and where it leads.

use super::gap::{Gap, Missing};
use super::list;
use super::plan::{Limit, Plan};
use super::remarks::{Reason, reasons};
use super::scalar::Number;
use super::words::{StageRole, Standing, Tier};
use crate::{advice, pack};

wire! {
    /// One occupation for this person.
    Occupation<'a> of advice::OccupationAdvice<'a> as occupation {
        /// Its id.
        id: &'a str = occupation.id,
        /// Its title.
        title: &'a str = occupation.title,
        /// What people do in it.
        summary: &'a str = occupation.description.summary,
        /// Where they do it; null where that is not known.
        workplace: Option<&'a str> = occupation.description.workplace,
        /// How one comes by it; null: one looks for openings and applies.
        apply: Option<&'a str> = occupation.description.apply,
        /// The family it belongs to.
        family: &'a str = occupation.family,
        /// How far up it stands.
        #[schemars(with = "pack::raw::Seniority")]
        level: &'static str = occupation.level,
        /// Its code in the Standard Occupational Classification or O*NET.
        soc: &'a str = occupation.soc,
        /// The tier people read.
        tier: Tier = occupation.tier.into(),
        /// How far it is.
        standing: Standing = occupation.standing.into(),
        /// Its score; not a percentage.
        score: Score<'a> = Score::from(&occupation.score),
        /// What is missing.
        missing: Missing<'a> = Missing::from(&occupation.missing),
        /// The plan to it; null where there is none.
        plan: Option<Plan<'a>> = occupation.plan.as_ref().map(Plan::from),
        /// Where no plan exists: the smallest set of gaps that no route closes.
        blocked_by: Vec<Gap<'a>> = list(&occupation.blocked_by),
        /// Where limits rule every plan out: which, and by how much.
        limit: Option<Limit<'a>> = occupation.limit.as_ref().map(Limit::from),
        /// Why it stands where it stands, then why it suits; never empty.
        because: Vec<Reason<'a>> = reasons(&occupation.because),
        /// Today's pay for the whole occupational code.
        pay: Option<Pay<'a>> = occupation.pay.as_ref().map(Pay::from),
        /// The expected growth of the whole occupational code.
        growth: Option<Growth<'a>> = occupation.growth.as_ref().map(Growth::from),
        /// Where it leads: by move, then id.
        leads_to: Vec<LeadsTo<'a>> = list(&occupation.leads_to),
    }

    /// A score and where it comes from.
    Score<'a> of advice::Score<'a> as score {
        /// The sum of the terms.
        total: i64 = score.total,
        /// The terms: recommendations by id, then preferences, then the plan's.
        terms: Vec<Term<'a>> = list(&score.terms),
    }

    /// One term of a score.
    Term<'a> of advice::ScoreTerm<'a> as term {
        /// The id of the rule, the occupation (for a preference), or `plan-months` or `plan-cost`.
        rule: &'a str = term.rule,
        /// What it adds.
        points: i32 = term.points,
        /// Why.
        say: &'a str = &term.say,
    }

    /// A pay figure, in USD a year.
    Pay<'a> of advice::PayCited<'a> as pay {
        /// Half earn less.
        median_usd: u32 = pay.median_usd,
        /// A tenth earns less.
        p10_usd: Option<u32> = pay.p10_usd,
        /// A tenth earns more.
        p90_usd: Option<u32> = pay.p90_usd,
        /// The average.
        mean_usd: Option<u32> = pay.mean_usd,
        /// The year or month.
        period: &'a str = pay.period,
        /// Whom it covers.
        scope: &'a str = pay.scope,
        /// What it stands in for, where the work itself is not counted.
        note: Option<&'a str> = pay.note,
        /// The id of its source.
        source: &'a str = pay.source,
    }

    /// A growth figure.
    Growth<'a> of advice::GrowthCited<'a> as growth {
        /// Percent over the whole period.
        percent: Number = growth.percent.into(),
        /// The period.
        period: &'a str = growth.period,
        /// A remark.
        note: Option<&'a str> = growth.note,
        /// The id of its source.
        source: &'a str = growth.source,
    }

    /// Where an occupation leads.
    LeadsTo<'a> of advice::LeadsTo<'a> as transition {
        /// The id of the occupation it leads to.
        to: &'a str = transition.id,
        /// Its title.
        title: &'a str = transition.title,
        /// The class of the move.
        #[serde(rename = "move")]
        #[schemars(with = "pack::raw::Move")]
        kind: &'static str = transition.kind,
        /// Today's median pay there, in USD a year.
        median_usd: Option<u32> = transition.median_usd,
        /// What that stands in for, where the work itself is not counted.
        pay_note: Option<&'a str> = transition.pay_note,
        /// Ids of the sources, sorted.
        sources: &'a [&'a str] = &transition.sources,
    }

    /// One occupation on a path.
    Stage<'a> of advice::PathStage<'a> as stage {
        /// Its id.
        id: &'a str = stage.id,
        /// Its title.
        title: &'a str = stage.title,
        /// Where on the path it stands.
        role: StageRole = stage.role.into(),
        /// Whether the limits rule every plan to it out.
        beyond_limits: bool = stage.is_beyond_limits,
        /// Today's pay for the whole occupational code.
        pay: Option<Pay<'a>> = stage.pay.as_ref().map(Pay::from),
    }
}

/// Returns the ids of the occupations on a path.
pub(super) fn ids<'a>(path: &'a [advice::PathStage<'a>]) -> Vec<&'a str> {
    path.iter().map(|stage| stage.id).collect()
}
