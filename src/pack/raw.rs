//! The JSON shape of a pack (`careerpath/pack/1`): what a rule author writes.
//!
//! These types mirror the file and promise nothing; [`super::check`] turns them into a
//! [`super::Pack`] or says everything that is wrong. Their documentation is the description an
//! editor shows, by way of the JSON Schema.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The format this program reads and writes.
pub const FORMAT: &str = "careerpath/pack/1";

/// The most months of a route or between two renewals: a century.
pub const MOST_MONTHS: u32 = 1_200;

/// The most hours of study.
pub const MOST_HOURS: u32 = 100_000;

/// The most a route or a renewal costs, in USD; sums of many stay exact.
pub const MOST_USD: u32 = 10_000_000;

macro_rules! raw {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
        }
    )+};
}

// Keys that may be left out: never written when empty, so that canonical text is short. `x-form`
// names the form a key belongs to, and `x-needed` the keys of which that form has exactly one;
// elsewhere `x-date` marks a date. The JSON Schema is made from these marks and does not show them.
macro_rules! requirement_keys {
    ($($(#[$meta:meta])* $name:ident { $($(#[$extra_meta:meta])* $extra:ident: $extra_type:ty,)* })+) => {$(
        raw! {
            $(#[$meta])*
            $name {
                /// Met by an active qualification with this id or of this class, or by one that implies it.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(extend("x-form" = "holds"))]
                holds: Option<String>,
                /// Met by a finished degree at this level or above.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(extend("x-form" = "degree"))]
                degree: Option<Level>,
                /// With `degree`: one of these fields or their parts; left out: any field.
                #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
                #[schemars(extend("x-form" = "degree"))]
                fields: Option<Vec<String>>,
                /// Met by time worked in this kind of experience or its parts.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(extend("x-form" = "experience"))]
                experience: Option<String>,
                /// With `experience`: how many full-time months.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(extend("x-form" = "experience", "x-needed" = true))]
                months: Option<u32>,
                /// With `experience`: how many hours instead of months (2,080 are 12 months).
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(extend("x-form" = "experience", "x-needed" = true))]
                hours: Option<u32>,
                /// With `experience`: how many months back from today it may lie.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(extend("x-form" = "experience"))]
                within_months: Option<u32>,
                /// Met when the person has this background.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(extend("x-form" = "background"))]
                background: Option<String>,
                /// Met by holding this occupation, now or before.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(extend("x-form" = "occupation"))]
                occupation: Option<String>,
                /// Met when the person has said yes to this statement.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(extend("x-form" = "attests"))]
                attests: Option<String>,
                /// Met when every one of these is.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(extend("x-form" = "all"))]
                all: Option<Vec<Requirement>>,
                /// Met when one of these two or more is.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(length(min = 2))]
                #[schemars(extend("x-form" = "any"))]
                any: Option<Vec<Requirement>>,
                /// Met when the branches of `of` that are met are together worth this much.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(range(min = 1))]
                #[schemars(extend("x-form" = "at_least"))]
                at_least: Option<u32>,
                /// With `at_least`: the branches.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(extend("x-form" = "at_least", "x-needed" = true))]
                of: Option<Vec<Requirement>>,
                /// The words a person sees for it.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                say: Option<String>,
                /// Inside an `of`: what this branch is worth; left out: 1.
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[schemars(range(min = 1))]
                worth: Option<u32>,
                $($(#[$extra_meta])* $extra: $extra_type,)*
            }
        }
    )+};
}

raw! {
    /// A pack, or one file of a pack's folder.
    #[derive(Default)]
    Document {
        /// Always `careerpath/pack/1`; only one file of a folder needs it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// Where an editor finds the schema; not read.
        #[serde(default, rename = "$schema", skip_serializing_if = "Option::is_none")]
        schema: Option<String>,
        /// What the pack is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pack: Option<Header>,
        /// Where people come from.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        backgrounds: Vec<Background>,
        /// Fields of degrees.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        fields: Vec<Part>,
        /// Kinds of experience.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        experience: Vec<Part>,
        /// Certifications, licences, certificates and courses.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        credentials: Vec<Credential>,
        /// Academic degrees.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        degrees: Vec<Degree>,
        /// Jobs one can hold.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        occupations: Vec<Occupation>,
        /// Which occupations suit whom.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        recommendations: Vec<Recommendation>,
        /// Advice that is not a requirement.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        guidance: Vec<Guidance>,
        /// What no record can show.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        statements: Vec<Statement>,
        /// Dated figures and statements about the field.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        facts: Vec<Fact>,
        /// Where all of it comes from.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sources: Vec<Source>,
    }

    /// What a pack is.
    Header {
        /// The pack's id, kebab-case.
        id: String,
        /// The id of the pack this one adds to and overrides by id; left out: it stands alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        extends: Option<String>,
        /// The title for readers.
        title: String,
        /// The pack's version.
        version: String,
        /// The jurisdiction its rules hold for, such as `US`.
        jurisdiction: String,
        /// The licence of its data.
        licence: String,
        /// Defaults for plans; an overlay may leave it to the pack it extends.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        planning: Option<Planning>,
        /// Weights of the ranking; an overlay may leave it to the pack it extends.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ranking: Option<Ranking>,
    }

    /// Defaults for plans.
    Planning {
        /// Hours of study a week where the profile says none.
        #[schemars(range(min = 1, max = 168))]
        hours_per_week: u32,
        /// How many weeks an occupation entered in a plan is kept before it is left.
        minimum_stay_weeks: u32,
    }

    /// Weights of the ranking.
    Ranking {
        /// Points added per whole month of the plan; usually negative.
        per_month: i32,
        /// Points added per whole 1,000 USD of the plan; usually negative.
        per_1000_usd: i32,
        /// A plan of at most this many months makes an occupation `next`.
        next_within_months: u32,
    }

    /// Where people come from.
    Background {
        /// The id, kebab-case.
        id: String,
        /// The name for readers.
        name: String,
        /// The words it is asked in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        question: Option<String>,
    }

    /// A field of study or a kind of experience.
    Part {
        /// The id, kebab-case.
        id: String,
        /// The name for readers: a noun phrase.
        name: String,
        /// Other names people type.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        aliases: Vec<String>,
        /// The wider ones it is part of.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        part_of: Vec<String>,
    }

    /// A certification, licence, certificate or course.
    Credential {
        /// The id, kebab-case.
        id: String,
        /// The full name.
        name: String,
        /// The short name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        abbreviation: Option<String>,
        /// Other names people type.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        aliases: Vec<String>,
        /// What sort it is.
        kind: CredentialKind,
        /// The classes it belongs to.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        classes: Vec<String>,
        /// Who awards it.
        issuer: String,
        /// The issuer's page.
        #[schemars(regex(pattern = "^https?://"))]
        url: String,
        /// Whether it can still be earned; left out: active.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<Status>,
        /// Qualifications that holding this one counts as holding too.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        implies: Vec<String>,
        /// How many months it lasts before it must be renewed; left out: for good, or not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_months: Option<u32>,
        /// What keeping it takes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        renewal: Option<Renewal>,
        /// The ways to earn it.
        #[serde(default)]
        routes: Vec<Route>,
        /// Known dated changes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        changes: Vec<Change>,
        /// Remarks for readers.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        notes: Vec<String>,
        /// Ids of its sources.
        #[serde(default)]
        sources: Vec<String>,
    }

    /// Whether a qualification can still be earned.
    Status {
        /// `active` or `retired`.
        state: State,
        /// With `retired`: when nobody can earn it any more; a future date is a known end; left out:
        /// already, since when is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(extend("x-date" = true))]
        on: Option<String>,
        /// With `retired`: what takes its place.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        successor: Option<String>,
    }

    /// What keeping a qualification takes.
    Renewal {
        /// How many units per period of validity.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        units: Option<u32>,
        /// What is counted, such as `CPE`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
        /// The fee in USD, due every `every_months`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(max = MOST_USD))]
        fee_usd: Option<u32>,
        /// The fee for members of the issuer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(max = MOST_USD))]
        member_fee_usd: Option<u32>,
        /// How often the fee falls due; left out: with the validity.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(max = MOST_MONTHS))]
        every_months: Option<u32>,
        /// Whoever keeps several of one group, a kebab-case name, pays the dearest fee only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fee_group: Option<String>,
        /// Hours of study to renew a lapsed one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(max = MOST_HOURS))]
        study_hours: Option<u32>,
        /// What a lapsed one takes; left out: `renew`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after_lapse: Option<AfterLapse>,
        /// How many months after it lapsed it can still be renewed; then it must be earned again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(max = MOST_MONTHS))]
        renewable_months: Option<u32>,
        /// The duty in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        say: Option<String>,
        /// Ids of its sources.
        #[serde(default)]
        sources: Vec<String>,
    }

    /// One complete way to earn a qualification.
    Route {
        /// The id, unique within its qualification.
        id: String,
        /// What it asks for; left out: open to everybody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        requires: Option<Requirement>,
        /// Hours of study at one's own pace; not together with `months`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(max = MOST_HOURS))]
        study_hours: Option<u32>,
        /// Months of a programme; not together with `study_hours`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(max = MOST_MONTHS))]
        months: Option<u32>,
        /// What it costs; what is left out is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cost_usd: Option<Cost>,
        /// When it is in force; left out: always.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        effective: Option<Effective>,
        /// The route in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        say: Option<String>,
        /// Ids of its sources.
        #[serde(default)]
        sources: Vec<String>,
    }

    /// What a route costs, in whole USD.
    Cost {
        /// Courses, books, training.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(max = MOST_USD))]
        prepare: Option<u32>,
        /// Examination, application, tuition.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(max = MOST_USD))]
        earn: Option<u32>,
        /// The same for members of the issuer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(max = MOST_USD))]
        earn_member: Option<u32>,
    }

    /// When a rule is in force.
    Effective {
        /// The first day, month or year.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(extend("x-date" = true))]
        from: Option<String>,
        /// The last day, month or year.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(extend("x-date" = true))]
        until: Option<String>,
    }

    /// A dated change of a qualification.
    Change {
        /// When.
        #[schemars(extend("x-date" = true))]
        on: String,
        /// What changes.
        say: String,
        /// Ids of its sources.
        #[serde(default)]
        sources: Vec<String>,
    }

    /// An academic degree.
    Degree {
        /// The id, kebab-case.
        id: String,
        /// The full name.
        name: String,
        /// The short name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        abbreviation: Option<String>,
        /// Other names people type.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        aliases: Vec<String>,
        /// Its level.
        level: Level,
        /// Its fields.
        fields: Vec<String>,
        /// The classes it belongs to.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        classes: Vec<String>,
        /// Qualifications that holding this one counts as holding too.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        implies: Vec<String>,
        /// Whether it can still be earned; left out: active.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<Status>,
        /// The ways to earn it.
        #[serde(default)]
        routes: Vec<Route>,
        /// Known dated changes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        changes: Vec<Change>,
        /// Remarks for readers.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        notes: Vec<String>,
        /// Ids of its sources.
        #[serde(default)]
        sources: Vec<String>,
    }

    /// A job one can hold.
    Occupation {
        /// The id, kebab-case.
        id: String,
        /// The title for readers.
        title: String,
        /// Other names people type.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        aliases: Vec<String>,
        /// Set on origin occupations: which background their holders have.
        #[serde(default)]
        background: Option<String>,
        /// The family it belongs to.
        family: String,
        /// How far up it stands.
        level: Seniority,
        /// Its code in the Standard Occupational Classification or O*NET.
        soc: Soc,
        /// What people do in it.
        summary: String,
        /// Where they do it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        workplace: Option<String>,
        /// How one comes by it, as a thing to do; left out: one looks for openings and applies.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        apply: Option<String>,
        /// What entering it takes; left out: nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        requires: Option<Requirement>,
        /// What helps.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        prefers: Vec<Preference>,
        /// The kinds of experience it gives.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        gives: Vec<String>,
        /// Where it leads.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        leads_to: Vec<Transition>,
        /// Dated pay figures.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pay: Vec<Pay>,
        /// Dated growth figures.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        growth: Vec<Growth>,
        /// Remarks for readers.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        notes: Vec<String>,
        /// Ids of its sources.
        #[serde(default)]
        sources: Vec<String>,
    }

    /// A code of an occupational classification.
    Soc {
        /// The code, such as `15-1211.01`.
        code: String,
        /// The title of that code.
        title: String,
    }

    /// An edge between occupations.
    Transition {
        /// The id of the occupation it leads to.
        to: String,
        /// The class of the move.
        #[serde(rename = "move")]
        kind: Move,
        /// Why people make it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<String>,
        /// Ids of its sources.
        #[serde(default)]
        sources: Vec<String>,
    }

    /// A dated pay figure, in USD a year.
    Pay {
        /// Half earn less than this.
        median_usd: u32,
        /// A tenth earns less than this.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        p10_usd: Option<u32>,
        /// A tenth earns more than this.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        p90_usd: Option<u32>,
        /// The average.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mean_usd: Option<u32>,
        /// The year or month it holds for.
        period: String,
        /// Whom it covers.
        scope: String,
        /// What it stands in for, where the work itself is not counted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// The id of its source.
        #[serde(default)]
        source: String,
    }

    /// A dated growth figure.
    Growth {
        /// Percent over the whole period, with at most three decimal places.
        percent: f64,
        /// The period, such as `2025-35`.
        period: String,
        /// A remark.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// The id of its source.
        #[serde(default)]
        source: String,
    }

    /// A rule that speaks for some occupations.
    Recommendation {
        /// The id, kebab-case.
        id: String,
        /// For whom.
        when: Requirement,
        /// The ids of the occupations it speaks for.
        toward: Vec<String>,
        /// What it adds to their score.
        points: i32,
        /// Why.
        because: String,
        /// The cases it misses.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limits: Option<String>,
        /// Ids of its sources.
        #[serde(default)]
        sources: Vec<String>,
    }

    /// Advice that is not a requirement.
    Guidance {
        /// The id, kebab-case.
        id: String,
        /// For whom.
        when: Requirement,
        /// The advice.
        say: String,
        /// Why.
        because: String,
        /// Ids of its sources.
        #[serde(default)]
        sources: Vec<String>,
    }

    /// What no record can show, asked as yes or no; yes helps.
    Statement {
        /// The id, kebab-case.
        id: String,
        /// The question.
        question: String,
        /// What a person should know to answer it.
        help: String,
        /// Ids of its sources.
        #[serde(default)]
        sources: Vec<String>,
    }

    /// A dated figure or statement about the field.
    Fact {
        /// The id, kebab-case.
        id: String,
        /// What it is about.
        topic: String,
        /// The fact in words.
        say: String,
        /// Its figure, with at most three decimal places.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<f64>,
        /// The figure's unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
        /// The period it holds for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        period: Option<String>,
        /// What to bear in mind.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caveat: Option<String>,
        /// The id of its source.
        #[serde(default)]
        source: String,
    }

    /// Where a statement comes from.
    Source {
        /// The id, kebab-case.
        id: String,
        /// The title of the page or table.
        title: String,
        /// Who publishes it.
        publisher: String,
        /// Its address; left out or null for the authors' own judgement.
        #[serde(default)]
        url: Option<String>,
        /// The date of what it says.
        #[schemars(extend("x-date" = true))]
        as_of: String,
        /// When it was last read.
        #[schemars(extend("x-date" = true))]
        checked: String,
        /// After how many days it should be read again.
        stale_after_days: u32,
        /// How far it can be trusted.
        confidence: Confidence,
        /// A remark.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    }
}

requirement_keys! {
    /// A requirement: exactly one of `holds`, `degree`, `experience`, `background`, `occupation`,
    /// `attests`, `all`, `any` and `at_least`, with the keys that belong to it.
    Requirement {}

    /// What helps in an occupation: one requirement, with its points and the reason.
    Preference {
        /// What meeting it adds to the score.
        points: i32,
        /// Why.
        because: String,
        /// When it is in force; left out: always.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        effective: Option<Effective>,
        /// Ids of its sources.
        #[serde(default)]
        sources: Vec<String>,
    }
}

impl Preference {
    /// Returns the requirement in the preference.
    pub fn requirement(&self) -> Requirement {
        let Self {
            holds,
            degree,
            fields,
            experience,
            months,
            hours,
            within_months,
            background,
            occupation,
            attests,
            all,
            any,
            at_least,
            of,
            say,
            worth,
            points: _,
            because: _,
            effective: _,
            sources: _,
        } = self.clone();
        Requirement {
            holds,
            degree,
            fields,
            experience,
            months,
            hours,
            within_months,
            background,
            occupation,
            attests,
            all,
            any,
            at_least,
            of,
            say,
            worth,
        }
    }
}

macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $variant_doc:literal])+ $variant:ident,)+ })+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[doc = $variant_doc])+ $variant,)+
        }
    )+};
}

