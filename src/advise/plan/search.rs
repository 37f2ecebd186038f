//! The search: every sequence of steps within bounds, as far as it is not ruled out.
//!
//! In: an instance with its [`Root`], the [`Bounds`] to keep to and an [`Aim`]. Out: the best
//! sequence, or the proof that there is none.
//!
//! # Source
//! Depth-first branch and bound over sequences of steps by start week. What it leaves out never
//! costs the best plan:
//!
//! - A study step starts at the first week it can after the steps before it; a later start gains
//!   nothing, as nothing met is lost again.
//! - An occupation is entered in the first week it can be, unless the one left counts towards
//!   something the new one does not. Then it may also be entered later: in the week such experience
//!   is reached or, where another stay could add the rest in time, in any week up to that.
//! - A step that meets nothing new is not taken, nor one for which another does at least as much,
//!   as soon, as fast and as cheaply; nor one that is further from the target than as many steps as
//!   may still be taken.
//! - A moment that is in no way better than one seen before is not looked at again.
//! - A moment from which a lower bound shows no plan within the bounds is given up. Of the landmarks
//!   of the root those that no step so far is in are still to be hit.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

mod moves;
mod reach;

use super::cuts::{Cuts, Unhit};
use super::instance::{Did, Instance};
use super::measure::{Bounds, Measure, NEVER};
use super::root::{Root, on_track};
use super::seen::{Counted, Seen};
use super::state::State;
use crate::lists::Marks;
use moves::Choosing;
use reach::{Ahead, Reach};

/// What a search looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    /// The least of a measure within the bounds.
    Least(Measure),
    /// Of the sequences within the bounds the first, comparing step by step start week and rank.
    /// The bounds must be such that no sequence goes below any of them.
    First,
}

/// One step of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Move {
    /// The week it starts.
    pub(super) start: u64,
    /// The place of the step in its instance.
    pub(super) step: u32,
    /// While it is yet to be tried: the last week it may start instead.
    last: u64,
    /// No plan that goes on with it finishes before this week.
    least: u64,
}

impl Move {
    fn new(step: u32, start: u64) -> Self {
        Self {
            start,
            step,
            last: start,
            least: 0,
        }
    }
}

/// A sequence that reaches the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The first week the target is met.
    pub(super) finish: u64,
    /// What the steps cost together.
    pub(super) cost: u64,
    /// The steps by start.
    pub(super) moves: Vec<Move>,
}

impl Found {
    /// Nothing has to be done.
    pub(super) const NOTHING: Self = Self {
        finish: 0,
        cost: 0,
        moves: Vec::new(),
    };

    /// Returns what its steps do, which are of an instance.
    pub(super) fn did(&self, instance: &Instance) -> impl Iterator<Item = Did> {
        let moves = self.moves.iter();
        moves.map(|own| instance.steps[own.step as usize].did())
    }

    /// Returns what the sequence takes.
    pub(super) fn get(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Finish => self.finish,
            Measure::Cost => self.cost,
            Measure::Steps => self.moves.len() as u64,
        }
    }
}

/// What a search came to.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    /// The best sequence.
    pub(super) found: Option<Found>,
    /// Whether nothing was left out for want of effort.
    pub(super) is_complete: bool,
}

impl Outcome {
    /// Returns the sequence with its instance, or why there is none.
    pub(super) fn of(self, instance: Instance) -> Result<Candidate, Without> {
        match self.found {
            Some(found) => Ok(Candidate {
                found,
                instance,
                among: None,
            }),
            None if self.is_complete => Err(Without::Proof),
            None => Err(Without::Undecided),
        }
    }

    /// Returns the sequence with its instance, which is what can be part of plans within the bounds.
    pub(super) fn among(self, instance: Instance, bounds: Bounds) -> Result<Candidate, Without> {
        let candidate = self.of(instance)?;
        let instance = candidate.instance.clone();
        Ok(candidate.among(instance, bounds))
    }
}

/// A sequence and the instance its steps belong to.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The sequence.
    pub(super) found: Found,
    /// The instance.
    pub(super) instance: Instance,
    /// What can be part of plans within bounds that the sequence keeps to, if that is known.
    pub(super) among: Option<(Instance, Bounds)>,
}

