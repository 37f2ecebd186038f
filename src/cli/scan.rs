//! What must be known before, or beside, clap's reading of the arguments.
//!
//! A refused argument must be reported in the colour and format the rest of the line asks for, so
//! `--color`, `--json` and `--format` are looked for first. And a global option that is given on
//! both sides of the subcommand reaches us only once: clap keeps the inner ones, so `--rules` is
//! collected here.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// What a first look at the arguments finds. Nothing is checked yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scan {
    /// The last `--color`.
    pub(crate) color: Option<String>,
    /// The last `--format`; `--json` counts as one.
    pub(crate) format: Option<String>,
    /// Every `--rules`, in order.
    pub(crate) rules: Vec<PathBuf>,
}

impl Scan {
    /// Looks at the arguments, of which the first is the program, up to a lone `--`.
    pub(crate) fn of(arguments: &[OsString]) -> Self {
        let mut scan = Self::default();
        let mut arguments = arguments.iter().skip(1);
        while let Some(argument) = arguments.next() {
            if argument == "--" {
                break;
            }
            if argument == "--json" {
                scan.format = Some("json".to_owned());
            } else if let Some(value) = value_of(argument, "--color", None, &mut arguments) {
                scan.color = Some(value.to_string_lossy().into_owned());
            } else if let Some(value) = value_of(argument, "--format", Some('f'), &mut arguments) {
                scan.format = Some(value.to_string_lossy().into_owned());
            } else if let Some(value) = value_of(argument, "--rules", None, &mut arguments) {
                scan.rules.push(value.into());
            }
        }
        scan
    }
}

/// Returns the value of the option, if `argument` is that option.
fn value_of(
    argument: &OsStr,
    long: &str,
    short: Option<char>,
    rest: &mut dyn Iterator<Item = &OsString>,
) -> Option<OsString> {
    if argument == long {
        return rest.next().cloned();
    }
    let bytes = argument.as_encoded_bytes();
    if let Some(value) = bytes
        .strip_prefix(long.as_bytes())
        .and_then(|rest| rest.strip_prefix(b"="))
    {
        return Some(os_string(value));
    }
    // `-f json`, `-fjson`, `-f=json`; and after other short flags, as in `-qf json`.
    let flags = bytes.strip_prefix(b"-")?;
    let short = u8::try_from(short?).ok()?;
    let position = flags.iter().position(|flag| *flag == short)?;
    let (before, after) = flags.split_at(position);
    if !before.iter().all(|flag| b"qv".contains(flag)) {
        return None;
    }
    match after.get(1..)? {
        [] => rest.next().cloned(),
        [b'=', value @ ..] | value => Some(os_string(value)),
    }
}

/// Returns the bytes as an argument; they are cut from one at ASCII characters.
fn os_string(bytes: &[u8]) -> OsString {
    #[cfg(unix)]
    return std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec());
    #[cfg(not(unix))]
    return String::from_utf8_lossy(bytes).into_owned().into();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(line: &str) -> Scan {
        let arguments: Vec<_> = line.split(' ').map(OsString::from).collect();
        Scan::of(&arguments)
    }

    #[test]
    fn options_are_found_wherever_they_stand() {
        let found =
            scan("careerpath --rules a --color=never advise --rules=b --color always -qf json");
        assert_eq!(found.color.as_deref(), Some("always"));
        assert_eq!(found.format.as_deref(), Some("json"));
        assert_eq!(found.rules, [PathBuf::from("a"), PathBuf::from("b")]);
        for line in [
            "x -fjson",
            "x -f=json",
            "x -f json",
            "x --format json",
            "x -qvfjson",
            "x --json",
        ] {
            assert_eq!(scan(line).format.as_deref(), Some("json"), "{line}");
        }
    }

    #[test]
    fn what_is_no_option_is_left_alone() {
        assert_eq!(scan("careerpath -- --color always --json"), Scan::default());
        assert_eq!(
            scan("careerpath --colorful -o format --color"),
            Scan::default()
        );
        assert_eq!(scan("careerpath"), Scan::default());
    }
}
