//! Options, variables and defaults, made one: who spoke first is remembered for messages.

use super::args::global::{Format, GlobalOptions};
use super::colour::Colours;
use super::exit::Failure;
use super::scan::Scan;
use super::surroundings::{self, Surroundings};
use careerpath::json::{nearest, quote};
use careerpath::units::{AsOf, Date};
use clap::ValueEnum;
use std::fmt;
use std::path::PathBuf;

/// Who set an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A flag, such as `--format`.
    Flag(&'static str),
    /// A variable, such as `CAREERPATH_FORMAT`.
    Variable(&'static str),
    /// Nobody.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(formatter, "`{flag}`"),
            Self::Variable(name) => write!(formatter, "the variable {name}"),
            Self::Default => formatter.write_str("the default"),
        }
    }
}

/// A value and who set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layered<T> {
    /// The value that counts.
    pub(crate) value: T,
    /// Who set it.
    pub(crate) origin: Origin,
}

impl<T> Layered<T> {
    fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}

/// The options of one run.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The packs to apply, in order; none: the built-in one.
    pub(crate) rules: Layered<Vec<PathBuf>>,
    /// The day that counts as today.
    pub(crate) as_of: Layered<AsOf>,
    /// The form of the result, where one was asked for.
    format: Layered<Option<Format>>,
    /// Whether nobody may be asked.
    pub(crate) no_input: Layered<bool>,
    /// Whether questions are asked in plain lines.
    pub(crate) accessible: Layered<bool>,
    /// Where the answers come from, if not from a person.
    pub(crate) answers: Option<PathBuf>,
    /// Where the result goes, if not to standard output.
    pub(crate) output: Option<PathBuf>,
    /// Which streams are coloured.
    pub(crate) colours: Colours,
    /// How wide the text may be; `None` where it is not wrapped.
    pub(crate) width: Option<usize>,
}

impl Settings {
    /// Resolves flag, variable and default, in this order.
    ///
    /// The clock is read only where nothing says which day it is.
    ///
    /// # Errors
    /// Wrong usage, naming the variable whose value is none.
    pub(crate) fn resolve(
        options: &GlobalOptions,
        scan: &Scan,
        colours: Colours,
        surroundings: &Surroundings,
    ) -> Result<Self, Failure> {
        let is_file = options
            .output
            .as_ref()
            .is_some_and(|path| path.as_os_str() != "-");
        Ok(Self {
            rules: rules(scan, surroundings),
            as_of: as_of(options, surroundings)?,
            format: format(options, surroundings)?,
            no_input: switch(
                options.no_input,
                "--no-input",
                "CAREERPATH_NO_INPUT",
                surroundings,
            ),
            accessible: switch(
                options.accessible,
                "--accessible",
                "CAREERPATH_ACCESSIBLE",
                surroundings,
            ),
            answers: options.answers.clone(),
            output: options.output.clone(),
            colours,
            width: if is_file {
                None
            } else {
                surroundings.text_width()
            },
        })
    }

    /// Returns the form of the result: the one asked for, or the first of those the command can
    /// write.
    ///
    /// # Errors
    /// Wrong usage where the command cannot write the form asked for.
    pub(crate) fn format_among(&self, command: &str, can: &[Format]) -> Result<Format, Failure> {
        let Some(format) = self.format.value else {
            return Ok(can.first().copied().unwrap_or(Format::Text));
        };
        if can.contains(&format) {
            return Ok(format);
        }
        let names: Vec<_> = can.iter().map(Format::to_string).collect();
        Err(Failure::usage_with_help(
            format!(
                "`{command}` has no form `{format}`, which {} asks for",
                self.format.origin
            ),
            format!("it can be {}", names.join(", ")),
        ))
    }
}

