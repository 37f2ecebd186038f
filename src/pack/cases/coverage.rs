//! Which rules of a pack the cases decide: a rule is decided when one case meets it and one does not.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::advise::evaluate::Situation;
use crate::pack::requirement::{Node, NodeIndex, Verdict};
use crate::pack::{OccupationIndex, Pack};
use crate::profile::Subject;

/// What sort of rule is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CoverageKind {
    /// What a route asks for.
    Route,
    /// What an occupation requires.
    Occupation,
    /// What an occupation prefers.
    Preference,
    /// A branch of any of these, and of the conditions of recommendations and guidance.
    Branch,
    /// For whom a recommendation speaks.
    Recommendation,
    /// For whom guidance is.
    Guidance,
    /// What the occupation a transition leads to requires, for somebody who comes from the other.
    Transition,
}

impl CoverageKind {
    /// Every kind, in the order it is reported.
    pub const ALL: [Self; 7] = [
        Self::Route,
        Self::Occupation,
        Self::Preference,
        Self::Branch,
        Self::Recommendation,
        Self::Guidance,
        Self::Transition,
    ];

    /// Returns the kind as output spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Route => "route",
            Self::Occupation => "occupation",
            Self::Preference => "preference",
            Self::Branch => "branch",
            Self::Recommendation => "recommendation",
            Self::Guidance => "guidance",
            Self::Transition => "transition",
        }
    }
}

/// One rule and what the cases made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What sort of rule it is.
    pub kind: CoverageKind,
    /// The id of its record and the way inside: `chef/routes/experience/requires/all/0`.
    pub name: String,
    /// Whether a case meets it.
    pub is_seen_met: bool,
    /// Whether a case surely does not meet it.
    pub is_seen_not_met: bool,
    node: NodeIndex,
    from: Option<OccupationIndex>,
}

impl Item {
    /// Returns whether the cases decide it both ways.
    pub fn is_decided(&self) -> bool {
        self.is_seen_met && self.is_seen_not_met
    }
}

/// Every rule of a pack that can be met and not met.
///
/// Rules for everybody are left out: nobody can fail to meet them.
#[derive(Clone, Debug)]
pub struct Coverage {
    items: Vec<Item>,
}

impl Coverage {
    /// Returns the rules of the pack, none of them seen yet.
    pub fn of(pack: &Pack) -> Self {
        let mut coverage = Self { items: Vec::new() };
        for qualification in &pack.qualifications {
            for route in &qualification.routes {
                let name = format!("{}/routes/{}/requires", qualification.id, route.id);
                coverage.add(pack, CoverageKind::Route, name, route.requires);
            }
        }
        for occupation in &pack.occupations {
            let name = format!("{}/requires", occupation.id);
            coverage.add(pack, CoverageKind::Occupation, name, occupation.requires);
            for (place, preference) in occupation.prefers.iter().enumerate() {
                let name = format!("{}/prefers/{place}", occupation.id);
                coverage.add(pack, CoverageKind::Preference, name, preference.requires);
            }
        }
        for each in &pack.recommendations {
            let name = format!("{}/when", each.id);
            coverage.add(pack, CoverageKind::Recommendation, name, each.when);
        }
        for each in &pack.guidance {
            let name = format!("{}/when", each.id);
            coverage.add(pack, CoverageKind::Guidance, name, each.when);
        }
        for (place, from) in pack.occupations.iter().enumerate() {
            for transition in &from.leads_to {
                let Some(to) = pack.occupations.get(transition.to.position()) else {
                    continue;
                };
                if !is_for_all(pack, to.requires) {
                    coverage.items.push(Item {
                        from: Some(OccupationIndex::of(place)),
                        ..item(
                            CoverageKind::Transition,
                            format!("{}/leads_to/{}", from.id, to.id),
                            to.requires,
                        )
                    });
                }
            }
        }
        coverage.items.sort_by_key(|item| item.kind);
        coverage
    }

    /// Leaves out the rules of records that are not the authors' own: those of a pack that theirs
    /// extends.
    pub fn keep_own(&mut self, is_own: &dyn Fn(&str) -> bool) {
        self.items.retain(|item| {
            let record = item.name.split('/').next();
            record.is_some_and(is_own)
        });
    }

