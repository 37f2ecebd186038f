//! Requirements as written to requirement trees over interned leaves.

use std::collections::BTreeMap;

use super::intern::Interner;
use super::merge::At;
use crate::diagnostic::Code;
use crate::json::{nearest, quote};
use crate::pack::raw;
use crate::pack::requirement::{
    Child, Held, Leaf, LeafIndex, Level, Node, NodeIndex, Requirements,
};
use crate::units::{Months, WorkTime};

/// The trees compiled so far.
#[derive(Default)]
pub(super) struct Compiler {
    pub(super) requirements: Requirements,
    seen: BTreeMap<Leaf, LeafIndex>,
}

/// Where a requirement stands, and who asks for it.
#[derive(Clone, Copy)]
pub(super) struct Asker<'a> {
    pub(super) at: At,
    pub(super) rest: &'a str,
    pub(super) name: &'a str,
}

impl Compiler {
    /// Returns the tree that is always met.
    pub(super) fn nothing(&mut self) -> NodeIndex {
        self.requirements.push(Node::All(Vec::new()), None)
    }

    /// Returns the tree for a requirement; what is wrong in it is recorded and left out.
    pub(super) fn compile(
        &mut self,
        raw: &raw::Requirement,
        asker: Asker<'_>,
        names: &mut Interner<'_>,
    ) -> NodeIndex {
        let node = self.node(raw, asker, names);
        let node = node.unwrap_or_else(|| Node::All(Vec::new()));
        self.requirements.push(node, raw.say.clone())
    }

    fn node(
        &mut self,
        raw: &raw::Requirement,
        asker: Asker<'_>,
        names: &mut Interner<'_>,
    ) -> Option<Node> {
        let form = the_form(raw, asker, names)?;
        let leaf = match form {
            Form::Holds(id) => Leaf::Holds(held(id, asker, names)?),
            Form::Degree(level) => {
                let mut fields = Vec::new();
                for (place, id) in raw.fields.iter().flatten().enumerate() {
                    let rest = format!("{}/in/{place}", asker.rest);
                    fields.extend(names.field(id, asker.at, &rest, asker.name));
                }
                fields.sort_unstable();
                fields.dedup();
                Leaf::Degree {
                    level: super::records::level(level),
                    fields,
                }
            }
            Form::Experience(id) => {
                let rest = format!("{}/experience", asker.rest);
                let kind = names.kind(id, asker.at, &rest, asker.name);
                let need = match (raw.months, raw.hours) {
                    (Some(months), None) => Some(WorkTime::of_months(Months(months))),
                    (None, Some(hours)) => Some(WorkTime::of_hours(hours)),
                    (None, None) | (Some(_), Some(_)) => {
                        misfit(
                            names,
                            asker,
                            "an `experience` needs either `months` or `hours`",
                        );
                        None
                    }
                };
                let is_beyond = |said: Option<u32>, most: u32| said.is_some_and(|said| said > most);
                if is_beyond(raw.months, raw::MOST_MONTHS)
                    || is_beyond(raw.within_months, raw::MOST_MONTHS)
                    || is_beyond(raw.hours, raw::MOST_HOURS)
                {
                    let (months, hours) = (raw::MOST_MONTHS, raw::MOST_HOURS);
                    let message =
                        format!("an `experience` is of at most {months} months or {hours} hours");
                    misfit(names, asker, &message);
                }
                let within = raw.within_months.map(Months);
                Leaf::Experience {
                    kind: kind?,
                    need: need?,
                    within,
                }
            }
            Form::Background(id) => {
                let rest = format!("{}/background", asker.rest);
                Leaf::Background(names.background(id, asker.at, &rest, asker.name)?)
            }
            Form::Occupation(id) => {
                let rest = format!("{}/occupation", asker.rest);
                Leaf::Occupation(names.occupation(id, asker.at, &rest, asker.name)?)
            }
            Form::Attests(id) => {
                let rest = format!("{}/attests", asker.rest);
                Leaf::Attests(names.statement(id, asker.at, &rest, asker.name)?)
            }
            Form::All(of) => return Some(Node::All(self.children(of, "all", asker, names))),
            Form::Any(of) => {
                if of.len() < 2 {
                    let message = format!("an `any` of {} has {}", asker.name, branches(of.len()));
                    let help = "an `any` needs two or more branches; write a single one by itself";
                    names.error(
                        Code::PackShortAny,
                        asker.at,
                        asker.rest,
                        message,
                        Some(help.into()),
                    );
                }
                return Some(Node::Any(self.children(of, "any", asker, names)));
            }
            Form::AtLeast(need) => {
                let of = raw.of.as_deref().unwrap_or_default();
                let worth: u64 = of
                    .iter()
                    .map(|each| u64::from(each.worth.unwrap_or(1)))
                    .sum();
                if need == 0 || worth < u64::from(need) {
                    let message = format!(
                        "an `at_least` of {} asks for {need}, and its branches are worth {worth}",
                        asker.name
                    );
                    let help =
                        "ask for at least 1 and at most what the branches are worth together";
                    names.error(
                        Code::PackAtLeast,
                        asker.at,
                        asker.rest,
                        message,
                        Some(help.into()),
                    );
                }
                let of = self.children(of, "of", asker, names);
                return Some(Node::AtLeast { need, of });
            }
        };
        Some(Node::Leaf(
            self.requirements.intern_leaf(&mut self.seen, leaf),
        ))
    }

