//! What a supposed change does.

use crate::advice::{Changed, WhatIf};
use crate::units::Usd;

use super::layout::{Item, Page, Sign};
use super::missing::more;
use super::names::Known;
use super::words::{all_of, capital, count, sentence, tier, weeks_short};

/// How many changed occupations are shown unless all are asked for.
const FEW: usize = 8;

/// Writes what changes against the same profile without the supposed change.
pub(super) fn put(page: &mut Page<'_>, known: &Known<'_, '_>, what_if: &WhatIf<'_>) {
    page.section("What changes");
    let supposed: Vec<String> = what_if
        .supposed
        .iter()
        .map(|change| format!("`{change}`"))
        .collect();
    page.put(
        &Item::new(1, Sign::None)
            .lead("Supposed:")
            .say(format!("{}.", all_of(&supposed)))
            .say("All that follows holds for the changed profile."),
    );
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

fn changes(changed: &Changed<'_>, verbose: bool) -> Vec<String> {
    let (before, after) = (&changed.before, &changed.after);
    let mut said = Vec::new();
    if before.tier != after.tier {
        said.push(format!(
            "{}, before {}.",
            capital(tier(after.tier)),
            tier(before.tier)
        ));
    } else if before.standing != after.standing {
        said.push(format!(
            "{}, before {}.",
            capital(after.standing.as_str()),
            before.standing.as_str()
        ));
    }
    if before.weeks != after.weeks {
        said.push(match (before.weeks, after.weeks) {
            (Some(then), Some(now)) if now < then => format!(
                "{} sooner: {}, before {}.",
                count((then - now) as usize, "week", "weeks"),
                weeks_short(now),
                weeks_short(then)
            ),
            (Some(then), Some(now)) => format!(
                "{} later: {}, before {}.",
                count((now - then) as usize, "week", "weeks"),
                weeks_short(now),
                weeks_short(then)
            ),
            (None, Some(0)) => "Nothing to do first; before, there was no plan.".to_owned(),
            (None, Some(now)) => format!("A plan of {}; before, there was none.", weeks_short(now)),
            (Some(then), None) => format!("No plan; before, {}.", weeks_short(then)),
            (None, None) => String::new(),
        });
    }
    if before.cost_usd != after.cost_usd
        && let (Some(then), Some(now)) = (before.cost_usd, after.cost_usd)
    {
        said.push(format!("Cost {}, before {}.", Usd(now), Usd(then)));
    }
    let gone: Vec<&str> = absent(&before.gaps, &after.gaps);
    if !gone.is_empty() {
        said.push(sentence(&format!("No longer missing: {}", gone.join("; "))));
    }
    let new: Vec<&str> = absent(&after.gaps, &before.gaps);
    if !new.is_empty() {
        said.push(sentence(&format!("Now missing: {}", new.join("; "))));
    }
    if before.score != after.score && (verbose || said.is_empty()) {
        said.push(format!("Score {}, before {}.", after.score, before.score));
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
