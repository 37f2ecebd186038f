//! Questions with lists one moves through and searches, by dialoguer. Only this names dialoguer.
//!
//! dialoguer panics in a window of two rows, and redraws wrongly what wraps: the window is looked
//! at before every question, labels are cut to it, and a window that has become too small is asked
//! in plain lines. One that becomes too small in the middle of a question is waited for.

use super::label::{cut, further_names, labels, typed_names, with_names};
use super::theme::Plainly;
use super::{
    Answer, COLUMNS, Choice, LONG, Line, PromptError, Prompter, Question, is_large_enough,
};
use crate::cli::interrupt;
use careerpath::json::plain;
use console::{Term, measure_text_width, style};
use dialoguer::{FuzzySelect, Input, MultiSelect, Select};
use std::borrow::Cow;
use std::io;

const SKIP: &str = "I do not know";

/// The columns beside a label: the mark of the active row, the check box, a column to spare.
const BESIDE: usize = 7;

/// The columns beside a question: the number of the page, and room to type.
const BESIDE_QUESTION: usize = 30;

/// Asks with lists on the terminal.
#[derive(Debug)]
pub(crate) struct Fancy {
    terminal: Term,
    keys_were_said: bool,
}

impl From<dialoguer::Error> for PromptError {
    fn from(error: dialoguer::Error) -> Self {
        let dialoguer::Error::IO(error) = error;
        if error.kind() == io::ErrorKind::Interrupted {
            Self::Interrupted
        } else {
            Self::Io(error)
        }
    }
}

impl Fancy {
    /// Returns a prompter on the terminal of standard error.
    pub(crate) fn new() -> Self {
        Self {
            terminal: Term::stderr(),
            keys_were_said: false,
        }
    }

    /// Returns the columns of the window, unless it is too small for lists.
    fn columns(&self) -> Option<usize> {
        let window = self.terminal.size_checked()?;
        is_large_enough(window).then_some(usize::from(window.1))
    }

    /// Asks in plain lines instead.
    fn in_lines<T>(
        &mut self,
        ask: impl FnOnce(&mut dyn Prompter) -> Result<T, PromptError>,
    ) -> Result<T, PromptError> {
        ask(&mut Line::new(io::stdin().lock(), io::stderr()))
    }

    /// Writes what belongs to the question and returns the prompt, which is short enough for the
    /// window: a longer question is written above it.
    fn prompt(&mut self, question: &Question<'_>, columns: usize) -> Result<String, PromptError> {
        if !self.keys_were_said {
            self.keys_were_said = true;
            self.line(
                "Esc goes back in lists; where you type, < and Enter does. Ctrl-C quits.",
                true,
            )?;
        }
        let text = plain(question.text);
        let is_short = measure_text_width(&text) + BESIDE_QUESTION <= columns;
        if !is_short {
            self.line(&text, false)?;
        }
        if let Some(help) = question.help {
            self.line(help, true)?;
        }
        Ok(if is_short {
            text.into_owned()
        } else {
            "Answer:".to_owned()
        })
    }

    /// Writes a line, in as many rows as it needs.
    fn line(&self, text: &str, is_aside: bool) -> Result<(), PromptError> {
        for row in self.rows(text) {
            let row = style(row).for_stderr();
            let row = if is_aside { row.dim() } else { row.bold() };
            self.terminal.write_line(&row.to_string())?;
        }
        Ok(())
    }

    /// Returns the text cut between words, so that it fits the window.
    fn rows(&self, text: &str) -> Vec<String> {
        let columns = self
            .terminal
            .size_checked()
            .map_or(80, |(_, columns)| columns);
        let columns = usize::from(columns.max(COLUMNS)) - 1;
        textwrap::wrap(&plain(text), columns)
            .into_iter()
            .map(Cow::into_owned)
            .collect()
    }

    /// Writes what was answered, as dialoguer does for one choice.
    fn echo(&self, prompt: &str, answer: &str) -> Result<(), PromptError> {
        let prompt = style(prompt).for_stderr().bold();
        self.terminal.write_line(&format!("{prompt} {answer}"))?;
        Ok(())
    }

    /// Asks by a list; where the window becomes too small for it, again once it is larger.
    fn interact<T>(&self, ask: impl Fn() -> dialoguer::Result<T>) -> Result<T, PromptError> {
        loop {
            if let Some(answer) = interrupt::caught(&ask) {
                return Ok(answer?);
            }
            self.line(
                "This window is too small for the list. Make it larger, then press Enter.",
                false,
            )?;
            if io::stdin().read_line(&mut String::new())? == 0 {
                return Err(PromptError::Io(io::ErrorKind::UnexpectedEof.into()));
            }
        }
    }

