//! The soonest finish, from below.
//!
//! In: a [`Question`] and [`Bounds`]. Out: a week no plan finishes before, and the best plan met on
//! the way. Finishes near the lower bound are tried: the tighter the bound, the fewer steps fit into
//! it, and the sooner it is refuted or kept. Plans as if study took no track show where to begin or
//! where to go on.

mod greedy;
mod relaxed;

use super::instance::Instance;
use super::least::{Least, renew_starts};
use super::measure::{Bounds, Measure, NEVER};
use super::part::{Goal, Starts, part};
use super::root::{Root, Rooted, landmarks, rooted};
use super::search::{Aim, Candidate, Effort, Outcome, Without, search};
pub(super) use greedy::Greed;
use relaxed::{realised, relaxed};

/// A goal in an instance with its lower bounds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question<'q> {
    /// The instance.
    pub(super) instance: &'q Instance,
    /// The least before each of its steps.
    pub(super) starts: &'q Starts,
    /// Its lower bounds, if they are at hand.
    pub(super) least: Option<&'q Least>,
    /// What is to be reached.
    pub(super) goal: Goal<'q>,
    /// The bounds the instance was cut out for, if it is known to be a part within any.
    pub(super) cut: Option<Bounds>,
}

/// What is known of the least of a measure.
#[derive(Clone, Debug)]
pub(super) struct Narrowed {
    /// No plan within the bounds goes below it; [`NEVER`]: there is none, or none but `found`.
    pub(super) least: u64,
    /// The best plan within the bounds that was found.
    pub(super) found: Option<Candidate>,
}

impl Narrowed {
    /// Returns that the plan is the best one, or that there is none.
    pub(super) fn proven(found: Option<Candidate>, measure: Measure) -> Self {
        let value = |own: &Candidate| own.found.get(measure);
        Self {
            least: found.as_ref().map_or(NEVER, value),
            found,
        }
    }

    /// Returns that there is no plan, or that nothing could be found out.
    pub(super) fn without(without: Without) -> Self {
        Self {
            least: match without {
                Without::Proof => NEVER,
                Without::Undecided => 0,
            },
            found: None,
        }
    }

    /// Returns whether the plan is proven to be the best one, or that there is none.
    pub(super) fn is_proven(&self, measure: Measure) -> bool {
        let found = self.found.as_ref();
        found.map_or(NEVER, |own| own.found.get(measure)) == self.least
    }
}

const SOONEST: Aim = Aim::Least(Measure::Finish);

/// How many looks a tight instance is worth before it is relaxed.
const FIRST_LOOKS: u64 = 20;

/// How many looks a relaxed instance is worth that is to show where to go on.
const RELAXED_LOOKS: u64 = 150;

/// Returns how many looks an instance is worth that is only to give some plan: each step of it takes
/// one.
fn greedy_looks(instance: &Instance) -> u64 {
    let steps = instance.steps.len() as u64;
    steps.saturating_mul(2).max(GREEDY_LOOKS)
}

const GREEDY_LOOKS: u64 = 60;

/// An instance of so few steps is searched as it is.
const FEW: usize = 16;

/// There is much room after a week where there is more than one of so many parts of it.
const ROOM: u64 = 4;

/// How many numbers of steps are tried on the way to a plan.
const FEW_STEPS: u64 = 3;

impl<'q> Question<'q> {
    /// Returns the question of how an instance's target is reached.
    pub(super) fn of(instance: &'q Instance) -> Self {
        Self {
            instance,
            starts: &instance.starts,
            least: None,
            goal: Goal::of(instance),
            cut: None,
        }
    }

    /// Returns what can be part of a plan within the bounds.
    pub(super) fn within(&self, bounds: Bounds, effort: &mut Effort) -> Result<Rooted, Without> {
        if !effort.spend_on_part(self.instance) {
            return Err(Without::Undecided);
        }
        // What is cut more tightly has been cut for something better than all else within these.
        let is_cut = |cut: Bounds| {
            Measure::ALL
                .iter()
                .all(|measure| cut.get(*measure).saturating_sub(bounds.get(*measure)) <= 1)
        };
        let part = match self.cut.is_some_and(is_cut) {
            true => self.instance.clone(),
            false => self.part(bounds).ok_or(Without::Proof)?,
        };
        rooted(part, bounds, effort)
    }

