//! Input made to harm: it is refused in words, soon, and nothing of it steers the terminal.

use std::fs;
use std::time::Duration;

use careerpath::json::steers;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::program::{Outcome, outcome, program};

const TODAY: &str = "2026-11-22";

/// Much longer than any of these may take, on a busy machine.
const TOO_LONG: Duration = Duration::from_secs(30);

/// Texts that act on a terminal, on the order of the letters, or on the memory.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "\u{1b}[2J\u{1b}[31mred",
        "\u{1b}]0;title\u{7}",
        "\u{1b}]8;;https://example.org\u{1b}\\link",
        "\u{9b}31mred",
        "\u{9d}0;title\u{9c}",
        "a\u{202e}b\u{2066}c\u{200f}",
        "line\nfeed\rback\u{8}space\u{85}next\u{2028}",
        "zero\u{200b}width\u{feff}and\u{e0041}tags",
        "\u{7f}\u{1}\u{1f}",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("x".repeat(10_000_000));
    texts
}

/// Whole files that are no profile, no pack and no case.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let text = |text: &str| text.as_bytes().to_vec();
    vec![
        ("nothing", Vec::new()),
        ("blanks", text(" \n\t ")),
        ("a mark alone", text("\u{feff}")),
        ("null", text("null")),
        ("no key", text("{}")),
        ("a number", text("-1")),
        ("a text", text("\"text\"")),
        ("no UTF-8", b"{\"format\": \"\xff\xfe\"}".to_vec()),
        ("half a character", b"{\"format\": \"\xe2\x82".to_vec()),
        ("UTF-16", b"\xff\xfe{\0}\0".to_vec()),
        ("NUL", text("{\"format\": \"\0\"}")),
        ("an escape outside of text", text("\u{1b}[31m{}")),
        ("a direction outside of text", text("\u{202e}{}")),
        ("deep lists", text(&"[".repeat(100_000))),
        ("deep objects", text(&"{\"a\":".repeat(100_000))),
        ("a number beyond all", text("{\"a\": 1e999}")),
        ("a number of many digits", text(&"9".repeat(1_000_000))),
        (
            "a text without end",
            text(&format!("\"{}", "x".repeat(10_000_000))),
        ),
        (
            "a long key",
            text(&format!("{{\"{}\": 1}}", "x".repeat(10_000_000))),
        ),
        (
            "a long text",
            text(&format!("\"{}\"", "x".repeat(10_000_000))),
        ),
        (
            "a list of many",
            text(&format!("[{}0]", "0,".repeat(100_000))),
        ),
    ]
}

/// Asserts that the program has ended in words that steer nothing.
fn assert_tame(outcome: &Outcome, context: &str) {
    let shown = |text: &str| text.chars().take(2000).collect::<String>();
    for stream in [&outcome.stdout, &outcome.stderr] {
        let steering = stream
            .chars()
            .find(|character| *character != '\n' && steers(*character));
        assert_eq!(steering, None, "{context}: {}", shown(stream));
        assert!(!stream.contains("panicked"), "{context}: {}", shown(stream));
        assert!(stream.len() < 200_000, "{context}: {}", shown(stream));
    }
}

/// Asserts that the input was refused.
fn assert_refused(outcome: &Outcome, context: &str) {
    assert_tame(outcome, context);
    let stderr: String = outcome.stderr.chars().take(2000).collect();
    assert_eq!(outcome.code, Some(3), "{context}: {stderr}");
    assert_eq!(outcome.stdout, "", "{context}");
    assert!(stderr.starts_with("error["), "{context}: {stderr}");
    let last = outcome.stderr.lines().last().unwrap_or_default();
    assert!(
        last.ends_with(" error") || last.ends_with(" errors"),
        "{context}: {last}"
    );
}

/// A folder with a small pack, into which hostile files are put.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut begin = program("rules new sample --as-of");
        let begun = outcome(begin.arg(TODAY).current_dir(&folder));
        assert_eq!(begun.code, Some(0), "{}", begun.stderr);
        fs::remove_file(folder.path().join("sample/cases/first.json")).expect("removes");
        Self { folder }
    }

    fn run(&self, arguments: &str, stdin: Vec<u8>) -> Outcome {
        let mut command = program(arguments);
        command
            .current_dir(&self.folder)
            .env("CAREERPATH_AS_OF", TODAY);
        outcome(command.timeout(TOO_LONG).write_stdin(stdin))
    }

    fn write(&self, name: &str, content: &[u8]) {
        fs::write(self.folder.path().join(name), content).expect("writes");
    }

    fn as_profile(&self, content: &[u8]) -> Outcome {
        self.write("hostile.json", content);
        self.run("advise --rules sample --profile hostile.json", Vec::new())
    }

    fn as_stdin(&self, content: &[u8]) -> Outcome {
        self.run("advise --rules sample --profile -", content.to_vec())
    }

    fn as_pack(&self, content: &[u8]) -> Outcome {
        self.write("hostile.json", content);
        self.run("list occupations --rules hostile.json", Vec::new())
    }

    fn as_case(&self, content: &[u8]) -> Outcome {
        self.write("sample/cases/hostile.json", content);
        self.run("rules test sample", Vec::new())
    }
}

