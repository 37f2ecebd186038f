//! The values of options: each reader takes what was typed and returns it typed, or a sentence.

use careerpath::json::quote;
use careerpath::pack::check::is_kebab_case;
use careerpath::profile::raw::MOST_MONTHS;
use careerpath::units::{Date, DateError, PartialDate};

/// Something, or the word `none`: there is nothing of the kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OrNone<T> {
    /// There is none, which is not the same as saying nothing.
    None,
    /// This one.
    One(T),
}

/// A name and, perhaps, a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// The name as typed.
    pub(crate) name: String,
    /// The date after the colon.
    pub(crate) date: Option<PartialDate>,
}

/// A name and the date it is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedBy {
    /// The name as typed.
    pub(crate) name: String,
    /// When it is expected.
    pub(crate) expected: PartialDate,
}

/// Work of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Experience {
    /// A kind of experience or an occupation, as typed.
    pub(crate) kind: String,
    /// How long, or when.
    pub(crate) time: Time,
    /// Hours a week, where it was not full-time.
    pub(crate) hours_per_week: Option<u32>,
    /// The kind of work it was a part of.
    pub(crate) during: Option<String>,
}

/// How long somebody worked, or when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Time {
    /// Months without a date.
    Months(u32),
    /// From a date until another, or until today.
    Dated {
        /// The beginning.
        from: PartialDate,
        /// The end, unless it goes on.
        until: Option<PartialDate>,
    },
}

/// Reads a day.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|error| match error {
        DateError::Form => "say a day as YYYY-MM-DD".to_owned(),
        DateError::NoSuchDay => "there is no such day".to_owned(),
    })
}

/// Reads a year, a month or a day.
pub(crate) fn partial_date(text: &str) -> Result<PartialDate, String> {
    text.parse().map_err(|error| match error {
        DateError::Form => {
            format!(
                "{} is no date; say YYYY, YYYY-MM or YYYY-MM-DD",
                quote(text)
            )
        }
        DateError::NoSuchDay => format!("there is no such date as {}", quote(text)),
    })
}

/// Reads an id.
pub(crate) fn id(text: &str) -> Result<String, String> {
    if is_kebab_case(text) {
        Ok(text.to_owned())
    } else {
        Err("an id has lower-case letters and digits, in words joined by `-`".to_owned())
    }
}

/// Reads a name or `none`.
pub(crate) fn name_or_none(text: &str) -> Result<OrNone<String>, String> {
    match text.trim() {
        "none" => Ok(OrNone::None),
        name => a_name(name).map(OrNone::One),
    }
}

/// Reads `NAME` or `NAME:DATE`, or `none`.
pub(crate) fn named(text: &str) -> Result<OrNone<Named>, String> {
    if text.trim() == "none" {
        return Ok(OrNone::None);
    }
    let (name, date) = split_date(text)?;
    Ok(OrNone::One(Named { name, date }))
}

/// Reads `NAME:DATE`.
pub(crate) fn named_by(text: &str) -> Result<NamedBy, String> {
    match split_date(text)? {
        (name, Some(expected)) => Ok(NamedBy { name, expected }),
        (name, None) => {
            // What directly follows a colon was meant as the date.
            let before = name.rsplit_once(':');
            let before = before.filter(|(_, after)| !after.starts_with(char::is_whitespace));
            let name = before.map_or(name.as_str(), |(before, _)| before);
            Err(format!(
                "say when you expect it, as in {}",
                quote(&format!("{name}:2027-05"))
            ))
        }
    }
}

/// Splits a date from the end. What follows the last colon is a date if it begins with a digit.
fn split_date(text: &str) -> Result<(String, Option<PartialDate>), String> {
    let (name, date) = match text.rsplit_once(':') {
        Some((name, date))
            if date
                .trim()
                .starts_with(|first: char| first.is_ascii_digit()) =>
        {
            (name, Some(partial_date(date.trim())?))
        }
        Some((_, "")) => return Err("there is no date after the colon".to_owned()),
        _ => (text, None),
    };
    Ok((a_name(name.trim())?, date))
}

fn a_name(name: &str) -> Result<String, String> {
    if name.is_empty() {
        return Err("the name is missing".to_owned());
    }
    Ok(name.to_owned())
}

