//! The page: headings, wrapped items, drawn rows, and the only place that writes text and colour.

use std::borrow::Cow;

use colored::Color;
use textwrap::{WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::Options;
use crate::json::plain;

/// Lines wider than this are hard to read, however wide the window is.
const WIDEST: usize = 100;

/// Below this a line has no room for an indent and a word.
const NARROWEST: usize = 20;

/// What a piece of text is, for colour; never the only carrier of its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Running text.
    Plain,
    /// What the eye should find first.
    Strong,
    /// A heading.
    Heading,
    /// Met, ready.
    Good,
    /// Not met, blocked.
    Bad,
    /// Unknown, due soon.
    Open,
    /// Study, in a drawing.
    Study,
    /// Work, in a drawing.
    Work,
    /// Less important.
    Faint,
}

impl Tone {
    /// Returns the codes that turn the tone on, or `None` for running text.
    ///
    /// The codes of `colored` are used without its `Display`, which asks a global switch: the same
    /// options give the same bytes everywhere.
    fn codes(self) -> Option<Cow<'static, str>> {
        match self {
            Self::Plain => None,
            Self::Strong => Some(Cow::Borrowed("1")),
            Self::Heading => Some(Cow::Owned(format!("1;{}", Color::Cyan.to_fg_str()))),
            Self::Good => Some(Color::Green.to_fg_str()),
            Self::Bad => Some(Color::Red.to_fg_str()),
            Self::Open => Some(Color::Yellow.to_fg_str()),
            Self::Study => Some(Color::Cyan.to_fg_str()),
            Self::Work => Some(Color::Green.to_fg_str()),
            Self::Faint => Some(Color::BrightBlack.to_fg_str()),
        }
    }
}

/// The sign before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// None.
    None,
    /// One of several.
    Bullet,
    /// What a star above refers to.
    Star,
    /// One of several in an order.
    Number(usize),
    /// Met.
    Met,
    /// Not met.
    NotMet,
    /// Not known.
    Unknown,
    /// There once, and to be renewed.
    Lapsed,
    /// On its way.
    InProgress,
}

impl Sign {
    fn mark(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::None => "",
            Self::Bullet => "- ",
            Self::Star => "* ",
            Self::Number(number) => return Cow::Owned(format!("{number}. ")),
            Self::Met => "[x] ",
            Self::NotMet => "[ ] ",
            Self::Unknown => "[?] ",
            Self::Lapsed => "[!] ",
            Self::InProgress => "[~] ",
        })
    }

    fn spoken(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::None | Self::Bullet | Self::Star => "",
            Self::Number(number) => return Cow::Owned(format!("{number}. ")),
            Self::Met => "Met: ",
            Self::NotMet => "Not met: ",
            Self::Unknown => "Not known: ",
            Self::Lapsed => "Lapsed: ",
            Self::InProgress => "On its way: ",
        })
    }

    fn tone(self) -> Tone {
        match self {
            Self::None | Self::Bullet | Self::Star | Self::Number(_) => Tone::Plain,
            Self::Met => Tone::Good,
            Self::NotMet => Tone::Bad,
            Self::Unknown | Self::Lapsed | Self::InProgress => Tone::Open,
        }
    }
}

/// A sign, a lead that stands out, and statements about it.
#[derive(Clone, Debug)]
pub(super) struct Item {
    depth: usize,
    sign: Sign,
    lead: String,
    tone: Tone,
    statements: Vec<String>,
}

impl Item {
    /// Returns an item of running text, `depth` levels in.
    pub(super) fn new(depth: usize, sign: Sign) -> Self {
        Self {
            depth,
            sign,
            lead: String::new(),
            tone: Tone::Plain,
            statements: Vec::new(),
        }
    }

    /// Begins with words that stand out.
    pub(super) fn lead(mut self, lead: impl Into<String>) -> Self {
        self.lead = lead.into();
        self.tone = Tone::Strong;
        self
    }

    /// Gives the lead another tone.
    pub(super) fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Adds a statement; an empty one is left out. When read aloud, each gets its own line.
    pub(super) fn say(mut self, statement: impl Into<String>) -> Self {
        let statement = statement.into();
        if !statement.is_empty() {
            self.statements.push(statement);
        }
        self
    }

    /// Adds several statements.
    pub(super) fn say_all(mut self, statements: impl IntoIterator<Item = String>) -> Self {
        for statement in statements {
            self = self.say(statement);
        }
        self
    }
}

