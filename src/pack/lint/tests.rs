//! Each lint on a piece of a pack that it warns of, and on one just beside it.

use serde_json::{Value, json};

use super::lint;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::pack::check::{PackFile, check};
use crate::pack::raw;

/// Returns the warnings about a pack made of what every pack needs and the sections given.
fn warnings(sections: Value) -> Vec<Diagnostic> {
    let mut pack = json!({
        "format": "careerpath/pack/1",
        "pack": { "id": "p", "title": "P", "version": "1", "jurisdiction": "US", "licence": "CC0",
                  "planning": { "hours_per_week": 8, "minimum_stay_weeks": 52 },
                  "ranking": { "per_month": -1, "per_1000_usd": -1, "next_within_months": 24 } },
        "backgrounds": [{ "id": "desk", "name": "Desk" }],
        "experience": [{ "id": "desk-work", "name": "Desk work" }],
        "occupations": [
            occupation("analyst", json!({ "level": "senior", "gives": ["desk-work"] })),
            occupation("clerk", json!({ "background": "desk", "leads_to": [
                { "to": "analyst", "move": "entry", "sources": ["s"] }] }))],
        "sources": [
            source("guess", json!({ "confidence": "judgement" })),
            source("s", json!({}))],
        "guidance": [{ "id": "g", "when": { "all": [] }, "say": "Do.", "because": "It helps.",
                       "sources": ["guess"] }]
    });
    if let (Value::Object(pack), Value::Object(sections)) = (&mut pack, sections) {
        pack.extend(sections);
    }
    let document: raw::Document = serde_json::from_value(pack).expect("a pack");
    let files = [PackFile { document, layer: 0 }];
    let locate = |file: usize, pointer: &str| Place {
        file: file.to_string(),
        pointer: pointer.to_owned(),
        ..Place::default()
    };
    let pack = check(&files, String::new(), &locate).expect("a pack without errors");
    let as_of = "2026-11-22".parse().expect("a day");
    let found = lint(&files, &pack, as_of, &locate);
    for warning in &found {
        assert_eq!(warning.severity, Severity::Warning);
        assert!(warning.help.is_some(), "{warning:?}");
        assert!(!warning.message.ends_with('.'), "{warning:?}");
    }
    found
}

/// Asserts the code and pointer of every warning.
#[track_caller]
fn expect(sections: Value, expected: &[(&str, &str)]) {
    let found = warnings(sections);
    let shown: Vec<(&str, &str)> = found
        .iter()
        .map(|warning| (warning.code.as_str(), warning.at.pointer.as_str()))
        .collect();
    assert_eq!(shown, expected, "{found:#?}");
}

fn with(mut record: Value, more: Value) -> Value {
    if let (Value::Object(record), Value::Object(more)) = (&mut record, more) {
        record.extend(more);
    }
    record
}

fn occupation(id: &str, more: Value) -> Value {
    let record = json!({ "id": id, "title": id, "family": "f", "level": "entry",
        "soc": { "code": "15-1211", "title": "T" }, "summary": "Works.", "sources": ["s"] });
    with(record, more)
}

fn source(id: &str, more: Value) -> Value {
    let record = json!({ "id": id, "title": id, "publisher": "P", "as_of": "2026-01",
        "checked": "2026-11-01", "stale_after_days": 365, "confidence": "primary" });
    with(record, more)
}

fn credential(id: &str, more: Value) -> Value {
    let record = json!({ "id": id, "name": id, "kind": "certification", "issuer": "I",
        "url": "https://example.org", "routes": [{ "id": "exam", "sources": ["s"] }],
        "sources": ["s"] });
    with(record, more)
}

fn retired(id: &str) -> Value {
    let status = json!({ "state": "retired", "on": "2025" });
    credential(id, json!({ "status": status }))
}

fn routes(routes: Value) -> Value {
    let mut routes = routes;
    for route in routes.as_array_mut().into_iter().flatten() {
        *route = with(json!({ "sources": ["s"] }), route.take());
    }
    json!({ "credentials": [credential("c", json!({ "routes": routes })), credential("d", json!({}))] })
}

