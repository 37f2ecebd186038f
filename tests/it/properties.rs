//! What holds for every profile and pack, tried on many made-up ones.
//!
//! Most run on an example pack, which is small; what has to do with size or with the shipped
//! rules tries them a few times.

mod people;

use std::sync::LazyLock;

use careerpath::advice::{Advice, Gap, Standing};
use careerpath::advise::evaluate::Situation;
use careerpath::advise::{Objective, Options, advise, stated};
use careerpath::diagnostic::{Diagnostic, Place};
use careerpath::json::Document;
use careerpath::pack::check::{PackFile, check};
use careerpath::pack::requirement::{NodeIndex, Verdict};
use careerpath::pack::{Pack, lint, raw, read, shipped};
use careerpath::profile::resolve::Names;
use careerpath::profile::{Profile, raw::Profile as Said};
use careerpath::render::json_v1;
use careerpath::units::{AsOf, Date};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use serde_json::{Value, json};

use people::{People, Person};

const EXAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/rules/examples/teacher-to-data-analyst"
);

fn today() -> Date {
    "2026-11-22".parse().expect("a day")
}

const HOW: Options = Options::of(Objective::Soonest);

fn nowhere(_: usize, _: &str) -> Place {
    Place::default()
}

/// Returns the example pack as its authors wrote it.
fn example() -> raw::Document {
    let mut whole = raw::Document::default();
    for entry in std::fs::read_dir(EXAMPLE).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let text = std::fs::read_to_string(path).expect("text");
            whole.append(serde_json::from_str(&text).expect("a part of a pack"));
        }
    }
    whole
}

fn checked(document: raw::Document) -> Result<Pack, Vec<Diagnostic>> {
    let files = [PackFile { document, layer: 0 }];
    check(&files, "hash".to_owned(), &nowhere)
}

/// Reads and checks a profile as the program does.
fn profile(document: &Value, pack: &Pack) -> Result<Profile, Vec<Diagnostic>> {
    let text = document.to_string();
    let document = Document::parse("p.json", text.as_bytes()).map_err(|problem| vec![problem])?;
    let mut found = Vec::new();
    let said = Said::read(&document, &mut found);
    let checked = careerpath::profile::check::check(
        &said,
        pack,
        &Names::of(pack),
        AsOf(today()),
        &Clone::clone,
    );
    if found.is_empty() {
        checked
    } else {
        Err(found)
    }
}

fn advice_of<'p>(profile: &'p Profile, pack: &'p Pack) -> Advice<'p> {
    advise(profile, pack, AsOf(today()), &HOW)
}

fn json_of(profile: &Profile, pack: &Pack) -> String {
    json_v1::advice(&advice_of(profile, pack))
}

/// Returns the list in another order, which `keys` decide.
fn shuffled<T>(list: &mut Vec<T>, keys: &[Index]) {
    let mut rest = std::mem::take(list);
    for key in keys.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        list.push(rest.swap_remove(key.index(rest.len())));
    }
}

fn shuffled_pack(mut pack: raw::Document, keys: &[Index]) -> raw::Document {
    shuffled(&mut pack.backgrounds, keys);
    shuffled(&mut pack.fields, keys);
    shuffled(&mut pack.experience, keys);
    shuffled(&mut pack.credentials, keys);
    shuffled(&mut pack.degrees, keys);
    shuffled(&mut pack.occupations, keys);
    shuffled(&mut pack.recommendations, keys);
    shuffled(&mut pack.guidance, keys);
    shuffled(&mut pack.statements, keys);
    shuffled(&mut pack.facts, keys);
    shuffled(&mut pack.sources, keys);
    for credential in &mut pack.credentials {
        shuffled(&mut credential.routes, keys);
        shuffled(&mut credential.sources, keys);
    }
    for occupation in &mut pack.occupations {
        shuffled(&mut occupation.leads_to, keys);
        shuffled(&mut occupation.gives, keys);
        shuffled(&mut occupation.sources, keys);
    }
    pack
}

fn shuffled_profile(mut profile: Value, keys: &[Index]) -> Value {
    for section in ["background", "degrees", "credentials", "experience"] {
        if let Some(Value::Array(list)) = profile.get_mut(section) {
            shuffled(list, keys);
        }
    }
    profile
}

