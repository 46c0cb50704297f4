//! What tells two texts apart that make the same name: `id` and `_id`, `DESC` and `desc`.
//!
//! In: a text of the document. Out: longer names for it, of the text alone. Must not look at other texts.

use super::super::identifiers::{pascal, snake};

/// Names for a field, an argument or a setter, in case that the plain one is taken.
pub(in crate::lower) fn fields(wire: &str) -> Vec<String> {
    wordings(wire).iter().map(|text| snake(text)).collect()
}

/// The same for a value or a branch.
pub(in crate::lower) fn variants(wire: &str) -> Vec<String> {
    wordings(wire).iter().map(|text| pascal(text)).collect()
}

/// The text with its symbols as words, with a word for its case, and with both.
fn wordings(wire: &str) -> Vec<String> {
    let symbols = symbols(wire);
    let cased = |text: &str| case(wire).map(|case| format!("{text} {case}"));
    let all = [Some(symbols.clone()), cased(wire), cased(&symbols)];
    all.into_iter().flatten().collect()
}

/// Words for symbols that names leave out otherwise.
const SYMBOLS: [(char, &str); 25] = [
    ('_', "underscore"),
    ('-', "dash"),
    ('.', "dot"),
    (':', "colon"),
    (',', "comma"),
    (';', "semicolon"),
    ('/', "slash"),
    ('\\', "backslash"),
    (' ', "space"),
    ('\t', "tab"),
    ('\n', "newline"),
    ('\r', "return"),
    ('[', "open bracket"),
    (']', "close bracket"),
    ('(', "open parenthesis"),
    (')', "close parenthesis"),
    ('{', "open brace"),
    ('}', "close brace"),
    ('@', "at"),
    ('$', "dollar"),
    ('#', "hash"),
    ('?', "question"),
    ('"', "quote"),
    ('\'', "apostrophe"),
    ('`', "backtick"),
];

/// The text with a word for each symbol in it.
fn symbols(wire: &str) -> String {
    let spelled = |letter: char| {
        let word = SYMBOLS.iter().find(|(symbol, _)| *symbol == letter);
        word.map_or_else(|| letter.to_string(), |(_, word)| format!(" {word} "))
    };
    wire.chars().map(spelled).collect()
}

/// What the case of the letters is called.
fn case(wire: &str) -> Option<&'static str> {
    let letters = || wire.chars().filter(|letter| letter.is_alphabetic());
    let first = letters().next()?;
    let rest = || letters().skip(1);
    Some(match () {
        () if letters().all(char::is_lowercase) => "lower",
        () if letters().all(char::is_uppercase) => "upper",
        () if first.is_uppercase() && rest().all(char::is_lowercase) => "capital",
        () => "camel",
    })
}

#[cfg(test)]
mod tests {
    use super::{fields, variants};

    #[test]
    fn texts_that_differ_have_names_that_differ() {
        let table: [(&str, &[&str]); 6] = [
            ("_id", &["underscore_id", "id_lower", "underscore_id_lower"]),
            ("id", &["id", "id_lower", "id_lower"]),
            ("ID", &["id", "id_upper", "id_upper"]),
            ("a-b", &["a_dash_b", "a_b_lower", "a_dash_b_lower"]),
            ("aB", &["a_b", "a_b_camel", "a_b_camel"]),
            ("1", &["n1"]),
        ];
        for (wire, names) in table {
            assert_eq!(fields(wire), names, "{wire}");
        }
        assert_eq!(variants("DESC"), ["Desc", "DescUpper", "DescUpper"]);
    }
}
