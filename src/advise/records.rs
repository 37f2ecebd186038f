//! Records of the pack as advice cites them: pay, growth, transitions, facts and sources.

use super::wording;
use crate::advice::{
    Advice, Comparison, Explanation, FactCited, Gap, GrowthCited, LeadsTo, Missing, PackName,
    PayCited, Plan, SourceCited, StatedCredential, StatedDegree, StatedExperience,
    StatedOccupation, StatedProfile, TargetAdvice,
};
use crate::pack::{Occupation, Pack, Pay, SourceIndex};
use crate::profile::{DegreeName, Profile, Subject, Target, Time};
use crate::units::Date;

/// Returns the name of the pack.
pub(super) fn pack_name(pack: &Pack) -> PackName<'_> {
    PackName {
        id: &pack.id,
        title: &pack.title,
        version: &pack.version,
        sha256: &pack.sha256,
    }
}

/// Returns the newest pay figure whose source had said it by the day.
pub(super) fn newest_pay<'p>(
    pack: &'p Pack,
    occupation: &'p Occupation,
    as_of: Date,
) -> Option<&'p Pay> {
    occupation
        .pay
        .iter()
        .find(|pay| was_known(pack, pay.source, as_of))
}

fn was_known(pack: &Pack, source: SourceIndex, as_of: Date) -> bool {
    let source = pack.sources.get(source.position());
    source.is_some_and(|source| source.as_of.first_day() <= as_of)
}

/// Returns today's pay of an occupation.
pub(super) fn pay<'p>(
    pack: &'p Pack,
    occupation: &'p Occupation,
    as_of: Date,
) -> Option<PayCited<'p>> {
    let pay = newest_pay(pack, occupation, as_of)?;
    Some(PayCited {
        median_usd: pay.median.0,
        p10_usd: pay.p10.map(|usd| usd.0),
        p90_usd: pay.p90.map(|usd| usd.0),
        mean_usd: pay.mean.map(|usd| usd.0),
        period: &pay.period,
        scope: &pay.scope,
        note: pay.note.as_deref(),
        source: source_id(pack, pay.source),
    })
}

/// Returns the expected growth of an occupation.
pub(super) fn growth<'p>(
    pack: &'p Pack,
    occupation: &'p Occupation,
    as_of: Date,
) -> Option<GrowthCited<'p>> {
    let growth = occupation
        .growth
        .iter()
        .find(|growth| was_known(pack, growth.source, as_of))?;
    Some(GrowthCited {
        percent: growth.percent,
        period: &growth.period,
        note: growth.note.as_deref(),
        source: source_id(pack, growth.source),
    })
}

/// Returns where an occupation leads.
pub(super) fn leads_to<'p>(
    pack: &'p Pack,
    occupation: &'p Occupation,
    as_of: Date,
) -> Vec<LeadsTo<'p>> {
    let each = occupation.leads_to.iter();
    each.filter_map(|transition| {
        let to = pack.occupations.get(transition.to.position())?;
        let pay = newest_pay(pack, to, as_of);
        Some(LeadsTo {
            id: &to.id,
            title: &to.title,
            kind: transition.kind.as_str(),
            median_usd: pay.map(|pay| pay.median.0),
            pay_note: pay.and_then(|pay| pay.note.as_deref()),
            sources: wording::source_ids(pack, &transition.sources),
        })
    })
    .collect()
}

/// Returns every fact of the pack: by topic, then id.
pub(super) fn facts(pack: &Pack, as_of: Date) -> Vec<FactCited<'_>> {
    let known = pack
        .facts
        .iter()
        .filter(|fact| was_known(pack, fact.source, as_of));
    let mut facts: Vec<FactCited<'_>> = known
        .map(|fact| FactCited {
            id: &fact.id,
            topic: &fact.topic,
            say: &fact.say,
            value: fact.value,
            unit: fact.unit.as_deref(),
            period: fact.period.as_deref(),
            caveat: fact.caveat.as_deref(),
            source: source_id(pack, fact.source),
            confidence: wording::confidence(pack, &[fact.source]),
        })
        .collect();
    facts.sort_by_key(|fact| (fact.topic, fact.id));
    facts
}

