//! Questions in plain lines: for screen readers, dumb terminals and small windows.
//!
//! Nothing is redrawn, no key has a meaning of its own. A choice is answered by its number, its
//! name or a part of it.

use super::pick::{self, Pick, Unclear};
use super::{Answer, Choice, LONG, PromptError, Prompter, Question};
use careerpath::json::{plain, quote};
use std::io::{BufRead, Write};

/// How many choices a search shows.
const SHOWN: usize = 30;

/// Asks in lines on `W`, is answered in lines from `R`.
#[derive(Debug)]
pub(crate) struct Line<R, W> {
    input: R,
    output: W,
    keys_were_said: bool,
}

/// What is said to a number where no list was shown.
const NOT_LISTED: &str = "Numbers are those of the list: type list to see it, or a part of a name.";

/// One line of an answer, before it is looked at as a choice or text.
enum Said {
    Text(String),
    Skipped,
    Back,
}

impl<R: BufRead, W: Write> Line<R, W> {
    /// Returns a prompter over these two.
    pub(crate) fn new(input: R, output: W) -> Self {
        Self {
            input,
            output,
            keys_were_said: false,
        }
    }

    fn write(&mut self, line: &str) -> Result<(), PromptError> {
        writeln!(self.output, "{}", plain(line))?;
        Ok(())
    }

    /// Writes the question and, the first time, how to leave.
    fn ask(&mut self, question: &Question<'_>) -> Result<(), PromptError> {
        if !self.keys_were_said {
            self.keys_were_said = true;
            self.write("Type < to go back. Press Ctrl-C to quit.")?;
        }
        writeln!(self.output)?;
        self.write(question.text)?;
        question.help.map_or(Ok(()), |help| self.write(help))
    }

    /// Asks for one line. An empty one is asked for again, unless it `may_be_empty`.
    fn read(
        &mut self,
        question: &Question<'_>,
        how: &str,
        may_be_empty: bool,
    ) -> Result<Said, PromptError> {
        loop {
            let unknown = if question.may_skip {
                ", ? if you do not know"
            } else {
                ""
            };
            write!(self.output, "{how}{unknown}: ")?;
            self.output.flush()?;
            let mut bytes = Vec::new();
            if self.input.read_until(b'\n', &mut bytes)? == 0 {
                writeln!(self.output)?;
                return Err(PromptError::Interrupted);
            }
            let text = String::from_utf8_lossy(&bytes);
            match text.trim() {
                "<" => return Ok(Said::Back),
                "?" if question.may_skip => return Ok(Said::Skipped),
                "?" => self.write("This one needs an answer.")?,
                "" if !may_be_empty => self.write("Enter alone is no answer here.")?,
                text => return Ok(Said::Text(text.to_owned())),
            }
        }
    }

    fn list(
        &mut self,
        choices: &[Choice],
        positions: impl Iterator<Item = usize>,
    ) -> Result<(), PromptError> {
        for position in positions {
            if let Some(choice) = choices.get(position) {
                self.write(&format!("{}. {}", position + 1, choice.label))?;
            }
        }
        Ok(())
    }

    /// Lists the choices of a short list; of a long one, says how to find one.
    fn show(&mut self, choices: &[Choice]) -> Result<(), PromptError> {
        if choices.len() <= LONG {
            self.list(choices, 0..choices.len())
        } else {
            self.write(&format!(
                "There are {} choices. Type a part of a name to search, or list to see all.",
                choices.len()
            ))
        }
    }

    /// Says what was found instead of the one choice that was to be meant.
    fn explain(
        &mut self,
        words: &str,
        found: &[usize],
        choices: &[Choice],
    ) -> Result<(), PromptError> {
        if found.is_empty() {
            return self.write(&format!("Nothing here is called {}.", quote(words)));
        }
        self.write(&format!("{} choices match {}:", found.len(), quote(words)))?;
        self.list(choices, found.iter().copied().take(SHOWN))?;
        if found.len() > SHOWN {
            self.write("and more; type more of the name.")?;
        }
        Ok(())
    }
}

impl<R: BufRead, W: Write> Prompter for Line<R, W> {
    fn choose(
        &mut self,
        question: &Question<'_>,
        choices: &[Choice],
    ) -> Result<Answer<usize>, PromptError> {
        self.ask(question)?;
        self.show(choices)?;
        let mut is_listed = choices.len() <= LONG;
        loop {
            let said = match self.read(question, "Number or name", false)? {
                Said::Text(said) => said,
                Said::Skipped => return Ok(Answer::Skipped),
                Said::Back => return Ok(Answer::Back),
            };
            if !is_listed && pick::has_number(&said) {
                self.write(NOT_LISTED)?;
                continue;
            }
            match Pick::of(&said, choices) {
                Pick::One(position) => {
                    if let Some(choice) = choices.get(position) {
                        self.write(&format!("Chosen: {}", choice.label))?;
                    }
                    return Ok(Answer::Given(position));
                }
                _ if said == "list" => {
                    is_listed = true;
                    self.list(choices, 0..choices.len())?;
                }
                Pick::Several(found) => {
                    is_listed = true;
                    self.explain(&said, &found, choices)?;
                }
                Pick::Nothing => self.explain(&said, &[], choices)?,
            }
        }
    }