/// The text that grows.
pub(super) struct Page<'o> {
    options: &'o Options,
    text: String,
}

impl<'o> Page<'o> {
    /// Returns an empty page.
    pub(super) fn new(options: &'o Options) -> Self {
        Self {
            options,
            text: String::new(),
        }
    }

    /// Returns what was asked for.
    pub(super) fn options(&self) -> &'o Options {
        self.options
    }

    /// Returns how many items of a list are shown before "and more": all when verbose.
    pub(super) fn at_most(&self, few: usize) -> usize {
        if self.options.verbose {
            usize::MAX
        } else {
            few
        }
    }

    /// Returns the columns lines are wrapped at; `None`: they are not.
    pub(super) fn width(&self) -> Option<usize> {
        match self.options.width {
            Some(width) if !self.options.line_mode => Some(width.clamp(NARROWEST, WIDEST)),
            _ => None,
        }
    }

    /// Returns whether there is room for a drawing or table of so many columns.
    pub(super) fn has_room_for(&self, columns: usize) -> bool {
        !self.options.line_mode && self.width().is_none_or(|width| width >= columns)
    }

    /// Begins a section.
    pub(super) fn section(&mut self, heading: &str) {
        if self.options.line_mode {
            let heading = Item::new(0, Sign::None).say(format!("Section: {heading}."));
            return self.put(&heading);
        }
        self.blank();
        self.put(&Item::new(0, Sign::None).lead(heading).tone(Tone::Heading));
    }

    /// Begins a part of a section.
    pub(super) fn part(&mut self, heading: &str) {
        let end = if heading.ends_with(':') { "" } else { ":" };
        self.put(&Item::new(1, Sign::None).lead(format!("{heading}{end}")));
    }

    /// Leaves a line blank, unless the one before is or there is none.
    pub(super) fn blank(&mut self) {
        if !self.options.line_mode && !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Writes a paragraph at the first level.
    pub(super) fn say(&mut self, statement: impl Into<String>) {
        self.put(&Item::new(1, Sign::None).say(statement));
    }

    /// Writes an item.
    pub(super) fn put(&mut self, item: &Item) {
        if self.options.line_mode {
            return self.speak(item);
        }
        let lead = plain(&item.lead);
        let mut body = lead.clone().into_owned();
        for statement in &item.statements {
            if !body.is_empty() {
                body.push(' ');
            }
            body.push_str(&plain(statement));
        }
        let indent = "  ".repeat(item.depth);
        let mark = item.sign.mark();
        let rest_indent = format!("{indent}{}", " ".repeat(mark.width()));
        let first_indent = format!("{indent}{mark}");
        let lines = match self.width() {
            None => vec![Cow::Owned(format!("{first_indent}{body}"))],
            Some(width) => textwrap::wrap(
                &body,
                // Ids, options and addresses must stay whole to be copied.
                textwrap::Options::new(width)
                    .initial_indent(&first_indent)
                    .subsequent_indent(&rest_indent)
                    .word_separator(WordSeparator::AsciiSpace)
                    .word_splitter(WordSplitter::NoHyphenation)
                    .break_words(false),
            ),
        };
        let mut lead = lead.as_ref();
        for (place, line) in lines.iter().enumerate() {
            let begin = if place == 0 {
                &first_indent
            } else {
                &rest_indent
            };
            let rest = line.strip_prefix(begin.as_str()).unwrap_or(line);
            if place == 0 {
                self.text.push_str(&indent);
                self.paint(item.sign.tone(), &mark);
            } else {
                self.text.push_str(begin);
            }
            if let Some(after) = rest.strip_prefix(lead) {
                self.paint(item.tone, lead);
                self.text.push_str(after);
                lead = "";
            } else if let Some(after) = lead.strip_prefix(rest) {
                self.paint(item.tone, rest);
                lead = after.trim_start();
            } else {
                self.text.push_str(rest);
            }
            self.end_line();
        }
    }

    fn speak(&mut self, item: &Item) {
        let lead = plain(&item.lead).into_owned();
        self.text.push_str(&item.sign.spoken());
        self.text.push_str(&lead);
        for (place, statement) in item.statements.iter().enumerate() {
            if place > 0 {
                self.end_line();
            } else if !lead.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(&plain(statement));
        }
        self.end_line();
    }

    /// Writes one line of a drawing or table as it is; callers pad it with [`pad`] or [`fit`].
    pub(super) fn draw(&mut self, pieces: &[(Tone, String)]) {
        for (tone, piece) in pieces {
            self.paint(*tone, piece);
        }
        self.end_line();
    }

    /// Returns the text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn paint(&mut self, tone: Tone, text: &str) {
        match tone.codes() {
            Some(codes) if self.options.colour && !text.trim().is_empty() => {
                self.text.push_str("\u{1b}[");
                self.text.push_str(&codes);
                self.text.push('m');
                self.text.push_str(text);
                self.text.push_str("\u{1b}[0m");
            }
            _ => self.text.push_str(text),
        }
    }

    fn end_line(&mut self) {
        let kept = self.text.trim_end_matches(' ').len();
        self.text.truncate(kept);
        self.text.push('\n');
    }
}

