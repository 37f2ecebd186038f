//! Dated steps: what a sequence found by the search means to a person.
//!
//! In: a sequence. Out: [`Step`]s with start and end, and what the plan rests on without doing it:
//! qualifications awaited and work in today's occupation. Both are found by replaying the sequence
//! without them.

use super::instance::{Act, Instance};
use super::problem::{Possession, Problem, Reach, Target};
use super::search::{Found, Move};
use super::{Action, Step};
use crate::pack::requirement::NodeIndex;
use crate::pack::requirement::trees::TreeNode;
use crate::pack::{OccupationIndex, QualificationIndex};
use crate::units::{Usd, Weeks};

/// One step in terms of the problem.
#[derive(Clone, Copy, Debug)]
struct Event {
    action: Action,
    requires: Option<NodeIndex>,
    qualification: Option<QualificationIndex>,
    occupation: Option<OccupationIndex>,
    start: u64,
    end: u64,
    cost: u64,
}

/// What a replay leaves out.
#[derive(Clone, Debug)]
struct Without {
    awaited: Vec<QualificationIndex>,
    /// Work in today's occupation counts only up to this week.
    stay: u64,
}

/// Returns the dated steps of a sequence, those it rests on without counting them first.
pub(super) fn dated_steps(
    problem: &Problem<'_>,
    target: &Target<'_>,
    instance: &Instance,
    found: &Found,
) -> Vec<Step> {
    let events = events(problem, instance, found);
    let replay = Replay {
        problem,
        target,
        events: &events,
        finish: found.finish,
    };
    let mut without = Without {
        awaited: Vec::new(),
        stay: u64::MAX,
    };
    let mut steps = Vec::with_capacity(events.len() + 1);
    if let Some(stay) = replay.stay(&mut without) {
        steps.push(stay);
    }
    for (index, possession) in (0u32..).zip(&problem.qualifications) {
        let Possession::Arrives(week) = possession else {
            continue;
        };
        if week.0 == 0 || u64::from(week.0) > found.finish {
            continue;
        }
        let qualification = QualificationIndex(index);
        without.awaited.push(qualification);
        if !replay.holds(&without) {
            without.awaited.pop();
            steps.push(Step {
                action: Action::Wait(qualification),
                start: Weeks(0),
                end: *week,
                cost: Usd(0),
            });
        }
    }
    steps.extend(events.iter().map(|event| Step {
        action: event.action,
        start: weeks(event.start),
        end: weeks(event.end),
        cost: Usd(u32::try_from(event.cost).unwrap_or(u32::MAX)),
    }));
    steps
}

fn events(problem: &Problem<'_>, instance: &Instance, found: &Found) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::with_capacity(found.moves.len());
    let mut entered: Option<usize> = None;
    for Move { start, step, .. } in &found.moves {
        let Some(step) = instance.steps.get(*step as usize) else {
            continue;
        };
        match step.act {
            Act::Study => {
                let Some(option) = problem.study.get(step.origin as usize) else {
                    continue;
                };
                let index = super::problem::StudyIndex(step.origin);
                events.push(Event {
                    action: if option.is_renewal {
                        Action::Renew(index)
                    } else {
                        Action::Earn(index)
                    },
                    requires: option.requires,
                    qualification: Some(option.qualification),
                    occupation: None,
                    start: *start,
                    end: start + step.duration,
                    cost: step.cost,
                });
            }
            Act::Work => {
                if let Some(left) = entered.and_then(|position| events.get_mut(position)) {
                    left.end = *start;
                }
                entered = Some(events.len());
                let index = OccupationIndex(step.origin);
                let work = problem.occupations.get(index.position());
                events.push(Event {
                    action: Action::Work(index),
                    requires: work.and_then(|work| work.requires),
                    qualification: None,
                    occupation: Some(index),
                    start: *start,
                    end: found.finish,
                    cost: 0,
                });
            }
        }
    }
    events
}

/// A sequence that can be replayed with something left out.
struct Replay<'r, 'a> {
    problem: &'r Problem<'a>,
    target: &'r Target<'r>,
    events: &'r [Event],
    finish: u64,
}

