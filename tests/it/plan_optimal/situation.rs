//! Small random situations, in plain owned data of their own.

use careerpath::advise::plan::problem::{
    Possession, Problem, Reach, StudyOption, Target, Wanted, Work,
};
use careerpath::pack::requirement::trees::Trees;
use careerpath::pack::requirement::{Child, LeafIndex, NodeIndex};
use careerpath::pack::{OccupationIndex, QualificationIndex};
use careerpath::units::{Usd, Weeks};

/// A requirement: a leaf, or so much worth of others.
#[derive(Clone, Debug)]
pub enum Need {
    Leaf(usize),
    Worth(u32, Vec<(u32, Need)>),
}

#[derive(Clone, Debug)]
pub enum Leaf {
    Met,
    Never,
    Holding(Vec<QualificationIndex>),
    Entering(Vec<OccupationIndex>),
    Working(u32, Vec<OccupationIndex>),
}

#[derive(Clone, Debug)]
pub struct Route {
    pub qualification: usize,
    pub requires: Option<Need>,
    pub rank: u32,
    pub weeks: u32,
    pub cost: u32,
}

#[derive(Clone, Debug)]
pub struct Job {
    pub requires: Option<Need>,
    pub rank: u32,
}

/// A person, what can be done, and what is wanted.
#[derive(Clone, Debug)]
pub struct Situation {
    pub leaves: Vec<Leaf>,
    pub qualifications: Vec<Possession>,
    pub routes: Vec<Route>,
    pub jobs: Vec<Job>,
    pub current: Option<usize>,
    pub stay: u32,
    pub target: Need,
    /// Qualifications to hold as well, each with what counts as it.
    pub with: Vec<(usize, Vec<QualificationIndex>)>,
}

/// A stream of numbers from a seed (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((word ^ (word >> 31)) % u64::from(limit)).unwrap()
    }

    pub fn one_in(&mut self, chances: u32) -> bool {
        self.below(chances) == 0
    }

    fn some(&mut self, count: usize) -> Vec<u32> {
        let count = u32::try_from(count).unwrap();
        let mut chosen: Vec<u32> = (0..count).filter(|_| self.one_in(2)).collect();
        if chosen.is_empty() && count > 0 {
            chosen.push(self.below(count));
        }
        chosen
    }
}

impl Situation {
    /// Returns a random situation: at most 4 qualifications, 3 occupations, 6 routes, 7 leaves. Every
    /// third one asks for much, so that plans have several steps.
    pub fn random(dice: &mut Dice) -> Self {
        let is_hard = dice.one_in(3);
        let least = if is_hard { 3 } else { 0 };
        let qualifications: Vec<Possession> = (0..1 + least + dice.below(4 - least))
            .map(|_| match dice.below(if is_hard { 20 } else { 10 }) {
                0 => Possession::Held,
                1 | 2 => Possession::Arrives(Weeks(dice.below(8))),
                _ => Possession::Lacking,
            })
            .collect();
        let jobs = (least + dice.below(4 - least)) as usize;
        // What shares a list of occupations is one kind of work, so lists come again.
        let mut lists: Vec<Vec<OccupationIndex>> = Vec::new();
        let leaves: Vec<Leaf> = (0..3 + least + dice.below(5 - least))
            .map(|_| {
                let kind = dice.below(if jobs == 0 { 8 } else { 14 });
                let occupations = |dice: &mut Dice| {
                    let chosen = dice.some(jobs).into_iter();
                    chosen.map(OccupationIndex).collect()
                };
                match kind {
                    0 if dice.one_in(2) => Leaf::Never,
                    1 if dice.one_in(3) => Leaf::Met,
                    8 | 9 => Leaf::Entering(occupations(dice)),
                    10..=13 => {
                        let weeks = least + dice.below(7 - least);
                        let list = match lists.last() {
                            Some(last) if dice.one_in(2) => last.clone(),
                            _ => occupations(dice),
                        };
                        lists.push(list.clone());
                        Leaf::Working(weeks, list)
                    }
                    _ => {
                        let chosen = dice.some(qualifications.len()).into_iter();
                        let most = if is_hard { 1 } else { 2 };
                        Leaf::Holding(chosen.map(QualificationIndex).take(most).collect())
                    }
                }
            })
            .collect();
        let count = leaves.len();
        let mut ranks: Vec<u32> = (0..10).collect();
        for place in (1..ranks.len()).rev() {
            let other = dice.below(u32::try_from(place).unwrap() + 1) as usize;
            ranks.swap(place, other);
        }
        let is_costly = dice.one_in(2);
        let routes = (0..1 + least + dice.below(6 - least))
            .map(|index| Route {
                qualification: dice.below(u32::try_from(qualifications.len()).unwrap()) as usize,
                requires: (!dice.one_in(3)).then(|| need(dice, count, 1, is_hard)),
                rank: ranks[index as usize],
                weeks: dice.below(6),
                cost: dice.below(if is_costly { 6 } else { 2 }),
            })
            .collect();
        let jobs: Vec<Job> = (0..jobs)
            .map(|index| Job {
                requires: (!dice.one_in(2)).then(|| need(dice, count, 1, is_hard)),
                rank: ranks[6 + index],
            })
            .collect();
        let current = (!jobs.is_empty() && !dice.one_in(4))
            .then(|| dice.below(u32::try_from(jobs.len()).unwrap()) as usize);
        let with = if dice.one_in(5) {
            let wanted = dice.below(u32::try_from(qualifications.len()).unwrap());
            let mut counts = vec![QualificationIndex(wanted)];
            if dice.one_in(2) {
                let other = dice.below(u32::try_from(qualifications.len()).unwrap());
                counts.push(QualificationIndex(other));
            }
            vec![(wanted as usize, counts)]
        } else {
            Vec::new()
        };
        Self {
            target: if is_hard {
                let of = (0..2 + dice.below(3)).map(|_| (1, need(dice, count, 1, true)));
                let of: Vec<_> = of.collect();
                Need::Worth(u32::try_from(of.len()).unwrap(), of)
            } else {
                need(dice, count, 2, false)
            },
            leaves,
            qualifications,
            routes,
            jobs,
            current,
            stay: dice.below(5),
            with,
        }
    }

