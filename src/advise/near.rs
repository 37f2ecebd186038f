//! How near qualifications are: the order in which ways to close a gap are named.

use std::sync::OnceLock;

use super::evaluate::Situation;
use super::plan::outlook::Outlook;
use super::plan::problem::{Problem, Reach};
use super::plan::reachable::Reachable;
use crate::pack::QualificationIndex;
use crate::pack::requirement::Verdict;

/// What tells how near qualifications are, with all that comes before them.
pub(super) struct Nearness<'s, 'p> {
    situation: &'s Situation<'p>,
    problem: &'s Problem<'s>,
    outlook: &'s Outlook<'s>,
    hopeful: OnceLock<Reachable>,
    /// By qualification.
    near: OnceLock<Vec<Near>>,
}

/// The place of a qualification among others, the nearest first: whether no plan earns it, the week
/// and the dollars that no plan goes below, and the week if every unanswered question were answered
/// well.
pub(super) type Near = (bool, u64, u64, u64);

impl<'s, 'p> Nearness<'s, 'p> {
    /// Returns what tells how near qualifications are in a situation.
    pub(super) fn of(
        situation: &'s Situation<'p>,
        problem: &'s Problem<'s>,
        outlook: &'s Outlook<'s>,
    ) -> Self {
        Self {
            situation,
            problem,
            outlook,
            hopeful: OnceLock::new(),
            near: OnceLock::new(),
        }
    }

    /// Returns how near a qualification is.
    pub(super) fn near(&self, index: QualificationIndex) -> Option<Near> {
        let near = self.near.get_or_init(|| {
            let all = 0..self.situation.pack.qualifications.len();
            let all = all.map(QualificationIndex::of);
            let near = all.map(|index| match self.outlook.least_to_hold(index) {
                Some([week, usd]) => (false, week, usd, week),
                None => {
                    let hoped = self.hopeful().first_week(index);
                    (true, 0, 0, hoped.unwrap_or(u64::MAX))
                }
            });
            near.collect()
        });
        near.get(index.position()).copied()
    }

    /// Returns what plans could reach if every unanswered question were answered well.
    pub(super) fn hopeful(&self) -> &Reachable {
        self.hopeful.get_or_init(|| {
            let mut problem = self.problem.clone();
            let leaves = self.situation.pack.requirements.leaves();
            for (reach, (index, _)) in problem.leaves.iter_mut().zip(leaves) {
                if self.situation.leaf_verdict(index) == Verdict::Unknown {
                    *reach = Reach::Met;
                }
            }
            Reachable::of(&problem)
        })
    }
}
