//! One hand-made answer of each kind, with every field filled, for the tests of renderings.
//!
//! It is made up: nothing here is a statement about the field.

mod parts;

use careerpath::advice::{
    Action, Advice, Changed, ComparedTarget, Comparison, CostSplit, Description, Explanation,
    FactCited, GuidanceGiven, KeepActive, LeadsTo, LimitBroken, Missing, MissingQualification,
    Named, Need, OccupationAdvice, Opens, PackName, Plan, Position, Question, QuestionKind, Reason,
    Recommended, Requirement, Score, ScoreTerm, Standing, StatedCredential, StatedDegree,
    StatedExperience, StatedOccupation, StatedProfile, TargetAdvice, Tier, WantedFor, WhatIf,
};
use careerpath::pack::Confidence;
use careerpath::units::Decimal;

use parts::{
    because, date, day, every_form, gap, growth, missing, path, pay, plan, proof_of, reason,
    short_plan, source, warning,
};

/// Returns an advice with every field filled.
pub fn advice() -> Advice<'static> {
    Advice {
        pack: pack(),
        as_of: day("2026-11-22"),
        profile: profile(),
        recommendation: Ok(recommended()),
        targets: vec![target(), blocked_target()],
        occupations: vec![occupation()],
        missing: vec![missing_qualification()],
        opens: vec![opens()],
        keep_active: vec![keep_active()],
        guidance: vec![GuidanceGiven {
            say: "Keep your clinical licence active.",
            narrowness: 1,
            because: reason("keep-clinical-licence-active"),
        }],
        facts: vec![fact()],
        questions: vec![question()],
        caveats: vec!["Unofficial: confirm with the issuer.".into()],
        sources: vec![source()],
        warnings: vec![warning()],
        what_if: Some(what_if()),
    }
}

/// Returns an advice for somebody of whom nothing is known and for whom nothing can be reached.
pub fn empty_advice() -> Advice<'static> {
    Advice {
        profile: StatedProfile {
            background: None,
            background_names: vec![],
            occupation: None,
            degrees: None,
            credentials: None,
            experience: None,
            statements: Vec::new(),
            hours_per_week: None,
            budget_usd: None,
            by: None,
            target: Vec::new(),
        },
        recommendation: Err(vec![Reason {
            evidence: Vec::new(),
            ..reason("nothing-reachable")
        }]),
        targets: Vec::new(),
        occupations: Vec::new(),
        missing: Vec::new(),
        opens: Vec::new(),
        keep_active: Vec::new(),
        guidance: Vec::new(),
        facts: Vec::new(),
        questions: Vec::new(),
        caveats: Vec::new(),
        sources: Vec::new(),
        warnings: Vec::new(),
        what_if: None,
        ..advice()
    }
}

/// Returns an explanation with every field filled.
pub fn explanation() -> Explanation<'static> {
    Explanation {
        supposed: vec!["degree=none".to_owned()],
        pack: pack(),
        as_of: day("2026-11-22"),
        profile: profile(),
        target: target(),
        rests_on: vec![keep_active()],
        proofs: vec![proof_of("clinical-informatics-specialist")],
        preferences: vec![(3, proof_of("clinical-informatics-specialist"))],
        rules: vec![(-2, proof_of("nurse-to-informatics"))],
        questions: vec![question()],
        sources: vec![source()],
        caveats: vec!["Pay is for the whole occupational code.".into()],
    }
}

/// Returns a comparison with every field filled.
pub fn comparison() -> Comparison<'static> {
    Comparison {
        supposed: vec!["degree=none".to_owned()],
        pack: pack(),
        as_of: day("2026-11-22"),
        profile: profile(),
        targets: vec![ComparedTarget {
            target: target(),
            pay: Some(pay()),
            growth: Some(growth()),
            keep_per_year_usd: Some(135),
            keep_is_lower_bound: false,
        }],
        shared: vec![("cahims", "CAHIMS", vec!["cphims", "informatics-manager"])],
        together: Some(short_plan()),
        together_blocked: Some("the budget is too small for both".to_owned()),
        sources: vec![source()],
        caveats: vec!["Pay is for the whole occupational code.".into()],
    }
}

fn pack() -> PackName<'static> {
    PackName {
        id: "sample",
        title: "A sample",
        version: "2026.11.0",
        sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }
}

