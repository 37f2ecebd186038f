//! The program on a terminal: colour, the interview's door, and leaving in the middle.

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};
use std::process::Command;

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
