//! Lines of running text, of which none begins what is not meant.

/// The most characters of a line.
const WIDTH: usize = 100;

/// Lines of at most [`WIDTH`] characters, where words allow it; those after the first are indented.
pub(super) fn wrap(text: &str, indent: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut width, mut has_words) = (String::with_capacity(WIDTH), 0, false);
    for word in text.split_ascii_whitespace() {
        let more = word.chars().count();
        // A word that may not begin a line is not counted: a text of such words is one line, however long.
        if width + 1 + more > WIDTH && !line.is_empty() && !is_risky(word) {
            lines.push(std::mem::replace(&mut line, String::with_capacity(WIDTH)));
            line.push_str(indent);
            (width, has_words) = (indent.len(), false);
        } else if has_words {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += more;
        has_words = has_words || !word.trim().is_empty();
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Whether a line that begins with this word would be more than running text.
fn is_risky(word: &str) -> bool {
    word.starts_with(['#', '>', '|', '=', '~', '-', '+']) || starts_item(&format!("{word} "))
}

/// Whether a list item begins with this text.
pub(super) fn starts_item(line: &str) -> bool {
    let bullet = ["- ", "* ", "+ "].iter().any(|bullet| line.starts_with(bullet));
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    bullet || (digits > 0 && digits < 4 && (line[digits..].starts_with(". ") || line[digits..].starts_with(") ")))
}
