//! Rust text → its tokens, with white space and comments as tokens of their own.
//!
//! In: any text. Out: its pieces in order, none of them empty, which together are the text. The tokens of `proc-macro2` know no
//! bytes unless every run pays for them, and have no comments. This is no parser: whether the tokens make sense is not asked.

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Its text.
    pub(crate) text: &'a str,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// White space.
    Space,
    /// `// …` without the end of its line, or `/* … */`.
    Comment,
    /// A string of any kind, a character or a byte.
    Quoted,
    /// A comment or a string that begins and does not end.
    Endless,
    /// An identifier, a keyword or a number; `r#type` is one.
    Word,
    /// Any other character by itself: brackets, operators, the quote of a lifetime.
    Sign,
}

/// The first token of a text; `None` if the text is empty.
pub(crate) fn first(text: &str) -> Option<Token<'_>> {
    let (kind, length) = match text.as_bytes().first()? {
        b'/' if text.starts_with("//") => (TokenKind::Comment, text.find('\n').unwrap_or(text.len())),
        b'/' if text.starts_with("/*") => ended(TokenKind::Comment, text, block_comment(text)),
        b'"' => ended(TokenKind::Quoted, text, string(text)),
        b'\'' => character(text),
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => word(text),
        b' ' | b'\t'..=b'\r' => (TokenKind::Space, length_of_space(text)),
        0..=127 => (TokenKind::Sign, 1),
        128.. => longer(text)?,
    };
    text.get(..length).map(|text| Token { kind, text })
}

/// A token that begins with a character beyond ASCII.
fn longer(text: &str) -> Option<(TokenKind, usize)> {
    let letter = text.chars().next()?;
    Some(match letter {
        letter if is_of_word(letter) => word(text),
        space if space.is_whitespace() => (TokenKind::Space, length_of_space(text)),
        sign => (TokenKind::Sign, sign.len_utf8()),
    })
}

fn length_of_space(text: &str) -> usize {
    let is_plain = |byte: u8| matches!(byte, b' ' | b'\t'..=b'\r');
    let plain = text.bytes().position(|byte| !is_plain(byte)).unwrap_or(text.len());
    match text.as_bytes().get(plain) {
        // A longer character may be white space, too.
        Some(128..) => text.len() - text.trim_start().len(),
        _ => plain,
    }
}

/// All tokens of a text.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let token = first(rest)?;
        rest = rest.get(token.text.len()..)?;
        Some(token)
    })
}

/// Whether a character can be part of a word.
pub(crate) fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn ended(kind: TokenKind, text: &str, length: Option<usize>) -> (TokenKind, usize) {
    length.map_or((TokenKind::Endless, text.len()), |length| (kind, length))
}

/// A comment, which may hold others.
fn block_comment(text: &str) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        let rest = text.get(at..)?;
        let (length, change) = match rest.as_bytes() {
            [b'/', b'*', ..] => (2, 1),
            [b'*', b'/', ..] => (2, -1),
            _ => (rest.chars().next()?.len_utf8(), 0),
        };
        depth = depth.checked_add_signed(change)?;
        at += length;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// A string with escapes, from its first quote. No byte of a longer character is one of these.