    /// Lets the user move through a list, or search a long one; `None` goes back.
    fn select(
        &self,
        prompt: &str,
        items: &[String],
        start: usize,
        columns: usize,
        is_echoed: bool,
    ) -> Result<Option<usize>, PromptError> {
        let theme = Plainly { columns };
        self.interact(|| {
            if items.len() > LONG + 1 {
                FuzzySelect::with_theme(&theme)
                    .with_prompt(prompt)
                    .items(items)
                    .default(start)
                    .max_length(LONG)
                    .report(is_echoed)
                    .interact_on_opt(&self.terminal)
            } else {
                Select::with_theme(&theme)
                    .with_prompt(prompt)
                    .items(items)
                    .default(start)
                    // dialoguer takes two rows off for the prompt.
                    .max_length(LONG + 3)
                    .report(is_echoed)
                    .interact_on_opt(&self.terminal)
            }
        })
    }

    /// Lets the user check any number of a short list; `None` goes back.
    fn check(
        &self,
        prompt: &str,
        labels: &[String],
        checked: &[bool],
        columns: usize,
    ) -> Result<Option<Vec<usize>>, PromptError> {
        let theme = Plainly { columns };
        let items: Vec<_> = labels
            .iter()
            .zip(checked.iter().copied().chain(std::iter::repeat(false)))
            .map(|(label, is_checked)| (label.as_str(), is_checked))
            .collect();
        self.interact(|| {
            MultiSelect::with_theme(&theme)
                .with_prompt(prompt)
                .items_checked(items.iter().copied())
                .max_length(LONG + 3)
                .report(false)
                .interact_on_opt(&self.terminal)
        })
    }

    /// Asks whether nothing chosen means none of these or not known; `None` goes back.
    fn none_or_unknown(
        &self,
        question: &Question<'_>,
        columns: usize,
    ) -> Result<Option<Answer<Vec<usize>>>, PromptError> {
        if !question.may_skip {
            return Ok(Some(Answer::Given(Vec::new())));
        }
        let items = ["None of these".to_owned(), SKIP.to_owned()];
        let selected = self.select("Nothing is chosen:", &items, 1, columns, true)?;
        Ok(selected.map(|position| match position {
            0 => Answer::Given(Vec::new()),
            _ => Answer::Skipped,
        }))
    }

    /// Lets the user check any number of a long list, category by category or by searching.
    /// `None` goes back.
    fn check_long(
        &self,
        prompt: &str,
        list: &mut LongList,
        columns: usize,
    ) -> Result<Option<()>, PromptError> {
        if list.categories.len() < 2 {
            return self.toggle(prompt, list, columns);
        }
        let mut start = 0;
        loop {
            let mut items = vec![list.done(), "Search all of them".to_owned()];
            items.extend(list.categories.iter().map(|category| list.entry(category)));
            let items = labels(items.iter().map(String::as_str), columns - BESIDE);
            let Some(position) = self.select(prompt, &items, start, columns, false)? else {
                return Ok(None);
            };
            start = position;
            match position {
                0 => return Ok(Some(())),
                1 => {
                    self.toggle(prompt, list, columns)?;
                }
                _ => self.check_category(list, position - 2, columns)?,
            }
        }
    }

    /// Lets the user check any number of one category; going back leaves it as it was.
    fn check_category(
        &self,
        list: &mut LongList,
        position: usize,
        columns: usize,
    ) -> Result<(), PromptError> {
        let Some(category) = list.categories.get(position) else {
            return Ok(());
        };
        let prompt = cut(&format!("{}:", category.name), columns - BESIDE_QUESTION);
        let members = category.members.clone();
        let shown: Vec<_> = members
            .iter()
            .filter_map(|member| list.labels.get(*member))
            .cloned()
            .collect();
        let checked: Vec<_> = members
            .iter()
            .map(|member| list.is_chosen(*member))
            .collect();
        if members.len() > LONG {
            let mut part = LongList {
                labels: shown,
                chosen: checked,
                categories: Vec::new(),
            };
            if self.toggle(&prompt, &mut part, columns)?.is_some() {
                for (member, is_chosen) in members.iter().zip(part.chosen) {
                    list.set(*member, is_chosen);
                }
            }
        } else if let Some(positions) = self.check(&prompt, &shown, &checked, columns)? {
            for (position, member) in members.iter().enumerate() {
                list.set(*member, positions.contains(&position));
            }
        }
        Ok(())
    }

