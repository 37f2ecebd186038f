//! Time worked: how much of a kind of experience a profile brings, exactly.
//!
//! Dated work is merged before it is summed: two jobs at once count together, at most full time.
//! A stretch counts by its anniversaries: from the 15th of a month to the 14th of the next is one
//! month, whatever their length, and what is left over counts by days. Bare months are the latest ones;
//! those of different kinds are different times unless `during` says otherwise.
//!
//! # Source
//! `design.md` sections 3 and 4.

use crate::pack::{KindIndex, Pack};
use crate::profile::{Experience, Subject, Time};
use crate::units::{Date, Months, WorkTime};

/// Full-time hours a week, where an entry states none.
const FULL_TIME: u32 = 40;

/// Returns whether time worked in `subject` counts for `kind`.
pub fn counts_for(subject: Subject, kind: KindIndex, pack: &Pack) -> bool {
    match subject {
        Subject::Kind(worked) => {
            let part = pack.kinds.get(worked.position());
            part.is_some_and(|part| part.within.binary_search(&kind.0).is_ok())
        }
        Subject::Occupation(occupation) => {
            let occupation = pack.occupations.get(occupation.position());
            occupation.is_some_and(|each| each.gives_within.binary_search(&kind).is_ok())
        }
    }
}

/// Returns the time worked in `kind` up to `as_of`, within the last `within` months if given.
pub fn time_in(
    experience: &[Experience],
    kind: KindIndex,
    within: Option<Months>,
    pack: &Pack,
    as_of: Date,
) -> WorkTime {
    let counts = |entry: &Experience| counts_for(entry.subject, kind, pack);
    let dated = dated_time(
        experience.iter().filter(|entry| counts(entry)),
        within,
        as_of,
    );
    let all = dated.plus(bare_time(experience, within, pack, counts, as_of));
    match within {
        Some(months) => all.min(WorkTime::of_months(months)),
        None => all,
    }
}

fn bare_of(entry: &Experience, within: Option<Months>) -> WorkTime {
    match entry.time {
        Time::Bare(months) => {
            let months = within.map_or(months, |within| months.min(within));
            let hours = entry.hours_per_week.unwrap_or(FULL_TIME);
            WorkTime::of_months(months).at_hours_per_week(hours)
        }
        Time::Dated { .. } => WorkTime::ZERO,
    }
}

/// Sums bare months; those that ran alongside time that counts too are counted once with it.
fn bare_time(
    experience: &[Experience],
    within: Option<Months>,
    pack: &Pack,
    counts: impl Fn(&Experience) -> bool,
    as_of: Date,
) -> WorkTime {
    let mut sum = WorkTime::ZERO;
    let mut alongside: Vec<(KindIndex, WorkTime)> = Vec::new();
    for entry in experience.iter().filter(|entry| counts(entry)) {
        let time = bare_of(entry, within);
        let Some(host) = entry.during else {
            sum = sum.plus(time);
            continue;
        };
        match alongside.iter_mut().find(|(kind, _)| *kind == host) {
            Some((_, total)) => *total = total.plus(time),
            None => alongside.push((host, time)),
        }
    }
    for (host, total) in alongside {
        let is_host = |entry: &&Experience| {
            counts(entry) && entry.during != Some(host) && counts_for(entry.subject, host, pack)
        };
        let dated = dated_time(experience.iter().filter(is_host), within, as_of);
        let hosts = experience.iter().filter(is_host);
        let hosted = hosts
            .map(|entry| bare_of(entry, within))
            .fold(dated, WorkTime::plus);
        sum = sum.plus(total.minus(hosted));
    }
    sum
}

