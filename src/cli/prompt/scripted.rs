//! Questions answered from a file: for tests, and for an interview that is to be repeated.
//!
//! The file is a JSON list of answers in the order of the questions, or one answer a line. An
//! answer is what one would type: a number, a name or a part of it, `yes`, `none`, `?`, `<`; in
//! JSON also `true`, `null` for not knowing, and a list for several choices. An answer that does
//! not fit is an error, never skipped.

use super::pick::{self, Pick, Unclear};
use super::{Answer, Choice, PromptError, Prompter, Question};
use crate::cli::exit::Failure;
use crate::cli::files::Input;
use careerpath::json::{plain, quote};
use serde_json::Value;
use std::io::Write;

/// Answers from a list and writes what was asked and answered to `W`.
#[derive(Debug)]
pub(crate) struct Scripted<W> {
    answers: std::vec::IntoIter<Value>,
    output: W,
    /// How many were given.
    given: usize,
}

impl<W: Write> Scripted<W> {
    /// Reads the answers of a file.
    ///
    /// # Errors
    /// An invalid input where it begins like a JSON list and is none, or is not UTF-8.
    pub(crate) fn of(input: &Input, output: W) -> Result<Self, Failure> {
        let bytes = (input.bytes.strip_prefix("\u{feff}".as_bytes())).unwrap_or(&input.bytes);
        let is_list = bytes.trim_ascii_start().starts_with(b"[");
        let answers = if is_list {
            let document = input
                .document()
                .map_err(|report| Failure::Invalid(Box::new(report)))?;
            match document.value {
                Value::Array(answers) => answers,
                other => vec![other],
            }
        } else {
            let text = std::str::from_utf8(bytes).map_err(|_| {
                Failure::usage(format!(
                    "the answers in {} are not UTF-8",
                    quote(&input.name)
                ))
            })?;
            text.lines().map(|line| Value::from(line.trim())).collect()
        };
        Ok(Self {
            answers: answers.into_iter(),
            output,
            given: 0,
        })
    }

    /// Takes the next answer and reads it with `read`, which returns what is wrong with it.
    fn answer<T>(
        &mut self,
        question: &Question<'_>,
        read: impl FnOnce(&Value) -> Result<T, String>,
    ) -> Result<Answer<T>, PromptError> {
        let Some(value) = self.answers.next() else {
            return Err(PromptError::Ended {
                question: question.text.to_owned(),
            });
        };
        self.given += 1;
        let shown = match &value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        writeln!(self.output, "{} {}", plain(question.text), plain(&shown))?;
        let answer = match &value {
            Value::String(text) if text.trim() == "<" => Ok(Answer::Back),
            Value::Null if question.may_skip => Ok(Answer::Skipped),
            Value::String(text) if text.trim() == "?" && question.may_skip => Ok(Answer::Skipped),
            Value::Null => Err("it needs an answer".to_owned()),
            value => read(value).map(Answer::Given),
        };
        answer.map_err(|why| PromptError::Unfit {
            number: self.given,
            answer: quote(&shown),
            question: question.text.to_owned(),
            why,
        })
    }
}

impl<W: Write> Prompter for Scripted<W> {
    fn choose(
        &mut self,
        question: &Question<'_>,
        choices: &[Choice],
    ) -> Result<Answer<usize>, PromptError> {
        self.answer(question, |value| one(value, choices))
    }

    fn choose_several(
        &mut self,
        question: &Question<'_>,
        choices: &[Choice],
        _chosen: &[usize],
    ) -> Result<Answer<Vec<usize>>, PromptError> {
        self.answer(question, |value| match value {
            Value::Array(values) => {
                let positions: Result<Vec<_>, _> =
                    values.iter().map(|value| one(value, choices)).collect();
                let mut positions = positions?;
                positions.sort_unstable();
                positions.dedup();
                Ok(positions)
            }
            Value::String(text) => pick::several(text, choices).map_err(|unclear| match unclear {
                Unclear::Several(words, found) => several_match(&words, &found, choices),
                Unclear::Nothing(words) => nothing_matches(&words),
            }),
            value => one(value, choices).map(|position| vec![position]),
        })
    }

    fn text(
        &mut self,
        question: &Question<'_>,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> Result<Answer<String>, PromptError> {
        let answer = self.answer(question, |value| {
            let text = text_of(value)?;
            if text.is_empty() && question.may_skip {
                return Ok(None);
            }
            check(&text).map(|()| Some(text))
        })?;
        Ok(match answer {
            Answer::Given(Some(text)) => Answer::Given(text),
            Answer::Given(None) | Answer::Skipped => Answer::Skipped,
            Answer::Back => Answer::Back,
        })
    }

    fn yes_no(&mut self, question: &Question<'_>) -> Result<Answer<bool>, PromptError> {
        self.answer(question, |value| match value {
            Value::Bool(answer) => Ok(*answer),
            Value::String(text) => match text.trim().to_lowercase().as_str() {
                "yes" | "y" => Ok(true),
                "no" | "n" => Ok(false),
                _ => Err("say yes or no".to_owned()),
            },
            _ => Err("say yes or no".to_owned()),
        })
    }

