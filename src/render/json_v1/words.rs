//! The words of the documents: enums in kebab-case.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{advice, pack};

macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident of $from:ty {
        $($(#[doc = $variant_doc:literal])+ $variant:ident,)+
    })+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Copy, Serialize, JsonSchema)]
            #[serde(rename_all = "kebab-case")]
            pub(super) enum $name {
                $($(#[doc = $variant_doc])+ $variant,)+
            }

            impl From<$from> for $name {
                fn from(word: $from) -> Self {
                    match word {
                        $(<$from>::$variant => Self::$variant,)+
                    }
                }
            }
        )+

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn words_are_spelled_as_in_every_other_output() {
                $($({
                    let word = <$from>::$variant;
                    let written = serde_json::to_value($name::from(word)).expect("JSON");
                    assert_eq!(written, word.as_str());
                })+)+
            }
        }
    };
}

words! {
    /// How far an occupation or qualification is for the person.
    Standing of advice::Standing {
        /// Everything required is met.
        Ready,
        /// A plan exists.
        Reachable,
        /// An unanswered question decides.
        Unknown,
        /// No plan exists.
        Blocked,
    }

    /// The tier people read.
    Tier of advice::Tier {
        /// Ready now.
        Ready,
        /// A plan within the pack's `next_within_months`.
        Next,
        /// A longer plan.
        Later,
        /// No plan.
        Blocked,
    }

    /// What stands between a person and a requirement.
    GapState of advice::GapState {
        /// Not there.
        NotMet,
        /// Not known.
        Unknown,
        /// There once, and to be renewed.
        Lapsed,
        /// On its way.
        InProgress,
    }

    /// Where on a path an occupation stands.
    StageRole of advice::StageRole {
        /// Held today.
        Today,
        /// Entered on the way.
        OnTheWay,
        /// The target.
        Target,
        /// Where the target leads.
        Afterwards,
    }

    /// What a step of a plan does.
    StepKind of advice::StepKind {
        /// Earn a qualification by a route.
        Earn,
        /// Renew a lapsed credential.
        Renew,
        /// Work in an occupation entered in the plan.
        Work,
        /// Wait for what is on its way.
        Wait,
        /// Stay in today's occupation.
        Stay,
    }

    /// How much a qualification is wanted.
    Need of advice::Need {
        /// Without it, or another that does as well, no entry.
        Required,
        /// It helps.
        Preferred,
    }

    /// What to do about a missing qualification.
    Action of advice::Action {
        /// Earn it.
        Earn,
        /// Renew it.
        Renew,
        /// Wait for it.
        Wait,
    }

    /// Which unknown fact a question is about.
    QuestionKind of advice::QuestionKind {
        /// Where the person comes from.
        Background,
        /// Today's occupation.
        Occupation,
        /// Degrees.
        Degrees,
        /// Credentials and licences.
        Credentials,
        /// Time worked.
        Experience,
        /// The field of a degree whose level is stated.
        DegreeField,
        /// A statement.
        Statement,
    }

    /// How far a source can be trusted.
    Confidence of pack::Confidence {
        /// Read on the issuer's, government's or association's own page.
        Primary,
        /// Read in reputable press, at a university or another association.
        Secondary,
        /// Not read at the issuer; to be confirmed there.
        Unverified,
        /// The pack authors' own weighing.
        Judgement,
    }
}
