//! When each source is due for rechecking, what rests on it, and how far a pack can be trusted.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Value, json};

use super::citations::citations;
use super::{Confidence, Pack, Source};
use crate::units::Date;

/// A source and when it is due.
#[derive(Clone, Debug)]
pub struct Due<'p> {
    /// The source.
    pub source: &'p Source,
    /// The last day it counts as fresh.
    pub fresh_until: Date,
    /// How many days are left; negative: so many too late.
    pub days_left: i64,
    /// Ids of the records that rest on it, sorted.
    pub records: Vec<&'p str>,
}

impl Due<'_> {
    /// Returns whether the source should have been rechecked by now.
    pub fn is_stale(&self) -> bool {
        self.days_left < 0
    }
}

/// Returns every source of the pack by the day it is due, soonest first, then by how many records
/// rest on it, most first, then by id.
pub fn due(pack: &Pack, as_of: Date) -> Vec<Due<'_>> {
    let mut records: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); pack.sources.len()];
    for (record, source) in citations(pack) {
        if let Some(records) = records.get_mut(source.position()) {
            records.insert(record);
        }
    }
    let mut due: Vec<Due<'_>> = (pack.sources.iter().zip(records))
        .map(|(source, records)| {
            let checked = source.checked.last_day();
            let fresh_until = checked.plus_days(i64::from(source.stale_after_days));
            Due {
                source,
                fresh_until,
                days_left: as_of.days_until(fresh_until),
                records: records.into_iter().collect(),
            }
        })
        .collect();
    due.sort_by(|a, b| {
        (a.fresh_until, b.records.len(), &a.source.id).cmp(&(
            b.fresh_until,
            a.records.len(),
            &b.source.id,
        ))
    });
    due
}

/// Returns the sources as lines of text: when, how many records, id, title and address.
pub fn text(due: &[Due<'_>]) -> String {
    let mut text = String::new();
    for each in due {
        let when = match each.days_left {
            days @ ..0 => format!("{} overdue", days_in_words(days)),
            0 => "due today".to_owned(),
            days => format!("due in {}", days_in_words(days)),
        };
        let count = each.records.len();
        let records = if count == 1 { "record" } else { "records" };
        let source = each.source;
        let address = source.url.as_deref().unwrap_or("no address");
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "{}  {when}  {}  {count} {records}  {}\n    {}, {}\n    {address}",
            each.fresh_until,
            source.confidence.as_str(),
            source.id,
            source.title,
            source.publisher,
        );
    }
    text
}

fn days_in_words(days: i64) -> String {
    match days.unsigned_abs() {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// Returns the sources as a JSON list.
pub fn json(due: &[Due<'_>]) -> Value {
    let entries = due.iter().map(|each| {
        json!({
            "id": each.source.id,
            "title": each.source.title,
            "publisher": each.source.publisher,
            "url": each.source.url,
            "confidence": each.source.confidence.as_str(),
            "as_of": each.source.as_of.to_string(),
            "checked": each.source.checked.to_string(),
            "fresh_until": each.fresh_until.to_string(),
            "days_left": each.days_left,
            "is_stale": each.is_stale(),
            "records": each.records,
        })
    });
    Value::Array(entries.collect())
}

/// How many sources, and how many citations of them, are of one confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConfidenceCount {
    /// The confidence.
    pub confidence: Confidence,
    /// Sources of it.
    pub sources: usize,
    /// Citations of such sources: one for each place of a record that names one.
    pub citations: usize,
}

/// Returns the counts of the pack: primary, secondary, unverified, judgement.
pub fn confidence_counts(pack: &Pack) -> [ConfidenceCount; 4] {
    let count = |confidence: Confidence| {
        let is_such = |source: &&Source| source.confidence == confidence;
        let citations = citations(pack).filter_map(|(_, index)| pack.sources.get(index.position()));
        ConfidenceCount {
            confidence,
            sources: pack.sources.iter().filter(is_such).count(),
            citations: citations.filter(is_such).count(),
        }
    };
    [
        count(Confidence::Primary),
        count(Confidence::Secondary),
        count(Confidence::Unverified),
        count(Confidence::Judgement),
    ]
}

/// Returns the counts of the pack as JSON.
pub fn confidence_json(pack: &Pack) -> Value {
    let counts = confidence_counts(pack);
    let counts = counts.iter().map(|count| {
        json!({
            "confidence": count.confidence.as_str(),
            "sources": count.sources,
            "citations": count.citations,
        })
    });
    Value::Array(counts.collect())
}

/// Returns the counts as a Markdown table, as the README carries it.
pub fn confidence_table(counts: &[ConfidenceCount]) -> String {
    let mut table = "| confidence | sources | citations |\n|---|---:|---:|\n".to_owned();
    for count in counts {
        let confidence = count.confidence.as_str();
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "| {confidence} | {} | {} |",
            count.sources, count.citations
        );
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::shipped;

    #[test]
    fn what_is_due_sooner_comes_first() {
        let pack = shipped::pack().expect("the shipped pack");
        let as_of = "2026-11-22".parse().expect("a day");
        let due = due(&pack, as_of);
        assert_eq!(due.len(), pack.sources.len());
        assert!(due.is_sorted_by_key(|each| each.fresh_until));
        for each in &due {
            assert_eq!(each.is_stale(), each.source.is_stale(as_of), "{each:?}");
            assert!(!each.records.is_empty(), "{} is cited", each.source.id);
        }
        let soonest = due.first().expect("a source");
        let day_after = soonest.fresh_until.plus_days(1);
        let late = super::due(&pack, day_after);
        let late = late.first().expect("a source");
        assert_eq!((late.days_left, late.is_stale()), (-1, true));
        let text = text(std::slice::from_ref(late));
        assert!(
            text.contains("1 day overdue") && text.contains(&late.source.id),
            "{text}"
        );
        let json = json(std::slice::from_ref(late));
        assert_eq!(json.pointer("/0/days_left"), Some(&Value::from(-1)));
    }

    #[test]
    fn every_source_and_citation_is_counted_once() {
        let pack = shipped::pack().expect("the shipped pack");
        let counts = confidence_counts(&pack);
        let sources: usize = counts.iter().map(|count| count.sources).sum();
        let all: usize = counts.iter().map(|count| count.citations).sum();
        assert_eq!(
            (sources, all),
            (pack.sources.len(), citations(&pack).count())
        );
        assert_eq!(confidence_table(&counts).lines().count(), 6);
    }
}
