//! Finds the choice somebody meant by a number, a name or a part of one.

use super::Choice;

/// What was meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// This choice.
    One(usize),
    /// One of several.
    Several(Vec<usize>),
    /// None that is there.
    Nothing,
}

impl Pick {
    /// Returns the choice `said` means: one of its names, its number from 1, or parts of its names.
    pub(super) fn of(said: &str, choices: &[Choice]) -> Self {
        let said = said.trim().to_lowercase();
        if said.is_empty() {
            return Self::Nothing;
        }
        let positions_of = |is_meant: &dyn Fn(&str) -> bool| -> Vec<usize> {
            choices
                .iter()
                .enumerate()
                .filter(|(_, choice)| {
                    let names = std::iter::once(&choice.label).chain(&choice.names);
                    let mut names = names.chain(&choice.id);
                    names.any(|name| is_meant(&name.to_lowercase()))
                })
                .map(|(position, _)| position)
                .collect()
        };
        let exact = positions_of(&|name| name == said);
        match exact.as_slice() {
            [] => {}
            [position] => return Self::One(*position),
            _ => return Self::Several(exact),
        }
        if let Ok(number) = said.parse::<usize>()
            && (1..=choices.len()).contains(&number)
        {
            return Self::One(number - 1);
        }
        let words: Vec<_> = said.split_whitespace().collect();
        let partial = positions_of(&|name| words.iter().all(|word| name.contains(word)));
        match partial.as_slice() {
            [] => Self::Nothing,
            [position] => Self::One(*position),
            _ => Self::Several(partial),
        }
    }
}

/// Returns the choices `said` means, or what is wrong with it.
///
/// `said` is one choice, or several separated by commas; `none` is none of them.
pub(super) fn several(said: &str, choices: &[Choice]) -> Result<Vec<usize>, Unclear> {
    if let Pick::One(position) = Pick::of(said, choices) {
        return Ok(vec![position]);
    }
    if said.trim().eq_ignore_ascii_case("none") {
        return Ok(Vec::new());
    }
    let mut positions = Vec::new();
    for part in said.split(',') {
        match Pick::of(part, choices) {
            Pick::One(position) => positions.push(position),
            Pick::Several(candidates) => {
                return Err(Unclear::Several(part.trim().to_owned(), candidates));
            }
            Pick::Nothing => return Err(Unclear::Nothing(part.trim().to_owned())),
        }
    }
    positions.sort_unstable();
    positions.dedup();
    Ok(positions)
}

/// Whether any part of what was said is a number.
pub(super) fn has_number(said: &str) -> bool {
    said.split(',')
        .any(|part| part.trim().parse::<usize>().is_ok())
}

/// Why it is not clear what was meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unclear {
    /// These words mean several choices.
    Several(String, Vec<usize>),
    /// These words mean none.
    Nothing(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(labels: &[&str]) -> Vec<Choice> {
        labels.iter().map(|label| Choice::of(*label)).collect()
    }

    #[test]
    fn a_choice_is_meant_by_number_name_or_part() {
        let choices = choices(&["Registered baker", "Baker practitioner", "Baker", "3"]);
        for (said, expected) in [
            ("baker", Pick::One(2)),
            ("BAKER PRACTITIONER", Pick::One(1)),
            ("1", Pick::One(0)),
            ("3", Pick::One(3)),
            ("regist", Pick::One(0)),
            ("baker reg", Pick::One(0)),
            ("bak", Pick::Several(vec![0, 1, 2])),
            ("5", Pick::Nothing),
            ("0", Pick::Nothing),
            ("", Pick::Nothing),
            ("plumber", Pick::Nothing),
        ] {
            assert_eq!(Pick::of(said, &choices), expected, "{said}");
        }
    }

    #[test]
    fn another_name_is_as_good() {
        let choices = [
            Choice::of("Certified baker").or(["HGV", "staff baker"]),
            Choice::of("Learning").or(["RT"]),
            Choice::of("Radiography").or(["RT", "Turning"]),
        ];
        assert_eq!(Pick::of("hgv", &choices), Pick::One(0));
        assert_eq!(Pick::of("staff", &choices), Pick::One(0));
        assert_eq!(Pick::of("rt", &choices), Pick::Several(vec![1, 2]));
        assert_eq!(Pick::of("learn", &choices), Pick::One(1));
    }

    #[test]
    fn several_are_separated_by_commas() {
        let choices = choices(&["HGV", "BSC", "Security, privacy"]);
        assert_eq!(several("2, hgv,2", &choices), Ok(vec![0, 1]));
        assert_eq!(several("security, privacy", &choices), Ok(vec![2]));
        assert_eq!(several(" None ", &choices), Ok(vec![]));
        assert_eq!(
            several("s", &choices),
            Err(Unclear::Several("s".to_owned(), vec![1, 2]))
        );
        assert_eq!(
            several("hgv, x", &choices),
            Err(Unclear::Nothing("x".to_owned()))
        );
        assert_eq!(
            several("hgv,", &choices),
            Err(Unclear::Nothing(String::new()))
        );
    }
}
