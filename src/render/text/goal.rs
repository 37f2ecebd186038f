//! One goal in full: where it stands and why, the next step, what is missing, the plan, the path.

use crate::advice::{
    Because, Description, Gap, GrowthCited, KeepActive, LimitBroken, Missing, OccupationAdvice,
    PathStage, PayCited, Plan, Recommended, Score, StageRole, Standing, Step, StepKind,
    TargetAdvice, Tier,
};
use crate::units::{Date, Usd};

use super::grounds::reasons;
use super::layout::{Item, Page, Sign, Tone, columns, pad, pad_left};
use super::missing;
use super::names::Known;
use super::plan;
use super::stand_in;
use super::words::{all_of, capital, decapitalised, sentence, tier, tier_tone};

/// How many reasons are given unless all are asked for.
const FEW_REASONS: usize = 3;

/// What the goal rests on is renewed first where it ends within so many days.
const ENDS_SOON: i64 = 60;

/// With fewer columns than this a path is told below, not in columns.
const TABLE: usize = 60;

/// An occupation or qualification to reach: what is recommended, or what was asked about.
pub(super) struct Goal<'a, 'p> {
    id: &'a str,
    title: &'a str,
    is_occupation: bool,
    standing: Standing,
    tier: Tier,
    missing: Option<&'a Missing<'p>>,
    plan: Option<&'a Plan<'p>>,
    alternatives: &'a [Plan<'p>],
    blocked_by: &'a [Gap<'p>],
    limit: Option<&'a LimitBroken>,
    because: &'a Because<'p>,
    path: &'a [PathStage<'p>],
    description: Option<Description<'p>>,
    score: Option<&'a Score<'p>>,
    pay: Option<PayCited<'p>>,
    growth: Option<GrowthCited<'p>>,
    // What is held, carries the goal and ends soon: its name and last day, soonest first.
    ending: Vec<(&'a str, Date)>,
}

impl<'a, 'p> Goal<'a, 'p> {
    /// Returns the recommendation, with what the list of occupations says about it.
    pub(super) fn of_recommended(
        recommended: &'a Recommended<'p>,
        occupations: &'a [OccupationAdvice<'p>],
        held: &'a [KeepActive<'p>],
    ) -> Self {
        let found = find(occupations, recommended.occupation);
        let standing = match recommended.tier {
            Tier::Ready => Standing::Ready,
            Tier::Next | Tier::Later => Standing::Reachable,
            Tier::Blocked => Standing::Blocked,
        };
        Self {
            id: recommended.occupation,
            title: recommended.title,
            is_occupation: true,
            standing: found.map_or(standing, |found| found.standing),
            tier: recommended.tier,
            missing: found.map(|found| &found.missing),
            plan: recommended.plan.as_ref(),
            alternatives: &[],
            blocked_by: found.map_or(&[], |found| &found.blocked_by),
            limit: found.and_then(|found| found.limit.as_ref()),
            because: &recommended.because,
            path: &recommended.path,
            description: found.map(|found| found.description),
            score: found.map(|found| &found.score),
            pay: found.and_then(|found| found.pay),
            growth: found.and_then(|found| found.growth),
            ending: ending(held, recommended.occupation),
        }
    }

    /// Returns what was asked about, with what the list of occupations says about it.
    pub(super) fn of_target(
        target: &'a TargetAdvice<'p>,
        occupations: &'a [OccupationAdvice<'p>],
        held: &'a [KeepActive<'p>],
    ) -> Self {
        let found = find(occupations, target.id);
        Self {
            id: target.id,
            title: target.name,
            is_occupation: target.kind == "occupation",
            standing: target.standing,
            tier: target.tier,
            missing: Some(&target.missing),
            plan: target.plan.as_ref(),
            alternatives: &target.alternatives,
            blocked_by: &target.blocked_by,
            limit: target.limit.as_ref(),
            because: &target.because,
            path: &target.path,
            description: target.description,
            score: found.map(|found| &found.score),
            pay: found.and_then(|found| found.pay),
            growth: found.and_then(|found| found.growth),
            ending: ending(held, target.id),
        }
    }

    /// Returns the id.
    pub(super) fn id(&self) -> &'a str {
        self.id
    }
}

