//! From a problem to the whole instance of a person: everything any plan can turn on.
//!
//! In: a [`Problem`] and which of its leaves and nodes plans reach. Out: an [`Instance`] without a
//! target, and where in it the problem's leaves and study options are.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are checked against the problem's lists when the links are made"
)]

use super::firsts::Firsts;
use super::forest::{Forest, Simple, Tree};
use super::instance::{Act, Instance, Leaf, NO_KIND, Step};
use super::links::Links;
use super::measure::NEVER;
use super::problem::{Possession, Problem, Reach};
use crate::lists::{Span, small};
use crate::pack::OccupationIndex;
use crate::pack::requirement::NodeIndex;
use crate::pack::requirement::trees::TreeNode;

/// In place of a leaf: it is met today.
pub(super) const MET: u32 = u32::MAX;

/// In place of a leaf or step: no plan has it.
pub(super) const HOPELESS: u32 = u32::MAX - 1;

/// The whole instance and its places.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    /// What any plan can turn on.
    pub(super) instance: Instance,
    /// For each leaf of the problem its place, [`MET`] or [`HOPELESS`].
    pub(super) leaf_places: Vec<u32>,
    /// For each study option its step, or [`HOPELESS`].
    pub(super) study_places: Vec<u32>,
    /// For each occupation its step, or [`HOPELESS`].
    pub(super) work_places: Vec<u32>,
}

/// Reads trees of the problem with what is met and what is hopeless taken out.
pub(super) struct Reader<'r> {
    problem: &'r Problem<'r>,
    leaf_places: &'r [u32],
    /// What has been read of trees that are not planted yet, with its worth.
    pub(super) parts: Vec<(Simple, u64)>,
}

impl<'r> Reader<'r> {
    /// Returns a reader, given what each leaf of the problem is in the instance.
    pub(super) fn of(problem: &'r Problem<'r>, leaf_places: &'r [u32]) -> Self {
        Self {
            problem,
            leaf_places,
            parts: Vec::new(),
        }
    }

    /// Returns what is left of the tree, planted in `forest`.
    pub(super) fn read(&mut self, forest: &mut Forest, node: NodeIndex) -> Simple {
        match self.problem.trees.node(node) {
            None => Simple::Hopeless,
            Some(TreeNode::Leaf(leaf)) => match self.leaf_places.get(leaf.0 as usize) {
                None | Some(&HOPELESS) => Simple::Hopeless,
                Some(&MET) => Simple::Met,
                Some(place) => Simple::Tree(Tree::Leaf(*place)),
            },
            Some(TreeNode::Branch { need, from, to }) => {
                let base = self.parts.len();
                for child in self.problem.trees.children(from, to) {
                    let simple = self.read(forest, child.node);
                    self.parts.push((simple, u64::from(child.worth)));
                }
                forest.plant(&mut self.parts, base, need)
            }
        }
    }
}

/// Returns the whole instance.
pub(super) fn whole(problem: &Problem<'_>, links: &Links, firsts: &Firsts) -> Whole {
    let mut instance = Instance::empty(u64::from(problem.minimum_stay.0), NEVER);
    let leaf_places = leaves(problem, firsts, &mut instance);
    let kinds = kinds(problem, &leaf_places, &mut instance);
    let first = |requires: Option<NodeIndex>| {
        requires.map_or(0, |node| {
            firsts.nodes.get(node.0 as usize).copied().unwrap_or(NEVER)
        })
    };
    // Sooner comes first: so causes mostly come before effects.
    let mut order = Vec::with_capacity(problem.study.len() + problem.occupations.len());
    for (index, option) in (0u32..).zip(&problem.study) {
        let possession = problem.qualifications.get(option.qualification.position());
        let week = first(option.requires);
        if week != NEVER && possession.is_some_and(|own| *own != Possession::Held) {
            order.push((week, option.rank, Act::Study, index));
        }
    }
    for (index, work) in (0u32..).zip(&problem.occupations) {
        let week = first(work.requires);
        let is_any =
            !kinds[index as usize].is_empty() || !links.leaves_entered.of(index).is_empty();
        if week != NEVER && is_any {
            order.push((week, work.rank, Act::Work, index));
        }
    }
    order.sort_unstable();
    let study_places = vec![HOPELESS; problem.study.len()];
    let mut adding = Adding {
        problem,
        links,
        kinds: &kinds,
        whole: Whole {
            instance,
            leaf_places,
            study_places,
            work_places: vec![HOPELESS; problem.occupations.len()],
        },
        current: None,
    };
    for (week, rank, act, index) in order {
        adding.add(week, rank, act, index);
    }
    adding.finish()
}

