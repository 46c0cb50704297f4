//! Names: from wire text to valid Rust.
//!
//! The one place that calls `heck`. What a type or an operation would like to be called is decided in `candidates` and
//! `operation_words`; here it becomes an identifier.

use heck::{ToPascalCase, ToSnakeCase};

use crate::contract;

/// Words that cannot be names, in edition 2024; `self`, `super`, `crate` and `Self` cannot even be raw.
const KEYWORDS: [&str; 53] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "Self", "static", "struct", "super", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "union",
];

/// `some-name` → `SomeName`, a valid name of a variant.
pub(in crate::lower) fn pascal(text: &str) -> String {
    let name = match is_pascal(text) {
        true => text.to_owned(),
        false => lead(
            simple(text).map_or_else(|| pascal_in_full(text), |words| capitalised(&words)),
            'N',
        ),
    };
    if KEYWORDS.contains(&name.as_str()) {
        format!("{name}Value")
    } else {
        name
    }
}

/// Whether a text is in this form already, as most are: names are put together from names. A digit belongs to the letter before it.
fn is_pascal(text: &str) -> bool {
    let mut after_capital = false;
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.bytes().all(|byte| match byte {
            b'A'..=b'Z' => !std::mem::replace(&mut after_capital, true),
            b'a'..=b'z' => {
                after_capital = false;
                true
            }
            byte => byte.is_ascii_digit(),
        })
}

fn pascal_in_full(text: &str) -> String {
    numbered(&spelled(text)).to_pascal_case()
}

/// `some_name` → `SomeName`.
fn capitalised(words: &str) -> String {
    let mut begins_word = true;
    let letter = |letter: char| match std::mem::replace(&mut begins_word, letter == '_') {
        true => letter.to_ascii_uppercase(),
        false => letter,
    };
    words.chars().map(letter).filter(|letter| *letter != '_').collect()
}

/// Like [`pascal`], for a type: it must not hide what generated code names without a path.
pub(in crate::lower) fn type_name(text: &str) -> String {
    let name = pascal(text);
    if contract::MODEL_TYPES.contains(&name.as_str()) {
        format!("{name}Value")
    } else {
        name
    }
}

/// `someName` → `some_name`, a valid field, argument or method name.
pub(in crate::lower) fn snake(text: &str) -> String {
    let name = lead(plain(text), 'n');
    if KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// The words of a text, in small letters.
pub(in crate::lower) fn words(text: &str) -> Vec<String> {
    let plain = plain(text);
    plain
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn plain(text: &str) -> String {
    simple(text).unwrap_or_else(|| snake_in_full(text))
}

fn snake_in_full(text: &str) -> String {
    acronyms(&numbered(&spelled(text))).to_snake_case()
}

/// The same for a text of small letters, single capitals and what merely separates words, as most are. `None` if there is more to it:
/// acronyms, symbols that are spelt out, letters beyond ASCII.
fn simple(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 4);
    let mut before = b' ';
    for byte in text.bytes() {
        let begins_word = match (before, byte) {
            (b'A'..=b'Z' | b'0'..=b'9', b'A'..=b'Z') | (b'o', b'A') => return None,
            (_, b'A'..=b'Z') => true,
            (_, b'a'..=b'z' | b'0'..=b'9') => !before.is_ascii_alphanumeric(),
            (_, b' ' | b'_' | b'.' | b':' | b'/' | b'#' | b'{' | b'}') => false,
            (_, b'-') if !out.is_empty() => false,
            _ => return None,
        };
        if begins_word && !out.is_empty() {
            out.push('_');
        }
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte.to_ascii_lowercase()));
        }
        before = byte;
    }
    (!out.is_empty()).then_some(out)
}

/// Whether this is a Rust identifier that can be written as it is.
pub(in crate::lower) fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    letters
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_alphanumeric() || letter == '_')
        && name != "_"
        && !KEYWORDS.contains(&name)
}

/// Whether a type may be called so.
pub(super) fn is_type_name(name: &str) -> bool {
    is_upper(name) && !contract::MODEL_TYPES.contains(&name)
}

/// Whether a name is one and looks like a type's.
pub(super) fn is_upper(name: &str) -> bool {
    is_identifier(name) && !name.starts_with(|first: char| first.is_lowercase())
}

