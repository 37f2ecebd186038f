//! The search: every sequence of steps within bounds, as far as it is not ruled out.
//!
//! In: an [`Instance`], the [`Bounds`] to keep to and an [`Aim`]. Out: the best sequence, or the
//! proof that there is none.
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
//!   as soon, as fast and as cheaply.
//! - A moment that is in no way better than one seen before is not looked at again.
//! - A moment from which a lower bound shows no plan within the bounds is given up.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builder only"
)]

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::bounds::{Scratch, may_follow};
use super::instance::{Bounds, Doer, Instance};
use super::outlook::{Measure, NEVER};
use super::state::{Counted, Label, State};

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
    pub(super) start: u64,
    pub(super) doer: Doer,
}

/// A sequence that reaches the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) finish: u64,
    pub(super) cost: u64,
    pub(super) moves: Vec<Move>,
}

/// What a search came to.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) found: Option<Found>,
    /// Whether nothing was left out for want of effort.
    pub(super) is_complete: bool,
}

/// How much may still be done: looks at nodes, each as dear as its instance is large.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort(pub(super) u64);

/// A moment whose next steps are being tried.
struct Frame {
    state: State,
    moves: Vec<Move>,
    next: usize,
}

struct Search<'i> {
    instance: &'i Instance,
    bounds: Bounds,
    aim: Aim,
    counted: Counted,
    scratch: Scratch,
    seen: BTreeMap<(Vec<u64>, Option<u32>), Vec<Label>>,
    found: Option<Found>,
    path: Vec<Move>,
    work: u64,
    /// Whether nothing better than what was found can exist.
    is_over: bool,
}

/// Returns the best sequence within `bounds`, as `aim` has it.
pub(super) fn search(
    instance: &Instance,
    bounds: Bounds,
    aim: Aim,
    effort: &mut Effort,
) -> Outcome {
    let mut search = Search {
        instance,
        bounds,
        aim,
        counted: Counted {
            time: bounds.finish != NEVER || aim == Aim::Least(Measure::Finish),
            cost: bounds.cost != NEVER || aim == Aim::Least(Measure::Cost),
            steps: bounds.steps != NEVER || aim == Aim::Least(Measure::Steps),
        },
        scratch: Scratch::new(instance),
        seen: BTreeMap::new(),
        found: None,
        path: Vec::new(),
        work: 0,
        is_over: false,
    };
    let is_complete = search.run(effort);
    Outcome {
        found: search.found,
        is_complete,
    }
}

