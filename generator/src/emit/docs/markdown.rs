//! Markdown of a document, block by block: paragraphs, list items, tables and fences.

use super::html::to_markdown;
use super::inline::{clean, inline};
use super::wrap::{starts_item, wrap};

/// Markdown of a document as lines that are safe in a doc comment or a README.
pub(crate) fn safe(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut block = Block::default();
    for line in clean(&to_markdown(text)).lines() {
        block.line(line.trim_end(), &mut out);
    }
    block.end(&mut out);
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

/// What is being read: running text that is not written yet, or a fence.
#[derive(Default)]
struct Block {
    text: String,
    marker: String,
    fence: Option<String>,
    code: bool,
}

impl Block {
    fn line(&mut self, line: &str, out: &mut Vec<String>) {
        if let Some(fence) = &self.fence {
            let closes =
                line.trim().starts_with(fence.as_str()) && line.trim().trim_start_matches(['`', '~']).is_empty();
            out.push(if closes { fence.clone() } else { line.to_owned() });
            if closes {
                self.fence = None;
            }
            return;
        }
        let indented = line.starts_with("    ") && self.text.is_empty();
        if self.code && !indented {
            out.push("```".to_owned());
            self.code = false;
        }
        if let Some(fence) = fence(line.trim()) {
            self.flush(out);
            out.push(format!("{fence}text"));
            self.fence = Some(fence);
        } else if indented && !line.trim().is_empty() && !starts_item(line.trim()) {
            if !self.code {
                out.push("```text".to_owned());
                self.code = true;
            }
            out.push(line.trim().replace("```", "'''"));
        } else {
            self.running(line.trim(), out);
        }
    }

    fn running(&mut self, line: &str, out: &mut Vec<String>) {
        if line.is_empty() {
            self.flush(out);
            if out.last().is_some_and(|last| !last.is_empty()) {
                out.push(String::new());
            }
        } else if line.starts_with('|') || line.starts_with('#') || rule(line) {
            self.flush(out);
            out.push(if rule(line) { "***".to_owned() } else { inline(line) });
        } else if self.begins_item(line) || (line.starts_with('>') && !self.marker.starts_with('>')) {
            self.flush(out);
            let (marker, rest) = line.split_once(' ').unwrap_or((line, ""));
            let (marker, rest) = if line.starts_with('>') {
                (">", line.trim_start_matches(['>', ' ']))
            } else {
                (marker, rest)
            };
            self.marker = marker.to_owned();
            self.text = rest.trim().to_owned();
        } else {
            let rest = if self.marker == ">" {
                line.trim_start_matches(['>', ' '])
            } else {
                line
            };
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(rest);
        }
    }

    /// Whether a list item begins here. Within a paragraph a number does so only if it is 1: others end a sentence, `fails with
    /// 422.`, where the author's editor broke the line.
    fn begins_item(&self, line: &str) -> bool {
        let in_paragraph = self.marker.is_empty() && !self.text.is_empty();
        let counts = line.starts_with(|first: char| first.is_ascii_digit());
        starts_item(line) && (!in_paragraph || !counts || line.starts_with("1.") || line.starts_with("1)"))
    }

    fn flush(&mut self, out: &mut Vec<String>) {
        let marker = std::mem::take(&mut self.marker);
        let text = std::mem::take(&mut self.text);
        if text.is_empty() {
            return;
        }
        let indent = if marker == ">" {
            "> ".to_owned()
        } else {
            " ".repeat(if marker.is_empty() { 0 } else { marker.len() + 1 })
        };
        let mut lines = wrap(&inline(&text), &indent);
        if let (Some(first), false) = (lines.first_mut(), marker.is_empty()) {
            *first = format!("{marker} {}", first.trim_start_matches(['>', ' ']));
        }
        let same_list = out
            .last()
            .is_some_and(|last| starts_item(last) || last.starts_with(' '));
        if !marker.is_empty() && marker != ">" && out.last().is_some_and(|last| !last.is_empty()) && !same_list {
            out.push(String::new());
        }
        out.extend(lines);
    }

    fn end(mut self, out: &mut Vec<String>) {
        self.flush(out);
        if self.code {
            out.push("```".to_owned());
        }
        if let Some(fence) = self.fence {
            out.push(fence);
        }
    }
}

/// The marker of a fence that opens on this line.
fn fence(line: &str) -> Option<String> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    let info = &line[length..];
    (length >= 3 && !info.contains('`')).then(|| mark.to_string().repeat(length))
}

fn rule(line: &str) -> bool {
    line.len() >= 2
        && ['-', '=', '*', '_']
            .iter()
            .any(|mark| line.chars().all(|c| c == *mark || c == ' '))
}
