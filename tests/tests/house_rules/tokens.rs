//! Rust text → its words and signs in their order, without comments, strings, attributes and quoted code.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A word, `::`, or another sign; groups are opened and closed by theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Word(String),
    Colons,
    Sign(char),
    /// The attribute `#[macro_export]`, the only one that matters.
    Exported,
}

impl Token {
    pub(crate) fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            Self::Colons | Self::Sign(_) | Self::Exported => None,
        }
    }

    pub(crate) fn is_sign(&self, sign: char) -> bool {
        *self == Self::Sign(sign)
    }
}

pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    flatten(text.parse().expect("a source file is Rust"), &mut out);
    out
}

/// Whether a quotation comes next: `quote!` or `parse_quote!`.
fn is_quote(before: &[Token]) -> bool {
    match before {
        [.., Token::Word(word), Token::Sign('!')] => ["quote", "parse_quote"].contains(&word.as_str()),
        _ => false,
    }
}

fn flatten(stream: TokenStream, out: &mut Vec<Token>) {
    for token in stream {
        match token {
            TokenTree::Ident(word) => out.push(Token::Word(word.to_string())),
            TokenTree::Punct(sign) => match (sign.as_char(), out.last()) {
                (':', Some(Token::Sign(':'))) => *out.last_mut().expect("a sign") = Token::Colons,
                (sign, _) => out.push(Token::Sign(sign)),
            },
            TokenTree::Group(group) if out.last().is_some_and(|last| last.is_sign('#')) => {
                out.pop();
                let text = group.stream().to_string();
                out.extend((text == "macro_export").then_some(Token::Exported));
            }
            // The code of others.
            TokenTree::Group(_) if is_quote(out) => {}
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ('(', ')'),
                    Delimiter::Bracket => ('[', ']'),
                    Delimiter::Brace | Delimiter::None => ('{', '}'),
                };
                out.push(Token::Sign(open));
                flatten(group.stream(), out);
                out.push(Token::Sign(close));
            }
            TokenTree::Literal(_) => out.push(Token::Sign('"')),
        }
    }
}
