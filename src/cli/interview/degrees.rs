//! Degrees, one at a time: a known one, or any other by level and field.

use super::answers::{self, DATE_HELP};
use super::choices;
use super::draft::{Draft, Known, Passed, Section, Step as Asked, Turn, one_of};
use crate::cli::args::profile::Fact;
use crate::cli::args::value::{Named, OrNone};
use crate::cli::exit::Failure;
use crate::cli::prompt::{Answer, Choice, Prompter, Question};
use careerpath::pack::QualificationKind;
use careerpath::pack::requirement::Level;
use careerpath::profile::raw::{DegreeFields, NONE};
use careerpath::profile::resolve::level;
use careerpath::profile::{DegreeName, HeldDegree};

/// A question about degrees.
#[derive(Clone, Debug)]
pub(in crate::cli) enum Step {
    /// Which one.
    Pick,
    /// The level of another one.
    Level,
    /// Its field.
    Field(Level),
    /// Whether it is finished.
    Finished(Degree),
    /// When it is expected.
    Expected(Degree),
}

/// A degree on its way into the profile.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Degree {
    /// The id, `level/field`, or the level, as a flag takes it.
    name: String,
    /// What it is called.
    shown: String,
}

#[derive(Clone)]
enum Pick {
    Enough,
    Other,
    This(Degree),
}

/// Asks the question.
pub(super) fn ask(
    step: &Step,
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    match step {
        Step::Pick => pick(known, draft, prompter),
        Step::Level => other_level(draft, prompter),
        Step::Field(level) => other_field(*level, known, draft, prompter),
        Step::Finished(degree) => finished(degree, draft, prompter),
        Step::Expected(degree) => expected(degree, known, draft, prompter),
    }
}

fn pick(known: &Known<'_>, draft: Draft, prompter: &mut dyn Prompter) -> Result<Turn, Failure> {
    let said = known.profile(&draft.said)?.degrees;
    let is_said = |held: &HeldDegree, place: usize| matches!(held.degree, DegreeName::Known(index) if index.position() == place);
    let mut degrees: Vec<_> = known
        .pack
        .qualifications
        .iter()
        .enumerate()
        .filter(|(place, _)| !said.iter().flatten().any(|held| is_said(held, *place)))
        .filter_map(|(_, each)| match each.kind {
            QualificationKind::Degree { level, .. } => Some((level, choices::name(each), each)),
            QualificationKind::Certification
            | QualificationKind::Licence
            | QualificationKind::Certificate
            | QualificationKind::Course => None,
        })
        .collect();
    degrees.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    let enough = match said {
        None => Choice::of("None: I have no degree").or([NONE]),
        Some(_) => Choice::of("Done: no more degrees").or(["done"]),
    };
    let other = Choice::of("Another degree, which is not in this list").or(["another", "other"]);
    let mut options = vec![(enough, Pick::Enough), (other, Pick::Other)];
    options.extend(degrees.into_iter().map(|(_, shown, each)| {
        let degree = Degree {
            name: each.id.clone(),
            shown,
        };
        (choices::qualification(each), Pick::This(degree))
    }));
    let question = if said.is_none() {
        Question {
            text: "Which degrees do you have, or work on?",
            help: Some(
                "Choose one at a time; another if it is not in the list; none if you have none.",
            ),
            may_skip: true,
        }
    } else {
        Question {
            text: "Do you have one more degree?",
            help: Some("Choose done if that was all; another if it is not in the list."),
            may_skip: false,
        }
    };
    let next = known.from(Section::Credentials);
    match one_of(prompter, &question, options)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => draft.then(next),
        Answer::Given(Pick::Enough) if said.is_none() => {
            draft.with(&Fact::Degree(OrNone::None)).then(next)
        }
        Answer::Given(Pick::Enough) => draft.then(next),
        Answer::Given(Pick::Other) => draft.then(Asked::Degree(Step::Level)),
        Answer::Given(Pick::This(degree)) => draft.then(Asked::Degree(Step::Finished(degree))),
    }
}

fn other_level(draft: Draft, prompter: &mut dyn Prompter) -> Result<Turn, Failure> {
    let options = Level::ALL.map(|level| {
        let choice = Choice::of(choices::level(level)).or([level.as_str()]);
        (choice, level)
    });
    let question = Question {
        text: "What kind of degree is it?",
        help: None,
        may_skip: true,
    };
    match one_of(prompter, &question, options.into())? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => {
            prompter.say("Left out: without its level it cannot count.")?;
            draft.then(Asked::Degree(Step::Pick))
        }
        Answer::Given(level) => draft.then(Asked::Degree(Step::Field(level))),
    }
}

