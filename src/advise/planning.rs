//! From a judged profile to the planner's question, and from its answer to dated steps.
//!
//! In: a [`Situation`]. Out: plans in the words of [`crate::advice`]. What is unknown counts as not
//! met; what is in progress is waited for, never earned a second way; what is retired is never
//! planned; what has lapsed is renewed, or earned again where the pack says so.

mod steps;

use std::num::NonZeroUsize;

use super::evaluate::{HoldingState, Situation};
use super::gap::Gaps;
use super::plan::problem::{
    Limits, Possession, Problem, Reach, StudyOption, Target as Goal, Wanted, Work,
};
use super::plan::{self, NoPlan, Objective};
use super::wording;
use crate::advice::{Gap, LimitBroken, Plan};
use crate::pack::requirement::{Leaf, LeafIndex, NodeIndex, Requirements, Verdict};
use crate::pack::{OccupationIndex, Pack, QualificationIndex, Renewal, SourceIndex};
use crate::profile::Target;
use crate::units::{Date, Usd, Weeks};

pub(super) use super::plan::outlook::Outlook;

/// Where a study option comes from.
#[derive(Clone, Copy, Debug)]
struct Study {
    qualification: QualificationIndex,
    // The position of the route; `None`: the renewal.
    route: Option<usize>,
}

/// What a [`Problem`] borrows: made once per profile.
pub(super) struct Ground {
    // By kind of experience: the occupations that give it or a part of it.
    giving: Vec<Vec<OccupationIndex>>,
    // By occupation: itself, for the leaves that ask whether it has been held.
    itself: Vec<[OccupationIndex; 1]>,
    // By qualification: those of which holding one counts as holding it.
    counting: Vec<Vec<QualificationIndex>>,
    // By leaf: qualifications of the pack and stand-ins for described degrees under way; only
    // where there are such.
    with_stand_ins: Vec<Vec<QualificationIndex>>,
    // By stand-in, which come after the qualifications of the pack: the place in the profile of the
    // degree that it stands in for.
    stand_ins: Vec<usize>,
    study: Vec<Study>,
    options: Vec<StudyOption>,
    possessions: Vec<Possession>,
    works: Vec<Work>,
    hours_per_week: u32,
}

impl Ground {
    /// Returns the ground of the plans of one profile.
    pub(super) fn of(situation: &Situation<'_>) -> Self {
        let pack = situation.pack;
        let stated = situation.profile.constraints.hours_per_week;
        let mut ground = Self {
            giving: vec![Vec::new(); pack.kinds.len()],
            itself: (0..pack.occupations.len())
                .map(|place| [OccupationIndex::of(place)])
                .collect(),
            counting: vec![Vec::new(); pack.qualifications.len()],
            with_stand_ins: Vec::new(),
            stand_ins: Vec::new(),
            study: Vec::new(),
            options: Vec::new(),
            possessions: possessions(situation),
            works: Vec::new(),
            hours_per_week: stated.unwrap_or(pack.hours_per_week),
        };
        for (place, occupation) in pack.occupations.iter().enumerate() {
            for kind in &occupation.gives_within {
                if let Some(giving) = ground.giving.get_mut(kind.position()) {
                    giving.push(OccupationIndex::of(place));
                }
            }
        }
        for (place, qualification) in pack.qualifications.iter().enumerate() {
            for target in &qualification.counts_as {
                if let Some(counting) = ground.counting.get_mut(target.position()) {
                    counting.push(QualificationIndex::of(place));
                }
            }
        }
        ground.add_steps(situation);
        ground.add_stand_ins(situation);
        ground
    }