#[test]
fn files_that_are_something_else_are_refused() {
    let place = Place::new();
    for (name, content) in files() {
        assert_refused(
            &place.as_profile(&content),
            &format!("{name}, as a profile"),
        );
        assert_refused(
            &place.as_stdin(&content),
            &format!("{name}, by standard input"),
        );
        assert_refused(&place.as_pack(&content), &format!("{name}, as a pack"));
        assert_refused(&place.as_case(&content), &format!("{name}, as a case"));
    }
}

/// A pack with one occupation, and these sections besides.
fn pack(sections: Value) -> Value {
    let mut pack = json!({
        "format": "careerpath/pack/1",
        "pack": { "id": "p", "title": "P", "version": "1", "jurisdiction": "US", "licence": "CC0",
                  "planning": { "hours_per_week": 8, "minimum_stay_weeks": 52 },
                  "ranking": { "per_month": -1, "per_1000_usd": -1, "next_within_months": 24 } },
        "occupations": [{ "id": "analyst", "title": "Analyst", "family": "f", "level": "mid",
            "soc": { "code": "15-2051", "title": "T" }, "summary": "Works.", "sources": ["s"] }],
        "sources": [{ "id": "s", "title": "S", "publisher": "P", "as_of": "2026",
            "checked": "2026", "stale_after_days": 365, "confidence": "primary" }],
    });
    if let (Value::Object(pack), Value::Object(sections)) = (&mut pack, sections) {
        pack.extend(sections);
    }
    pack
}

fn profile(mut sections: Value) -> Value {
    sections["format"] = json!("careerpath/profile/1");
    sections
}

fn credential(id: &str, more: Value) -> Value {
    let mut credential = json!({ "id": id, "name": id, "kind": "course", "issuer": "I",
        "url": "https://example.org", "routes": [], "sources": ["s"] });
    if let (Value::Object(credential), Value::Object(more)) = (&mut credential, more) {
        credential.extend(more);
    }
    credential
}

#[test]
fn texts_that_steer_are_shown_but_do_not_act() {
    let place = Place::new();
    for text in texts() {
        let context = format!("{:?}", text.chars().take(20).collect::<String>());
        let everywhere = profile(json!({
            "background": [text], "occupation": text,
            "degrees": [text, { "level": text, "field": text }, { "id": text, "expected": text }],
            "credentials": [text, { "id": text, "issued": text, "expires": text }],
            "experience": [{ "kind": text, "months": 1, "during": text }, { "occupation": text, "from": text }],
            "statements": { (text.clone()): true },
            "constraints": { "by": text, (text.clone()): 1 },
            "target": text,
            (text.clone()): text,
        }))
        .to_string();
        assert_refused(&place.as_profile(everywhere.as_bytes()), &context);
        assert_refused(&place.as_stdin(everywhere.as_bytes()), &context);
        let format = json!({ "format": text }).to_string();
        assert_refused(&place.as_profile(format.as_bytes()), &context);
        assert_refused(&place.as_pack(format.as_bytes()), &context);
        // In the order in which a pack is refused: by its keys, then by what it says.
        let keys = pack(
            json!({ (text.clone()): 1, "fields": [{ "id": "f", "name": "F", (text.clone()): 1 }] }),
        );
        assert_refused(&place.as_pack(keys.to_string().as_bytes()), &context);
        let says = pack(json!({
            "fields": [{ "id": text, "name": text, "part_of": [text] }, { "id": text, "name": text }],
            "credentials": [credential("c", json!({ "implies": [text], "classes": [text], "url": text,
                "changes": [{ "on": text, "say": text, "sources": [text] }],
                "routes": [{ "id": text, "requires": { "holds": text }, "sources": [text] }] }))],
        }));
        assert_refused(&place.as_pack(says.to_string().as_bytes()), &context);
        let extends = json!({ "format": "careerpath/pack/1", "pack": { "id": text, "extends": text,
            "title": text, "version": text, "jurisdiction": text, "licence": text } });
        assert_refused(&place.as_pack(extends.to_string().as_bytes()), &context);
        let case = json!({ "name": text, "as_of": text, "profile": { (text.clone()): text },
            "expect": { (text.clone()): text } });
        assert_refused(&place.as_case(case.to_string().as_bytes()), &context);
    }
}

