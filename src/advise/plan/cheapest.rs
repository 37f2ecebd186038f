//! The least cost, from below.
//!
//! In: a [`Question`] and [`Bounds`]. Out: a cost no plan goes below, and the cheapest plan met on
//! the way.
//!
//! Only steps that cost something are chosen here, whatever costs nothing may be done besides: a
//! set of steps is paid for, and it is seen whether a plan within the bounds needs no others. Sets
//! are looked at in the order of what they cost and what their landmarks show to be still missing,
//! so the first that suffices is the cheapest. From one that does not suffice a landmark is learned:
//! it is widened as far as it still fails, and one of the steps left over is in every plan.
//!
//! # Source
//! Branching on landmarks: of each one step is in every plan. Best first, as in A*. What is learned
//! holds for all sets, as in the implicit hitting sets of Davies and Bacchus 2011, "Solving MAXSAT by
//! solving a sequence of simpler SAT instances".

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::cuts::{Cuts, Unhit};
use super::instance::Instance;
use super::measure::{Bounds, Measure, NEVER};
use super::part::{Goal, only, part};
use super::root::{Rooted, Rooting};
use super::search::{Candidate, Effort, Without};
use super::soonest::{Greed, Narrowed, Question};

/// A choice of steps that cost something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Choice {
    /// What no plan with these steps and without those left out costs less than.
    least: u64,
    /// The steps it has, by place; so of equals it is always the same one that comes first.
    paid: Reverse<Vec<u32>>,
    left_out: Vec<u32>,
    /// Whether it may suffice: no landmark that is known shows anything to be missing.
    may_suffice: bool,
}

/// How many looks it is worth to find out whether more would suffice.
const LOOKS: u64 = 150;

impl Question<'_> {
    /// Returns what can be found out about the least cost within `bounds`.
    pub(super) fn cheapest(&self, bounds: Bounds, effort: &mut Effort) -> Narrowed {
        let Rooted { instance, root } = match self.within(bounds, effort) {
            Ok(rooted) => rooted,
            Err(without) => return Narrowed::without(without),
        };
        let mut buying = Buying {
            instance: &instance,
            first: &root.cost,
            bounds,
            learned: Vec::new(),
            best: None,
            effort,
        };
        let mut choices = BinaryHeap::new();
        choices.push(Reverse(Choice {
            least: root.cost.total,
            paid: Reverse(Vec::new()),
            left_out: Vec::new(),
            may_suffice: false,
        }));
        // Where the effort is spent: what no plan costs less than.
        let mut undecided = None;
        while let Some(Reverse(choice)) = choices.pop() {
            let least = choice.least;
            if least >= buying.most() {
                break;
            }
            if buying.look_at(choice, &mut choices).is_none() {
                undecided = Some(least);
                break;
            }
        }
        let best = buying.best;
        let found = best.map(|best| best.among(instance, bounds));
        match undecided {
            None => Narrowed::proven(found, Measure::Cost),
            Some(least) => Narrowed { least, found },
        }
    }
}

impl Choice {
    fn leaves_out(&self, step: u32) -> bool {
        self.left_out.binary_search(&step).is_ok()
    }

    /// Returns what the steps cost that are paid for.
    fn price(&self, instance: &Instance) -> u64 {
        let paid = self.paid.0.iter();
        let prices = paid.map(|step| instance.steps[*step as usize].cost);
        prices.fold(0, u64::saturating_add)
    }

    /// Returns for each step what it costs beside what is paid for.
    fn weights(&self, instance: &Instance) -> Vec<u64> {
        let mut weights: Vec<u64> = instance.steps.iter().map(|step| step.cost).collect();
        for step in &self.paid.0 {
            weights[*step as usize] = 0;
        }
        weights
    }

    /// Returns the choice with one more step.
    fn with(&self, step: u32, least: u64) -> Self {
        let mut own = self.clone();
        own.least = least.max(self.least);
        own.may_suffice = false;
        insert(&mut own.paid.0, step);
        own
    }
}

/// Adds a number to a sorted list.
fn insert(list: &mut Vec<u32>, number: u32) {
    let place = list.partition_point(|known| *known < number);
    list.insert(place, number);
}

