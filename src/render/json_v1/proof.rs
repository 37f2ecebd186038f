//! Proofs: every branch of a requirement, met or not, and by what.

use super::gap::{Gap, Requirement};
use super::list;
use super::remarks::Evidence;
use crate::advice;

wire! {
    /// A proof and the record it belongs to.
    ProofOf<'a> of advice::ProofOf<'a> as record {
        /// The id of the occupation, route or rule.
        id: &'a str = record.id,
        /// What it is, in words.
        say: &'a str = &record.say,
        /// Whether it can be used today: a route in force, a qualification not retired.
        is_usable: bool = record.is_usable,
        /// The proof.
        proof: Proof<'a> = Proof::from(&record.proof),
        /// Ids of its sources, sorted.
        sources: &'a [&'a str] = &record.sources,
    }

    /// What adds points when it is met: a preference or a rule.
    Weighed<'a> of (i32, advice::ProofOf<'a>) as weighed {
        /// What it adds when it is met.
        points: i32 = weighed.0,
        /// The id of the occupation or rule.
        id: &'a str = weighed.1.id,
        /// What it is, in words.
        say: &'a str = &weighed.1.say,
        /// Whether it is in force today.
        is_usable: bool = weighed.1.is_usable,
        /// The proof.
        proof: Proof<'a> = Proof::from(&weighed.1.proof),
        /// Ids of its sources, sorted.
        sources: &'a [&'a str] = &weighed.1.sources,
    }

    /// The proof of one verdict.
    Proof<'a> of advice::Proof<'a> as proof {
        /// The requirement, in the forms of the pack.
        requirement: Requirement<'a> = Requirement::from(&proof.requirement),
        /// The requirement in words.
        say: &'a str = &proof.say,
        /// Whether it is met.
        #[schemars(extend("enum" = ["met", "not-met", "unknown"]))]
        verdict: &'static str = proof.verdict,
        /// What the verdict rests on.
        evidence: Vec<Evidence<'a>> = list(&proof.evidence),
        /// What stands in the way, where it is not met.
        gap: Option<Gap<'a>> = proof.gap.as_ref().map(Gap::from),
        /// The branches, in the order of the requirement.
        branches: Vec<Proof<'a>> = list(&proof.branches),
    }
}
