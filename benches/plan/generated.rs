//! Generated situations: packs like the shipped one, far larger ones, and hard ones on purpose.

use careerpath::advise::plan::problem::{Possession, Problem, Reach, StudyOption, Target, Work};
use careerpath::pack::requirement::trees::Trees;
use careerpath::pack::requirement::{Child, LeafIndex, NodeIndex};
use careerpath::pack::{OccupationIndex, QualificationIndex};
use careerpath::units::{Usd, Weeks};

/// A situation that owns what a [`Problem`] borrows.
#[derive(Default)]
pub struct Generated {
    trees: Trees,
    leaves: Vec<Leaf>,
    qualifications: Vec<Possession>,
    study: Vec<StudyOption>,
    occupations: Vec<Work>,
    current: Option<OccupationIndex>,
    pub targets: Vec<NodeIndex>,
}

enum Leaf {
    Never,
    Holding(Vec<QualificationIndex>),
    Working(u32, Vec<OccupationIndex>),
}

/// A stream of numbers from a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((word ^ (word >> 31)) % u64::from(limit.max(1))) as u32
    }

    fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most - least + 1)
    }
}

impl Generated {
    /// Returns the situation in the planner's form.
    pub fn problem(&self) -> Problem<'_> {
        Problem {
            trees: &self.trees,
            leaves: self
                .leaves
                .iter()
                .map(|leaf| match leaf {
                    Leaf::Never => Reach::Never,
                    Leaf::Holding(by) => Reach::Holding(by),
                    Leaf::Working(weeks, by) => Reach::Working {
                        weeks: Weeks(*weeks),
                        occupations: by,
                    },
                })
                .collect(),
            qualifications: self.qualifications.clone(),
            study: self.study.clone(),
            occupations: self.occupations.clone(),
            current: self.current,
            minimum_stay: Weeks(52),
        }
    }

    /// Returns a target that asks for one of [`Generated::targets`].
    pub fn target(&self, index: usize) -> Target<'static> {
        Target {
            requires: vec![self.targets[index]],
            holds: Vec::new(),
        }
    }

    fn leaf(&mut self, leaf: Leaf) -> NodeIndex {
        self.leaves.push(leaf);
        self.trees.leaf(LeafIndex(self.leaves.len() as u32 - 1))
    }

    fn qualification(&mut self) -> QualificationIndex {
        self.qualifications.push(Possession::Lacking);
        QualificationIndex(self.qualifications.len() as u32 - 1)
    }

    fn holding(&mut self, qualification: QualificationIndex) -> NodeIndex {
        self.leaf(Leaf::Holding(vec![qualification]))
    }

    fn route(
        &mut self,
        of: QualificationIndex,
        requires: Option<NodeIndex>,
        weeks: u32,
        cost: u32,
    ) {
        self.study.push(StudyOption {
            qualification: of,
            requires,
            rank: self.study.len() as u32,
            duration: Weeks(weeks),
            cost: Usd(cost),
            cost_is_known: true,
            time_is_known: true,
            is_renewal: false,
        });
    }

    /// A pack of so many occupations and qualifications, each resting on earlier ones, and a person
    /// with a few of the first and some years in the first occupation.
    pub fn pack(occupations: u32, qualifications: u32, seed: u64) -> Self {
        let mut own = Self::default();
        let mut dice = Dice(seed);
        let kinds = 8 + occupations / 12;
        let givers: Vec<Vec<OccupationIndex>> = (0..kinds)
            .map(|kind| {
                let chosen =
                    (0..occupations).filter(|job| job % kinds == kind || dice.below(kinds) == 0);
                chosen.map(OccupationIndex).collect()
            })
            .collect();
        for index in 0..qualifications {
            let qualification = own.qualification();
            if index % 40 == 0 {
                own.qualifications[index as usize] = Possession::Held;
            }
            let is_degree = dice.below(10) == 0;
            for _ in 0..dice.between(1, 3) {
                let requires = own.requirement(&mut dice, index, &givers, 2);
                let (weeks, cost) = if is_degree {
                    (dice.between(52, 208), dice.between(50, 400) * 100)
                } else {
                    (dice.between(2, 30), dice.between(1, 30) * 50)
                };
                own.route(qualification, requires, weeks, cost);
            }
        }
        for index in 0..occupations {
            let known = if index < 5 { 1 } else { qualifications };
            let requires = own.requirement(&mut dice, known, &givers, 4);
            let rank = own.study.len() as u32 + index;
            own.occupations.push(Work { requires, rank });
            let target = requires.unwrap_or_else(|| own.trees.all(&[]));
            own.targets.push(target);
        }
        own.current = Some(OccupationIndex(0));
        own
    }

    /// Up to `most` demands: qualifications before `known`, and now and then years of work.
    fn requirement(
        &mut self,
        dice: &mut Dice,
        known: u32,
        givers: &[Vec<OccupationIndex>],
        most: u32,
    ) -> Option<NodeIndex> {
        let mut of = Vec::new();
        for _ in 0..dice.below(most + 1) {
            let demand = match dice.below(20) {
                0 => self.leaf(Leaf::Never),
                1..=5 => {
                    let kind = dice.below(givers.len() as u32) as usize;
                    let weeks = dice.between(1, 5) * 52;
                    self.leaf(Leaf::Working(weeks, givers[kind].clone()))
                }
                6..=8 if known > 8 => {
                    let children: Vec<Child> = (0..4)
                        .map(|_| Child {
                            node: self.holding(QualificationIndex(dice.below(known))),
                            worth: dice.between(1, 2),
                        })
                        .collect();
                    self.trees.at_least(3, &children)
                }
                _ if known > 0 => {
                    let choices: Vec<NodeIndex> = (0..dice.between(1, 4))
                        .map(|_| self.holding(QualificationIndex(dice.below(known))))
                        .collect();
                    self.trees.any(&choices)
                }
                _ => continue,
            };
            of.push(demand);
        }
        (!of.is_empty()).then(|| self.trees.all(&of))
    }

    /// A chain of qualifications, each resting on the one before.
    pub fn chain(depth: u32) -> Self {
        let mut own = Self::default();
        let mut before = None;
        for index in 0..depth {
            let qualification = own.qualification();
            own.route(qualification, before, 4 + index % 5, 100 + index % 7);
            before = Some(own.holding(qualification));
        }
        own.targets.extend(before);
        own
    }

    /// A chain in which every qualification has so many routes, the faster the dearer.
    pub fn alternatives(depth: u32, routes: u32) -> Self {
        let mut own = Self::default();
        let mut dice = Dice(7);
        let mut before = None;
        for _ in 0..depth {
            let qualification = own.qualification();
            for route in 0..routes {
                let cost = (routes - route) * 100 + dice.below(90);
                own.route(qualification, before, 4 + 3 * route + dice.below(3), cost);
            }
            before = Some(own.holding(qualification));
        }
        own.targets.extend(before);
        own
    }

    /// `need` of `of` qualifications of different cost and time.
    pub fn at_least(need: u32, of: u32) -> Self {
        let mut own = Self::default();
        let mut dice = Dice(11);
        let children: Vec<Child> = (0..of)
            .map(|_| {
                let qualification = own.qualification();
                own.route(
                    qualification,
                    None,
                    dice.between(2, 20),
                    dice.between(1, 40) * 25,
                );
                Child {
                    node: own.holding(qualification),
                    worth: 1,
                }
            })
            .collect();
        let target = own.trees.at_least(need, &children);
        own.targets.push(target);
        own
    }

    /// So many qualifications before an occupation may be entered, then two years in it.
    pub fn ladder(certificates: u32) -> Self {
        let mut own = Self::default();
        let mut dice = Dice(13);
        let needed: Vec<NodeIndex> = (0..certificates)
            .map(|_| {
                let qualification = own.qualification();
                own.route(
                    qualification,
                    None,
                    dice.between(2, 20),
                    dice.between(1, 40) * 25,
                );
                own.holding(qualification)
            })
            .collect();
        let requires = own.trees.all(&needed);
        own.occupations.push(Work {
            requires: Some(requires),
            rank: certificates,
        });
        let target = own.leaf(Leaf::Working(104, vec![OccupationIndex(0)]));
        own.targets.push(target);
        own
    }
}
