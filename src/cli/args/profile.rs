//! The options that say who the user is.
//!
//! Each is one [`Fact`]; `--what-if FORM=VALUE` is the same fact on top of what is. No name is
//! looked up here: that takes a pack.

use super::value::{self, Experience, Named, NamedBy, OrNone};
use careerpath::units::PartialDate;
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Who the user is.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Profile")]
pub(crate) struct ProfileOptions {
    /// Read a profile; `-` is standard input. Options change what it says
    ///
    /// --degree, --holds, --in-progress, --experience and --attest add to what the profile says, and
    /// replace what it says of the same degree, the same credential, the same kind of work from the
    /// same date, or the same statement.
    /// --degree none, --holds none and --experience none take away all it says of their kind.
    /// Every other option that is given, --background too, replaces what the profile says.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) profile: Option<PathBuf>,
    /// Where you come from, as `careerpath list backgrounds` names it; repeatable
    #[arg(long, value_name = "ID", value_parser = value::name_or_none)]
    pub(crate) background: Vec<OrNone<String>>,
    /// Your occupation today; none if you have none
    #[arg(long, value_name = "NAME", value_parser = value::name_or_none)]
    pub(crate) occupation: Option<OrNone<String>>,
    /// A degree you have; with a date to come, one you work on; repeatable; none if you have none
    ///
    /// `careerpath list degrees` names the degrees the rules know. Any other is said by its level
    /// (associate, bachelor, master or doctorate) or by its level and field, as in
    /// bachelor/mathematics; `careerpath list fields` names the fields.
    #[arg(long, value_name = "NAME[:DATE]", value_parser = value::named)]
    pub(crate) degree: Vec<OrNone<Named>>,
    /// A credential you hold, and when it expires; repeatable; none if you hold none
    #[arg(long, value_name = "NAME[:EXPIRES]", value_parser = value::named)]
    pub(crate) holds: Vec<OrNone<Named>>,
    /// A credential or degree you work on, and when you expect it; repeatable
    #[arg(long, value_name = "NAME:DATE", value_parser = value::named_by)]
    pub(crate) in_progress: Vec<NamedBy>,
    /// What you have worked in or as, and how long; repeatable; none if you have not worked
    ///
    /// The time is months (30m), years (6y), both (2y6m), or dates (2019-03..2021-01, 2019-03.. if
    /// it goes on). Two details may follow: hours=20 for part-time work, and during=KIND where it
    /// was a part of other work.
    #[arg(
        long,
        value_name = "KIND=TIME[,hours=N][,during=KIND]",
        value_parser = value::experience
    )]
    pub(crate) experience: Vec<OrNone<Experience>>,
    /// Whether a statement of the rules is true of you; repeatable
    #[arg(long, value_name = "ID=yes|no", value_parser = value::attestation)]
    pub(crate) attest: Vec<(String, bool)>,
    /// Hours a week you can study
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = value::hours_per_week)]
    pub(crate) hours_per_week: Option<u32>,
    /// The most you can spend, in US dollars
    #[arg(long, value_name = "USD", allow_negative_numbers = true, value_parser = value::usd)]
    pub(crate) budget: Option<u32>,
    /// The date you want to be there by
    #[arg(long, value_name = "DATE", allow_negative_numbers = true, value_parser = value::partial_date)]
    pub(crate) by: Option<PartialDate>,
    /// Suppose this as well, and say what it changes; repeatable
    ///
    /// FORM is one of the options above without its dashes: background, occupation, degree, holds,
    /// in-progress, experience, attest, hours-per-week, budget, by; or without, which takes a
    /// credential or degree away. experience:KIND=24m is the same as experience=KIND=24m.
    #[arg(long, value_name = "FORM=VALUE", value_parser = what_if)]
    pub(crate) what_if: Vec<WhatIf>,
}

/// One thing said about the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    /// `--background`
    Background(OrNone<String>),
    /// `--occupation`
    Occupation(OrNone<String>),
    /// `--degree`
    Degree(OrNone<Named>),
    /// `--holds`
    Holds(OrNone<Named>),
    /// `--in-progress`
    InProgress(NamedBy),
    /// `--experience`
    Experience(OrNone<Experience>),
    /// `--attest`
    Attest(String, bool),
    /// `--hours-per-week`
    HoursPerWeek(u32),
    /// `--budget`
    Budget(u32),
    /// `--by`
    By(PartialDate),
    /// `--what-if without=NAME`: a credential or degree taken away.
    Without(String),
}

/// One supposition: the fact, and the words it was given in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WhatIf {
    /// `FORM=VALUE` as typed.
    pub(crate) text: String,
    /// What is supposed.
    pub(crate) fact: Fact,
}

/// A form of fact: how it is called, and how its value is read.
struct Form {
    name: &'static str,
    read: fn(&str) -> Result<Fact, String>,
}

