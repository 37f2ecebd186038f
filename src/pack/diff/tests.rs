use serde_json::{Value, json};

use super::advice;
use super::{ChangeKind, diff, json as as_json, text};
use crate::pack::check::{PackFile, check};
use crate::pack::starter::starter;
use crate::pack::{raw, shipped};
use crate::units::AsOf;

fn document(sections: Value) -> raw::Document {
    serde_json::from_value(sections).expect("a pack file")
}

fn credential(more: Value) -> Value {
    let mut record = json!({ "id": "chef", "name": "CHEF", "kind": "certification",
        "issuer": "ISC2", "url": "https://example.org", "sources": ["s"] });
    record
        .as_object_mut()
        .expect("an object")
        .extend(more.as_object().expect("an object").clone());
    record
}

#[track_caller]
fn expect(old: Value, new: Value, lines: &[&str]) {
    let credentials = |more| document(json!({ "credentials": [credential(more)] }));
    let changes = diff(&credentials(old), &credentials(new));
    let text = text(&changes);
    assert_eq!(text.lines().collect::<Vec<_>>(), lines);
}

fn route(requires: Value) -> Value {
    json!({ "routes": [{ "id": "degree-waiver", "requires": requires, "sources": ["s"] }] })
}

#[test]
fn nothing_changes_from_a_pack_to_itself() {
    let pack = shipped::document().expect("the shipped pack");
    assert_eq!(diff(&pack, &pack), []);
}

#[test]
fn prices_and_times_are_said_as_authors_say_them() {
    let with = |cost: Value, more: Value| {
        let mut route = json!({ "id": "degree-waiver", "cost_usd": cost, "sources": ["s"] });
        let more = more.as_object().expect("an object").clone();
        route.as_object_mut().expect("an object").extend(more);
        json!({ "routes": [route] })
    };
    expect(
        with(json!({ "earn": 749 }), json!({ "study_hours": 90 })),
        with(json!({ "earn": 1799 }), json!({ "months": 1 })),
        &[
            "chef: route degree-waiver: exam fee $749 → $1,799",
            "chef: route degree-waiver: duration not stated → 1 month",
            "chef: route degree-waiver: study time 90 hours → not stated",
        ],
    );
    expect(
        json!({ "renewal": { "fee_usd": 125, "sources": ["s"] }, "valid_months": 36 }),
        json!({ "renewal": { "fee_usd": 135, "sources": ["s", "t"] }, "valid_months": 24 }),
        &[
            "chef: renewal: fee $125 → $135",
            "chef: renewal: sources: added t",
            "chef: validity 36 months → 24 months",
        ],
    );
}

#[test]
fn routes_and_retirements_are_named() {
    let hgv = json!({ "holds": "hgv" });
    expect(
        json!({}),
        route(hgv.clone()),
        &["chef: new route degree-waiver, asks for hgv"],
    );
    expect(
        route(hgv),
        json!({}),
        &["chef: route degree-waiver left out"],
    );
    let retired = json!({ "status": { "state": "retired", "on": "2027-01", "successor": "abcd" } });
    expect(
        json!({ "status": { "state": "active" } }),
        retired.clone(),
        &["chef: retired on 2027-01, succeeded by abcd"],
    );
    expect(
        retired.clone(),
        json!({ "status": { "state": "retired", "on": "2028", "successor": "abcd" } }),
        &["chef: retirement 2027-01 → 2028"],
    );
    expect(retired, json!({}), &["chef: can be earned again"]);
}

#[test]
fn of_a_requirement_the_smallest_part_is_named() {
    let months =
        |months: u32| json!({ "experience": "desk-work", "months": months, "within_months": 60 });
    let of = |branch: Value, more: Value| {
        route(json!({ "all": [{ "holds": "hgv" }, { "any": [branch, more] }] }))
    };
    let bachelor = json!({ "degree": "bachelor", "in": ["cooking"] });
    expect(
        of(months(48), bachelor.clone()),
        of(months(36), bachelor.clone()),
        &[
            "chef: route degree-waiver: 48 months of desk-work within 60 months → 36 months of desk-work within 60 months",
        ],
    );
    expect(
        route(json!({ "any": [{ "holds": "a" }, { "holds": "b" }] })),
        route(json!({ "any": [{ "holds": "a" }, { "holds": "b" }, bachelor] })),
        &["chef: route degree-waiver: now takes degree bachelor in cooking"],
    );
    expect(
        route(json!({ "holds": "a" })),
        route(json!({ "holds": "a", "say": "an a" })),
        &["chef: route degree-waiver: the words for its requirement changed"],
    );
    expect(
        route(
            json!({ "at_least": 2, "of": [{ "holds": "a" }, { "holds": "b" }, { "attests": "c" }] }),
        ),
        route(json!({ "at_least": 1, "of": [{ "holds": "a" }, { "holds": "b" }] })),
        &[
            "chef: route degree-waiver: needs 2 → 1 in all",
            "chef: route degree-waiver: no longer takes statement c",
        ],
    );
}