pub(super) fn find<'a, 'p>(
    occupations: &'a [OccupationAdvice<'p>],
    id: &str,
) -> Option<&'a OccupationAdvice<'p>> {
    occupations.iter().find(|occupation| occupation.id == id)
}

/// Returns what an occupation rests on that ends soon.
fn ending<'a>(held: &'a [KeepActive<'_>], occupation: &str) -> Vec<(&'a str, Date)> {
    let ends_soon = |kept: &&KeepActive<'_>| kept.days_left.is_some_and(|days| days <= ENDS_SOON);
    let carrying = held.iter().filter(|kept| kept.carries(occupation));
    let ending = carrying.filter(ends_soon);
    ending
        .filter_map(|kept| Some((kept.name, kept.expires?.last_day())))
        .collect()
}

/// Writes where the goal stands, why, and what to do next.
pub(super) fn head(page: &mut Page<'_>, known: &Known<'_, '_>, goal: &Goal<'_, '_>, what: &str) {
    page.section(&format!("{what}: {}", goal.title));
    let standing = Item::new(1, Sign::None)
        .lead(format!("{}.", capital(standing_words(goal))))
        .tone(tier_tone(goal.tier));
    page.put(&match goal.plan {
        Some(plan) if goal.standing != Standing::Ready => standing.say(plan::summary(plan)),
        _ => standing,
    });
    if let Some(found) = goal.description {
        let about = Item::new(1, Sign::None).say(sentence(found.summary));
        page.put(&about.say_all(found.workplace.map(sentence)));
    }
    page.part("Why");
    reasons(page, 1, goal.because.iter(), FEW_REASONS);
    blocked(page, known, goal);
    next_step(page, goal);
}

/// Returns tier and standing in one phrase.
fn standing_words(goal: &Goal<'_, '_>) -> &'static str {
    match (goal.standing, goal.tier) {
        (Standing::Blocked, _) if goal.limit.is_some() => {
            "blocked: your limits rule every plan out"
        }
        (Standing::Ready, _) => "ready now: you meet everything that is required",
        (Standing::Unknown, _) => "not known yet: an open question decides",
        (Standing::Blocked, _) => "blocked: there is no plan",
        (Standing::Reachable, found) => tier(found),
    }
}

/// Writes what rules every plan out, unless a reason has said it.
fn blocked(page: &mut Page<'_>, known: &Known<'_, '_>, goal: &Goal<'_, '_>) {
    if let Some(limit) = goal.limit.filter(|limit| !is_said(limit, goal.because)) {
        page.put(
            &Item::new(1, Sign::None)
                .lead("Your limits rule every plan out:")
                .say(sentence(&limit.say)),
        );
    }
    if !goal.blocked_by.is_empty() {
        page.part("What blocks it: no route the rules know leads to");
        for gap in goal.blocked_by {
            missing::put_gap(page, known, 1, gap, None);
        }
    }
}

/// Whether the first of the reasons says which limit is broken.
pub(super) fn is_said(limit: &LimitBroken, because: &Because<'_>) -> bool {
    let mut reasons = because.iter();
    reasons
        .next()
        .is_some_and(|reason| reason.say.contains(&limit.say))
}

/// Writes what to do on Monday: first what would otherwise end, then what leads on.
fn next_step(page: &mut Page<'_>, goal: &Goal<'_, '_>) {
    let mut item = Item::new(1, Sign::None).lead("Next step:");
    let renewals = match goal.standing {
        Standing::Blocked => &[],
        Standing::Ready | Standing::Reachable | Standing::Unknown => &goal.ending[..],
    };
    for (place, (name, day)) in renewals.iter().enumerate() {
        let what = match place {
            0 => format!("first renew {name}"),
            _ => format!("Also renew {name}"),
        };
        item = item.say(format!("{what}: it ends on {day}."));
    }
    let first = goal.plan.and_then(|plan| first_step(plan));
    let action = match first {
        Some(step) => sentence(&plan::action(step)),
        None => without_step(goal),
    };
    item = item.say(match renewals {
        [] => action,
        _ => format!("Then {}", decapitalised(&action)),
    });
    if let Some(step) = first {
        item = item.say(plan::dates(step));
        item = item.say_all(begin(step));
        if goal.plan.is_some_and(|plan| !plan.assumes.is_empty()) {
            item = item.say(
                "Before you begin, answer the questions below: what you did not say is counted as \
                 not there, and may make this plan shorter.",
            );
        }
    }
    page.put(&item);
}

