//! Licences, certifications, certificates and courses, one at a time: active, lapsed or under way.

use super::answers::{self, DATE_HELP, PAST_DATE_HELP};
use super::choices;
use super::draft::{Draft, Known, Section, Step as Asked, Turn, one_of};
use crate::cli::args::profile::Fact;
use crate::cli::args::value::{self, Named, NamedBy, OrNone};
use crate::cli::exit::Failure;
use crate::cli::prompt::{Answer, Choice, Prompter, Question};
use careerpath::pack::QualificationKind;
use careerpath::profile::raw::NONE;
use careerpath::units::{AsOf, PartialDate};

/// A question about credentials.
#[derive(Clone, Debug)]
pub(in crate::cli) enum Step {
    /// Which one.
    Pick,
    /// Whether it is active, lapsed or under way.
    State(Credential),
    /// Until when it is active, since when it has lapsed, or when it is expected.
    Date(Credential, State),
}

/// A credential on its way into the profile.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Credential {
    id: String,
    shown: String,
    /// Whether it ends one day unless it is renewed, as far as the rules know.
    may_lapse: bool,
}

/// How it stands with a credential.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) enum State {
    /// It is held.
    Active,
    /// It was held.
    Lapsed,
    /// It is not held yet.
    UnderWay,
}

#[derive(Clone)]
enum Pick {
    Enough,
    This(Credential),
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
        Step::State(credential) => state(credential, draft, prompter),
        Step::Date(credential, state) => date(credential, *state, known, draft, prompter),
    }
}

fn pick(known: &Known<'_>, draft: Draft, prompter: &mut dyn Prompter) -> Result<Turn, Failure> {
    let said = known.profile(&draft.said)?.credentials;
    let is_said = |place: usize| {
        let mut said = said.iter().flatten();
        said.any(|held| held.credential.position() == place)
    };
    let mut credentials: Vec<_> = known
        .pack
        .qualifications
        .iter()
        .enumerate()
        .filter(|(place, each)| !each.kind.is_degree() && !is_said(*place))
        .map(|(_, each)| (choices::name(each), each))
        .collect();
    // Courses last: what one is known by stands where it is seen.
    credentials.sort_by_key(|(shown, each)| {
        let is_course = each.kind == QualificationKind::Course;
        (is_course, shown.to_lowercase())
    });
    let enough = match said {
        None => Choice::of("None: I hold none").or([NONE]),
        Some(_) => Choice::of("Done: there are no more").or(["done"]),
    };
    let mut options = vec![(enough, Pick::Enough)];
    options.extend(credentials.into_iter().map(|(shown, each)| {
        let credential = Credential {
            id: each.id.clone(),
            shown,
            may_lapse: each.valid.is_some() || each.renewal.is_some(),
        };
        (choices::qualification(each), Pick::This(credential))
    }));
    let question = if said.is_none() {
        Question {
            text: "Which licences, certifications and certificates do you hold, or work on?",
            help: Some("Choose one at a time, lapsed ones too; none if you have none."),
            may_skip: true,
        }
    } else {
        Question {
            text: "Do you have one more licence, certification or certificate?",
            help: Some("Choose done if that was all."),
            may_skip: false,
        }
    };
    let next = known.from(Section::Decisive);
    match one_of(prompter, &question, options)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => draft.then(next),
        Answer::Given(Pick::Enough) if said.is_none() => {
            draft.with(&Fact::Holds(OrNone::None)).then(next)
        }
        Answer::Given(Pick::Enough) => draft.then(next),
        Answer::Given(Pick::This(credential)) => {
            draft.then(Asked::Credential(Step::State(credential)))
        }
    }
}

fn state(
    credential: &Credential,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let mut options = vec![(Choice::of("I hold it").or(["active"]), State::Active)];
    if credential.may_lapse {
        let lapsed = Choice::of("I held it, and it has lapsed").or(["lapsed"]);
        options.push((lapsed, State::Lapsed));
    }
    let under_way = Choice::of("I am working on it").or(["under way"]);
    options.push((under_way, State::UnderWay));
    let text = format!("{}: how does it stand?", credential.shown);
    let question = Question {
        text: &text,
        help: None,
        may_skip: false,
    };
    match one_of(prompter, &question, options)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Given(State::Active) if !credential.may_lapse => draft
            .with(&held(credential, None))
            .then(Asked::Credential(Step::Pick)),
        Answer::Given(state) => {
            draft.then(Asked::Credential(Step::Date(credential.clone(), state)))
        }
        Answer::Skipped => draft.then(Asked::Credential(Step::Pick)),
    }
}

fn date(
    credential: &Credential,
    state: State,
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let help = match state {
        State::Active => format!(
            "{DATE_HELP} Enter alone if you do not know, or if it has no end: it counts as active."
        ),
        State::Lapsed => PAST_DATE_HELP.to_owned(),
        State::UnderWay => DATE_HELP.to_owned(),
    };
    let question = Question {
        text: match state {
            State::Active => "Until when is it active?",
            State::Lapsed => "When did it lapse?",
            State::UnderWay => "When do you expect to have it?",
        },
        help: Some(&help),
        may_skip: true,
    };
    let read = |text: &str| match state {
        State::Active => active_until(text, known.as_of),
        State::Lapsed => answers::date_gone_by(text, known.as_of),
        State::UnderWay => answers::date_to_come(text, known.as_of),
    };
    let next = Asked::Credential(Step::Pick);
    let answer = prompter.text(&question, &|text| read(text).map(|_| ()))?;
    match (answer, state) {
        (Answer::Back, _) => Ok(Turn::Back),
        (Answer::Skipped, State::Active) => draft.with(&held(credential, None)).then(next),
        (Answer::Skipped, State::Lapsed) => {
            prompter.say("Left out: without a date it counts as one you never held.")?;
            draft.then(next)
        }
        (Answer::Skipped, State::UnderWay) => {
            prompter.say("Left out: without a date it cannot be planned with.")?;
            draft.then(next)
        }
        (Answer::Given(text), state) => {
            let date = read(&text).map_err(Failure::usage)?;
            let fact = match state {
                State::Active | State::Lapsed => held(credential, Some(date)),
                State::UnderWay => Fact::InProgress(NamedBy {
                    name: credential.id.clone(),
                    expected: date,
                }),
            };
            draft.with(&fact).then(next)
        }
    }
}

/// Reads until when a credential is active.
fn active_until(text: &str, as_of: AsOf) -> Result<PartialDate, String> {
    answers::date_to_come(text, as_of).map_err(|why| match value::partial_date(text) {
        Ok(_) => format!("{why}; if it has lapsed, go back and say so"),
        Err(_) => why,
    })
}

fn held(credential: &Credential, date: Option<PartialDate>) -> Fact {
    Fact::Holds(OrNone::One(Named {
        name: credential.id.clone(),
        date,
    }))
}