/// Every form, in the order of the options.
const FORMS: [Form; 11] = [
    Form {
        name: "background",
        read: |text| value::name_or_none(text).map(Fact::Background),
    },
    Form {
        name: "occupation",
        read: |text| value::name_or_none(text).map(Fact::Occupation),
    },
    Form {
        name: "degree",
        read: |text| value::named(text).map(Fact::Degree),
    },
    Form {
        name: "holds",
        read: |text| value::named(text).map(Fact::Holds),
    },
    Form {
        name: "in-progress",
        read: |text| value::named_by(text).map(Fact::InProgress),
    },
    Form {
        name: "experience",
        read: |text| value::experience(text).map(Fact::Experience),
    },
    Form {
        name: "attest",
        read: |text| value::attestation(text).map(|(id, holds)| Fact::Attest(id, holds)),
    },
    Form {
        name: "hours-per-week",
        read: |text| value::hours_per_week(text).map(Fact::HoursPerWeek),
    },
    Form {
        name: "budget",
        read: |text| value::usd(text).map(Fact::Budget),
    },
    Form {
        name: "by",
        read: |text| value::partial_date(text).map(Fact::By),
    },
    Form {
        name: "without",
        read: |text| Ok(Fact::Without(text.to_owned())),
    },
];

impl Fact {
    /// Returns the form's name: the option without its dashes.
    pub(crate) fn form(&self) -> &'static str {
        match self {
            Self::Background(_) => "background",
            Self::Occupation(_) => "occupation",
            Self::Degree(_) => "degree",
            Self::Holds(_) => "holds",
            Self::InProgress(_) => "in-progress",
            Self::Experience(_) => "experience",
            Self::Attest(..) => "attest",
            Self::HoursPerWeek(_) => "hours-per-week",
            Self::Budget(_) => "budget",
            Self::By(_) => "by",
            Self::Without(_) => "what-if without",
        }
    }

    /// Returns whether a profile has one fact of the kind at most.
    fn is_single(&self) -> bool {
        matches!(
            self,
            Self::Occupation(_) | Self::HoursPerWeek(_) | Self::Budget(_) | Self::By(_)
        )
    }

    /// Whether the fact is that a degree or credential of this name is held or worked on.
    fn names(&self, name: &str) -> bool {
        let own = match self {
            Self::Degree(OrNone::One(own)) | Self::Holds(OrNone::One(own)) => &own.name,
            Self::InProgress(own) => &own.name,
            Self::Degree(OrNone::None)
            | Self::Holds(OrNone::None)
            | Self::Background(_)
            | Self::Occupation(_)
            | Self::Experience(_)
            | Self::Attest(..)
            | Self::HoursPerWeek(_)
            | Self::Budget(_)
            | Self::By(_)
            | Self::Without(_) => return false,
        };
        own.eq_ignore_ascii_case(name)
    }

    /// Returns whether the fact is that there is none of its kind.
    pub(crate) fn is_none(&self) -> bool {
        matches!(
            self,
            Self::Background(OrNone::None)
                | Self::Occupation(OrNone::None)
                | Self::Degree(OrNone::None)
                | Self::Holds(OrNone::None)
                | Self::Experience(OrNone::None)
        )
    }
}

impl ProfileOptions {
    /// Returns what the options say, form by form in the order of [`FORMS`], each as typed.
    ///
    /// # Errors
    /// A sentence, where a form says `none` and something else too, or a supposition one thing twice.
    pub(crate) fn facts(&self) -> Result<Vec<Fact>, String> {
        let mut facts = Vec::new();
        facts.extend(self.background.iter().cloned().map(Fact::Background));
        facts.extend(self.occupation.iter().cloned().map(Fact::Occupation));
        facts.extend(self.degree.iter().cloned().map(Fact::Degree));
        facts.extend(self.holds.iter().cloned().map(Fact::Holds));
        facts.extend(self.in_progress.iter().cloned().map(Fact::InProgress));
        facts.extend(self.experience.iter().cloned().map(Fact::Experience));
        let attestations = self.attest.iter().cloned();
        facts.extend(attestations.map(|(id, holds)| Fact::Attest(id, holds)));
        facts.extend(self.hours_per_week.map(Fact::HoursPerWeek));
        facts.extend(self.budget.map(Fact::Budget));
        facts.extend(self.by.map(Fact::By));
        if let Some(form) = none_beside_another(&facts) {
            return Err(format!("`--{form} none` stands beside another `--{form}`"));
        }
        let supposed: Vec<&Fact> = self.what_if.iter().map(|own| &own.fact).collect();
        if let Some(form) = none_beside_another(supposed.iter().copied()) {
            return Err(format!(
                "`--what-if {form}=none` stands beside another `--what-if {form}`"
            ));
        }
        for (place, fact) in supposed.iter().enumerate() {
            let form = fact.form();
            let mut before = supposed.iter().take(place);
            if fact.is_single() && before.any(|other| other.form() == form) {
                return Err(format!("`--what-if {form}` is given twice"));
            }
            if let Fact::Without(name) = fact
                && let Some(other) = supposed.iter().find(|other| other.names(name))
            {
                let form = other.form();
                return Err(format!(
                    "`--what-if without={name}` stands beside `--what-if {form}={name}`"
                ));
            }
        }
        Ok(facts)
    }
}

