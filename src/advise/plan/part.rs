//! From an instance to the part of it that plans to a goal within bounds can turn on.
//!
//! In: an [`Instance`], a [`Goal`], the least value of each step's requirement in each measure, and
//! [`Bounds`]. Out: the part, with its tails. From the goal backwards only those steps are kept that
//! fit into the bounds between the least that is before them and the least that is after; then, from
//! today forwards, only those that can still be begun in time.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

mod copying;
mod tails;

use super::forest::{Forest, Tree};
use super::instance::{Act, Instance, NO_KIND, Step};
use super::measure::{Bounds, NEVER};
use crate::lists::{Marks, small};
use copying::Copying;
use tails::{KindTails, Tails};

/// What plans are to reach.
#[derive(Clone, Copy, Debug)]
pub(super) struct Goal<'g> {
    /// The forest that the tree is in.
    pub(super) forest: &'g Forest,
    /// What is to be met.
    pub(super) tree: Tree,
    /// Leaves of the goal beside those of the instance, numbered after them.
    pub(super) wanted: &'g [Wanted],
}

/// A leaf of a goal that is none of the instance.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// The week it is met by itself; [`NEVER`]: it is not.
    pub(super) arrival: u64,
    /// The steps that meet it.
    pub(super) doers: Vec<u32>,
}

impl<'g> Goal<'g> {
    /// Returns the target of an instance as a goal in it.
    pub(super) fn of(instance: &'g Instance) -> Self {
        Self {
            forest: &instance.forest,
            tree: instance.target,
            wanted: &[],
        }
    }
}

/// The least before each step: weeks, dollars and steps until it can be begun; [`NEVER`] in any:
/// it is ruled out.
pub(super) type Starts = [[u64; 3]];

/// Returns what is least before each step, with all ruled out but some.
pub(super) fn only(starts: &Starts, is_kept: impl Fn(usize) -> bool) -> Vec<[u64; 3]> {
    let starts = starts.iter().enumerate();
    let starts = starts.map(|(place, before)| match is_kept(place) {
        true => *before,
        false => [NEVER; 3],
    });
    starts.collect()
}

/// Returns the part of `source` for plans to `goal` within `bounds`; `None`: there is none.
pub(super) fn part(
    source: &Instance,
    goal: &Goal<'_>,
    starts: &Starts,
    bounds: Bounds,
) -> Option<Instance> {
    let mut cutting = Cutting::of(source, goal, starts, bounds);
    cutting.backwards();
    cutting.forwards().then(|| Copying::of(&cutting).copied())?
}

struct Cutting<'c> {
    source: &'c Instance,
    goal: &'c Goal<'c>,
    starts: &'c Starts,
    bounds: Bounds,
    /// By leaf, those of the goal last.
    tails: Vec<Tails>,
    /// The leaves that plans may need: those with a tail.
    needed: Vec<u32>,
    /// By kind.
    kind_tails: Vec<KindTails>,
    /// The steps that meet a leaf of the goal that is none of the instance, and which.
    meets_goal: Vec<(u32, u32)>,
    /// Whether others than today's occupation are left out of the kinds it gives: who else does
    /// matters only if it is left.
    is_staying: bool,
    /// By kind: whether today's occupation gives it.
    is_current: Vec<bool>,
    /// By step: the least from its start to the finish, as when it was last looked at; for work that
    /// is from the entry on.
    befores: Vec<Tails>,
    stale: Marks,
    kept: Marks,
    /// By leaf, the least week it can be met in the part.
    earliest: Vec<u64>,
    /// By step, the least week it can be begun in the part.
    begins: Vec<u64>,
}

impl<'c> Cutting<'c> {
    fn of(source: &'c Instance, goal: &'c Goal<'c>, starts: &'c Starts, bounds: Bounds) -> Self {
        let leaves = source.leaves.len() + goal.wanted.len();
        let mut is_current = vec![false; source.kinds.len()];
        for kind in source.current_counts() {
            is_current[*kind as usize] = true;
        }
        let wanted = (small(source.leaves.len())..).zip(goal.wanted);
        let meets_goal =
            wanted.flat_map(|(leaf, own)| own.doers.iter().map(move |step| (*step, leaf)));
        Self {
            source,
            goal,
            starts,
            bounds,
            tails: vec![Tails::NEVER; leaves],
            needed: Vec::new(),
            kind_tails: vec![KindTails::NEVER; source.kinds.len()],
            meets_goal: meets_goal.collect(),
            is_staying: source.current.is_some(),
            is_current,
            befores: vec![Tails::NEVER; source.steps.len()],
            stale: Marks::new(source.steps.len()),
            kept: Marks::new(source.steps.len()),
            earliest: vec![NEVER; leaves],
            begins: vec![NEVER; source.steps.len()],
        }
    }

