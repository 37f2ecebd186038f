//! What the steps of a sequence leave to be spent on landmarks.

#![expect(
    clippy::indexing_slicing,
    reason = "hits and thresholds are places in the lists of their landmarks"
)]

use super::{Cut, Cuts, MOST_THRESHOLDS};
use crate::lists::places;

/// Which landmarks are still to be hit, and what is still to be spent on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::advise::plan) struct Unhit {
    /// Those that are not done with, a bit each.
    places: u64,
    /// What is still to be spent on them.
    pub(in crate::advise::plan) weight: u64,
    /// What has been spent on the thresholds.
    spent: [u64; MOST_THRESHOLDS],
}

impl Unhit {
    /// Returns that none is hit.
    pub(in crate::advise::plan) fn all(cuts: &Cuts) -> Self {
        let weights = cuts.cuts.iter().map(|cut| cut.weight);
        Self {
            places: u64::MAX,
            weight: weights.fold(0, u64::saturating_add),
            spent: [0; MOST_THRESHOLDS],
        }
    }

    /// Returns the landmarks that are not done with, with what is still to be spent on each.
    pub(in crate::advise::plan) fn left<'c>(
        &self,
        cuts: &'c Cuts,
    ) -> impl Iterator<Item = (&'c Cut, u64)> {
        let left = cuts.cuts.iter().enumerate();
        let left = left.filter(|(place, _)| self.places >> place & 1 == 1);
        left.map(|(_, cut)| (cut, cut.weight - self.spent_on(cut)))
    }

    fn spent_on(&self, cut: &Cut) -> u64 {
        cut.threshold.map_or(0, |own| self.spent[usize::from(own)])
    }

    /// Returns for each landmark not done with what a step spends on it.
    fn spends<'c>(
        &self,
        cuts: &'c Cuts,
        step: u32,
    ) -> impl Iterator<Item = (u32, &'c Cut, u64)> + use<'c> {
        let hits = cuts.hits.get(step as usize).copied().unwrap_or(0);
        let own = *self;
        places(hits & self.places).map(move |place| {
            let cut = &cuts.cuts[place as usize];
            let spends = cut.threshold.map_or(cut.weight, |place| {
                let left = cut.weight - own.spent_on(cut);
                cuts.charges[usize::from(place)][step as usize].min(left)
            });
            (place, cut, spends)
        })
    }

    /// Returns what is still to be spent once a step is taken.
    pub(in crate::advise::plan) fn weight_after(&self, cuts: &Cuts, step: u32) -> u64 {
        let spends = self.spends(cuts, step);
        spends.fold(self.weight, |weight, (_, _, spends)| weight - spends)
    }

    /// Notes that a step is taken.
    pub(in crate::advise::plan) fn hit(&mut self, cuts: &Cuts, step: u32) {
        for (place, cut, spends) in self.spends(cuts, step) {
            self.weight -= spends;
            if let Some(own) = cut.threshold {
                self.spent[usize::from(own)] += spends;
            }
            if cut.threshold.is_none() || self.spent_on(cut) == cut.weight {
                self.places &= !(1 << place);
            }
        }
    }
}
