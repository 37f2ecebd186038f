//! The parts the sample answers are put together from.

use careerpath::advice::{
    Because, Evidence, Gap, GapState, GrowthCited, Missing, Named, PathStage, PayCited, Plan,
    PlanBound, Proof, ProofOf, Reason, Requirement, SourceCited, StageRole, Step, StepKind,
    Warning,
};
use careerpath::pack::Confidence;
use careerpath::units::{Date, Decimal, Months, PartialDate, WorkTime};

/// Returns a path with every role.
pub(super) fn path() -> Vec<PathStage<'static>> {
    let stage = |id, title, role| PathStage {
        id,
        title,
        role,
        is_beyond_limits: role == StageRole::Afterwards,
        pay: None,
    };
    vec![
        stage("registered-nurse", "Registered nurse", StageRole::Today),
        stage("ehr-analyst", "EHR analyst", StageRole::OnTheWay),
        PathStage {
            pay: Some(pay()),
            ..stage(
                "clinical-informatics-specialist",
                "Clinical informatics specialist",
                StageRole::Target,
            )
        },
        stage(
            "informatics-manager",
            "Informatics manager",
            StageRole::Afterwards,
        ),
    ]
}

/// Returns a plan with a step of every kind.
pub(super) fn plan() -> Plan<'static> {
    let step = |kind, id: &'static str, name: &'static str, route, cost_usd| Step {
        kind,
        id: id.into(),
        name: name.into(),
        route,
        start_week: 0,
        end_week: 10,
        start_on: day("2026-11-22"),
        end_on: day("2027-01-31"),
        cost_usd,
        cost_is_known: cost_usd.is_some(),
        study_hours: route.map(|_| 80),
        time_is_known: true,
        note: (kind == StepKind::Renew).then_some("Ask the board first."),
        url: None,
        because: because(),
        opens: vec!["the work of a clinical informatics specialist".into()],
    };
    Plan {
        finish_week: 62,
        finish_on: day("2028-01-30"),
        cost_usd: 1000,
        cost_is_lower_bound: true,
        time_is_lower_bound: false,
        optimal_for: "soonest",
        optimal: false,
        bound: Some(PlanBound {
            finish_week: 60,
            cost_usd: 900,
        }),
        steps: vec![
            step(
                StepKind::Earn,
                "cahims",
                "CAHIMS",
                Some("examination"),
                Some(1000),
            ),
            step(StepKind::Renew, "rn", "RN", None, None),
            step(StepKind::Wait, "msn", "MSN", None, Some(0)),
            step(
                StepKind::Stay,
                "registered-nurse",
                "Registered nurse",
                None,
                Some(0),
            ),
            step(StepKind::Work, "ehr-analyst", "EHR analyst", None, Some(0)),
        ],
        assumes: vec!["the licence is renewed in time".into()],
        warnings: vec![warning()],
    }
}

/// Returns a plan of one step that is proved to be the best.
pub(super) fn short_plan() -> Plan<'static> {
    let mut plan = plan();
    plan.steps.truncate(1);
    Plan {
        cost_is_lower_bound: false,
        optimal: true,
        bound: None,
        assumes: Vec::new(),
        warnings: Vec::new(),
        ..plan
    }
}

pub(super) fn missing() -> Missing<'static> {
    let experience = Gap {
        state: GapState::Unknown,
        short_by_months: Some(6),
        ..gap(Requirement::Experience {
            kind: "ehr-super-user",
            need: WorkTime::of_months(Months(30)),
            within_months: None,
        })
    };
    let lapsed = Gap {
        state: GapState::Lapsed,
        ..gap(Requirement::Holds("rn"))
    };
    let points = Gap {
        short_by_worth: Some(1),
        branches: vec![vec![experience], vec![lapsed]],
        ..gap(every_form())
    };
    let preferred = Gap {
        state: GapState::InProgress,
        points: Some(3),
        because: Some("employers ask for it"),
        ..gap(Requirement::Holds("cahims"))
    };
    Missing {
        required: vec![points],
        preferred: vec![preferred],
    }
}

