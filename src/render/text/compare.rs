//! Targets side by side, or below each other.

use crate::advice::{ComparedTarget, Comparison, Standing};
use crate::units::Usd;

use super::goal::{growth_statement, pay_statements};
use super::grounds;
use super::layout::{Item, Page, Sign, Tone, columns, pad};
use super::missing::state;
use super::names::Known;
use super::words::{
    all_of, capital, count, gap_sign, sentence, some_of, standing, tier, weeks, weeks_short,
};
use super::{Options, plan, profile, what_if};

/// Columns of the words before the first target, with the gap after them.
const LABEL: usize = 17;

/// A target with fewer columns than this is better told below the others.
const NARROWEST_COLUMN: usize = 18;

/// The most columns a target takes where nothing limits it.
const FREE_COLUMN: usize = 40;

/// Returns the comparison as text.
pub(super) fn text(comparison: &Comparison<'_>, options: &Options) -> String {
    let mut page = Page::new(options);
    let known = Known::of_comparison(comparison);
    let titles: Vec<&str> = comparison
        .targets
        .iter()
        .map(|compared| compared.target.name)
        .collect();
    page.put(&Item::new(0, Sign::None).lead(format!(
        "{}, side by side, as of {}.",
        all_of(&titles),
        comparison.as_of
    )));
    profile::put(&mut page, &comparison.profile, comparison.as_of);
    what_if::put_supposed(&mut page, 0, &comparison.supposed);
    match column(&page, comparison.targets.len()) {
        Some(width) => table(&mut page, &comparison.targets, width),
        None => blocks(&mut page, &comparison.targets),
    }
    gaps(&mut page, &comparison.targets);
    shared(&mut page, &known, comparison);
    together(&mut page, comparison);
    if options.verbose {
        pay(&mut page, &comparison.targets);
    }
    grounds::caveats(
        &mut page,
        &comparison.caveats,
        &comparison.sources,
        &comparison.pack,
        comparison.as_of,
    );
    if options.verbose {
        grounds::sources(&mut page, &comparison.sources);
    }
    page.finish()
}

/// Returns the columns each target gets, or `None` where they do not suffice for a table.
fn column(page: &Page<'_>, targets: usize) -> Option<usize> {
    if page.options().line_mode || targets == 0 {
        return None;
    }
    let width = match page.width() {
        Some(width) => (width.saturating_sub(LABEL + 2) / targets).saturating_sub(2),
        None => FREE_COLUMN,
    };
    (width >= NARROWEST_COLUMN).then(|| width.min(FREE_COLUMN))
}

/// Returns what is compared: a label and the words for one target.
fn facts(compared: &ComparedTarget<'_>) -> Vec<(&'static str, String)> {
    let target = &compared.target;
    let not_known = || "not known".to_owned();
    let mut facts = vec![
        ("Standing", standing_of(compared)),
        (
            "Still required",
            match (target.missing.required.len(), target.standing) {
                (0, Standing::Unknown) => not_known(),
                (0, _) => "nothing".to_owned(),
                (number, _) => count(number, "thing", "things"),
            },
        ),
    ];
    match &target.plan {
        Some(found) => {
            facts.push((
                "Time",
                if found.finish_week == 0 && !found.time_is_lower_bound {
                    weeks_short(0)
                } else {
                    plan::length(found)
                },
            ));
            facts.push(("Done by", plan::day_of(found).unwrap_or_else(not_known)));
            facts.push((
                "Cost",
                super::words::cost(found.cost_usd, found.cost_is_lower_bound),
            ));
            facts.push((
                "To keep, a year",
                match compared.keep_per_year_usd {
                    Some(usd) => super::words::cost(usd, compared.keep_is_lower_bound),
                    None => "not known".to_owned(),
                },
            ));
        }
        None => facts.push(("Time", "no plan".to_owned())),
    }
    if let Some(pay) = &compared.pay {
        facts.push((
            "Pay, median",
            format!("{} a year ({})", Usd(pay.median_usd), pay.period),
        ));
        let dollars = |sum: Option<u32>| sum.map_or_else(not_known, |usd| Usd(usd).to_string());
        facts.push(("Lowest tenth", format!("under {}", dollars(pay.p10_usd))));
        facts.push(("Highest tenth", format!("over {}", dollars(pay.p90_usd))));
        facts.extend(pay.note.map(|note| ("About the pay", note.to_owned())));
    } else if target.kind == "occupation" {
        facts.push(("Pay, median", not_known()));
    }
    if let Some(growth) = &compared.growth {
        facts.push((
            "Growth",
            format!("{}% over {}", growth.percent, growth.period),
        ));
    }
    facts
}

