//! What we say: inert data, no logic. Everything a renderer needs is in it.
//!
//! Ids and texts of the pack are borrowed from it; what is put together for a person is owned.
//! Lists are in the order each field documents, which is the order of every output.

use std::borrow::Cow;

use crate::pack::Confidence;
use crate::units::{Date, Decimal, PartialDate, WorkTime};

/// The answer to one profile.
#[derive(Clone, Debug)]
pub struct Advice<'p> {
    /// Which pack answered.
    pub pack: PackName<'p>,
    /// The day that counted as today.
    pub as_of: Date,
    /// The profile as it was understood.
    pub profile: StatedProfile<'p>,
    /// The best-scored occupation that can be reached, or why there is none.
    pub recommendation: Result<Recommended<'p>, Vec<Reason<'p>>>,
    /// What was asked about, in the order asked.
    pub targets: Vec<TargetAdvice<'p>>,
    /// Every occupation that could be recommended: by score, then pay, then id.
    pub occupations: Vec<OccupationAdvice<'p>>,
    /// Credentials and degrees that are missing somewhere: those of the recommended occupation and
    /// the targets first (required before preferred), then by how many occupations want them, then
    /// by id.
    pub missing: Vec<MissingQualification<'p>>,
    /// What each qualification that is not held would open: most weeks saved for each week it takes
    /// first (those without a plan of their own last), then most occupations ready, then the
    /// cheapest, then id.
    pub opens: Vec<Opens<'p>>,
    /// What is held and must be kept up: soonest to expire first, then id.
    pub keep_active: Vec<KeepActive<'p>>,
    /// Advice that is not a requirement, by id.
    pub guidance: Vec<GuidanceGiven<'p>>,
    /// Dated facts about the field, by topic, then id.
    pub facts: Vec<FactCited<'p>>,
    /// The unknown facts that could change the answer, most decisive first.
    pub questions: Vec<Question<'p>>,
    /// What every reader should bear in mind.
    pub caveats: Vec<Cow<'p, str>>,
    /// Every source the answer rests on, by id.
    pub sources: Vec<SourceCited<'p>>,
    /// What is thin in the profile or due for rechecking in the pack.
    pub warnings: Vec<Warning>,
    /// What a supposed change does, where one was supposed.
    pub what_if: Option<WhatIf<'p>>,
}

/// Which pack answered.
#[derive(Clone, Debug)]
pub struct PackName<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its title.
    pub title: &'p str,
    /// Its version.
    pub version: &'p str,
    /// The SHA-256 of its canonical text.
    pub sha256: &'p str,
}

/// The profile as it was understood: ids resolved, dates read, lists sorted.
///
/// `None` is unknown; an empty list, or [`StatedOccupation::None`], is a stated "none".
#[derive(Clone, Debug)]
pub struct StatedProfile<'p> {
    /// Ids of backgrounds.
    pub background: Option<Vec<&'p str>>,
    /// The names of these backgrounds, in the same order.
    pub background_names: Vec<&'p str>,
    /// Today's occupation.
    pub occupation: Option<StatedOccupation<'p>>,
    /// Degrees.
    pub degrees: Option<Vec<StatedDegree<'p>>>,
    /// Credentials.
    pub credentials: Option<Vec<StatedCredential<'p>>>,
    /// Time worked.
    pub experience: Option<Vec<StatedExperience<'p>>>,
    /// Answers by statement id.
    pub statements: Vec<(&'p str, bool)>,
    /// Hours of study a week, if stated.
    pub hours_per_week: Option<u32>,
    /// What a plan may cost, in USD, if stated.
    pub budget_usd: Option<u32>,
    /// When the target must be reached, if stated.
    pub by: Option<PartialDate>,
    /// Ids of targets.
    pub target: Vec<&'p str>,
}

/// Today's occupation as stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedOccupation<'p> {
    /// None.
    None,
    /// One of the pack.
    Held {
        /// Its id.
        id: &'p str,
        /// Its title.
        title: &'p str,
    },
}

/// A degree as stated: a known one, or a level and perhaps a field.
#[derive(Clone, Debug)]
pub struct StatedDegree<'p> {
    /// The id of a known degree.
    pub id: Option<&'p str>,
    /// The level, where no id is given.
    pub level: Option<&'static str>,
    /// The field, where no id is given and it was stated.
    pub field: Option<&'p str>,
    /// The name for readers.
    pub name: Cow<'p, str>,
    /// When it is expected.
    pub expected: Option<PartialDate>,
}

