//! How a degree that the pack does not have is said: by its level, or its level and field.

use super::resolve::{Names, level};
use crate::json::quote;
use crate::pack::requirement::Level;
use crate::pack::{FieldIndex, Pack};

/// Beginnings of the usual abbreviations of degrees, and the level each stands for.
const ABBREVIATIONS: [(&str, Level); 13] = [
    ("aa", Level::Associate),
    ("aas", Level::Associate),
    ("as", Level::Associate),
    ("ba", Level::Bachelor),
    ("bba", Level::Bachelor),
    ("beng", Level::Bachelor),
    ("bs", Level::Bachelor),
    ("bsc", Level::Bachelor),
    ("ma", Level::Master),
    ("meng", Level::Master),
    ("ms", Level::Master),
    ("msc", Level::Master),
    ("phd", Level::Doctorate),
];

/// Returns how to say the degree that somebody called `name`, as the end of a sentence.
///
/// # Limits
/// The level and field are guessed from the words; nobody acts on the guess.
pub(super) fn way_to_say(name: &str, pack: &Pack, names: &Names<'_>) -> String {
    let guess = guessed(name, names);
    let field = guess.and_then(|(_, field)| pack.fields.get(field?.position()));
    let level = guess.map(|(level, _)| level);
    let example = level.unwrap_or(Level::Bachelor).as_str();
    if let Some(field) = field {
        let whole = quote(&format!("{example}/{}", field.id));
        return format!("say its level and field: {whole}");
    }
    let alone = match level {
        Some(level) => level.as_str().to_owned(),
        None => Level::ALL.map(Level::as_str).join("`, `"),
    };
    format!("say its level and field as `{example}/FIELD`, or its level alone: `{alone}`")
}

/// Returns whether the name is one of the usual abbreviations; what is spelled much like one is
/// another degree, and no typing error.
pub(super) fn is_abbreviation(name: &str) -> bool {
    abbreviated(name.trim()).is_some()
}

/// Returns the level that an abbreviation stands for; dots do not count.
fn abbreviated(word: &str) -> Option<Level> {
    let short: String = word.chars().filter(|each| *each != '.').collect();
    let mut abbreviations = ABBREVIATIONS.iter();
    let found = abbreviations.find(|(each, _)| each.eq_ignore_ascii_case(&short));
    found.map(|(_, level)| *level)
}

/// Returns the level its first word stands for, and the field that the rest names.
fn guessed(name: &str, names: &Names<'_>) -> Option<(Level, Option<FieldIndex>)> {
    let (first, rest) = name.trim().split_once(' ').unwrap_or((name.trim(), ""));
    let level = level(first).or_else(|| abbreviated(first))?;
    // `of science in biology`, `degree in biology`, `of business administration`, `biology`.
    let words: Vec<&str> = rest.split_whitespace().collect();
    let is_joint = |word: &&str| ["in", "of"].contains(word);
    let begins = words
        .iter()
        .rposition(is_joint)
        .map_or(0, |joint| joint + 1);
    let field = words.get(begins..).unwrap_or_default().join(" ");
    Some((level, names.field(&field).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::shipped;

    #[test]
    fn level_and_field_are_guessed_from_the_words() {
        let pack = shipped::pack().expect("a sound pack");
        let names = Names::of(&pack);
        let first = &pack.fields[0];
        for (name, said) in [
            ("BS {}", "bachelor/{}"),
            ("B.S. in {}", "bachelor/{}"),
            ("bachelor of science in {}", "bachelor/{}"),
            ("Bachelor's degree in {}", "bachelor/{}"),
            ("Bachelors of {}", "bachelor/{}"),
            ("PhD {}", "doctorate/{}"),
            ("master of something in {}", "master/{}"),
        ] {
            let name = name.replace("{}", &first.name);
            let said = format!("`{}`", said.replace("{}", &first.id));
            let way = way_to_say(&name, &pack, &names);
            assert_eq!(way, format!("say its level and field: {said}"), "{name}");
        }
        for name in ["BBA", "BA of no such field", "bachelor of"] {
            let way = way_to_say(name, &pack, &names);
            let said =
                "say its level and field as `bachelor/FIELD`, or its level alone: `bachelor`";
            assert_eq!(way, said, "{name}");
        }
        let way = way_to_say("diploma", &pack, &names);
        let said = "or its level alone: `associate`, `bachelor`, `master`, `doctorate`";
        assert!(way.ends_with(said), "{way}");
    }
}
