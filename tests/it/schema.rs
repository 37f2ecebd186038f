//! The JSON Schemas: committed copies, the shipped pack, profiles and answers.

use std::path::{Path, PathBuf};

use careerpath::advise::{Objective, Options, advise};
use careerpath::diagnostic::Place;
use careerpath::json::Document;
use careerpath::pack::shipped;
use careerpath::profile::resolve::Names;
use careerpath::profile::{check, raw};
use careerpath::render::{json_v1, schema};
use careerpath::units::AsOf;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::{json_v1::diagnostics, sample};

#[test]
fn the_committed_schemas_are_the_generated_ones() {
    let folder = rules().join("schema");
    let mut expected: Vec<String> = Vec::new();
    for (name, text) in schema::all() {
        let file = format!("{name}.schema.json");
        let committed = text_of(&folder.join(&file));
        assert!(
            committed == text,
            "rules/schema/{file} is not what the types say; write it anew with\n\
             careerpath rules schema {name} > rules/schema/{file}",
        );
        expected.push(file);
    }
    expected.sort();
    assert_eq!(json_files(&folder), expected, "files of rules/schema");
}

#[test]
fn every_schema_is_a_schema_of_its_format() {
    for (name, text) in schema::all() {
        let schema = value(&text);
        assert_eq!(schema["$id"], format!("careerpath/{name}/1"));
        assert_eq!(schema["properties"]["format"]["const"], schema["$id"]);
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        // The marks the pack's schema is made from stay inside.
        assert!(!text.contains("\"x-"), "{name}");
    }
}

#[test]
fn the_shipped_pack_is_valid() {
    let pack = validator("pack");
    let folder = rules().join("us-healthcare-it");
    let files = json_files(&folder);
    assert!(files.contains(&"pack.json".to_owned()), "{files:?}");
    for file in files {
        validate(&pack, &value(&text_of(&folder.join(&file))), &file);
    }
}

#[test]
fn a_requirement_is_exactly_one_form() {
    let pack = validator("pack");
    let asks = |requirement: Value| {
        let mut preference = requirement.clone();
        for (key, value) in [
            ("points", json!(1)),
            ("because", json!("it helps")),
            ("sources", json!(["s"])),
        ] {
            preference[key] = value;
        }
        let inside = json!({ "any": [requirement, { "holds": "rn" }] });
        let guidance = |when: &Value| {
            let record =
                json!({ "id": "a", "when": when, "say": "b", "because": "c", "sources": ["s"] });
            json!({ "guidance": [record] })
        };
        let occupation = json!({
            "id": "a", "title": "A", "family": "f", "level": "mid", "summary": "…",
            "soc": { "code": "1", "title": "B" }, "prefers": [preference], "sources": ["s"],
        });
        let documents = [
            guidance(&requirement),
            guidance(&inside),
            json!({ "occupations": [occupation] }),
        ];
        documents.map(|document| pack.is_valid(&document))
    };
    for whole in [
        json!({ "holds": "rn", "say": "a licence", "worth": 2 }),
        json!({ "degree": "bachelor" }),
        json!({ "degree": "bachelor", "in": ["nursing"] }),
        json!({ "experience": "it", "months": 12, "within_months": 60 }),
        json!({ "experience": "it", "hours": 2080 }),
        json!({ "background": "it" }),
        json!({ "occupation": "registered-nurse" }),
        json!({ "attests": "on-call" }),
        json!({ "all": [] }),
        json!({ "any": [{ "holds": "rn" }, { "holds": "lpn" }] }),
        json!({ "at_least": 2, "of": [{ "holds": "rn", "worth": 2 }] }),
    ] {
        assert_eq!(asks(whole.clone()), [true; 3], "{whole}");
    }
    for broken in [
        json!({}),
        json!({ "say": "nothing" }),
        json!({ "holds": "rn", "background": "it" }),
        json!({ "holds": "rn", "months": 12 }),
        json!({ "holds": null }),
        json!({ "holds": "rn", "in": ["nursing"] }),
        json!({ "experience": "it" }),
        json!({ "experience": "it", "months": 12, "hours": 2080 }),
        json!({ "any": [{ "holds": "rn" }] }),
        json!({ "at_least": 2 }),
        json!({ "at_least": 0, "of": [{ "holds": "rn" }] }),
        json!({ "of": [{ "holds": "rn" }] }),
        json!({ "hold": "rn" }),
    ] {
        assert_eq!(asks(broken.clone()), [false; 3], "{broken}");
    }
}

#[test]
fn a_record_without_a_source_is_refused() {
    let pack = validator("pack");
    let statement = |sources: Value| {
        let mut record = json!({ "id": "on-call", "question": "…", "help": "…" });
        if !sources.is_null() {
            record["sources"] = sources;
        }
        pack.is_valid(&json!({ "statements": [record] }))
    };
    assert!(statement(json!(["seed"])));
    assert!(!statement(json!([])));
    assert!(!statement(Value::Null));
    let fact = |fact: Value| pack.is_valid(&json!({ "facts": [fact] }));
    assert!(fact(
        json!({ "id": "a", "topic": "pay", "say": "…", "source": "seed" })
    ));
    assert!(!fact(json!({ "id": "a", "topic": "pay", "say": "…" })));
}

