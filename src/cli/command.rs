//! One arm for each command. What is more than a call has a file of its own.

mod advise;
mod completions;
mod man;
mod profile;
mod records;
mod rules;

use super::Shell;
use super::args::{Advise, Arguments, Command, ProfileCommand};
use super::exit::Failure;
use clap::CommandFactory;

/// Runs the command, or the interview where there is none.
pub(crate) fn run(command: Option<Command>, shell: &Shell) -> Result<(), Failure> {
    let Some(command) = command else {
        return interview(shell);
    };
    match command {
        Command::Advise(options) => advise::advise(&options, shell),
        Command::Explain(options) => advise::explain(&options, shell),
        Command::Compare(options) => advise::compare(&options, shell),
        Command::List(options) => records::list(&options, shell),
        Command::Show(options) => records::show(&options, shell),
        Command::Profile(ProfileCommand::New(options)) => profile::new(&options, shell),
        Command::Profile(ProfileCommand::Check(options)) => profile::check(&options, shell),
        Command::Profile(ProfileCommand::Show(options)) => profile::show(&options, shell),
        Command::Rules(command) => rules::run(&command, shell),
        Command::Completions(options) => completions::run(&options, shell),
        Command::Man(options) => man::run(&options, shell),
    }
}

/// Interviews the user, where there is one; elsewhere says what there is to do.
fn interview(shell: &Shell) -> Result<(), Failure> {
    let nobody = shell.settings.answers.is_none()
        && !(shell.surroundings.stdin_is_terminal && shell.surroundings.stderr_is_terminal);
    if nobody {
        return Err(Failure::NoCommand(Box::new(
            Arguments::command().render_help(),
        )));
    }
    advise::advise(&Advise::default(), shell)
}
