//! What is written about the program, held against the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use careerpath::pack::{Pack, shipped};
use rexpect::session::spawn_command;

use crate::program::{outcome, program};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const AS_OF: &str = "2026-11-22";

/// Beginnings of words of the shipped pack's field, whatever its ids are.
const FIELD: [&str; 8] = [
    "nurs",
    "clinic",
    "hospital",
    "health",
    "medic",
    "pharm",
    "patient",
    "physician",
];

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).expect(path)
}

/// Returns the files below a folder of the project that end so, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(ROOT).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || character == '-' || character == '+'
}

/// Returns the ids and short names of the pack that are no plain English words.
fn names(pack: &Pack) -> BTreeSet<&str> {
    let qualifications = pack.qualifications.iter();
    let short = qualifications
        .clone()
        .filter_map(|each| each.abbreviation.as_deref());
    let others = (pack.fields.iter().map(|each| &each.id))
        .chain(pack.kinds.iter().map(|each| &each.id))
        .chain(pack.recommendations.iter().map(|each| &each.id))
        .chain(pack.guidance.iter().map(|each| &each.id))
        .chain(pack.statements.iter().map(|each| &each.id))
        .map(String::as_str)
        .filter(|id| id.contains('-'));
    (qualifications.map(|each| each.id.as_str()))
        .chain(short)
        .chain(pack.occupations.iter().map(|each| each.id.as_str()))
        .chain(pack.backgrounds.iter().map(|each| each.id.as_str()))
        .chain(others)
        // Two letters are words of English as well: `it`, `do`.
        .filter(|name| name.len() > 2)
        .collect()
}

#[test]
fn the_program_knows_nothing_of_its_packs_field() {
    let pack = shipped::pack().expect("a sound pack");
    let names = names(&pack);
    let mut found = Vec::new();
    for path in files("src", "") {
        let text = fs::read_to_string(&path).expect("text");
        for (number, line) in (1..).zip(text.lines()) {
            let words = line.split(|character| !is_of_word(character));
            for word in words.map(|word| word.trim_matches(['-', '+'])) {
                let lower = word.to_lowercase();
                if names.contains(word) || FIELD.iter().any(|stem| lower.starts_with(stem)) {
                    found.push(format!("{}:{number}: {word}", path.display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "words of the pack: {found:#?}");
}

#[test]
fn paths_in_prose_exist() {
    let tops = ["src/", "rules/", "tests/", "benches/", ".ci/"];
    let mut prose = files("rules", "README.md");
    prose.extend([
        Path::new(ROOT).join("README.md"),
        Path::new(ROOT).join("src/lib.rs"),
    ]);
    let mut count = 0;
    for file in prose {
        let text = fs::read_to_string(&file).expect("text");
        for path in text.split('`').skip(1).step_by(2) {
            let is_path = tops.iter().any(|top| path.starts_with(top))
                && !path.contains([' ', '*', '<', '…']);
            if is_path {
                assert!(
                    Path::new(ROOT).join(path).exists(),
                    "{}: {path}",
                    file.display()
                );
                count += 1;
            }
        }
    }
    assert!(count > 10, "{count}");
}

#[test]
fn the_examples_of_the_help_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = folder.path().join("me.json");
    fs::write(&profile, text("tests/profiles/nurse-bsn-six-years.json")).expect("writes");
    let mut count = 0;
    for line in text("rules/us-healthcare-it/examples.txt").lines().skip(2) {
        let (_, example) = line.split_once(": careerpath ").expect(line);
        if example.starts_with("rules") {
            continue;
        }
        let mut command = program(example);
        command
            .current_dir(folder.path())
            .env("CAREERPATH_AS_OF", AS_OF);
        let outcome = outcome(command.write_stdin(""));
        // 4: the plan of the example's target may be blocked for this profile.
        let is_fine = matches!(outcome.code, Some(0 | 4));
        assert!(is_fine, "{example}: {:?} {}", outcome.code, outcome.stderr);
        count += 1;
    }
    assert!(count > 10, "{count}");
}

/// Returns what the program writes on a terminal of 80 columns.
fn on_terminal(arguments: &str) -> String {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_careerpath"));
    command
        .args(words(arguments))
        .env_clear()
        .envs([("TERM", "xterm"), ("NO_COLOR", "1"), ("COLUMNS", "80")])
        .env("CAREERPATH_AS_OF", AS_OF);
    let mut session = spawn_command(command, Some(60_000)).expect("starts");
    session.exp_eof().expect("ends").replace("\r\n", "\n")
}

/// Splits as a shell does, as far as the README needs it: blanks, and double quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, part) in line.split('"').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Set `UPDATE_README=1` to write the samples anew, then read them.
#[test]
fn the_samples_of_the_readme_are_real() {
    let readme = text("README.md");
    let mut written = String::new();
    let mut command = String::new();
    let mut count = 0;
    for (place, block) in readme.split("```").enumerate() {
        let is_code = place % 2 == 1;
        let block = match (is_code, block.split_once('\n')) {
            (true, Some(("sh", line)))
                if line.contains("careerpath advise") || line.contains("-- advise") =>
            {
                let arguments = line.trim().split_once(" advise ").expect(line).1;
                command = format!("advise {arguments}");
                block.to_owned()
            }
            (true, Some(("text", sample))) => {
                let (shown, rest) = sample.rsplit_once("…\n").expect("a sample ends with …");
                assert!(rest.is_empty());
                let real = on_terminal(&command);
                count += 1;
                let lines = shown.lines().count();
                let real: String = real.split_inclusive('\n').take(lines).collect();
                if std::env::var_os("UPDATE_README").is_none() {
                    assert_eq!(shown, real, "{command}");
                }
                format!("text\n{real}…\n")
            }
            _ => block.to_owned(),
        };
        if place > 0 {
            written.push_str("```");
        }
        written.push_str(&block);
    }
    assert_eq!(count, 2);
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(Path::new(ROOT).join("README.md"), written).expect("writes");
    }
}
