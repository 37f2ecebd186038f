//! Keys and values of a pack in the words authors use for them.

use serde_json::Value;

use crate::units::Usd;

/// A text longer than this is said to be reworded, not quoted.
const QUOTED: usize = 40;

/// Returns what a record is called for readers.
pub(super) fn title(record: &Value) -> String {
    let keys = ["name", "title", "question", "because", "say"];
    let title = keys.iter().find_map(|key| record.get(key)?.as_str());
    title.unwrap_or_default().to_owned()
}

/// Returns what authors call a key of a record; `kind` is the record's own kind, if it has one.
pub(super) fn label(key: &str, kind: Option<&str>) -> String {
    let label = match (key, kind) {
        ("earn", Some("certification")) => "exam fee",
        ("earn", Some("degree")) => "tuition",
        ("earn", _) => "fee",
        ("earn_member", _) => "fee for members",
        ("prepare", _) => "cost of preparing",
        ("months", _) => "duration",
        ("study_hours", _) => "study time",
        ("valid_months", _) => "validity",
        ("fee_usd", _) => "fee",
        ("member_fee_usd", _) => "fee for members",
        ("every_months", _) => "fee due every",
        ("fee_group", _) => "fee paid once in the group",
        ("from", _) => "in force from",
        ("until", _) => "in force until",
        ("median_usd", _) => "median",
        ("p10_usd", _) => "lower tenth",
        ("p90_usd", _) => "upper tenth",
        ("mean_usd", _) => "average",
        ("on", _) => "retirement",
        ("say", _) => "wording",
        ("because", _) => "reason",
        ("toward", _) => "speaks for",
        ("gives", _) => "gives experience in",
        ("implies", _) => "counts as",
        ("part_of", _) => "part of",
        ("checked", _) => "last checked",
        ("as_of", _) => "date of what it says",
        ("stale_after_days", _) => "recheck after",
        ("url", _) => "address",
        ("move", _) => "class of the move",
        (other, _) => return other.replace('_', " "),
    };
    label.to_owned()
}

/// Returns a plain value in words.
pub(super) fn shown(key: &str, value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "not stated".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => {
            let whole = number.as_u64().and_then(|whole| u32::try_from(whole).ok());
            match (key, whole) {
                ("earn" | "earn_member" | "prepare", Some(usd)) => Usd(usd).to_string(),
                (key, Some(usd)) if key.ends_with("_usd") => Usd(usd).to_string(),
                (key, Some(count)) if key == "months" || key.ends_with("_months") => {
                    counted(count, "month")
                }
                ("hours" | "study_hours", Some(count)) => counted(count, "hour"),
                ("stale_after_days", Some(count)) => counted(count, "day"),
                ("percent", _) => format!("{number} %"),
                _ => number.to_string(),
            }
        }
        Some(other) => other.to_string(),
    }
}

/// Returns whether a value is too long to be quoted beside another.
pub(super) fn is_long(value: Option<&Value>) -> bool {
    let text = value.and_then(Value::as_str);
    text.is_some_and(|text| text.chars().count() > QUOTED)
}

fn counted(count: u32, unit: &str) -> String {
    if count == 1 {
        format!("1 {unit}")
    } else {
        format!("{count} {unit}s")
    }
}