    fn choose_several(
        &mut self,
        question: &Question<'_>,
        choices: &[Choice],
        chosen: &[usize],
    ) -> Result<Answer<Vec<usize>>, PromptError> {
        self.ask(question)?;
        self.show(choices)?;
        let is_long = choices.len() > LONG;
        let mut is_listed = !is_long;
        let mut chosen = chosen.to_vec();
        let how = if is_long {
            "Numbers or names separated by commas; done when there are no more, none if none"
        } else {
            "Numbers or names separated by commas, none if none"
        };
        loop {
            if !chosen.is_empty() {
                self.write(&format!("Chosen: {}", names(choices, &chosen)))?;
            }
            let said = match self.read(question, how, is_long && !chosen.is_empty())? {
                Said::Text(said) => said,
                Said::Skipped => return Ok(Answer::Skipped),
                Said::Back => return Ok(Answer::Back),
            };
            if !is_listed && pick::has_number(&said) {
                self.write(NOT_LISTED)?;
                continue;
            }
            match pick::several(&said, choices) {
                Ok(none) if none.is_empty() => return Ok(Answer::Given(none)),
                Ok(mut more) if is_long => {
                    chosen.append(&mut more);
                    chosen.sort_unstable();
                    chosen.dedup();
                }
                Ok(positions) => {
                    self.write(&format!("Chosen: {}", names(choices, &positions)))?;
                    return Ok(Answer::Given(positions));
                }
                Err(_) if is_long && (said.is_empty() || said == "done") => {
                    if !chosen.is_empty() {
                        return Ok(Answer::Given(chosen));
                    }
                    self.write("Nothing is chosen yet; say none if that is the answer.")?;
                }
                Err(_) if said == "list" => {
                    is_listed = true;
                    self.list(choices, 0..choices.len())?;
                }
                Err(Unclear::Several(words, found)) => {
                    is_listed = true;
                    self.explain(&words, &found, choices)?;
                }
                Err(Unclear::Nothing(words)) => self.explain(&words, &[], choices)?,
            }
        }
    }

    fn text(
        &mut self,
        question: &Question<'_>,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> Result<Answer<String>, PromptError> {
        self.ask(question)?;
        loop {
            match self.read(question, "Answer", true)? {
                Said::Text(said) if said.is_empty() && question.may_skip => {
                    return Ok(Answer::Skipped);
                }
                Said::Text(said) => match check(&said) {
                    Ok(()) => return Ok(Answer::Given(said)),
                    Err(why) => self.write(&format!("Not accepted: {why}."))?,
                },
                Said::Skipped => return Ok(Answer::Skipped),
                Said::Back => return Ok(Answer::Back),
            }
        }
    }

    fn yes_no(&mut self, question: &Question<'_>) -> Result<Answer<bool>, PromptError> {
        self.ask(question)?;
        loop {
            match self.read(question, "yes or no", false)? {
                Said::Text(said) => match said.to_lowercase().as_str() {
                    "y" | "yes" => return Ok(Answer::Given(true)),
                    "n" | "no" => return Ok(Answer::Given(false)),
                    _ => self.write("Say yes or no.")?,
                },
                Said::Skipped => return Ok(Answer::Skipped),
                Said::Back => return Ok(Answer::Back),
            }
        }
    }

    fn say(&mut self, text: &str) -> Result<(), PromptError> {
        for line in text.lines() {
            self.write(line)?;
        }
        Ok(())
    }
}

