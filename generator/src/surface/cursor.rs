//! A place in the text of a Rust file, and the steps that can be made from it: over words, brackets, strings and comments.

/// What is left of a text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// What is left, from the next thing that is neither space nor comment.
    pub(super) fn rest(&mut self) -> &'a str {
        while self.rest.starts_with(char::is_whitespace) || self.rest.starts_with("//") || self.rest.starts_with("/*") {
            self.advance(step(self.rest));
        }
        self.rest
    }

    pub(super) fn is_at_end(&mut self) -> bool {
        self.rest().is_empty()
    }

    /// Goes over this text, if it comes next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let comes = self.rest().starts_with(text);
        if comes {
            self.advance(text.len());
        }
        comes
    }

    /// The word that comes next, which stays where it is.
    pub(super) fn peek_word(&mut self) -> &'a str {
        let rest = self.rest();
        let plain = rest.strip_prefix("r#").unwrap_or(rest);
        let end = plain.find(|c: char| !is_of_word(c)).unwrap_or(plain.len());
        plain.get(..end).unwrap_or_default()
    }

    /// Goes over the word that comes next.
    pub(super) fn word(&mut self) -> &'a str {
        let word = self.peek_word();
        self.eat("r#");
        self.advance(word.len());
        word
    }

    /// At an opening bracket: what is inside, and goes beyond the closing one.
    pub(super) fn group(&mut self) -> &'a str {
        let start = self.rest();
        let mut depth = 0_usize;
        while let Some(at) = self.rest.find(is_of_groups) {
            let (before, rest) = self.rest.split_at_checked(at).unwrap_or_default();
            match rest.as_bytes().first() {
                Some(b'(' | b'[' | b'{') => depth += 1,
                Some(b')' | b']' | b'}') => depth = depth.saturating_sub(1),
                _ => {}
            }
            let prefix = if rest.starts_with('"') {
                prefix_of_string(before)
            } else {
                0
            };
            self.advance(at - prefix);
            self.advance(step(self.rest));
            if depth == 0 {
                break;
            }
        }
        if depth > 0 {
            self.rest = "";
        }
        let whole = start.get(..start.len() - self.rest.len()).unwrap_or_default();
        whole.get(1..whole.len().saturating_sub(1)).unwrap_or_default()
    }

    /// Goes over `<…>`, if that comes next, and gives it.
    pub(super) fn generics(&mut self) -> &'a str {
        let start = self.rest();
        if self.eat("<") {
            self.until(&['>']);
            self.eat(">");
        }
        start.get(..start.len() - self.rest.len()).unwrap_or_default()
    }

    /// What stands before the first of these that is in no bracket; the cursor stays at it. A comma and a `>` may be in angles too.
    pub(super) fn until(&mut self, stops: &[char]) -> &'a str {
        let start = self.rest();
        let mut angles = 0_usize;
        loop {
            match self.rest.chars().next() {
                None => break,
                Some(stop) if stops.contains(&stop) && (angles == 0 || ![',', '>'].contains(&stop)) => break,
                Some('(' | '[' | '{') => {
                    self.group();
                    continue;
                }
                Some('<') => angles += 1,
                Some('>') => angles = angles.saturating_sub(1),
                Some('-' | '=') if self.rest.starts_with("->") || self.rest.starts_with("=>") => self.advance(1),
                _ => {}
            }
            self.advance(step(self.rest));
        }
        start.get(..start.len() - self.rest.len()).unwrap_or_default().trim()
    }

    fn advance(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }
}

/// Code in one line as it would stand there: without comments, and with single spaces.
pub(super) fn in_one_line(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while !rest.is_empty() {
        let (token, tail) = rest.split_at_checked(step(rest)).unwrap_or((rest, ""));
        rest = tail;
        if token.starts_with("//") || token.starts_with("/*") || token.trim().is_empty() {
            if !out.ends_with([' ', '(', '[', '<']) {
                out.push(' ');
            }
            continue;
        }
        if [")", "]", ">"].contains(&token) && out.ends_with(' ') && !out.ends_with("= ") && !out.ends_with("- ") {
            out.truncate(out.trim_end_matches([' ', ',']).len());
        }
        out.push_str(token);
    }
    out.trim_end_matches([' ', ',']).trim_start().to_owned()
}

/// What matters within brackets: brackets, and what may hold one that is none.
fn is_of_groups(letter: char) -> bool {
    matches!(letter, '(' | ')' | '[' | ']' | '{' | '}' | '"' | '\'' | '/')
}

/// How much of the end of a text is the `r##` of the string that follows.
fn prefix_of_string(before: &str) -> usize {
    let word = before.trim_end_matches('#');
    let start = word.trim_end_matches(is_of_word);
    match word.get(start.len()..) {
        Some("r" | "br" | "cr") => before.len() - start.len(),
        _ => 0,
    }
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The length of what comes first in a text: a space, a comment, a string, a word, or one character. Never nothing, unless the
/// text is.
fn step(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    match first {
        '/' if text.starts_with("//") => text.find('\n').unwrap_or(text.len()),
        '/' if text.starts_with("/*") => block_comment(text),
        '"' => string(text),
        '\'' => character(text),
        letter if is_of_word(letter) => word_or_string(text),
        space if space.is_whitespace() => text.len() - text.trim_start().len(),
        other => other.len_utf8(),
    }
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                break;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// A string with escapes, from its first quote.
fn string(text: &str) -> usize {
    let mut escaped = true;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A character in quotes, or the quote of a lifetime.
fn character(text: &str) -> usize {
    let mut inside = text.chars().skip(1);
    match (inside.next(), inside.next()) {
        (Some('\\'), Some(escaped)) => {
            let start = 2 + escaped.len_utf8();
            let rest = text.get(start..).unwrap_or_default();
            rest.find('\'').map_or(text.len(), |end| start + end + 1)
        }
        (Some(letter), Some('\'')) => letter.len_utf8() + 2,
        _ => 1,
    }
}

/// A word, or the string that it is the prefix of.
fn word_or_string(text: &str) -> usize {
    let end = text.find(|c: char| !is_of_word(c)).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    match word {
        "b" if rest.starts_with('\'') => end + character(rest),
        "b" | "c" if rest.starts_with('"') => end + string(rest),
        "r" | "br" | "cr" => end + raw_string(rest).unwrap_or(0),
        _ => end,
    }
}

/// A raw string, from its first `#` or quote.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text.len() - text.trim_start_matches('#').len();
    let inside = text.get(hashes..)?.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = inside.find(&close).map_or(inside.len(), |end| end + close.len());
    Some(hashes + 1 + end)
}