    /// Returns the leaves of the goal beside those of the instance that the step meets.
    fn met_of_goal(&self, place: u32) -> impl Iterator<Item = u32> {
        let pairs = self.meets_goal.iter().filter(move |(own, _)| *own == place);
        pairs.map(|(_, leaf)| *leaf)
    }

    fn backwards(&mut self) {
        let Goal { forest, tree, .. } = self.goal;
        forest.leaves(*tree, &mut |leaf| self.lower_leaf(leaf, &Tails::AT_GOAL));
        loop {
            self.look_at_stale();
            let mut kept = self.kept.iter();
            let is_leaving = kept.any(|place| self.source.steps[place as usize].act == Act::Work);
            if !self.is_staying || !is_leaving {
                return;
            }
            self.is_staying = false;
            for kind in self.source.current_counts() {
                for leaf in self.source.leaves_of(*kind) {
                    if self.tails[*leaf as usize].finish != NEVER {
                        let doers = self.source.doers(*leaf);
                        doers.iter().for_each(|step| self.stale.set(*step));
                    }
                }
            }
        }
    }

    /// Effects mostly come after causes, so from the last on most steps are looked at once.
    fn look_at_stale(&mut self) {
        let all = small(self.source.steps.len());
        let mut end = all;
        loop {
            match self.stale.take_before(end) {
                Some(place) => {
                    self.look_at(place);
                    end = place;
                }
                None if end == all => return,
                None => end = all,
            }
        }
    }

    /// Keeps the step if it fits, and lowers the tails of what it requires.
    fn look_at(&mut self, place: u32) {
        let source = self.source;
        let [start, cost, steps] = self.starts[place as usize];
        if start == NEVER || cost == NEVER || steps == NEVER {
            return;
        }
        let step = &source.steps[place as usize];
        let mut after = match self.met_of_goal(place).next() {
            Some(_) => Tails::AT_GOAL,
            None => Tails::NEVER,
        };
        for leaf in source.gives(step) {
            after.lower(&self.tails[*leaf as usize]);
        }
        if step.act == Act::Work {
            after.finish = self.tail_of_work(place, step);
            for kind in source.counts(step) {
                if !self.is_postponed(*kind) {
                    let own = &self.kind_tails[*kind as usize];
                    after.cost = own.cost.min(after.cost);
                    after.steps = own.steps.min(after.steps);
                }
            }
        }
        let before = after.before(step);
        if std::mem::replace(&mut self.befores[place as usize], before) == before {
            return;
        }
        let is_within = [
            (start, before.finish, self.bounds.finish),
            (cost, before.cost, self.bounds.cost),
            (steps, before.steps, self.bounds.steps),
        ];
        let is_within = is_within.iter().all(|(before, after, bound)| {
            *after != NEVER && before.saturating_add(*after) <= *bound
        });
        if !is_within {
            return;
        }
        self.kept.set(place);
        for leaf in source.asks(step) {
            self.lower_leaf(*leaf, &before);
        }
    }

    /// Whether only today's occupation is looked at for the kind.
    fn is_postponed(&self, kind: u32) -> bool {
        self.is_staying && self.is_current[kind as usize]
    }

    fn lower_leaf(&mut self, leaf: u32, to: &Tails) {
        let place = leaf as usize;
        let is_new = self.tails[place] == Tails::NEVER;
        if !self.tails[place].lower(to) {
            return;
        }
        if is_new {
            self.needed.push(leaf);
        }
        let known = self.source.leaves.len();
        let doers = match self.source.leaves.get(place) {
            None => &self.goal.wanted[place - known].doers[..],
            Some(own) => {
                if own.kind != NO_KIND {
                    let kind = &mut self.kind_tails[own.kind as usize];
                    kind.lower(&self.tails[place], own.weeks, self.source.minimum_stay);
                }
                self.source.doers(leaf)
            }
        };
        doers.iter().for_each(|step| self.stale.set(*step));
    }