fn names(choices: &[Choice], positions: &[usize]) -> String {
    let names: Vec<_> = positions
        .iter()
        .filter_map(|position| choices.get(*position))
        .map(|choice| choice.label.as_str())
        .collect();
    names.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTION: Question<'_> = Question {
        text: "What do you hold?",
        help: None,
        may_skip: true,
    };

    fn choices(count: usize) -> Vec<Choice> {
        (1..=count)
            .map(|number| Choice::of(format!("Credential {number:03}")))
            .collect()
    }

    /// Answers with `lines`; returns the result and what was written.
    fn asked<T>(
        lines: &str,
        ask: impl FnOnce(&mut dyn Prompter) -> Result<Answer<T>, PromptError>,
    ) -> (Option<Answer<T>>, String) {
        let mut written = Vec::new();
        let mut line = Line::new(lines.as_bytes(), &mut written);
        let answer = match ask(&mut line) {
            Ok(answer) => Some(answer),
            Err(PromptError::Interrupted) => None,
            Err(other) => panic!("{other}"),
        };
        (answer, String::from_utf8(written).expect("text"))
    }

    #[test]
    fn one_of_a_few_is_chosen() {
        let few = choices(3);
        let choose = |lines: &str| asked(lines, |prompter| prompter.choose(&QUESTION, &few));
        let (answer, written) = choose("\nx\n2\n");
        assert_eq!(answer, Some(Answer::Given(1)));
        insta::assert_snapshot!(written, @r"
        Type < to go back. Press Ctrl-C to quit.

        What do you hold?
        1. Credential 001
        2. Credential 002
        3. Credential 003
        Number or name, ? if you do not know: Enter alone is no answer here.
        Number or name, ? if you do not know: Nothing here is called `x`.
        Number or name, ? if you do not know: Chosen: Credential 002
        ");
        assert_eq!(choose("?\n").0, Some(Answer::Skipped));
        assert_eq!(choose("<").0, Some(Answer::Back));
        assert_eq!(choose("").0, None);
    }

    #[test]
    fn a_long_list_is_searched() {
        let many = choices(200);
        let (answer, written) = asked("17\nl 1\n17\n", |prompter| {
            prompter.choose(&QUESTION, &many)
        });
        assert_eq!(answer, Some(Answer::Given(16)));
        assert!(written.contains(NOT_LISTED), "{written}");
        let (answer, written) = asked("l 1\n117\n", |prompter| prompter.choose(&QUESTION, &many));
        assert_eq!(answer, Some(Answer::Given(116)));
        assert!(written.contains("119 choices match `l 1`:"), "{written}");
        assert!(written.contains("and more; type more of the name."));
        let (_, written) = asked("list\n", |prompter| prompter.choose(&QUESTION, &many));
        assert!(written.contains("200. Credential 200"));
    }

    #[test]
    fn several_are_chosen_at_once_or_one_by_one() {
        let (few, many) = (choices(3), choices(200));
        let of_few = |lines: &str| {
            asked(lines, |prompter| {
                prompter.choose_several(&QUESTION, &few, &[])
            })
            .0
        };
        assert_eq!(of_few("1, 3\n"), Some(Answer::Given(vec![0, 2])));
        assert_eq!(of_few("none\n"), Some(Answer::Given(vec![])));
        assert_eq!(of_few("?\n"), Some(Answer::Skipped));
        assert_eq!(of_few("1,9\n<\n"), Some(Answer::Back));
        let of_many = |lines: &str| {
            asked(lines, |prompter| {
                prompter.choose_several(&QUESTION, &many, &[4])
            })
            .0
        };
        assert_eq!(
            of_many("1\nlist\n10\n7, 10\ndone\n"),
            Some(Answer::Given(vec![4, 6, 9]))
        );
        assert_eq!(of_many("\n"), Some(Answer::Given(vec![4])));
        assert_eq!(of_many("none\n"), Some(Answer::Given(vec![])));
        let (answer, _) = asked("done\nnone\n", |prompter| {
            prompter.choose_several(&QUESTION, &many, &[])
        });
        assert_eq!(answer, Some(Answer::Given(vec![])));
    }

    #[test]
    fn text_is_checked_and_yes_is_yes() {
        let check = |text: &str| match text {
            "8" => Ok(()),
            _ => Err("say 8".to_owned()),
        };
        let needed = Question {
            may_skip: false,
            ..QUESTION
        };
        let (answer, written) = asked("\n7\n 8 \n", |prompter| prompter.text(&needed, &check));
        assert_eq!(answer, Some(Answer::Given("8".to_owned())));
        assert_eq!(written.matches("Not accepted: say 8.").count(), 2);
        let (answer, _) = asked("7\n\n", |prompter| prompter.text(&QUESTION, &check));
        assert_eq!(answer, Some(Answer::Skipped));
        for (lines, expected) in [
            ("Y\n", Answer::Given(true)),
            ("maybe\nno\n", Answer::Given(false)),
            ("?\n", Answer::Skipped),
            ("<\n", Answer::Back),
        ] {
            assert_eq!(
                asked(lines, |prompter| prompter.yes_no(&QUESTION)).0,
                Some(expected)
            );
        }
        assert_eq!(
            asked("?\nyes\n", |prompter| prompter.yes_no(&needed)).0,
            Some(Answer::Given(true))
        );
    }

    #[test]
    fn labels_cannot_steer_the_terminal() {
        let hostile = [Choice::of("a\u{1b}[2Jb")];
        let (_, written) = asked("1\n", |prompter| prompter.choose(&QUESTION, &hostile));
        assert!(!written.contains('\u{1b}'));
    }
}
