//! The best sequence: one measure after the other is brought to its least, then ties are broken.
//!
//! In: an [`Outlook`], a target, an objective and bounds. Out: the best [`Found`] sequence, how far
//! it is proven, or the proof that there is none.
//!
//! Each measure is first bounded from below by the outlook and from above by the plans that a few
//! greedy choices give. Only where the two differ is there a search, and only for something better
//! than what is known; its instance keeps what could be part of something better.

use super::Objective;
use super::bounds::at_start;
use super::build::build;
use super::fixing::fixed;
use super::instance::{Bounds, Built, Instance};
use super::narrow::Question;
use super::outlook::{Measure, NEVER, Outlook};
use super::problem::Target;
use super::search::{Aim, Effort, Found, search};

/// The best sequence that was found, and the instance its steps belong to.
pub(super) struct Best {
    pub(super) found: Found,
    pub(super) instance: Option<Box<Instance>>,
    /// What no plan within the bounds goes below; `None`: the sequence is proven to be the best.
    pub(super) bound: Option<Bounds>,
}

/// Why there is no sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Without {
    /// None exists within the bounds.
    Proof,
    /// None was found, and the effort is spent.
    Undecided,
}

struct Candidate {
    found: Found,
    instance: Box<Instance>,
}

struct Optimum<'o, 'a> {
    outlook: &'o Outlook<'a>,
    target: &'o Target<'o>,
    order: [Measure; 3],
    effort: Effort,
    best: Option<Candidate>,
}

/// Returns the best sequence within `bounds`.
pub(super) fn optimum(
    outlook: &Outlook<'_>,
    target: &Target<'_>,
    objective: Objective,
    bounds: Bounds,
    effort: Effort,
) -> Result<Best, Without> {
    let mut optimum = Optimum {
        outlook,
        target,
        order: match objective {
            Objective::Soonest => [Measure::Finish, Measure::Cost, Measure::Steps],
            Objective::Cheapest => [Measure::Cost, Measure::Finish, Measure::Steps],
        },
        effort,
        best: None,
    };
    if outlook.is_met(target) {
        return Ok(Best {
            found: Found {
                finish: 0,
                cost: 0,
                moves: Vec::new(),
            },
            instance: None,
            bound: None,
        });
    }
    for measure in [Measure::Finish, Measure::Cost] {
        if let Built::Open(instance) = build(outlook, target, Bounds::NONE, Some(measure)) {
            optimum.greedy(instance, bounds);
        }
    }
    optimum.run(bounds)
}

impl Optimum<'_, '_> {
    /// Looks among plans of an instance that keeps few choices.
    fn greedy(&mut self, instance: Box<Instance>, bounds: Bounds) {
        let mut effort = Effort(instance.size.saturating_mul(GREEDY_LOOKS));
        let outcome = search(&instance, bounds, Aim::Least(Measure::Finish), &mut effort);
        self.keep(outcome.found, instance);
    }

    /// Keeps a sequence if it is better than the one known.
    fn keep(&mut self, found: Option<Found>, instance: Box<Instance>) -> bool {
        let Some(found) = found else { return false };
        let values = |found: &Found| self.order.map(|measure| value(found, measure));
        let is_better = match &self.best {
            None => true,
            Some(best) => values(&found) < values(&best.found),
        };
        if is_better {
            self.best = Some(Candidate { found, instance });
        }
        is_better
    }

    fn run(mut self, bounds: Bounds) -> Result<Best, Without> {
        if self.best.is_none() {
            self.first_of_any(bounds)?;
        }
        let mut bounds = bounds;
        for measure in self.order {
            let Some(best) = &self.best else {
                return Err(Without::Undecided);
            };
            let reached = value(&best.found, measure);
            let is_least = self.outlook.least(measure, self.target) >= reached
                || self.improve(measure, bounds);
            let Some(best) = self.best.take() else {
                return Err(Without::Undecided);
            };
            if !is_least {
                return Ok(self.bounded(best, bounds));
            }
            let least = value(&best.found, measure);
            match measure {
                Measure::Finish => bounds.finish = least,
                Measure::Cost => bounds.cost = least,
                Measure::Steps => bounds.steps = least,
            }
            self.best = Some(best);
        }
        self.first(bounds)
    }

