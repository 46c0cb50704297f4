//! The table at the end: what was measured, what it should be, and whether it is.

#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
}

struct Row {
    what: &'static str,
    value: f64,
    unit: &'static str,
    target: f64,
}

impl Table {
    /// A figure that must not be above its target.
    pub(crate) fn row(&mut self, what: &'static str, value: f64, unit: &'static str, target: f64) {
        self.rows.push(Row {
            what,
            value,
            unit,
            target,
        });
    }

    pub(crate) fn print(&self) {
        println!();
        println!("{:<48} {:>8} {:>8}  {:<14} holds", "", "measured", "target", "unit");
        for row in &self.rows {
            let holds = if row.value <= row.target { "yes" } else { "no" };
            println!(
                "{:<48} {:>8.3} {:>8.2}  {:<14} {holds}",
                row.what, row.value, row.target, row.unit
            );
        }
    }
}
