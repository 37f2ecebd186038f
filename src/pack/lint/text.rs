//! The grammar of the words that are put together for readers.
//!
//! Sentences stand by themselves: they begin with a capital letter and end with a full stop, or,
//! where they ask, with a question mark. The words of a requirement follow "you need", so they
//! begin small, unless a name comes first, and have no full stop.

use std::collections::BTreeSet;

use super::Linter;
use crate::diagnostic::Code;
use crate::json::{plain, quote};
use crate::pack::check::merge::At;
use crate::pack::{Pack, raw};

/// What words are put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grammar {
    Sentence,
    Question,
    /// Words that follow "you need".
    Phrase,
    /// A name, a title, a scope: only blanks are looked at.
    Name,
}

impl Linter<'_> {
    /// Lints every text of the pack.
    pub(super) fn texts(&mut self) {
        let merged = self.merged;
        let mut texts = Texts::default();
        for each in &merged.backgrounds {
            let record = &each.record;
            texts.add(each.at, "/name", Grammar::Name, &record.name);
            texts.maybe(each.at, "/question", Grammar::Question, &record.question);
        }
        for each in merged.fields.iter().chain(&merged.experience) {
            texts.add(each.at, "/name", Grammar::Name, &each.record.name);
            texts.list(each.at, "/aliases", Grammar::Name, &each.record.aliases);
        }
        for each in &merged.credentials {
            let record = &each.record;
            let names = (&record.name, &record.abbreviation, &record.aliases);
            texts.qualification(
                each.at,
                names,
                &record.routes,
                &record.changes,
                &record.notes,
            );
            texts.add(each.at, "/issuer", Grammar::Name, &record.issuer);
            if let Some(renewal) = &record.renewal {
                texts.maybe(each.at, "/renewal/say", Grammar::Sentence, &renewal.say);
            }
        }
        for each in &merged.degrees {
            let record = &each.record;
            let names = (&record.name, &record.abbreviation, &record.aliases);
            texts.qualification(
                each.at,
                names,
                &record.routes,
                &record.changes,
                &record.notes,
            );
        }
        for each in &merged.occupations {
            texts.occupation(each.at, each.record);
        }
        for each in &merged.recommendations {
            let record = &each.record;
            texts.add(each.at, "/because", Grammar::Sentence, &record.because);
            texts.maybe(each.at, "/limits", Grammar::Sentence, &record.limits);
        }
        for each in &merged.guidance {
            let record = &each.record;
            texts.add(each.at, "/say", Grammar::Sentence, &record.say);
            texts.add(each.at, "/because", Grammar::Sentence, &record.because);
        }
        for each in &merged.statements {
            let record = &each.record;
            texts.add(each.at, "/question", Grammar::Question, &record.question);
            texts.add(each.at, "/help", Grammar::Sentence, &record.help);
        }
        for each in &merged.facts {
            let record = &each.record;
            texts.add(each.at, "/say", Grammar::Sentence, &record.say);
            texts.maybe(each.at, "/caveat", Grammar::Sentence, &record.caveat);
        }
        for each in &merged.sources {
            let record = &each.record;
            texts.add(each.at, "/title", Grammar::Name, &record.title);
            texts.add(each.at, "/publisher", Grammar::Name, &record.publisher);
            texts.maybe(each.at, "/note", Grammar::Sentence, &record.note);
        }
        for condition in self.conditions {
            texts.requirement(condition.at, &condition.rest, &condition.written);
        }
        let names = proper_names(self.pack);
        for text in texts.list {
            if let Some((problem, help)) = problem(text.words, text.grammar, &names) {
                let message = format!("{} {problem}", quote(text.words));
                self.warn(Code::LintText, text.at, &text.rest, message, help);
            }
        }
    }
}

/// The names of qualifications: what a phrase may begin with, capital or not.
fn proper_names(pack: &Pack) -> BTreeSet<&str> {
    let qualifications = pack.qualifications.iter();
    qualifications
        .flat_map(|each| {
            (each.aliases.iter())
                .chain(&each.abbreviation)
                .chain([&each.name])
        })
        .map(String::as_str)
        .collect()
}

struct Text<'a> {
    at: At,
    rest: String,
    grammar: Grammar,
    words: &'a str,
}

#[derive(Default)]
struct Texts<'a> {
    list: Vec<Text<'a>>,
}

impl<'a> Texts<'a> {
    fn add(&mut self, at: At, rest: impl Into<String>, grammar: Grammar, words: &'a str) {
        let rest = rest.into();
        self.list.push(Text {
            at,
            rest,
            grammar,
            words,
        });
    }

    fn maybe(&mut self, at: At, rest: &str, grammar: Grammar, words: &'a Option<String>) {
        if let Some(words) = words {
            self.add(at, rest, grammar, words);
        }
    }

    fn list(&mut self, at: At, rest: &str, grammar: Grammar, list: &'a [String]) {
        for (place, words) in list.iter().enumerate() {
            self.add(at, format!("{rest}/{place}"), grammar, words);
        }
    }

