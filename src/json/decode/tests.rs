use super::*;
use serde::Deserialize;
use serde::de::{self, MapAccess};
use std::collections::BTreeMap;
use std::fmt;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    id: String,
    #[serde(default)]
    months: u32,
    points: Option<i32>,
    percent: Option<f64>,
    level: Option<Level>,
    #[serde(default)]
    is_new: bool,
    #[serde(default)]
    parts: Vec<Part>,
    #[serde(default)]
    said: BTreeMap<String, bool>,
    wants: Option<Wants>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    VeryLow,
    High,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wants {
    All(Vec<Wants>),
    Holds(String),
    Experience { kind: String, months: u8 },
}

/// Text, or a record with an id, as in a profile's lists.
#[derive(Debug, PartialEq)]
struct Part(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartRecord {
    id: String,
    #[serde(rename = "expected")]
    _expected: Option<String>,
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrRecord;
        impl<'de> Visitor<'de> for TextOrRecord {
            type Value = Part;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a name or an object with an `id`")
            }
            fn visit_str<E>(self, text: &str) -> Result<Part, E> {
                Ok(Part(text.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Part, A::Error> {
                let record = PartRecord::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Part(record.id))
            }
        }
        deserializer.deserialize_any(TextOrRecord)
    }
}

fn read<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<Diagnostic>) {
    let document = Document::parse("p.json", text.as_bytes()).expect("reads");
    let mut found = Vec::new();
    let codes = DecodeCodes {
        unknown_key: Code::PackUnknownKey,
        value: Code::PackValue,
    };
    let value = decode(&document, "", &document.value, codes, &mut found);
    (value, found)
}

/// Returns `pointer: message (help)` for each problem.
fn problems(text: &str) -> Vec<String> {
    let (_, found) = read::<Record>(text);
    found
        .into_iter()
        .map(|found| match found.help {
            Some(help) => format!("{}: {} ({help})", found.at.pointer, found.message),
            None => format!("{}: {}", found.at.pointer, found.message),
        })
        .collect()
}

#[test]
fn a_whole_record_is_read() {
    let text = r#"{"id": "a", "months": 3, "points": -2, "percent": 7, "level": "very-low", "is_new": true,
            "parts": ["hgv", {"id": "bsc", "expected": "2027"}], "said": {"yes": true},
            "wants": {"all": [{"holds": "hgv"}, {"experience": {"kind": "it", "months": 4}}]}}"#;
    let (record, found) = read::<Record>(text);
    assert_eq!(found, []);
    let record = record.expect("a record");
    let strict: Record = serde_json::from_str(text).expect("serde_json agrees");
    assert_eq!(record, strict);
}

#[test]
fn all_unknown_keys_are_reported_and_the_rest_is_read() {
    let text = r#"{"zz": 1, "id": "a", "mnths": 3, "parts": ["x", {"id": "b", "expcted": 1, "qqqqqqq": 2}], "wants": {"experience": {"kind": "it", "months": 4, "knd": 0}}}"#;
    let (record, found) = read::<Record>(text);
    assert_eq!(
        record.expect("a record").parts,
        [Part("x".into()), Part("b".into())]
    );
    assert!(found.iter().all(|found| found.code == Code::PackUnknownKey));
    assert_eq!(
        problems(text),
        [
            "/zz: unknown key `zz` (the keys here are `id`, `months`, `points`, `percent`, `level`, `is_new`, `parts`, `said` and `wants`)",
            "/mnths: unknown key `mnths` (did you mean `months`?)",
            "/parts/1/expcted: unknown key `expcted` (did you mean `expected`?)",
            "/parts/1/qqqqqqq: unknown key `qqqqqqq` (the keys here are `id` and `expected`)",
            "/wants/experience/knd: unknown key `knd` (did you mean `kind`?)",
        ]
    );
    let columns: Vec<_> = found.iter().map(|found| found.at.column).collect();
    assert_eq!(columns.first(), Some(&Some(2)));
    assert!(columns.is_sorted());
}

