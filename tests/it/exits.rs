//! Exit codes and streams: what is where, for each code, for people and for programs.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{Outcome, outcome, program};
use crate::schema;

const TODAY: &str = "2026-11-22";

/// Returns a folder with a small pack, a profile that is fine and one that is not.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut begin = program("rules new sample --as-of");
    let begun = outcome(begin.arg(TODAY).current_dir(&folder));
    assert_eq!(begun.code, Some(0), "{}", begun.stderr);
    for (name, text) in [
        (
            "clerk.json",
            r#"{ "format": "careerpath/profile/1", "background": "office", "occupation": "office-clerk" }"#,
        ),
        (
            "wrong.json",
            r#"{ "format": "careerpath/profile/1", "background": "offce", "occupaton": "none" }"#,
        ),
    ] {
        fs::write(folder.path().join(name), text).expect("writes");
    }
    folder
}

fn run(folder: &TempDir, arguments: &str) -> Outcome {
    let mut command = program(arguments);
    command
        .env("CAREERPATH_AS_OF", TODAY)
        .env("CAREERPATH_RULES", "sample")
        .current_dir(folder);
    outcome(command.write_stdin(""))
}

/// What a stream holds.
#[derive(Clone, Copy, Debug)]
enum Holds {
    Nothing,
    /// Lines for people, with these words in them.
    Words(&'static str),
    /// One JSON document of this format.
    Document(&'static str),
    /// One line of `careerpath/error/1`, with this code.
    Error(&'static str),
}

fn assert_holds(text: &str, holds: Holds, context: &str) {
    let parsed = || serde_json::from_str::<Value>(text).expect(context);
    match holds {
        Holds::Nothing => assert_eq!(text, "", "{context}"),
        Holds::Words(words) => {
            assert!(text.contains(words), "{context}: {text}");
            assert!(
                text.ends_with('\n') && !text.starts_with('{'),
                "{context}: {text}"
            );
        }
        Holds::Document(format) => assert_eq!(parsed()["format"], format, "{context}"),
        Holds::Error(code) => {
            assert_eq!(text.lines().count(), 1, "{context}: {text}");
            assert_eq!(parsed()["format"], "careerpath/error/1", "{context}");
            schema::validate(&schema::validator("error"), &parsed(), context);
            assert_eq!(
                parsed()["diagnostics"][0]["code"],
                code,
                "{context}: {text}"
            );
        }
    }
}

#[test]
fn each_code_has_its_streams() {
    use Holds::{Document, Error, Nothing, Words};
    let advice = Document("careerpath/advice/1");
    let table: [(&str, i32, Holds, Holds, Holds, Holds); 17] = [
        // arguments, code, text: stdout, stderr; JSON: stdout, stderr
        (
            "advise --profile clerk.json",
            0,
            Words("Bookkeeper"),
            Nothing,
            advice,
            Nothing,
        ),
        (
            "explain bookkeeper",
            0,
            Words("Bookkeeper"),
            Nothing,
            Document("careerpath/explain/1"),
            Nothing,
        ),
        (
            "profile show --profile clerk.json",
            0,
            Document("careerpath/profile/1"),
            Nothing,
            Document("careerpath/profile/1"),
            Nothing,
        ),
        (
            "profile check clerk.json",
            0,
            Nothing,
            Words("the profile is fine"),
            Document("careerpath/error/1"),
            Nothing,
        ),
        (
            "rules check sample",
            0,
            Nothing,
            Words("no error"),
            Document("careerpath/error/1"),
            Nothing,
        ),
        (
            "profile check nothing.json",
            1,
            Nothing,
            Words("cannot read `nothing.json`: no such file"),
            Nothing,
            Error("io"),
        ),
        (
            "profile check sample",
            1,
            Nothing,
            Words("cannot read `sample`: it is a folder"),
            Nothing,
            Error("io"),
        ),
        (
            "list occupations -o sample/x/y",
            1,
            Nothing,
            Words("cannot write `sample/x/y`"),
            Nothing,
            Error("io"),
        ),
        (
            "advise --profile clerk.json --save-profile clerk.json",
            1,
            Nothing,
            Words("`clerk.json` exists"),
            Nothing,
            Error("exists"),
        ),
        (
            "advise --holds",
            2,
            Nothing,
            Words("--holds"),
            Nothing,
            Error("usage"),
        ),
        (
            "advise",
            2,
            Nothing,
            Words("--profile FILE"),
            Nothing,
            Error("usage"),
        ),
        (
            "advise --holds nothing --by 2027-13",
            2,
            Nothing,
            Words("2027-13"),
            Nothing,
            Error("usage"),
        ),
        (
            "profile check wrong.json",
            3,
            Nothing,
            Words("2 errors"),
            Nothing,
            Error("profile-unknown-name"),
        ),
        (
            "advise --profile wrong.json",
            3,
            Nothing,
            Words("2 errors"),
            Nothing,
            Error("profile-unknown-name"),
        ),
        (
            "advise --holds nothing",
            3,
            Nothing,
            Words("1 error"),
            Nothing,
            Error("profile-unknown-name"),
        ),
        (
            "rules check wrong.json",
            3,
            Nothing,
            Words("this is a profile"),
            Nothing,
            Error("pack-format"),
        ),
        (
            "advise --profile clerk.json --target finance-manager --by 2026-12",
            4,
            Words("Finance manager"),
            Nothing,
            advice,
            Nothing,
        ),
    ];
    let folder = folder();
    for (arguments, code, text_out, text_err, json_out, json_err) in table {
        let text = run(&folder, arguments);
        assert_eq!(text.code, Some(code), "{arguments}: {}", text.stderr);
        assert_holds(&text.stdout, text_out, &format!("{arguments}: stdout"));
        assert_holds(&text.stderr, text_err, &format!("{arguments}: stderr"));
        let arguments = format!("{arguments} --json");
        let json = run(&folder, &arguments);
        assert_eq!(json.code, Some(code), "{arguments}: {}", json.stderr);
        assert_holds(&json.stdout, json_out, &format!("{arguments}: stdout"));
        assert_holds(&json.stderr, json_err, &format!("{arguments}: stderr"));
    }
}

#[test]
fn cases_that_do_not_hold_are_a_failure() {
    let folder = folder();
    let case = r#"{ "name": "clerks are ready", "as_of": "2026-11-22",
        "profile": { "occupation": "office-clerk" },
        "expect": { "occupations": [{ "id": "bookkeeper", "standing": "ready" }] } }"#;
    fs::write(folder.path().join("sample/cases/wrong.json"), case).expect("writes");
    let text = run(&folder, "rules test sample");
    assert_eq!(text.code, Some(1));
    assert_holds(
        &text.stdout,
        Holds::Words("failed: clerks are ready"),
        "stdout",
    );
    assert_holds(&text.stderr, Holds::Words("1 of 2 cases fail"), "stderr");
    let json = run(&folder, "rules test sample --json");
    assert_eq!(json.code, Some(1));
    assert_holds(
        &json.stdout,
        Holds::Document("careerpath/cases/1"),
        "stdout",
    );
    assert_holds(&json.stderr, Holds::Error("cases-failed"), "stderr");
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_with_130_and_no_result() {
    use std::io::Write;
    use std::process::{Command, Stdio};

    for (signal, format) in [("INT", "text"), ("INT", "json"), ("TERM", "text")] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_careerpath"))
            .args(["advise", "--profile", "-", "--format", format])
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        // More than a pipe holds: once it is written the program reads, and waits for more.
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(&vec![b' '; 1 << 20]).expect("is read");
        let kill = Command::new("kill")
            .args([format!("-{signal}"), child.id().to_string()])
            .status();
        assert!(kill.expect("runs").success());
        let output = child.wait_with_output().expect("it ends");
        drop(stdin);
        assert_eq!(output.status.code(), Some(130), "{signal} {format}");
        assert_eq!(output.stdout, b"", "{signal} {format}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said, "cancelled\n", "{signal} {format}");
    }
}

#[test]
fn the_readme_has_the_codes_of_the_program() {
    let read = |path: &str| {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
    };
    let source = read("src/cli/exit.rs");
    let (_, codes) = source
        .split_once("pub(crate) enum Exit {")
        .expect("the enum");
    let (codes, _) = codes.split_once('}').expect("its end");
    let mut expected = Vec::new();
    let mut words = String::new();
    for line in codes.lines().map(str::trim) {
        if let Some(doc) = line.strip_prefix("/// ") {
            words = doc.trim_end_matches('.').to_lowercase();
        } else if let Some((_, code)) = line.split_once(" = ") {
            expected.push(format!("| {} | {words} |", code.trim_end_matches(',')));
        }
    }
    assert_eq!(expected.len(), 6);
    let readme = read("README.md");
    let (_, section) = readme.split_once("## Exit codes\n").expect("the section");
    let rows: Vec<&str> = (section
        .lines()
        .skip_while(|line| !line.starts_with("| ---")))
    .skip(1)
    .take_while(|line| line.starts_with('|'))
    .collect();
    assert_eq!(rows, expected);
}

#[test]
fn an_answer_does_not_take_the_place_of_a_profile() {
    let folder = folder();
    let clerk = fs::read(folder.path().join("clerk.json")).expect("there");
    let rules = fs::read(folder.path().join("sample/pack.json")).expect("there");
    for (arguments, words) in [
        (
            "advise --profile clerk.json --output ./clerk.json",
            "this was read from",
        ),
        (
            "explain office-clerk --profile clerk.json --output clerk.json",
            "this was read from",
        ),
        (
            "list backgrounds --output sample/pack.json",
            "this was read from",
        ),
        (
            "rules check sample --output sample/pack.json",
            "this was read from",
        ),
        (
            "advise --profile clerk.json --save-profile sample/pack.json --force",
            "the rules were read from",
        ),
        (
            "profile new --save-profile sample/pack.json --force",
            "the rules were read from",
        ),
        (
            "advise --profile clerk.json --save-profile new.json --output new.json",
            "name the same file",
        ),
    ] {
        let refused = run(&folder, arguments);
        assert_eq!(refused.code, Some(2), "{arguments}: {}", refused.stderr);
        assert_holds(&refused.stderr, Holds::Words(words), arguments);
    }
    let kept = fs::read(folder.path().join("sample/pack.json")).expect("there");
    assert_eq!(kept, rules);
    assert_eq!(
        fs::read(folder.path().join("clerk.json")).expect("there"),
        clerk
    );
    assert!(!folder.path().join("new.json").exists());
    let streamed = run(&folder, "advise --profile clerk.json --save-profile -");
    assert_eq!(streamed.code, Some(2), "{}", streamed.stderr);
    assert!(!folder.path().join("-").exists());
}

#[test]
fn an_answer_to_a_supposition_says_so() {
    let folder = folder();
    for command in ["explain office-clerk", "compare office-clerk bookkeeper"] {
        let plain = run(&folder, &format!("{command} --profile clerk.json"));
        assert!(!plain.stdout.contains("Supposed:"), "{}", plain.stdout);
        let with = format!("{command} --profile clerk.json --what-if degree=none");
        let supposed = run(&folder, &with);
        let words = "Supposed: `degree=none`. All that follows holds for the changed profile.";
        assert!(
            supposed.stdout.contains(words),
            "{with}: {}",
            supposed.stdout
        );
        let document = run(&folder, &format!("{with} --json")).stdout;
        let document: Value = serde_json::from_str(&document).expect("it is JSON");
        assert_eq!(
            document["supposed"],
            serde_json::json!(["degree=none"]),
            "{with}"
        );
    }
}

#[test]
fn documents_about_a_pack_name_themselves_first() {
    let folder = folder();
    for (arguments, format) in [
        ("rules diff sample sample --json", "careerpath/diff/1"),
        ("rules test sample --json", "careerpath/cases/1"),
        ("rules stale sample --json", "careerpath/stale/1"),
        ("list occupations --json", "careerpath/list/1"),
        ("show bookkeeper --json", "careerpath/record/1"),
        (
            "rules show sample --confidence --json",
            "careerpath/confidence/1",
        ),
    ] {
        let answer = run(&folder, arguments);
        let first = format!("{{\n  \"format\": \"{format}\",\n  \"program\": {{");
        assert!(answer.stdout.starts_with(&first), "{}", answer.stdout);
        let document: Value = serde_json::from_str(&answer.stdout).expect(arguments);
        assert_eq!(document["pack"]["id"], "sample", "{arguments}");
        assert_eq!(document["as_of"], TODAY, "{arguments}");
        assert!(document["warnings"].is_array(), "{arguments}");
    }
}

#[test]
fn a_pack_that_is_begun_is_tidy() {
    let folder = folder();
    let tidy = run(&folder, "rules fmt --check sample");
    assert_eq!(tidy.code, Some(0), "{}{}", tidy.stdout, tidy.stderr);
    let again = run(&folder, "rules new sample");
    assert_eq!(again.code, Some(2), "{}", again.stderr);
    assert_holds(
        &again.stderr,
        Holds::Words("name a folder that does not exist yet"),
        "rules new",
    );
    let onto = run(&folder, "rules new overlay --extends sample");
    let path = "`careerpath rules test PATH overlay`";
    assert!(onto.stderr.contains(path), "{}", onto.stderr);
    let tested = run(&folder, "rules test sample overlay");
    assert_eq!(tested.code, Some(0), "{}", tested.stderr);
}

#[test]
fn a_folder_without_rules_is_not_tidy() {
    let folder = folder();
    fs::create_dir(folder.path().join("empty")).expect("makes");
    let refused = run(&folder, "rules fmt --check empty");
    assert_eq!(refused.code, Some(2), "{}", refused.stderr);
    assert!(refused.stderr.contains("has no *.json file"));
}

#[test]
fn a_profile_is_shown_as_it_is_supposed() {
    let folder = folder();
    let with = "--profile clerk.json --what-if degree=none";
    let shown = run(&folder, &format!("profile show {with}"));
    let shown: Value = serde_json::from_str(&shown.stdout).expect("JSON");
    assert_eq!(shown["degrees"], serde_json::json!([]));
    let refused = run(&folder, &format!("profile new {with}"));
    assert_eq!(refused.code, Some(2), "{}", refused.stderr);
}

#[test]
fn a_pack_with_an_id_that_is_none_is_refused() {
    let folder = folder();
    let file = folder.path().join("sample/pack.json");
    let text = fs::read_to_string(&file).expect("there");
    let bad = text.replacen("\"id\": \"sample\"", "\"id\": \"A b!\"", 1);
    assert_ne!(bad, text);
    fs::write(&file, bad).expect("writes");
    let refused = run(&folder, "rules check sample");
    assert_eq!(refused.code, Some(3), "{}", refused.stderr);
    assert!(
        refused.stderr.contains("error[pack-bad-id]: the id `A b!`"),
        "{}",
        refused.stderr
    );
    // What fails the job is annotated.
    let annotated = run(&folder, "rules check sample --format github");
    assert_eq!(annotated.code, Some(3), "{}", annotated.stderr);
    let start = "::error file=sample/pack.json,line=";
    assert!(annotated.stdout.starts_with(start), "{}", annotated.stdout);
}
