//! What all targets of one person share: how soon, how cheaply and in how few steps each leaf could
//! be met if nothing stood in anything's way.
//!
//! In: a [`Problem`]. Out: an [`Outlook`]. Three values are computed for each leaf, tree node and
//! qualification, each as if any number of routes could be studied and any number of occupations
//! worked in side by side, and as if only the dearest of several requirements had to be paid for.
//! No plan does better, so the values are lower bounds; where a value is infinite no plan exists.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are checked against the problem's lists when the links are made"
)]

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::OnceLock;

use super::problem::{Possession, Problem, Reach, Target, TreeNode};
use crate::pack::QualificationIndex;
use crate::pack::requirement::{LeafIndex, NodeIndex};
use crate::units::Weeks;

/// A value that is never reached.
pub(super) const NEVER: u64 = u64::MAX;

/// What a lower bound counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Weeks until it is met.
    Finish = 0,
    /// Dollars.
    Cost = 1,
    /// Steps.
    Steps = 2,
}

impl Measure {
    pub(super) const ALL: [Self; 3] = [Self::Finish, Self::Cost, Self::Steps];
}

/// What first meets a leaf or gives a qualification when nothing stands in its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Supporter {
    /// Nothing, or nothing that has to be done.
    Nothing,
    /// A study option.
    Study(u32),
    /// An occupation, entered.
    Work(u32),
}

/// Lower bounds in one measure.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub(super) nodes: Vec<u64>,
    pub(super) leaves: Vec<u64>,
    pub(super) qualifications: Vec<u64>,
    pub(super) leaf_supporters: Vec<Supporter>,
    pub(super) qualification_supporters: Vec<Supporter>,
}

/// Lists of lists, flat.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Groups pairs by their first part, which is below `count`; the order within is kept.
    pub(super) fn group(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut starts = vec![0u32; count + 1];
        for (key, _) in pairs {
            starts[*key as usize + 1] += 1;
        }
        for position in 1..starts.len() {
            starts[position] += starts[position - 1];
        }
        let mut next = starts.clone();
        let mut items = vec![0u32; pairs.len()];
        for (key, item) in pairs {
            let place = &mut next[*key as usize];
            items[*place as usize] = *item;
            *place += 1;
        }
        Self { starts, items }
    }

    /// Returns the list at `key`.
    pub(super) fn of(&self, key: u32) -> &[u32] {
        let key = key as usize;
        &self.items[self.starts[key] as usize..self.starts[key + 1] as usize]
    }
}

/// Lower bounds and links for every target of one person.
#[derive(Clone, Debug)]
pub struct Outlook<'a> {
    pub(super) problem: &'a Problem<'a>,
    /// The leaves met by holding a qualification.
    pub(super) leaves_of_qualification: Lists,
    /// The leaves met by entering an occupation.
    pub(super) leaves_entered: Lists,
    /// The leaves to which work in an occupation counts.
    pub(super) leaves_worked: Lists,
    /// The study options that earn a qualification not held.
    pub(super) study_of: Lists,
    /// Whether each leaf is met today.
    pub(super) met: Vec<bool>,
    /// By [`Measure`].
    pub(super) values: [Values; 3],
    /// By occupation, a week no plan enters it before, once that has been asked for.
    pub(super) entries: Vec<OnceLock<u64>>,
}

/// The links upwards: from what is met to what may follow from it.
struct Upwards {
    nodes_of_leaf: Lists,
    parents: Lists,
    worths: Lists,
    study_waiting: Lists,
    work_waiting: Lists,
}