/// A credential as stated.
#[derive(Clone, Debug)]
pub struct StatedCredential<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its short name.
    pub name: &'p str,
    /// When it was issued.
    pub issued: Option<PartialDate>,
    /// When it expires.
    pub expires: Option<PartialDate>,
    /// When it is expected.
    pub expected: Option<PartialDate>,
}

/// Time worked as stated.
#[derive(Clone, Debug)]
pub struct StatedExperience<'p> {
    /// The id of a kind.
    pub kind: Option<&'p str>,
    /// The id of an occupation, where no kind is given.
    pub occupation: Option<&'p str>,
    /// The name for readers.
    pub name: &'p str,
    /// Calendar months.
    pub months: Option<u32>,
    /// When it began.
    pub from: Option<PartialDate>,
    /// When it ended.
    pub until: Option<PartialDate>,
    /// Hours a week.
    pub hours_per_week: Option<u32>,
    /// The kind it ran alongside.
    pub during: Option<&'p str>,
}

/// How far an occupation or qualification is for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Everything required is met.
    Ready,
    /// A plan exists.
    Reachable,
    /// An unanswered question decides.
    Unknown,
    /// No plan exists.
    Blocked,
}

impl Standing {
    /// Returns the standing as output spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Reachable => "reachable",
            Self::Unknown => "unknown",
            Self::Blocked => "blocked",
        }
    }
}

/// The tier people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Ready now.
    Ready,
    /// A plan within the pack's `next_within_months`.
    Next,
    /// A longer plan.
    Later,
    /// No plan.
    Blocked,
}

impl Tier {
    /// Returns the tier as output spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Next => "next",
            Self::Later => "later",
            Self::Blocked => "blocked",
        }
    }
}

/// A profile fact that a verdict rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence<'p> {
    /// The JSON Pointer into the normalised profile of this advice, such as `/credentials/0`.
    pub pointer: String,
    /// What stands there, for readers.
    pub value: Cow<'p, str>,
}

/// Why something is said: the rule, what it read, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason<'p> {
    /// The id of the rule or record.
    pub rule: &'p str,
    /// The reason in words.
    pub say: Cow<'p, str>,
    /// The profile facts it rests on, in the order of the profile.
    pub evidence: Vec<Evidence<'p>>,
    /// Ids of its sources, sorted.
    pub sources: Vec<&'p str>,
    /// The least confidence among its sources.
    pub confidence: Confidence,
}

/// One reason or more: advice without a reason cannot be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because<'p> {
    first: Reason<'p>, // INVARIANT: there always is one.
    rest: Vec<Reason<'p>>,
}

impl KeepActive<'_> {
    /// Whether an occupation, ready or planned, would be lost without it.
    pub fn carries(&self, occupation: &str) -> bool {
        self.lost_ready.contains(&occupation) || self.lost_plans.contains(&occupation)
    }
}

impl<'p> Because<'p> {
    /// Returns the reasons, `first` first.
    pub fn new(first: Reason<'p>, rest: Vec<Reason<'p>>) -> Self {
        Self { first, rest }
    }

    /// Returns every reason, the most important first.
    pub fn iter(&self) -> impl Iterator<Item = &Reason<'p>> {
        std::iter::once(&self.first).chain(&self.rest)
    }
}

/// What stands between a person and a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapState {
    /// Not there.
    NotMet,
    /// Not known.
    Unknown,
    /// There once, and to be renewed.
    Lapsed,
    /// On its way.
    InProgress,
}

impl GapState {
    /// Returns the state as output spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotMet => "not-met",
            Self::Unknown => "unknown",
            Self::Lapsed => "lapsed",
            Self::InProgress => "in-progress",
        }
    }
}