/// Reads `KIND=TIME[,hours=N][,during=KIND]`, or `none`.
pub(crate) fn experience(text: &str) -> Result<OrNone<Experience>, String> {
    if text.trim() == "none" {
        return Ok(OrNone::None);
    }
    let Some((kind, rest)) = text.split_once('=') else {
        if time(text.trim()).is_ok() {
            return Err(format!(
                "say of what, as in {}",
                quote(&format!("KIND={}", text.trim()))
            ));
        }
        return Err(format!(
            "say how long, as in {}",
            quote(&format!("{}=6y", text.trim()))
        ));
    };
    let mut details = rest.split(',');
    let mut experience = Experience {
        kind: a_name(kind.trim())?,
        time: time(details.next().unwrap_or_default().trim())?,
        hours_per_week: None,
        during: None,
    };
    for detail in details {
        match detail.trim().split_once('=') {
            Some(("hours", hours)) => {
                let hours = hours_per_week(hours.trim())?;
                if experience.hours_per_week.replace(hours).is_some() {
                    return Err("hours=N is said twice".to_owned());
                }
            }
            Some(("during", kind)) => {
                if experience.during.replace(a_name(kind.trim())?).is_some() {
                    return Err("during=KIND is said twice".to_owned());
                }
            }
            _ => {
                return Err(format!(
                    "{} is neither hours=N nor during=KIND",
                    quote(detail)
                ));
            }
        }
    }
    let is_dated = matches!(experience.time, Time::Dated { .. });
    if is_dated && experience.during.is_some() {
        return Err("during=KIND goes with a number of months; dates say it already".to_owned());
    }
    Ok(OrNone::One(experience))
}

/// Reads `6y`, `30m`, `2y6m`, `2019-03..2021-01` or `2019-03..`.
pub(crate) fn time(text: &str) -> Result<Time, String> {
    if let Some((from, until)) = text.split_once("..") {
        let from = partial_date(from.trim())?;
        let until = match until.trim() {
            "" => None,
            until => Some(partial_date(until)?),
        };
        if until.is_some_and(|until| until.last_day() < from.first_day()) {
            return Err("it ends before it begins".to_owned());
        }
        return Ok(Time::Dated { from, until });
    }
    match months(text) {
        Some(months) if months <= MOST_MONTHS => Ok(Time::Months(months)),
        Some(_) => Err("that is more than a hundred years".to_owned()),
        None => Err(format!(
            "{} is no time; say 30m, 6y, 2y6m or 2019-03..2021-01",
            quote(text)
        )),
    }
}

/// Reads years, months or both.
fn months(text: &str) -> Option<u32> {
    let (years, rest) = match text.split_once(['y', 'Y']) {
        Some((years, rest)) => (number(years)?, rest),
        None => (0, text),
    };
    let months = match rest.strip_suffix(['m', 'M']) {
        Some(months) => number(months)?,
        None if rest.is_empty() && !text.is_empty() => 0,
        None => return None,
    };
    years.checked_mul(12)?.checked_add(months)
}

fn number(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u32::MAX))
}

/// Reads `ID=yes` or `ID=no`.
pub(crate) fn attestation(text: &str) -> Result<(String, bool), String> {
    let (statement, answer) = match text.split_once('=') {
        Some((statement, "yes")) => (statement, true),
        Some((statement, "no")) => (statement, false),
        _ => return Err("say ID=yes or ID=no".to_owned()),
    };
    Ok((a_name(statement.trim())?, answer))
}

/// Reads hours a week.
pub(crate) fn hours_per_week(text: &str) -> Result<u32, String> {
    match number(text) {
        Some(hours) if (1..=168).contains(&hours) => Ok(hours),
        _ => Err("say a whole number of hours from 1 to 168".to_owned()),
    }
}

