//! Refused samples: what is wrong, beside the exact words the user reads about it.
//!
//! `tests/invalid/<kind>/<what-is-wrong>.json` (or a folder, for a pack of several files) stands
//! beside `<what-is-wrong>.txt`. With `UPDATE_INVALID=1` the texts are written anew: read them
//! before you commit them. Would a tired nurse, or a counsellor, know the way out?

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use careerpath::diagnostic::Code;

use crate::program::{Outcome, outcome, program};

const TODAY: &str = "2026-11-22";

/// Returns the folder of the samples of this kind.
fn folder(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/invalid")
        .join(kind)
}

/// Returns the samples of this kind: the path of each without its ending, and its file name.
fn samples(kind: &str) -> Vec<(PathBuf, String)> {
    let mut samples = Vec::new();
    for entry in fs::read_dir(folder(kind)).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            continue;
        }
        let name = path.file_name().expect("a name").to_string_lossy();
        samples.push((path.with_extension(""), name.into_owned()));
    }
    samples.sort();
    assert!(!samples.is_empty());
    samples
}

/// Runs `arguments` with the sample's file name in the folder of its kind.
fn checked(kind: &str, arguments: &str, sample: &str) -> Outcome {
    let mut command = program(arguments);
    let command = command
        .args([sample, "--as-of", TODAY])
        .current_dir(folder(kind));
    outcome(command.write_stdin(""))
}

/// Compares what was said with the text beside the sample, or writes it there.
fn compare(path: &Path, said: &str, wrong: &mut Vec<String>) {
    let path = path.with_extension("txt");
    if std::env::var_os("UPDATE_INVALID").is_some() {
        fs::write(&path, said).expect("writes");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if said != expected {
        let path = path.display();
        wrong.push(format!("{path}\nexpected:\n{expected}\nsaid:\n{said}"));
    }
}

/// Asserts that problems stand in the order of their places, and that the last line counts them.
fn assert_in_order(path: &Path, said: &str) {
    let place = |line: &str| {
        let (rest, column) = line.trim().strip_prefix("--> ")?.rsplit_once(':')?;
        let (file, line) = rest.rsplit_once(':')?;
        let number = |text: &str| text.parse::<u32>().expect("a number");
        Some((file.to_owned(), number(line), number(column)))
    };
    let places: Vec<_> = said.lines().filter_map(place).collect();
    assert!(places.is_sorted(), "{}: {places:?}", path.display());
    let is_one = |line: &&str| line.starts_with("error[") || line.starts_with("warning[");
    let count = said.lines().filter(is_one).count();
    let last = said.lines().last().unwrap_or_default();
    assert_eq!(
        last.split(' ').next(),
        Some(count.to_string().as_str()),
        "{}",
        path.display()
    );
}

/// Asserts that every sample of this kind is refused with the words beside it.
fn refused(kind: &str, arguments: &str) {
    let mut wrong = Vec::new();
    for (path, name) in samples(kind) {
        let outcome = checked(kind, arguments, &name);
        assert_eq!(outcome.code, Some(3), "{name}: {}", outcome.stderr);
        assert_eq!(outcome.stdout, "", "{name}");
        assert_in_order(&path, &outcome.stderr);
        compare(&path, &outcome.stderr, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn packs_are_refused_with_these_words() {
    refused("pack", "rules check");
}

#[test]
fn profiles_are_refused_with_these_words() {
    refused("profile", "profile check");
}

#[test]
fn a_profile_is_refused_alike_by_every_command_and_from_standard_input() {
    for (path, name) in samples("profile") {
        let expected = fs::read_to_string(path.with_extension("txt")).expect("a text");
        let advised = checked("profile", "advise --profile", &name);
        assert_eq!((advised.code, advised.stdout.as_str()), (Some(3), ""));
        assert_eq!(advised.stderr, expected, "{name}");
        let mut command = program("advise --profile - --as-of");
        let bytes = fs::read(folder("profile").join(&name)).expect("reads");
        let piped = outcome(command.arg(TODAY).write_stdin(bytes));
        assert_eq!((piped.code, piped.stdout.as_str()), (Some(3), ""));
        assert_eq!(piped.stderr, expected.replace(&name, "<stdin>"), "{name}");
    }
}

#[test]
fn cases_are_refused_with_these_words() {
    let pack = tempfile::tempdir().expect("a folder");
    let mut begin = program("rules new sample --as-of");
    outcome(begin.arg(TODAY).current_dir(&pack));
    let cases = pack.path().join("sample/cases");
    let mut wrong = Vec::new();
    for (path, name) in samples("case") {
        for old in fs::read_dir(&cases).expect("a folder") {
            fs::remove_file(old.expect("an entry").path()).expect("removes");
        }
        fs::copy(folder("case").join(&name), cases.join(&name)).expect("copies");
        let mut command = program("rules test sample");
        let outcome = outcome(command.current_dir(&pack));
        assert_eq!(outcome.code, Some(3), "{name}: {}", outcome.stderr);
        assert_eq!(outcome.stdout, "", "{name}");
        assert_in_order(&path, &outcome.stderr);
        compare(&path, &outcome.stderr, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn packs_are_warned_of_with_these_words() {
    let mut wrong = Vec::new();
    for (path, name) in samples("lint") {
        let outcome = checked("lint", "rules check", &name);
        assert_eq!(outcome.code, Some(0), "{name}: {}", outcome.stderr);
        assert_in_order(&path, &outcome.stdout);
        compare(&path, &outcome.stdout, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_is_raised_by_a_sample() {
    let mut raised = BTreeSet::new();
    for kind in ["pack", "profile", "case", "lint"] {
        for (path, _) in samples(kind) {
            let text = fs::read_to_string(path.with_extension("txt")).expect("a text");
            for line in text.lines() {
                let rest = line.strip_prefix("error[");
                let rest = rest.or_else(|| line.strip_prefix("warning["));
                raised.extend(rest.and_then(|rest| Some(rest.split_once(']')?.0.to_owned())));
            }
        }
    }
    let all: BTreeSet<String> = Code::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(all.len(), Code::ALL.len(), "a code stands twice");
    assert_eq!(raised, all);
}

#[test]
fn every_code_is_explained_in_the_readme() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    let readme = readme.expect("the README");
    let (_, section) = readme
        .split_once("## When an input is refused\n")
        .expect("the section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows: Vec<&str> = (section.lines())
        .filter(|line| line.starts_with("| `"))
        .collect();
    let codes = Code::ALL.iter();
    let expected: Vec<String> = codes
        .map(|code| format!("| `{code}` | {} |", code.meaning()))
        .collect();
    assert_eq!(rows, expected);
}
