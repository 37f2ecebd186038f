use serde_json::{Value, json};

use super::coverage::{Coverage, CoverageKind};
use super::{Case, CaseOptions, Vocabulary, answer, json as as_json, mismatches, read, run, text};
use crate::advise::evaluate::Situation;
use crate::diagnostic::Place;
use crate::json::Document;
use crate::pack::check::{PackFile, check};
use crate::pack::lint::lint;
use crate::pack::starter::starter;
use crate::pack::{Pack, format, raw, shipped};
use crate::profile::check::check as check_profile;
use crate::profile::raw::Profile;
use crate::profile::resolve::Names;
use crate::render::{json_v1, schema};
use crate::units::{AsOf, Date};

fn vocabulary() -> Vocabulary {
    let schemas: Vec<Value> = schema::all()
        .into_iter()
        .filter(|(name, _)| ["advice", "error"].contains(name))
        .map(|(_, text)| serde_json::from_str(&text).expect("a schema"))
        .collect();
    Vocabulary::of_schemas(&schemas)
}

fn cases(text: &str) -> Result<Vec<Case>, Vec<String>> {
    let document = Document::parse("c.json", text.as_bytes()).expect("JSON");
    let mut found = Vec::new();
    let cases = read(&document, &vocabulary(), &mut found);
    if found.is_empty() {
        return Ok(cases);
    }
    let shown = found.iter().map(|each| {
        let help = each.help.as_deref().unwrap_or_default();
        format!(
            "{} {}: {} ({help})",
            each.code, each.at.pointer, each.message
        )
    });
    Err(shown.collect())
}

fn answered(case: &Case, pack: &Pack) -> super::Outcome {
    let names = Names::of(pack);
    let outcomes = run(
        std::slice::from_ref(case),
        &|profile: &Profile, as_of: Date, options: &CaseOptions| {
            answer(
                profile,
                as_of,
                options,
                pack,
                &names,
                &|result| match result {
                    Ok(advice) => json_v1::advice_line(advice),
                    Err(found) => json_v1::errors(found),
                },
            )
        },
    );
    outcomes.into_iter().next().expect("one outcome")
}

/// Returns the pack of a starter, after the check and the lints, and its one case.
fn started(extends: Option<&str>) -> (Pack, Case) {
    let today: Date = "2026-11-22".parse().expect("a day");
    let files = starter("my-house", extends, today).expect("a starter");
    let of = |path: &str| {
        let file = files.iter().find(|file| file.path == path);
        file.expect("a file").text.clone()
    };
    let document: raw::Document = serde_json::from_str(&of("pack.json")).expect("a pack");
    assert_eq!(format::format(&document).expect("formats"), of("pack.json"));
    let mut layers = Vec::new();
    if extends.is_some() {
        layers.push(shipped::document().expect("the shipped pack"));
    }
    layers.push(document);
    let layers: Vec<PackFile> = (0..)
        .zip(layers)
        .map(|(layer, document)| PackFile { document, layer })
        .collect();
    let locate = |_: usize, pointer: &str| shipped::place(pointer);
    let pack = check(&layers, String::new(), &locate).expect("a sound pack");
    assert_eq!(lint(&layers, &pack, today, &locate), []);
    let mut cases = cases(&of("cases/first.json")).expect("a case");
    assert!(!of("README.md").contains('@'));
    (pack, cases.remove(0))
}

#[test]
fn a_new_pack_passes_the_check_the_lints_and_its_case() {
    let (pack, case) = started(None);
    let outcome = answered(&case, &pack);
    assert_eq!(
        outcome.mismatches,
        [],
        "{}",
        text(std::slice::from_ref(&outcome))
    );
}

#[test]
fn a_new_overlay_passes_the_check_and_the_lints() {
    // Its case is answered by the shipped pack, which takes too long without optimisation.
    started(Some(shipped::ID));
}

#[test]
fn what_differs_is_named_by_its_pointer() {
    let (pack, mut case) = started(None);
    case.expect = json!({
        "recommendation": { "occupation": "office-clerk" },
        "occupations": [{ "id": "bookkeeper", "plan": { "steps": [{ "id": "hgv" }] } }],
        "absent": [{ "recommendation": { "tier": "next" } }]
    });
    let outcome = answered(&case, &pack);
    let shown = text(std::slice::from_ref(&outcome));
    let lines: Vec<&str> = shown.lines().collect();
    let expected = [
        "failed: a clerk of two years is told to take the exam and become a bookkeeper (c.json:1)",
        r#"  the answer: says {"recommendation":{"tier":"next"}}, which must be absent"#,
        r#"  /occupations/0/plan/steps: expected an entry {"id":"hgv"}, got bookkeeping-certificate"#,
        r#"  /recommendation/occupation: expected "office-clerk", got "bookkeeper""#,
        "0 of 1 cases hold",
    ];
    assert_eq!(lines, expected);
    let json = as_json(&[outcome]);
    assert_eq!(
        json.pointer("/0/mismatches/2/got"),
        Some(&json!("bookkeeper"))
    );
}

