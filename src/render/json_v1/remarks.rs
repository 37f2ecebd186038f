//! What surrounds an answer: reasons, guidance, facts, questions, sources and warnings.

use super::list;
use super::scalar::{Number, StatedDate};
use super::words::{Confidence, QuestionKind};
use crate::advice;

wire! {
    /// Why something is said: the rule, what it read, and where it comes from.
    Reason<'a> of advice::Reason<'a> as reason {
        /// The id of the rule or record.
        rule: &'a str = reason.rule,
        /// The reason in words.
        say: &'a str = &reason.say,
        /// The profile facts it rests on, in the order of the profile.
        evidence: Vec<Evidence<'a>> = list(&reason.evidence),
        /// Ids of its sources, sorted.
        sources: &'a [&'a str] = &reason.sources,
        /// The least confidence among its sources.
        confidence: Confidence = reason.confidence.into(),
    }

    /// A profile fact that something rests on.
    Evidence<'a> of advice::Evidence<'a> as evidence {
        /// The JSON Pointer into `profile`, such as `/credentials/0`.
        pointer: &'a str = &evidence.pointer,
        /// What stands there, for readers.
        value: &'a str = &evidence.value,
    }

    /// Advice that is not a requirement.
    Guidance<'a> of advice::GuidanceGiven<'a> as guidance {
        /// The id of the guidance.
        id: &'a str = guidance.because.rule,
        /// The advice.
        say: &'a str = guidance.say,
        /// Why; never empty.
        because: Vec<Reason<'a>> = vec![Reason::from(&guidance.because)],
    }

    /// A dated fact about the field.
    Fact<'a> of advice::FactCited<'a> as fact {
        /// Its id.
        id: &'a str = fact.id,
        /// What it is about.
        topic: &'a str = fact.topic,
        /// The fact in words.
        say: &'a str = fact.say,
        /// Its figure.
        value: Option<Number> = fact.value.map(Number::from),
        /// The figure's unit.
        unit: Option<&'a str> = fact.unit,
        /// The period it holds for.
        period: Option<&'a str> = fact.period,
        /// What to bear in mind.
        caveat: Option<&'a str> = fact.caveat,
        /// The id of its source.
        source: &'a str = fact.source,
        /// How far the source can be trusted.
        confidence: Confidence = fact.confidence.into(),
    }

    /// An unknown fact that could change the answer.
    Question<'a> of advice::Question<'a> as question {
        /// What it is about.
        kind: QuestionKind = question.kind.into(),
        /// The id of the statement, where it is one.
        statement: Option<&'a str> = question.statement,
        /// The question in words.
        ask: &'a str = &question.ask,
        /// What a person should know to answer it.
        help: Option<&'a str> = question.help,
        /// The option that answers it, such as `--attest some-statement=yes`.
        flag: &'a str = &question.flag,
        /// Ids of occupations whose standing the answer could change, sorted.
        could_change: &'a [&'a str] = &question.could_change,
        /// How many preferences and recommendations it could change besides.
        could_change_rules: u32 = question.could_change_rules,
        /// How many routes to what is missing it could open.
        could_open_routes: u32 = question.could_open_routes,
        /// Ids of its sources, sorted.
        sources: &'a [&'a str] = &question.sources,
    }

    /// A source the answer rests on.
    Source<'a> of advice::SourceCited<'a> as source {
        /// Its id.
        id: &'a str = source.id,
        /// The title of the page or table.
        title: &'a str = source.title,
        /// Who publishes it.
        publisher: &'a str = source.publisher,
        /// Its address.
        url: Option<&'a str> = source.url,
        /// The date of what it says.
        as_of: StatedDate = source.as_of.into(),
        /// When it was last read.
        checked: StatedDate = source.checked.into(),
        /// How far it can be trusted.
        confidence: Confidence = source.confidence.into(),
        /// Whether it is due for rechecking.
        is_stale: bool = source.is_stale,
        /// A remark.
        note: Option<&'a str> = source.note,
    }

    /// Something a reader should know that stops nothing.
    Warning<'a> of advice::Warning as warning {
        /// Its stable name.
        code: &'static str = warning.code,
        /// What it says.
        say: &'a str = &warning.say,
    }
}

/// Returns the wire form of one reason or more.
pub(super) fn reasons<'a>(because: &'a advice::Because<'a>) -> Vec<Reason<'a>> {
    because.iter().map(Reason::from).collect()
}
