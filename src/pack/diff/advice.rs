//! Whose advice changes with a pack, and how.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::advice::{Advice, OccupationAdvice, Standing, Tier};
use crate::advise::{Objective, Options, advise};
use crate::diagnostic::Diagnostic;
use crate::pack::Pack;
use crate::profile::check::check;
use crate::profile::raw::Profile;
use crate::profile::resolve::Names;
use crate::units::{AsOf, Usd};

/// What changes for one profile.
#[derive(Clone, Debug, PartialEq)]
pub struct AdviceChange {
    /// The name of the profile.
    pub name: String,
    /// The recommended occupation before and after, where it changes.
    pub recommendation: Option<(Option<String>, Option<String>)>,
    /// The occupations for which something changes, by id.
    pub occupations: Vec<OccupationChange>,
    /// Why the profile cannot be read with one of the packs.
    pub refused: Option<String>,
}

/// What changes for one occupation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccupationChange {
    /// Its id.
    pub id: String,
    /// Without the change of the pack; `None`: the pack did not have it.
    pub before: Option<Position>,
    /// With it; `None`: the pack no longer has it.
    pub after: Option<Position>,
}

/// Where an occupation stands for one profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// How far it is.
    pub standing: Standing,
    /// The tier people read.
    pub tier: Tier,
    /// The score.
    pub score: i64,
    /// Weeks of its plan.
    pub weeks: Option<u32>,
    /// Cost of its plan.
    pub cost_usd: Option<u32>,
}

/// Returns what changes for each of the profiles, in their order; those for which nothing changes
/// are left out, but not those that neither pack accepts.
pub fn changes(
    profiles: &[(String, Profile)],
    old: &Pack,
    new: &Pack,
    as_of: AsOf,
) -> Vec<AdviceChange> {
    let (old_names, new_names) = (Names::of(old), Names::of(new));
    let options = Options::of(Objective::Soonest);
    let mut changes = Vec::new();
    for (name, said) in profiles {
        let before = check(said, old, &old_names, as_of, &Clone::clone);
        let after = check(said, new, &new_names, as_of, &Clone::clone);
        let change = match (&before, &after) {
            (Ok(before), Ok(after)) => change(
                name,
                &advise(before, old, as_of, &options),
                &advise(after, new, as_of, &options),
            ),
            (Ok(_), Err(found)) => Some(refused(name, "no longer accepted", found)),
            (Err(found), Ok(_)) => Some(refused(name, "accepted now; before", found)),
            (Err(_), Err(found)) => Some(refused(name, "not accepted, nor before", found)),
        };
        changes.extend(change);
    }
    changes
}

/// Returns what changes from one advice to the other, if anything does.
pub fn change(name: &str, before: &Advice<'_>, after: &Advice<'_>) -> Option<AdviceChange> {
    let recommended = |advice: &Advice<'_>| {
        let recommendation = advice.recommendation.as_ref().ok();
        recommendation.map(|each| each.occupation.to_owned())
    };
    let recommendation = (recommended(before), recommended(after));
    let of = |advice: &Advice<'_>, id: &str| {
        let occupation = advice.occupations.iter().find(|each| each.id == id);
        occupation.map(Position::of)
    };
    let mut ids: Vec<&str> = (before.occupations.iter().map(|each| each.id))
        .chain(after.occupations.iter().map(|each| each.id))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let occupations: Vec<OccupationChange> = ids
        .into_iter()
        .map(|id| OccupationChange {
            id: id.to_owned(),
            before: of(before, id),
            after: of(after, id),
        })
        .filter(|change| change.before != change.after)
        .collect();
    let recommendation = (recommendation.0 != recommendation.1).then_some(recommendation);
    (recommendation.is_some() || !occupations.is_empty()).then(|| AdviceChange {
        name: name.to_owned(),
        recommendation,
        occupations,
        refused: None,
    })
}

/// Returns the changes as lines of text.
pub fn text(changes: &[AdviceChange]) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    for change in changes {
        let _ = match (&change.refused, &change.recommendation) {
            (Some(why), _) => writeln!(text, "{}: {why}", change.name),
            (None, Some((before, after))) => {
                let shown =
                    |id: &Option<String>| id.clone().unwrap_or_else(|| "nothing".to_owned());
                let (before, after) = (shown(before), shown(after));
                writeln!(
                    text,
                    "{}: recommends {after} instead of {before}",
                    change.name
                )
            }
            (None, None) => writeln!(text, "{}: the same recommendation", change.name),
        };
        for occupation in &change.occupations {
            let _ = writeln!(text, "  {}: {}", occupation.id, occupation.say());
        }
    }
    text
}

/// Returns the changes as a JSON list.
pub fn json(changes: &[AdviceChange]) -> Value {
    let entries = changes.iter().map(|change| {
        let recommendation = change.recommendation.as_ref();
        let recommendation =
            recommendation.map(|(before, after)| json!({ "before": before, "after": after }));
        let occupations = change.occupations.iter().map(|each| {
            json!({
                "id": each.id,
                "say": each.say(),
                "before": each.before.as_ref().map(Position::json),
                "after": each.after.as_ref().map(Position::json),
            })
        });
        json!({
            "profile": change.name,
            "refused": change.refused,
            "recommendation": recommendation,
            "occupations": occupations.collect::<Vec<_>>(),
        })
    });
    Value::Array(entries.collect())
}

impl OccupationChange {
    /// Returns the change in words, without the id.
    pub fn say(&self) -> String {
        let (before, after) = match (&self.before, &self.after) {
            (Some(before), Some(after)) => (before, after),
            (None, _) => return "new".to_owned(),
            (_, None) => return "no longer there".to_owned(),
        };
        let mut said = Vec::new();
        let mut say = |what: &str, before: String, after: String| {
            if before != after {
                said.push(format!("{what}{before} → {after}"));
            }
        };
        let tiers = (before.tier.as_str(), after.tier.as_str());
        say("", tiers.0.to_owned(), tiers.1.to_owned());
        if tiers.0 == tiers.1 {
            let standing = |position: &Position| position.standing.as_str().to_owned();
            say("", standing(before), standing(after));
        }
        let weeks = |position: &Position| match position.weeks {
            Some(weeks) => format!("{weeks} weeks"),
            None => "none".to_owned(),
        };
        say("plan ", weeks(before), weeks(after));
        let cost = |position: &Position| match position.cost_usd {
            Some(usd) => Usd(usd).to_string(),
            None => "none".to_owned(),
        };
        say("cost ", cost(before), cost(after));
        say("score ", before.score.to_string(), after.score.to_string());
        said.join(", ")
    }
}

impl Position {
    fn of(occupation: &OccupationAdvice<'_>) -> Self {
        Self {
            standing: occupation.standing,
            tier: occupation.tier,
            score: occupation.score.total,
            weeks: occupation.plan.as_ref().map(|plan| plan.finish_week),
            cost_usd: occupation.plan.as_ref().map(|plan| plan.cost_usd),
        }
    }

    fn json(&self) -> Value {
        json!({
            "standing": self.standing.as_str(),
            "tier": self.tier.as_str(),
            "score": self.score,
            "weeks": self.weeks,
            "cost_usd": self.cost_usd,
        })
    }
}

fn refused(name: &str, how: &str, found: &[Diagnostic]) -> AdviceChange {
    let first = found.first().map_or("", |found| found.message.as_str());
    AdviceChange {
        name: name.to_owned(),
        recommendation: None,
        occupations: Vec::new(),
        refused: Some(format!("{how}: {first}")),
    }
}
