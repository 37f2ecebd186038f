//! Putting the advice together: every occupation judged, planned, reasoned and ranked.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::evaluate::Situation;
use super::gap::{Gaps, evidence_of};
use super::near::Nearness;
use super::plan::all;
use super::planning::{self, Ground, Outcome, Outlook, Planner, Wish, name_of};
use super::rank::{self, Judged};
use super::{Options, guidance, keep, missing, opens, questions, records, wording};
use crate::advice::{
    Advice, Because, Description, Gap, LimitBroken, Missing, OccupationAdvice, PathStage, Plan,
    Reason, Recommended, Score, ScoreTerm, StageRole, Standing, StepKind, TargetAdvice, Tier,
    Warning,
};
use crate::pack::requirement::Verdict;
use crate::pack::{Confidence, Occupation, OccupationIndex, Pack, Qualification};
use crate::profile::{Profile, Target};
use crate::units::{AsOf, PartialDate, Usd, Weeks};

/// Returns the advice; see [`super::advise`] and [`super::advise_meanwhile`].
pub(super) fn advice<'p>(
    profile: &'p Profile,
    pack: &'p Pack,
    AsOf(as_of): AsOf,
    options: &Options,
    looks_ahead: bool,
) -> Advice<'p> {
    let situation = Situation::of(profile, pack, as_of);
    with_planner(&situation, options, |planner| {
        let judged = rank::judge(&situation);
        let mut occupations: Vec<(OccupationIndex, OccupationAdvice<'p>)> = judged
            .iter()
            .filter_map(|each| Some((each.occupation, occupation(planner, each)?)))
            .collect();
        occupations.sort_by_key(|(index, each)| {
            let pay = each.pay.map(|pay| pay.median_usd);
            (
                Reverse(each.score.total),
                Reverse(pay),
                wording::occupation_id(pack, *index),
            )
        });
        let best = occupations.iter().find(|(_, each)| each.plan.is_some());
        let recommendation = match best {
            Some((index, best)) => Ok(recommended(planner, *index, best)),
            None => Err(occupations
                .iter()
                .filter_map(|(_, each)| each.because.iter().next().cloned())
                .collect()),
        };
        let asked: Vec<Target> = match (&profile.targets[..], best) {
            ([], Some((index, _))) if !options.with.is_empty() => vec![Target::Occupation(*index)],
            ([], None) => options
                .with
                .iter()
                .copied()
                .map(Target::Qualification)
                .collect(),
            (targets, _) => targets.to_vec(),
        };
        let targets: Vec<TargetAdvice<'p>> = asked
            .iter()
            .map(|asked| target(planner, *asked, &options.with))
            .collect();
        let mut first: Vec<(OccupationIndex, Option<&Plan<'p>>)> = Vec::new();
        for (asked, advice) in asked.iter().zip(&targets) {
            if let Target::Occupation(index) = asked {
                first.push((*index, advice.plan.as_ref()));
            }
        }
        first.extend(best.map(|(index, best)| (*index, best.plan.as_ref())));
        let hours = profile
            .constraints
            .hours_per_week
            .unwrap_or(pack.hours_per_week);
        let missing = missing::missing(planner, &judged, &first, hours);
        let wanted_first: Vec<&str> = first
            .iter()
            .map(|(index, _)| wording::occupation_id(pack, *index))
            .collect();
        let relevant: Vec<_> = missing
            .iter()
            .filter(|each| {
                each.wanted_for
                    .iter()
                    .any(|want| wanted_first.contains(&want.occupation))
            })
            .cloned()
            .collect();
        let plans: Vec<&Plan<'p>> = first.iter().filter_map(|(_, plan)| *plan).collect();
        let questions = questions::questions(planner, &plans, &judged, &relevant);
        let mut advice = Advice {
            pack: records::pack_name(pack),
            as_of,
            profile: records::stated(profile, pack),
            recommendation,
            targets,
            opens: if looks_ahead {
                opens::opens(planner, planner.problem, &occupations)
            } else {
                Vec::new()
            },
            occupations: occupations.into_iter().map(|(_, each)| each).collect(),
            missing,
            keep_active: keep::keep_active(planner, &judged),
            guidance: guidance::guidance(&situation),
            facts: records::facts(pack, as_of),
            questions,
            caveats: caveats(profile, pack),
            sources: Vec::new(),
            warnings: Vec::new(),
            what_if: None,
        };
        advice.sources = records::sources(pack, records::cited(&advice), as_of);
        advice.warnings = warnings(&situation, &advice);
        advice
    })
}

/// Returns the plans; see [`super::plans`].
pub(super) fn plans(
    profile: &Profile,
    pack: &Pack,
    AsOf(as_of): AsOf,
    options: &Options,
) -> Vec<Result<super::plan::Plan, super::plan::NoPlan>> {
    let situation = Situation::of(profile, pack, as_of);
    let ground = Ground::of(&situation);
    let problem = ground.problem(&situation);
    let outlook = Outlook::of(&problem);
    let limits = planning::limits(&situation);
    all::plans(&outlook, options.objective, limits, options.workers)
}

/// Makes what plans are made from, and hands it on.
pub(super) fn with_planner<'p, T>(
    situation: &Situation<'p>,
    options: &Options,
    use_it: impl FnOnce(&Planner<'_, 'p>) -> T,
) -> T {
    let ground = Ground::of(situation);
    let problem = ground.problem(situation);
    let mut outlook = Outlook::of(&problem);
    let (objective, workers) = (options.objective, options.workers);
    let limits = planning::limits(situation);
    let plans = all::plans(&outlook, objective, limits, workers);
    all::learn(&mut outlook, objective, limits, &plans);
    let nearness = Nearness::of(situation, &problem, &outlook);
    let gaps = Gaps::of(situation, &nearness);
    use_it(&Planner {
        situation,
        ground: &ground,
        problem: &problem,
        outlook: &outlook,
        plans: &plans,
        gaps: &gaps,
        limits,
        objective,
        workers,
    })
}