/// One requirement that is not met.
#[derive(Clone, Debug)]
pub struct Gap<'p> {
    /// The requirement, in the forms of the pack.
    pub requirement: Requirement<'p>,
    /// The requirement in words: a phrase that follows "you need".
    pub say: Cow<'p, str>,
    /// What stands in the way.
    pub state: GapState,
    /// Qualifications that would close it and can still be had, the nearest first: by the weeks, then
    /// the dollars, that no plan to hold them goes below, then by id.
    pub satisfied_by: Vec<Named<'p>>,
    /// Full-time months that are missing, rounded up; for experience only.
    pub short_by_months: Option<u32>,
    /// What is missing in worth; for `at_least` only.
    pub short_by_worth: Option<u32>,
    /// For `any` and `at_least`: what is missing in each branch that is not met.
    pub branches: Vec<Vec<Gap<'p>>>,
    /// Points that closing it adds; for preferences only.
    pub points: Option<i32>,
    /// Why it is wanted; for preferences only.
    pub because: Option<&'p str>,
    /// Ids of the sources of the record that asks for it, sorted.
    pub sources: Vec<&'p str>,
}

/// A record by id and name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its short name.
    pub name: &'p str,
}

/// A requirement in the forms of the pack, ids borrowed from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requirement<'p> {
    /// A qualification or class.
    Holds(&'p str),
    /// A degree.
    Degree {
        /// The lowest level that will do.
        level: &'static str,
        /// Ids of fields; empty: any.
        fields: Vec<&'p str>,
    },
    /// Time worked.
    Experience {
        /// The id of the kind.
        kind: &'p str,
        /// How much: whole full-time months, or else hours.
        need: WorkTime,
        /// How many months back it may lie.
        within_months: Option<u32>,
    },
    /// A background.
    Background(&'p str),
    /// An occupation held.
    Occupation(&'p str),
    /// A statement.
    Attests(&'p str),
    /// Every one.
    All(Vec<Requirement<'p>>),
    /// One of them.
    Any(Vec<Requirement<'p>>),
    /// So much worth of them.
    AtLeast {
        /// The worth asked for.
        need: u32,
        /// The branches with what each is worth.
        of: Vec<(u32, Requirement<'p>)>,
    },
}

/// What is missing for an occupation or a qualification.
#[derive(Clone, Debug, Default)]
pub struct Missing<'p> {
    /// What is required, in the order of the requirement.
    pub required: Vec<Gap<'p>>,
    /// What is preferred: most points first, then in the order of the pack.
    pub preferred: Vec<Gap<'p>>,
}

/// One term of a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreTerm<'p> {
    /// The id of the rule, the occupation (for a preference), or `plan-months` / `plan-cost`.
    pub rule: &'p str,
    /// What it adds.
    pub points: i32,
    /// Why.
    pub say: Cow<'p, str>,
}

/// A score and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score<'p> {
    /// The sum of the terms.
    pub total: i64,
    /// The terms: recommendations by id, then preferences, then the plan's.
    pub terms: Vec<ScoreTerm<'p>>,
}

/// What an occupation is like.
#[derive(Clone, Copy, Debug)]
pub struct Description<'p> {
    /// What people do in it.
    pub summary: &'p str,
    /// Where they do it.
    pub workplace: Option<&'p str>,
    /// How one comes by it; `None`: one looks for openings and applies.
    pub apply: Option<&'p str>,
}

/// One occupation for one person.
#[derive(Clone, Debug)]
pub struct OccupationAdvice<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its title.
    pub title: &'p str,
    /// What it is like.
    pub description: Description<'p>,
    /// The family it belongs to.
    pub family: &'p str,
    /// How far up it stands.
    pub level: &'static str,
    /// Its occupational code.
    pub soc: &'p str,
    /// The tier people read.
    pub tier: Tier,
    /// How far it is.
    pub standing: Standing,
    /// Its score.
    pub score: Score<'p>,
    /// What is missing.
    pub missing: Missing<'p>,
    /// The plan to it; `None` where there is none.
    pub plan: Option<Plan<'p>>,
    /// Where no plan exists: the smallest set of gaps that no route closes.
    pub blocked_by: Vec<Gap<'p>>,
    /// Where limits rule every plan out: which, and by how much.
    pub limit: Option<LimitBroken>,
    /// Why it stands where it stands, then why it suits.
    pub because: Because<'p>,
    /// Today's pay for the whole occupational code.
    pub pay: Option<PayCited<'p>>,
    /// The expected growth of the whole occupational code.
    pub growth: Option<GrowthCited<'p>>,
    /// Where it leads: by move, then id.
    pub leads_to: Vec<LeadsTo<'p>>,
}

/// The best-scored occupation, and the way through it.
#[derive(Clone, Debug)]
pub struct Recommended<'p> {
    /// The id of the occupation.
    pub occupation: &'p str,
    /// Its title.
    pub title: &'p str,
    /// Its tier.
    pub tier: Tier,
    /// Why this one.
    pub because: Because<'p>,
    /// Occupations from today's on, through the plan's and the target, to where it leads.
    pub path: Vec<PathStage<'p>>,
    /// The plan to it.
    pub plan: Option<Plan<'p>>,
}

