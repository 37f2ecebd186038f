//! The part of a problem that a question can turn on: what is not met yet and can be met at all.
//!
//! The whole of it is made once per person (`whole`); a part of it for one target and [`Bounds`] is
//! cut out of it (`part`). Leaves are what requirements ask for, steps are what can be done, kinds
//! are stretches of work that count for several leaves at once: one kind for each list of
//! occupations that leaves name.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use super::forest::{Forest, Tree};
use super::measure::NEVER;
use crate::lists::{Lists, Marks, Span, small};

/// What a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Act {
    /// A study option is taken.
    Study,
    /// An occupation is entered.
    Work,
}

/// What a step does, in whatever instance it is: what it is, and the study option or the occupation.
pub(super) type Did = (Act, u32);

/// Something that can be done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// What it is.
    pub(super) act: Act,
    /// The study option or the occupation.
    pub(super) origin: u32,
    /// Whether it can be done; today's occupation perhaps cannot be entered again.
    pub(super) is_open: bool,
    /// What has to be met when it starts; `None`: nothing.
    pub(super) requires: Option<Tree>,
    /// The leaves of that, each once.
    pub(super) asks: Span,
    /// Its place in the order of step ids.
    pub(super) rank: u32,
    /// Weeks of study.
    pub(super) duration: u64,
    /// Dollars.
    pub(super) cost: u64,
    /// The leaves met when the study ends or the occupation is entered.
    pub(super) gives: Span,
    /// The kinds of work that the occupation counts towards.
    pub(super) counts: Span,
    /// The least number of weeks from its end, or from the entry, to the finish of a plan that
    /// needs it; holds for plans within [`Instance::finish`].
    pub(super) tail: u64,
}

impl Step {
    /// Returns what it does.
    pub(super) fn did(&self) -> Did {
        (self.act, self.origin)
    }
}

/// Work that counts for several leaves at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// The most weeks that a leaf asks for.
    pub(super) weeks: u64,
    /// How many occupations that count can be entered.
    pub(super) givers: u32,
    /// The leaves it counts for.
    pub(super) leaves: Span,
    /// When it can have been begun.
    pub(super) begun: Begun,
}

/// When the first weeks of a kind can have been worked before another occupation adds the rest of
/// what a leaf asks for.
///
/// An occupation is entered for a kind only if the one before does not give it: to stay would do as
/// well. So between the occupation that began it and the one that adds the rest there is a third,
/// and those of the first two that were entered are kept for the minimum stay.
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
    /// Nobody began it.
    pub(super) const NEVER: Self = Self {
        by_current: NEVER,
        first: (NEVER, u32::MAX),
        second: NEVER,
    };

    /// Notes that an occupation that gives it can be entered in a week.
    pub(super) fn note(&mut self, step: u32, week: u64) {
        if week < self.first.0 {
            self.second = self.first.0;
            self.first = (week, step);
        } else {
            self.second = week.min(self.second);
        }
    }

    /// Returns the first week in which the occupation may add the rest of what others began.
    pub(super) fn rest(&self, step: u32, minimum_stay: u64) -> u64 {
        let other = if step == self.first.1 {
            self.second
        } else {
            self.first.0
        };
        let stays = minimum_stay.saturating_mul(2);
        other.saturating_add(stays).min(self.by_current)
    }
}

/// A leaf that belongs to no kind.
pub(super) const NO_KIND: u32 = u32::MAX;

/// What a look takes beside what is looked at.
const LOOK: usize = 100;

/// Something that requirements ask for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf {
    /// Its place in the whole instance; those of a goal are numbered after them.
    pub(super) origin: u32,
    /// The week it is met by itself; [`NEVER`]: it is not.
    pub(super) arrival: u64,
    /// The kind of work that meets it, if it is met by work.
    // INVARIANT: if so, no step gives it.
    pub(super) kind: u32,
    /// The weeks of work that meet it.
    pub(super) weeks: u64,
    /// The steps that meet it or count towards it.
    pub(super) doers: Span,
    /// The steps that may require it.
    pub(super) waiting: Span,
}

/// The reduced problem.
#[derive(Clone, Debug)]
pub(super) struct Instance {
    /// What is asked for.
    pub(super) leaves: Vec<Leaf>,
    /// What can be done; causes mostly before effects.
    pub(super) steps: Vec<Step>,
    /// What occupations count towards.
    pub(super) kinds: Vec<Kind>,
    /// What the spans of the others are of.
    pub(super) lists: Lists,
    /// What the requirements of the steps are in.
    pub(super) forest: Forest,
    /// What plans are to meet; of the whole instance it means nothing.
    pub(super) target: Tree,
    /// Today's occupation, if it counts towards anything here.
    pub(super) current: Option<u32>,
    /// Weeks an occupation that is entered is kept before it is left for another.
    pub(super) minimum_stay: u64,
    /// For each leaf, the least number of weeks from when it is met to the finish of a plan that
    /// needs it.
    pub(super) tails: Vec<u64>,
    /// The finish within which the tails hold.
    pub(super) finish: u64,
    /// For each leaf, the least week it can be met; of the whole instance it is empty.
    pub(super) earliest: Vec<u64>,
    /// For each step, the least before it: weeks, dollars and steps until it can be begun;
    /// [`NEVER`] in any: it is ruled out. Of the whole instance more may be known elsewhere.
    pub(super) starts: Vec<[u64; 3]>,
}

