//! `careerpath completions SHELL`: a script the shell reads at its start.

use crate::cli::Shell;
use crate::cli::args::{Arguments, Completions};
use crate::cli::exit::Failure;
use clap::CommandFactory;

/// Prints the script.
pub(crate) fn run(options: &Completions, shell: &Shell) -> Result<(), Failure> {
    // Into memory first: clap panics where its writer fails.
    let mut script = Vec::new();
    clap_complete::generate(
        options.shell,
        &mut Arguments::command(),
        "careerpath",
        &mut script,
    );
    shell.deliver(&String::from_utf8_lossy(&script))
}