/// Returns where to begin with a step; what no issuer awards is learned at schools.
fn begin(step: &Step<'_>) -> Option<String> {
    match (step.kind, step.url) {
        (_, Some(url)) => Some(format!("Begin at {url}")),
        (StepKind::Earn, None) => {
            Some("Begin by asking accredited schools what it takes to enrol.".to_owned())
        }
        (StepKind::Renew | StepKind::Work | StepKind::Wait | StepKind::Stay, None) => None,
    }
}

/// Returns what to do where no step comes next.
fn without_step(goal: &Goal<'_, '_>) -> String {
    match goal.standing {
        Standing::Ready if goal.is_occupation => {
            let apply = goal.description.and_then(|found| found.apply);
            let apply = sentence(apply.unwrap_or("look for openings and apply"));
            let stronger = "What is preferred below would make you a stronger candidate.";
            format!("{} {stronger}", decapitalised(&apply))
        }
        Standing::Ready => "apply to the issuer.".to_owned(),
        Standing::Unknown => "answer the questions below.".to_owned(),
        Standing::Reachable => "follow the plan below.".to_owned(),
        Standing::Blocked if goal.limit.is_some() => {
            "loosen your limits that far, or choose another goal.".to_owned()
        }
        Standing::Blocked => "choose another goal, or change what blocks this.".to_owned(),
    }
}

/// Returns the step to begin with: the earliest one that asks something of the person.
fn first_step<'a, 'p>(plan: &'a Plan<'p>) -> Option<&'a Step<'p>> {
    let asks = |step: &&Step<'p>| match step.kind {
        StepKind::Earn | StepKind::Renew | StepKind::Work => true,
        StepKind::Wait | StepKind::Stay => false,
    };
    plan.steps.iter().find(asks).or_else(|| plan.steps.first())
}

/// Writes what is missing, the plan, other plans, and where the goal leads.
pub(super) fn body(page: &mut Page<'_>, known: &Known<'_, '_>, goal: &Goal<'_, '_>) {
    if let Some(missing) = goal.missing {
        page.section("What is missing");
        missing::put(page, known, missing, goal.plan);
    }
    if let Some(found) = goal.plan.filter(|plan| !plan.steps.is_empty()) {
        page.section("The plan");
        plan::put(page, found);
        plan::put_others(page, found, goal.alternatives);
    }
    if page.options().verbose {
        score(page, goal);
    }
}

fn score(page: &mut Page<'_>, goal: &Goal<'_, '_>) {
    let Some(score) = goal.score else { return };
    page.section("How the score came about");
    page.say("Points order the options; they are not a probability.");
    put_score(page, score);
}

/// Writes the terms of a score and their sum.
pub(super) fn put_score(page: &mut Page<'_>, score: &Score<'_>) {
    for term in &score.terms {
        page.put(
            &Item::new(1, Sign::Bullet)
                .lead(format!("{:+} {}:", term.points, term.rule))
                .say(sentence(&term.say)),
        );
    }
    page.say(format!("Sum: {}.", score.total));
}

/// Writes the pay, the growth, and the pay at each stage of the path.
pub(super) fn pay(page: &mut Page<'_>, goal: &Goal<'_, '_>) {
    let leads_on = goal.path.len() > 1;
    if goal.pay.is_none() && goal.growth.is_none() && !leads_on {
        return;
    }
    page.section(if leads_on {
        "Pay, and where it leads"
    } else {
        "Pay"
    });
    if let Some(pay) = &goal.pay {
        page.put(&Item::new(1, Sign::None).say_all(pay_statements(pay)));
    }
    if let Some(growth) = &goal.growth {
        let mut item = Item::new(1, Sign::None).say(growth_statement(growth));
        if let Some(note) = growth.note {
            item = item.say(sentence(note));
        }
        page.put(&item);
    }
    if leads_on {
        path(page, goal.path);
        pay_cut(page, goal.path);
        beyond_limits(page, goal.path);
    }
}

