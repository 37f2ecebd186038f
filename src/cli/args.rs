//! The arguments of every command, as clap reads them; nothing is resolved here.
//!
//! Options that a variable may also set have no default, so that [`super::settings`] can tell who
//! spoke.

pub(crate) mod global;
pub(crate) mod profile;
pub(crate) mod rules;
pub(crate) mod value;

use careerpath::json::plain;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};
use global::GlobalOptions;
use profile::ProfileOptions;
use rules::RulesCommand;
use std::ffi::OsString;
use std::path::PathBuf;

/// From today's occupation, degrees and credentials to a sourced plan, offline.
///
/// careerpath asks who you are, applies a pack of sourced rules, recommends a path and lists the
/// credentials you lack: in which order, at what cost and in what time they are earned.
#[derive(Debug, Parser)]
#[command(
    name = "careerpath",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    after_help = concat!(
        "Without a command, careerpath interviews you on a terminal.

",
        include_str!(concat!(env!("OUT_DIR"), "/examples-careerpath.txt")),
        "

Exit codes: 0 success, 1 cannot read or write, 2 wrong usage, 3 refused pack or profile,
\
        4 no plan for the target, 130 interrupted."
    )
)]
pub(crate) struct Arguments {
    /// The options every command takes.
    #[command(flatten)]
    pub(crate) global: GlobalOptions,
    /// What to do; without it the interview.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

impl Arguments {
    /// Reads the arguments, of which the first is the program.
    ///
    /// # Errors
    /// What clap refuses, and what it would have refused had it not stood on both sides of the
    /// command: there clap looks for no conflict.
    pub(crate) fn read(arguments: &[OsString]) -> Result<Self, clap::Error> {
        let read = Self::try_parse_from(arguments).map_err(|error| {
            let steers = |own: &OsString| own.to_str().is_some_and(|text| plain(text) != text);
            match arguments.iter().any(steers) {
                true => Self::refused_plainly(arguments, error.kind()),
                false => error,
            }
        })?;
        match read.global.conflict() {
            None => Ok(read),
            Some((one, other)) => {
                let message = format!("the argument '{one}' cannot be used with '{other}'");
                Err(Self::command().error(ErrorKind::ArgumentConflict, message))
            }
        }
    }

    /// Returns what clap refuses of arguments that it does not take, in words that repeat nothing
    /// which could steer a terminal.
    fn refused_plainly(arguments: &[OsString], kind: ErrorKind) -> clap::Error {
        let plainly = |own: &OsString| match own.to_str() {
            Some(text) => OsString::from(plain(text).into_owned()),
            None => own.clone(),
        };
        let message = "an argument has characters that cannot be shown";
        match Self::try_parse_from(arguments.iter().map(plainly)) {
            Err(error) => error,
            Ok(_) => Self::command().error(kind, message),
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Recommend a path and list the credentials you lack
    Advise(Advise),
    /// Show which requirements of a target you meet, by what, and from which source
    Explain(Explain),
    /// Set two or more targets side by side
    Compare(Compare),
    /// List what the rules know
    List(List),
    /// Show one record of the rules
    Show(Show),
    /// Make, check or show a profile
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// Check, test, compare and write rules
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page of a command, or write them all
    Man(Man),
}

/// `careerpath advise`.
#[derive(Debug, Default, Args)]
#[command(after_help = include_str!(concat!(env!("OUT_DIR"), "/examples-advise.txt")))]
pub(crate) struct Advise {
    /// Who you are.
    #[command(flatten)]
    pub(crate) profile: ProfileOptions,
    /// Where to.
    #[command(flatten)]
    pub(crate) target: TargetOptions,
    /// Whether to keep the answers.
    #[command(flatten)]
    pub(crate) save: SaveOptions,
}

/// `careerpath explain`.
#[derive(Debug, Args)]
#[command(after_help = include_str!(concat!(env!("OUT_DIR"), "/examples-explain.txt")))]
pub(crate) struct Explain {
    /// An occupation or a qualification, by id or name
    #[arg(value_name = "TARGET")]
    pub(crate) target: String,
    /// Who you are.
    #[command(flatten)]
    pub(crate) profile: ProfileOptions,
}

/// `careerpath compare`.
#[derive(Debug, Args)]
#[command(after_help = include_str!(concat!(env!("OUT_DIR"), "/examples-compare.txt")))]
pub(crate) struct Compare {
    /// Two or more occupations or qualifications, by id or name
    #[arg(value_name = "TARGET", required = true, num_args = 2..)]
    pub(crate) targets: Vec<String>,
    /// Who you are.
    #[command(flatten)]
    pub(crate) profile: ProfileOptions,
    /// What counts as the better plan
    #[arg(long, value_enum, value_name = "AIM", help_heading = "Target")]
    pub(crate) optimize: Option<Optimize>,
}

/// `careerpath list`.
#[derive(Debug, Args)]
#[command(after_help = include_str!(concat!(env!("OUT_DIR"), "/examples-list.txt")))]
pub(crate) struct List {
    /// What to list
    #[arg(value_enum, value_name = "WHAT")]
    pub(crate) section: Section,
    /// Only what has this text in its id, name or aliases
    #[arg(long, value_name = "TEXT")]
    pub(crate) search: Option<String>,
}

/// What `careerpath list` lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Section {
    /// Jobs one can hold, today's and tomorrow's
    Occupations,
    /// Certifications, licences, certificates and courses
    Credentials,
    /// Degrees
    Degrees,
    /// Fields of study, for degrees that are not listed
    Fields,
    /// Kinds of experience
    Experience,
    /// Where people come from
    Backgrounds,
}

/// `careerpath show`.
#[derive(Debug, Args)]
#[command(after_help = include_str!(concat!(env!("OUT_DIR"), "/examples-show.txt")))]
pub(crate) struct Show {
    /// An occupation, qualification, kind of experience, rule or source, by id or name
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

/// `careerpath profile`.
#[derive(Debug, Subcommand)]
pub(crate) enum ProfileCommand {
    /// Ask the questions of the interview and print the profile
    New(ProfileNew),
    /// Say what is wrong with a profile
    Check(ProfileFile),
    /// Print a profile in its normal form: names resolved, dates checked
    Show(ProfileShow),
}

/// `careerpath profile new`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  careerpath profile new --save-profile me.json")]
pub(crate) struct ProfileNew {
    /// What is known already and not asked.
    #[command(flatten)]
    pub(crate) profile: ProfileOptions,
    /// Where to keep it.
    #[command(flatten)]
    pub(crate) save: SaveOptions,
}

/// `careerpath profile check`.
#[derive(Debug, Args)]
pub(crate) struct ProfileFile {
    /// The profile; `-` is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
}

/// `careerpath profile show`.
#[derive(Debug, Args)]
#[command(after_help = include_str!(concat!(env!("OUT_DIR"), "/examples-profile-show.txt")))]
pub(crate) struct ProfileShow {
    /// Who you are.
    #[command(flatten)]
    pub(crate) profile: ProfileOptions,
}

/// `careerpath completions`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  careerpath completions bash > careerpath.bash")]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

/// `careerpath man`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  careerpath man advise | man -l -\n  careerpath man --folder man1"
)]
pub(crate) struct Man {
    /// The command; without it the program
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Vec<String>,
    /// Write every page into this folder instead
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath, conflicts_with = "command")]
    pub(crate) folder: Option<PathBuf>,
}