#[test]
fn a_pack_whose_words_steer_shows_them_tamed() {
    let place = Place::new();
    for text in texts() {
        let context = format!("{:?}", text.chars().take(20).collect::<String>());
        let mut pack = pack(json!({
            "fields": [{ "id": "f", "name": text, "aliases": [text] }],
            "credentials": [credential("c", json!({ "name": text, "abbreviation": text, "issuer": text }))],
        }));
        for key in ["title", "version", "jurisdiction", "licence"] {
            pack["pack"][key] = json!(text);
        }
        for key in ["title", "publisher"] {
            pack["sources"][0][key] = json!(text);
        }
        pack["occupations"][0]["title"] = json!(text);
        pack["occupations"][0]["summary"] = json!(text);
        pack["occupations"][0]["requires"] = json!({ "holds": "c", "say": text });
        place.write("hostile.json", pack.to_string().as_bytes());
        for arguments in [
            "list occupations",
            "list credentials",
            "show analyst",
            "show c",
            "advise --degree none",
            "explain analyst",
            "rules check hostile.json",
            "rules show",
            "rules stale",
            "rules diff sample hostile.json",
        ] {
            let outcome = place.run(&format!("{arguments} --rules hostile.json"), Vec::new());
            let context = format!("{arguments}: {context}");
            // A word of ten million letters is a word all the same.
            if text.len() < 1000 {
                assert_tame(&outcome, &context);
            }
            assert!(
                matches!(outcome.code, Some(0 | 3 | 4)),
                "{context}: {:?}",
                outcome.code
            );
        }
    }
}

#[test]
fn a_hundred_thousand_entries_are_refused_soon() {
    let place = Place::new();
    let many =
        |entry: &dyn Fn(usize) -> Value| Value::from((0..100_000).map(entry).collect::<Vec<_>>());
    let members = |value: Value| {
        let members = (0..100_000).map(|number| (format!("key-{number}"), value.clone()));
        Value::Object(members.collect())
    };
    let unknown = many(&|number| json!(format!("nothing-{number}")));
    let profiles = [
        ("credentials", json!({ "credentials": unknown })),
        (
            "equal credentials",
            json!({ "credentials": many(&|_| json!("CB")) }),
        ),
        ("backgrounds", json!({ "background": unknown })),
        ("targets", json!({ "target": unknown })),
        (
            "degrees",
            json!({ "degrees": many(&|_| json!({ "level": "bachelor", "field": "business" })) }),
        ),
        (
            "no degrees",
            json!({ "degrees": many(&|number| json!(number)) }),
        ),
        (
            "experience",
            json!({ "experience": many(&|number| json!({ "kind": "office-work", "months": number % 1200, "during": "bookkeeping-work" })) }),
        ),
        ("statements", json!({ "statements": members(json!(true)) })),
        ("keys", members(json!(1))),
        (
            "keys of a credential",
            json!({ "credentials": [members(json!(1))] }),
        ),
    ];
    for (name, sections) in profiles {
        let text = profile(sections).to_string();
        assert_refused(
            &place.as_profile(text.as_bytes()),
            &format!("{name}, as a profile"),
        );
        assert_refused(
            &place.as_stdin(text.as_bytes()),
            &format!("{name}, by standard input"),
        );
    }
    let id = |number: usize| format!("c-{number}");
    let named =
        |more: &dyn Fn(usize) -> Value| many(&|number| credential(&id(number), more(number)));
    let route = |requires: Value| json!({ "routes": [{ "id": "r", "requires": requires, "sources": ["s"] }] });
    let packs = [
        (
            "unknown ids",
            json!({ "credentials": named(&|number| json!({ "implies": [format!("d-{number}")] })) }),
        ),
        (
            "a chain",
            json!({ "credentials": named(&|number| json!({ "implies": [id(number + 1)] })) }),
        ),
        (
            "a star",
            json!({ "credentials": [credential("c", json!({ "implies": unknown }))] }),
        ),
        (
            "bad ids",
            json!({ "fields": many(&|number| json!({ "id": format!("F {number}"), "name": "F" })) }),
        ),
        (
            "equal ids",
            json!({ "fields": many(&|_| json!({ "id": "f", "name": "F" })) }),
        ),
        (
            "no records",
            json!({ "fields": many(&|number| json!(number)) }),
        ),
        ("sections", members(json!([]))),
        ("keys", json!({ "fields": [members(json!(1))] })),
        (
            "equal routes",
            json!({ "credentials": [credential("c", json!({ "routes": many(&|_| json!({ "id": "r", "sources": ["s"] })) }))] }),
        ),
        (
            "no forms",
            json!({ "credentials": [credential("c", route(json!({ "all": many(&|_| json!({})) })))] }),
        ),
    ];
    for (name, sections) in packs {
        let text = pack(sections).to_string();
        assert_refused(
            &place.as_pack(text.as_bytes()),
            &format!("{name}, as a pack"),
        );
    }
    let case = json!({ "name": "n", "as_of": "never", "profile": {}, "expect": {} });
    let cases = [
        ("cases", many(&|_| case.clone())),
        ("keys of a case", members(json!(1))),
        (
            "keys of an answer",
            json!({ "name": "n", "as_of": "2026-11-22", "profile": {}, "expect": members(json!(1)) }),
        ),
    ];
    for (name, case) in cases {
        let text = case.to_string();
        assert_refused(
            &place.as_case(text.as_bytes()),
            &format!("{name}, as a case"),
        );
    }
}

