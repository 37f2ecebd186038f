//! What is wrong or thin in a profile or a pack: values that are collected, never thrown.
//!
//! A check returns what it could read and every diagnostic. Rendering is not done here.

use std::fmt;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The input is refused.
    Error,
    /// Worth knowing; never stops advice.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Where in the input a diagnostic points.
///
/// Line and column are 1-based; the column counts characters. Both are `None` where the input
/// has no text (a flag).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the user named it, `<stdin>`, or the flag (`--holds`).
    pub file: String,
    /// The JSON Pointer (RFC 6901) inside the input.
    pub pointer: String,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column in characters, from 1.
    pub column: Option<u32>,
}

/// One thing that is wrong or thin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of thing is wrong; stable.
    pub code: Code,
    /// Whether it stops the work.
    pub severity: Severity,
    /// Where.
    pub at: Place,
    /// What is wrong: one line, lower case, no full stop.
    pub message: String,
    /// The way out, where one can be named.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Returns an error at `at`.
    pub fn error(code: Code, at: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            at,
            message: message.into(),
            help: None,
        }
    }

    /// Returns a warning at `at`.
    pub fn warning(code: Code, at: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, at, message)
        }
    }

    /// Returns the same diagnostic with a way out.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// The stable name of a kind of diagnostic, prefixed by the layer that raises it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of its declaration.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Returns the code as it is printed.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }

            /// Returns the sentence that explains the code.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+).trim_ascii_start(),)+
                }
            }
        }
    };
}

codes! {
    /// The input is not JSON, or not JSON this program reads (encoding, depth, size).
    JsonSyntax = "json-syntax",
    /// A key stands twice in one JSON object.
    JsonDuplicateKey = "json-duplicate-key",
    /// The document does not say `careerpath/pack/1`.
    PackFormat = "pack-format",
    /// A key that the pack format does not have.
    PackUnknownKey = "pack-unknown-key",
    /// A value of the wrong type, a missing key, or a number out of range.
    PackValue = "pack-value",
    /// An id that is not kebab-case.
    PackBadId = "pack-bad-id",
    /// An id that stands for two records.
    PackDuplicateId = "pack-duplicate-id",
    /// An id that no record of the right kind has.
    PackUnknownId = "pack-unknown-id",
    /// A record, route or figure without a source.
    PackMissingSource = "pack-missing-source",
    /// A cycle in `implies`.
    PackImpliesCycle = "pack-implies-cycle",
    /// A cycle in `part_of`.
    PackPartOfCycle = "pack-part-of-cycle",
    /// A date that is none, or a period that ends before it begins.
    PackBadDate = "pack-bad-date",
    /// A requirement that is not one form, or whose form is not whole.
    PackRequirement = "pack-requirement",
    /// An `any` with fewer than two branches.
    PackShortAny = "pack-short-any",
    /// An `at_least` whose branches together are not worth enough.
    PackAtLeast = "pack-at-least",
    /// A route that requires the qualification it earns.
    PackSelfRoute = "pack-self-route",
    /// A pack with no occupation to judge.
    PackEmpty = "pack-empty",
    /// An overlay that extends a pack that is not there.
    PackExtends = "pack-extends",
    /// The document does not say `careerpath/profile/1`.
    ProfileFormat = "profile-format",
    /// A key that the profile format does not have.
    ProfileUnknownKey = "profile-unknown-key",
    /// A value of the wrong type, a missing key, or a number out of range.
    ProfileValue = "profile-value",
    /// A name that nothing in the pack has.
    ProfileUnknownName = "profile-unknown-name",
    /// A name that several records share.
    ProfileAmbiguousName = "profile-ambiguous-name",
    /// A date that is none, a period that ends before it begins, or a past that is still to come.
    ProfileBadDate = "profile-bad-date",
    /// The same thing said twice, with different words about it.
    ProfileConflict = "profile-conflict",
    /// A value of the wrong type in a case, or a key it lacks.
    CaseValue = "case-value",
    /// A key that no case, or no answer, has.
    CaseUnknownKey = "case-unknown-key",
    /// A route that asks for what nobody can get any more.
    LintUnreachableRoute = "lint-unreachable-route",
    /// An occupation that asks for what nobody can get any more.
    LintUnreachableOccupation = "lint-unreachable-occupation",
    /// A route that another route of the same qualification beats in everything.
    LintShadowedRoute = "lint-shadowed-route",
    /// A route that asks for more than another and is not known to be better in anything.
    LintImpliedRoute = "lint-implied-route",
    /// A branch of a requirement that never decides anything.
    LintIdleBranch = "lint-idle-branch",
    /// A condition that everybody meets.
    LintAlwaysMet = "lint-always-met",
    /// A condition that nobody can meet.
    LintNeverMet = "lint-never-met",
    /// A preference that only holders of retired credentials can meet.
    LintRetiredPreference = "lint-retired-preference",
    /// An occupation that no transition leads to.
    LintNothingLeadsTo = "lint-nothing-leads-to",
    /// An occupation that leads nowhere.
    LintLeadsNowhere = "lint-leads-nowhere",
    /// A name that stands for two records.
    LintNameClash = "lint-name-clash",
    /// A source that is due for rechecking.
    LintStaleSource = "lint-stale-source",
    /// A figure that rests on judgement alone, or that does not say what it counts and when.
    LintUnsourcedFigure = "lint-unsourced-figure",
    /// A section of a file that is not sorted by id.
    LintUnsortedSection = "lint-unsorted-section",
    /// A source that nothing cites.
    LintIdleSource = "lint-idle-source",
    /// A class that has one member, or that nothing asks for.
    LintIdleClass = "lint-idle-class",
    /// A statement that nothing asks for.
    LintIdleStatement = "lint-idle-statement",
    /// Words that do not fit the sentences they are put into.
    LintText = "lint-text",
    /// A period or year that is not written as one.
    LintPeriod = "lint-period",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
