//! What can be met from a moment on, and by when it has to be.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use crate::advise::plan::forest::Tree;
use crate::advise::plan::instance::{Act, Instance};
use crate::advise::plan::measure::{Bounds, NEVER};
use crate::advise::plan::state::State;
use crate::lists::Marks;

/// What may still be done from a moment on.
#[derive(Debug)]
pub(super) struct Ahead<'a> {
    /// The last week of the finish.
    pub(super) finish: u64,
    /// How many steps may be taken; [`NEVER`]: any number.
    pub(super) steps: u64,
    /// The steps that may be of help.
    pub(super) helps: &'a Marks,
}

impl<'a> Ahead<'a> {
    /// Returns what bounds leave to be done from a moment on, with steps that may be of help.
    pub(super) fn of(bounds: Bounds, state: &State, helps: &'a Marks) -> Self {
        let steps = match bounds.steps {
            NEVER => NEVER,
            most => most.saturating_sub(state.steps),
        };
        Self {
            finish: bounds.finish,
            steps,
            helps,
        }
    }
}

/// What can be met from a moment on.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// For each leaf, the week it is met if no further step is taken.
    pub(super) passive: Vec<u64>,
    /// The same if the occupation of the moment is left now.
    idle: Vec<u64>,
    /// For each leaf, the least week it can be met; [`NEVER`]: not in time to be of use.
    earliest: Vec<u64>,
    /// For each step, the least week it can start; [`NEVER`]: not in time.
    pub(super) starts: Vec<u64>,
    /// For each kind, the weeks worked.
    worked: Vec<u64>,
    /// For each kind, the least number of weeks from the entry into an occupation that gives it to
    /// the finish.
    kind_whole: Vec<u64>,
    /// For each kind, the least week an occupation that gives it can be entered.
    kind_entered: Vec<u64>,
    /// For each leaf, the week before which it has to be met to be of help; 0: it is of none.
    pub(super) until: Vec<u64>,
    /// For each kind, the last of these weeks of its leaves.
    pub(super) kind_until: Vec<u64>,
    /// For each step, the week before which it has to begin to be of help; 0: it is of none.
    pub(super) begin_until: Vec<u64>,
    /// For each leaf, how many steps may be taken from the one that meets it on.
    leaf_left: Vec<u64>,
    /// For each step, how many may be taken from it on, itself included.
    step_left: Vec<u64>,
    /// The steps to look at again.
    stale: Marks,
    trees: Vec<Asked>,
}

/// A tree that is to be met: before a week, and with so many steps at most.
type Asked = (Tree, u64, u64);

impl Reach {
    /// Computes what is met if no further step is taken.
    pub(super) fn set_passive(&mut self, instance: &Instance, state: &State) {
        state.without_work(instance, &mut self.idle);
        self.passive.clone_from(&self.idle);
        state.with_work(instance, &mut self.passive);
    }

    /// Returns the week the target is met if no further step is taken; [`NEVER`]: it is not.
    pub(super) fn finish(&self, instance: &Instance, state: &State) -> u64 {
        let finish = instance.forest.value(instance.target, &self.passive);
        finish.max(state.now)
    }

    /// Returns whether a leaf is still open in a week, given that nothing else is done until then.
    pub(super) fn is_open(&self, leaf: u32, week: u64) -> bool {
        self.until[leaf as usize].min(self.passive[leaf as usize]) > week
    }