    /// Returns the list of a leaf at a place: for every other one the first list that equals it, where
    /// that lies, as what shares a list is one kind of work; for the rest a list of its own.
    fn lent<'a>(&'a self, place: usize, by: &'a [OccupationIndex]) -> &'a [OccupationIndex] {
        let mut lists = self.leaves.iter().filter_map(|leaf| match leaf {
            Leaf::Working(_, list) => Some(&list[..]),
            Leaf::Met | Leaf::Never | Leaf::Holding(_) | Leaf::Entering(_) => None,
        });
        let first = lists.find(|list| *list == by);
        let first = first.filter(|_| place.is_multiple_of(2));
        first.unwrap_or(by)
    }

    /// Calls `ask` with the situation in the planner's own form.
    pub fn ask<T>(&self, ask: impl FnOnce(&Problem<'_>, &Target<'_>) -> T) -> T {
        let mut trees = Trees::default();
        let mut plant = |need: &Need| plant(&mut trees, need);
        let study: Vec<_> = self
            .routes
            .iter()
            .map(|own| own.requires.as_ref().map(&mut plant))
            .collect();
        let work: Vec<_> = self
            .jobs
            .iter()
            .map(|own| own.requires.as_ref().map(&mut plant))
            .collect();
        let wanted = plant(&self.target);
        let problem = Problem {
            trees: &trees,
            leaves: (0..)
                .zip(&self.leaves)
                .map(|(place, leaf)| match leaf {
                    Leaf::Met => Reach::Met,
                    Leaf::Never => Reach::Never,
                    Leaf::Holding(by) => Reach::Holding(by),
                    Leaf::Entering(by) => Reach::Entering(by),
                    Leaf::Working(weeks, by) => Reach::Working {
                        weeks: Weeks(*weeks),
                        occupations: self.lent(place, by),
                    },
                })
                .collect(),
            qualifications: self.qualifications.clone(),
            study: self
                .routes
                .iter()
                .zip(study)
                .map(|(route, requires)| StudyOption {
                    qualification: QualificationIndex(u32::try_from(route.qualification).unwrap()),
                    requires,
                    rank: route.rank,
                    duration: Weeks(route.weeks),
                    cost: Usd(route.cost),
                    cost_is_known: true,
                    time_is_known: true,
                    is_renewal: false,
                })
                .collect(),
            occupations: self
                .jobs
                .iter()
                .zip(work)
                .map(|(job, requires)| Work {
                    requires,
                    rank: job.rank,
                })
                .collect(),
            current: self
                .current
                .map(|index| OccupationIndex(u32::try_from(index).unwrap())),
            minimum_stay: Weeks(self.stay),
        };
        let target = Target {
            requires: vec![wanted],
            holds: self
                .with
                .iter()
                .map(|(wanted, counts)| Wanted {
                    qualification: QualificationIndex(u32::try_from(*wanted).unwrap()),
                    counts,
                })
                .collect(),
        };
        ask(&problem, &target)
    }
}

fn need(dice: &mut Dice, leaves: usize, depth: u32, is_hard: bool) -> Need {
    if depth == 0 || dice.one_in(3) {
        return Need::Leaf(dice.below(u32::try_from(leaves).unwrap()) as usize);
    }
    let of: Vec<(u32, Need)> = (0..2 + dice.below(2))
        .map(|_| {
            let worth = if dice.one_in(4) { 2 } else { 1 };
            (worth, need(dice, leaves, depth - 1, is_hard))
        })
        .collect();
    let total: u32 = of.iter().map(|(worth, _)| worth).sum();
    let least = if is_hard { total / 2 } else { 0 };
    Need::Worth(1 + least + dice.below(total - least), of)
}

fn plant(trees: &mut Trees, need: &Need) -> NodeIndex {
    match need {
        Need::Leaf(leaf) => trees.leaf(LeafIndex(u32::try_from(*leaf).unwrap())),
        Need::Worth(worth, of) => {
            let children: Vec<Child> = of
                .iter()
                .map(|(worth, need)| Child {
                    node: plant(trees, need),
                    worth: *worth,
                })
                .collect();
            trees.at_least(*worth, &children)
        }
    }
}