impl<'a> Outlook<'a> {
    /// Returns the outlook of a person: the work that all targets share.
    pub fn of(problem: &'a Problem<'a>) -> Self {
        let (mut held, mut entered, mut worked) = (Vec::new(), Vec::new(), Vec::new());
        let qualifications = problem.qualifications.len();
        let occupations = problem.occupations.len();
        for (leaf, reach) in (0u32..).zip(&problem.leaves) {
            match reach {
                Reach::Met | Reach::Never => {}
                Reach::Holding(by) => {
                    let known = by.iter().filter(|index| index.position() < qualifications);
                    held.extend(known.map(|index| (index.0, leaf)));
                }
                Reach::Entering(by) => {
                    let known = by.iter().filter(|index| index.position() < occupations);
                    entered.extend(known.map(|index| (index.0, leaf)));
                }
                Reach::Working {
                    occupations: by, ..
                } => {
                    let known = by.iter().filter(|index| index.position() < occupations);
                    worked.extend(known.map(|index| (index.0, leaf)));
                }
            }
        }
        let study: Vec<(u32, u32)> = (0u32..)
            .zip(&problem.study)
            .filter(|(_, option)| {
                let possession = problem.qualifications.get(option.qualification.position());
                possession.is_some_and(|possession| *possession != Possession::Held)
            })
            .map(|(index, option)| (option.qualification.0, index))
            .collect();
        let mut outlook = Self {
            problem,
            leaves_of_qualification: Lists::group(qualifications, &held),
            leaves_entered: Lists::group(occupations, &entered),
            leaves_worked: Lists::group(occupations, &worked),
            study_of: Lists::group(qualifications, &study),
            met: problem
                .leaves
                .iter()
                .map(|leaf| is_met(problem, leaf))
                .collect(),
            values: [Values::default(), Values::default(), Values::default()],
            entries: vec![OnceLock::new(); occupations],
        };
        let upwards = outlook.upwards(&study);
        outlook.values = Measure::ALL.map(|measure| outlook.settle(&upwards, measure));
        outlook
    }

    /// Returns the lower bounds in a measure.
    pub(super) fn values(&self, measure: Measure) -> &Values {
        &self.values[measure as usize]
    }

    /// Returns the lower bound for what a step requires.
    pub(super) fn required(&self, measure: Measure, requires: Option<NodeIndex>) -> u64 {
        requires.map_or(0, |node| {
            let known = self.values(measure).nodes.get(node.0 as usize);
            known.copied().unwrap_or(NEVER)
        })
    }

    /// Returns a week before which the tree cannot be met; `None`: no plan meets it.
    pub fn first_week(&self, node: NodeIndex) -> Option<u64> {
        let least = self.required(Measure::Finish, Some(node));
        (least != NEVER).then_some(least)
    }

    /// Returns whether a leaf is met today or by some plan.
    pub fn is_reached(&self, leaf: LeafIndex) -> bool {
        let values = &self.values(Measure::Finish).leaves;
        values
            .get(leaf.0 as usize)
            .is_some_and(|value| *value != NEVER)
    }

    /// Returns whether a plan to the target exists, however long and costly.
    pub(super) fn reaches(&self, target: &Target<'_>) -> bool {
        self.least(Measure::Finish, target) != NEVER
    }

    /// Returns whether the target is met today.
    pub(super) fn is_met(&self, target: &Target<'_>) -> bool {
        if self.least(Measure::Finish, target) != 0 {
            return false;
        }
        target.requires.iter().all(|node| self.is_node_met(*node))
            && target.holds.iter().all(|wanted| {
                let mut counts = wanted.counts.iter();
                counts.any(|index| is_held(self.problem, *index))
            })
    }

    fn is_node_met(&self, node: NodeIndex) -> bool {
        match self.problem.trees.node(node) {
            None => false,
            Some(TreeNode::Leaf(leaf)) => self.met.get(leaf.0 as usize) == Some(&true),
            Some(TreeNode::Branch { need, from, to }) => {
                let children = self.problem.trees.children(from, to).iter();
                let met = children.filter(|child| self.is_node_met(child.node));
                let worths = met.map(|child| u64::from(child.worth));
                worths.fold(0, u64::saturating_add) >= need
            }
        }
    }

    /// Returns the lower bound for a target.
    pub(super) fn least(&self, measure: Measure, target: &Target<'_>) -> u64 {
        let nodes = target.requires.iter();
        let nodes = nodes.map(|node| self.required(measure, Some(*node)));
        let known = &self.values(measure).qualifications;
        let wanted = target.holds.iter().map(|wanted| {
            let counts = wanted.counts.iter();
            let values = counts.filter_map(|index| known.get(index.position()));
            values.min().copied().unwrap_or(NEVER)
        });
        nodes.chain(wanted).fold(0, u64::max)
    }

