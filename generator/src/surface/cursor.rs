//! A place in the text of a Rust file, and the steps that can be made from it: over words, brackets, strings and comments.

use crate::lexer::{Token, TokenKind, first, is_of_word, length_of_word, tokens};

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
        // Most often neither comes next, which need not be read to its end to know that.
        while self.rest.bytes().next().is_some_and(may_be_passed)
            && let Some(token) = first(self.rest)
            && matches!(token.kind, TokenKind::Space | TokenKind::Comment)
        {
            self.advance(token.text.len());
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
        plain.get(..length_of_word(plain)).unwrap_or_default()
    }

    /// Goes over the word that comes next.
    pub(super) fn word(&mut self) -> &'a str {
        let word = self.peek_word();
        self.eat("r#");
        self.advance(word.len());
        word
    }

    /// Goes over one token.
    pub(super) fn token(&mut self) {
        let length = step(self.rest());
        self.advance(length);
    }

    /// At an opening bracket: what is inside, and goes beyond the closing one.
    pub(super) fn group(&mut self) -> &'a str {
        let start = self.rest();
        let mut depth = 0_usize;
        while let Some(at) = self.rest.bytes().position(|byte| OF_GROUPS[usize::from(byte)]) {
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
    for Token { kind, text } in tokens(code) {
        if matches!(kind, TokenKind::Space | TokenKind::Comment) {
            if !out.ends_with([' ', '(', '[', '<']) {
                out.push(' ');
            }
            continue;
        }
        if kind == TokenKind::Sign
            && [")", "]", ">"].contains(&text)
            && out.ends_with(' ')
            && !out.ends_with("= ")
            && !out.ends_with("- ")
        {
            out.truncate(out.trim_end_matches([' ', ',']).len());
        }
        out.push_str(text);
    }
    out.trim_end_matches([' ', ',']).trim_start().to_owned()
}

/// Whether white space or a comment may begin with this.
fn may_be_passed(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r' | b'/' | 128..)
}

/// What matters within brackets: brackets, and what may hold one that is none. All code is looked through for these.
static OF_GROUPS: [bool; 256] = {
    let (mut table, signs, mut at) = ([false; 256], b"()[]{}\"'/", 0);
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
};

/// How much of the end of a text is the `r##` of the string that follows.
fn prefix_of_string(before: &str) -> usize {
    let word = before.trim_end_matches('#');
    let start = word.trim_end_matches(is_of_word);
    match word.get(start.len()..) {
        Some("r" | "br" | "cr") => before.len() - start.len(),
        _ => 0,
    }
}

/// The length of the first token; nothing if the text is empty.
fn step(text: &str) -> usize {
    first(text).map_or(0, |token| token.text.len())
}
