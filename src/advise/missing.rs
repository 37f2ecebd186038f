//! Missing qualifications: which are wanted where, what each takes, and whether one may begin today.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::evaluate::{HoldingState, Situation};
use super::planning::{Planner, week_of};
use super::rank::Judged;
use super::wording;
use crate::advice::{
    Action, CostSplit, Gap, MissingQualification, Need, Plan, Requirement, StepKind, WantedFor,
};
use crate::pack::requirement::{Leaf, Level, Node, NodeIndex, Verdict};
use crate::pack::{
    OccupationIndex, Pack, Qualification, QualificationIndex, QualificationKind, Renewal, Route,
};
use crate::units::Usd;

/// Who wants a qualification, and how badly.
type Wanted<'p> = BTreeMap<QualificationIndex, Vec<WantedFor<'p>>>;

/// Returns the missing qualifications; `first` names the occupations whose wants come first, with
/// their plans.
pub(super) fn missing<'p>(
    planner: &Planner<'_, 'p>,
    judged: &[Judged],
    first: &[(OccupationIndex, Option<&Plan<'p>>)],
    hours_per_week: u32,
) -> Vec<MissingQualification<'p>> {
    let situation = planner.situation;
    let pack = situation.pack;
    let mut wanted: Wanted<'p> = BTreeMap::new();
    for each in judged {
        let Some(occupation) = pack.occupations.get(each.occupation.position()) else {
            continue;
        };
        let mut want = |node: NodeIndex, need: Need| {
            let mut leaves = Vec::new();
            wants(situation, node, false, &mut leaves);
            for (index, is_one_of_several) in leaves {
                let list = wanted.entry(index).or_default();
                list.push(WantedFor {
                    need,
                    occupation: &occupation.id,
                    is_one_of_several,
                });
            }
        };
        want(occupation.requires, Need::Required);
        for preference in &occupation.prefers {
            if preference.is_in_force(situation.as_of) {
                want(preference.requires, Need::Preferred);
            }
        }
    }
    // What a plan earns on the way is wanted for its occupation, whether or not it is named there.
    for (occupation, plan) in first {
        let id = wording::occupation_id(pack, *occupation);
        for step in plan.iter().flat_map(|plan| &plan.steps) {
            let found = pack.qualification(&step.id);
            if let (Some((index, _)), StepKind::Earn | StepKind::Renew | StepKind::Wait) =
                (found, step.kind)
            {
                let list = wanted.entry(index).or_default();
                if list
                    .iter()
                    .all(|each| each.occupation != id || each.need != Need::Required)
                {
                    list.push(WantedFor {
                        need: Need::Required,
                        occupation: id,
                        is_one_of_several: false,
                    });
                }
            }
        }
    }
    let first: Vec<&str> = first
        .iter()
        .map(|(index, _)| wording::occupation_id(pack, *index))
        .collect();
    let mut missing: Vec<MissingQualification<'p>> = Vec::new();
    for (index, mut wanted_for) in wanted {
        wanted_for
            .sort_unstable_by_key(|each| (each.need, each.occupation, each.is_one_of_several));
        wanted_for.dedup_by_key(|each| (each.need, each.occupation));
        let qualification = pack.qualifications.get(index.position());
        missing.extend(qualification.and_then(|qualification| {
            describe(
                planner,
                index,
                qualification,
                wanted_for,
                judged,
                hours_per_week,
            )
        }));
    }
    missing.sort_by_key(|each| {
        let mine = each
            .wanted_for
            .iter()
            .filter(|want| first.contains(&want.occupation));
        let nearest = mine.map(|want| want.need).min();
        // `None` sorts first; what the recommended occupation wants must.
        (
            nearest.is_none(),
            nearest,
            !each.is_reachable,
            Reverse(each.wanted_for.len()),
            each.id,
        )
    });
    missing
}

/// Gathers the qualifications named by the unmet part of a tree. A degree asked for by level is
/// not a qualification by name; the plan names one.
fn wants(
    situation: &Situation<'_>,
    node: NodeIndex,
    is_one_of_several: bool,
    leaves: &mut Vec<(QualificationIndex, bool)>,
) {
    if situation.verdict(node) == Verdict::Met {
        return;
    }
    let requirements = &situation.pack.requirements;
    match requirements.node(node) {
        Node::Leaf(leaf) => {
            if let Leaf::Holds(_) = requirements.leaf(*leaf) {
                let by = requirements.satisfied_by(*leaf);
                leaves.extend(
                    by.iter()
                        .map(|index| (*index, is_one_of_several || by.len() > 1)),
                );
            }
        }
        Node::All(of) => {
            for child in of {
                wants(situation, child.node, is_one_of_several, leaves);
            }
        }
        Node::Any(of) | Node::AtLeast { of, .. } => {
            for child in of {
                wants(situation, child.node, true, leaves);
            }
        }
    }
}

