//! Pay figures that stand in for others: a mark beside the figure, and below what it stands for.

use crate::advice::PayCited;
use crate::units::Usd;

use super::layout::{Item, Page, Sign};
use super::words::{all_of, sentence};

/// Returns the mark of a figure that stands in for another, else nothing.
pub(super) fn mark(pay: &PayCited<'_>) -> &'static str {
    if pay.note.is_some() { "*" } else { "" }
}

/// Returns what it pays a year: `pays $97,550*`.
pub(super) fn pays(pay: &PayCited<'_>) -> String {
    format!("pays {}{}", Usd(pay.median_usd), mark(pay))
}

/// Writes below a table what each marked figure stands for; figures of one note share a line.
pub(super) fn put_notes<'a>(
    page: &mut Page<'_>,
    shown: impl IntoIterator<Item = (&'a str, Option<PayCited<'a>>)>,
) {
    let mut notes: Vec<(&str, Vec<&str>)> = Vec::new();
    for (title, pay) in shown {
        let Some(note) = pay.and_then(|pay| pay.note) else {
            continue;
        };
        match notes.iter_mut().find(|(said, _)| *said == note) {
            Some((_, titles)) => titles.push(title),
            None => notes.push((note, vec![title])),
        }
    }
    for (note, titles) in notes {
        page.put(&Item::new(1, Sign::Star).say(format!("{}: {}", all_of(&titles), sentence(note))));
    }
}
