//! `careerpath rules`: the tools of those who write packs.

mod tables;
mod test;

use std::path::{Path, PathBuf};

use careerpath::diagnostic::{Code, Diagnostic, Severity};
use careerpath::json::{Document, nearest, plain, quote};
use careerpath::pack::check::canonical;
use careerpath::pack::{diff, format, lint, raw, read, shipped, stale, starter};
use careerpath::profile::raw::Profile as Said;
use careerpath::render::json_v1::headed::headed;
use careerpath::render::{json_v1, schema};
use serde::Serialize;
use serde_json::{Value, json};

use crate::cli::Shell;
use crate::cli::args::global::Format;
use crate::cli::args::rules::{
    Document as SchemaName, RulesCommand, RulesDiff, RulesFmt, RulesNew, RulesPath, RulesShow,
};
use crate::cli::exit::{Failure, quoted};
use crate::cli::files;
use crate::cli::load::{PackSource, parsed};
use crate::cli::report::Report;
use crate::cli::talk::tamed;

/// Runs one of the tools.
pub(crate) fn run(command: &RulesCommand, shell: &Shell) -> Result<(), Failure> {
    match command {
        RulesCommand::Check(options) => check(options, shell),
        RulesCommand::Lint(options) => explain_lint(&options.code, shell),
        RulesCommand::Test(options) => test::test(options, shell),
        RulesCommand::Diff(options) => compare(options, shell),
        RulesCommand::Stale(options) => due(options, shell),
        RulesCommand::Show(options) => show(options, shell),
        RulesCommand::Schema(options) => print_schema(options.document, shell),
        RulesCommand::New(options) => begin(options, shell),
        RulesCommand::Fmt(options) => tidy(options, shell),
    }
}

/// Reads the pack a tool works on: the paths given, or the one in use.
fn source(options: &RulesPath, shell: &Shell) -> Result<PackSource, Failure> {
    match options.path.as_slice() {
        [] => PackSource::read(shell, &shell.settings.rules.value),
        paths => PackSource::read(shell, paths),
    }
}

fn check(options: &RulesPath, shell: &Shell) -> Result<(), Failure> {
    let can = [Format::Text, Format::Json, Format::Github];
    let format = shell.settings.format_among("rules check", &can)?;
    let checked = source(options, shell).and_then(|source| {
        let pack = source.check()?;
        Ok((source, pack))
    });
    if let (Err(Failure::Invalid(report)), Format::Github) = (&checked, format) {
        let errors: String = report.diagnostics().iter().map(annotation).collect();
        shell.deliver(&errors)?;
    }
    let (source, pack) = checked?;
    let as_of = shell.settings.as_of.value.0;
    let locate = |file: usize, pointer: &str| source.locate(file, pointer);
    let found = lint::lint(&source.files, &pack, as_of, &locate);
    let count = found.len();
    let text = match format {
        Format::Json => json_v1::errors(&found),
        Format::Github => found.iter().map(annotation).collect(),
        _ if found.is_empty() => String::new(),
        _ => Report::new(found, source.documents()).to_text(),
    };
    shell.deliver(&text)?;
    let id = &pack.id;
    shell.talk.note(&match count {
        0 => format!("{id} {} has no error and no warning", pack.version),
        1 => format!("{id} {} has no error and one warning", pack.version),
        count => format!("{id} {} has no error and {count} warnings", pack.version),
    });
    Ok(())
}

