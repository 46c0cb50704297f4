//! The path of a place in a JSON text: `items[3].id`, from an offset.
//!
//! serde_json says at which byte it stopped; following the text up to there costs nothing until something is wrong, and
//! the decoders need not be compiled a second time to keep track of where they are.

use std::fmt::Write;

/// One step from the document to the place.
enum Step {
    /// In a list, at this index.
    Index(usize),
    /// In an object, at this key; `None` before its first key.
    Key(Option<String>),
}

/// The path of the value that ends at, or holds, the byte before the error's line and column.
///
/// An error that is noticed at the end of an object is about the object only if a field is missing, else about its last
/// member; at the end of a list it is about the last element.
pub(super) fn path(text: &[u8], error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    let words = error.to_string();
    let missing = words.starts_with("missing field") || words.starts_with("invalid length");
    let start = match line {
        0 | 1 => 0,
        _ => text
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .nth(line - 2)
            .map_or(0, |(at, _)| at + 1),
    };
    let end = (start + column).min(text.len());
    let mut trail = Trail {
        text: &text[..end],
        at: 0,
        steps: Vec::new(),
        missing,
        last: None,
    };
    trail.follow();
    trail.last.unwrap_or_else(|| shown(&trail.steps))
}

struct Trail<'a> {
    text: &'a [u8],
    at: usize,
    steps: Vec<Step>,
    /// Whether the error is about what the closed container lacks.
    missing: bool,
    /// The path of the container that was closed by the last byte of the text.
    last: Option<String>,
}

impl Trail<'_> {
    fn follow(&mut self) {
        while let Some(byte) = self.text.get(self.at) {
            self.at += 1;
            match byte {
                b'{' => self.steps.push(Step::Key(None)),
                b'[' => self.steps.push(Step::Index(0)),
                b'}' | b']' => {
                    let member = (!self.missing).then(|| shown(&self.steps));
                    self.steps.pop();
                    self.last = (self.at == self.text.len()).then(|| member.unwrap_or_else(|| shown(&self.steps)));
                }
                b',' => match self.steps.last_mut() {
                    Some(Step::Index(index)) => *index += 1,
                    Some(Step::Key(key)) => *key = None,
                    None => {}
                },
                b'"' => self.string(),
                _ => {}
            }
        }
    }

    /// A string is a key if it stands in an object that waits for one.
    fn string(&mut self) {
        let start = self.at - 1;
        while let Some(byte) = self.text.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'"' => break,
                _ => {}
            }
        }
        if let Some(Step::Key(key @ None)) = self.steps.last_mut() {
            let raw = self.text.get(start..self.at).unwrap_or_default();
            *key = serde_json::from_slice(raw).ok();
        }
    }
}

fn shown(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps {
        // Writing to a string does not fail.
        let _ = match step {
            Step::Index(index) => write!(out, "[{index}]"),
            Step::Key(Some(key)) if out.is_empty() => write!(out, "{key}"),
            Step::Key(Some(key)) => write!(out, ".{key}"),
            Step::Key(None) => Ok(()),
        };
    }
    if out.is_empty() { ".".to_owned() } else { out }
}