    /// Returns what may be part of a plan within the bounds; `None`: there is no plan.
    pub(super) fn part(&self, bounds: Bounds) -> Option<Instance> {
        part(self.instance, &self.goal, self.starts, bounds)
    }

    /// Returns what can be found out about the soonest finish within `bounds`, given that none
    /// precedes `least`.
    pub(super) fn soonest(&self, least: u64, bounds: Bounds, effort: &mut Effort) -> Narrowed {
        let Rooted { mut instance, root } = match self.within(bounds, effort) {
            Ok(rooted) => rooted,
            Err(without) => return Narrowed::without(without),
        };
        renew_starts(&mut instance);
        let question = Question::of(&instance);
        let mut narrowing = Narrowing {
            question: &question,
            bounds,
            least: least.max(root.finish),
            found: None,
        };
        match narrowing.narrow(effort) || narrowing.refute(effort) {
            true => Narrowed::proven(narrowing.found, Measure::Finish),
            false => Narrowed {
                least: narrowing.least,
                found: narrowing.found,
            },
        }
    }

    /// Looks for a plan within bounds, with so many looks at each of some instances: this one; then
    /// one in which study that can do without work arrives by itself; then one of few steps.
    pub(super) fn tried(
        &self,
        least: u64,
        bounds: Bounds,
        looks: u64,
        effort: &mut Effort,
    ) -> Result<Candidate, Without> {
        let Rooted { instance, root } = self.within(bounds, effort)?;
        let first = looks.min(FIRST_LOOKS);
        let outcome = looked(&instance, &root, bounds, least, first, effort);
        if outcome.is_complete || outcome.found.is_some() {
            return outcome.among(instance, bounds);
        }
        let trackless = trackless(&instance, bounds, least, looks / 2, effort)?;
        if let Some(candidate) = trackless.realised {
            return Ok(candidate.among(instance, bounds));
        }
        if let Some(candidate) = few_steps(&instance, least, bounds, effort) {
            return Ok(candidate.among(instance, bounds));
        }
        if looks <= FIRST_LOOKS {
            return Err(Without::Undecided);
        }
        looked(&instance, &root, bounds, least, looks, effort).among(instance, bounds)
    }
}

/// Looks for a plan of few steps that finishes in the week that none precedes.
fn few_steps(
    instance: &Instance,
    least: u64,
    bounds: Bounds,
    effort: &mut Effort,
) -> Option<Candidate> {
    if bounds.finish != least || instance.steps.len() <= FEW {
        return None;
    }
    let fewest = landmarks(instance, Measure::Steps);
    let question = Question::of(instance);
    (fewest..fewest.saturating_add(FEW_STEPS)).find_map(|steps| {
        let few = Bounds { steps, ..bounds };
        let Rooted { instance, root } = question.within(few, effort).ok()?;
        let outcome = looked(&instance, &root, few, least, FIRST_LOOKS, effort);
        outcome.of(instance).ok()
    })
}

/// Looks for the soonest finish with so many looks at an instance, given that none precedes `least`.
fn looked(
    instance: &Instance,
    root: &Root,
    bounds: Bounds,
    least: u64,
    looks: u64,
    effort: &mut Effort,
) -> Outcome {
    effort.up_to(instance.size().saturating_mul(looks), |effort| {
        search(instance, root, bounds, SOONEST, least, effort)
    })
}

/// What is known of plans as if study took no track.
struct Trackless {
    /// No plan finishes before this week.
    least: u64,
    /// A plan with the work of the soonest one that was found.
    realised: Option<Candidate>,
}

/// Looks with so many looks for the soonest plan as if study took no track.
fn trackless(
    instance: &Instance,
    bounds: Bounds,
    least: u64,
    looks: u64,
    effort: &mut Effort,
) -> Result<Trackless, Without> {
    let in_time = Bounds {
        finish: bounds.finish,
        ..Bounds::NONE
    };
    let relaxed = relaxed(instance, in_time).ok_or(Without::Proof)?;
    let relaxed = rooted(relaxed, in_time, effort)?;
    let outcome = looked(
        &relaxed.instance,
        &relaxed.root,
        in_time,
        least,
        looks,
        effort,
    );
    match outcome.found {
        None if outcome.is_complete => Err(Without::Proof),
        None => Ok(Trackless {
            least,
            realised: None,
        }),
        Some(found) => Ok(Trackless {
            least: match outcome.is_complete {
                true => found.finish.max(least),
                false => least,
            },
            realised: realised(instance, &relaxed.instance, &found, bounds),
        }),
    }
}