    /// Returns the planner's question.
    pub(super) fn problem<'g>(&'g self, situation: &Situation<'g>) -> Problem<'g> {
        let requirements = &situation.pack.requirements;
        let leaves = requirements.leaves().map(|(index, leaf)| {
            if situation.leaf_verdict(index) == Verdict::Met {
                return Reach::Met;
            }
            match leaf {
                Leaf::Holds(_) | Leaf::Degree { .. } => {
                    Reach::Holding(self.satisfied_by(requirements, index))
                }
                Leaf::Experience { kind, need, .. } => Reach::Working {
                    weeks: need.minus(situation.time_brought(index)).weeks_to_reach(),
                    occupations: self.giving.get(kind.position()).map_or(&[], Vec::as_slice),
                },
                Leaf::Occupation(occupation) => Reach::Entering(
                    self.itself
                        .get(occupation.position())
                        .map_or(&[], |each| &each[..]),
                ),
                Leaf::Background(_) | Leaf::Attests(_) => match situation.leaf_verdict(index) {
                    Verdict::Unknown => Reach::Open,
                    Verdict::Met | Verdict::NotMet => Reach::Never,
                },
            }
        });
        Problem {
            trees: requirements.trees(),
            leaves: leaves.collect(),
            qualifications: self.possessions.clone(),
            study: self.options.clone(),
            occupations: self.works.clone(),
            current: situation.profile.occupation.flatten(),
            minimum_stay: Weeks(situation.pack.minimum_stay_weeks),
        }
    }

    /// Adds every route and renewal that may be taken, and every occupation that may be entered,
    /// with the place of its step id among all in byte order.
    fn add_steps(&mut self, situation: &Situation<'_>) {
        let pack = situation.pack;
        let mut occupations = pack.occupations.iter().peekable();
        let mut rank = 0;
        for (place, qualification) in pack.qualifications.iter().enumerate() {
            while let Some(occupation) = occupations.next_if(|each| each.id < qualification.id) {
                self.works.push(Work {
                    requires: Some(occupation.requires),
                    rank,
                });
                rank += 1;
            }
            let index = QualificationIndex::of(place);
            let possession = self.possessions.get(place);
            if possession == Some(&Possession::Held) || qualification.is_retired(situation.as_of) {
                rank += 1 + u32::try_from(qualification.routes.len()).unwrap_or(0);
                continue;
            }
            // What is awaited is not earned besides; what has lapsed may be renewed before another one
            // that counts as it arrives.
            let mut is_earned = possession == Some(&Possession::Lacking);
            if let Some(renewal) = situation.renewal_of(index) {
                let renewal = self.renewal(renewal, index, rank);
                self.study.push(Study {
                    qualification: index,
                    route: None,
                });
                self.options.push(renewal);
                is_earned = false;
            }
            rank += 1;
            for (position, route) in qualification.routes.iter().enumerate() {
                if is_earned && route.is_in_force(situation.as_of) {
                    let time = route.effort.weeks(self.hours_per_week);
                    self.study.push(Study {
                        qualification: index,
                        route: Some(position),
                    });
                    self.options.push(StudyOption {
                        qualification: index,
                        requires: Some(route.requires),
                        rank,
                        duration: time.unwrap_or(Weeks(0)),
                        cost: sum(route.prepare, route.earn),
                        cost_is_known: route.prepare.is_some() && route.earn.is_some(),
                        time_is_known: time.is_some(),
                        is_renewal: false,
                    });
                }
                rank += 1;
            }
        }
        for occupation in occupations {
            self.works.push(Work {
                requires: Some(occupation.requires),
                rank,
            });
            rank += 1;
        }
    }

    fn renewal(&self, renewal: &Renewal, index: QualificationIndex, rank: u32) -> StudyOption {
        let time = renewal.weeks(self.hours_per_week);
        StudyOption {
            qualification: index,
            requires: None,
            rank,
            duration: time.unwrap_or(Weeks(0)),
            cost: renewal.fee.unwrap_or(Usd(0)),
            cost_is_known: renewal.fee.is_some(),
            time_is_known: time.is_some(),
            is_renewal: true,
        }
    }

