//! What opens most: for each qualification that is not held, what earning it would change.
//!
//! They are ranked by the weeks they save over all occupations for each week they take themselves:
//! a degree that opens much in years is no next step before a course that opens half of it in
//! weeks. An occupation that no plan reached counts as far away as the pack's `next_within_months`.
//! What opens only occupations that pay less than today's comes after all others.
//!
//! A qualification is looked at where some occupation names it among what is missing, or where a
//! plan earns it. Each is then supposed to be held, and the occupations it bears on are planned
//! anew: what is said to change is exact, so occupations whose plan is not proved to be the best are
//! left out. So is one that is reached sooner without earning it first: there it would be a detour.
//!
//! # Limits
//! It bears on an occupation that names it, or whose plan earns it. Of others only those within the
//! pack's `next_within_months` are planned anew: what it saves on a way of many years says little
//! about the next step.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::plan::problem::{Possession, Problem};
use super::planning::{Outlook, Planner, Wish};
use super::records::newest_pay;
use super::wording;
use super::workers::work;
use crate::advice::{OccupationAdvice, Opens, Tier};
use crate::pack::requirement::{Leaf, Node, NodeIndex, Verdict};
use crate::pack::{OccupationIndex, QualificationIndex};
use crate::profile::Target;
use crate::units::Weeks;

/// An occupation that is not ready.
struct Far {
    occupation: OccupationIndex,
    wish: Wish,
    // The finish of its plan; `None`: there is none.
    today: Option<Weeks>,
    // The qualifications it names or its plan earns.
    bearing: BTreeSet<QualificationIndex>,
    is_near: bool,
}

/// Returns what each qualification would open; those that open nothing are left out.
pub(super) fn opens<'p>(
    planner: &Planner<'_, 'p>,
    problem: &Problem<'_>,
    occupations: &[(OccupationIndex, OccupationAdvice<'p>)],
) -> Vec<Opens<'p>> {
    let far: Vec<Far> = occupations
        .iter()
        .filter(|(_, each)| {
            each.plan
                .as_ref()
                .is_none_or(|plan| plan.optimal && (plan.finish_week > 0 || !plan.steps.is_empty()))
        })
        .map(|(index, each)| Far {
            occupation: *index,
            wish: Wish::of(Target::Occupation(*index), &[]),
            today: each.plan.as_ref().map(|plan| Weeks(plan.finish_week)),
            bearing: bearing(planner, *index, each),
            is_near: matches!(each.tier, Tier::Ready | Tier::Next),
        })
        .collect();
    let studied: BTreeSet<QualificationIndex> = (problem.study.iter())
        .map(|option| option.qualification)
        .collect();
    let named: BTreeSet<QualificationIndex> = far
        .iter()
        .flat_map(|each| each.bearing.iter().copied())
        .collect();
    let looked_at: Vec<QualificationIndex> = named.intersection(&studied).copied().collect();
    let opened = |place: usize| opened_by(planner, problem, *looked_at.get(place)?, &far);
    let opened = work(
        looked_at.len(),
        planner.workers,
        || (),
        |(), place, _| opened(place),
    );
    let mut opens: Vec<Opens<'p>> = opened.into_iter().flatten().collect();
    opens.sort_by(|one, other| {
        // Weeks saved for each week it takes, compared crosswise; what has no plan comes last.
        let own = |each: &Opens<'_>| {
            each.weeks
                .map_or(u64::from(u32::MAX), |weeks| u64::from(weeks.max(1)))
        };
        let gain = |each: &Opens<'_>, by: u64| u64::from(each.weeks_saved).saturating_mul(by);
        (one.pays_less_than_today.cmp(&other.pays_less_than_today))
            .then_with(|| gain(other, own(one)).cmp(&gain(one, own(other))))
            .then_with(|| other.ready.len().cmp(&one.ready.len()))
            .then_with(|| one.cost_usd.cmp(&other.cost_usd))
            .then_with(|| one.id.cmp(other.id))
    });
    opens
}

