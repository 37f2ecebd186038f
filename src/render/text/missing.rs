//! What is missing: each gap, and what would close it, with its cost, time and where to begin.

use crate::advice::{
    Action, Gap, GapState, Missing, MissingQualification, Plan, Requirement, Step, StepKind,
};
use crate::units::Usd;

use super::grounds::sources_of;
use super::layout::{Item, Page, Sign};
use super::names::Known;
use super::plan;
use super::ways::Ways;
use super::words::{
    all_of, any_of, capital, code, count, gap_sign, months, sentence, some_of, weeks,
};

/// How many preferred things are shown unless all are asked for.
const FEW_PREFERRED: usize = 4;

/// How many other ways to close a gap are named unless all are asked for.
const FEW_WAYS: usize = 4;

/// Writes what is missing: required, then preferred.
pub(super) fn put(
    page: &mut Page<'_>,
    known: &Known<'_, '_>,
    missing: &Missing<'_>,
    plan: Option<&Plan<'_>>,
) {
    if missing.required.is_empty() {
        page.put(
            &Item::new(1, Sign::Met)
                .lead("Required:")
                .say("nothing is missing."),
        );
    } else {
        page.part("Required");
        for gap in &missing.required {
            put_gap(page, known, 1, gap, plan);
        }
    }
    if missing.preferred.is_empty() {
        return;
    }
    page.part("Preferred: not required, but it helps");
    let few = page.at_most(FEW_PREFERRED);
    for gap in missing.preferred.iter().take(few) {
        put_gap(page, known, 1, gap, plan);
    }
    more(page, missing.preferred.len(), few, "--verbose shows all");
}

/// Writes how many more there are, if any, and how to see them.
pub(super) fn more(page: &mut Page<'_>, all: usize, shown: usize, how: &str) {
    if all > shown {
        page.say(format!("And {} more: {how}.", all - shown));
    }
}

/// Writes one gap and what would close it.
pub(super) fn put_gap(
    page: &mut Page<'_>,
    known: &Known<'_, '_>,
    depth: usize,
    gap: &Gap<'_>,
    plan: Option<&Plan<'_>>,
) {
    let mut item = Item::new(depth, gap_sign(gap.state))
        .lead(sentence(&capital(&gap.say)))
        .say_all(state(gap));
    if let Some(because) = gap.because {
        item = item.say(sentence(because));
    }
    if page.options().verbose {
        if let Some(points) = gap.points {
            item = item.say(format!("Adds {points} to the score."));
        }
        item = item.say(format!("{}.", capital(&sources_of(&gap.sources))));
    }
    page.put(&item);
    put_ways(page, known, depth, gap, plan);
}

/// Returns what stands in the way, as far as the sign does not say it.
pub(super) fn state(gap: &Gap<'_>) -> Vec<String> {
    let mut statements = Vec::new();
    match gap.state {
        GapState::NotMet => {}
        GapState::Unknown => statements.push("You have not said whether you have it.".to_owned()),
        GapState::Lapsed => statements.push(match &parts_in(gap, gap.state)[..] {
            [] => "It has lapsed.".to_owned(),
            parts => format!("What has lapsed: {}.", all_of(parts)),
        }),
        GapState::InProgress => statements.push(match &parts_in(gap, gap.state)[..] {
            [] => "It is on its way.".to_owned(),
            parts => format!("What is on its way: {}.", all_of(parts)),
        }),
    }
    if let Some(short) = gap.short_by_months.filter(|short| *short > 0) {
        statements.push(format!("You are {} short.", months(short)));
    }
    if let Some(short) = gap.short_by_worth.filter(|short| *short > 0) {
        let is_count = match &gap.requirement {
            Requirement::AtLeast { of, .. } => of.iter().all(|(worth, _)| *worth == 1),
            _ => false,
        };
        statements.push(match is_count {
            true => format!("You need {short} more of them."),
            false => format!(
                "You are {} short.",
                count(short as usize, "point", "points")
            ),
        });
    }
    statements
}

/// Returns the qualifications below a gap that are in a state, each once; none for a gap that is of
/// one qualification itself.
fn parts_in<'g>(gap: &'g Gap<'_>, state: GapState) -> Vec<&'g str> {
    fn gather<'g>(gap: &'g Gap<'_>, state: GapState, parts: &mut Vec<&'g str>) {
        for part in gap.branches.iter().flatten() {
            let is_it = part.state == state && matches!(part.requirement, Requirement::Holds(_));
            if is_it && !parts.contains(&part.say.as_ref()) {
                parts.push(&part.say);
            }
            gather(part, state, parts);
        }
    }
    let mut parts = Vec::new();
    gather(gap, state, &mut parts);
    parts
}

