//! What we know: occupations, qualifications, rules and sources, checked and interned.
//!
//! A [`Pack`] is made only by [`check`], from the JSON shapes in [`raw`]. Ids become dense
//! indices there, so that judging a profile touches no strings. A pack never sees a profile.

pub mod cases;
pub mod check;
mod citations;
pub mod diff;
pub mod format;
pub mod lint;
pub mod raw;
pub mod read;
pub mod requirement;
pub mod shipped;
pub mod stale;
pub mod starter;

use crate::units::{Date, Decimal, Months, PartialDate, Usd, Weeks};
use requirement::{LeafIndex, Level, NodeIndex, Requirements};

macro_rules! indices {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            pub(crate) fn of(position: usize) -> Self {
                Self(u32::try_from(position).unwrap_or(u32::MAX))
            }

            /// Returns the position in the pack's list.
            pub fn position(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

indices! {
    /// The position of a background in [`Pack::backgrounds`].
    BackgroundIndex,
    /// The position of a field in [`Pack::fields`].
    FieldIndex,
    /// The position of a kind of experience in [`Pack::kinds`].
    KindIndex,
    /// The position of a class in [`Pack::classes`].
    ClassIndex,
    /// The position of a credential or degree in [`Pack::qualifications`].
    QualificationIndex,
    /// The position of an occupation in [`Pack::occupations`].
    OccupationIndex,
    /// The position of a statement in [`Pack::statements`].
    StatementIndex,
    /// The position of a source in [`Pack::sources`].
    SourceIndex,
}

/// A checked pack: every id resolved, every record sourced. Lists are sorted by id.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The pack's own id.
    pub id: String,
    /// Its title for readers.
    pub title: String,
    /// Its version, apart from the program's.
    pub version: String,
    /// The jurisdiction its rules hold for.
    pub jurisdiction: String,
    /// The licence of its data.
    pub licence: String,
    /// The SHA-256 of its canonical text, in lower-case hexadecimal.
    pub sha256: String,
    /// Hours of study a week where the profile says none.
    pub hours_per_week: u32,
    /// How long an occupation entered in a plan is kept before it is left.
    pub minimum_stay_weeks: u32,
    /// Points added to a score per whole month of its plan.
    pub points_per_month: i32,
    /// Points added to a score per whole 1,000 USD of its plan.
    pub points_per_1000_usd: i32,
    /// A plan of at most this many months makes an occupation `next`.
    pub next_within: Months,
    /// Where people come from.
    pub backgrounds: Vec<Background>,
    /// Fields of degrees.
    pub fields: Vec<Part>,
    /// Kinds of experience.
    pub kinds: Vec<Part>,
    /// Classes of qualifications.
    pub classes: Vec<Class>,
    /// Credentials and degrees.
    pub qualifications: Vec<Qualification>,
    /// Occupations, origin ones included.
    pub occupations: Vec<Occupation>,
    /// Which occupations suit whom.
    pub recommendations: Vec<Recommendation>,
    /// Advice that is not a requirement.
    pub guidance: Vec<Guidance>,
    /// What no record can show and is asked in plain words.
    pub statements: Vec<Statement>,
    /// Dated figures and statements about the field.
    pub facts: Vec<Fact>,
    /// Where all of it comes from.
    pub sources: Vec<Source>,
    /// Every requirement tree.
    pub requirements: Requirements,
}

impl Pack {
    /// Returns the qualification with this id, and its index.
    pub fn qualification(&self, id: &str) -> Option<(QualificationIndex, &Qualification)> {
        let all = &self.qualifications;
        let place = all.binary_search_by(|each| each.id.as_str().cmp(id)).ok()?;
        Some((QualificationIndex::of(place), all.get(place)?))
    }
}

/// Where people come from: one side of the field or another.
#[derive(Clone, Debug)]
pub struct Background {
    /// The id.
    pub id: String,
    /// The name for readers.
    pub name: String,
    /// The words it is asked in.
    pub question: Option<String>,
}

/// A field of study or a kind of experience, which may be part of wider ones.
#[derive(Clone, Debug)]
pub struct Part {
    /// The id.
    pub id: String,
    /// The name for readers: a noun phrase.
    pub name: String,
    /// Other names people type.
    pub aliases: Vec<String>,
    /// Itself and every wider one, by position, sorted.
    pub within: Vec<u32>,
}

/// A class of qualifications, such as all licences of one kind.
#[derive(Clone, Debug)]
pub struct Class {
    /// The id.
    pub id: String,
    /// The qualifications that belong to it, sorted.
    pub members: Vec<QualificationIndex>,
}

/// What sort of qualification it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QualificationKind {
    /// Awarded after an examination by an issuer, kept by renewal.
    Certification,
    /// Permission to practise, given by a regulator.
    Licence,
    /// Awarded for finishing a programme that is no degree.
    Certificate,
    /// One course.
    Course,
    /// An academic degree.
    Degree {
        /// Its level.
        level: Level,
        /// Its fields, sorted; empty where the pack leaves them open.
        fields: Vec<FieldIndex>,
    },
}

