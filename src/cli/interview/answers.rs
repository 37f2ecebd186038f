//! Reads what people type: dates, lengths of time, numbers. Each reader returns the value, or a
//! sentence that says what to type instead.

use crate::cli::args::value::{self, Time};
use careerpath::json::quote;
use careerpath::units::{AsOf, PartialDate};

/// How a date is typed.
pub(super) const DATE_HELP: &str = "A year, a month or a day, such as 2027, 2027-05 or 2027-05-31.";

/// How a date gone by is typed.
pub(super) const PAST_DATE_HELP: &str =
    "A year, a month or a day, such as 2024, 2024-05 or 2024-05-31.";

/// Reads a date that is not over yet.
pub(super) fn date_to_come(text: &str, as_of: AsOf) -> Result<PartialDate, String> {
    let date = value::partial_date(text)?;
    if date.last_day() < as_of.0 {
        return Err(format!("{date} is over; today is {}", as_of.0));
    }
    Ok(date)
}

/// Reads a date that is over.
pub(super) fn date_gone_by(text: &str, as_of: AsOf) -> Result<PartialDate, String> {
    let date = value::partial_date(text)?;
    if date.last_day() < as_of.0 {
        return Ok(date);
    }
    if date.first_day() > as_of.0 {
        return Err(format!("{date} is still to come; today is {}", as_of.0));
    }
    Err(match date {
        PartialDate::Year(_) => format!("{date} is not over yet; say the month too"),
        PartialDate::Month(..) => format!("{date} is not over yet; say the day too"),
        PartialDate::Day(_) => format!("{date} is today, and it lasts to the end of the day"),
    })
}

/// Reads how long something was done, or from when until when: what a flag takes, and the same in
/// words (`6 years`, `2019-03 to 2021-01`, `since 2019`).
pub(super) fn time(text: &str, as_of: AsOf) -> Result<Time, String> {
    let said = in_short(text);
    if !said.is_empty() && said.bytes().all(|byte| byte.is_ascii_digit()) && said.len() < 4 {
        return Err(format!(
            "say whether it is years or months: {said}y or {said}m"
        ));
    }
    let time = value::time(&said).map_err(|why| match why.contains("is no time") {
        true => format!(
            "{} is no length of time; say 30m, 6y, 2y6m or 2019-03..2021-01",
            quote(text.trim())
        ),
        false => why,
    })?;
    match time {
        Time::Months(0) => Err("say at least one month".to_owned()),
        Time::Dated { from, .. } if from.first_day() > as_of.0 => {
            Err(format!("{from} is still to come; today is {}", as_of.0))
        }
        Time::Dated {
            from,
            until: Some(until),
        } if until.first_day() > as_of.0 => Err(format!(
            "{until} is still to come; if it goes on, say {from}.. without an end"
        )),
        time => Ok(time),
    }
}

/// Returns the time as flags spell it, as far as it is spelled in words.
fn in_short(text: &str) -> String {
    let mut said = format!(" {} ", text.trim().to_lowercase());
    if let Some(rest) = said.strip_prefix(" since ") {
        said = format!(" {} ..", rest.trim());
    }
    for (word, short) in [
        (" until ", ".."),
        (" till ", ".."),
        (" to ", ".."),
        ("–", ".."),
        (" and ", " "),
        ("years", "y"),
        ("year", "y"),
        ("yrs", "y"),
        ("yr", "y"),
        ("months", "m"),
        ("month", "m"),
        ("mos", "m"),
        ("mo", "m"),
        (",", " "),
    ] {
        said = said.replace(word, short);
    }
    let said: String = said.split_whitespace().collect();
    for goes_on in ["..now", "..today", "..present"] {
        if let Some(from) = said.strip_suffix(goes_on) {
            return format!("{from}..");
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> AsOf {
        AsOf("2026-11-22".parse().expect("a day"))
    }

    #[test]
    fn time_is_read_as_people_say_it() {
        for (said, months) in [
            ("6y", 72),
            (" 6 years ", 72),
            ("1 year and 6 months", 18),
            ("2 yrs, 3 mos", 27),
            ("18 months", 18),
            ("2Y6M", 30),
        ] {
            assert_eq!(time(said, today()), Ok(Time::Months(months)), "{said}");
        }
        for (said, same) in [
            ("2019-03..2021-01", "2019-03..2021-01"),
            ("2019-03 to 2021-01", "2019-03..2021-01"),
            ("2019 until 2021", "2019..2021"),
            ("since 2019-03", "2019-03.."),
            ("2019-03 to now", "2019-03.."),
        ] {
            assert_eq!(time(said, today()), value::time(same), "{said}");
        }
        for (said, why) in [
            ("6", "say whether it is years or months: 6y or 6m"),
            (
                "long",
                "`long` is no length of time; say 30m, 6y, 2y6m or 2019-03..2021-01",
            ),
            (
                "",
                "`` is no length of time; say 30m, 6y, 2y6m or 2019-03..2021-01",
            ),
            ("0m", "say at least one month"),
            ("since 2030", "2030 is still to come; today is 2026-11-22"),
            (
                "2019..2030",
                "2030 is still to come; if it goes on, say 2019.. without an end",
            ),
            ("2021..2019", "it ends before it begins"),
            ("200y", "that is more than a hundred years"),
        ] {
            assert_eq!(time(said, today()), Err(why.to_owned()), "{said}");
        }
    }

    #[test]
    fn a_date_lies_on_the_right_side_of_today() {
        for said in ["2026", "2026-11", "2026-11-22", "2027-05"] {
            assert!(date_to_come(said, today()).is_ok(), "{said}");
        }
        assert_eq!(
            date_to_come("2025", today()),
            Err("2025 is over; today is 2026-11-22".to_owned())
        );
        for said in ["2025", "2026-10", "2026-11-21"] {
            assert!(date_gone_by(said, today()).is_ok(), "{said}");
        }
        for (said, why) in [
            ("2026", "2026 is not over yet; say the month too"),
            ("2026-11", "2026-11 is not over yet; say the day too"),
            (
                "2026-11-22",
                "2026-11-22 is today, and it lasts to the end of the day",
            ),
            ("2027", "2027 is still to come; today is 2026-11-22"),
            (
                "5/2025",
                "`5/2025` is no date; say YYYY, YYYY-MM or YYYY-MM-DD",
            ),
        ] {
            assert_eq!(date_gone_by(said, today()), Err(why.to_owned()), "{said}");
        }
    }
}