fn occupation<'p>(planner: &Planner<'_, 'p>, judged: &Judged) -> Option<OccupationAdvice<'p>> {
    let situation = planner.situation;
    let pack = situation.pack;
    let occupation = pack.occupations.get(judged.occupation.position())?;
    let reached = reached(
        planner,
        &Wish::of(Target::Occupation(judged.occupation), &[]),
        judged.verdict,
    );
    let missing = Missing {
        required: planner
            .gaps
            .missing(occupation.requires, &occupation.sources),
        preferred: preferred(planner, occupation),
    };
    let (score, reasons) = score(
        situation,
        judged.occupation,
        occupation,
        reached.plan.as_ref(),
    );
    let first = standing_reason(situation, judged.occupation, &reached, &missing.required);
    Some(OccupationAdvice {
        id: &occupation.id,
        title: &occupation.title,
        description: description(occupation),
        family: &occupation.family,
        level: occupation.level.as_str(),
        soc: &occupation.soc_code,
        tier: reached.tier,
        standing: reached.standing,
        score,
        missing,
        plan: reached.plan,
        blocked_by: reached.blocked_by,
        limit: reached.limit,
        because: Because::new(first, reasons),
        pay: records::pay(pack, occupation, situation.as_of),
        growth: records::growth(pack, occupation, situation.as_of),
        leads_to: records::leads_to(pack, occupation, situation.as_of),
    })
}

/// How far something is.
pub(super) struct Reached<'p> {
    pub(super) standing: Standing,
    pub(super) tier: Tier,
    pub(super) plan: Option<Plan<'p>>,
    pub(super) blocked_by: Vec<Gap<'p>>,
    pub(super) limit: Option<LimitBroken>,
}