fn describe<'p>(
    planner: &Planner<'_, 'p>,
    index: QualificationIndex,
    qualification: &'p Qualification,
    wanted_for: Vec<WantedFor<'p>>,
    judged: &[Judged],
    hours_per_week: u32,
) -> Option<MissingQualification<'p>> {
    let situation = planner.situation;
    if qualification.is_retired(situation.as_of) {
        return None;
    }
    let pack = situation.pack;
    let state = situation.holding_of(index).map(|holding| holding.state);
    let renewal = situation.renewal_of(index);
    let action = match (state, renewal) {
        (Some(HoldingState::Active), _) => return None,
        // Another one that counts as it is awaited, and comes later than it can be renewed.
        (Some(HoldingState::Arriving(day)), Some(renewal))
            if renewal.weeks(hours_per_week) < Some(week_of(situation.as_of, day)) =>
        {
            Action::Renew
        }
        (Some(HoldingState::Arriving(_)), _) => Action::Wait,
        (Some(HoldingState::Lapsed), Some(_)) => Action::Renew,
        (Some(HoldingState::Lapsed) | None, _) => Action::Earn,
    };
    let mut sources = qualification.sources.clone();
    let route = nearest_route(planner, qualification).filter(|_| action == Action::Earn);
    let (eligible_now, cost, weeks) = match (action, &route, renewal) {
        (Action::Earn, Some((route, _)), _) => {
            sources.extend_from_slice(&route.sources);
            let weeks = route.effort.weeks(hours_per_week).map(|weeks| weeks.0);
            let cost = CostSplit {
                prepare: route.prepare.map(|usd| usd.0),
                earn: route.earn.map(|usd| usd.0),
                earn_member: route.earn_member.map(|usd| usd.0),
                keep_per_year: keep_per_year(qualification),
            };
            (eligible(situation, qualification), cost, weeks)
        }
        (Action::Renew, _, Some(renewal)) => {
            sources.extend_from_slice(&renewal.sources);
            let weeks = renewal.weeks(hours_per_week).map(|weeks| weeks.0);
            let cost = CostSplit {
                earn: renewal.fee.map(|usd| usd.0),
                earn_member: renewal.member_fee.map(|usd| usd.0),
                keep_per_year: keep_per_year(qualification),
                ..CostSplit::default()
            };
            (Some(true), cost, weeks)
        }
        (Action::Wait, _, _) => (None, CostSplit::default(), None),
        (Action::Earn | Action::Renew, _, _) => (Some(false), CostSplit::default(), None),
    };
    Some(MissingQualification {
        id: &qualification.id,
        name: &qualification.name,
        abbreviation: qualification.abbreviation.as_deref(),
        kind: qualification.kind.as_str(),
        url: qualification.url.as_deref(),
        wanted_for,
        is_reachable: planner.outlook.least_to_hold(index).is_some(),
        action,
        eligible_now,
        expected_by: match (state, action) {
            (Some(HoldingState::Arriving(day)), Action::Wait) => Some(day),
            _ => None,
        },
        route: route.as_ref().map(|(route, _)| route.id.as_str()),
        route_gaps: route.map_or_else(Vec::new, |(_, gaps)| gaps),
        cost,
        weeks,
        opens: readied_by(situation, index, judged),
        sources: wording::source_ids(pack, &sources),
    })
}

/// Returns the first of the [`near_routes`].
pub(super) fn nearest_route<'p>(
    planner: &Planner<'_, 'p>,
    qualification: &'p Qualification,
) -> Option<(&'p Route, Vec<Gap<'p>>)> {
    near_routes(planner, qualification).into_iter().next()
}