fn put_ways(
    page: &mut Page<'_>,
    known: &Known<'_, '_>,
    depth: usize,
    gap: &Gap<'_>,
    plan: Option<&Plan<'_>>,
) {
    let ways = Ways::of(gap);
    let steps = plan.map_or(&[][..], |plan| &plan.steps);
    let is_coming = gap.state == GapState::InProgress;
    if is_coming && !page.options().verbose && plan.is_none_or(|plan| awaits(plan, &ways.earned)) {
        // Where several things are on their way, the plan says which it waits for.
        if gap.branches.is_empty() {
            put_awaited(page, known, depth + 2, &ways.earned, steps);
        }
        return;
    }
    let step = |id: &str| steps.iter().find(|step| step.id == id);
    let earned = ways.earned.iter();
    let (planned, others): (Vec<&str>, Vec<&str>) = earned.partition(|id| step(id).is_some());
    // What takes work as well is told in full only where the plan has it, or nothing else will do.
    let others = others.into_iter().filter(|id| ways.is_worth_it(id));
    let others: Vec<&str> = others.collect();
    let first = page.at_most(usize::from(planned.is_empty()));
    let mut shown = planned;
    shown.extend(others.iter().take(first));
    shown.retain(|id| known.missing(id).is_some() || step(id).is_some());
    for id in &shown {
        if let Some(qualification) = known.missing(id) {
            put_qualification(page, known, depth + 2, qualification, step(id));
        } else if let Some(step) = step(id) {
            let item = Item::new(depth + 2, Sign::Bullet)
                .lead(format!("{}:", plan::action(step)))
                .say(in_plan(step));
            page.put(&item);
        }
        if let Some(way) = ways.way_with(id) {
            let work = format!("Together with {}.", way.work());
            page.put(&Item::new(depth + 2, Sign::None).say(work));
        }
    }
    let rest = others.iter().filter(|id| !shown.contains(id));
    let rest: Vec<&str> = rest.map(|id| known.name_of(id)).collect();
    // What asks for one kind of work, and nothing else, says so itself.
    let by_work = match gap.branches.is_empty() {
        true => Vec::new(),
        false => ways.by_work(known, &shown),
    };
    let mut lead = match (shown.is_empty(), rest.len() + by_work.len()) {
        (true, 1) => "",
        (true, _) => "One of: ",
        (false, _) => "Or: ",
    };
    let few = page.at_most(FEW_WAYS);
    let rest = (!rest.is_empty()).then(|| any_of(&rest, few));
    let by_work = (!by_work.is_empty()).then(|| any_of(&by_work, few));
    for ways in rest.into_iter().chain(by_work) {
        let say = sentence(&capital(&format!("{lead}{ways}")));
        page.put(&Item::new(depth + 2, Sign::None).say(say));
        lead = "Or: ";
    }
}

/// Whether a plan waits for something, and does none of the ways to close a gap instead.
fn awaits(plan: &Plan<'_>, ways: &[&str]) -> bool {
    let (awaited, done): (Vec<&Step<'_>>, Vec<&Step<'_>>) =
        (plan.steps.iter()).partition(|step| step.kind == StepKind::Wait);
    !awaited.is_empty() && done.iter().all(|step| !ways.contains(&&*step.id))
}

/// Writes which of the ways are awaited; a degree that is described is none of them.
fn put_awaited(
    page: &mut Page<'_>,
    known: &Known<'_, '_>,
    depth: usize,
    ways: &[&str],
    steps: &[Step<'_>],
) {
    for id in ways {
        let missing = known.missing(id);
        if let Some(awaited) = missing.filter(|missing| missing.action == Action::Wait) {
            let planned = steps.iter().find(|step| step.id == *id);
            put_qualification(page, known, depth, awaited, planned);
        }
    }
}

/// Returns that a step is in the plan, when and by which route.
fn in_plan(step: &Step<'_>) -> String {
    let by = step
        .route
        .map(|route| format!(", by the route {}", code(route)));
    let by = by.unwrap_or_default();
    format!("In your plan, from {} on{by}.", step.start_on)
}

/// Writes what a person should know to set about a qualification; by the route that the plan takes,
/// if it is a step of one.
pub(super) fn put_qualification(
    page: &mut Page<'_>,
    known: &Known<'_, '_>,
    depth: usize,
    qualification: &MissingQualification<'_>,
    planned: Option<&Step<'_>>,
) {
    let name = qualification.short_name();
    let act = match qualification.action {
        Action::Earn => "Earn",
        Action::Renew => "Renew",
        Action::Wait => "Wait for",
    };
    let mut item = Item::new(depth, Sign::Bullet).lead(format!("{act} {name}:"));
    item = item.say_all(full_name(qualification).map(sentence));
    let other = planned.filter(|step| step.route != qualification.route);
    if let Some(step) = other {
        item = item.say(in_plan(step));
    } else {
        if planned.is_some() {
            item = item.say("In your plan.");
        }
        if qualification.action == Action::Earn {
            item = item.say(beginning(qualification));
        }
        item = match qualification.expected_by {
            Some(day) => item.say(format!("You expect it by {day}.")),
            None => item.say(price(qualification)).say(time(qualification)),
        };
    }
    if page.options().verbose {
        item = details(item, known, qualification);
    } else if known.is_unverified(&qualification.sources) {
        item = item.say(confirm(qualification));
    }
    page.put(&item);
}

/// Returns the full name, where the short one does not say it.
pub(super) fn full_name<'p>(qualification: &MissingQualification<'p>) -> Option<&'p str> {
    let short = qualification.abbreviation?;
    (short != qualification.name).then_some(qualification.name)
}

