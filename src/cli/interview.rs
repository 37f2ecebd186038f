//! The interview: asks who somebody is, and what could still change the advice.
//!
//! A question is a [`Step`]; answering it makes a new [`Draft`]. The drafts before it are kept, so
//! going back undoes the answer. What is said becomes the same facts that flags make, so that the
//! same answers give the same profile. Every word about the field comes from the rules.

mod answers;
mod choices;
mod command_line;
mod credentials;
mod decisive;
mod degrees;
mod draft;
mod experience;
mod keep;
mod origin;
mod wishes;

use super::Shell;
use super::args::profile::WhatIf;
use super::args::{Optimize, SaveOptions, TargetOptions};
use super::exit::Failure;
use super::files::save_private;
use super::interrupt;
use super::load::Given;
use super::prompt::{PromptError, Prompter};
use super::settings::Origin;
use careerpath::advise::{Options, stated};
use careerpath::pack::Pack;
use careerpath::profile::Profile;
use careerpath::profile::raw::Profile as Said;
use careerpath::profile::resolve::Names;
use careerpath::render::json_v1;
use draft::{Draft, Known, Section, Step, Turn};

/// The flags that say what the interview would ask.
const FLAGS: [&str; 6] = [
    "--profile FILE",
    "--background ID",
    "--occupation NAME",
    "--degree NAME",
    "--holds NAME",
    "--experience KIND=TIME",
];

/// What the interview serves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Purpose<'o> {
    /// The rules in use.
    pub(crate) pack: &'o Pack,
    /// Their names.
    pub(crate) names: &'o Names<'o>,
    /// How the advice is to be given.
    pub(crate) options: &'o Options,
    /// The same, as typed.
    pub(crate) target: &'o TargetOptions,
    /// What is supposed on top, as typed.
    pub(crate) what_if: &'o [WhatIf],
    /// Whether to keep the answers.
    pub(crate) save: &'o SaveOptions,
    /// Whether to offer to keep them otherwise.
    pub(crate) offers_saving: bool,
}

