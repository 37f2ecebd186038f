//! From a problem to an instance for one target.
//!
//! In: an [`Outlook`], a [`Target`] and [`Bounds`] that the plans asked for keep to. Out: an
//! [`Instance`]: only what is not met today and what, by the outlook's lower bounds, could matter
//! to a plan within the bounds. Trees are simplified on the way.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made here, outlook indices are checked"
)]

use super::forest::{Forest, Simple, Tree};
use super::instance::{Begun, Bounds, Built, Doer, Experience, Instance, Job, Study};
use super::outlook::{Measure, NEVER, Outlook, Supporter};
use super::problem::{Possession, Reach, Target, TreeNode};
use crate::pack::QualificationIndex;
use crate::pack::requirement::{Child, NodeIndex};
use crate::units::Weeks;

/// Where a leaf of the instance comes from.
#[derive(Clone, Copy, Debug)]
enum Origin<'a> {
    Leaf(u32),
    Wanted(&'a [QualificationIndex]),
}

const NOT_SEEN: u32 = u32::MAX;
const DROPPED: u32 = u32::MAX - 1;

struct Builder<'b, 'a> {
    outlook: &'b Outlook<'a>,
    bounds: Bounds,
    /// Keep only what first meets each leaf in this measure.
    only: Option<Measure>,
    instance: Instance,
    origins: Vec<Origin<'b>>,
    leaf_index: Vec<u32>,
    study_index: Vec<u32>,
    job_index: Vec<u32>,
    /// Leaves to which today's occupation counts; who else does matters only if it is left.
    deferred: Vec<u32>,
}

/// Returns the instance for plans to `target` within `bounds`.
///
/// With `only`, each leaf keeps a single thing that meets it, the first in that measure: plans of
/// such an instance are plans, but not all of them.
pub(super) fn build(
    outlook: &Outlook<'_>,
    target: &Target<'_>,
    bounds: Bounds,
    only: Option<Measure>,
) -> Built {
    let problem = outlook.problem;
    let mut builder = Builder {
        outlook,
        bounds,
        only,
        instance: Instance {
            arrivals: Vec::new(),
            tails: Vec::new(),
            free_tails: Vec::new(),
            forest: Forest::default(),
            study: Vec::new(),
            jobs: Vec::new(),
            experience: Vec::new(),
            order: Vec::new(),
            doers_of: Vec::new(),
            waiting: Vec::new(),
            experience_of: Vec::new(),
            target: Tree::Leaf(0),
            is_entry: false,
            current: None,
            minimum_stay: u64::from(problem.minimum_stay.0),
            finish: bounds.finish,
            size: 0,
        },
        origins: Vec::new(),
        leaf_index: vec![NOT_SEEN; problem.leaves.len()],
        study_index: vec![NOT_SEEN; problem.study.len()],
        job_index: vec![NOT_SEEN; problem.occupations.len()],
        deferred: Vec::new(),
    };
    match builder.target(target) {
        Simple::Met => return Built::Met,
        Simple::Hopeless => return Built::Hopeless,
        Simple::Tree(tree) => builder.instance.target = tree,
    }
    builder.close();
    Built::Open(Box::new(builder.finish()))
}

