//! The documents themselves: what each begins with, and its sections in order.

use super::list;
use super::occupation::Occupation;
use super::plan::Plan;
use super::profile::{Named, Profile, names};
use super::proof::{ProofOf, Weighed};
use super::qualification::{KeepActive, MissingQualification, Opens};
use super::remarks::{Fact, Guidance, Question, Reason, Source, Warning};
use super::scalar::Day;
use super::target::{ComparedTarget, Recommendation, Shared, Target, WhatIf};
use crate::advice;

/// Which program answered.
#[derive(serde::Serialize, schemars::JsonSchema)]
pub(super) struct Program {
    /// Its version.
    version: &'static str,
}

pub(super) const THIS_PROGRAM: Program = Program {
    version: env!("CARGO_PKG_VERSION"),
};

impl Advice<'_> {
    /// Returns the document as the answer to one line of a stream, counted from 1.
    pub(super) fn on_line(self, line: u64) -> Self {
        Self {
            line: Some(line),
            ..self
        }
    }
}

wire! {
    /// The answer to one profile.
    Advice<'a> of advice::Advice<'a> as advice {
        /// Always `careerpath/advice/1`.
        format: &'static str = super::ADVICE,
        /// In a stream: which line of the input this answers, from 1.
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<u64> = None,
        /// Which program answered.
        program: Program = THIS_PROGRAM,
        /// Which pack answered.
        pack: Pack<'a> = Pack::from(&advice.pack),
        /// The day that counted as today.
        as_of: Day = Day(advice.as_of),
        /// The profile as it was understood.
        profile: Profile<'a> = Profile::from(&advice.profile),
        /// The names of what stands in the profile, in its order.
        profile_names: Vec<Named<'a>> = names(&advice.profile),
        /// The best-scored occupation that can be reached; null where there is none.
        recommendation: Option<Recommendation<'a>> =
            advice.recommendation.as_ref().ok().map(Recommendation::from),
        /// Why there is no recommendation; empty where there is one.
        recommendation_blocked_by: Vec<Reason<'a>> =
            advice.recommendation.as_ref().err().map(|reasons| list(reasons)).unwrap_or_default(),
        /// What was asked about, in the order asked.
        targets: Vec<Target<'a>> = list(&advice.targets),
        /// Every occupation that could be recommended: by score, then pay, then id.
        occupations: Vec<Occupation<'a>> = list(&advice.occupations),
        /// Credentials and degrees that are missing somewhere: those of the recommended occupation
        /// and the targets first (required before preferred), then by how many occupations want
        /// them, then by id.
        missing_credentials: Vec<MissingQualification<'a>> = list(&advice.missing),
        /// What each qualification that is not held would open: most weeks saved for each week it
        /// takes first (those without a plan of their own last), then most occupations ready, then
        /// the cheapest, then id.
        opens: Vec<Opens<'a>> = list(&advice.opens),
        /// What is held and must be kept up: soonest to expire first, then id.
        keep_active: Vec<KeepActive<'a>> = list(&advice.keep_active),
        /// Advice that is not a requirement, by id.
        guidance: Vec<Guidance<'a>> = list(&advice.guidance),
        /// Dated facts about the field, by topic, then id.
        facts: Vec<Fact<'a>> = list(&advice.facts),
        /// The unknown facts that could change the answer, most decisive first.
        questions: Vec<Question<'a>> = list(&advice.questions),
        /// What a supposed change does; null where none was supposed.
        what_if: Option<WhatIf<'a>> = advice.what_if.as_ref().map(WhatIf::from),
        /// What every reader should bear in mind.
        caveats: Vec<&'a str> = advice.caveats.iter().map(|say| &**say).collect(),
        /// Every source the answer rests on, by id.
        sources: Vec<Source<'a>> = list(&advice.sources),
        /// What is thin in the profile or due for rechecking in the pack.
        warnings: Vec<Warning<'a>> = list(&advice.warnings),
    }

    /// The proof for one target.
    Explanation<'a> of advice::Explanation<'a> as explanation {
        /// Always `careerpath/explain/1`.
        format: &'static str = super::EXPLAIN,
        /// Which program answered.
        program: Program = THIS_PROGRAM,
        /// Which pack answered.
        pack: Pack<'a> = Pack::from(&explanation.pack),
        /// The day that counted as today.
        as_of: Day = Day(explanation.as_of),
        /// The profile as it was understood.
        profile: Profile<'a> = Profile::from(&explanation.profile),
        /// The names of what stands in the profile, in its order.
        profile_names: Vec<Named<'a>> = names(&explanation.profile),
        /// What was supposed of it, each as it was said: the profile is the one so changed.
        supposed: Vec<&'a str> = explanation.supposed.iter().map(String::as_str).collect(),
        /// The target itself.
        target: Target<'a> = Target::from(&explanation.target),
        /// The proof of what an occupation requires; for a qualification, one for each route.
        proofs: Vec<ProofOf<'a>> = list(&explanation.proofs),
        /// The preferences of an occupation: most points first.
        preferences: Vec<Weighed<'a>> = list(&explanation.preferences),
        /// The recommendation rules that speak for an occupation, met or not, by id.
        rules: Vec<Weighed<'a>> = list(&explanation.rules),
        /// The unknown facts that bear on the target, most decisive first.
        questions: Vec<Question<'a>> = list(&explanation.questions),
        /// What every reader should bear in mind.
        caveats: Vec<&'a str> = explanation.caveats.iter().map(|say| &**say).collect(),
        /// Every source the explanation rests on, by id.
        sources: Vec<Source<'a>> = list(&explanation.sources),
        /// What is thin in the profile or due for rechecking in the pack.
        warnings: Vec<Warning<'a>> = Vec::new(),
    }

    /// Targets side by side.
    Comparison<'a> of advice::Comparison<'a> as comparison {
        /// Always `careerpath/compare/1`.
        format: &'static str = super::COMPARE,
        /// Which program answered.
        program: Program = THIS_PROGRAM,
        /// Which pack answered.
        pack: Pack<'a> = Pack::from(&comparison.pack),
        /// The day that counted as today.
        as_of: Day = Day(comparison.as_of),
        /// The profile as it was understood.
        profile: Profile<'a> = Profile::from(&comparison.profile),
        /// The names of what stands in the profile, in its order.
        profile_names: Vec<Named<'a>> = names(&comparison.profile),
        /// What was supposed of it, each as it was said: the profile is the one so changed.
        supposed: Vec<&'a str> = comparison.supposed.iter().map(String::as_str).collect(),
        /// The targets, in the order asked.
        targets: Vec<ComparedTarget<'a>> = list(&comparison.targets),
        /// Qualifications that more than one of the plans earns or renews, by id.
        shared: Vec<Shared<'a>> = list(&comparison.shared),
        /// The plan that reaches every target; null where there is none.
        together: Option<Plan<'a>> = comparison.together.as_ref().map(Plan::from),
        /// Why there is no plan that reaches every target, in words.
        together_blocked: Option<&'a str> = comparison.together_blocked.as_deref(),
        /// What every reader should bear in mind.
        caveats: Vec<&'a str> = comparison.caveats.iter().map(|say| &**say).collect(),
        /// Every source the comparison rests on, by id.
        sources: Vec<Source<'a>> = list(&comparison.sources),
        /// What is thin in the profile or due for rechecking in the pack.
        warnings: Vec<Warning<'a>> = Vec::new(),
    }

    /// Which pack answered.
    Pack<'a> of advice::PackName<'a> as pack {
        /// Its id.
        id: &'a str = pack.id,
        /// Its version, apart from the program's.
        version: &'a str = pack.version,
        /// The SHA-256 of its canonical text.
        sha256: &'a str = pack.sha256,
        /// Its title.
        title: &'a str = pack.title,
    }
}
