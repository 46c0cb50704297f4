//! A report for programs: one object.

use serde_json::{Value, json};

use super::bump::Bump;
use super::changes::{Change, Report, Side, Spot};
use super::class::Class;

/// `changes`, each with `class`, `rule`, `subject`, `what` and its place; how many there are of each class; and `version`, with
/// `from` and `to`, or null if nothing changes.
pub fn json(report: &Report, bump: Option<&Bump>, spot: &mut dyn FnMut(&Change) -> Spot) -> Value {
    let changes: Vec<Value> = report.changes.iter().map(|one| change(one, &spot(one))).collect();
    json!({
        "changes": changes,
        "compile": report.count(Class::Compile),
        "runtime": report.count(Class::Runtime),
        "compatible": report.count(Class::Compatible),
        "version": bump.map(|bump| json!({ "from": bump.from, "to": bump.to })),
    })
}

fn change(change: &Change, spot: &Spot) -> Value {
    let Change {
        class,
        rule,
        subject,
        what,
        side,
        at: _,
    } = change;
    let known = |number: usize| (number > 0).then_some(number);
    json!({
        "class": class.word(),
        "rule": rule,
        "subject": subject,
        "what": what,
        "document": match side { Side::Old => "old", Side::New => "new" },
        "file": spot.file,
        "line": known(spot.line),
        "column": known(spot.column),
        "pointer": spot.pointer.to_string(),
    })
}