/// Returns the qualifications that an occupation names among what is missing or its plan earns.
fn bearing(
    planner: &Planner<'_, '_>,
    index: OccupationIndex,
    advice: &OccupationAdvice<'_>,
) -> BTreeSet<QualificationIndex> {
    let pack = planner.situation.pack;
    let mut bearing = BTreeSet::new();
    if let Some(occupation) = pack.occupations.get(index.position()) {
        named(planner, occupation.requires, &mut bearing);
    }
    for step in advice.plan.iter().flat_map(|plan| &plan.steps) {
        bearing.extend(pack.qualification(&step.id).map(|(index, _)| index));
    }
    bearing
}

/// Gathers the qualifications that the unmet part of a tree names.
fn named(planner: &Planner<'_, '_>, node: NodeIndex, into: &mut BTreeSet<QualificationIndex>) {
    if planner.situation.verdict(node) == Verdict::Met {
        return;
    }
    let requirements = &planner.situation.pack.requirements;
    match requirements.node(node) {
        Node::Leaf(leaf) => {
            if let Leaf::Holds(_) = requirements.leaf(*leaf) {
                into.extend(requirements.satisfied_by(*leaf));
            }
        }
        Node::All(of) | Node::Any(of) | Node::AtLeast { of, .. } => {
            for child in of {
                named(planner, child.node, into);
            }
        }
    }
}

fn opened_by<'p>(
    planner: &Planner<'_, 'p>,
    problem: &Problem<'_>,
    index: QualificationIndex,
    far: &[Far],
) -> Option<Opens<'p>> {
    let pack = planner.situation.pack;
    let qualification = pack.qualifications.get(index.position())?;
    let mut supposed = problem.clone();
    for counted in &qualification.counts_as {
        if let Some(possession) = supposed.qualifications.get_mut(counted.position()) {
            *possession = Possession::Held;
        }
    }
    let outlook = Outlook::of(&supposed);
    let near = far
        .iter()
        .filter(|each| each.is_near || each.bearing.contains(&index));
    let changed = near.filter_map(|each| {
        let finish = planner.finish(&outlook, &each.wish)?;
        each.today
            .is_none_or(|today| finish < today)
            .then_some((each, finish))
    });
    let changed: Vec<(&Far, Weeks)> = changed.collect();
    if changed.is_empty() {
        return None;
    }
    let own = planner.found(&Wish::of(Target::Qualification(index), &[]));
    let own = own.ok();
    let takes = own.as_ref().map_or(0, |plan| plan.finish.0);
    let (mut ready, mut nearer, mut weeks_saved) = (Vec::new(), Vec::new(), 0u32);
    let mut is_less = true;
    for (each, finish) in changed {
        let is_detour = |today: Weeks| takes.saturating_add(finish.0) > today.0;
        if each.today.is_some_and(is_detour) {
            continue;
        }
        let id = wording::occupation_id(pack, each.occupation);
        let today = each.today.unwrap_or(pack.next_within.in_weeks());
        let saved = today.0.saturating_sub(finish.0);
        match finish.0 {
            0 => ready.push(id),
            _ => nearer.push((id, saved)),
        }
        weeks_saved = weeks_saved.saturating_add(saved);
        is_less &= pays_less_than_today(planner, each.occupation);
    }
    if ready.is_empty() && nearer.is_empty() {
        return None;
    }
    ready.sort_unstable();
    nearer.sort_by_key(|(id, saved)| (Reverse(*saved), *id));
    Some(Opens {
        id: &qualification.id,
        name: qualification.short_name(),
        ready,
        nearer,
        pays_less_than_today: is_less,
        weeks_saved,
        weeks: own.as_ref().map(|plan| plan.finish.0),
        time_is_lower_bound: own.as_ref().is_some_and(|plan| plan.finish_is_lower_bound),
        cost_usd: own.as_ref().map(|plan| plan.cost.0),
        cost_is_lower_bound: own.is_some_and(|plan| plan.cost_is_lower_bound),
    })
}

/// Whether an occupation is known to pay less than today's; a figure that stands in for another does not
/// tell.
fn pays_less_than_today(planner: &Planner<'_, '_>, index: OccupationIndex) -> bool {
    let situation = planner.situation;
    let pay = |index: OccupationIndex| {
        let occupation = situation.pack.occupations.get(index.position())?;
        let pay = newest_pay(situation.pack, occupation, situation.as_of)?;
        pay.note.is_none().then_some(pay.median)
    };
    let today = situation.profile.occupation.flatten().and_then(pay);
    let own = pay(index);
    own.is_some() && own < today
}
