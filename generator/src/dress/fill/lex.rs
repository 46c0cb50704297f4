//! The tokens of a text with their bytes and brackets, for the place of a message.

use std::ops::Range;

use crate::lexer::{self, TokenKind};

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

/// All tokens of a text; `Err` with the bytes of a bracket, quote or comment that has no other end.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Range<usize>> {
    let (mut out, mut open, mut end) = (Vec::new(), Vec::new(), 0);
    for lexer::Token { kind, text } in lexer::tokens(text) {
        let at = end..end + text.len();
        end = at.end;
        let bracket = match kind {
            TokenKind::Space | TokenKind::Comment => continue,
            TokenKind::Endless => return Err(at.start..at.start + 1),
            TokenKind::Sign => bracket(text),
            TokenKind::Word | TokenKind::Quoted => Bracket::None,
        };
        match bracket {
            Bracket::Opens(closer) => open.push((closer, at.clone())),
            Bracket::Closes if open.last().is_some_and(|(closer, _)| text.starts_with(*closer)) => drop(open.pop()),
            // What is open will never be closed, or nothing is.
            Bracket::Closes => return Err(open.pop().map_or(at, |(_, opened)| opened)),
            Bracket::None => {}
        }
        out.push(Token { at, bracket });
    }
    match open.pop() {
        Some((_, opened)) => Err(opened),
        None => Ok(out),
    }
}

fn bracket(sign: &str) -> Bracket {
    match sign {
        "(" => Bracket::Opens(')'),
        "[" => Bracket::Opens(']'),
        "{" => Bracket::Opens('}'),
        ")" | "]" | "}" => Bracket::Closes,
        _ => Bracket::None,
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
        assert_eq!(words("'}' b'\\'' /* { /* } */ */ r#type"), ["'}'", "b'\\''", "r#type"]);
    }

    #[test]
    fn what_has_no_other_end_is_found() {
        assert_eq!(tokens("fn a( {}"), Err(4..5));
        assert_eq!(tokens("fn a() }"), Err(7..8));
        assert_eq!(tokens("a(b]"), Err(1..2));
        assert_eq!(tokens("a \"b"), Err(2..3));
    }
}