impl Search<'_> {
    fn run(&mut self, effort: &mut Effort) -> bool {
        let root = self.open(State::root(self.instance));
        let mut frames: Vec<Frame> = root.into_iter().collect();
        while let Some(frame) = frames.last_mut() {
            if self.is_over {
                return true;
            }
            let Some(step) = frame.moves.get(frame.next).copied() else {
                frames.pop();
                self.path.pop();
                continue;
            };
            frame.next += 1;
            let state = frame.state.after(self.instance, step.doer, step.start);
            if state.cost > self.bounds.cost || state.steps > self.bounds.steps {
                continue;
            }
            self.work = self.instance.size;
            self.path.push(step);
            match self.open(state) {
                Some(frame) => frames.push(frame),
                None => {
                    self.path.pop();
                }
            }
            if effort.0 < self.work {
                effort.0 = 0;
                return false;
            }
            effort.0 -= self.work;
        }
        true
    }

    /// Looks at a moment: notes a finish, and returns the steps worth trying, if any.
    fn open(&mut self, state: State) -> Option<Frame> {
        let instance = self.instance;
        state.passive(instance, &mut self.scratch.passive);
        let sums = &mut self.scratch.sums;
        let mut finish = instance
            .forest
            .value(instance.target, &self.scratch.passive, sums)
            .max(state.now);
        if instance.is_entry {
            finish = finish.max(state.leave);
        }
        if finish != NEVER && finish <= self.bounds.finish {
            self.note(&state, finish);
            let goes_on = self.aim == Aim::Least(Measure::Finish) && finish > state.now;
            if !goes_on {
                return None;
            }
        }
        if self.is_seen(&state) {
            return None;
        }
        let bounds = self.bounds;
        if !may_follow(instance, &state, bounds, &mut self.scratch, &mut self.work) {
            return None;
        }
        let mut moves = self.moves(&state);
        self.sort(&mut moves);
        (!moves.is_empty()).then_some(Frame {
            state,
            moves,
            next: 0,
        })
    }

    fn note(&mut self, state: &State, finish: u64) {
        let own = match self.aim {
            Aim::Least(Measure::Finish) => &mut self.bounds.finish,
            Aim::Least(Measure::Cost) => &mut self.bounds.cost,
            Aim::Least(Measure::Steps) => &mut self.bounds.steps,
            Aim::First => &mut self.bounds.finish,
        };
        let reached = match self.aim {
            Aim::Least(Measure::Finish) | Aim::First => finish,
            Aim::Least(Measure::Cost) => state.cost,
            Aim::Least(Measure::Steps) => state.steps,
        };
        // From here on only better ones count.
        *own = reached.saturating_sub(1);
        self.is_over = self.aim == Aim::First || reached == 0;
        self.found = Some(Found {
            finish,
            cost: state.cost,
            moves: self.path.clone(),
        });
    }

    fn is_seen(&mut self, state: &State) -> bool {
        let label = Label::of(self.instance, state, self.counted);
        let labels = self.seen.entry(state.key(self.instance)).or_default();
        if labels.iter().any(|known| known.is_as_good(&label)) {
            return true;
        }
        labels.retain(|known| !label.is_as_good(known));
        labels.push(label);
        false
    }

    fn sort(&self, moves: &mut [Move]) {
        let instance = self.instance;
        let rank = |step: &Move| match step.doer {
            Doer::Study(index) => (instance.study[index as usize].rank, 0, index),
            Doer::Job(index) => (instance.jobs[index as usize].rank, 1, index),
        };
        match self.aim {
            Aim::First | Aim::Least(Measure::Steps) => {
                moves.sort_unstable_by_key(|step| (step.start, rank(step)));
            }
            Aim::Least(Measure::Cost) => moves.sort_unstable_by_key(|step| {
                let cost = match step.doer {
                    Doer::Study(index) => instance.study[index as usize].cost,
                    Doer::Job(_) => 0,
                };
                (cost, step.start, rank(step))
            }),
            Aim::Least(Measure::Finish) => moves.sort_unstable_by_key(|step| {
                let tail = match step.doer {
                    Doer::Study(index) => {
                        let study = &instance.study[index as usize];
                        study.tail.saturating_add(study.duration)
                    }
                    Doer::Job(_) => NEVER,
                };
                (step.start, Reverse(tail), rank(step))
            }),
        }
    }

    /// Returns the steps that may come next and are of use.
    fn moves(&mut self, state: &State) -> Vec<Move> {
        let mut moves = Vec::new();
        for position in 0..self.instance.order.len() {
            let doer = self.instance.order[position];
            if !self.scratch.is_in_time(doer) {
                continue;
            }
            match doer {
                Doer::Study(index) => self.study_move(state, index, &mut moves),
                Doer::Job(index) => self.job_moves(state, index, &mut moves),
            }
        }
        self.drop_dominated(&mut moves);
        moves
    }

    fn study_move(&mut self, state: &State, index: u32, moves: &mut Vec<Move>) {
        let study = &self.instance.study[index as usize];
        let Scratch {
            passive,
            is_relevant,
            sums,
            ..
        } = &mut self.scratch;
        let ready = self.instance.forest.required(study.requires, passive, sums);
        let start = ready.max(state.free).max(state.now);
        let end = start.saturating_add(study.duration);
        let is_useful = study
            .gives
            .iter()
            .any(|leaf| is_relevant[*leaf as usize] && passive[*leaf as usize] > end);
        if start == NEVER || !is_useful {
            return;
        }
        if end.saturating_add(study.tail) > self.bounds.finish
            || state.cost.saturating_add(study.cost) > self.bounds.cost
        {
            return;
        }
        let doer = Doer::Study(index);
        moves.push(Move { start, doer });
    }

    fn job_moves(&mut self, state: &State, index: u32, moves: &mut Vec<Move>) {
        let instance = self.instance;
        if state.job == Some(index) {
            return;
        }
        let job = &instance.jobs[index as usize];
        let Scratch {
            passive,
            is_relevant,
            sums,
            ..
        } = &mut self.scratch;
        let ready = instance.forest.required(job.requires, passive, sums);
        let first = ready.max(state.leave).max(state.now);
        if first == NEVER {
            return;
        }
        let left = state.job.map(|job| &instance.jobs[job as usize].counts[..]);
        let left = left.unwrap_or_default();
        // What is still open in a week, given that nothing else is done until then.
        let is_open =
            |leaf: u32, week: u64| is_relevant[leaf as usize] && passive[leaf as usize] > week;
        let is_useful = |week: u64| {
            job.meets.iter().any(|leaf| is_open(*leaf, week))
                || job.counts.iter().any(|count| {
                    let leaf = instance.experience[*count as usize].leaf;
                    is_open(leaf, week) && !left.contains(count)
                })
        };
        if !is_useful(first) {
            return;
        }
        let mut weeks = vec![first];
        let mut any_until = first;
        for count in left {
            let experience = instance.experience[*count as usize];
            let reached = passive[experience.leaf as usize];
            if job.counts.contains(count) || !is_open(experience.leaf, first) {
                continue;
            }
            weeks.push(reached);
            let tail = instance.tails[experience.leaf as usize];
            let resumed = reached
                .saturating_add(instance.minimum_stay)
                .saturating_add(tail);
            if experience.givers > 0 && resumed <= self.bounds.finish {
                any_until = any_until.max(reached);
            }
        }
        if self.bounds.finish == NEVER {
            // Time is no object: whatever can be reached before leaving is.
            weeks = weeks.iter().max().copied().into_iter().collect();
        } else {
            weeks.extend(first..any_until);
            weeks.sort_unstable();
            weeks.dedup();
        }
        let doer = Doer::Job(index);
        let useful = weeks
            .into_iter()
            .filter(|week| *week <= self.bounds.finish && is_useful(*week));
        moves.extend(useful.map(|start| Move { start, doer }));
    }

    /// Drops study for which other study does at least as much, no later, no longer and no dearer.
    fn drop_dominated(&self, moves: &mut Vec<Move>) {
        let instance = self.instance;
        let counts_cost = self.counted.cost;
        let is_first = self.aim == Aim::First;
        let studied: Vec<(Move, u32)> = moves
            .iter()
            .filter_map(|step| match step.doer {
                Doer::Study(index) => Some((*step, index)),
                Doer::Job(_) => None,
            })
            .collect();
        let is_dominated = |step: &Move, index: u32| {
            let own = &instance.study[index as usize];
            let open = || {
                own.gives
                    .iter()
                    .filter(|leaf| self.scratch.is_relevant[**leaf as usize])
            };
            studied.iter().any(|(other_step, other_index)| {
                let other = &instance.study[*other_index as usize];
                if *other_index == index
                    || other_step.start > step.start
                    || other.duration > own.duration
                    || (counts_cost && other.cost > own.cost)
                    || !open().all(|leaf| other.gives.contains(leaf))
                {
                    return false;
                }
                let by_rank = (other.rank, *other_index) < (own.rank, index);
                if is_first {
                    return other_step.start < step.start || by_rank;
                }
                // Of two that dominate each other exactly one is dropped.
                let covers_back = other_step.start == step.start
                    && other.duration == own.duration
                    && (!counts_cost || other.cost == own.cost)
                    && other
                        .gives
                        .iter()
                        .filter(|leaf| self.scratch.is_relevant[**leaf as usize])
                        .all(|leaf| own.gives.contains(leaf));
                !covers_back || by_rank
            })
        };
        moves.retain(|step| match step.doer {
            Doer::Study(index) => !is_dominated(step, index),
            Doer::Job(_) => true,
        });
    }
}
