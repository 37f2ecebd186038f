//! Conditions and their branches: always met, never met, or deciding nothing.

use super::Linter;
use super::implies::Implications;
use crate::diagnostic::Code;
use crate::json::quote;
use crate::pack::check::merge::{At, Merged};
use crate::pack::requirement::{Held, Leaf, LeafIndex, Node, NodeIndex, Verdict};
use crate::pack::{Pack, QualificationIndex, raw};
use crate::units::WorkTime;

/// What a condition decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Route,
    Occupation,
    Preference,
    Recommendation,
    Guidance,
}

/// One condition that stands in a pack: as written, as compiled, and where.
pub(super) struct Condition {
    pub(super) at: At,
    /// The pointer inside the record.
    pub(super) rest: String,
    /// Whose it is, as messages put it.
    pub(super) asker: String,
    pub(super) role: Role,
    pub(super) written: raw::Requirement,
    pub(super) node: NodeIndex,
}

/// Returns every condition that is written in the pack.
pub(super) fn of(merged: &Merged<'_>, pack: &Pack) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for each in &merged.credentials {
        routes(
            &mut conditions,
            each.at,
            &each.record.id,
            &each.record.routes,
            pack,
        );
    }
    for each in &merged.degrees {
        routes(
            &mut conditions,
            each.at,
            &each.record.id,
            &each.record.routes,
            pack,
        );
    }
    for (each, checked) in merged.occupations.iter().zip(&pack.occupations) {
        let id = quote(&each.record.id);
        conditions.extend(each.record.requires.clone().map(|written| Condition {
            at: each.at,
            rest: "/requires".to_owned(),
            asker: id.clone(),
            role: Role::Occupation,
            written,
            node: checked.requires,
        }));
        let prefers = each.record.prefers.iter().zip(&checked.prefers);
        conditions.extend(
            prefers
                .enumerate()
                .map(|(place, (written, checked))| Condition {
                    at: each.at,
                    rest: format!("/prefers/{place}"),
                    asker: format!("a preference of {id}"),
                    role: Role::Preference,
                    written: written.requirement(),
                    node: checked.requires,
                }),
        );
    }
    for (each, checked) in merged.recommendations.iter().zip(&pack.recommendations) {
        conditions.push(Condition {
            at: each.at,
            rest: "/when".to_owned(),
            asker: quote(&each.record.id),
            role: Role::Recommendation,
            written: each.record.when.clone(),
            node: checked.when,
        });
    }
    for (each, checked) in merged.guidance.iter().zip(&pack.guidance) {
        conditions.push(Condition {
            at: each.at,
            rest: "/when".to_owned(),
            asker: quote(&each.record.id),
            role: Role::Guidance,
            written: each.record.when.clone(),
            node: checked.when,
        });
    }
    conditions
}

fn routes(conditions: &mut Vec<Condition>, at: At, id: &str, written: &[raw::Route], pack: &Pack) {
    let checked = pack.qualifications.iter().find(|each| each.id == id);
    let checked = checked.map_or(&[][..], |each| &each.routes);
    for (place, route) in written.iter().enumerate() {
        let node = checked.iter().find(|each| each.id == route.id);
        let (Some(node), Some(written)) = (node, &route.requires) else {
            continue;
        };
        conditions.push(Condition {
            at,
            rest: format!("/routes/{place}/requires"),
            asker: format!("route {} of {}", quote(&route.id), quote(id)),
            role: Role::Route,
            written: written.clone(),
            node: node.requires,
        });
    }
}

/// A node as written and as compiled, with its pointer.
struct Branch<'c> {
    pointer: String,
    written: &'c raw::Requirement,
    node: NodeIndex,
}