#[test]
fn a_profile_that_does_not_suit_is_refused_in_words() {
    let (pack, mut case) = started(None);
    case.options.with = vec!["nothing".to_owned()];
    let outcome = answered(&case, &pack);
    let first = outcome.mismatches.first().expect("a mismatch");
    assert!(
        first
            .say
            .ends_with("the profile is refused: `nothing` of `with` is no qualification"),
        "{first}"
    );
}

#[test]
fn only_what_is_listed_is_compared() {
    let got = json!({ "a": 1, "b": [{ "id": "x", "n": 1 }, { "id": "x", "n": 2 }, { "id": "y" }],
                      "c": [[1, 2], "t"], "e": [] });
    let holds = |expect: Value| mismatches(&expect, &got).is_empty();
    assert!(holds(json!({})));
    assert!(holds(
        json!({ "a": 1.0, "b": [{ "id": "y" }, { "id": "x", "n": 2 }] })
    ));
    assert!(holds(json!({ "c": ["t", [2]], "e": [] })));
    assert!(holds(
        json!({ "absent": [{ "a": 2 }, { "b": [{ "id": "z" }] }, { "e": [{}] }] })
    ));
    assert!(!holds(
        json!({ "absent": [{ "a": 2 }, { "b": [{ "id": "y" }] }] })
    ));
    assert!(!holds(json!({ "a": "1" })));
    assert!(!holds(json!({ "b": [{ "id": "x", "n": 3 }] })));
    assert!(!holds(json!({ "b": [{ "id": "z" }] })));
    assert!(!holds(json!({ "d": null })));
    assert!(!holds(json!({ "b": [] })));
    assert!(holds(json!({ "absent": [{ "b": [] }] })));
    assert!(!holds(json!({ "c": [[3]] })));
}

#[test]
fn a_case_that_is_none_is_refused() {
    let refused = |text: &str| cases(text).expect_err("must be refused").join("\n");
    let case = |expect: &str, profile: &str| {
        format!(
            r#"[{{ "name": "n", "as_of": "2026-11-22", "profile": {profile}, "expect": {expect} }}]"#
        )
    };
    assert_eq!(cases(&case("{}", "{}")).map(|cases| cases.len()), Ok(1));
    assert_eq!(
        refused(&case(r#"{ "ocupations": [{ "id": "x" }] }"#, "{}")),
        "case-unknown-key /0/expect/ocupations: no answer has the key `ocupations` \
         (did you mean `occupations`?)"
    );
    assert_eq!(
        refused(&case(
            r#"{ "occupations": [{ "absent": [{ "tiers": 1 }] }] }"#,
            "{}"
        )),
        "case-unknown-key /0/expect/occupations/0/absent/0/tiers: no answer has the key `tiers` \
         (did you mean `tier`?)"
    );
    let absent = refused(&case(r#"{ "absent": {} }"#, "{}"));
    assert!(
        absent.starts_with("case-value /0/expect/absent"),
        "{absent}"
    );
    let profile = refused(&case("{}", r#"{ "degree": [] }"#));
    assert!(
        profile.starts_with("profile-unknown-key /0/profile/degree"),
        "{profile}"
    );
    let day = refused(r#"{ "name": "n", "as_of": "2026-11", "profile": {}, "expect": {} }"#);
    assert!(day.starts_with("case-value /as_of"), "{day}");
    let key = refused(r#"{ "name": "n", "as_of": "2026-11-22", "profile": {}, "expects": {} }"#);
    assert!(key.contains("case-unknown-key /expects"), "{key}");
}

#[test]
fn a_rule_is_decided_by_a_case_on_each_side() {
    let (pack, case) = started(None);
    let names = Names::of(&pack);
    let mut coverage = Coverage::of(&pack);
    // `course-and-exam` and `four-years` are open to everybody.
    assert_eq!(coverage.count(CoverageKind::Route), (0, 1));
    assert_eq!(coverage.count(CoverageKind::Transition), (0, 2));
    let mut note = |profile: &Profile| {
        let profile = check_profile(profile, &pack, &names, AsOf(case.as_of), &Place::clone)
            .expect("a profile");
        coverage.note(&Situation::of(&profile, &pack, case.as_of));
    };
    note(&case.profile);
    let mut graduate = case.profile.clone();
    graduate.experience = Some(Vec::new());
    for degree in graduate.degrees.iter_mut() {
        degree.push(crate::profile::raw::Stated {
            said: crate::profile::raw::DegreeFields {
                id: Some("bs-accounting".to_owned()),
                ..Default::default()
            },
            at: Place::default(),
        });
    }
    note(&graduate);
    assert_eq!(coverage.count(CoverageKind::Route), (1, 1));
    assert_eq!(coverage.count(CoverageKind::Recommendation), (0, 1));
    assert_eq!(coverage.count(CoverageKind::Transition), (1, 2));
    assert_eq!(
        coverage.percent(&[CoverageKind::Route, CoverageKind::Recommendation]),
        50
    );
    let text = coverage.text();
    let line = "recommendation clerk-to-bookkeeper/when: no case that does not meet it";
    assert!(text.lines().any(|each| each == line), "{text}");
    let line = "transition bookkeeper/leads_to/finance-manager: no case that meets it, and none \
                that does not";
    assert!(text.lines().any(|each| each == line), "{text}");
    assert_eq!(
        coverage.json().pointer("/counts/0/percent"),
        Some(&json!(100))
    );
}