fn other_field(
    level: Level,
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let degree = |field: Option<(&str, &str)>| match field {
        Some((id, name)) => Degree {
            name: format!("{}/{id}", level.as_str()),
            shown: format!("{}, {name}", choices::level(level)),
        },
        None => Degree {
            name: level.as_str().to_owned(),
            shown: choices::level(level).to_owned(),
        },
    };
    match field(known, prompter, "What is it in?")? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => draft
            .without(Passed::DegreeField)
            .then(Asked::Degree(Step::Finished(degree(None)))),
        Answer::Given((id, name)) => {
            let degree = degree(Some((&id, &name)));
            draft.then(Asked::Degree(Step::Finished(degree)))
        }
    }
}

/// Asks for a field and returns its id and name.
fn field(
    known: &Known<'_>,
    prompter: &mut dyn Prompter,
    text: &str,
) -> Result<Answer<(String, String)>, Failure> {
    let fields = known.pack.fields.iter();
    let options = fields
        .map(|field| {
            let value = (field.id.clone(), field.name.clone());
            (choices::part(field), value)
        })
        .collect();
    let question = Question {
        text,
        help: Some("Take the nearest field, or a wider one it belongs to."),
        may_skip: true,
    };
    Ok(one_of(prompter, &question, options)?)
}

fn finished(degree: &Degree, draft: Draft, prompter: &mut dyn Prompter) -> Result<Turn, Failure> {
    let text = format!("{}: have you finished it?", degree.shown);
    let question = Question {
        text: &text,
        help: None,
        may_skip: false,
    };
    match prompter.yes_no(&question)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Given(true) => draft
            .with(&fact(degree, None))
            .then(Asked::Degree(Step::Pick)),
        Answer::Given(false) | Answer::Skipped => {
            draft.then(Asked::Degree(Step::Expected(degree.clone())))
        }
    }
}

fn expected(
    degree: &Degree,
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let question = Question {
        text: "When do you expect to finish it?",
        help: Some(DATE_HELP),
        may_skip: true,
    };
    let read = |text: &str| answers::date_to_come(text, known.as_of);
    let next = Asked::Degree(Step::Pick);
    match prompter.text(&question, &|text| read(text).map(|_| ()))? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => {
            prompter.say("Left out: without a date it cannot be planned with.")?;
            draft.then(next)
        }
        Answer::Given(text) => match read(&text) {
            Ok(date) => draft.with(&fact(degree, Some(date))).then(next),
            Err(why) => Err(Failure::usage(why)),
        },
    }
}

fn fact(degree: &Degree, date: Option<careerpath::units::PartialDate>) -> Fact {
    Fact::Degree(OrNone::One(Named {
        name: degree.name.clone(),
        date,
    }))
}

/// Asks for the field of a degree that was named by its level alone.
pub(super) fn missing_field(
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let mut draft = draft;
    let is_vague = |said: &DegreeFields| level_alone(said, known).is_some();
    let place = draft
        .said
        .degrees
        .iter()
        .flatten()
        .position(|stated| is_vague(&stated.said));
    let degrees = draft.said.degrees.as_mut();
    let vague = place
        .and_then(|place| degrees?.get_mut(place))
        .and_then(|stated| Some((level_alone(&stated.said, known)?, stated)));
    let Some((level, stated)) = vague else {
        return draft.without(Passed::DegreeField).then(Asked::Decisive);
    };
    let text = format!("{}: what is it in?", choices::level(level));
    match field(known, prompter, &text)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => draft.without(Passed::DegreeField).then(Asked::Decisive),
        Answer::Given((id, _)) => {
            stated.said.id = Some(format!("{}/{id}", level.as_str()));
            stated.said.level = None;
            draft.then(Asked::Decisive)
        }
    }
}

/// Returns the level of a degree of which nothing else was said.
fn level_alone(said: &DegreeFields, known: &Known<'_>) -> Option<Level> {
    match (&said.id, &said.level, &said.field) {
        (Some(id), None, None) if known.names.degree(id).is_err() => level(id),
        (None, Some(word), None) => level(word),
        _ => None,
    }
}
