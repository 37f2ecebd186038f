//! Questions: which unknown facts could change the answer, most decisive first.
//!
//! What the plans count as not met, as it is not known, comes first. A question is measured by what
//! changes between its best and its worst answer: first what the targets ask for and the routes to
//! what they name, then the occupations whose requirements it could meet, then the rules it could
//! turn, then the routes to missing qualifications it could open.

use std::borrow::Cow;

use super::evaluate::Situation;
use super::planning::Planner;
use super::rank::Judged;
use super::wording;
use crate::advice::{MissingQualification, Plan, Question, QuestionKind};
use crate::pack::requirement::{Leaf, LeafIndex, Node, NodeIndex, Verdict};
use crate::pack::{Occupation, QualificationIndex, StatementIndex};
use crate::profile::{DegreeName, Target};

/// An unknown fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    Background,
    Occupation,
    Degrees,
    Credentials,
    Experience,
    DegreeField,
    Statement(StatementIndex),
}

/// Returns the unknown facts that could change the answer; `plans` are those in it that matter most.
pub(super) fn questions<'p>(
    planner: &Planner<'_, 'p>,
    plans: &[&Plan<'p>],
    judged: &[Judged],
    missing: &[MissingQualification<'p>],
) -> Vec<Question<'p>> {
    let targets = &planner.situation.profile.targets;
    let questions = ranked(planner, targets, plans, judged, missing).into_iter();
    questions.map(|(_, question)| question).collect()
}

/// Returns the unknown facts that bear on what a target asks for, or on what its plan assumes.
pub(super) fn about<'p>(
    planner: &Planner<'_, 'p>,
    target: Target,
    plan: Option<&Plan<'p>>,
) -> Vec<Question<'p>> {
    let questions = ranked(planner, &[target], plan.as_slice(), &[], &[]).into_iter();
    let asked_for = questions.filter(|(asked_for, _)| *asked_for > 0);
    asked_for.map(|(_, question)| question).collect()
}

