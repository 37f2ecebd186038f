//! The part of a problem that one question about one target can turn on.
//!
//! An [`Instance`] holds only what is not met today and what could matter to a plan within
//! [`Bounds`]: `build` makes it from a problem, `restrict` makes it smaller.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builder only"
)]

use super::forest::{Forest, Tree};
use super::outlook::{Measure, NEVER};

/// What a plan may take at most; [`NEVER`]: anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) finish: u64,
    pub(super) cost: u64,
    pub(super) steps: u64,
}

impl Bounds {
    pub(super) const NONE: Self = Self {
        finish: NEVER,
        cost: NEVER,
        steps: NEVER,
    };

    pub(super) fn get(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Finish => self.finish,
            Measure::Cost => self.cost,
            Measure::Steps => self.steps,
        }
    }
}

/// A study option that could matter.
#[derive(Clone, Debug)]
pub(super) struct Study {
    pub(super) origin: u32,
    pub(super) requires: Option<Tree>,
    pub(super) rank: u32,
    pub(super) duration: u64,
    pub(super) cost: u64,
    /// The leaves it meets, sorted.
    pub(super) gives: Vec<u32>,
    /// The least number of weeks from its end to the finish of a plan that needs it.
    pub(super) tail: u64,
}

/// An occupation that could matter.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) origin: u32,
    pub(super) requires: Option<Tree>,
    pub(super) rank: u32,
    /// Whether it can be entered; today's occupation perhaps cannot.
    pub(super) is_open: bool,
    /// The leaves met by entering it, sorted.
    pub(super) meets: Vec<u32>,
    /// The positions in [`Instance::experience`] it counts towards, sorted.
    pub(super) counts: Vec<u32>,
}

/// A leaf met by so many weeks of work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Experience {
    pub(super) leaf: u32,
    pub(super) weeks: u64,
    /// How many occupations that count can be entered.
    pub(super) givers: u32,
}

/// A study option or an occupation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doer {
    Study(u32),
    Job(u32),
}

/// The reduced problem.
#[derive(Clone, Debug)]
pub(super) struct Instance {
    /// For each leaf, the week it is met by itself ([`NEVER`]: it is not).
    pub(super) arrivals: Vec<u64>,
    /// For each leaf, the least number of weeks from then to the finish of a plan that needs it.
    pub(super) tails: Vec<u64>,
    pub(super) forest: Forest,
    pub(super) study: Vec<Study>,
    pub(super) jobs: Vec<Job>,
    pub(super) experience: Vec<Experience>,
    /// Every study option and occupation that can be entered, likely causes before effects.
    pub(super) order: Vec<Doer>,
    /// What meets each leaf, by leaf.
    pub(super) doers_of: Vec<Vec<Doer>>,
    /// For each leaf, its position in [`Instance::experience`].
    pub(super) experience_of: Vec<Option<u32>>,
    pub(super) target: Tree,
    /// Today's occupation, if it counts towards anything here.
    pub(super) current: Option<u32>,
    pub(super) minimum_stay: u64,
    /// How much work one look at the whole instance is.
    pub(super) size: u64,
}

/// What an instance came to.
pub(super) enum Built {
    /// The target is met today.
    Met,
    /// No plan keeps to the bounds.
    Hopeless,
    /// It has to be searched.
    Open(Box<Instance>),
}

impl Instance {
    /// Returns the least number of weeks between a step that ends by entering or studying for
    /// `leaves` and the finish.
    fn tail_of(&self, leaves: &[u32]) -> u64 {
        let tails = leaves.iter().map(|leaf| self.tails[*leaf as usize]);
        tails.fold(NEVER, u64::min)
    }

    /// Computes the tails, from the target backwards, until nothing changes.
    ///
    /// A step is in a plan only because something needs it, so the weeks after it are at least
    /// those of the shortest chain of needs to the target.
    pub(super) fn set_tails(&mut self) {
        self.tails = vec![NEVER; self.arrivals.len()];
        self.forest.lower(self.target, 0, &mut self.tails);
        loop {
            let mut is_changed = false;
            for position in (0..self.order.len()).rev() {
                let (requires, tail) = match self.order[position] {
                    Doer::Study(index) => {
                        let study = &self.study[index as usize];
                        let tail = self.tail_of(&study.gives);
                        let (requires, duration) = (study.requires, study.duration);
                        self.study[index as usize].tail = tail;
                        (requires, tail.saturating_add(duration))
                    }
                    Doer::Job(index) => {
                        let job = &self.jobs[index as usize];
                        let worked = job.counts.iter().map(|count| {
                            let experience = self.experience[*count as usize];
                            let is_only = experience.givers == 1
                                && self.current != Some(index)
                                && !self.current_counts(*count);
                            let weeks = if is_only { experience.weeks } else { 1 };
                            self.tails[experience.leaf as usize].saturating_add(weeks)
                        });
                        let tail = worked.fold(self.tail_of(&job.meets), u64::min);
                        (job.requires, tail)
                    }
                };
                if let Some(requires) = requires {
                    is_changed |= self.forest.lower(requires, tail, &mut self.tails);
                }
            }
            if !is_changed {
                return;
            }
        }
    }

    /// Returns whether today's occupation counts towards the experience.
    pub(super) fn current_counts(&self, experience: u32) -> bool {
        let current = self.current.map(|index| &self.jobs[index as usize]);
        current.is_some_and(|job| job.counts.contains(&experience))
    }

    /// Returns what a step requires.
    pub(super) fn requires(&self, doer: Doer) -> Option<Tree> {
        match doer {
            Doer::Study(index) => self.study[index as usize].requires,
            Doer::Job(index) => self.jobs[index as usize].requires,
        }
    }

    /// Returns the least value of a leaf that the step meets or counts towards.
    pub(super) fn least_after(&self, doer: Doer, leaves: &[u64]) -> u64 {
        let least = |own: &[u32]| {
            let values = own.iter().map(|leaf| leaves[*leaf as usize]);
            values.fold(NEVER, u64::min)
        };
        match doer {
            Doer::Study(index) => least(&self.study[index as usize].gives),
            Doer::Job(index) => {
                let job = &self.jobs[index as usize];
                let counted = job
                    .counts
                    .iter()
                    .map(|position| leaves[self.experience[*position as usize].leaf as usize]);
                counted.fold(least(&job.meets), u64::min)
            }
        }
    }
}
