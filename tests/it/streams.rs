//! What goes where: results to standard output, talk to standard error, colour where it may.

use crate::program::{outcome, program, run};
use std::process::{Command, Stdio};

#[test]
fn help_and_version_are_results() {
    for arguments in [
        "--help",
        "-h",
        "advise --help",
        "rules fmt -h",
        "--version",
        "-V",
    ] {
        let outcome = run(arguments);
        assert_eq!(outcome.code, Some(0), "{arguments}");
        assert!(
            !outcome.stdout.is_empty() && outcome.stderr.is_empty(),
            "{arguments}"
        );
    }
}

#[test]
fn colour_follows_flag_and_variables() {
    let coloured = |arguments: &str, variables: &[(&str, &str)]| {
        let mut command = program(arguments);
        command.envs(variables.iter().copied()).write_stdin("");
        let outcome = outcome(&mut command);
        (outcome.stdout + &outcome.stderr).contains('\u{1b}')
    };
    for arguments in ["--help", "advise --hold rn", "man nothing"] {
        assert!(!coloured(arguments, &[]), "{arguments}");
        assert!(
            coloured(&format!("--color always {arguments}"), &[]),
            "{arguments}"
        );
        assert!(coloured(arguments, &[("FORCE_COLOR", "1")]), "{arguments}");
        assert!(
            coloured(arguments, &[("CAREERPATH_COLOR", "always")]),
            "{arguments}"
        );
        assert!(
            !coloured(arguments, &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]),
            "{arguments}"
        );
        assert!(
            !coloured(
                &format!("--color=never {arguments}"),
                &[("FORCE_COLOR", "1")]
            ),
            "{arguments}"
        );
        assert!(
            !coloured(arguments, &[("CLICOLOR_FORCE", "0")]),
            "{arguments}"
        );
    }
}

#[test]
fn the_result_goes_into_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("careerpath.bash");
    let outcome = outcome(program("--color always completions bash -o").arg(&path));
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), ""));
    let script = std::fs::read_to_string(&path).expect("was written");
    assert_eq!(script, run("completions bash --output -").stdout);
}

#[test]
fn a_file_has_no_colour_and_help_says_so() {
    let help = run("advise --help").stdout;
    let help: Vec<&str> = help.split_whitespace().collect();
    let said = "always: Also into pipes; never into a file of --output, nor into JSON";
    assert!(help.join(" ").contains(said), "{help:?}");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("degrees.txt");
    for arguments in ["list degrees", "list degrees --json"] {
        let into_file = format!("--color always {arguments} -o");
        let written = outcome(program(&into_file).arg(&path));
        assert_eq!(written.code, Some(0), "{}", written.stderr);
        let text = std::fs::read_to_string(&path).expect("was written");
        assert!(!text.contains('\u{1b}'), "{arguments}");
        let piped = run(&format!("--color always {arguments}")).stdout;
        assert_eq!(piped.contains('\u{1b}'), !arguments.contains("json"));
    }
}

#[test]
fn pages_and_scripts_are_printed() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let outcome = run(&format!("completions {shell}"));
        assert_eq!(outcome.code, Some(0));
        assert!(outcome.stdout.contains("careerpath") && outcome.stdout.contains("what-if"));
    }
    for (arguments, title) in [
        ("man", ".TH careerpath 1"),
        ("man rules diff", ".TH careerpath-rules-diff 1"),
    ] {
        let outcome = run(arguments);
        assert_eq!(outcome.code, Some(0));
        assert!(outcome.stdout.contains(title), "{arguments}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let outcome = outcome(program("man --folder").arg(folder.path()));
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), ""));
    assert!(folder.path().join("careerpath-rules-diff.1").is_file());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    for arguments in ["--help", "completions bash", "man"] {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .expect("opens");
        let output = Command::new(env!("CARGO_BIN_EXE_careerpath"))
            .args(arguments.split(' '))
            .stdout(full)
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(1), "{arguments}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            said.contains("cannot write to standard output: no space left on device"),
            "{said}"
        );
    }
    let outcome = run("completions bash -o /dev/full");
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.stderr.contains("cannot write `/dev/full`"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    for arguments in ["--help", "completions zsh"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_careerpath"))
            .args(arguments.split(' '))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{arguments}");
        assert!(output.stderr.is_empty(), "{arguments}");
    }
}

#[test]
fn nobody_listening_on_standard_error_changes_nothing() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_careerpath"))
        .args(["advise", "--nonsense"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stderr.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(2));
}