/// Returns how far a wish is; `verdict` is that on what it requires today.
pub(super) fn reached<'p>(planner: &Planner<'_, 'p>, wish: &Wish, verdict: Verdict) -> Reached<'p> {
    let (plan, blocked_by, limit) = match planner.plan(wish) {
        Outcome::Planned(plan) => (Some(*plan), Vec::new(), None),
        Outcome::Blocked(gaps) => (None, gaps, None),
        Outcome::Limited(limit) => (None, Vec::new(), Some(limit)),
    };
    // Answers decide where some of them would let a plan exist.
    let is_open = plan.is_none() && limit.is_none() && planner.could_be_reached(wish);
    let standing = match (verdict, &plan) {
        (Verdict::Met, Some(_)) => Standing::Ready,
        (Verdict::NotMet, Some(_)) => Standing::Reachable,
        (Verdict::Unknown, _) => Standing::Unknown,
        (Verdict::Met | Verdict::NotMet, None) if is_open => Standing::Unknown,
        (Verdict::Met | Verdict::NotMet, None) => Standing::Blocked,
    };
    let next = planner.situation.pack.next_within.in_weeks();
    let tier = match &plan {
        Some(plan) if plan.finish_week == 0 && plan.steps.is_empty() => Tier::Ready,
        Some(plan) if plan.finish_week <= next.0 => Tier::Next,
        Some(_) => Tier::Later,
        None => Tier::Blocked,
    };
    Reached {
        standing,
        tier,
        plan,
        blocked_by,
        limit,
    }
}

/// Returns the preferences that are not met: most points first, then in the order of the pack.
fn preferred<'p>(planner: &Planner<'_, 'p>, occupation: &'p Occupation) -> Vec<Gap<'p>> {
    let situation = planner.situation;
    let mut gaps: Vec<Gap<'p>> = Vec::new();
    for preference in &occupation.prefers {
        if preference.is_in_force(situation.as_of)
            && situation.verdict(preference.requires) != Verdict::Met
        {
            let mut gap = planner.gaps.gap(preference.requires, &preference.sources);
            gap.points = Some(preference.points);
            gap.because = Some(&preference.because);
            gaps.push(gap);
        }
    }
    gaps.sort_by_key(|gap| Reverse(gap.points));
    gaps
}

/// Returns the score and, for each met rule and preference, the reason: most points first.
fn score<'p>(
    situation: &Situation<'p>,
    index: OccupationIndex,
    occupation: &'p Occupation,
    plan: Option<&Plan<'p>>,
) -> (Score<'p>, Vec<Reason<'p>>) {
    let pack = situation.pack;
    let mut terms = Vec::new();
    let mut reasons: Vec<(i32, Reason<'p>)> = Vec::new();
    let rules = pack
        .recommendations
        .iter()
        .filter(|rule| rule.toward.binary_search(&index).is_ok());
    for rule in rules.filter(|rule| situation.verdict(rule.when) == Verdict::Met) {
        let say = Cow::Borrowed(rule.because.as_str());
        terms.push(ScoreTerm {
            rule: &rule.id,
            points: rule.points,
            say: say.clone(),
        });
        let evidence = wording::evidence(situation, &evidence_of(situation, rule.when));
        reasons.push((
            rule.points,
            wording::reason(pack, &rule.id, say, evidence, &rule.sources),
        ));
    }
    let met = occupation.prefers.iter().filter(|each| {
        each.is_in_force(situation.as_of) && situation.verdict(each.requires) == Verdict::Met
    });
    for preference in met {
        let say = Cow::Borrowed(preference.because.as_str());
        terms.push(ScoreTerm {
            rule: &occupation.id,
            points: preference.points,
            say: say.clone(),
        });
        let evidence = wording::evidence(situation, &evidence_of(situation, preference.requires));
        let reason = wording::reason(pack, &occupation.id, say, evidence, &preference.sources);
        reasons.push((preference.points, reason));
    }
    if let Some(plan) = plan {
        let (months, thousands) =
            rank::plan_points(pack, Weeks(plan.finish_week), Usd(plan.cost_usd));
        let whole = Weeks(plan.finish_week).in_whole_months().0;
        let term = |rule, points: i64, say: String| ScoreTerm {
            rule,
            points: i32::try_from(points).unwrap_or(i32::MIN),
            say: say.into(),
        };
        terms.push(term(
            "plan-months",
            months,
            match plan.time_is_lower_bound {
                true => format!("The plan takes {whole} whole months, as far as is known."),
                false => format!("The plan takes {whole} whole months."),
            },
        ));
        terms.push(term(
            "plan-cost",
            thousands,
            match plan.cost_is_lower_bound {
                true => format!("The plan costs {}, as far as is known.", Usd(plan.cost_usd)),
                false => format!("The plan costs {}.", Usd(plan.cost_usd)),
            },
        ));
    }
    reasons.sort_by_key(|(points, _)| Reverse(*points));
    let total = terms.iter().map(|term| i64::from(term.points)).sum();
    (
        Score { total, terms },
        reasons.into_iter().map(|(_, reason)| reason).collect(),
    )
}

fn standing_reason<'p>(
    situation: &Situation<'p>,
    index: OccupationIndex,
    reached: &Reached<'p>,
    required: &[Gap<'p>],
) -> Reason<'p> {
    let pack = situation.pack;
    let (id, requires, sources) = match pack.occupations.get(index.position()) {
        Some(occupation) => (
            occupation.id.as_str(),
            Some(occupation.requires),
            occupation.sources.as_slice(),
        ),
        None => ("", None, &[][..]),
    };
    let origins = requires.map_or_else(Vec::new, |node| partial_evidence(situation, node));
    let evidence = wording::evidence(situation, &origins);
    wording::reason(
        pack,
        id,
        standing_words(reached, required),
        evidence,
        sources,
    )
}

