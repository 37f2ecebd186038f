//! What is known of every plan before any search: the root of an instance.
//!
//! In: an [`Instance`] and [`Bounds`]. Out: a [`Root`], or that no plan keeps to the bounds; with
//! the steps ruled out that no plan within the bounds can have. Only plans without idle steps count,
//! of which every step is needed for a later one or for the target: the best plans are among them.
//!
//! # Source
//! Reduced-cost fixing, from integer programming: landmarks share out the weights of the steps, and
//! every plan weighs at least what they add up to and what is left over on its own steps. A plan
//! with a certain step has, besides, the steps of some chain that leads to it and of some chain
//! that leads from it to the target, each at least with what is left over on it.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use super::cuts::{Cuts, Unhit, cuts};
use super::instance::{Act, Instance, NO_KIND, Step};
use super::least::weight;
use super::measure::{Bounds, Measure, NEVER};
use super::needs::{Need, needs};
use super::part::{Goal, part};
use super::search::{Effort, Without};
use super::state::State;
use super::toil::{Toil, WEEK, toil};
use super::turns::Turns;
use crate::lists::Marks;

/// What is known of every plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Root {
    /// No plan within the bounds finishes before this week.
    pub(super) finish: u64,
    /// Landmarks of steps, where these are bounded.
    pub(super) steps: Cuts,
    /// Landmarks of cost, where that is bounded.
    pub(super) cost: Cuts,
    /// Landmarks of weeks of study, where the finish is bounded.
    pub(super) study: Cuts,
    /// When work can begin, where the finish is bounded.
    pub(super) turns: Turns,
}

/// An instance with what is known of its plans.
#[derive(Clone, Debug)]
pub(super) struct Rooted {
    /// The instance.
    pub(super) instance: Instance,
    /// What is known of its plans.
    pub(super) root: Root,
}

/// Returns what of the instance can be part of a plan within `bounds`.
pub(super) fn rooted(
    instance: Instance,
    bounds: Bounds,
    effort: &mut Effort,
) -> Result<Rooted, Without> {
    let mut instance = instance;
    while effort.spend_on_root(&instance) {
        let mut rooting = Rooting::of(&instance);
        if !rooting.look(bounds) {
            return Err(Without::Proof);
        }
        match rooting.left(bounds)? {
            None => {
                let root = rooting.root;
                return Ok(Rooted { instance, root });
            }
            Some(part) => instance = part,
        }
    }
    Err(Without::Undecided)
}

/// Returns what can be part of a plan within `bounds`, which differ from those that `known` is for
/// only in that they have fewer steps. Its landmarks still hold.
pub(super) fn with_fewer(
    known: &Rooted,
    bounds: Bounds,
    effort: &mut Effort,
) -> Result<Rooted, Without> {
    let Rooted { instance, root } = known;
    if !effort.spend_on_part(instance) {
        return Err(Without::Undecided);
    }
    let slack = bounds.steps.checked_sub(root.steps.total);
    let mut rooting = Rooting::of(instance);
    rooting.rule_out_by_sum(&root.steps, slack.ok_or(Without::Proof)?);
    match rooting.left(bounds)? {
        None => Ok(known.clone()),
        Some(part) => rooted(part, bounds, effort),
    }
}

/// Returns what the landmarks of an instance add up to in a measure.
pub(super) fn landmarks(instance: &Instance, measure: Measure) -> u64 {
    Rooting::of(instance).cuts(measure).total
}

/// Returns what no plan of an instance goes below.
pub(super) fn least(instance: &Instance) -> Bounds {
    let own = Rooting::of(instance);
    Bounds {
        finish: own.least_finish(&own.cuts(Measure::Finish), &own.toil(), &own.turns()),
        cost: own.cuts(Measure::Cost).total,
        steps: own.cuts(Measure::Steps).total,
    }
}