fn rules(scan: &Scan, surroundings: &Surroundings) -> Layered<Vec<PathBuf>> {
    if !scan.rules.is_empty() {
        return Layered::new(scan.rules.clone(), Origin::Flag("--rules"));
    }
    match surroundings.variable("CAREERPATH_RULES") {
        Some(paths) => Layered::new(
            std::env::split_paths(paths)
                .filter(|path| !path.as_os_str().is_empty())
                .collect(),
            Origin::Variable("CAREERPATH_RULES"),
        ),
        None => Layered::new(Vec::new(), Origin::Default),
    }
}

/// The last year that may count as today: the plans that begin then still end on dates that exist.
const LAST_YEAR: i16 = 9000;

fn as_of(options: &GlobalOptions, surroundings: &Surroundings) -> Result<Layered<AsOf>, Failure> {
    let stated = stated_as_of(options, surroundings)?;
    if stated.value.0.year() > LAST_YEAR {
        let message = format!("{} is too late to count as today", stated.value.0);
        let help = format!("say a day up to the end of the year {LAST_YEAR}");
        return Err(Failure::usage_with_help(message, help));
    }
    Ok(stated)
}

fn stated_as_of(
    options: &GlobalOptions,
    surroundings: &Surroundings,
) -> Result<Layered<AsOf>, Failure> {
    if let Some(date) = options.as_of {
        return Ok(Layered::new(AsOf(date), Origin::Flag("--as-of")));
    }
    if let Some(text) = surroundings.text("CAREERPATH_AS_OF")? {
        let name = "CAREERPATH_AS_OF";
        let date = text
            .parse::<Date>()
            .map_err(|_| wrong_variable(name, text, "set it to a day, as YYYY-MM-DD"))?;
        return Ok(Layered::new(AsOf(date), Origin::Variable(name)));
    }
    if let Some(text) = surroundings.text("SOURCE_DATE_EPOCH")? {
        let name = "SOURCE_DATE_EPOCH";
        let date = text
            .parse()
            .ok()
            .and_then(surroundings::date_of_seconds)
            .ok_or_else(|| wrong_variable(name, text, "set it to seconds since 1970"))?;
        return Ok(Layered::new(AsOf(date), Origin::Variable(name)));
    }
    Ok(Layered::new(AsOf(surroundings::today()?), Origin::Default))
}

fn format(
    options: &GlobalOptions,
    surroundings: &Surroundings,
) -> Result<Layered<Option<Format>>, Failure> {
    if options.json {
        return Ok(Layered::new(Some(Format::Json), Origin::Flag("--json")));
    }
    if options.format.is_some() {
        return Ok(Layered::new(options.format, Origin::Flag("--format")));
    }
    let name = "CAREERPATH_FORMAT";
    let Some(text) = surroundings.text(name)? else {
        return Ok(Layered::new(None, Origin::Default));
    };
    match Format::from_str(text, false) {
        Ok(format) => Ok(Layered::new(Some(format), Origin::Variable(name))),
        Err(_) => {
            let names: Vec<_> = Format::value_variants()
                .iter()
                .map(Format::to_string)
                .collect();
            let help = match nearest(text, names.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it can be {}", names.join(", ")),
            };
            Err(wrong_variable(name, text, &help))
        }
    }
}

fn switch(
    is_given: bool,
    flag: &'static str,
    variable: &'static str,
    surroundings: &Surroundings,
) -> Layered<bool> {
    if is_given {
        return Layered::new(true, Origin::Flag(flag));
    }
    match surroundings.switch(variable) {
        Some(value) => Layered::new(value, Origin::Variable(variable)),
        None => Layered::new(false, Origin::Default),
    }
}