/// Where to.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Target")]
pub(crate) struct TargetOptions {
    /// Plan for this occupation or qualification; repeatable
    #[arg(long, value_name = "NAME")]
    pub(crate) target: Vec<String>,
    /// Earn this qualification as well; repeatable
    #[arg(long, value_name = "NAME")]
    pub(crate) with: Vec<String>,
    /// What counts as the better plan
    #[arg(long, value_enum, value_name = "AIM")]
    pub(crate) optimize: Option<Optimize>,
}

/// What counts as the better plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Optimize {
    /// The one that ends first
    #[default]
    Soonest,
    /// The one that costs least
    Cheapest,
}

/// Whether to keep the answers.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Profile")]
pub(crate) struct SaveOptions {
    /// Keep what you said as a profile, readable by you alone
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) save_profile: Option<PathBuf>,
    /// Overwrite the saved profile
    #[arg(long, requires = "save_profile")]
    pub(crate) force: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn what_is_refused_repeats_nothing_that_could_steer_a_terminal() {
        for (arguments, said) in [
            (
                ["advise", "--ba\u{1b}[31mx\u{202e}"],
                "unexpected argument '--ba",
            ),
            (
                ["advise", "--hours-per-week=x\u{1b}]0;y\u{7}"],
                "invalid value 'x",
            ),
            (["ad\u{1b}[2Jvise", "--json"], "cannot be shown"),
            (["advise", "--jso\u{7}n"], "cannot be shown"),
        ] {
            let arguments = ["careerpath"].into_iter().chain(arguments);
            let arguments: Vec<OsString> = arguments.map(OsString::from).collect();
            let error = Arguments::read(&arguments).expect_err("refused");
            let text = error.render().to_string();
            assert!(text.contains(said), "{text}");
            let mut lines = text.lines();
            assert!(lines.all(|line| plain(line) == line), "{text:?}");
        }
    }

    #[test]
    fn every_argument_explains_itself() {
        fn check(command: &clap::Command) {
            let name = command.get_name();
            assert!(command.get_about().is_some(), "{name} has no help");
            for argument in command.get_arguments() {
                assert!(
                    argument.get_help().is_some(),
                    "{name}: {argument} has no help"
                );
            }
            command.get_subcommands().for_each(check);
        }
        let mut command = Arguments::command();
        command.build();
        check(&command);
    }

    #[test]
    fn examples_parse() {
        fn check(command: &clap::Command, count: &mut usize) {
            let help = command
                .get_after_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            for line in help
                .lines()
                .filter_map(|line| line.strip_prefix("  careerpath"))
            {
                let line = line.split(['>', '|']).next().unwrap_or(line);
                let words = std::iter::once("careerpath").chain(line.split_whitespace());
                let parsed = Arguments::try_parse_from(words);
                assert!(parsed.is_ok(), "{line}: {parsed:?}");
                *count += 1;
            }
            for command in command.get_subcommands() {
                check(command, count);
            }
        }
        let mut count = 0;
        check(&Arguments::command(), &mut count);
        assert!(count > 15, "{count}");
    }

    #[test]
    fn global_options_stand_on_either_side() {
        for line in [
            "careerpath --as-of 2026-11-22 --json list degrees",
            "careerpath list degrees --as-of 2026-11-22 --json",
        ] {
            let arguments = Arguments::try_parse_from(line.split(' ')).expect("parses");
            assert!(
                arguments.global.as_of.is_some() && arguments.global.json,
                "{line}"
            );
        }
    }
}