    /// Lets the user search a list again and again; each choice is checked, or no longer.
    fn toggle(
        &self,
        prompt: &str,
        list: &mut LongList,
        columns: usize,
    ) -> Result<Option<()>, PromptError> {
        loop {
            let mut items = vec![list.done()];
            items.extend(
                list.labels
                    .iter()
                    .zip(&list.chosen)
                    .map(|(label, is_chosen)| {
                        let mark = if *is_chosen { "[x]" } else { "[ ]" };
                        format!("{mark} {label}")
                    }),
            );
            match self.select(prompt, &items, 0, columns, false)? {
                None => return Ok(None),
                Some(0) => return Ok(Some(())),
                Some(position) => {
                    let is_chosen = list.is_chosen(position - 1);
                    list.set(position - 1, !is_chosen);
                }
            }
        }
    }
}

/// Returns the rows of a list and which choice each stands for; `None`: not known.
///
/// A long list is searched by what it shows, so what a row has no room for gets rows of its own at
/// the end, where they are seen when they are searched for. So do short names as they are typed: what
/// differs in case is found after what merely begins alike.
fn rows(choices: &[Choice], may_skip: bool, columns: usize) -> Vec<(String, Option<usize>)> {
    let is_long = choices.len() > LONG;
    let skip = may_skip.then(|| (SKIP.to_owned(), None));
    let mut rows = Vec::new();
    let mut typed = Vec::new();
    let mut further = Vec::new();
    for (place, choice) in choices.iter().enumerate() {
        if is_long {
            let names = &choice.names;
            let shown = with_names(&choice.label, names, columns);
            let rest = further_names(&choice.label, names, &cut(&shown, columns), columns);
            further.extend(rest.into_iter().map(|row| (row, Some(place))));
            typed.extend(typed_names(names).map(|row| (row, Some(place))));
            rows.push((shown, Some(place)));
        } else {
            rows.push((choice.label.clone(), Some(place)));
        }
    }
    rows.extend(typed);
    rows.extend(further);
    // In a long list what stands last is not seen.
    let at = if is_long { 0 } else { rows.len() };
    rows.splice(at..at, skip);
    rows
}

/// A list too long to check at a glance.
struct LongList {
    labels: Vec<String>,
    chosen: Vec<bool>,
    categories: Vec<Category>,
}

struct Category {
    name: String,
    members: Vec<usize>,
}

impl LongList {
    fn of(choices: &[Choice], chosen: &[usize], columns: usize) -> Self {
        let mut categories: Vec<Category> = Vec::new();
        for (position, choice) in choices.iter().enumerate() {
            let name = choice.category.as_deref().unwrap_or("Other");
            match categories.iter_mut().find(|category| category.name == name) {
                Some(category) => category.members.push(position),
                None => categories.push(Category {
                    name: name.to_owned(),
                    members: vec![position],
                }),
            }
        }
        Self {
            labels: labels(
                choices.iter().map(|choice| choice.label.as_str()),
                columns - BESIDE,
            ),
            chosen: (0..choices.len())
                .map(|position| chosen.contains(&position))
                .collect(),
            categories,
        }
    }

    fn is_chosen(&self, position: usize) -> bool {
        self.chosen.get(position).copied().unwrap_or(false)
    }

    fn set(&mut self, position: usize, is_chosen: bool) {
        if let Some(chosen) = self.chosen.get_mut(position) {
            *chosen = is_chosen;
        }
    }

    fn positions(&self) -> Vec<usize> {
        (0..self.chosen.len())
            .filter(|position| self.is_chosen(*position))
            .collect()
    }

    fn done(&self) -> String {
        format!("Done ({} chosen)", self.positions().len())
    }

    fn entry(&self, category: &Category) -> String {
        let chosen = category
            .members
            .iter()
            .filter(|member| self.is_chosen(**member))
            .count();
        format!(
            "{} ({chosen} of {} chosen)",
            category.name,
            category.members.len()
        )
    }
}

impl Prompter for Fancy {
    fn choose(
        &mut self,
        question: &Question<'_>,
        choices: &[Choice],
    ) -> Result<Answer<usize>, PromptError> {
        let Some(columns) = self.columns() else {
            return self.in_lines(|lines| lines.choose(question, choices));
        };
        let prompt = self.prompt(question, columns)?;
        let rows = rows(choices, question.may_skip, columns - BESIDE);
        let items = labels(rows.iter().map(|(text, _)| text.as_str()), columns - BESIDE);
        // Where one may not know, Enter alone says nothing.
        let start = rows.iter().position(|(_, choice)| choice.is_none());
        let start = start.unwrap_or(0);
        let Some(position) = self.select(&prompt, &items, start, columns, false)? else {
            return Ok(Answer::Back);
        };
        let chosen = rows.get(position).and_then(|(_, choice)| *choice);
        let chosen = chosen.and_then(|place| Some((place, choices.get(place)?)));
        Ok(match chosen {
            Some((position, choice)) => {
                self.echo(&prompt, &plain(&choice.label))?;
                Answer::Given(position)
            }
            None => {
                self.echo(&prompt, SKIP)?;
                Answer::Skipped
            }
        })
    }

