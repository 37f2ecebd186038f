//! Time worked, one kind at a time; today's kinds stand first, then those that what is open asks for.

use super::answers;
use super::choices;
use super::draft::{Draft, Known, Passed, Step as Asked, Turn, one_of};
use crate::cli::args::profile::Fact;
use crate::cli::args::value::{self, Experience, OrNone};
use crate::cli::exit::Failure;
use crate::cli::prompt::{Answer, Choice, Prompter, Question};
use careerpath::json::capital;
use careerpath::pack::{KindIndex, Pack};
use careerpath::profile::raw::NONE;
use careerpath::profile::{Experience as Worked, Profile, Subject, Time};

/// A question about time worked.
#[derive(Clone, Debug)]
pub(in crate::cli) enum Step {
    /// In what.
    Pick,
    /// How long.
    Time(Work),
    /// Whether it was full-time.
    FullTime(Work, value::Time),
    /// How many hours a week it was.
    Hours(Work, value::Time),
    /// Whether it ran alongside other work, after how many hours a week.
    Alongside(Work, value::Time, Option<u32>),
}

/// Work on its way into the profile.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Work {
    id: String,
    shown: String,
    subject: Subject,
}

#[derive(Clone)]
enum Pick {
    Enough,
    This(Work),
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
        Step::Time(work) => time(work, known, draft, prompter),
        Step::FullTime(work, time) => full_time(work, *time, known, draft, prompter),
        Step::Hours(work, time) => hours(work, *time, known, draft, prompter),
        Step::Alongside(work, time, hours) => {
            alongside(work, *time, *hours, known, draft, prompter)
        }
    }
}

fn pick(known: &Known<'_>, draft: Draft, prompter: &mut dyn Prompter) -> Result<Turn, Failure> {
    let profile = known.profile(&draft.said)?;
    let is_first = profile.experience.is_none();
    let enough = if is_first {
        Choice::of("None of these").or([NONE])
    } else {
        Choice::of("Done: that was all").or(["done"])
    };
    let mut options = vec![(enough, Pick::Enough)];
    let works = works(known.pack, &profile, &draft.decisive_kinds);
    options.extend(
        works
            .into_iter()
            .map(|(choice, work)| (choice, Pick::This(work))),
    );
    let question = if is_first {
        Question {
            text: "What have you worked in?",
            help: Some(
                "Choose one at a time; your work of today stands first, then what the occupations \
                 that are still open ask for. Each hour counts once: take the nearest kind, not a \
                 wider one as well.",
            ),
            may_skip: true,
        }
    } else {
        Question {
            text: "What else have you worked in?",
            help: Some("Choose done if that was all."),
            may_skip: false,
        }
    };
    match one_of(prompter, &question, options)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => draft.without(Passed::Experience).then(Asked::Decisive),
        Answer::Given(Pick::Enough) if is_first => draft
            .with(&Fact::Experience(OrNone::None))
            .then(Asked::Decisive),
        Answer::Given(Pick::Enough) => draft.then(Asked::Decisive),
        Answer::Given(Pick::This(work)) => draft.then(Asked::Experience(Step::Time(work))),
    }
}

/// Returns what one can have worked in: today's occupation and what is done in it, then what could
/// change the advice, then the other kinds and occupations. What has bare months is left out: a
/// second number would not be told from the first.
fn works(pack: &Pack, profile: &Profile, decisive: &[KindIndex]) -> Vec<(Choice, Work)> {
    let today = profile.occupation.flatten();
    let given: Vec<KindIndex> = today
        .and_then(|index| pack.occupations.get(index.position()))
        .map_or_else(Vec::new, |occupation| occupation.gives.clone());
    let mut kinds: Vec<_> = pack
        .kinds
        .iter()
        .zip(0..)
        .map(|(kind, place)| {
            let is_given = given.iter().any(|given| kind.within.contains(&given.0));
            let rank = decisive.iter().position(|each| each.0 == place);
            let key = (!is_given, rank.unwrap_or(usize::MAX));
            let work = Work {
                id: kind.id.clone(),
                shown: capital(&kind.name),
                subject: Subject::Kind(KindIndex(place)),
            };
            (key, choices::part(kind), work)
        })
        .collect();
    kinds.sort_by(|a, b| (a.0, &a.1.label).cmp(&(b.0, &b.1.label)));
    let mut occupations: Vec<_> = pack
        .occupations
        .iter()
        .zip(0..)
        .map(|(occupation, place)| {
            let subject = Subject::Occupation(careerpath::pack::OccupationIndex(place));
            let mut choice = choices::occupation(occupation);
            choice.label = format!("Work as: {}", occupation.title);
            let choice = choice.or([&occupation.title]);
            let work = Work {
                id: occupation.id.clone(),
                shown: occupation.title.clone(),
                subject,
            };
            (choice, work)
        })
        .collect();
    occupations.sort_by(|a, b| a.0.label.cmp(&b.0.label));
    let own = occupations
        .iter()
        .position(|(_, work)| today.map(Subject::Occupation) == Some(work.subject))
        .map(|place| occupations.remove(place));
    let mut works: Vec<(Choice, Work)> = own.into_iter().collect();
    works.extend(kinds.into_iter().map(|(_, choice, work)| (choice, work)));
    works.extend(occupations);
    let bare = |subject| {
        let mut worked = profile.experience.iter().flatten();
        worked.any(|each| each.subject == subject && matches!(each.time, Time::Bare(_)))
    };
    works.retain(|(_, work)| !bare(work.subject));
    works
}