    /// Computes the earliest weeks, leaving out what comes too late to be of use; returns whether a
    /// plan that finishes in time may follow, as far as nothing stands in anything's way. Of the steps
    /// only those that are of help count; where only one may be taken, none leads to another.
    pub(super) fn may_follow(
        &mut self,
        instance: &Instance,
        state: &State,
        ahead: &Ahead<'_>,
    ) -> bool {
        let finish = ahead.finish;
        self.earliest.clear();
        let passive = self.passive.iter().zip(&instance.tails);
        let in_time = passive.map(|(week, tail)| match week.saturating_add(*tail) > finish {
            true => NEVER,
            false => *week,
        });
        self.earliest.extend(in_time);
        fill(&mut self.starts, instance.steps.len(), NEVER);
        self.worked.clear();
        self.kind_whole.clear();
        for (kind, own) in (0u32..).zip(&instance.kinds) {
            let worked = state.worked(instance, kind);
            let leaves = instance.lists.of(own.leaves).iter();
            let wholes = leaves.map(|leaf| {
                let weeks = instance.leaves[*leaf as usize].weeks.saturating_sub(worked);
                weeks.saturating_add(instance.tails[*leaf as usize])
            });
            self.kind_whole.push(wholes.min().unwrap_or(NEVER));
            self.worked.push(worked);
        }
        fill(&mut self.kind_entered, instance.kinds.len(), NEVER);
        self.stale.clone_from(ahead.helps);
        // Causes mostly come before effects.
        let mut next = 0;
        loop {
            match self.stale.take_from(next) {
                Some(place) => {
                    self.begin(instance, state, place, ahead);
                    next = place;
                }
                None if next == 0 => break,
                None => next = 0,
            }
        }
        let met = instance.forest.value(instance.target, &self.earliest);
        met != NEVER && met <= finish
    }

    /// Computes the earliest week of a step and of what it meets, and notes which steps have to be
    /// looked at again.
    fn begin(&mut self, instance: &Instance, state: &State, place: u32, ahead: &Ahead<'_>) {
        let (finish, is_last) = (ahead.finish, ahead.steps == 1);
        let step = &instance.steps[place as usize];
        if !step.is_open {
            return;
        }
        let met = if is_last {
            &self.passive
        } else {
            &self.earliest
        };
        let ready = instance.forest.required(step.requires, met);
        let free = match step.act {
            Act::Study => state.free,
            Act::Work => state.leave,
        };
        let [floor, ..] = instance.starts[place as usize];
        let start = ready.max(free).max(state.now).max(floor);
        if start >= self.starts[place as usize] {
            return;
        }
        let end = start.saturating_add(step.duration);
        let Self {
            earliest,
            stale,
            worked,
            kind_whole,
            kind_entered,
            ..
        } = self;
        let mut is_useful = false;
        let mut reach = |leaf: u32, week: u64| {
            if week.saturating_add(instance.tails[leaf as usize]) > finish {
                return;
            }
            is_useful = true;
            let known = &mut earliest[leaf as usize];
            if week < *known {
                *known = week;
                if !is_last {
                    let waiting = instance.waiting(leaf).iter();
                    let waiting = waiting.filter(|step| ahead.helps.has(**step));
                    waiting.for_each(|step| stale.set(*step));
                }
            }
        };
        for leaf in instance.gives(step) {
            reach(*leaf, end);
        }
        let mut is_worth_working = false;
        for kind in instance.counts(step) {
            let place = *kind as usize;
            if end.saturating_add(kind_whole[place]) > finish {
                continue;
            }
            is_worth_working = true;
            // Nothing is reached sooner than by the one entered first.
            let known = &mut kind_entered[place];
            if end < *known {
                *known = end;
                for leaf in instance.leaves_of(*kind) {
                    let weeks = instance.leaves[*leaf as usize].weeks;
                    reach(
                        *leaf,
                        end.saturating_add(weeks.saturating_sub(worked[place])),
                    );
                }
            }
        }
        if is_useful || is_worth_working || may_rest(instance, state, place, start, finish) {
            self.starts[place as usize] = start;
        }
    }