/// The places that the met parts of a requirement rest on, whether or not the whole is met.
fn partial_evidence(
    situation: &Situation<'_>,
    node: crate::pack::requirement::NodeIndex,
) -> Vec<super::evaluate::Origin> {
    use crate::pack::requirement::Node;
    let mut origins = match situation.pack.requirements.node(node) {
        Node::All(of) => of
            .iter()
            .flat_map(|child| partial_evidence(situation, child.node))
            .collect(),
        Node::Leaf(_) | Node::Any(_) | Node::AtLeast { .. } => evidence_of(situation, node),
    };
    origins.sort_unstable();
    origins.dedup();
    origins
}

fn standing_words(reached: &Reached<'_>, required: &[Gap<'_>]) -> String {
    let missing: Vec<String> = required
        .iter()
        .map(|gap| gap.say.clone().into_owned())
        .collect();
    let missing = wording::joined(&missing, "and");
    match (&reached.plan, &reached.limit) {
        (Some(_), _) if required.is_empty() => "You meet everything it requires.".to_owned(),
        (Some(plan), _) => {
            let weeks = match plan.finish_week {
                1 => "1 week".to_owned(),
                weeks => format!("{weeks} weeks"),
            };
            let long = match (plan.time_is_lower_bound, plan.finish_week) {
                (true, 0) => "a plan whose time is not known".to_owned(),
                (true, _) => format!("a plan of at least {weeks}"),
                (false, _) => format!("a plan of {weeks}"),
            };
            format!("You still need {missing}; {long} gets you there.")
        }
        (None, Some(limit)) => format!("You still need {missing}. {}", limit.say),
        (None, None) => {
            let blocking: Vec<String> = reached
                .blocked_by
                .iter()
                .map(|gap| gap.say.clone().into_owned())
                .collect();
            format!(
                "No plan reaches it without {}.",
                wording::joined(&blocking, "and")
            )
        }
    }
}

fn recommended<'p>(
    planner: &Planner<'_, 'p>,
    index: OccupationIndex,
    best: &OccupationAdvice<'p>,
) -> Recommended<'p> {
    let mut reasons: Vec<Reason<'p>> = best.because.iter().cloned().collect();
    // Why it suits comes before how far it is.
    let first = if reasons.len() > 1 {
        reasons.remove(1)
    } else {
        reasons.remove(0)
    };
    Recommended {
        occupation: best.id,
        title: best.title,
        tier: best.tier,
        because: Because::new(first, reasons),
        path: path(planner, index, best.plan.as_ref()),
        plan: best.plan.clone(),
    }
}

