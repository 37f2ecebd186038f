//! What has been said so far, and what is asked next.

use super::{credentials, degrees, experience, wishes};
use crate::cli::args::profile::Fact;
use crate::cli::exit::Failure;
use crate::cli::load::{self, Given};
use crate::cli::prompt::{Answer, Choice, PromptError, Prompter, Question};
use careerpath::advise::Options;
use careerpath::pack::{KindIndex, Pack};
use careerpath::profile::Profile;
use careerpath::profile::raw::Profile as Said;
use careerpath::profile::resolve::Names;
use careerpath::units::AsOf;
use std::collections::BTreeSet;

/// What an interview knows before it begins.
#[derive(Debug)]
pub(super) struct Known<'p> {
    /// The rules.
    pub(super) pack: &'p Pack,
    /// Their names.
    pub(super) names: &'p Names<'p>,
    /// The day that counts as today.
    pub(super) as_of: AsOf,
    /// How the advice is to be given.
    pub(super) options: &'p Options,
    /// What is asked of everybody and not known yet.
    pub(super) open: Vec<Section>,
}

/// What is asked of everybody, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Background,
    Occupation,
    Degrees,
    Credentials,
    /// Not a question: what else could change the advice.
    Decisive,
    Limits,
    Target,
}

/// One question.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Where the person comes from.
    Background,
    /// The same, where it is more than one.
    Backgrounds,
    /// Today's occupation.
    Occupation,
    /// A degree.
    Degree(degrees::Step),
    /// A credential.
    Credential(credentials::Step),
    /// Nothing yet: the next question is the one that decides most.
    Decisive,
    /// Time worked.
    Experience(experience::Step),
    /// The field of a degree named by its level alone.
    DegreeField,
    /// A statement, by its id.
    Statement(String),
    /// Whether to go on; so many questions are left.
    Enough(usize),
    /// Limits of a plan.
    Limits(wishes::Step),
    /// What the advice is to lead to.
    Target,
    /// Nothing more.
    End,
}

/// A question that was answered "I do not know".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Passed {
    Experience,
    DegreeField,
    Statement(String),
}

/// What has been said so far, and what is asked next.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// What has been said.
    pub(super) said: Said,
    /// What is asked next.
    pub(super) step: Step,
    /// What need not be asked again.
    pub(super) passed: BTreeSet<Passed>,
    /// How many of the questions that could change the advice were asked.
    pub(super) asked: usize,
    /// After how many of them the person last chose to go on.
    pub(super) went_on_at: usize,
    /// The kinds of experience that could change the advice, most decisive first.
    pub(super) decisive_kinds: Vec<KindIndex>,
}

/// What came of a question.
#[derive(Debug)]
pub(super) enum Turn {
    /// It was answered or skipped.
    Next(Box<Draft>),
    /// The person wants the question before it.
    Back,
}

impl Known<'_> {
    /// Checks what was said.
    pub(super) fn profile(&self, said: &Said) -> Result<Profile, Failure> {
        Given::of(said.clone(), self.as_of).check(self.pack, self.names)
    }

    /// Returns the first question of the section, or of the first after it that is not known.
    pub(super) fn from(&self, section: Section) -> Step {
        match self.open.iter().find(|open| **open >= section) {
            Some(Section::Background) => Step::Background,
            Some(Section::Occupation) => Step::Occupation,
            Some(Section::Degrees) => Step::Degree(degrees::Step::Pick),
            Some(Section::Credentials) => Step::Credential(credentials::Step::Pick),
            Some(Section::Decisive) => Step::Decisive,
            Some(Section::Limits) => Step::Limits(wishes::Step::Whether),
            Some(Section::Target) => Step::Target,
            None => Step::End,
        }
    }
}

impl Draft {
    /// Returns a draft of what is known already.
    pub(super) fn of(said: Said, step: Step) -> Self {
        Self {
            said,
            step,
            passed: BTreeSet::new(),
            asked: 0,
            went_on_at: 0,
            decisive_kinds: Vec::new(),
        }
    }

    /// Adds a fact, as a flag would.
    #[must_use]
    pub(super) fn with(mut self, fact: &Fact) -> Self {
        load::say(fact, &mut self.said);
        self
    }

    /// Notes that a question need not be asked again.
    #[must_use]
    pub(super) fn without(mut self, passed: Passed) -> Self {
        self.passed.insert(passed);
        self
    }

    /// Goes on to a question.
    pub(super) fn then(mut self, step: Step) -> Result<Turn, Failure> {
        self.step = step;
        Ok(Turn::Next(Box::new(self)))
    }
}

/// Asks for one of `options` and returns what stands behind it.
pub(super) fn one_of<T>(
    prompter: &mut dyn Prompter,
    question: &Question<'_>,
    options: Vec<(Choice, T)>,
) -> Result<Answer<T>, PromptError> {
    let (choices, mut values): (Vec<_>, Vec<_>) = options.into_iter().unzip();
    Ok(match prompter.choose(question, &choices)? {
        Answer::Given(position) if position < values.len() => {
            Answer::Given(values.swap_remove(position))
        }
        Answer::Given(_) | Answer::Skipped => Answer::Skipped,
        Answer::Back => Answer::Back,
    })
}