/// One occupation on a path.
#[derive(Clone, Debug)]
pub struct PathStage<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its title.
    pub title: &'p str,
    /// Where on the path it stands.
    pub role: StageRole,
    /// Whether the limits rule every plan to it out; today's occupation and the path's own are within
    /// them.
    pub is_beyond_limits: bool,
    /// Today's pay for the whole occupational code.
    pub pay: Option<PayCited<'p>>,
}

/// Where on a path an occupation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageRole {
    /// Held today.
    Today,
    /// Entered on the way.
    OnTheWay,
    /// The target.
    Target,
    /// Where the target leads.
    Afterwards,
}

impl StageRole {
    /// Returns the role as output spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::OnTheWay => "on-the-way",
            Self::Target => "target",
            Self::Afterwards => "afterwards",
        }
    }
}

/// What was asked about.
#[derive(Clone, Debug)]
pub struct TargetAdvice<'p> {
    /// `occupation` or `qualification`.
    pub kind: &'static str,
    /// Its id.
    pub id: &'p str,
    /// Its name for readers.
    pub name: &'p str,
    /// What it is like; `None` for a qualification.
    pub description: Option<Description<'p>>,
    /// How far it is.
    pub standing: Standing,
    /// The tier people read.
    pub tier: Tier,
    /// What is missing; for a qualification, for its nearest route.
    pub missing: Missing<'p>,
    /// The plan to it, with what `--with` adds.
    pub plan: Option<Plan<'p>>,
    /// The plans that no other beats on both time and cost: soonest first, at most five.
    pub alternatives: Vec<Plan<'p>>,
    /// Where no plan exists: the smallest set of gaps that no route closes.
    pub blocked_by: Vec<Gap<'p>>,
    /// Where limits rule every plan out: which, and by how much.
    pub limit: Option<LimitBroken>,
    /// Why it stands where it stands.
    pub because: Because<'p>,
    /// The path through it, where it is an occupation.
    pub path: Vec<PathStage<'p>>,
}

/// A limit that rules every plan out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitBroken {
    /// `budget_usd` or `by`, or both.
    pub limits: Vec<&'static str>,
    /// Dollars over the budget, at the least.
    pub over_usd: Option<u32>,
    /// Weeks past the date, at the least.
    pub over_weeks: Option<u32>,
    /// The same in words.
    pub say: String,
}

/// Dated steps to a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan<'p> {
    /// The first week in which the target is reached; 0 is today.
    pub finish_week: u32,
    /// The day that week begins.
    pub finish_on: Date,
    /// The sum of what its steps cost, as far as that is known.
    pub cost_usd: u32,
    /// Whether some step's cost is not known, so that the sum is the least it costs.
    pub cost_is_lower_bound: bool,
    /// Whether some step's time is not known, so that the finish is the earliest it can be.
    pub time_is_lower_bound: bool,
    /// `soonest` or `cheapest`.
    pub optimal_for: &'static str,
    /// Whether it is proved that no plan is better.
    pub optimal: bool,
    /// What is proved where that is not.
    pub bound: Option<PlanBound>,
    /// The steps: by start, then end, then id.
    pub steps: Vec<Step<'p>>,
    /// What is not known and was counted as not met.
    pub assumes: Vec<Cow<'p, str>>,
    /// Ends and changes that steps cross.
    pub warnings: Vec<Warning>,
}

/// What is proved of a plan whose optimality is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanBound {
    /// For the soonest plan: none finishes before this week; for the cheapest: none that is as cheap.
    pub finish_week: u32,
    /// For the cheapest plan: none costs less than this, in USD; for the soonest: none that is as soon.
    pub cost_usd: u32,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    /// Earn a qualification by a route.
    Earn,
    /// Renew a lapsed credential.
    Renew,
    /// Work in an occupation entered in the plan.
    Work,
    /// Wait for what is on its way.
    Wait,
    /// Stay in today's occupation.
    Stay,
}