fn standing_of(compared: &ComparedTarget<'_>) -> String {
    match compared.target.standing {
        Standing::Ready => "ready now".to_owned(),
        Standing::Reachable => format!("reachable, {}", tier(compared.target.tier)),
        Standing::Unknown => "not known yet".to_owned(),
        Standing::Blocked => "blocked".to_owned(),
    }
}

fn table(page: &mut Page<'_>, targets: &[ComparedTarget<'_>], width: usize) {
    page.blank();
    let told: Vec<Vec<(&str, String)>> = targets.iter().map(facts).collect();
    let mut labels: Vec<&str> = Vec::new();
    for label in told.iter().flatten().map(|(label, _)| *label) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let titles: Vec<String> = targets
        .iter()
        .map(|compared| compared.target.name.to_owned())
        .collect();
    row(page, "", &titles, width, Tone::Strong);
    let rule = "-".repeat(LABEL + targets.len() * (width + 2) - 2);
    page.draw(&[(Tone::Faint, format!("  {rule}"))]);
    // A label only some targets have keeps its place in the order of `facts`.
    let order = [
        "Standing",
        "Still required",
        "Time",
        "Done by",
        "Cost",
        "To keep, a year",
        "Pay, median",
        "Lowest tenth",
        "Highest tenth",
        "About the pay",
        "Growth",
    ];
    labels.sort_by_key(|label| order.iter().position(|known| known == label));
    for label in labels {
        let cells: Vec<String> = told
            .iter()
            .map(|facts| {
                facts
                    .iter()
                    .find(|(other, _)| *other == label)
                    .map_or_else(|| "-".to_owned(), |(_, words)| words.clone())
            })
            .collect();
        row(page, label, &cells, width, Tone::Plain);
    }
}

/// Draws one row; a cell that does not fit goes on in the next line.
fn row(page: &mut Page<'_>, label: &str, cells: &[String], width: usize, tone: Tone) {
    let options = textwrap::Options::new(width)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(true);
    let wrapped: Vec<Vec<String>> = cells
        .iter()
        .map(|cell| {
            let cell = crate::json::plain(cell);
            textwrap::wrap(&cell, &options)
                .into_iter()
                .map(std::borrow::Cow::into_owned)
                .collect()
        })
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let shown = if line == 0 { label } else { "" };
        let mut pieces = vec![(Tone::Plain, format!("  {}", pad(shown, LABEL)))];
        for cell in &wrapped {
            let text = cell.get(line).map_or("", String::as_str);
            pieces.push((tone, pad(text, width)));
            pieces.push((Tone::Plain, "  ".to_owned()));
        }
        page.draw(&pieces);
    }
}

fn blocks(page: &mut Page<'_>, targets: &[ComparedTarget<'_>]) {
    for compared in targets {
        page.section(compared.target.name);
        let facts = facts(compared);
        let widest = facts.iter().map(|(label, _)| columns(label)).max();
        for (label, words) in facts {
            if page.options().line_mode {
                page.put(
                    &Item::new(1, Sign::None)
                        .lead(format!("{label}:"))
                        .say(sentence(&words)),
                );
            } else {
                let label = pad(&format!("{label}:"), widest.unwrap_or(0) + 2);
                page.put(&Item::new(1, Sign::None).lead(label).say(words));
            }
        }
    }
}

