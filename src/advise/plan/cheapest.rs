//! The least cost, from below.
//!
//! In: a [`Question`] and [`Bounds`]. Out: a cost no plan goes below, and the cheapest plan met on
//! the way.
//!
//! Only steps that cost something are chosen here, whatever costs nothing may be done besides: a
//! set of steps is paid for, and it is seen whether a plan within the bounds needs no others. Sets
//! are looked at in the order of what they cost and what their landmarks show to be still missing,
//! so the first that suffices is the cheapest.
//!
//! # Source
//! Branching on landmarks: of each one step is in every plan. Best first, as in A*.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::cuts::Cuts;
use super::instance::Instance;
use super::least::Least;
use super::lists::small;
use super::measure::{Bounds, Measure, NEVER};
use super::part::{Goal, part};
use super::root::{Rooted, Rooting};
use super::search::{Candidate, Effort, Without};
use super::soonest::{Narrowed, Question};

/// A choice of steps that cost something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Choice {
    /// What no plan with these steps and without those left out costs less than.
    least: u64,
    /// The more, the nearer to a plan.
    paid: Reverse<Vec<u32>>,
    left_out: Vec<u32>,
}

/// What a choice comes to.
enum Verdict {
    Plan,
    /// One of these steps is missing; none: no plan has the choice.
    Missing(Vec<u32>),
    Undecided,
}

/// How many looks it is worth to find out whether more would suffice.
const LOOKS: u64 = 1_000;

impl Question<'_> {
    /// Returns what can be found out about the least cost within `bounds`.
    pub(super) fn cheapest(&self, bounds: Bounds, effort: &mut Effort) -> Narrowed {
        let Rooted { instance, root } = match self.within(bounds, effort) {
            Ok(rooted) => rooted,
            Err(without) => return Narrowed::without(without),
        };
        let mut buying = Buying {
            instance: &instance,
            bounds,
            best: None,
            effort,
        };
        let mut choices = BinaryHeap::new();
        choices.push(Reverse(Choice {
            least: root.cost.total,
            paid: Reverse(Vec::new()),
            left_out: Vec::new(),
        }));
        while let Some(Reverse(choice)) = choices.pop() {
            if choice.least >= buying.most() {
                break;
            }
            let verdict = match buying.effort.spend(instance.size()) {
                true => buying.judge(&choice),
                false => Verdict::Undecided,
            };
            match verdict {
                Verdict::Plan => {}
                Verdict::Missing(steps) => {
                    let branches = branches(&instance, choice, &steps);
                    choices.extend(branches.map(Reverse));
                }
                Verdict::Undecided => {
                    return Narrowed {
                        least: choice.least,
                        found: buying.best,
                    };
                }
            }
        }
        Narrowed::proven(buying.best, Measure::Cost)
    }
}

impl Choice {
    fn leaves_out(&self, step: u32) -> bool {
        self.left_out.binary_search(&step).is_ok()
    }

    /// Returns for each step what it costs beside what is paid for.
    fn weights(&self, instance: &Instance) -> Vec<u64> {
        let mut weights: Vec<u64> = instance.steps.iter().map(|step| step.cost).collect();
        for step in &self.paid.0 {
            weights[*step as usize] = 0;
        }
        weights
    }

    /// Returns the choice with what its landmarks add; `None`: no plan has it.
    fn bounded(self, instance: &Instance) -> Option<Self> {
        let rooting = Rooting::without(instance, |step| self.leaves_out(step))?;
        let cuts = rooting.cuts_of(self.weights(instance));
        let paid = self.paid.0.iter();
        let paid = paid.map(|step| instance.steps[*step as usize].cost);
        let least = paid.fold(cuts.total, u64::saturating_add);
        Some(Self {
            least: least.max(self.least),
            ..self
        })
    }
}

/// Returns the choices with one of the steps and without those before it.
fn branches(instance: &Instance, choice: Choice, steps: &[u32]) -> impl Iterator<Item = Choice> {
    let mut left_out = choice.left_out;
    steps.iter().filter_map(move |step| {
        let mut paid = choice.paid.0.clone();
        paid.push(*step);
        paid.sort_unstable();
        let own = Choice {
            least: choice.least,
            paid: Reverse(paid),
            left_out: left_out.clone(),
        };
        left_out.push(*step);
        left_out.sort_unstable();
        own.bounded(instance)
    })
}