impl StepKind {
    /// Returns the kind as output spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Earn => "earn",
            Self::Renew => "renew",
            Self::Work => "work",
            Self::Wait => "wait",
            Self::Stay => "stay",
        }
    }
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'p> {
    /// What it does.
    pub kind: StepKind,
    /// The id of the qualification or occupation; of a degree that is described its level, with the
    /// field after a slash where it is known.
    pub id: Cow<'p, str>,
    /// Its short name for readers.
    pub name: Cow<'p, str>,
    /// The route taken.
    pub route: Option<&'p str>,
    /// The issuer's page, where something is earned or renewed.
    pub url: Option<&'p str>,
    /// The week it begins.
    pub start_week: u32,
    /// The week it ends: what it earns is held from then on.
    pub end_week: u32,
    /// The day the first week begins.
    pub start_on: Date,
    /// The day the last week begins.
    pub end_on: Date,
    /// What it costs, as far as that is known; `None`: nothing of it is.
    pub cost_usd: Option<u32>,
    /// Whether all that it costs is known; if not, the sum is the least it costs.
    pub cost_is_known: bool,
    /// Hours of study, where the route counts them.
    pub study_hours: Option<u32>,
    /// Whether it is known how long it takes; if not, no time is counted.
    pub time_is_known: bool,
    /// What the rules say of renewing it, where it is renewed.
    pub note: Option<&'p str>,
    /// Why it is there.
    pub because: Because<'p>,
    /// What it opens: later steps and the target that rest on it, in words.
    pub opens: Vec<Cow<'p, str>>,
}

/// A qualification that is missing somewhere.
#[derive(Clone, Debug)]
pub struct MissingQualification<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its full name.
    pub name: &'p str,
    /// Its short name.
    pub abbreviation: Option<&'p str>,
    /// `certification`, `licence`, `certificate`, `course` or `degree`.
    pub kind: &'static str,
    /// The issuer's page.
    pub url: Option<&'p str>,
    /// The occupations that want it: required before preferred, then id.
    pub wanted_for: Vec<WantedFor<'p>>,
    /// Whether some plan leads to it, whatever its cost and time.
    pub is_reachable: bool,
    /// What to do.
    pub action: Action,
    /// Whether the person may begin today; `None`: an unanswered question decides, or it is on its
    /// way.
    pub eligible_now: Option<bool>,
    /// The day by which it has arrived, if it is on its way.
    pub expected_by: Option<Date>,
    /// The route it speaks of: one open today if there is one, else the one with the fewest gaps.
    pub route: Option<&'p str>,
    /// What that route still asks for.
    pub route_gaps: Vec<Gap<'p>>,
    /// What it costs.
    pub cost: CostSplit,
    /// Weeks of study by that route; `None`: not known, or it is on its way.
    pub weeks: Option<u32>,
    /// Ids of occupations that become ready with it, sorted.
    pub opens: Vec<&'p str>,
    /// Ids of its sources and its route's, sorted.
    pub sources: Vec<&'p str>,
}

impl<'p> MissingQualification<'p> {
    /// Returns its abbreviation or, where it has none, its name.
    pub fn short_name(&self) -> &'p str {
        self.abbreviation.unwrap_or(self.name)
    }
}

/// Which occupation wants a qualification, and how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WantedFor<'p> {
    /// How much.
    pub need: Need,
    /// The id of the occupation.
    pub occupation: &'p str,
    /// Whether others would do in its place.
    pub is_one_of_several: bool,
}

/// How much a qualification is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Without it, or another that does as well, no entry.
    Required,
    /// It helps.
    Preferred,
}

impl Need {
    /// Returns the need as output spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Preferred => "preferred",
        }
    }
}

/// What to do about a missing qualification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Earn it.
    Earn,
    /// Renew it.
    Renew,
    /// Wait for it.
    Wait,
}

impl Action {
    /// Returns the action as output spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Earn => "earn",
            Self::Renew => "renew",
            Self::Wait => "wait",
        }
    }
}