words! {
    /// What sort of credential it is.
    CredentialKind {
        /// Awarded after an examination, kept by renewal.
        Certification,
        /// Permission to practise, given by a regulator.
        Licence,
        /// Awarded for finishing a programme that is no degree.
        Certificate,
        /// One course.
        Course,
    }

    /// Whether something can still be earned.
    State {
        /// It can.
        Active,
        /// It cannot, from the day in `on`.
        Retired,
    }

    /// What a lapsed qualification takes.
    AfterLapse {
        /// Its renewal, done late.
        Renew,
        /// One of its routes, from the start.
        EarnAgain,
    }

    /// A level of degree.
    Level {
        /// About two years of full-time study.
        Associate,
        /// About four years.
        Bachelor,
        /// A graduate degree after a bachelor's.
        Master,
        /// A research or professional doctorate.
        Doctorate,
    }

    /// How far up an occupation stands.
    Seniority {
        /// Where people begin.
        Entry,
        /// After some years.
        Mid,
        /// With deep experience or charge of others.
        Senior,
        /// At the head of an organisation.
        Executive,
    }

    /// The class of a move between occupations.
    Move {
        /// Up.
        Advancement,
        /// Across.
        Lateral,
        /// Into the field.
        Entry,
    }

    /// How far a source can be trusted.
    Confidence {
        /// Read on the issuer's, government's or association's own page.
        Primary,
        /// Read in reputable press, at a university or another association.
        Secondary,
        /// Not read at the issuer; to be confirmed there.
        Unverified,
        /// The pack authors' own weighing.
        Judgement,
    }
}