    fn upwards(&self, study: &[(u32, u32)]) -> Upwards {
        let problem = self.problem;
        let (mut of_leaf, mut parents, mut worths) = (Vec::new(), Vec::new(), Vec::new());
        let nodes = problem.trees.len();
        for (index, node) in (0u32..).zip(problem.trees.nodes()) {
            match *node {
                TreeNode::Leaf(leaf) => {
                    if (leaf.0 as usize) < problem.leaves.len() {
                        of_leaf.push((leaf.0, index));
                    }
                }
                TreeNode::Branch { from, to, .. } => {
                    for child in problem.trees.children(from, to) {
                        parents.push((child.node.0, index));
                        worths.push((child.node.0, child.worth));
                    }
                }
            }
        }
        let is_node = |node: &NodeIndex| (node.0 as usize) < nodes;
        let study_waiting: Vec<(u32, u32)> = study
            .iter()
            .filter_map(|(_, index)| {
                let requires = problem.study[*index as usize].requires.filter(is_node)?;
                Some((requires.0, *index))
            })
            .collect();
        let work_waiting: Vec<(u32, u32)> = (0u32..)
            .zip(&problem.occupations)
            .filter_map(|(index, work)| Some((work.requires.filter(is_node)?.0, index)))
            .collect();
        Upwards {
            nodes_of_leaf: Lists::group(problem.leaves.len(), &of_leaf),
            parents: Lists::group(nodes, &parents),
            worths: Lists::group(nodes, &worths),
            study_waiting: Lists::group(nodes, &study_waiting),
            work_waiting: Lists::group(nodes, &work_waiting),
        }
    }

    /// Returns the lower bounds in `measure`, settled in increasing order.
    ///
    /// # Source
    /// Knuth 1977, "A generalization of Dijkstra's algorithm": thresholds over sums of positive
    /// weights are superior functions.
    fn settle(&self, upwards: &Upwards, measure: Measure) -> Values {
        let problem = self.problem;
        let mut settling = Settling {
            outlook: self,
            upwards,
            measure,
            heap: BinaryHeap::new(),
            missing: Vec::with_capacity(problem.trees.len()),
            ready: Vec::new(),
            values: Values {
                nodes: vec![NEVER; problem.trees.len()],
                leaves: vec![NEVER; problem.leaves.len()],
                qualifications: vec![NEVER; problem.qualifications.len()],
                leaf_supporters: vec![Supporter::Nothing; problem.leaves.len()],
                qualification_supporters: vec![Supporter::Nothing; problem.qualifications.len()],
            },
        };
        settling.begin();
        settling.run();
        settling.values
    }
}