/// Asks what `given` does not say, hands it all to `deliver`, which prints the result, then says
/// which command line says the same, and offers to save it.
///
/// # Errors
/// Wrong usage where nobody can be asked; what `deliver` returns, after the rest was done where it
/// has printed a result.
pub(crate) fn run(
    shell: &Shell,
    purpose: Purpose<'_>,
    mut given: Given,
    deliver: impl FnOnce(&Given) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let files = &shell.files;
    files.refuse_over_rules(purpose.save.save_profile.as_deref())?;
    keep::refuse_early(purpose.save)?;
    given.said = given.said.aimed_at(&purpose.target.target);
    let before = given.check(purpose.pack, purpose.names)?;
    let mut prompter = shell.prompter(&FLAGS)?;
    interrupt::say_besides("nothing was saved");
    let known = Known {
        pack: purpose.pack,
        names: purpose.names,
        as_of: shell.settings.as_of.value,
        options: purpose.options,
        open: open(&before, purpose.pack),
    };
    prompter.say(&format!(
        "Questions about you, then advice by the rules “{}”. What you do not know you can skip. \
         Nothing is sent anywhere, and nothing is saved unless you say so.",
        purpose.pack.title
    ))?;
    given.said = answered(
        &known,
        Draft::of(given.said, known.from(Section::Background)),
        &mut *prompter,
    )?;
    let profile = given.check(purpose.pack, purpose.names)?;
    let text = json_v1::profile(&stated(&profile, purpose.pack));
    if let Some(path) = &purpose.save.save_profile {
        save_private(path, &text, purpose.save.force)?;
        interrupt::say_besides("the profile was saved");
        prompter.say(&keep::said(path))?;
    }
    let delivered = deliver(&given);
    if !matches!(delivered, Ok(()) | Err(Failure::NoPlan)) {
        return delivered;
    }
    say_command(shell, purpose, &given, &profile);
    if purpose.offers_saving && purpose.save.save_profile.is_none() {
        match keep::offer(&mut *prompter, &text) {
            // A file of answers need not say no.
            Ok(_) | Err(PromptError::Ended { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    delivered
}

/// Returns what is asked of everybody and not known.
fn open(profile: &Profile, pack: &Pack) -> Vec<Section> {
    let limits = &profile.constraints;
    let is_limited =
        limits.hours_per_week.is_some() || limits.budget.is_some() || limits.by.is_some();
    let sections = [
        (
            profile.backgrounds.is_none() && !pack.backgrounds.is_empty(),
            Section::Background,
        ),
        (profile.occupation.is_none(), Section::Occupation),
        (profile.degrees.is_none(), Section::Degrees),
        (profile.credentials.is_none(), Section::Credentials),
        (true, Section::Decisive),
        (!is_limited, Section::Limits),
        (profile.targets.is_empty(), Section::Target),
    ];
    let open = sections.into_iter().filter(|(is_open, _)| *is_open);
    open.map(|(_, section)| section).collect()
}

/// Asks question after question, and returns what was said in the end.
fn answered(known: &Known<'_>, start: Draft, prompter: &mut dyn Prompter) -> Result<Said, Failure> {
    let mut before: Vec<Draft> = Vec::new();
    let mut draft = settled(known, start)?;
    while !matches!(draft.step, Step::End) {
        match ask(known, draft.clone(), prompter)? {
            Turn::Next(next) => {
                let next = settled(known, *next)?;
                before.push(std::mem::replace(&mut draft, next));
            }
            Turn::Back => match before.pop() {
                Some(earlier) => draft = earlier,
                None => prompter.say("This is the first question.")?,
            },
        }
    }
    Ok(draft.said)
}

/// Returns the draft with a question to ask, or the end.
fn settled(known: &Known<'_>, draft: Draft) -> Result<Draft, Failure> {
    match draft.step {
        Step::Decisive => decisive::next(known, draft),
        _ => Ok(draft),
    }
}

fn ask(known: &Known<'_>, draft: Draft, prompter: &mut dyn Prompter) -> Result<Turn, Failure> {
    match draft.step.clone() {
        Step::Background => origin::background(known, draft, prompter),
        Step::Backgrounds => origin::backgrounds(known, draft, prompter),
        Step::Occupation => origin::occupation(known, draft, prompter),
        Step::Degree(step) => degrees::ask(&step, known, draft, prompter),
        Step::Credential(step) => credentials::ask(&step, known, draft, prompter),
        Step::Experience(step) => experience::ask(&step, known, draft, prompter),
        Step::DegreeField => degrees::missing_field(known, draft, prompter),
        Step::Statement(id) => decisive::statement(&id, known, draft, prompter),
        Step::Enough(left) => decisive::enough(left, draft, prompter),
        Step::Limits(step) => wishes::ask(step, known, draft, prompter),
        Step::Target => wishes::target(known, draft, prompter),
        Step::Decisive | Step::End => draft.then(Step::End),
    }
}

/// Says which command line gives the same result.
fn say_command(shell: &Shell, purpose: Purpose<'_>, given: &Given, profile: &Profile) {
    if given.is_empty() {
        let say = "\nYou left every question open, so there is nothing that flags could say.\n";
        shell.talk.hint(say);
        return;
    }
    let words = words(shell, purpose, profile);
    match words.as_deref().and_then(command_line::command) {
        Some(command) => shell
            .talk
            .hint(&format!("\nThe same without questions:\n\n{command}\n")),
        None => shell
            .talk
            .hint("\nNot all of this can be said by flags; save the profile to use it again.\n"),
    }
}

fn words(shell: &Shell, purpose: Purpose<'_>, profile: &Profile) -> Option<Vec<String>> {
    let mut words = vec!["careerpath".to_owned(), "advise".to_owned()];
    let mut add = |flag: &str, value: String| words.extend([flag.to_owned(), value]);
    let rules = &shell.settings.rules;
    for path in &rules.value {
        add("--rules", path.to_str()?.to_owned());
    }
    let as_of = &shell.settings.as_of;
    if as_of.origin != Origin::Default {
        add("--as-of", as_of.value.0.to_string());
    }
    for name in &purpose.target.with {
        add("--with", name.clone());
    }
    if let Some(Optimize::Cheapest) = purpose.target.optimize {
        add("--optimize", "cheapest".to_owned());
    }
    for supposed in purpose.what_if {
        add("--what-if", supposed.text.clone());
    }
    words.extend(command_line::options(
        profile,
        purpose.pack,
        purpose.names,
        shell.settings.as_of.value,
    )?);
    Some(words)
}