/// How many stages a path shows after its target.
const STAGES_AFTERWARDS: usize = 2;

/// Returns the occupations from today's on, through the plan's and the target, to where it leads.
fn path<'p>(
    planner: &Planner<'_, 'p>,
    target: OccupationIndex,
    plan: Option<&Plan<'p>>,
) -> Vec<PathStage<'p>> {
    let situation = planner.situation;
    let pack = situation.pack;
    let stage = |index: OccupationIndex, role| {
        let occupation = pack.occupations.get(index.position())?;
        Some(PathStage {
            id: &occupation.id,
            title: &occupation.title,
            role,
            is_beyond_limits: role == StageRole::Afterwards && !planner.is_planned(index),
            pay: records::pay(pack, occupation, situation.as_of),
        })
    };
    let mut path: Vec<PathStage<'p>> = Vec::new();
    let today = situation.profile.occupation.flatten();
    path.extend(today.and_then(|index| stage(index, StageRole::Today)));
    for step in plan
        .iter()
        .flat_map(|plan| &plan.steps)
        .filter(|step| step.kind == StepKind::Work)
    {
        let found = pack
            .occupations
            .binary_search_by(|each| each.id.as_str().cmp(&step.id));
        let place = found.ok().map(OccupationIndex::of);
        path.extend(place.and_then(|index| stage(index, StageRole::OnTheWay)));
    }
    let mut last = Some(target);
    path.extend(stage(target, StageRole::Target));
    for _ in 0..STAGES_AFTERWARDS {
        let next = last.and_then(|index| advancement(planner, index, &path));
        path.extend(next.and_then(|index| stage(index, StageRole::Afterwards)));
        last = next;
    }
    path
}

/// Returns the best-paid advancement from an occupation that the path does not have yet and that
/// some plan of the person reaches.
fn advancement<'p>(
    planner: &Planner<'_, 'p>,
    from: OccupationIndex,
    path: &[PathStage<'p>],
) -> Option<OccupationIndex> {
    let situation = planner.situation;
    let pack = situation.pack;
    let from = pack.occupations.get(from.position())?;
    let up = from
        .leads_to
        .iter()
        .filter(|each| each.kind == crate::pack::Move::Advancement);
    let up = up.filter_map(|each| Some((each.to, pack.occupations.get(each.to.position())?)));
    let open = up.filter(|(_, each)| planner.outlook.first_week(each.requires).is_some());
    let fresh = open.filter(|(_, each)| path.iter().all(|stage| stage.id != each.id));
    let best = fresh.max_by_key(|(_, each)| {
        (
            rank::median_pay(pack, each, situation.as_of),
            Reverse(each.id.as_str()),
        )
    });
    best.map(|(index, _)| index)
}

fn description(occupation: &Occupation) -> Description<'_> {
    Description {
        summary: &occupation.summary,
        workplace: occupation.workplace.as_deref(),
        apply: occupation.apply.as_deref(),
    }
}