#[test]
fn faults_are_in_our_words_and_at_their_pointer() {
    const LIST: &str =
        ": expected an object, found a list (write keys and values in braces: { \"key\": value })";
    for (text, expected) in [
        ("[]", LIST),
        (r#"["a", 1]"#, LIST),
        ("{}", ": missing key `id`"),
        (
            r#"{"id": 5}"#,
            "/id: expected text, found the number `5` (write it in double quotes: \"5\")",
        ),
        (r#"{"id": null}"#, "/id: expected text, found `null`"),
        (
            r#"{"id": "a", "months": -1}"#,
            "/months: expected a whole number of at least 0, found the number `-1`",
        ),
        (
            r#"{"id": "a", "months": 1.0}"#,
            "/months: expected a whole number, found the number `1.0` (write it without a decimal point)",
        ),
        (
            r#"{"id": "a", "months": "6"}"#,
            "/months: expected a whole number, found the text `6` (write the digits alone, without quotes)",
        ),
        (
            r#"{"id": "a", "months": 4294967296}"#,
            "/months: expected a whole number of at most 4294967295, found the number `4294967296`",
        ),
        (
            r#"{"id": "a", "months": null}"#,
            "/months: expected a whole number, found `null`",
        ),
        (
            r#"{"id": "a", "points": -2147483649}"#,
            "/points: expected a whole number of at least -2147483648, found the number `-2147483649`",
        ),
        (
            r#"{"id": "a", "points": true}"#,
            "/points: expected a whole number, found `true`",
        ),
        (
            r#"{"id": "a", "percent": "7"}"#,
            "/percent: expected a number, found the text `7`",
        ),
        (
            r#"{"id": "a", "is_new": 1}"#,
            "/is_new: expected `true` or `false`, found the number `1`",
        ),
        (
            r#"{"id": "a", "level": "hgh"}"#,
            "/level: expected `very-low` or `high`, found the text `hgh` (did you mean `high`?)",
        ),
        (
            r#"{"id": "a", "level": 3}"#,
            "/level: expected `very-low` or `high`, found the number `3`",
        ),
        (
            r#"{"id": "a", "level": {"high": 1}}"#,
            "/level: expected just the text `high`",
        ),
        (
            r#"{"id": "a", "parts": "hgv"}"#,
            "/parts: expected a list, found the text `hgv` (write it in brackets: [ … ])",
        ),
        (
            r#"{"id": "a", "parts": ["hgv", 5]}"#,
            "/parts/1: expected a name or an object with an `id`, found the number `5`",
        ),
        (
            r#"{"id": "a", "parts": [["hgv"]]}"#,
            "/parts/0: expected a name or an object with an `id`, found a list",
        ),
        (
            r#"{"id": "a", "parts": [{"expected": "x"}]}"#,
            "/parts/0: missing key `id`",
        ),
        (
            r#"{"id": "a", "parts": [{"id": 1}]}"#,
            "/parts/0/id: expected text, found the number `1` (write it in double quotes: \"1\")",
        ),
        (
            r#"{"id": "a", "said": {"x/y": "no"}}"#,
            "/said/x~1y: expected `true` or `false`, found the text `no` (write `true` for yes or `false` for no, without quotes)",
        ),
        (
            r#"{"id": "a", "wants": {"all": [{"holds": 1}]}}"#,
            "/wants/all/0/holds: expected text, found the number `1` (write it in double quotes: \"1\")",
        ),
        (
            r#"{"id": "a", "wants": {"al": []}}"#,
            "/wants/al: expected `all`, `holds` or `experience`, found the text `al` (did you mean `all`?)",
        ),
        (
            r#"{"id": "a", "wants": {"all": [], "holds": "x"}}"#,
            "/wants: expected an object with one key: `all`, `holds` or `experience`",
        ),
        (
            r#"{"id": "a", "wants": "holds"}"#,
            "/wants: expected an object with the key `holds`",
        ),
        (
            r#"{"id": "a", "wants": {"experience": {"kind": "it", "months": 256}}}"#,
            "/wants/experience/months: expected a whole number of at most 255, found the number `256`",
        ),
    ] {
        assert_eq!(problems(text), [expected], "{text}");
    }
}

#[test]
fn a_fault_and_unknown_keys_come_together_in_file_order() {
    let text = "{\"months\": \"x\",\n \"zz\": 1, \"id\": \"a\",\n \"aa\": 1}";
    let pointers: Vec<_> = read::<Record>(text)
        .1
        .into_iter()
        .map(|found| found.at.pointer)
        .collect();
    assert_eq!(pointers, ["/months", "/zz", "/aa"]);
}

#[test]
fn pointers_start_where_the_value_stands() {
    let text = r#"{"people": [{"id": 4}]}"#;
    let document = Document::parse("p.json", text.as_bytes()).expect("reads");
    let mut found = Vec::new();
    let codes = DecodeCodes {
        unknown_key: Code::PackUnknownKey,
        value: Code::PackValue,
    };
    let value = document.value.pointer("/people/0").expect("there");
    let record: Option<Record> = decode(&document, "/people/0", value, codes, &mut found);
    assert_eq!(record, None);
    let found = found.first().expect("one");
    assert_eq!(found.at.pointer, "/people/0/id");
    assert_eq!((found.at.line, found.at.column), (Some(1), Some(20)));
}

#[test]
fn a_million_unknown_keys_do_not_take_hours() {
    let keys: Vec<_> = (0..100_000)
        .map(|number| format!("\"k{number}\":0"))
        .collect();
    let text = format!("{{{}}}", keys.join(","));
    let (_, found) = read::<Record>(&text);
    assert_eq!(found.len(), REPORTED_KEYS + 2);
    assert!(
        found
            .iter()
            .any(|found| found.message == "and 99800 more unknown keys")
    );
}
