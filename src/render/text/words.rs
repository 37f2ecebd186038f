//! The small phrases every part of the text uses: lengths of time, money, lists, standings.

use crate::advice::{GapState, Standing, Tier};
pub(super) use crate::json::{capital, decapitalised};
use crate::pack::Confidence;
use crate::units::Usd;

use super::layout::{Sign, Tone};

/// Returns a length of time: `5 weeks`, `about 6 months (26 weeks)`.
pub(super) fn weeks(weeks: u32) -> String {
    if weeks == 0 {
        return "no time".to_owned();
    }
    let exact = count(weeks as usize, "week", "weeks");
    if weeks < 9 {
        return exact;
    }
    // Rounded to the nearest month; 52 weeks are 12 months.
    let rounded = (u64::from(weeks) * 12 + 26) / 52;
    format!(
        "about {} ({exact})",
        months(u32::try_from(rounded).unwrap_or(u32::MAX))
    )
}

/// Returns the same in few letters, for tables: `now`, `26 weeks`.
pub(super) fn weeks_short(weeks: u32) -> String {
    if weeks == 0 {
        "now".to_owned()
    } else {
        count(weeks as usize, "week", "weeks")
    }
}

/// Returns a time as words that stand alone: `now`, `26 weeks`, `26+ weeks`, `not known`.
pub(super) fn time_alone(weeks: u32, is_lower_bound: bool) -> String {
    match (weeks, is_lower_bound) {
        (0, true) => "not known".to_owned(),
        (_, true) => format!("{weeks}+ weeks"),
        (_, false) => weeks_short(weeks),
    }
}

/// Returns a number of months: `8 months`, `6 years`, `2 years and 6 months`.
pub(super) fn months(months: u32) -> String {
    let (years, rest) = (months / 12, months % 12);
    let in_months = count(rest as usize, "month", "months");
    let in_years = count(years as usize, "year", "years");
    if months < 24 && months != 12 {
        count(months as usize, "month", "months")
    } else if rest == 0 {
        in_years
    } else {
        format!("{in_years} and {in_months}")
    }
}

/// Returns a sum as words that stand alone: `$749`, `at least $749`, `cost not known`.
pub(super) fn cost_alone(usd: u32, is_lower_bound: bool) -> String {
    match (usd, is_lower_bound) {
        (0, true) => "cost not known".to_owned(),
        _ => cost(usd, is_lower_bound),
    }
}

/// Returns a sum: `$749`, `at least $749`, `not known`.
pub(super) fn cost(usd: u32, is_lower_bound: bool) -> String {
    match (usd, is_lower_bound) {
        (0, true) => "not known".to_owned(),
        (_, true) => format!("at least {}", Usd(usd)),
        (_, false) => Usd(usd).to_string(),
    }
}

/// Returns a number of things: `1 step`, `3 steps`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Returns the items with commas and a last `and`.
pub(super) fn all_of<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "and")
}

/// Returns the first `few` items and how many more there are.
pub(super) fn some_of<S: AsRef<str>>(items: &[S], few: usize) -> String {
    match items.get(..few) {
        Some(shown) if few > 0 && items.len() > few => {
            let mut shown: Vec<&str> = shown.iter().map(AsRef::as_ref).collect();
            let more = format!("{} more", items.len() - few);
            shown.push(&more);
            joined(&shown, "and")
        }
        _ => all_of(items),
    }
}

/// Returns the first `few` items of which one will do, and how many more there are.
pub(super) fn any_of<S: AsRef<str>>(items: &[S], few: usize) -> String {
    let mut shown: Vec<&str> = items.iter().take(few).map(AsRef::as_ref).collect();
    let left = items.len() - shown.len();
    let more = if left == 1 {
        "1 more".to_owned()
    } else {
        format!("one of {left} more")
    };
    if left > 0 {
        shown.push(&more);
    }
    joined(&shown, "or")
}

