//! Units everyone uses: dates at their own precision, months, weeks, dollars and exact work time.
//!
//! Everything here is an integer with a total order; no floats enter the core.

use std::fmt;
use std::str::FromStr;

/// A civil calendar day.
///
/// # Invariants
/// Always a real day between the years 1 and 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date); // INVARIANT: year in 1..=9999.

impl Date {
    /// Returns the day, or `None` if there is no such day in the years 1 to 9999.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Returns the calendar year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month of the year, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Returns the day `days` later (or earlier), clamped to the years 1 to 9999.
    pub fn plus_days(self, days: i64) -> Self {
        let span = jiff::Span::new().try_days(days);
        match span.and_then(|span| self.0.checked_add(span)) {
            Ok(date) if date.year() >= 1 => Self(date),
            _ if days < 0 => Self(jiff::civil::date(1, 1, 1)),
            _ => Self(jiff::civil::date(9999, 12, 31)),
        }
    }

    /// Returns the same day `months` earlier; the day of the month is clamped (31 March less one
    /// month is 28 or 29 February).
    pub fn minus_months(self, months: u32) -> Self {
        let span = jiff::Span::new().try_months(i64::from(months));
        match span.and_then(|span| self.0.checked_sub(span)) {
            Ok(date) if date.year() >= 1 => Self(date),
            _ => Self(jiff::civil::date(1, 1, 1)),
        }
    }

    /// Returns the same day `months` later; the day of the month is clamped (31 January plus one
    /// month is 28 or 29 February).
    pub fn plus_months(self, months: u32) -> Self {
        let span = jiff::Span::new().try_months(i64::from(months));
        match span.and_then(|span| self.0.checked_add(span)) {
            Ok(date) => Self(date),
            Err(_) => Self(jiff::civil::date(9999, 12, 31)),
        }
    }

    /// Returns the number of days from `self` to `other`; negative if `other` is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        self.0
            .until(other.0)
            .map_or(0, |span| i64::from(span.get_days()))
    }

    /// Returns the first day of the week numbered `week`, counted from `self` as week 0.
    pub fn at_week(self, week: Weeks) -> Self {
        self.plus_days(i64::from(week.0) * 7)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

/// A date as somebody stated it: a year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// A whole year, such as `2027`.
    Year(i16),
    /// A whole month, such as `2027-05`.
    Month(i16, i8),
    /// One day, such as `2027-05-31`.
    Day(Date),
}

impl PartialDate {
    /// The regular expression of the three forms, as JSON Schema writes them.
    pub const PATTERN: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

    /// Returns the first day of the stated year, month or day.
    pub fn first_day(self) -> Date {
        match self {
            Self::Year(year) => Date(jiff::civil::date(year, 1, 1)),
            Self::Month(year, month) => Date(jiff::civil::date(year, month, 1)),
            Self::Day(date) => date,
        }
    }

    /// Returns the last day of the stated year, month or day: when what is stated is surely over.
    pub fn last_day(self) -> Date {
        match self {
            Self::Year(year) => Date(jiff::civil::date(year, 12, 31)),
            Self::Month(year, month) => Date(jiff::civil::date(year, month, 1).last_of_month()),
            Self::Day(date) => date,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => date.fmt(f),
        }
    }
}

/// Says that a text is no date of the form `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The text has another form.
    #[error("not a date")]
    Form,
    /// The form is right, but there is no such month or day.
    #[error("no such day in the calendar")]
    NoSuchDay,
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let mut parts = text.split('-');
        let year = number(parts.next(), 4)?;
        let month = parts.next();
        let day = parts.next();
        if parts.next().is_some() {
            return Err(DateError::Form);
        }
        if year == 0 {
            return Err(DateError::NoSuchDay);
        }
        let Some(month) = month else {
            return Ok(Self::Year(year));
        };
        let month = i8::try_from(number(Some(month), 2)?).map_err(|_| DateError::NoSuchDay)?;
        if !(1..=12).contains(&month) {
            return Err(DateError::NoSuchDay);
        }
        let Some(day) = day else {
            return Ok(Self::Month(year, month));
        };
        let day = i8::try_from(number(Some(day), 2)?).map_err(|_| DateError::NoSuchDay)?;
        Date::new(year, month, day)
            .map(Self::Day)
            .ok_or(DateError::NoSuchDay)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        match text.parse()? {
            PartialDate::Day(date) => Ok(date),
            PartialDate::Year(_) | PartialDate::Month(..) => Err(DateError::Form),
        }
    }
}

