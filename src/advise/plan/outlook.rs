//! What all targets of one person share: what plans can turn on, and what no plan does better.
//!
//! In: a [`Problem`]. Out: an [`Outlook`], and targets in terms of it.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are checked against the problem's lists when the links are made"
)]

use std::sync::{Arc, OnceLock};

use super::blocked::causes;
use super::firsts::Firsts;
use super::forest::{Forest, Simple, Tree};
use super::least::{Least, weight};
use super::links::Links;
use super::measure::{Bounds, Measure, NEVER};
use super::part::Wanted;
use super::problem::{self, Possession, Problem, Target};
use super::whole::{HOPELESS, Reader, Whole, whole};
use crate::lists::small;
use crate::pack::requirement::{LeafIndex, NodeIndex};
use crate::pack::{OccupationIndex, QualificationIndex};
use crate::units::Weeks;

/// What all targets of one person share.
#[derive(Clone, Debug)]
pub struct Outlook<'a> {
    pub(super) problem: &'a Problem<'a>,
    pub(super) links: Arc<Links>,
    pub(super) firsts: Arc<Firsts>,
    pub(super) whole: Arc<Whole>,
    /// The least before each step of the whole instance, as far as it is known by now.
    pub(super) starts: Vec<[u64; 3]>,
    pub(super) least: Least,
    /// By node, what alone keeps it from being met; made when asked for.
    causes: Arc<OnceLock<Vec<Option<LeafIndex>>>>,
}

/// A target in terms of the whole instance.
#[derive(Clone, Debug)]
pub(super) struct Aimed {
    /// The forest that the tree is in.
    pub(super) forest: Forest,
    /// What is to be met.
    pub(super) tree: Simple,
    /// Leaves beside those of the instance.
    pub(super) wanted: Vec<Wanted>,
    /// What no plan to it goes below.
    pub(super) least: Bounds,
}

impl<'a> Outlook<'a> {
    /// Returns the outlook of a person: the work that all targets share.
    pub fn of(problem: &'a Problem<'a>) -> Self {
        let links = Links::of(problem);
        let firsts = Firsts::of(problem, &links);
        let whole = whole(problem, &links, &firsts);
        let places = firsts.leaves.iter().zip(&whole.leaf_places);
        let weeks = places.filter(|(_, place)| **place < HOPELESS);
        let weeks = weeks.map(|(week, _)| *week).collect();
        let least = Least::given(&whole.instance, weeks);
        debug_assert_eq!(least.leaves, Least::of(&whole.instance).leaves);
        let starts = least.starts(&whole.instance);
        Self {
            problem,
            links: Arc::new(links),
            firsts: Arc::new(firsts),
            whole: Arc::new(whole),
            starts,
            least,
            causes: Arc::default(),
        }
    }

    /// Takes in weeks before which no plan enters an occupation.
    pub(super) fn learn(&mut self, entries: impl IntoIterator<Item = (OccupationIndex, Weeks)>) {
        let mut is_new = false;
        for (occupation, week) in entries {
            let place = self.whole.work_places.get(occupation.position());
            let Some(place) = place.filter(|place| **place != HOPELESS) else {
                continue;
            };
            let known = &mut self.starts[*place as usize][Measure::Finish as usize];
            let week = u64::from(week.0);
            is_new |= week > *known;
            *known = week.max(*known);
        }
        if is_new {
            let instance = &self.whole.instance;
            self.least.set_weeks(instance, &mut self.starts);
        }
    }

    /// Returns a week before which the tree cannot be met; `None`: no plan meets it.
    pub fn first_week(&self, node: NodeIndex) -> Option<u64> {
        let first = self.firsts.nodes.get(node.0 as usize).copied();
        first.filter(|first| *first != NEVER)
    }

