//! Requirements: trees over interned leaves, and their three-valued evaluation.
//!
//! Every distinct leaf of a pack stands once in a table; a tree refers to leaves by index. A
//! profile is judged by filling one [`Verdict`] per leaf, after which any tree is evaluated without
//! touching a string. A tree never knows what a profile is.

pub mod trees;

use std::sync::OnceLock;

use super::{
    BackgroundIndex, ClassIndex, FieldIndex, KindIndex, OccupationIndex, QualificationIndex,
    StatementIndex,
};
use crate::units::{Months, WorkTime};
use trees::Trees;

/// The index of a leaf in [`Requirements`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeafIndex(pub u32);

/// The index of a node in [`Requirements`]; a tree is named by its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIndex(pub u32);

/// Whether a requirement is met: Kleene's three values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Surely not met.
    NotMet,
    /// An unanswered question decides.
    Unknown,
    /// Surely met.
    Met,
}

/// A level of degree, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// About two years of full-time study.
    Associate,
    /// About four years.
    Bachelor,
    /// A graduate degree after a bachelor's.
    Master,
    /// A research or professional doctorate.
    Doctorate,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Self; 4] = [
        Self::Associate,
        Self::Bachelor,
        Self::Master,
        Self::Doctorate,
    ];

    /// Returns the level as packs and profiles spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Associate => "associate",
            Self::Bachelor => "bachelor",
            Self::Master => "master",
            Self::Doctorate => "doctorate",
        }
    }
}

/// What a `holds` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// One credential or degree.
    Qualification(QualificationIndex),
    /// Any credential or degree of a class.
    Class(ClassIndex),
}

/// One thing a profile meets, does not meet, or leaves unknown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leaf {
    /// An active qualification, or one that implies it.
    Holds(Held),
    /// A finished degree at this level or above, in one of the fields or their parts (none: any).
    Degree {
        /// The lowest level that will do.
        level: Level,
        /// The fields as the pack names them, sorted; empty means any field.
        fields: Vec<FieldIndex>,
    },
    /// Time worked in a kind of experience or its parts.
    Experience {
        /// The kind.
        kind: KindIndex,
        /// How much work.
        need: WorkTime,
        /// How far back from today it may lie; `None`: any time.
        within: Option<Months>,
    },
    /// One of the person's backgrounds.
    Background(BackgroundIndex),
    /// An occupation held now or before.
    Occupation(OccupationIndex),
    /// A statement the person has said yes to.
    Attests(StatementIndex),
}

/// One branch of a composite node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Child {
    /// The branch.
    pub node: NodeIndex,
    /// What the branch is worth in an `at_least`; 1 elsewhere.
    pub worth: u32,
}

/// The shape of one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A leaf of the table.
    Leaf(LeafIndex),
    /// Met when every branch is; met when there is none.
    All(Vec<Child>),
    /// Met when one branch is.
    Any(Vec<Child>),
    /// Met when the branches met are together worth at least `need`.
    AtLeast {
        /// The worth asked for.
        need: u32,
        /// The branches.
        of: Vec<Child>,
    },
}

/// Every requirement tree of a pack, over one table of leaves.
///
/// # Invariants
/// A node's children have smaller indices than the node, so trees cannot be cyclic.
#[derive(Clone, Debug, Default)]
pub struct Requirements {
    nodes: Vec<Node>,                           // INVARIANT: children precede parents.
    says: Vec<Option<String>>,                  // INVARIANT: one per node.
    leaves: Vec<Leaf>,                          // INVARIANT: no two are equal.
    satisfied_by: Vec<Vec<QualificationIndex>>, // INVARIANT: one per leaf, each sorted.
    /// The nodes laid out flat, once that is asked for.
    trees: OnceLock<Trees>,
}

impl Requirements {
    /// Adds a leaf unless it is there, and returns its index.
    pub(super) fn intern_leaf(
        &mut self,
        seen: &mut std::collections::BTreeMap<Leaf, LeafIndex>,
        leaf: Leaf,
    ) -> LeafIndex {
        if let Some(index) = seen.get(&leaf) {
            return *index;
        }
        let index = LeafIndex(u32::try_from(self.leaves.len()).unwrap_or(u32::MAX));
        seen.insert(leaf.clone(), index);
        self.leaves.push(leaf);
        self.satisfied_by.push(Vec::new());
        index
    }

