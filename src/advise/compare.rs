//! Targets side by side: standing, gaps, plans, pay, and what they share.

use std::collections::BTreeMap;

use super::assemble::{self, with_planner};
use super::evaluate::Situation;
use super::planning::{Outcome, Wish};
use super::{Options, keep, missing, rank, records, wording};
use crate::advice::{ComparedTarget, Comparison, KeepActive, StepKind, TargetAdvice};
use crate::pack::{Pack, Qualification, QualificationKind};
use crate::profile::{Profile, Target};
use crate::units::AsOf;

/// Returns the profile's targets side by side.
pub fn compare<'p>(
    profile: &'p Profile,
    pack: &'p Pack,
    AsOf(as_of): AsOf,
    options: &Options,
) -> Comparison<'p> {
    let situation = Situation::of(profile, pack, as_of);
    with_planner(&situation, options, |planner| {
        let held = keep::keep_active(planner, &rank::judge(&situation));
        let targets = profile.targets.iter().map(|asked| {
            let target = assemble::target(planner, *asked, &options.with);
            let occupation = match asked {
                Target::Occupation(index) => pack.occupations.get(index.position()),
                Target::Qualification(_) => None,
            };
            let (keep_per_year_usd, keep_is_lower_bound) = keep_per_year(pack, &target, &held);
            ComparedTarget {
                pay: occupation.and_then(|each| records::pay(pack, each, as_of)),
                growth: occupation.and_then(|each| records::growth(pack, each, as_of)),
                keep_per_year_usd,
                keep_is_lower_bound,
                target,
            }
        });
        let targets: Vec<ComparedTarget<'p>> = targets.collect();
        let mut all = Wish {
            occupations: Vec::new(),
            qualifications: options.with.clone(),
        };
        for asked in &profile.targets {
            match asked {
                Target::Occupation(index) => all.occupations.push(*index),
                Target::Qualification(index) => all.qualifications.push(*index),
            }
        }
        let (together, together_blocked) = match planner.plan(&all) {
            Outcome::Planned(plan) => (Some(*plan), None),
            Outcome::Limited(limit) => (None, Some(limit.say)),
            Outcome::Blocked(gaps) => {
                let gaps: Vec<String> = gaps
                    .iter()
                    .map(|gap| gap.say.clone().into_owned())
                    .collect();
                let say = format!(
                    "No plan reaches all of them without {}.",
                    wording::joined(&gaps, "and")
                );
                (None, Some(say))
            }
        };
        let mut comparison = Comparison {
            pack: records::pack_name(pack),
            as_of,
            profile: records::stated(profile, pack),
            supposed: Vec::new(),
            shared: shared(pack, &targets),
            targets,
            together,
            together_blocked,
            sources: Vec::new(),
            caveats: assemble::caveats(profile, pack),
        };
        let cited = records::cited_by_comparison(&comparison);
        comparison.sources = records::sources(pack, cited, as_of);
        comparison
    })
}

/// Returns the qualifications that the target's plan earns or renews.
fn earned<'p>(
    pack: &'p Pack,
    target: &TargetAdvice<'_>,
) -> impl Iterator<Item = &'p Qualification> {
    let steps = target.plan.iter().flat_map(|plan| &plan.steps);
    steps
        .filter(|step| matches!(step.kind, StepKind::Earn | StepKind::Renew))
        .filter_map(|step| Some(pack.qualification(&step.id)?.1))
}

/// Returns what is known of the yearly cost of what is earned and of what the target rests on of what
/// is held, and whether some of it is not. Of the fees of a group only the dearest is paid.
fn keep_per_year(
    pack: &Pack,
    target: &TargetAdvice<'_>,
    held: &[KeepActive<'_>],
) -> (Option<u32>, bool) {
    let held = held.iter().filter(|kept| kept.carries(target.id));
    let held = held.filter_map(|kept| Some(pack.qualification(kept.id)?.1));
    let mut known: Option<u32> = None;
    // What the fees of a group come to: the dearest one.
    let mut by_group: BTreeMap<&str, u32> = BTreeMap::new();
    let (mut is_any, mut is_lower_bound) = (false, false);
    for qualification in earned(pack, target).chain(held) {
        // What is finished once is not kept up.
        if qualification.kind.is_degree() || qualification.kind == QualificationKind::Course {
            continue;
        }
        is_any = true;
        let Some(usd) = missing::keep_per_year(qualification) else {
            is_lower_bound = true;
            continue;
        };
        let renewal = qualification.renewal.as_ref();
        let more = match renewal.and_then(|renewal| renewal.fee_group.as_deref()) {
            None => usd,
            Some(group) => {
                let dearest = by_group.entry(group).or_default();
                let more = usd.saturating_sub(*dearest);
                *dearest = usd.max(*dearest);
                more
            }
        };
        known = Some(known.unwrap_or(0).saturating_add(more));
    }
    (known.or((!is_any).then_some(0)), is_lower_bound)
}

fn shared<'p>(
    pack: &'p Pack,
    targets: &[ComparedTarget<'p>],
) -> Vec<(&'p str, &'p str, Vec<&'p str>)> {
    let mut by_id: BTreeMap<&'p str, (&'p Qualification, Vec<&'p str>)> = BTreeMap::new();
    for compared in targets {
        for earned in earned(pack, &compared.target) {
            let (_, targets) = by_id.entry(&earned.id).or_insert((earned, Vec::new()));
            targets.push(compared.target.id);
        }
    }
    let several = by_id.into_values().filter(|(_, targets)| targets.len() > 1);
    several
        .map(|(earned, targets)| (earned.id.as_str(), earned.short_name(), targets))
        .collect()
}
