//! Rust's tokens with their bytes, no finer than messages need: the parser's own tokens carry no places, because that would
//! cost every run its time.

use std::ops::Range;

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Its bytes.
    pub at: Range<usize>,
    /// What it opens or closes.
    pub bracket: Bracket,
}

/// What a token opens or closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    /// It opens what this letter closes.
    Opens(char),
    /// It closes something.
    Closes,
    /// Neither.
    None,
}

/// All tokens of a text; `Err` with the bytes of a bracket or quote that has no other end.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Range<usize>> {
    let (mut out, mut open, mut at) = (Vec::new(), Vec::new(), 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = match length(rest) {
            Some(length) => length,
            None => return Err(at..at + 1),
        };
        let token = at..at + length;
        at += length;
        let first = rest.chars().next().unwrap_or(' ');
        if first.is_whitespace() || rest.starts_with("//") || rest.starts_with("/*") {
            continue;
        }
        let bracket = match first {
            '(' => Bracket::Opens(')'),
            '[' => Bracket::Opens(']'),
            '{' => Bracket::Opens('}'),
            ')' | ']' | '}' => Bracket::Closes,
            _ => Bracket::None,
        };
        match bracket {
            Bracket::Opens(closer) => open.push((closer, token.clone())),
            Bracket::Closes if open.last().is_some_and(|(closer, _)| *closer == first) => drop(open.pop()),
            // What is open will never be closed, or nothing is.
            Bracket::Closes => return Err(open.pop().map_or(token, |(_, opened)| opened)),
            Bracket::None => {}
        }
        out.push(Token { at: token, bracket });
    }
    match open.pop() {
        Some((_, opened)) => Err(opened),
        None => Ok(out),
    }
}

/// Bytes of the first token, comment or white space; `None` if it has no end.
fn length(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    if first.is_whitespace() {
        return Some(while_letters(rest, char::is_whitespace));
    }
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return comment(rest);
    }
    let name = while_letters(rest, |letter| letter.is_alphanumeric() || letter == '_');
    let (word, after) = rest.split_at(name);
    match word {
        "r" | "br" | "cr" if after.starts_with(['"', '#']) => raw(after).map(|length| name + length).or(Some(name)),
        "" | "b" | "c" if after.starts_with('"') => quoted(after, '"').map(|length| name + length),
        "" | "b" if after.starts_with('\'') => Some(name + letter(after)),
        "" => Some(first.len_utf8()),
        _ => Some(name),
    }
}

fn while_letters(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !is_part(letter)).unwrap_or(text.len())
}

/// A comment that may hold others.
fn comment(text: &str) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        let rest = text.get(at..)?;
        let (step, change) = match rest.as_bytes() {
            [b'/', b'*', ..] => (2, 1),
            [b'*', b'/', ..] => (2, -1),
            _ => (rest.chars().next()?.len_utf8(), 0),
        };
        depth = depth.checked_add_signed(change)?;
        at += step;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// `#"…"#`, with any number of hashes; `None` if it is something else or has no end.
fn raw(text: &str) -> Option<usize> {
    let hashes = while_letters(text, |letter| letter == '#');
    let begin = hashes + 1;
    let inside = text.get(hashes..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(begin + inside.find(&end)? + end.len())
}

/// A text in quotes, in which a backslash takes the meaning of what follows.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            letter if letter == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// A letter in quotes, or a lifetime.
fn letter(text: &str) -> usize {
    let mut letters = text.chars().skip(1);
    match (letters.next(), letters.next()) {
        (Some('\\'), _) => quoted(text, '\'').unwrap_or(1),
        (Some(letter), Some('\'')) => letter.len_utf8() + 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let tokens = tokens(text).expect("everything has an end");
        tokens.into_iter().map(|token| &text[token.at]).collect()
    }

    #[test]
    fn tokens_are_told_apart() {
        assert_eq!(
            words("fn a<'b>(c: &'b str) {}"),
            [
                "fn", "a", "<", "'", "b", ">", "(", "c", ":", "&", "'", "b", "str", ")", "{", "}"
            ]
        );
        assert_eq!(
            words(r##"x = "a \" }" + r#"{ " "# // { ["##),
            ["x", "=", r#""a \" }""#, "+", r##"r#"{ " "#"##]
        );
        assert_eq!(
            words("'}' b'\\'' /* { /* } */ */ r#type"),
            ["'}'", "b'\\''", "r", "#", "type"]
        );
    }

    #[test]
    fn what_has_no_other_end_is_found() {
        assert_eq!(tokens("fn a( {}"), Err(4..5));
        assert_eq!(tokens("fn a() }"), Err(7..8));
        assert_eq!(tokens("a(b]"), Err(1..2));
        assert_eq!(tokens("a \"b"), Err(2..3));
    }
}
