//! A profile against every leaf of the pack: met, not met or unknown, and on what evidence.
//!
//! In: a profile, a pack and a day. Out: a [`Situation`], with one verdict per leaf, from which
//! every tree is evaluated without looking at the profile again. Never touches a string.

use super::worked;
use crate::pack::requirement::{Held, Leaf, LeafIndex, NodeIndex, Verdict};
use crate::pack::{
    FieldIndex, OccupationIndex, Pack, QualificationIndex, QualificationKind, Renewal,
};
use crate::profile::{DegreeName, HeldDegree, Profile, Subject};
use crate::units::{Date, PartialDate, WorkTime};

/// What has become of a stated qualification on the day of the advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldingState {
    /// Held and active.
    Active,
    /// Expired before today.
    Lapsed,
    /// Under way; it has arrived by the day given.
    Arriving(Date),
}

/// One stated qualification of the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Which.
    pub qualification: QualificationIndex,
    /// Its state.
    pub state: HoldingState,
    /// Where the profile states it.
    pub origin: Origin,
}

/// A place in the normalised profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// An entry of `background`.
    Background(usize),
    /// The `occupation`.
    Occupation,
    /// An entry of `degrees`.
    Degree(usize),
    /// An entry of `credentials`.
    Credential(usize),
    /// An entry of `experience`.
    Experience(usize),
    /// An entry of `statements`.
    Statement(usize),
}

/// A profile judged against the leaves of a pack.
#[derive(Clone, Debug)]
pub struct Situation<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The profile.
    pub profile: &'a Profile,
    /// Today.
    pub as_of: Date,
    /// The stated qualifications: degrees, then credentials, each in profile order.
    pub holdings: Vec<Holding>,
    /// The verdict on each leaf, by [`LeafIndex`].
    pub verdicts: Vec<Verdict>,
    // The same without the stated qualifications that have an id.
    unheld: Vec<Verdict>,
}

impl<'a> Situation<'a> {
    /// Returns the profile judged on the day `as_of`.
    pub fn of(profile: &'a Profile, pack: &'a Pack, as_of: Date) -> Self {
        let mut situation = Self {
            pack,
            profile,
            as_of,
            holdings: holdings(profile, as_of),
            verdicts: Vec::new(),
            unheld: Vec::new(),
        };
        situation.unheld = (pack.requirements.leaves())
            .map(|(index, leaf)| situation.without_holdings(index, leaf))
            .collect();
        situation.verdicts =
            situation.holding_only(|holding| holding.state == HoldingState::Active);
        situation
    }

