//! The planner's question: what a person has, what can be done, what is wanted.
//!
//! A [`Problem`] holds dense indices and integers only, so it depends on no profile and touches no
//! string. It is made once per profile; a [`Target`] is made per question.

use crate::pack::requirement::NodeIndex;
use crate::pack::requirement::trees::Trees;
use crate::pack::{OccupationIndex, QualificationIndex};
use crate::units::{Usd, Weeks};

/// The position of a study option in [`Problem::study`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StudyIndex(pub u32);

/// One person's situation, as the planner sees it.
///
/// An index that points past the end of its list stands for something that cannot be had: a leaf
/// never met, a qualification that counts for nothing, a requirement nobody meets.
#[derive(Clone, Debug)]
pub struct Problem<'a> {
    /// The requirement trees that [`StudyOption::requires`], [`Work::requires`] and
    /// [`Target::requires`] point into.
    pub trees: &'a Trees,
    /// How each leaf of the trees comes to be met, by
    /// [`LeafIndex`](crate::pack::requirement::LeafIndex).
    pub leaves: Vec<Reach<'a>>,
    /// What the person has of each qualification, by [`QualificationIndex`].
    pub qualifications: Vec<Possession>,
    /// Every route and renewal that may be taken; those of held qualifications are ignored.
    pub study: Vec<StudyOption>,
    /// Every occupation that may be entered, by [`OccupationIndex`].
    pub occupations: Vec<Work>,
    /// The occupation the person works in today, left at any week.
    pub current: Option<OccupationIndex>,
    /// How long an occupation entered in the plan is kept before it is left for another.
    pub minimum_stay: Weeks,
}

/// How a leaf comes to be met. A leaf once met stays met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach<'a> {
    /// It is met today.
    Met,
    /// It is not met, and nothing in a plan meets it.
    Never,
    /// It is not known whether it is met, and nothing in a plan meets it; to plans it is not met.
    Open,
    /// Holding one of these qualifications meets it; implied ones and classes are followed.
    Holding(&'a [QualificationIndex]),
    /// Having entered one of these occupations meets it, from that week on. Today's occupation
    /// among them meets it at once.
    Entering(&'a [OccupationIndex]),
    /// So many more whole weeks of work in these occupations, together, meet it.
    ///
    /// `weeks` is what is left after the time brought along is taken away, rounded up: worked
    /// weeks are whole, so this is exact. None left: met today.
    Working {
        /// The weeks still to be worked.
        weeks: Weeks,
        /// The occupations that give the kind of experience or a part of it.
        occupations: &'a [OccupationIndex],
    },
}

/// What a person has of a qualification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Possession {
    /// Held and active today.
    Held,
    /// In progress: held from this week on, whatever else is done.
    Arrives(Weeks),
    /// Not held, or lapsed.
    Lacking,
}

/// One route, or one renewal of a lapsed qualification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StudyOption {
    /// What is held from the week the study ends.
    pub qualification: QualificationIndex,
    /// What must be met in the week the study starts; `None`: nothing.
    pub requires: Option<NodeIndex>,
    /// The place of the step's id among all step ids, study and work alike, in byte order.
    pub rank: u32,
    /// How long the study lasts; 0 where that is not known.
    pub duration: Weeks,
    /// What the study costs, as far as that is known.
    pub cost: Usd,
    /// Whether `cost` is the whole cost.
    pub cost_is_known: bool,
    /// Whether `duration` is known.
    pub time_is_known: bool,
    /// Whether this renews a lapsed qualification.
    pub is_renewal: bool,
}

/// An occupation as something to enter on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// What must be met in the week it is entered; `None`: nothing.
    pub requires: Option<NodeIndex>,
    /// The place of the step's id among all step ids, study and work alike, in byte order.
    pub rank: u32,
}

/// What a plan is to reach: everything named here together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target<'a> {
    /// Requirements to meet, such as the `requires` of an occupation.
    pub requires: Vec<NodeIndex>,
    /// Qualifications to hold, such as those added with `--with`.
    pub holds: Vec<Wanted<'a>>,
}

/// A qualification to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The qualification.
    pub qualification: QualificationIndex,
    /// The qualifications of which holding one counts as holding it, itself included.
    pub counts: &'a [QualificationIndex],
}

/// Hard limits of a plan; `None`: no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The most the plan may cost.
    pub budget: Option<Usd>,
    /// The last week in which the target may be met for the first time.
    pub by: Option<Weeks>,
}
