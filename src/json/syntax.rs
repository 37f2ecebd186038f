//! What serde_json says about a text that is no JSON, in the words of those who write it.

use super::{place, plain};
use crate::diagnostic::{Code, Diagnostic};

/// Returns what serde_json found wrong with `text`, which came from `file`.
pub(super) fn diagnostic(file: &str, text: &str, error: &serde_json::Error) -> Diagnostic {
    let said = error.to_string();
    let said = said
        .rsplit_once(" at line ")
        .map_or(said.as_str(), |(said, _)| said);
    let offset = offset_of(text, error);
    let (before, rest) = text.split_at(offset);
    let (offset, (message, help)) = match said {
        "number out of range" => {
            let is_of_number =
                |character: char| character.is_ascii_alphanumeric() || "+-.".contains(character);
            (
                before.trim_end_matches(is_of_number).len(),
                in_our_words(said),
            )
        }
        // A string that runs over the end of its line was meant to end there.
        said if said.starts_with("control character") && before.ends_with('\n') => {
            let message = "the line ends inside a string".to_owned();
            (
                before.trim_end().len(),
                (
                    message,
                    "close the string with `\"`; write `\\n` for a line break",
                ),
            )
        }
        _ if rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#') => {
            (offset, ("JSON has no comments".to_owned(), "remove it"))
        }
        said => (offset, in_our_words(said)),
    };
    let at = place(file, "", text, offset);
    Diagnostic::error(Code::JsonSyntax, at, message).with_help(help)
}

/// Returns the byte serde_json complains about; its columns count bytes from 1, and may be 0.
fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    if error.is_eof() {
        return text.trim_end().len();
    }
    let line_start: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let offset = (line_start + error.column().saturating_sub(1)).min(text.len());
    text.floor_char_boundary(offset)
}

/// Returns what is wrong and the way out, for each thing serde_json can say about a text.
fn in_our_words(said: &str) -> (String, &'static str) {
    let (message, help) = match said {
        "EOF while parsing a list" => ("the text ends inside a list", "close it with `]`"),
        "EOF while parsing an object" => ("the text ends inside an object", "close it with `}`"),
        "EOF while parsing a string" => ("the text ends inside a string", "close it with `\"`"),
        "EOF while parsing a value" => (
            "the text ends where a value should stand",
            "write a value; an empty object is `{}`",
        ),
        "expected `:`" => ("expected `:` after the key", "write `\"key\": value`"),
        "expected `,` or `]`" => (
            "expected `,` or `]` after an element of a list",
            "separate elements with `,` and close the list with `]`",
        ),
        "expected `,` or `}`" => (
            "expected `,` or `}` after a value",
            "separate entries with `,` and close the object with `}`",
        ),
        "expected value" => (
            "expected a value",
            "a value is text in double quotes, a number, `true`, `false`, `null`, a list or an object",
        ),
        "expected ident" => (
            "this is not a JSON value",
            "the words are `true`, `false` and `null`; other text stands in double quotes",
        ),
        "key must be a string" => ("expected a key in double quotes", "write `\"key\": value`"),
        "trailing comma" => ("a comma with nothing after it", "remove the comma"),
        "trailing characters" => (
            "text after the end of the value",
            "remove it; a file holds one value",
        ),
        "recursion limit exceeded" => (
            "lists and objects stand more than 128 deep in each other",
            "make it flatter",
        ),
        "number out of range" => ("a number too large to read", "write a smaller number"),
        "invalid number" => (
            "this is not a number",
            "write digits, with one `.` for decimals and no leading zero",
        ),
        "invalid escape" => (
            "a `\\` that begins no escape",
            "write `\\\\` for a backslash",
        ),
        "invalid unicode code point"
        | "lone leading surrogate in hex escape"
        | "unexpected end of hex escape" => (
            "a `\\u` that stands for no character",
            "write the character itself",
        ),
        other if other.starts_with("control character") => (
            "a line break, tab or other control character inside a string",
            "write `\\n` for a line break, `\\t` for a tab",
        ),
        other => return (plain(other).into_owned(), "check the JSON at this place"),
    };
    (message.to_owned(), help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn every_syntax_error_is_in_our_words() {
        for text in [
            "",
            "[",
            "[1",
            "{",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":1",
            "\"x",
            "{\"a\" 1}",
            "[1 2]",
            "{\"a\":1 \"b\":2}",
            "tru",
            "nul!",
            "{a:1}",
            "[1,]",
            "{\"a\":1,}",
            "1 2",
            "1e999",
            "01",
            "-",
            "1.",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\u12\"",
            "\"a\nb\"",
            "'a'",
            "// x",
            "NaN",
            "{1:2}",
        ] {
            let error = serde_json::from_str::<Value>(text).expect_err("no JSON");
            let message = diagnostic("p.json", text, &error).message;
            assert!(
                !message.contains("EOF") && !message.contains("ident"),
                "{text}: {message}"
            );
            let said = error.to_string();
            let said = said.rsplit_once(" at line ").expect("position").0;
            assert_ne!(
                in_our_words(said).1,
                "check the JSON at this place",
                "{text}: {said}"
            );
        }
    }
}
