//! Keeps the answers as a profile, if the person wants to. Nothing is saved unasked.

use crate::cli::args::SaveOptions;
use crate::cli::exit::{Failure, quoted};
use crate::cli::files::save_private;
use crate::cli::prompt::{Answer, PromptError, Prompter, Question};
use std::path::{Path, PathBuf};

/// Refuses, before anything is asked, to overwrite a file at the end.
///
/// # Errors
/// `Failure::Exists`.
pub(super) fn refuse_early(save: &SaveOptions) -> Result<(), Failure> {
    match &save.save_profile {
        Some(path) if !save.force && path.symlink_metadata().is_ok() => {
            Err(Failure::Exists { file: quoted(path) })
        }
        Some(_) | None => Ok(()),
    }
}

/// Asks whether to save `text`, and where; returns where it was saved.
pub(super) fn offer(
    prompter: &mut dyn Prompter,
    text: &str,
) -> Result<Option<PathBuf>, PromptError> {
    loop {
        let question = Question {
            text: "Save these answers as a profile, for the next time?",
            help: Some("Nothing is saved otherwise."),
            may_skip: false,
        };
        if !is_yes(prompter.yes_no(&question)?) {
            return Ok(None);
        }
        match file(prompter, text)? {
            Answer::Given(path) => return Ok(Some(path)),
            Answer::Skipped => return Ok(None),
            Answer::Back => {}
        }
    }
}

/// Asks for a file until the profile is saved.
fn file(prompter: &mut dyn Prompter, text: &str) -> Result<Answer<PathBuf>, PromptError> {
    let question = Question {
        text: "In which file?",
        help: Some("Such as me.json. Only you will be able to read it. Enter alone: do not save."),
        may_skip: true,
    };
    let check = |name: &str| match name {
        "-" => Err("say the name of a file".to_owned()),
        name if name.contains('\0') => Err("no file can have that name".to_owned()),
        _ => Ok(()),
    };
    loop {
        let path = match prompter.text(&question, &check)? {
            Answer::Given(name) => PathBuf::from(name),
            Answer::Skipped => return Ok(Answer::Skipped),
            Answer::Back => return Ok(Answer::Back),
        };
        let saved = match save_private(&path, text, false) {
            Err(Failure::Exists { file }) => {
                let text_of_question = format!("{file} exists. Keep it, and save elsewhere?");
                let question = Question {
                    text: &text_of_question,
                    help: None,
                    may_skip: false,
                };
                if !matches!(prompter.yes_no(&question)?, Answer::Given(false)) {
                    continue;
                }
                save_private(&path, text, true)
            }
            saved => saved,
        };
        match saved {
            Ok(()) => {
                prompter.say(&said(&path))?;
                return Ok(Answer::Given(path));
            }
            Err(failure) => prompter.say(&format!("Not saved: {failure}."))?,
        }
    }
}

/// Returns the sentence that says where the profile is.
pub(super) fn said(path: &Path) -> String {
    format!(
        "Saved in {}. Next time: careerpath advise --profile {}",
        quoted(path),
        super::command_line::quoted(&path.to_string_lossy())
    )
}

fn is_yes(answer: Answer<bool>) -> bool {
    matches!(answer, Answer::Given(true))
}