    /// Notes what a case makes of every rule.
    pub fn note(&mut self, situation: &Situation<'_>) {
        for item in &mut self.items {
            if item.is_decided() || item.from.is_some_and(|from| !comes_from(situation, from)) {
                continue;
            }
            match situation.verdict(item.node) {
                Verdict::Met => item.is_seen_met = true,
                Verdict::NotMet => item.is_seen_not_met = true,
                Verdict::Unknown => {}
            }
        }
    }

    /// Returns every rule, by kind, then as the pack sorts them.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Returns how many rules of a kind are decided, and how many there are.
    pub fn count(&self, kind: CoverageKind) -> (usize, usize) {
        let such = self.items.iter().filter(|item| item.kind == kind);
        (
            such.clone().filter(|item| item.is_decided()).count(),
            such.count(),
        )
    }

    /// Returns how many percent of the rules of these kinds are decided, rounded down; 100 where
    /// there are none.
    pub fn percent(&self, kinds: &[CoverageKind]) -> usize {
        let counts = kinds.iter().map(|kind| self.count(*kind));
        let (decided, all) = counts.fold((0, 0), |sum, each| (sum.0 + each.0, sum.1 + each.1));
        (decided * 100).checked_div(all).unwrap_or(100)
    }

    /// Returns the counts and what is not decided as lines of text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        for item in self.items.iter().filter(|item| !item.is_decided()) {
            let kind = item.kind.as_str();
            let _ = writeln!(text, "{kind} {}: {}", item.name, missing(item));
        }
        for kind in CoverageKind::ALL {
            let (decided, all) = self.count(kind);
            let percent = self.percent(&[kind]);
            let kind = kind.as_str();
            let _ = writeln!(
                text,
                "{kind}: {decided} of {all} decided both ways ({percent} %)"
            );
        }
        text
    }

    /// Returns the counts and what is not decided as JSON.
    pub fn json(&self) -> Value {
        let counts = CoverageKind::ALL.map(|kind| {
            let (decided, all) = self.count(kind);
            json!({ "kind": kind.as_str(), "decided": decided, "all": all,
                    "percent": self.percent(&[kind]) })
        });
        let undecided = self.items.iter().filter(|item| !item.is_decided());
        let undecided = undecided.map(|item| {
            json!({ "kind": item.kind.as_str(), "name": item.name,
                    "is_seen_met": item.is_seen_met, "is_seen_not_met": item.is_seen_not_met })
        });
        json!({ "counts": counts, "undecided": undecided.collect::<Vec<_>>() })
    }

    /// Adds a rule and its branches, unless it is for everybody.
    fn add(&mut self, pack: &Pack, kind: CoverageKind, name: String, node: NodeIndex) {
        if is_for_all(pack, node) {
            return;
        }
        let (key, of) = match pack.requirements.node(node) {
            Node::Leaf(_) => ("", &[][..]),
            Node::All(of) => ("all", of.as_slice()),
            Node::Any(of) => ("any", of.as_slice()),
            Node::AtLeast { of, .. } => ("of", of.as_slice()),
        };
        for (place, child) in of.iter().enumerate() {
            let name = format!("{name}/{key}/{place}");
            self.add(pack, CoverageKind::Branch, name, child.node);
        }
        self.items.push(item(kind, name, node));
    }
}

fn item(kind: CoverageKind, name: String, node: NodeIndex) -> Item {
    Item {
        kind,
        name,
        is_seen_met: false,
        is_seen_not_met: false,
        node,
        from: None,
    }
}

fn is_for_all(pack: &Pack, node: NodeIndex) -> bool {
    matches!(pack.requirements.node(node), Node::All(of) if of.is_empty())
}

fn comes_from(situation: &Situation<'_>, from: OccupationIndex) -> bool {
    let profile = situation.profile;
    let mut entries = profile.experience.iter().flatten();
    profile.occupation == Some(Some(from))
        || entries.any(|entry| entry.subject == Subject::Occupation(from))
}

fn missing(item: &Item) -> &'static str {
    match (item.is_seen_met, item.is_seen_not_met) {
        (true, false) => "no case that does not meet it",
        (false, true) => "no case that meets it",
        (false, false) => "no case that meets it, and none that does not",
        (true, true) => "decided",
    }
}