    /// Returns the least number of weeks between the first entry into an occupation and the finish.
    ///
    /// All weeks of a kind are worked after it unless others began it; see
    /// [`Begun`](super::instance::Begun). What is entered is kept for the minimum stay before the
    /// next can be entered.
    fn tail_of_work(&self, place: u32, step: &Step) -> u64 {
        let source = self.source;
        let stay = source.minimum_stay;
        let mut tail = NEVER;
        for leaf in source.gives(step) {
            let own = self.tails[*leaf as usize];
            tail = tail.min(own.free).min(own.finish.saturating_add(stay));
        }
        for kind in source.counts(step) {
            let own = self.kind_tails[*kind as usize];
            if own.finish == NEVER || self.is_postponed(*kind) {
                continue;
            }
            tail = tail.min(own.whole);
            // What others have begun may be added to. They keep to the minimum stay, so what asks
            // for no more than that is begun by today's occupation only.
            let kind_of = &source.kinds[*kind as usize];
            let (finish, free) = match self.is_current[*kind as usize] {
                true => (own.finish, own.free),
                false if kind_of.givers > 1 => (own.long_finish, own.long_free),
                false => continue,
            };
            let rest = kind_of.begun.rest(place, stay);
            if rest.saturating_add(1).saturating_add(finish) <= self.bounds.finish {
                let kept = finish.saturating_add(stay.max(1));
                tail = tail.min(free.saturating_add(1)).min(kept);
            }
        }
        tail
    }

    /// Computes the earliest weeks in the part; returns whether the goal is met in time.
    fn forwards(&mut self) -> bool {
        let source = self.source;
        self.needed.sort_unstable();
        for leaf in &self.needed {
            let place = *leaf as usize;
            let week = match place.checked_sub(source.leaves.len()) {
                Some(wanted) => self.goal.wanted[wanted].arrival,
                None => source.untouched(*leaf),
            };
            if self.is_in_time(week, self.tails[place].finish) {
                self.earliest[place] = week;
            }
        }
        // By kind, the least week an occupation that gives it is entered: it reaches all leaves first.
        let mut entered = vec![NEVER; source.kinds.len()];
        self.stale.clone_from(&self.kept);
        while let Some(place) = self.stale.take_first() {
            self.begin(place, &mut entered);
        }
        let met = self.goal.forest.value(self.goal.tree, &self.earliest);
        met <= self.bounds.finish && met != NEVER
    }

    fn is_in_time(&self, week: u64, tail: u64) -> bool {
        week != NEVER && tail != NEVER && week.saturating_add(tail) <= self.bounds.finish
    }

    /// Computes the earliest week of a step and of what it meets, and notes which steps have to be
    /// looked at again.
    fn begin(&mut self, place: u32, entered: &mut [u64]) {
        let source = self.source;
        let step = &source.steps[place as usize];
        let ready = source.forest.required(step.requires, &self.earliest);
        let begin = ready.max(self.starts[place as usize][0]);
        if begin >= self.begins[place as usize] {
            return;
        }
        let end = begin.saturating_add(step.duration);
        let mut is_useful = false;
        for leaf in source.gives(step) {
            is_useful |= self.reach(*leaf, end);
        }
        for at in 0..self.meets_goal.len() {
            let (own, leaf) = self.meets_goal[at];
            is_useful |= own == place && self.reach(leaf, end);
        }
        for kind in source.counts(step) {
            let tail = self.kind_tails[*kind as usize].first;
            if !self.is_in_time(end, tail) {
                continue;
            }
            is_useful = true;
            let known = &mut entered[*kind as usize];
            if end < *known {
                *known = end;
                for leaf in source.leaves_of(*kind) {
                    let weeks = source.leaves[*leaf as usize].weeks;
                    self.reach(*leaf, end.saturating_add(weeks));
                }
            }
        }
        if is_useful
            || (step.act == Act::Work
                && self.is_in_time(begin, self.befores[place as usize].finish))
        {
            self.begins[place as usize] = begin;
        }
    }

    /// Notes when a leaf may be met; returns whether that is in time.
    fn reach(&mut self, leaf: u32, week: u64) -> bool {
        let place = leaf as usize;
        let is_in_time = self.is_in_time(week, self.tails[place].finish);
        if is_in_time && week < self.earliest[place] {
            self.earliest[place] = week;
            if place < self.source.leaves.len() {
                let waiting = self.source.waiting(leaf).iter();
                let waiting = waiting.filter(|step| self.kept.has(**step));
                waiting.for_each(|step| self.stale.set(*step));
            }
        }
        is_in_time
    }
}
