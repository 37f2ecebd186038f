//! The program on a terminal: colour, the interview by its real prompts, and leaving in the middle.

use crate::program::{outcome, program};
use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};
use std::process::Command;
use tempfile::TempDir;

const TODAY: &str = "2026-11-22";

const DOWN: &str = "\u{1b}[B";
const ENTER: &str = "\r";
const ESCAPE: &str = "\u{1b}";

/// Starts the program on a terminal of its own.
fn start(arguments: &str, variables: &[(&str, &str)]) -> PtySession {
    let mut command = Command::new(env!("CARGO_BIN_EXE_careerpath"));
    command
        .args(arguments.split_whitespace())
        .env_clear()
        .env("TERM", "xterm")
        .envs(variables.iter().copied());
    spawn_command(command, Some(10_000)).expect("starts")
}

/// Returns all it writes from here on, and what it exits with.
fn rest(mut session: PtySession) -> (String, i32) {
    let written = session.exp_eof().expect("it ends");
    match session.process().wait() {
        Ok(WaitStatus::Exited(_, code)) => (written, code),
        other => panic!("ended otherwise: {other:?}"),
    }
}

#[test]
fn a_terminal_has_colour_unless_it_is_unwanted() {
    let is_coloured = |variables: &[(&str, &str)]| {
        let (written, code) = rest(start("--help", variables));
        assert_eq!(code, 0);
        written.contains('\u{1b}')
    };
    assert!(is_coloured(&[]));
    for variables in [
        ("NO_COLOR", "1"),
        ("TERM", "dumb"),
        ("CLICOLOR", "0"),
        ("CAREERPATH_COLOR", "never"),
    ] {
        assert!(!is_coloured(&[variables]), "{variables:?}");
    }
}

#[test]
fn reading_from_a_terminal_is_said_and_can_be_cancelled() {
    let mut session = start("--answers -", &[]);
    session
        .exp_string("reading from the terminal")
        .expect("is said");
    session.send_control('c').expect("is sent");
    let (written, code) = rest(session);
    assert_eq!(code, 130);
    assert!(written.contains("cancelled"), "{written:?}");
    assert!(
        written.contains("\u{1b}[?25h"),
        "the cursor stays hidden: {written:?}"
    );
    assert_eq!(written.matches("cancelled").count(), 1);
}

#[test]
fn nobody_is_asked_against_their_will() {
    for (arguments, variables) in [
        ("--no-input", None),
        ("", Some(("CAREERPATH_NO_INPUT", "yes"))),
    ] {
        let (written, code) = rest(start(arguments, variables.as_slice()));
        assert_eq!(code, 2);
        assert!(written.contains("an answer is missing, and"), "{written}");
        assert!(written.contains("says not to ask"), "{written}");
    }
}

/// Returns a folder with a small pack, whose lists fit a window.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut begin = program("rules new sample --as-of");
    let begun = outcome(begin.arg(TODAY).current_dir(&folder));
    assert_eq!(begun.code, Some(0), "{}", begun.stderr);
    folder
}

/// Starts the program by that pack, in a window that is large enough for the prompts with lists.
fn in_window(folder: &TempDir, arguments: &str) -> PtySession {
    in_columns(100, folder, &format!("--rules sample {arguments}"))
}

/// Starts the program in a window of so many columns.
fn in_columns(columns: u16, folder: &TempDir, arguments: &str) -> PtySession {
    let mut command = Command::new("sh");
    let stty = format!("stty rows 40 cols {columns} && exec \"$@\"");
    command
        .args(["-c", &stty, "sh", env!("CARGO_BIN_EXE_careerpath")])
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env("TERM", "xterm")
        .env("CAREERPATH_AS_OF", TODAY);
    spawn_command(command, Some(60_000)).expect("starts")
}

/// Waits until all of these are shown, one after the other; what stands last in a list is waited
/// for, so that the prompt is complete and listens.
fn wait_for(session: &mut PtySession, words: &[&str]) {
    for words in words {
        session.exp_string(words).expect(words);
    }
}

fn press(session: &mut PtySession, keys: &str) {
    session.send(keys).expect("is sent");
    session.flush().expect("is sent");
}

/// Where one may not know, the list begins there, and what stands first comes next.
const BACKGROUND: [&str; 2] = ["Which of these are you?", "> I do not know"];
const OCCUPATION: [&str; 2] = ["your occupation today?", "> I do not know"];

/// Waits for the question and chooses what stands first in its list.
fn choose_first(session: &mut PtySession, question: &[&str], first: &str) {
    wait_for(session, question);
    press(session, DOWN);
    wait_for(session, &[first, "I do not know"]);
    press(session, ENTER);
}