/// What a qualification costs, in whole USD; `None`: not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CostSplit {
    /// Courses, books, training.
    pub prepare: Option<u32>,
    /// Examination, application, tuition.
    pub earn: Option<u32>,
    /// The same for members of the issuer.
    pub earn_member: Option<u32>,
    /// Keeping it, a year, rounded up.
    pub keep_per_year: Option<u32>,
}

/// What earning a qualification would open.
#[derive(Clone, Debug)]
pub struct Opens<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its short name.
    pub name: &'p str,
    /// Ids of occupations that become ready once it is held, sorted; not those that are ready sooner
    /// without it.
    pub ready: Vec<&'p str>,
    /// Occupations that are nearer once it is held: id and weeks saved, most first; not those to
    /// which it is a detour.
    pub nearer: Vec<(&'p str, u32)>,
    /// Whether each of these is known to pay less than today's occupation.
    pub pays_less_than_today: bool,
    /// Weeks saved over all occupations.
    pub weeks_saved: u32,
    /// Weeks the qualification itself takes by its soonest plan.
    pub weeks: Option<u32>,
    /// Whether some of that time is not known, so that it takes at least so long.
    pub time_is_lower_bound: bool,
    /// What it costs by that plan.
    pub cost_usd: Option<u32>,
    /// Whether some of the cost is not known, so that it says "at least".
    pub cost_is_lower_bound: bool,
}

/// A qualification that is held and must be kept up.
#[derive(Clone, Debug)]
pub struct KeepActive<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its short name.
    pub name: &'p str,
    /// The issuer's page.
    pub url: Option<&'p str>,
    /// When it expires, if stated.
    pub expires: Option<PartialDate>,
    /// Days left, the last day counted; `None`: no expiry stated.
    pub days_left: Option<i64>,
    /// The duty in words.
    pub duty: Option<Cow<'p, str>>,
    /// What keeping it costs a year, in USD, rounded up.
    pub keep_per_year_usd: Option<u32>,
    /// Whether the fee falls due once a year, so that the duty says what a year costs.
    pub fee_is_yearly: bool,
    /// Ids of occupations that are ready now and would not be without it, sorted.
    pub lost_ready: Vec<&'p str>,
    /// Ids of occupations whose plan rests on it, sorted.
    pub lost_plans: Vec<&'p str>,
    /// Ids of its sources, sorted.
    pub sources: Vec<&'p str>,
}

/// Guidance that applies.
#[derive(Clone, Debug)]
pub struct GuidanceGiven<'p> {
    /// The advice.
    pub say: &'p str,
    /// How narrowly its condition fits this person: the more, the fewer people it is said to; 0: it
    /// is said to everybody.
    pub narrowness: u32,
    /// Why, with the rule and its evidence.
    pub because: Reason<'p>,
}

/// A dated fact about the field.
#[derive(Clone, Debug)]
pub struct FactCited<'p> {
    /// Its id.
    pub id: &'p str,
    /// What it is about.
    pub topic: &'p str,
    /// The fact in words.
    pub say: &'p str,
    /// Its figure.
    pub value: Option<Decimal>,
    /// The figure's unit.
    pub unit: Option<&'p str>,
    /// The period it holds for.
    pub period: Option<&'p str>,
    /// What to bear in mind.
    pub caveat: Option<&'p str>,
    /// The id of its source.
    pub source: &'p str,
    /// How far the source can be trusted.
    pub confidence: Confidence,
}

/// Which unknown fact a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionKind {
    /// Where the person comes from.
    Background,
    /// Today's occupation.
    Occupation,
    /// Degrees.
    Degrees,
    /// Credentials and licences.
    Credentials,
    /// Time worked.
    Experience,
    /// The field of a degree whose level is stated.
    DegreeField,
    /// A statement.
    Statement,
}

impl QuestionKind {
    /// Returns the kind as output spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Background => "background",
            Self::Occupation => "occupation",
            Self::Degrees => "degrees",
            Self::Credentials => "credentials",
            Self::Experience => "experience",
            Self::DegreeField => "degree-field",
            Self::Statement => "statement",
        }
    }
}

