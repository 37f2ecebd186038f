//! The packs that come with the program: sound, tidy, and held by their cases.

use std::fs;
use std::path::Path;

use crate::program::{outcome, program};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const SHIPPED: &str = "rules/us-healthcare-it";
const EXAMPLES: [&str; 3] = [
    "rules/examples/epic-hospital",
    "rules/examples/state-licences",
    "rules/examples/teacher-to-data-analyst",
];

/// Runs a tool in the project's folder; returns what it wrote.
fn tool(arguments: &str) -> String {
    let mut command = program(arguments);
    command
        .current_dir(ROOT)
        .env("CAREERPATH_AS_OF", "2026-11-22");
    let outcome = outcome(&mut command);
    assert_eq!(
        outcome.code,
        Some(0),
        "{arguments}: {}{}",
        outcome.stdout,
        outcome.stderr
    );
    outcome.stdout
}

#[test]
fn no_pack_has_a_warning_and_each_is_laid_out_as_one() {
    for pack in EXAMPLES.iter().chain([&SHIPPED]) {
        assert_eq!(tool(&format!("rules check {pack}")), "");
        tool(&format!("rules fmt --check {pack}"));
    }
}

#[test]
fn the_cases_of_the_shipped_pack_hold_and_decide_every_route_and_recommendation() {
    let told = tool(&format!("rules test {SHIPPED} --min-coverage 100"));
    let count = told
        .split(' ')
        .next()
        .and_then(|count| count.parse::<u32>().ok());
    assert!(count.is_some_and(|count| count >= 150), "{told}");
}

#[test]
fn the_cases_of_the_examples_hold() {
    for pack in EXAMPLES {
        tool(&format!("rules test {pack} --min-coverage 100"));
    }
}

#[test]
fn the_readme_counts_the_sources_as_the_program_does() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).expect("README");
    let table = tool("rules show --confidence");
    assert!(readme.contains(&table), "the README should have:\n{table}");
}

#[test]
fn a_pack_is_shown_as_tables() {
    let told = tool(&format!("rules show {}", EXAMPLES[2]));
    for row in [
        "| degrees | ",
        "| occupation | title | level |",
        "| qualification | name | kind | route |",
        "| recommendation | points | toward |",
        "| guidance | says |",
    ] {
        assert!(told.contains(row), "{row}: {told}");
    }
    let columns = |line: &str| line.matches('|').count();
    for table in told.split("\n\n").filter(|table| table.starts_with('|')) {
        let head = table.lines().next().map(columns);
        assert!(
            table.lines().all(|line| Some(columns(line)) == head),
            "{table}"
        );
    }
}
