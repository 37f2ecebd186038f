//! Work that has to take turns.
//!
//! In: an [`Instance`] and a moment. Out: a lower bound of the finish. What the target asks for is
//! worked in one occupation at a time: two leaves that no occupation gives together, or only from
//! some week on, are worked one after the other until then.

#![expect(
    clippy::indexing_slicing,
    reason = "instance indices are made by its builders only, places by this one"
)]

use super::forest::{BranchKind, Forest, Tree, threshold};
use super::instance::{Act, Instance, NO_KIND};
use super::measure::NEVER;
use super::search::Move;
use super::state::State;
use crate::lists::{places, small};

/// A leaf that the target asks for.
#[derive(Clone, Copy, Debug)]
struct Asked {
    leaf: u32,
    kind: u32,
    /// The earliest week it can be met.
    earliest: u64,
    /// The first week an occupation gives it.
    first: u64,
}

/// When what the target asks for can be worked.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns {
    asked: Vec<Asked>,
    /// By pair of what is asked: the first week an occupation gives both; 0: they are no work, or
    /// of one kind.
    both: Vec<u64>,
    /// By step: which of what is asked it counts towards, a bit each.
    counts: Vec<u64>,
    /// By leaf of the instance: its place in what is asked.
    places: Vec<u8>,
    /// Whether pairs are looked at: not where there are too many.
    has_pairs: bool,
}

/// What is still to be worked at a moment, for each leaf that is asked for: weeks, and the week from
/// which on they can be.
#[derive(Clone, Copy)]
struct Left {
    weeks: u64,
    from: u64,
}

/// A moment, and the occupation that is then held.
struct Moment<'m> {
    turns: &'m Turns,
    instance: &'m Instance,
    left: [Left; MOST_ASKED],
    counts: u64,
    start: u64,
    leave: u64,
}

/// How many leaves of a target are looked at; the bound is 0 where there are more.
const MOST_ASKED: usize = 24;

/// How many pairs of leaves are looked at for each thing in an instance.
const MOST_PAIRS: u64 = 2;

impl Turns {
    /// Returns when what the target asks for can be worked; `begins` is by step and `earliest` by
    /// leaf.
    pub(super) fn of(instance: &Instance, begins: &[u64], earliest: &[u64]) -> Self {
        let mut own = Self {
            places: vec![u8::MAX; instance.leaves.len()],
            ..Self::default()
        };
        let Self { asked, places, .. } = &mut own;
        instance.forest.leaves(instance.target, &mut |leaf| {
            let place = &mut places[leaf as usize];
            if *place == u8::MAX && asked.len() < usize::from(u8::MAX) {
                *place = u8::try_from(asked.len()).unwrap_or(u8::MAX);
                // What arrives need not be worked for.
                let own = &instance.leaves[leaf as usize];
                asked.push(Asked {
                    leaf,
                    kind: if own.arrival == NEVER {
                        own.kind
                    } else {
                        NO_KIND
                    },
                    earliest: earliest[leaf as usize],
                    first: NEVER,
                });
            }
        });
        let is_any = own.asked.iter().any(|asked| asked.kind != NO_KIND);
        if own.asked.len() > MOST_ASKED || !is_any {
            return Self::default();
        }
        let (_, pairs) = leaves_and_pairs(&instance.forest, instance.target);
        own.has_pairs = pairs <= instance.size().saturating_mul(MOST_PAIRS);
        let count = own.asked.len();
        own.both = vec![NEVER; count * count];
        let mut by_kind = vec![0u64; instance.kinds.len()];
        for (place, asked) in own.asked.iter().enumerate() {
            if asked.kind != NO_KIND {
                by_kind[asked.kind as usize] |= 1 << place;
            }
        }
        own.counts.extend(instance.steps.iter().map(|step| {
            let kinds = instance.counts(step).iter();
            kinds.fold(0, |counts, kind| counts | by_kind[*kind as usize])
        }));
        for (place, step) in instance.steps.iter().enumerate() {
            let begin = match instance.current == Some(small(place)) {
                true => 0,
                false => begins[place],
            };
            if step.act == Act::Work && begin != NEVER {
                own.note(own.counts[place], begin);
            }
        }
        for one in 0..count {
            for other in 0..count {
                let kinds = [one, other].map(|place| own.asked[place].kind);
                if kinds.contains(&NO_KIND) || kinds[0] == kinds[1] {
                    own.both[one * count + other] = 0;
                }
            }
        }
        own
    }

    fn note(&mut self, counts: u64, begin: u64) {
        let count = self.asked.len();
        for one in places(counts) {
            let first = &mut self.asked[one as usize].first;
            *first = begin.min(*first);
            for other in places(counts) {
                let both = &mut self.both[one as usize * count + other as usize];
                *both = begin.min(*both);
            }
        }
    }

