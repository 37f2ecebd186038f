//! What opens most: the qualifications that would bring most for the time they take.

use crate::advice::{Action, Advice, Opens, Tier};

use super::goal::find;
use super::layout::{Item, Page, Sign};
use super::missing::{full_name, more};
use super::names::Known;
use super::stand_in;
use super::words::{capital, cost_alone, count, sentence, some_of, weeks};

/// How many of each list are shown unless all are asked for.
const FEW_OPENS: usize = 3;
const FEW_NAMES: usize = 3;

/// Writes what opens most, unless nothing is worth the time it takes.
pub(super) fn put(page: &mut Page<'_>, known: &Known<'_, '_>, advice: &Advice<'_>) {
    let recommended = advice.recommendation.as_ref().ok();
    let plans = recommended.and_then(|recommended| recommended.plan.as_ref());
    let plans = plans.into_iter();
    let plans = plans.chain(advice.targets.iter().filter_map(|each| each.plan.as_ref()));
    let is_planned = |id: &str| {
        let mut steps = plans.clone().flat_map(|plan| &plan.steps);
        steps.any(|step| step.id == id)
    };
    let useful = advice.opens.iter().filter(|each| is_gain(each));
    let useful: Vec<&Opens<'_>> = useful.filter(|each| !is_planned(each.id)).collect();
    if useful.is_empty() {
        return;
    }
    page.section(heading(advice));
    page.say("Occupations that you can reach sooner in another way are not named.");
    let few = page.at_most(FEW_OPENS);
    let mut shown = Vec::new();
    for (place, opens) in useful.iter().take(few).enumerate() {
        let few = page.at_most(FEW_NAMES);
        let missing = known.missing(opens.id);
        let is_renewed = missing.is_some_and(|missing| missing.action == Action::Renew);
        let renew = if is_renewed { "Renew " } else { "" };
        let lead = format!("{renew}{}:", opens.name);
        let item = Item::new(1, Sign::Number(place + 1)).lead(lead);
        let (ready, nearer) = (ready(opens, known, advice), nearer(opens, known, advice));
        let full = missing.and_then(full_name);
        page.put(
            &item
                .say_all(full.map(sentence))
                .say_all(effort(opens))
                .say_all(list("Makes you ready for", &ready, few))
                .say_all(list("Brings nearer", &nearer, few))
                .say_all(less(opens).map(str::to_owned)),
        );
        shown.extend(opens.ready.iter().take(few).copied());
        shown.extend(opens.nearer.iter().take(few).map(|(id, _)| *id));
    }
    let occupations = advice.occupations.iter();
    let shown = occupations.filter(|each| shown.contains(&each.id));
    stand_in::put_notes(page, shown.map(|each| (each.title, each.pay)));
    more(page, useful.len(), few, "--verbose shows all");
}

/// Whether its time is known and some occupation becomes ready, or nearer by more than that time.
fn is_gain(opens: &Opens<'_>) -> bool {
    let Some(takes) = opens.weeks.filter(|_| !opens.time_is_lower_bound) else {
        return false;
    };
    let is_worth_it = |(_, saved): &(&str, u32)| *saved == 0 || *saved > takes;
    !opens.ready.is_empty() || opens.nearer.iter().any(is_worth_it)
}

/// Returns what the list is: to whom the recommended occupation is open it is no next step.
fn heading(advice: &Advice<'_>) -> &'static str {
    match &advice.recommendation {
        Ok(recommended) if recommended.tier == Tier::Ready => {
            "What would open further occupations, if you want them"
        }
        Ok(_) => "Best next step besides the plan: what opens most for the time it takes",
        Err(_) => "Best next step: what opens most for the time it takes",
    }
}

/// Returns how long it takes and what it costs, as far as it is known.
fn effort(opens: &Opens<'_>) -> Option<String> {
    let mut effort = Vec::new();
    effort.extend(opens.weeks.filter(|number| *number > 0).map(weeks));
    let cost = opens.cost_usd;
    effort.extend(cost.map(|usd| cost_alone(usd, opens.cost_is_lower_bound)));
    (!effort.is_empty()).then(|| sentence(&capital(&effort.join(", "))))
}

/// Says that what is opened pays less than today's occupation, if it does.
fn less(opens: &Opens<'_>) -> Option<&'static str> {
    let is_one = opens.ready.len() + opens.nearer.len() == 1;
    opens.pays_less_than_today.then_some(match is_one {
        true => "It pays less than your occupation of today.",
        false => "All of these pay less than your occupation of today.",
    })
}

fn list(what: &str, names: &[String], few: usize) -> Option<String> {
    (!names.is_empty()).then(|| format!("{what} {}.", some_of(names, few)))
}

fn ready(opens: &Opens<'_>, known: &Known<'_, '_>, advice: &Advice<'_>) -> Vec<String> {
    let ids = opens.ready.iter();
    ids.map(|id| with_remarks(known.name_of(id), pay(advice, id)))
        .collect()
}

fn nearer(opens: &Opens<'_>, known: &Known<'_, '_>, advice: &Advice<'_>) -> Vec<String> {
    let nearer = opens.nearer.iter();
    nearer
        .map(|(id, saved)| {
            let way = match saved {
                0 => "no plan without it".to_owned(),
                saved => format!("{} less to go", count(*saved as usize, "week", "weeks")),
            };
            with_remarks(
                known.name_of(id),
                std::iter::once(way).chain(pay(advice, id)),
            )
        })
        .collect()
}

fn with_remarks(name: &str, remarks: impl IntoIterator<Item = String>) -> String {
    let remarks: Vec<String> = remarks.into_iter().collect();
    match &remarks[..] {
        [] => name.to_owned(),
        remarks => format!("{name} ({})", remarks.join("; ")),
    }
}

/// Returns what half of the people in an occupation earn less than.
fn pay(advice: &Advice<'_>, id: &str) -> Option<String> {
    let pay = find(&advice.occupations, id)?.pay?;
    Some(stand_in::pays(&pay))
}