/// The soonest finish being narrowed down.
struct Narrowing<'n> {
    question: &'n Question<'n>,
    /// Only better plans than the one that was found are within them.
    bounds: Bounds,
    least: u64,
    found: Option<Candidate>,
}

impl Narrowing<'_> {
    /// Keeps a plan; from here on only sooner ones count.
    fn keep(&mut self, candidate: Candidate) {
        self.bounds.finish = candidate.found.finish.saturating_sub(1);
        self.found = Some(candidate);
    }

    /// Whether a plan was found that none precedes.
    fn is_soonest(&self) -> bool {
        let found = self.found.as_ref();
        found.is_some_and(|own| own.found.finish <= self.least)
    }

    /// Looks for the soonest plan as if study took no track, which none precedes, and for a plan with
    /// its work; returns whether no sooner one is left to be found.
    fn relax(&mut self, effort: &mut Effort) -> bool {
        let instance = self.question.instance;
        match trackless(instance, self.bounds, self.least, RELAXED_LOOKS, effort) {
            Err(without) => without == Without::Proof,
            Ok(trackless) => {
                self.least = trackless.least;
                if let Some(candidate) = trackless.realised {
                    self.keep(candidate.among(instance.clone(), self.bounds));
                }
                self.is_soonest()
            }
        }
    }

    /// Tries finishes from the least on, each with little effort, until a plan is found; returns
    /// whether none precedes it.
    ///
    /// The soonest plan as if study took no track shows where to begin if there is much room; if there
    /// is little, or cost is bounded, which such a plan knows nothing of, it shows where to go on once a
    /// finish is refuted.
    fn narrow(&mut self, effort: &mut Effort) -> bool {
        let (mut next, mut stride, mut is_proven) = (self.least, 0u64, true);
        let mut is_relaxed = self.question.instance.steps.len() <= FEW;
        let room = self.bounds.finish.saturating_sub(self.least);
        let mut is_time_to_relax = self.bounds.cost == NEVER && room > self.least / ROOM;
        // Where no plan exists, `next` ends at NEVER, and so may the bound.
        while next <= self.bounds.finish && next != NEVER {
            if is_time_to_relax && !std::mem::replace(&mut is_relaxed, true) {
                if self.relax(effort) {
                    return true;
                }
                if self.found.is_some() {
                    return false;
                }
                next = self.least;
                continue;
            }
            let finish = next.saturating_add(stride);
            let tight = Bounds {
                finish: finish.min(next.midpoint(self.bounds.finish)),
                ..self.bounds
            };
            stride = stride.saturating_mul(2).saturating_add(1);
            let tried = self.question.tried(self.least, tight, FIRST_LOOKS, effort);
            match tried {
                Ok(candidate) => {
                    self.keep(candidate);
                    return self.is_soonest();
                }
                Err(Without::Proof) => {}
                Err(Without::Undecided) => is_proven = false,
            }
            next = tight.finish.saturating_add(1);
            is_time_to_relax = is_proven;
            if is_proven {
                self.least = next;
            } else if effort.0 == 0 {
                return false;
            }
        }
        is_proven
    }

    /// Looks for sooner plans as long as there are any; returns whether none is left. What is left
    /// is mostly to be refuted, and that is done once, by the loosest bound.
    fn refute(&mut self, effort: &mut Effort) -> bool {
        while self.least <= self.bounds.finish && !self.is_soonest() {
            if effort.0 == 0 {
                return false;
            }
            let tried = (self.question).tried(self.least, self.bounds, u64::MAX, effort);
            match tried {
                Ok(candidate) => self.keep(candidate),
                Err(Without::Proof) => return true,
                Err(Without::Undecided) => return false,
            }
        }
        true
    }
}
