//! What a person brings, checked against a pack: ids resolved, dates read, lists sorted.
//!
//! A [`Profile`] is made only by [`check::check`]. `None` is an absent section: unknown. An empty
//! list is a stated "none". No name, contact, age, sex or other demographic field exists.

pub mod check;
mod described;
pub mod raw;
pub mod resolve;

use std::borrow::Cow;

use crate::pack::requirement::Level;
use crate::pack::{
    BackgroundIndex, FieldIndex, KindIndex, OccupationIndex, Pack, QualificationIndex,
    StatementIndex,
};
use crate::units::{Months, PartialDate, Usd};

/// What a person brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Where the person comes from, sorted.
    pub backgrounds: Option<Vec<BackgroundIndex>>,
    /// Today's occupation; `Some(None)` is none.
    pub occupation: Option<Option<OccupationIndex>>,
    /// Degrees, finished or under way, sorted.
    pub degrees: Option<Vec<HeldDegree>>,
    /// Credentials, active, lapsed or under way, sorted by qualification.
    pub credentials: Option<Vec<HeldCredential>>,
    /// Time worked, sorted.
    pub experience: Option<Vec<Experience>>,
    /// Statements answered, sorted; what is not here is unknown.
    pub statements: Vec<(StatementIndex, bool)>,
    /// Limits of a plan.
    pub constraints: Constraints,
    /// What the person asks about, in the order asked, each once.
    pub targets: Vec<Target>,
}

/// A degree as a person states it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeldDegree {
    /// Which degree.
    pub degree: DegreeName,
    /// When it is expected, if it is under way.
    pub expected: Option<PartialDate>,
}

/// Which degree a person means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DegreeName {
    /// A degree of the pack.
    Known(QualificationIndex),
    /// A degree described by level, and by field unless that was left out.
    Described {
        /// Its level.
        level: Level,
        /// Its field; `None`: not said, so unknown.
        field: Option<FieldIndex>,
    },
}

impl DegreeName {
    /// Whether it is described.
    pub fn is_described(&self) -> bool {
        matches!(self, Self::Described { .. })
    }

    /// Returns how it is said: its id, or its level with the field after a slash where it is known.
    pub fn said<'p>(&self, pack: &'p Pack) -> Cow<'p, str> {
        match self {
            Self::Known(index) => {
                let known = pack.qualifications.get(index.position());
                known.map_or(Cow::Borrowed(""), |known| Cow::Borrowed(&known.id))
            }
            Self::Described { level, field } => {
                let field = field.and_then(|field| pack.fields.get(field.position()));
                match field {
                    None => Cow::Borrowed(level.as_str()),
                    Some(field) => format!("{}/{}", level.as_str(), field.id).into(),
                }
            }
        }
    }
}

/// A credential as a person states it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeldCredential {
    /// Which credential.
    pub credential: QualificationIndex,
    /// When it was issued.
    pub issued: Option<PartialDate>,
    /// When it expires; it lasts to the end of the stated unit.
    pub expires: Option<PartialDate>,
    /// When it is expected, if it is under way.
    pub expected: Option<PartialDate>,
}

/// Time worked, as a person states it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Experience {
    /// In what.
    pub subject: Subject,
    /// When, or for how long.
    pub time: Time,
    /// Hours a week, where it was not full time.
    pub hours_per_week: Option<u32>,
    /// The kind of experience that bare months ran alongside.
    pub during: Option<KindIndex>,
}

/// What time was worked in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A kind of experience.
    Kind(KindIndex),
    /// An occupation, which counts for every kind it gives.
    Occupation(OccupationIndex),
}

/// When time was worked, or for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Time {
    /// So many calendar months, the latest ones.
    Bare(Months),
    /// From the first day of one date to the last day of another, or until today.
    Dated {
        /// The beginning.
        from: PartialDate,
        /// The end; `None`: it goes on.
        until: Option<PartialDate>,
    },
}

/// Limits of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Constraints {
    /// Hours of study a week; `None`: the pack's default.
    pub hours_per_week: Option<u32>,
    /// What the plan may cost.
    pub budget: Option<Usd>,
    /// When the target must be reached, to the end of the stated unit.
    pub by: Option<PartialDate>,
}

/// What a person asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// An occupation.
    Occupation(OccupationIndex),
    /// A credential or degree.
    Qualification(QualificationIndex),
}