fn number(part: Option<&str>, digits: usize) -> Result<i16, DateError> {
    let part = part.ok_or(DateError::Form)?;
    if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateError::Form);
    }
    part.parse().map_err(|_| DateError::Form)
}

/// The day that counts as today for one advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AsOf(pub Date);

/// A number of calendar months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Months(pub u32);

impl Months {
    /// Returns how many whole weeks these months last: ceil(months x 52 / 12).
    ///
    /// # Source
    /// `design.md` section 6.
    pub fn in_weeks(self) -> Weeks {
        let weeks = (u64::from(self.0) * 52).div_ceil(12);
        Weeks(u32::try_from(weeks).unwrap_or(u32::MAX))
    }
}

/// A number of whole weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weeks(pub u32);

impl Weeks {
    /// Returns how many whole months have passed after these weeks: floor(weeks x 12 / 52).
    pub fn in_whole_months(self) -> Months {
        let months = u64::from(self.0) * 12 / 52;
        Months(u32::try_from(months).unwrap_or(u32::MAX))
    }

    /// Returns how many whole weeks `hours` of study last at `hours_per_week`.
    ///
    /// # Source
    /// `design.md` section 6: ceil(H / h).
    pub fn of_study(hours: u32, hours_per_week: u32) -> Self {
        Self(hours.div_ceil(hours_per_week.max(1)))
    }
}

/// A number of whole US dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Usd(pub u32);

impl fmt::Display for Usd {
    /// Writes the dollars with a sign and grouped thousands: `$12,000`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${}", grouped(self.0))
    }
}

/// Returns a number with grouped thousands: `12,000`.
pub(crate) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + 4);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// An exact amount of work, in a unit that divides months, weeks, hours and days alike.
///
/// One month is 196,341,600 ticks, so that a day of any month (1/28 to 1/31), a fortieth of it
/// (part-time work), a week (3/13 of a month: 52 weeks are 12 months) and an hour (2,080 hours
/// are 12 months) are whole numbers of ticks. Sums are exact; nothing is rounded on the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkTime(u64);

impl WorkTime {
    /// No work.
    pub const ZERO: Self = Self(0);
    const MONTH: u64 = 196_341_600;
    const WEEK: u64 = Self::MONTH * 3 / 13;
    const HOUR: u64 = Self::MONTH * 3 / 520;
    /// The hours a week that count as full-time.
    const FULL_TIME: u64 = 40;

    /// Returns the work of `months` full-time months.
    pub fn of_months(months: Months) -> Self {
        Self(u64::from(months.0) * Self::MONTH)
    }

    /// Returns the work of `weeks` full-time weeks (52 weeks are 12 months).
    pub fn of_weeks(weeks: Weeks) -> Self {
        Self(u64::from(weeks.0) * Self::WEEK)
    }

    /// Returns the work of `hours` (2,080 hours are 12 months).
    pub fn of_hours(hours: u32) -> Self {
        Self(u64::from(hours) * Self::HOUR)
    }

    /// Returns the work of `days` out of a month of `days_in_month` days (28 to 31, else clamped).
    pub fn of_days(days: u32, days_in_month: u32) -> Self {
        Self(Self::MONTH / u64::from(days_in_month.clamp(28, 31)) * u64::from(days))
    }

    /// Returns this work done at `hours_per_week` of 40 hours (more counts as 40).
    pub fn at_hours_per_week(self, hours_per_week: u32) -> Self {
        Self(self.0 / Self::FULL_TIME * u64::from(hours_per_week).min(Self::FULL_TIME))
    }

    /// Returns the whole months in this work, rounded down.
    pub fn whole_months(self) -> Months {
        Months(u32::try_from(self.0 / Self::MONTH).unwrap_or(u32::MAX))
    }

    /// Returns this work in months, if it is whole months.
    pub fn as_months(self) -> Option<Months> {
        let months = self.whole_months();
        (Self::of_months(months) == self).then_some(months)
    }

    /// Returns the whole hours in this work, rounded down (12 months are 2,080 hours).
    pub fn whole_hours(self) -> u32 {
        u32::try_from(self.0 / Self::HOUR).unwrap_or(u32::MAX)
    }

