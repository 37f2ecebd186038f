//! `careerpath list` and `show`: what the rules know.

use careerpath::json::quote;
use careerpath::profile::resolve::{Names, Unresolved};
use careerpath::render::{json_v1, text};

use crate::cli::Shell;
use crate::cli::args::global::Format;
use crate::cli::args::{List, Section, Show};
use crate::cli::exit::Failure;
use crate::cli::load;

/// Runs `careerpath list`.
pub(crate) fn list(options: &List, shell: &Shell) -> Result<(), Failure> {
    let format = shell
        .settings
        .format_among("list", &[Format::Text, Format::Json])?;
    let pack = load::pack(shell)?;
    let section = match options.section {
        Section::Occupations => text::list::Section::Occupations,
        Section::Credentials => text::list::Section::Credentials,
        Section::Degrees => text::list::Section::Degrees,
        Section::Fields => text::list::Section::Fields,
        Section::Experience => text::list::Section::Experience,
        Section::Backgrounds => text::list::Section::Backgrounds,
    };
    let search = options.search.as_deref();
    let as_of = shell.settings.as_of.value.0;
    shell.deliver(&match format {
        Format::Json => json_v1::records::list(pack, as_of, section, search),
        _ => text::list::text(pack, section, search, &shell.text_options()),
    })
}

/// Runs `careerpath show`.
pub(crate) fn show(options: &Show, shell: &Shell) -> Result<(), Failure> {
    let format = shell
        .settings
        .format_among("show", &[Format::Text, Format::Json])?;
    let pack = load::pack(shell)?;
    let as_of = shell.settings.as_of.value.0;
    let names = Names::of(pack);
    let id = match names.any(&options.id) {
        Ok(id) => id,
        Err(Unresolved::Ambiguous(ids)) => {
            let message = format!(
                "{} stands for several: `{}`",
                quote(&options.id),
                ids.join("`, `")
            );
            return Err(Failure::usage_with_help(
                message,
                "name one of them by its id",
            ));
        }
        Err(Unresolved::Unknown(near)) => {
            let message = format!("nothing in the rules is called {}", quote(&options.id));
            let help = near.map_or_else(
                || {
                    "search with `careerpath list occupations --search TEXT`, or among credentials"
                        .to_owned()
                },
                |near| format!("did you mean {}?", quote(&near)),
            );
            return Err(Failure::usage_with_help(message, help));
        }
    };
    let record = match format {
        Format::Json => json_v1::records::record(&load::raw(shell)?, pack, as_of, &id),
        _ => text::record::text(pack, &id, as_of, &shell.text_options()),
    };
    match record {
        Some(record) => shell.deliver(&record),
        None => Err(Failure::usage(format!(
            "there is no page for {}",
            quote(&id)
        ))),
    }
}
