//! What of the rules can be chosen, as it is shown: every word comes from the pack.

use crate::cli::prompt::Choice;
use careerpath::json::capital;
use careerpath::pack::requirement::Level;
use careerpath::pack::{Occupation, Part, Qualification};

/// Returns an occupation to choose.
pub(super) fn occupation(occupation: &Occupation) -> Choice {
    Choice::of(&occupation.title)
        .or(&occupation.aliases)
        .with_id(&occupation.id)
}

/// Returns a credential or degree to choose: `CHEF - Certified Head of Every Flame`.
pub(super) fn qualification(qualification: &Qualification) -> Choice {
    let full = std::iter::once(&qualification.name);
    Choice::of(name(qualification))
        .or(&qualification.abbreviation)
        .or(&qualification.aliases)
        .or(full)
        .with_id(&qualification.id)
}

/// Returns a field or kind of experience to choose.
pub(super) fn part(part: &Part) -> Choice {
    Choice::of(capital(&part.name))
        .or(&part.aliases)
        .with_id(&part.id)
}

/// Returns the name of a qualification, short name first.
pub(super) fn name(qualification: &Qualification) -> String {
    match &qualification.abbreviation {
        Some(short) if !qualification.name.contains(short.as_str()) => {
            format!("{short} - {}", qualification.name)
        }
        _ => qualification.name.clone(),
    }
}

/// Returns the name of a level.
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Associate => "Associate degree",
        Level::Bachelor => "Bachelor's degree",
        Level::Master => "Master's degree",
        Level::Doctorate => "Doctorate",
    }
}
