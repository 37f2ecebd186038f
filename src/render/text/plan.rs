//! A plan: how long, how much, the drawing, then each step with its dates, reason and use.

use crate::advice::{Plan, Reason, Step, StepKind};
use crate::units::{Date, Usd};

use super::grounds::{because, reasons, warnings};
use super::layout::{Item, Page, Sign, Tone};
use super::timeline::{draw, numbered};
use super::words::{cost, cost_alone, count, sentence, some_of, weeks};

/// How many things a step opens are named unless all are asked for.
const FEW_OPENED: usize = 3;

/// Writes the whole plan.
pub(super) fn put(page: &mut Page<'_>, plan: &Plan<'_>) {
    page.say(summary(plan));
    if plan.finish_week == 0 && plan.steps.is_empty() {
        return;
    }
    draw(page, plan);
    for (number, step) in numbered(plan) {
        put_step(page, number, step);
    }
    for assumed in &plan.assumes {
        let item = Item::new(1, Sign::Bullet)
            .lead("Not known, and counted as not there:")
            .say(sentence(assumed));
        page.put(&item);
    }
    warnings(page, &plan.warnings);
    page.put(&Item::new(1, Sign::Bullet).say(proof(plan)));
}

/// Writes the plans that are sooner or cheaper than the one that is given.
pub(super) fn put_others(page: &mut Page<'_>, own: &Plan<'_>, others: &[Plan<'_>]) {
    let is_sooner = |other: &Plan<'_>| other.finish_week < own.finish_week;
    let is_cheaper = |other: &Plan<'_>| other.cost_usd < own.cost_usd;
    put_some(page, "Other plans, sooner but dearer", others, is_sooner);
    put_some(page, "Other plans, slower but cheaper", others, is_cheaper);
}

fn put_some(
    page: &mut Page<'_>,
    heading: &str,
    plans: &[Plan<'_>],
    is_one: impl Fn(&Plan<'_>) -> bool,
) {
    let plans: Vec<&Plan<'_>> = plans.iter().filter(|plan| is_one(plan)).collect();
    if plans.is_empty() {
        return;
    }
    page.part(heading);
    for plan in plans {
        page.put(&Item::new(1, Sign::Bullet).say(sentence(&in_a_line(plan))));
    }
}

/// Returns how long and how much, in one sentence.
pub(super) fn summary(plan: &Plan<'_>) -> String {
    if plan.finish_week == 0 && plan.steps.is_empty() {
        return "Nothing to do first: you are there today.".to_owned();
    }
    let steps = numbered(plan)
        .filter(|(number, _)| number.is_some())
        .count();
    let day = day_of(plan).map_or_else(String::new, |day| format!(", done by {day}"));
    let why = match plan.time_is_lower_bound && !day.is_empty() {
        true => ", as some times are not known",
        false => "",
    };
    let steps = match steps {
        0 => "Nothing new to begin".to_owned(),
        steps => count(steps, "step", "steps"),
    };
    format!(
        "{steps}: {}{day}{why}. Cost: {}.",
        length(plan),
        cost(plan.cost_usd, plan.cost_is_lower_bound)
    )
}

/// Returns the day it is done, or the earliest; nothing where no time is known.
pub(super) fn day_of(plan: &Plan<'_>) -> Option<String> {
    match (plan.finish_week, plan.time_is_lower_bound) {
        (0, true) => None,
        (_, true) => Some(format!("{} at the earliest", plan.finish_on)),
        (_, false) => Some(plan.finish_on.to_string()),
    }
}

/// Returns how long the plan takes: `at least about 6 months (26 weeks)`.
pub(super) fn length(plan: &Plan<'_>) -> String {
    if plan.finish_week == 0 && plan.time_is_lower_bound {
        return "time not known".to_owned();
    }
    let at_least = if plan.time_is_lower_bound {
        "at least "
    } else {
        ""
    };
    format!("{at_least}{}", weeks(plan.finish_week))
}

/// Returns the plan in one line: `26 weeks, $599: CHEF, then kitchen trainer`.
pub(super) fn in_a_line(plan: &Plan<'_>) -> String {
    let steps: Vec<&str> = plan.steps.iter().map(|step| &*step.name).collect();
    let steps = if steps.is_empty() {
        "nothing to do first".to_owned()
    } else {
        steps.join(", then ")
    };
    let mut parts = vec![length(plan)];
    parts.extend(day_of(plan));
    parts.push(cost_alone(plan.cost_usd, plan.cost_is_lower_bound));
    format!("{}: {steps}", parts.join(", "))
}

fn put_step(page: &mut Page<'_>, number: Option<usize>, step: &Step<'_>) {
    let sign = number.map_or(Sign::Bullet, Sign::Number);
    let mut item = Item::new(1, sign)
        .lead(sentence(&action(step)))
        .say(dates(step))
        .say(price(step));
    if page.options().verbose {
        if let Some(hours) = step.study_hours {
            item = item.say(format!(
                "{}.",
                count(hours as usize, "hour", "hours") + " of study"
            ));
        }
        if let Some(route) = step.route {
            item = item.say(format!("Route: `{route}`."));
        }
    }
    page.put(&item);
    if page.options().verbose {
        reasons(page, 3, step.because.iter(), usize::MAX);
    } else if let Some(reason) = step.because.iter().next() {
        let why = Item::new(3, Sign::None)
            .lead("Why:")
            .tone(Tone::Plain)
            .say_all(why(page, step, reason));
        page.put(&why);
    }
    if let Some(note) = step.note {
        page.put(&Item::new(3, Sign::None).say(format!("Note: {}", sentence(note))));
    }
    if !step.opens.is_empty() {
        let opens = some_of(&step.opens, page.at_most(FEW_OPENED));
        page.put(&Item::new(3, Sign::None).say(format!("Opens: {opens}.")));
    }
}

/// Returns the reason of a step. Where it opens nothing it is wanted for itself: that rests on the
/// person's wish, which no source confirms.
fn why(page: &Page<'_>, step: &Step<'_>, reason: &Reason<'_>) -> Vec<String> {
    if step.opens.is_empty() {
        return vec![sentence(&reason.say)];
    }
    because(page, reason)
}

/// Returns what to do: `Earn CHEF`, `Work as kitchen trainer`.
pub(super) fn action(step: &Step<'_>) -> String {
    match step.kind {
        StepKind::Earn => format!("Earn {}", step.name),
        StepKind::Renew => format!("Renew {}", step.name),
        StepKind::Work => format!("Work as {}", step.name),
        StepKind::Wait => format!("Wait for {}, which is on its way", step.name),
        StepKind::Stay => format!("Stay in your work as {}", step.name),
    }
}

/// Returns when the step begins and ends.
pub(super) fn dates(step: &Step<'_>) -> String {
    let length = step.end_week.saturating_sub(step.start_week);
    if !step.time_is_known {
        return format!("From {}; how long it takes is not known.", step.start_on);
    }
    if length == 0 {
        return format!("On {}; it takes no time.", step.start_on);
    }
    let length = count(length as usize, "week", "weeks");
    format!("{} to {}, {length}.", step.start_on, step.end_on)
}

fn price(step: &Step<'_>) -> String {
    match (step.kind, step.cost_usd) {
        (StepKind::Work | StepKind::Wait | StepKind::Stay, None | Some(0)) => String::new(),
        (_, None) => "Cost not known.".to_owned(),
        (_, Some(usd)) if !step.cost_is_known => {
            format!("At least {}: not all of its cost is known.", Usd(usd))
        }
        (_, Some(0)) => "No cost.".to_owned(),
        (_, Some(usd)) => format!("{}.", Usd(usd)),
    }
}

/// Returns what is proved of the plan.
pub(super) fn proof(plan: &Plan<'_>) -> String {
    let is_cheapest = plan.optimal_for == "cheapest";
    let better = if is_cheapest { "cheaper" } else { "sooner" };
    if plan.optimal && is_cheapest && plan.cost_is_lower_bound {
        return "By the costs that are known there is no cheaper plan. What is not known counts as \
                nothing, so a plan whose cost is known may turn out cheaper."
            .to_owned();
    }
    if plan.optimal {
        return format!("By these rules there is no {better} plan.");
    }
    let Some(bound) = plan.bound else {
        return format!("The search was cut short: a {better} plan may exist.");
    };
    // Of time and cost: whether it is proved, what no plan can do, and how others compare.
    let time = (
        plan.finish_week <= bound.finish_week,
        format!(
            "be done before {} ({})",
            day(plan, bound.finish_week),
            count(bound.finish_week as usize, "week", "weeks")
        ),
        ("as soon", "sooner"),
    );
    let cost = (
        plan.cost_usd <= bound.cost_usd,
        format!("cost less than {}", Usd(bound.cost_usd)),
        ("as cheap", "cheaper"),
    );
    let (first, second) = if is_cheapest {
        (cost, time)
    } else {
        (time, cost)
    };
    let (is_best, none_can, (equal, _)) = first;
    if !is_best {
        return format!(
            "The search was cut short: a {better} plan may exist, but none can {none_can}."
        );
    }
    let (is_best, none_can, (_, other)) = second;
    let rest = match is_best {
        false => format!("one that is {equal} may be {other}, but none can {none_can}."),
        true => "one may do with fewer steps.".to_owned(),
    };
    format!("By these rules there is no {better} plan. The search was cut short: {rest}")
}

fn day(plan: &Plan<'_>, week: u32) -> Date {
    plan.finish_on
        .plus_days((i64::from(week) - i64::from(plan.finish_week)) * 7)
}