#[test]
fn records_come_go_and_are_renamed() {
    let parts = |parts: Value| document(json!({ "fields": parts }));
    let old = parts(json!([{ "id": "a", "name": "A" }, { "id": "b", "name": "B" }]));
    let new =
        parts(json!([{ "id": "c", "name": "B!", "aliases": ["b"] }, { "id": "d", "name": "D" }]));
    let changes = diff(&old, &new);
    let kinds: Vec<ChangeKind> = changes.iter().map(|change| change.kind).collect();
    assert_eq!(
        text(&changes),
        "a: left out (A)\nc: renamed from b\nc: name B → B!\nd: new (D)\n"
    );
    let expected = [
        ChangeKind::Removed,
        ChangeKind::Renamed,
        ChangeKind::Changed,
        ChangeKind::Added,
    ];
    assert_eq!(kinds, expected);
    let json = as_json(&changes);
    assert_eq!(json.pointer("/2/before"), Some(&Value::from("B")));
    assert_eq!(json.pointer("/3/change"), Some(&Value::from("added")));
}

#[test]
fn occupations_change_by_preference_transition_and_figure() {
    let occupation = |points: i32, period: &str, to: &str| {
        document(
            json!({ "occupations": [{ "id": "o", "title": "O", "family": "f", "level": "mid",
            "soc": { "code": "1", "title": "T" }, "summary": "S.", "sources": ["s"],
            "prefers": [{ "holds": "hgv", "points": points, "because": "R.", "sources": ["s"] }],
            "leads_to": [{ "to": to, "move": "lateral", "sources": ["s"] }],
            "pay": [{ "median_usd": 1000, "period": period, "scope": "all", "source": "s" }] }] }),
        )
    };
    let changes = diff(&occupation(3, "2024", "a"), &occupation(4, "2025", "b"));
    let expected = "o: transition to a left out\no: new transition to b\no: pay 2024 left out\n\
                    o: new pay 2025\no: preference hgv: points 3 → 4\n";
    assert_eq!(text(&changes), expected);
}

#[test]
fn whose_advice_changes_is_said() {
    let today = "2026-11-22".parse().expect("a day");
    let files = starter("p", None, today).expect("a starter");
    let text = &files.first().expect("the pack").text;
    let old: raw::Document = serde_json::from_str(text).expect("a pack");
    let mut new = old.clone();
    for credential in &mut new.credentials {
        for route in &mut credential.routes {
            if let Some(cost) = &mut route.cost_usd {
                cost.earn = Some(350);
            }
        }
    }
    let pack = |document: raw::Document| {
        let file = PackFile { document, layer: 0 };
        check(&[file], String::new(), &|_, pointer| {
            shipped::place(pointer)
        })
        .expect("a pack")
    };
    let profile = |text: &str| {
        let document = crate::json::Document::parse("p", text.as_bytes()).expect("JSON");
        let mut found = Vec::new();
        let profile = crate::profile::raw::Profile::read(&document, &mut found);
        assert_eq!(found, []);
        profile
    };
    let clerk = r#"{ "format": "careerpath/profile/1", "occupation": "office-clerk", "degrees": [],
        "credentials": [], "experience": [{ "kind": "office-work", "months": 24 }] }"#;
    let holder = r#"{ "format": "careerpath/profile/1", "occupation": "office-clerk",
        "degrees": ["bs-accounting"], "credentials": ["CB"], "experience": [] }"#;
    let profiles = [
        ("clerk".to_owned(), profile(clerk)),
        ("holder".to_owned(), profile(holder)),
    ];
    let as_of = AsOf(today);
    let (old, new) = (pack(old), pack(new));
    assert_eq!(advice::changes(&profiles, &old, &old, as_of), []);
    let changes = advice::changes(&profiles, &old, &new, as_of);
    assert_eq!(
        advice::text(&changes),
        "clerk: the same recommendation\n  bookkeeper: cost $250 → $350\n  \
         finance-manager: cost $250 → $350\n"
    );
    let json = advice::json(&changes);
    let cost = json.pointer("/0/occupations/0/after/cost_usd");
    assert_eq!(cost, Some(&Value::from(350)));
}
