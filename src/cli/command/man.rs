//! `careerpath man`: the manual page of a command, or a folder with all of them.

use crate::cli::Shell;
use crate::cli::args::{Arguments, Man};
use crate::cli::exit::{Failure, quoted};
use careerpath::json::{nearest, quote};
use clap::{Command, CommandFactory};
use std::path::Path;

/// Prints the page, or writes them all.
pub(crate) fn run(options: &Man, shell: &Shell) -> Result<(), Failure> {
    let mut program = Arguments::command();
    program.build();
    if let Some(folder) = &options.folder {
        return write_all(folder, shell);
    }
    let mut command = &program;
    for name in &options.command {
        command = command.find_subcommand(name).ok_or_else(|| {
            let names = command.get_subcommands().map(Command::get_name);
            let message = format!("there is no command {}", quote(name));
            match nearest(name, names) {
                Some(near) => Failure::usage_with_help(message, format!("did you mean `{near}`?")),
                None => Failure::usage(message),
            }
        })?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone())
        .render(&mut page)
        .map_err(|error| Failure::stream("write the page", error))?;
    shell.deliver(&String::from_utf8_lossy(&page))
}

fn write_all(folder: &Path, shell: &Shell) -> Result<(), Failure> {
    if !folder.is_dir() {
        return Err(Failure::usage_with_help(
            format!("{} is no folder", quoted(folder)),
            "make it first",
        ));
    }
    clap_mangen::generate_to(Arguments::command(), folder)
        .map_err(|error| Failure::io("write into", folder, error))?;
    shell
        .talk
        .note(&format!("wrote the pages into {}", quoted(folder)));
    Ok(())
}