struct Buying<'b> {
    instance: &'b Instance,
    bounds: Bounds,
    best: Option<Candidate>,
    effort: &'b mut Effort,
}

impl Buying<'_> {
    /// Returns what a plan has to cost less than to be of interest.
    fn most(&self) -> u64 {
        let best = self.best.as_ref().map(|best| best.found.cost);
        best.unwrap_or(self.bounds.cost.saturating_add(1))
    }

    fn keep(&mut self, candidate: Candidate) {
        if candidate.found.cost < self.most() {
            self.best = Some(candidate);
        }
    }

    /// Finds out what a choice comes to; keeps every plan that is met on the way.
    fn judge(&mut self, choice: &Choice) -> Verdict {
        let Some(rooting) = Rooting::without(self.instance, |step| choice.leaves_out(step)) else {
            return Verdict::Missing(Vec::new());
        };
        let weights = choice.weights(self.instance);
        let cuts = rooting.cuts_of(weights.clone());
        if let Some(members) = fewest_members(&cuts) {
            return Verdict::Missing(members);
        }
        // What is paid for and what is free could do, if nothing stood in its way.
        match self.tried(&rooting.begins, &weights, 0, u64::MAX) {
            Ok(()) => return Verdict::Plan,
            Err(Without::Proof) => {}
            Err(Without::Undecided) => return Verdict::Undecided,
        }
        let mut others: Vec<u32> = (0..small(weights.len()))
            .filter(|step| weights[*step as usize] > 0 && rooting.begins[*step as usize] != NEVER)
            .collect();
        others.sort_unstable_by_key(|step| (weights[*step as usize], *step));
        // The most of the cheaper others that do not suffice either: one that is dearer is missing.
        let mut prices: Vec<u64> = others.iter().map(|step| weights[*step as usize]).collect();
        prices.dedup();
        let (mut low, mut high) = (0, prices.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.tried(&rooting.begins, &weights, prices[middle], LOOKS) {
                Err(Without::Proof) => low = middle + 1,
                Ok(()) | Err(Without::Undecided) => high = middle,
            }
        }
        let dearest = low.checked_sub(1).map_or(0, |place| prices[place]);
        others.retain(|step| weights[*step as usize] > dearest);
        Verdict::Missing(others)
    }

    /// Looks for a plan within the bounds, whatever it costs, of the steps of at most a weight; keeps
    /// it if it is cheaper.
    fn tried(
        &mut self,
        begins: &[u64],
        weights: &[u64],
        dearest: u64,
        looks: u64,
    ) -> Result<(), Without> {
        if !self.effort.spend(self.instance.size()) {
            return Err(Without::Undecided);
        }
        let starts = begins.iter().zip(weights);
        let starts = starts.map(|(begin, weight)| match *weight <= dearest {
            true => [*begin, 0, 0],
            false => [NEVER; 3],
        });
        let starts: Vec<[u64; 3]> = starts.collect();
        let bounds = Bounds {
            cost: NEVER,
            ..self.bounds
        };
        let part = part(self.instance, &Goal::of(self.instance), &starts, bounds);
        let part = part.ok_or(Without::Proof)?;
        let question = Question {
            instance: &part,
            least: &Least::of(&part),
            goal: Goal::of(&part),
        };
        let first = part.forest.value(part.target, &question.least.leaves[0]);
        let candidate = match question.greedy(Measure::Finish, first, bounds) {
            Some(candidate) => candidate,
            None => question.tried(first, bounds, looks, self.effort)?,
        };
        self.keep(candidate);
        Ok(())
    }
}

/// Returns the steps of the landmark that has the fewest.
fn fewest_members(cuts: &Cuts) -> Option<Vec<u32>> {
    let places = 0..cuts.cuts.len();
    let members = places.map(|place| {
        let steps = cuts.hits.iter().zip(0u32..);
        let hit = steps.filter(|(hits, _)| *hits >> place & 1 == 1);
        hit.map(|(_, step)| step).collect::<Vec<u32>>()
    });
    members.min_by_key(Vec::len)
}
