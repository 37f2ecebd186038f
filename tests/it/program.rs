//! Runs the program in surroundings that are the same everywhere.

use assert_cmd::Command;

/// Variables that would change what the program does.
const VARIABLES: [&str; 13] = [
    "CAREERPATH_ACCESSIBLE",
    "CAREERPATH_AS_OF",
    "CAREERPATH_COLOR",
    "CAREERPATH_FORMAT",
    "CAREERPATH_NO_INPUT",
    "CAREERPATH_RULES",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "FORCE_COLOR",
    "NO_COLOR",
    "SOURCE_DATE_EPOCH",
    "TERM",
];

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Returns the program with these arguments, separated by spaces.
pub fn program(arguments: &str) -> Command {
    let mut command = assert_cmd::cargo_bin_cmd!("careerpath");
    for variable in VARIABLES {
        command.env_remove(variable);
    }
    command
        .env("TERM", "xterm")
        .args(arguments.split_whitespace());
    command
}

/// Runs it.
pub fn outcome(command: &mut Command) -> Outcome {
    let output = command.output().expect("the program runs");
    Outcome {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// Runs the program with these arguments and nothing on standard input.
pub fn run(arguments: &str) -> Outcome {
    outcome(program(arguments).write_stdin(""))
}
