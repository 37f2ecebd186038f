//! Which targets have a plan at all, however long and costly: the answer without the plans.

use super::firsts::Firsts;
use super::links::Links;
use super::problem::{Problem, Target};
use crate::pack::QualificationIndex;

/// What plans can reach in one situation.
#[derive(Clone, Debug)]
pub struct Reachable(Firsts);

impl Reachable {
    /// Returns what plans can reach.
    pub fn of(problem: &Problem<'_>) -> Self {
        Self(Firsts::of(problem, &Links::of(problem)))
    }

    /// Returns whether a plan to the target exists.
    pub fn has(&self, target: &Target<'_>) -> bool {
        self.0.reach(target)
    }

    /// Returns a week before which a qualification cannot be held; `None`: no plan has it.
    pub fn first_week(&self, qualification: QualificationIndex) -> Option<u64> {
        self.0.qualification(qualification)
    }
}
