//! What is around the program when it starts: variables, terminals, the size of the window.
//!
//! Read once; everything that decides by it takes it as a value.

use super::exit::Failure;
use careerpath::json::quote;
use careerpath::units::Date;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::IsTerminal;

/// Every variable the program looks at.
const VARIABLES: [&str; 13] = [
    "CAREERPATH_ACCESSIBLE",
    "CAREERPATH_AS_OF",
    "CAREERPATH_COLOR",
    "CAREERPATH_FORMAT",
    "CAREERPATH_NO_INPUT",
    "CAREERPATH_RULES",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "FORCE_COLOR",
    "NO_COLOR",
    "SOURCE_DATE_EPOCH",
    "TERM",
];

/// The narrowest text that is still wrapped.
const NARROWEST: usize = 20;

/// Variables, terminals and the window.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surroundings {
    /// The variables that are set and not empty.
    pub(crate) variables: BTreeMap<&'static str, OsString>,
    /// Whether standard input is a terminal.
    pub(crate) stdin_is_terminal: bool,
    /// Whether standard output is a terminal.
    pub(crate) stdout_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub(crate) stderr_is_terminal: bool,
    /// The rows and columns of the window, where there is one.
    pub(crate) window: Option<(u16, u16)>,
}

impl Surroundings {
    /// Reads the environment of this process. An empty variable counts as unset.
    pub(crate) fn read() -> Self {
        let stdout_is_terminal = std::io::stdout().is_terminal();
        let stderr_is_terminal = std::io::stderr().is_terminal();
        let window = if stderr_is_terminal {
            console::Term::stderr().size_checked()
        } else if stdout_is_terminal {
            console::Term::stdout().size_checked()
        } else {
            None
        };
        Self {
            variables: VARIABLES
                .into_iter()
                .filter_map(|name| Some((name, std::env::var_os(name)?)))
                .filter(|(_, value)| !value.is_empty())
                .collect(),
            stdin_is_terminal: std::io::stdin().is_terminal(),
            stdout_is_terminal,
            stderr_is_terminal,
            window,
        }
    }

    /// Returns the variable as it is, unless unset or empty.
    pub(crate) fn variable(&self, name: &str) -> Option<&OsStr> {
        self.variables.get(name).map(OsString::as_os_str)
    }

    /// Returns the variable as text.
    ///
    /// # Errors
    /// Wrong usage where it is not UTF-8.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>, Failure> {
        let Some(value) = self.variable(name) else {
            return Ok(None);
        };
        match value.to_str() {
            Some(text) => Ok(Some(text)),
            None => Err(Failure::usage(format!(
                "the variable {name} is {}, which is not UTF-8",
                quote(&value.to_string_lossy())
            ))),
        }
    }

    /// Returns whether a variable says yes: `0`, `false`, `no` and `off` say no, unset says nothing.
    pub(crate) fn switch(&self, name: &str) -> Option<bool> {
        let value = self.variable(name)?.to_string_lossy().to_lowercase();
        Some(!matches!(value.as_str(), "0" | "false" | "no" | "off"))
    }

    /// Returns whether the terminal says it can do nothing but print.
    pub(crate) fn is_dumb(&self) -> bool {
        match self.variable("TERM") {
            Some(term) => term == "dumb",
            None => !cfg!(windows),
        }
    }

    /// Returns how wide text on standard output may be; `None` off a terminal: then it is never
    /// wrapped.
    pub(crate) fn text_width(&self) -> Option<usize> {
        if !self.stdout_is_terminal {
            return None;
        }
        let said = self
            .variable("COLUMNS")
            .and_then(|columns| columns.to_str()?.parse().ok())
            .filter(|columns| *columns > 0);
        let width = said
            .or(self.window.map(|(_, columns)| usize::from(columns)))
            .unwrap_or(80);
        Some(width.max(NARROWEST))
    }
}

/// Returns today's date where the user is.
///
/// # Errors
/// Wrong usage where the clock stands outside the years 1 to 9999.
pub(crate) fn today() -> Result<Date, Failure> {
    let today = jiff::Zoned::now().date();
    Date::new(today.year(), today.month(), today.day()).ok_or_else(|| {
        let message = format!("the clock of this computer says {today}");
        Failure::usage_with_help(message, "say which day it is with `--as-of DATE`")
    })
}

/// Returns the date, in UTC, of a moment given in seconds since 1970.
pub(crate) fn date_of_seconds(seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    let date = moment.to_zoned(jiff::tz::TimeZone::UTC).date();
    Date::new(date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns surroundings with these variables and no terminal.
    fn with(variables: &[(&'static str, &str)]) -> Surroundings {
        Surroundings {
            variables: variables
                .iter()
                .map(|(name, value)| (*name, (*value).into()))
                .collect(),
            ..Surroundings::default()
        }
    }

    #[test]
    fn a_switch_is_off_only_by_the_words_for_no() {
        assert_eq!(with(&[]).switch("CAREERPATH_NO_INPUT"), None);
        for (value, is_on) in [
            ("0", false),
            ("No", false),
            ("off", false),
            ("FALSE", false),
            ("1", true),
            ("yes", true),
            ("x", true),
        ] {
            let surroundings = with(&[("CAREERPATH_NO_INPUT", value)]);
            assert_eq!(
                surroundings.switch("CAREERPATH_NO_INPUT"),
                Some(is_on),
                "{value}"
            );
        }
    }

    #[test]
    fn text_is_wrapped_only_on_a_terminal() {
        let mut surroundings = with(&[("COLUMNS", "40")]);
        assert_eq!(surroundings.text_width(), None);
        surroundings.stdout_is_terminal = true;
        assert_eq!(surroundings.text_width(), Some(40));
        surroundings.variables.clear();
        assert_eq!(surroundings.text_width(), Some(80));
        surroundings.window = Some((24, 132));
        assert_eq!(surroundings.text_width(), Some(132));
        surroundings.variables.insert("COLUMNS", "3".into());
        assert_eq!(surroundings.text_width(), Some(20));
    }

    #[test]
    fn seconds_become_the_day_in_utc() {
        assert_eq!(date_of_seconds(0), Date::new(1970, 1, 1));
        assert_eq!(date_of_seconds(1_795_305_599), Date::new(2026, 11, 21));
        assert_eq!(date_of_seconds(i64::MAX), None);
    }
}