    fn qualification(
        &mut self,
        at: At,
        (name, abbreviation, aliases): (&'a String, &'a Option<String>, &'a Vec<String>),
        routes: &'a [raw::Route],
        changes: &'a [raw::Change],
        notes: &'a [String],
    ) {
        self.add(at, "/name", Grammar::Name, name);
        self.maybe(at, "/abbreviation", Grammar::Name, abbreviation);
        self.list(at, "/aliases", Grammar::Name, aliases);
        for (place, route) in routes.iter().enumerate() {
            let rest = format!("/routes/{place}/say");
            self.maybe(at, &rest, Grammar::Sentence, &route.say);
        }
        for (place, change) in changes.iter().enumerate() {
            let rest = format!("/changes/{place}/say");
            self.add(at, rest, Grammar::Sentence, &change.say);
        }
        self.list(at, "/notes", Grammar::Sentence, notes);
    }

    fn occupation(&mut self, at: At, record: &'a raw::Occupation) {
        self.add(at, "/title", Grammar::Name, &record.title);
        self.list(at, "/aliases", Grammar::Name, &record.aliases);
        self.add(at, "/summary", Grammar::Sentence, &record.summary);
        self.maybe(at, "/workplace", Grammar::Sentence, &record.workplace);
        self.maybe(at, "/apply", Grammar::Sentence, &record.apply);
        for (place, each) in record.prefers.iter().enumerate() {
            let rest = format!("/prefers/{place}/because");
            self.add(at, rest, Grammar::Sentence, &each.because);
        }
        for (place, each) in record.leads_to.iter().enumerate() {
            let rest = format!("/leads_to/{place}/because");
            self.maybe(at, &rest, Grammar::Sentence, &each.because);
        }
        for (place, each) in record.pay.iter().enumerate() {
            self.add(
                at,
                format!("/pay/{place}/scope"),
                Grammar::Name,
                &each.scope,
            );
            let rest = format!("/pay/{place}/note");
            self.maybe(at, &rest, Grammar::Sentence, &each.note);
        }
        for (place, each) in record.growth.iter().enumerate() {
            let rest = format!("/growth/{place}/note");
            self.maybe(at, &rest, Grammar::Sentence, &each.note);
        }
        self.list(at, "/notes", Grammar::Sentence, &record.notes);
    }

    fn requirement(&mut self, at: At, rest: &str, requirement: &'a raw::Requirement) {
        let say = format!("{rest}/say");
        self.maybe(at, &say, Grammar::Phrase, &requirement.say);
        let composites = [
            ("all", &requirement.all),
            ("any", &requirement.any),
            ("of", &requirement.of),
        ];
        for (key, branches) in composites {
            for (place, branch) in branches.iter().flatten().enumerate() {
                self.requirement(at, &format!("{rest}/{key}/{place}"), branch);
            }
        }
    }
}

/// Returns what is wrong with the words, and the way out.
fn problem(
    words: &str,
    grammar: Grammar,
    names: &BTreeSet<&str>,
) -> Option<(&'static str, &'static str)> {
    if words.trim().is_empty() {
        return Some(("says nothing", "write it, or leave the key out"));
    }
    if plain(words) != words || words.chars().any(char::is_control) {
        let help = "write it on one line, without tabs and control characters";
        return Some(("has a line break or a control character", help));
    }
    if words.trim() != words || words.contains("  ") {
        return Some((
            "has superfluous blanks",
            "leave a single blank between words",
        ));
    }
    let first = words.trim_start_matches(['"', '(', '“']).chars().next();
    let begins_small = first.is_some_and(char::is_lowercase);
    let end = words.trim_end_matches(['"', ')', '”']);
    match grammar {
        Grammar::Name => None,
        Grammar::Sentence | Grammar::Question
            if begins_small && !begins_with_name(words, names) =>
        {
            Some((
                "begins with a small letter",
                "sentences begin with a capital letter",
            ))
        }
        Grammar::Sentence => {
            let is_whole = end.ends_with(['.', '!', '?']);
            (!is_whole).then_some(("does not end with a full stop", "end the sentence"))
        }
        Grammar::Question => (!words.ends_with('?')).then_some((
            "does not end with a question mark",
            "ask, as in `Have you …?`",
        )),
        Grammar::Phrase if end.ends_with(['.', '!', '?', ',', ';', ':']) => Some((
            "ends like a sentence",
            "these words follow \"you need\"; leave the stop out",
        )),
        Grammar::Phrase => {
            let is_named = first.is_some_and(char::is_uppercase)
                && !is_marked(words)
                && !begins_with_name(words, names);
            let help = "these words follow \"you need\"; begin small, unless with a name";
            is_named.then_some(("begins with a capital letter", help))
        }
    }
}

/// Returns whether the first word is written like a name: `CHEF`, `McCoy`, `Baking+`.
fn is_marked(words: &str) -> bool {
    let word = words.split([' ', ',']).next().unwrap_or_default();
    (word.chars().skip(1)).any(|character| character.is_uppercase() || character.is_numeric())
        || word.contains(['+', '#'])
}

fn begins_with_name(words: &str, names: &BTreeSet<&str>) -> bool {
    words.char_indices().any(|(end, character)| {
        matches!(character, ' ' | ',') && words.get(..end).is_some_and(|head| names.contains(head))
    }) || names.contains(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_grammar_takes_its_own_and_refuses_the_others() {
        let names = BTreeSet::from(["Epic", "nCompass"]);
        let sentence = [Grammar::Sentence];
        let phrase = [Grammar::Phrase];
        let question = [Grammar::Question];
        let none = [];
        let cases: [(&str, &[Grammar]); 14] = [
            ("It is so.", &sentence),
            ("2,080 hours are a year (full time.)", &sentence),
            ("nCompass is one.", &sentence),
            ("Is it so?", &[Grammar::Sentence, Grammar::Question]),
            ("it is so.", &none),
            ("It is so", &none),
            ("a bachelor's degree", &phrase),
            ("Epic certification", &phrase),
            ("CHEF or COOK", &phrase),
            ("12 months of it", &phrase),
            ("A bachelor's degree", &none),
            ("two  blanks", &none),
            ("two\nlines", &none),
            ("", &none),
        ];
        for (words, takes) in cases {
            for grammar in [sentence, phrase, question].concat() {
                let is_taken = problem(words, grammar, &names).is_none();
                assert_eq!(is_taken, takes.contains(&grammar), "{words:?} {grammar:?}");
            }
        }
    }
}