fn gaps(page: &mut Page<'_>, targets: &[ComparedTarget<'_>]) {
    page.section("What is missing");
    for compared in targets {
        let target = &compared.target;
        page.part(target.name);
        if target.missing.required.is_empty() && target.blocked_by.is_empty() {
            page.put(
                &Item::new(1, Sign::Met).say(format!("{}.", capital(standing(target.standing)))),
            );
        }
        for gap in &target.missing.required {
            page.put(
                &Item::new(1, gap_sign(gap.state))
                    .say(sentence(&capital(&gap.say)))
                    .say_all(state(gap)),
            );
        }
        if !target.blocked_by.is_empty() {
            let blocks: Vec<&str> = target
                .blocked_by
                .iter()
                .map(|gap| gap.say.as_ref())
                .collect();
            page.say(format!("Blocked: no route leads to {}.", all_of(&blocks)));
        }
        if let Some(limit) = &target.limit {
            page.say(sentence(&limit.say));
        }
        if let Some(found) = &target.plan {
            page.say(sentence(&format!("Plan: {}", plan::in_a_line(found))));
            let others = target.alternatives.iter();
            let cheaper = others.filter(|other| other.cost_usd < found.cost_usd);
            if let Some(cheapest) = cheaper.min_by_key(|other| other.cost_usd) {
                page.say(sentence(&format!(
                    "Slower but cheaper: {}",
                    plan::in_a_line(cheapest)
                )));
            }
        }
        let preferred: Vec<&str> = target
            .missing
            .preferred
            .iter()
            .map(|gap| gap.say.as_ref())
            .collect();
        if !preferred.is_empty() {
            let preferred = some_of(&preferred, page.at_most(3));
            page.say(format!("Preferred: {preferred}."));
        }
    }
}

fn shared(page: &mut Page<'_>, known: &Known<'_, '_>, comparison: &Comparison<'_>) {
    page.section("What they share");
    if comparison.shared.is_empty() {
        page.say("No credential serves more than one of these plans.");
    }
    for (_, name, targets) in &comparison.shared {
        page.put(
            &Item::new(1, Sign::Bullet)
                .lead(format!("{name}:"))
                .say(format!("for {}.", all_of(&known.names_of(targets)))),
        );
    }
}

fn together(page: &mut Page<'_>, comparison: &Comparison<'_>) {
    page.section("Keeping all of them open");
    match (&comparison.together, &comparison.together_blocked) {
        (Some(found), _) => {
            page.say(sentence(&plan::in_a_line(found)));
            let alone = comparison
                .targets
                .iter()
                .filter_map(|compared| compared.target.plan.as_ref())
                .max_by_key(|alone| alone.finish_week);
            if let Some(alone) = alone {
                let longer = found.finish_week.saturating_sub(alone.finish_week);
                page.say(if longer == 0 {
                    "That takes no longer than the longest of these plans.".to_owned()
                } else {
                    format!(
                        "That is {} longer than the longest of these plans.",
                        weeks(longer)
                    )
                });
            }
            if page.options().verbose {
                plan::put(page, found);
            } else if !found.optimal {
                page.say(plan::proof(found));
            }
        }
        (None, Some(why)) => page.say(sentence(why)),
        (None, None) => page.say("No one plan reaches them all."),
    }
}

fn pay(page: &mut Page<'_>, targets: &[ComparedTarget<'_>]) {
    page.section("Pay and growth");
    for compared in targets {
        let mut item = Item::new(1, Sign::Bullet).lead(format!("{}:", compared.target.name));
        if let Some(pay) = &compared.pay {
            item = item.say_all(pay_statements(pay));
        }
        if let Some(growth) = &compared.growth {
            item = item.say(growth_statement(growth));
        }
        page.put(&item);
    }
}