impl Candidate {
    /// Returns the sequence with what can be part of plans within bounds that it keeps to.
    pub(super) fn among(self, instance: Instance, bounds: Bounds) -> Self {
        Self {
            among: Some((instance, bounds)),
            ..self
        }
    }
}

/// Why there is no sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Without {
    /// None exists within the bounds.
    Proof,
    /// None was found, and the effort is spent.
    Undecided,
}

/// How much may still be done: looks at moments, each as dear as its instance is large.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort(pub(super) u64);

/// How many looks at a moment take as long as cutting out a part.
const PART: u64 = 16;

/// How many looks at a moment take as long as finding out what is known of every plan.
const ROOT: u64 = 8;

impl Effort {
    /// Takes off what it costs to cut a part out of an instance; returns whether there was as much.
    pub(super) fn spend_on_part(&mut self, of: &Instance) -> bool {
        self.spend(of.size().saturating_mul(PART))
    }

    /// Takes off what it costs to find out what is known of every plan in an instance; returns
    /// whether there was as much.
    pub(super) fn spend_on_root(&mut self, of: &Instance) -> bool {
        self.spend(of.size().saturating_mul(ROOT))
    }

    /// Takes off what something costs; returns whether there was as much.
    pub(super) fn spend(&mut self, price: u64) -> bool {
        let left = self.0.checked_sub(price);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }

    /// Does something with so much effort at most.
    pub(super) fn up_to<T>(&mut self, most: u64, something: impl FnOnce(&mut Self) -> T) -> T {
        let given = self.0.min(most);
        let mut own = Self(given);
        let done = something(&mut own);
        self.0 -= given - own.0;
        done
    }
}

/// How much work a glance at a move is that a bound rules out.
const GLANCE: u64 = 8;

/// Returns the best sequence within `bounds`, as `aim` has it; any that reaches what is `enough`, as
/// no sequence goes below that.
pub(super) fn search(
    instance: &Instance,
    root: &Root,
    bounds: Bounds,
    aim: Aim,
    enough: u64,
    effort: &mut Effort,
) -> Outcome {
    let mut search = Search {
        instance,
        root,
        bounds,
        aim,
        enough,
        counted: Counted {
            time: bounds.finish != NEVER || aim == Aim::Least(Measure::Finish),
            cost: bounds.cost != NEVER || aim == Aim::Least(Measure::Cost),
            steps: bounds.steps != NEVER || aim == Aim::Least(Measure::Steps),
        },
        seen: Seen::default(),
        found: None,
        path: Vec::new(),
        reach: Reach::default(),
        choosing: Choosing::of(instance),
        is_over: false,
    };
    let is_complete = search.run(effort);
    Outcome {
        found: search.found,
        is_complete,
    }
}

/// A moment whose next steps are being tried.
#[derive(Debug, Default)]
struct Frame {
    state: State,
    /// The steps that may be of help from here on.
    helps: Marks,
    moves: Vec<Move>,
    next: usize,
}

struct Search<'i> {
    instance: &'i Instance,
    root: &'i Root,
    bounds: Bounds,
    aim: Aim,
    /// What is known to be the least of what is aimed at.
    enough: u64,
    counted: Counted,
    seen: Seen,
    found: Option<Found>,
    path: Vec<Move>,
    /// What can be met, and by when, from the moment that is looked at.
    reach: Reach,
    /// What the choice of the next steps needs.
    choosing: Choosing,
    /// Whether nothing better than what was found can exist.
    is_over: bool,
}

