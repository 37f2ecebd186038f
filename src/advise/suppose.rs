//! What if: advice on a changed profile, and exactly what changes against today.

use super::{Options, advise};
use crate::advice::{
    Advice, Changed, Gap, Named, Plan, Position, Standing, TargetAdvice, Tier, WhatIf,
};
use crate::pack::Pack;
use crate::profile::Profile;
use crate::units::AsOf;

/// Returns the advice for `supposed`, with what changes against `profile`.
///
/// `words` are the changes as the person gave them.
pub fn suppose<'p>(
    profile: &'p Profile,
    supposed: &'p Profile,
    words: Vec<String>,
    pack: &'p Pack,
    as_of: AsOf,
    options: &Options,
) -> Advice<'p> {
    let before = advise(profile, pack, as_of, options);
    let mut after = advise(supposed, pack, as_of, options);
    let targets = after.targets.iter().filter_map(|changed| {
        let earlier = before.targets.iter().find(|each| each.id == changed.id)?;
        Some(Changed {
            id: changed.id,
            title: changed.name,
            before: position_of_target(earlier, &before),
            after: position_of_target(changed, &after),
        })
    });
    let targets = targets.collect();
    let changes = after.occupations.iter().filter_map(|changed| {
        let mut earlier = before.occupations.iter();
        let earlier = earlier.find(|each| each.id == changed.id)?;
        let [before, after] = [earlier, changed].map(|each| {
            let (plan, gaps) = (each.plan.as_ref(), &each.missing.required);
            position(each.standing, each.tier, Some(each.score.total), plan, gaps)
        });
        let (id, title) = (changed.id, changed.title);
        (before != after).then_some(Changed {
            id,
            title,
            before,
            after,
        })
    });
    let recommended = |advice: &Advice<'p>| {
        advice
            .recommendation
            .as_ref()
            .ok()
            .map(|each| each.occupation)
    };
    after.what_if = Some(WhatIf {
        supposed: words,
        targets,
        changes: changes.collect(),
        may_begin: may_begin(&after, &before),
        may_no_longer_begin: may_begin(&before, &after),
        recommendation_before: recommended(&before),
        recommendation_after: recommended(&after),
    });
    after
}

/// Returns what is missing in both and may be begun today in the first advice only.
fn may_begin<'p>(one: &Advice<'p>, other: &Advice<'p>) -> Vec<Named<'p>> {
    let is_closed = |id: &str| {
        let mut missing = other.missing.iter();
        missing.any(|each| each.id == id && each.eligible_now != Some(true))
    };
    let missing = one.missing.iter();
    let begun = missing.filter(|each| each.eligible_now == Some(true) && is_closed(each.id));
    begun
        .map(|each| Named {
            id: each.id,
            name: each.short_name(),
        })
        .collect()
}

fn position_of_target<'p>(target: &TargetAdvice<'p>, advice: &Advice<'p>) -> Position<'p> {
    let mut occupations = advice.occupations.iter();
    let occupation = occupations.find(|each| each.id == target.id);
    let score = occupation.map(|each| each.score.total);
    let (plan, gaps) = (target.plan.as_ref(), &target.missing.required);
    position(target.standing, target.tier, score, plan, gaps)
}

fn position<'p>(
    standing: Standing,
    tier: Tier,
    score: Option<i64>,
    plan: Option<&Plan<'p>>,
    gaps: &[Gap<'p>],
) -> Position<'p> {
    Position {
        standing,
        tier,
        score,
        weeks: plan.map(|plan| plan.finish_week),
        time_is_lower_bound: plan.is_some_and(|plan| plan.time_is_lower_bound),
        cost_usd: plan.map(|plan| plan.cost_usd),
        cost_is_lower_bound: plan.is_some_and(|plan| plan.cost_is_lower_bound),
        gaps: gaps.iter().map(|gap| gap.say.clone()).collect(),
    }
}