#[test]
fn a_sound_pack_has_no_warning() {
    expect(json!({}), &[]);
}

#[test]
fn a_route_that_asks_for_what_has_ended_is_unreachable() {
    let route = |requires: Value| json!([{ "id": "r", "requires": requires, "sources": ["s"] }]);
    let pack = |requires: Value| {
        json!({ "credentials": [
            credential("c", json!({ "routes": route(requires) })),
            credential("d", json!({})),
            retired("old"),
        ] })
    };
    let unreachable = [("lint-unreachable-route", "/credentials/0/routes/0")];
    expect(pack(json!({ "holds": "old" })), &unreachable);
    expect(
        pack(json!({ "any": [{ "holds": "old" }, { "holds": "d" }] })),
        &[],
    );
    // Two that ask for each other.
    let circle = json!({ "credentials": [
        credential("c", json!({ "routes": route(json!({ "holds": "d" })) })),
        credential("d", json!({ "routes": route(json!({ "holds": "c" })) })),
    ] });
    expect(
        circle,
        &[
            ("lint-unreachable-route", "/credentials/0/routes/0"),
            ("lint-unreachable-route", "/credentials/1/routes/0"),
        ],
    );
    // What is over is history.
    let over = json!({ "credentials": [
        credential("c", json!({ "routes": [{ "id": "r", "requires": { "holds": "old" },
            "effective": { "until": "2025" }, "sources": ["s"] }] })),
        retired("old"),
    ] });
    expect(over, &[]);
}

#[test]
fn a_route_that_another_beats_is_shadowed() {
    let shadowed = [("lint-shadowed-route", "/credentials/0/routes/1")];
    let open = json!({ "id": "a", "study_hours": 10, "cost_usd": { "prepare": 0, "earn": 300 } });
    let asks = with(
        open.clone(),
        json!({ "id": "b", "requires": { "holds": "d" } }),
    );
    let pair = |b: Value| routes(json!([open, b]));
    expect(pair(asks.clone()), &shadowed);
    expect(pair(with(open.clone(), json!({ "id": "b" }))), &shadowed);
    let cheaper = json!({ "cost_usd": { "prepare": 0, "earn": 299 } });
    expect(pair(with(asks.clone(), cheaper)), &[]);
    let for_members = json!({ "cost_usd": { "prepare": 0, "earn": 300, "earn_member": 200 } });
    expect(pair(with(asks.clone(), for_members)), &[]);
    expect(pair(with(asks.clone(), json!({ "study_hours": 9 }))), &[]);
    let longer = json!([
        with(open.clone(), json!({ "effective": { "until": "2027" } })),
        asks.clone(),
    ]);
    expect(routes(longer), &[]);
    // What says the same more plainly stays.
    let general = json!({ "all": [{ "experience": "desk-work", "months": 12 },
        { "any": [{ "experience": "desk-work", "months": 20 }, { "holds": "d" }] }] });
    let plain = json!({ "experience": "desk-work", "months": 24 });
    let both = json!([
        with(open.clone(), json!({ "requires": general })),
        with(asks, json!({ "requires": plain })),
    ]);
    expect(routes(both), &[]);
}

#[test]
fn a_route_that_asks_for_more_needs_a_known_reason() {
    let implied = [("lint-implied-route", "/credentials/0/routes/1")];
    let pair = |a: Value, b: Value| {
        let b = with(json!({ "id": "b", "requires": { "holds": "d" } }), b);
        routes(json!([with(json!({ "id": "a" }), a), b]))
    };
    let hours = json!({ "study_hours": 10 });
    expect(pair(json!({}), hours.clone()), &implied);
    expect(
        pair(json!({}), json!({ "cost_usd": { "earn": 5 } })),
        &implied,
    );
    expect(pair(json!({ "months": 6 }), hours), &[]);
    let unknown = json!({ "cost_usd": { "earn": 5 } });
    let nothing = json!({ "cost_usd": { "prepare": 0, "earn": 5 } });
    expect(pair(unknown, nothing), &[]);
}