/// Symbols in words, so that `+1` and `-1` stay apart.
fn spelled(text: &str) -> String {
    let trimmed = text.trim();
    let symbol = |c| match c {
        '+' => " plus ",
        '*' => " star ",
        '<' => " less ",
        '>' => " greater ",
        '=' => " equal ",
        '!' => " not ",
        '%' => " percent ",
        '&' => " and ",
        '|' => " or ",
        '~' => " tilde ",
        '^' => " caret ",
        '#' => " hash ",
        '@' => " at ",
        '$' => " dollar ",
        '/' => " slash ",
        '?' => " question ",
        _ => " ",
    };
    let mut out = String::new();
    let wordy = trimmed.chars().any(char::is_alphanumeric);
    for (index, c) in trimmed.chars().enumerate() {
        match c {
            '-' if index == 0 && wordy => out.push_str(" minus "),
            '-' | '.' | ':' | ',' if !wordy => out.push_str(match c {
                '-' => " minus ",
                '.' => " dot ",
                ':' => " colon ",
                _ => " comma ",
            }),
            '/' | '@' | '$' | '#' if index > 0 || wordy => out.push(' '),
            c if c.is_ascii_alphanumeric() || is_letter(c) => out.push(c),
            c if c.is_alphanumeric() => out.push_str(&format!(" u{:x} ", u32::from(c))),
            c => out.push_str(symbol(c)),
        }
    }
    out
}

/// Letters beyond ASCII that may stand in an identifier: not those that are another way to write others (ligatures,
/// superscripts, full-width forms), which the compiler warns of.
fn is_letter(c: char) -> bool {
    let other_form = matches!(u32::from(c),
        0xAA | 0xBA | 0x1C4..=0x1CC | 0x1F1..=0x1F3 | 0x2B0..=0x2FF | 0x1D2C..=0x1DBF | 0x2070..=0x2BFF | 0x3130..=0x318F
        | 0xF900..=0xFFFF | 0x1D400..=0x1EEFF | 0x2F800..=0x2FA1F);
    c.is_alphabetic() && !other_form
}

/// A number ends a word where an acronym follows: `V1API` is `V1 API`. Of the capitals before small letters the last one begins a word, so
/// `K8SCluster` stays `K8S Cluster`.
fn numbered(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let rest = &letters[index..];
        let capitals = rest.iter().take_while(|letter| letter.is_ascii_uppercase()).count();
        let is_word = rest.get(capitals).is_some_and(|next| next.is_ascii_lowercase());
        let digits = letters[..index]
            .iter()
            .rev()
            .take_while(|letter| letter.is_ascii_digit())
            .count();
        let is_numbered = digits > 0
            && letters[..index - digits]
                .last()
                .is_some_and(|letter| letter.is_ascii_alphabetic());
        if is_numbered && capitals - usize::from(is_word && capitals > 0) > 1 {
            out.push(' ');
        }
        out.push(*letter);
    }
    out
}

/// Plural acronyms are one word: `timeSeriesIDs` → `timeSeriesIds`, `listIPs` → `listIps`.
fn acronyms(text: &str) -> String {
    let letters: Vec<char> = text
        .replace("OAuth", "Oauth")
        .replace("oAuth", "oauth")
        .chars()
        .collect();
    let mut out: Vec<char> = Vec::new();
    for (index, letter) in letters.iter().enumerate() {
        let next = letters.get(index + 1);
        let ends = *letter == 's' && !next.is_some_and(|next| next.is_lowercase());
        if ends {
            let capitals = out
                .iter()
                .rev()
                .take_while(|letter| letter.is_ascii_uppercase())
                .count();
            let from = out.len() - capitals.saturating_sub(1);
            if capitals > 1 {
                out[from..]
                    .iter_mut()
                    .for_each(|letter| *letter = letter.to_ascii_lowercase());
            }
        }
        out.push(*letter);
    }
    out.into_iter().collect()
}

/// A name that is not empty and does not start with a digit.
fn lead(name: String, letter: char) -> String {
    match name.chars().next() {
        None => {
            if letter == 'N' {
                "Empty".to_owned()
            } else {
                "empty".to_owned()
            }
        }
        Some(first) if first.is_ascii_digit() => format!("{letter}{name}"),
        Some(_) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::{capitalised, pascal, pascal_in_full, simple, snake, snake_in_full};

    #[test]
    fn a_number_ends_a_word_before_an_acronym() {
        let table = [
            (
                "getAppsV1APIResources",
                "get_apps_v1_api_resources",
                "GetAppsV1ApiResources",
            ),
            ("V1API", "v1_api", "V1Api"),
            ("EC2URL", "ec2_url", "Ec2Url"),
            ("K8SCluster", "k8s_cluster", "K8sCluster"),
            ("B2BUser", "b2b_user", "B2bUser"),
            ("N1x1", "n1x1", "N1x1"),
            ("2FA", "n2fa", "N2fa"),
        ];
        for (text, small, large) in table {
            assert_eq!((snake(text).as_str(), pascal(text).as_str()), (small, large), "{text}");
        }
    }

    #[test]
    fn a_simple_text_is_read_like_any_other() {
        let letters = ['a', 'o', 's', 'A', 'B', '1', '_', '-', '/', '{', '.'];
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer = texts
                .iter()
                .flat_map(|text| letters.map(|letter| format!("{text}{letter}")));
            texts = longer.collect();
            for text in &texts {
                let Some(words) = simple(text) else { continue };
                assert_eq!(words, snake_in_full(text), "{text}");
                assert_eq!(capitalised(&words), pascal_in_full(text), "{text}");
            }
        }
    }
}