/// Returns a lower bound of the finish: the landmarks not done with that have at least some tail are
/// studied one after the other, from `free` on and none before the earliest of them can start; the
/// tail follows.
pub(super) fn on_track(cuts: &Cuts, free: u64, unhit: &Unhit) -> u64 {
    let (mut sum, mut first, mut bound) = (0u64, NEVER, 0u64);
    for (cut, left) in unhit.left(cuts) {
        sum = sum.saturating_add(left);
        first = first.min(cut.start).max(free);
        bound = bound.max(first.saturating_add(sum).saturating_add(cut.tail));
    }
    bound
}

/// Returns for each leaf whether it is met in time without a step.
fn free(instance: &Instance) -> impl Iterator<Item = bool> {
    let untouched = instance.all_untouched().into_iter().zip(&instance.tails);
    untouched.map(|(week, tail)| week != NEVER && week.saturating_add(*tail) <= instance.finish)
}

/// The root of an instance in the making.
pub(super) struct Rooting<'r> {
    instance: &'r Instance,
    /// By step, the earliest week it can be begun; [`NEVER`]: ruled out.
    pub(super) begins: Vec<u64>,
    /// By leaf, the earliest week it can be met.
    earliest: Vec<u64>,
    /// By leaf: whether it is met in time without a step.
    free: Vec<bool>,
    /// The earliest week of the target.
    finish: u64,
    is_any_out: bool,
    root: Root,
}

impl<'r> Rooting<'r> {
    /// Returns the root of a part, of which nothing is known yet but its earliest weeks.
    pub(super) fn of(instance: &'r Instance) -> Self {
        let earliest = &instance.earliest;
        Self {
            instance,
            begins: instance.starts.iter().map(|[begin, ..]| *begin).collect(),
            earliest: earliest.clone(),
            free: free(instance).collect(),
            finish: instance.forest.value(instance.target, earliest),
            is_any_out: false,
            root: Root::default(),
        }
    }

    /// Returns the earliest weeks without some of the steps; `None`: the target cannot be met in
    /// time.
    pub(super) fn without(instance: &'r Instance, is_out: impl Fn(u32) -> bool) -> Option<Self> {
        let mut rooting = Self {
            instance,
            begins: vec![NEVER; instance.steps.len()],
            earliest: instance.all_untouched(),
            free: free(instance).collect(),
            finish: NEVER,
            is_any_out: false,
            root: Root::default(),
        };
        for (week, is_free) in rooting.earliest.iter_mut().zip(&rooting.free) {
            *week = if *is_free { *week } else { NEVER };
        }
        let mut entered = vec![NEVER; instance.kinds.len()];
        let mut stale = Marks::all(instance.steps.len());
        while let Some(place) = stale.take_first() {
            let step = &instance.steps[place as usize];
            if step.is_open && !is_out(place) {
                rooting.begin(place, step, &mut entered, &mut stale);
            }
        }
        rooting.finish = (instance.forest).value(instance.target, &rooting.earliest);
        (rooting.finish != NEVER && rooting.finish <= instance.finish).then_some(rooting)
    }

    /// Computes the earliest week of a step and of what it meets, and notes which steps have to be
    /// looked at again.
    fn begin(&mut self, place: u32, step: &Step, entered: &mut [u64], stale: &mut Marks) {
        let instance = self.instance;
        let begin = (instance.forest).required(step.requires, &self.earliest);
        let begin = begin.max(instance.starts[place as usize][0]);
        let end = begin.saturating_add(step.duration);
        let known = &mut self.begins[place as usize];
        if begin >= *known || end.saturating_add(step.tail) > instance.finish {
            return;
        }
        *known = begin;
        instance.each_reached(step, end, entered, |leaf, weeks| {
            let week = end.saturating_add(weeks);
            if week.saturating_add(instance.tails[leaf as usize]) <= instance.finish {
                instance.lower(leaf, week, &mut self.earliest, stale);
            }
        });
    }

