//! Made-up people, who bring what a pack knows.

use careerpath::pack::Pack;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

/// What a person brings, in choices; [`People`] turns them into a profile.
#[derive(Clone, Debug)]
pub struct Person {
    backgrounds: Option<Vec<Index>>,
    occupation: Option<Option<Index>>,
    degrees: Option<Vec<(u8, Index, u16)>>,
    credentials: Option<Vec<(u8, Index, u16)>>,
    experience: Option<Vec<(u8, Index, u16)>>,
    statements: Vec<(Index, bool)>,
    limits: (Option<u32>, Option<u32>, Option<u16>),
    target: Option<Index>,
}

impl Person {
    /// Returns anybody.
    pub fn any() -> impl Strategy<Value = Self> {
        let entries = || of(vec(any::<(u8, Index, u16)>(), 0..4));
        (
            of(vec(any::<Index>(), 0..3)),
            of(of(any::<Index>())),
            entries(),
            entries(),
            entries(),
            vec(any::<(Index, bool)>(), 0..2),
            (of(1_u32..60), of(0_u32..20_000), of(any::<u16>())),
            of(any::<Index>()),
        )
            .prop_map(
                |(
                    backgrounds,
                    occupation,
                    degrees,
                    credentials,
                    experience,
                    statements,
                    limits,
                    target,
                )| Self {
                    backgrounds,
                    occupation,
                    degrees,
                    credentials,
                    experience,
                    statements,
                    limits,
                    target,
                },
            )
    }
}

/// The ids people can have.
pub struct People<'p> {
    backgrounds: Vec<&'p str>,
    occupations: Vec<&'p str>,
    degrees: Vec<&'p str>,
    fields: Vec<&'p str>,
    credentials: Vec<&'p str>,
    kinds: Vec<&'p str>,
    statements: Vec<&'p str>,
}

/// Returns a date between 2026-12 and 2035, at one of the three precisions.
fn later(number: u16) -> String {
    let (year, month, day) = (2027 + number % 8, 1 + number / 8 % 12, 1 + number / 96 % 28);
    match number % 3 {
        0 => format!("{year}"),
        1 => format!("{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

/// Returns a month between 2010 and 2025.
fn earlier(number: u16) -> String {
    format!("{}-{:02}", 2010 + number % 16, 1 + number / 16 % 12)
}

impl<'p> People<'p> {
    /// Returns those for whom the pack has words.
    pub fn of(pack: &'p Pack) -> Self {
        let qualifications = |are_degrees: bool| {
            let such = pack
                .qualifications
                .iter()
                .filter(move |each| each.kind.is_degree() == are_degrees);
            such.map(|each| each.id.as_str()).collect()
        };
        Self {
            backgrounds: pack
                .backgrounds
                .iter()
                .map(|each| each.id.as_str())
                .collect(),
            occupations: pack
                .occupations
                .iter()
                .map(|each| each.id.as_str())
                .collect(),
            degrees: qualifications(true),
            fields: pack.fields.iter().map(|each| each.id.as_str()).collect(),
            credentials: qualifications(false),
            kinds: pack.kinds.iter().map(|each| each.id.as_str()).collect(),
            statements: pack
                .statements
                .iter()
                .map(|each| each.id.as_str())
                .collect(),
        }
    }

    fn degree(&self, (form, which, number): (u8, Index, u16)) -> Value {
        let id = which.get(&self.degrees);
        let level = ["associate", "bachelor", "master", "doctorate"][usize::from(number % 4)];
        match form % 4 {
            0 => json!({ "id": id, "expected": later(number) }),
            1 => json!({ "level": level, "field": which.get(&self.fields) }),
            _ => json!(id),
        }
    }

    fn credential(&self, (form, which, number): (u8, Index, u16)) -> Value {
        let id = which.get(&self.credentials);
        match form % 5 {
            0 => json!({ "id": id, "expected": later(number) }),
            1 => json!({ "id": id, "expires": later(number) }),
            2 => json!({ "id": id, "expires": earlier(number) }),
            3 => json!({ "id": id, "issued": earlier(number) }),
            _ => json!(id),
        }
    }

    fn experience(&self, (form, which, number): (u8, Index, u16)) -> Value {
        let kind = which.get(&self.kinds);
        let occupation = which.get(&self.occupations);
        match form % 4 {
            0 => json!({ "occupation": occupation, "from": earlier(number) }),
            1 => {
                json!({ "occupation": occupation, "months": number % 120, "hours_per_week": 1 + number % 60 })
            }
            2 => json!({ "kind": kind, "from": earlier(number), "until": later(0) }),
            _ => json!({ "kind": kind, "months": number % 120 }),
        }
    }

    /// Returns the person's profile; it may contradict itself.
    pub fn profile(&self, person: &Person) -> Value {
        let mut profile = json!({ "format": "careerpath/profile/1" });
        if let Some(backgrounds) = &person.backgrounds {
            let names = backgrounds
                .iter()
                .map(|which| *which.get(&self.backgrounds));
            profile["background"] = names.collect();
        }
        if let Some(occupation) = &person.occupation {
            let name = occupation.map_or("none", |which| *which.get(&self.occupations));
            profile["occupation"] = json!(name);
        }
        if let Some(degrees) = &person.degrees {
            profile["degrees"] = degrees.iter().map(|degree| self.degree(*degree)).collect();
        }
        if let Some(credentials) = &person.credentials {
            profile["credentials"] = credentials
                .iter()
                .map(|each| self.credential(*each))
                .collect();
        }
        if let Some(experience) = &person.experience {
            profile["experience"] = experience
                .iter()
                .map(|each| self.experience(*each))
                .collect();
        }
        for (which, answer) in &person.statements {
            profile["statements"][*which.get(&self.statements)] = json!(answer);
        }
        let (hours, budget, by) = person.limits;
        if hours.or(budget).is_some() || by.is_some() {
            profile["constraints"] =
                json!({ "hours_per_week": hours, "budget_usd": budget, "by": by.map(later) });
        }
        if let Some(target) = person.target {
            profile["target"] = json!(target.get(&self.occupations));
        }
        profile
    }

    /// Returns the profile of the same person with a qualification or some work more.
    pub fn with(&self, mut profile: Value, (form, which, number): (u8, Index, u16)) -> Value {
        let (section, entry) = match form % 4 {
            0 => ("degrees", json!(which.get(&self.degrees))),
            1 => ("degrees", self.degree((1, which, number))),
            2 => ("credentials", json!(which.get(&self.credentials))),
            _ => ("experience", self.experience((form / 4, which, number))),
        };
        match &mut profile[section] {
            Value::Array(list) => list.push(entry),
            absent => *absent = json!([entry]),
        }
        profile
    }
}
