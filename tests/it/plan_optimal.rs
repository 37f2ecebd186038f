//! Plans against an exhaustive week-by-week search over thousands of small random situations.

mod blocked;
mod checker;
mod found;
mod large;
mod search;
mod situation;

use std::num::NonZeroUsize;

use careerpath::advise::plan::all::{learn, plans};
use careerpath::advise::plan::outlook::Outlook;
use careerpath::advise::plan::problem::Limits;
use careerpath::advise::plan::{
    NoPlan, Objective, Optimality, OverLimits, Plan, finish, frontier, plan,
};
use careerpath::units::{Usd, Weeks};

use search::{Finishes, History, every_finish};
use situation::{Dice, Situation};

/// How many situations are tried.
const SITUATIONS: u64 = 3_000;

const NO_LIMITS: Limits = Limits {
    budget: None,
    by: None,
};

#[test]
fn no_plan_is_beaten_by_an_exhaustive_search() {
    for seed in 0..SITUATIONS {
        let mut dice = Dice::new(seed);
        let situation = Situation::random(&mut dice);
        let finishes = if blocked::is_reachable(&situation) {
            every_finish(&situation)
        } else {
            Finishes::new()
        };
        compare(seed, &situation, &finishes, NO_LIMITS);
        let dearest = finishes.values().map(|(cost, ..)| *cost).max();
        let latest = finishes.keys().max();
        let (Some(dearest), Some(latest)) = (dearest, latest) else {
            continue;
        };
        for _ in 0..2 {
            let budget = Usd(dice.below(dearest + 2));
            let by = Weeks(dice.below(latest + 2));
            for (budget, by) in [
                (Some(budget), None),
                (None, Some(by)),
                (Some(budget), Some(by)),
            ] {
                compare(seed, &situation, &finishes, Limits { budget, by });
            }
        }
    }
}

fn compare(seed: u64, situation: &Situation, finishes: &Finishes, limits: Limits) {
    let within = within(finishes, limits);
    let soonest = within.first();
    let cheapest = within.last();
    let says = || format!("seed {seed}, {limits:?}, {situation:#?}");
    situation.ask(|problem, target| {
        let outlook = Outlook::of(problem);
        let mut learned = outlook.clone();
        let of_jobs = plans(&outlook, Objective::Soonest, limits, NonZeroUsize::MIN);
        learn(&mut learned, Objective::Soonest, limits, &of_jobs);
        assert_eq!(of_jobs.len(), problem.occupations.len(), "{}", says());
        for (objective, best) in [
            (Objective::Soonest, soonest),
            (Objective::Cheapest, cheapest),
        ] {
            let planned = plan(&outlook, target, objective, limits);
            let again = plan(&learned, target, objective, limits);
            assert_eq!(planned, again, "{}", says());
            let own = planned.as_ref().ok().map(|plan| plan.finish);
            let alone = finish(&outlook, target, objective, limits);
            assert_eq!(alone, own, "{}", says());
            match (planned, best) {
                (Ok(plan), Some(best)) => compare_plan(&says, situation, &plan, best),
                (Err(NoPlan::Blocked(blocked)), None) => {
                    assert!(finishes.is_empty(), "{}", says());
                    assert!(blocked.is_fewest, "{}", says());
                    let expected = blocked::fewest_missing(situation);
                    assert_eq!(blocked.missing, expected, "{}", says());
                }
                (Err(NoPlan::OverLimits(over)), None) => {
                    assert!(over.is_exact, "{}", says());
                    assert_eq!(over, expected_over(finishes, limits), "{}", says());
                }
                (planned, best) => panic!("{planned:#?}\nagainst {best:?}\n{}", says()),
            }
        }
        if let Ok(plans) = frontier(&outlook, target, limits) {
            let expected: Vec<_> = within.iter().take(5).collect();
            assert_eq!(plans.len(), expected.len(), "{}", says());
            for (plan, best) in plans.iter().zip(expected) {
                compare_plan(&says, situation, plan, best);
            }
        }
    });
}

/// Returns the finishes within the limits: ever later, ever cheaper.
fn within(finishes: &Finishes, limits: Limits) -> Vec<(u32, History)> {
    let is_within = |finish: u32, cost: u32| {
        limits.by.is_none_or(|by| finish <= by.0)
            && limits.budget.is_none_or(|budget| cost <= budget.0)
    };
    let all = finishes
        .iter()
        .map(|(finish, history)| (*finish, history.clone()));
    all.filter(|(finish, (cost, ..))| is_within(*finish, *cost))
        .collect()
}

fn expected_over(finishes: &Finishes, limits: Limits) -> OverLimits {
    let soonest = |limits| {
        within(finishes, limits)
            .first()
            .map(|(finish, _)| Weeks(*finish))
    };
    let cheapest = |limits| {
        within(finishes, limits)
            .last()
            .map(|(_, (cost, ..))| Usd(*cost))
    };
    let in_time = Limits {
        budget: None,
        ..limits
    };
    let in_budget = Limits { by: None, ..limits };
    let any = "the target is reached";
    OverLimits {
        least_cost: (limits.budget).map(|_| cheapest(in_time).or(cheapest(NO_LIMITS)).expect(any)),
        soonest_finish: (limits.by).map(|_| soonest(in_budget).or(soonest(NO_LIMITS)).expect(any)),
        is_any_in_time: limits.budget.is_none() || cheapest(in_time).is_some(),
        is_any_in_budget: limits.by.is_none() || soonest(in_budget).is_some(),
        is_exact: true,
    }
}

fn compare_plan(
    says: &dyn Fn() -> String,
    situation: &Situation,
    plan: &Plan,
    best: &(u32, History),
) {
    let (finish, (cost, steps, sequence)) = best;
    let found = checker::sequence(situation, plan);
    let says = || format!("{plan:#?}\nagainst {best:?}\n{}", says());
    assert_eq!((plan.finish.0, plan.cost.0), (*finish, *cost), "{}", says());
    assert_eq!(found.len(), *steps, "{}", says());
    assert_eq!(found, *sequence, "{}", says());
    assert_eq!(plan.optimality, Optimality::Proven, "{}", says());
    checker::check(situation, plan);
}
