//! The steps worth trying next at a moment.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use std::cmp::Reverse;

use super::reach::{Ahead, Reach};
use super::{Aim, Frame, Move, Search};
use crate::advise::plan::instance::{Act, Instance, Step};
use crate::advise::plan::measure::{Measure, NEVER};
use crate::advise::plan::state::State;

/// By what moves are sorted.
type Key = (bool, u64, u64, Reverse<u64>, (u32, Act, u32));

/// What the choice of the next steps needs.
#[derive(Debug)]
pub(super) struct Choosing {
    weeks: Vec<u64>,
    entries: Vec<Move>,
    /// By step: when it starts, if it is a move; [`NEVER`] outside of [`Search::drop_dominated`].
    starts: Vec<u64>,
    /// A moment after an entry, and what can be met from it on; see [`Search::may_enter`].
    state: State,
    reach: Reach,
}

impl Choosing {
    /// Returns room for choices of the steps of an instance.
    pub(super) fn of(instance: &Instance) -> Self {
        Self {
            weeks: Vec::new(),
            entries: Vec::new(),
            starts: vec![NEVER; instance.steps.len()],
            state: State::default(),
            reach: Reach::default(),
        }
    }
}

impl Search<'_> {
    /// Finds the steps that may come next and are of use, the most promising first.
    pub(super) fn set_moves(&mut self, frame: &mut Frame) {
        let Frame {
            state,
            moves,
            helps,
            ..
        } = frame;
        moves.clear();
        let instance = self.instance;
        let mut entries = std::mem::take(&mut self.choosing.entries);
        entries.clear();
        for place in helps.iter() {
            if !self.is_affordable(state, place) {
                continue;
            }
            let step = &instance.steps[place as usize];
            match step.act {
                Act::Study => moves.extend(self.study_move(state, place, step)),
                Act::Work => entries.extend(self.entry(state, place, step)),
            }
        }
        self.drop_dominated(moves, Self::is_study_dominated);
        self.drop_dominated(&mut entries, Self::is_work_dominated);
        for entry in &entries {
            self.work_moves(state, *entry, moves);
        }
        self.choosing.entries = entries;
        moves.sort_unstable_by_key(|own| self.key(own));
    }

    /// Returns by what moves are sorted, the most promising first.
    fn key(&self, own: &Move) -> Key {
        let step = &self.instance.steps[own.step as usize];
        let rank = (step.rank, step.act, own.step);
        match self.aim {
            Aim::First | Aim::Least(Measure::Steps) => (false, own.start, 0, Reverse(0), rank),
            Aim::Least(Measure::Cost) => (false, step.cost, own.start, Reverse(0), rank),
            Aim::Least(Measure::Finish) => {
                let tail = match step.act {
                    Act::Study => step.tail.saturating_add(step.duration),
                    Act::Work => NEVER,
                };
                let is_any_of_several = own.start < own.last;
                (is_any_of_several, own.least, own.start, Reverse(tail), rank)
            }
        }
    }

    /// Returns the study at the first week it can start, if that is of use.
    fn study_move(&self, state: &State, place: u32, step: &Step) -> Option<Move> {
        let ready = (self.instance.forest).required(step.requires, &self.reach.passive);
        let start = ready.max(state.free).max(state.now);
        let end = start.saturating_add(step.duration);
        let mut gives = self.instance.gives(step).iter();
        let is_useful = start != NEVER
            && gives.any(|leaf| self.reach.is_open(*leaf, end))
            && end.saturating_add(step.tail) <= self.bounds.finish;
        is_useful.then_some(Move::new(place, start))
    }

    /// Returns the first week the occupation can be entered, if that is of use.
    fn entry(&self, state: &State, place: u32, step: &Step) -> Option<Move> {
        let ready = (self.instance.forest).required(step.requires, &self.reach.passive);
        let start = ready.max(state.leave).max(state.now);
        let left = state.counts(self.instance);
        let is_useful =
            start != NEVER && state.work != Some(place) && self.is_entry_useful(step, left, start);
        is_useful.then_some(Move::new(place, start))
    }

    /// Whether something that the occupation gives, and the one that is left does not, is still open
    /// in a week.
    fn is_entry_useful(&self, step: &Step, left: &[u32], week: u64) -> bool {
        let gives = self.instance.gives(step);
        gives.iter().any(|leaf| self.reach.is_open(*leaf, week))
            || self.instance.counts(step).iter().any(|kind| {
                let mut leaves = self.instance.leaves_of(*kind).iter();
                self.reach.kind_until[*kind as usize] > week
                    && !left.contains(kind)
                    && leaves.any(|leaf| self.reach.is_open(*leaf, week))
            })
    }

    /// Adds the weeks in which it may be best to enter an occupation.
    fn work_moves(&mut self, state: &State, entry: Move, moves: &mut Vec<Move>) {
        let instance = self.instance;
        let left = state.counts(instance);
        let counts = instance.counts(&instance.steps[entry.step as usize]);
        let (first, finish) = (entry.start, self.bounds.finish);
        let mut weeks = std::mem::take(&mut self.choosing.weeks);
        weeks.clear();
        weeks.push(first);
        // What the one left counts towards may be reached before, or in part.
        let mut any_from = NEVER;
        let stay = instance.minimum_stay;
        for kind in left.iter().filter(|kind| !counts.contains(kind)) {
            let givers = instance.kinds[*kind as usize].givers;
            for leaf in instance.leaves_of(*kind) {
                if !self.reach.is_open(*leaf, first) {
                    continue;
                }
                let reached = self.reach.passive[*leaf as usize];
                weeks.push(reached);
                let tail = instance.tails[*leaf as usize];
                let late = |week: u64| week.saturating_add(reached).saturating_add(tail);
                if let Some(resumes) = self.resumes(*leaf, entry.step)
                    && givers > 0
                    && late(stay) <= finish
                    && state.steps.saturating_add(2) <= self.bounds.steps
                {
                    // What is not worked now is worked by another, once that can be entered.
                    any_from = any_from.min(late(resumes).saturating_sub(finish));
                }
            }
        }
        if finish == NEVER {
            // Time is no object: whatever can be reached before leaving is.
            let last = weeks.iter().max().copied();
            weeks.clear();
            weeks.extend(last);
        } else {
            weeks.sort_unstable();
            weeks.dedup();
        }
        let mut from = first.max(any_from);
        for week in &weeks {
            moves.extend(self.entry_in(state, entry, *week, *week));
            if from < *week {
                moves.extend(self.entry_in(state, entry, from, *week - 1));
            }
            from = from.max(*week + 1);
        }
        self.choosing.weeks = weeks;
    }

    /// Splits the entry into an occupation in one of several weeks, if a plan may follow at all. What
    /// can be met from the frame's moment on is not known any more.
    pub(super) fn split(&mut self, frame: &mut Frame, own: Move) {
        if !self.may_enter(frame, own) {
            return;
        }
        let middle = own.start.midpoint(own.last);
        for (first, last) in [(own.start, middle), (middle + 1, own.last)] {
            if let Some(half) = self.bounded(&frame.state, own, first, last) {
                let key = self.key(&half);
                let others = &frame.moves[frame.next..];
                let place = others.partition_point(|other| self.key(other) < key);
                frame.moves.insert(frame.next + place, half);
            }
        }
    }

    /// Whether a plan may follow the entry into an occupation in one of several weeks: as if it were
    /// entered in the first of them, and the one before left in the last.
    fn may_enter(&mut self, frame: &Frame, own: Move) -> bool {
        let instance = self.instance;
        let choosing = &mut self.choosing;
        choosing.state.clone_from(&frame.state);
        choosing.state.work_until(instance, own.last);
        choosing.state.work = None;
        choosing.state.go_on(instance, own);
        let state = &choosing.state;
        let ahead = Ahead::of(self.bounds, state, &frame.helps);
        if self.root.turns.finish(instance, state, None) > ahead.finish {
            return false;
        }
        choosing.reach.set_passive(instance, state);
        match ahead.steps {
            0 => choosing.reach.finish(instance, state) <= ahead.finish,
            _ => choosing.reach.may_follow(instance, state, &ahead),
        }
    }

    /// Returns the entry into an occupation in a week or one of those after it, if that is of use and
    /// keeps to the bounds.
    fn entry_in(&self, state: &State, entry: Move, first: u64, last: u64) -> Option<Move> {
        let step = &self.instance.steps[entry.step as usize];
        let left = state.counts(self.instance);
        if first > self.bounds.finish || !self.is_entry_useful(step, left, first) {
            return None;
        }
        self.bounded(state, entry, first, last)
    }

    /// Returns the entry into an occupation in a week or one of those after it, if that keeps to the
    /// bounds.
    fn bounded(&self, state: &State, entry: Move, first: u64, last: u64) -> Option<Move> {
        let mut own = Move::new(entry.step, first);
        own.last = last;
        // The bound changes by no more than a week from week to week.
        let least = (self.root.turns).finish(self.instance, state, Some(own));
        own.least = least.saturating_sub(last - first);
        Some(own).filter(|own| own.least <= self.bounds.finish)
    }

    /// Returns the first week in which another occupation can add to what a leaf asks for; `None`:
    /// none can.
    fn resumes(&self, leaf: u32, than: u32) -> Option<u64> {
        let doers = self.instance.doers(leaf).iter();
        let others = doers.filter(|place| **place != than);
        let starts = others.map(|place| self.reach.starts[*place as usize]);
        starts.min().filter(|start| *start != NEVER)
    }

    /// Drops what another move does as well: of those that meet the same, only one can be missed.
    fn drop_dominated(
        &mut self,
        moves: &mut Vec<Move>,
        is_dominated: fn(&Self, Move, Move) -> bool,
    ) {
        let instance = self.instance;
        for own in moves.iter() {
            self.choosing.starts[own.step as usize] = own.start;
        }
        let mut place = 0;
        while let Some(own) = moves.get(place).copied() {
            let mut reaches = instance.reaches(&instance.steps[own.step as usize]);
            let open = reaches.find(|leaf| self.reach.until[*leaf as usize] > 0);
            let doers = open.map_or(&[][..], |leaf| instance.doers(leaf));
            let is_any = doers.iter().any(|other| {
                let start = self.choosing.starts[*other as usize];
                *other != own.step
                    && start != NEVER
                    && is_dominated(self, own, Move::new(*other, start))
            });
            if is_any {
                self.choosing.starts[own.step as usize] = NEVER;
                moves.swap_remove(place);
            } else {
                place += 1;
            }
        }
        for own in moves.iter() {
            self.choosing.starts[own.step as usize] = NEVER;
        }
    }

    /// Whether other study does at least as much, no later, no longer and no dearer.
    fn is_study_dominated(&self, own: Move, other: Move) -> bool {
        let instance = self.instance;
        let counts_cost = self.counted.cost;
        let step = &instance.steps[own.step as usize];
        let by = &instance.steps[other.step as usize];
        if other.start > own.start
            || by.duration > step.duration
            || (counts_cost && by.cost > step.cost)
            || !self.covers(instance.gives(by), instance.gives(step))
        {
            return false;
        }
        let by_rank = (by.rank, other.step) < (step.rank, own.step);
        if self.aim == Aim::First {
            return other.start < own.start || by_rank;
        }
        // Of two that dominate each other exactly one is dropped.
        let covers_back = other.start == own.start
            && by.duration == step.duration
            && (!counts_cost || by.cost == step.cost)
            && self.covers(instance.gives(step), instance.gives(by));
        !covers_back || by_rank
    }

    /// Whether another occupation, which can be entered as soon, gives at least as much.
    fn is_work_dominated(&self, own: Move, other: Move) -> bool {
        if other.start > own.start {
            return false;
        }
        let instance = self.instance;
        let step = &instance.steps[own.step as usize];
        let by = &instance.steps[other.step as usize];
        let covers = |one: &Step, other: &Step| {
            self.covers(instance.gives(one), instance.gives(other))
                && self.covers_kinds(instance.counts(one), instance.counts(other))
        };
        if !covers(by, step) {
            return false;
        }
        let by_rank = (by.rank, other.step) < (step.rank, own.step);
        if self.aim == Aim::First {
            return by_rank;
        }
        by_rank || other.start < own.start || !covers(step, by)
    }

    /// Whether `one` has every leaf of `other` that may still help.
    fn covers(&self, one: &[u32], other: &[u32]) -> bool {
        let mut other = other.iter();
        other.all(|leaf| self.reach.until[*leaf as usize] == 0 || one.contains(leaf))
    }

    /// Whether `one` has every kind of `other` that may still help.
    fn covers_kinds(&self, one: &[u32], other: &[u32]) -> bool {
        let mut other = other.iter();
        other.all(|kind| self.reach.kind_until[*kind as usize] == 0 || one.contains(kind))
    }
}
