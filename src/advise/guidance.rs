//! Guidance: what is said to a person beside requirements, and how narrowly each piece fits.

use std::borrow::Cow;

use super::evaluate::Situation;
use super::gap::evidence_of;
use super::wording;
use crate::advice::GuidanceGiven;
use crate::pack::requirement::{Child, Held, Leaf, Node, NodeIndex, Verdict};

/// Returns the guidance that applies, by id.
pub(super) fn guidance<'p>(situation: &Situation<'p>) -> Vec<GuidanceGiven<'p>> {
    let met = situation
        .pack
        .guidance
        .iter()
        .filter(|each| situation.verdict(each.when) == Verdict::Met);
    met.map(|each| {
        let evidence = wording::evidence(situation, &evidence_of(situation, each.when));
        let say = Cow::Borrowed(each.because.as_str());
        GuidanceGiven {
            say: &each.say,
            narrowness: narrowness(situation, each.when),
            because: wording::reason(situation.pack, &each.id, say, evidence, &each.sources),
        }
    })
    .collect()
}

/// Returns how narrowly a condition that is met fits the person; 0: it holds for everybody.
///
/// What must hold together adds up; of what may stand in for each other the narrowest that is met
/// counts.
fn narrowness(situation: &Situation<'_>, node: NodeIndex) -> u32 {
    if situation.verdict(node) != Verdict::Met {
        return 0;
    }
    let requirements = &situation.pack.requirements;
    let of_child = |child: &Child| narrowness(situation, child.node);
    match requirements.node(node) {
        Node::Leaf(leaf) => narrowness_of(requirements.leaf(*leaf)),
        Node::All(of) => of.iter().map(of_child).fold(0, u32::saturating_add),
        Node::Any(of) | Node::AtLeast { of, .. } => of.iter().map(of_child).max().unwrap_or(0),
    }
}

/// Returns 1 for what many people share, 2 for what is a person's own.
fn narrowness_of(leaf: &Leaf) -> u32 {
    match leaf {
        Leaf::Background(_) | Leaf::Degree { .. } | Leaf::Holds(Held::Class(_)) => 1,
        Leaf::Holds(Held::Qualification(_))
        | Leaf::Experience { .. }
        | Leaf::Occupation(_)
        | Leaf::Attests(_) => 2,
    }
}