    /// Returns the weeks and the dollars that no plan to hold a qualification goes below; `None`: no
    /// plan has it.
    pub fn least_to_hold(&self, qualification: QualificationIndex) -> Option<[u64; 2]> {
        let week = self.firsts.qualification(qualification)?;
        let study = self.links.study_of.of(qualification.0).iter();
        let places = study.map(|own| self.whole.study_places[*own as usize]);
        let usd = places.filter(|place| *place != HOPELESS).map(|place| {
            let place = place as usize;
            let before = self.starts[place][Measure::Cost as usize];
            before.saturating_add(self.whole.instance.steps[place].cost)
        });
        Some([week, usd.min().unwrap_or(0)])
    }

    /// Returns whether a leaf is met today or by some plan.
    pub fn is_reached(&self, leaf: LeafIndex) -> bool {
        let first = self.firsts.leaves.get(leaf.0 as usize);
        first.is_some_and(|first| *first != NEVER)
    }

    /// Returns for each node what alone keeps it from being met.
    pub(super) fn causes(&self) -> &[Option<LeafIndex>] {
        self.causes.get_or_init(|| causes(self))
    }

    /// Returns whether a plan to the target exists, however long and costly.
    pub(super) fn reaches(&self, target: &Target<'_>) -> bool {
        self.firsts.reach(target)
    }

    /// Returns the target in terms of the whole instance.
    pub(super) fn aimed(&self, target: &Target<'_>) -> Aimed {
        let mut forest = Forest::default();
        let mut reader = Reader::of(self.problem, &self.whole.leaf_places);
        for node in &target.requires {
            let simple = reader.read(&mut forest, *node);
            reader.parts.push((simple, 1));
        }
        let known = self.whole.instance.leaves.len();
        let mut wanted = Vec::new();
        for own in &target.holds {
            let simple = match self.wanted(own) {
                None => Simple::Met,
                Some(own) => {
                    wanted.push(own);
                    Simple::Tree(Tree::Leaf(small(known + wanted.len() - 1)))
                }
            };
            reader.parts.push((simple, 1));
        }
        let need = reader.parts.len() as u64;
        let tree = forest.plant(&mut reader.parts, 0, need);
        let least = Bounds::by(|measure| match tree {
            Simple::Met => 0,
            Simple::Hopeless => NEVER,
            Simple::Tree(tree) if wanted.is_empty() => {
                forest.value(tree, &self.least.leaves[measure as usize])
            }
            Simple::Tree(tree) => {
                let mut leaves = self.least.leaves[measure as usize].clone();
                leaves.extend(wanted.iter().map(|own| self.least_wanted(measure, own)));
                forest.value(tree, &leaves)
            }
        });
        Aimed {
            forest,
            tree,
            wanted,
            least,
        }
    }

    /// Returns how a qualification comes to be held; `None`: it is.
    fn wanted(&self, wanted: &problem::Wanted<'_>) -> Option<Wanted> {
        let mut own = Wanted {
            arrival: NEVER,
            doers: Vec::new(),
        };
        for index in wanted.counts {
            match self.problem.qualifications.get(index.position()) {
                None => continue,
                Some(Possession::Held | Possession::Arrives(Weeks(0))) => return None,
                Some(Possession::Arrives(week)) => {
                    own.arrival = own.arrival.min(u64::from(week.0));
                }
                Some(Possession::Lacking) => {}
            }
            let study = self.links.study_of.of(index.0).iter();
            let study = study.map(|own| self.whole.study_places[*own as usize]);
            own.doers.extend(study.filter(|place| *place != HOPELESS));
        }
        Some(own)
    }

    fn least_wanted(&self, measure: Measure, wanted: &Wanted) -> u64 {
        let arrival = match (wanted.arrival, measure) {
            (NEVER, _) => NEVER,
            (week, Measure::Finish) => week,
            (_, Measure::Cost | Measure::Steps) => 0,
        };
        let ends = wanted.doers.iter().map(|place| {
            let step = &self.whole.instance.steps[*place as usize];
            let start = self.starts[*place as usize][measure as usize];
            start.saturating_add(weight(step, measure))
        });
        ends.fold(arrival, u64::min)
    }
}
