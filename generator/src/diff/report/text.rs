//! A report for people: by subject, each change with its place.

use std::fmt::Write as _;

use super::changes::{Change, Report, Spot};
use super::class::Class;
use crate::printable::printable;

/// The whole report, without colours. `spot` finds places.
pub fn text(report: &Report, spot: &mut dyn FnMut(&Change) -> Spot) -> String {
    if report.changes.is_empty() {
        return "nothing changes for callers\n".to_owned();
    }
    let mut out = String::new();
    let mut subject = "";
    for change in &report.changes {
        if subject != change.subject {
            let gap = if subject.is_empty() { "" } else { "\n" };
            let _ = writeln!(out, "{gap}{}", printable(&change.subject));
            subject = &change.subject;
        }
        let _ = writeln!(out, "  {:10}  {}", change.class.word(), printable(&change.what));
        let _ = writeln!(out, "  {:10}    {}", "", printable(&place(&spot(change))));
    }
    let _ = writeln!(out, "\n{}", counts(report));
    out
}

/// `old.yaml:3:5 #/paths/~1things`
fn place(spot: &Spot) -> String {
    let Spot {
        file,
        line,
        column,
        pointer,
    } = spot;
    match (file, line) {
        (None, _) => pointer.to_string(),
        (Some(file), 0) => format!("{file} {pointer}"),
        (Some(file), line) => format!("{file}:{line}:{column} {pointer}"),
    }
}

fn counts(report: &Report) -> String {
    let told = |class, one: &str, many: &str| match report.count(class) {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let all = [
        told(
            Class::Compile,
            "change breaks at compile time",
            "changes break at compile time",
        ),
        told(Class::Runtime, "at run time", "at run time"),
        told(Class::Compatible, "is compatible", "are compatible"),
    ];
    all.join(", ")
}
