//! The interview: what is asked, that going back undoes, and that it says the same as flags.

use crate::program::{Outcome, outcome, program, run};
use std::io::Write;
use std::path::PathBuf;
use tempfile::{NamedTempFile, TempDir};

const TODAY: &str = "--as-of 2026-11-22";

/// The facts of the nurse, as flags.
const NURSE: &str = "--background clinician --occupation registered-nurse --degree bsn \
    --holds rn:2027-05 --experience bedside-nursing=6y";

/// The nurse's answers up to what could still change the advice.
const NURSE_SAYS: [&str; 13] = [
    "clinician",
    "registered nurse",
    "BSN",
    "yes",
    "done",
    "RN",
    "I hold it",
    "2027-05",
    "done",
    "bedside nursing",
    "6 years",
    "yes",
    "done",
];

/// Writes answers to a file, one a line.
fn file(answers: &[&str]) -> NamedTempFile {
    let mut file = NamedTempFile::new().expect("a file");
    for answer in answers {
        writeln!(file, "{answer}").expect("writes");
    }
    file
}

/// Runs the program with these answers.
fn answered(arguments: &str, answers: &[&str]) -> Outcome {
    let file = file(answers);
    let mut command = program(arguments);
    command
        .args(TODAY.split(' '))
        .arg("--answers")
        .arg(file.path());
    outcome(&mut command)
}

