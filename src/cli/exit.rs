//! How the program ends: one kind of failure for all commands, one exit code for each kind.

use super::report::Report;
use careerpath::json::plain;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// The exit codes. They are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Success; also help, version, and a reader that closed the pipe.
    Success = 0,
    /// Something could not be read or written, or the cases of a pack do not hold.
    Failure = 1,
    /// Wrong usage, or an answer is missing and nobody can be asked.
    Usage = 2,
    /// A pack or profile was refused.
    Invalid = 3,
    /// The target asked for has no plan; what blocks it was printed.
    NoPlan = 4,
    /// Interrupted.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command did not simply succeed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Help or version was printed in place of a command.
    #[error("served")]
    Served,
    /// The reader of the output has gone: nothing to say.
    #[error("the reader closed the pipe")]
    ClosedPipe,
    /// The system refused to read or write.
    #[error("cannot {doing}: {}", in_lower_case(.source))]
    Io {
        /// What was tried, as in "cannot …".
        doing: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file stands where one would be written.
    #[error("{file} exists")]
    Exists {
        /// The file, quoted.
        file: String,
    },
    /// There is no command, and nobody to interview.
    #[error("there is no command, and no terminal to ask on")]
    NoCommand(Box<clap::builder::StyledStr>),
    /// clap refused the arguments.
    #[error("{0}")]
    Arguments(Box<clap::Error>),
    /// The request is wrong.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// The way out.
        help: Option<String>,
    },
    /// A pack or profile is refused.
    #[error("the input is refused")]
    Invalid(Box<Report>),
    /// The target has no plan.
    #[error("the target has no plan")]
    NoPlan,
    /// A pack's cases do not hold, or are too few.
    #[error("{say}")]
    CasesFailed {
        /// What failed.
        say: String,
    },
    /// Files are not in their normal form.
    #[error("not in their normal form: {count}")]
    Untidy {
        /// How many.
        count: usize,
    },
    /// The user or the system wants the program to end.
    #[error("cancelled")]
    Interrupted,
}

impl Failure {
    /// Returns a wrong request with no way out to name.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            help: None,
        }
    }

    /// Returns a wrong request and the way out.
    pub(crate) fn usage_with_help(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            help: Some(help.into()),
        }
    }

    /// Returns the failure to do something to a file, as in `io("read", path, error)`.
    pub(crate) fn io(verb: &str, path: &Path, source: io::Error) -> Self {
        let doing = format!("{verb} {}", quoted(path));
        Self::Io { doing, source }
    }

    /// Returns the failure to write to a stream; a closed pipe is none.
    pub(crate) fn stream(doing: &str, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        Self::Io {
            doing: doing.to_owned(),
            source,
        }
    }

    /// Returns the exit code. This is the only place that knows which failure has which.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Served | Self::ClosedPipe => Exit::Success,
            Self::Io { .. }
            | Self::Exists { .. }
            | Self::CasesFailed { .. }
            | Self::Untidy { .. } => Exit::Failure,
            Self::NoCommand(_) | Self::Arguments(_) | Self::Usage { .. } => Exit::Usage,
            Self::Invalid(_) => Exit::Invalid,
            Self::NoPlan => Exit::NoPlan,
            Self::Interrupted => Exit::Interrupted,
        }
    }

    /// Returns the way out, where one can be named.
    pub(crate) fn help(&self) -> Option<String> {
        match self {
            Self::Usage { help, .. } => help.clone(),
            Self::NoCommand(_) => Some("see `careerpath --help`".to_owned()),
            Self::Exists { .. } => Some("give `--force` to overwrite it".to_owned()),
            Self::Served
            | Self::ClosedPipe
            | Self::Io { .. }
            | Self::Arguments(_)
            | Self::Invalid(_)
            | Self::NoPlan
            | Self::CasesFailed { .. }
            | Self::Interrupted => None,
            Self::Untidy { .. } => Some("`careerpath rules fmt` writes them so".to_owned()),
        }
    }

    /// Returns the stable name the failure has in JSON.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NoCommand(_) | Self::Arguments(_) | Self::Usage { .. } => "usage",
            Self::Io { .. } => "io",
            Self::Exists { .. } => "exists",
            Self::NoPlan => "no-plan",
            Self::CasesFailed { .. } => "cases-failed",
            Self::Untidy { .. } => "untidy",
            Self::Interrupted => "interrupted",
            Self::Invalid(_) => "invalid",
            Self::Served | Self::ClosedPipe => "success",
        }
    }
}

/// Returns a path in backticks, fit for a message.
pub(crate) fn quoted(path: &Path) -> String {
    format!("`{}`", plain(&path.to_string_lossy()))
}

/// Returns what the system said without its number, as part of a sentence.
fn in_lower_case(error: &io::Error) -> String {
    let said = error.to_string();
    let said = said
        .split_once(" (os error ")
        .map_or(said.as_str(), |(said, _)| said);
    let mut characters = said.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => "unknown reason".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_becomes_part_of_a_sentence() {
        let error = io::Error::from_raw_os_error(2);
        let failure = Failure::io("read", Path::new("a\u{1b}[31mb"), error);
        assert_eq!(
            failure.to_string(),
            "cannot read `ab`: no such file or directory"
        );
        assert_eq!(failure.exit(), Exit::Failure);
    }

    #[test]
    fn a_closed_pipe_is_success() {
        let error = io::Error::from(io::ErrorKind::BrokenPipe);
        assert_eq!(Failure::stream("write", error).exit(), Exit::Success);
    }
}
