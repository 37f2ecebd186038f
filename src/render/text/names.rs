//! What the answer itself knows of the ids in it: a renderer never asks the pack.

use std::collections::BTreeMap;

use crate::advice::{
    Advice, Comparison, Explanation, Gap, Missing, MissingQualification, PathStage, Plan,
    SourceCited, StatedOccupation, StatedProfile, TargetAdvice,
};
use crate::pack::Confidence;

/// The names, missing qualifications and sources of one answer, by id.
pub(super) struct Known<'a, 'p> {
    names: BTreeMap<&'a str, &'a str>,
    missing: &'a [MissingQualification<'p>],
    sources: &'a [SourceCited<'p>],
}

impl<'a, 'p> Known<'a, 'p> {
    /// Returns what an advice knows.
    pub(super) fn of_advice(advice: &'a Advice<'p>) -> Self {
        let mut known = Self::with(&advice.missing, &advice.sources);
        for missing in &advice.missing {
            known.name(missing.id, missing.short_name());
        }
        for opens in &advice.opens {
            known.name(opens.id, opens.name);
        }
        for held in &advice.keep_active {
            known.name(held.id, held.name);
        }
        for occupation in &advice.occupations {
            known.name(occupation.id, occupation.title);
            for next in &occupation.leads_to {
                known.name(next.id, next.title);
            }
            known.plan(occupation.plan.as_ref());
            known.wants(&occupation.missing);
            known.gaps(&occupation.blocked_by);
        }
        if let Ok(recommended) = &advice.recommendation {
            known.path(&recommended.path);
            known.plan(recommended.plan.as_ref());
        }
        advice
            .targets
            .iter()
            .for_each(|target| known.target(target));
        known.profile(&advice.profile);
        known
    }

    /// Returns what an explanation knows.
    pub(super) fn of_explanation(explanation: &'a Explanation<'p>) -> Self {
        let mut known = Self::with(&[], &explanation.sources);
        known.target(&explanation.target);
        known.profile(&explanation.profile);
        known
    }

    /// Returns what a comparison knows.
    pub(super) fn of_comparison(comparison: &'a Comparison<'p>) -> Self {
        let mut known = Self::with(&[], &comparison.sources);
        for (id, name, _) in &comparison.shared {
            known.name(id, name);
        }
        for compared in &comparison.targets {
            known.target(&compared.target);
        }
        known.plan(comparison.together.as_ref());
        known.profile(&comparison.profile);
        known
    }

    /// Returns the name of an id, or the id where the answer has no name for it.
    pub(super) fn name_of<'s>(&self, id: &'s str) -> &'s str
    where
        'a: 's,
    {
        self.names.get(id).copied().unwrap_or(id)
    }

    /// Returns the names of several ids.
    pub(super) fn names_of<'s>(&self, ids: &[&'s str]) -> Vec<&'s str>
    where
        'a: 's,
    {
        ids.iter().map(|id| self.name_of(id)).collect()
    }

    /// Returns the qualification, where the answer says more about it.
    pub(super) fn missing(&self, id: &str) -> Option<&'a MissingQualification<'p>> {
        self.missing.iter().find(|missing| missing.id == id)
    }

    /// Returns the source.
    pub(super) fn source(&self, id: &str) -> Option<&'a SourceCited<'p>> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// Returns whether any of the sources was not read at the issuer.
    pub(super) fn is_unverified(&self, sources: &[&str]) -> bool {
        sources
            .iter()
            .filter_map(|id| self.source(id))
            .any(|source| source.confidence == Confidence::Unverified)
    }

    fn with(missing: &'a [MissingQualification<'p>], sources: &'a [SourceCited<'p>]) -> Self {
        Self {
            names: BTreeMap::new(),
            missing,
            sources,
        }
    }

    fn name(&mut self, id: &'a str, name: &'a str) {
        self.names.entry(id).or_insert(name);
    }

    fn path(&mut self, path: &'a [PathStage<'p>]) {
        for stage in path {
            self.name(stage.id, stage.title);
        }
    }

    fn plan(&mut self, plan: Option<&'a Plan<'p>>) {
        for step in plan.map_or(&[][..], |plan| &plan.steps) {
            self.name(&step.id, &step.name);
        }
    }

    fn wants(&mut self, missing: &'a Missing<'p>) {
        self.gaps(&missing.required);
        self.gaps(&missing.preferred);
    }

    fn gaps(&mut self, gaps: &'a [Gap<'p>]) {
        for gap in gaps {
            for each in &gap.satisfied_by {
                self.name(each.id, each.name);
            }
            gap.branches.iter().for_each(|branch| self.gaps(branch));
        }
    }

    fn target(&mut self, target: &'a TargetAdvice<'p>) {
        self.wants(&target.missing);
        self.gaps(&target.blocked_by);
        self.name(target.id, target.name);
        self.path(&target.path);
        self.plan(target.plan.as_ref());
        for plan in &target.alternatives {
            self.plan(Some(plan));
        }
    }

    fn profile(&mut self, profile: &'a StatedProfile<'p>) {
        if let Some(StatedOccupation::Held { id, title }) = profile.occupation {
            self.name(id, title);
        }
        for degree in profile.degrees.iter().flatten() {
            if let Some(id) = degree.id {
                self.name(id, &degree.name);
            }
        }
        for credential in profile.credentials.iter().flatten() {
            self.name(credential.id, credential.name);
        }
    }
}