#[test]
fn branches_that_decide_nothing_are_named() {
    let guidance = |when: Value| {
        json!({ "guidance": [{ "id": "g", "when": when, "say": "Do.", "because": "It helps.",
                               "sources": ["guess"] }],
                "fields": [{ "id": "cooking", "name": "Cooking" }, { "id": "law", "name": "Law" }] })
    };
    let degrees = |a: Value, b: Value| [a, b];
    let bachelor = json!({ "degree": "bachelor" });
    let master = json!({ "degree": "master" });
    let idle = |pointer| [("lint-idle-branch", pointer)];
    let [a, b] = degrees(bachelor.clone(), master.clone());
    expect(
        guidance(json!({ "any": [a, b] })),
        &idle("/guidance/0/when/any/1"),
    );
    expect(
        guidance(json!({ "all": [bachelor, master] })),
        &idle("/guidance/0/when/all/0"),
    );
    expect(
        guidance(json!({ "any": [{ "degree": "master", "in": ["law"] },
                                 { "degree": "bachelor", "in": ["cooking"] }] })),
        &[],
    );
    expect(
        guidance(
            json!({ "any": [{ "experience": "desk-work", "months": 24, "within_months": 36 },
                                 { "experience": "desk-work", "hours": 2080 }] }),
        ),
        &idle("/guidance/0/when/any/0"),
    );
    expect(
        guidance(json!({ "any": [{ "background": "desk" }, { "background": "desk" }] })),
        &idle("/guidance/0/when/any/1"),
    );
    // Any two of three implies any one of the same.
    let three =
        json!([{ "background": "desk" }, { "degree": "master" }, { "occupation": "clerk" }]);
    expect(
        guidance(
            json!({ "any": [{ "at_least": 2, "of": three }, { "at_least": 1, "of": three }] }),
        ),
        &idle("/guidance/0/when/any/0"),
    );
    expect(
        guidance(json!({ "any": [{ "at_least": 2, "of": three }, { "background": "desk" }] })),
        &[],
    );
}

#[test]
fn conditions_that_are_always_or_never_met_are_named() {
    let recommendation = |when: Value| {
        json!({ "recommendations": [{ "id": "r", "when": when, "toward": ["analyst"], "points": 1,
                                      "because": "It helps.", "sources": ["guess"] }] })
    };
    let always = |pointer| [("lint-always-met", pointer)];
    let when = "/recommendations/0/when";
    expect(recommendation(json!({ "all": [] })), &always(when));
    expect(
        recommendation(json!({ "experience": "desk-work", "months": 0 })),
        &always(when),
    );
    expect(
        recommendation(json!({ "all": [{ "background": "desk" }, { "all": [] }] })),
        &[
            ("lint-idle-branch", "/recommendations/0/when/all/1"),
            ("lint-always-met", "/recommendations/0/when/all/1"),
        ],
    );
    let more_than_fits = json!({ "experience": "desk-work", "months": 60, "within_months": 36 });
    expect(recommendation(more_than_fits), &[("lint-never-met", when)]);
    let just_fits = json!({ "experience": "desk-work", "months": 36, "within_months": 36 });
    expect(recommendation(just_fits), &[]);
}

#[test]
fn what_only_holders_of_ended_credentials_meet_is_named() {
    let analyst = |more: Value| {
        let clerk = occupation(
            "clerk",
            json!({ "background": "desk", "leads_to": [{ "to": "analyst", "move": "entry", "sources": ["s"] }] }),
        );
        let analyst = occupation("analyst", with(json!({ "level": "senior" }), more));
        json!({ "credentials": [credential("c", json!({})), retired("old")],
                "occupations": [analyst, clerk] })
    };
    let prefers = |more: Value| {
        let preference = json!({ "points": 1, "because": "It helps.", "sources": ["s"] });
        analyst(json!({ "prefers": [with(preference, more)] }))
    };
    let retired = [("lint-retired-preference", "/occupations/0/prefers/0")];
    expect(prefers(json!({ "holds": "old" })), &retired);
    expect(
        prefers(json!({ "any": [{ "holds": "old" }, { "holds": "c" }] })),
        &[],
    );
    let over = json!({ "holds": "old", "effective": { "until": "2025" } });
    expect(prefers(over), &[]);
    expect(
        analyst(json!({ "requires": { "holds": "old" } })),
        &[("lint-unreachable-occupation", "/occupations/0/requires")],
    );
}

