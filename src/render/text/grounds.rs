//! What the answer rests on: reasons, sources, caveats.

use crate::advice::{PackName, Reason, SourceCited, Warning};
use crate::pack::Confidence;

use super::layout::{Item, Page, Sign};
use super::words::{all_of, confidence, count, sentence};

/// Characters of the pack's hash that are shown: enough to compare by eye.
const SHOWN_OF_HASH: usize = 12;

/// Writes reasons as a list: the first `few`, all when verbose.
pub(super) fn reasons<'r, 'p: 'r>(
    page: &mut Page<'_>,
    depth: usize,
    reasons: impl Iterator<Item = &'r Reason<'p>>,
    few: usize,
) {
    for reason in reasons.take(page.at_most(few)) {
        let item = Item::new(depth, Sign::Bullet).say_all(because(page, reason));
        page.put(&item);
    }
}

/// Returns a reason in statements: with its rule, evidence and sources when verbose.
pub(super) fn because(page: &Page<'_>, reason: &Reason<'_>) -> Vec<String> {
    let mut statements = vec![said(reason)];
    if page.options().verbose {
        if !reason.evidence.is_empty() {
            let facts: Vec<String> = reason
                .evidence
                .iter()
                .map(|fact| format!("{} ({})", fact.value, fact.pointer))
                .collect();
            statements.push(format!("You said: {}.", facts.join("; ")));
        }
        statements.push(format!(
            "Rule `{}`; {}.",
            reason.rule,
            sources_of(&reason.sources)
        ));
    }
    statements
}

fn said(reason: &Reason<'_>) -> String {
    let sentence = sentence(&reason.say);
    match reason.confidence {
        Confidence::Primary | Confidence::Secondary => sentence,
        Confidence::Unverified => format!("{sentence} (Not confirmed at the issuer.)"),
        Confidence::Judgement => format!("{sentence} (Our own judgement.)"),
    }
}

/// Returns ids of sources as part of a sentence.
pub(super) fn sources_of(ids: &[&str]) -> String {
    match ids {
        [] => "no source".to_owned(),
        [only] => format!("source {only}"),
        several => format!("sources {}", all_of(several)),
    }
}

/// Writes what to bear in mind, and which pack answered.
pub(super) fn caveats(
    page: &mut Page<'_>,
    caveats: &[std::borrow::Cow<'_, str>],
    sources: &[SourceCited<'_>],
    pack: &PackName<'_>,
    as_of: crate::units::Date,
) {
    page.section("Please bear in mind");
    for caveat in caveats {
        page.put(&Item::new(1, Sign::Bullet).say(sentence(caveat)));
    }
    let unverified = ids(sources, |source| {
        source.confidence == Confidence::Unverified
    });
    if !unverified.is_empty() {
        let mut item = Item::new(1, Sign::Bullet).say(format!(
            "{} of {} could not be confirmed at the issuer: ask there before you pay.",
            unverified.len(),
            count(sources.len(), "source", "sources"),
        ));
        if page.options().verbose {
            item = item.say(format!("These are {}.", all_of(&unverified)));
        }
        page.put(&item);
    }
    let stale = ids(sources, |source| source.is_stale);
    if !stale.is_empty() {
        page.put(&Item::new(1, Sign::Bullet).say(format!(
            "Read long ago and due for another look: {}.",
            super::words::some_of(&stale, page.at_most(5))
        )));
    }
    let hash: String = pack.sha256.chars().take(SHOWN_OF_HASH).collect();
    page.put(&Item::new(1, Sign::Bullet).say(format!(
        "Rules: {} {} ({hash}), applied as of {as_of}.",
        pack.id, pack.version
    )));
}

fn ids<'p>(sources: &[SourceCited<'p>], keep: impl Fn(&SourceCited<'p>) -> bool) -> Vec<&'p str> {
    sources
        .iter()
        .filter(|source| keep(source))
        .map(|source| source.id)
        .collect()
}

/// Writes every source: what, by whom, of when, how far to be trusted, where.
pub(super) fn sources(page: &mut Page<'_>, sources: &[SourceCited<'_>]) {
    if sources.is_empty() {
        return;
    }
    page.section("Sources");
    for source in sources {
        let mut item = Item::new(1, Sign::Bullet)
            .lead(format!("{}:", source.id))
            .say(sentence(&format!("{}, {}", source.title, source.publisher)))
            .say(format!(
                "Of {}, read {}; {}.",
                source.as_of,
                source.checked,
                confidence(source.confidence)
            ));
        if source.is_stale {
            item = item.say("Due for another look.");
        }
        if let Some(note) = source.note {
            item = item.say(sentence(note));
        }
        if let Some(url) = source.url {
            item = item.say(url);
        }
        page.put(&item);
    }
}

/// Whether [`caveats`] says what a warning says.
pub(super) fn is_caveat(warning: &Warning) -> bool {
    matches!(warning.code, "stale-sources" | "unverified-sources")
}

/// Writes warnings as a list.
pub(super) fn warnings<'w>(page: &mut Page<'_>, warnings: impl IntoIterator<Item = &'w Warning>) {
    for warning in warnings {
        page.put(
            &Item::new(1, Sign::Bullet)
                .lead("Note:")
                .say(sentence(&warning.say)),
        );
    }
}