fn profile() -> StatedProfile<'static> {
    StatedProfile {
        background: Some(vec!["clinician", "it"]),
        background_names: vec!["Clinician", "IT professional"],
        occupation: Some(StatedOccupation::Held {
            id: "registered-nurse",
            title: "Registered nurse",
        }),
        degrees: Some(vec![
            StatedDegree {
                id: Some("bsn"),
                level: None,
                field: None,
                name: "BSN".into(),
                expected: None,
            },
            StatedDegree {
                id: Some("msn"),
                level: None,
                field: None,
                name: "MSN".into(),
                expected: Some(date("2027-05")),
            },
            StatedDegree {
                id: None,
                level: Some("bachelor"),
                field: Some("biology"),
                name: "bachelor's degree in biology".into(),
                expected: None,
            },
        ]),
        credentials: Some(vec![
            StatedCredential {
                id: "ccna",
                name: "CCNA",
                issued: None,
                expires: None,
                expected: None,
            },
            StatedCredential {
                id: "cphims",
                name: "CPHIMS",
                issued: None,
                expires: None,
                expected: Some(date("2027")),
            },
            StatedCredential {
                id: "rn",
                name: "RN",
                issued: Some(date("2016-07")),
                expires: Some(date("2027-05-31")),
                expected: None,
            },
        ]),
        experience: Some(vec![
            StatedExperience {
                kind: Some("ehr-super-user"),
                occupation: None,
                name: "EHR super-user work",
                months: Some(24),
                from: None,
                until: None,
                hours_per_week: None,
                during: Some("bedside-nursing"),
            },
            StatedExperience {
                kind: None,
                occupation: Some("network-administrator"),
                name: "Network administrator",
                months: None,
                from: Some(date("2019-03")),
                until: Some(date("2021-01")),
                hours_per_week: Some(20),
                during: None,
            },
        ]),
        statements: vec![("cahiim-accredited-programme", true), ("on-call", false)],
        hours_per_week: Some(8),
        budget_usd: Some(3000),
        by: Some(date("2028-12")),
        target: vec!["clinical-informatics-specialist", "cahims"],
    }
}

fn recommended() -> Recommended<'static> {
    Recommended {
        occupation: "clinical-informatics-specialist",
        title: "Clinical informatics specialist",
        tier: Tier::Next,
        because: because(),
        path: path(),
        plan: Some(plan()),
    }
}

fn description() -> Description<'static> {
    Description {
        summary: "Fits clinical systems to the work of clinicians.",
        workplace: Some("A hospital, partly from home."),
        apply: None,
    }
}

fn target() -> TargetAdvice<'static> {
    TargetAdvice {
        kind: "occupation",
        id: "clinical-informatics-specialist",
        name: "Clinical informatics specialist",
        description: Some(description()),
        standing: Standing::Reachable,
        tier: Tier::Later,
        missing: missing(),
        plan: Some(short_plan()),
        alternatives: vec![Plan {
            optimal_for: "cheapest",
            ..short_plan()
        }],
        blocked_by: Vec::new(),
        limit: None,
        because: because(),
        path: path(),
    }
}

fn blocked_target() -> TargetAdvice<'static> {
    TargetAdvice {
        kind: "qualification",
        id: "cahims",
        name: "CAHIMS",
        description: None,
        standing: Standing::Blocked,
        tier: Tier::Blocked,
        missing: Missing::default(),
        plan: None,
        alternatives: Vec::new(),
        blocked_by: vec![gap(Requirement::Background("it"))],
        limit: Some(LimitBroken {
            limits: vec!["budget_usd", "by"],
            over_usd: Some(250),
            over_weeks: Some(3),
            say: "no plan costs less than $3,250".to_owned(),
        }),
        path: Vec::new(),
        ..target()
    }
}

fn occupation() -> OccupationAdvice<'static> {
    OccupationAdvice {
        id: "clinical-informatics-specialist",
        title: "Clinical informatics specialist",
        description: description(),
        family: "clinical-informatics",
        level: "mid",
        soc: "15-1211.01",
        tier: Tier::Ready,
        standing: Standing::Ready,
        score: Score {
            total: 27,
            terms: vec![ScoreTerm {
                rule: "nurse-to-informatics",
                points: 30,
                say: "nurses know the work the systems are for".into(),
            }],
        },
        missing: Missing {
            required: vec![gap(every_form())],
            preferred: Vec::new(),
        },
        plan: Some(short_plan()),
        blocked_by: vec![gap(Requirement::Attests("on-call"))],
        limit: None,
        because: because(),
        pay: Some(pay()),
        growth: Some(growth()),
        leads_to: vec![LeadsTo {
            id: "informatics-manager",
            title: "Informatics manager",
            kind: "advancement",
            median_usd: Some(120_000),
            pay_note: Some("This is what other managers earn."),
            sources: vec!["sample-source"],
        }],
    }
}