fn leaves(problem: &Problem<'_>, firsts: &Firsts, instance: &mut Instance) -> Vec<u32> {
    let mut places = Vec::with_capacity(problem.leaves.len());
    for (place, reach) in problem.leaves.iter().enumerate() {
        if firsts.met[place] || firsts.leaves[place] == NEVER {
            places.push(if firsts.met[place] { MET } else { HOPELESS });
            continue;
        }
        let (arrival, weeks) = match reach {
            Reach::Met | Reach::Never | Reach::Open | Reach::Entering(_) => (NEVER, 0),
            Reach::Holding(by) => {
                let arrivals = by.iter().filter_map(|index| {
                    match problem.qualifications.get(index.position()) {
                        Some(Possession::Arrives(week)) => Some(u64::from(week.0)),
                        Some(Possession::Held | Possession::Lacking) | None => None,
                    }
                });
                (arrivals.min().unwrap_or(NEVER), 0)
            }
            Reach::Working { weeks, .. } => (NEVER, u64::from(weeks.0)),
        };
        let own = small(instance.leaves.len());
        places.push(own);
        instance.leaves.push(Leaf {
            origin: own,
            arrival,
            kind: NO_KIND,
            weeks,
            doers: Span::default(),
            waiting: Span::default(),
        });
    }
    places
}

/// A leaf that is met by work: its place, and the occupations that count.
type Worked<'w> = (u32, &'w [OccupationIndex]);

/// Makes a kind of each list of occupations; returns for each occupation its kinds.
fn kinds(problem: &Problem<'_>, places: &[u32], instance: &mut Instance) -> Vec<Vec<u32>> {
    let mut worked: Vec<Worked<'_>> = Vec::new();
    for (reach, place) in problem.leaves.iter().zip(places) {
        if let (Reach::Working { occupations, .. }, true) = (reach, *place < HOPELESS) {
            worked.push((*place, occupations));
        }
    }
    // Lists are compared by where they lie: two equal lists may make two kinds, which is as true.
    let list = |own: &Worked<'_>| (own.1.as_ptr().addr(), own.1.len());
    worked.sort_unstable_by_key(|own| (list(own), own.0));
    let groups = worked.chunk_by(|one, other| list(one) == list(other));
    let mut groups: Vec<&[Worked<'_>]> = groups.collect();
    groups.sort_unstable_by_key(|group| group[0].0);
    let mut by_occupation = vec![Vec::new(); problem.occupations.len()];
    for group in groups {
        let kind = instance.add_kind(group.iter().map(|(place, _)| *place));
        for index in group[0].1 {
            let known: Option<&mut Vec<u32>> = by_occupation.get_mut(index.position());
            if let Some(known) = known.filter(|known| known.last() != Some(&kind)) {
                known.push(kind);
            }
        }
    }
    by_occupation
}

/// Steps being added.
struct Adding<'w> {
    problem: &'w Problem<'w>,
    links: &'w Links,
    /// By occupation, the kinds it counts towards.
    kinds: &'w [Vec<u32>],
    whole: Whole,
    current: Option<u32>,
}

