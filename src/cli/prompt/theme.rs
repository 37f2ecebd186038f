//! How lists look: the active row always begins with `>`, so that no colour is needed to see it.

use console::{measure_text_width, style};
use dialoguer::theme::Theme;
use std::fmt;

/// What stands before the reason why an answer does not do.
const REFUSED: &str = "not accepted:";

/// The looks of [`super::Fancy`], for a window of so many columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plainly {
    pub(super) columns: usize,
}

impl Plainly {
    /// Writes a row of a list.
    fn row(f: &mut dyn fmt::Write, text: &str, mark: &str, is_active: bool) -> fmt::Result {
        if is_active {
            let row = style(format!("> {mark}{text}"));
            write!(f, "{}", row.for_stderr().cyan().bold())
        } else {
            write!(f, "  {mark}{text}")
        }
    }
}

impl Theme for Plainly {
    fn format_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        write!(f, "{}", style(prompt).for_stderr().bold())
    }

    /// Writes what is wrong with an answer, in rows that fit the window: dialoguer clears as many
    /// rows as there are lines.
    fn format_error(&self, f: &mut dyn fmt::Write, error: &str) -> fmt::Result {
        let said = format!("{REFUSED} {error}");
        let rows = textwrap::wrap(&said, self.columns.saturating_sub(1)).join("\n");
        match rows.strip_prefix(REFUSED) {
            Some(rest) => write!(f, "{}{rest}", style(REFUSED).for_stderr().red().bold()),
            None => f.write_str(&rows),
        }
    }

    fn format_input_prompt(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        _default: Option<&str>,
    ) -> fmt::Result {
        write!(f, "{} ", style(prompt).for_stderr().bold())
    }

    fn format_input_prompt_selection(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        selection: &str,
    ) -> fmt::Result {
        write!(f, "{} {selection}", style(prompt).for_stderr().bold())
    }

    fn format_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        is_active: bool,
    ) -> fmt::Result {
        Self::row(f, text, "", is_active)
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        is_checked: bool,
        is_active: bool,
    ) -> fmt::Result {
        Self::row(f, text, if is_checked { "[x] " } else { "[ ] " }, is_active)
    }

    /// Writes what is searched for, of which only the end is shown where it is too long: a prompt
    /// of two lines would be drawn again and again.
    fn format_fuzzy_select_prompt(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        search_term: &str,
        _cursor: usize,
    ) -> fmt::Result {
        let asked = format!("{prompt} Type to search: ");
        let room = self.columns.saturating_sub(measure_text_width(&asked) + 2);
        let mut term = search_term;
        while measure_text_width(term) > room {
            let mut characters = term.chars();
            characters.next();
            term = characters.as_str();
        }
        write!(f, "{}{term}|", style(asked).for_stderr().bold())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_fits_the_window_whole() {
        let error = "2020-01 is over; today is 2026-11-22; if it has lapsed, go back and say so";
        for columns in [40, 80, 100] {
            let mut written = String::new();
            let theme = Plainly { columns };
            theme.format_error(&mut written, error).expect("writes");
            let written = console::strip_ansi_codes(&written);
            let rows: Vec<&str> = written.split('\n').collect();
            assert!(rows.iter().all(|row| row.len() < columns), "{rows:?}");
            assert_eq!(rows.join(" "), format!("not accepted: {error}"));
        }
    }
}
