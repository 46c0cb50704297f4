//! The table at the end: what was measured, what it should be, and whether it is.

use std::fmt::Write as _;

#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
}

struct Row {
    what: String,
    value: f64,
    unit: &'static str,
    target: Option<f64>,
}

impl Table {
    /// A figure that must not be above its target.
    pub(crate) fn row(&mut self, what: &str, value: f64, unit: &'static str, target: f64) {
        self.add(what, value, unit, Some(target));
    }

    /// A figure without a target, to compare others with.
    pub(crate) fn note(&mut self, what: &str, value: f64, unit: &'static str) {
        self.add(what, value, unit, None);
    }

    fn add(&mut self, what: &str, value: f64, unit: &'static str, target: Option<f64>) {
        self.rows.push(Row {
            what: what.to_owned(),
            value,
            unit,
            target,
        });
    }

    /// As a table of Markdown.
    pub(crate) fn text(&self) -> String {
        let mut out = format!(
            "| {:<48} | measured | target | unit | holds |\n|---|---|---|---|---|\n",
            ""
        );
        for row in &self.rows {
            let (target, holds) = match row.target {
                None => (String::new(), ""),
                Some(target) => (shown(target), if row.value <= target { "yes" } else { "no" }),
            };
            let Row { what, value, unit, .. } = row;
            let _ = writeln!(
                out,
                "| {what:<48} | {:>8} | {target:>6} | {unit} | {holds} |",
                shown(*value)
            );
        }
        out
    }
}

/// Three digits that count, or all of a count.
fn shown(value: f64) -> String {
    match value.abs() {
        1_000.0.. => format!("{value:.0}"),
        100.0.. => format!("{value:.1}"),
        1.0.. => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}
