//! Requirements in an author's words, and the smallest part of one that changed.

use serde_json::Value;

use super::words::shown;

/// How many branches are spelled out.
const SPELLED_OUT: usize = 4;

/// Returns what changed from one requirement to another, one entry for each part.
pub(super) fn changes(old: Option<&Value>, new: Option<&Value>) -> Vec<String> {
    let mut said = Vec::new();
    match (old, new) {
        (None, None) => {}
        (None, Some(new)) => said.push(format!("now asks for {}", words(new))),
        (Some(old), None) => {
            said.push(format!(
                "no longer asks for anything (before: {})",
                words(old)
            ));
        }
        (Some(old), Some(new)) => nested(&mut said, old, new),
    }
    said
}

fn nested(said: &mut Vec<String>, old: &Value, new: &Value) {
    if old == new {
        return;
    }
    if silent(old) == silent(new) {
        said.push("the words for its requirement changed".to_owned());
        return;
    }
    let (Some((key, before)), Some((same, after))) = (branches(old), branches(new)) else {
        said.push(format!("{} → {}", words(old), words(new)));
        return;
    };
    if key != same {
        said.push(format!("{} → {}", words(old), words(new)));
        return;
    }
    if old.get("at_least") != new.get("at_least") {
        let need = |value: &Value| shown("at_least", value.get("at_least"));
        said.push(format!("needs {} → {} in all", need(old), need(new)));
    }
    let gone: Vec<&Value> = before.iter().filter(|each| !after.contains(each)).collect();
    let come: Vec<&Value> = after.iter().filter(|each| !before.contains(each)).collect();
    match (gone.as_slice(), come.as_slice()) {
        ([gone], [come]) => nested(said, gone, come),
        ([], []) if silent_order(before) != silent_order(after) => {
            said.push("the same branches, in another number".to_owned());
        }
        (gone, come) => {
            let verb = if key == "all" { "asks for" } else { "takes" };
            said.extend(
                gone.iter()
                    .map(|each| format!("no longer {verb} {}", words(each))),
            );
            said.extend(
                come.iter()
                    .map(|each| format!("now {verb} {}", words(each))),
            );
        }
    }
}

fn silent_order(branches: &[Value]) -> Vec<String> {
    let mut texts: Vec<String> = branches.iter().map(Value::to_string).collect();
    texts.sort();
    texts
}

fn branches(requirement: &Value) -> Option<(&'static str, &Vec<Value>)> {
    (["all", "any", "of"].into_iter())
        .find_map(|key| Some((key, requirement.get(key)?.as_array()?)))
}

/// Returns the requirement without the words a person sees for it and its parts.
fn silent(requirement: &Value) -> Value {
    match requirement {
        Value::Object(members) => {
            let kept = members.iter().filter(|(key, _)| *key != "say");
            Value::Object(
                kept.map(|(key, value)| (key.clone(), silent(value)))
                    .collect(),
            )
        }
        Value::Array(branches) => Value::Array(branches.iter().map(silent).collect()),
        other => other.clone(),
    }
}

/// Returns a requirement in words, ids as they are.
pub(super) fn words(requirement: &Value) -> String {
    let text = |key: &str| requirement.get(key).and_then(Value::as_str);
    if let Some(id) = text("holds") {
        return id.to_owned();
    }
    if let Some(level) = text("degree") {
        let fields = requirement.get("in").and_then(Value::as_array);
        let fields: Vec<&str> = (fields.into_iter().flatten())
            .filter_map(Value::as_str)
            .collect();
        return if fields.is_empty() {
            format!("degree {level}")
        } else {
            format!("degree {level} in {}", fields.join(" or "))
        };
    }
    if let Some(kind) = text("experience") {
        let key = if requirement.get("hours").is_some() {
            "hours"
        } else {
            "months"
        };
        let mut words = format!("{} of {kind}", shown(key, requirement.get(key)));
        if let Some(window) = requirement.get("within_months") {
            words.push_str(&format!(" within {}", shown("within_months", Some(window))));
        }
        return words;
    }
    for (key, before) in [
        ("background", "background "),
        ("occupation", "having been "),
        ("attests", "statement "),
    ] {
        if let Some(id) = text(key) {
            return format!("{before}{id}");
        }
    }
    let Some((key, of)) = branches(requirement) else {
        return requirement.to_string();
    };
    let mut parts: Vec<String> = of
        .iter()
        .take(SPELLED_OUT)
        .map(|branch| {
            let words = words(branch);
            let is_composite = branches(branch).is_some_and(|(_, of)| of.len() > 1);
            if is_composite {
                format!("({words})")
            } else {
                words
            }
        })
        .collect();
    if of.len() > SPELLED_OUT {
        parts.push(format!("{} more", of.len() - SPELLED_OUT));
    }
    match key {
        "all" if of.is_empty() => "nothing".to_owned(),
        "all" => parts.join(" and "),
        "any" => parts.join(" or "),
        _ => {
            let need = shown("at_least", requirement.get("at_least"));
            format!("{need} of {}", parts.join(", "))
        }
    }
}
