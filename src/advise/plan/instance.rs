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
    /// No plan enters it before this week.
    pub(super) release: u64,
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
    pub(super) begun: Begun,
}

/// When the first weeks of an experience can have been worked before another occupation adds the
/// rest of them.
///
/// An occupation is entered for an experience only if the one before does not give it: to stay
/// would do as well. So between the occupation that began it and the one that adds the rest there
/// is a third, and those of the first two that were entered are kept for the minimum stay.
#[derive(Clone, Copy, Debug)]
pub(super) struct Begun {
    /// The week by which today's occupation and a third may have been left; [`NEVER`]: not it.
    pub(super) by_current: u64,
    /// The first week an occupation that gives it can be entered, and which.
    first: (u64, u32),
    /// The first week another can be entered.
    second: u64,
}

impl Begun {
    /// Nothing is known.
    pub(super) const EVER: Self = Self {
        by_current: 0,
        first: (0, u32::MAX),
        second: 0,
    };

    /// Nobody began it.
    pub(super) const NEVER: Self = Self {
        by_current: NEVER,
        first: (NEVER, u32::MAX),
        second: NEVER,
    };

    /// Notes that an occupation that gives it can be entered in a week.
    pub(super) fn note(&mut self, job: u32, week: u64) {
        if job == self.first.1 {
            self.first.0 = week.min(self.first.0);
        } else if week < self.first.0 {
            self.second = self.first.0;
            self.first = (week, job);
        } else {
            self.second = week.min(self.second);
        }
    }

    /// Returns the first week in which `job` may be entered to add the rest.
    pub(super) fn rest(&self, job: u32, minimum_stay: u64) -> u64 {
        let other = if job == self.first.1 {
            self.second
        } else {
            self.first.0
        };
        other.saturating_add(2 * minimum_stay).min(self.by_current)
    }
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
    /// The same for plans that need it for study or for the target itself.
    pub(super) free_tails: Vec<u64>,
    pub(super) forest: Forest,
    pub(super) study: Vec<Study>,
    pub(super) jobs: Vec<Job>,
    pub(super) experience: Vec<Experience>,
    /// Every study option and occupation that can be entered, likely causes before effects.
    pub(super) order: Vec<Doer>,
    /// What meets each leaf, by leaf.
    pub(super) doers_of: Vec<Vec<Doer>>,
    /// For each leaf, the positions in the order of the steps that may require it.
    pub(super) waiting: Vec<Vec<u32>>,
    /// For each leaf, its position in [`Instance::experience`].
    pub(super) experience_of: Vec<Option<u32>>,
    pub(super) target: Tree,
    /// Whether the target is to enter an occupation, so that the one before must have been kept.
    pub(super) is_entry: bool,
    /// Today's occupation, if it counts towards anything here.
    pub(super) current: Option<u32>,
    pub(super) minimum_stay: u64,
    /// The finish within which the tails hold.
    pub(super) finish: u64,
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
        self.set_waiting();
        self.tails = vec![NEVER; self.arrivals.len()];
        self.forest.lower(self.target, 0, &mut self.tails);
        let is_free = !self.is_entry;
        self.free_tails = if is_free {
            self.tails.clone()
        } else {
            vec![NEVER; self.arrivals.len()]
        };
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
                        let requires = self.jobs[index as usize].requires;
                        (requires, self.tail_of_job(index))
                    }
                };
                if let (Some(requires), Doer::Study(_)) = (requires, self.order[position]) {
                    let tails = &mut self.free_tails;
                    is_changed |= self.forest.lower(requires, tail, tails);
                }
                if let Some(requires) = requires {
                    is_changed |= self.forest.lower(requires, tail, &mut self.tails);
                }
            }
            if !is_changed {
                return;
            }
        }
    }

    fn set_waiting(&mut self) {
        self.waiting = vec![Vec::new(); self.arrivals.len()];
        for (position, doer) in (0u32..).zip(&self.order) {
            if let Some(requires) = self.requires(*doer) {
                self.forest.leaves(requires, &mut |leaf| {
                    let waiting = &mut self.waiting[leaf as usize];
                    if waiting.last() != Some(&position) {
                        waiting.push(position);
                    }
                });
            }
        }
    }

    /// Returns the least number of weeks between the first entry into an occupation and the finish.
    ///
    /// All weeks of an experience are worked after it unless others began it; see [`Begun`]. What
    /// is entered is kept for the minimum stay before the next can be entered.
    pub(super) fn tail_of_job(&self, index: u32) -> u64 {
        let job = &self.jobs[index as usize];
        let worked = job.counts.iter().map(|count| {
            let experience = self.experience[*count as usize];
            let tail = self.tails[experience.leaf as usize];
            let is_current = self.current == Some(index) || self.current_counts(*count);
            let is_whole = if is_current {
                false
            } else {
                experience.givers == 1 || experience.weeks <= self.minimum_stay
            };
            let rest = experience.begun.rest(index, self.minimum_stay);
            let is_late = rest.saturating_add(1).saturating_add(tail) > self.finish;
            let weeks = if is_whole || is_late {
                experience.weeks
            } else {
                1
            };
            let free = self.free_tails[experience.leaf as usize].saturating_add(weeks);
            free.min(tail.saturating_add(weeks.max(self.minimum_stay)))
        });
        let entered = job.meets.iter().map(|leaf| {
            let free = self.free_tails[*leaf as usize];
            free.min(self.tails[*leaf as usize].saturating_add(self.minimum_stay))
        });
        worked.chain(entered).fold(NEVER, u64::min)
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