/// Returns the unknown facts that could change the answer, most decisive first; each with how much
/// that the targets ask for, or a plan assumes, it bears on.
fn ranked<'p>(
    planner: &Planner<'_, 'p>,
    targets: &[Target],
    plans: &[&Plan<'p>],
    judged: &[Judged],
    missing: &[MissingQualification<'p>],
) -> Vec<(usize, Question<'p>)> {
    let situation = planner.situation;
    let asked: Vec<(Option<&'p str>, Vec<NodeIndex>)> = targets
        .iter()
        .map(|target| {
            let occupation = match target {
                Target::Occupation(index) => situation.pack.occupations.get(index.position()),
                Target::Qualification(_) => None,
            };
            // What a plan reaches is reachable whatever the answer.
            let is_out = |each: &&Occupation| planner.outlook.first_week(each.requires).is_none();
            let id = occupation.filter(is_out).map(|each| each.id.as_str());
            (id, asked(planner, *target))
        })
        .collect();
    let assumed = assumed(planner, plans);
    let mut questions: Vec<(Topic, bool, usize, Question<'p>)> = Vec::new();
    for topic in topics(situation) {
        let (best, worst) = answered(situation, topic);
        let evaluate = |node: NodeIndex, verdicts: &[Verdict]| {
            situation.pack.requirements.evaluate(node, verdicts)
        };
        let turns = |node: NodeIndex| evaluate(node, &best) != evaluate(node, &worst);
        let changed = judged.iter().filter_map(|each| {
            let occupation = situation.pack.occupations.get(each.occupation.position())?;
            turns(occupation.requires).then_some(occupation.id.as_str())
        });
        let mut could_change: Vec<&str> = changed.collect();
        let rules = situation
            .pack
            .recommendations
            .iter()
            .filter(|rule| turns(rule.when))
            .count();
        let preferences = judged
            .iter()
            .filter_map(|each| situation.pack.occupations.get(each.occupation.position()));
        let preferences = preferences.flat_map(|occupation| &occupation.prefers);
        let preferences = preferences
            .filter(|each| each.is_in_force(situation.as_of) && turns(each.requires))
            .count();
        let routes = opened_routes(situation, missing, turns);
        // What a plan can still reach, and what other answers may give, is no reason not to ask.
        let (hoped, feared) = answered_in_time(planner, topic);
        let turns_in_time = |node: NodeIndex| evaluate(node, &hoped) != evaluate(node, &feared);
        let leaves = assumed.iter();
        let said = leaves.filter(|(index, leaf)| is_about(situation, *index, leaf, topic));
        let said = said.count();
        let mut asked_for = said;
        for (id, nodes) in &asked {
            let nodes = nodes.iter();
            let turned = nodes.filter(|node| turns(**node) || turns_in_time(**node));
            let turned = turned.count();
            could_change.extend(id.filter(|_| turned > 0));
            asked_for += turned;
        }
        could_change.sort_unstable();
        could_change.dedup();
        if could_change.is_empty() && rules + preferences + routes + asked_for == 0 {
            continue;
        }
        let mut question = worded(situation, topic);
        question.could_change = could_change;
        question.could_change_rules = u32::try_from(rules + preferences).unwrap_or(u32::MAX);
        question.could_open_routes = u32::try_from(routes).unwrap_or(u32::MAX);
        questions.push((topic, said > 0, asked_for, question));
    }
    // What a plan counts as not met may spare some of its steps.
    questions.sort_by_key(|(topic, is_assumed, asked_for, question)| {
        (
            std::cmp::Reverse((
                *is_assumed,
                *asked_for,
                question.could_change.len(),
                question.could_change_rules,
                question.could_open_routes,
            )),
            *topic,
        )
    });
    let questions = questions.into_iter();
    questions
        .map(|(_, _, asked_for, question)| (asked_for, question))
        .collect()
}

/// Returns the open leaves that the plans count as not met.
fn assumed<'p>(planner: &Planner<'_, 'p>, plans: &[&Plan<'p>]) -> Vec<(LeafIndex, &'p Leaf)> {
    let pack = planner.situation.pack;
    let is_assumed = |node: NodeIndex| {
        let is_said = |plan: &&Plan<'p>| plan.assumes.contains(&wording::say(pack, node));
        planner.gaps.is_open(node) && plans.iter().any(is_said)
    };
    let leaves = pack.requirements.leaves();
    leaves
        .filter(|(index, _)| pack.requirements.node_of(*index).is_some_and(is_assumed))
        .collect()
}

/// Returns what a target asks for: its own requirements and those of every route to a qualification
/// it names, and so on from route to route.
fn asked(planner: &Planner<'_, '_>, target: Target) -> Vec<NodeIndex> {
    let situation = planner.situation;
    let pack = situation.pack;
    let mut nodes = Vec::new();
    let mut named = Vec::new();
    match target {
        Target::Occupation(index) => {
            let occupation = pack.occupations.get(index.position());
            nodes.extend(occupation.map(|each| each.requires));
        }
        Target::Qualification(index) => named.push(index),
    }
    let mut is_seen = vec![false; pack.qualifications.len()];
    let mut next = 0;
    loop {
        while let Some(node) = nodes.get(next).copied() {
            names_of(planner, node, &mut named);
            next += 1;
        }
        let Some(index) = named.pop() else {
            return nodes;
        };
        let qualification = pack.qualifications.get(index.position());
        if let (Some(seen), Some(qualification)) =
            (is_seen.get_mut(index.position()), qualification)
            && !std::mem::replace(seen, true)
        {
            let routes = qualification.routes.iter();
            let routes = routes.filter(|route| route.is_in_force(situation.as_of));
            nodes.extend(routes.map(|route| route.requires));
        }
    }
}

/// Gathers the qualifications that the unmet part of a tree names. Of degrees asked for by level and
/// field, which are many, only those count of which no plan reaches one.
fn names_of(planner: &Planner<'_, '_>, node: NodeIndex, named: &mut Vec<QualificationIndex>) {
    if planner.situation.verdict(node) == Verdict::Met {
        return;
    }
    let requirements = &planner.situation.pack.requirements;
    match requirements.node(node) {
        Node::Leaf(leaf) => {
            let is_named = match requirements.leaf(*leaf) {
                Leaf::Holds(_) => true,
                Leaf::Degree { .. } => !planner.outlook.is_reached(*leaf),
                Leaf::Experience { .. }
                | Leaf::Background(_)
                | Leaf::Occupation(_)
                | Leaf::Attests(_) => false,
            };
            if is_named {
                named.extend_from_slice(requirements.satisfied_by(*leaf));
            }
        }
        Node::All(of) | Node::Any(of) | Node::AtLeast { of, .. } => {
            for child in of {
                names_of(planner, child.node, named);
            }
        }
    }
}

/// Counts the routes the answer could open among those of what the recommended occupation and the
/// targets miss and may not be begun today; of what others miss there would be no end.
fn opened_routes(
    situation: &Situation<'_>,
    missing: &[MissingQualification<'_>],
    turns: impl Fn(NodeIndex) -> bool,
) -> usize {
    let relevant = missing
        .iter()
        .filter(|each| each.eligible_now != Some(true));
    let relevant = relevant.filter_map(|each| situation.pack.qualification(each.id));
    let routes = relevant.flat_map(|(_, each)| &each.routes);
    routes
        .filter(|route| route.is_in_force(situation.as_of) && turns(route.requires))
        .count()
}

fn topics(situation: &Situation<'_>) -> Vec<Topic> {
    let profile = situation.profile;
    let mut topics = Vec::new();
    let vague = |held: &crate::profile::HeldDegree| {
        matches!(held.degree, DegreeName::Described { field: None, .. })
    };
    let sections = [
        (profile.backgrounds.is_none(), Topic::Background),
        (profile.occupation.is_none(), Topic::Occupation),
        (profile.degrees.is_none(), Topic::Degrees),
        (profile.credentials.is_none(), Topic::Credentials),
        (profile.experience.is_none(), Topic::Experience),
        (
            profile.degrees.iter().flatten().any(vague),
            Topic::DegreeField,
        ),
    ];
    topics.extend(
        sections
            .into_iter()
            .filter(|(is_open, _)| *is_open)
            .map(|(_, topic)| topic),
    );
    for place in 0..situation.pack.statements.len() {
        let index = StatementIndex::of(place);
        if profile
            .statements
            .binary_search_by_key(&index, |(id, _)| *id)
            .is_err()
        {
            topics.push(Topic::Statement(index));
        }
    }
    topics
}

/// Returns the verdicts with the best and with the worst answer.
fn answered(situation: &Situation<'_>, topic: Topic) -> (Vec<Verdict>, Vec<Verdict>) {
    let mut best = situation.verdicts.clone();
    let mut worst = situation.verdicts.clone();
    for (index, leaf) in situation.pack.requirements.leaves() {
        if situation.leaf_verdict(index) == Verdict::Unknown
            && is_about(situation, index, leaf, topic)
        {
            for (verdicts, answer) in [(&mut best, Verdict::Met), (&mut worst, Verdict::NotMet)] {
                if let Some(verdict) = verdicts.get_mut(index.0 as usize) {
                    *verdict = answer;
                }
            }
        }
    }
    (best, worst)
}

/// Returns the verdicts with the best and with the worst answer, once all that a plan reaches is
/// reached and every other question is answered well.
fn answered_in_time(planner: &Planner<'_, '_>, topic: Topic) -> (Vec<Verdict>, Vec<Verdict>) {
    let situation = planner.situation;
    let leaves = situation.pack.requirements.leaves();
    let (mut best, mut worst) = (Vec::new(), Vec::new());
    for (index, leaf) in leaves {
        let verdict = situation.leaf_verdict(index);
        let hoped = match verdict {
            Verdict::Met | Verdict::Unknown => Verdict::Met,
            Verdict::NotMet if planner.outlook.is_reached(index) => Verdict::Met,
            Verdict::NotMet => Verdict::NotMet,
        };
        let is_asked = verdict == Verdict::Unknown && is_about(situation, index, leaf, topic);
        // A bad answer leaves what a plan reaches all the same.
        let feared = match hoped {
            Verdict::Met if is_asked && !planner.outlook.is_reached(index) => Verdict::NotMet,
            other => other,
        };
        best.push(hoped);
        worst.push(feared);
    }
    (best, worst)
}

fn is_about(situation: &Situation<'_>, index: LeafIndex, leaf: &Leaf, topic: Topic) -> bool {
    match (topic, leaf) {
        (Topic::Background, Leaf::Background(_)) | (Topic::Experience, Leaf::Experience { .. }) => {
            true
        }
        (Topic::Occupation, Leaf::Occupation(_)) => true,
        (Topic::Experience, Leaf::Occupation(_)) => situation.profile.occupation.is_some(),
        (Topic::Statement(statement), Leaf::Attests(asked)) => statement == *asked,
        (Topic::Degrees | Topic::DegreeField, Leaf::Degree { .. }) => true,
        (Topic::Degrees | Topic::DegreeField, Leaf::Holds(_)) => is_met_by(situation, index, true),
        (Topic::Credentials, Leaf::Holds(_) | Leaf::Degree { .. }) => {
            is_met_by(situation, index, false)
        }
        _ => false,
    }
}

fn is_met_by(situation: &Situation<'_>, index: LeafIndex, is_degree: bool) -> bool {
    let by = situation.pack.requirements.satisfied_by(index).iter();
    let mut kinds = by
        .filter_map(|index| situation.pack.qualifications.get(index.position()))
        .map(|each| &each.kind);
    kinds.any(|kind| kind.is_degree() == is_degree)
}

fn worded<'p>(situation: &Situation<'p>, topic: Topic) -> Question<'p> {
    let pack = situation.pack;
    let section = |kind, ask: &'static str, flag: &str| Question {
        kind,
        statement: None,
        ask: Cow::Borrowed(ask),
        help: None,
        flag: flag.to_owned(),
        could_change: Vec::new(),
        could_change_rules: 0,
        could_open_routes: 0,
        sources: Vec::new(),
    };
    match topic {
        Topic::Background => {
            let names: Vec<String> = pack
                .backgrounds
                .iter()
                .map(|each| wording::decapitalised(&each.name))
                .collect();
            let ask = format!(
                "Which background do you come from: {}?",
                wording::joined(&names, "or")
            );
            Question {
                ask: ask.into(),
                ..section(QuestionKind::Background, "", "--background NAME")
            }
        }
        Topic::Occupation => section(
            QuestionKind::Occupation,
            "What is your occupation today?",
            "--occupation NAME, or --occupation none",
        ),
        Topic::Degrees => section(
            QuestionKind::Degrees,
            "Which degrees do you have, finished or under way?",
            "--degree NAME, or --degree none",
        ),
        Topic::Credentials => section(
            QuestionKind::Credentials,
            "Which licences, certifications and certificates do you hold, and when do they expire?",
            "--holds NAME:EXPIRES, or --holds none",
        ),
        Topic::Experience => section(
            QuestionKind::Experience,
            "What have you worked in, and for how long?",
            "--experience KIND=6y, or --experience none",
        ),
        Topic::DegreeField => section(
            QuestionKind::DegreeField,
            "What is the field of the degree you named by its level alone?",
            "--degree LEVEL/FIELD",
        ),
        Topic::Statement(index) => {
            let Some(statement) = pack.statements.get(index.position()) else {
                return section(QuestionKind::Statement, "", "");
            };
            Question {
                kind: QuestionKind::Statement,
                statement: Some(&statement.id),
                ask: Cow::Borrowed(&statement.question),
                help: Some(&statement.help),
                flag: format!("--attest {}=yes", statement.id),
                sources: wording::source_ids(pack, &statement.sources),
                ..section(QuestionKind::Statement, "", "")
            }
        }
    }
}