/// An unknown fact that could change the answer.
#[derive(Clone, Debug)]
pub struct Question<'p> {
    /// What it is about.
    pub kind: QuestionKind,
    /// The id of the statement, where it is one.
    pub statement: Option<&'p str>,
    /// The question in words.
    pub ask: Cow<'p, str>,
    /// What a person should know to answer it.
    pub help: Option<&'p str>,
    /// The option that answers it, such as `--attest some-statement=yes`.
    pub flag: String,
    /// Ids of occupations whose standing the answer could change, sorted.
    pub could_change: Vec<&'p str>,
    /// How many preferences and recommendations it could change besides.
    pub could_change_rules: u32,
    /// How many routes to what is missing it could open.
    pub could_open_routes: u32,
    /// Ids of its sources, sorted.
    pub sources: Vec<&'p str>,
}

/// A pay figure with its year and scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayCited<'p> {
    /// Half earn less, in USD a year.
    pub median_usd: u32,
    /// A tenth earns less.
    pub p10_usd: Option<u32>,
    /// A tenth earns more.
    pub p90_usd: Option<u32>,
    /// The average.
    pub mean_usd: Option<u32>,
    /// The year or month.
    pub period: &'p str,
    /// Whom it covers.
    pub scope: &'p str,
    /// What it stands in for, where the work itself is not counted.
    pub note: Option<&'p str>,
    /// The id of its source.
    pub source: &'p str,
}

/// A growth figure with its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrowthCited<'p> {
    /// Percent over the whole period.
    pub percent: Decimal,
    /// The period.
    pub period: &'p str,
    /// A remark.
    pub note: Option<&'p str>,
    /// The id of its source.
    pub source: &'p str,
}

/// Where an occupation leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadsTo<'p> {
    /// The id of the occupation.
    pub id: &'p str,
    /// Its title.
    pub title: &'p str,
    /// The class of the move.
    pub kind: &'static str,
    /// Today's median pay there, in USD a year.
    pub median_usd: Option<u32>,
    /// What that stands in for, where the work itself is not counted.
    pub pay_note: Option<&'p str>,
    /// Ids of the sources, sorted.
    pub sources: Vec<&'p str>,
}

/// A source the answer rests on.
#[derive(Clone, Debug)]
pub struct SourceCited<'p> {
    /// Its id.
    pub id: &'p str,
    /// The title of the page or table.
    pub title: &'p str,
    /// Who publishes it.
    pub publisher: &'p str,
    /// Its address.
    pub url: Option<&'p str>,
    /// The date of what it says.
    pub as_of: PartialDate,
    /// When it was last read.
    pub checked: PartialDate,
    /// How far it can be trusted.
    pub confidence: Confidence,
    /// Whether it is due for rechecking.
    pub is_stale: bool,
    /// A remark.
    pub note: Option<&'p str>,
}

/// Something a reader should know that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// Its stable name.
    pub code: &'static str,
    /// What it says.
    pub say: String,
}

/// What a supposed change does, against the same profile without it.
#[derive(Clone, Debug)]
pub struct WhatIf<'p> {
    /// The supposed changes, as given.
    pub supposed: Vec<String>,
    /// What was asked about, changed or not, in the order of [`Advice::targets`].
    pub targets: Vec<Changed<'p>>,
    /// The occupations for which something changes, in the order of [`Advice::occupations`].
    pub changes: Vec<Changed<'p>>,
    /// The missing qualifications that one may set about today with the change, and could not without
    /// it as far as is known.
    pub may_begin: Vec<Named<'p>>,
    /// Those that one may set about without the change only.
    pub may_no_longer_begin: Vec<Named<'p>>,
    /// The id of the recommended occupation without the change, if any.
    pub recommendation_before: Option<&'p str>,
    /// The id of the recommended occupation with it, if any.
    pub recommendation_after: Option<&'p str>,
}

/// What changes for one occupation or target.
#[derive(Clone, Debug)]
pub struct Changed<'p> {
    /// Its id.
    pub id: &'p str,
    /// Its title.
    pub title: &'p str,
    /// Without the change.
    pub before: Position<'p>,
    /// With it.
    pub after: Position<'p>,
}

/// What a change is measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position<'p> {
    /// How far it is.
    pub standing: Standing,
    /// The tier people read.
    pub tier: Tier,
    /// The score; `None` for a qualification.
    pub score: Option<i64>,
    /// Weeks of its plan.
    pub weeks: Option<u32>,
    /// Whether some step's time is not known.
    pub time_is_lower_bound: bool,
    /// Cost of its plan, in USD.
    pub cost_usd: Option<u32>,
    /// Whether some step's cost is not known.
    pub cost_is_lower_bound: bool,
    /// The required gaps, in words.
    pub gaps: Vec<Cow<'p, str>>,
}

