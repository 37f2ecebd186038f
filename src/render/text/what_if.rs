//! What a supposed change does.

use crate::advice::{Changed, Position, WhatIf};

use super::layout::{Item, Page, Sign};
use super::missing::more;
use super::names::Known;
use super::words::{all_of, capital, cost, count, sentence, some_of, tier, time_alone};

/// How many changed occupations are shown unless all are asked for.
const FEW: usize = 8;

/// Writes what changes against the same profile without the supposed change.
pub(super) fn put(page: &mut Page<'_>, known: &Known<'_, '_>, what_if: &WhatIf<'_>) {
    page.section("What changes");
    put_supposed(page, 1, &what_if.supposed);
    let name = |id: Option<&str>| id.map_or("none", |id| known.name_of(id)).to_owned();
    let (before, after) = (what_if.recommendation_before, what_if.recommendation_after);
    page.put(
        &Item::new(1, Sign::Bullet)
            .lead("Recommendation:")
            .say(if before == after {
                format!("{}, as before.", name(after))
            } else {
                format!("{} instead of {}.", name(after), name(before))
            }),
    );
    for target in &what_if.targets {
        let mut said = changes(target, true);
        if said.is_empty() {
            said.push("as before.".to_owned());
        }
        page.put(
            &Item::new(1, Sign::Bullet)
                .lead(format!("{}:", target.title))
                .say_all(said),
        );
    }
    for (lead, named) in [
        ("You may now begin:", &what_if.may_begin),
        ("You may no longer begin:", &what_if.may_no_longer_begin),
    ] {
        let names: Vec<String> = named.iter().map(|each| each.name.to_owned()).collect();
        if !names.is_empty() {
            let some = some_of(&names, page.at_most(FEW));
            page.put(&Item::new(1, Sign::Bullet).lead(lead).say(sentence(&some)));
        }
    }
    let is_target = |id: &str| what_if.targets.iter().any(|target| target.id == id);
    let others: Vec<&Changed<'_>> = (what_if.changes.iter())
        .filter(|changed| !is_target(changed.id))
        .collect();
    if others.is_empty() {
        page.put(
            &Item::new(1, Sign::Bullet).say(match what_if.targets.is_empty() {
                true => "No occupation is any nearer or further.",
                false => "No other occupation is any nearer or further.",
            }),
        );
        return;
    }
    let few = page.at_most(FEW);
    for changed in others.iter().take(few) {
        page.put(
            &Item::new(1, Sign::Bullet)
                .lead(format!("{}:", changed.title))
                .say_all(changes(changed, page.options().verbose)),
        );
    }
    more(page, others.len(), few, "--verbose shows all");
}

/// Writes what is supposed, if anything is.
pub(super) fn put_supposed(page: &mut Page<'_>, depth: usize, supposed: &[String]) {
    if supposed.is_empty() {
        return;
    }
    let supposed = supposed.iter().map(|change| format!("`{change}`"));
    let supposed: Vec<String> = supposed.collect();
    page.put(
        &Item::new(depth, Sign::None)
            .lead("Supposed:")
            .say(format!("{}.", all_of(&supposed)))
            .say("All that follows holds for the changed profile."),
    );
}

fn changes(changed: &Changed<'_>, verbose: bool) -> Vec<String> {
    let (before, after) = (&changed.before, &changed.after);
    let mut said = Vec::new();
    if before.tier != after.tier {
        said.push(format!(
            "{}; today: {}.",
            capital(tier(after.tier)),
            tier(before.tier)
        ));
    } else if before.standing != after.standing {
        said.push(format!(
            "{}; today: {}.",
            capital(after.standing.as_str()),
            before.standing.as_str()
        ));
    }
    let time = |own: &Position<'_>| {
        let weeks = own.weeks?;
        Some((weeks, time_alone(weeks, own.time_is_lower_bound)))
    };
    let (time_before, time_after) = (time(before), time(after));
    if time_before != time_after {
        said.push(match (time_before, time_after) {
            (Some((then, before)), Some((now, after))) if now < then => {
                let sooner = count((then - now) as usize, "week", "weeks");
                format!("{sooner} sooner: {after}; today: {before}.")
            }
            (Some((then, before)), Some((now, after))) if now > then => {
                let later = count((now - then) as usize, "week", "weeks");
                format!("{later} later: {after}; today: {before}.")
            }
            (Some((0, before)), Some((_, after))) if before == time_alone(0, false) => {
                format!("Time {after}; today there is nothing to do first.")
            }
            (Some((_, before)), Some((_, after))) => format!("Time {after}; today: {before}."),
            (None, Some((0, after))) if after == time_alone(0, false) => {
                "Nothing to do first; today there is no plan.".to_owned()
            }
            (None, Some((_, after))) => format!("A plan, time {after}; today there is none."),
            (Some((_, before)), None) => format!("No plan; today: {before}."),
            (None, None) => String::new(),
        });
    }
    let cost_of = |own: &Position<'_>| Some(cost(own.cost_usd?, own.cost_is_lower_bound));
    if let (Some(then), Some(now)) = (cost_of(before), cost_of(after))
        && then != now
    {
        said.push(format!("Cost {now}; today: {then}."));
    }
    let gone: Vec<&str> = absent(&before.gaps, &after.gaps);
    if !gone.is_empty() {
        said.push(sentence(&format!("No longer missing: {}", gone.join("; "))));
    }
    let new: Vec<&str> = absent(&after.gaps, &before.gaps);
    if !new.is_empty() {
        said.push(sentence(&format!("Now missing: {}", new.join("; "))));
    }
    if let (Some(then), Some(now)) = (before.score, after.score)
        && then != now
        && (verbose || said.is_empty())
    {
        said.push(format!("Score {now}; today: {then}."));
    }
    said
}

fn absent<'g>(
    from: &'g [std::borrow::Cow<'_, str>],
    other: &[std::borrow::Cow<'_, str>],
) -> Vec<&'g str> {
    from.iter()
        .filter(|gap| !other.contains(gap))
        .map(AsRef::as_ref)
        .collect()
}
