//! What is kept of an instance, as an instance of its own.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only"
)]

use super::Cutting;
use crate::advise::plan::forest::{Forest, Simple, Tree};
use crate::advise::plan::instance::{Act, Instance, Leaf, NO_KIND, Step};
use crate::advise::plan::measure::NEVER;
use crate::advise::plan::spare::lean;
use crate::advise::plan::whole::{link_doers, link_waiting, note_begun};
use crate::lists::{Marks, Span, small};

/// In place of a leaf or a kind: it is not kept.
const ABSENT: u32 = u32::MAX;

/// A part being copied.
pub(super) struct Copying<'c> {
    cutting: &'c Cutting<'c>,
    /// By leaf of the source, those of the goal last.
    leaf_places: Vec<u32>,
    /// By kind of the source.
    kind_places: Vec<u32>,
    parts: Vec<(Simple, u64)>,
    into: Instance,
}

impl<'c> Copying<'c> {
    /// Begins a copy of what is cut out.
    pub(super) fn of(cutting: &'c Cutting<'c>) -> Self {
        let source = cutting.source;
        let steps = cutting.kept.iter().count() + 1;
        let mut into = Instance::empty(source.minimum_stay, cutting.bounds.finish);
        into.reserve(steps, cutting.needed.len());
        Self {
            cutting,
            leaf_places: vec![ABSENT; cutting.earliest.len()],
            kind_places: vec![ABSENT; source.kinds.len()],
            parts: Vec::new(),
            into,
        }
    }

    /// Returns the copy; `None`: nothing is left to be done, or nothing can be.
    pub(super) fn copied(mut self) -> Option<Instance> {
        let goal = self.cutting.goal;
        self.leaves();
        match self.tree(goal.forest, goal.tree) {
            Simple::Met | Simple::Hopeless => return None,
            Simple::Tree(tree) => self.into.target = tree,
        }
        for (place, step) in (0u32..).zip(&self.cutting.source.steps) {
            self.step(place, step);
        }
        link_doers(&mut self.into);
        if let Some(needed) = lean(&self.into) {
            self.keep(&needed);
            link_doers(&mut self.into);
        }
        link_waiting(&mut self.into);
        note_begun(&mut self.into);
        Some(self.into)
    }

    /// Drops all steps but some.
    fn keep(&mut self, kept: &Marks) {
        let into = &mut self.into;
        let mut count = 0;
        for place in kept.iter() {
            if into.current == Some(place) {
                into.current = Some(small(count));
            }
            into.steps[count] = into.steps[place as usize];
            into.starts[count] = into.starts[place as usize];
            count += 1;
        }
        into.steps.truncate(count);
        into.starts.truncate(count);
    }

    fn leaves(&mut self) {
        let Cutting { source, goal, .. } = self.cutting;
        let mut kinds: Vec<(u32, u32)> = Vec::new();
        for place in self.cutting.needed.iter().map(|leaf| *leaf as usize) {
            if self.cutting.earliest[place] == NEVER {
                continue;
            }
            let leaf = match source.leaves.get(place) {
                Some(leaf) => *leaf,
                None => Leaf {
                    origin: small(place),
                    arrival: goal.wanted[place - source.leaves.len()].arrival,
                    kind: NO_KIND,
                    weeks: 0,
                    doers: Span::default(),
                    waiting: Span::default(),
                },
            };
            let own = small(self.into.leaves.len());
            self.leaf_places[place] = own;
            if leaf.kind != NO_KIND {
                kinds.push((leaf.kind, own));
            }
            let tail = self.cutting.tails[place].finish;
            let is_late = leaf.arrival.saturating_add(tail) > self.into.finish;
            self.into.leaves.push(Leaf {
                arrival: if is_late { NEVER } else { leaf.arrival },
                kind: NO_KIND,
                doers: Span::default(),
                waiting: Span::default(),
                ..leaf
            });
            self.into.tails.push(tail);
            self.into.earliest.push(self.cutting.earliest[place]);
        }
        kinds.sort_unstable();
        for group in kinds.chunk_by(|one, other| one.0 == other.0) {
            let leaves = group.iter().map(|(_, leaf)| *leaf);
            self.kind_places[group[0].0 as usize] = self.into.add_kind(leaves);
        }
    }

    fn tree(&mut self, forest: &Forest, tree: Tree) -> Simple {
        let index = match tree {
            Tree::Leaf(leaf) => {
                return match self.leaf_places[leaf as usize] {
                    ABSENT => Simple::Hopeless,
                    own => Simple::Tree(Tree::Leaf(own)),
                };
            }
            Tree::Branch(index) => index,
        };
        let branch = forest.branch(index);
        let base = self.parts.len();
        for (child, worth) in forest.children(branch) {
            let simple = self.tree(forest, *child);
            self.parts.push((simple, *worth));
        }
        let need = forest.need(branch);
        self.into.forest.plant(&mut self.parts, base, need)
    }

    /// Copies a step if it can be begun, or is today's occupation, and meets anything that is kept.
    fn step(&mut self, place: u32, step: &Step) {
        let cutting = self.cutting;
        let source = cutting.source;
        let begin = cutting.begins[place as usize];
        let (is_open, is_current) = (begin != NEVER, source.current == Some(place));
        if !is_open && !is_current {
            return;
        }
        let requires = match step.requires.filter(|_| is_open) {
            None => None,
            Some(requires) => match self.tree(&source.forest, requires) {
                Simple::Met => None,
                Simple::Hopeless => return,
                Simple::Tree(tree) => Some(tree),
            },
        };
        let into = &mut self.into;
        let gives = source.gives(step).iter().copied();
        let gives = gives.chain(cutting.met_of_goal(place));
        let gives = gives.map(|leaf| self.leaf_places[leaf as usize]);
        let gives = gives.filter(|leaf| is_open && *leaf != ABSENT);
        let gives = into.lists.add_sorted(gives);
        let counts = source.counts(step).iter();
        let counts = counts.map(|kind| self.kind_places[*kind as usize]);
        let counts = into.lists.add_sorted(counts.filter(|kind| *kind != ABSENT));
        if gives.is_empty() && counts.is_empty() {
            return;
        }
        let tail = match step.act {
            Act::Study => {
                let tails = into.lists.of(gives).iter();
                let tails = tails.map(|leaf| into.tails[*leaf as usize]);
                tails.min().unwrap_or(NEVER)
            }
            // Entering it takes no time.
            Act::Work => cutting.befores[place as usize].finish,
        };
        if is_current && !counts.is_empty() {
            into.current = Some(small(into.steps.len()));
        }
        into.steps.push(Step {
            is_open,
            requires,
            asks: Span::default(),
            gives,
            counts,
            tail,
            ..*step
        });
        let [_, cost, steps] = cutting.starts[place as usize];
        into.starts.push([begin, cost, steps]);
    }
}