    /// Returns how many whole weeks of full-time work reach this amount, rounded up.
    pub fn weeks_to_reach(self) -> Weeks {
        Weeks(u32::try_from(self.0.div_ceil(Self::WEEK)).unwrap_or(u32::MAX))
    }

    /// Returns the months in this work, rounded up: how much is still short.
    pub fn months_to_reach(self) -> Months {
        Months(u32::try_from(self.0.div_ceil(Self::MONTH)).unwrap_or(u32::MAX))
    }

    /// Returns the sum.
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Returns what is left after `other` is taken away, at least nothing.
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// A decimal figure with up to three places, such as a growth of 7.9 percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    thousandths: i64,
}

impl Decimal {
    /// Returns the figure nearest to `value`, or `None` if it has more than three places or is
    /// too large to be a figure.
    pub fn from_f64(value: f64) -> Option<Self> {
        let scaled = value * 1000.0;
        let rounded = scaled.round();
        let fits = rounded.abs() < 1e15 && (scaled - rounded).abs() < 1e-3;
        // The bound above keeps the value within i64, so the cast is exact.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "bounded by the check above"
        )]
        fits.then_some(Self {
            thousandths: rounded as i64,
        })
    }

    /// Returns the figure in thousandths.
    pub fn thousandths(self) -> i64 {
        self.thousandths
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.thousandths < 0 { "-" } else { "" };
        let magnitude = self.thousandths.unsigned_abs();
        let (whole, rest) = (magnitude / 1000, magnitude % 1000);
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let places = format!("{rest:03}");
        write!(f, "{sign}{whole}.{}", places.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_time_divides_every_unit_exactly() {
        assert_eq!(
            WorkTime::of_weeks(Weeks(52)),
            WorkTime::of_months(Months(12))
        );
        assert_eq!(WorkTime::of_hours(2080), WorkTime::of_months(Months(12)));
        for days in 28..=31 {
            let month = WorkTime::of_days(days, days);
            assert_eq!(month, WorkTime::of_months(Months(1)));
            let day = WorkTime::of_days(1, days).at_hours_per_week(1);
            assert_eq!(day.0 * 40 * u64::from(days), WorkTime::MONTH);
        }
    }

    #[test]
    fn months_last_the_weeks_the_design_says() {
        let expected = [0, 5, 9, 13, 18, 22, 26, 31, 35, 39, 44, 48, 52];
        for (months, weeks) in (0..).zip(expected) {
            assert_eq!(Months(months).in_weeks(), Weeks(weeks));
            assert_eq!(
                WorkTime::of_months(Months(months)).weeks_to_reach(),
                Weeks(weeks)
            );
        }
    }

    #[test]
    fn dates_keep_their_precision() {
        for text in ["2027", "2027-05", "2024-02-29"] {
            assert_eq!(
                text.parse::<PartialDate>().map(|date| date.to_string()),
                Ok(text.into())
            );
        }
        for text in ["2027-13", "2027-00", "2027-02-29", "0000", "2027-04-31"] {
            assert_eq!(text.parse::<PartialDate>(), Err(DateError::NoSuchDay));
        }
        for text in [
            "",
            "27",
            "2027-5",
            "2027-05-1",
            "2027-05-01-01",
            "+202",
            "20x7",
            "2027-",
        ] {
            assert_eq!(text.parse::<PartialDate>(), Err(DateError::Form));
        }
        assert_eq!(
            PartialDate::Month(2027, 2).last_day(),
            PartialDate::Day(Date(jiff::civil::date(2027, 2, 28))).last_day()
        );
    }

    #[test]
    fn dollars_are_grouped() {
        for (dollars, text) in [
            (0, "$0"),
            (999, "$999"),
            (1_000, "$1,000"),
            (1_234_567, "$1,234,567"),
        ] {
            assert_eq!(Usd(dollars).to_string(), text);
        }
    }

    #[test]
    fn decimals_print_as_written() {
        for (value, text) in [(7.9, "7.9"), (-3.5, "-3.5"), (22.0, "22"), (0.125, "0.125")] {
            assert_eq!(
                Decimal::from_f64(value).map(|figure| figure.to_string()),
                Some(text.into())
            );
        }
        assert_eq!(Decimal::from_f64(f64::NAN), None);
        assert_eq!(Decimal::from_f64(0.12345), None);
    }
}
