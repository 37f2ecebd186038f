//! Who we understood the person to be, in a sentence or two.

use crate::advice::{StatedExperience, StatedOccupation, StatedProfile};
use crate::units::{Date, PartialDate, Usd};

use super::layout::{Item, Page, Sign};
use super::words::{all_of, count, months, sentence};

/// Writes what was stated, and what was not.
pub(super) fn put(page: &mut Page<'_>, profile: &StatedProfile<'_>, as_of: Date) {
    let mut item = Item::new(0, Sign::None).lead("You:");
    let stated = stated(profile, as_of);
    item = if stated.is_empty() {
        item.say("you have told nothing about yourself yet.")
    } else {
        item.say(sentence(&stated.join("; ")))
    };
    let unstated = unstated(profile);
    if !unstated.is_empty() {
        item = item.say(format!(
            "You did not say: {}; that counts as not known.",
            all_of(&unstated)
        ));
    }
    page.put(&item);
    let limits = limits(profile, as_of);
    if !limits.is_empty() {
        let limits = Item::new(0, Sign::None)
            .lead("Your limits:")
            .say(sentence(&limits.join("; ")));
        page.put(&limits);
    }
    if page.options().verbose && !profile.statements.is_empty() {
        let mut said = Item::new(0, Sign::None).lead("You also said:");
        for (id, answer) in &profile.statements {
            let answer = if *answer { "yes" } else { "no" };
            said = said.say(format!("{answer} to `{id}`."));
        }
        page.put(&said);
    }
}

fn stated(profile: &StatedProfile<'_>, as_of: Date) -> Vec<String> {
    let is_had = |expected: PartialDate| expected.last_day() <= as_of;
    let is_past = |expires: PartialDate| expires.last_day() < as_of;
    let mut parts = Vec::new();
    if profile.background.is_some() {
        parts.push(match profile.background_names.as_slice() {
            [] => "no background of the list".to_owned(),
            names => all_of(names),
        });
    }
    match profile.occupation {
        Some(StatedOccupation::Held { title, .. }) => parts.push(format!("today {title}")),
        Some(StatedOccupation::None) => parts.push("no occupation today".to_owned()),
        None => {}
    }
    if let Some(degrees) = &profile.degrees {
        parts.extend(one_or_none(degrees, "no degree", |degree| {
            match degree.expected {
                Some(date) if is_had(date) => format!("{} (since {date})", degree.name),
                Some(date) => format!("{} (expected {date})", degree.name),
                None => degree.name.clone().into_owned(),
            }
        }));
    }
    if let Some(credentials) = &profile.credentials {
        parts.extend(one_or_none(
            credentials,
            "no credential",
            |credential| match (credential.expected, credential.expires) {
                (Some(date), _) if is_had(date) => format!("{} (since {date})", credential.name),
                (Some(date), _) => format!("{} (expected {date})", credential.name),
                (None, Some(date)) if is_past(date) => {
                    format!("{} (lapsed, it ended {date})", credential.name)
                }
                (None, Some(date)) => format!("{} (until {date})", credential.name),
                (None, None) => credential.name.to_owned(),
            },
        ));
    }
    if let Some(experience) = &profile.experience {
        parts.extend(one_or_none(experience, "no experience", worked));
    }
    parts
}

fn one_or_none<T>(list: &[T], none: &str, one: impl Fn(&T) -> String) -> Vec<String> {
    if list.is_empty() {
        return vec![none.to_owned()];
    }
    list.iter().map(one).collect()
}

fn worked(experience: &StatedExperience<'_>) -> String {
    let mut said = experience.name.to_owned();
    if let Some(number) = experience.months {
        said.push_str(&format!(", {}", months(number)));
    }
    match (experience.from, experience.until) {
        (Some(from), Some(until)) => said.push_str(&format!(", {from} to {until}")),
        (Some(from), None) => said.push_str(&format!(", since {from}")),
        (None, Some(until)) => said.push_str(&format!(", until {until}")),
        (None, None) => {}
    }
    if let Some(hours) = experience.hours_per_week {
        said.push_str(&format!(", {hours} hours a week"));
    }
    said
}

fn unstated(profile: &StatedProfile<'_>) -> Vec<&'static str> {
    [
        ("background", profile.background.is_none()),
        ("today's occupation", profile.occupation.is_none()),
        ("degrees", profile.degrees.is_none()),
        ("credentials", profile.credentials.is_none()),
        ("experience", profile.experience.is_none()),
    ]
    .into_iter()
    .filter_map(|(section, is_absent)| is_absent.then_some(section))
    .collect()
}

fn limits(profile: &StatedProfile<'_>, as_of: Date) -> Vec<String> {
    let mut limits = Vec::new();
    if let Some(hours) = profile.hours_per_week {
        let hours = count(hours as usize, "hour", "hours");
        limits.push(format!("{hours} of study a week"));
    }
    if let Some(budget) = profile.budget_usd {
        limits.push(format!("at most {}", Usd(budget)));
    }
    if let Some(by) = profile.by {
        let has_passed = by.last_day() < as_of;
        let passed = if has_passed { ", which has passed" } else { "" };
        limits.push(format!("done by {by}{passed}"));
    }
    limits
}