    /// Finds the leaves that may still help: those on a chain of needs from the target that could be
    /// met sooner than they are by themselves, even if the occupation of the moment is left; and for
    /// each the week before which that has to be. The chain has no more steps than may be taken.
    pub(super) fn set_relevant(&mut self, instance: &Instance, state: &State, steps: u64) {
        let (leaves, count) = (instance.leaves.len(), instance.steps.len());
        fill(&mut self.until, leaves, 0);
        fill(&mut self.leaf_left, leaves, 0);
        fill(&mut self.begin_until, count, 0);
        fill(&mut self.step_left, count, 0);
        self.trees.clear();
        self.trees.push((instance.target, NEVER, steps));
        while let Some((tree, until, left)) = self.trees.pop() {
            // It helps only if it is met before it is by itself.
            let by_itself = instance.forest.value(tree, &self.idle);
            let until = until.min(by_itself);
            if by_itself <= state.now || instance.forest.value(tree, &self.earliest) >= until {
                continue;
            }
            match tree {
                Tree::Leaf(leaf) => self.set_until(instance, leaf, until, left),
                Tree::Branch(index) => {
                    let branch = instance.forest.branch(index);
                    let children = instance.forest.children(branch).iter();
                    let children = children.map(|(child, _)| (*child, until, left));
                    self.trees.extend(children);
                }
            }
        }
        self.kind_until.clear();
        for kind in &instance.kinds {
            let leaves = instance.lists.of(kind.leaves).iter();
            let untils = leaves.map(|leaf| self.until[*leaf as usize]);
            self.kind_until.push(untils.max().unwrap_or(0));
        }
    }

    /// Finds the steps that may still be of help.
    pub(super) fn set_helps(&self, helps: &mut Marks) {
        helps.clear();
        for (place, until) in (0u32..).zip(&self.begin_until) {
            if *until > 0 {
                helps.set(place);
            }
        }
    }

    /// Notes that a leaf is of help before a week and with so many steps at most, and what the steps
    /// that meet it require.
    fn set_until(&mut self, instance: &Instance, leaf: u32, until: u64, left: u64) {
        let place = leaf as usize;
        let own = (&mut self.until[place], &mut self.leaf_left[place]);
        let Some((until, left)) = raised(own, until, left) else {
            return;
        };
        for doer in instance.doers(leaf) {
            let place = *doer as usize;
            let step = &instance.steps[place];
            let until = match until {
                NEVER => NEVER,
                until => until.saturating_sub(step.duration),
            };
            if self.starts[place] >= until {
                continue;
            }
            let own = (&mut self.begin_until[place], &mut self.step_left[place]);
            if let Some((until, left)) = raised(own, until, left)
                && let (Some(requires), 2..) = (step.requires, left)
            {
                let left = if left == NEVER { NEVER } else { left - 1 };
                self.trees.push((requires, until, left));
            }
        }
    }
}

/// Makes a list so many times the value.
fn fill(list: &mut Vec<u64>, count: usize, value: u64) {
    list.clear();
    list.resize(count, value);
}

/// Raises two values to others; returns what they are then, if one was lower.
fn raised(known: (&mut u64, &mut u64), until: u64, left: u64) -> Option<(u64, u64)> {
    if until <= *known.0 && left <= *known.1 {
        return None;
    }
    *known.0 = until.max(*known.0);
    *known.1 = left.max(*known.1);
    Some((*known.0, *known.1))
}

/// Whether an occupation that is entered late may still add the rest of what others began.
fn may_rest(instance: &Instance, state: &State, place: u32, start: u64, finish: u64) -> bool {
    let step = &instance.steps[place as usize];
    let left = state.counts(instance);
    instance.counts(step).iter().any(|kind| {
        let rest = rest(instance, state, place, *kind, left);
        let week = start.max(rest).saturating_add(1);
        let mut leaves = instance.leaves_of(*kind).iter();
        leaves.any(|leaf| week.saturating_add(instance.tails[*leaf as usize]) <= finish)
    })
}

/// Returns the first week in which an occupation may add the rest of what others have yet to work.
fn rest(instance: &Instance, state: &State, place: u32, kind: u32, left: &[u32]) -> u64 {
    let stay = instance.minimum_stay;
    if left.contains(&kind) {
        return state.now.max(state.leave).saturating_add(stay);
    }
    let begun = instance.kinds[kind as usize].begun.rest(place, stay);
    begun.max(state.now.saturating_add(stay.saturating_mul(2)))
}
