//! `careerpath profile new`, `check` and `show`: a profile by itself.

use careerpath::advise::{self, Objective, Options};
use careerpath::profile::resolve::Names;
use careerpath::render::json_v1;

use crate::cli::Shell;
use crate::cli::args::global::Format;
use crate::cli::args::profile::ProfileOptions;
use crate::cli::args::{ProfileFile, ProfileNew, ProfileShow, TargetOptions};
use crate::cli::exit::Failure;
use crate::cli::interview::{self, Purpose};
use crate::cli::load::{self, Given};

/// Runs `careerpath profile new`.
pub(crate) fn new(options: &ProfileNew, shell: &Shell) -> Result<(), Failure> {
    shell
        .settings
        .format_among("profile new", &[Format::Json, Format::Text])?;
    if !options.profile.what_if.is_empty() {
        return Err(Failure::usage_with_help(
            "`profile new` supposes nothing: it takes down what is",
            "leave out `--what-if`; `advise`, `explain` and `compare` say what it would change",
        ));
    }
    let given = Given::read(shell, &options.profile)?;
    let pack = load::pack(shell)?;
    let names = Names::of(pack);
    let is_read = shell.surroundings.stdout_is_terminal && shell.settings.output.is_none();
    let purpose = Purpose {
        pack,
        names: &names,
        options: &Options::of(Objective::Soonest),
        target: &TargetOptions::default(),
        what_if: &[],
        save: &options.save,
        offers_saving: is_read,
    };
    interview::run(shell, purpose, given, |given| {
        let profile = given.check(pack, &names)?;
        shell.deliver(&json_v1::profile(&advise::stated(&profile, pack)))
    })
}

/// Runs `careerpath profile check`.
pub(crate) fn check(options: &ProfileFile, shell: &Shell) -> Result<(), Failure> {
    let format = shell
        .settings
        .format_among("profile check", &[Format::Text, Format::Json])?;
    let options = ProfileOptions {
        profile: Some(options.file.clone()),
        ..ProfileOptions::default()
    };
    let given = Given::read(shell, &options)?;
    let pack = load::pack(shell)?;
    given.check(pack, &Names::of(pack))?;
    shell.talk.note("the profile is fine");
    match format {
        Format::Json => shell.deliver(&json_v1::errors(&[])),
        _ => Ok(()),
    }
}

/// Runs `careerpath profile show`.
pub(crate) fn show(options: &ProfileShow, shell: &Shell) -> Result<(), Failure> {
    // A profile has one form; `--format json` asks for what is there anyway.
    shell
        .settings
        .format_among("profile show", &[Format::Json, Format::Text])?;
    let given = Given::read(shell, &options.profile)?;
    let pack = load::pack(shell)?;
    let said = given.supposing(&options.profile.what_if);
    let profile = given.check_as(&said, pack, &Names::of(pack))?;
    shell.deliver(&json_v1::profile(&advise::stated(&profile, pack)))
}
