//! Finds where in a JSON text the value of a JSON Pointer stands.
//!
//! Runs only to place a problem, on text that serde_json has read at least that far; it never
//! recurses and never fails: what cannot be found is placed at the nearest value around it.

use std::borrow::Cow;

/// What a pointer leads to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The first byte of the value's key, if it has one.
    pub(super) key: Option<usize>,
    /// The first byte of the value.
    pub(super) value: usize,
    /// Whether the pointer leads all the way here.
    pub(super) is_exact: bool,
}

/// Returns the value at `pointer`, or the nearest one around it.
pub(super) fn locate(text: &str, pointer: &str) -> Found {
    let mut scanner = Scanner { text, at: 0 };
    scanner.skip_space();
    let mut found = Found {
        key: None,
        value: scanner.at,
        is_exact: true,
    };
    for segment in pointer.split('/').skip(1) {
        let segment = unescape(segment);
        let next = match scanner.peek() {
            Some(b'{') => scanner.members().find(|member| member.is(&segment)),
            Some(b'[') => segment
                .parse()
                .ok()
                .and_then(|position| scanner.members().nth(position)),
            _ => None,
        };
        let Some(next) = next else {
            found.is_exact = false;
            return found;
        };
        found.key = next.key.map(|(offset, _)| offset);
        found.value = next.value;
        scanner.at = next.value;
    }
    found
}

/// Returns where `key` stands for the second time in the object at `pointer`.
pub(super) fn second_key(text: &str, pointer: &str, key: &str) -> usize {
    let object = locate(text, pointer).value;
    let scanner = Scanner { text, at: object };
    scanner
        .members()
        .filter(|member| member.is(key))
        .nth(1)
        .and_then(|member| member.key)
        .map_or(object, |(offset, _)| offset)
}

fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

#[derive(Clone, Copy)]
struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

/// One entry of an object or element of a list.
struct Member<'t> {
    /// Where the key stands, and the key as written, quotes included.
    key: Option<(usize, &'t str)>,
    value: usize,
}

impl Member<'_> {
    fn is(&self, key: &str) -> bool {
        let Some((_, written)) = self.key else {
            return false;
        };
        if written.contains('\\') {
            serde_json::from_str::<String>(written).is_ok_and(|read| read == key)
        } else {
            written.get(1..written.len().saturating_sub(1)) == Some(key)
        }
    }
}

impl<'t> Scanner<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Skips a string, quotes included, and returns it as written.
    fn string(&mut self) -> &'t str {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'"' => break,
                b'\\' => self.at += 1,
                _ => {}
            }
        }
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                None => return,
                Some(b'"') => {
                    self.string();
                }
                Some(b'{' | b'[') => {
                    depth += 1;
                    self.at += 1;
                }
                Some(b'}' | b']') if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                // The end of the list or object around a bare word.
                Some(b'}' | b']') => return,
                Some(b',' | b' ' | b'\t' | b'\n' | b'\r' | b':') if depth > 0 => {
                    self.at += 1;
                    continue;
                }
                Some(b',' | b' ' | b'\t' | b'\n' | b'\r' | b':') => return,
                Some(_) => {
                    self.at += 1;
                    while let Some(byte) = self.peek() {
                        if b",:]}{[\" \t\n\r".contains(&byte) {
                            break;
                        }
                        self.at += 1;
                    }
                }
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Returns the entries of the object or the elements of the list that begins here.
    fn members(mut self) -> impl Iterator<Item = Member<'t>> {
        let is_object = self.peek() == Some(b'{');
        self.at += 1;
        let mut is_first = true;
        std::iter::from_fn(move || {
            if !is_first {
                self.skip_value();
                self.skip_space();
                if self.peek() != Some(b',') {
                    return None;
                }
                self.at += 1;
            }
            is_first = false;
            self.skip_space();
            if matches!(self.peek(), None | Some(b'}' | b']')) {
                return None;
            }
            let mut key = None;
            if is_object {
                if self.peek() != Some(b'"') {
                    return None;
                }
                let offset = self.at;
                key = Some((offset, self.string()));
                self.skip_space();
                if self.peek() != Some(b':') {
                    // The parser stopped at a key that stands twice: it has no value to look at.
                    return key.map(|key| Member {
                        key: Some(key),
                        value: offset,
                    });
                }
                self.at += 1;
                self.skip_space();
            }
            Some(Member {
                key,
                value: self.at,
            })
        })
    }
}