    /// Lets described degrees that are under way arrive like any other.
    fn add_stand_ins(&mut self, situation: &Situation<'_>) {
        let requirements = &situation.pack.requirements;
        for (place, held, day) in situation.under_way() {
            if self.stand_ins.is_empty() {
                let leaves = requirements.leaves();
                self.with_stand_ins = leaves
                    .map(|(index, _)| requirements.satisfied_by(index).to_vec())
                    .collect();
            }
            let stand_in = QualificationIndex::of(self.possessions.len());
            let week = week_of(situation.as_of, day);
            self.possessions.push(Possession::Arrives(week));
            self.stand_ins.push(place);
            for ((index, _), by) in requirements.leaves().zip(&mut self.with_stand_ins) {
                if situation.described(held, index) == Verdict::Met {
                    by.push(stand_in);
                }
            }
        }
    }

    /// Returns the qualifications of which holding one meets a leaf, those that stand in for
    /// described degrees last.
    fn satisfied_by<'g>(
        &'g self,
        requirements: &'g Requirements,
        leaf: LeafIndex,
    ) -> &'g [QualificationIndex] {
        let own = self.with_stand_ins.get(leaf.0 as usize);
        own.map_or_else(|| requirements.satisfied_by(leaf), Vec::as_slice)
    }

    /// Returns the place in the profile of the described degree that a qualification stands in for.
    fn described(&self, index: QualificationIndex) -> Option<usize> {
        let own = self.possessions.len().checked_sub(self.stand_ins.len())?;
        let place = index.position().checked_sub(own)?;
        self.stand_ins.get(place).copied()
    }
}

fn sum(prepare: Option<Usd>, earn: Option<Usd>) -> Usd {
    let (prepare, earn) = (prepare.map_or(0, |usd| usd.0), earn.map_or(0, |usd| usd.0));
    Usd(prepare.saturating_add(earn))
}

/// Returns the first week that begins on or after the day.
pub(super) fn week_of(as_of: Date, day: Date) -> Weeks {
    let days = as_of.days_until(day).max(0);
    Weeks(u32::try_from((days + 6) / 7).unwrap_or(u32::MAX))
}

fn possessions(situation: &Situation<'_>) -> Vec<Possession> {
    let mut possessions = vec![Possession::Lacking; situation.pack.qualifications.len()];
    for holding in &situation.holdings {
        let Some(held) = situation
            .pack
            .qualifications
            .get(holding.qualification.position())
        else {
            continue;
        };
        for counted in &held.counts_as {
            let Some(possession) = possessions.get_mut(counted.position()) else {
                continue;
            };
            *possession = match (holding.state, *possession) {
                (HoldingState::Active, _) | (_, Possession::Held) => Possession::Held,
                (HoldingState::Arriving(day), before) => {
                    let week = week_of(situation.as_of, day);
                    match before {
                        Possession::Arrives(earlier) => Possession::Arrives(earlier.min(week)),
                        Possession::Held | Possession::Lacking => Possession::Arrives(week),
                    }
                }
                (HoldingState::Lapsed, before) => before,
            };
        }
    }
    possessions
}

/// What a plan is to reach, in terms of the pack.
#[derive(Clone, Debug, Default)]
pub(super) struct Wish {
    /// Occupations to be ready for.
    pub(super) occupations: Vec<OccupationIndex>,
    /// Qualifications to hold.
    pub(super) qualifications: Vec<QualificationIndex>,
}

impl Wish {
    /// Returns the wish for a target and what is to be held besides.
    pub(super) fn of(target: Target, with: &[QualificationIndex]) -> Self {
        let mut wish = Self {
            occupations: Vec::new(),
            qualifications: with.to_vec(),
        };
        match target {
            Target::Occupation(index) => wish.occupations.push(index),
            Target::Qualification(index) => wish.qualifications.push(index),
        }
        wish
    }
}

