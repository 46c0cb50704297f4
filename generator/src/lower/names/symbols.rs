//! Words for enum values that are symbols: `<=` is `LessOrEqual`, `-1` is `Minus1`, the empty text is `Empty`.

/// Symbols that mean one thing wherever they stand.
const WORDS: [(&str, &str); 30] = [
    ("", "Empty"),
    ("+", "Plus"),
    ("-", "Minus"),
    ("*", "Star"),
    ("**", "StarStar"),
    ("/", "Slash"),
    ("%", "Percent"),
    ("=", "Equal"),
    ("==", "DoubleEqual"),
    ("===", "StrictlyEqual"),
    ("!=", "NotEqual"),
    ("<>", "LessOrGreater"),
    ("!==", "StrictlyNotEqual"),
    ("<", "Less"),
    ("<=", "LessOrEqual"),
    (">", "Greater"),
    (">=", "GreaterOrEqual"),
    ("~", "Tilde"),
    ("=~", "Matches"),
    ("!~", "NotMatches"),
    ("&", "And"),
    ("|", "Or"),
    ("!", "Not"),
    ("^", "Caret"),
    ("?", "Question"),
    (".", "Dot"),
    (",", "Comma"),
    (":", "Colon"),
    (";", "Semicolon"),
    ("_", "Underscore"),
];

/// A name for a text that is a symbol, or a number with one before it; other texts are left to the rules of names.
pub(in crate::lower) fn word(text: &str) -> Option<String> {
    if let Some((_, word)) = WORDS.iter().find(|(symbol, _)| *symbol == text.trim()) {
        return Some((*word).to_owned());
    }
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (symbol, number) = text.split_at(digits);
    let numeric = number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let (_, word) = WORDS.iter().find(|(known, _)| !known.is_empty() && *known == symbol)?;
    numeric.then(|| format!("{word}{}", number.replace('.', "_")))
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn symbols_have_words() {
        let table = [
            ("", Some("Empty")),
            ("+", Some("Plus")),
            ("-1", Some("Minus1")),
            ("+1", Some("Plus1")),
            ("<=", Some("LessOrEqual")),
            ("<=5", Some("LessOrEqual5")),
            ("*", Some("Star")),
            ("-0.5", Some("Minus0_5")),
            ("-name", None),
            ("name", None),
            ("--", None),
            ("é", None),
        ];
        for (text, name) in table {
            assert_eq!(word(text).as_deref(), name, "{text}");
        }
    }
}