/// Returns the routes in force with their gaps: first those for which no degree is lacking, and of
/// these that which can be begun soonest, as far as plans tell; ties by the number of gaps, the highest
/// degree that they ask for and the person has, and the cost, and routes that no plan begins last. Of
/// equal ones the first in the pack is the first.
pub(super) fn near_routes<'p>(
    planner: &Planner<'_, 'p>,
    qualification: &'p Qualification,
) -> Vec<(&'p Route, Vec<Gap<'p>>)> {
    let (situation, gaps) = (planner.situation, planner.gaps);
    let pack = situation.pack;
    let routes = qualification
        .routes
        .iter()
        .filter(|route| route.is_in_force(situation.as_of));
    let described = routes.map(|route| (route, gaps.missing(route.requires, &route.sources)));
    let mut described: Vec<(&Route, Vec<Gap<'p>>)> = described.collect();
    described.sort_by_cached_key(|(route, gaps)| {
        let is_closed = situation.verdict(route.requires) != Verdict::Met;
        let begins = planner.outlook.first_week(route.requires);
        let ease = begins.map(|week| {
            let lacks_degree = gaps.iter().any(|gap| is_of_degree(pack, gap));
            let schooling = Reverse(schooling(situation, route.requires));
            (lacks_degree, week, gaps.len(), schooling, sum_usd(route))
        });
        (is_closed, ease.is_none(), ease)
    });
    described
}

/// Whether what closes a gap is a degree.
fn is_of_degree(pack: &Pack, gap: &Gap<'_>) -> bool {
    match gap.requirement {
        Requirement::Degree { .. } => true,
        Requirement::Holds(id) => pack
            .qualification(id)
            .is_some_and(|(_, own)| matches!(own.kind, QualificationKind::Degree { .. })),
        _ => false,
    }
}

/// Returns the highest level of a degree that a tree asks for and that is met.
fn schooling(situation: &Situation<'_>, node: NodeIndex) -> Option<Level> {
    let requirements = &situation.pack.requirements;
    match requirements.node(node) {
        Node::Leaf(leaf) => match requirements.leaf(*leaf) {
            Leaf::Degree { level, .. } if situation.verdict(node) == Verdict::Met => Some(*level),
            _ => None,
        },
        Node::All(of) | Node::Any(of) | Node::AtLeast { of, .. } => {
            let levels = of.iter().map(|child| schooling(situation, child.node));
            levels.max().flatten()
        }
    }
}

fn sum_usd(route: &Route) -> u32 {
    let known = [route.prepare, route.earn].into_iter().flatten();
    known.map(|usd| usd.0).fold(0, u32::saturating_add)
}

/// Whether some route in force is open today; `None`: an unanswered question decides.
pub(super) fn eligible(situation: &Situation<'_>, qualification: &Qualification) -> Option<bool> {
    let routes = qualification
        .routes
        .iter()
        .filter(|route| route.is_in_force(situation.as_of));
    match routes.map(|route| situation.verdict(route.requires)).max() {
        Some(Verdict::Met) => Some(true),
        Some(Verdict::Unknown) => None,
        Some(Verdict::NotMet) | None => Some(false),
    }
}

/// What keeping a qualification costs a year, rounded up; `None`: the fee, or how often it is due,
/// is not known.
pub(super) fn keep_per_year(qualification: &Qualification) -> Option<u32> {
    let Renewal {
        fee: Some(Usd(fee)),
        every,
        ..
    } = qualification.renewal.as_ref()?
    else {
        return None;
    };
    let months = every.or(qualification.valid)?.0.max(1);
    let yearly = (u64::from(*fee) * 12).div_ceil(u64::from(months));
    Some(u32::try_from(yearly).unwrap_or(u32::MAX))
}

/// Ids of the occupations that become ready with the qualification, sorted.
fn readied_by<'p>(
    situation: &Situation<'p>,
    index: QualificationIndex,
    judged: &[Judged],
) -> Vec<&'p str> {
    let pack = situation.pack;
    let mut verdicts = situation.verdicts.clone();
    situation.meet(index, &mut verdicts);
    let ready = judged
        .iter()
        .filter(|each| each.verdict != Verdict::Met)
        .filter(|each| {
            pack.occupations
                .get(each.occupation.position())
                .is_some_and(|occupation| {
                    pack.requirements.evaluate(occupation.requires, &verdicts) == Verdict::Met
                })
        });
    let mut ids: Vec<&str> = ready
        .map(|each| wording::occupation_id(pack, each.occupation))
        .collect();
    ids.sort_unstable();
    ids
}