/// Returns the sources with the ids, sorted; unknown ids are left out.
pub(super) fn sources<'p>(pack: &'p Pack, mut ids: Vec<&str>, as_of: Date) -> Vec<SourceCited<'p>> {
    ids.sort_unstable();
    ids.dedup();
    let found = ids.into_iter().filter_map(|id| {
        let place = pack
            .sources
            .binary_search_by(|source| source.id.as_str().cmp(id))
            .ok()?;
        pack.sources.get(place)
    });
    found
        .map(|source| SourceCited {
            id: &source.id,
            title: &source.title,
            publisher: &source.publisher,
            url: source.url.as_deref(),
            as_of: source.as_of,
            checked: source.checked,
            confidence: source.confidence,
            is_stale: source.is_stale(as_of),
            note: source.note.as_deref(),
        })
        .collect()
}

/// Returns the id of a source.
pub(super) fn source_id(pack: &Pack, source: SourceIndex) -> &str {
    pack.sources
        .get(source.position())
        .map_or("", |source| &source.id)
}

/// Returns the profile as it was understood.
pub(super) fn stated<'p>(profile: &Profile, pack: &'p Pack) -> StatedProfile<'p> {
    let backgrounds = profile.backgrounds.as_ref().map(|list| {
        let known = list.iter();
        let known = known.filter_map(|index| pack.backgrounds.get(index.position()));
        known.collect::<Vec<_>>()
    });
    let kind_id = |index: crate::pack::KindIndex| {
        pack.kinds
            .get(index.position())
            .map_or("", |each| each.id.as_str())
    };
    let statement_id = |index: &crate::pack::StatementIndex| {
        pack.statements
            .get(index.position())
            .map_or("", |each| each.id.as_str())
    };
    let degrees = profile.degrees.as_ref().map(|list| {
        let degrees = list.iter().map(|held| {
            let (id, level, field) = match held.degree {
                DegreeName::Known(index) => {
                    (Some(wording::qualification_id(pack, index)), None, None)
                }
                DegreeName::Described { level, field } => {
                    let field = field.and_then(|field| pack.fields.get(field.position()));
                    (
                        None,
                        Some(level.as_str()),
                        field.map(|field| field.id.as_str()),
                    )
                }
            };
            let name = wording::degree_name(pack, &held.degree);
            StatedDegree {
                id,
                level,
                field,
                name,
                expected: held.expected,
            }
        });
        degrees.collect()
    });
    let credentials = profile.credentials.as_ref().map(|list| {
        let credentials = list.iter().map(|held| StatedCredential {
            id: wording::qualification_id(pack, held.credential),
            name: wording::short_name(pack, held.credential),
            issued: held.issued,
            expires: held.expires,
            expected: held.expected,
        });
        credentials.collect()
    });
    let experience = profile.experience.as_ref().map(|list| {
        let experience = list.iter().map(|entry| {
            let (kind, occupation) = match entry.subject {
                Subject::Kind(kind) => (Some(kind_id(kind)), None),
                Subject::Occupation(index) => (None, Some(wording::occupation_id(pack, index))),
            };
            let (months, from, until) = match entry.time {
                Time::Bare(months) => (Some(months.0), None, None),
                Time::Dated { from, until } => (None, Some(from), until),
            };
            StatedExperience {
                kind,
                occupation,
                name: wording::subject_name(pack, entry.subject),
                months,
                from,
                until,
                hours_per_week: entry.hours_per_week,
                during: entry.during.map(kind_id),
            }
        });
        experience.collect()
    });
    StatedProfile {
        background_names: (backgrounds.iter().flatten())
            .map(|each| each.name.as_str())
            .collect(),
        background: backgrounds.map(|list| list.iter().map(|each| each.id.as_str()).collect()),
        occupation: profile.occupation.map(|held| match held {
            None => StatedOccupation::None,
            Some(index) => StatedOccupation::Held {
                id: wording::occupation_id(pack, index),
                title: wording::occupation_title(pack, index),
            },
        }),
        degrees,
        credentials,
        experience,
        statements: profile
            .statements
            .iter()
            .map(|(index, yes)| (statement_id(index), *yes))
            .collect(),
        hours_per_week: profile.constraints.hours_per_week,
        budget_usd: profile.constraints.budget.map(|usd| usd.0),
        by: profile.constraints.by,
        target: (profile.targets.iter())
            .map(|target| match target {
                Target::Occupation(index) => wording::occupation_id(pack, *index),
                Target::Qualification(index) => wording::qualification_id(pack, *index),
            })
            .collect(),
    }
}