impl Document {
    /// Adds the records of another file of the same pack; its format and header win if it has them.
    pub fn append(&mut self, other: Self) {
        self.format = other.format.or(self.format.take());
        self.pack = other.pack.or(self.pack.take());
        self.backgrounds.extend(other.backgrounds);
        self.fields.extend(other.fields);
        self.experience.extend(other.experience);
        self.credentials.extend(other.credentials);
        self.degrees.extend(other.degrees);
        self.occupations.extend(other.occupations);
        self.recommendations.extend(other.recommendations);
        self.guidance.extend(other.guidance);
        self.statements.extend(other.statements);
        self.facts.extend(other.facts);
        self.sources.extend(other.sources);
    }

    /// Sorts every section by id, so that the same content has one canonical text.
    pub fn sort(&mut self) {
        self.backgrounds.sort_by(|a, b| a.id.cmp(&b.id));
        self.fields.sort_by(|a, b| a.id.cmp(&b.id));
        self.experience.sort_by(|a, b| a.id.cmp(&b.id));
        self.credentials.sort_by(|a, b| a.id.cmp(&b.id));
        self.degrees.sort_by(|a, b| a.id.cmp(&b.id));
        self.occupations.sort_by(|a, b| a.id.cmp(&b.id));
        self.recommendations.sort_by(|a, b| a.id.cmp(&b.id));
        self.guidance.sort_by(|a, b| a.id.cmp(&b.id));
        self.statements.sort_by(|a, b| a.id.cmp(&b.id));
        self.facts.sort_by(|a, b| a.id.cmp(&b.id));
        self.sources.sort_by(|a, b| a.id.cmp(&b.id));
    }
}
