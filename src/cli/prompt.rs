//! Asks the user: one question at a time, each answered, not known, or taken back.
//!
//! Three ways of asking give the same answers: [`fancy`] with lists one moves through, [`line`] in
//! plain numbered lines, [`scripted`] from a file. Nothing here knows what is asked about.

mod fancy;
mod label;
mod line;
mod pick;
mod scripted;
mod theme;

use super::exit::Failure;
use super::files::Input;
use super::settings::{Origin, Settings};
use super::surroundings::Surroundings;
use careerpath::json::quote;
use std::io;

pub(crate) use fancy::Fancy;
pub(crate) use line::Line;
pub(crate) use scripted::Scripted;

/// The smallest window lists are shown in; dialoguer panics in one of two rows.
const ROWS: u16 = 6;
const COLUMNS: u16 = 40;

/// Lists longer than this are searched or split.
const LONG: usize = 15;

/// What the user answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer<T> {
    /// This.
    Given(T),
    /// The user does not know.
    Skipped,
    /// The user wants the question before this one.
    Back,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PromptError {
    /// The user wants to leave.
    #[error("cancelled")]
    Interrupted,
    /// The terminal cannot be read or written.
    #[error("cannot ask: {0}")]
    Io(#[from] io::Error),
    /// The file of answers has no more.
    #[error("the answers end before the question {}", quote(.question))]
    Ended {
        /// What was asked.
        question: String,
    },
    /// An answer of the file is none to the question.
    #[error("answer {number}, {answer}, does not fit the question {}: {why}", quote(.question))]
    Unfit {
        /// Which answer, from 1.
        number: usize,
        /// The answer, quoted.
        answer: String,
        /// What was asked.
        question: String,
        /// What is wrong with it.
        why: String,
    },
}

impl From<PromptError> for Failure {
    fn from(error: PromptError) -> Self {
        match error {
            PromptError::Interrupted => Self::Interrupted,
            PromptError::Io(error) => Self::stream("ask", error),
            PromptError::Ended { .. } | PromptError::Unfit { .. } => Self::usage_with_help(
                error.to_string(),
                "put the answers in the order of the questions",
            ),
        }
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'q> {
    /// The question, one line.
    pub(crate) text: &'q str,
    /// What helps to answer it.
    pub(crate) help: Option<&'q str>,
    /// Whether "I do not know" is an answer.
    pub(crate) may_skip: bool,
}

/// One of the answers to choose from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice {
    /// What is shown; a name.
    pub(crate) label: String,
    /// Under what it stands in a long list.
    pub(crate) category: Option<String>,
    /// What else it is called, best known first.
    pub(crate) names: Vec<String>,
    /// What programs call it; it is found by that, but not shown.
    pub(crate) id: Option<String>,
}

impl Choice {
    /// Returns a choice that is called so.
    pub(crate) fn of(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// Returns the choice with the id it is found by.
    #[must_use]
    pub(crate) fn with_id(self, id: impl Into<String>) -> Self {
        Self {
            id: Some(id.into()),
            ..self
        }
    }

    /// Returns the choice with other names it is found by.
    #[must_use]
    pub(crate) fn or(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.names.extend(names.into_iter().map(Into::into));
        self
    }
}

/// Asks questions.
pub(crate) trait Prompter {
    /// Asks for one of `choices` and returns its position.
    fn choose(
        &mut self,
        question: &Question<'_>,
        choices: &[Choice],
    ) -> Result<Answer<usize>, PromptError>;

    /// Asks for any number of `choices`, of which `chosen` are chosen to begin with, and returns
    /// their positions, sorted. None chosen is an answer: none of these.
    fn choose_several(
        &mut self,
        question: &Question<'_>,
        choices: &[Choice],
        chosen: &[usize],
    ) -> Result<Answer<Vec<usize>>, PromptError>;

    /// Asks for a text that `check` accepts; `check` returns what is wrong with it. Where the
    /// question may be skipped, an empty text skips it.
    fn text(
        &mut self,
        question: &Question<'_>,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> Result<Answer<String>, PromptError>;

    /// Asks for yes or no.
    fn yes_no(&mut self, question: &Question<'_>) -> Result<Answer<bool>, PromptError>;

    /// Says something that is no question, on a line of its own.
    fn say(&mut self, text: &str) -> Result<(), PromptError>;
}

/// Returns what asks the user: the file of answers, lists, or plain lines.
///
/// # Errors
/// Wrong usage where an answer is needed and nobody can be asked; it names the `missing` flags.
pub(crate) fn prompter(
    settings: &Settings,
    surroundings: &Surroundings,
    answers: Option<Input>,
    missing: &[&str],
) -> Result<Box<dyn Prompter>, Failure> {
    if let Some(answers) = answers {
        return Ok(Box::new(Scripted::of(&answers, io::stderr())?));
    }
    if let Some(reason) = nobody_to_ask(settings, surroundings) {
        let help = match missing {
            [] => "run it on a terminal, or give the answers with `--answers FILE`".to_owned(),
            flags => format!("give {}", flags.join(", ")),
        };
        return Err(Failure::usage_with_help(
            format!("an answer is missing, and {reason}"),
            help,
        ));
    }
    if wants_lines(settings, surroundings) {
        Ok(Box::new(Line::new(io::stdin().lock(), io::stderr())))
    } else {
        Ok(Box::new(Fancy::new()))
    }
}

/// Returns why nobody can be asked, if so.
fn nobody_to_ask(settings: &Settings, surroundings: &Surroundings) -> Option<String> {
    if settings.no_input.value {
        return Some(match settings.no_input.origin {
            Origin::Default => "asking is off".to_owned(),
            origin => format!("{origin} says not to ask"),
        });
    }
    if !surroundings.stdin_is_terminal {
        return Some("standard input is no terminal".to_owned());
    }
    if !surroundings.stderr_is_terminal {
        return Some("standard error is no terminal".to_owned());
    }
    None
}

/// Returns whether to ask in plain lines: by wish, or because the terminal can do no more.
fn wants_lines(settings: &Settings, surroundings: &Surroundings) -> bool {
    settings.accessible.value
        || surroundings.is_dumb()
        || !surroundings.window.is_some_and(is_large_enough)
}

fn is_large_enough((rows, columns): (u16, u16)) -> bool {
    rows >= ROWS && columns >= COLUMNS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::global::GlobalOptions;
    use crate::cli::colour::Colours;
    use crate::cli::scan::Scan;

    fn terminal() -> Surroundings {
        Surroundings {
            variables: [
                ("TERM", "xterm".into()),
                ("CAREERPATH_AS_OF", "2026-11-22".into()),
            ]
            .into(),
            stdin_is_terminal: true,
            stdout_is_terminal: true,
            stderr_is_terminal: true,
            window: Some((24, 80)),
        }
    }

    fn settings(options: &GlobalOptions, surroundings: &Surroundings) -> Settings {
        let colours = Colours {
            stdout: false,
            stderr: false,
        };
        Settings::resolve(options, &Scan::default(), colours, surroundings).expect("resolves")
    }

    #[test]
    fn only_a_terminal_is_asked() {
        let none = GlobalOptions::default();
        let around = terminal();
        assert_eq!(nobody_to_ask(&settings(&none, &around), &around), None);
        let silent = GlobalOptions {
            no_input: true,
            ..GlobalOptions::default()
        };
        let reason = nobody_to_ask(&settings(&silent, &around), &around);
        assert_eq!(reason.as_deref(), Some("`--no-input` says not to ask"));
        let mut around = terminal();
        around.stderr_is_terminal = false;
        assert!(nobody_to_ask(&settings(&none, &around), &around).is_some());
        let mut around = terminal();
        around.stdin_is_terminal = false;
        let failure = prompter(
            &settings(&none, &around),
            &around,
            None,
            &["--background ID"],
        );
        let failure = failure.err().expect("refused");
        assert_eq!(
            failure.to_string(),
            "an answer is missing, and standard input is no terminal"
        );
        assert_eq!(failure.help().as_deref(), Some("give --background ID"));
    }

    #[test]
    fn a_poor_terminal_is_asked_in_lines() {
        let none = GlobalOptions::default();
        let lines = |around: &Surroundings| wants_lines(&settings(&none, around), around);
        assert!(!lines(&terminal()));
        for window in [None, Some((5, 80)), Some((24, 39)), Some((0, 0))] {
            let around = Surroundings {
                window,
                ..terminal()
            };
            assert!(lines(&around), "{window:?}");
        }
        let mut around = terminal();
        around.variables.insert("TERM", "dumb".into());
        assert!(lines(&around));
        let mut around = terminal();
        around.variables.insert("CAREERPATH_ACCESSIBLE", "1".into());
        assert!(lines(&around));
    }
}