fn details(
    mut item: Item,
    known: &Known<'_, '_>,
    qualification: &MissingQualification<'_>,
) -> Item {
    for wanted in &qualification.wanted_for {
        let several = if wanted.is_one_of_several {
            ", as one of several"
        } else {
            ""
        };
        item = item.say(format!(
            "{} for {}{several}.",
            capital(wanted.need.as_str()),
            known.name_of(wanted.occupation)
        ));
    }
    if !qualification.opens.is_empty() {
        let opens = all_of(&known.names_of(&qualification.opens));
        item = item.say(format!("Makes you ready for {opens}."));
    }
    if let Some(member) = qualification.cost.earn_member {
        item = item.say(format!(
            "Members of the issuer pay {} to earn it.",
            Usd(member)
        ));
    }
    item = item.say(format!("{}.", capital(&sources_of(&qualification.sources))));
    item.say(if known.is_unverified(&qualification.sources) {
        confirm(qualification)
    } else {
        qualification.url.unwrap_or_default().to_owned()
    })
}

/// Returns whether a person may begin today, and by which route.
fn beginning(qualification: &MissingQualification<'_>) -> String {
    let begin = match qualification.kind {
        "certification" | "licence" => "apply",
        _ => "begin",
    };
    let by = qualification
        .route
        .map(|route| format!(" by the route {}", code(route)))
        .unwrap_or_default();
    let gaps: Vec<&str> = qualification
        .route_gaps
        .iter()
        .map(|gap| gap.say.as_ref())
        .collect();
    let first = if gaps.is_empty() {
        String::new()
    } else {
        format!(": you need {}", some_of(&gaps, 3))
    };
    // What is open may be another route.
    let is_closed = (qualification.route_gaps.iter()).any(|gap| gap.state != GapState::Unknown);
    match qualification.eligible_now {
        Some(true) => format!("You may {begin} today{by}."),
        Some(false) => format!("You may not {begin} yet{by}{first}."),
        None if is_closed => format!(
            "You may not {begin} yet{by}{first}. Whether another route is open to you is not known."
        ),
        None => format!("It is not known whether you may {begin} today{by}{first}."),
    }
}

fn time(qualification: &MissingQualification<'_>) -> String {
    match qualification.weeks {
        Some(0) => String::new(),
        Some(number) if qualification.eligible_now == Some(true) => {
            format!("{} of study.", capital(&weeks(number)))
        }
        Some(number) => format!("Once you may, {} of study.", weeks(number)),
        None => "Time not known.".to_owned(),
    }
}

/// Returns the cost to prepare, to earn and to keep: what is known, then what is not.
fn price(qualification: &MissingQualification<'_>) -> String {
    let cost = &qualification.cost;
    let may_be_kept = !matches!(qualification.kind, "degree" | "course");
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    match (cost.prepare, cost.earn) {
        (None, None) => known.push("cost not known".to_owned()),
        (Some(0), Some(0)) => known.push("no cost".to_owned()),
        (prepare, earn) => {
            // Of preparing that costs nothing nothing is said.
            let prepare = (prepare != Some(0)).then_some((prepare, "to prepare"));
            for (sum, what) in prepare.into_iter().chain([(earn, "to earn")]) {
                match sum {
                    Some(usd) => known.push(format!("{} {what}", Usd(usd))),
                    None => unknown.push(what),
                }
            }
        }
    }
    match cost.keep_per_year {
        Some(0) => {}
        Some(usd) => known.push(format!("{} a year to keep", Usd(usd))),
        // Where nothing else is known either, one word says it all.
        None if may_be_kept && (cost.prepare, cost.earn) != (None, None) => unknown.push("to keep"),
        None => {}
    }
    let mut parts = Vec::new();
    if !known.is_empty() {
        parts.push(known.join(", "));
    }
    if !unknown.is_empty() {
        parts.push(format!("what it costs {} is not known", all_of(&unknown)));
    }
    sentence(&capital(&parts.join("; ")))
}

/// Returns that something is to be confirmed, and where.
fn confirm(qualification: &MissingQualification<'_>) -> String {
    match (qualification.url, qualification.kind) {
        (Some(url), _) => format!("Not all of this is confirmed: ask the issuer first, at {url}"),
        (None, "degree") => "Not all of this is confirmed: ask the school first.".to_owned(),
        (None, _) => "Not all of this is confirmed: ask whoever awards it first.".to_owned(),
    }
}
