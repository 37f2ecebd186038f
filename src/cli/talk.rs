//! What is said beside the result, on standard error: warnings, hints, reasoning, errors.
//!
//! Nothing here fails: where standard error is closed, nobody is there to be told.

use super::exit::{Exit, Failure};
use super::interrupt;
use super::report;
use super::scan::Scan;
use super::surroundings::Surroundings;
use anstream::{AutoStream, ColorChoice};
use careerpath::json::plain;
use colored::Colorize;
use std::io::Write;

/// How and how much is said.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Talk {
    is_coloured: bool,
    /// Whether a failure is one line of JSON.
    is_json: bool,
    is_quiet: bool,
    /// How often `-v` was given.
    verbosity: u8,
}

impl Talk {
    /// Returns how to talk, as far as a first look at the arguments tells.
    pub(crate) fn new(is_coloured: bool, scan: &Scan, surroundings: &Surroundings) -> Self {
        let variable = surroundings.text("CAREERPATH_FORMAT").ok().flatten();
        let format = scan.format.as_deref().or(variable);
        Self {
            is_coloured,
            is_json: matches!(format, Some("json")),
            is_quiet: false,
            verbosity: 0,
        }
    }

    /// Returns the same with `--quiet` and `--verbose` known.
    pub(crate) fn with_loudness(self, is_quiet: bool, verbosity: u8) -> Self {
        Self {
            is_quiet,
            verbosity,
            ..self
        }
    }

    /// Returns how often `-v` was given.
    pub(crate) fn verbosity(&self) -> u8 {
        self.verbosity
    }

    /// Says something worth knowing, unless `--quiet` or the format is JSON, whose document has
    /// its own warnings.
    pub(crate) fn note(&self, text: &str) {
        if !self.is_quiet && !self.is_json {
            self.line(&tamed(text));
        }
    }

    /// Says what the user has to do now, in any format, unless `--quiet`.
    pub(crate) fn hint(&self, text: &str) {
        if !self.is_quiet {
            self.line(&tamed(text));
        }
    }

    /// Says what failed and returns what to exit with.
    pub(crate) fn failure(&self, failure: &Failure) -> Exit {
        match failure {
            Failure::Served | Failure::ClosedPipe | Failure::NoPlan => {}
            Failure::Interrupted => interrupt::say_cancelled(),
            _ if self.is_json => self.line(report::failure_to_json(failure).trim_end()),
            Failure::Invalid(report) => self.line(report.to_text().trim_end()),
            Failure::NoCommand(help) => self.line(help.ansi().to_string().trim_end()),
            Failure::Arguments(error) => {
                self.line(error.render().ansi().to_string().trim_end());
            }
            Failure::Io { .. }
            | Failure::Exists { .. }
            | Failure::Usage { .. }
            | Failure::CasesFailed { .. }
            | Failure::Untidy { .. } => {
                self.line(&format!("{} {failure}", "error:".red().bold()));
                if let Some(help) = failure.help() {
                    self.line(&format!("{} {help}", "help:".cyan().bold()));
                }
            }
        }
        failure.exit()
    }

    /// Writes the line in one piece.
    fn line(&self, text: &str) {
        let choice = if self.is_coloured {
            ColorChoice::Always
        } else {
            ColorChoice::Never
        };
        let mut stream = AutoStream::new(std::io::stderr().lock(), choice);
        // Where standard error is closed nobody is there to be told.
        let _ = stream.write_all(format!("{text}\n").as_bytes());
        let _ = stream.flush();
    }
}

/// Returns the text without what could steer a terminal, line by line.
pub(crate) fn tamed(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(plain).collect();
    lines.join("\n")
}

/// Returns what clap said, without the decorations of a terminal: the sentence and the way out.
pub(crate) fn words_of(error: &clap::Error) -> (String, Option<String>) {
    let said = error.render().to_string();
    let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let mut message = plain(first.strip_prefix("error: ").unwrap_or(first)).into_owned();
    let mut help = None;
    for line in lines {
        if let Some(tip) = line.strip_prefix("tip: ") {
            help.get_or_insert(plain(tip).into_owned());
        } else if line.starts_with("Usage:") || line.starts_with("For more information") {
            break;
        } else {
            message.push(' ');
            message.push_str(&plain(line));
        }
    }
    (message, help)
}
