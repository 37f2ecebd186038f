//! Whether the two streams are coloured, decided once and pushed into every library that asks.

use super::exit::Failure;
use super::scan::Scan;
use super::surroundings::Surroundings;
use careerpath::json::quote;

/// What the user wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ColourChoice {
    /// As the variables and the terminal say.
    Auto,
    /// Also into pipes; never into a file of --output, nor into JSON.
    Always,
    /// Not at all.
    Never,
}

/// The decision, stream by stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colours {
    /// Whether the result is coloured.
    pub(crate) stdout: bool,
    /// Whether warnings, errors and prompts are.
    pub(crate) stderr: bool,
}

impl Colours {
    /// Decides: flag, then `CAREERPATH_COLOR`, then `NO_COLOR`, then `FORCE_COLOR` and
    /// `CLICOLOR_FORCE`, then `CLICOLOR`, then `TERM`, then whether the stream is a terminal.
    ///
    /// # Errors
    /// Wrong usage where `CAREERPATH_COLOR` is none of the three words. A wrong flag is left to
    /// clap to refuse.
    pub(crate) fn decide(scan: &Scan, surroundings: &Surroundings) -> Result<Self, Failure> {
        let flag = scan.color.as_deref().map(choice);
        let choice = match flag {
            Some(flag) => flag.unwrap_or(ColourChoice::Auto),
            None => match surroundings.text("CAREERPATH_COLOR")? {
                Some(text) => choice(text).ok_or_else(|| {
                    Failure::usage_with_help(
                        format!("the variable CAREERPATH_COLOR is {}", quote(text)),
                        "set it to `auto`, `always` or `never`",
                    )
                })?,
                None => ColourChoice::Auto,
            },
        };
        let decide = |is_terminal| match choice {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => by_surroundings(surroundings, is_terminal),
        };
        Ok(Self {
            stdout: decide(surroundings.stdout_is_terminal),
            stderr: decide(surroundings.stderr_is_terminal),
        })
    }

    /// Tells the libraries, which would each decide in another way.
    ///
    /// `colored` knows no streams: it colours where either stream is coloured, and `Out` and
    /// `Talk` strip what their stream is not to have.
    pub(crate) fn apply(self) {
        colored::control::set_override(self.stdout || self.stderr);
        console::set_colors_enabled(self.stdout);
        console::set_colors_enabled_stderr(self.stderr);
    }
}

fn choice(text: &str) -> Option<ColourChoice> {
    match text {
        "auto" => Some(ColourChoice::Auto),
        "always" => Some(ColourChoice::Always),
        "never" => Some(ColourChoice::Never),
        _ => None,
    }
}

fn by_surroundings(surroundings: &Surroundings, is_terminal: bool) -> bool {
    let is_forced = |name| {
        surroundings
            .variable(name)
            .is_some_and(|value| value != "0")
    };
    if surroundings.variable("NO_COLOR").is_some() {
        return false;
    }
    if is_forced("FORCE_COLOR") || is_forced("CLICOLOR_FORCE") {
        return true;
    }
    if surroundings
        .variable("CLICOLOR")
        .is_some_and(|value| value == "0")
    {
        return false;
    }
    !surroundings.is_dumb() && is_terminal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(flag: Option<&str>, variables: &[(&'static str, &str)], is_terminal: bool) -> bool {
        let scan = Scan {
            color: flag.map(str::to_owned),
            ..Scan::default()
        };
        let surroundings = Surroundings {
            variables: variables
                .iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| (*name, (*value).into()))
                .collect(),
            stdout_is_terminal: is_terminal,
            ..Surroundings::default()
        };
        Colours::decide(&scan, &surroundings)
            .expect("decides")
            .stdout
    }

    #[test]
    fn the_first_that_speaks_decides() {
        let xterm = ("TERM", "xterm");
        for (flag, variables, is_terminal, expected) in [
            (None, &[xterm][..], true, true),
            (None, &[xterm], false, false),
            (None, &[], true, cfg!(windows)),
            (None, &[("TERM", "dumb")], true, false),
            (None, &[xterm, ("CLICOLOR", "0")], true, false),
            (None, &[xterm, ("CLICOLOR", "1")], false, false),
            (None, &[("FORCE_COLOR", "1")], false, true),
            (
                None,
                &[("CLICOLOR_FORCE", "1"), ("CLICOLOR", "0")],
                false,
                true,
            ),
            (None, &[("CLICOLOR_FORCE", "0")], false, false),
            (None, &[xterm, ("FORCE_COLOR", "0")], true, true),
            (
                None,
                &[xterm, ("NO_COLOR", "1"), ("FORCE_COLOR", "1")],
                true,
                false,
            ),
            (None, &[xterm, ("NO_COLOR", "")], true, true),
            (
                None,
                &[("CAREERPATH_COLOR", "always"), ("NO_COLOR", "1")],
                false,
                true,
            ),
            (
                None,
                &[("CAREERPATH_COLOR", "auto"), xterm, ("NO_COLOR", "1")],
                true,
                false,
            ),
            (
                Some("never"),
                &[("CAREERPATH_COLOR", "always")],
                true,
                false,
            ),
            (
                Some("always"),
                &[("NO_COLOR", "1"), ("TERM", "dumb")],
                false,
                true,
            ),
            (Some("auto"), &[xterm, ("NO_COLOR", "1")], true, false),
            (
                Some("purple"),
                &[("CAREERPATH_COLOR", "blue"), xterm],
                true,
                true,
            ),
        ] {
            assert_eq!(
                decide(flag, variables, is_terminal),
                expected,
                "{flag:?} {variables:?}"
            );
        }
    }

    #[test]
    fn a_wrong_variable_is_named() {
        let surroundings = Surroundings {
            variables: [("CAREERPATH_COLOR", "blue".into())].into(),
            ..Surroundings::default()
        };
        let failure = Colours::decide(&Scan::default(), &surroundings).expect_err("wrong");
        assert_eq!(
            failure.to_string(),
            "the variable CAREERPATH_COLOR is `blue`"
        );
    }
}