    /// Returns what can be part of a plan within the bounds; `None`: there is no plan.
    fn instance(&self, bounds: Bounds) -> Option<Box<Instance>> {
        match build(self.outlook, self.target, bounds, None) {
            Built::Met | Built::Hopeless => None,
            Built::Open(instance) => fixed(&instance, bounds, &mut 0),
        }
    }

    /// Finds a plan within the bounds where the greedy ones break them: the cheapest of all, as
    /// time matters least for whether there is one.
    fn first_of_any(&mut self, bounds: Bounds) -> Result<(), Without> {
        let Some(instance) = self.instance(bounds) else {
            return Err(Without::Proof);
        };
        let aim = Aim::Least(Measure::Cost);
        let outcome = search(&instance, bounds, aim, &mut self.effort);
        let is_complete = outcome.is_complete;
        self.keep(outcome.found, instance);
        match (&self.best, is_complete) {
            (Some(_), _) => Ok(()),
            (None, true) => Err(Without::Proof),
            (None, false) => Err(Without::Undecided),
        }
    }

    /// Searches for less of a measure; returns whether what is then known is the least.
    fn improve(&mut self, measure: Measure, bounds: Bounds) -> bool {
        let Some(best) = &self.best else { return false };
        let less = value(&best.found, measure).saturating_sub(1);
        let mut tighter = bounds;
        match measure {
            Measure::Finish => tighter.finish = less,
            Measure::Cost => tighter.cost = less,
            Measure::Steps => tighter.steps = less,
        }
        if measure == Measure::Finish {
            return self.improve_finish(tighter);
        }
        match self.instance(tighter) {
            None => true,
            Some(instance) => {
                let outcome = search(&instance, tighter, Aim::Least(measure), &mut self.effort);
                // Better in this measure is better altogether: those before it are at their least.
                if let Some(found) = outcome.found {
                    self.best = Some(Candidate { found, instance });
                }
                outcome.is_complete
            }
        }
    }

    fn improve_finish(&mut self, bounds: Bounds) -> bool {
        let question = Question {
            outlook: self.outlook,
            target: self.target,
            entry: None,
        };
        let narrowed = question.soonest(bounds, &mut self.effort);
        let is_least = match &narrowed.found {
            None => narrowed.least == NEVER,
            Some((found, _)) => narrowed.least == found.finish,
        };
        if let Some((found, instance)) = narrowed.found {
            self.best = Some(Candidate { found, instance });
        }
        is_least
    }

    /// Breaks ties among the sequences at the least of all measures.
    fn first(mut self, bounds: Bounds) -> Result<Best, Without> {
        let Some(best) = self.best.take() else {
            return Err(Without::Undecided);
        };
        if let Some(instance) = self.instance(bounds) {
            let outcome = search(&instance, bounds, Aim::First, &mut self.effort);
            if let Some(found) = outcome.found {
                return Ok(Best {
                    found,
                    instance: Some(instance),
                    bound: None,
                });
            }
        }
        Ok(Best {
            found: best.found,
            instance: Some(best.instance),
            bound: Some(bounds),
        })
    }

    fn bounded(&self, best: Candidate, bounds: Bounds) -> Best {
        let mut least = Bounds {
            finish: self.outlook.least(Measure::Finish, self.target),
            cost: self.outlook.least(Measure::Cost, self.target),
            steps: self.outlook.least(Measure::Steps, self.target),
        };
        if let Built::Open(instance) = build(self.outlook, self.target, bounds, None) {
            let start = at_start(&instance, bounds);
            least.finish = least.finish.max(start.finish);
            least.cost = least.cost.max(start.cost);
            least.steps = least.steps.max(start.steps);
        }
        Best {
            found: best.found,
            instance: Some(best.instance),
            bound: Some(least),
        }
    }
}

/// How many looks a greedy instance is worth: it is only to give a first plan.
const GREEDY_LOOKS: u64 = 2_000;

fn value(found: &Found, measure: Measure) -> u64 {
    match measure {
        Measure::Finish => found.finish,
        Measure::Cost => found.cost,
        Measure::Steps => found.moves.len() as u64,
    }
}