/// Returns the branches of a node, or none for a leaf.
fn branches<'c>(
    written: &'c raw::Requirement,
    node: &Node,
    pointer: &str,
) -> (&'static str, Vec<Branch<'c>>) {
    let (key, written, compiled) = match node {
        Node::Leaf(_) => return ("", Vec::new()),
        Node::All(of) => ("all", written.all.as_deref(), of),
        Node::Any(of) => ("any", written.any.as_deref(), of),
        Node::AtLeast { of, .. } => ("of", written.of.as_deref(), of),
    };
    let pairs = written.unwrap_or_default().iter().zip(compiled);
    let branches = pairs.enumerate().map(|(place, (written, child))| Branch {
        pointer: format!("{pointer}/{key}/{place}"),
        written,
        node: child.node,
    });
    (key, branches.collect())
}

impl Linter<'_> {
    /// Lints every condition of the pack.
    pub(super) fn conditions(&mut self) {
        let mut implications = Implications::of(self.pack);
        let least: Vec<Verdict> = (self.pack.requirements.leaves())
            .map(|(_, leaf)| least_verdict(leaf))
            .collect();
        for condition in self.conditions {
            // Guidance for everybody is written as an empty `all`.
            let is_for_all = condition.role == Role::Guidance
                && condition.written.all.as_ref().is_some_and(Vec::is_empty);
            if is_for_all {
                continue;
            }
            let root = Branch {
                pointer: condition.rest.clone(),
                written: &condition.written,
                node: condition.node,
            };
            self.branch(condition, &root, &least, &mut implications);
            self.retired(condition);
        }
    }

    fn branch(
        &mut self,
        condition: &Condition,
        branch: &Branch<'_>,
        least: &[Verdict],
        implications: &mut Implications<'_>,
    ) {
        let requirements = &self.pack.requirements;
        let what = if branch.node == condition.node {
            format!("what {} asks for", condition.asker)
        } else {
            format!("a branch of {}", condition.asker)
        };
        if requirements.evaluate(branch.node, least) == Verdict::Met {
            let help = "ask for something, or leave it out";
            let message = format!("{what} is met by everybody");
            self.warn(
                Code::LintAlwaysMet,
                condition.at,
                &branch.pointer,
                message,
                help,
            );
            return;
        }
        if requirements.evaluate(branch.node, &self.attainment.ever) != Verdict::Met {
            let help = "more work is asked for than fits into `within_months`; correct one of them";
            let message = format!("{what} can be met by nobody");
            self.warn(
                Code::LintNeverMet,
                condition.at,
                &branch.pointer,
                message,
                help,
            );
            return;
        }
        let node = requirements.node(branch.node);
        let (key, branches) = branches(branch.written, node, &branch.pointer);
        match key {
            "any" => self.idle(condition, &branches, |a, b| implications.implies(a, b)),
            "all" => self.idle(condition, &branches, |a, b| implications.implies(b, a)),
            _ => {}
        }
        for branch in &branches {
            self.branch(condition, branch, least, implications);
        }
    }

    /// Warns of each branch that `yields` to another; of two that yield to each other, the later.
    fn idle(
        &mut self,
        condition: &Condition,
        branches: &[Branch<'_>],
        mut yields: impl FnMut(NodeIndex, NodeIndex) -> bool,
    ) {
        for (place, branch) in branches.iter().enumerate() {
            let other = branches.iter().enumerate().find(|(other, sibling)| {
                *other != place
                    && yields(branch.node, sibling.node)
                    && (*other < place || !yields(sibling.node, branch.node))
            });
            if let Some((_, other)) = other {
                let message = format!(
                    "the branch {} of {} decides nothing beside {}",
                    short(branch.written),
                    condition.asker,
                    short(other.written)
                );
                let help = "leave the branch out, or ask for what you meant to tell apart";
                self.warn(
                    Code::LintIdleBranch,
                    condition.at,
                    &branch.pointer,
                    message,
                    help,
                );
            }
        }
    }

    /// Warns of what nobody can newly meet.
    fn retired(&mut self, condition: &Condition) {
        let requirements = &self.pack.requirements;
        let is_met =
            |verdicts: &[Verdict]| requirements.evaluate(condition.node, verdicts) == Verdict::Met;
        if !is_met(&self.attainment.ever) || is_met(&self.attainment.anew) {
            return;
        }
        let code = match condition.role {
            Role::Preference if self.is_over(condition) => return,
            Role::Preference => Code::LintRetiredPreference,
            Role::Occupation => Code::LintUnreachableOccupation,
            // Routes are judged beside their qualification; recommendations and guidance may well
            // speak to those who hold something that has ended.
            Role::Route | Role::Recommendation | Role::Guidance => return,
        };
        let message = format!(
            "{} can only be met by those who hold {} already",
            condition.asker,
            self.gone(condition.node)
        );
        let help = "add an alternative that can still be earned, such as its successor";
        self.warn(code, condition.at, &condition.rest, message, help);
    }

    fn is_over(&self, condition: &Condition) -> bool {
        let occupations = self.pack.occupations.iter();
        let mut prefers = occupations.flat_map(|each| &each.prefers);
        prefers.any(|each| {
            each.requires == condition.node
                && each
                    .until
                    .is_some_and(|until| until.last_day() < self.as_of)
        })
    }

    /// Names the qualifications under a node that nobody can get any more.
    pub(super) fn gone(&self, node: NodeIndex) -> String {
        let mut leaves = Vec::new();
        collect_leaves(self.pack, node, &mut leaves);
        leaves.retain(|leaf| {
            self.attainment.anew.get(leaf.0 as usize) != Some(&Verdict::Met)
                && self.attainment.ever.get(leaf.0 as usize) == Some(&Verdict::Met)
        });
        let names: Vec<String> = leaves
            .into_iter()
            .filter_map(|leaf| match self.pack.requirements.leaf(leaf) {
                Leaf::Holds(Held::Qualification(index)) => self.id_of(*index).map(quote),
                Leaf::Holds(Held::Class(class)) => {
                    let class = self.pack.classes.get(class.position());
                    class.map(|class| quote(&class.id))
                }
                Leaf::Degree { .. }
                | Leaf::Experience { .. }
                | Leaf::Background(_)
                | Leaf::Occupation(_)
                | Leaf::Attests(_) => None,
            })
            .collect();
        names.join(", ")
    }

    fn id_of(&self, index: QualificationIndex) -> Option<&str> {
        let qualification = self.pack.qualifications.get(index.position());
        qualification.map(|each| each.id.as_str())
    }
}

