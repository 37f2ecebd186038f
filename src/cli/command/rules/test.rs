//! `careerpath rules test`: the cases of a pack, and which of its rules they decide.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use careerpath::advice::Advice;
use careerpath::diagnostic::{Code, Diagnostic, Place};
use careerpath::json::quote;
use careerpath::pack::Pack;
use careerpath::pack::cases::coverage::{Coverage, CoverageKind};
use careerpath::pack::cases::{self, Case, CaseOptions, Outcome, Vocabulary};
use careerpath::profile::check::check;
use careerpath::profile::raw::Profile as Said;
use careerpath::profile::resolve::Names;
use careerpath::render::json_v1::headed::headed;
use careerpath::render::{json_v1, schema};
use careerpath::units::{AsOf, Date};
use serde::Serialize;
use serde_json::Value;

use crate::cli::Shell;
use crate::cli::args::global::Format;
use crate::cli::args::rules::RulesTest;
use crate::cli::exit::Failure;
use crate::cli::files;
use crate::cli::load::{PackSource, parsed};
use crate::cli::report::Report;
use crate::cli::talk::tamed;

/// Runs the cases of a pack.
pub(super) fn test(options: &RulesTest, shell: &Shell) -> Result<(), Failure> {
    let format = shell
        .settings
        .format_among("rules test", &[Format::Text, Format::Json])?;
    let paths = match options.path.path.as_slice() {
        [] => shell.settings.rules.value.clone(),
        paths => paths.to_vec(),
    };
    if paths.is_empty() {
        let help = concat!(
            "name the pack's folder: careerpath rules test rules/",
            env!("SHIPPED_PACK")
        );
        return Err(Failure::usage_with_help(
            "the built-in pack has no cases with it",
            help,
        ));
    }
    let source = PackSource::read(shell, &paths)?;
    let pack = source.check()?;
    let names = Names::of(&pack);
    let cases = read_cases(&paths, options.filter.as_deref(), shell)?;
    if cases.is_empty() {
        return Err(Failure::usage_with_help(
            "there is no case to run",
            "cases are the *.json files in the folder `cases` of a pack",
        ));
    }
    let outcomes = outcomes(&cases, &pack, &names);
    let failed = outcomes
        .iter()
        .filter(|outcome| !outcome.mismatches.is_empty())
        .count();
    let wants_coverage = options.coverage || options.min_coverage.is_some();
    let coverage = wants_coverage.then(|| {
        let mut coverage = covered(&cases, &pack, &names);
        let own = source.own_rules();
        coverage.keep_own(&|id| own.contains(id));
        coverage
    });
    let text = match format {
        Format::Json => {
            #[derive(Serialize)]
            struct Found {
                cases: Value,
                #[serde(skip_serializing_if = "Option::is_none")]
                coverage: Option<Value>,
            }
            let found = Found {
                cases: cases::json(&outcomes),
                coverage: coverage.as_ref().map(Coverage::json),
            };
            let as_of = shell.settings.as_of.value.0;
            headed("careerpath/cases/1", &pack, as_of, &found)
        }
        _ => {
            let coverage = coverage
                .as_ref()
                .map_or_else(String::new, |coverage| coverage.text());
            tamed(&format!("{}{coverage}", cases::text(&outcomes)))
        }
    };
    shell.deliver(&text)?;
    let least = [CoverageKind::Route, CoverageKind::Recommendation];
    if let (Some(wanted), Some(coverage)) = (options.min_coverage, &coverage) {
        let percent = coverage.percent(&least);
        if percent < usize::from(wanted) {
            return Err(Failure::CasesFailed {
                say: format!(
                    "routes and recommendations are covered to {percent} %, and {wanted} % are asked for"
                ),
            });
        }
    }
    if failed > 0 {
        return Err(Failure::CasesFailed {
            say: format!("{failed} of {} cases fail", outcomes.len()),
        });
    }
    Ok(())
}

/// Returns what became of each case, in their order; every core of the machine runs a part.
fn outcomes(cases: &[Case], pack: &Pack, names: &Names<'_>) -> Vec<Outcome> {
    let advise = |profile: &Said, as_of: Date, options: &CaseOptions| {
        let render = |answer: Result<&Advice<'_>, &[Diagnostic]>| match answer {
            Ok(advice) => json_v1::advice_line(advice),
            Err(found) => json_v1::errors(found),
        };
        cases::answer(profile, as_of, options, pack, names, &render)
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let part = cases.len().div_ceil(cores).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> = (cases.chunks(part))
            .map(|part| scope.spawn(|| cases::run(part, &advise)))
            .collect();
        let outcomes = parts.into_iter().map(|part| match part.join() {
            Ok(outcomes) => outcomes,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        outcomes.flatten().collect()
    })
}

fn covered(cases: &[Case], pack: &Pack, names: &Names) -> Coverage {
    let mut coverage = Coverage::of(pack);
    for case in cases {
        let as_of = AsOf(case.as_of);
        if let Ok(profile) = check(&case.profile, pack, names, as_of, &Clone::clone) {
            coverage.note(&careerpath::advise::evaluate::Situation::of(
                &profile, pack, case.as_of,
            ));
        }
    }
    coverage
}

/// Says which cases have the name of an earlier one.
fn named_twice(cases: &[Case]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
    let mut found = Vec::new();
    for case in cases {
        match first.get(case.name.as_str()) {
            None => {
                first.insert(&case.name, &case.at);
            }
            Some(earlier) => {
                let message = format!("two cases have the name {}", quote(&case.name));
                let line = earlier
                    .line
                    .map_or(String::new(), |line| format!(":{line}"));
                let help = format!(
                    "the other is at {}{line}; say what each claims",
                    earlier.file
                );
                let at = case.at.clone();
                found.push(Diagnostic::error(Code::CaseValue, at, message).with_help(help));
            }
        }
    }
    found
}

fn read_cases(
    paths: &[PathBuf],
    filter: Option<&str>,
    shell: &Shell,
) -> Result<Vec<Case>, Failure> {
    let schemas: Vec<Value> = schema::all()
        .iter()
        .filter_map(|(_, text)| serde_json::from_str(text).ok())
        .collect();
    let vocabulary = Vocabulary::of_schemas(&schemas);
    let (mut cases, mut found, mut documents) = (Vec::new(), Vec::new(), Vec::new());
    for path in paths {
        let folder = path.join("cases");
        if !folder.is_dir() {
            continue;
        }
        for file in files::json_files(&folder)? {
            let document = parsed(&shell.files.read(&file)?)?;
            cases.extend(cases::read(&document, &vocabulary, &mut found));
            documents.push(document);
        }
    }
    found.extend(named_twice(&cases));
    if !found.is_empty() {
        return Err(Failure::Invalid(Box::new(Report::new(found, &documents))));
    }
    if let Some(filter) = filter {
        cases.retain(|case| case.name.contains(filter) || case.at.file.contains(filter));
    }
    Ok(cases)
}
