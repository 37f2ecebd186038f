//! The first week in which each leaf, node and qualification could be had if nothing stood in
//! anything's way: as if any number of routes could be studied and any number of occupations worked
//! in side by side. No plan does better, and where there is no such week no plan exists.
//!
//! # Source
//! Knuth 1977, "A generalization of Dijkstra's algorithm": thresholds over sums of positive weights
//! are superior functions.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are checked against the problem's lists when the links are made"
)]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::links::Links;
use super::measure::NEVER;
use super::problem::{Possession, Problem, Reach, Target};
use crate::pack::QualificationIndex;
use crate::pack::requirement::trees::{TreeNode, Upward};
use crate::units::Weeks;

/// First weeks; [`NEVER`]: no plan has it.
#[derive(Clone, Debug)]
pub(super) struct Firsts {
    /// By node.
    pub(super) nodes: Vec<u64>,
    /// By leaf.
    pub(super) leaves: Vec<u64>,
    /// By qualification.
    pub(super) qualifications: Vec<u64>,
    /// Whether each leaf is met today.
    pub(super) met: Vec<bool>,
    /// The worth each node asks for beyond what plans reach; 0: it is reached.
    pub(super) missing: Vec<u64>,
}

impl Firsts {
    /// Returns the first weeks of a problem.
    pub(super) fn of(problem: &Problem<'_>, links: &Links) -> Self {
        let mut settling = Settling {
            problem,
            links,
            upward: problem.trees.upward(),
            heap: BinaryHeap::with_capacity(problem.study.len()),
            leaves: vec![NEVER; problem.leaves.len()],
            qualifications: vec![NEVER; problem.qualifications.len()],
            ready: Vec::new(),
            firsts: Self {
                nodes: vec![NEVER; problem.trees.len()],
                leaves: vec![NEVER; problem.leaves.len()],
                qualifications: vec![NEVER; problem.qualifications.len()],
                met: problem
                    .leaves
                    .iter()
                    .map(|leaf| is_met(problem, leaf))
                    .collect(),
                missing: Vec::with_capacity(problem.trees.len()),
            },
        };
        settling.begin();
        settling.run();
        settling.firsts
    }

    /// Returns the first week a qualification could be had; `None`: no plan has it.
    pub(super) fn qualification(&self, index: QualificationIndex) -> Option<u64> {
        let first = self.qualifications.get(index.position()).copied();
        first.filter(|first| *first != NEVER)
    }

    /// Returns whether a plan to the target exists, however long and costly.
    pub(super) fn reach(&self, target: &Target<'_>) -> bool {
        let is_had =
            |weeks: &[u64], place: usize| weeks.get(place).is_some_and(|week| *week != NEVER);
        let mut nodes = target.requires.iter();
        nodes.all(|node| is_had(&self.nodes, node.0 as usize))
            && target.holds.iter().all(|wanted| {
                let mut counts = wanted.counts.iter();
                counts.any(|index| is_had(&self.qualifications, index.position()))
            })
    }
}

fn is_met(problem: &Problem<'_>, leaf: &Reach<'_>) -> bool {
    match leaf {
        Reach::Met => true,
        Reach::Never | Reach::Open => false,
        Reach::Holding(by) => by.iter().any(|index| {
            let possession = problem.qualifications.get(index.position());
            matches!(
                possession,
                Some(Possession::Held | Possession::Arrives(Weeks(0)))
            )
        }),
        Reach::Entering(by) => problem.current.is_some_and(|own| by.contains(&own)),
        Reach::Working { weeks, .. } => weeks.0 == 0,
    }
}

/// What the heap holds: something that could be had in a week.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Leaf(u32),
    Qualification(u32),
}

struct Settling<'s> {
    problem: &'s Problem<'s>,
    links: &'s Links,
    upward: &'s Upward,
    heap: BinaryHeap<Reverse<(u64, Event)>>,
    /// By leaf and by qualification, the first week the heap has or had it in.
    leaves: Vec<u64>,
    qualifications: Vec<u64>,
    /// Nodes met in the week being settled, whose parents have not heard yet.
    ready: Vec<u32>,
    firsts: Firsts,
}

