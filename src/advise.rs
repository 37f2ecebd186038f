//! The thinking: a profile and a pack in, advice out. Pure; knows no output format.
//!
//! [`evaluate`] judges every leaf of the pack, [`rank`] every occupation; [`plan`] finds the way.
//! What they find is put into words here and in the modules beside, and nowhere else.

mod assemble;
mod compare;
pub mod evaluate;
mod explain;
mod gap;
mod guidance;
mod keep;
mod missing;
mod near;
mod opens;
pub mod plan;
mod planning;
mod questions;
pub mod rank;
mod records;
mod suppose;
mod wording;
mod worked;
mod workers;

pub use compare::compare;
pub use explain::explain;
pub use suppose::suppose;

use std::num::NonZeroUsize;

use crate::advice::{Advice, StatedProfile};
use crate::pack::{Pack, QualificationIndex};
use crate::profile::Profile;
use crate::units::AsOf;

pub use plan::Objective;

/// How advice is to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What plans are best at.
    pub objective: Objective,
    /// Qualifications that the plans to targets reach besides.
    pub with: Vec<QualificationIndex>,
    /// How many threads may work at once. It makes no difference to the advice.
    pub workers: NonZeroUsize,
}

impl Options {
    /// Returns the plainest: nothing besides, and one thread.
    pub const fn of(objective: Objective) -> Self {
        Self {
            objective,
            with: Vec::new(),
            workers: NonZeroUsize::MIN,
        }
    }
}

/// Returns the advice for a profile by a pack on a day.
///
/// The same three give the same advice on every machine.
///
/// # Unknowns
/// What the profile does not say is unknown: it leads to a question, never to a silent default. In
/// plans it counts as not met, and the plan says so.
pub fn advise<'p>(
    profile: &'p Profile,
    pack: &'p Pack,
    as_of: AsOf,
    options: &Options,
) -> Advice<'p> {
    assemble::advice(profile, pack, as_of, options, true)
}

/// Returns the same without [`Advice::opens`], which takes most of the time.
///
/// For an interview, which has to know after each answer what to ask next.
pub fn advise_meanwhile<'p>(
    profile: &'p Profile,
    pack: &'p Pack,
    as_of: AsOf,
    options: &Options,
) -> Advice<'p> {
    assemble::advice(profile, pack, as_of, options, false)
}

/// Returns the best plan to be ready for each occupation, by its index, without its words.
pub fn plans(
    profile: &Profile,
    pack: &Pack,
    as_of: AsOf,
    options: &Options,
) -> Vec<Result<plan::Plan, plan::NoPlan>> {
    assemble::plans(profile, pack, as_of, options)
}

/// Returns the profile as it is understood: the form in which advice and saved files state it.
pub fn stated<'p>(profile: &Profile, pack: &'p Pack) -> StatedProfile<'p> {
    records::stated(profile, pack)
}