/// Returns the text without what could steer a terminal, with spaces up to `width` columns.
pub(super) fn pad(text: &str, width: usize) -> String {
    let mut padded = plain(text).into_owned();
    let missing = width.saturating_sub(padded.width());
    padded.extend(std::iter::repeat_n(' ', missing));
    padded
}

/// Returns the same with the spaces in front.
pub(super) fn pad_left(text: &str, width: usize) -> String {
    let text = plain(text);
    let missing = width.saturating_sub(text.width());
    format!("{}{text}", " ".repeat(missing))
}

/// Returns the text in exactly `width` columns: padded, or cut with `..` at its end.
pub(super) fn fit(text: &str, width: usize) -> String {
    let text = plain(text);
    if text.width() <= width {
        return pad(&text, width);
    }
    let mut cut = String::new();
    let mut columns = 0;
    for character in text.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(character).unwrap_or(0);
        if columns + wide + 2 > width {
            break;
        }
        columns += wide;
        cut.push(character);
    }
    let mut cut = cut.trim_end().to_owned();
    cut.push_str("..");
    pad(&cut, width)
}

/// Returns how many columns the text takes.
pub(super) fn columns(text: &str) -> usize {
    plain(text).width()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Options = Options {
        width: Some(24),
        colour: false,
        verbose: false,
        line_mode: false,
    };

    fn page(options: Options, item: &Item) -> String {
        let mut page = Page::new(&options);
        page.put(item);
        page.finish()
    }

    fn item() -> Item {
        Item::new(1, Sign::NotMet)
            .lead("a rather long lead in two lines:")
            .say("One thing.")
            .say("Another thing.")
    }

    #[test]
    fn an_item_hangs_from_its_sign() {
        assert_eq!(
            page(PLAIN, &item()),
            "  [ ] a rather long lead\n      in two lines: One\n      thing. Another\n      \
             thing.\n"
        );
    }

    #[test]
    fn colour_stays_inside_its_line() {
        let options = Options {
            colour: true,
            ..PLAIN
        };
        let text = page(options, &item());
        for line in text.lines() {
            assert_eq!(line.matches("\u{1b}[").count() % 2, 0, "{line:?}");
        }
        assert!(
            text.contains("\u{1b}[1min two lines:\u{1b}[0m One"),
            "{text:?}"
        );
        let bare: String = text
            .lines()
            .map(|line| format!("{}\n", plain(line)))
            .collect();
        assert_eq!(bare, page(PLAIN, &item()));
    }

    #[test]
    fn read_aloud_each_statement_has_its_line() {
        let options = Options {
            line_mode: true,
            ..PLAIN
        };
        assert_eq!(
            page(options, &item()),
            "Not met: a rather long lead in two lines: One thing.\nAnother thing.\n"
        );
    }

    #[test]
    fn nothing_from_outside_steers_the_terminal() {
        let hostile = "\u{1b}[2Jx\ny\u{202e}";
        let item = Item::new(0, Sign::None).lead(hostile).say(hostile);
        assert_eq!(page(PLAIN, &item), "x y x y\n");
        assert_eq!(pad(hostile, 5), "x y  ");
        assert_eq!(fit("東京東京", 5), "東.. ");
        assert_eq!(fit("abcdef", 5), "abc..");
    }

    #[test]
    fn long_words_stay_whole() {
        let item =
            Item::new(0, Sign::Bullet).say("See https://example.org/a-rather-long-page now.");
        assert_eq!(
            page(PLAIN, &item),
            "- See\n  https://example.org/a-rather-long-page\n  now.\n"
        );
    }
}