impl QualificationKind {
    /// Returns whether it is an academic degree.
    pub fn is_degree(&self) -> bool {
        matches!(self, Self::Degree { .. })
    }

    /// Returns the kind as packs spell it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Certification => "certification",
            Self::Licence => "licence",
            Self::Certificate => "certificate",
            Self::Course => "course",
            Self::Degree { .. } => "degree",
        }
    }
}

/// A credential or a degree.
#[derive(Clone, Debug)]
pub struct Qualification {
    /// The id.
    pub id: String,
    /// The full name.
    pub name: String,
    /// The short name.
    pub abbreviation: Option<String>,
    /// Other names people type.
    pub aliases: Vec<String>,
    /// What sort it is.
    pub kind: QualificationKind,
    /// The classes it belongs to, sorted.
    pub classes: Vec<ClassIndex>,
    /// Who awards it.
    pub issuer: Option<String>,
    /// The issuer's page.
    pub url: Option<String>,
    /// When it ends or ended, if that is known.
    pub retirement: Option<Retirement>,
    /// Itself and all that holding it counts as holding, sorted.
    pub counts_as: Vec<QualificationIndex>,
    /// The leaves met by holding it actively, sorted.
    pub meets: Vec<LeafIndex>,
    /// How long it lasts before it must be renewed.
    pub valid: Option<Months>,
    /// What keeping it takes.
    pub renewal: Option<Renewal>,
    /// The ways to earn it, sorted by id.
    pub routes: Vec<Route>,
    /// Known dated changes, by date.
    pub changes: Vec<Change>,
    /// Remarks for readers.
    pub notes: Vec<String>,
    /// Its sources, sorted.
    pub sources: Vec<SourceIndex>,
}

impl Qualification {
    /// Returns the short name if there is one, else the full name.
    pub fn short_name(&self) -> &str {
        self.abbreviation.as_deref().unwrap_or(&self.name)
    }

    /// Returns whether nobody can earn it any more on `date`.
    pub fn is_retired(&self, date: Date) -> bool {
        self.retirement
            .as_ref()
            .is_some_and(|end| end.on.is_none_or(|on| on.first_day() <= date))
    }
}

/// The end of a qualification.
#[derive(Clone, Debug)]
pub struct Retirement {
    /// When nobody can earn it any more; `None`: already, since when is not known.
    pub on: Option<PartialDate>,
    /// What takes its place.
    pub successor: Option<QualificationIndex>,
}

/// What keeping a qualification takes.
#[derive(Clone, Debug)]
pub struct Renewal {
    /// How many units per period of validity.
    pub units: Option<u32>,
    /// What is counted.
    pub unit: Option<String>,
    /// The fee each [`Renewal::every`].
    pub fee: Option<Usd>,
    /// The fee for members of the issuer.
    pub member_fee: Option<Usd>,
    /// How often the fee falls due; else with the validity.
    pub every: Option<Months>,
    /// Whoever keeps several of one group pays the dearest fee only.
    pub fee_group: Option<String>,
    /// Hours of study to renew a lapsed one.
    pub study_hours: Option<u32>,
    /// Whether a lapsed one must be earned again instead.
    pub is_earned_again: bool,
    /// How long after it lapsed it can be renewed; `None`: no limit is known.
    pub renewable: Option<Months>,
    /// The duty in words.
    pub say: Option<String>,
    /// Its sources, sorted.
    pub sources: Vec<SourceIndex>,
}

