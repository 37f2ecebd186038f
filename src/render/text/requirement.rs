//! The requirements of a pack in words, for the page of one record.

use crate::pack::Pack;
use crate::pack::requirement::{Child, Held, Leaf, Level, Node, NodeIndex};
use crate::units::WorkTime;

use super::layout::{Item, Page, Sign};
use super::words::{capital, months, sentence};

/// Writes the tree at `node`, one line a branch.
pub(super) fn put(page: &mut Page<'_>, pack: &Pack, node: NodeIndex, depth: usize) {
    put_worth(page, pack, Child { node, worth: 1 }, depth);
}

fn put_worth(page: &mut Page<'_>, pack: &Pack, child: Child, depth: usize) {
    let (how, branches): (String, &[Child]) = match pack.requirements.node(child.node) {
        Node::Leaf(_) => (String::new(), &[]),
        Node::All(of) if of.is_empty() => (String::new(), &[]),
        Node::All(of) => ("All of these:".to_owned(), of),
        Node::Any(of) => ("One of these:".to_owned(), of),
        Node::AtLeast { need, of } => (format!("At least {need} of these:"), of),
    };
    let said = pack.requirements.say(child.node);
    let mut item = Item::new(depth, Sign::Bullet);
    item = match (said, how.is_empty()) {
        (Some(words), true) => item
            .say(sentence(&capital(words)))
            .say(exactly(pack, child.node, words)),
        (Some(words), false) => item.say(sentence(&capital(words))).say(how),
        (None, true) => item.say(sentence(&capital(&phrase(pack, child.node)))),
        (None, false) => item.say(how),
    };
    if child.worth != 1 {
        item = item.say(format!("Counts as {}.", child.worth));
    }
    page.put(&item);
    for branch in branches {
        put_worth(page, pack, *branch, depth + 1);
    }
}

/// Returns what the rule itself asks for, where the pack's words do not say so.
fn exactly(pack: &Pack, node: NodeIndex, words: &str) -> String {
    let exact = phrase(pack, node);
    if exact.eq_ignore_ascii_case(words) || exact.is_empty() {
        return String::new();
    }
    format!("That is: {}.", exact.trim_end_matches('.'))
}

/// Returns the requirement as a phrase that follows "you need".
fn phrase(pack: &Pack, node: NodeIndex) -> String {
    match pack.requirements.node(node) {
        Node::Leaf(leaf) => leaf_phrase(pack, pack.requirements.leaf(*leaf)),
        Node::All(of) if of.is_empty() => "nothing".to_owned(),
        Node::All(_) | Node::Any(_) | Node::AtLeast { .. } => String::new(),
    }
}

fn leaf_phrase(pack: &Pack, leaf: &Leaf) -> String {
    match leaf {
        Leaf::Holds(Held::Qualification(index)) => pack
            .qualifications
            .get(index.position())
            .map(|held| held.short_name().to_owned())
            .unwrap_or_default(),
        Leaf::Holds(Held::Class(index)) => pack
            .classes
            .get(index.position())
            .map(|class| format!("any of the class `{}`", class.id))
            .unwrap_or_default(),
        Leaf::Degree { level, fields } => {
            let article = match level {
                Level::Associate => "an",
                Level::Bachelor | Level::Master | Level::Doctorate => "a",
            };
            let degree = match level {
                Level::Associate => "associate degree",
                Level::Bachelor => "bachelor's degree",
                Level::Master => "master's degree",
                Level::Doctorate => "doctorate",
            };
            let or_above = if *level == Level::Doctorate {
                ""
            } else {
                " or higher"
            };
            let names: Vec<&str> = fields
                .iter()
                .filter_map(|field| pack.fields.get(field.position()))
                .map(|field| field.name.as_str())
                .collect();
            let fields = match names.as_slice() {
                [] => " in any field".to_owned(),
                names => format!(" in {}", names.join(" or ")),
            };
            format!("{article} {degree}{or_above}{fields}")
        }
        Leaf::Experience { kind, need, within } => {
            let name = pack
                .kinds
                .get(kind.position())
                .map_or("", |kind| kind.name.as_str());
            let within = within.map_or_else(String::new, |within| {
                format!(", within the last {}", months(within.0))
            });
            format!("{} of {name}{within}", length(*need))
        }
        Leaf::Background(index) => pack
            .backgrounds
            .get(index.position())
            .map(|background| format!("the background {}", background.name))
            .unwrap_or_default(),
        Leaf::Occupation(index) => pack
            .occupations
            .get(index.position())
            .map(|occupation| format!("work as {}, now or before", occupation.title))
            .unwrap_or_default(),
        Leaf::Attests(index) => pack
            .statements
            .get(index.position())
            .map(|statement| format!("a yes to the question: {}", statement.question))
            .unwrap_or_default(),
    }
}

fn length(need: WorkTime) -> String {
    months(need.months_to_reach().0)
}
