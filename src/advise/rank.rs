//! Which occupations suit a profile: the points of rules and preferences, without a string.

use super::evaluate::Situation;
use crate::pack::requirement::Verdict;
use crate::pack::{Occupation, OccupationIndex, Pack};
use crate::units::{Date, Usd, Weeks};

/// The verdict on one occupation and the points it has before its plan is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The occupation.
    pub occupation: OccupationIndex,
    /// Whether what it requires is met.
    pub verdict: Verdict,
    /// The points of the recommendations and preferences that are met.
    pub points: i64,
}

/// Returns every occupation that may be recommended, judged, in the order of the pack.
///
/// Origin occupations and the one held today may not. This is all there is to judging a profile;
/// wording and planning come after it.
pub fn judge(situation: &Situation<'_>) -> Vec<Judged> {
    let pack = situation.pack;
    let mut points = vec![0i64; pack.occupations.len()];
    for rule in &pack.recommendations {
        if situation.verdict(rule.when) == Verdict::Met {
            for occupation in &rule.toward {
                if let Some(points) = points.get_mut(occupation.position()) {
                    *points += i64::from(rule.points);
                }
            }
        }
    }
    let judged = pack.occupations.iter().zip(points).enumerate();
    judged
        .filter_map(|(position, (occupation, points))| {
            let index = OccupationIndex::of(position);
            if !may_be_recommended(occupation, index, situation) {
                return None;
            }
            let preferred = occupation.prefers.iter().filter(|preference| {
                preference.is_in_force(situation.as_of)
                    && situation.verdict(preference.requires) == Verdict::Met
            });
            Some(Judged {
                occupation: index,
                verdict: situation.verdict(occupation.requires),
                points: points + preferred.map(|each| i64::from(each.points)).sum::<i64>(),
            })
        })
        .collect()
}

fn may_be_recommended(
    occupation: &Occupation,
    index: OccupationIndex,
    situation: &Situation<'_>,
) -> bool {
    occupation.background.is_none() && situation.profile.occupation != Some(Some(index))
}

/// Returns what a plan of so many weeks and dollars adds to a score: for its months, for its cost.
///
/// # Source
/// `design.md` section 5: months and thousands are rounded down.
pub fn plan_points(pack: &Pack, finish: Weeks, cost: Usd) -> (i64, i64) {
    let months = i64::from(finish.in_whole_months().0);
    let thousands = i64::from(cost.0 / 1000);
    (
        months * i64::from(pack.points_per_month),
        thousands * i64::from(pack.points_per_1000_usd),
    )
}

/// Returns the newest pay figure known on the day, in USD a year.
pub fn median_pay(pack: &Pack, occupation: &Occupation, as_of: Date) -> Option<Usd> {
    super::records::newest_pay(pack, occupation, as_of).map(|pay| pay.median)
}