impl Replay<'_, '_> {
    /// Returns the stay in today's occupation if the plan rests on it: up to the first entry into
    /// another, as it is left only for that; without one, as short as it may be.
    fn stay(&self, without: &mut Without) -> Option<Step> {
        let current = self.problem.current?;
        let mut left = self
            .events
            .iter()
            .filter(|event| event.occupation.is_some());
        let entry = left.next().map(|event| event.start);
        let (mut low, mut high) = (0, entry.unwrap_or(self.finish));
        without.stay = 0;
        if self.holds(without) {
            return None;
        }
        // Invariant: a stay of `low` weeks is too short, one of `high` weeks is enough.
        while high - low > 1 {
            without.stay = low.midpoint(high);
            if self.holds(without) {
                high = without.stay;
            } else {
                low = without.stay;
            }
        }
        without.stay = high;
        (high > 0).then_some(Step {
            action: Action::Stay(current),
            start: Weeks(0),
            end: weeks(entry.unwrap_or(high)),
            cost: Usd(0),
        })
    }

    /// Returns whether every step may start when it does and the target is met by the finish.
    fn holds(&self, without: &Without) -> bool {
        let steps = self.events.iter().enumerate().all(|(position, event)| {
            event
                .requires
                .is_none_or(|node| self.is_met(node, event.start, position, without))
        });
        let (week, all) = (self.finish, self.events.len());
        steps
            && self
                .target
                .requires
                .iter()
                .all(|node| self.is_met(*node, week, all, without))
            && self
                .target
                .holds
                .iter()
                .all(|wanted| self.is_held(wanted.counts, week, all, without))
    }

    fn is_met(&self, node: NodeIndex, week: u64, before: usize, without: &Without) -> bool {
        let trees = self.problem.trees;
        match trees.node(node) {
            None => false,
            Some(TreeNode::Leaf(leaf)) => {
                let reach = self.problem.leaves.get(leaf.0 as usize);
                reach.is_some_and(|reach| self.is_leaf_met(reach, week, before, without))
            }
            Some(TreeNode::Branch { need, from, to }) => {
                let mut worth = 0u64;
                for child in trees.children(from, to) {
                    if worth >= need {
                        break;
                    }
                    if self.is_met(child.node, week, before, without) {
                        worth = worth.saturating_add(u64::from(child.worth));
                    }
                }
                worth >= need
            }
        }
    }

    fn is_leaf_met(&self, reach: &Reach<'_>, week: u64, before: usize, without: &Without) -> bool {
        let earlier = self.events.get(..before).unwrap_or_default();
        match reach {
            Reach::Met => true,
            Reach::Never | Reach::Open => false,
            Reach::Holding(by) => self.is_held(by, week, before, without),
            Reach::Entering(by) => {
                let entered = earlier.iter().filter_map(|event| event.occupation);
                let mut held = entered.chain(self.problem.current);
                held.any(|occupation| by.contains(&occupation))
            }
            Reach::Working { weeks, occupations } => {
                let mut worked = 0;
                let entered = earlier.iter().filter(|event| event.occupation.is_some());
                let mut since = 0;
                let mut occupation = self.problem.current;
                let mut until = without.stay;
                for event in entered {
                    if occupation.is_some_and(|own| occupations.contains(&own)) {
                        worked += event.start.min(until).saturating_sub(since);
                    }
                    (since, occupation, until) = (event.start, event.occupation, u64::MAX);
                }
                if occupation.is_some_and(|own| occupations.contains(&own)) {
                    worked += week.min(until).saturating_sub(since);
                }
                worked >= u64::from(weeks.0)
            }
        }
    }

    fn is_held(
        &self,
        by: &[QualificationIndex],
        week: u64,
        before: usize,
        without: &Without,
    ) -> bool {
        let earlier = self.events.get(..before).unwrap_or_default();
        let is_earned = earlier.iter().any(|event| {
            let earned = event.qualification.filter(|_| event.end <= week);
            earned.is_some_and(|earned| by.contains(&earned))
        });
        is_earned
            || by.iter().any(
                |index| match self.problem.qualifications.get(index.position()) {
                    None | Some(Possession::Lacking) => false,
                    Some(Possession::Held) => true,
                    Some(Possession::Arrives(arrival)) => {
                        u64::from(arrival.0) <= week && !without.awaited.contains(index)
                    }
                },
            )
    }
}

fn weeks(count: u64) -> Weeks {
    Weeks(u32::try_from(count).unwrap_or(u32::MAX))
}