/// One complete way to earn a qualification.
#[derive(Clone, Debug)]
pub struct Route {
    /// The id, unique within the qualification.
    pub id: String,
    /// What it asks for.
    pub requires: NodeIndex,
    /// How long it takes.
    pub effort: Effort,
    /// What preparing costs.
    pub prepare: Option<Usd>,
    /// What earning costs: fees, tuition.
    pub earn: Option<Usd>,
    /// What earning costs for members of the issuer.
    pub earn_member: Option<Usd>,
    /// The first day it is in force.
    pub from: Option<PartialDate>,
    /// The last day it is in force.
    pub until: Option<PartialDate>,
    /// The route in words.
    pub say: Option<String>,
    /// Its sources, sorted.
    pub sources: Vec<SourceIndex>,
}

impl Route {
    /// Returns whether the route is in force on `date`.
    pub fn is_in_force(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from.first_day() <= date)
            && self.until.is_none_or(|until| date <= until.last_day())
    }
}

/// How long a route takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Hours of study at one's own pace.
    Hours(u32),
    /// Months of a programme.
    Months(Months),
    /// Not known; counted as no time, and said so.
    Unknown,
}

impl Effort {
    /// Returns how long it takes with so many hours of study a week; `None`: not known.
    pub fn weeks(self, hours_per_week: u32) -> Option<Weeks> {
        match self {
            Self::Hours(hours) => Some(Weeks::of_study(hours, hours_per_week)),
            Self::Months(months) => Some(months.in_weeks()),
            Self::Unknown => None,
        }
    }
}

impl Renewal {
    /// Returns how long renewing a lapsed one takes with so many hours of study a week; `None`: not
    /// known.
    pub fn weeks(&self, hours_per_week: u32) -> Option<Weeks> {
        let effort = self.study_hours.map_or(Effort::Unknown, Effort::Hours);
        effort.weeks(hours_per_week)
    }
}

/// A dated change of a qualification.
#[derive(Clone, Debug)]
pub struct Change {
    /// When.
    pub on: PartialDate,
    /// What changes.
    pub say: String,
    /// Its sources, sorted.
    pub sources: Vec<SourceIndex>,
}

/// How far up an occupation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seniority {
    /// Where people begin.
    Entry,
    /// After some years.
    Mid,
    /// With deep experience or charge of others.
    Senior,
    /// At the head of an organisation.
    Executive,
}

impl Seniority {
    /// Returns the level as packs spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Mid => "mid",
            Self::Senior => "senior",
            Self::Executive => "executive",
        }
    }
}

/// A job one can hold.
#[derive(Clone, Debug)]
pub struct Occupation {
    /// The id.
    pub id: String,
    /// The title for readers.
    pub title: String,
    /// Other names people type.
    pub aliases: Vec<String>,
    /// Set on origin occupations.
    pub background: Option<BackgroundIndex>,
    /// The family it belongs to.
    pub family: String,
    /// How far up it stands.
    pub level: Seniority,
    /// Its code in the Standard Occupational Classification or O*NET.
    pub soc_code: String,
    /// The title of that code.
    pub soc_title: String,
    /// What people do in it.
    pub summary: String,
    /// Where they do it.
    pub workplace: Option<String>,
    /// How one comes by it; `None`: one looks for openings and applies.
    pub apply: Option<String>,
    /// What entering it takes.
    pub requires: NodeIndex,
    /// What helps.
    pub prefers: Vec<Preference>,
    /// The kinds of experience it gives, as the pack names them, sorted.
    pub gives: Vec<KindIndex>,
    /// Those kinds and all wider ones, sorted.
    pub gives_within: Vec<KindIndex>,
    /// Where it leads.
    pub leads_to: Vec<Transition>,
    /// Pay figures, newest period first.
    pub pay: Vec<Pay>,
    /// Growth figures, newest period first.
    pub growth: Vec<Growth>,
    /// Remarks for readers.
    pub notes: Vec<String>,
    /// Its sources, sorted.
    pub sources: Vec<SourceIndex>,
}

/// What helps in an occupation without being required.
#[derive(Clone, Debug)]
pub struct Preference {
    /// What is preferred.
    pub requires: NodeIndex,
    /// What meeting it adds to the score.
    pub points: i32,
    /// Why.
    pub because: String,
    /// The first day it is in force.
    pub from: Option<PartialDate>,
    /// The last day it is in force.
    pub until: Option<PartialDate>,
    /// Its sources, sorted.
    pub sources: Vec<SourceIndex>,
}

impl Preference {
    /// Returns whether the preference is in force on `date`.
    pub fn is_in_force(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from.first_day() <= date)
            && self.until.is_none_or(|until| date <= until.last_day())
    }
}