    /// Returns how a lapsed qualification is renewed; `None`: it has not lapsed, or is only to be
    /// earned again.
    pub fn renewal_of(&self, index: QualificationIndex) -> Option<&'a Renewal> {
        let qualification = self.pack.qualifications.get(index.position())?;
        let renewal = qualification.renewal.as_ref();
        let renewal = renewal.filter(|renewal| !renewal.is_earned_again)?;
        let mut own = self
            .holdings
            .iter()
            .filter(|each| each.qualification == index);
        if !own.any(|holding| holding.state == HoldingState::Lapsed) {
            return None;
        }
        let Some(renewable) = renewal.renewable else {
            return Some(renewal);
        };
        let stated = self.profile.credentials.iter().flatten();
        let ended = stated.filter(|held| held.credential == index);
        // One that ended nobody said when may still be renewed.
        let last = ended
            .map(|held| held.expires.map(PartialDate::last_day))
            .max()?;
        let is_in_time = last.is_none_or(|last| self.as_of <= last.plus_months(renewable.0));
        is_in_time.then_some(renewal)
    }

    /// Returns the verdicts as they would be if every holding that is `counted` were active too.
    pub fn with(&self, counted: impl Fn(&Holding) -> bool) -> Vec<Verdict> {
        let mut verdicts = self.verdicts.clone();
        for holding in self.holdings.iter().filter(|holding| counted(holding)) {
            self.meet(holding.qualification, &mut verdicts);
        }
        verdicts
    }

    /// Returns the verdicts as they would be if only the holdings that are `counted` were active.
    pub fn holding_only(&self, counted: impl Fn(&Holding) -> bool) -> Vec<Verdict> {
        let mut verdicts = self.unheld.clone();
        for holding in self.holdings.iter().filter(|holding| counted(holding)) {
            self.meet(holding.qualification, &mut verdicts);
        }
        verdicts
    }

    /// Sets every leaf that holding the qualification meets.
    pub fn meet(&self, qualification: QualificationIndex, verdicts: &mut [Verdict]) {
        let qualification = self.pack.qualifications.get(qualification.position());
        for leaf in qualification.map_or(&[][..], |each| each.meets.as_slice()) {
            if let Some(verdict) = verdicts.get_mut(leaf.0 as usize) {
                *verdict = Verdict::Met;
            }
        }
    }

    /// Returns the verdict on the tree at `node`.
    pub fn verdict(&self, node: NodeIndex) -> Verdict {
        self.pack.requirements.evaluate(node, &self.verdicts)
    }

    /// Returns the verdict on one leaf.
    pub fn leaf_verdict(&self, leaf: LeafIndex) -> Verdict {
        let verdict = self.verdicts.get(leaf.0 as usize);
        verdict.copied().unwrap_or(Verdict::Unknown)
    }

    /// Returns what is known of a qualification: the best of its holdings that count as it.
    pub fn holding_of(&self, qualification: QualificationIndex) -> Option<Holding> {
        let counts = |holding: &&Holding| {
            let held = self
                .pack
                .qualifications
                .get(holding.qualification.position());
            held.is_some_and(|held| held.counts_as.binary_search(&qualification).is_ok())
        };
        // Of several that are under way the one that arrives first.
        let rank = |holding: &&Holding| match holding.state {
            HoldingState::Active => (0, None),
            HoldingState::Arriving(day) => (1, Some(day)),
            HoldingState::Lapsed => (2, None),
        };
        self.holdings
            .iter()
            .filter(counts)
            .min_by_key(rank)
            .copied()
    }

    /// Returns the time brought along that counts for an experience leaf.
    pub fn time_brought(&self, leaf: LeafIndex) -> WorkTime {
        match self.pack.requirements.leaf(leaf) {
            Leaf::Experience { kind, within, .. } => {
                let experience = self.profile.experience.as_deref().unwrap_or_default();
                worked::time_in(experience, *kind, *within, self.pack, self.as_of)
            }
            Leaf::Holds(_)
            | Leaf::Degree { .. }
            | Leaf::Background(_)
            | Leaf::Occupation(_)
            | Leaf::Attests(_) => WorkTime::ZERO,
        }
    }

    /// Returns the places of the profile that a met or partly met leaf rests on, in profile order.
    pub fn evidence(&self, leaf: LeafIndex) -> Vec<Origin> {
        let entries = || self.profile.experience.iter().flatten().enumerate();
        let mut origins = Vec::new();
        match self.pack.requirements.leaf(leaf) {
            Leaf::Holds(_) | Leaf::Degree { .. } => {
                let by = self.pack.requirements.satisfied_by(leaf);
                // A verdict that is met rests on what is there, not on what is to come.
                let is_met = self.leaf_verdict(leaf) == Verdict::Met;
                let counts = |state| !is_met || state == HoldingState::Active;
                let meets = |holding: &&Holding| {
                    counts(holding.state) && by.binary_search(&holding.qualification).is_ok()
                };
                origins.extend(
                    self.holdings
                        .iter()
                        .filter(meets)
                        .map(|holding| holding.origin),
                );
                for (place, held) in self.profile.degrees.iter().flatten().enumerate() {
                    let is_counted = counts(arrival(held.expected, self.as_of));
                    if is_counted && self.described(held, leaf) == Verdict::Met {
                        origins.push(Origin::Degree(place));
                    }
                }
            }
            Leaf::Experience { kind, .. } => {
                let counted = entries()
                    .filter(|(_, entry)| worked::counts_for(entry.subject, *kind, self.pack));
                origins.extend(counted.map(|(place, _)| Origin::Experience(place)));
            }
            Leaf::Background(background) => {
                let stated = self.profile.backgrounds.iter().flatten().enumerate();
                let same = stated.filter(|(_, each)| *each == background);
                origins.extend(same.map(|(place, _)| Origin::Background(place)));
            }
            Leaf::Occupation(occupation) => {
                if self.profile.occupation == Some(Some(*occupation)) {
                    origins.push(Origin::Occupation);
                }
                let same = entries()
                    .filter(|(_, entry)| entry.subject == Subject::Occupation(*occupation));
                origins.extend(same.map(|(place, _)| Origin::Experience(place)));
            }
            Leaf::Attests(statement) => {
                let answered = self
                    .profile
                    .statements
                    .binary_search_by_key(statement, |(id, _)| *id);
                origins.extend(answered.map(Origin::Statement));
            }
        }
        origins.sort_unstable();
        origins.dedup();
        origins
    }

    /// Returns the verdict on a leaf as far as named qualifications do not matter.
    fn without_holdings(&self, index: LeafIndex, leaf: &Leaf) -> Verdict {
        match leaf {
            Leaf::Holds(_) | Leaf::Degree { .. } => self.unnamed(index),
            Leaf::Experience { need, .. } => {
                if self.profile.experience.is_none() && *need > WorkTime::ZERO {
                    return Verdict::Unknown;
                }
                is(self.time_brought(index) >= *need)
            }
            Leaf::Background(background) => match &self.profile.backgrounds {
                None => Verdict::Unknown,
                Some(stated) => is(stated.contains(background)),
            },
            Leaf::Occupation(occupation) => self.has_worked_as(*occupation),
            Leaf::Attests(statement) => {
                let statements = &self.profile.statements;
                match statements.binary_search_by_key(statement, |(id, _)| *id) {
                    Ok(place) => is(statements.get(place).is_some_and(|(_, answer)| *answer)),
                    Err(_) => Verdict::Unknown,
                }
            }
        }
    }

    fn has_worked_as(&self, occupation: OccupationIndex) -> Verdict {
        let now = match self.profile.occupation {
            None => Verdict::Unknown,
            Some(today) => is(today == Some(occupation)),
        };
        let before = match &self.profile.experience {
            None => Verdict::Unknown,
            Some(entries) => is(entries
                .iter()
                .any(|entry| entry.subject == Subject::Occupation(occupation))),
        };
        now.max(before)
    }

    /// A qualification leaf without the holdings that have an id: met or left open by degrees that
    /// are described, and unknown where a section that could meet it is absent.
    fn unnamed(&self, leaf: LeafIndex) -> Verdict {
        let mut verdict = Verdict::NotMet;
        let degrees = self.profile.degrees.iter().flatten();
        let had = |held: &&HeldDegree| arrival(held.expected, self.as_of) == HoldingState::Active;
        for held in degrees.filter(had) {
            verdict = verdict.max(self.described(held, leaf));
        }
        let (degrees, credentials) = (&self.profile.degrees, &self.profile.credentials);
        if verdict != Verdict::NotMet || (degrees.is_some() && credentials.is_some()) {
            return verdict;
        }
        let asks_for_degree = matches!(self.pack.requirements.leaf(leaf), Leaf::Degree { .. });
        let mut by = self.qualifications_for(leaf);
        let is_open = (asks_for_degree && degrees.is_none())
            || by.any(|kind| {
                if kind.is_degree() {
                    degrees.is_none()
                } else {
                    credentials.is_none()
                }
            });
        if is_open {
            Verdict::Unknown
        } else {
            Verdict::NotMet
        }
    }

    /// Returns the described degrees that are under way: the place of each in the profile, the degree,
    /// and the day it has arrived by.
    pub fn under_way(&self) -> impl Iterator<Item = (usize, &'a HeldDegree, Date)> {
        let degrees = self.profile.degrees.iter().flatten().enumerate();
        let described = degrees.filter(|(_, held)| held.degree.is_described());
        described.filter_map(|(place, held)| match arrival(held.expected, self.as_of) {
            HoldingState::Arriving(day) => Some((place, held, day)),
            HoldingState::Active | HoldingState::Lapsed => None,
        })
    }

    /// Returns the verdicts as they would be if all that is under way had arrived.
    pub fn arrived(&self) -> Vec<Verdict> {
        let mut verdicts = self.with(|held| matches!(held.state, HoldingState::Arriving(_)));
        for (_, held, _) in self.under_way() {
            for ((leaf, _), verdict) in self.pack.requirements.leaves().zip(&mut verdicts) {
                *verdict = self.described(held, leaf).max(*verdict);
            }
        }
        verdicts
    }

    /// Whether a degree that is described, not named, meets a leaf once it is had.
    pub fn described(&self, held: &HeldDegree, leaf: LeafIndex) -> Verdict {
        let DegreeName::Described { level, field } = &held.degree else {
            return Verdict::NotMet;
        };
        match self.pack.requirements.leaf(leaf) {
            Leaf::Degree {
                level: least,
                fields,
            } => {
                if level < least {
                    Verdict::NotMet
                } else if fields.is_empty() {
                    Verdict::Met
                } else {
                    field.map_or(Verdict::Unknown, |field| {
                        is(self.is_in_one_of(field, fields))
                    })
                }
            }
            // A bachelor's in some field may or may not be the degree the leaf names.
            Leaf::Holds(Held::Qualification(_) | Held::Class(_)) => {
                let could_be = self.qualifications_for(leaf).any(|kind| match kind {
                    QualificationKind::Degree { level: of, fields } => {
                        of == level && field.is_none_or(|field| self.may_be_same(field, fields))
                    }
                    QualificationKind::Certification
                    | QualificationKind::Licence
                    | QualificationKind::Certificate
                    | QualificationKind::Course => false,
                });
                if could_be {
                    Verdict::Unknown
                } else {
                    Verdict::NotMet
                }
            }
            Leaf::Experience { .. }
            | Leaf::Background(_)
            | Leaf::Occupation(_)
            | Leaf::Attests(_) => Verdict::NotMet,
        }
    }

    fn qualifications_for(&self, leaf: LeafIndex) -> impl Iterator<Item = &'a QualificationKind> {
        let pack = self.pack;
        let by = pack.requirements.satisfied_by(leaf).iter();
        by.filter_map(|index| pack.qualifications.get(index.position()))
            .map(|each| &each.kind)
    }

    fn may_be_same(&self, field: FieldIndex, fields: &[FieldIndex]) -> bool {
        fields.is_empty()
            || self.is_in_one_of(field, fields)
            || fields.iter().any(|each| self.is_in_one_of(*each, &[field]))
    }

    fn is_in_one_of(&self, field: FieldIndex, fields: &[FieldIndex]) -> bool {
        let part = self.pack.fields.get(field.position());
        part.is_some_and(|part| fields.iter().any(|wanted| part.within.contains(&wanted.0)))
    }
}

fn is(claim: bool) -> Verdict {
    if claim { Verdict::Met } else { Verdict::NotMet }
}

/// What is expected has arrived by the end of its stated unit.
fn arrival(expected: Option<PartialDate>, as_of: Date) -> HoldingState {
    match expected {
        Some(expected) if expected.last_day() > as_of => {
            HoldingState::Arriving(expected.last_day())
        }
        Some(_) | None => HoldingState::Active,
    }
}

fn holdings(profile: &Profile, as_of: Date) -> Vec<Holding> {
    let mut holdings = Vec::new();
    for (place, held) in profile.degrees.iter().flatten().enumerate() {
        if let DegreeName::Known(qualification) = held.degree {
            holdings.push(Holding {
                qualification,
                state: arrival(held.expected, as_of),
                origin: Origin::Degree(place),
            });
        }
    }
    for (place, held) in profile.credentials.iter().flatten().enumerate() {
        let has_lapsed = held
            .expires
            .is_some_and(|expires| expires.last_day() < as_of);
        holdings.push(Holding {
            qualification: held.credential,
            state: if has_lapsed {
                HoldingState::Lapsed
            } else {
                arrival(held.expected, as_of)
            },
            origin: Origin::Credential(place),
        });
    }
    holdings
}
