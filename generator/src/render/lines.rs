//! Messages for programs that show a line each, such as cargo.

use super::located::Located;
use crate::diag::Diagnostic;

/// `spec.yaml:3:7: gap[code]: message (help)`.
pub(super) fn line(item: &Diagnostic, found: &Located) -> String {
    let place = match found.short() {
        place if place.is_empty() => String::new(),
        place => format!("{place}: "),
    };
    let help = item.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    let text = format!("{place}{}[{}]: {}{help}", item.severity.word(), item.code, item.message);
    text.replace(['\n', '\r'], " ")
}

/// At most so many messages (0 is no limit), and how many there are beyond them.
pub(super) fn lines(all: &[(&Diagnostic, Located)], most: usize) -> Vec<String> {
    let shown = if most == 0 { all.len() } else { most };
    let mut out: Vec<String> = all.iter().take(shown).map(|(item, found)| line(item, found)).collect();
    if let Some(more) = all.len().checked_sub(shown).filter(|more| *more > 0) {
        out.push(format!("… and {more} more; `oasmith generate --spec` shows all"));
    }
    out
}