/// Returns the profile that comes of the answers: what is asked after them is not known, and
/// neither limits nor a target are set.
fn profile(answers: &[&str]) -> serde_json::Value {
    let outcome = finished("profile new", answers);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

/// Runs the program with these answers, and skips what is asked after them.
fn finished(arguments: &str, answers: &[&str]) -> Outcome {
    let mut all = answers.to_vec();
    // Statements are skipped one by one until the program asks whether it is enough.
    loop {
        let outcome = answered(arguments, &all);
        let question = outcome
            .stderr
            .lines()
            .find_map(|line| line.split_once("the answers end before the question "));
        let Some((_, question)) = question else {
            return outcome;
        };
        all.push(match question {
            _ if question.contains("Go on?") => "enough",
            _ if question.contains("Must the plan keep to") => "no limits",
            _ if question.contains("What shall the plan lead to") => "the best fit",
            _ => "?",
        });
        assert!(all.len() < 60, "{question}");
    }
}

/// Returns what these flags say, as a profile.
fn by_flags(flags: &str) -> serde_json::Value {
    let outcome = run(&format!("profile show {TODAY} {flags}"));
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

#[test]
fn answers_say_the_same_as_flags() {
    assert_eq!(profile(&NURSE_SAYS), by_flags(NURSE));
}

#[test]
fn by_answers_flags_file_and_stdin_the_advice_is_the_same_to_the_byte() {
    let answers = finished("advise --json", &NURSE_SAYS);
    assert_eq!(answers.code, Some(0), "{}", answers.stderr);
    let flags = run(&format!("advise --json {TODAY} {NURSE}"));
    assert_eq!(answers.stdout, flags.stdout);
    let document = run(&format!("profile show {TODAY} {NURSE}")).stdout;
    let mut file = NamedTempFile::new().expect("a file");
    file.write_all(document.as_bytes()).expect("writes");
    let mut by_file = program(&format!("advise --json {TODAY}"));
    by_file.arg("--profile").arg(file.path());
    assert_eq!(answers.stdout, outcome(&mut by_file).stdout);
    let mut by_stdin = program(&format!("advise --json {TODAY} --profile -"));
    assert_eq!(
        answers.stdout,
        outcome(by_stdin.write_stdin(document)).stdout
    );
}

#[test]
fn unknown_is_not_none() {
    let nothing = ["?"; 4];
    assert_eq!(profile(&nothing), by_flags(""));
    let none = ["none", "none", "none", "none", "none"];
    assert_eq!(
        profile(&none),
        by_flags(
            "--background none --occupation none --degree none --holds none --experience none"
        )
    );
}

#[test]
fn going_back_undoes_the_answer() {
    let answers = [
        "<",
        "it",
        "network administrator",
        "<",
        "<",
        "clinician",
        "nurse practitioner",
        "<",
        "registered nurse",
        "MSN",
        "no",
        "2027",
        // Back to the date, to whether it is finished, to which degree.
        "<",
        "<",
        "<",
        "BSN",
        "yes",
        "done",
        "CCNA",
        "<",
        "RN",
        "lapsed",
        "<",
        "active",
        "2027-05",
        "done",
        "bedside nursing",
        "<",
        "bedside nursing",
        "10y",
        "<",
        "6y",
        "no",
        "<",
        "yes",
        "done",
    ];
    assert_eq!(profile(&answers), by_flags(NURSE));
}

#[test]
fn several_backgrounds_and_every_form_of_degree_and_credential() {
    let answers = [
        "more than one",
        "clinician, it",
        "none of these",
        "MSN",
        "no",
        "2027-05",
        "another",
        "bachelor",
        "biology",
        "yes",
        "another",
        "master",
        "?",
        "yes",
        "done",
        "RN",
        "lapsed",
        "2024",
        "CCNA",
        "under way",
        "2027-03",
        "CISSP",
        "active",
        "",
        "done",
        "?",
    ];
    assert_eq!(
        profile(&answers),
        by_flags(
            "--background clinician --background it --occupation none --degree msn:2027-05 \
             --degree bachelor/biology --degree master --holds rn:2024 --in-progress ccna:2027-03 \
             --holds cissp"
        )
    );
}

#[test]
fn time_worked_is_part_time_dated_or_alongside() {
    let answers = [
        "it",
        "network administrator",
        "none",
        "none",
        "Work as: Network administrator",
        "since 2019-03",
        "yes",
        "it support",
        "30m",
        "no",
        "20",
        "training-delivery",
        "1 year",
        "yes",
        "IT support",
        "leading projects",
        "6m",
        "yes",
        "no",
        "data analysis",
        "?",
        "done",
    ];
    assert_eq!(
        profile(&answers),
        by_flags(
            "--background it --occupation network-administrator --degree none --holds none \
             --experience network-administrator=2019-03.. --experience it-support=30m,hours=20 \
             --experience training-delivery=1y,during=it-support --experience leading-projects=6m"
        )
    );
}

#[test]
fn what_is_known_is_not_asked() {
    let outcome = finished(&format!("profile new {NURSE}"), &[]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    for question in ["Which of these are you", "occupation today", "worked in"] {
        assert!(!outcome.stderr.contains(question), "{}", outcome.stderr);
    }
    let profile: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(profile, by_flags(NURSE));
}

#[test]
fn the_field_of_a_degree_named_by_its_level_is_asked_for() {
    let flags = "--background it --occupation none --holds none --experience none";
    let asked = format!("profile new {flags} --degree bachelor");
    let first = answered(&asked, &[]);
    assert!(
        first.stderr.contains("Bachelor's degree: what is it in?"),
        "{}",
        first.stderr
    );
    let outcome = finished(&asked, &["biology"]);
    let profile: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(
        profile,
        by_flags(&format!("{flags} --degree bachelor/biology"))
    );
}

#[test]
fn limits_and_a_target_can_be_set() {
    let flags = "--background none --occupation none --degree none --holds none --experience none";
    let mut answers = Vec::new();
    // Up to the limits nothing may be left to ask.
    let first = finished(&format!("profile new {flags}"), &[]);
    let skipped = first.stderr.matches(" ?\n").count();
    answers.extend(std::iter::repeat_n("?", skipped));
    if first.stderr.contains("Go on?") {
        return;
    }
    answers.extend(["yes", "8", "$3,000", "2020"]);
    let refused = answered(&format!("profile new {flags}"), &answers);
    assert_eq!(refused.code, Some(2));
    assert!(
        refused.stderr.contains("2020 is over; today is 2026-11-22"),
        "{}",
        refused.stderr
    );
    answers.pop();
    answers.extend(["2028-12", "clinical informatics specialist"]);
    let outcome = answered(&format!("profile new {flags}"), &answers);
    let profile: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    let constraints = &profile["constraints"];
    assert_eq!(constraints["hours_per_week"], 8);
    assert_eq!(constraints["budget_usd"], 3000);
    assert_eq!(constraints["by"], "2028-12");
    assert_eq!(profile["target"], "clinical-informatics-specialist");
}

/// Returns the command line the interview ends with.
fn command_line(stderr: &str) -> String {
    let (_, rest) = stderr
        .split_once("The same without questions:\n\n")
        .expect("is said");
    rest.split("\n\n").next().expect("there").to_owned()
}

#[cfg(unix)]
#[test]
fn a_shell_runs_the_command_line_it_ends_with() {
    for asked in ["advise --json", "advise --json --what-if holds=cissp"] {
        let interview = finished(asked, &NURSE_SAYS);
        let line = command_line(&interview.stderr);
        assert!(line.contains("--experience bedside-nursing=6y"), "{line}");
        let mut shell = std::process::Command::new("sh");
        let script = format!("careerpath() {{ \"$PROGRAM\" \"$@\" --json; }}\n{line}");
        let output = shell
            .args(["-c", &script])
            .env("PROGRAM", env!("CARGO_BIN_EXE_careerpath"))
            .output()
            .expect("runs");
        assert_eq!(String::from_utf8_lossy(&output.stdout), interview.stdout);
    }
}

#[test]
fn an_interview_in_which_nothing_is_said_ends_with_no_command_line() {
    let interview = finished("advise", &["?", "?", "?", "?", "?", "?", "1", "1"]);
    let said = "You left every question open";
    assert!(interview.stderr.contains(said), "{}", interview.stderr);
}

#[test]
fn nothing_is_saved_unasked() {
    let folder = TempDir::new().expect("a folder");
    let answers = file(&["?"; 4]);
    let mut command = program(&format!("profile new {TODAY} --no-input"));
    command
        .current_dir(&folder)
        .arg("--answers")
        .arg(answers.path());
    outcome(&mut command);
    assert_eq!(folder.path().read_dir().expect("folder").count(), 0);
}

#[cfg(unix)]
#[test]
fn a_profile_is_saved_when_asked_and_never_over_another() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().expect("a folder");
    let path: PathBuf = folder.path().join("me.json");
    let save = format!("profile new {NURSE} --save-profile {}", path.display());
    let saved = finished(&save, &[]);
    assert_eq!(saved.code, Some(0), "{}", saved.stderr);
    assert_eq!(std::fs::read_to_string(&path).expect("there"), saved.stdout);
    assert_eq!(
        path.metadata().expect("there").permissions().mode() & 0o777,
        0o600
    );
    let again = answered(&save, &[]);
    assert_eq!(again.code, Some(1));
    assert!(again.stderr.contains("exists"), "{}", again.stderr);
    assert!(
        !again.stderr.contains("Questions about you"),
        "{}",
        again.stderr
    );
    assert_eq!(finished(&format!("{save} --force"), &[]).code, Some(0));
}

#[test]
fn nobody_to_ask_is_wrong_usage_that_names_the_flags() {
    let outcome = run("advise");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""));
    for flag in [
        "--profile FILE",
        "--background ID",
        "--holds NAME",
        "--experience",
    ] {
        assert!(outcome.stderr.contains(flag), "{}", outcome.stderr);
    }
    let outcome = run("profile new");
    assert_eq!(outcome.code, Some(2));
    let outcome = run("advise --format github");
    assert!(
        outcome.stderr.contains("has no form `github`"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_date_that_does_not_do_is_told_what_is_wrong_with_it() {
    for (date, said, is_lapsed) in [
        ("2026-02-30", "there is no such date as `2026-02-30`", false),
        ("May", "`May` is no date; say YYYY", false),
        ("2020-01", "2020-01 is over; today is 2026-11-22", true),
    ] {
        let mut answers = NURSE_SAYS;
        answers[7] = date;
        let outcome = answered("profile new", &answers);
        assert_eq!(outcome.code, Some(2), "{date}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(said), "{}", outcome.stderr);
        let way = "; if it has lapsed, go back and say so";
        assert_eq!(
            outcome.stderr.contains(way),
            is_lapsed,
            "{}",
            outcome.stderr
        );
    }
}