impl Settling<'_> {
    fn begin(&mut self) {
        let problem = self.problem;
        for (index, node) in (0u32..).zip(problem.trees.nodes()) {
            let need = match *node {
                TreeNode::Leaf(_) => 1,
                TreeNode::Branch { need, .. } => need,
            };
            self.firsts.missing.push(need);
            if need == 0 {
                self.firsts.nodes[index as usize] = 0;
                self.ready.push(index);
            }
        }
        for (leaf, reach) in (0u32..).zip(&problem.leaves) {
            if self.firsts.met[leaf as usize] {
                self.meet(leaf, 0);
            } else if let Reach::Working { weeks, occupations } = reach
                && problem
                    .current
                    .is_some_and(|own| occupations.contains(&own))
            {
                self.expect(Event::Leaf(leaf), u64::from(weeks.0));
            }
        }
        for (index, possession) in (0u32..).zip(&problem.qualifications) {
            let week = match possession {
                Possession::Held => 0,
                Possession::Arrives(week) => u64::from(week.0),
                Possession::Lacking => continue,
            };
            self.expect(Event::Qualification(index), week);
        }
        for (index, option) in (0u32..).zip(&problem.study) {
            if option.requires.is_none() {
                self.start_study(index, 0);
            }
        }
        for (index, work) in (0u32..).zip(&problem.occupations) {
            if work.requires.is_none() {
                self.enter(index, 0);
            }
        }
        self.spread(0);
    }

    fn run(&mut self) {
        while let Some(Reverse((week, event))) = self.heap.pop() {
            match event {
                Event::Leaf(leaf) => self.meet(leaf, week),
                Event::Qualification(index) => {
                    let known = &mut self.firsts.qualifications[index as usize];
                    if *known != NEVER {
                        continue;
                    }
                    *known = week;
                    for leaf in self.links.leaves_of_qualification.of(index) {
                        self.meet(*leaf, week);
                    }
                }
            }
            self.spread(week);
        }
    }

    fn meet(&mut self, leaf: u32, week: u64) {
        let known = &mut self.firsts.leaves[leaf as usize];
        if *known != NEVER {
            return;
        }
        *known = week;
        for node in self.upward.nodes_of(leaf) {
            self.firsts.nodes[*node as usize] = week;
            self.firsts.missing[*node as usize] = 0;
            self.ready.push(*node);
        }
    }

    /// Tells the parents of every node met, and starts what waited for it.
    fn spread(&mut self, week: u64) {
        let links = self.links;
        while let Some(node) = self.ready.pop() {
            for (parent, worth) in self.upward.parents(node) {
                let missing = &mut self.firsts.missing[parent as usize];
                if *missing == 0 {
                    continue;
                }
                *missing = missing.saturating_sub(u64::from(worth));
                if *missing == 0 {
                    self.firsts.nodes[parent as usize] = week;
                    self.ready.push(parent);
                }
            }
            for index in links.study_waiting.of(node) {
                self.start_study(*index, week);
            }
            for index in links.work_waiting.of(node) {
                self.enter(*index, week);
            }
        }
    }

    fn start_study(&mut self, index: u32, week: u64) {
        let option = &self.problem.study[index as usize];
        let place = option.qualification.position();
        if self.firsts.qualifications.get(place) != Some(&NEVER)
            || self.problem.qualifications.get(place) == Some(&Possession::Held)
        {
            return;
        }
        let end = week + u64::from(option.duration.0);
        self.expect(Event::Qualification(option.qualification.0), end);
    }

    fn enter(&mut self, index: u32, week: u64) {
        for leaf in self.links.leaves_entered.of(index) {
            self.expect(Event::Leaf(*leaf), week);
        }
        for leaf in self.links.leaves_worked.of(index) {
            if self.firsts.leaves[*leaf as usize] != NEVER {
                continue;
            }
            if let Reach::Working { weeks, .. } = self.problem.leaves[*leaf as usize] {
                self.expect(Event::Leaf(*leaf), week + u64::from(weeks.0));
            }
        }
    }

    /// Puts something into the heap, unless it is there for a week as soon.
    fn expect(&mut self, event: Event, week: u64) {
        let known = match event {
            Event::Leaf(leaf) => &mut self.leaves[leaf as usize],
            Event::Qualification(index) => &mut self.qualifications[index as usize],
        };
        if week < *known {
            *known = week;
            self.heap.push(Reverse((week, event)));
        }
    }
}