fn time(
    work: &Work,
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let text = format!("{}: how long?", work.shown);
    let question = Question {
        text: &text,
        help: Some(
            "Years and months, such as 6y, 30m or 2y6m; or from when until when, such as \
             2019-03 to 2021-01, or since 2019-03.",
        ),
        may_skip: true,
    };
    let read = |text: &str| answers::time(text, known.as_of);
    match prompter.text(&question, &|text| read(text).map(|_| ()))? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => left_out(draft, prompter),
        Answer::Given(text) => {
            let time = read(&text).map_err(Failure::usage)?;
            draft.then(Asked::Experience(Step::FullTime(work.clone(), time)))
        }
    }
}

fn left_out(draft: Draft, prompter: &mut dyn Prompter) -> Result<Turn, Failure> {
    prompter.say("Left out: without its time it cannot count.")?;
    draft.then(Asked::Experience(Step::Pick))
}

fn full_time(
    work: &Work,
    time: value::Time,
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let question = Question {
        text: "Was it full-time work?",
        help: Some("Part-time work counts by its hours."),
        may_skip: false,
    };
    match prompter.yes_no(&question)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Given(false) => draft.then(Asked::Experience(Step::Hours(work.clone(), time))),
        Answer::Given(true) | Answer::Skipped => worked(work, time, None, known, draft),
    }
}

fn hours(
    work: &Work,
    time: value::Time,
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let question = Question {
        text: "How many hours a week was it, about?",
        help: Some("A whole number, such as 20; 40 is full time."),
        may_skip: true,
    };
    match prompter.text(&question, &|text| value::hours_per_week(text).map(|_| ()))? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => left_out(draft, prompter),
        Answer::Given(text) => {
            let hours = value::hours_per_week(&text).map_err(Failure::usage)?;
            worked(work, time, Some(hours), known, draft)
        }
    }
}

/// Adds the work, unless it may have run alongside other work.
fn worked(
    work: &Work,
    time: value::Time,
    hours: Option<u32>,
    known: &Known<'_>,
    draft: Draft,
) -> Result<Turn, Failure> {
    let is_bare = matches!(time, value::Time::Months(_));
    if is_bare && !hosts(known, &draft)?.is_empty() {
        return draft.then(Asked::Experience(Step::Alongside(
            work.clone(),
            time,
            hours,
        )));
    }
    draft
        .with(&fact(work, time, hours, None))
        .then(Asked::Experience(Step::Pick))
}

/// Returns the work other work may have run alongside: the id of its kind, and its name.
fn hosts(known: &Known<'_>, draft: &Draft) -> Result<Vec<(String, String)>, Failure> {
    let profile = known.profile(&draft.said)?;
    let is_host =
        |worked: &&Worked| matches!(worked.time, Time::Bare(_)) && worked.during.is_none();
    let worked = profile.experience.iter().flatten().filter(is_host);
    let host = |worked: &Worked| {
        let occupation = match worked.subject {
            Subject::Kind(_) => None,
            Subject::Occupation(index) => known.pack.occupations.get(index.position()),
        };
        let kind = match worked.subject {
            Subject::Kind(kind) => kind,
            Subject::Occupation(_) => *occupation?.gives.first()?,
        };
        let kind = known.pack.kinds.get(kind.position())?;
        let name = occupation.map_or(&kind.name, |occupation| &occupation.title);
        Some((kind.id.clone(), capital(name)))
    };
    Ok(worked.filter_map(host).collect())
}

fn alongside(
    work: &Work,
    time: value::Time,
    hours: Option<u32>,
    known: &Known<'_>,
    draft: Draft,
    prompter: &mut dyn Prompter,
) -> Result<Turn, Failure> {
    let hosts = hosts(known, &draft)?;
    let mut options = vec![(Choice::of("No, at another time").or(["no"]), None)];
    options.extend(hosts.into_iter().map(|(kind, name)| {
        let choice = Choice::of(format!("Yes: {name}")).or([&kind, &name]);
        (choice, Some(kind))
    }));
    let text = format!(
        "{}: was it at the same time as other work you named?",
        work.shown
    );
    let question = Question {
        text: &text,
        help: Some("Time that was both counts once."),
        may_skip: false,
    };
    match one_of(prompter, &question, options)? {
        Answer::Back => Ok(Turn::Back),
        Answer::Skipped => draft.then(Asked::Experience(Step::Pick)),
        Answer::Given(during) => draft
            .with(&fact(work, time, hours, during))
            .then(Asked::Experience(Step::Pick)),
    }
}

fn fact(work: &Work, time: value::Time, hours: Option<u32>, during: Option<String>) -> Fact {
    Fact::Experience(OrNone::One(Experience {
        kind: work.id.clone(),
        time,
        hours_per_week: hours,
        during,
    }))
}