    /// Returns what is left without the steps that are ruled out; `None`: none is.
    fn left(&self, bounds: Bounds) -> Result<Option<Instance>, Without> {
        if !self.is_any_out {
            return Ok(None);
        }
        let instance = self.instance;
        let known = self.begins.iter().zip(&instance.starts);
        let starts: Vec<[u64; 3]> = known
            .map(|(begin, [_, cost, steps])| [*begin, *cost, *steps])
            .collect();
        let part = part(instance, &Goal::of(instance), &starts, bounds);
        part.ok_or(Without::Proof).map(Some)
    }

    fn cuts(&self, measure: Measure) -> Cuts {
        let steps = self.instance.steps.iter();
        self.cuts_of(steps.map(|step| weight(step, measure)).collect())
    }

    /// Returns the landmarks for given weights of the steps.
    pub(super) fn cuts_of(&self, weights: Vec<u64>) -> Cuts {
        cuts(self.instance, &self.begins, &self.free, weights)
    }

    fn toil(&self) -> Toil {
        toil(self.instance, &self.begins, &self.free)
    }

    fn turns(&self) -> Turns {
        Turns::of(self.instance, &self.begins, &self.earliest)
    }

    /// Returns a week that no plan finishes before.
    fn least_finish(&self, study: &Cuts, toil: &Toil, turns: &Turns) -> u64 {
        let turns = turns.finish(self.instance, &State::root(self.instance), None);
        let track = on_track(study, 0, &Unhit::all(study));
        self.finish.max(track).max(toil.finish()).max(turns)
    }

    /// Fills in what is known; returns whether a plan within the bounds is possible.
    fn look(&mut self, bounds: Bounds) -> bool {
        for measure in [Measure::Steps, Measure::Cost] {
            let bound = bounds.get(measure);
            if bound == NEVER {
                continue;
            }
            let cuts = self.cuts(measure);
            let Some(slack) = bound.checked_sub(cuts.total) else {
                return false;
            };
            self.rule_out_by_sum(&cuts, slack);
            match measure {
                Measure::Steps => self.root.steps = cuts,
                Measure::Cost | Measure::Finish => self.root.cost = cuts,
            }
        }
        if bounds.finish == NEVER {
            return true;
        }
        let (study, toil, turns) = (self.cuts(Measure::Finish), self.toil(), self.turns());
        self.root.finish = self.least_finish(&study, &toil, &turns);
        if self.root.finish > bounds.finish {
            return false;
        }
        self.rule_out_by_track(&study, bounds.finish);
        self.rule_out_by_work(&toil, bounds.finish);
        for need in needs(self.instance, &self.begins, &self.free) {
            self.rule_out_by_need(need, bounds.finish);
        }
        (self.root.study, self.root.turns) = (study, turns);
        true
    }

    /// Rules out the steps that are not ruled out yet and that do not keep to the bounds.
    fn rule_out(&mut self, breaks: impl Fn(usize, &Step, u64) -> bool) {
        for (place, step) in self.instance.steps.iter().enumerate() {
            let begin = &mut self.begins[place];
            if step.is_open && *begin != NEVER && breaks(place, step, *begin) {
                *begin = NEVER;
                self.is_any_out = true;
            }
        }
    }

    /// Rules out the steps whose chains weigh more than `slack` with what the landmarks left over.
    fn rule_out_by_sum(&mut self, cuts: &Cuts, slack: u64) {
        let instance = self.instance;
        let tails = Chains::tails(instance, cuts, &self.begins);
        self.rule_out(|place, step, _| {
            let head = instance.forest.required(step.requires, &cuts.heights);
            head.saturating_add(tails[place]) > slack
        });
    }

    /// Rules out the study that, on the one track with the landmarks before the same tail, ends late.
    fn rule_out_by_track(&mut self, study: &Cuts, finish: u64) {
        self.rule_out(|place, step, begin| {
            let (mut sum, mut first) = (study.leftovers[place], begin);
            step.act == Act::Study
                && study.cuts.iter().any(|cut| {
                    sum = sum.saturating_add(cut.weight);
                    first = first.min(cut.start);
                    let end = first.saturating_add(sum);
                    end.saturating_add(cut.tail.min(step.tail)) > finish
                })
        });
    }