fn is_met(problem: &Problem<'_>, leaf: &Reach<'_>) -> bool {
    match leaf {
        Reach::Met => true,
        Reach::Never => false,
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

fn is_held(problem: &Problem<'_>, index: QualificationIndex) -> bool {
    let possession = problem.qualifications.get(index.position());
    matches!(
        possession,
        Some(Possession::Held | Possession::Arrives(Weeks(0)))
    )
}

/// What the heap holds: something that could be had at a value, and what would give it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Leaf(u32, Option<u32>),
    Qualification(u32, Option<u32>),
}

struct Settling<'s, 'a> {
    outlook: &'s Outlook<'a>,
    upwards: &'s Upwards,
    measure: Measure,
    heap: BinaryHeap<Reverse<(u64, Event)>>,
    /// The worth each node still asks for.
    missing: Vec<u64>,
    /// Nodes met at the value being settled, whose parents have not heard yet.
    ready: Vec<u32>,
    values: Values,
}

impl Settling<'_, '_> {
    fn begin(&mut self) {
        let problem = self.outlook.problem;
        for (index, node) in (0u32..).zip(problem.trees.nodes()) {
            let need = match *node {
                TreeNode::Leaf(_) => 1,
                TreeNode::Branch { need, .. } => need,
            };
            self.missing.push(need);
            if need == 0 {
                self.values.nodes[index as usize] = 0;
                self.ready.push(index);
            }
        }
        for (leaf, reach) in (0u32..).zip(&problem.leaves) {
            let current = |by: &[_]| problem.current.is_some_and(|own| by.contains(&own));
            let value = match reach {
                Reach::Met => Some(0),
                Reach::Never | Reach::Holding(_) => None,
                Reach::Entering(by) => current(by).then_some(0),
                Reach::Working { weeks, occupations } => match (weeks.0, self.measure) {
                    (0, _) => Some(0),
                    (weeks, Measure::Finish) => current(occupations).then_some(u64::from(weeks)),
                    (_, Measure::Cost | Measure::Steps) => current(occupations).then_some(0),
                },
            };
            if let Some(value) = value {
                self.heap.push(Reverse((value, Event::Leaf(leaf, None))));
            }
        }
        for (index, possession) in (0u32..).zip(&problem.qualifications) {
            let value = match (possession, self.measure) {
                (Possession::Held, _) => 0,
                (Possession::Arrives(week), Measure::Finish) => u64::from(week.0),
                (Possession::Arrives(_), Measure::Cost | Measure::Steps) => 0,
                (Possession::Lacking, _) => continue,
            };
            let event = Event::Qualification(index, None);
            self.heap.push(Reverse((value, event)));
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
        while let Some(Reverse((value, event))) = self.heap.pop() {
            match event {
                Event::Leaf(leaf, by) => {
                    let supporter = by.map_or(Supporter::Nothing, Supporter::Work);
                    self.meet(leaf, value, supporter);
                }
                Event::Qualification(index, by) => {
                    let known = &mut self.values.qualifications[index as usize];
                    if *known != NEVER {
                        continue;
                    }
                    *known = value;
                    let supporter = by.map_or(Supporter::Nothing, Supporter::Study);
                    self.values.qualification_supporters[index as usize] = supporter;
                    for leaf in self.outlook.leaves_of_qualification.of(index) {
                        self.meet(*leaf, value, supporter);
                    }
                }
            }
            self.spread(value);
        }
    }

    fn meet(&mut self, leaf: u32, value: u64, supporter: Supporter) {
        if self.values.leaves[leaf as usize] != NEVER {
            return;
        }
        self.values.leaves[leaf as usize] = value;
        self.values.leaf_supporters[leaf as usize] = supporter;
        for node in self.upwards.nodes_of_leaf.of(leaf) {
            self.values.nodes[*node as usize] = value;
            self.missing[*node as usize] = 0;
            self.ready.push(*node);
        }
    }

    /// Tells the parents of every node met, and starts what waited for it.
    fn spread(&mut self, value: u64) {
        let upwards = self.upwards;
        while let Some(node) = self.ready.pop() {
            let parents = upwards.parents.of(node);
            for (parent, worth) in parents.iter().zip(upwards.worths.of(node)) {
                let missing = &mut self.missing[*parent as usize];
                if *missing == 0 {
                    continue;
                }
                *missing = missing.saturating_sub(u64::from(*worth));
                if *missing == 0 {
                    self.values.nodes[*parent as usize] = value;
                    self.ready.push(*parent);
                }
            }
            for index in upwards.study_waiting.of(node) {
                self.start_study(*index, value);
            }
            for index in upwards.work_waiting.of(node) {
                self.enter(*index, value);
            }
        }
    }

    fn start_study(&mut self, index: u32, value: u64) {
        let option = &self.outlook.problem.study[index as usize];
        let known = self
            .values
            .qualifications
            .get(option.qualification.position());
        if known != Some(&NEVER) {
            return;
        }
        let weight = match self.measure {
            Measure::Finish => u64::from(option.duration.0),
            Measure::Cost => u64::from(option.cost.0),
            Measure::Steps => 1,
        };
        let event = Event::Qualification(option.qualification.0, Some(index));
        self.heap.push(Reverse((value + weight, event)));
    }

    fn enter(&mut self, index: u32, value: u64) {
        let weight = u64::from(self.measure == Measure::Steps);
        for leaf in self.outlook.leaves_entered.of(index) {
            let event = Event::Leaf(*leaf, Some(index));
            self.heap.push(Reverse((value + weight, event)));
        }
        for leaf in self.outlook.leaves_worked.of(index) {
            let weeks = match self.outlook.problem.leaves[*leaf as usize] {
                Reach::Working { weeks, .. } => u64::from(weeks.0),
                Reach::Met | Reach::Never | Reach::Holding(_) | Reach::Entering(_) => 0,
            };
            let added = match self.measure {
                Measure::Finish => weeks,
                Measure::Cost | Measure::Steps => weight,
            };
            let event = Event::Leaf(*leaf, Some(index));
            self.heap.push(Reverse((value + added, event)));
        }
    }
}
