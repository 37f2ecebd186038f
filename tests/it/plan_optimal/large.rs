//! Situations too large for the exhaustive search, whose best plans are known otherwise.

use std::num::NonZeroUsize;

use careerpath::advise::plan::all::{learn, plans};
use careerpath::advise::plan::outlook::Outlook;
use careerpath::advise::plan::problem::Possession;
use careerpath::advise::plan::{Objective, Optimality, plan};
use careerpath::pack::{OccupationIndex, QualificationIndex};

use super::situation::{Dice, Job, Leaf, Need, Route, Situation};
use super::{NO_LIMITS, checker};

/// Returns a situation of so many qualifications, each met by the leaf of the same place.
fn of_qualifications(count: usize, routes: Vec<Route>, target: Need) -> Situation {
    let holding = |place: usize| QualificationIndex(u32::try_from(place).unwrap());
    Situation {
        leaves: (0..count)
            .map(|place| Leaf::Holding(vec![holding(place)]))
            .collect(),
        qualifications: vec![Possession::Lacking; count],
        routes,
        jobs: Vec::new(),
        current: None,
        stay: 0,
        target,
        with: Vec::new(),
    }
}

fn is_best(situation: &Situation, objective: Objective, finish: u32, cost: u32) {
    situation.ask(|problem, target| {
        let outlook = Outlook::of(problem);
        let plan = plan(&outlook, target, objective, NO_LIMITS).unwrap();
        assert_eq!(
            (plan.finish.0, plan.cost.0),
            (finish, cost),
            "{situation:#?}"
        );
        assert_eq!(plan.optimality, Optimality::Proven);
        checker::check(situation, &plan);
    });
}

/// Each qualification rests on the one before; of its two routes one is faster, one cheaper.
#[test]
fn a_chain_takes_the_better_route_at_every_link() {
    for length in [10, 63, 64, 65, 100] {
        let mut dice = Dice::new(length as u64);
        let (mut soonest, mut cheapest) = ((0, 0), (0, 0));
        let mut routes = Vec::new();
        for place in 0..length {
            let (fast, cheap) = (1 + dice.below(9), dice.below(9));
            let (slow, dear) = (fast + 1 + dice.below(9), cheap + 1 + dice.below(9));
            soonest = (soonest.0 + fast, soonest.1 + dear);
            cheapest = (cheapest.0 + slow, cheapest.1 + cheap);
            for (weeks, cost) in [(fast, dear), (slow, cheap)] {
                routes.push(Route {
                    qualification: place,
                    requires: place.checked_sub(1).map(Need::Leaf),
                    rank: u32::try_from(routes.len()).unwrap(),
                    weeks,
                    cost,
                });
            }
        }
        let situation = of_qualifications(length, routes, Need::Leaf(length - 1));
        is_best(&situation, Objective::Soonest, soonest.0, soonest.1);
        is_best(&situation, Objective::Cheapest, cheapest.0, cheapest.1);
    }
}

/// Of many qualifications so much worth is asked for: a knapsack, which is counted out in full.
#[test]
fn a_wide_threshold_agrees_with_a_knapsack() {
    for seed in 0..20 {
        let mut dice = Dice::new(seed);
        let count = 14;
        let items: Vec<(u32, u32, u32)> = (0..count)
            .map(|_| (1 + dice.below(3), 1 + dice.below(12), dice.below(12)))
            .collect();
        let all: u32 = items.iter().map(|(worth, ..)| worth).sum();
        let need = all / 3;
        let sets = (0u32..1 << count).filter_map(|set| {
            let chosen = || {
                let items = items.iter().enumerate();
                items.filter(move |(place, _)| set >> place & 1 == 1)
            };
            let worth: u32 = chosen().map(|(_, item)| item.0).sum();
            let weeks: u32 = chosen().map(|(_, item)| item.1).sum();
            let cost: u32 = chosen().map(|(_, item)| item.2).sum();
            (worth >= need).then_some((weeks, cost))
        });
        let sets: Vec<(u32, u32)> = sets.collect();
        let routes = items.iter().enumerate().map(|(place, item)| Route {
            qualification: place,
            requires: None,
            rank: u32::try_from(place).unwrap(),
            weeks: item.1,
            cost: item.2,
        });
        let children = items.iter().enumerate();
        let children = children.map(|(place, item)| (item.0, Need::Leaf(place)));
        let target = Need::Worth(need, children.collect());
        let situation = of_qualifications(count, routes.collect(), target);
        let (weeks, cost) = sets.iter().min().unwrap();
        is_best(&situation, Objective::Soonest, *weeks, *cost);
        let (cost, weeks) = sets
            .iter()
            .map(|(weeks, cost)| (cost, weeks))
            .min()
            .unwrap();
        is_best(&situation, Objective::Cheapest, *weeks, *cost);
    }
}

/// Two occupations on each rung ask for ten weeks in each of the two below: 20 weeks a rung, though
/// either of them takes ten. Nothing short of the plans to the rungs below shows that.
#[test]
fn the_plans_to_a_rung_bound_those_to_the_rungs_above() {
    const RUNGS: usize = 12;
    let occupation = |place: usize| OccupationIndex(u32::try_from(place).unwrap());
    let jobs = (0..2 * RUNGS).map(|place| Job {
        requires: (place / 2).checked_sub(1).map(|below| {
            let leaves = [2 * below, 2 * below + 1];
            Need::Worth(2, leaves.map(|leaf| (1, Need::Leaf(leaf))).to_vec())
        }),
        rank: u32::try_from(place).unwrap(),
    });
    let situation = Situation {
        leaves: (0..2 * RUNGS)
            .map(|place| Leaf::Working(10, vec![occupation(place)]))
            .collect(),
        jobs: jobs.collect(),
        ..of_qualifications(0, Vec::new(), Need::Leaf(2 * RUNGS - 1))
    };
    situation.ask(|problem, target| {
        let outlook = Outlook::of(problem);
        for workers in [1, 2, 5, 40] {
            let mut learned = outlook.clone();
            let workers = NonZeroUsize::new(workers).unwrap();
            let all = plans(&outlook, Objective::Soonest, NO_LIMITS, workers);
            learn(&mut learned, Objective::Soonest, NO_LIMITS, &all);
            assert_eq!(all.len(), 2 * RUNGS);
            for (place, planned) in all.iter().enumerate() {
                let plan = planned.as_ref().unwrap();
                assert_eq!(plan.optimality, Optimality::Proven, "{place}");
                assert_eq!(plan.finish.0 as usize, 20 * (place / 2), "{place}");
                assert_eq!(plan.steps.len(), place / 2 * 2, "{place}");
            }
            let top = plan(&learned, target, Objective::Soonest, NO_LIMITS).unwrap();
            assert_eq!(top.optimality, Optimality::Proven);
            assert_eq!(top.finish.0 as usize, 20 * (RUNGS - 1) + 10);
            checker::check(&situation, &top);
        }
    });
}
