//! Situations in which the planner was once wrong, or would be if it took a short cut.

use careerpath::advise::plan::outlook::Outlook;
use careerpath::advise::plan::problem::Possession;
use careerpath::advise::plan::{Objective, Optimality, plan};
use careerpath::pack::{OccupationIndex, QualificationIndex};
use careerpath::units::Weeks;

use super::search::every_finish;
use super::situation::{Dice, Job, Leaf, Need, Route, Situation};
use super::{NO_LIMITS, checker};

fn occupations(places: impl IntoIterator<Item = u32>) -> Vec<OccupationIndex> {
    places.into_iter().map(OccupationIndex).collect()
}

fn job(requires: Option<usize>, rank: u32) -> Job {
    Job {
        requires: requires.map(Need::Leaf),
        rank,
    }
}

fn both(one: usize, other: usize) -> Need {
    Need::Worth(2, vec![(1, Need::Leaf(one)), (1, Need::Leaf(other))])
}

/// The third occupation and those after it serve only to make the situation large: what two ways do
/// equally well is decided by the order of ids, however many others there are.
#[test]
fn of_equal_plans_the_first_is_given_in_large_situations_too() {
    for others in [0, 27, 28, 40] {
        let jobs = [(0, 5), (2, 9), (0, 4), (2, 6)];
        let jobs = jobs.map(|(leaf, rank)| job(Some(leaf), rank));
        let others = 4..4 + others;
        let situation = Situation {
            leaves: vec![
                Leaf::Working(6, occupations([0, 1, 2])),
                Leaf::Working(6, occupations([0, 3].into_iter().chain(others.clone()))),
                Leaf::Holding(vec![QualificationIndex(0)]),
            ],
            qualifications: vec![Possession::Arrives(Weeks(14))],
            routes: Vec::new(),
            jobs: (jobs.into_iter())
                .chain(others.map(|place| job(Some(2), 16 + place)))
                .collect(),
            current: None,
            stay: 3,
            target: both(0, 1),
            with: Vec::new(),
        };
        situation.ask(|problem, target| {
            let outlook = Outlook::of(problem);
            let plan = plan(&outlook, target, Objective::Soonest, NO_LIMITS).unwrap();
            assert_eq!(plan.optimality, Optimality::Proven);
            let steps = checker::sequence(&situation, &plan);
            assert_eq!(steps, [(14, 6), (20, 9)]);
        });
    }
}

/// Today's occupation is left in a week that nothing names, so that work in another one is over when
/// a course ends.
#[test]
fn an_occupation_may_be_left_in_any_week() {
    for stay in 0..4 {
        let situation = Situation {
            leaves: vec![
                Leaf::Working(10, occupations([0, 2])),
                Leaf::Working(10, occupations([0, 3])),
                Leaf::Working(2, occupations([1])),
                Leaf::Holding(vec![QualificationIndex(0)]),
                Leaf::Never,
            ],
            qualifications: vec![Possession::Lacking],
            routes: vec![Route {
                qualification: 0,
                requires: Some(Need::Leaf(2)),
                rank: 1,
                weeks: 14,
                cost: 0,
            }],
            jobs: vec![job(Some(4), 5), job(None, 9), job(None, 4), job(Some(0), 6)],
            current: Some(0),
            stay,
            target: both(1, 3),
            with: Vec::new(),
        };
        let (soonest, (.., sequence)) = every_finish(&situation).into_iter().next().unwrap();
        situation.ask(|problem, target| {
            let outlook = Outlook::of(problem);
            let plan = plan(&outlook, target, Objective::Soonest, NO_LIMITS).unwrap();
            assert_eq!(plan.finish.0, soonest);
            assert_eq!(plan.optimality, Optimality::Proven);
            assert_eq!(checker::sequence(&situation, &plan), sequence);
        });
    }
}

/// Half of many qualifications are asked for: more steps than a search takes looks at first.
#[test]
fn a_plan_of_hundreds_of_steps_is_found() {
    let count = 500;
    let holding = |place: u32| Leaf::Holding(vec![QualificationIndex(place)]);
    let route = |place: u32, requires| Route {
        qualification: place as usize,
        requires,
        rank: place,
        weeks: 1 + place % 3,
        cost: 1 + place % 5,
    };
    let all = (0..count as usize).map(|place| (1, Need::Leaf(place)));
    let half = Need::Worth(count / 2, all.collect());
    let situation = Situation {
        leaves: (0..=count).map(holding).collect(),
        qualifications: vec![Possession::Lacking; count as usize + 1],
        routes: (0..count)
            .map(|place| route(place, None))
            .chain([route(count, Some(half))])
            .collect(),
        jobs: Vec::new(),
        current: None,
        stay: 0,
        target: Need::Leaf(count as usize),
        with: Vec::new(),
    };
    situation.ask(|problem, target| {
        let outlook = Outlook::of(problem);
        let plan = plan(&outlook, target, Objective::Soonest, NO_LIMITS).unwrap();
        assert_eq!(plan.steps.len(), count as usize / 2 + 1);
        checker::check(&situation, &plan);
    });
}

/// So many alternatives for work that to look at each pair of them would take minutes.
#[test]
fn many_alternatives_for_work_have_an_answer() {
    let mut dice = Dice::new(5);
    let jobs = 12;
    let leaves: Vec<Leaf> = (0..24)
        .map(|place| {
            let givers = occupations([place % jobs, (place * 5 + 1) % jobs]);
            Leaf::Working(20 + dice.below(60), givers)
        })
        .collect();
    let one_of_eight = |dice: &mut Dice| {
        let of = (0..8).map(|_| (1, Need::Leaf(dice.below(24) as usize)));
        (1, Need::Worth(1, of.collect()))
    };
    let asked: Vec<(u32, Need)> = (0..300).map(|_| one_of_eight(&mut dice)).collect();
    let situation = Situation {
        leaves,
        qualifications: Vec::new(),
        routes: Vec::new(),
        jobs: (0..jobs).map(|rank| job(None, rank)).collect(),
        current: None,
        stay: 6,
        target: Need::Worth(300, asked),
        with: Vec::new(),
    };
    situation.ask(|problem, target| {
        let outlook = Outlook::of(problem);
        let plan = plan(&outlook, target, Objective::Soonest, NO_LIMITS).unwrap();
        checker::check(&situation, &plan);
    });
}