fn wrong_variable(name: &str, value: &str, help: &str) -> Failure {
    let message = format!("the variable {name} is {}", quote(value));
    Failure::usage_with_help(message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(
        options: &GlobalOptions,
        variables: &[(&'static str, &str)],
    ) -> Result<Settings, Failure> {
        let surroundings = Surroundings {
            variables: variables
                .iter()
                .map(|(name, value)| (*name, (*value).into()))
                .collect(),
            ..Surroundings::default()
        };
        let colours = Colours {
            stdout: false,
            stderr: false,
        };
        Settings::resolve(options, &Scan::default(), colours, &surroundings)
    }

    #[test]
    fn a_flag_beats_a_variable_beats_the_default() {
        let day = Date::new(2026, 11, 22).expect("a day");
        let flags = GlobalOptions {
            as_of: Some(day),
            json: true,
            no_input: true,
            ..GlobalOptions::default()
        };
        let variables = [
            ("CAREERPATH_AS_OF", "2020-01-01"),
            ("CAREERPATH_FORMAT", "github"),
            ("CAREERPATH_NO_INPUT", "0"),
            ("SOURCE_DATE_EPOCH", "0"),
        ];
        let settings = resolve(&flags, &variables).expect("resolves");
        assert_eq!(
            settings.as_of,
            Layered::new(AsOf(day), Origin::Flag("--as-of"))
        );
        assert_eq!(settings.format.value, Some(Format::Json));
        assert!(settings.no_input.value);

        let none = GlobalOptions::default();
        let settings = resolve(&none, &variables).expect("resolves");
        assert_eq!(settings.as_of.value.0.to_string(), "2020-01-01");
        assert_eq!(
            settings.format,
            Layered::new(Some(Format::Github), Origin::Variable("CAREERPATH_FORMAT"))
        );
        assert!(!settings.no_input.value);

        let settings = resolve(&none, &[("SOURCE_DATE_EPOCH", "1795305599")]).expect("resolves");
        assert_eq!(settings.as_of.value.0.to_string(), "2026-11-21");
        assert_eq!(settings.format.value, None);
    }

    #[test]
    fn a_wrong_variable_is_named_with_its_value() {
        let none = GlobalOptions::default();
        for (name, value, message) in [
            (
                "CAREERPATH_AS_OF",
                "2026-11",
                "the variable CAREERPATH_AS_OF is `2026-11`",
            ),
            (
                "CAREERPATH_FORMAT",
                "jsn",
                "the variable CAREERPATH_FORMAT is `jsn`",
            ),
            (
                "SOURCE_DATE_EPOCH",
                "now",
                "the variable SOURCE_DATE_EPOCH is `now`",
            ),
            (
                "CAREERPATH_AS_OF",
                "9001-01-01",
                "9001-01-01 is too late to count as today",
            ),
        ] {
            let failure = resolve(&none, &[(name, value)]).expect_err("wrong");
            assert_eq!(failure.to_string(), message);
            assert!(failure.help().is_some());
        }
    }

    #[test]
    fn a_command_refuses_a_form_it_cannot_write() {
        let settings = resolve(
            &GlobalOptions::default(),
            &[("CAREERPATH_FORMAT", "github")],
        )
        .expect("resolves");
        let failure = settings
            .format_among("list", &[Format::Text, Format::Json])
            .expect_err("refused");
        assert_eq!(
            failure.to_string(),
            "`list` has no form `github`, which the variable CAREERPATH_FORMAT asks for"
        );
        assert_eq!(failure.help().as_deref(), Some("it can be text, json"));
        let settings = resolve(&GlobalOptions::default(), &[]).expect("resolves");
        assert_eq!(
            settings
                .format_among("list", &[Format::Text])
                .expect("fine"),
            Format::Text
        );
    }

    #[test]
    fn packs_may_come_from_a_variable() {
        let joined = std::env::join_paths(["a", "b/c"]).expect("joins");
        let joined = joined.to_str().expect("text");
        let settings =
            resolve(&GlobalOptions::default(), &[("CAREERPATH_RULES", joined)]).expect("resolves");
        assert_eq!(
            settings.rules.value,
            [PathBuf::from("a"), PathBuf::from("b/c")]
        );
        assert_eq!(
            settings.rules.origin.to_string(),
            "the variable CAREERPATH_RULES"
        );
    }
}
