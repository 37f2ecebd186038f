//! What if: advice on a changed profile, and exactly what changes against today.

use super::{Options, advise};
use crate::advice::{Advice, Changed, OccupationAdvice, Position, WhatIf};
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
    let changes = after.occupations.iter().filter_map(|changed| {
        let earlier = before
            .occupations
            .iter()
            .find(|each| each.id == changed.id)?;
        let (before, after) = (position(earlier), position(changed));
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
        changes: changes.collect(),
        recommendation_before: recommended(&before),
        recommendation_after: recommended(&after),
    });
    after
}

fn position<'p>(occupation: &OccupationAdvice<'p>) -> Position<'p> {
    Position {
        standing: occupation.standing,
        tier: occupation.tier,
        score: occupation.score.total,
        weeks: occupation.plan.as_ref().map(|plan| plan.finish_week),
        cost_usd: occupation.plan.as_ref().map(|plan| plan.cost_usd),
        gaps: occupation
            .missing
            .required
            .iter()
            .map(|gap| gap.say.clone())
            .collect(),
    }
}