impl Search<'_> {
    /// Tries everything; returns whether nothing was left out for want of effort.
    fn run(&mut self, effort: &mut Effort) -> bool {
        let mut frames = vec![Frame {
            state: self.first(),
            helps: Marks::all(self.instance.steps.len()),
            ..Frame::default()
        }];
        let mut depth = 0;
        if self.open(&mut frames[0]) {
            depth = 1;
        }
        let size = self.instance.size();
        while depth > 0 && !self.is_over {
            let frame = &mut frames[depth - 1];
            let Some(step) = frame.moves.get(frame.next).copied() else {
                depth -= 1;
                self.path.pop();
                continue;
            };
            frame.next += 1;
            if !effort.spend(GLANCE) {
                return false;
            }
            if step.least > self.bounds.finish || !self.is_affordable(&frame.state, step.step) {
                continue;
            }
            if step.start < step.last {
                if !effort.spend(size) {
                    return false;
                }
                self.split(frame, step);
                continue;
            }
            if frames.len() == depth {
                frames.push(Frame::default());
            }
            let [.., before, after] = &mut frames[..=depth] else {
                return false;
            };
            after.state.clone_from(&before.state);
            after.helps.clone_from(&before.helps);
            self.go_on(&mut after.state, step);
            if !self.is_on_track(&after.state) {
                continue;
            }
            self.path.push(step);
            if self.open(after) {
                depth += 1;
            } else {
                self.path.pop();
            }
            if !effort.spend(size) {
                return false;
            }
        }
        true
    }

    /// Returns week 0, with every landmark still to be hit.
    fn first(&self) -> State {
        let mut state = State::root(self.instance);
        state.unhit = self.landmarks().map(Unhit::all);
        state
    }

    fn landmarks(&self) -> [&Cuts; 3] {
        [&self.root.steps, &self.root.cost, &self.root.study]
    }

    fn go_on(&self, state: &mut State, step: Move) {
        state.go_on(self.instance, step);
        for (unhit, cuts) in state.unhit.iter_mut().zip(self.landmarks()) {
            unhit.hit(cuts, step.step);
        }
    }

    /// Whether what a step costs and what is still to be hit after it keeps to the bounds.
    fn is_affordable(&self, state: &State, place: u32) -> bool {
        let step = &self.instance.steps[place as usize];
        let (bounds, [steps, cost, _]) = (self.bounds, &state.unhit);
        (bounds.steps == NEVER
            || state.steps + 1 + steps.weight_after(&self.root.steps, place) <= bounds.steps)
            && (bounds.cost == NEVER
                || state.cost + step.cost + cost.weight_after(&self.root.cost, place)
                    <= bounds.cost)
    }

    /// Whether the study still to be hit keeps to the bounds.
    fn is_on_track(&self, state: &State) -> bool {
        self.bounds.finish == NEVER
            || on_track(&self.root.study, state.free, &state.unhit[2]) <= self.bounds.finish
    }

    /// Looks at a moment: notes a finish, and finds the steps worth trying; returns whether there
    /// are any.
    fn open(&mut self, frame: &mut Frame) -> bool {
        let instance = self.instance;
        let state = &frame.state;
        self.reach.set_passive(instance, state);
        let finish = self.reach.finish(instance, state);
        if finish != NEVER && finish <= self.bounds.finish {
            self.note(state, finish);
            let goes_on = self.aim == Aim::Least(Measure::Finish) && finish > state.now;
            if !goes_on {
                return false;
            }
        }
        let ahead = Ahead::of(self.bounds, state, &frame.helps);
        if ahead.steps == 0
            || !self.is_in_time(state)
            || self.seen.has(instance, state, self.counted)
            || !self.reach.may_follow(instance, state, &ahead)
        {
            return false;
        }
        self.reach.set_relevant(instance, state, ahead.steps);
        // What is of no help here is of none later.
        self.reach.set_helps(&mut frame.helps);
        frame.next = 0;
        self.set_moves(frame);
        !frame.moves.is_empty()
    }

    fn note(&mut self, state: &State, finish: u64) {
        let (measure, reached) = match self.aim {
            Aim::Least(Measure::Finish) | Aim::First => (Measure::Finish, finish),
            Aim::Least(Measure::Cost) => (Measure::Cost, state.cost),
            Aim::Least(Measure::Steps) => (Measure::Steps, state.steps),
        };
        // From here on only better ones count.
        self.bounds = self.bounds.with(measure, reached.saturating_sub(1));
        self.is_over = self.aim == Aim::First || reached <= self.enough;
        self.found = Some(Found {
            finish,
            cost: state.cost,
            moves: self.path.clone(),
        });
    }

    /// Whether what is still to be worked keeps to the bounds.
    fn is_in_time(&self, state: &State) -> bool {
        let finish = self.bounds.finish;
        finish == NEVER || self.root.turns.finish(self.instance, state, None) <= finish
    }
}
