//! What is wrong with an input: `careerpath/error/1`.

use schemars::JsonSchema;
use serde::Serialize;

use super::list;
use crate::diagnostic::{Diagnostic, Place, Severity};

/// What is wrong with an input that was refused.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Errors<'a> {
    /// Always `careerpath/error/1`.
    format: &'static str,
    /// In a stream: which line of the input was refused, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    /// Everything that is wrong: by file and place.
    diagnostics: Vec<Fault<'a>>,
}

impl<'a> Errors<'a> {
    /// Returns the document about `diagnostics`, which keep their order.
    pub(super) fn of(line: Option<u64>, diagnostics: &'a [Diagnostic]) -> Self {
        Self {
            format: super::ERROR,
            line,
            diagnostics: list(diagnostics),
        }
    }
}

wire! {
    /// One thing that is wrong or thin.
    #[schemars(rename = "Diagnostic")]
    Fault<'a> of Diagnostic as diagnostic {
        /// Which kind of thing is wrong; stable.
        code: &'static str = diagnostic.code.as_str(),
        /// Whether it stops the work.
        #[schemars(extend("enum" = ["error", "warning"]))]
        severity: &'static str = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        /// What is wrong, in words that may change.
        message: &'a str = &diagnostic.message,
        /// The way out, where one can be named.
        help: Option<&'a str> = diagnostic.help.as_deref(),
        /// Where; null where no input is wrong, as when the arguments are.
        at: Option<At<'a>> = Some(At::from(&diagnostic.at)),
    }

    /// Where in the input something is wrong.
    #[schemars(rename = "Place")]
    At<'a> of Place as place {
        /// The file as it was named, `<stdin>`, or the option, such as `--holds`.
        file: &'a str = &place.file,
        /// The line, from 1; null where the input has no text.
        line: Option<u32> = place.line,
        /// The column in characters, from 1; null where the input has no text.
        column: Option<u32> = place.column,
        /// The JSON Pointer inside the input.
        pointer: &'a str = &place.pointer,
    }
}