#[test]
fn occupations_that_stand_apart_are_named() {
    let sections = json!({ "occupations": [
        occupation("analyst", json!({})),
        occupation("clerk", json!({ "background": "desk" })),
    ] });
    expect(
        sections,
        &[
            ("lint-nothing-leads-to", "/occupations/0"),
            ("lint-leads-nowhere", "/occupations/0"),
            ("lint-leads-nowhere", "/occupations/1"),
        ],
    );
}

#[test]
fn a_name_for_two_is_a_clash_unless_both_list_it() {
    let pair =
        |a: Value, b: Value| json!({ "credentials": [credential("c", a), credential("d-x", b)] });
    let clash = |pointer| [("lint-name-clash", pointer)];
    let short = json!({ "abbreviation": "RT" });
    let alias = json!({ "aliases": ["r. t."] });
    expect(
        pair(short.clone(), alias.clone()),
        &clash("/credentials/1/aliases/0"),
    );
    expect(pair(alias.clone(), alias.clone()), &[]);
    expect(pair(with(short, json!({ "aliases": ["RT"] })), alias), &[]);
    expect(
        pair(json!({ "aliases": ["DX"] }), json!({})),
        &clash("/credentials/0/aliases/0"),
    );
    // Two ids that differ in punctuation alone, each with its own spelling.
    let spelled = |a: &str, b: &str| {
        json!({ "credentials": [credential("abc-d", json!({ "abbreviation": a })),
                                credential("abcd", json!({ "abbreviation": b }))] })
    };
    expect(spelled("ABC-D", "ABCD"), &[]);
    expect(spelled("X", "ABCD"), &clash("/credentials/1/id"));
}

#[test]
fn records_are_sorted_and_used() {
    expect(
        json!({ "experience": [{ "id": "desk-work", "name": "Desk work" }, { "id": "a", "name": "A" }] }),
        &[("lint-unsorted-section", "/experience/1/id")],
    );
    let sources = json!([
        source("guess", json!({})),
        source("idle", json!({})),
        source("s", json!({}))
    ]);
    expect(
        json!({ "sources": sources }),
        &[("lint-idle-source", "/sources/1")],
    );
    let stale = json!([
        source("guess", json!({})),
        source("s", json!({ "as_of": "2025", "checked": "2025-11-21" }))
    ]);
    expect(
        json!({ "sources": stale }),
        &[("lint-stale-source", "/sources/1/checked")],
    );
    let fresh = json!([
        source("guess", json!({})),
        source("s", json!({ "as_of": "2025", "checked": "2025-11-22" }))
    ]);
    expect(json!({ "sources": fresh }), &[]);
    let statement =
        json!({ "id": "yes", "question": "Is it?", "help": "It is.", "sources": ["s"] });
    expect(
        json!({ "statements": [statement] }),
        &[("lint-idle-statement", "/statements/0")],
    );
    let class = |c: &str| json!({ "classes": [c] });
    expect(
        json!({ "credentials": [credential("a", class("few")), credential("b", class("many")),
                                credential("c", class("many"))] }),
        &[
            ("lint-idle-class", "/credentials/0/classes/0"),
            ("lint-idle-class", "/credentials/1/classes/0"),
        ],
    );
}