/// Small JSON values, some with the keys and words of our formats.
fn values() -> impl Strategy<Value = Value> {
    let words = prop_oneof![
        Just("data-analyst"),
        Just("2027-02-29"),
        Just("careerpath/pack/1"),
        Just("none"),
        Just(""),
        Just("\u{1b}[31m\u{202e}"),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u32>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        words.prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let keys = prop_oneof![
            Just("id".to_owned()),
            Just("format".to_owned()),
            Just("requires".to_owned()),
            Just("any".to_owned()),
            Just("credentials".to_owned()),
            Just("experience".to_owned()),
            Just("months".to_owned()),
            "[a-z_~/]{0,4}",
        ];
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((keys, inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Puts `value` in the place of one of the values inside `whole`, or takes that one away.
fn mutated(whole: &mut Value, place: Index, value: Option<Value>) {
    let mut pointers = Vec::new();
    let mut todo = vec![(String::new(), &*whole)];
    while let Some((pointer, value)) = todo.pop() {
        match value {
            Value::Array(list) => todo.extend(
                (list.iter().enumerate())
                    .map(|(at, value)| (careerpath::json::child(&pointer, at), value)),
            ),
            Value::Object(members) => todo.extend(
                (members.iter())
                    .map(|(key, value)| (careerpath::json::child(&pointer, key), value)),
            ),
            _ => {}
        }
        pointers.push(pointer);
    }
    let pointer = pointers[place.index(pointers.len())].clone();
    match (value, pointer.rsplit_once('/')) {
        (Some(value), _) => *whole.pointer_mut(&pointer).expect("is there") = value,
        (None, Some((parent, key))) => match whole.pointer_mut(parent).expect("is there") {
            Value::Object(members) => {
                members.remove(&key.replace("~1", "/").replace("~0", "~"));
            }
            Value::Array(list) => {
                list.remove(key.parse().expect("a position"));
            }
            _ => {}
        },
        (None, None) => {}
    }
}

/// Reads a pack and does with it what the program does.
fn use_pack(document: &Value) {
    let text = document.to_string();
    let Ok(document) = Document::parse("pack.json", text.as_bytes()) else {
        return;
    };
    let mut found = Vec::new();
    let raw = read::read(&document, &mut found);
    let files = [PackFile {
        document: raw,
        layer: 0,
    }];
    let locate = |_: usize, pointer: &str| document.place(pointer);
    let Ok(pack) = check(&files, String::new(), &locate) else {
        return;
    };
    lint::lint(&files, &pack, today(), &locate);
    let nobody = json!({ "format": "careerpath/profile/1" });
    let nobody = profile(&nobody, &pack).expect("fits every pack");
    json_of(&nobody, &pack);
}

/// A JSON value whose keys stay in their order.
#[derive(Debug, PartialEq)]
enum Ordered {
    Plain(Value),
    List(Vec<Ordered>),
    Object(Vec<(String, Ordered)>),
}

impl<'de> serde::Deserialize<'de> for Ordered {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Ordered;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("JSON")
            }

            fn visit_unit<E>(self) -> Result<Ordered, E> {
                Ok(Ordered::Plain(Value::Null))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Ordered, E> {
                Ok(Ordered::Plain(value.into()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Ordered, E> {
                Ok(Ordered::Plain(value.into()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Ordered, E> {
                Ok(Ordered::Plain(value.into()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Ordered, E> {
                Ok(Ordered::Plain(value.into()))
            }

            fn visit_str<E>(self, value: &str) -> Result<Ordered, E> {
                Ok(Ordered::Plain(value.into()))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut list: A,
            ) -> Result<Ordered, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = list.next_element()? {
                    entries.push(entry);
                }
                Ok(Ordered::List(entries))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut object: A,
            ) -> Result<Ordered, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = object.next_entry()? {
                    members.push(member);
                }
                Ok(Ordered::Object(members))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl serde::Serialize for Ordered {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain(value) => value.serialize(serializer),
            Self::List(list) => serializer.collect_seq(list),
            Self::Object(members) => {
                serializer.collect_map(members.iter().map(|(key, value)| (key, value)))
            }
        }
    }
}

/// Asserts that the JSON, read and written again, has the same bytes.
fn assert_reads_back(text: &str) {
    let read: Ordered = serde_json::from_str(text).expect("JSON");
    let written = serde_json::to_string_pretty(&read).expect("JSON");
    assert_eq!(format!("{written}\n"), text);
}

/// The shipped pack, checked once.
static SHIPPED: LazyLock<Pack> = LazyLock::new(|| shipped::pack().expect("sound"));

/// Every requirement of the pack, by the root of its tree.
fn requirements(pack: &Pack) -> Vec<NodeIndex> {
    (0..pack.requirements.node_count())
        .map(|node| NodeIndex(u32::try_from(node).expect("few nodes")))
        .collect()
}

/// What stands in the way, and by how much.
fn widths(gaps: &[Gap<'_>]) -> Vec<(String, Option<u32>, Option<u32>)> {
    let width = |gap: &Gap<'_>| {
        let requirement = format!("{:?}", gap.requirement);
        (requirement, gap.short_by_months, gap.short_by_worth)
    };
    gaps.iter().map(width).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_changes_no_byte_of_the_advice(person in Person::any(), keys in vec(any::<Index>(), 8)) {
        let pack = checked(example()).expect("sound");
        let people = People::of(&pack);
        let document = people.profile(&person);
        let one = profile(&document, &pack);
        prop_assume!(one.is_ok());
        let one = one.expect("is fine");
        let expected = json_of(&one, &pack);
        let other_pack = checked(shuffled_pack(example(), &keys)).expect("sound");
        let document = shuffled_profile(document, &keys);
        let other = profile(&document, &other_pack).expect("is fine");
        prop_assert_eq!(&expected, &json_of(&other, &other_pack));
        prop_assert_eq!(&expected, &json_of(&one, &pack), "the second run differs");
    }

    #[test]
    fn what_is_written_reads_back_the_same(person in Person::any()) {
        let pack = checked(example()).expect("sound");
        let people = People::of(&pack);
        let one = profile(&people.profile(&person), &pack);
        prop_assume!(one.is_ok());
        let one = one.expect("is fine");
        let advice = json_of(&one, &pack);
        assert_reads_back(&advice);
        let normal = json_v1::profile(&stated(&one, &pack));
        assert_reads_back(&normal);
        let normal: Value = serde_json::from_str(&normal).expect("JSON");
        let again = profile(&normal, &pack).expect("what is written is fine");
        prop_assert_eq!(&one, &again);
        prop_assert_eq!(advice, json_of(&again, &pack));
    }

    #[test]
    fn gaining_something_never_takes_away(person in Person::any(), gain in any::<(u8, Index, u16)>()) {
        let pack = checked(example()).expect("sound");
        let people = People::of(&pack);
        let before = people.profile(&person);
        let after = people.with(before.clone(), gain);
        let (Ok(one), Ok(other)) = (profile(&before, &pack), profile(&after, &pack)) else {
            return Ok(());
        };
        let context = format!("{before}\n{after}");
        let situation = Situation::of(&one, &pack, today());
        let gained = Situation::of(&other, &pack, today());
        for node in requirements(&pack) {
            let stays = situation.verdict(node) != Verdict::Met || gained.verdict(node) == Verdict::Met;
            prop_assert!(stays, "{:?} is met no longer: {}", pack.requirements.node(node), context);
        }
        let (old, new) = (advice_of(&one, &pack), advice_of(&other, &pack));
        for now in &new.occupations {
            let Some(was) = old.occupations.iter().find(|was| was.id == now.id) else {
                continue;
            };
            let had = widths(&was.missing.required);
            for (requirement, months, worth) in widths(&now.missing.required) {
                let same = had.iter().find(|(had, ..)| *had == requirement);
                prop_assert!(same.is_some(), "{} lacks {requirement} only now: {context}", now.id);
                let (_, had_months, had_worth) = same.expect("is there");
                // What was not known before has no measure.
                let is_wider = |had: Option<u32>, now: Option<u32>| had.is_some() && now > had;
                prop_assert!(
                    !is_wider(*had_months, months) && !is_wider(*had_worth, worth), "{}: {context}", now.id);
            }
            if was.standing == Standing::Ready {
                prop_assert_eq!(now.standing, Standing::Ready, "{}: {}", now.id, context);
            }
            if let Some(plan) = &was.plan {
                let finish = now.plan.as_ref().map(|plan| plan.finish_week);
                let is_sooner = finish.is_none_or(|finish| finish <= plan.finish_week)
                    && (finish.is_some() || now.standing == Standing::Ready);
                prop_assert!(is_sooner, "{}: {:?} after {:?}: {}", now.id, finish, plan.finish_week, context);
            }
        }
    }

    #[test]
    fn gaining_something_unmeets_nothing_of_the_shipped_pack(
        person in Person::any(),
        gains in vec(any::<(u8, Index, u16)>(), 1..8),
    ) {
        let people = People::of(&SHIPPED);
        let mut before = people.profile(&person);
        for gain in gains {
            let after = people.with(before.clone(), gain);
            let (Ok(one), Ok(other)) = (profile(&before, &SHIPPED), profile(&after, &SHIPPED)) else {
                return Ok(());
            };
            let situation = Situation::of(&one, &SHIPPED, today());
            let gained = Situation::of(&other, &SHIPPED, today());
            for node in requirements(&SHIPPED) {
                let stays = situation.verdict(node) != Verdict::Met
                    || gained.verdict(node) == Verdict::Met;
                let requirement = SHIPPED.requirements.node(node);
                prop_assert!(stays, "{:?} is met no longer: {}\n{}", requirement, before, after);
            }
            before = after;
        }
    }

    #[test]
    fn no_value_makes_it_panic(value in values()) {
        let pack = checked(example()).expect("sound");
        if let Ok(profile) = profile(&value, &pack) {
            json_of(&profile, &pack);
        }
        use_pack(&value);
    }

    #[test]
    fn no_profile_with_a_fault_makes_it_panic(
        person in Person::any(),
        place in any::<Index>(),
        value in proptest::option::of(values()),
    ) {
        let pack = checked(example()).expect("sound");
        let mut document = People::of(&pack).profile(&person);
        mutated(&mut document, place, value);
        if let Ok(profile) = profile(&document, &pack) {
            json_of(&profile, &pack);
        }
    }

    #[test]
    fn no_pack_with_a_fault_makes_it_panic(
        places in vec((any::<Index>(), proptest::option::of(values())), 1..3),
    ) {
        let mut document = serde_json::to_value(example()).expect("JSON");
        for (place, value) in places {
            mutated(&mut document, place, value);
        }
        use_pack(&document);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..64), at in any::<Index>()) {
        let mut text = serde_json::to_string(&example()).expect("JSON").into_bytes();
        let at = at.index(text.len());
        text.splice(at..(at + bytes.len() / 2).min(text.len()), bytes);
        if let Ok(document) = Document::parse("p.json", &text) {
            use_pack(&document.value);
        }
    }
}

#[test]
fn order_changes_no_byte_of_the_advice_by_the_shipped_pack() {
    let document = json!({ "format": "careerpath/profile/1", "background": ["it"],
        "occupation": "none", "degrees": [], "credentials": ["CCNA", "CISSP", "PMP"],
        "experience": [{ "kind": "information-security", "months": 72 }, { "kind": "it-support", "months": 24 }] });
    let shipped = shipped::document().expect("reads");
    let pack = checked(shipped.clone()).expect("sound");
    let one = profile(&document, &pack).expect("is fine");
    let expected = json_of(&one, &pack);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..2 {
        let keys = vec(any::<Index>(), 64)
            .new_tree(&mut runner)
            .expect("keys")
            .current();
        let other_pack = checked(shuffled_pack(shipped.clone(), &keys)).expect("sound");
        let document = shuffled_profile(document.clone(), &keys);
        let other = profile(&document, &other_pack).expect("is fine");
        assert_eq!(expected, json_of(&other, &other_pack));
    }
}
