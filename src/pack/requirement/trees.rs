//! Requirement trees laid out flat: downwards for whoever reads one, and upwards for whoever wants to
//! know what a leaf leads to.

use std::sync::OnceLock;

use super::{Child, LeafIndex, Node, NodeIndex, Requirements};
use crate::lists::{Groups, small};

/// Requirement trees in the compact form that plans walk.
///
/// Every node asks for a worth of its children: `all` for as many as there are, `any` for one.
#[derive(Clone, Debug, Default)]
pub struct Trees {
    nodes: Vec<TreeNode>, // INVARIANT: children precede parents.
    children: Vec<Child>,
    /// What leads upwards, once that is asked for.
    upward: OnceLock<Upward>,
}

/// One node of [`Trees`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TreeNode {
    /// A leaf of the table.
    Leaf(LeafIndex),
    /// Children that are together worth at least `need`.
    Branch { need: u64, from: u32, to: u32 },
}

impl Trees {
    /// Returns the trees of a pack, node for node under the same indices.
    pub fn of(requirements: &Requirements) -> Self {
        let mut trees = Self::default();
        for position in 0..requirements.node_count() {
            match requirements.node(NodeIndex(small(position))) {
                Node::Leaf(leaf) => trees.leaf(*leaf),
                Node::All(of) => trees.branch(of.len() as u64, unit_worth(of)),
                Node::Any(of) => trees.branch(1, unit_worth(of)),
                Node::AtLeast { need, of } => trees.branch(u64::from(*need), of.iter().copied()),
            };
        }
        trees
    }

    /// Adds a node that is met when the leaf is.
    pub fn leaf(&mut self, leaf: LeafIndex) -> NodeIndex {
        self.push(TreeNode::Leaf(leaf))
    }

    /// Adds a node that is met when every one of `of` is.
    pub fn all(&mut self, of: &[NodeIndex]) -> NodeIndex {
        let of: Vec<Child> = of.iter().map(|&node| Child { node, worth: 1 }).collect();
        self.branch(of.len() as u64, of.into_iter())
    }

    /// Adds a node that is met when one of `of` is.
    pub fn any(&mut self, of: &[NodeIndex]) -> NodeIndex {
        let of: Vec<Child> = of.iter().map(|&node| Child { node, worth: 1 }).collect();
        self.branch(1, of.into_iter())
    }

    /// Adds a node that is met when those met of `of` are together worth at least `need`.
    pub fn at_least(&mut self, need: u32, of: &[Child]) -> NodeIndex {
        self.branch(u64::from(need), of.iter().copied())
    }

    /// Returns the node, unless the index points past the end.
    pub(crate) fn node(&self, node: NodeIndex) -> Option<TreeNode> {
        self.nodes.get(node.0 as usize).copied()
    }

    /// Returns the children of a branch.
    pub(crate) fn children(&self, from: u32, to: u32) -> &[Child] {
        self.children
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    /// Returns the first node at or below another one that is the leaf.
    pub(crate) fn node_within(&self, node: NodeIndex, leaf: LeafIndex) -> Option<NodeIndex> {
        match self.node(node)? {
            TreeNode::Leaf(own) => (own == leaf).then_some(node),
            TreeNode::Branch { from, to, .. } => {
                let mut children = self.children(from, to).iter();
                children.find_map(|child| self.node_within(child.node, leaf))
            }
        }
    }

    /// Returns every node, in the order of their indices.
    pub(crate) fn nodes(&self) -> &[TreeNode] {
        &self.nodes
    }

    /// Returns what leads upwards.
    pub(crate) fn upward(&self) -> &Upward {
        self.upward.get_or_init(|| Upward::of(self))
    }

    /// Returns how many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    fn branch(&mut self, need: u64, of: impl Iterator<Item = Child>) -> NodeIndex {
        let from = self.children.len();
        let own = self.nodes.len();
        self.children
            .extend(of.filter(|child| (child.node.0 as usize) < own));
        let to = self.children.len();
        self.push(TreeNode::Branch {
            need,
            from: small(from),
            to: small(to),
        })
    }

    fn push(&mut self, node: TreeNode) -> NodeIndex {
        let index = NodeIndex(small(self.nodes.len()));
        self.nodes.push(node);
        self.upward = OnceLock::new();
        index
    }
}

/// Leaves from here on lead to nothing: nobody has so many.
const MOST_LEAVES: u32 = 1 << 24;

/// What leads upwards in trees.
#[derive(Clone, Debug, Default)]
pub(crate) struct Upward {
    /// By leaf: its nodes.
    nodes_of_leaf: Groups,
    /// By node: the branches it is a child of, and beside each its worth there.
    parents: Groups,
    worths: Groups,
}

impl Upward {
    fn of(trees: &Trees) -> Self {
        let (mut of_leaf, mut parents, mut worths) = (Vec::new(), Vec::new(), Vec::new());
        let mut leaves = 0;
        for (index, node) in (0u32..).zip(&trees.nodes) {
            match *node {
                TreeNode::Leaf(leaf) if leaf.0 >= MOST_LEAVES => {}
                TreeNode::Leaf(leaf) => {
                    leaves = leaves.max(leaf.0 as usize + 1);
                    of_leaf.push((leaf.0, index));
                }
                TreeNode::Branch { from, to, .. } => {
                    for child in trees.children(from, to) {
                        parents.push((child.node.0, index));
                        worths.push((child.node.0, child.worth));
                    }
                }
            }
        }
        Self {
            nodes_of_leaf: Groups::of_pairs(leaves, &of_leaf),
            parents: Groups::of_pairs(trees.len(), &parents),
            worths: Groups::of_pairs(trees.len(), &worths),
        }
    }

    /// Returns the nodes that are the leaf.
    pub(crate) fn nodes_of(&self, leaf: u32) -> &[u32] {
        self.nodes_of_leaf.get(leaf).unwrap_or_default()
    }

    /// Returns the branches that a node is a child of, and what it is worth there.
    pub(crate) fn parents(&self, node: u32) -> impl Iterator<Item = (u32, u32)> {
        let parents = self.parents.of(node).iter().copied();
        parents.zip(self.worths.of(node).iter().copied())
    }
}

fn unit_worth(of: &[Child]) -> impl Iterator<Item = Child> {
    of.iter().map(|child| Child {
        node: child.node,
        worth: 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_leaf_leads_to_is_known_as_the_trees_grow() {
        let mut trees = Trees::default();
        let [one, two] = [LeafIndex(0), LeafIndex(u32::MAX)].map(|leaf| trees.leaf(leaf));
        let any = trees.any(&[one, two]);
        let of_one = |trees: &Trees| -> Vec<(u32, u32)> {
            let upward = trees.upward();
            upward.parents(one.0).collect()
        };
        assert_eq!(of_one(&trees), [(any.0, 1)]);
        let again = trees.leaf(LeafIndex(0));
        let child = Child {
            node: one,
            worth: 3,
        };
        let at_least = trees.at_least(3, &[child]);
        assert_eq!(of_one(&trees), [(any.0, 1), (at_least.0, 3)]);
        assert_eq!(trees.upward().nodes_of(0), [one.0, again.0]);
        assert!(trees.upward().nodes_of(1).is_empty());
        assert!(trees.upward().nodes_of(u32::MAX).is_empty());
    }
}
