//! Qualifications: what is missing, what each would open, and what must be kept up.

use super::gap::Gap;
use super::list;
use super::scalar::{Day, StatedDate};
use super::words::{Action, Need};
use crate::advice;

wire! {
    /// A credential or degree that is missing somewhere.
    #[schemars(rename = "MissingCredential")]
    MissingQualification<'a> of advice::MissingQualification<'a> as missing {
        /// Its id.
        id: &'a str = missing.id,
        /// Its full name.
        name: &'a str = missing.name,
        /// Its short name.
        abbreviation: Option<&'a str> = missing.abbreviation,
        /// What sort it is.
        #[schemars(extend("enum" = ["certification", "licence", "certificate", "course", "degree"]))]
        kind: &'static str = missing.kind,
        /// The issuer's page.
        url: Option<&'a str> = missing.url,
        /// The occupations that want it: required before preferred, then id.
        #[serde(rename = "for")]
        wanted_for: Vec<WantedFor<'a>> = list(&missing.wanted_for),
        /// Whether some plan leads to it, whatever its cost and time.
        reachable: bool = missing.is_reachable,
        /// What to do.
        #[serde(rename = "do")]
        action: Action = missing.action.into(),
        /// Whether the person may begin today; null: an unanswered question decides, or it is on its
        /// way.
        eligible_now: Option<bool> = missing.eligible_now,
        /// The day by which it has arrived; null: it is not on its way.
        expected_by: Option<Day> = missing.expected_by.map(Day),
        /// The id of the route this speaks of: one open today if there is one, else the one with
        /// the fewest gaps.
        route: Option<&'a str> = missing.route,
        /// What that route still asks for.
        route_gaps: Vec<Gap<'a>> = list(&missing.route_gaps),
        /// What it costs by that route.
        cost_usd: Cost = Cost::from(&missing.cost),
        /// Weeks of study by that route; null: not known, or it is on its way.
        weeks: Option<u32> = missing.weeks,
        /// Ids of occupations that become ready with it, sorted.
        opens: &'a [&'a str] = &missing.opens,
        /// Ids of its sources and its route's, sorted.
        sources: &'a [&'a str] = &missing.sources,
    }

    /// Which occupation wants a qualification, and how much.
    WantedFor<'a> of advice::WantedFor<'a> as wanted {
        /// The id of the occupation.
        occupation: &'a str = wanted.occupation,
        /// How much.
        need: Need = wanted.need.into(),
        /// Whether others would do in its place.
        is_one_of_several: bool = wanted.is_one_of_several,
    }

    /// What a qualification costs, in whole USD; null: not known.
    Cost of advice::CostSplit as cost {
        /// Courses, books, training.
        prepare: Option<u32> = cost.prepare,
        /// Examination, application, tuition.
        earn: Option<u32> = cost.earn,
        /// The same for members of the issuer.
        earn_member: Option<u32> = cost.earn_member,
        /// Keeping it, a year, rounded up.
        keep_per_year: Option<u32> = cost.keep_per_year,
    }

    /// What a qualification that is not held would open.
    Opens<'a> of advice::Opens<'a> as opens {
        /// Its id.
        id: &'a str = opens.id,
        /// Its short name.
        name: &'a str = opens.name,
        /// Ids of occupations that become ready once it is held, sorted; not those that are ready
        /// sooner without it.
        ready: &'a [&'a str] = &opens.ready,
        /// Occupations that are nearer once it is held: most weeks saved first; not those to which
        /// it is a detour.
        nearer: Vec<Nearer<'a>> = list(&opens.nearer),
        /// Whether each of these is known to pay less than today's occupation.
        pays_less_than_today: bool = opens.pays_less_than_today,
        /// Weeks saved over all occupations.
        weeks_saved: u32 = opens.weeks_saved,
        /// Weeks the qualification itself takes by its soonest plan.
        weeks: Option<u32> = opens.weeks,
        /// What it costs by that plan.
        cost_usd: Option<u32> = opens.cost_usd,
        /// Whether some of the cost is not known, so that it says "at least".
        cost_is_lower_bound: bool = opens.cost_is_lower_bound,
    }

    /// An occupation that comes nearer.
    Nearer<'a> of (&'a str, u32) as nearer {
        /// Its id.
        occupation: &'a str = nearer.0,
        /// Weeks saved; 0: without it there is no plan.
        weeks: u32 = nearer.1,
    }

    /// A qualification that is held and must be kept up.
    KeepActive<'a> of advice::KeepActive<'a> as held {
        /// Its id.
        id: &'a str = held.id,
        /// Its short name.
        name: &'a str = held.name,
        /// The issuer's page.
        url: Option<&'a str> = held.url,
        /// When it expires, if stated.
        expires: Option<StatedDate> = held.expires.map(StatedDate::from),
        /// Days left, the last day counted; null: no expiry stated.
        days_left: Option<i64> = held.days_left,
        /// The duty in words.
        duty: Option<&'a str> = held.duty.as_deref(),
        /// What keeping it costs a year, rounded up.
        keep_per_year_usd: Option<u32> = held.keep_per_year_usd,
        /// Ids of occupations that are ready now and would not be without it, sorted.
        lost_ready: &'a [&'a str] = &held.lost_ready,
        /// Ids of occupations whose plan rests on it, sorted.
        lost_plans: &'a [&'a str] = &held.lost_plans,
        /// Ids of its sources, sorted.
        sources: &'a [&'a str] = &held.sources,
    }
}
