//! Problems of an input, for people and for programs.
//!
//! People see `error[code]: …`, where it is, the line it is in, the way out, and the count last.
//! Programs get one line of JSON, the document `careerpath/error/1`.

mod excerpt;

use super::exit::Failure;
use super::talk;
use careerpath::diagnostic::{Diagnostic, Place, Severity};
use careerpath::json::{Document, plain, steers};
use colored::{ColoredString, Colorize};
use excerpt::Excerpt;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many problems people are shown; whoever mends these may ask again.
const SHOWN: usize = 100;

/// Problems, and the lines they are in.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// In the order they are shown.
    diagnostics: Vec<Diagnostic>,
    /// What is shown of a line, by file, line and column.
    excerpts: BTreeMap<(String, u32, u32), Excerpt>,
}

impl Report {
    /// Returns the problems in the order of the files' names, lines and columns, each with its
    /// line of these documents.
    pub(crate) fn new<'d>(
        mut diagnostics: Vec<Diagnostic>,
        documents: impl IntoIterator<Item = &'d Document>,
    ) -> Self {
        diagnostics.sort_by(|left, right| {
            let (left, right) = (&left.at, &right.at);
            left.file
                .cmp(&right.file)
                .then(in_file(left).cmp(&in_file(right)))
        });
        let mut excerpts = BTreeMap::new();
        for document in documents {
            add_excerpts(&mut excerpts, &diagnostics, &document.file, &document.text);
        }
        Self {
            diagnostics,
            excerpts,
        }
    }

    /// Returns the one problem that kept `bytes` from becoming a document.
    pub(crate) fn of_text(diagnostic: Diagnostic, bytes: &[u8]) -> Self {
        let file = diagnostic.at.file.clone();
        let diagnostics = vec![diagnostic];
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}');
        let mut excerpts = BTreeMap::new();
        add_excerpts(&mut excerpts, &diagnostics, &file, text);
        Self {
            diagnostics,
            excerpts,
        }
    }

    /// Adds the problems of another input after those of this one.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.diagnostics.append(&mut other.diagnostics);
        self.excerpts.append(&mut other.excerpts);
    }

    /// Returns the problems, in the order they are shown.
    pub(crate) fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns whether there is nothing to report.
    pub(crate) fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    fn count(&self, severity: Severity) -> usize {
        let of_severity = |diagnostic: &&Diagnostic| diagnostic.severity == severity;
        self.diagnostics.iter().filter(of_severity).count()
    }

    /// Returns the problems for people, the count last.
    ///
    /// The text has colour where `colored` is told to use it; standard error takes out what it is
    /// not to show.
    pub(crate) fn to_text(&self) -> String {
        let mut text = String::new();
        for diagnostic in self.diagnostics.iter().take(SHOWN) {
            self.write(&mut text, diagnostic);
            text.push('\n');
        }
        if let Some(more @ 1..) = self.diagnostics.len().checked_sub(SHOWN) {
            text.push_str(&format!("and {more} more\n\n"));
        }
        let some = |number: usize, one: &str| match number {
            1 => format!("1 {one}"),
            _ => format!("{number} {one}s"),
        };
        let errors = self.count(Severity::Error);
        let warnings = self.count(Severity::Warning);
        match (errors, warnings) {
            (_, 0) => text.push_str(&some(errors, "error")),
            (0, _) => text.push_str(&some(warnings, "warning")),
            _ => {
                text.push_str(&some(errors, "error"));
                text.push_str(", ");
                text.push_str(&some(warnings, "warning"));
            }
        }
        text.push('\n');
        text
    }

    fn write(&self, text: &mut String, diagnostic: &Diagnostic) {
        let at = &diagnostic.at;
        let name = format!("{}[{}]", diagnostic.severity, diagnostic.code);
        let name = of_severity(&name, diagnostic.severity).bold();
        let message = format!(": {}", plain(&diagnostic.message)).bold();
        text.push_str(&format!("{name}{message}\n"));
        let excerpt = match (at.line, at.column) {
            (Some(line), Some(column)) => self.excerpts.get(&(at.file.clone(), line, column)),
            _ => None,
        };
        let gutter = at.line.map_or(1, |line| line.to_string().len());
        if let Some(whereabouts) = whereabouts(at) {
            let arrow = format!("{:gutter$}-->", "").blue().bold();
            text.push_str(&format!("{arrow} {whereabouts}\n"));
        }
        if let (Some(excerpt), Some(line)) = (excerpt, at.line) {
            let number = format!("{line:gutter$} |").blue().bold();
            let bar = format!("{:gutter$} |", "").blue().bold();
            let mark = format!(
                "{:indent$}{}",
                "",
                "^".repeat(excerpt.length),
                indent = excerpt.indent
            );
            let mark = of_severity(&mark, diagnostic.severity).bold();
            text.push_str(&format!("{bar}\n{number} {}\n{bar} {mark}\n", excerpt.text));
        }
        if let Some(help) = &diagnostic.help {
            text.push_str(&format!("{} {}\n", "help:".cyan().bold(), plain(help)));
        }
    }

    /// Returns the problems as records for JSON.
    pub(crate) fn records(&self) -> Vec<Record<'_>> {
        self.diagnostics.iter().map(Record::of).collect()
    }
}