#[test]
fn numbers_out_of_all_proportion_are_refused() {
    let place = Place::new();
    for number in [
        "1e999",
        "99999999999999999999",
        "-1",
        "1e308",
        "0.1",
        "-0.5",
        "4294967296",
    ] {
        let profiles = [
            format!(r#""experience": [{{ "kind": "office-work", "months": {number} }}]"#),
            format!(
                r#""experience": [{{ "kind": "office-work", "months": 1, "hours_per_week": {number} }}]"#
            ),
            format!(r#""constraints": {{ "hours_per_week": {number} }}"#),
            format!(r#""constraints": {{ "budget_usd": {number} }}"#),
        ];
        for section in profiles {
            let text = format!(r#"{{ "format": "careerpath/profile/1", {section} }}"#);
            assert_refused(&place.as_profile(text.as_bytes()), &text);
        }
        let text =
            pack(json!({ "credentials": [credential("c", json!({ "valid_months": "@" }))] }))
                .to_string()
                .replace("\"@\"", number);
        assert_refused(&place.as_pack(text.as_bytes()), &text);
    }
}

#[test]
fn what_cannot_be_read_is_a_failure() {
    let place = Place::new();
    for arguments in [
        "advise --rules sample --profile sample",
        "advise --rules sample --profile nothing.json",
        "advise --rules nothing.json --degree none",
        "profile check nothing.json/x",
    ] {
        let outcome = place.run(arguments, Vec::new());
        assert_tame(&outcome, arguments);
        assert_eq!(
            (outcome.code, outcome.stdout.as_str()),
            (Some(1), ""),
            "{arguments}"
        );
        assert!(
            outcome.stderr.starts_with("error: cannot read "),
            "{}",
            outcome.stderr
        );
    }
}

#[cfg(unix)]
#[test]
fn file_names_that_steer_are_shown_but_do_not_act() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let place = Place::new();
    for name in [
        "\u{1b}[31mred\u{202e}.json".as_bytes(),
        "\u{9b}2J\nline.json".as_bytes(),
        b"no\xffutf8.json",
    ] {
        let path = place.folder.path().join(OsStr::from_bytes(name));
        for (content, code) in [(Some("{}"), 3), (None, 1)] {
            match content {
                Some(content) => fs::write(&path, content).expect("writes"),
                None => fs::remove_file(&path).expect("removes"),
            }
            for arguments in [
                "profile check",
                "rules check",
                "advise --profile",
                "rules fmt",
            ] {
                // The name follows the option or command it belongs to.
                for before in ["", "--json "] {
                    let mut command = program(&format!("{before}{arguments}"));
                    command
                        .arg(OsStr::from_bytes(name))
                        .current_dir(&place.folder);
                    let outcome = outcome(command.write_stdin(""));
                    let context = format!("{before}{arguments} {}", String::from_utf8_lossy(name));
                    assert_tame(&outcome, &context);
                    let code = match (arguments, before, content) {
                        // It has no form but text.
                        ("rules fmt", "--json ", _) => 2,
                        ("rules fmt", _, Some(_)) => 0,
                        _ => code,
                    };
                    assert_eq!(outcome.code, Some(code), "{context}: {}", outcome.stderr);
                }
            }
        }
    }
}