    fn say(&mut self, text: &str) -> Result<(), PromptError> {
        for line in text.lines() {
            writeln!(self.output, "{}", plain(line))?;
        }
        Ok(())
    }
}

fn text_of(value: &Value) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text.trim().to_owned()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err("give a text".to_owned()),
    }
}

fn one(value: &Value, choices: &[Choice]) -> Result<usize, String> {
    let said = text_of(value)?;
    match Pick::of(&said, choices) {
        Pick::One(position) => Ok(position),
        Pick::Several(found) => Err(several_match(&said, &found, choices)),
        Pick::Nothing => Err(nothing_matches(&said)),
    }
}

fn several_match(words: &str, found: &[usize], choices: &[Choice]) -> String {
    let names: Vec<_> = found
        .iter()
        .filter_map(|position| choices.get(*position))
        .map(|choice| quote(&choice.label))
        .take(5)
        .collect();
    format!(
        "{} choices match {}, such as {}",
        found.len(),
        quote(words),
        names.join(", ")
    )
}

fn nothing_matches(words: &str) -> String {
    format!("no choice is called {}", quote(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTION: Question<'_> = Question {
        text: "Which?",
        help: None,
        may_skip: true,
    };

    fn scripted(text: &str) -> Scripted<Vec<u8>> {
        let input = Input {
            name: "answers.json".to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        Scripted::of(&input, Vec::new()).expect("reads")
    }

    fn choices() -> Vec<Choice> {
        ["HGV", "BSC", "MSC"].map(Choice::of).into()
    }

    #[test]
    fn json_and_lines_answer_alike() {
        let json = r#"["bsc", 3, null, "<", ["HGV", 3], "1, 2", [], "8", true, "no", "?"]"#;
        let lines = "bsc\n3\n?\n<\nHGV, 3\n1, 2\nnone\n8\nyes\nno\n?\n";
        for text in [json, lines] {
            let mut scripted = scripted(text);
            let choices = choices();
            let mut choose = || scripted.choose(&QUESTION, &choices).expect("fits");
            assert_eq!(choose(), Answer::Given(1));
            assert_eq!(choose(), Answer::Given(2));
            assert_eq!(choose(), Answer::Skipped);
            assert_eq!(choose(), Answer::Back);
            let mut several = || {
                scripted
                    .choose_several(&QUESTION, &choices, &[])
                    .expect("fits")
            };
            assert_eq!(several(), Answer::Given(vec![0, 2]));
            assert_eq!(several(), Answer::Given(vec![0, 1]));
            assert_eq!(several(), Answer::Given(vec![]));
            let number = scripted.text(&QUESTION, &|_| Ok(())).expect("fits");
            assert_eq!(number, Answer::Given("8".to_owned()));
            let mut yes_no = || scripted.yes_no(&QUESTION).expect("fits");
            assert_eq!(yes_no(), Answer::Given(true));
            assert_eq!(yes_no(), Answer::Given(false));
            assert_eq!(yes_no(), Answer::Skipped);
            let ended = scripted.yes_no(&QUESTION).expect_err("ended");
            assert_eq!(
                ended.to_string(),
                "the answers end before the question `Which?`"
            );
            let transcript = String::from_utf8(scripted.output).expect("text");
            assert!(
                transcript.starts_with("Which? bsc\nWhich? 3\n"),
                "{transcript}"
            );
        }
    }

    #[test]
    fn an_answer_that_does_not_fit_is_an_error() {
        let wrong = |text: &str| {
            let error = scripted(text)
                .choose(&QUESTION, &choices())
                .expect_err("wrong");
            error.to_string()
        };
        assert_eq!(
            wrong("sc"),
            "answer 1, `sc`, does not fit the question `Which?`: 2 choices match `sc`, such as `BSC`, `MSC`"
        );
        assert_eq!(
            wrong("[4]"),
            "answer 1, `4`, does not fit the question `Which?`: no choice is called `4`"
        );
        assert_eq!(
            wrong("[true]"),
            "answer 1, `true`, does not fit the question `Which?`: give a text"
        );
        let check = |_: &str| Err("say 8".to_owned());
        let error = scripted("7").text(&QUESTION, &check).expect_err("wrong");
        assert!(error.to_string().ends_with(": say 8"));
        let needed = Question {
            may_skip: false,
            ..QUESTION
        };
        assert!(
            scripted("?").yes_no(&needed).is_err() && scripted("[null]").yes_no(&needed).is_err()
        );
    }

    #[test]
    fn a_broken_list_is_refused() {
        let input = Input {
            name: "answers.json".to_owned(),
            bytes: b"[1,".to_vec(),
        };
        let failure = Scripted::of(&input, Vec::new()).expect_err("refused");
        assert!(matches!(failure, Failure::Invalid(_)));
    }
}