impl Instance {
    /// Returns nothing: no steps, no leaves.
    pub(super) fn empty(minimum_stay: u64, finish: u64) -> Self {
        Self {
            leaves: Vec::new(),
            steps: Vec::new(),
            kinds: Vec::new(),
            lists: Lists::default(),
            forest: Forest::default(),
            target: Tree::Leaf(0),
            current: None,
            minimum_stay,
            tails: Vec::new(),
            finish,
            earliest: Vec::new(),
            starts: Vec::new(),
        }
    }

    /// Makes room for so many steps and leaves, and for what usually comes with them.
    pub(super) fn reserve(&mut self, steps: usize, leaves: usize) {
        self.steps.reserve(steps);
        self.leaves.reserve(leaves);
        self.tails.reserve(leaves);
        self.earliest.reserve(leaves);
        self.starts.reserve(steps);
        self.lists.reserve(steps * 8 + leaves * 4);
        self.forest.reserve(steps * 4);
    }

    /// Makes a kind of work of leaves, sorted, each once; returns its place.
    pub(super) fn add_kind(&mut self, leaves: impl Iterator<Item = u32> + Clone) -> u32 {
        let own = small(self.kinds.len());
        let mut weeks = 0;
        for leaf in leaves.clone() {
            let leaf = &mut self.leaves[leaf as usize];
            leaf.kind = own;
            weeks = leaf.weeks.max(weeks);
        }
        let leaves = self.lists.add_sorted(leaves);
        self.kinds.push(Kind {
            weeks,
            givers: 0,
            leaves,
            begun: Begun::NEVER,
        });
        own
    }

    /// Returns how much work one look at a moment is: something for each thing in the instance, and
    /// for the look itself.
    pub(super) fn size(&self) -> u64 {
        (LOOK + self.steps.len() + self.forest.size() + self.leaves.len()) as u64
    }

    /// Returns the leaves that a step meets at its end or entry.
    pub(super) fn gives(&self, step: &Step) -> &[u32] {
        self.lists.of(step.gives)
    }

    /// Returns the leaves of what a step requires.
    pub(super) fn asks(&self, step: &Step) -> &[u32] {
        self.lists.of(step.asks)
    }

    /// Returns the kinds of work a step counts towards.
    pub(super) fn counts(&self, step: &Step) -> &[u32] {
        self.lists.of(step.counts)
    }

    /// Returns the leaves of a kind.
    pub(super) fn leaves_of(&self, kind: u32) -> &[u32] {
        self.lists.of(self.kinds[kind as usize].leaves)
    }

    /// Returns the steps that meet a leaf or count towards it.
    pub(super) fn doers(&self, leaf: u32) -> &[u32] {
        self.lists.of(self.leaves[leaf as usize].doers)
    }

    /// Returns the kinds that today's occupation counts towards.
    pub(super) fn current_counts(&self) -> &[u32] {
        let current = self.current.map(|step| &self.steps[step as usize]);
        current.map_or(&[], |step| self.counts(step))
    }

    /// Returns the leaves that work in a step's occupation counts towards.
    pub(super) fn worked_for(&self, step: &Step) -> impl Iterator<Item = u32> {
        let kinds = self.counts(step).iter();
        kinds.flat_map(|kind| self.leaves_of(*kind)).copied()
    }

    /// Returns every leaf that a step meets or counts towards.
    pub(super) fn reaches(&self, step: &Step) -> impl Iterator<Item = u32> {
        let gives = self.gives(step).iter().copied();
        gives.chain(self.worked_for(step))
    }

    /// Calls `reach` with each leaf that a step meets or counts towards, and with the weeks of work
    /// that takes.
    ///
    /// Of the steps that count towards a kind the one of the least `value` reaches all its leaves at
    /// the least: `least`, by kind, says of which they have been reached, and from others they are
    /// not.
    pub(super) fn each_reached(
        &self,
        step: &Step,
        value: u64,
        least: &mut [u64],
        mut reach: impl FnMut(u32, u64),
    ) {
        for leaf in self.gives(step) {
            reach(*leaf, 0);
        }
        for kind in self.counts(step) {
            let known = &mut least[*kind as usize];
            if value < *known {
                *known = value;
                for leaf in self.leaves_of(*kind) {
                    reach(*leaf, self.leaves[*leaf as usize].weeks);
                }
            }
        }
    }

    /// Returns the steps that may require a leaf.
    pub(super) fn waiting(&self, leaf: u32) -> &[u32] {
        self.lists.of(self.leaves[leaf as usize].waiting)
    }

    /// Lowers the value of a leaf, and marks the steps that may require it where that changes it.
    pub(super) fn lower(&self, leaf: u32, value: u64, values: &mut [u64], stale: &mut Marks) {
        let known = &mut values[leaf as usize];
        if value < *known {
            *known = value;
            let waiting = self.waiting(leaf).iter();
            waiting.for_each(|step| stale.set(*step));
        }
    }

    /// Returns for each leaf the week it is met if nothing is done; see [`Self::untouched`].
    pub(super) fn all_untouched(&self) -> Vec<u64> {
        let mut weeks: Vec<u64> = self.leaves.iter().map(|leaf| leaf.arrival).collect();
        for kind in self.current_counts() {
            for leaf in self.leaves_of(*kind) {
                let week = &mut weeks[*leaf as usize];
                *week = self.leaves[*leaf as usize].weeks.min(*week);
            }
        }
        weeks
    }

    /// Returns the week a leaf is met if nothing is done: by arrival or in today's occupation.
    pub(super) fn untouched(&self, leaf: u32) -> u64 {
        let own = &self.leaves[leaf as usize];
        if own.kind != NO_KIND && self.current_counts().contains(&own.kind) {
            own.weeks.min(own.arrival)
        } else {
            own.arrival
        }
    }
}
