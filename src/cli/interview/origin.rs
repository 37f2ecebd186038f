//! Where the person comes from, and what they do today.

use super::choices;
use super::draft::{Draft, Known, Section, Step, Turn, one_of};
use crate::cli::args::profile::Fact;
use crate::cli::args::value::OrNone;
use crate::cli::exit::Failure;
use crate::cli::prompt::{Answer, Choice, Prompter, Question};
use careerpath::pack::BackgroundIndex;
use careerpath::profile::raw::NONE;

#[derive(Clone)]
enum Background {
    This(String),
    Several,
    None,
}

/// Asks for the background; most people have one.
pub(super) fn background(
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let backgrounds = &known.pack.backgrounds;
    for background in backgrounds {
        if let Some(question) = &background.question {
            prompter.say(&format!("{}: {question}", background.name))?;
        }
    }
    let mut options: Vec<_> = backgrounds
        .iter()
        .map(|each| {
            let choice = Choice::of(&each.name).or([&each.id]);
            (choice, Background::This(each.id.clone()))
        })
        .collect();
    if backgrounds.len() > 1 {
        let several = Choice::of("More than one of these").or(["several"]);
        options.push((several, Background::Several));
    }
    options.push((Choice::of("None of these").or([NONE]), Background::None));
    let question = Question {
        text: "Which of these are you?",
        help: None,
        may_skip: true,
    };
    let next = known.from(Section::Occupation);
    match one_of(prompter, &question, options)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => draft.then(next),
        Answer::Given(Background::Several) => draft.then(Step::Backgrounds),
        Answer::Given(Background::None) => draft.with(&Fact::Background(OrNone::None)).then(next),
        Answer::Given(Background::This(id)) => {
            draft.with(&Fact::Background(OrNone::One(id))).then(next)
        }
    }
}

/// Asks for several backgrounds.
pub(super) fn backgrounds(
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let backgrounds = &known.pack.backgrounds;
    let choices: Vec<_> = backgrounds
        .iter()
        .map(|each| Choice::of(&each.name).or([&each.id]))
        .collect();
    let question = Question {
        text: "Which ones?",
        help: None,
        may_skip: false,
    };
    let positions = match prompter.choose_several(&question, &choices, &[])? {
        Answer::Back => return Ok(Turn::Back),
        Answer::Skipped => Vec::new(),
        Answer::Given(positions) => positions,
    };
    let mut draft = draft;
    if positions.is_empty() {
        draft = draft.with(&Fact::Background(OrNone::None));
    }
    for background in positions
        .iter()
        .filter_map(|position| backgrounds.get(*position))
    {
        draft = draft.with(&Fact::Background(OrNone::One(background.id.clone())));
    }
    draft.then(known.from(Section::Occupation))
}

/// Asks for today's occupation: those of the person's backgrounds first, then those of others,
/// then those the rules lead to.
pub(super) fn occupation(
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let profile = known.profile(&draft.said)?;
    let own = profile.backgrounds.unwrap_or_default();
    let rank = |background: Option<BackgroundIndex>| match background {
        Some(background) if own.contains(&background) => 0,
        Some(_) => 1,
        None => 2,
    };
    let mut occupations: Vec<_> = known.pack.occupations.iter().collect();
    occupations.sort_by(|a, b| {
        let key = |background| (rank(background), background);
        (key(a.background), &a.title).cmp(&(key(b.background), &b.title))
    });
    let none = Choice::of("None of these, or no work today").or([NONE, "other"]);
    let mut options = vec![(none, OrNone::None)];
    options.extend(
        occupations
            .into_iter()
            .map(|each| (choices::occupation(each), OrNone::One(each.id.clone()))),
    );
    let question = Question {
        text: "What is your occupation today?",
        help: Some(
            "Take the nearest one. If there is none, or you do not work today, choose none.",
        ),
        may_skip: true,
    };
    let next = known.from(Section::Degrees);
    match one_of(prompter, &question, options)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => draft.then(next),
        Answer::Given(occupation) => draft.with(&Fact::Occupation(occupation)).then(next),
    }
}
