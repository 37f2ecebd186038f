//! The advice: the most important things first, short unless everything is asked for.

use std::cmp::Reverse;

use crate::advice::{Advice, FactCited, GuidanceGiven, KeepActive, Question};
use crate::units::Usd;

use super::goal::{self, Goal};
use super::grounds::{self, because, reasons, sources_of};
use super::layout::{Item, Page, Sign, Tone};
use super::missing::{more, put_qualification};
use super::names::Known;
use super::words::{capital, confidence, count, sentence, some_of};
use super::{Options, opens, others, profile, what_if};

/// How many of each list are shown unless all are asked for.
const FEW_QUESTIONS: usize = 3;
const FEW_GUIDANCE: usize = 5;
const FEW_NAMES: usize = 3;

/// A credential that expires within so many days is marked.
const SOON: i64 = 180;

/// Returns the advice as text.
pub(super) fn text(advice: &Advice<'_>, options: &Options) -> String {
    let mut page = Page::new(options);
    let known = Known::of_advice(advice);
    page.put(
        &Item::new(0, Sign::None).lead(format!("{}, as of {}.", advice.pack.title, advice.as_of)),
    );
    profile::put(&mut page, &advice.profile, advice.as_of);
    if let Some(changed) = &advice.what_if {
        what_if::put(&mut page, &known, changed);
    }
    let told = goals(&mut page, &known, advice);
    opens::put(&mut page, &known, advice);
    keep_active(&mut page, &known, &advice.keep_active);
    others::put(&mut page, &known, &advice.occupations, &told);
    questions(&mut page, &known, &advice.questions);
    guidance(&mut page, &advice.guidance);
    if options.verbose {
        every_missing(&mut page, &known, advice);
        facts(&mut page, &advice.facts);
    }
    let warnings = advice.warnings.iter();
    let mut warnings = warnings.filter(|each| !grounds::is_caveat(each)).peekable();
    if warnings.peek().is_some() {
        page.section("Please check");
        grounds::warnings(&mut page, warnings);
    }
    grounds::caveats(
        &mut page,
        &advice.caveats,
        &advice.sources,
        &advice.pack,
        advice.as_of,
    );
    if options.verbose {
        grounds::sources(&mut page, &advice.sources);
    } else {
        page.blank();
        page.put(
            &Item::new(0, Sign::None)
                .lead("More:")
                .say("--verbose gives every reason, score and source.")
                .say("`careerpath explain ID` proves one answer; `careerpath show ID` shows a record."),
        );
    }
    page.finish()
}

/// Writes what was asked about, or else what is recommended. Returns the ids that are told.
fn goals<'a>(page: &mut Page<'_>, known: &Known<'_, '_>, advice: &'a Advice<'_>) -> Vec<&'a str> {
    let mut told = Vec::new();
    for target in &advice.targets {
        let target = Goal::of_target(target, &advice.occupations, &advice.keep_active);
        told.push(target.id());
        goal::head(page, known, &target, "You asked about");
        goal::body(page, known, &target);
        goal::pay(page, &target);
    }
    match &advice.recommendation {
        Ok(recommended) if told.contains(&recommended.occupation) => {
            page.section("Recommended");
            page.say(format!("{} is also what we recommend.", recommended.title));
        }
        Ok(recommended) => {
            let recommended =
                Goal::of_recommended(recommended, &advice.occupations, &advice.keep_active);
            let asked = !told.is_empty();
            told.push(recommended.id());
            let what = if asked {
                "What we would recommend"
            } else {
                "Recommended"
            };
            goal::head(page, known, &recommended, what);
            if !asked || page.options().verbose {
                goal::body(page, known, &recommended);
                goal::pay(page, &recommended);
            }
        }
        Err(because) => {
            page.section("No recommendation");
            page.say("By these rules nothing can be reached from here. What stands in the way:");
            reasons(page, 1, because.iter(), 5);
        }
    }
    told
}