#[test]
fn the_prompts_say_the_same_as_flags() {
    let folder = folder();
    let mut session = in_window(&folder, "advise --json -o prompts.json");
    choose_first(&mut session, &BACKGROUND, "> Office work");
    wait_for(&mut session, &OCCUPATION);
    // Back, and undone.
    press(&mut session, ESCAPE);
    choose_first(&mut session, &BACKGROUND, "> Office work");
    wait_for(&mut session, &OCCUPATION);
    for occupation in ["> None of these", "> Office clerk"] {
        press(&mut session, DOWN);
        wait_for(&mut session, &[occupation, "I do not know"]);
    }
    press(&mut session, ENTER);
    for question in [
        "Which degrees do you have",
        "Which licences, certifications",
    ] {
        choose_first(&mut session, &[question, "> I do not know"], "> None");
    }
    wait_for(
        &mut session,
        &["What have you worked in?", "> I do not know"],
    );
    let kinds = [
        "> None",
        "> Work as: Office clerk",
        "> Bookkeeping work",
        "> Office work",
    ];
    for kind in kinds {
        press(&mut session, DOWN);
        wait_for(&mut session, &[kind, "I do not know"]);
    }
    press(&mut session, ENTER);
    wait_for(&mut session, &["Office work: how long?"]);
    press(&mut session, "6y\r");
    wait_for(&mut session, &["Was it full-time work?", "> Yes", "No"]);
    press(&mut session, ENTER);
    wait_for(
        &mut session,
        &["What else have you worked in?", "> Done", "Finance manager"],
    );
    press(&mut session, ENTER);
    wait_for(
        &mut session,
        &["Must the plan keep to", "> No limits", "Yes, set limits"],
    );
    press(&mut session, ENTER);
    wait_for(
        &mut session,
        &[
            "What shall the plan lead to?",
            "> The best fit",
            "Finance manager",
        ],
    );
    press(&mut session, ENTER);
    wait_for(
        &mut session,
        &["The same without questions:", "--experience office-work=6y"],
    );
    wait_for(&mut session, &["Save these answers", "> Yes", "No"]);
    press(&mut session, DOWN);
    wait_for(&mut session, &["> No"]);
    press(&mut session, ENTER);
    let (written, code) = rest(session);
    assert_eq!(code, 0, "{written}");
    assert!(!folder.path().join("me.json").exists());
    let flags = "--rules sample advise --json --background office --occupation office-clerk \
        --degree none --holds none --experience office-work=6y";
    let mut command = program(flags);
    let by_flags = outcome(command.current_dir(&folder).args(["--as-of", TODAY]));
    let by_prompts = std::fs::read_to_string(folder.path().join("prompts.json"));
    assert_eq!(by_prompts.expect("was written"), by_flags.stdout);
}

#[test]
fn leaving_in_a_prompt_shows_the_cursor_again_and_writes_nothing() {
    let folder = folder();
    let mut session = in_window(&folder, "advise -o advice.txt");
    choose_first(&mut session, &BACKGROUND, "> Office work");
    wait_for(&mut session, &OCCUPATION);
    session.send_control('c').expect("is sent");
    let (written, code) = rest(session);
    assert_eq!(code, 130, "{written:?}");
    let (before, after) = written.split_once("cancelled").expect("is said");
    assert!(
        before.contains("\u{1b}[?25h"),
        "the cursor stays hidden: {written:?}"
    );
    assert!(after.starts_with(", nothing was saved"), "{written:?}");
    assert!(!after.contains("cancelled"), "{written:?}");
    assert!(!folder.path().join("advice.txt").exists());
}

#[test]
fn in_a_narrow_window_a_list_is_searched_by_every_name() {
    let folder = folder();
    let mut session = in_columns(40, &folder, "advise");
    choose_first(
        &mut session,
        &["Which of these are you?", "> I do not know"],
        "> Clinician",
    );
    wait_for(&mut session, &["Type to search", "> I do not know"]);
    // The letters that match are told apart by how they look.
    press(&mut session, "sonographer");
    wait_for(&mut session, &["sonographer|", " = Radiologic techn"]);
    press(&mut session, ENTER);
    wait_for(&mut session, &["Radiologic technologist"]);
    session.send_control('c').expect("is sent");
    let (_, code) = rest(session);
    assert_eq!(code, 130);
}

#[test]
fn a_refused_date_is_told_in_rows_and_the_next_one_taken() {
    let folder = folder();
    let known = "profile new --background clinician --occupation registered-nurse --degree bsn";
    let mut session = in_columns(80, &folder, known);
    wait_for(
        &mut session,
        &["Which licences", "Type to search", "> I do not know"],
    );
    press(&mut session, "registered nurse");
    wait_for(&mut session, &["registered nurse|", "> "]);
    press(&mut session, ENTER);
    wait_for(
        &mut session,
        &["how does it stand?", "> I hold it", "I am working on it"],
    );
    press(&mut session, ENTER);
    wait_for(
        &mut session,
        &["it counts as active.", "Until when is it active?"],
    );
    press(&mut session, "2020-01\r");
    let rows = "2020-01 is over; today is 2026-11-22; if it has lapsed, go back\r\nand say so\r\n";
    wait_for(&mut session, &[rows, "Until when is it active?"]);
    press(&mut session, "2027-05\r");
    // Both rows are gone before the answer is shown.
    let both = "\u{1b}[2A";
    wait_for(
        &mut session,
        &[both, "Until when is it active?", " 2027-05\r\n"],
    );
    session.send_control('c').expect("is sent");
    let (_, code) = rest(session);
    assert_eq!(code, 130);
}