    /// Rules out the occupations that, with the landmarks before the same tail, keep the work track
    /// busy for too long.
    ///
    /// An occupation is kept for the minimum stay or, if it is the last, up to the finish. Of those
    /// weeks only the shares count that no landmark charges.
    fn rule_out_by_work(&mut self, toil: &Toil, finish: u64) {
        let stay = self.instance.minimum_stay;
        self.rule_out(|place, step, begin| {
            let (mut sum, mut first) = (0u64, begin);
            let stretches = toil.stretches.iter();
            let stretches = stretches.map(|own| (own.weight, own.start, own.tail));
            step.act == Act::Work
                && stretches
                    .chain([(0, NEVER, 0)])
                    .any(|(weight, start, tail)| {
                        sum = sum.saturating_add(weight);
                        first = first.min(start);
                        let kept = step.tail.saturating_sub(tail).min(stay);
                        let own = toil.shares[place].saturating_mul(kept);
                        let weeks = sum.saturating_add(own).div_ceil(WEEK);
                        first.saturating_add(weeks).saturating_add(tail) > finish
                    })
        });
    }

    /// Rules out the occupations that leave too little time for what every plan reaches by work.
    fn rule_out_by_need(&mut self, need: Need, finish: u64) {
        let instance = self.instance;
        let weeks = instance.leaves[need.leaf as usize].weeks;
        let tail = instance.tails[need.leaf as usize];
        self.rule_out(|_, step, begin| {
            let kept = step.tail.saturating_sub(tail).min(instance.minimum_stay);
            let first = begin.min(need.start);
            let end = first.saturating_add(weeks).saturating_add(kept);
            step.act == Act::Work
                && !instance.counts(step).contains(&need.kind)
                && end.saturating_add(tail) > finish
        });
    }
}

/// The least weight that landmarks left over on chains to the target.
struct Chains<'c> {
    instance: &'c Instance,
    /// By leaf that belongs to no kind.
    leaves: Vec<u64>,
    /// By kind, over its leaves.
    kinds: Vec<u64>,
}

impl<'c> Chains<'c> {
    /// Returns for each step the least weight that is left over on a chain from it to the target,
    /// its own included. `begins` is by step; [`NEVER`]: it is ruled out.
    fn tails(instance: &'c Instance, cuts: &Cuts, begins: &[u64]) -> Vec<u64> {
        let mut chains = Self {
            instance,
            leaves: vec![NEVER; instance.leaves.len()],
            kinds: vec![NEVER; instance.kinds.len()],
        };
        let mut tails = vec![NEVER; instance.steps.len()];
        let mut is_changed = true;
        let forest = &instance.forest;
        forest.leaves(instance.target, &mut |leaf| {
            chains.lower(leaf, 0);
        });
        while is_changed {
            is_changed = false;
            // Effects mostly come after causes.
            for (place, step) in instance.steps.iter().enumerate().rev() {
                if begins[place] == NEVER {
                    continue;
                }
                let own = chains.after(step).saturating_add(cuts.leftovers[place]);
                if own < std::mem::replace(&mut tails[place], own) {
                    for leaf in instance.asks(step) {
                        is_changed |= chains.lower(*leaf, own);
                    }
                }
            }
        }
        tails
    }

    /// Returns the least over what a step meets or counts towards.
    fn after(&self, step: &Step) -> u64 {
        let gives = self.instance.gives(step).iter();
        let gives = gives.map(|leaf| self.leaves[*leaf as usize]);
        let counts = self.instance.counts(step).iter();
        let counts = counts.map(|kind| self.kinds[*kind as usize]);
        gives.chain(counts).fold(NEVER, u64::min)
    }

    /// Lowers the value of a leaf; returns whether it was higher.
    fn lower(&mut self, leaf: u32, value: u64) -> bool {
        let known = match self.instance.leaves[leaf as usize].kind {
            NO_KIND => &mut self.leaves[leaf as usize],
            kind => &mut self.kinds[kind as usize],
        };
        let is_lower = value < *known;
        *known = value.min(*known);
        is_lower
    }
}