    fn choose_several(
        &mut self,
        question: &Question<'_>,
        choices: &[Choice],
        chosen: &[usize],
    ) -> Result<Answer<Vec<usize>>, PromptError> {
        let Some(columns) = self.columns() else {
            return self.in_lines(|lines| lines.choose_several(question, choices, chosen));
        };
        let prompt = self.prompt(question, columns)?;
        let mut list = LongList::of(choices, chosen, columns);
        let is_long = choices.len() > LONG;
        let keys = if is_long {
            "Enter chooses or takes back; Done ends the question."
        } else {
            "Space chooses or takes back; Enter ends the question."
        };
        self.line(keys, true)?;
        loop {
            if is_long {
                if self.check_long(&prompt, &mut list, columns)?.is_none() {
                    return Ok(Answer::Back);
                }
            } else {
                match self.check(&prompt, &list.labels, &list.chosen, columns)? {
                    None => return Ok(Answer::Back),
                    Some(positions) => {
                        for position in 0..choices.len() {
                            list.set(position, positions.contains(&position));
                        }
                    }
                }
            }
            let positions = list.positions();
            if !positions.is_empty() {
                let names: Vec<_> = positions
                    .iter()
                    .filter_map(|position| choices.get(*position))
                    .map(|choice| plain(&choice.label))
                    .collect();
                self.echo(&prompt, &names.join("; "))?;
                return Ok(Answer::Given(positions));
            }
            if let Some(answer) = self.none_or_unknown(question, columns)? {
                return Ok(answer);
            }
        }
    }

    fn text(
        &mut self,
        question: &Question<'_>,
        check: &dyn Fn(&str) -> Result<(), String>,
    ) -> Result<Answer<String>, PromptError> {
        let Some(columns) = self.columns() else {
            return self.in_lines(|lines| lines.text(question, check));
        };
        let prompt = self.prompt(question, columns)?;
        // The question's own help may say what Enter alone means.
        let is_said = question
            .help
            .is_some_and(|help| help.contains("Enter alone"));
        if question.may_skip && !is_said {
            self.line("Enter alone if you do not know, < to go back", true)?;
        }
        let may_skip = question.may_skip;
        let theme = Plainly { columns };
        let text = Input::<String>::with_theme(&theme)
            .with_prompt(prompt)
            .allow_empty(true)
            .validate_with(|text: &String| match text.trim() {
                "<" => Ok(()),
                "" | "?" if may_skip => Ok(()),
                text => check(text),
            })
            .interact_text_on(&self.terminal)?;
        Ok(match text.trim() {
            "<" => Answer::Back,
            "" | "?" if may_skip => Answer::Skipped,
            text => Answer::Given(text.to_owned()),
        })
    }

    fn yes_no(&mut self, question: &Question<'_>) -> Result<Answer<bool>, PromptError> {
        let Some(columns) = self.columns() else {
            return self.in_lines(|lines| lines.yes_no(question));
        };
        let prompt = self.prompt(question, columns)?;
        let mut items = vec!["Yes".to_owned(), "No".to_owned()];
        if question.may_skip {
            items.push(SKIP.to_owned());
        }
        // Where one may not know, Enter alone says nothing.
        let start = if question.may_skip { 2 } else { 0 };
        Ok(match self.select(&prompt, &items, start, columns, true)? {
            None => Answer::Back,
            Some(0) => Answer::Given(true),
            Some(1) => Answer::Given(false),
            Some(_) => Answer::Skipped,
        })
    }

    fn say(&mut self, text: &str) -> Result<(), PromptError> {
        for line in text.lines() {
            for row in self.rows(line) {
                self.terminal.write_line(&row)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_has_rows_for_names_and_none_for_ids() {
        let numbered = |number| Choice::of(format!("Baker {number}"));
        let mut choices: Vec<Choice> = (0..=LONG).map(numbered).collect();
        let names = ["RB", "x-oven", "350-401"];
        choices.push(
            Choice::of("Registered baker")
                .or(names)
                .with_id("bread-baker"),
        );
        let rows = rows(&choices, false, 80);
        let is_any = |words: &str| rows.iter().any(|(row, _)| row.contains(words));
        for shown in ["x-oven", "350-401", "rb = RB"] {
            assert!(is_any(shown), "{shown}: {rows:?}");
        }
        assert!(!is_any("bread-baker"), "{rows:?}");
    }
}
