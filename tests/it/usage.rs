//! Wrong usage: exit code 2, nothing on standard output, the way out on standard error.

use crate::program::{Outcome, outcome, program, run};

/// Checks that the program refused the arguments with a code, and said so on standard error only.
#[track_caller]
fn assert_refused(outcome: &Outcome, code: i32, said: &str, arguments: &str) {
    assert_eq!(
        (outcome.code, outcome.stdout.as_str()),
        (Some(code), ""),
        "{arguments}"
    );
    assert!(
        outcome.stderr.contains(said),
        "{arguments}: {}",
        outcome.stderr
    );
}

#[test]
fn without_a_terminal_there_is_help_and_no_interview() {
    let outcome = run("");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""));
    assert!(
        outcome
            .stderr
            .contains("Usage: careerpath [OPTIONS] [COMMAND]")
    );
}

#[test]
fn what_is_wrong_is_named() {
    for (arguments, said) in [
        ("advse", "a similar subcommand exists: 'advise'"),
        ("advise --hold rn", "a similar argument exists: '--holds'"),
        (
            "advise --holds rn:2027-13",
            "there is no such date as `2027-13`",
        ),
        ("advise --budget -5", "say whole US dollars, such as 3000"),
        ("advise --budget -5.5", "say whole US dollars, such as 3000"),
        (
            "advise --hours-per-week -8",
            "say a whole number of hours from 1 to 168",
        ),
        ("advise --by -5", "`-5` is no date; say YYYY"),
        (
            "advise --budget --by 2028",
            "a value is required for '--budget",
        ),
        (
            "advise --in-progress RN:soon",
            "say when you expect it, as in `RN:2027-05`",
        ),
        (
            "advise --experience nursing",
            "say how long, as in `nursing=6y`",
        ),
        ("advise --what-if hold=rn", "did you mean `holds`?"),
        (
            "advise --optimize quickest",
            "possible values: soonest, cheapest",
        ),
        ("advise --force", "--save-profile <FILE>"),
        ("--as-of yesterday list degrees", "say a day as YYYY-MM-DD"),
        ("list", "<WHAT>"),
        ("compare one", "<TARGET>"),
        ("--json --format text list degrees", "cannot be used with"),
        (
            "--json list degrees --format github",
            "the argument '--json' cannot be used with '--format <FORMAT>'",
        ),
        (
            "-f text list degrees --json",
            "the argument '--json' cannot be used with '--format <FORMAT>'",
        ),
        ("-q -v list degrees", "cannot be used with"),
        (
            "-v list degrees -q",
            "the argument '--quiet' cannot be used with '--verbose...'",
        ),
        ("rules", "Usage: careerpath rules"),
        ("man advse", "did you mean `advise`?"),
        (
            "man --folder no-such-folder",
            "`no-such-folder` is no folder",
        ),
        (
            "--answers no-such-file",
            "cannot read `no-such-file`: no such file or directory",
        ),
    ] {
        let outcome = run(arguments);
        let code = if arguments.contains("no-such-file") {
            1
        } else {
            2
        };
        assert_refused(&outcome, code, said, arguments);
    }
}

#[test]
fn a_wrong_variable_is_named() {
    for (name, value, said) in [
        (
            "CAREERPATH_FORMAT",
            "jsn",
            "the variable CAREERPATH_FORMAT is `jsn`\nhelp: did you mean `json`?",
        ),
        (
            "CAREERPATH_AS_OF",
            "today",
            "the variable CAREERPATH_AS_OF is `today`\nhelp: set it to a day",
        ),
        (
            "CAREERPATH_COLOR",
            "blue",
            "the variable CAREERPATH_COLOR is `blue`\nhelp: set it to `auto`",
        ),
        (
            "SOURCE_DATE_EPOCH",
            "x",
            "the variable SOURCE_DATE_EPOCH is `x`\nhelp: set it to seconds",
        ),
    ] {
        let outcome = outcome(program("list degrees").env(name, value));
        assert_eq!(
            (outcome.code, outcome.stdout.as_str()),
            (Some(2), ""),
            "{name}"
        );
        assert!(outcome.stderr.contains(said), "{name}: {}", outcome.stderr);
        let mut empty = program("completions bash");
        assert_eq!(
            empty.env(name, "").output().expect("runs").status.code(),
            Some(0),
            "{name}"
        );
    }
}

