//! Whether meeting one requirement surely means meeting another.

use std::collections::BTreeMap;

use crate::pack::requirement::{Child, Leaf, LeafIndex, Node, NodeIndex};
use crate::pack::{FieldIndex, Pack, Part};

/// Decides between trees of one pack, remembering what was decided.
pub(super) struct Implications<'p> {
    pack: &'p Pack,
    known: BTreeMap<(NodeIndex, NodeIndex), bool>,
}

impl<'p> Implications<'p> {
    /// Returns a memory that is empty yet.
    pub(super) fn of(pack: &'p Pack) -> Self {
        Self {
            pack,
            known: BTreeMap::new(),
        }
    }

    /// Returns whether everybody who meets `a` meets `b`.
    ///
    /// # Limits
    /// `true` is always right; `false` may be wrong where several branches together imply what none
    /// of them implies alone.
    pub(super) fn implies(&mut self, a: NodeIndex, b: NodeIndex) -> bool {
        if a == b {
            return true;
        }
        if let Some(known) = self.known.get(&(a, b)) {
            return *known;
        }
        let decided = self.decide(a, b);
        self.known.insert((a, b), decided);
        decided
    }

    fn decide(&mut self, a: NodeIndex, b: NodeIndex) -> bool {
        let pack = self.pack;
        let requirements = &pack.requirements;
        match (requirements.node(a), requirements.node(b)) {
            (_, Node::All(of)) => of.iter().all(|each| self.implies(a, each.node)),
            (Node::Any(of), _) => of.iter().all(|each| self.implies(each.node, b)),
            (Node::Leaf(a), Node::Leaf(b)) => leaf_implies(pack, *a, *b),
            (from, to) => {
                self.by_branches_of_first(from, b) || self.by_branches_of_second(a, from, to)
            }
        }
    }

    /// Whether what must be met of `from` is enough for `b`.
    fn by_branches_of_first(&mut self, from: &Node, b: NodeIndex) -> bool {
        match from {
            Node::Leaf(_) => false,
            Node::All(of) | Node::Any(of) => of.iter().any(|each| self.implies(each.node, b)),
            // What does not imply `b` is not enough by itself, so something that does is met.
            Node::AtLeast { need, of } => {
                let rest = of.iter().filter(|each| !self.implies(each.node, b));
                rest.map(|each| u64::from(each.worth)).sum::<u64>() < u64::from(*need)
            }
        }
    }

    /// Whether `a` is enough for what `to` needs of its branches.
    fn by_branches_of_second(&mut self, a: NodeIndex, from: &Node, to: &Node) -> bool {
        match to {
            Node::Leaf(_) => false,
            Node::All(of) => of.iter().all(|each| self.implies(a, each.node)),
            Node::Any(of) => of.iter().any(|each| self.implies(a, each.node)),
            Node::AtLeast { need, of } => {
                self.worth_implied(a, of) >= u64::from(*need)
                    || match from {
                        Node::AtLeast {
                            need: from,
                            of: others,
                        } => need <= from && self.matches(others, of),
                        Node::Leaf(_) | Node::All(_) | Node::Any(_) => false,
                    }
            }
        }
    }

    /// What the branches implied by `a` are worth together.
    fn worth_implied(&mut self, a: NodeIndex, of: &[Child]) -> u64 {
        let implied = of.iter().filter(|each| self.implies(a, each.node));
        implied.map(|each| u64::from(each.worth)).sum()
    }

    /// Whether each branch has its own branch among `others` that it implies and that is worth as
    /// much.
    fn matches(&mut self, of: &[Child], others: &[Child]) -> bool {
        let mut free: Vec<&Child> = others.iter().collect();
        of.iter().all(|each| {
            let own = free
                .iter()
                .position(|other| other.worth >= each.worth && self.implies(each.node, other.node));
            own.is_some_and(|own| {
                free.swap_remove(own);
                true
            })
        })
    }
}

fn leaf_implies(pack: &Pack, a: LeafIndex, b: LeafIndex) -> bool {
    if a == b {
        return true;
    }
    let requirements = &pack.requirements;
    match (requirements.leaf(a), requirements.leaf(b)) {
        (Leaf::Holds(_), Leaf::Holds(_) | Leaf::Degree { .. }) => {
            let wider = requirements.satisfied_by(b);
            (requirements.satisfied_by(a).iter()).all(|each| wider.binary_search(each).is_ok())
        }
        // A degree may be described by level and field alone, so only those can be compared.
        (
            Leaf::Degree { level, fields },
            Leaf::Degree {
                level: least,
                fields: wanted,
            },
        ) => level >= least && are_within(&pack.fields, fields, wanted),
        (
            Leaf::Experience { kind, need, within },
            Leaf::Experience {
                kind: wanted,
                need: least,
                within: window,
            },
        ) => {
            let kind = pack.kinds.get(kind.position());
            kind.is_some_and(|kind| kind.within.contains(&wanted.0))
                && need >= least
                && window.is_none_or(|window| within.is_some_and(|within| within <= window))
        }
        // Equal leaves have equal indices, and the rest have nothing to do with each other.
        (
            Leaf::Holds(_)
            | Leaf::Degree { .. }
            | Leaf::Experience { .. }
            | Leaf::Background(_)
            | Leaf::Occupation(_)
            | Leaf::Attests(_),
            _,
        ) => false,
    }
}

/// Whether each of the fields is a part of one that is wanted; an empty list is any field.
fn are_within(parts: &[Part], fields: &[FieldIndex], wanted: &[FieldIndex]) -> bool {
    let is_wanted = |field: &FieldIndex| {
        let part = parts.get(field.position());
        part.is_some_and(|part| wanted.iter().any(|wanted| part.within.contains(&wanted.0)))
    };
    wanted.is_empty() || (!fields.is_empty() && fields.iter().all(is_wanted))
}