struct Buying<'b> {
    instance: &'b Instance,
    /// Its landmarks of cost, where that is bounded.
    first: &'b Cuts,
    bounds: Bounds,
    /// Landmarks: for each, which steps it has.
    learned: Vec<Vec<bool>>,
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

    /// Finds out what a choice comes to, and adds the choices that follow from it; `None`: the effort
    /// is spent.
    fn look_at(&mut self, choice: Choice, choices: &mut BinaryHeap<Reverse<Choice>>) -> Option<()> {
        if !self.effort.spend_on_root(self.instance) {
            return None;
        }
        if choice.may_suffice && self.suffices(&choice)? {
            return Some(());
        }
        self.branch(choice, choices);
        Some(())
    }

    /// Adds a choice for each step of a landmark that is not hit; where there is none, the choice
    /// itself, as one that may suffice.
    fn branch(&self, choice: Choice, choices: &mut BinaryHeap<Reverse<Choice>>) {
        let instance = self.instance;
        let Some(cuts) = self.cuts(&choice) else {
            return;
        };
        let price = choice.price(instance);
        let least = price.saturating_add(cuts.total);
        if least >= self.most() {
            return;
        }
        let members = match fewest_members(&cuts).or_else(|| self.missing(&choice)) {
            Some(members) => members,
            None => {
                choices.push(Reverse(Choice {
                    least: least.max(choice.least),
                    may_suffice: true,
                    ..choice
                }));
                return;
            }
        };
        let unhit = Unhit::all(&cuts);
        let mut choice = choice;
        for step in members {
            let own = instance.steps[step as usize].cost;
            let others = unhit.weight_after(&cuts, step);
            let least = price.saturating_add(own).saturating_add(others);
            if least < self.most() {
                choices.push(Reverse(choice.with(step, least)));
            }
            insert(&mut choice.left_out, step);
        }
    }

    /// Returns the landmarks of cost that a choice leaves; `None`: without what it leaves out there is
    /// no plan.
    fn cuts(&self, choice: &Choice) -> Option<Cuts> {
        let is_first = choice.paid.0.is_empty() && choice.left_out.is_empty();
        if is_first && self.bounds.cost != NEVER {
            return Some(self.first.clone());
        }
        let rooting = Rooting::without(self.instance, |step| choice.leaves_out(step))?;
        Some(rooting.cuts_of(choice.weights(self.instance)))
    }

    /// Returns what is not left out of a landmark that was learned and is not hit.
    fn missing(&self, choice: &Choice) -> Option<Vec<u32>> {
        let is_hit = |own: &&Vec<bool>| choice.paid.0.iter().any(|step| own[*step as usize]);
        let unhit = self.learned.iter().filter(|own| !is_hit(own));
        let members = unhit.map(|own| {
            let steps = (0u32..).zip(own).filter(|(_, is_member)| **is_member);
            let steps = steps.map(|(step, _)| step);
            steps
                .filter(|step| !choice.leaves_out(*step))
                .collect::<Vec<u32>>()
        });
        members.min_by_key(Vec::len)
    }

    /// Returns whether what is paid for and what is free gives a plan, which is kept; learns a
    /// landmark if not. `None`: the effort is spent.
    fn suffices(&mut self, choice: &Choice) -> Option<bool> {
        let instance = self.instance;
        let mut is_chosen: Vec<bool> = instance.steps.iter().map(|step| step.cost == 0).collect();
        for step in &choice.paid.0 {
            is_chosen[*step as usize] = true;
        }
        match self.tried(|step| is_chosen[step], u64::MAX) {
            Ok(_) => return Some(true),
            Err(Without::Proof) => {}
            Err(Without::Undecided) => return None,
        }
        let too_dear = self.most().saturating_sub(choice.price(instance));
        let is_member = self.landmark(&is_chosen, too_dear);
        self.learned.push(is_member);
        Some(false)
    }

    /// Returns a landmark without steps that are chosen and do not suffice: of the others those that
    /// are dearer than the most with which there is no plan either.
    fn landmark(&mut self, is_chosen: &[bool], too_dear: u64) -> Vec<bool> {
        let instance = self.instance;
        let steps = instance.steps.iter().zip(is_chosen);
        let others = steps.filter(|(step, is_chosen)| !**is_chosen && step.cost < too_dear);
        let mut prices: Vec<u64> = others.map(|(step, _)| step.cost).collect();
        prices.sort_unstable();
        prices.dedup();
        let is_dearer =
            |step: usize, price: u64| !is_chosen[step] && instance.steps[step].cost > price;
        let (mut low, mut high) = (0, prices.len());
        while low < high {
            // What is cheap mostly fails, and that is found out sooner than what suffices.
            let place = low + (high - low) / 8;
            match self.tried(|step| !is_dearer(step, prices[place]), LOOKS) {
                Err(Without::Proof) => low = place + 1,
                Err(Without::Undecided) => high = place,
                Ok(dearest) => {
                    let cheaper = prices.partition_point(|price| *price < dearest);
                    high = cheaper.min(place);
                }
            }
        }
        let dearest = low.checked_sub(1).map_or(0, |place| prices[place]);
        // What is too dear for this choice may be in others: these learn from it if it does not help.
        let is_too_dear = |step: usize| instance.steps[step].cost >= too_dear;
        let is_missing = |step: usize| is_dearer(step, dearest) && !is_too_dear(step);
        let no_plan = self.tried(|step| !is_missing(step), LOOKS) == Err(Without::Proof);
        let places = 0..is_chosen.len();
        let is_member = |step| match no_plan {
            true => is_missing(step),
            false => is_dearer(step, dearest),
        };
        places.map(is_member).collect()
    }

    /// Looks for a plan within the bounds, whatever it costs, of the steps that are chosen; keeps it
    /// if it is cheaper, and returns what the dearest of its steps costs.
    fn tried(&mut self, is_chosen: impl Fn(usize) -> bool, looks: u64) -> Result<u64, Without> {
        if !self.effort.spend_on_part(self.instance) {
            return Err(Without::Undecided);
        }
        let starts = only(&self.instance.starts, is_chosen);
        let bounds = Bounds {
            cost: NEVER,
            ..self.bounds
        };
        let part = part(self.instance, &Goal::of(self.instance), &starts, bounds);
        let part = part.ok_or(Without::Proof)?;
        let question = Question {
            cut: Some(bounds),
            ..Question::of(&part)
        };
        let first = part.forest.value(part.target, &part.earliest);
        let candidate = match question.greedy(Measure::Finish, Greed::Best, first, bounds) {
            Some(candidate) => candidate,
            None => question.tried(first, bounds, looks, self.effort)?,
        };
        let moves = candidate.found.moves.iter();
        let dearest = moves
            .map(|own| candidate.instance.steps[own.step as usize].cost)
            .max();
        self.keep(candidate);
        Ok(dearest.unwrap_or(0))
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