    /// Adds a node whose children are there already, and returns its index.
    pub(super) fn push(&mut self, node: Node, say: Option<String>) -> NodeIndex {
        let index = NodeIndex(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(node);
        self.says.push(say);
        self.trees = OnceLock::new();
        index
    }

    /// Sets which qualifications, held actively, meet a `holds` or `degree` leaf.
    pub(super) fn set_satisfied_by(&mut self, leaf: LeafIndex, mut by: Vec<QualificationIndex>) {
        by.sort_unstable();
        by.dedup();
        if let Some(slot) = self.satisfied_by.get_mut(leaf.0 as usize) {
            *slot = by;
        }
    }

    /// Returns the node.
    #[expect(
        clippy::indexing_slicing,
        reason = "node indices are made by this table only"
    )]
    pub fn node(&self, node: NodeIndex) -> &Node {
        &self.nodes[node.0 as usize]
    }

    /// Returns the trees laid out flat, node for node under the same indices.
    pub fn trees(&self) -> &Trees {
        self.trees.get_or_init(|| Trees::of(self))
    }

    /// Returns the words the pack gives for the node, if any.
    pub fn say(&self, node: NodeIndex) -> Option<&str> {
        self.says.get(node.0 as usize)?.as_deref()
    }

    /// Returns the leaf.
    #[expect(
        clippy::indexing_slicing,
        reason = "leaf indices are made by this table only"
    )]
    pub fn leaf(&self, leaf: LeafIndex) -> &Leaf {
        &self.leaves[leaf.0 as usize]
    }

    /// Returns the first node that is the leaf; one without words of its own before others, whose
    /// words may belong to another place.
    pub fn node_of(&self, leaf: LeafIndex) -> Option<NodeIndex> {
        let is_it = |(_, node): &(usize, &Node)| **node == Node::Leaf(leaf);
        let places = || {
            self.nodes
                .iter()
                .enumerate()
                .filter(is_it)
                .map(|(place, _)| place)
        };
        let plain = places().find(|place| self.says.get(*place).is_some_and(Option::is_none));
        let place = plain.or_else(|| places().next())?;
        u32::try_from(place).ok().map(NodeIndex)
    }

    /// Returns every leaf with its index.
    pub fn leaves(&self) -> impl ExactSizeIterator<Item = (LeafIndex, &Leaf)> {
        self.leaves
            .iter()
            .enumerate()
            .map(|(index, leaf)| (LeafIndex(u32::try_from(index).unwrap_or(u32::MAX)), leaf))
    }

    /// Returns how many nodes there are; node indices run from 0 to this.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// Returns the qualifications that meet a `holds` or `degree` leaf when held actively, sorted;
    /// empty for other leaves. Implied and class memberships are followed already.
    pub fn satisfied_by(&self, leaf: LeafIndex) -> &[QualificationIndex] {
        self.satisfied_by
            .get(leaf.0 as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// Returns the verdict on the tree at `node`, given the verdict on each leaf.
    ///
    /// `leaves` is indexed by [`LeafIndex`]; a leaf beyond its end counts as unknown.
    pub fn evaluate(&self, node: NodeIndex, leaves: &[Verdict]) -> Verdict {
        match self.node(node) {
            Node::Leaf(leaf) => leaves
                .get(leaf.0 as usize)
                .copied()
                .unwrap_or(Verdict::Unknown),
            Node::All(of) => of
                .iter()
                .map(|child| self.evaluate(child.node, leaves))
                .min()
                .unwrap_or(Verdict::Met),
            Node::Any(of) => of
                .iter()
                .map(|child| self.evaluate(child.node, leaves))
                .max()
                .unwrap_or(Verdict::NotMet),
            Node::AtLeast { need, of } => {
                let (mut met, mut possible) = (0u32, 0u32);
                for child in of {
                    match self.evaluate(child.node, leaves) {
                        Verdict::Met => {
                            met = met.saturating_add(child.worth);
                            possible = possible.saturating_add(child.worth);
                        }
                        Verdict::Unknown => possible = possible.saturating_add(child.worth),
                        Verdict::NotMet => {}
                    }
                }
                if met >= *need {
                    Verdict::Met
                } else if possible >= *need {
                    Verdict::Unknown
                } else {
                    Verdict::NotMet
                }
            }
        }
    }
}