#[test]
fn programs_get_one_line_of_json() {
    for arguments in [
        "--json advse",
        "advise --nonsense --json",
        "-fjson list nothing",
        "--format=json man advse",
        "--json",
    ] {
        let outcome = run(arguments);
        assert_eq!(
            (outcome.code, outcome.stdout.as_str()),
            (Some(2), ""),
            "{arguments}"
        );
        assert_eq!(outcome.stderr.lines().count(), 1, "{arguments}");
        let document: serde_json::Value = serde_json::from_str(&outcome.stderr).expect("JSON");
        assert_eq!(document["format"], "careerpath/error/1");
        assert_eq!(document["diagnostics"][0]["code"], "usage");
        assert!(document["diagnostics"][0]["message"].is_string());
    }
    let outcome = outcome(program("advse").env("CAREERPATH_FORMAT", "json"));
    assert!(outcome.stderr.starts_with('{'), "{}", outcome.stderr);
}

#[test]
fn what_follows_a_colon_is_a_date() {
    for (arguments, said) in [
        (
            "--holds RN:foo",
            "`foo` is not a date\n --> --holds\nhelp: write a year, a month or a day after the colon, as in `RN:2027-05`",
        ),
        ("--degree bsn:soon", "as in `bsn:2027-05`"),
        (
            "--degree bachelor/business:soon",
            "as in `bachelor/business:2027-05`",
        ),
        ("--degree bachelor:soon", "as in `bachelor:2027-05`"),
        (
            "--what-if holds=RN:foo --background it",
            "as in `RN:2027-05`",
        ),
        ("--holds no:such", "no credential is called `no:such`"),
    ] {
        let outcome = run(&format!("advise {arguments}"));
        assert_refused(&outcome, 3, said, arguments);
    }
}

#[test]
fn every_field_that_is_listed_makes_a_degree() {
    let listed = outcome(program("list").arg("fields"));
    let ids = listed.stdout.lines().filter_map(|line| {
        let (_, id) = line.strip_prefix("  - ")?.rsplit_once('(')?;
        id.strip_suffix(')')
    });
    let ids: Vec<&str> = ids.collect();
    assert!(ids.len() > 20, "{}", listed.stdout);
    for id in [ids.first(), ids.last()].into_iter().flatten() {
        let degree = format!("bachelor/{id}");
        let said = outcome(program("advise").args(["--degree", &degree, "--json"]));
        assert_eq!(said.code, Some(0), "{}", said.stderr);
    }
}

#[test]
fn a_degree_under_way_is_awaited_and_proves_nothing_yet() {
    let explained = |degrees: &str| {
        let person = "--background it --occupation help-desk-technician --holds none \
                      --experience none --as-of 2026-11-22";
        let line = format!("explain interoperability-analyst {person} {degrees}");
        outcome(program(&line).write_stdin("")).stdout
    };
    let had = explained("--degree bachelor/biology --degree bachelor/psychology:2028-05");
    assert!(
        had.contains("a bachelor's degree in any field. You said: bachelor's degree in biology.\n"),
        "{had}"
    );
    let awaited = explained("--degree bachelor/psychology:2027-05");
    assert!(
        awaited.contains("bachelor's degree in psychology, expected 2027-05. It is on its way.\n"),
        "{awaited}"
    );
}

#[test]
fn a_degree_that_is_not_listed_can_be_said_all_the_same() {
    for (degree, said) in [
        (
            "BBA",
            "help: see `careerpath list degrees`, or say its level and field as \
             `bachelor/FIELD`, or its level alone: `bachelor`",
        ),
        ("BS biology", "`bachelor/biology`"),
        (
            "bachelor of business administration",
            "`bachelor/business-administration`",
        ),
        (
            "diploma",
            "as `bachelor/FIELD`, or its level alone: `associate`, `bachelor`",
        ),
        ("bachelor/alchemy", "`biology`, `biomedical-engineering`"),
    ] {
        let outcome = outcome(program("advise --degree").arg(degree).write_stdin(""));
        assert_eq!(
            (outcome.code, outcome.stdout.as_str()),
            (Some(3), ""),
            "{degree}"
        );
        let help = outcome
            .stderr
            .lines()
            .find(|line| line.starts_with("help: "));
        assert!(
            help.expect("a way out").contains(said),
            "{}",
            outcome.stderr
        );
    }
    for degree in [
        "bachelor",
        "bachelor/biology",
        "bachelor/business-administration",
    ] {
        let outcome = run(&format!("profile show --degree {degree}"));
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    }
    let help = run("advise --help").stdout;
    assert!(help.contains("bachelor/mathematics"), "{help}");
}

