//! Labels a list can show: one line each, no wider than the window, no two the same.

use careerpath::json::plain;
use console::{measure_text_width, truncate_str};
use std::collections::BTreeSet;

/// Returns the labels cut to `columns`.
///
/// dialoguer counts the rows it clears by the bytes of a label, so a label may not have more bytes
/// than `columns` either. A fuzzy list returns the first of two equal labels, so a second one gets
/// a number.
pub(super) fn labels<'l>(labels: impl IntoIterator<Item = &'l str>, columns: usize) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut unique = Vec::new();
    for label in labels {
        let label = plain(label);
        let mut candidate = cut(&label, columns);
        let mut number = 2;
        while !seen.insert(candidate.clone()) {
            let suffix = format!(" ({number})");
            let room = columns.saturating_sub(suffix.len());
            candidate = format!("{}{suffix}", cut(&label, room));
            number += 1;
        }
        unique.push(candidate);
    }
    unique
}

/// Returns the label with as many of the other names, in brackets, as fit into `columns` whole; a
/// list is searched by what it shows.
pub(super) fn with_names(label: &str, names: &[String], columns: usize) -> String {
    let mut text = plain(label).into_owned();
    let mut is_open = false;
    for name in names {
        let name = plain(name);
        let is_said = text.to_lowercase().contains(&name.to_lowercase());
        // What separates it, the name, and the bracket at the end.
        if is_said || text.len() + name.len() + 3 > columns {
            continue;
        }
        text.push_str(if is_open { ", " } else { " (" });
        text.push_str(&name);
        is_open = true;
    }
    if is_open {
        text.push(')');
    }
    text
}

/// Returns rows for what `shown` does not say of the label and its names, each with the label after
/// it; what is too long for a row is split between words.
pub(super) fn further_names(
    label: &str,
    names: &[String],
    shown: &str,
    columns: usize,
) -> Vec<String> {
    // An id says the same as the name it was made from.
    let heard = |text: &str| text.to_lowercase().replace('-', " ");
    let mut said = vec![heard(shown)];
    let mut rows = Vec::new();
    for name in std::iter::once(label).chain(names.iter().map(String::as_str)) {
        for part in textwrap::wrap(&plain(name), columns) {
            let part_heard = heard(&part);
            if said.iter().all(|said| !said.contains(&part_heard)) {
                rows.push(format!("{part} = {label}"));
                said.push(part_heard);
            }
        }
    }
    rows
}

/// Returns rows for names that are short, of one word and not in small letters, as they are typed.
pub(super) fn typed_names(names: &[String]) -> impl Iterator<Item = String> {
    let names = names.iter().map(|name| plain(name));
    names.filter_map(|name| {
        let typed = name.to_lowercase();
        let is_short = name.len() <= SHORT && !name.contains(' ');
        (is_short && typed != *name).then(|| format!("{typed} = {name}"))
    })
}

/// How many bytes a short name has at most.
const SHORT: usize = 8;

/// Returns the text cut to `columns`, in width and in bytes, with `…` in place of the rest.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if measure_text_width(text) <= columns && text.len() <= columns {
        return text.to_owned();
    }
    let mut width = columns;
    loop {
        let shorter = truncate_str(text, width, "…");
        if shorter.len() <= columns || width == 0 {
            return shorter.into_owned();
        }
        width -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_labels_are_told_apart() {
        assert_eq!(labels(["RT", "RT", "RT"], 10), ["RT", "RT (2)", "RT (3)"]);
        let long = "Registered pastry mixture technician";
        let cut = labels([long, long], 20);
        assert_eq!(
            cut,
            ["Registered pastry…", "Registered pa… (2)"].map(str::to_owned)
        );
    }

    #[test]
    fn other_names_are_shown_where_there_is_room() {
        let names = ["RB", "baker", "staff baker", "kitchen"].map(str::to_owned);
        let shown = |columns| with_names("Registered baker", &names, columns);
        assert_eq!(shown(80), "Registered baker (RB, staff baker, kitchen)");
        assert_eq!(shown(30), "Registered baker (RB, kitchen)");
        assert_eq!(shown(18), "Registered baker");
    }

    #[test]
    fn what_has_no_room_has_rows_of_its_own() {
        let names = ["RB", "staff baker", "registered-baker"].map(str::to_owned);
        let rows = |label: &str, columns| {
            let shown = cut(&with_names(label, &names, columns), columns);
            further_names(label, &names, &shown, columns)
        };
        assert_eq!(rows("Registered baker", 80), [""; 0]);
        assert_eq!(
            rows("Registered baker", 22),
            ["staff baker = Registered baker"]
        );
        // The end of a name that is cut is found too.
        let long = rows("Registered baker of wedding cakes", 20);
        let is_end = |row: &String| row.starts_with("wedding cakes = ");
        assert!(long.iter().any(is_end), "{long:?}");
    }

    #[test]
    fn short_names_are_found_as_they_are_typed() {
        let names = ["RB", "baker", "staff baker", "PastryMaker", "RB/L"].map(str::to_owned);
        let typed: Vec<String> = typed_names(&names).collect();
        assert_eq!(typed, ["rb = RB", "rb/l = RB/L"]);
    }

    #[test]
    fn wide_characters_fit() {
        assert_eq!(cut("東京東京東京", 10), "東京…");
        assert_eq!(labels(["a\nb\u{1b}[31mc"], 10), ["a bc"]);
    }

    proptest! {
        #[test]
        fn labels_fit_and_differ(names in proptest::collection::vec("\\PC{0,30}", 0..20), columns in 12_usize..40) {
            let shown = labels(names.iter().map(String::as_str), columns);
            prop_assert_eq!(shown.len(), names.len());
            let distinct: BTreeSet<_> = shown.iter().collect();
            prop_assert_eq!(distinct.len(), shown.len());
            for label in shown {
                prop_assert!(label.len() <= columns && measure_text_width(&label) <= columns);
            }
        }
    }
}
