//! `careerpath advise`, `explain` and `compare`: a profile in, the answer out.

use std::num::NonZeroUsize;
use std::path::Path;
use std::thread;

use careerpath::advice::{Advice, Standing, TargetAdvice};
use careerpath::advise::{self, Objective, Options};
use careerpath::json::quote;
use careerpath::pack::{Pack, QualificationIndex};
use careerpath::profile::resolve::Names;
use careerpath::profile::{Profile, Target};
use careerpath::render::{json_v1, text};

use crate::cli::Shell;
use crate::cli::args::global::Format;
use crate::cli::args::profile::WhatIf;
use crate::cli::args::{Advise, Compare, Explain, Optimize, TargetOptions};
use crate::cli::exit::{Failure, quoted};
use crate::cli::files::is_same;
use crate::cli::interview::{self, Purpose};
use crate::cli::load::{self, Given};

/// Runs `careerpath advise`.
pub(crate) fn advise(options: &Advise, shell: &Shell) -> Result<(), Failure> {
    refuse_one_file_for_both(shell, options.save.save_profile.as_deref())?;
    let given = Given::read(shell, &options.profile)?;
    if given.is_empty() {
        return interviewed(options, given, shell);
    }
    let pack = load::pack(shell)?;
    let names = Names::of(pack);
    let said = given.said.clone().aimed_at(&options.target.target);
    let profile = given.check_as(&said, pack, &names)?;
    let how = how(&options.target, pack, &names, shell)?;
    let supposed = supposed(
        &given,
        &options.profile.what_if,
        &options.target,
        pack,
        &names,
    )?;
    if let Some(path) = &options.save.save_profile {
        shell.files.refuse_over_rules(Some(path))?;
        let text = json_v1::profile(&advise::stated(&profile, pack));
        crate::cli::files::save_private(path, &text, options.save.force)?;
    }
    deliver(shell, &profile, supposed.as_ref(), &how, pack)
}

/// Refuses to write the answer over the profile that is saved.
fn refuse_one_file_for_both(shell: &Shell, path: Option<&Path>) -> Result<(), Failure> {
    let output = shell.settings.output.as_deref();
    let (Some(path), Some(output)) = (path, output) else {
        return Ok(());
    };
    let dash = Path::new("-");
    if path == dash || output == dash || !is_same(path, output) {
        return Ok(());
    }
    Err(Failure::usage_with_help(
        format!(
            "`--output` and `--save-profile` name the same file, {}",
            quoted(path)
        ),
        "name another file for the answer: it would take the place of the profile",
    ))
}

/// Returns what is supposed, each as it was said.
fn words(what_if: &[WhatIf]) -> Vec<String> {
    what_if.iter().map(|each| each.text.clone()).collect()
}

/// Asks who the user is, and advises on the answers.
fn interviewed(options: &Advise, given: Given, shell: &Shell) -> Result<(), Failure> {
    // What cannot be written is said before the questions, not after them.
    format(shell)?;
    let pack = load::pack(shell)?;
    let names = Names::of(pack);
    let how = how(&options.target, pack, &names, shell)?;
    let purpose = Purpose {
        pack,
        names: &names,
        options: &how,
        target: &options.target,
        what_if: &options.profile.what_if,
        save: &options.save,
        offers_saving: true,
    };
    interview::run(shell, purpose, given, |given| {
        let profile = given.check(pack, &names)?;
        let what_if = &options.profile.what_if;
        let supposed = supposed(given, what_if, &options.target, pack, &names)?;
        deliver(shell, &profile, supposed.as_ref(), &how, pack)
    })
}

/// A supposed profile, and the suppositions in the words they were given in.
pub(crate) struct Supposed {
    profile: Profile,
    words: Vec<String>,
}

/// Gives the advice and writes it.
///
/// # Errors
/// [`Failure::NoPlan`], after the advice was written, where a target asked for has no plan.
pub(crate) fn deliver(
    shell: &Shell,
    profile: &Profile,
    supposed: Option<&Supposed>,
    how: &Options,
    pack: &Pack,
) -> Result<(), Failure> {
    let format = format(shell)?;
    let as_of = shell.settings.as_of.value;
    let advice = match supposed {
        None => advise::advise(profile, pack, as_of, how),
        Some(supposed) => {
            let words = supposed.words.clone();
            advise::suppose(profile, &supposed.profile, words, pack, as_of, how)
        }
    };
    shell.deliver(&worded(&advice, format, shell))?;
    blocked(advice.targets.iter())
}

fn format(shell: &Shell) -> Result<Format, Failure> {
    shell
        .settings
        .format_among("advise", &[Format::Text, Format::Json])
}

fn worded(advice: &Advice<'_>, format: Format, shell: &Shell) -> String {
    match format {
        Format::Json => json_v1::advice(advice),
        _ => text::advice(advice, &shell.text_options()),
    }
}