#[test]
fn only_what_is_had_can_be_taken_away() {
    for has in [
        "--background it",
        "--holds none",
        "--holds CCNA --degree bsn",
    ] {
        let outcome = run(&format!("advise {has} --what-if without=RN"));
        assert_eq!(
            (outcome.code, outcome.stdout.as_str()),
            (Some(3), ""),
            "{has}"
        );
        let said = "error[profile-conflict]: `RN` cannot be taken away, because the profile does \
                    not have it\n --> --what-if without\n";
        assert!(
            outcome.stderr.starts_with(said),
            "{has}: {}",
            outcome.stderr
        );
    }
    for has in [
        "--holds RN --what-if without=rn --what-if without=RN",
        "--in-progress RN:2027 --what-if without=RN",
        "--degree bsn --what-if without=bsn",
    ] {
        let outcome = run(&format!("advise --as-of 2026-11-22 {has}"));
        assert_eq!(outcome.code, Some(0), "{has}: {}", outcome.stderr);
    }
    let both = run("advise --holds none --what-if holds=RN --what-if without=RN");
    assert_eq!(both.code, Some(2), "{}", both.stderr);
    let said = "`--what-if without=RN` stands beside `--what-if holds=RN`";
    assert!(both.stderr.contains(said), "{}", both.stderr);
}

#[test]
fn options_change_a_profile_as_help_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("me.json");
    let text = r#"{ "format": "careerpath/profile/1", "background": "clinician",
        "occupation": "registered-nurse", "degrees": ["bsn"],
        "credentials": [{ "id": "rn", "expires": "2027-05" }, "ccna"],
        "experience": [{ "kind": "bedside-nursing", "months": 72 }],
        "constraints": { "budget_usd": 1000, "hours_per_week": 8 } }"#;
    std::fs::write(&path, text).expect("writes");
    let shown = |options: &str| {
        let mut command = program("profile show --as-of 2026-11-22 --profile");
        let outcome = outcome(command.arg(&path).args(options.split(' ')));
        assert_eq!(outcome.code, Some(0), "{options}: {}", outcome.stderr);
        serde_json::from_str::<serde_json::Value>(&outcome.stdout).expect("JSON")
    };
    let all = shown(
        "--background it --occupation none --degree bs-cs --holds rn:2029-01 --in-progress pmp:2028 \
         --experience bedside-nursing=1y --experience it-support=2y --budget 5",
    );
    assert_eq!(all["background"], "it");
    assert_eq!(all["occupation"], "none");
    assert_eq!(all["degrees"].as_array().map(Vec::len), Some(2));
    let credentials = all["credentials"].as_array().expect("a list");
    assert_eq!(credentials.len(), 3, "{all}");
    let expires = credentials
        .iter()
        .filter(|each| each["expires"] == "2029-01");
    assert_eq!(expires.count(), 1, "{all}");
    let experience = all["experience"].as_array().expect("a list");
    assert_eq!(experience.len(), 2, "{all}");
    assert!(experience.iter().all(|each| each["months"] != 72), "{all}");
    assert_eq!(all["constraints"]["budget_usd"], 5);
    assert_eq!(all["constraints"]["hours_per_week"], 8);
    let none = shown("--holds none --degree none --experience none");
    for section in ["credentials", "degrees", "experience"] {
        assert_eq!(none[section].as_array().map(Vec::len), Some(0), "{none}");
    }
    let help = run("advise --help").stdout;
    let help: Vec<&str> = help.split_whitespace().collect();
    assert!(
        help.join(" ")
            .contains("--background too, replaces what the profile says")
    );
}
