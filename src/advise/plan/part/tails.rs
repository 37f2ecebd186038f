//! The least from something to the finish.

use crate::advise::plan::instance::{Act, Step};
use crate::advise::plan::measure::NEVER;

/// The least from a leaf to the finish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tails {
    /// Weeks.
    pub(super) finish: u64,
    /// Weeks, where it is needed for study or for the goal itself.
    pub(super) free: u64,
    /// Dollars.
    pub(super) cost: u64,
    /// Steps.
    pub(super) steps: u64,
}

impl Tails {
    /// It leads nowhere.
    pub(super) const NEVER: Self = Self {
        finish: NEVER,
        free: NEVER,
        cost: NEVER,
        steps: NEVER,
    };

    /// It is what the goal asks for.
    pub(super) const AT_GOAL: Self = Self {
        finish: 0,
        free: 0,
        cost: 0,
        steps: 0,
    };

    /// Lowers each to that of another; returns whether one was higher.
    pub(super) fn lower(&mut self, other: &Self) -> bool {
        let mut is_lower = false;
        for (own, other) in [
            (&mut self.finish, other.finish),
            (&mut self.free, other.free),
            (&mut self.cost, other.cost),
            (&mut self.steps, other.steps),
        ] {
            is_lower |= other < *own;
            *own = other.min(*own);
        }
        is_lower
    }

    /// Returns the tails of what a step requires, given those of what it meets.
    pub(super) fn before(&self, step: &Step) -> Self {
        let finish = self.finish.saturating_add(step.duration);
        Self {
            finish,
            free: match step.act {
                Act::Study => finish,
                Act::Work => NEVER,
            },
            cost: self.cost.saturating_add(step.cost),
            steps: self.steps.saturating_add(1),
        }
    }
}

/// The least from work of a kind to the finish, over the leaves that it counts for.
#[derive(Clone, Copy, Debug)]
pub(super) struct KindTails {
    /// Weeks, if all that a leaf asks for is still to be worked.
    pub(super) whole: u64,
    /// The same without keeping to the minimum stay.
    pub(super) first: u64,
    /// Weeks from when any leaf is met.
    pub(super) finish: u64,
    /// The same where it is needed for study or for the goal itself.
    pub(super) free: u64,
    /// As `finish`, for leaves that ask for more than the minimum stay.
    pub(super) long_finish: u64,
    /// As `free`, for such leaves.
    pub(super) long_free: u64,
    /// Dollars.
    pub(super) cost: u64,
    /// Steps.
    pub(super) steps: u64,
}

impl KindTails {
    /// It leads nowhere.
    pub(super) const NEVER: Self = Self {
        whole: NEVER,
        first: NEVER,
        finish: NEVER,
        free: NEVER,
        long_finish: NEVER,
        long_free: NEVER,
        cost: NEVER,
        steps: NEVER,
    };

    /// Lowers each to what the tails of a leaf make it that asks for so many weeks.
    pub(super) fn lower(&mut self, tails: &Tails, weeks: u64, minimum_stay: u64) {
        let kept = tails.finish.saturating_add(weeks.max(minimum_stay));
        self.whole = self.whole.min(kept).min(tails.free.saturating_add(weeks));
        self.first = self.first.min(tails.finish.saturating_add(weeks));
        self.finish = self.finish.min(tails.finish);
        self.free = self.free.min(tails.free);
        if weeks > minimum_stay {
            self.long_finish = self.long_finish.min(tails.finish);
            self.long_free = self.long_free.min(tails.free);
        }
        self.cost = self.cost.min(tails.cost);
        self.steps = self.steps.min(tails.steps);
    }
}