impl Adding<'_> {
    fn add(&mut self, week: u64, rank: u32, act: Act, index: u32) {
        let Whole {
            instance,
            leaf_places,
            study_places,
            work_places,
        } = &mut self.whole;
        let position = index as usize;
        let own = small(instance.steps.len());
        let study = &self.problem.study;
        let (requires, duration, cost, gives, counts) = match act {
            Act::Study => {
                let option = &study[position];
                let gives = &self.links.leaves_of_qualification;
                let gives = gives.of(option.qualification.0);
                let duration = u64::from(option.duration.0);
                (
                    option.requires,
                    duration,
                    u64::from(option.cost.0),
                    gives,
                    &[][..],
                )
            }
            Act::Work => {
                let gives = self.links.leaves_entered.of(index);
                let requires = self.problem.occupations[position].requires;
                (requires, 0, 0, gives, &self.kinds[position][..])
            }
        };
        let mut reader = Reader::of(self.problem, leaf_places);
        let requires = match requires.map(|node| reader.read(&mut instance.forest, node)) {
            None | Some(Simple::Met) => None,
            Some(Simple::Hopeless) => return,
            Some(Simple::Tree(tree)) => Some(tree),
        };
        match act {
            Act::Study => study_places[position] = own,
            Act::Work => {
                work_places[position] = own;
                if self.problem.current == Some(OccupationIndex(index)) {
                    self.current = Some(own);
                }
            }
        }
        let gives = gives.iter().map(|leaf| leaf_places[*leaf as usize]);
        let gives = instance.lists.add(gives.filter(|own| *own < HOPELESS));
        let counts = instance.lists.add(counts.iter().copied());
        instance.steps.push(Step {
            act,
            origin: index,
            is_open: true,
            requires,
            asks: Span::default(),
            rank,
            duration,
            cost,
            gives,
            counts,
            tail: 0,
        });
        instance.starts.push([week, 0, 0]);
    }

    fn finish(mut self) -> Whole {
        self.set_current();
        link_doers(&mut self.whole.instance);
        link_waiting(&mut self.whole.instance);
        note_begun(&mut self.whole.instance);
        self.whole
    }

    /// Notes today's occupation, as a step that cannot be done where it cannot be entered again.
    fn set_current(&mut self) {
        let instance = &mut self.whole.instance;
        let Some(current) = self.problem.current else {
            return;
        };
        let kinds = self.kinds.get(current.position());
        let Some(kinds) = kinds.filter(|kinds| !kinds.is_empty()) else {
            return;
        };
        if self.current.is_none() {
            self.current = Some(small(instance.steps.len()));
            let counts = instance.lists.add(kinds.iter().copied());
            instance.steps.push(Step {
                act: Act::Work,
                origin: current.0,
                is_open: false,
                requires: None,
                asks: Span::default(),
                rank: self.problem.occupations[current.position()].rank,
                duration: 0,
                cost: 0,
                gives: Span::default(),
                counts,
                tail: NEVER,
            });
            instance.starts.push([NEVER; 3]);
        }
        instance.current = self.current;
    }
}

/// Links every leaf to the steps that meet it. What counts towards a kind meets all its leaves, and
/// nothing else does.
pub(super) fn link_doers(instance: &mut Instance) {
    let steps = instance.steps.len();
    let (mut giving, mut counting) = (Vec::with_capacity(steps * 2), Vec::with_capacity(steps * 2));
    let open = (0u32..).zip(&instance.steps);
    for (place, step) in open.filter(|(_, step)| step.is_open) {
        giving.extend(instance.gives(step).iter().map(|leaf| (*leaf, place)));
        counting.extend(instance.counts(step).iter().map(|kind| (*kind, place)));
    }
    let giving = instance.lists.group(instance.leaves.len(), &giving);
    let counting = instance.lists.group(instance.kinds.len(), &counting);
    for (leaf, giving) in instance.leaves.iter_mut().zip(giving) {
        debug_assert!(leaf.kind == NO_KIND || giving.is_empty());
        leaf.doers = match leaf.kind {
            NO_KIND => giving,
            kind => counting[kind as usize],
        };
    }
}

/// Links every step to the leaves of what it requires, and these to it.
pub(super) fn link_waiting(instance: &mut Instance) {
    let Instance {
        steps,
        leaves,
        forest,
        lists,
        ..
    } = instance;
    let mut waiting: Vec<(u32, u32)> = Vec::with_capacity(steps.len() * 4);
    // By leaf: the last step that may require it.
    let mut last = vec![u32::MAX; leaves.len()];
    for (place, step) in (0u32..).zip(steps) {
        let Some(requires) = step.requires else {
            continue;
        };
        let from = waiting.len();
        forest.leaves(requires, &mut |leaf| {
            if std::mem::replace(&mut last[leaf as usize], place) != place {
                waiting.push((leaf, place));
            }
        });
        let asks = waiting[from..].iter().map(|(leaf, _)| *leaf);
        step.asks = lists.add_sorted(asks);
    }
    let waiting = lists.group(leaves.len(), &waiting);
    for (leaf, waiting) in leaves.iter_mut().zip(waiting) {
        leaf.waiting = waiting;
    }
}

/// Notes for each kind how many occupations give it and from which week on it can have been begun.
pub(super) fn note_begun(instance: &mut Instance) {
    let Instance {
        steps,
        kinds,
        lists,
        starts,
        ..
    } = instance;
    let mut first = NEVER;
    for (place, step) in (0u32..).zip(steps.iter()) {
        if step.act == Act::Study || !step.is_open {
            continue;
        }
        let [week, ..] = starts[place as usize];
        first = first.min(week);
        for kind in lists.of(step.counts) {
            let kind = &mut kinds[*kind as usize];
            kind.givers += 1;
            kind.begun.note(place, week);
        }
    }
    if let Some(current) = instance.current {
        let by_current = first.saturating_add(instance.minimum_stay);
        for kind in lists.of(steps[current as usize].counts) {
            kinds[*kind as usize].begun.by_current = by_current;
        }
    }
}