impl<'b> Builder<'b, '_> {
    fn target(&mut self, target: &Target<'b>) -> Simple {
        let mut parts = Vec::with_capacity(target.requires.len() + target.holds.len());
        for node in &target.requires {
            let simple = self.tree(*node);
            parts.push((simple, 1));
        }
        for wanted in &target.holds {
            let simple = self.wanted(wanted.counts);
            parts.push((simple, 1));
        }
        let need = parts.len() as u64;
        self.instance.forest.plant(parts, need)
    }

    fn wanted(&mut self, counts: &'b [QualificationIndex]) -> Simple {
        let qualifications = &self.outlook.problem.qualifications;
        let is_held = counts.iter().any(|index| {
            let possession = qualifications.get(index.position());
            matches!(
                possession,
                Some(Possession::Held | Possession::Arrives(Weeks(0)))
            )
        });
        if is_held {
            return Simple::Met;
        }
        let is_within = Measure::ALL.iter().all(|measure| {
            let values = &self.outlook.values(*measure).qualifications;
            let least = counts
                .iter()
                .filter_map(|index| values.get(index.position()));
            let least = least.min().copied().unwrap_or(NEVER);
            least != NEVER && least <= self.bounds.get(*measure)
        });
        if !is_within {
            return Simple::Hopeless;
        }
        Simple::Tree(Tree::Leaf(self.add_leaf(Origin::Wanted(counts))))
    }

    fn tree(&mut self, node: NodeIndex) -> Simple {
        let trees = self.outlook.problem.trees;
        let (need, from, to) = match trees.node(node) {
            None => return Simple::Hopeless,
            Some(TreeNode::Leaf(leaf)) => return self.leaf(leaf.0),
            Some(TreeNode::Branch { need, from, to }) => (need, from, to),
        };
        let children = trees.children(from, to);
        let chosen = match self.only {
            Some(measure) => self.first_enough(children, need, measure),
            None => children.to_vec(),
        };
        let mut parts = Vec::with_capacity(chosen.len());
        for child in chosen {
            let simple = self.tree(child.node);
            parts.push((simple, u64::from(child.worth)));
        }
        self.instance.forest.plant(parts, need)
    }

    /// Returns the children that are the first to be worth enough in `measure`.
    fn first_enough(&self, children: &[Child], need: u64, measure: Measure) -> Vec<Child> {
        let value = |measure, child: &Child| self.outlook.required(measure, Some(child.node));
        let mut sorted = children.to_vec();
        sorted.sort_by_key(|child| {
            let others = Measure::ALL.map(|other| value(other, child));
            (value(measure, child), others)
        });
        let mut worth = 0u64;
        let mut is_enough = false;
        sorted.retain(|child| {
            let is_needed = !is_enough;
            worth = worth.saturating_add(u64::from(child.worth));
            is_enough = worth >= need;
            is_needed
        });
        sorted
    }

    fn leaf(&mut self, leaf: u32) -> Simple {
        match self.leaf_index.get(leaf as usize).copied() {
            None | Some(DROPPED) => return Simple::Hopeless,
            Some(NOT_SEEN) => {}
            Some(known) => return Simple::Tree(Tree::Leaf(known)),
        }
        if self.outlook.met[leaf as usize] {
            return Simple::Met;
        }
        let is_within = Measure::ALL.iter().all(|measure| {
            let value = self.outlook.values(*measure).leaves[leaf as usize];
            value != NEVER && value <= self.bounds.get(*measure)
        });
        if !is_within {
            self.leaf_index[leaf as usize] = DROPPED;
            return Simple::Hopeless;
        }
        let own = self.add_leaf(Origin::Leaf(leaf));
        self.leaf_index[leaf as usize] = own;
        Simple::Tree(Tree::Leaf(own))
    }

    fn add_leaf(&mut self, origin: Origin<'b>) -> u32 {
        let own = small(self.origins.len());
        self.origins.push(origin);
        self.instance.arrivals.push(NEVER);
        self.instance.experience_of.push(None);
        own
    }

    /// Adds whatever may meet a leaf, until every leaf has been looked at.
    fn close(&mut self) {
        let mut next = 0;
        loop {
            while let Some(origin) = self.origins.get(next).copied() {
                self.expand(small(next), origin);
                next += 1;
            }
            let is_leaving = self.instance.jobs.iter().any(|job| job.is_open);
            let deferred = std::mem::take(&mut self.deferred);
            if deferred.is_empty() || !is_leaving || self.only.is_some() {
                return;
            }
            for leaf in deferred {
                self.add_jobs(leaf);
            }
        }
    }

    fn expand(&mut self, own: u32, origin: Origin<'b>) {
        let problem = self.outlook.problem;
        let leaf = match origin {
            Origin::Wanted(counts) => return self.expand_holding(own, counts, None),
            Origin::Leaf(leaf) => leaf,
        };
        let only = self.only.map(|measure| {
            let values = self.outlook.values(measure);
            values.leaf_supporters[leaf as usize]
        });
        match problem.leaves[leaf as usize] {
            Reach::Met | Reach::Never => {}
            Reach::Holding(by) => self.expand_holding(own, by, only),
            Reach::Entering(_) => match only {
                Some(Supporter::Work(job)) => self.add_job(job),
                Some(Supporter::Nothing | Supporter::Study(_)) => {}
                None => self.add_jobs(own),
            },
            Reach::Working { weeks, occupations } => {
                let experience = Experience {
                    leaf: own,
                    weeks: u64::from(weeks.0),
                    givers: 0,
                    begun: Begun::EVER,
                };
                let position = small(self.instance.experience.len());
                self.instance.experience_of[own as usize] = Some(position);
                self.instance.experience.push(experience);
                let is_current = problem
                    .current
                    .is_some_and(|own| occupations.contains(&own));
                match only {
                    Some(Supporter::Work(job)) => self.add_job(job),
                    Some(Supporter::Nothing | Supporter::Study(_)) => {}
                    None if is_current => self.deferred.push(own),
                    None => self.add_jobs(own),
                }
            }
        }
    }

    fn expand_holding(&mut self, own: u32, by: &[QualificationIndex], only: Option<Supporter>) {
        let problem = self.outlook.problem;
        for index in by {
            match problem.qualifications.get(index.position()) {
                None | Some(Possession::Held) => continue,
                Some(Possession::Arrives(week)) => {
                    let known = &mut self.instance.arrivals[own as usize];
                    *known = u64::from(week.0).min(*known);
                }
                Some(Possession::Lacking) => {}
            }
            if only.is_none() && self.only.is_none() {
                for study in self.outlook.study_of.of(index.0) {
                    self.add_study(*study);
                }
            }
        }
        let Some(measure) = self.only else { return };
        let values = self.outlook.values(measure);
        let best = only.or_else(|| {
            let known = by
                .iter()
                .filter(|index| index.position() < values.qualifications.len());
            let best = known.min_by_key(|index| values.qualifications[index.position()])?;
            Some(values.qualification_supporters[best.position()])
        });
        if let Some(Supporter::Study(study)) = best {
            self.add_study(study);
        }
    }

    fn add_jobs(&mut self, own: u32) {
        let Some(Origin::Leaf(leaf)) = self.origins.get(own as usize).copied() else {
            return;
        };
        match self.outlook.problem.leaves[leaf as usize] {
            Reach::Entering(by) => {
                for index in by {
                    self.add_job(index.0);
                }
            }
            Reach::Working { occupations, .. } => {
                for index in occupations {
                    self.add_job(index.0);
                }
            }
            Reach::Met | Reach::Never | Reach::Holding(_) => {}
        }
    }

    /// Returns whether something may start within the bounds and still take this much.
    fn fits(&self, requires: Option<NodeIndex>, finish: u64, cost: u64) -> bool {
        let added = [finish, cost, 1];
        Measure::ALL.iter().zip(added).all(|(measure, added)| {
            let value = self.outlook.required(*measure, requires);
            value != NEVER && value.saturating_add(added) <= self.bounds.get(*measure)
        })
    }

    fn add_study(&mut self, index: u32) {
        if self.study_index[index as usize] != NOT_SEEN {
            return;
        }
        self.study_index[index as usize] = DROPPED;
        let option = &self.outlook.problem.study[index as usize];
        let (duration, cost) = (u64::from(option.duration.0), u64::from(option.cost.0));
        if !self.fits(option.requires, duration, cost) {
            return;
        }
        let requires = match option.requires.map_or(Simple::Met, |node| self.tree(node)) {
            Simple::Hopeless => return,
            Simple::Met => None,
            Simple::Tree(tree) => Some(tree),
        };
        self.study_index[index as usize] = small(self.instance.study.len());
        self.instance.study.push(Study {
            origin: index,
            requires,
            rank: option.rank,
            duration,
            cost,
            gives: Vec::new(),
            tail: NEVER,
        });
    }

    fn add_job(&mut self, index: u32) {
        let problem = self.outlook.problem;
        if self.job_index.get(index as usize) != Some(&NOT_SEEN) {
            return;
        }
        self.job_index[index as usize] = DROPPED;
        let work = &problem.occupations[index as usize];
        if !self.fits(work.requires, 0, 0) {
            return;
        }
        let requires = match work.requires.map_or(Simple::Met, |node| self.tree(node)) {
            Simple::Hopeless => return,
            Simple::Met => None,
            Simple::Tree(tree) => Some(tree),
        };
        self.push_job(index, requires, true);
    }

    fn push_job(&mut self, index: u32, requires: Option<Tree>, is_open: bool) {
        self.job_index[index as usize] = small(self.instance.jobs.len());
        self.instance.jobs.push(Job {
            origin: index,
            requires,
            rank: self.outlook.problem.occupations[index as usize].rank,
            release: 0,
            is_open,
            meets: Vec::new(),
            counts: Vec::new(),
        });
    }

    /// Links steps and leaves, orders the steps, and computes the tails.
    fn finish(mut self) -> Instance {
        let problem = self.outlook.problem;
        if let Some(current) = problem.current.map(|index| index.0)
            && let Some(known) = self.job_index.get(current as usize).copied()
        {
            let counts = self.outlook.leaves_worked.of(current).iter();
            let is_any = counts
                .map(|leaf| self.leaf_index[*leaf as usize])
                .any(|own| own < DROPPED);
            if is_any && known >= DROPPED {
                self.push_job(current, None, false);
            }
            let known = self.job_index[current as usize];
            self.instance.current = (is_any && known < DROPPED).then_some(known);
        }
        self.link();
        let instance = &mut self.instance;
        let outlook = self.outlook;
        let start = |doer: &Doer| {
            let (requires, rank) = match doer {
                Doer::Study(index) => {
                    let study = &instance.study[*index as usize];
                    (problem.study[study.origin as usize].requires, study.rank)
                }
                Doer::Job(index) => {
                    let job = &instance.jobs[*index as usize];
                    (problem.occupations[job.origin as usize].requires, job.rank)
                }
            };
            (outlook.required(Measure::Finish, requires), rank)
        };
        let study = (0..small(instance.study.len())).map(Doer::Study);
        let jobs = (0..small(instance.jobs.len())).map(Doer::Job);
        let mut order: Vec<Doer> = study.chain(jobs).collect();
        order.retain(|doer| match doer {
            Doer::Study(_) => true,
            Doer::Job(index) => instance.jobs[*index as usize].is_open,
        });
        order.sort_by_cached_key(start);
        instance.size = (order.len() + instance.forest.size() + instance.arrivals.len()) as u64;
        instance.order = order;
        instance.set_tails();
        self.instance
    }

    fn link(&mut self) {
        let outlook = self.outlook;
        let instance = &mut self.instance;
        instance.doers_of = vec![Vec::new(); self.origins.len()];
        let wanted: Vec<(u32, &[QualificationIndex])> = (0u32..)
            .zip(&self.origins)
            .filter_map(|(own, origin)| match origin {
                Origin::Leaf(_) => None,
                Origin::Wanted(counts) => Some((own, *counts)),
            })
            .collect();
        for (index, study) in (0u32..).zip(&mut instance.study) {
            let qualification = outlook.problem.study[study.origin as usize].qualification;
            let leaves = outlook.leaves_of_qualification.of(qualification.0).iter();
            study.gives = leaves
                .map(|leaf| self.leaf_index[*leaf as usize])
                .filter(|own| *own < DROPPED)
                .collect();
            let also = wanted
                .iter()
                .filter(|(_, counts)| counts.contains(&qualification));
            study.gives.extend(also.map(|(own, _)| *own));
            study.gives.sort_unstable();
            study.gives.dedup();
            for own in &study.gives {
                instance.doers_of[*own as usize].push(Doer::Study(index));
            }
        }
        for (index, job) in (0u32..).zip(&mut instance.jobs) {
            let entered = outlook.leaves_entered.of(job.origin).iter();
            job.meets = entered
                .map(|leaf| self.leaf_index[*leaf as usize])
                .filter(|own| *own < DROPPED)
                .collect();
            job.meets.sort_unstable();
            job.meets.dedup();
            let worked = outlook.leaves_worked.of(job.origin).iter();
            job.counts = worked
                .map(|leaf| self.leaf_index[*leaf as usize])
                .filter(|own| *own < DROPPED)
                .filter_map(|own| instance.experience_of[own as usize])
                .collect();
            job.counts.sort_unstable();
            job.counts.dedup();
            if !job.is_open {
                continue;
            }
            for own in &job.meets {
                instance.doers_of[*own as usize].push(Doer::Job(index));
            }
            for count in &job.counts {
                let experience = &mut instance.experience[*count as usize];
                experience.givers += 1;
                instance.doers_of[experience.leaf as usize].push(Doer::Job(index));
            }
        }
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(NOT_SEEN)
}