#[test]
fn profiles_are_valid() {
    let profile = validator("profile");
    validate(&profile, &profile_of_the_design(), "the design's profile");
    for advice in [sample::advice(), sample::empty_advice()] {
        let saved = value(&json_v1::profile(&advice.profile));
        validate(&profile, &saved, "a saved profile");
        let answer = value(&json_v1::advice(&advice));
        validate(&profile, &answer["profile"], "the profile of an answer");
    }
    for broken in [
        json!({}),
        json!({ "format": "careerpath/pack/1" }),
        json!({ "format": "careerpath/profile/1", "age": 40 }),
        json!({ "format": "careerpath/profile/1", "credentials": [{ "id": "rn", "expires": "2027-13" }] }),
        json!({ "format": "careerpath/profile/1", "constraints": { "hours_per_week": 0 } }),
    ] {
        assert!(!profile.is_valid(&broken), "{broken}");
    }
}

#[test]
fn answers_are_valid() {
    let documents = [
        ("advice", json_v1::advice(&sample::advice())),
        ("advice", json_v1::advice(&sample::empty_advice())),
        ("advice", json_v1::advice_in_stream(1, &sample::advice())),
        ("explain", json_v1::explanation(&sample::explanation())),
        ("compare", json_v1::comparison(&sample::comparison())),
        ("error", json_v1::errors(&diagnostics())),
        ("error", json_v1::errors_in_stream(1, &diagnostics())),
    ];
    for (name, text) in documents {
        validate(&validator(name), &value(&text), name);
    }
}

#[test]
fn an_answer_by_the_shipped_pack_is_valid_and_holds_its_profile() {
    let pack = shipped::pack().expect("a sound pack");
    let names = Names::of(&pack);
    let as_of = AsOf("2026-11-22".parse().expect("a day"));
    let checked = |text: &str| {
        let document = Document::parse("profile.json", text.as_bytes()).expect("JSON");
        let mut found = Vec::new();
        let stated = raw::Profile::read(&document, &mut found);
        assert_eq!(found, []);
        check::check(&stated, &pack, &names, as_of, &Place::clone).expect("a sound profile")
    };
    let profile = checked(&profile_of_the_design().to_string());
    let options = Options::of(Objective::Soonest);
    let advice = advise(&profile, &pack, as_of, &options);
    let answer = value(&json_v1::advice(&advice));
    validate(&validator("advice"), &answer, "the answer");
    // The same profile gives the same answer, so it is enough that they are equal.
    assert_eq!(checked(&answer["profile"].to_string()), profile);
    assert_eq!(checked(&json_v1::profile(&advice.profile)), profile);
}

#[test]
fn an_answer_with_a_key_missing_is_refused_and_a_new_key_is_not() {
    let advice = validator("advice");
    let whole = value(&json_v1::advice(&sample::advice()));
    let keys: Vec<String> = whole
        .as_object()
        .expect("an object")
        .keys()
        .cloned()
        .collect();
    for key in keys {
        let mut without = whole.clone();
        without.as_object_mut().expect("an object").remove(&key);
        assert!(!advice.is_valid(&without), "{key}");
    }
    let mut with = whole;
    with["new"] = json!(1);
    with["occupations"][0]["blocked_by"][0]["requirement"]["new"] = json!(1);
    validate(&advice, &with, "an advice with new keys");
}

fn profile_of_the_design() -> Value {
    json!({
        "format": "careerpath/profile/1",
        "background": "clinician",
        "occupation": "registered-nurse",
        "degrees": ["bsn", { "id": "msn", "expected": "2027-05" }, { "level": "bachelor", "field": "biology" }],
        "credentials": [{ "id": "rn", "issued": "2016-07", "expires": "2027-05-31" }, "CCNA"],
        "experience": [
            { "kind": "bedside-nursing", "months": 72 },
            { "kind": "ehr-super-user", "months": 24, "during": "bedside-nursing" },
            { "occupation": "network-administrator", "from": "2019-03", "until": "2021-01", "hours_per_week": 20 },
        ],
        "statements": { "cahiim-accredited-programme": true },
        "constraints": { "hours_per_week": 8, "budget_usd": 3000, "by": "2028-12" },
        "target": "clinical-informatics-specialist",
    })
}

pub fn validate(validator: &Validator, document: &Value, name: &str) {
    let wrong: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
}

pub fn validator(name: &str) -> Validator {
    let all = schema::all();
    let (_, text) = all
        .iter()
        .find(|(each, _)| *each == name)
        .expect("a schema");
    jsonschema::options()
        .should_validate_formats(true)
        .build(&value(text))
        .expect("a schema")
}

fn rules() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

/// Returns the names of the JSON files in a folder, sorted.
fn json_files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names = names.map(|name| name.into_string().expect("UTF-8"));
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".json")).collect();
    names.sort();
    names
}

fn text_of(path: &Path) -> String {
    let text = std::fs::read_to_string(path);
    text.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}