fn joined<S: AsRef<str>>(items: &[S], last: &str) -> String {
    // An item with a comma or an "and" of its own would blur where the next one begins.
    let has = |words: &[&str]| {
        let mut items = items.iter();
        items.any(|item| words.iter().any(|word| item.as_ref().contains(word)))
    };
    let comma = if has(&[", "]) || (items.len() > 2 && has(&[" and ", " or "])) {
        ";"
    } else {
        ","
    };
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [head @ .., tail] => {
            let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
            let before_last = match comma {
                ";" => ";",
                _ if has(&[" and ", " or "]) => ",",
                _ => "",
            };
            let head = head.join(&format!("{comma} "));
            format!("{head}{before_last} {last} {}", tail.as_ref())
        }
    }
}

/// Returns the text with a full stop, unless it ends with a mark of its own.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', ':']) {
        return text.to_owned();
    }
    format!("{text}.")
}

/// Returns an address or id as part of a sentence: without a full stop that would be copied too.
pub(super) fn code(text: &str) -> String {
    format!("`{text}`")
}

/// Returns the tier in the words people read.
pub(super) fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Ready => "ready now",
        Tier::Next => "next",
        Tier::Later => "later",
        Tier::Blocked => "blocked",
    }
}

/// Returns the colour of a tier.
pub(super) fn tier_tone(tier: Tier) -> Tone {
    match tier {
        Tier::Ready => Tone::Good,
        Tier::Next => Tone::Study,
        Tier::Later => Tone::Open,
        Tier::Blocked => Tone::Bad,
    }
}

/// Returns what a standing means.
pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Ready => "ready: you meet everything that is required",
        Standing::Reachable => "reachable: there is a plan",
        Standing::Unknown => "not known yet: an open question decides",
        Standing::Blocked => "blocked: there is no plan",
    }
}

/// Returns the sign of a gap.
pub(super) fn gap_sign(state: GapState) -> Sign {
    match state {
        GapState::NotMet => Sign::NotMet,
        GapState::Unknown => Sign::Unknown,
        GapState::Lapsed => Sign::Lapsed,
        GapState::InProgress => Sign::InProgress,
    }
}

/// Returns how far a source can be trusted, in words.
pub(super) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Primary => "from the issuer or authority itself",
        Confidence::Secondary => "from a second source",
        Confidence::Unverified => "not confirmed at the issuer",
        Confidence::Judgement => "our own judgement",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_given_in_the_unit_people_use() {
        for (given, said) in [
            (0, "no time"),
            (1, "1 week"),
            (8, "8 weeks"),
            (9, "about 2 months (9 weeks)"),
            (26, "about 6 months (26 weeks)"),
            (52, "about 1 year (52 weeks)"),
            (78, "about 18 months (78 weeks)"),
            (104, "about 2 years (104 weeks)"),
            (117, "about 2 years and 3 months (117 weeks)"),
        ] {
            assert_eq!(weeks(given), said);
        }
        assert_eq!(months(72), "6 years");
        assert_eq!(months(13), "13 months");
    }

    #[test]
    fn lists_end_as_sentences_do() {
        assert_eq!(all_of::<&str>(&[]), "");
        assert_eq!(all_of(&["a"]), "a");
        assert_eq!(all_of(&["a", "b", "c"]), "a, b and c");
        assert_eq!(some_of(&["a", "b", "c"], 1), "a and 2 more");
        assert_eq!(some_of(&["a", "b"], 2), "a and b");
        assert_eq!(any_of(&["a", "b"], 2), "a or b");
        assert_eq!(any_of(&["a", "b"], 1), "a or 1 more");
        assert_eq!(any_of(&["a", "b", "c"], 1), "a or one of 2 more");
        assert_eq!(all_of(&["a or b", "c"]), "a or b, and c");
        assert_eq!(all_of(&["a or b", "c", "d"]), "a or b; c; and d");
        assert_eq!(all_of(&["a, b", "c"]), "a, b; and c");
        assert_eq!(all_of(&["$1,000", "c"]), "$1,000 and c");
        assert_eq!(sentence("so"), "so.");
        assert_eq!(sentence("so?"), "so?");
        assert_eq!(capital("éa"), "Éa");
    }

    #[test]
    fn money_that_is_not_known_is_never_nothing() {
        assert_eq!(cost(0, true), "not known");
        assert_eq!(cost(0, false), "$0");
        assert_eq!(cost(1200, true), "at least $1,200");
    }
}