fn add_excerpts(
    excerpts: &mut BTreeMap<(String, u32, u32), Excerpt>,
    diagnostics: &[Diagnostic],
    file: &str,
    text: &str,
) {
    let places: BTreeSet<(u32, u32)> = diagnostics
        .iter()
        .take(SHOWN)
        .filter(|diagnostic| diagnostic.at.file == file)
        .filter_map(|diagnostic| diagnostic.at.line.zip(diagnostic.at.column))
        .collect();
    let mut lines = (1..).zip(text.split('\n'));
    let mut current = lines.next();
    for (line, column) in places {
        while current.is_some_and(|(number, _)| number < line) {
            current = lines.next();
        }
        if let Some((number, content)) = current
            && number == line
        {
            excerpts.insert(
                (file.to_owned(), line, column),
                Excerpt::of(content, column),
            );
        }
    }
}

/// Returns where in its file a place is; what has no line comes last.
fn in_file(at: &Place) -> (bool, Option<u32>, Option<u32>) {
    (at.line.is_none(), at.line, at.column)
}

fn of_severity(text: &str, severity: Severity) -> ColoredString {
    match severity {
        Severity::Error => text.red(),
        Severity::Warning => text.yellow(),
    }
}

/// Returns the place in words; `None` where nothing is known of it.
fn whereabouts(at: &Place) -> Option<String> {
    let file = plain(&at.file);
    match (at.line, at.column) {
        (Some(line), Some(column)) => Some(format!("{file}:{line}:{column}")),
        _ if at.file.is_empty() && at.pointer.is_empty() => None,
        _ if at.file.is_empty() => Some(plain(&at.pointer).into_owned()),
        _ if at.pointer.is_empty() => Some(file.into_owned()),
        _ => Some(format!("{file} at {}", plain(&at.pointer))),
    }
}

/// The document `careerpath/error/1`.
#[derive(Debug, Serialize)]
pub(crate) struct ErrorDocument<'r> {
    format: &'static str,
    /// The line of a stream of profiles, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    diagnostics: Vec<Record<'r>>,
}

impl<'r> ErrorDocument<'r> {
    /// Returns the document for these problems, which were met in this line of a stream.
    pub(crate) fn new(diagnostics: Vec<Record<'r>>, line: Option<u64>) -> Self {
        Self {
            format: "careerpath/error/1",
            line,
            diagnostics,
        }
    }

    /// Returns the document on one line, without a line break.
    pub(crate) fn to_line(&self) -> String {
        // Text and numbers cannot fail to become JSON.
        let line = serde_json::to_string(self).unwrap_or_default();
        spelled_out(&line)
    }
}

/// Returns the JSON with every character that steers a terminal spelled out; it means the same.
fn spelled_out(json: &str) -> String {
    let mut spelled = String::with_capacity(json.len());
    for character in json.chars() {
        if steers(character) {
            let units = &mut [0; 2];
            for unit in character.encode_utf16(units) {
                spelled.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            spelled.push(character);
        }
    }
    spelled
}

/// One problem in JSON. Codes are stable, messages are not.
#[derive(Debug, Serialize)]
pub(crate) struct Record<'r> {
    code: &'r str,
    severity: &'static str,
    message: String,
    help: Option<String>,
    at: Option<PlaceRecord<'r>>,
}

/// Where a problem is.
#[derive(Debug, Serialize)]
struct PlaceRecord<'r> {
    file: &'r str,
    line: Option<u32>,
    column: Option<u32>,
    pointer: &'r str,
}