fn missing_qualification() -> MissingQualification<'static> {
    MissingQualification {
        id: "cahims",
        name: "Certified Associate in Healthcare Information and Management Systems",
        abbreviation: Some("CAHIMS"),
        kind: "certification",
        url: Some("https://example.org/cahims"),
        wanted_for: vec![
            WantedFor {
                need: Need::Required,
                occupation: "ehr-analyst",
                is_one_of_several: true,
            },
            WantedFor {
                need: Need::Preferred,
                occupation: "clinical-informatics-specialist",
                is_one_of_several: false,
            },
        ],
        action: Action::Earn,
        eligible_now: Some(true),
        expected_by: None,
        route: Some("examination"),
        route_gaps: vec![gap(Requirement::Occupation("ehr-analyst"))],
        cost: CostSplit {
            prepare: Some(120),
            earn: Some(375),
            earn_member: Some(300),
            keep_per_year: None,
        },
        weeks: Some(10),
        opens: vec!["ehr-analyst"],
        is_reachable: true,
        sources: vec!["sample-source"],
    }
}

fn opens() -> Opens<'static> {
    Opens {
        id: "cahims",
        name: "CAHIMS",
        ready: vec!["ehr-analyst"],
        nearer: vec![("informatics-manager", 8)],
        pays_less_than_today: true,
        weeks_saved: 8,
        cost_is_lower_bound: true,
        weeks: Some(10),
        time_is_lower_bound: false,
        cost_usd: Some(495),
    }
}

fn keep_active() -> KeepActive<'static> {
    KeepActive {
        id: "rn",
        name: "RN",
        url: None,
        expires: Some(date("2027-05-31")),
        days_left: Some(190),
        duty: Some("30 contact hours every two years".into()),
        keep_per_year_usd: Some(95),
        fee_is_yearly: false,
        lost_ready: vec!["ehr-analyst"],
        lost_plans: vec!["clinical-informatics-specialist"],
        sources: vec!["sample-source"],
    }
}

fn fact() -> FactCited<'static> {
    FactCited {
        id: "sample-average",
        topic: "pay",
        say: "The average was 98,000.5 dollars.",
        value: Decimal::from_f64(98000.5),
        unit: Some("USD/year"),
        period: Some("2025"),
        caveat: Some("The issuer surveys its own members."),
        source: "sample-source",
        confidence: Confidence::Secondary,
    }
}

fn question() -> Question<'static> {
    Question {
        kind: QuestionKind::Statement,
        statement: Some("on-call"),
        ask: "Can you work on call?".into(),
        help: Some("Nights and weekends, by turns."),
        flag: "--attest on-call=yes".to_owned(),
        could_change: vec!["ehr-analyst"],
        could_change_rules: 2,
        could_open_routes: 1,
        sources: vec!["sample-source"],
    }
}

fn what_if() -> WhatIf<'static> {
    let position = |standing, tier, gaps| Position {
        standing,
        tier,
        score: Some(12),
        weeks: Some(62),
        time_is_lower_bound: false,
        cost_usd: Some(1000),
        cost_is_lower_bound: true,
        gaps,
    };
    WhatIf {
        supposed: vec!["--holds cahims".to_owned()],
        targets: vec![Changed {
            id: "chda",
            title: "CHDA",
            before: position(Standing::Reachable, Tier::Later, vec!["RHIA".into()]),
            after: position(Standing::Reachable, Tier::Next, Vec::new()),
        }],
        changes: vec![Changed {
            id: "ehr-analyst",
            title: "EHR analyst",
            before: position(Standing::Unknown, Tier::Later, vec!["CAHIMS".into()]),
            after: position(Standing::Ready, Tier::Ready, Vec::new()),
        }],
        may_begin: vec![Named {
            id: "chda",
            name: "CHDA",
        }],
        may_no_longer_begin: vec![Named {
            id: "cahims",
            name: "CAHIMS",
        }],
        recommendation_before: None,
        recommendation_after: Some("ehr-analyst"),
    }
}