/// Returns a requirement with every form in it.
pub(super) fn every_form() -> Requirement<'static> {
    Requirement::All(vec![
        Requirement::Holds("rn"),
        Requirement::Degree {
            level: "bachelor",
            fields: vec!["computing", "nursing"],
        },
        Requirement::Degree {
            level: "master",
            fields: Vec::new(),
        },
        Requirement::Experience {
            kind: "bedside-nursing",
            need: WorkTime::of_months(Months(12)),
            within_months: Some(60),
        },
        Requirement::Any(vec![
            Requirement::Background("clinician"),
            Requirement::Occupation("registered-nurse"),
        ]),
        Requirement::Attests("on-call"),
        Requirement::AtLeast {
            need: 3,
            of: vec![
                (2, Requirement::Holds("cahims")),
                (1, Requirement::Holds("cphims")),
            ],
        },
    ])
}

pub(super) fn gap(requirement: Requirement<'static>) -> Gap<'static> {
    Gap {
        requirement,
        say: "what is asked for".into(),
        state: GapState::NotMet,
        satisfied_by: ["cahims", "cphims"]
            .map(|id| Named { id, name: id })
            .to_vec(),
        short_by_months: None,
        short_by_worth: None,
        branches: Vec::new(),
        points: None,
        because: None,
        sources: vec!["sample-source"],
    }
}

pub(super) fn proof_of(id: &'static str) -> ProofOf<'static> {
    let leaf = Proof {
        requirement: Requirement::Holds("rn"),
        say: "RN".into(),
        verdict: "met",
        evidence: vec![evidence()],
        gap: None,
        branches: Vec::new(),
    };
    let unmet = Proof {
        requirement: Requirement::Holds("cahims"),
        say: "CAHIMS".into(),
        verdict: "not-met",
        evidence: Vec::new(),
        gap: Some(gap(Requirement::Holds("cahims"))),
        branches: Vec::new(),
    };
    ProofOf {
        id,
        say: "what it asks for".into(),
        is_usable: true,
        proof: Proof {
            requirement: Requirement::All(vec![
                Requirement::Holds("rn"),
                Requirement::Holds("cahims"),
            ]),
            say: "both".into(),
            verdict: "not-met",
            evidence: vec![evidence()],
            gap: None,
            branches: vec![leaf, unmet],
        },
        sources: vec!["sample-source"],
    }
}

pub(super) fn because() -> Because<'static> {
    Because::new(reason("nurse-to-informatics"), Vec::new())
}

pub(super) fn reason(rule: &'static str) -> Reason<'static> {
    Reason {
        rule,
        say: "nurses know the work the systems are for".into(),
        evidence: vec![evidence()],
        sources: vec!["sample-source"],
        confidence: Confidence::Judgement,
    }
}

fn evidence() -> Evidence<'static> {
    Evidence {
        pointer: "/credentials/2".to_owned(),
        value: "RN".into(),
    }
}

pub(super) fn pay() -> PayCited<'static> {
    PayCited {
        median_usd: 105_850,
        p10_usd: Some(67_340),
        p90_usd: Some(167_710),
        mean_usd: None,
        period: "2025-05",
        scope: "all of 15-1211",
        note: Some("this is what all analysts earn"),
        source: "sample-source",
    }
}

pub(super) fn growth() -> GrowthCited<'static> {
    GrowthCited {
        percent: Decimal::from_f64(7.9).expect("a figure"),
        period: "2025-35",
        note: Some("faster than average"),
        source: "sample-source",
    }
}

pub(super) fn source() -> SourceCited<'static> {
    SourceCited {
        id: "sample-source",
        title: "A page",
        publisher: "A publisher",
        url: Some("https://example.org/page"),
        as_of: date("2026"),
        checked: date("2026-11-22"),
        confidence: Confidence::Primary,
        is_stale: true,
        note: Some("Read once."),
    }
}

pub(super) fn warning() -> Warning {
    Warning {
        code: "source-stale",
        say: "`sample-source` is due for rechecking".to_owned(),
    }
}

pub(super) fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

pub(super) fn date(text: &str) -> PartialDate {
    text.parse().expect("a date")
}
