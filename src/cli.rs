//! The command line: the only code that reads files, the clock, the environment and the terminal.
//!
//! Arguments and variables become [`settings::Settings`]; a [`Shell`] hands them to a command with
//! the means to read, ask, warn and write; what it returns becomes an exit code. Everything here
//! but `surroundings`, `files`, `out`, `interrupt` and the prompts is plain functions over values.

mod args;
mod colour;
mod command;
mod exit;
mod files;
mod interrupt;
mod interview;
mod load;
mod out;
mod prompt;
mod report;
mod scan;
mod settings;
mod surroundings;
mod talk;

use clap::error::ErrorKind;
use colour::Colours;
use exit::{Exit, Failure};
use files::Files;
use out::Out;
use scan::Scan;
use settings::Settings;
use std::ffi::OsString;
use std::path::Path;
use surroundings::Surroundings;
use talk::Talk;

/// What a command works with.
#[derive(Debug)]
pub(crate) struct Shell {
    /// The options, resolved.
    pub(crate) settings: Settings,
    /// The terminals and variables around the program.
    pub(crate) surroundings: Surroundings,
    /// Reads what the user named.
    pub(crate) files: Files,
    /// Says what is no result.
    pub(crate) talk: Talk,
}

impl Shell {
    /// Returns how text is to be rendered.
    pub(crate) fn text_options(&self) -> careerpath::render::text::Options {
        careerpath::render::text::Options {
            width: self.settings.width,
            colour: self.settings.colours.stdout,
            verbose: self.talk.verbosity() > 0,
            line_mode: self.settings.accessible.value,
        }
    }

    /// Refuses to write the result over what was read.
    pub(crate) fn spare_what_was_read(&self) -> Result<(), Failure> {
        let output = self.settings.output.as_deref();
        let Some(output) = output.filter(|output| self.files.has_read(output)) else {
            return Ok(());
        };
        Err(Failure::usage_with_help(
            format!(
                "`--output` names {}, which this was read from",
                exit::quoted(output)
            ),
            "name another file for the result",
        ))
    }

    /// Opens where the result goes: standard output, or the file of `--output`.
    pub(crate) fn out(&self) -> Result<Out, Failure> {
        self.spare_what_was_read()?;
        Out::open(
            self.settings.output.as_deref(),
            self.settings.colours.stdout,
        )
    }

    /// Writes `text` as the whole result.
    pub(crate) fn deliver(&self, text: &str) -> Result<(), Failure> {
        let mut out = self.out()?;
        out.write(text)?;
        out.finish()
    }

    /// Returns what asks the user, or says which flags are missing where nobody can be asked.
    pub(crate) fn prompter(&self, missing: &[&str]) -> Result<Box<dyn prompt::Prompter>, Failure> {
        let answers = match &self.settings.answers {
            Some(path) => Some(self.files.read(path)?),
            None => None,
        };
        prompt::prompter(&self.settings, &self.surroundings, answers, missing)
    }
}

/// Runs the program and returns what to exit with; the words have been said by then.
pub(crate) fn run() -> Exit {
    interrupt::install();
    let surroundings = Surroundings::read();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let scan = Scan::of(&arguments);
    let colours = match Colours::decide(&scan, &surroundings) {
        Ok(colours) => colours,
        Err(failure) => {
            let talk = Talk::new(false, &scan, &surroundings);
            return talk.failure(&failure);
        }
    };
    colours.apply();
    let talk = Talk::new(colours.stderr, &scan, &surroundings);
    match start(&arguments, &scan, colours, surroundings, talk) {
        Ok(()) => Exit::Success,
        Err(failure) => talk.failure(&failure),
    }
}

fn start(
    arguments: &[OsString],
    scan: &Scan,
    colours: Colours,
    surroundings: Surroundings,
    talk: Talk,
) -> Result<(), Failure> {
    let arguments = match args::Arguments::read(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return Err(not_parsed(error, colours)?),
    };
    let talk = talk.with_loudness(arguments.global.quiet, arguments.global.verbose);
    let settings = Settings::resolve(&arguments.global, scan, colours, &surroundings)?;
    let shell = Shell {
        files: Files::new(surroundings.stdin_is_terminal, talk),
        settings,
        surroundings,
        talk,
    };
    command::run(arguments.command, &shell)
}

/// Writes what was asked for in place of a command (`--help`, `--version`), or returns the failure.
fn not_parsed(error: clap::Error, colours: Colours) -> Result<Failure, Failure> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let mut out = Out::open(None::<&Path>, colours.stdout)?;
            out.write(&error.render().ansi().to_string())?;
            out.finish()?;
            Ok(Failure::Served)
        }
        _ => Ok(Failure::Arguments(Box::new(error))),
    }
}
