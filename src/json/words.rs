//! The small things every message needs: the user's words in backticks, names that were meant,
//! a capital at the beginning, text that a terminal can be trusted with.

use std::borrow::Cow;

/// How many characters of the user's words a message repeats.
const QUOTED_CHARACTERS: usize = 60;

/// A name longer than this is compared with nothing.
const COMPARED_CHARACTERS: usize = 80;

/// Returns the candidate that `name` was probably meant to be, if one is near enough.
///
/// Case does not count, nor whether words are joined by `-`, `_` or a space. At most a third of
/// the letters may differ. Of several equally near ones the first is returned.
pub fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().take(COMPARED_CHARACTERS + 1).count();
    if length == 0 || length > COMPARED_CHARACTERS {
        return None;
    }
    let name = folded(name);
    let letters = letters_of(&name);
    let allowed = (length / 3).max(1);
    candidates
        .filter(|candidate| candidate.len() <= COMPARED_CHARACTERS * 4)
        .filter_map(|candidate| {
            let other = folded(candidate);
            let is_far = name.chars().count().abs_diff(other.chars().count()) > allowed
                || letters_apart(&letters, &letters_of(&other)) > 2 * allowed;
            if is_far {
                return None;
            }
            let distance = strsim::osa_distance(&name, &other);
            // A name that shares no letter is no slip of the finger: `a` was not meant to be `b`.
            (distance <= allowed && distance < length.max(other.chars().count()))
                .then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Counts letters, told apart well enough: each slip of the finger changes at most two counts by
/// one, or one by two, so that names with other letters need no closer look.
fn letters_of(name: &str) -> [u8; 32] {
    let mut letters = [0_u8; 32];
    for character in name.chars() {
        if let Some(count) = letters.get_mut(character as usize % 32) {
            *count = count.saturating_add(1);
        }
    }
    letters
}

fn letters_apart(one: &[u8; 32], other: &[u8; 32]) -> usize {
    let differences = one
        .iter()
        .zip(other)
        .map(|(one, other)| one.abs_diff(*other));
    differences.map(usize::from).sum()
}

fn folded(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .map(|character| match character {
            '_' | ' ' => '-',
            other => other,
        })
        .collect()
}

/// Returns the user's words in backticks, fit for one line of any message.
///
/// Characters that steer a terminal are spelled out (`\u{1b}`); more than 60 characters are cut,
/// with `…` in place of the rest.
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len().min(QUOTED_CHARACTERS * 4) + 2);
    quoted.push('`');
    let mut characters = text.chars();
    for character in characters.by_ref().take(QUOTED_CHARACTERS) {
        match character {
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            steering if steers(steering) => quoted.extend(steering.escape_unicode()),
            other => quoted.push(other),
        }
    }
    if characters.next().is_some() {
        quoted.push('…');
    }
    quoted.push('`');
    quoted
}

/// Returns the text with a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// Returns the text with a small first letter, unless it begins with an abbreviation.
pub fn decapitalised(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => text.to_owned(),
    }
}

/// Returns the text without what could steer a terminal: escape sequences, control characters,
/// marks that turn the direction of writing around.
///
/// Line breaks and tabs become a space.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => {
                let follows_space = plain.ends_with(' ');
                if !follows_space {
                    plain.push(' ');
                }
            }
            '\u{1b}' => skip_escape(&mut characters),
            '\u{9b}' => skip_until(&mut characters, ends_control_sequence),
            steering if steers(steering) => {}
            other => plain.push(other),
        }
    }
    Cow::Owned(plain)
}

/// Skips the rest of an escape sequence whose ESC was read.
fn skip_escape(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match characters.next() {
        Some('[') => skip_until(characters, ends_control_sequence),
        // OSC, DCS, SOS, PM and APC end with BEL or with ST, which is ESC and a backslash.
        Some(']' | 'P' | 'X' | '^' | '_') => {
            while let Some(character) = characters.next() {
                match character {
                    '\u{7}' | '\u{9c}' => return,
                    '\u{1b}' => {
                        if characters.peek() == Some(&'\\') {
                            characters.next();
                        }
                        return;
                    }
                    _ => {}
                }
            }
        }
        // Two-character sequences may have intermediate bytes, as in `ESC ( B`.
        Some(' '..='/') => skip_until(characters, |character| !(' '..='/').contains(&character)),
        _ => {}
    }
}

fn skip_until(
    characters: &mut std::iter::Peekable<std::str::Chars<'_>>,
    is_last: impl Fn(char) -> bool,
) {
    for character in characters.by_ref() {
        if is_last(character) {
            return;
        }
    }
}

fn ends_control_sequence(character: char) -> bool {
    ('@'..='~').contains(&character)
}

/// Returns whether the character acts on the terminal or the order of the text instead of being
/// seen.
pub fn steers(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_the_one_that_was_meant() {
        let names = [
            "id",
            "name",
            "aliases",
            "requires",
            "associate-of-abcd",
            "in",
        ];
        let find = |name| nearest(name, names.into_iter());
        assert_eq!(find("nmae"), Some("name"));
        assert_eq!(find("asociate-of-abcd"), Some("associate-of-abcd"));
        assert_eq!(find("Associate_Of ABCD"), Some("associate-of-abcd"));
        assert_eq!(find("require"), Some("requires"));
        assert_eq!(find("ids"), Some("id"));
        assert_eq!(find("x"), None);
        assert_eq!(find("to"), None);
        assert_eq!(find("salary"), None);
        assert_eq!(find(""), None);
        assert_eq!(find(&"x".repeat(10_000_000)), None);
    }

    #[test]
    fn quoted_words_stay_on_one_short_line() {
        assert_eq!(quote("RT"), "`RT`");
        assert_eq!(
            quote("a\nb\u{1b}[31m\u{202e}"),
            "`a\\nb\\u{1b}[31m\\u{202e}`"
        );
        assert_eq!(quote(&"ä".repeat(61)), format!("`{}…`", "ä".repeat(60)));
        assert_eq!(quote(&"ä".repeat(60)), format!("`{}`", "ä".repeat(60)));
        assert!(quote(&"\u{1b}".repeat(10_000_000)).len() < 1000);
    }

    #[test]
    fn plain_text_cannot_steer_a_terminal() {
        assert_eq!(plain("Münster – 東京"), "Münster – 東京");
        assert_eq!(plain("\u{1b}[1;31mred\u{1b}[0m"), "red");
        assert_eq!(plain("a\u{1b}]0;title\u{7}b\u{1b}]8;;x\u{1b}\\c"), "abc");
        assert_eq!(plain("a\u{1b}(Bb\u{9b}2Jc\u{1b}cd"), "abcd");
        assert_eq!(plain("a\r\nb\tc\u{7}\u{202e}d"), "a b cd");
        assert_eq!(plain("\u{1b}"), "");
        assert_eq!(plain("\u{1b}[12"), "");
    }
}