/// Returns the pay with its year and scope.
pub(super) fn pay_statements(pay: &PayCited<'_>) -> Vec<String> {
    let mut statements = vec![format!(
        "Half of the people in the whole occupation earn less than {} a year, half more ({}, {}).",
        Usd(pay.median_usd),
        pay.period,
        pay.source
    )];
    if let (Some(low), Some(high)) = (pay.p10_usd, pay.p90_usd) {
        statements.push(format!(
            "One in ten earns less than {}, one in ten more than {}.",
            Usd(low),
            Usd(high)
        ));
    }
    statements.push(format!("Covers: {}", sentence(pay.scope)));
    statements.extend(pay.note.map(sentence));
    statements
}

/// Returns the growth with its period.
pub(super) fn growth_statement(growth: &GrowthCited<'_>) -> String {
    format!(
        "The whole occupation is expected to {} over {} ({}).",
        change(growth),
        growth.period,
        growth.source
    )
}

/// Returns the growth as `grow by 7.9 percent`.
fn change(growth: &GrowthCited<'_>) -> String {
    let said = growth.percent.to_string();
    match said.strip_prefix('-') {
        Some(loss) => format!("shrink by {loss} percent"),
        None => format!("grow by {said} percent"),
    }
}

fn path(page: &mut Page<'_>, path: &[PathStage<'_>]) {
    if !page.has_room_for(TABLE) {
        for stage in path {
            let note = stage.pay.and_then(|pay| pay.note);
            page.put(
                &Item::new(1, Sign::Bullet)
                    .lead(format!("{}:", role(stage.role)))
                    .say(format!("{}, {}.", stage.title, pay_words(stage)))
                    .say_all(note.map(sentence)),
            );
        }
        return;
    }
    page.blank();
    let widest = path.iter().map(|stage| columns(stage.title)).max();
    let title = page
        .width()
        .map_or(usize::MAX, |width| width.saturating_sub(41));
    let title = title.min(widest.unwrap_or(0));
    let mut last = None;
    for stage in path {
        let shown = if last == Some(stage.role) {
            ""
        } else {
            role(stage.role)
        };
        last = Some(stage.role);
        let pay = match &stage.pay {
            Some(pay) => format!(
                "{} a year ({}){}",
                pad_left(&Usd(pay.median_usd).to_string(), 8),
                pay.period,
                stand_in::mark(pay)
            ),
            None => "pay not known".to_owned(),
        };
        page.draw(&[
            (Tone::Plain, "  ".to_owned()),
            (Tone::Strong, pad(shown, 11)),
            (
                Tone::Plain,
                format!("{}  {pay}", super::layout::fit(stage.title, title)),
            ),
        ]);
    }
    stand_in::put_notes(page, path.iter().map(|stage| (stage.title, stage.pay)));
}

/// Writes by how much the goal pays less than today's occupation, if it does; of a figure that stands in
/// for another nothing is said.
fn pay_cut(page: &mut Page<'_>, path: &[PathStage<'_>]) {
    let pay = |role| {
        let mut stages = path.iter().filter(|stage| stage.role == role);
        let pay = stages.next()?.pay?;
        pay.note.is_none().then_some(pay.median_usd)
    };
    let (Some(today), Some(goal)) = (pay(StageRole::Today), pay(StageRole::Target)) else {
        return;
    };
    if let Some(less @ 1..) = today.checked_sub(goal) {
        let say = format!(
            "The middle pay of the goal is {} a year below that of your occupation of today.",
            Usd(less)
        );
        page.put(&Item::new(1, Sign::Star).say(say));
    }
}

/// Writes which stages the limits rule out.
fn beyond_limits(page: &mut Page<'_>, path: &[PathStage<'_>]) {
    let beyond = path.iter().filter(|stage| stage.is_beyond_limits);
    let titles: Vec<&str> = beyond.map(|stage| stage.title).collect();
    if !titles.is_empty() {
        let say = format!("{}: beyond the limits you gave.", all_of(&titles));
        page.put(&Item::new(1, Sign::Star).say(say));
    }
}

fn role(role: StageRole) -> &'static str {
    match role {
        StageRole::Today => "Today",
        StageRole::OnTheWay => "On the way",
        StageRole::Target => "Goal",
        StageRole::Afterwards => "Afterwards",
    }
}

fn pay_words(stage: &PathStage<'_>) -> String {
    match &stage.pay {
        Some(pay) => format!("{} a year ({})", Usd(pay.median_usd), pay.period),
        None => "pay not known".to_owned(),
    }
}
