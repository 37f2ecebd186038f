//! The exhaustive search: week by week, everything a person could do, nothing ruled out by thought.
//!
//! Two histories that stand alike at the same moment (same week, same things held, same study under
//! way, same occupation, same work done) have the same future, so only the one with the least cost,
//! then fewest steps, then first steps is kept. That is the only shortcut.

use std::collections::BTreeMap;

use careerpath::advise::plan::problem::Possession;

use super::situation::{Leaf, Need, Situation};

/// Where a person stands at some moment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Moment {
    held: Vec<bool>,
    /// The route under way and the weeks left of it.
    studying: Option<(usize, u32)>,
    occupation: Option<usize>,
    /// The weeks the occupation still has to be kept.
    bound_for: u32,
    /// For each occupation, whether it is or was held.
    entered: Vec<bool>,
    /// For each leaf, the weeks worked towards it, as far as they matter.
    worked: Vec<u32>,
}

/// How a person got there: cost, number of steps, and each step's week and rank.
pub type History = (u32, usize, Vec<(u32, u32)>);

/// The best history by finish week.
pub type Finishes = BTreeMap<u32, History>;

/// Returns, for each finish week, the best history whose target is first met then. Histories that
/// are no cheaper than one that finishes earlier are left out, so costs fall from week to week.
pub fn every_finish(situation: &Situation) -> Finishes {
    let mut finishes = Finishes::new();
    let mut moments: BTreeMap<Moment, History> = BTreeMap::new();
    let current = situation.current;
    let mut entered = vec![false; situation.jobs.len()];
    if let Some(current) = current {
        entered[current] = true;
    }
    let start = Moment {
        held: vec![false; situation.qualifications.len()],
        studying: None,
        occupation: current,
        bound_for: 0,
        entered,
        worked: vec![0; situation.leaves.len()],
    };
    moments.insert(start, (0, 0, Vec::new()));
    let mut cheapest = u32::MAX;
    for week in 0..horizon(situation) {
        // What happens by itself, then everything that can be done this week, one after the other.
        let mut reached: BTreeMap<Moment, History> = BTreeMap::new();
        let mut open: Vec<(Moment, History)> = Vec::new();
        for (mut moment, history) in std::mem::take(&mut moments) {
            for (index, possession) in situation.qualifications.iter().enumerate() {
                match possession {
                    Possession::Held => moment.held[index] = true,
                    Possession::Arrives(arrival) => moment.held[index] |= arrival.0 <= week,
                    Possession::Lacking => {}
                }
            }
            finish_study(situation, &mut moment);
            open.push((moment, history));
        }
        while let Some((moment, history)) = open.pop() {
            if history.0 >= cheapest {
                continue;
            }
            if reached.get(&moment).is_some_and(|known| *known <= history) {
                continue;
            }
            reached.insert(moment.clone(), history.clone());
            if is_reached(situation, &moment) {
                continue;
            }
            open.extend(actions(situation, week, &moment, &history));
        }
        for (moment, history) in &reached {
            if is_reached(situation, moment) {
                let best = finishes.entry(week).or_insert_with(|| history.clone());
                if history < best {
                    *best = history.clone();
                }
            }
        }
        if let Some((cost, _, _)) = finishes.get(&week) {
            cheapest = cheapest.min(*cost);
        }
        for (mut moment, history) in reached {
            if history.0 >= cheapest {
                continue;
            }
            pass_week(situation, &mut moment);
            match moments.get(&moment) {
                Some(known) if *known <= history => {}
                _ => {
                    moments.insert(moment, history);
                }
            }
        }
    }
    finishes
}

/// Returns a week by which everything that can be reached is, done one thing after the other.
fn horizon(situation: &Situation) -> u32 {
    let study: u32 = situation.routes.iter().map(|route| route.weeks).sum();
    let arrival = situation.qualifications.iter().map(|own| match own {
        Possession::Arrives(week) => week.0,
        Possession::Held | Possession::Lacking => 0,
    });
    let work = situation.leaves.iter().map(|leaf| match leaf {
        Leaf::Working(weeks, _) => weeks + situation.stay,
        Leaf::Entering(_) => situation.stay,
        Leaf::Met | Leaf::Never | Leaf::Holding(_) => 0,
    });
    study + arrival.max().unwrap_or(0) + work.sum::<u32>() + situation.stay + 2
}

fn actions(
    situation: &Situation,
    week: u32,
    moment: &Moment,
    history: &History,
) -> Vec<(Moment, History)> {
    let (cost, steps, done) = history;
    let with = |cost: u32, rank: u32| {
        let mut done = done.clone();
        done.push((week, rank));
        (cost, steps + 1, done)
    };
    let allowed = |requires: &Option<Need>| match requires {
        None => true,
        Some(need) => is_met(situation, moment, need),
    };
    let mut next = Vec::new();
    if moment.studying.is_none() {
        for (index, route) in situation.routes.iter().enumerate() {
            if !moment.held[route.qualification] && allowed(&route.requires) {
                let mut after = moment.clone();
                after.studying = Some((index, route.weeks));
                finish_study(situation, &mut after);
                next.push((after, with(cost + route.cost, route.rank)));
            }
        }
    }
    if moment.bound_for == 0 {
        for (index, job) in situation.jobs.iter().enumerate() {
            if moment.occupation != Some(index) && allowed(&job.requires) {
                let mut after = moment.clone();
                after.occupation = Some(index);
                after.bound_for = situation.stay;
                after.entered[index] = true;
                next.push((after, with(*cost, job.rank)));
            }
        }
    }
    next
}

fn finish_study(situation: &Situation, moment: &mut Moment) {
    if let Some((route, 0)) = moment.studying {
        moment.held[situation.routes[route].qualification] = true;
        moment.studying = None;
    }
}

fn pass_week(situation: &Situation, moment: &mut Moment) {
    if let Some((_, left)) = &mut moment.studying {
        *left -= 1;
    }
    moment.bound_for = moment.bound_for.saturating_sub(1);
    for (leaf, worked) in situation.leaves.iter().zip(&mut moment.worked) {
        if let Leaf::Working(weeks, by) = leaf {
            let counts = |own: usize| by.iter().any(|index| index.position() == own);
            if moment.occupation.is_some_and(counts) {
                *worked = (*worked + 1).min(*weeks);
            }
        }
    }
}

fn is_reached(situation: &Situation, moment: &Moment) -> bool {
    let mut with = situation.with.iter();
    is_met(situation, moment, &situation.target)
        && with.all(|(_, counts)| counts.iter().any(|own| moment.held[own.position()]))
}

fn is_met(situation: &Situation, moment: &Moment, need: &Need) -> bool {
    match need {
        Need::Leaf(index) => match &situation.leaves[*index] {
            Leaf::Met => true,
            Leaf::Never => false,
            Leaf::Holding(by) => by.iter().any(|own| moment.held[own.position()]),
            Leaf::Entering(by) => by.iter().any(|own| moment.entered[own.position()]),
            Leaf::Working(weeks, _) => moment.worked[*index] >= *weeks,
        },
        Need::Worth(worth, of) => {
            let met = of
                .iter()
                .filter(|(_, need)| is_met(situation, moment, need));
            met.map(|(worth, _)| worth).sum::<u32>() >= *worth
        }
    }
}