#[test]
fn figures_name_who_states_them_and_when() {
    let route = json!([{ "id": "r", "cost_usd": { "earn": 300 }, "sources": ["guess"] }]);
    let unsourced = |pointer| [("lint-unsourced-figure", pointer)];
    let of = |more: Value| json!({ "credentials": [credential("c", more)] });
    expect(
        of(json!({ "routes": route })),
        &unsourced("/credentials/0/routes/0/cost_usd"),
    );
    let free =
        json!([{ "id": "r", "study_hours": 9, "cost_usd": { "earn": 0 }, "sources": ["guess"] }]);
    expect(of(json!({ "routes": free })), &[]);
    let renewal = json!({ "fee_usd": 5, "sources": ["guess"] });
    expect(
        of(json!({ "renewal": renewal })),
        &unsourced("/credentials/0/renewal"),
    );
    expect(
        of(json!({ "valid_months": 36, "sources": ["guess"] })),
        &unsourced("/credentials/0/valid_months"),
    );
    let fact = |more: Value| {
        let fact = json!({ "id": "f", "topic": "t", "say": "It is.", "source": "s", "value": 1,
                           "unit": "percent", "period": "2025-35" });
        json!({ "facts": [with(fact, more)] })
    };
    expect(fact(json!({})), &[]);
    expect(fact(json!({ "unit": null })), &unsourced("/facts/0/value"));
    expect(
        fact(json!({ "source": "guess" })),
        &unsourced("/facts/0/value"),
    );
    let bad_period = [("lint-period", "/facts/0/period")];
    expect(fact(json!({ "period": "lately" })), &bad_period);
    let analyst = |more: Value| {
        let clerk = occupation(
            "clerk",
            json!({ "background": "desk", "leads_to": [{ "to": "analyst", "move": "entry", "sources": ["s"] }] }),
        );
        json!({ "occupations": [occupation("analyst", with(json!({ "level": "senior" }), more)), clerk] })
    };
    let pay = |more: Value| {
        let pay = json!({ "median_usd": 2, "p10_usd": 1, "p90_usd": 3, "period": "2025-05",
                          "scope": "all", "source": "s" });
        analyst(json!({ "pay": [with(pay, more)] }))
    };
    expect(pay(json!({})), &[]);
    expect(
        pay(json!({ "p90_usd": 1 })),
        &unsourced("/occupations/0/pay/0"),
    );
    expect(
        pay(json!({ "period": "2025-26" })),
        &[("lint-period", "/occupations/0/pay/0/period")],
    );
    let growth = json!({ "percent": 5, "period": "2025", "source": "s" });
    expect(
        analyst(json!({ "growth": [growth] })),
        &[("lint-period", "/occupations/0/growth/0/period")],
    );
    let early = json!([
        source("guess", json!({})),
        source("s", json!({ "as_of": "2026-11-02" }))
    ]);
    expect(
        json!({ "sources": early }),
        &[("lint-period", "/sources/1/as_of")],
    );
}

#[test]
fn words_fit_where_they_are_put() {
    let when = json!({ "any": [{ "background": "desk", "say": "A background in OPS." },
                               { "occupation": "clerk", "say": "CHEF" }] });
    expect(
        json!({ "guidance": [{ "id": "g", "when": when, "say": "do it", "because": "It  helps.",
                               "sources": ["guess"] }] }),
        &[
            ("lint-text", "/guidance/0/say"),
            ("lint-text", "/guidance/0/because"),
            ("lint-text", "/guidance/0/when/any/0/say"),
        ],
    );
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the shipped pack is read as authors keep it"
)]
fn the_shipped_pack_has_no_warning() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", env!("SHIPPED_PACK"));
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the shipped pack")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    paths.sort();
    let (mut files, mut documents) = (Vec::new(), Vec::new());
    for path in &paths {
        let bytes = std::fs::read(path).expect("readable");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let document = crate::json::Document::parse(&name, &bytes).expect("JSON");
        let mut found = Vec::new();
        let document_read = crate::pack::read::read(&document, &mut found);
        assert_eq!(found, []);
        files.push(PackFile {
            document: document_read,
            layer: 0,
        });
        documents.push(document);
    }
    let locate = |file: usize, pointer: &str| {
        let document: Option<&crate::json::Document> = documents.get(file);
        document.map_or(Place::default(), |document| document.place(pointer))
    };
    let pack = check(&files, String::new(), &locate).expect("the shipped pack");
    let as_of = "2026-11-22".parse().expect("a day");
    assert_eq!(lint(&files, &pack, as_of, &locate), []);
}