fn keep_active(page: &mut Page<'_>, known: &Known<'_, '_>, held: &[KeepActive<'_>]) {
    if held.is_empty() {
        return;
    }
    page.section("Keep active");
    for kept in held {
        let is_soon = kept.days_left.is_some_and(|days| days <= SOON);
        let sign = if is_soon { Sign::Lapsed } else { Sign::Met };
        let mut item = Item::new(1, held_sign(page, sign)).lead(format!("{}:", kept.name));
        item = item.say(match (kept.expires, kept.days_left) {
            (Some(date), Some(days)) if days < 0 => format!("it ended on {date}: renew it."),
            (Some(date), Some(days)) => format!(
                "{} left, until the end of {date}{}.",
                count(usize::try_from(days).unwrap_or(0), "day", "days"),
                match kept.url {
                    _ if !is_soon => String::new(),
                    Some(url) => format!(": renew it in time ({url})"),
                    None => ": renew it in time".to_owned(),
                }
            ),
            (Some(date), None) => format!("until {date}."),
            (None, _) => "you did not say when it expires.".to_owned(),
        });
        if let Some(duty) = &kept.duty {
            item = item.say(sentence(&capital(duty)));
        }
        match kept.keep_per_year_usd {
            Some(usd) if usd > 0 && !kept.fee_is_yearly => {
                item = item.say(format!("Costs {} a year.", Usd(usd)));
            }
            Some(_) | None => {}
        }
        for (lost, what) in [
            (
                &kept.lost_ready,
                "Without it you would no longer be ready for",
            ),
            (&kept.lost_plans, "These plans rest on it:"),
        ] {
            if !lost.is_empty() {
                let names = some_of(&known.names_of(lost), page.at_most(FEW_NAMES));
                item = item.say(format!("{what} {names}."));
            }
        }
        if page.options().verbose {
            item = item.say(format!("{}.", capital(&sources_of(&kept.sources))));
        }
        page.put(&item);
    }
}

/// Returns the sign; when read aloud none, as the words say it.
fn held_sign(page: &Page<'_>, sign: Sign) -> Sign {
    if page.options().line_mode {
        Sign::None
    } else {
        sign
    }
}

/// Writes the questions, and how each is answered.
pub(super) fn questions(page: &mut Page<'_>, known: &Known<'_, '_>, questions: &[Question<'_>]) {
    if questions.is_empty() {
        return;
    }
    page.section("Questions that could change this answer");
    let few = page.at_most(FEW_QUESTIONS);
    for (place, question) in questions.iter().take(few).enumerate() {
        let mut item = Item::new(1, Sign::Number(place + 1)).lead(sentence(&question.ask));
        if let Some(help) = question.help {
            item = item.say(sentence(help));
        }
        if !question.could_change.is_empty() {
            let names = known.names_of(&question.could_change);
            item = item.say(format!(
                "Could change: {}.",
                some_of(&names, page.at_most(FEW_NAMES))
            ));
        }
        if page.options().verbose {
            let bears = [
                (question.could_change_rules, "preference", "preferences"),
                (question.could_open_routes, "route", "routes"),
            ];
            let bears = bears.iter().filter(|(number, ..)| *number > 0);
            let bears: Vec<String> = bears
                .map(|(number, one, more)| count(*number as usize, one, more))
                .collect();
            if !bears.is_empty() {
                item = item.say(format!("Also bears on {}.", bears.join(" and ")));
            }
            item = item.say(sentence(&capital(&sources_of(&question.sources))));
        }
        page.put(&item);
        page.put(
            &Item::new(2, Sign::None)
                .lead("Answer with:")
                .tone(Tone::Faint)
                .say(question.flag.as_str()),
        );
    }
    more(page, questions.len(), few, "--verbose shows all");
}

fn guidance(page: &mut Page<'_>, given: &[GuidanceGiven<'_>]) {
    if given.is_empty() {
        return;
    }
    page.section("Good to know");
    // What is said to few people comes before what is said to everybody.
    let mut ordered: Vec<&GuidanceGiven<'_>> = given.iter().collect();
    ordered.sort_by_key(|each| (Reverse(each.narrowness), each.because.rule));
    let few = page.at_most(FEW_GUIDANCE);
    for guidance in ordered.into_iter().take(few) {
        let mut item = Item::new(1, Sign::Bullet).lead(sentence(guidance.say));
        item = item.tone(Tone::Plain);
        if page.options().verbose {
            item = item.say_all(because(page, &guidance.because));
        }
        page.put(&item);
    }
    more(page, given.len(), few, "--verbose shows all");
}

fn every_missing(page: &mut Page<'_>, known: &Known<'_, '_>, advice: &Advice<'_>) {
    if advice.missing.is_empty() {
        return;
    }
    page.section("Every credential and degree that is missing somewhere");
    for qualification in &advice.missing {
        put_qualification(page, known, 1, qualification, None);
    }
}

fn facts(page: &mut Page<'_>, facts: &[FactCited<'_>]) {
    if facts.is_empty() {
        return;
    }
    page.section("Facts about the field");
    let mut topic = "";
    for fact in facts {
        if fact.topic != topic {
            page.part(&capital(fact.topic));
            topic = fact.topic;
        }
        let mut item = Item::new(1, Sign::Bullet).say(sentence(fact.say));
        if let Some(period) = fact.period {
            item = item.say(format!("Of {period}."));
        }
        if let Some(caveat) = fact.caveat {
            item = item.say(sentence(caveat));
        }
        item = item.say(format!(
            "`{}`; source {}, {}.",
            fact.id,
            fact.source,
            confidence(fact.confidence)
        ));
        page.put(&item);
    }
}