/// The class of a move between occupations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Move {
    /// Up.
    Advancement,
    /// Across.
    Lateral,
    /// Into the field.
    Entry,
}

impl Move {
    /// Returns the move as packs spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Advancement => "advancement",
            Self::Lateral => "lateral",
            Self::Entry => "entry",
        }
    }
}

/// An edge between occupations.
#[derive(Clone, Debug)]
pub struct Transition {
    /// Where it leads.
    pub to: OccupationIndex,
    /// The class of the move.
    pub kind: Move,
    /// Why people make it.
    pub because: Option<String>,
    /// Its sources, sorted.
    pub sources: Vec<SourceIndex>,
}

/// A dated pay figure, in USD a year.
#[derive(Clone, Debug)]
pub struct Pay {
    /// Half earn less than this.
    pub median: Usd,
    /// A tenth earns less than this.
    pub p10: Option<Usd>,
    /// A tenth earns more than this.
    pub p90: Option<Usd>,
    /// The average.
    pub mean: Option<Usd>,
    /// The year or month it holds for, as the source states it.
    pub period: String,
    /// Whom it covers.
    pub scope: String,
    /// What it stands in for, where the work itself is not counted.
    pub note: Option<String>,
    /// Its source.
    pub source: SourceIndex,
}

/// A dated growth figure.
#[derive(Clone, Debug)]
pub struct Growth {
    /// Percent over the whole period.
    pub percent: Decimal,
    /// The period, such as `2025-35`.
    pub period: String,
    /// A remark.
    pub note: Option<String>,
    /// Its source.
    pub source: SourceIndex,
}

/// A rule that speaks for some occupations.
#[derive(Clone, Debug)]
pub struct Recommendation {
    /// The id.
    pub id: String,
    /// For whom.
    pub when: NodeIndex,
    /// The occupations it speaks for, sorted.
    pub toward: Vec<OccupationIndex>,
    /// What it adds to their score.
    pub points: i32,
    /// Why.
    pub because: String,
    /// The cases it misses.
    pub limits: Option<String>,
    /// Its sources, sorted.
    pub sources: Vec<SourceIndex>,
}

/// Advice that is not a requirement.
#[derive(Clone, Debug)]
pub struct Guidance {
    /// The id.
    pub id: String,
    /// For whom.
    pub when: NodeIndex,
    /// The advice.
    pub say: String,
    /// Why.
    pub because: String,
    /// Its sources, sorted.
    pub sources: Vec<SourceIndex>,
}

/// What no record can show, asked as yes or no.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The id.
    pub id: String,
    /// The question.
    pub question: String,
    /// What a person should know to answer it.
    pub help: String,
    /// Its sources, sorted.
    pub sources: Vec<SourceIndex>,
}

/// A dated figure or statement about the field.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The id.
    pub id: String,
    /// What it is about.
    pub topic: String,
    /// The fact in words.
    pub say: String,
    /// Its figure.
    pub value: Option<Decimal>,
    /// The figure's unit.
    pub unit: Option<String>,
    /// The period it holds for.
    pub period: Option<String>,
    /// What to bear in mind.
    pub caveat: Option<String>,
    /// Its source.
    pub source: SourceIndex,
}

/// How far a source can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Read on the issuer's, government's or association's own page.
    Primary,
    /// Read in reputable press, at a university or another association.
    Secondary,
    /// Not read at the issuer; to be confirmed there.
    Unverified,
    /// The pack authors' own weighing.
    Judgement,
}

impl Confidence {
    /// Returns the confidence as packs spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Unverified => "unverified",
            Self::Judgement => "judgement",
        }
    }
}

/// Where a statement comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The id.
    pub id: String,
    /// The title of the page or table.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Its address.
    pub url: Option<String>,
    /// The date of what it says.
    pub as_of: PartialDate,
    /// When it was last read.
    pub checked: PartialDate,
    /// After how many days it should be read again.
    pub stale_after_days: u32,
    /// How far it can be trusted.
    pub confidence: Confidence,
    /// A remark.
    pub note: Option<String>,
}

impl Source {
    /// Returns whether the source is due for rechecking on `date`.
    pub fn is_stale(&self, date: Date) -> bool {
        self.checked.last_day().days_until(date) > i64::from(self.stale_after_days)
    }
}