/// The proof of one verdict: every branch, met or not, and by what.
#[derive(Clone, Debug)]
pub struct Proof<'p> {
    /// The requirement.
    pub requirement: Requirement<'p>,
    /// The requirement in words.
    pub say: Cow<'p, str>,
    /// `met`, `not-met` or `unknown`.
    pub verdict: &'static str,
    /// What it rests on.
    pub evidence: Vec<Evidence<'p>>,
    /// What stands in the way, where it is not met.
    pub gap: Option<Gap<'p>>,
    /// The branches.
    pub branches: Vec<Proof<'p>>,
}

/// The proof for one target.
#[derive(Clone, Debug)]
pub struct Explanation<'p> {
    /// Which pack answered.
    pub pack: PackName<'p>,
    /// The day that counted as today.
    pub as_of: Date,
    /// The profile as it was understood.
    pub profile: StatedProfile<'p>,
    /// What was supposed of it, each as it was said: the profile is the one so changed.
    pub supposed: Vec<String>,
    /// The target itself.
    pub target: TargetAdvice<'p>,
    /// What is held, must be kept up and carries the target: soonest to expire first, then id.
    pub rests_on: Vec<KeepActive<'p>>,
    /// The proof of what an occupation requires; for a qualification, one for each route.
    pub proofs: Vec<ProofOf<'p>>,
    /// The preferences of an occupation: points and proof, most points first.
    pub preferences: Vec<(i32, ProofOf<'p>)>,
    /// The recommendation rules that speak for an occupation, met or not, by id.
    pub rules: Vec<(i32, ProofOf<'p>)>,
    /// The unknown facts that bear on the target, most decisive first.
    pub questions: Vec<Question<'p>>,
    /// Every source the explanation rests on, by id.
    pub sources: Vec<SourceCited<'p>>,
    /// What every reader should bear in mind.
    pub caveats: Vec<Cow<'p, str>>,
}

/// A proof and the record it belongs to.
#[derive(Clone, Debug)]
pub struct ProofOf<'p> {
    /// The id of the occupation, route or rule.
    pub id: &'p str,
    /// What it is, in words.
    pub say: Cow<'p, str>,
    /// Whether it can be used today: a route in force, a qualification not retired.
    pub is_usable: bool,
    /// The proof.
    pub proof: Proof<'p>,
    /// Ids of its sources, sorted.
    pub sources: Vec<&'p str>,
}

/// Targets side by side.
#[derive(Clone, Debug)]
pub struct Comparison<'p> {
    /// Which pack answered.
    pub pack: PackName<'p>,
    /// The day that counted as today.
    pub as_of: Date,
    /// The profile as it was understood.
    pub profile: StatedProfile<'p>,
    /// What was supposed of it, each as it was said: the profile is the one so changed.
    pub supposed: Vec<String>,
    /// The targets, in the order asked.
    pub targets: Vec<ComparedTarget<'p>>,
    /// Ids and short names of qualifications that more than one of the plans earns or renews, with
    /// the ids of those targets; by id.
    pub shared: Vec<(&'p str, &'p str, Vec<&'p str>)>,
    /// The plan that reaches every target; `None` where there is none.
    pub together: Option<Plan<'p>>,
    /// Why there is no plan that reaches every target, in words.
    pub together_blocked: Option<String>,
    /// Every source the comparison rests on, by id.
    pub sources: Vec<SourceCited<'p>>,
    /// What every reader should bear in mind.
    pub caveats: Vec<Cow<'p, str>>,
}

/// One target of a comparison.
#[derive(Clone, Debug)]
pub struct ComparedTarget<'p> {
    /// The target.
    pub target: TargetAdvice<'p>,
    /// Today's pay for the whole occupational code.
    pub pay: Option<PayCited<'p>>,
    /// The expected growth of the whole occupational code.
    pub growth: Option<GrowthCited<'p>>,
    /// What keeping up the qualifications it rests on costs a year, those that are held and those its
    /// plan adds, in USD, as far as known; `None`: of none of those that must be kept up.
    pub keep_per_year_usd: Option<u32>,
    /// Whether that of some of them is not known, so that it says "at least".
    pub keep_is_lower_bound: bool,
}
