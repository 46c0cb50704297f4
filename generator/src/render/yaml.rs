//! A tree as YAML that no reader takes for something else: a text stands bare only if it is a text to everyone.
//!
//! In: a tree. Out: block style, in the order of the tree. `serde_yaml` writes the texts; one that some reader would refuse or take
//! for something else is put in quotes here. Texts with line breaks are blocks where that is exact.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// Words that some reader takes for a truth value or for nothing.
const TAKEN: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// The text of a tree.
pub(super) fn yaml(root: &Value) -> String {
    let mut out = String::new();
    match root {
        Value::Object(map) if !map.is_empty() => entries(map, 0, &mut out),
        Value::Array(list) if !list.is_empty() => items(list, 0, &mut out),
        other => scalar(other, 0, &mut out),
    }
    out
}

/// The entries of a mapping; the first stands where `out` ends.
fn entries(map: &Map<String, Value>, depth: usize, out: &mut String) {
    for (index, (key, value)) in map.iter().enumerate() {
        if index > 0 {
            indent(depth, out);
        }
        out.push_str(&inline(key));
        out.push(':');
        match value {
            Value::Object(map) if !map.is_empty() => {
                out.push('\n');
                indent(depth + 1, out);
                entries(map, depth + 1, out);
            }
            Value::Array(list) if !list.is_empty() => {
                out.push('\n');
                indent(depth, out);
                items(list, depth, out);
            }
            other => {
                out.push(' ');
                scalar(other, depth + 1, out);
            }
        }
    }
}

/// The items of a list; the first stands where `out` ends.
fn items(list: &[Value], depth: usize, out: &mut String) {
    for (index, item) in list.iter().enumerate() {
        if index > 0 {
            indent(depth, out);
        }
        out.push_str("- ");
        match item {
            Value::Object(map) if !map.is_empty() => entries(map, depth + 1, out),
            Value::Array(list) if !list.is_empty() => items(list, depth + 1, out),
            other => scalar(other, depth + 1, out),
        }
    }
}

fn indent(depth: usize, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// A value without parts, and the end of its line.
fn scalar(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::String(text) => match block(text) {
            Some(block) => lines(&block, depth, out),
            None => {
                out.push_str(&inline(text));
                out.push('\n');
            }
        },
        other => {
            let _ = writeln!(out, "{other}");
        }
    }
}

/// A text on a line, as `serde_yaml` writes it if every reader takes that for the same text.
fn inline(text: &str) -> String {
    let written = serde_yaml::to_string(text).unwrap_or_default();
    let written = written.trim_end_matches('\n');
    let is_exact = !written.contains('\n') && text.chars().all(is_plain);
    match written.chars().next() {
        Some('\'' | '"') if is_exact => written.to_owned(),
        Some(_) if is_exact && is_bare(text) => written.to_owned(),
        _ => quoted(text),
    }
}

/// A text in quotes, with escapes for what is not visible.
fn quoted(text: &str) -> String {
    if text.chars().all(is_plain) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let letters = text.chars().map(|letter| match letter {
        '"' | '\\' => format!("\\{letter}"),
        '\n' => "\\n".to_owned(),
        letter if is_plain(letter) => letter.to_string(),
        letter => format!("\\U{:08X}", u32::from(letter)),
    });
    format!("\"{}\"", letters.collect::<String>())
}

/// Whether a character is visible, and stays what it is in every style.
fn is_plain(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether every reader takes a text for a text if it stands without quotes.
fn is_bare(text: &str) -> bool {
    let first = text.chars().next();
    let begins = first.is_some_and(|first| first.is_alphabetic() || matches!(first, '/' | '$' | '_'));
    let ends = !text.ends_with([' ', ':']);
    let is_word = !TAKEN.contains(&text.to_lowercase().as_str());
    begins && ends && is_word && !text.contains(": ") && !text.contains(" #")
}

/// A text of several lines as `serde_yaml` writes it below a key, if it is exact as a block.
fn block(text: &str) -> Option<String> {
    let is_line = |line: &str| line.is_empty() || (!line.trim().is_empty() && line.chars().all(is_plain));
    let begins = !text.starts_with([' ', '\n']);
    let is_block = text.contains('\n') && begins && !text.ends_with("\n\n") && text.split('\n').all(is_line);
    let written = is_block.then(|| serde_yaml::to_string(text).ok())??;
    written.starts_with('|').then_some(written)
}

/// A block, whose lines are indented by one step, at its depth.
fn lines(block: &str, depth: usize, out: &mut String) {
    let mut lines = block.lines();
    out.push_str(lines.next().unwrap_or_default());
    out.push('\n');
    for line in lines {
        if !line.is_empty() {
            indent(depth.saturating_sub(1), out);
            out.push_str(line);
        }
        out.push('\n');
    }
}
