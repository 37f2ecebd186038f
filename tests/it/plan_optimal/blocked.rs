//! The smallest set of missing things, by trying every set.

use careerpath::advise::plan::Missing;
use careerpath::advise::plan::problem::Possession;
use careerpath::pack::QualificationIndex;
use careerpath::pack::requirement::LeafIndex;

use super::situation::{Leaf, Need, Situation};

/// Returns the fewest unreachable things that, granted, would let a plan exist; of several such
/// sets the one with the fewest that something leads to, then the first.
pub fn fewest_missing(situation: &Situation) -> Vec<Missing> {
    let reachable = reached(situation, &[]);
    let leaves = (0..situation.leaves.len()).filter(|leaf| !reachable.leaves[*leaf]);
    let leaves = leaves.map(|leaf| Missing::Leaf(LeafIndex(u32::try_from(leaf).unwrap())));
    let with = situation.with.iter().filter_map(|(wanted, counts)| {
        let is_held = counts.iter().any(|own| reachable.held[own.position()]);
        let index = QualificationIndex(u32::try_from(*wanted).unwrap());
        (!is_held).then_some(Missing::Qualification(index))
    });
    let candidates: Vec<Missing> = leaves.chain(with).collect();
    let sets = (0..1u32 << candidates.len()).map(|set| {
        let chosen = candidates
            .iter()
            .enumerate()
            .filter(|(place, _)| set >> place & 1 == 1);
        chosen.map(|(_, missing)| *missing).collect::<Vec<_>>()
    });
    let enough = sets.filter(|set| is_enough(situation, set));
    enough
        .min_by_key(|set| {
            let derived = set
                .iter()
                .filter(|missing| is_derived(situation, **missing));
            (set.len(), derived.count(), set.clone())
        })
        .unwrap()
}

/// Returns whether a plan exists, however long and costly.
pub fn is_reachable(situation: &Situation) -> bool {
    is_enough(situation, &[])
}

fn is_enough(situation: &Situation, granted: &[Missing]) -> bool {
    let reached = reached(situation, granted);
    let mut with = situation.with.iter();
    is_met(&reached.leaves, &situation.target)
        && with.all(|(wanted, counts)| {
            let index = QualificationIndex(u32::try_from(*wanted).unwrap());
            granted.contains(&Missing::Qualification(index))
                || counts.iter().any(|own| reached.held[own.position()])
        })
}

/// Whether something leads to a missing thing, though out of reach itself.
fn is_derived(situation: &Situation, missing: Missing) -> bool {
    let is_studied = |by: &[QualificationIndex]| {
        let mut routes = situation.routes.iter();
        routes.any(|route| by.iter().any(|own| own.position() == route.qualification))
    };
    match missing {
        Missing::Leaf(leaf) => match &situation.leaves[leaf.0 as usize] {
            Leaf::Met | Leaf::Never => false,
            Leaf::Holding(by) => is_studied(by),
            Leaf::Entering(by) | Leaf::Working(_, by) => !by.is_empty(),
        },
        Missing::Qualification(index) => {
            let mut with = situation.with.iter();
            with.any(|(wanted, counts)| *wanted == index.position() && is_studied(counts))
        }
    }
}

struct Reached {
    leaves: Vec<bool>,
    held: Vec<bool>,
}

/// Returns everything that can be had in any time, with some leaves granted.
fn reached(situation: &Situation, granted: &[Missing]) -> Reached {
    let held = situation.qualifications.iter();
    let mut held: Vec<bool> = held.map(|own| *own != Possession::Lacking).collect();
    let mut entered = vec![false; situation.jobs.len()];
    if let Some(current) = situation.current {
        entered[current] = true;
    }
    loop {
        let leaves: Vec<bool> = situation
            .leaves
            .iter()
            .enumerate()
            .map(|(index, leaf)| {
                let own = Missing::Leaf(LeafIndex(u32::try_from(index).unwrap()));
                granted.contains(&own)
                    || match leaf {
                        Leaf::Met => true,
                        Leaf::Never => false,
                        Leaf::Holding(by) => by.iter().any(|own| held[own.position()]),
                        Leaf::Entering(by) => by.iter().any(|own| entered[own.position()]),
                        Leaf::Working(weeks, by) => {
                            *weeks == 0 || by.iter().any(|own| entered[own.position()])
                        }
                    }
            })
            .collect();
        let before = (held.clone(), entered.clone());
        let allowed = |requires: &Option<Need>| match requires {
            None => true,
            Some(need) => is_met(&leaves, need),
        };
        for route in &situation.routes {
            held[route.qualification] |= allowed(&route.requires);
        }
        for (job, entered) in situation.jobs.iter().zip(&mut entered) {
            *entered |= allowed(&job.requires);
        }
        if before == (held.clone(), entered.clone()) {
            return Reached { leaves, held };
        }
    }
}

fn is_met(leaves: &[bool], need: &Need) -> bool {
    match need {
        Need::Leaf(leaf) => leaves[*leaf],
        Need::Worth(worth, of) => {
            let met = of.iter().filter(|(_, need)| is_met(leaves, need));
            met.map(|(worth, _)| worth).sum::<u32>() >= *worth
        }
    }
}