/// Runs `careerpath explain`.
pub(crate) fn explain(options: &Explain, shell: &Shell) -> Result<(), Failure> {
    let format = shell
        .settings
        .format_among("explain", &[Format::Text, Format::Json])?;
    let given = Given::read(shell, &options.profile)?;
    let pack = load::pack(shell)?;
    let names = Names::of(pack);
    let said = given.supposing(&options.profile.what_if);
    let aimed = said.clone().aimed_at(std::slice::from_ref(&options.target));
    let aimed = aimed.at_flag("TARGET");
    let target = given
        .check_as(&aimed, pack, &names)?
        .targets
        .first()
        .copied();
    let profile = given.check_as(&said, pack, &names)?;
    let Some(target) = target else {
        return Err(Failure::usage("there is no target to explain"));
    };
    let how = Options {
        workers: workers(),
        ..Options::of(Objective::Soonest)
    };
    let as_of = shell.settings.as_of.value;
    let mut explanation = advise::explain(&profile, target, pack, as_of, &how);
    explanation.supposed = words(&options.profile.what_if);
    let text = match format {
        Format::Json => json_v1::explanation(&explanation),
        _ => text::explanation(&explanation, &shell.text_options()),
    };
    shell.deliver(&text)?;
    blocked(std::iter::once(&explanation.target))
}

/// Runs `careerpath compare`.
pub(crate) fn compare(options: &Compare, shell: &Shell) -> Result<(), Failure> {
    let format = shell
        .settings
        .format_among("compare", &[Format::Text, Format::Json])?;
    let given = Given::read(shell, &options.profile)?;
    let pack = load::pack(shell)?;
    let names = Names::of(pack);
    let said = given.supposing(&options.profile.what_if);
    let aimed = said.aimed_at(&options.targets).at_flag("TARGET");
    let profile = given.check_as(&aimed, pack, &names)?;
    if profile.targets.len() < 2 {
        let help = "name two or more different occupations or qualifications";
        return Err(Failure::usage_with_help(
            "there is only one target to compare",
            help,
        ));
    }
    let how = Options {
        workers: workers(),
        ..Options::of(objective(options.optimize))
    };
    let as_of = shell.settings.as_of.value;
    let mut comparison = advise::compare(&profile, pack, as_of, &how);
    comparison.supposed = words(&options.profile.what_if);
    let text = match format {
        Format::Json => json_v1::comparison(&comparison),
        _ => text::comparison(&comparison, &shell.text_options()),
    };
    shell.deliver(&text)?;
    blocked(comparison.targets.iter().map(|compared| &compared.target))
}

/// Returns how advice is to be given.
pub(crate) fn how(
    options: &TargetOptions,
    pack: &Pack,
    names: &Names,
    shell: &Shell,
) -> Result<Options, Failure> {
    let mut with = Vec::new();
    for name in &options.with {
        with.push(qualification(name, pack, names, shell)?);
    }
    Ok(Options {
        objective: objective(options.optimize),
        with,
        workers: workers(),
    })
}

/// Returns how many threads this machine runs at once.
fn workers() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

fn qualification(
    name: &str,
    pack: &Pack,
    names: &Names,
    shell: &Shell,
) -> Result<QualificationIndex, Failure> {
    let said = careerpath::profile::raw::Profile::default().aimed_at(&[name.to_owned()]);
    let profile =
        Given::of(said.at_flag("--with"), shell.settings.as_of.value).check(pack, names)?;
    match profile.targets.first() {
        Some(Target::Qualification(index)) => Ok(*index),
        Some(Target::Occupation(_)) | None => Err(Failure::usage_with_help(
            format!(
                "{} is an occupation, and `--with` adds a qualification",
                quote(name)
            ),
            "see `careerpath list credentials`",
        )),
    }
}

fn objective(optimize: Option<Optimize>) -> Objective {
    match optimize.unwrap_or_default() {
        Optimize::Soonest => Objective::Soonest,
        Optimize::Cheapest => Objective::Cheapest,
    }
}

fn supposed(
    given: &Given,
    what_if: &[WhatIf],
    target: &TargetOptions,
    pack: &Pack,
    names: &Names,
) -> Result<Option<Supposed>, Failure> {
    if what_if.is_empty() {
        return Ok(None);
    }
    let said = given.supposing(what_if).aimed_at(&target.target);
    let profile = given.check_as(&said, pack, names)?;
    let words = words(what_if);
    Ok(Some(Supposed { profile, words }))
}

fn blocked<'a>(mut targets: impl Iterator<Item = &'a TargetAdvice<'a>>) -> Result<(), Failure> {
    let has_no_plan =
        targets.any(|target| target.plan.is_none() && target.standing != Standing::Ready);
    if has_no_plan {
        Err(Failure::NoPlan)
    } else {
        Ok(())
    }
}
