//! The part of a source line that is shown, with the place of the fault in it.

use careerpath::json::steers;
use unicode_width::UnicodeWidthChar;

/// How many characters are shown before the fault, and from it on.
const BEFORE: usize = 60;
const AFTER: usize = 80;

/// What is shown of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The text, safe for a terminal.
    pub(super) text: String,
    /// How many columns of the terminal stand before the fault.
    pub(super) indent: usize,
    /// How many columns the fault takes.
    pub(super) length: usize,
}

impl Excerpt {
    /// Returns what is shown of `line` for a fault at the character `column`, from 1.
    pub(super) fn of(line: &str, column: u32) -> Self {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let before = column.saturating_sub(1) as usize;
        let left_out = before.saturating_sub(BEFORE);
        let mut text = String::new();
        if left_out > 0 {
            text.push('…');
        }
        let mut characters = line.chars();
        characters.by_ref().take(left_out).for_each(drop);
        for character in characters.by_ref().take(before - left_out) {
            push(&mut text, character);
        }
        let indent = width(&text);
        let rest = characters.as_str();
        let token = token_length(rest);
        let mut length = 0;
        for (position, character) in characters.by_ref().take(AFTER).enumerate() {
            push(&mut text, character);
            if position < token {
                length = width(&text) - indent;
            }
        }
        if characters.next().is_some() {
            text.push('…');
        }
        text.truncate(text.trim_end().len());
        Self {
            text,
            indent,
            length: length.max(1),
        }
    }
}

/// Appends the character as it is shown.
fn push(text: &mut String, character: char) {
    match character {
        '\t' => text.push_str("    "),
        steering if steers(steering) => text.push('\u{fffd}'),
        other => text.push(other),
    }
}

fn width(text: &str) -> usize {
    text.chars()
        .map(|character| character.width().unwrap_or(0))
        .sum()
}

/// Returns how many characters of the line the JSON token at its beginning has; at least one.
fn token_length(rest: &str) -> usize {
    let mut characters = rest.chars();
    let Some(first) = characters.next() else {
        return 1;
    };
    let is_word = |character: char| character.is_alphanumeric() || "+-._".contains(character);
    if first == '"' {
        let mut is_escaped = false;
        for (position, character) in (2..).zip(characters) {
            match character {
                '"' if !is_escaped => return position,
                '\\' => is_escaped = !is_escaped,
                _ => is_escaped = false,
            }
        }
        1
    } else if is_word(first) {
        1 + characters
            .take_while(|character| is_word(*character))
            .count()
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_token_is_marked() {
        for (line, column, indent, length) in [
            ("{\"a\": 12.5}", 7, 6, 4),
            ("{\"a\": \"x\\\"y\"}", 7, 6, 6),
            ("{\"a\": \"open", 7, 6, 1),
            ("{\"a\": []}", 7, 6, 1),
            ("{\"a\"", 5, 4, 1),
            ("", 1, 0, 1),
            ("x", 900, 1, 1),
        ] {
            let excerpt = Excerpt::of(line, column);
            assert_eq!((excerpt.indent, excerpt.length), (indent, length), "{line}");
        }
    }

    #[test]
    fn a_long_line_is_cut_around_the_fault() {
        let line = format!("[{}\"here\"{}]", "1,".repeat(1000), ",2".repeat(1000));
        let excerpt = Excerpt::of(&line, 2002);
        assert!(excerpt.text.starts_with("…1,") && excerpt.text.ends_with('…'));
        assert_eq!(excerpt.text.chars().count(), 1 + BEFORE + AFTER + 1);
        assert_eq!((excerpt.indent, excerpt.length), (61, 6));
    }

    proptest! {
        #[test]
        fn no_line_steers_the_terminal_or_leaves_it(line in "\\PC*|.*", column in 0_u32..200) {
            let excerpt = Excerpt::of(&line, column);
            prop_assert!(!excerpt.text.chars().any(steers));
            prop_assert!(excerpt.indent <= 4 * BEFORE + 1);
            prop_assert!((1..=4 * AFTER).contains(&excerpt.length));
        }
    }
}