/// A diagnostic as a workflow command that annotates the line.
fn annotation(diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    // The forge reads these characters as its own syntax.
    let escaped = |text: &str| {
        text.replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let property = |text: &str| escaped(text).replace(':', "%3A").replace(',', "%2C");
    let at = &diagnostic.at;
    let line = at
        .line
        .map_or(String::new(), |line| format!(",line={line}"));
    let column = at
        .column
        .map_or(String::new(), |column| format!(",col={column}"));
    let help = diagnostic
        .help
        .as_deref()
        .map_or(String::new(), |help| format!(" ({help})"));
    format!(
        "::{level} file={}{line}{column},title={}::{}{}\n",
        property(&at.file),
        diagnostic.code,
        escaped(&diagnostic.message),
        escaped(&help)
    )
}

fn explain_lint(code: &str, shell: &Shell) -> Result<(), Failure> {
    shell.settings.format_among("rules lint", &[Format::Text])?;
    let explained = || Code::ALL.iter().filter_map(|code| lint::explain(*code));
    let Some(found) = explained().find(|each| each.code.as_str() == code) else {
        let near = nearest(code, explained().map(|each| each.code.as_str()));
        let all: Vec<&str> = explained().map(|each| each.code.as_str()).collect();
        let help = near.map_or_else(
            || format!("the lints are {}", all.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(Failure::usage_with_help(
            format!("there is no lint {}", quote(code)),
            help,
        ));
    };
    shell.deliver(&format!(
        "{}\n\nWhat: {}\nWhy: {}\nMend: {}\n\nExample:\n{}\n",
        found.code, found.what, found.why, found.mend, found.example
    ))
}

fn compare(options: &RulesDiff, shell: &Shell) -> Result<(), Failure> {
    let format = shell
        .settings
        .format_among("rules diff", &[Format::Text, Format::Json])?;
    let old = PackSource::read(shell, std::slice::from_ref(&options.old))?;
    let new = match &options.new {
        Some(path) => PackSource::read(shell, std::slice::from_ref(path))?,
        None => PackSource::read(shell, &shell.settings.rules.value)?,
    };
    let (old_pack, new_pack) = (old.check()?, new.check()?);
    let changes = diff::diff(&canonical(&old.files), &canonical(&new.files));
    let mut profiles: Vec<(String, Said)> = Vec::new();
    for path in &options.profiles {
        for path in files::with_cases(path)? {
            let document = parsed(&shell.files.read(&path)?)?;
            let mut found = Vec::new();
            let said = Said::read(&document, &mut found);
            if !found.is_empty() {
                return Err(Failure::Invalid(Box::new(Report::new(found, [&document]))));
            }
            profiles.push((path.display().to_string(), said));
        }
    }
    let as_of = shell.settings.as_of.value;
    let advice = diff::advice::changes(&profiles, &old_pack, &new_pack, as_of);
    shell.deliver(&match format {
        Format::Json => {
            #[derive(Serialize)]
            struct Changes {
                changes: Value,
                advice: Value,
            }
            let found = Changes {
                changes: diff::json(&changes),
                advice: diff::advice::json(&advice),
            };
            headed("careerpath/diff/1", &new_pack, as_of.0, &found)
        }
        _ if profiles.is_empty() => tamed(&diff::text(&changes)),
        _ => tamed(&format!(
            "{}\n{}",
            diff::text(&changes),
            diff::advice::text(&advice)
        )),
    })
}

fn due(options: &RulesPath, shell: &Shell) -> Result<(), Failure> {
    let format = shell
        .settings
        .format_among("rules stale", &[Format::Text, Format::Json])?;
    let pack = source(options, shell)?.check()?;
    let as_of = shell.settings.as_of.value.0;
    let due = stale::due(&pack, as_of);
    shell.deliver(&match format {
        Format::Json => {
            let found = json!({ "sources": stale::json(&due) });
            headed("careerpath/stale/1", &pack, as_of, &found)
        }
        _ => tamed(&stale::text(&due)),
    })
}

fn show(options: &RulesShow, shell: &Shell) -> Result<(), Failure> {
    let format = shell
        .settings
        .format_among("rules show", &[Format::Text, Format::Json])?;
    let source = source(&options.path, shell)?;
    let pack = source.check()?;
    let counts = || stale::confidence_table(&stale::confidence_counts(&pack));
    let text = match (format, options.confidence) {
        (Format::Json, true) => {
            let found = json!({ "confidence": stale::confidence_json(&pack) });
            let as_of = shell.settings.as_of.value.0;
            headed("careerpath/confidence/1", &pack, as_of, &found)
        }
        (Format::Json, false) => format::format(&canonical(&source.files)).map_err(unwritable)?,
        (_, true) => counts(),
        (_, false) => {
            let records = tables::records(&pack);
            format!("{}\n{}{records}", tables::counts(&pack), counts())
        }
    };
    shell.deliver(&text)
}

fn print_schema(name: SchemaName, shell: &Shell) -> Result<(), Failure> {
    let wanted = name.to_string();
    let found = schema::all().into_iter().find(|(name, _)| *name == wanted);
    match found {
        Some((_, text)) => shell.deliver(&text),
        None => Err(Failure::usage(format!(
            "there is no schema {}",
            quote(&wanted)
        ))),
    }
}

fn begin(options: &RulesNew, shell: &Shell) -> Result<(), Failure> {
    shell.settings.format_among("rules new", &[Format::Text])?;
    let folder = &options.folder;
    let id = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let id = crate::cli::args::value::id(&id).map_err(|problem| {
        Failure::usage_with_help(problem, "the folder's name becomes the pack's id")
    })?;
    if folder.exists() {
        return Err(Failure::usage_with_help(
            format!("{} exists", quoted(folder)),
            "name a folder that does not exist yet",
        ));
    }
    let today = shell.settings.as_of.value.0;
    let made = starter::starter(&id, options.extends.as_deref(), today).map_err(unwritable)?;
    for file in made {
        files::save(&folder.join(file.path), &file.text)?;
    }
    let other = options.extends.as_deref().filter(|id| *id != shipped::ID);
    shell.talk.hint(&match other {
        None => format!(
            "made {}; try `careerpath rules test {}`",
            quoted(folder),
            folder.display()
        ),
        Some(id) => format!(
            "made {}; name the pack {} before it: `careerpath rules test PATH {}`",
            quoted(folder),
            quote(id),
            folder.display()
        ),
    });
    Ok(())
}

fn tidy(options: &RulesFmt, shell: &Shell) -> Result<(), Failure> {
    shell.settings.format_among("rules fmt", &[Format::Text])?;
    let mut untidy = Vec::new();
    for path in &options.path {
        for path in files::with_cases(path)? {
            let input = shell.files.read(&path)?;
            let document = parsed(&input)?;
            let tidy = formatted(&document)?;
            if tidy.as_bytes() != input.bytes {
                untidy.push(path.clone());
                if !options.check {
                    files::replace(&path, &tidy)?;
                }
            }
        }
    }
    let list: String = untidy
        .iter()
        .map(|path: &PathBuf| format!("{}\n", display(path)))
        .collect();
    shell.deliver(&list)?;
    if options.check && !untidy.is_empty() {
        return Err(Failure::Untidy {
            count: untidy.len(),
        });
    }
    Ok(())
}

fn formatted(document: &Document) -> Result<String, Failure> {
    let first = document.value.as_array().and_then(|cases| cases.first());
    if first.unwrap_or(&document.value).get("expect").is_some() {
        return format::format_cases(&document.text).map_err(unwritable);
    }
    let mut found = Vec::new();
    let raw: raw::Document = read::read(document, &mut found);
    if !found.is_empty() {
        return Err(Failure::Invalid(Box::new(Report::new(found, [document]))));
    }
    format::format(&raw).map_err(unwritable)
}

fn display(path: &Path) -> String {
    plain(&path.to_string_lossy()).into_owned()
}

fn unwritable(error: serde_json::Error) -> Failure {
    Failure::stream("write the result", error.into())
}
