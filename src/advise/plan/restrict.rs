//! From an instance to the smaller one that is left when some of its steps are ruled out.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builder only"
)]

use super::forest::{Forest, Simple, Tree};
use super::instance::{Begun, Doer, Experience, Instance, Job, Study};
use super::outlook::NEVER;

const ABSENT: u32 = u32::MAX;

/// Returns the instance for plans that finish by `finish`, without the steps that cannot start and
/// what only they need; `None`: the target cannot be met without them.
///
/// `starts` is by position of the order, `earliest` by leaf; [`NEVER`]: ruled out.
pub(super) fn restricted(
    instance: &Instance,
    finish: u64,
    starts: &[u64],
    earliest: &[u64],
) -> Option<Instance> {
    let mut study_starts = vec![NEVER; instance.study.len()];
    let mut job_starts = vec![NEVER; instance.jobs.len()];
    for (doer, start) in instance.order.iter().zip(starts) {
        match doer {
            Doer::Study(index) => study_starts[*index as usize] = *start,
            Doer::Job(index) => job_starts[*index as usize] = *start,
        }
    }
    let mut restriction = Restriction {
        whole: instance,
        earliest,
        study_starts,
        job_starts,
        leaf_index: vec![ABSENT; instance.arrivals.len()],
        study_index: vec![ABSENT; instance.study.len()],
        job_index: vec![ABSENT; instance.jobs.len()],
        leaves: Vec::new(),
        part: Instance {
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
            is_entry: instance.is_entry,
            current: None,
            minimum_stay: instance.minimum_stay,
            finish,
            size: 0,
        },
    };
    restriction.part.target = restriction.required(Some(instance.target))??;
    restriction.close();
    restriction.link();
    restriction.set_begun();
    restriction.part.set_tails();
    Some(restriction.part)
}

struct Restriction<'i> {
    whole: &'i Instance,
    earliest: &'i [u64],
    study_starts: Vec<u64>,
    job_starts: Vec<u64>,
    /// The leaves that are kept, by their index in the whole.
    leaves: Vec<u32>,
    leaf_index: Vec<u32>,
    study_index: Vec<u32>,
    job_index: Vec<u32>,
    part: Instance,
}

