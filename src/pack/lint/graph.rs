//! Occupations that stand apart from all others.

use super::Linter;
use crate::diagnostic::Code;
use crate::json::quote;
use crate::pack::Seniority;

impl Linter<'_> {
    /// Warns of occupations that nothing leads to, and of those that lead nowhere.
    ///
    /// People come from origin occupations, so nothing need lead there; and beyond the senior ones
    /// there may be nothing.
    pub(super) fn graph(&mut self) {
        let pack = self.pack;
        for (place, occupation) in pack.occupations.iter().enumerate() {
            let Some(at) = self.merged.occupations.get(place).map(|each| each.at) else {
                continue;
            };
            let id = quote(&occupation.id);
            let mut others = pack.occupations.iter().enumerate();
            let is_led_to = others.any(|(other, from)| {
                other != place && from.leads_to.iter().any(|to| to.to.position() == place)
            });
            if occupation.background.is_none() && !is_led_to {
                let message = format!("no occupation leads to {id}");
                let help = "add it to `leads_to` of an occupation people come from";
                self.warn(Code::LintNothingLeadsTo, at, "", message, help);
            }
            let leads_on = (occupation.leads_to.iter()).any(|to| to.to.position() != place);
            let is_top = match occupation.level {
                Seniority::Entry | Seniority::Mid => false,
                Seniority::Senior | Seniority::Executive => occupation.background.is_none(),
            };
            if !leads_on && !is_top {
                let message = format!("{id} leads nowhere");
                let help = "add where people go from it to `leads_to`";
                self.warn(Code::LintLeadsNowhere, at, "", message, help);
            }
        }
    }
}
