//! Gaps: what stands between a profile and a requirement, branch by branch.

use super::evaluate::{HoldingState, Situation};
use super::near::Nearness;
use super::wording;
use crate::advice::{Gap, GapState, Named, Proof, Requirement};
use crate::pack::requirement::{Child, Leaf, LeafIndex, Node, NodeIndex, Verdict};
use crate::pack::{QualificationIndex, SourceIndex};

/// What is needed to describe gaps: today's verdicts, and those once what has lapsed is renewed or
/// what is under way has arrived.
pub(super) struct Gaps<'s, 'p> {
    situation: &'s Situation<'p>,
    pub(super) nearness: &'s Nearness<'s, 'p>,
    renewed: Vec<Verdict>,
    arrived: Vec<Verdict>,
}

impl<'s, 'p> Gaps<'s, 'p> {
    /// Returns the describer of the situation's gaps.
    pub(super) fn of(situation: &'s Situation<'p>, nearness: &'s Nearness<'s, 'p>) -> Self {
        Self {
            situation,
            nearness,
            renewed: situation.with(|held| held.state == HoldingState::Lapsed),
            arrived: situation.arrived(),
        }
    }

    /// Returns what is missing for the tree at `node`, which a record with `sources` asks for; empty
    /// if it is met.
    pub(super) fn missing(&self, node: NodeIndex, sources: &[SourceIndex]) -> Vec<Gap<'p>> {
        if self.situation.verdict(node) == Verdict::Met {
            return Vec::new();
        }
        let pack = self.situation.pack;
        match pack.requirements.node(node) {
            // The branches say more than the whole, unless the pack has its own words for it.
            Node::All(of) if pack.requirements.say(node).is_none() => of
                .iter()
                .flat_map(|child| self.missing(child.node, sources))
                .collect(),
            Node::Leaf(_) | Node::All(_) | Node::Any(_) | Node::AtLeast { .. } => {
                vec![self.gap(node, sources)]
            }
        }
    }

    /// Returns the gap at `node` as one, whatever it is made of.
    pub(super) fn gap(&self, node: NodeIndex, sources: &[SourceIndex]) -> Gap<'p> {
        let pack = self.situation.pack;
        let mut gap = Gap {
            requirement: wording::requirement(pack, node),
            say: wording::say(pack, node),
            state: self.state(node),
            satisfied_by: self.satisfied_by(node),
            short_by_months: None,
            short_by_worth: None,
            branches: Vec::new(),
            points: None,
            because: None,
            sources: wording::source_ids(pack, sources),
        };
        let branches = |of: &[Child]| -> Vec<Vec<Gap<'p>>> {
            let unmet = of.iter().map(|child| self.missing(child.node, sources));
            unmet.filter(|gaps| !gaps.is_empty()).collect()
        };
        match pack.requirements.node(node) {
            Node::Leaf(leaf) => {
                if let Leaf::Experience { need, .. } = pack.requirements.leaf(*leaf) {
                    let brought = self.situation.time_brought(*leaf);
                    let is_known = self.situation.profile.experience.is_some();
                    gap.short_by_months = is_known.then(|| need.minus(brought).months_to_reach().0);
                }
            }
            Node::All(of) | Node::Any(of) => gap.branches = branches(of),
            Node::AtLeast { need, of } => {
                let is_met = |child: &&Child| self.situation.verdict(child.node) == Verdict::Met;
                let met: u32 = of.iter().filter(is_met).map(|child| child.worth).sum();
                gap.short_by_worth = Some(need.saturating_sub(met));
                gap.branches = branches(of);
            }
        }
        gap
    }

    /// Returns the gap of one leaf, which a record with `sources` asks for: in the words it has in one
    /// of the trees, if it is in any.
    pub(super) fn leaf(
        &self,
        leaf: LeafIndex,
        trees: &[NodeIndex],
        sources: &[SourceIndex],
    ) -> Gap<'p> {
        let requirements = &self.situation.pack.requirements;
        let mut trees = trees.iter();
        let node = trees.find_map(|tree| requirements.trees().node_within(*tree, leaf));
        let node = node.or_else(|| requirements.node_of(leaf));
        node.map_or_else(|| self.empty(sources), |node| self.gap(node, sources))
    }

    /// Returns the gap of a qualification that is not held.
    pub(super) fn qualification(&self, index: QualificationIndex) -> Gap<'p> {
        let pack = self.situation.pack;
        let sources = pack
            .qualifications
            .get(index.position())
            .map_or(&[][..], |each| &each.sources);
        let id = wording::qualification_id(pack, index);
        let holding = self.situation.holding_of(index);
        Gap {
            requirement: Requirement::Holds(id),
            say: wording::qualification_words(pack, index),
            satisfied_by: vec![Named {
                id,
                name: wording::short_name(pack, index),
            }],
            state: match holding.map(|holding| holding.state) {
                Some(HoldingState::Lapsed) => GapState::Lapsed,
                Some(HoldingState::Arriving(_)) => GapState::InProgress,
                Some(HoldingState::Active) | None => GapState::NotMet,
            },
            ..self.empty(sources)
        }
    }

    fn empty(&self, sources: &[SourceIndex]) -> Gap<'p> {
        Gap {
            requirement: Requirement::All(Vec::new()),
            say: "nothing".into(),
            state: GapState::NotMet,
            satisfied_by: Vec::new(),
            short_by_months: None,
            short_by_worth: None,
            branches: Vec::new(),
            points: None,
            because: None,
            sources: wording::source_ids(self.situation.pack, sources),
        }
    }

    /// Returns the proof of the tree at `node`: every branch, met or not, and by what.
    pub(super) fn proof(&self, node: NodeIndex, sources: &[SourceIndex]) -> Proof<'p> {
        let pack = self.situation.pack;
        let verdict = self.situation.verdict(node);
        let (evidence, branches) = match pack.requirements.node(node) {
            Node::Leaf(leaf) => {
                let origins = self.situation.evidence(*leaf);
                (wording::evidence(self.situation, &origins), Vec::new())
            }
            Node::All(of) | Node::Any(of) | Node::AtLeast { of, .. } => {
                let branches = of.iter().map(|child| self.proof(child.node, sources));
                (Vec::new(), branches.collect())
            }
        };
        Proof {
            requirement: wording::requirement(pack, node),
            say: wording::say(pack, node),
            verdict: match verdict {
                Verdict::Met => "met",
                Verdict::NotMet => "not-met",
                Verdict::Unknown => "unknown",
            },
            evidence,
            gap: (verdict != Verdict::Met).then(|| self.gap(node, sources)),
            branches,
        }
    }

    /// Whether it is not known if the tree at `node` is met today, or will be once all that is under
    /// way has arrived: the field of a degree may not have been said.
    pub(super) fn is_open(&self, node: NodeIndex) -> bool {
        let requirements = &self.situation.pack.requirements;
        let is_unknown = |verdicts| requirements.evaluate(node, verdicts) == Verdict::Unknown;
        self.situation.verdict(node) == Verdict::Unknown || is_unknown(&self.arrived)
    }

    fn state(&self, node: NodeIndex) -> GapState {
        let requirements = &self.situation.pack.requirements;
        if requirements.evaluate(node, &self.renewed) == Verdict::Met {
            GapState::Lapsed
        } else if requirements.evaluate(node, &self.arrived) == Verdict::Met {
            GapState::InProgress
        } else if self.situation.verdict(node) == Verdict::Unknown {
            GapState::Unknown
        } else {
            GapState::NotMet
        }
    }

    /// The qualifications any of which would help to close the gap and can still be had, the nearest
    /// first.
    fn satisfied_by(&self, node: NodeIndex) -> Vec<Named<'p>> {
        let mut indices = Vec::new();
        self.collect(node, &mut indices);
        indices.sort_unstable();
        indices.dedup();
        indices.sort_by_cached_key(|index| self.nearness.near(*index));
        let pack = self.situation.pack;
        (indices.into_iter())
            .filter_map(|index: QualificationIndex| pack.qualifications.get(index.position()))
            .filter(|each| !each.is_retired(self.situation.as_of))
            .map(|each| Named {
                id: &each.id,
                name: each.short_name(),
            })
            .collect()
    }

    fn collect(&self, node: NodeIndex, indices: &mut Vec<QualificationIndex>) {
        let requirements = &self.situation.pack.requirements;
        if self.situation.verdict(node) == Verdict::Met {
            return;
        }
        match requirements.node(node) {
            Node::Leaf(leaf) => indices.extend_from_slice(requirements.satisfied_by(*leaf)),
            Node::All(of) | Node::Any(of) | Node::AtLeast { of, .. } => {
                for child in of {
                    self.collect(child.node, indices);
                }
            }
        }
    }
}

/// Returns the places of the profile that the met part of the tree at `node` rests on.
pub(super) fn evidence_of(
    situation: &Situation<'_>,
    node: NodeIndex,
) -> Vec<super::evaluate::Origin> {
    let mut origins = Vec::new();
    gather(situation, node, &mut origins);
    origins.sort_unstable();
    origins.dedup();
    origins
}

fn gather(situation: &Situation<'_>, node: NodeIndex, origins: &mut Vec<super::evaluate::Origin>) {
    if situation.verdict(node) != Verdict::Met {
        return;
    }
    match situation.pack.requirements.node(node) {
        Node::Leaf(leaf) => origins.extend(situation.evidence(*leaf)),
        Node::All(of) | Node::Any(of) | Node::AtLeast { of, .. } => {
            for child in of {
                gather(situation, child.node, origins);
            }
        }
    }
}
