//! The JSON documents: their shape, and that the program reads what it writes.

use careerpath::advice::{StatedOccupation, StatedProfile};
use careerpath::diagnostic::{Code, Diagnostic, Place};
use careerpath::json::Document;
use careerpath::profile::raw::Profile;
use careerpath::render::json_v1;
use serde_json::Value;

use super::sample;

#[test]
fn an_advice_has_every_key_in_order() {
    insta::assert_snapshot!(undated(&json_v1::advice(&sample::advice())));
}

#[test]
fn an_advice_without_a_recommendation_says_why() {
    insta::assert_snapshot!(undated(&json_v1::advice(&sample::empty_advice())));
}

#[test]
fn an_explanation_has_every_key_in_order() {
    insta::assert_snapshot!(undated(&json_v1::explanation(&sample::explanation())));
}

#[test]
fn a_comparison_has_every_key_in_order() {
    insta::assert_snapshot!(undated(&json_v1::comparison(&sample::comparison())));
}

#[test]
fn lines_say_the_same_as_documents() {
    let advice = sample::advice();
    let pairs = [
        (json_v1::advice(&advice), json_v1::advice_line(&advice)),
        (
            json_v1::explanation(&sample::explanation()),
            json_v1::explanation_line(&sample::explanation()),
        ),
        (
            json_v1::comparison(&sample::comparison()),
            json_v1::comparison_line(&sample::comparison()),
        ),
    ];
    for (document, line) in pairs {
        assert!(document.ends_with("\n}\n"), "{document}");
        assert_eq!(line.find('\n'), Some(line.len() - 1));
        assert_eq!(value(&document), value(&line));
    }
}

#[test]
fn answers_of_a_stream_say_their_line() {
    let line = json_v1::advice_in_stream(7, &sample::advice());
    assert!(line.starts_with("{\"format\":\"careerpath/advice/1\",\"line\":7,\"program\":"));
    let line = json_v1::errors_in_stream(8, &[]);
    assert_eq!(
        line,
        "{\"format\":\"careerpath/error/1\",\"line\":8,\"diagnostics\":[]}\n"
    );
}

#[test]
fn errors_are_one_line_in_the_order_given() {
    insta::assert_snapshot!(json_v1::errors(&diagnostics()), @r#"{"format":"careerpath/error/1","diagnostics":[{"code":"profile-unknown-name","severity":"error","message":"no credential is called `RNN`","help":"did you mean `rn`?","at":{"file":"me.json","line":3,"column":20,"pointer":"/credentials/0"}},{"code":"profile-conflict","severity":"warning","message":"\"msn\" stands twice","help":null,"at":{"file":"--in-progress","line":null,"column":null,"pointer":""}}]}"#);
}

#[test]
fn a_saved_profile_is_short() {
    insta::assert_snapshot!(json_v1::profile(&sample::advice().profile));
    let nobody = sample::empty_advice().profile;
    let text = json_v1::profile(&nobody);
    assert_eq!(text, "{\n  \"format\": \"careerpath/profile/1\"\n}\n");
}

#[test]
fn a_saved_profile_tells_none_from_unknown() {
    let stated = StatedProfile {
        background: Some(vec!["it"]),
        background_names: vec!["IT professional"],
        occupation: Some(StatedOccupation::None),
        degrees: Some(Vec::new()),
        target: vec!["cissp"],
        ..sample::empty_advice().profile
    };
    let saved = value(&json_v1::profile(&stated));
    let expected = serde_json::json!({
        "format": "careerpath/profile/1",
        "background": "it",
        "occupation": "none",
        "degrees": [],
        "target": "cissp",
    });
    assert_eq!(saved, expected);
}

#[test]
fn the_profile_in_an_answer_reads_as_the_saved_one() {
    for advice in [sample::advice(), sample::empty_advice()] {
        let saved = read(&json_v1::profile(&advice.profile));
        let answer = value(&json_v1::advice(&advice));
        let mut inside = read(&answer["profile"].to_string());
        // No target is written as an empty list there, which asks for nothing either.
        inside.target = inside.target.filter(|target| !target.is_empty());
        assert_eq!(inside, saved);
    }
}

#[test]
fn evidence_points_into_the_profile() {
    let answer = value(&json_v1::advice(&sample::advice()));
    let evidence = &answer["recommendation"]["because"][0]["evidence"][0];
    let pointer = evidence["pointer"].as_str().expect("text");
    assert_eq!(
        answer["profile"].pointer(pointer).expect("there")["id"],
        "rn"
    );
    for named in answer["profile_names"].as_array().expect("a list") {
        let pointer = named["pointer"].as_str().expect("text");
        assert!(answer["profile"].pointer(pointer).is_some(), "{named}");
    }
}

/// Returns two diagnostics, one of them with nothing that can be left out.
pub fn diagnostics() -> Vec<Diagnostic> {
    let in_file = Place {
        file: "me.json".to_owned(),
        pointer: "/credentials/0".to_owned(),
        line: Some(3),
        column: Some(20),
    };
    let flag = Place {
        file: "--in-progress".to_owned(),
        ..Place::default()
    };
    let unknown = "no credential is called `RNN`";
    vec![
        Diagnostic::error(Code::ProfileUnknownName, in_file, unknown)
            .with_help("did you mean `rn`?"),
        Diagnostic::warning(Code::ProfileConflict, flag, "\"msn\" stands twice"),
    ]
}

fn read(text: &str) -> Profile {
    let document = Document::parse("profile.json", text.as_bytes()).expect("JSON");
    let mut found = Vec::new();
    let profile = Profile::read(&document, &mut found);
    assert_eq!(found, [], "{text}");
    profile
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// Takes out the program's version, which changes with every release.
fn undated(text: &str) -> String {
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    text.replacen(&version, "\"version\": \"…\"", 1)
}