/// Returns a form that says `none` and something else too.
fn none_beside_another<'f>(
    facts: impl IntoIterator<Item = &'f Fact> + Clone,
) -> Option<&'static str> {
    let nones = facts.clone().into_iter().filter(|fact| fact.is_none());
    let mut forms = nones.map(Fact::form);
    forms.find(|form| {
        let mut others = facts.clone().into_iter().filter(|fact| !fact.is_none());
        others.any(|fact| fact.form() == *form)
    })
}

/// Reads `FORM=VALUE`.
fn what_if(text: &str) -> Result<WhatIf, String> {
    let names = FORMS.iter().map(|form| form.name);
    let experience = text
        .strip_prefix("experience:")
        .map(|rest| ("experience", rest));
    let Some((name, rest)) = experience.or_else(|| text.split_once('=')) else {
        return Err(format!(
            "say FORM=VALUE, where FORM is one of {}",
            names.collect::<Vec<_>>().join(", ")
        ));
    };
    let Some(form) = FORMS.iter().find(|form| form.name == name) else {
        let near = careerpath::json::nearest(name, names.clone());
        return Err(match near {
            Some(near) => format!("there is no form `{name}`; did you mean `{near}`?"),
            None => format!(
                "there is no form `{name}`; the forms are {}",
                names.collect::<Vec<_>>().join(", ")
            ),
        });
    };
    let fact = (form.read)(rest)?;
    Ok(WhatIf {
        text: text.to_owned(),
        fact,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Arguments;
    use clap::CommandFactory;

    #[test]
    fn each_form_is_an_option_and_names_itself() {
        let command = Arguments::command();
        let advise = command.find_subcommand("advise").expect("there");
        for (form, value) in FORMS.iter().filter(|form| form.name != "without").zip([
            "it",
            "registered-baker",
            "bsc",
            "hgv:2027-05",
            "bsc:2027",
            "baking=6y",
            "x=yes",
            "8",
            "$3,000",
            "2028-12",
        ]) {
            let is_option = advise
                .get_arguments()
                .any(|option| option.get_long() == Some(form.name));
            assert!(is_option, "{}", form.name);
            let fact = (form.read)(value).expect("reads");
            assert_eq!(fact.form(), form.name);
            let supposed = what_if(&format!("{}={value}", form.name)).expect("reads");
            assert_eq!(supposed.fact, fact);
        }
    }

    #[test]
    fn a_wrong_form_is_explained() {
        assert_eq!(
            what_if("hold=hgv").expect_err("wrong"),
            "there is no form `hold`; did you mean `holds`?"
        );
        assert!(
            what_if("age=40")
                .expect_err("wrong")
                .contains("the forms are background, occupation")
        );
        assert!(
            what_if("hgv")
                .expect_err("wrong")
                .starts_with("say FORM=VALUE")
        );
    }

    #[test]
    fn none_stands_alone() {
        let options = ProfileOptions {
            holds: vec![OrNone::None, value::named("hgv").expect("reads")],
            ..ProfileOptions::default()
        };
        assert_eq!(
            options.facts().expect_err("refused"),
            "`--holds none` stands beside another `--holds`"
        );
        let options = ProfileOptions {
            holds: vec![OrNone::None, OrNone::None],
            degree: vec![value::named("bsc").expect("reads")],
            ..ProfileOptions::default()
        };
        assert_eq!(options.facts().expect("fine").len(), 3);
    }

    #[test]
    fn suppositions_do_not_contradict_each_other() {
        let refused = |forms: &[&str]| {
            let options = ProfileOptions {
                what_if: (forms.iter())
                    .map(|form| what_if(form).expect("reads"))
                    .collect(),
                ..ProfileOptions::default()
            };
            options.facts().err()
        };
        assert_eq!(
            refused(&["holds=none", "holds=hgv"]).as_deref(),
            Some("`--what-if holds=none` stands beside another `--what-if holds`")
        );
        assert_eq!(
            refused(&["budget=100", "degree=none", "budget=200"]).as_deref(),
            Some("`--what-if budget` is given twice")
        );
        assert_eq!(
            refused(&["holds=HGV", "without=hgv"]).as_deref(),
            Some("`--what-if without=hgv` stands beside `--what-if holds=hgv`")
        );
        assert_eq!(refused(&["holds=hgv", "without=csc"]), None);
        assert_eq!(refused(&["holds=hgv", "holds=csc", "degree=none"]), None);
        assert_eq!(refused(&["holds=none", "holds=none"]), None);
    }
}