fn string(text: &str) -> Option<usize> {
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// A character in quotes, or the quote of a lifetime.
fn character(text: &str) -> (TokenKind, usize) {
    let mut inside = text.chars().skip(1);
    match (inside.next(), inside.next()) {
        (Some('\\'), Some(escaped)) => {
            let start = 2 + escaped.len_utf8();
            let end = text.get(start..).and_then(|rest| rest.find('\''));
            end.map_or((TokenKind::Sign, 1), |end| (TokenKind::Quoted, start + end + 1))
        }
        (Some(letter), Some('\'')) => (TokenKind::Quoted, letter.len_utf8() + 2),
        _ => (TokenKind::Sign, 1),
    }
}

/// How long the prefix of a string is at most.
const LONGEST_PREFIX: usize = 2;

/// A word, or the string or character that it is the prefix of.
fn word(text: &str) -> (TokenKind, usize) {
    let length = length_of_word(text);
    if length > LONGEST_PREFIX {
        return (TokenKind::Word, length);
    }
    let (word, rest) = text.split_at_checked(length).unwrap_or((text, ""));
    let prefixed = |end: Option<usize>| ended(TokenKind::Quoted, text, end.map(|end| length + end));
    match word {
        "b" if rest.starts_with('\'') => match character(rest) {
            (TokenKind::Quoted, end) => (TokenKind::Quoted, length + end),
            _ => (TokenKind::Word, length),
        },
        "b" | "c" if rest.starts_with('"') => prefixed(string(rest)),
        "r" | "br" | "cr" if rest.trim_start_matches('#').starts_with('"') => prefixed(raw_string(rest)),
        "r" => match rest.strip_prefix('#').map_or(0, length_of_word) {
            0 => (TokenKind::Word, length),
            raw => (TokenKind::Word, length + 1 + raw),
        },
        _ => (TokenKind::Word, length),
    }
}

/// What may be part of a word, of the characters of ASCII. Most of all code is words.
static OF_WORD: [bool; 256] = {
    let (mut table, mut byte) = ([false; 256], 0_u8);
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    table
};

/// The length of the word that a text begins with; nothing if it begins with something else.
pub(crate) fn length_of_word(text: &str) -> usize {
    let plain = text.bytes().position(|byte| !OF_WORD[usize::from(byte)]);
    let plain = plain.unwrap_or(text.len());
    match text.as_bytes().get(plain) {
        // A longer character may be part of the word.
        Some(128..) => text.find(|letter| !is_of_word(letter)).unwrap_or(text.len()),
        _ => plain,
    }
}

/// `#"…"#` with any number of hashes.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text.len() - text.trim_start_matches('#').len();
    let start = hashes + 1;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(start + text.get(start..)?.find(&end)? + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens without white space and comments.
    fn words(text: &str) -> Vec<&str> {
        let tokens = tokens(text).filter(|token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment));
        tokens.map(|token| token.text).collect()
    }

    #[test]
    fn tokens_are_told_apart() {
        let table: [(&str, &[&str]); 7] = [
            (
                "fn a<'b>(c: &'b str)",
                &["fn", "a", "<", "'", "b", ">", "(", "c", ":", "&", "'", "b", "str", ")"],
            ),
            (r#"x = "a \" }" + 'é'"#, &["x", "=", r#""a \" }""#, "+", "'é'"]),
            (r##"r#"{ " "# // { [""##, &[r##"r#"{ " "#"##]),
            (
                r#"'}' b'\'' '\\' b"\"" c"x""#,
                &["'}'", r"b'\''", r"'\\'", r#"b"\"""#, r#"c"x""#],
            ),
            ("a /* { /* } */ */ r#type", &["a", "r#type"]),
            (
                r##"br"a" rr"b" br#"c"#"##,
                &[r#"br"a""#, "rr", r#""b""#, r##"br#"c"#"##],
            ),
            (r"'\u{e9}' 1_000u32", &[r"'\u{e9}'", "1_000u32"]),
        ];
        for (text, expected) in table {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn what_does_not_end_is_one_token() {
        for text in ["\"a", "/* a /* */", "r#\"a\"", "b\"a\\\""] {
            let token = Token {
                kind: TokenKind::Endless,
                text,
            };
            assert_eq!(tokens(text).collect::<Vec<_>>(), [token]);
        }
    }

    #[test]
    fn nothing_is_lost() {
        let text = "/// é\r\nfn f() -> &'static str { 'a: loop {} } // \"\n \u{2003}\t\u{feff}é\u{2003} 'ß\u{b}";
        assert_eq!(tokens(text).map(|token| token.text).collect::<String>(), text);
        assert_eq!(first(""), None);
    }
}
