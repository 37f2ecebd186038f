//! The options every command takes, before or after its name.

use super::value;
use crate::cli::colour::ColourChoice;
use careerpath::units::Date;
use clap::{ArgAction, Args, ValueEnum, ValueHint};
use std::fmt;
use std::path::PathBuf;

/// The options every command takes.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct GlobalOptions {
    /// Use this pack, a file or a folder, in place of the built-in one; repeatable
    ///
    /// A pack that says "extends" adds to the pack it names and overrides its records by id.
    //
    // Read through `Scan`, which sees those on both sides of the subcommand.
    #[arg(long, global = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) rules: Vec<PathBuf>,
    /// The day that counts as today
    #[arg(long, global = true, value_name = "DATE", value_parser = value::date)]
    pub(crate) as_of: Option<Date>,
    /// The form of the result
    #[arg(
        short,
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        hide_possible_values = false
    )]
    pub(crate) format: Option<Format>,
    /// The same as --format json
    #[arg(long, global = true, conflicts_with = "format")]
    pub(crate) json: bool,
    /// Write the result to this file; `-` is standard output
    #[arg(short, long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// When to use colour
    #[arg(long, global = true, value_enum, value_name = "WHEN")]
    pub(crate) color: Option<ColourChoice>,
    /// Say nothing but the result and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say how the result came about; twice says more
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(crate) verbose: u8,
    /// Never ask; fail where an answer is missing
    #[arg(long, global = true, help_heading = "Questions")]
    pub(crate) no_input: bool,
    /// Ask in plain numbered lines, for screen readers
    #[arg(long, global = true, help_heading = "Questions")]
    pub(crate) accessible: bool,
    /// Take the answers from this file: a JSON list, or one a line
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        help_heading = "Questions"
    )]
    pub(crate) answers: Option<PathBuf>,
}

impl GlobalOptions {
    /// Returns two options that exclude each other and were given all the same.
    pub(crate) fn conflict(&self) -> Option<(&'static str, &'static str)> {
        if self.json && self.format.is_some() {
            return Some(("--json", "--format <FORMAT>"));
        }
        (self.quiet && self.verbose > 0).then_some(("--quiet", "--verbose..."))
    }
}

/// The form of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, on a terminal
    Text,
    /// One JSON document
    Json,
    /// Annotations of a forge's workflow; for rules check
    Github,
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Github => "github",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_print_as_they_are_typed() {
        for format in Format::value_variants() {
            assert_eq!(Format::from_str(&format.to_string(), false), Ok(*format));
        }
    }
}