    fn children(
        &mut self,
        of: &[raw::Requirement],
        key: &str,
        asker: Asker<'_>,
        names: &mut Interner<'_>,
    ) -> Vec<Child> {
        let compiled = of.iter().enumerate().map(|(place, each)| {
            let rest = format!("{}/{key}/{place}", asker.rest);
            let worth = each.worth.unwrap_or(1);
            if each.worth.is_some() && (key != "of" || worth == 0) {
                let asker = Asker {
                    rest: &rest,
                    ..asker
                };
                misfit(
                    names,
                    asker,
                    "`worth` belongs inside an `of` and is at least 1",
                );
            }
            let node = self.compile(
                each,
                Asker {
                    rest: &rest,
                    ..asker
                },
                names,
            );
            Child { node, worth }
        });
        compiled.collect()
    }
}

/// The one form of a requirement.
enum Form<'r> {
    Holds(&'r str),
    Degree(raw::Level),
    Experience(&'r str),
    Background(&'r str),
    Occupation(&'r str),
    Attests(&'r str),
    All(&'r [raw::Requirement]),
    Any(&'r [raw::Requirement]),
    AtLeast(u32),
}

/// Returns the form, or says that there is none, or more than one, or a key that is not its own.
fn the_form<'r>(
    raw: &'r raw::Requirement,
    asker: Asker<'_>,
    names: &mut Interner<'_>,
) -> Option<Form<'r>> {
    let forms: Vec<(&str, Form<'r>)> = [
        raw.holds.as_deref().map(|id| ("holds", Form::Holds(id))),
        raw.degree.map(|level| ("degree", Form::Degree(level))),
        raw.experience
            .as_deref()
            .map(|id| ("experience", Form::Experience(id))),
        raw.background
            .as_deref()
            .map(|id| ("background", Form::Background(id))),
        raw.occupation
            .as_deref()
            .map(|id| ("occupation", Form::Occupation(id))),
        raw.attests
            .as_deref()
            .map(|id| ("attests", Form::Attests(id))),
        raw.all.as_deref().map(|of| ("all", Form::All(of))),
        raw.any.as_deref().map(|of| ("any", Form::Any(of))),
        raw.at_least.map(|need| ("at_least", Form::AtLeast(need))),
    ]
    .into_iter()
    .flatten()
    .collect();
    if forms.len() != 1 {
        let given: Vec<&str> = forms.iter().map(|(key, _)| *key).collect();
        let given = if given.is_empty() {
            "none".to_owned()
        } else {
            format!("`{}`", given.join("`, `"))
        };
        let message = format!("a requirement is exactly one form, and this one has {given}");
        misfit(names, asker, &message);
        return None;
    }
    let (key, form) = forms.into_iter().next()?;
    let companions = [
        ("in", raw.fields.is_some(), "degree"),
        ("months", raw.months.is_some(), "experience"),
        ("hours", raw.hours.is_some(), "experience"),
        ("within_months", raw.within_months.is_some(), "experience"),
        ("of", raw.of.is_some(), "at_least"),
    ];
    for (companion, is_there, owner) in companions {
        if is_there && owner != key {
            misfit(
                names,
                asker,
                &format!("`{companion}` goes with `{owner}`, not with `{key}`"),
            );
        }
    }
    if key == "at_least" && raw.of.is_none() {
        misfit(names, asker, "an `at_least` needs its branches in `of`");
        return None;
    }
    Some(form)
}

fn held(id: &str, asker: Asker<'_>, names: &mut Interner<'_>) -> Option<Held> {
    if let Some(position) = names.qualifications.position(id) {
        return Some(Held::Qualification(crate::pack::QualificationIndex::of(
            position,
        )));
    }
    if let Some(position) = names.classes.position(id) {
        return Some(Held::Class(crate::pack::ClassIndex::of(position)));
    }
    let near = names
        .may_compare(names.qualifications.len() + names.classes.len())
        .then(|| {
            let all = names.qualifications.iter().chain(names.classes.iter());
            nearest(id, all).map(str::to_owned)
        })
        .flatten();
    let rest = format!("{}/holds", asker.rest);
    names.unknown(
        id,
        "qualification or class",
        near,
        asker.at,
        &rest,
        asker.name,
    );
    None
}

fn misfit(names: &mut Interner<'_>, asker: Asker<'_>, message: &str) {
    let help = "see the requirement forms in `rules/README.md`";
    let message = format!("{message} ({})", asker.name);
    names.error(
        Code::PackRequirement,
        asker.at,
        asker.rest,
        message,
        Some(help.to_owned()),
    );
}

fn branches(count: usize) -> &'static str {
    if count == 0 {
        "no branch"
    } else {
        "one branch"
    }
}

/// Returns the name of a record as diagnostics put it: `route \`x\` of \`y\``.
pub(super) fn route_name(route: &str, of: &str) -> String {
    format!("route {} of {}", quote(route), quote(of))
}

impl From<raw::Level> for Level {
    fn from(level: raw::Level) -> Self {
        super::records::level(level)
    }
}
