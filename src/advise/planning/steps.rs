//! The steps of a plan in words: what each is for, what it opens, what it crosses.

use std::borrow::Cow;

use super::{Planner, Wish, wording};
use crate::advice::{Because, Plan, PlanBound, Step, StepKind, Warning};
use crate::advise::plan::problem::Reach;
use crate::advise::plan::{self, Action, Objective, Optimality};
use crate::json::capital;
use crate::pack::requirement::{Child, Held, Leaf, LeafIndex, Node, NodeIndex, Verdict};
use crate::pack::{Effort, OccupationIndex, Pack, QualificationIndex, SourceIndex};
use crate::units::{Date, PartialDate, Weeks};

/// Something that asks for a requirement: a step of the plan, or what the plan is for.
struct Asker<'p> {
    /// The step; `None`: what the plan is for.
    action: Option<Action>,
    start: Weeks,
    name: Cow<'p, str>,
    node: NodeIndex,
}

/// What a step opens: who asks for it, and the requirement it helps to meet; `None`: the step is what
/// the plan is for.
struct Opened<'p> {
    name: Cow<'p, str>,
    node: Option<NodeIndex>,
}

impl<'p> Planner<'_, 'p> {
    /// Returns the plan in words.
    pub(super) fn worded(&self, found: &plan::Plan, wish: &Wish, objective: Objective) -> Plan<'p> {
        let askers = self.askers(found, wish);
        let as_of = self.situation.as_of;
        let mut warnings = Vec::new();
        let steps = found
            .steps
            .iter()
            .filter_map(|step| self.step(step, found, &askers, wish, &mut warnings));
        let steps: Vec<Step<'p>> = steps.collect();
        warnings.extend(self.beyond_budget(&steps));
        warnings.sort();
        warnings.dedup();
        Plan {
            finish_week: found.finish.0,
            finish_on: as_of.at_week(found.finish),
            cost_usd: found.cost.0,
            cost_is_lower_bound: found.cost_is_lower_bound,
            time_is_lower_bound: found.finish_is_lower_bound,
            optimal_for: match objective {
                Objective::Soonest => "soonest",
                Objective::Cheapest => "cheapest",
            },
            optimal: found.optimality == Optimality::Proven,
            bound: match found.optimality {
                Optimality::Proven => None,
                Optimality::Bounded { finish, cost } => Some(PlanBound {
                    finish_week: finish.0,
                    cost_usd: cost.0,
                }),
            },
            steps,
            assumes: self.assumed(&askers),
            warnings,
        }
    }

    /// Warns that what is not known of the cost was not held against the budget.
    fn beyond_budget(&self, steps: &[Step<'p>]) -> Option<Warning> {
        let budget = self.limits.budget?;
        let unknown = steps.iter().filter(|step| !step.cost_is_known);
        let names: Vec<String> = unknown.map(|step| step.name.clone().into_owned()).collect();
        (!names.is_empty()).then(|| Warning {
            code: "cost-beyond-budget",
            say: format!(
                "A cost that is not known cannot be held against your budget of {budget}: ask \
                 what {} would cost you in all.",
                wording::joined(&names, "and")
            ),
        })
    }

    fn askers(&self, found: &plan::Plan, wish: &Wish) -> Vec<Asker<'p>> {
        let pack = self.situation.pack;
        let mut askers = Vec::new();
        for step in &found.steps {
            let asker = match step.action {
                Action::Earn(study) => self.route(study).and_then(|(qualification, route)| {
                    let name = Cow::Borrowed(wording::short_name(pack, qualification));
                    Some((name, route?.requires))
                }),
                Action::Work(occupation) => {
                    let title = wording::occupation_title(pack, occupation);
                    let name = format!("work as {}", wording::decapitalised(title)).into();
                    self.requires(occupation).map(|node| (name, node))
                }
                Action::Renew(_) | Action::Wait(_) | Action::Stay(_) => None,
            };
            askers.extend(asker.map(|(name, node)| Asker {
                action: Some(step.action),
                start: step.start,
                name,
                node,
            }));
        }
        for occupation in &wish.occupations {
            let title = wording::occupation_title(pack, *occupation);
            let name = wording::decapitalised(title).into();
            let node = self.requires(*occupation);
            askers.extend(node.map(|node| Asker {
                action: None,
                start: found.finish,
                name,
                node,
            }));
        }
        askers
    }

    fn route(
        &self,
        study: plan::problem::StudyIndex,
    ) -> Option<(QualificationIndex, Option<&'p crate::pack::Route>)> {
        let study = self.ground.study.get(study.0 as usize)?;
        let qualification = self
            .situation
            .pack
            .qualifications
            .get(study.qualification.position())?;
        let route = study
            .route
            .and_then(|place| qualification.routes.get(place));
        Some((study.qualification, route))
    }

    fn step(
        &self,
        step: &plan::Step,
        found: &plan::Plan,
        askers: &[Asker<'p>],
        wish: &Wish,
        warnings: &mut Vec<Warning>,
    ) -> Option<Step<'p>> {
        let pack = self.situation.pack;
        let as_of = self.situation.as_of;
        let (start_on, end_on) = (as_of.at_week(step.start), as_of.at_week(step.end));
        let worded = |kind,
                      rule: &'p str,
                      name: &'p str,
                      opened: Vec<Opened<'p>>,
                      sources: &[SourceIndex]| {
            Step {
                kind,
                id: rule.into(),
                name: name.into(),
                route: None,
                url: None,
                start_week: step.start.0,
                end_week: step.end.0,
                start_on,
                end_on,
                cost_usd: Some(step.cost.0),
                cost_is_known: true,
                study_hours: None,
                time_is_known: true,
                note: None,
                because: Because::new(
                    wording::reason(pack, rule, purpose(pack, &opened), Vec::new(), sources),
                    Vec::new(),
                ),
                opens: (opened.into_iter())
                    .filter(|opened| opened.node.is_some())
                    .map(|opened| opened.name)
                    .collect(),
            }
        };
        match step.action {
            Action::Earn(study) | Action::Renew(study) => {
                let (index, route) = self.route(study)?;
                let qualification = pack.qualifications.get(index.position())?;
                let opens = self.opened_by_holding(index, step, found, askers, wish);
                let is_renewal = matches!(step.action, Action::Renew(_));
                let sources = match (route, &qualification.renewal) {
                    (Some(route), _) => &route.sources,
                    (None, Some(renewal)) => &renewal.sources,
                    (None, None) => &qualification.sources,
                };
                let name = qualification.short_name();
                let kind = if is_renewal {
                    StepKind::Renew
                } else {
                    StepKind::Earn
                };
                let mut worded = worded(kind, &qualification.id, name, opens, sources);
                worded.route = route.map(|route| route.id.as_str());
                worded.url = qualification.url.as_deref();
                worded.study_hours = match (route, &qualification.renewal) {
                    (Some(route), _) => match route.effort {
                        Effort::Hours(hours) => Some(hours),
                        Effort::Months(_) | Effort::Unknown => None,
                    },
                    (None, renewal) => renewal.as_ref().and_then(|renewal| renewal.study_hours),
                };
                let option = self.ground.options.get(study.0 as usize);
                worded.cost_is_known = option.is_none_or(|option| option.cost_is_known);
                if step.cost.0 == 0 && !worded.cost_is_known {
                    worded.cost_usd = None;
                }
                worded.time_is_known = option.is_none_or(|option| option.time_is_known);
                if is_renewal {
                    let renewal = qualification.renewal.as_ref();
                    worded.note = renewal.and_then(|renewal| renewal.say.as_deref());
                }
                crossed(qualification, route, (start_on, end_on), as_of, warnings);
                Some(worded)
            }
            Action::Wait(index) => {
                let opens = self.opened_by_holding(index, step, found, askers, wish);
                if let Some(place) = self.ground.described(index) {
                    let degrees = self.situation.profile.degrees.as_deref();
                    let degree = &degrees?.get(place)?.degree;
                    // The rule and its sources are those of what asks for it.
                    let (rule, sources) = self.wished(wish)?;
                    return Some(Step {
                        id: degree.said(pack),
                        name: wording::degree_name(pack, degree),
                        ..worded(StepKind::Wait, rule, "", opens, sources)
                    });
                }
                let qualification = pack.qualifications.get(index.position())?;
                let (id, name) = (&qualification.id, qualification.short_name());
                let sources = &qualification.sources;
                Some(worded(StepKind::Wait, id, name, opens, sources))
            }
            Action::Work(index) | Action::Stay(index) => {
                let occupation = pack.occupations.get(index.position())?;
                let opens = self.opened_by_working(index, step.start, found, askers);
                let kind = match step.action {
                    Action::Stay(_) => StepKind::Stay,
                    _ => StepKind::Work,
                };
                Some(worded(
                    kind,
                    &occupation.id,
                    &occupation.title,
                    opens,
                    &occupation.sources,
                ))
            }
        }
    }

    /// Returns the id and the sources of what is wished for first.
    fn wished(&self, wish: &Wish) -> Option<(&'p str, &'p [SourceIndex])> {
        let pack = self.situation.pack;
        let occupation = wish.occupations.first();
        let occupation = occupation.and_then(|index| pack.occupations.get(index.position()));
        let qualification = wish.qualifications.first();
        let qualification =
            qualification.and_then(|index| pack.qualifications.get(index.position()));
        let occupation = occupation.map(|own| (own.id.as_str(), &own.sources[..]));
        occupation.or_else(|| qualification.map(|own| (own.id.as_str(), &own.sources[..])))
    }

    /// Returns what asks, once the step has ended, for something that holding the qualification meets
    /// and no step before it did; last the qualification itself, if it is wished for.
    fn opened_by_holding(
        &self,
        index: QualificationIndex,
        step: &plan::Step,
        found: &plan::Plan,
        askers: &[Asker<'p>],
        wish: &Wish,
    ) -> Vec<Opened<'p>> {
        let pack = self.situation.pack;
        let later = askers.iter().filter(|asker| asker.start >= step.end);
        // What takes no time ends when it starts.
        let later = later.filter(|asker| asker.action != Some(step.action));
        let earlier = found.steps.iter().filter(|other| other.end <= step.start);
        let earlier = earlier.filter(|other| other.action != step.action);
        let had: Vec<QualificationIndex> = (earlier.filter_map(|other| match other.action {
            Action::Earn(study) | Action::Renew(study) => Some(self.route(study)?.0),
            Action::Wait(index) => Some(index),
            Action::Work(_) | Action::Stay(_) => None,
        }))
        .collect();
        let mut opened = self.opened(later, |_, leaf| match pack.requirements.leaf(leaf) {
            Leaf::Holds(Held::Qualification(_) | Held::Class(_)) | Leaf::Degree { .. } => {
                let by = self.ground.satisfied_by(&pack.requirements, leaf);
                by.binary_search(&index).is_ok() && !had.iter().any(|own| by.contains(own))
            }
            Leaf::Experience { .. }
            | Leaf::Background(_)
            | Leaf::Occupation(_)
            | Leaf::Attests(_) => false,
        });
        let counts = pack
            .qualifications
            .get(index.position())
            .map_or(&[][..], |each| &each.counts_as);
        let mut wanted = wish.qualifications.iter();
        if wanted.any(|wanted| counts.contains(wanted)) {
            let name = Cow::Borrowed(wording::short_name(pack, index));
            opened.push(Opened { name, node: None });
        }
        opened
    }

    /// Returns what asks, after the week `from` it is entered, for experience that the occupation
    /// gives and the plan has by then, or from that week on for having entered it.
    fn opened_by_working(
        &self,
        index: OccupationIndex,
        from: Weeks,
        found: &plan::Plan,
        askers: &[Asker<'p>],
    ) -> Vec<Opened<'p>> {
        let pack = self.situation.pack;
        let occupation = pack.occupations.get(index.position());
        let gives = occupation.map_or(&[][..], |each| each.gives_within.as_slice());
        let later = || askers.iter().filter(|asker| asker.start >= from);
        let is_given = |asker: &Asker<'p>, leaf| match pack.requirements.leaf(leaf) {
            Leaf::Experience { kind, .. } => {
                asker.start > from && gives.binary_search(kind).is_ok()
            }
            Leaf::Occupation(occupation) => *occupation == index,
            Leaf::Holds(_) | Leaf::Degree { .. } | Leaf::Background(_) | Leaf::Attests(_) => false,
        };
        let opened = self.opened(later(), |asker, leaf| {
            is_given(asker, leaf) && self.is_worked(leaf, found, asker.start)
        });
        match opened.is_empty() {
            // What it is a part of comes about some other way too.
            true => self.opened(later(), is_given),
            false => opened,
        }
    }

    /// Whether the plan has worked by a week what a leaf asks for; so it is for one that asks for no
    /// work.
    fn is_worked(&self, leaf: LeafIndex, found: &plan::Plan, by: Weeks) -> bool {
        let reach = self.problem.leaves.get(leaf.0 as usize);
        let Some(Reach::Working { weeks, occupations }) = reach else {
            return true;
        };
        let worked = found.steps.iter().filter_map(|step| match step.action {
            Action::Work(index) | Action::Stay(index) if occupations.contains(&index) => {
                Some(step.end.min(by).0.saturating_sub(step.start.0))
            }
            Action::Work(_)
            | Action::Stay(_)
            | Action::Earn(_)
            | Action::Renew(_)
            | Action::Wait(_) => None,
        });
        worked.sum::<u32>() >= weeks.0
    }

    fn opened<'a>(
        &self,
        later: impl Iterator<Item = &'a Asker<'p>>,
        is_met: impl Fn(&Asker<'p>, LeafIndex) -> bool,
    ) -> Vec<Opened<'p>>
    where
        'p: 'a,
    {
        let mut opened: Vec<Opened<'p>> = Vec::new();
        for asker in later {
            let is_new = opened.iter().all(|known| known.name != asker.name);
            let node = self.asked(asker.node, &|leaf| is_met(asker, leaf));
            if let (true, Some(node)) = (is_new, node) {
                opened.push(Opened {
                    name: asker.name.clone(),
                    node: Some(node),
                });
            }
        }
        opened
    }

    /// Returns the first node with a leaf of the kind in the unmet part of the tree at `node`, of what is
    /// counted together the last, which mostly asks for the most: the leaf or, where it is one of several
    /// that have words together, all of these.
    fn asked(&self, node: NodeIndex, is_met: &impl Fn(LeafIndex) -> bool) -> Option<NodeIndex> {
        if self.situation.verdict(node) == Verdict::Met {
            return None;
        }
        let requirements = &self.situation.pack.requirements;
        let is_leaf = |child: &Child| matches!(requirements.node(child.node), Node::Leaf(_));
        let first = |of: &[Child]| of.iter().find_map(|child| self.asked(child.node, is_met));
        match requirements.node(node) {
            Node::Leaf(leaf) => is_met(*leaf).then_some(node),
            Node::Any(of) if of.iter().all(is_leaf) && requirements.say(node).is_some() => {
                first(of).map(|_| node)
            }
            Node::All(of) | Node::Any(of) => first(of),
            Node::AtLeast { of, .. } => {
                let mut last = of.iter().rev();
                last.find_map(|child| self.asked(child.node, is_met))
            }
        }
    }

    /// Names what is unknown in what the plan asks for, and was counted as not met.
    fn assumed(&self, askers: &[Asker<'p>]) -> Vec<Cow<'p, str>> {
        let mut unknown = Vec::new();
        for asker in askers {
            self.unknown_in(asker.node, &mut unknown);
        }
        let mut assumed: Vec<Cow<'p, str>> = Vec::new();
        for node in unknown {
            let words = wording::say(self.situation.pack, node);
            if !assumed.contains(&words) {
                assumed.push(words);
            }
        }
        assumed
    }

    fn unknown_in(&self, node: NodeIndex, unknown: &mut Vec<NodeIndex>) {
        if !self.gaps.is_open(node) {
            return;
        }
        match self.situation.pack.requirements.node(node) {
            Node::Leaf(_) => unknown.push(node),
            Node::All(of) | Node::Any(of) | Node::AtLeast { of, .. } => {
                for child in of {
                    self.unknown_in(child.node, unknown);
                }
            }
        }
    }
}

/// Says what a step is for: what the first that it opens asks for.
fn purpose(pack: &Pack, opened: &[Opened<'_>]) -> String {
    match opened.first() {
        None => "Part of the way there.".to_owned(),
        Some(Opened { node: None, .. }) => "It is what you asked for.".to_owned(),
        Some(Opened {
            name,
            node: Some(node),
        }) => {
            let asked = wording::say(pack, *node);
            format!("{} asks for {asked}.", capital(name))
        }
    }
}

/// Warns of ends and changes that a step crosses.
fn crossed(
    qualification: &crate::pack::Qualification,
    route: Option<&crate::pack::Route>,
    (start_on, end_on): (Date, Date),
    as_of: Date,
    warnings: &mut Vec<Warning>,
) {
    let name = qualification.short_name();
    let ends = |on: PartialDate| on.first_day() > as_of && on.first_day() <= end_on;
    if let Some(on) = qualification
        .retirement
        .as_ref()
        .and_then(|end| end.on)
        .filter(|on| ends(*on))
    {
        let say = format!(
            "{name} can no longer be earned from {on}, and this step would end on {end_on}."
        );
        warnings.push(Warning {
            code: "step-crosses-retirement",
            say,
        });
    }
    if let Some(until) = route
        .and_then(|route| route.until)
        .filter(|until| until.last_day() < end_on)
    {
        let say = format!(
            "The way to {name} used here is open until {until}, and this step would end on {end_on}."
        );
        warnings.push(Warning {
            code: "step-crosses-end",
            say,
        });
    }
    for change in qualification
        .changes
        .iter()
        .filter(|change| ends(change.on) && change.on.last_day() >= start_on)
    {
        let on = match change.on {
            PartialDate::Day(_) => "on",
            PartialDate::Year(_) | PartialDate::Month(..) => "in",
        };
        let say = format!("{name} changes {on} {}: {}", change.on, change.say);
        warnings.push(Warning {
            code: "step-crosses-change",
            say,
        });
    }
}