/// Adds the leaves under a node, each once, in the order they are written.
pub(super) fn collect_leaves(pack: &Pack, node: NodeIndex, leaves: &mut Vec<LeafIndex>) {
    match pack.requirements.node(node) {
        Node::Leaf(leaf) => {
            if !leaves.contains(leaf) {
                leaves.push(*leaf);
            }
        }
        Node::All(of) | Node::Any(of) | Node::AtLeast { of, .. } => {
            for child in of {
                collect_leaves(pack, child.node, leaves);
            }
        }
    }
}

/// What somebody who brings nothing meets: no time at all, and nothing else.
fn least_verdict(leaf: &Leaf) -> Verdict {
    match leaf {
        Leaf::Experience { need, .. } if *need == WorkTime::ZERO => Verdict::Met,
        Leaf::Experience { .. }
        | Leaf::Holds(_)
        | Leaf::Degree { .. }
        | Leaf::Background(_)
        | Leaf::Occupation(_)
        | Leaf::Attests(_) => Verdict::NotMet,
    }
}

/// Returns a requirement in few words, as messages name a branch.
fn short(written: &raw::Requirement) -> String {
    if let Some(say) = &written.say {
        return quote(say);
    }
    let mut written = written.clone();
    for branches in [&mut written.all, &mut written.any, &mut written.of]
        .into_iter()
        .flatten()
    {
        branches.truncate(2);
    }
    quote(&serde_json::to_string(&written).unwrap_or_default())
}