impl<'r> Record<'r> {
    fn of(diagnostic: &'r Diagnostic) -> Self {
        Self {
            code: diagnostic.code.as_str(),
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            at: Some(PlaceRecord {
                file: &diagnostic.at.file,
                line: diagnostic.at.line,
                column: diagnostic.at.column,
                pointer: &diagnostic.at.pointer,
            }),
        }
    }
}

/// Returns what failed as one line of JSON.
pub(crate) fn failure_to_json(failure: &Failure) -> String {
    let records = match failure {
        Failure::Invalid(report) => report.records(),
        Failure::Arguments(error) => {
            let (message, help) = talk::words_of(error);
            vec![record_of(failure, message, help)]
        }
        _ => vec![record_of(failure, failure.to_string(), failure.help())],
    };
    ErrorDocument::new(records, None).to_line()
}

fn record_of(failure: &Failure, message: String, help: Option<String>) -> Record<'static> {
    Record {
        code: failure.code(),
        severity: "error",
        message,
        help,
        at: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use careerpath::diagnostic::Code;

    fn report(text: &str, problems: &[(&str, &str, Option<&str>)]) -> Report {
        let document = Document::parse("p.json", text.as_bytes()).expect("reads");
        let diagnostics = problems
            .iter()
            .map(|(pointer, message, help)| Diagnostic {
                help: help.map(str::to_owned),
                ..Diagnostic::error(Code::PackUnknownId, document.place(pointer), *message)
            })
            .collect();
        Report::new(diagnostics, [&document])
    }

    fn text_of(report: &Report) -> String {
        anstream::adapter::strip_str(&report.to_text()).to_string()
    }

    #[test]
    fn people_see_the_line_and_the_way_out() {
        let text = "{\n  \"a\": \"x\",\n\t\"東京\": \"asociate\"\n}";
        let mut report = report(
            text,
            &[
                (
                    "/東京",
                    "asks for `asociate`",
                    Some("did you mean `associate`?"),
                ),
                ("/a", "is \u{1b}[31mred", None),
            ],
        );
        let flag = Place {
            file: "--holds".to_owned(),
            ..Place::default()
        };
        let warning = Diagnostic::warning(Code::ProfileConflict, flag, "said twice");
        report.append(Report::new(vec![warning], []));
        insta::assert_snapshot!(text_of(&report), @r#"
        error[pack-unknown-id]: is red
         --> p.json:2:8
          |
        2 |   "a": "x",
          |        ^^^

        error[pack-unknown-id]: asks for `asociate`
         --> p.json:3:8
          |
        3 |     "東京": "asociate"
          |             ^^^^^^^^^^
        help: did you mean `associate`?

        warning[profile-conflict]: said twice
         --> --holds

        2 errors, 1 warning
        "#);
    }

    #[test]
    fn text_that_is_no_json_is_shown_too() {
        let bytes = b"\xEF\xBB\xBF{\"a\" 1, \"\xff\"}";
        let diagnostic = Document::parse("p.json", bytes).expect_err("no text");
        insta::assert_snapshot!(text_of(&Report::of_text(diagnostic, bytes)), @r#"
        error[json-syntax]: the file is not UTF-8
         --> p.json:1:10
          |
        1 | {"a" 1, "�"}
          |          ^
        help: save it with the encoding UTF-8

        1 error
        "#);
    }

    #[test]
    fn programs_get_one_line() {
        let report = report("{\"a\": 1}", &[("/a", "wrong", None)]);
        let failure = Failure::Invalid(Box::new(report));
        assert_eq!(
            failure_to_json(&failure),
            r#"{"format":"careerpath/error/1","diagnostics":[{"code":"pack-unknown-id","severity":"error","message":"wrong","help":null,"at":{"file":"p.json","line":1,"column":7,"pointer":"/a"}}]}"#
        );
        let failure = Failure::usage("a\u{9b}b\u{e0041}");
        let line = failure_to_json(&failure);
        assert!(
            line.contains(r#""message":"a\u009bb\udb40\udc41""#),
            "{line}"
        );
        let failure = Failure::usage_with_help("no\nsuch", "do");
        assert_eq!(
            failure_to_json(&failure),
            r#"{"format":"careerpath/error/1","diagnostics":[{"code":"usage","severity":"error","message":"no\nsuch","help":"do","at":null}]}"#
        );
    }
}
