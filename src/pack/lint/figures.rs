//! Figures and the periods they hold for.

use super::Linter;
use crate::diagnostic::Code;
use crate::json::quote;
use crate::pack::check::merge::At;
use crate::pack::raw;
use crate::units::PartialDate;

impl Linter<'_> {
    /// Lints money, dated figures and periods.
    pub(super) fn figures(&mut self) {
        let merged = self.merged;
        for each in &merged.credentials {
            let record = &each.record;
            self.route_costs(each.at, &record.id, &record.routes);
            let renewal = record.renewal.as_ref();
            let has_fee = renewal.is_some_and(|renewal| {
                renewal.fee_usd.is_some() || renewal.member_fee_usd.is_some()
            });
            if let (true, Some(renewal)) = (has_fee, renewal) {
                let what = format!("the renewal fee of {}", quote(&record.id));
                self.judged(each.at, "/renewal", &what, &renewal.sources);
            }
            if record.valid_months.is_some() {
                let sources = renewal.map_or(&[][..], |renewal| &renewal.sources);
                let sources = [&record.sources, sources].concat();
                let what = format!("the validity of {}", quote(&record.id));
                self.judged(each.at, "/valid_months", &what, &sources);
            }
        }
        for each in &merged.degrees {
            self.route_costs(each.at, &each.record.id, &each.record.routes);
        }
        for each in &merged.occupations {
            self.pay_and_growth(each.at, each.record);
        }
        for each in &merged.facts {
            self.fact(each.at, each.record);
        }
        for each in &merged.sources {
            let record = &each.record;
            let date = |text: &str| text.parse::<PartialDate>().map(PartialDate::first_day);
            if let (Ok(said), Ok(checked)) = (date(&record.as_of), date(&record.checked))
                && said > checked
                && !record.as_of.starts_with(&record.checked)
                && !record.checked.starts_with(&record.as_of)
            {
                let message = format!(
                    "the source {} says what holds on {}, and was checked before, on {}",
                    quote(&record.id),
                    record.as_of,
                    record.checked
                );
                let help = "correct the earlier of the dates, or read it again";
                self.warn(Code::LintPeriod, each.at, "/as_of", message, help);
            }
        }
    }

    fn route_costs(&mut self, at: At, id: &str, routes: &[raw::Route]) {
        for (place, route) in routes.iter().enumerate() {
            let cost = route.cost_usd.as_ref();
            let parts = cost.map(|cost| [cost.prepare, cost.earn, cost.earn_member]);
            let costs_something =
                parts.is_some_and(|parts| parts.iter().flatten().any(|usd| *usd > 0));
            if costs_something {
                let what = format!("the cost of route {} of {}", quote(&route.id), quote(id));
                let rest = format!("/routes/{place}/cost_usd");
                self.judged(at, &rest, &what, &route.sources);
            }
        }
    }

    fn pay_and_growth(&mut self, at: At, record: &raw::Occupation) {
        let id = quote(&record.id);
        for (place, figure) in record.pay.iter().enumerate() {
            let rest = format!("/pay/{place}");
            let source = std::slice::from_ref(&figure.source);
            self.judged(at, &rest, &format!("a pay figure of {id}"), source);
            if figure.period.parse::<PartialDate>().is_err() {
                let what = format!("a pay figure of {id}");
                self.period(at, &format!("{rest}/period"), &what, &figure.period);
            }
            let spread = [figure.p10_usd, Some(figure.median_usd), figure.p90_usd];
            let spread: Vec<u32> = spread.into_iter().flatten().collect();
            if !spread.is_sorted() {
                let message =
                    format!("the lower tenth, median and upper tenth of {id} do not rise");
                let help = "compare them with the table they come from";
                self.warn(Code::LintUnsourcedFigure, at, &rest, message, help);
            }
        }
        for (place, figure) in record.growth.iter().enumerate() {
            let rest = format!("/growth/{place}");
            let what = format!("a growth figure of {id}");
            let source = std::slice::from_ref(&figure.source);
            self.judged(at, &rest, &what, source);
            if !is_span(&figure.period) {
                self.period(at, &format!("{rest}/period"), &what, &figure.period);
            }
        }
    }

    fn fact(&mut self, at: At, record: &raw::Fact) {
        let id = quote(&record.id);
        if record.value.is_some() {
            let source = std::slice::from_ref(&record.source);
            self.judged(at, "/value", &format!("the figure of {id}"), source);
            if record.unit.is_none() || record.period.is_none() {
                let message = format!("the figure of {id} does not say what it counts and when");
                let help = "add its `unit` and its `period`";
                self.warn(Code::LintUnsourcedFigure, at, "/value", message, help);
            }
        }
        if let Some(period) = &record.period
            && period.parse::<PartialDate>().is_err()
            && !is_span(period)
        {
            self.period(at, "/period", &format!("the fact {id}"), period);
        }
    }

    /// Warns of a figure that rests on the authors' judgement alone.
    fn judged(&mut self, at: At, rest: &str, what: &str, sources: &[String]) {
        if self.is_judgement(sources) {
            let message = format!("{what} rests on the authors' judgement alone");
            let help = "cite who states it, with the confidence `unverified` if need be; else leave \
                        the figure out";
            self.warn(Code::LintUnsourcedFigure, at, rest, message, help);
        }
    }

    fn period(&mut self, at: At, rest: &str, what: &str, period: &str) {
        let message = format!("{} of {what} is no period", quote(period));
        let help = "write a year, a month or a span of years: 2025, 2025-05 or 2025-35";
        self.warn(Code::LintPeriod, at, rest, message, help);
    }
}

/// Returns whether the text is a span of years that rises: `2025-35`, or `2025-2035`.
fn is_span(text: &str) -> bool {
    let Some((from, until)) = text.split_once('-') else {
        return false;
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if from.len() != 4 || !is_number(from) || !is_number(until) {
        return false;
    }
    match until.len() {
        4 => from < until,
        2 => from.get(2..).is_some_and(|from| from < until),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_span;

    #[test]
    fn spans_of_years_rise() {
        for span in ["2025-35", "2025-2035", "1999-2000"] {
            assert!(is_span(span), "{span}");
        }
        for text in [
            "",
            "2025",
            "2025-25",
            "2035-25",
            "2025-5",
            "25-35",
            "2025-3x",
            "2035-2025",
        ] {
            assert!(!is_span(text), "{text}");
        }
    }
}