/// Returns what was asked about a target.
pub(super) fn target<'p>(
    planner: &Planner<'_, 'p>,
    asked: Target,
    with: &[crate::pack::QualificationIndex],
) -> TargetAdvice<'p> {
    let situation = planner.situation;
    let pack = situation.pack;
    let wish = Wish::of(asked, with);
    let (kind, id, verdict) = match asked {
        Target::Occupation(index) => {
            let occupation = pack.occupations.get(index.position());
            let verdict =
                occupation.map_or(Verdict::Unknown, |each| situation.verdict(each.requires));
            ("occupation", wording::occupation_id(pack, index), verdict)
        }
        Target::Qualification(index) => {
            let verdict = match is_held(situation, index) {
                true => Verdict::Met,
                false => Verdict::NotMet,
            };
            (
                "qualification",
                wording::qualification_id(pack, index),
                verdict,
            )
        }
    };
    let verdict = if with.iter().all(|index| is_held(situation, *index)) {
        verdict
    } else {
        Verdict::NotMet
    };
    let reached = reached(planner, &wish, verdict);
    let missing = match asked {
        Target::Occupation(index) => {
            let occupation = pack.occupations.get(index.position());
            occupation.map_or_else(Missing::default, |occupation| Missing {
                required: planner
                    .gaps
                    .missing(occupation.requires, &occupation.sources),
                preferred: preferred(planner, occupation),
            })
        }
        Target::Qualification(index) => {
            let qualification = pack.qualifications.get(index.position());
            let required = qualification
                .map_or_else(Vec::new, |each| own_gaps(planner, index, each, &reached));
            Missing {
                required,
                preferred: Vec::new(),
            }
        }
    };
    let because = match asked {
        Target::Occupation(index) => {
            let first = standing_reason(situation, index, &reached, &missing.required);
            let occupation = pack.occupations.get(index.position());
            let reasons =
                occupation.map_or_else(Vec::new, |each| score(situation, index, each, None).1);
            Because::new(first, reasons)
        }
        Target::Qualification(index) => {
            let qualification = pack.qualifications.get(index.position());
            let sources = qualification.map_or(&[][..], |each| each.sources.as_slice());
            let say = match qualification.filter(|each| each.is_retired(situation.as_of)) {
                Some(retired) => retired_words(pack, retired),
                None => standing_words(&reached, &missing.required),
            };
            Because::new(
                wording::reason(pack, id, say, Vec::new(), sources),
                Vec::new(),
            )
        }
    };
    TargetAdvice {
        kind,
        id,
        name: name_of(pack, asked),
        description: match asked {
            Target::Occupation(index) => {
                let occupation = pack.occupations.get(index.position());
                occupation.map(description)
            }
            Target::Qualification(_) => None,
        },
        standing: reached.standing,
        tier: reached.tier,
        missing,
        alternatives: planner.alternatives(&wish),
        path: match asked {
            Target::Occupation(index) => path(planner, index, reached.plan.as_ref()),
            Target::Qualification(_) => Vec::new(),
        },
        plan: reached.plan,
        blocked_by: reached.blocked_by,
        limit: reached.limit,
        because,
    }
}

fn is_held(situation: &Situation<'_>, index: crate::pack::QualificationIndex) -> bool {
    let holding = situation.holding_of(index);
    holding.is_some_and(|holding| holding.state == super::evaluate::HoldingState::Active)
}

/// What is missing for a qualification: the gaps of the route its plan takes, or else of the nearest
/// one, before others that which what blocks it belongs to; or itself where that is open or it is
/// only to be renewed; nothing where it is held.
fn own_gaps<'p>(
    planner: &Planner<'_, 'p>,
    index: crate::pack::QualificationIndex,
    qualification: &'p Qualification,
    reached: &Reached<'p>,
) -> Vec<Gap<'p>> {
    if is_held(planner.situation, index) {
        return Vec::new();
    }
    let plan = reached.plan.as_ref();
    let steps = plan.map_or(&[][..], |plan| &plan.steps);
    let own = steps.iter().find(|step| {
        let has_it = matches!(step.kind, StepKind::Earn | StepKind::Renew | StepKind::Wait);
        has_it && step.id == qualification.id
    });
    let planned = own.and_then(|step| {
        let routes = &mut qualification.routes.iter();
        routes.find(|route| Some(route.id.as_str()) == step.route)
    });
    let gaps = match (own, planned) {
        (_, Some(route)) => planner.gaps.missing(route.requires, &route.sources),
        (Some(_), None) => Vec::new(),
        (None, None) => {
            let routes = missing::near_routes(planner, qualification).into_iter();
            // Of a blocked one that which what blocks it belongs to.
            let blocks = |gap: &Gap<'p>| reached.blocked_by.iter().any(|own| own.say == gap.say);
            let nearest = routes.min_by_key(|(_, gaps)| !gaps.iter().any(blocks));
            nearest.map_or_else(Vec::new, |(_, gaps)| gaps)
        }
    };
    if gaps.is_empty() {
        return vec![planner.gaps.qualification(index)];
    }
    gaps
}

