//! The proof of a target: every requirement, met or not, by what evidence, from which source.

use std::cmp::Reverse;

use super::assemble::{self, with_planner};
use super::evaluate::Situation;
use super::planning::Planner;
use super::{Options, keep, questions, rank, records, wording};
use crate::advice::{Explanation, KeepActive, ProofOf};
use crate::pack::requirement::NodeIndex;
use crate::pack::{Pack, SourceIndex};
use crate::profile::{Profile, Target};
use crate::units::AsOf;

/// Returns the proof for `target`.
///
/// For an occupation: what it requires, what it prefers and the rules that speak for it. For a
/// qualification: each of its routes.
pub fn explain<'p>(
    profile: &'p Profile,
    target: Target,
    pack: &'p Pack,
    AsOf(as_of): AsOf,
    options: &Options,
) -> Explanation<'p> {
    let situation = Situation::of(profile, pack, as_of);
    with_planner(&situation, options, |planner| {
        let (proofs, preferences, rules) = match target {
            Target::Occupation(index) => {
                let occupation = pack.occupations.get(index.position());
                let proofs = occupation.map(|each| {
                    let say = format!("What {} requires", wording::decapitalised(&each.title));
                    proof(planner, &each.id, say, true, each.requires, &each.sources)
                });
                let prefers = occupation
                    .map_or(&[][..], |each| each.prefers.as_slice())
                    .iter();
                let mut preferences: Vec<(i32, ProofOf<'p>)> = prefers
                    .map(|each| {
                        let id = wording::occupation_id(pack, index);
                        let is_usable = each.is_in_force(as_of);
                        (
                            each.points,
                            proof(
                                planner,
                                id,
                                &each.because,
                                is_usable,
                                each.requires,
                                &each.sources,
                            ),
                        )
                    })
                    .collect();
                preferences.sort_by_key(|(points, _)| Reverse(*points));
                let speaking = pack
                    .recommendations
                    .iter()
                    .filter(|rule| rule.toward.binary_search(&index).is_ok());
                let rules = speaking.map(|rule| {
                    (
                        rule.points,
                        proof(
                            planner,
                            &rule.id,
                            &rule.because,
                            true,
                            rule.when,
                            &rule.sources,
                        ),
                    )
                });
                (proofs.into_iter().collect(), preferences, rules.collect())
            }
            Target::Qualification(index) => {
                let qualification = pack.qualifications.get(index.position());
                let routes = qualification
                    .iter()
                    .flat_map(|each| each.routes.iter().map(move |route| (each, route)));
                let proofs = routes.map(|(qualification, route)| {
                    let is_usable = route.is_in_force(as_of) && !qualification.is_retired(as_of);
                    let say = match &route.say {
                        Some(say) => say.clone(),
                        None => format!("The route {}", route.id.replace('-', " ")),
                    };
                    proof(
                        planner,
                        &route.id,
                        say,
                        is_usable,
                        route.requires,
                        &route.sources,
                    )
                });
                (proofs.collect(), Vec::new(), Vec::new())
            }
        };
        let target_advice = assemble::target(planner, target, &options.with);
        let questions = questions::about(planner, target, target_advice.plan.as_ref());
        let mut explanation = Explanation {
            pack: records::pack_name(pack),
            as_of,
            profile: records::stated(profile, pack),
            supposed: Vec::new(),
            target: target_advice,
            rests_on: rests_on(planner, target),
            proofs,
            preferences,
            rules,
            questions,
            sources: Vec::new(),
            caveats: assemble::caveats(profile, pack),
        };
        let cited = records::cited_by_explanation(&explanation);
        explanation.sources = records::sources(pack, cited, as_of);
        explanation
    })
}

/// Returns what is held and carries an occupation.
fn rests_on<'p>(planner: &Planner<'_, 'p>, target: Target) -> Vec<KeepActive<'p>> {
    let Target::Occupation(index) = target else {
        return Vec::new();
    };
    let id = wording::occupation_id(planner.situation.pack, index);
    let mut kept = keep::keep_active(planner, &rank::judge(planner.situation));
    kept.retain(|each| each.carries(id));
    kept
}

fn proof<'p>(
    planner: &Planner<'_, 'p>,
    id: &'p str,
    say: impl Into<std::borrow::Cow<'p, str>>,
    is_usable: bool,
    node: NodeIndex,
    sources: &[SourceIndex],
) -> ProofOf<'p> {
    ProofOf {
        id,
        say: say.into(),
        is_usable,
        proof: planner.gaps.proof(node, sources),
        sources: wording::source_ids(planner.situation.pack, sources),
    }
}
