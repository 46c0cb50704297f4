//! Lines of running text, of which none begins what is not meant.

/// The most characters of a line.
const WIDTH: usize = 100;

/// Lines of at most [`WIDTH`] characters, where words allow it; those after the first are indented.
pub(super) fn wrap(text: &str, indent: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let risky = starts_item(&format!("{word} ")) || word.starts_with(['#', '>', '|', '=', '~', '-', '+']);
        // A word that may not begin a line is not counted: a text of such words is one line, however long.
        if !risky && !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
        } else if !line.trim().is_empty() && line != indent {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Whether a list item begins with this text.
pub(super) fn starts_item(line: &str) -> bool {
    let bullet = ["- ", "* ", "+ "].iter().any(|bullet| line.starts_with(bullet));
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    bullet || (digits > 0 && digits < 4 && (line[digits..].starts_with(". ") || line[digits..].starts_with(") ")))
}