    /// Returns a lower bound of the finish of plans that go on from a moment with an entry; without
    /// one, of all that go on from it.
    pub(super) fn finish(&self, instance: &Instance, state: &State, entry: Option<Move>) -> u64 {
        if self.asked.is_empty() {
            return 0;
        }
        let counts_of = |step: u32| self.counts[step as usize];
        let held = state.work.map_or(0, counts_of);
        let (counts, start, leave) = match entry {
            None => (held, state.now, state.leave.max(state.now)),
            Some(entry) => {
                let leave = entry.start.saturating_add(instance.minimum_stay);
                (counts_of(entry.step), entry.start, leave)
            }
        };
        let mut moment = Moment {
            turns: self,
            instance,
            left: [Left { weeks: 0, from: 0 }; MOST_ASKED],
            counts,
            start,
            leave,
        };
        for (place, (asked, left)) in self.asked.iter().zip(&mut moment.left).enumerate() {
            if asked.kind == NO_KIND {
                continue;
            }
            let is_counted = counts >> place & 1 == 1;
            let worked = match held >> place & 1 {
                0 => 0,
                _ => start - state.now,
            };
            left.weeks = state.left(instance, asked.leaf).saturating_sub(worked);
            left.from = match is_counted {
                true => start,
                false => leave.max(asked.first),
            };
        }
        moment.value(instance.target)
    }
}

impl Moment<'_> {
    fn place(&self, leaf: u32) -> usize {
        usize::from(self.turns.places[leaf as usize])
    }

    /// Returns a week before which the tree is not met.
    fn value(&self, tree: Tree) -> u64 {
        let index = match tree {
            Tree::Leaf(leaf) => {
                let place = self.place(leaf);
                let left = self.left[place];
                return match left.weeks {
                    0 => self.turns.asked[place].earliest,
                    weeks => left.from.saturating_add(weeks),
                };
            }
            Tree::Branch(index) => index,
        };
        let forest = &self.instance.forest;
        let branch = forest.branch(index);
        let children = forest.children(branch);
        let values = children.iter().map(|(child, _)| self.value(*child));
        match branch.kind {
            BranchKind::Any => values.fold(NEVER, u64::min),
            BranchKind::AtLeast(need) => {
                let worths = children.iter().map(|(_, worth)| *worth);
                threshold(&mut values.zip(worths).collect::<Vec<_>>(), need)
            }
            BranchKind::All => {
                let mut bound = values.fold(0, u64::max);
                if !self.turns.has_pairs {
                    return bound;
                }
                for (place, (one, _)) in children.iter().enumerate() {
                    for (other, _) in children.iter().skip(place + 1) {
                        bound = bound.max(self.pair(*one, *other));
                    }
                }
                bound
            }
        }
    }

    /// Returns a week before which two trees are not both met, as far as they take turns.
    fn pair(&self, one: Tree, other: Tree) -> u64 {
        let (one, other) = match (one, other) {
            (Tree::Leaf(one), Tree::Leaf(other)) => return self.leaves(one, other),
            (Tree::Branch(index), tree) | (tree, Tree::Branch(index)) => (index, tree),
        };
        let forest = &self.instance.forest;
        let branch = forest.branch(one);
        let pairs = forest.children(branch).iter();
        let pairs = pairs.map(|(child, _)| self.pair(*child, other));
        match branch.kind {
            BranchKind::All => pairs.fold(0, u64::max),
            BranchKind::Any => pairs.fold(NEVER, u64::min),
            BranchKind::AtLeast(_) => 0,
        }
    }

    fn leaves(&self, one: u32, other: u32) -> u64 {
        let places = [one, other].map(|leaf| self.place(leaf));
        let [one, other] = places.map(|place| self.left[place]);
        let both = self.turns.both[places[0] * self.turns.asked.len() + places[1]];
        if one.weeks == 0 || other.weeks == 0 || both == 0 {
            return 0;
        }
        let both = match places.iter().all(|place| self.counts >> place & 1 == 1) {
            true => self.start,
            false => both.max(self.leave),
        };
        // In each week from then on both can be worked, in those before only one.
        let turns = one
            .from
            .min(other.from)
            .saturating_add(one.weeks + other.weeks);
        match both {
            NEVER => turns,
            both => turns.min(turns.saturating_add(both).div_ceil(2)),
        }
    }
}

/// Returns how many leaves a tree has, and how many pairs of them are looked at in it.
fn leaves_and_pairs(forest: &Forest, tree: Tree) -> (u64, u64) {
    let index = match tree {
        Tree::Leaf(_) => return (1, 0),
        Tree::Branch(index) => index,
    };
    let branch = forest.branch(index);
    let (mut leaves, mut pairs) = (0u64, 0u64);
    for (child, _) in forest.children(branch) {
        let (own, within) = leaves_and_pairs(forest, *child);
        if branch.kind == BranchKind::All {
            pairs = pairs.saturating_add(leaves.saturating_mul(own));
        }
        pairs = pairs.saturating_add(within);
        leaves = leaves.saturating_add(own);
    }
    (leaves, pairs)
}