impl Restriction<'_> {
    /// Returns what is left of a requirement; `None`: it cannot be met.
    fn required(&mut self, requires: Option<Tree>) -> Option<Option<Tree>> {
        let Some(tree) = requires else {
            return Some(None);
        };
        match self.tree(tree) {
            Simple::Met => Some(None),
            Simple::Hopeless => None,
            Simple::Tree(tree) => Some(Some(tree)),
        }
    }

    fn tree(&mut self, tree: Tree) -> Simple {
        let whole = self.whole;
        let index = match tree {
            Tree::Leaf(leaf) if self.earliest[leaf as usize] == NEVER => return Simple::Hopeless,
            Tree::Leaf(leaf) => return Simple::Tree(Tree::Leaf(self.leaf(leaf))),
            Tree::Branch(index) => index,
        };
        let branch = whole.forest.branch(index);
        let children = whole.forest.children(branch);
        let need = whole.forest.need(branch);
        let parts = children
            .iter()
            .map(|(child, worth)| (self.tree(*child), *worth))
            .collect();
        self.part.forest.plant(parts, need)
    }

    fn leaf(&mut self, leaf: u32) -> u32 {
        let known = self.leaf_index[leaf as usize];
        if known != ABSENT {
            return known;
        }
        let own = small(self.leaves.len());
        self.leaf_index[leaf as usize] = own;
        self.leaves.push(leaf);
        self.part.arrivals.push(self.whole.arrivals[leaf as usize]);
        let experience = self.whole.experience_of[leaf as usize];
        self.part
            .experience_of
            .push(experience.map(|_| small(self.part.experience.len())));
        if let Some(position) = experience {
            self.part.experience.push(Experience {
                leaf: own,
                weeks: self.whole.experience[position as usize].weeks,
                givers: 0,
                begun: Begun::NEVER,
            });
        }
        own
    }

    /// Adds what meets a leaf, until every leaf has been looked at.
    fn close(&mut self) {
        let whole = self.whole;
        let mut next = 0;
        // Leaves to which today's occupation counts; who else does matters only if it is left.
        let mut deferred: Vec<u32> = Vec::new();
        loop {
            while let Some(leaf) = self.leaves.get(next).copied() {
                next += 1;
                let experience = whole.experience_of[leaf as usize];
                if experience.is_some_and(|position| whole.current_counts(position)) {
                    deferred.push(leaf);
                } else {
                    self.add_doers(leaf);
                }
            }
            let is_leaving = self.part.jobs.iter().any(|job| job.is_open);
            if deferred.is_empty() || !is_leaving {
                return;
            }
            for leaf in std::mem::take(&mut deferred) {
                self.add_doers(leaf);
            }
        }
    }

    fn add_doers(&mut self, leaf: u32) {
        let whole = self.whole;
        for doer in &whole.doers_of[leaf as usize] {
            match *doer {
                Doer::Study(index) => self.add_study(index),
                Doer::Job(index) => self.add_job(index),
            }
        }
    }

    fn add_study(&mut self, index: u32) {
        let place = index as usize;
        if self.study_starts[place] == NEVER || self.study_index[place] != ABSENT {
            return;
        }
        let study = &self.whole.study[place];
        let Some(requires) = self.required(study.requires) else {
            return;
        };
        self.study_index[place] = small(self.part.study.len());
        self.part.study.push(Study {
            origin: study.origin,
            requires,
            rank: study.rank,
            duration: study.duration,
            cost: study.cost,
            gives: Vec::new(),
            tail: NEVER,
        });
    }

    fn add_job(&mut self, index: u32) {
        let place = index as usize;
        if self.job_starts[place] == NEVER || self.job_index[place] != ABSENT {
            return;
        }
        let Some(requires) = self.required(self.whole.jobs[place].requires) else {
            return;
        };
        self.push_job(index, requires, true);
    }

    fn push_job(&mut self, index: u32, requires: Option<Tree>, is_open: bool) {
        let job = &self.whole.jobs[index as usize];
        self.job_index[index as usize] = small(self.part.jobs.len());
        self.part.jobs.push(Job {
            origin: job.origin,
            requires,
            rank: job.rank,
            release: job.release,
            is_open,
            meets: Vec::new(),
            counts: Vec::new(),
        });
    }

    /// Links steps and leaves, and keeps the order.
    fn link(&mut self) {
        let whole = self.whole;
        if let Some(current) = whole.current {
            let counts = &whole.jobs[current as usize].counts;
            let is_any = counts.iter().any(|position| {
                let leaf = whole.experience[*position as usize].leaf;
                self.leaf_index[leaf as usize] != ABSENT
            });
            if is_any && self.job_index[current as usize] == ABSENT {
                self.push_job(current, None, false);
            }
            self.part.current = is_any.then_some(self.job_index[current as usize]);
        }
        let part = &mut self.part;
        part.doers_of = vec![Vec::new(); self.leaves.len()];
        let leaves = |leaves: &[u32]| {
            let kept = leaves.iter().map(|leaf| self.leaf_index[*leaf as usize]);
            let mut kept: Vec<u32> = kept.filter(|own| *own != ABSENT).collect();
            kept.sort_unstable();
            kept
        };
        for (place, own) in self.study_index.iter().enumerate() {
            if *own == ABSENT {
                continue;
            }
            let gives = leaves(&whole.study[place].gives);
            for leaf in &gives {
                part.doers_of[*leaf as usize].push(Doer::Study(*own));
            }
            part.study[*own as usize].gives = gives;
        }
        for (place, own) in self.job_index.iter().enumerate() {
            if *own == ABSENT {
                continue;
            }
            let meets = leaves(&whole.jobs[place].meets);
            let counted = whole.jobs[place].counts.iter();
            let counted = counted.map(|position| whole.experience[*position as usize].leaf);
            let counted: Vec<u32> = leaves(&counted.collect::<Vec<u32>>());
            let mut counts: Vec<u32> = counted
                .iter()
                .filter_map(|leaf| part.experience_of[*leaf as usize])
                .collect();
            counts.sort_unstable();
            if part.jobs[*own as usize].is_open {
                for leaf in &meets {
                    part.doers_of[*leaf as usize].push(Doer::Job(*own));
                }
                for position in &counts {
                    let experience = &mut part.experience[*position as usize];
                    experience.givers += 1;
                    part.doers_of[experience.leaf as usize].push(Doer::Job(*own));
                }
            }
            let job = &mut part.jobs[*own as usize];
            (job.meets, job.counts) = (meets, counts);
        }
        part.order = whole
            .order
            .iter()
            .filter_map(|doer| match *doer {
                Doer::Study(index) => {
                    let own = self.study_index[index as usize];
                    (own != ABSENT).then_some(Doer::Study(own))
                }
                Doer::Job(index) => {
                    let own = self.job_index[index as usize];
                    let is_open = own != ABSENT && part.jobs[own as usize].is_open;
                    is_open.then_some(Doer::Job(own))
                }
            })
            .collect();
        part.size = (part.order.len() + part.forest.size() + part.arrivals.len()) as u64;
    }
}

impl Restriction<'_> {
    /// Notes from which week on each experience can have been begun.
    fn set_begun(&mut self) {
        let mut first = NEVER;
        for (place, own) in self.job_index.iter().enumerate() {
            let start = self.job_starts[place];
            if *own == ABSENT || start == NEVER {
                continue;
            }
            first = first.min(start);
            for count in &self.part.jobs[*own as usize].counts {
                self.part.experience[*count as usize]
                    .begun
                    .note(*own, start);
            }
        }
        let Some(current) = self.part.current else {
            return;
        };
        for count in &self.part.jobs[current as usize].counts {
            let begun = &mut self.part.experience[*count as usize].begun;
            begun.by_current = first.saturating_add(self.part.minimum_stay);
        }
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(ABSENT)
}
