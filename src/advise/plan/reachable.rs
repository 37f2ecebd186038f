//! Which targets have a plan at all, however long and costly: the answer without the plans.

use super::outlook::{Measure, NEVER, Outlook};
use super::problem::{Problem, Target};

/// What plans can reach in one situation.
#[derive(Clone, Debug)]
pub struct Reachable {
    nodes: Vec<bool>,
    qualifications: Vec<bool>,
}

impl Reachable {
    /// Returns what plans can reach.
    pub fn of(problem: &Problem<'_>) -> Self {
        let outlook = Outlook::of(problem);
        let values = outlook.values(Measure::Finish);
        let are_reached = |values: &[u64]| values.iter().map(|value| *value != NEVER).collect();
        Self {
            nodes: are_reached(&values.nodes),
            qualifications: are_reached(&values.qualifications),
        }
    }

    /// Returns whether a plan to the target exists.
    pub fn has(&self, target: &Target<'_>) -> bool {
        let is_met = |place: u32| self.nodes.get(place as usize) == Some(&true);
        let is_had = |place: usize| self.qualifications.get(place) == Some(&true);
        target.requires.iter().all(|node| is_met(node.0))
            && (target.holds.iter())
                .all(|wanted| wanted.counts.iter().any(|index| is_had(index.position())))
    }
}