/// Reads dollars: `3000`, `$3,000`.
pub(crate) fn usd(text: &str) -> Result<u32, String> {
    let digits = text.strip_prefix('$').unwrap_or(text);
    let groups: Vec<_> = digits.split(',').collect();
    let is_grouped = groups.iter().skip(1).all(|group| group.len() == 3)
        && (groups.len() == 1 || groups.first().is_some_and(|group| group.len() <= 3));
    let digits = groups.concat();
    let is_whole = is_grouped && number(&digits).is_some();
    match digits.parse() {
        Ok(dollars) if is_whole => Ok(dollars),
        _ => Err("say whole US dollars, such as 3000".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_carry_dates() {
        let read = |text| match named(text) {
            Ok(OrNone::One(named)) => Ok((named.name, named.date.map(|date| date.to_string()))),
            Ok(OrNone::None) => Ok(("NONE".to_owned(), None)),
            Err(message) => Err(message),
        };
        for (text, name, date) in [
            ("hgv", "hgv", None),
            ("none", "NONE", None),
            ("hgv:2027-05-31", "hgv", Some("2027-05-31")),
            ("BSC: 2016", "BSC", Some("2016")),
            ("(ABC)2 CHEF:2027", "(ABC)2 CHEF", Some("2027")),
            ("Guild: Baking+", "Guild: Baking+", None),
        ] {
            assert_eq!(
                read(text),
                Ok((name.to_owned(), date.map(str::to_owned))),
                "{text}"
            );
        }
        assert_eq!(
            read("hgv:2027-13").expect_err("wrong"),
            "there is no such date as `2027-13`"
        );
        assert!(
            read("hgv:31.5.2027")
                .expect_err("wrong")
                .contains("say YYYY")
        );
        assert_eq!(
            read("hgv:").expect_err("wrong"),
            "there is no date after the colon"
        );
        assert_eq!(read(":2027").expect_err("wrong"), "the name is missing");
        assert_eq!(read(" ").expect_err("wrong"), "the name is missing");
        assert!(
            named_by("hgv")
                .expect_err("wrong")
                .contains("`hgv:2027-05`")
        );
        for (text, example) in [
            ("hgv:soon", "`hgv:2027-05`"),
            ("Guild: Baking", "`Guild: Baking:2027-05`"),
        ] {
            let message = named_by(text).expect_err("wrong");
            assert!(message.contains(example), "{message}");
        }
    }

    #[test]
    fn experience_is_months_or_dates() {
        let read = |text| match experience(text) {
            Ok(OrNone::One(experience)) => experience,
            other => panic!("{text}: {other:?}"),
        };
        for (text, months) in [
            ("n=6y", 72),
            ("n=30m", 30),
            ("n=2y6m", 30),
            ("n=0m", 0),
            ("n=1Y", 12),
        ] {
            assert_eq!(read(text).time, Time::Months(months), "{text}");
        }
        let work = read("shift-leader=2019-03..2021-01, hours=20");
        assert_eq!(work.kind, "shift-leader");
        assert_eq!(work.hours_per_week, Some(20));
        assert!(matches!(work.time, Time::Dated { until: Some(_), .. }));
        assert!(matches!(
            read("n=2019..").time,
            Time::Dated { until: None, .. }
        ));
        assert_eq!(
            read("n=24m,during=night-baking").during.as_deref(),
            Some("night-baking")
        );
        for (text, message) in [
            ("n", "say how long, as in `n=6y`"),
            (
                "n=6",
                "`6` is no time; say 30m, 6y, 2y6m or 2019-03..2021-01",
            ),
            ("n=", "`` is no time; say 30m, 6y, 2y6m or 2019-03..2021-01"),
            (
                "n=y",
                "`y` is no time; say 30m, 6y, 2y6m or 2019-03..2021-01",
            ),
            (
                "n=2m6y",
                "`2m6y` is no time; say 30m, 6y, 2y6m or 2019-03..2021-01",
            ),
            (
                "n=-1m",
                "`-1m` is no time; say 30m, 6y, 2y6m or 2019-03..2021-01",
            ),
            ("=6y", "the name is missing"),
            ("n=2021..2019", "it ends before it begins"),
            ("n=99999999999y", "that is more than a hundred years"),
            (
                "n=6y,part-time",
                "`part-time` is neither hours=N nor during=KIND",
            ),
            ("n=6y,hours=0", "say a whole number of hours from 1 to 168"),
            (
                "n=2019..,during=x",
                "during=KIND goes with a number of months; dates say it already",
            ),
            ("n=6y,hours=20,hours=30", "hours=N is said twice"),
            ("n=6y,during=x,during=x", "during=KIND is said twice"),
        ] {
            if text.contains("9999") {
                assert!(experience(text).is_err());
            } else {
                assert_eq!(experience(text), Err(message.to_owned()), "{text}");
            }
        }
    }

    #[test]
    fn small_values_are_read() {
        assert_eq!(usd("$3,000"), Ok(3000));
        assert_eq!(usd("1,234,567"), Ok(1_234_567));
        assert_eq!(usd("4294967295"), Ok(u32::MAX));
        assert!(usd("4294967296").is_err());
        for text in ["", "$", "3,00", "1234,567", "3.50", "-1", "99999999999"] {
            assert!(usd(text).is_err(), "{text}");
        }
        assert_eq!(attestation("a-b=yes"), Ok(("a-b".to_owned(), true)));
        assert!(attestation("a-b").is_err() && attestation("a=maybe").is_err());
        assert!(id("the-pack-2").is_ok());
        for text in ["", "A", "a--b", "-a", "a_b", "a/b", ".."] {
            assert!(id(text).is_err(), "{text}");
        }
        assert!(date("2026-11").is_err() && date("2026-11-22").is_ok());
    }

    proptest! {
        #[test]
        fn no_value_panics(text in "\\PC*|[0-9ymMY.:=,$-]*") {
            let _ = (named(&text), named_by(&text), experience(&text), attestation(&text));
            let _ = (usd(&text), hours_per_week(&text), date(&text), partial_date(&text), id(&text));
        }
    }
}