/// Returns the ids of every source an advice rests on, facts included.
pub(super) fn cited<'p>(advice: &Advice<'p>) -> Vec<&'p str> {
    let mut ids = Vec::new();
    for occupation in &advice.occupations {
        occupation
            .because
            .iter()
            .for_each(|reason| ids.extend(&reason.sources));
        cited_by_missing(&occupation.missing, &mut ids);
        occupation
            .plan
            .iter()
            .for_each(|plan| cited_by_plan(plan, &mut ids));
        occupation
            .blocked_by
            .iter()
            .for_each(|gap| cited_by_gap(gap, &mut ids));
        ids.extend(occupation.pay.iter().map(|pay| pay.source));
        ids.extend(occupation.growth.iter().map(|growth| growth.source));
        occupation
            .leads_to
            .iter()
            .for_each(|to| ids.extend(&to.sources));
    }
    match &advice.recommendation {
        Ok(recommended) => {
            recommended
                .because
                .iter()
                .for_each(|reason| ids.extend(&reason.sources));
            ids.extend(
                recommended
                    .path
                    .iter()
                    .filter_map(|stage| stage.pay)
                    .map(|pay| pay.source),
            );
        }
        Err(reasons) => reasons
            .iter()
            .for_each(|reason| ids.extend(&reason.sources)),
    }
    advice
        .targets
        .iter()
        .for_each(|target| cited_by_target(target, &mut ids));
    for missing in &advice.missing {
        ids.extend(&missing.sources);
        missing
            .route_gaps
            .iter()
            .for_each(|gap| cited_by_gap(gap, &mut ids));
    }
    advice
        .keep_active
        .iter()
        .for_each(|kept| ids.extend(&kept.sources));
    advice
        .guidance
        .iter()
        .for_each(|given| ids.extend(&given.because.sources));
    advice
        .questions
        .iter()
        .for_each(|question| ids.extend(&question.sources));
    ids.extend(advice.facts.iter().map(|fact| fact.source));
    ids
}

/// Returns the ids of every source a comparison rests on.
pub(super) fn cited_by_comparison<'p>(comparison: &Comparison<'p>) -> Vec<&'p str> {
    let mut ids = Vec::new();
    for compared in &comparison.targets {
        cited_by_target(&compared.target, &mut ids);
        ids.extend(compared.pay.iter().map(|pay| pay.source));
        ids.extend(compared.growth.iter().map(|growth| growth.source));
    }
    comparison
        .together
        .iter()
        .for_each(|plan| cited_by_plan(plan, &mut ids));
    ids
}

/// Returns the ids of every source an explanation rests on.
pub(super) fn cited_by_explanation<'p>(explanation: &Explanation<'p>) -> Vec<&'p str> {
    let mut ids = Vec::new();
    cited_by_target(&explanation.target, &mut ids);
    let weighed = explanation
        .preferences
        .iter()
        .chain(&explanation.rules)
        .map(|(_, proof)| proof);
    explanation
        .proofs
        .iter()
        .chain(weighed)
        .for_each(|proof| ids.extend(&proof.sources));
    let questions = explanation.questions.iter();
    questions.for_each(|question| ids.extend(&question.sources));
    ids
}

fn cited_by_target<'p>(target: &TargetAdvice<'p>, ids: &mut Vec<&'p str>) {
    target
        .because
        .iter()
        .for_each(|reason| ids.extend(&reason.sources));
    cited_by_missing(&target.missing, ids);
    target
        .plan
        .iter()
        .chain(&target.alternatives)
        .for_each(|plan| cited_by_plan(plan, ids));
    target
        .blocked_by
        .iter()
        .for_each(|gap| cited_by_gap(gap, ids));
    ids.extend(
        target
            .path
            .iter()
            .filter_map(|stage| stage.pay)
            .map(|pay| pay.source),
    );
}

fn cited_by_missing<'p>(missing: &Missing<'p>, ids: &mut Vec<&'p str>) {
    missing
        .required
        .iter()
        .chain(&missing.preferred)
        .for_each(|gap| cited_by_gap(gap, ids));
}

fn cited_by_gap<'p>(gap: &Gap<'p>, ids: &mut Vec<&'p str>) {
    ids.extend(&gap.sources);
    gap.branches
        .iter()
        .flatten()
        .for_each(|gap| cited_by_gap(gap, ids));
}

fn cited_by_plan<'p>(plan: &Plan<'p>, ids: &mut Vec<&'p str>) {
    for step in &plan.steps {
        step.because
            .iter()
            .for_each(|reason| ids.extend(&reason.sources));
    }
}