fn retired_words(pack: &Pack, retired: &Qualification) -> String {
    let end = retired.retirement.as_ref();
    let since = end
        .and_then(|end| end.on)
        .map_or(String::new(), |on| format!(" since {on}"));
    let successor = end.and_then(|end| end.successor);
    let instead = successor.map_or(String::new(), |index| {
        format!(" Look at {} instead.", wording::short_name(pack, index))
    });
    format!(
        "{} can no longer be earned{since}.{instead}",
        retired.short_name()
    )
}

/// What every reader should bear in mind and, with a budget, what that is held against.
pub(super) fn caveats(profile: &Profile, pack: &Pack) -> Vec<Cow<'static, str>> {
    let studies = match profile.constraints.hours_per_week {
        None => format!("Self-study is counted with {} hours a week, as you gave none. Studies counted in months, such as degrees, are assumed to fit beside work: ask whether the one you choose does.", pack.hours_per_week).into(),
        Some(_) => "Studies counted in months, such as degrees, are assumed to fit beside work: your hours a week are held against self-study only. Ask how long the one you choose takes beside a job.".into(),
    };
    let mut caveats: Vec<Cow<'static, str>> = vec![
        "This is unofficial advice: confirm every requirement and price with the issuer before you pay or resign.".into(),
        "Pay and growth are for the whole occupational code in the whole country, not for one job title or employer.".into(),
        "A score orders occupations for you; it is no probability of being hired.".into(),
        "A plan does not count the time it takes to be admitted or hired: it assumes that you enter each study and occupation as soon as you meet what it requires.".into(),
        studies,
    ];
    if profile.constraints.budget.is_some() {
        caveats.push("Your budget is held against the costs that are known: a plan that costs “at least” a sum, or whose cost is not known, may go beyond it.".into());
    }
    caveats
}

/// How many months after its date something expected may still be waited for.
const JUST_GONE: u32 = 12;

/// What is thin in the profile, and what is due for rechecking in the pack.
fn warnings(situation: &Situation<'_>, advice: &Advice<'_>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let stated = situation
        .profile
        .degrees
        .iter()
        .flatten()
        .map(|held| held.expected);
    let stated = stated.chain(
        situation
            .profile
            .credentials
            .iter()
            .flatten()
            .map(|held| held.expected),
    );
    // A date of long ago says when something was finished; one just gone may have been missed.
    let is_just_gone = |expected: &PartialDate| {
        let last = expected.last_day();
        last < situation.as_of && situation.as_of <= last.plus_months(JUST_GONE)
    };
    for expected in stated.flatten().filter(is_just_gone) {
        let say = format!(
            "Something you expected on {expected} is counted as held, because that date has passed."
        );
        warnings.push(Warning {
            code: "expected-date-passed",
            say,
        });
    }
    if let Some(by) = situation.profile.constraints.by
        && by.last_day() < situation.as_of
    {
        let say = format!("The date {by} by which the target is to be reached has passed.");
        warnings.push(Warning {
            code: "by-date-passed",
            say,
        });
    }
    let stale = advice.sources.iter().filter(|each| each.is_stale).count();
    if stale > 0 {
        let say = match stale {
            1 => "One of the sources is due for rechecking; it is marked among them.".to_owned(),
            _ => format!(
                "{stale} of the sources are due for rechecking; they are marked among them."
            ),
        };
        warnings.push(Warning {
            code: "stale-sources",
            say,
        });
    }
    let unverified = advice
        .sources
        .iter()
        .filter(|each| each.confidence == Confidence::Unverified)
        .count();
    if unverified > 0 {
        let say = format!(
            "{unverified} of the sources could not be read at the issuer; confirm there what rests on them."
        );
        warnings.push(Warning {
            code: "unverified-sources",
            say,
        });
    }
    warnings.sort();
    warnings.dedup();
    warnings
}