/// The planner's answer in the words of advice.
#[derive(Clone, Debug)]
pub(super) enum Outcome<'p> {
    /// A plan, or for today's readiness one without steps.
    Planned(Box<Plan<'p>>),
    /// No plan exists; the fewest gaps that no route closes.
    Blocked(Vec<Gap<'p>>),
    /// Plans exist, but none within the limits.
    Limited(LimitBroken),
}

/// Returns the limits of a profile's plans.
pub(super) fn limits(situation: &Situation<'_>) -> Limits {
    let constraints = situation.profile.constraints;
    let by = constraints.by.map(|by| {
        let days = situation.as_of.days_until(by.last_day()).max(0);
        Weeks(u32::try_from(days / 7).unwrap_or(u32::MAX))
    });
    Limits {
        budget: constraints.budget,
        by,
    }
}

/// Everything needed to plan for one profile.
pub(super) struct Planner<'s, 'p> {
    pub(super) situation: &'s Situation<'p>,
    pub(super) ground: &'s Ground,
    pub(super) problem: &'s Problem<'s>,
    pub(super) outlook: &'s Outlook<'s>,
    /// The plans to be ready for the occupations, by index. The outlook knows what they showed: it
    /// may prove what some of them, made before others, could not.
    pub(super) plans: &'s [Result<plan::Plan, NoPlan>],
    pub(super) gaps: &'s Gaps<'s, 'p>,
    pub(super) limits: Limits,
    pub(super) objective: Objective,
    pub(super) workers: NonZeroUsize,
}

impl<'p> Planner<'_, 'p> {
    /// Returns the best plan, or why there is none.
    pub(super) fn plan(&self, wish: &Wish) -> Outcome<'p> {
        match self.found(wish) {
            Ok(found) => Outcome::Planned(Box::new(self.worded(&found, wish, self.objective))),
            Err(none) => self.without(none, wish),
        }
    }

    /// Returns whether there is a plan within the limits to be ready for an occupation.
    pub(super) fn is_planned(&self, occupation: OccupationIndex) -> bool {
        let plan = self.plans.get(occupation.position());
        plan.is_some_and(Result::is_ok)
    }

    /// Returns whether a plan would exist if every unanswered question were answered well.
    pub(super) fn could_be_reached(&self, wish: &Wish) -> bool {
        self.gaps.nearness.hopeful().has(&self.goal(wish))
    }

    /// Returns the best plan without its words.
    pub(super) fn found(&self, wish: &Wish) -> Result<plan::Plan, NoPlan> {
        if let ([index], []) = (&wish.occupations[..], &wish.qualifications[..])
            && let Some(found) = self.plans.get(index.position())
        {
            return found.clone();
        }
        plan::plan(self.outlook, &self.goal(wish), self.objective, self.limits)
    }

    /// Returns the finish of the best plan from another outlook; `None`: there is none.
    pub(super) fn finish(&self, outlook: &Outlook<'_>, wish: &Wish) -> Option<Weeks> {
        plan::finish(outlook, &self.goal(wish), self.objective, self.limits)
    }

    /// Returns the plans that no other beats on both time and cost.
    pub(super) fn alternatives(&self, wish: &Wish) -> Vec<Plan<'p>> {
        let found = plan::frontier(self.outlook, &self.goal(wish), self.limits);
        let found = found.unwrap_or_default();
        // Where none is cheaper than the last of several, that one is best at something else.
        let is_whole = found.len() < plan::MOST_ALTERNATIVES;
        let last = found.len().saturating_sub(1);
        let best_at = |place| match place {
            0 => Objective::Soonest,
            place if place == last && is_whole => Objective::Cheapest,
            _ => Objective::Soonest,
        };
        (found.iter().enumerate())
            .map(|(place, found)| self.worded(found, wish, best_at(place)))
            .collect()
    }

    fn goal(&self, wish: &Wish) -> Goal<'_> {
        let counts = |index: &QualificationIndex| Wanted {
            qualification: *index,
            counts: self
                .ground
                .counting
                .get(index.position())
                .map_or(&[], Vec::as_slice),
        };
        Goal {
            requires: wish
                .occupations
                .iter()
                .filter_map(|index| self.requires(*index))
                .collect(),
            holds: wish.qualifications.iter().map(counts).collect(),
        }
    }

    fn requires(&self, occupation: OccupationIndex) -> Option<NodeIndex> {
        let occupation = self.situation.pack.occupations.get(occupation.position());
        occupation.map(|occupation| occupation.requires)
    }

    fn without(&self, none: NoPlan, wish: &Wish) -> Outcome<'p> {
        match none {
            NoPlan::Blocked(blocked) => {
                let sources = self.sources_of(wish);
                let occupations = wish.occupations.iter();
                let trees: Vec<_> = occupations.filter_map(|own| self.requires(*own)).collect();
                let gaps = blocked.missing.into_iter().map(|missing| match missing {
                    plan::Missing::Leaf(leaf) => self.gaps.leaf(leaf, &trees, &sources),
                    plan::Missing::Qualification(index) => self.gaps.qualification(index),
                });
                Outcome::Blocked(gaps.collect())
            }
            NoPlan::OverLimits(over) => Outcome::Limited(self.broken(&over)),
            NoPlan::Undecided => Outcome::Limited(LimitBroken {
                limits: vec!["search"],
                over_usd: None,
                over_weeks: None,
                say: "The search reached its limit before it found a plan or could rule one out."
                    .to_owned(),
            }),
        }
    }

    fn sources_of(&self, wish: &Wish) -> Vec<SourceIndex> {
        let pack = self.situation.pack;
        let occupations = wish
            .occupations
            .iter()
            .filter_map(|index| pack.occupations.get(index.position()));
        occupations
            .flat_map(|each| each.sources.iter().copied())
            .collect()
    }

    /// Returns by how many weeks a plan that finishes in the week misses the day asked for, which may
    /// be long past; `None` if it does not.
    fn weeks_late(&self, finish: Weeks) -> Option<u32> {
        let by = self.situation.profile.constraints.by?;
        if finish <= self.limits.by? {
            return None;
        }
        weeks_after(by.last_day(), self.situation.as_of, finish)
    }

    fn broken(&self, over: &plan::OverLimits) -> LimitBroken {
        let limits = self.limits;
        let over_usd = limits.budget.and_then(|budget| {
            let least = over.least_cost?;
            least.0.checked_sub(budget.0).filter(|over| *over > 0)
        });
        let over_weeks = over
            .soonest_finish
            .and_then(|soonest| self.weeks_late(soonest));
        let found = if over.is_exact { "" } else { " that was found" };
        let mut named = Vec::new();
        let mut say = Vec::new();
        if let (Some(short), Some(least)) = (over_usd, over.least_cost) {
            named.push("budget_usd");
            let in_time = if over.is_any_in_time && limits.by.is_some() {
                " in time"
            } else {
                ""
            };
            say.push(format!(
                "the cheapest plan{in_time}{found} costs at least {least}, {} more than the budget",
                Usd(short)
            ));
        }
        if let (Some(late), Some(soonest)) = (over_weeks, over.soonest_finish) {
            named.push("by");
            let in_budget = if over.is_any_in_budget && limits.budget.is_some() {
                " within the budget"
            } else {
                ""
            };
            let weeks = if late == 1 { "week" } else { "weeks" };
            say.push(format!(
                "the soonest plan{in_budget}{found} finishes on {}, {late} {weeks} too late",
                self.situation.as_of.at_week(soonest)
            ));
        }
        LimitBroken {
            limits: named,
            over_usd,
            over_weeks,
            say: sentence(&say),
        }
    }
}

/// Returns how many weeks have begun after the day `by` when the week `week`, counted from `today`,
/// begins.
fn weeks_after(by: Date, today: Date, week: Weeks) -> Option<u32> {
    let days = i64::from(week.0) * 7 - today.days_until(by);
    u32::try_from(days.max(0)).ok().map(|days| days.div_ceil(7))
}

fn sentence(parts: &[String]) -> String {
    let text = wording::joined(parts, "and");
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), characters.as_str()),
        None => "No plan keeps to the limits.".to_owned(),
    }
}

/// Returns the name of a target for readers.
pub(super) fn name_of(pack: &Pack, target: Target) -> &str {
    match target {
        Target::Occupation(index) => wording::occupation_title(pack, index),
        Target::Qualification(index) => wording::short_name(pack, index),
    }
}