/// Merges dated work: on each day the hours of all entries together, at most full time.
fn dated_time<'e>(
    entries: impl Iterator<Item = &'e Experience>,
    within: Option<Months>,
    as_of: Date,
) -> WorkTime {
    let window = within.map(|months| as_of.plus_days(1).minus_months(months.0));
    // The first day of a stretch adds its hours, the day after its last takes them away.
    let mut edges: Vec<(Date, i64)> = Vec::new();
    for entry in entries {
        let Time::Dated { from, until } = entry.time else {
            continue;
        };
        let first = window.map_or(from.first_day(), |window| window.max(from.first_day()));
        let last = until.map_or(as_of, |until| until.last_day().min(as_of));
        if last >= first {
            let hours = i64::from(entry.hours_per_week.unwrap_or(FULL_TIME).min(FULL_TIME));
            edges.push((first, hours));
            edges.push((last.plus_days(1), -hours));
        }
    }
    edges.sort_unstable();
    let mut sum = WorkTime::ZERO;
    let (mut hours, mut since) = (0, None);
    let mut edges = edges.into_iter().peekable();
    while let Some((day, change)) = edges.next() {
        let before = hours.min(i64::from(FULL_TIME));
        hours += change;
        if edges.peek().is_some_and(|(next, _)| *next == day) {
            // All that begins or ends on one day counts before the stretch is cut.
            hours -= change;
            if let Some((_, next)) = edges.peek_mut() {
                *next += change;
            }
            continue;
        }
        let after = hours.min(i64::from(FULL_TIME));
        if before != after {
            if let Some(first) = since {
                sum = sum.plus(stretch(first, day, u32::try_from(before).unwrap_or(0)));
            }
            since = Some(day);
        }
    }
    sum
}

/// Returns the work from `first` up to, not including, `end`.
fn stretch(first: Date, end: Date, hours: u32) -> WorkTime {
    let month = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    let mut months = u32::try_from(month(end) - month(first)).unwrap_or(0);
    if first.plus_months(months) > end {
        months = months.saturating_sub(1);
    }
    let anniversary = first.plus_months(months);
    let days = |from: Date, to: Date| u32::try_from(from.days_until(to)).unwrap_or(0);
    let left = WorkTime::of_days(
        days(anniversary, end),
        days(anniversary, first.plus_months(months + 1)),
    );
    WorkTime::of_months(Months(months))
        .plus(left)
        .at_hours_per_week(hours)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_stretch_counts_calendar_months_whatever_their_length() {
        for (first, end, months) in [
            ("2021-11-01", "2026-11-01", 60),
            ("2024-02-01", "2024-03-01", 1),
            ("2023-02-01", "2023-03-01", 1),
            ("2025-11-22", "2026-11-22", 12),
            ("2022-04-15", "2025-10-15", 42),
            ("2023-02-15", "2028-02-15", 60),
            ("2026-01-31", "2026-02-28", 1),
            ("2026-01-31", "2026-01-31", 0),
        ] {
            let expected = WorkTime::of_months(Months(months));
            assert_eq!(
                stretch(date(first), date(end), 40),
                expected,
                "{first} to {end}"
            );
        }
    }

    #[test]
    fn jobs_at_once_count_together_up_to_full_time() {
        let entry = |from: &str, until: &str, hours| Experience {
            subject: Subject::Kind(KindIndex(0)),
            time: Time::Dated {
                from: from.parse().unwrap(),
                until: Some(until.parse().unwrap()),
            },
            hours_per_week: hours,
            during: None,
        };
        let total = |entries: &[Experience]| dated_time(entries.iter(), None, date("2026-11-22"));
        let months = |months| WorkTime::of_months(Months(months));
        assert_eq!(
            total(&[
                entry("2024", "2024", None),
                entry("2024-07", "2025-06", None)
            ]),
            months(18)
        );
        assert_eq!(
            total(&[
                entry("2024", "2024", Some(20)),
                entry("2024", "2024", Some(10))
            ]),
            months(9)
        );
        assert_eq!(
            total(&[
                entry("2024", "2024", Some(30)),
                entry("2024", "2024", Some(30))
            ]),
            months(12)
        );
        assert_eq!(
            total(&[
                entry("2024-04-15", "2024-05-14", None),
                entry("2024-05-15", "2024-06-14", None)
            ]),
            months(2)
        );
        assert_eq!(total(&[entry("2026-10-23", "2030", None)]), months(1));
    }
}
