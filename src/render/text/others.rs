//! The other options, tier by tier.

use crate::advice::{OccupationAdvice, Standing, Tier};
use crate::units::Usd;

use super::goal::{growth_statement, is_said, pay_statements, put_score};
use super::grounds::reasons;
use super::layout::{Item, Page, Sign, Tone, columns, fit, pad, pad_left};
use super::missing::{more, state};
use super::names::Known;
use super::plan;
use super::stand_in;
use super::words::{
    all_of, capital, cost_alone, gap_sign, sentence, some_of, standing, tier, tier_tone, time_alone,
};

/// How many options of a tier are shown unless all are asked for.
const FEW: usize = 5;

/// From so many dollars on it is worth looking for a cheaper plan.
const DEAR: u32 = 1_000;

/// With fewer columns than this an option takes two lines.
const TABLE: usize = 72;

/// Writes every option but those in `told`.
pub(super) fn put(
    page: &mut Page<'_>,
    known: &Known<'_, '_>,
    occupations: &[OccupationAdvice<'_>],
    told: &[&str],
) {
    let others = |wanted: Tier| -> Vec<&OccupationAdvice<'_>> {
        occupations
            .iter()
            .filter(|occupation| occupation.tier == wanted && !told.contains(&occupation.id))
            .collect()
    };
    let tiers = [Tier::Ready, Tier::Next, Tier::Later, Tier::Blocked];
    if tiers.iter().all(|tier| others(*tier).is_empty()) {
        return;
    }
    page.section("Other options");
    let mut plans = occupations.iter().filter_map(|each| each.plan.as_ref());
    if plans.any(|plan| plan.optimal_for == "soonest" && plan.cost_usd >= DEAR) {
        page.say(
            "Each by its soonest plan: a cheaper one may take little longer. `careerpath explain ID` \
             shows those, `--optimize cheapest` plans by cost.",
        );
    }
    for wanted in tiers {
        let options = others(wanted);
        if options.is_empty() {
            continue;
        }
        let is_unknown = |option: &&OccupationAdvice<'_>| option.standing == Standing::Unknown;
        let name = match wanted {
            Tier::Blocked if options.iter().any(is_unknown) => "Blocked, or not known yet".into(),
            _ => capital(tier(wanted)),
        };
        let heading = Item::new(1, Sign::None)
            .lead(format!("{name}:"))
            .tone(tier_tone(wanted));
        page.put(&heading);
        let few = page.at_most(FEW);
        let shown: Vec<&OccupationAdvice<'_>> = options.iter().take(few).copied().collect();
        if page.options().verbose {
            shown.iter().for_each(|option| in_full(page, known, option));
        } else if page.has_room_for(TABLE) && wanted != Tier::Blocked {
            table(page, &shown);
        } else {
            shown.iter().for_each(|option| in_brief(page, option));
        }
        more(page, options.len(), few, "--verbose shows all");
    }
}

fn table(page: &mut Page<'_>, options: &[&OccupationAdvice<'_>]) {
    let widest = |of: &dyn Fn(&OccupationAdvice<'_>) -> String| {
        let widths = options.iter().map(|option| columns(&of(option)));
        widths.max().unwrap_or(0)
    };
    let [time, cost, pay] = [widest(&time_of), widest(&cost_of), widest(&pay_of)];
    // The indent, and two columns between each and the next.
    let others = 4 + 2 + time + 2 + cost + 2 + pay;
    let room = page
        .width()
        .map_or(usize::MAX, |width| width.saturating_sub(others));
    let title = widest(&|option| option.title.to_owned()).min(room);
    for option in options {
        page.draw(&[(
            Tone::Plain,
            format!(
                "  - {}  {}  {}  {}",
                fit(option.title, title),
                pad_left(&time_of(option), time),
                pad(&cost_of(option), cost),
                pay_of(option),
            ),
        )]);
    }
    stand_in::put_notes(
        page,
        options.iter().map(|option| (option.title, option.pay)),
    );
}

fn in_brief(page: &mut Page<'_>, option: &OccupationAdvice<'_>) {
    let mut item = Item::new(1, Sign::Bullet).lead(format!("{}:", option.title));
    item = if option.plan.is_some() {
        let mut parts = vec![time_of(option), cost_of(option)];
        let pay = option.pay.as_ref();
        parts.extend(pay.map(|pay| format!("pays {} a year", Usd(pay.median_usd))));
        let note = pay.and_then(|pay| pay.note);
        item.say(sentence(&parts.join(", ")))
            .say_all(note.map(sentence))
    } else if let Some(limit) = &option.limit {
        item.say(sentence(&limit.say))
    } else {
        let blocks: Vec<&str> = option
            .blocked_by
            .iter()
            .map(|gap| gap.say.as_ref())
            .collect();
        if blocks.is_empty() {
            item.say(format!("{}.", standing(option.standing)))
        } else if option.standing == Standing::Unknown {
            item.say(format!(
                "not known yet, as it takes {}.",
                some_of(&blocks, 2)
            ))
        } else {
            item.say(format!("no route to {}.", some_of(&blocks, 2)))
        }
    };
    page.put(&item);
}

fn in_full(page: &mut Page<'_>, known: &Known<'_, '_>, option: &OccupationAdvice<'_>) {
    page.blank();
    let mut item = Item::new(1, Sign::Bullet)
        .lead(format!("{} ({}):", option.title, option.id))
        .say(format!("{}.", capital(standing(option.standing))))
        .say(sentence(option.description.summary))
        .say(format!(
            "Family {}, level {}, code {}.",
            option.family, option.level, option.soc
        ));
    if let Some(found) = &option.plan {
        item = item.say(sentence(&format!("Plan: {}", plan::in_a_line(found))));
    }
    let limit = option.limit.as_ref();
    if let Some(limit) = limit.filter(|limit| !is_said(limit, &option.because)) {
        item = item.say(sentence(&limit.say));
    }
    page.put(&item);
    reasons(page, 2, option.because.iter(), usize::MAX);
    for (what, gaps) in [
        ("Required", &option.missing.required),
        ("Preferred", &option.missing.preferred),
        ("No route to", &option.blocked_by),
    ] {
        for gap in gaps {
            page.put(
                &Item::new(2, gap_sign(gap.state))
                    .say(sentence(&format!("{what}: {}", gap.say)))
                    .say_all(state(gap)),
            );
        }
    }
    let mut item = Item::new(2, Sign::None);
    if let Some(pay) = &option.pay {
        item = item.say_all(pay_statements(pay));
    }
    if let Some(growth) = &option.growth {
        item = item.say(growth_statement(growth));
    }
    let next: Vec<&str> = option
        .leads_to
        .iter()
        .map(|next| known.name_of(next.id))
        .collect();
    if !next.is_empty() {
        item = item.say(format!("Leads to {}.", all_of(&next)));
    }
    page.put(&item);
    put_score(page, &option.score);
}

fn time_of(option: &OccupationAdvice<'_>) -> String {
    match &option.plan {
        Some(plan) => time_alone(plan.finish_week, plan.time_is_lower_bound),
        None => String::new(),
    }
}

fn cost_of(option: &OccupationAdvice<'_>) -> String {
    match &option.plan {
        Some(plan) => cost_alone(plan.cost_usd, plan.cost_is_lower_bound),
        None => String::new(),
    }
}

/// Returns what it pays a year, for the table.
fn pay_of(option: &OccupationAdvice<'_>) -> String {
    option.pay.as_ref().map_or_else(String::new, stand_in::pays)
}
