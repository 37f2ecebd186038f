//! What the plan has to keep to, and what it is to lead to.

use super::answers::{self, DATE_HELP};
use super::choices;
use super::draft::{Draft, Known, Section, Step as Asked, Turn, one_of};
use crate::cli::args::profile::Fact;
use crate::cli::args::value;
use crate::cli::exit::Failure;
use crate::cli::prompt::{Answer, Choice, Prompter, Question};
use careerpath::advice::{OccupationAdvice, Standing};
use careerpath::advise::advise_meanwhile;

/// A question about limits.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) enum Step {
    /// Whether there are any.
    Whether,
    /// Hours of study a week.
    Hours,
    /// What it may cost.
    Budget,
    /// When it must be done.
    By,
}

/// Asks the question.
pub(super) fn ask(
    step: Step,
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    match step {
        Step::Whether => whether(known, draft, prompter),
        Step::Hours => {
            let help = format!(
                "A whole number. Enter alone: {} are assumed.",
                known.pack.hours_per_week
            );
            let question = limit("How many hours a week can you study?", &help);
            let read = |text: &str| value::hours_per_week(text).map(Fact::HoursPerWeek);
            asked(
                &question,
                &read,
                Asked::Limits(Step::Budget),
                draft,
                prompter,
            )
        }
        Step::Budget => {
            let question = limit(
                "How much can you spend in all, in US dollars?",
                "Such as 3000. Enter alone: no limit.",
            );
            let read = |text: &str| value::usd(text).map(Fact::Budget);
            asked(&question, &read, Asked::Limits(Step::By), draft, prompter)
        }
        Step::By => {
            let help = format!("{DATE_HELP} Enter alone: no limit.");
            let question = limit("By when do you want to be there?", &help);
            let read = |text: &str| answers::date_to_come(text, known.as_of).map(Fact::By);
            let next = known.from(Section::Target);
            asked(&question, &read, next, draft, prompter)
        }
    }
}

fn limit<'q>(text: &'q str, help: &'q str) -> Question<'q> {
    Question {
        text,
        help: Some(help),
        may_skip: true,
    }
}

fn asked(
    question: &Question<'_>,
    read: &dyn Fn(&str) -> Result<Fact, String>,
    next: Asked,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    match prompter.text(question, &|text| read(text).map(|_| ()))? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => draft.then(next),
        Answer::Given(text) => {
            let fact = read(&text).map_err(Failure::usage)?;
            draft.with(&fact).then(next)
        }
    }
}

fn whether(known: &Known<'_>, draft: Draft, prompter: &mut dyn Prompter) -> Result<Turn, Failure> {
    let help = format!(
        "Without limits the plan takes {} hours of study a week.",
        known.pack.hours_per_week
    );
    let question = Question {
        text: "Must the plan keep to a budget, a date, or your hours a week?",
        help: Some(&help),
        may_skip: false,
    };
    let options = vec![
        (Choice::of("No limits").or(["no"]), false),
        (Choice::of("Yes, set limits").or(["yes"]), true),
    ];
    match one_of(prompter, &question, options)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Given(true) => draft.then(Asked::Limits(Step::Hours)),
        Answer::Given(false) | Answer::Skipped => draft.then(known.from(Section::Target)),
    }
}

/// Asks for a target: an occupation, best fit first.
pub(super) fn target(
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let profile = known.profile(&draft.said)?;
    let advice = advise_meanwhile(&profile, known.pack, known.as_of, known.options);
    let best = Choice::of("The best fit").or(["best", "none"]);
    let mut options = vec![(best, None)];
    let mut ranked: Vec<&OccupationAdvice<'_>> = advice.occupations.iter().collect();
    // What no plan reaches by these answers comes last, however well it would fit.
    ranked.sort_by_key(|each| match each.standing {
        Standing::Ready | Standing::Reachable => 0,
        Standing::Unknown => 1,
        Standing::Blocked => 2,
    });
    let ranked = ranked.into_iter().filter_map(|ranked| {
        let mut occupations = known.pack.occupations.iter();
        occupations.find(|each| each.id == ranked.id)
    });
    options.extend(ranked.map(|each| (choices::occupation(each), Some(each.id.clone()))));
    let question = Question {
        text: "What shall the plan lead to?",
        help: Some("The best fit, or an occupation you choose; the best fits stand first."),
        may_skip: false,
    };
    match one_of(prompter, &question, options)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Given(None) | Answer::Skipped => draft.then(Asked::End),
        Answer::Given(Some(id)) => {
            let mut draft = draft;
            draft.said = draft.said.aimed_at(&[id]);
            draft.then(Asked::End)
        }
    }
}
