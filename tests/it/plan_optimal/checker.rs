//! The checker: replays a plan against the words of the design, step by step.

use careerpath::advise::plan::problem::Possession;
use careerpath::advise::plan::{Action, Plan, Step};

use super::situation::{Leaf, Need, Situation};

/// Asserts that a plan is one: every step allowed when it starts, one study and one occupation at a
/// time, stays kept, costs added up, the target met at the finish and not before.
pub fn check(situation: &Situation, plan: &Plan) {
    let steps: Vec<Step> = plan
        .steps
        .iter()
        .filter(|step| !matches!(step.action, Action::Wait(_) | Action::Stay(_)))
        .copied()
        .collect();
    assert!(steps.is_sorted_by_key(|step| step.start), "steps by week");
    let mut free = 0;
    let mut cost = 0;
    let mut entered: Option<Step> = None;
    for (place, step) in steps.iter().enumerate() {
        let (before, week) = (&steps[..place], step.start.0);
        match step.action {
            Action::Earn(index) | Action::Renew(index) => {
                let route = &situation.routes[index.0 as usize];
                assert!(free <= week, "one study at a time");
                assert_eq!(step.end.0, week + route.weeks, "never interrupted");
                assert_eq!(step.cost.0, route.cost);
                assert!(allows(situation, before, week, route.requires.as_ref()));
                free = step.end.0;
                cost += route.cost;
            }
            Action::Work(index) => {
                let job = &situation.jobs[index.position()];
                assert!(allows(situation, before, week, job.requires.as_ref()));
                if let Some(left) = entered {
                    assert_eq!(left.end, step.start, "left for the next");
                    assert!(week >= left.start.0 + situation.stay, "minimum stay");
                }
                entered = Some(*step);
            }
            Action::Wait(_) | Action::Stay(_) => unreachable!("left out above"),
        }
    }
    assert_eq!(plan.cost.0, cost);
    assert!(is_reached(situation, &steps, plan.finish.0), "target met");
    for week in 0..plan.finish.0 {
        let started: Vec<Step> = steps
            .iter()
            .filter(|step| step.start.0 <= week)
            .copied()
            .collect();
        assert!(!is_reached(situation, &started, week), "target met before");
    }
    for step in &plan.steps {
        match step.action {
            Action::Wait(index) => {
                let arrives = Possession::Arrives(step.end);
                assert_eq!(situation.qualifications[index.position()], arrives);
                assert!(step.end.0 <= plan.finish.0);
            }
            Action::Stay(index) => {
                assert_eq!(situation.current, Some(index.position()));
                assert!(0 < step.end.0 && step.end.0 <= plan.finish.0);
            }
            Action::Earn(_) | Action::Renew(_) | Action::Work(_) => {}
        }
    }
}

/// Returns each counted step's week and rank.
pub fn sequence(situation: &Situation, plan: &Plan) -> Vec<(u32, u32)> {
    let steps = plan.steps.iter().filter_map(|step| {
        let rank = match step.action {
            Action::Earn(index) | Action::Renew(index) => situation.routes[index.0 as usize].rank,
            Action::Work(index) => situation.jobs[index.position()].rank,
            Action::Wait(_) | Action::Stay(_) => return None,
        };
        Some((step.start.0, rank))
    });
    steps.collect()
}

fn allows(situation: &Situation, before: &[Step], week: u32, requires: Option<&Need>) -> bool {
    requires.is_none_or(|need| is_met(situation, before, week, need))
}

fn is_reached(situation: &Situation, steps: &[Step], week: u32) -> bool {
    let holds = |qualification| is_held(situation, steps, week, qualification);
    let mut with = situation.with.iter();
    is_met(situation, steps, week, &situation.target)
        && with.all(|(_, counts)| counts.iter().any(|own| holds(own.position())))
}

fn is_met(situation: &Situation, steps: &[Step], week: u32, need: &Need) -> bool {
    let leaf = match need {
        Need::Leaf(leaf) => &situation.leaves[*leaf],
        Need::Worth(worth, of) => {
            let met = of
                .iter()
                .filter(|(_, need)| is_met(situation, steps, week, need));
            return met.map(|(worth, _)| worth).sum::<u32>() >= *worth;
        }
    };
    let jobs: Vec<(u32, usize)> = steps
        .iter()
        .filter_map(|step| match step.action {
            Action::Work(index) => Some((step.start.0, index.position())),
            _ => None,
        })
        .collect();
    match leaf {
        Leaf::Met => true,
        Leaf::Never => false,
        Leaf::Holding(by) => by
            .iter()
            .any(|own| is_held(situation, steps, week, own.position())),
        Leaf::Entering(by) => by.iter().any(|own| {
            let own = own.position();
            situation.current == Some(own) || jobs.iter().any(|(_, job)| *job == own)
        }),
        Leaf::Working(weeks, by) => {
            let in_week = |week: u32| {
                let entered = jobs.iter().rfind(|(start, _)| *start <= week);
                entered.map(|(_, job)| *job).or(situation.current)
            };
            let counts = |job: usize| by.iter().any(|own| own.position() == job);
            let worked = (0..week).filter(|week| in_week(*week).is_some_and(counts));
            worked.count() >= *weeks as usize
        }
    }
}

fn is_held(situation: &Situation, steps: &[Step], week: u32, qualification: usize) -> bool {
    let by_itself = match situation.qualifications[qualification] {
        Possession::Held => true,
        Possession::Arrives(arrival) => arrival.0 <= week,
        Possession::Lacking => false,
    };
    by_itself
        || steps.iter().any(|step| match step.action {
            Action::Earn(index) | Action::Renew(index) => {
                let earned = situation.routes[index.0 as usize].qualification;
                earned == qualification && step.end.0 <= week
            }
            _ => false,
        })
}
