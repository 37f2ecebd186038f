//! What is held and must be kept up, and what would be lost with it.

use std::borrow::Cow;

use super::evaluate::{HoldingState, Situation};
use super::missing::keep_per_year;
use super::planning::Planner;
use super::rank::Judged;
use super::wording;
use crate::advice::KeepActive;
use crate::pack::Qualification;
use crate::pack::requirement::{Node, NodeIndex, Verdict};
use crate::units::{Months, Usd};

/// Returns every active credential, what keeping it takes and what rests on it.
pub(super) fn keep_active<'p>(planner: &Planner<'_, 'p>, judged: &[Judged]) -> Vec<KeepActive<'p>> {
    let situation = planner.situation;
    let pack = situation.pack;
    let active = situation
        .holdings
        .iter()
        .filter(|each| each.state == HoldingState::Active);
    let mut kept: Vec<KeepActive<'p>> = Vec::new();
    for holding in active {
        let Some(qualification) = pack.qualifications.get(holding.qualification.position()) else {
            continue;
        };
        let stated = situation.profile.credentials.iter().flatten();
        let expires = stated
            .filter(|each| each.credential == holding.qualification)
            .find_map(|each| each.expires);
        let is_degree = qualification.kind.is_degree();
        if is_degree
            || (qualification.renewal.is_none()
                && qualification.valid.is_none()
                && expires.is_none())
        {
            continue;
        }
        let without = situation.holding_only(|other| {
            other.state == HoldingState::Active && other.qualification != holding.qualification
        });
        let (mut lost_ready, mut lost_plans) = (Vec::new(), Vec::new());
        for each in judged {
            let Some(occupation) = pack.occupations.get(each.occupation.position()) else {
                continue;
            };
            let is_lost = loses(situation, occupation.requires, &without);
            if is_lost && each.verdict == Verdict::Met {
                lost_ready.push(occupation.id.as_str());
            } else if is_lost && planner.is_planned(each.occupation) {
                lost_plans.push(occupation.id.as_str());
            }
        }
        let renewal = qualification.renewal.as_ref();
        let mut sources = qualification.sources.clone();
        sources.extend(
            renewal
                .iter()
                .flat_map(|renewal| renewal.sources.iter().copied()),
        );
        kept.push(KeepActive {
            id: &qualification.id,
            name: qualification.short_name(),
            url: qualification.url.as_deref(),
            expires,
            days_left: expires.map(|expires| situation.as_of.days_until(expires.last_day())),
            duty: duty(qualification),
            keep_per_year_usd: keep_per_year(qualification),
            fee_is_yearly: renewal
                .is_some_and(|renewal| renewal.every.or(qualification.valid) == Some(Months(12))),
            lost_ready,
            lost_plans,
            sources: wording::source_ids(pack, &sources),
        });
    }
    kept.sort_by_key(|each| (each.days_left.is_none(), each.days_left, each.id));
    kept
}

/// Whether some part of the tree that must be met is met today and would not be any more.
fn loses(situation: &Situation<'_>, node: NodeIndex, without: &[Verdict]) -> bool {
    let requirements = &situation.pack.requirements;
    match requirements.node(node) {
        Node::All(of) => of.iter().any(|child| loses(situation, child.node, without)),
        Node::Leaf(_) | Node::Any(_) | Node::AtLeast { .. } => {
            situation.verdict(node) == Verdict::Met
                && requirements.evaluate(node, without) != Verdict::Met
        }
    }
}

/// Returns the renewal duty in words.
fn duty(qualification: &Qualification) -> Option<Cow<'_, str>> {
    let renewal = qualification.renewal.as_ref();
    let mut parts = Vec::new();
    if let Some(renewal) = renewal {
        if let (Some(units), Some(unit)) = (renewal.units, &renewal.unit) {
            let plural = if units == 1 || unit.ends_with('s') {
                ""
            } else {
                "s"
            };
            let every = qualification
                .valid
                .map_or(String::new(), |valid| format!(" every {}", period(valid.0)));
            parts.push(format!("{units} {unit}{plural}{every}"));
        }
        if let Some(Usd(fee)) = renewal.fee.filter(|fee| fee.0 > 0) {
            let every = renewal.every.or(qualification.valid);
            let every = every.map_or(String::new(), |every| format!(" every {}", period(every.0)));
            parts.push(format!("{}{every}", Usd(fee)));
        }
    }
    if parts.is_empty()
        && let Some(valid) = qualification.valid
    {
        parts.push(format!("renewal every {}", period(valid.0)));
    }
    let facts = parts.join(", ");
    match (
        renewal.and_then(|renewal| renewal.say.as_deref()),
        facts.is_empty(),
    ) {
        (Some(say), true) => Some(Cow::Borrowed(say)),
        (Some(say), false) => Some(format!("{facts}. {say}").into()),
        (None, true) => None,
        (None, false) => Some(format!("{facts}.").into()),
    }
}

fn period(months: u32) -> String {
    match months {
        12 => "year".to_owned(),
        1 => "month".to_owned(),
        months => wording::span(Months(months)),
    }
}
