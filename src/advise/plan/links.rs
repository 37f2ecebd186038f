//! What leads to what in a problem, beside its trees.

#![expect(
    clippy::indexing_slicing,
    reason = "options are numbered by their places in the list"
)]

use super::problem::{Problem, Reach};
use crate::lists::Groups;
use crate::pack::requirement::NodeIndex;

/// What leads to what.
#[derive(Clone, Debug)]
pub(super) struct Links {
    /// By qualification: the leaves met by holding it.
    pub(super) leaves_of_qualification: Groups,
    /// By occupation: the leaves met by entering it.
    pub(super) leaves_entered: Groups,
    /// By occupation: the leaves to which work in it counts.
    pub(super) leaves_worked: Groups,
    /// By qualification: the study options that earn it.
    pub(super) study_of: Groups,
    /// By node: the study options that wait for it, and the occupations.
    pub(super) study_waiting: Groups,
    pub(super) work_waiting: Groups,
}

impl Links {
    /// Returns the links of a problem.
    pub(super) fn of(problem: &Problem<'_>) -> Self {
        let (mut held, mut entered, mut worked) = (Vec::new(), Vec::new(), Vec::new());
        let qualifications = problem.qualifications.len();
        let occupations = problem.occupations.len();
        for (leaf, reach) in (0u32..).zip(&problem.leaves) {
            match reach {
                Reach::Met | Reach::Never | Reach::Open => {}
                Reach::Holding(by) => {
                    let known = by.iter().filter(|index| index.position() < qualifications);
                    held.extend(known.map(|index| (index.0, leaf)));
                }
                Reach::Entering(by) => {
                    let known = by.iter().filter(|index| index.position() < occupations);
                    entered.extend(known.map(|index| (index.0, leaf)));
                }
                Reach::Working {
                    occupations: by, ..
                } => {
                    let known = by.iter().filter(|index| index.position() < occupations);
                    worked.extend(known.map(|index| (index.0, leaf)));
                }
            }
        }
        let study = (0u32..).zip(&problem.study);
        let study = study.filter(|(_, option)| option.qualification.position() < qualifications);
        let study: Vec<(u32, u32)> = study
            .map(|(index, option)| (option.qualification.0, index))
            .collect();
        let nodes = problem.trees.len();
        let is_node = |node: &NodeIndex| (node.0 as usize) < nodes;
        let study_waiting: Vec<(u32, u32)> = study
            .iter()
            .filter_map(|(_, index)| {
                let requires = problem.study[*index as usize].requires.filter(is_node)?;
                Some((requires.0, *index))
            })
            .collect();
        let work_waiting: Vec<(u32, u32)> = (0u32..)
            .zip(&problem.occupations)
            .filter_map(|(index, work)| Some((work.requires.filter(is_node)?.0, index)))
            .collect();
        Self {
            leaves_of_qualification: Groups::of_pairs(qualifications, &held),
            leaves_entered: Groups::of_pairs(occupations, &entered),
            leaves_worked: Groups::of_pairs(occupations, &worked),
            study_of: Groups::of_pairs(qualifications, &study),
            study_waiting: Groups::of_pairs(nodes, &study_waiting),
            work_waiting: Groups::of_pairs(nodes, &work_waiting),
        }
    }
}
