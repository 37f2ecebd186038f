//! What a person who does not have it yet can still get.

use crate::pack::requirement::{Leaf, Verdict};
use crate::pack::{Pack, Qualification, Route};
use crate::units::{Date, WorkTime};

/// The best anybody can do about each leaf of a pack.
pub(super) struct Attainment {
    /// One verdict per leaf, where everything that was ever awarded may be held.
    pub(super) ever: Vec<Verdict>,
    /// One verdict per leaf for somebody who begins with nothing on the day.
    pub(super) anew: Vec<Verdict>,
}

impl Attainment {
    /// Returns what can be attained from the day `as_of` on.
    ///
    /// Time, backgrounds, occupations, statements and degrees are taken as attainable: people bring
    /// them. A credential is unless it is retired or every route to it is over or asks for what is
    /// not attainable; one without any route is had in ways the pack does not describe.
    pub(super) fn of(pack: &Pack, as_of: Date) -> Self {
        let requirements = &pack.requirements;
        let ever: Vec<Verdict> = (requirements.leaves())
            .map(|(_, leaf)| {
                if is_possible(leaf) {
                    Verdict::Met
                } else {
                    Verdict::NotMet
                }
            })
            .collect();
        let mut anew: Vec<Verdict> = (requirements.leaves().zip(&ever))
            .map(|((_, leaf), ever)| {
                if matches!(leaf, Leaf::Holds(_)) {
                    Verdict::NotMet
                } else {
                    *ever
                }
            })
            .collect();
        // Requirements are monotone, so that adding what is newly had until nothing changes gives
        // the least set: two credentials that require each other are in none.
        let mut waiting: Vec<&Qualification> = pack.qualifications.iter().collect();
        loop {
            let before = waiting.len();
            waiting.retain(|qualification| {
                let can_be_had = !qualification.is_retired(as_of)
                    && (qualification.routes.is_empty()
                        || open_routes(qualification, as_of).any(|route| {
                            requirements.evaluate(route.requires, &anew) == Verdict::Met
                        }));
                if can_be_had {
                    for leaf in &qualification.meets {
                        if let Some(verdict) = anew.get_mut(leaf.0 as usize) {
                            *verdict = Verdict::Met;
                        }
                    }
                }
                !can_be_had
            });
            if waiting.len() == before {
                return Self { ever, anew };
            }
        }
    }
}

/// Returns the routes that are in force on the day or will be.
pub(super) fn open_routes(
    qualification: &Qualification,
    as_of: Date,
) -> impl Iterator<Item = &Route> {
    (qualification.routes.iter())
        .filter(move |route| route.until.is_none_or(|until| as_of <= until.last_day()))
}

/// Work in a window of time cannot be more than the window.
fn is_possible(leaf: &Leaf) -> bool {
    match leaf {
        Leaf::Experience {
            need,
            within: Some(within),
            ..
        } => *need <= WorkTime::of_months(*within),
        Leaf::Experience { within: None, .. }
        | Leaf::Holds(_)
        | Leaf::Degree { .. }
        | Leaf::Background(_)
        | Leaf::Occupation(_)
        | Leaf::Attests(_) => true,
    }
}
