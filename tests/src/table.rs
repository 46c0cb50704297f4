//! The tables in `tests/corpus`: what has become of each document, one line each, tabs between.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use crate::program::Ended;

/// The first line of a table.
pub const HEAD: &str = "document\tverdict\toperations\tpaged\tgaps\tnote";

/// One line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// `ok`, `refused:<code>`, `crashed` or `hung`.
    pub verdict: String,
    /// Operations in the crate and in the document.
    pub operations: (u64, u64),
    /// Operations that are inferred to be lists in pages.
    pub paged: u64,
    /// How often each code of a gap occurs.
    pub gaps: BTreeMap<String, u64>,
    /// Why that is right although it looks wrong, in words of ours. No run changes it.
    pub note: String,
}

/// Which of two rows is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing differs.
    Same,
    /// The table must be tightened.
    Better,
    /// Something was lost.
    Worse,
}

impl Row {
    /// What a run has shown.
    pub fn of(ended: &Ended) -> Self {
        let mut row = Self {
            verdict: "ok".to_owned(),
            operations: (0, 0),
            paged: 0,
            gaps: BTreeMap::new(),
            note: String::new(),
        };
        match ended {
            Ended::Made(report) => row.read(report),
            Ended::Refused(code) => row.verdict = format!("refused:{code}"),
            Ended::Crashed(_) => "crashed".clone_into(&mut row.verdict),
            Ended::Hung => "hung".clone_into(&mut row.verdict),
        }
        row
    }

    fn read(&mut self, report: &Value) {
        let count = |key: &str| report["operations"][key].as_u64().unwrap_or_default();
        self.operations = (count("emitted"), count("total"));
        self.paged = report["paging"]["inferred"].as_u64().unwrap_or_default();
        for gap in report["gaps"].as_array().into_iter().flatten() {
            let code = gap["code"].as_str().unwrap_or("no-code");
            *self.gaps.entry(code.to_owned()).or_default() += 1;
        }
    }

    fn parse(line: &str) -> Option<(String, Self)> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, verdict, operations, paged, gaps, note] = cells.as_slice() else {
            return None;
        };
        let (emitted, total) = operations.split_once('/')?;
        let gap = |gap: &str| {
            let (code, count) = gap.split_once(':')?;
            Some((code.to_owned(), count.parse().ok()?))
        };
        let row = Self {
            verdict: (*verdict).to_owned(),
            operations: (emitted.parse().ok()?, total.parse().ok()?),
            paged: paged.parse().ok()?,
            gaps: gaps.split_whitespace().map(gap).collect::<Option<_>>()?,
            note: (*note).to_owned(),
        };
        Some(((*name).to_owned(), row))
    }

    /// How this row differs from an older one of the same document.
    pub fn since(&self, old: &Self) -> Change {
        let lost = |row: &Self| row.operations.1.saturating_sub(row.operations.0);
        let gaps = |row: &Self| row.gaps.values().sum::<u64>();
        let rank = |row: &Self| (severity(&row.verdict), lost(row), gaps(row), Reverse(row.paged));
        let same = Self {
            note: old.note.clone(),
            ..self.clone()
        } == *old;
        match (same, rank(self) < rank(old)) {
            (true, _) => Change::Same,
            (false, true) => Change::Better,
            (false, false) => Change::Worse,
        }
    }
}

fn severity(verdict: &str) -> usize {
    let order = ["ok", "refused", "hung", "crashed"];
    let kind = verdict.split(':').next().unwrap_or_default();
    order.iter().position(|known| *known == kind).unwrap_or(order.len())
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            verdict,
            operations: (emitted, total),
            paged,
            gaps,
            note,
        } = self;
        let gaps: Vec<String> = gaps.iter().map(|(code, count)| format!("{code}:{count}")).collect();
        write!(f, "{verdict}\t{emitted}/{total}\t{paged}\t{}\t{note}", gaps.join(" "))
    }
}

/// Reads a table; what cannot be read is told.
pub fn read(text: &str) -> Result<BTreeMap<String, Row>, String> {
    let lines = text.lines().filter(|line| *line != HEAD);
    let row = |line: &str| Row::parse(line).ok_or_else(|| format!("this is no row: {line}"));
    lines.map(row).collect()
}

/// Writes a table.
pub fn write(rows: &BTreeMap<String, Row>) -> String {
    let lines = rows.iter().map(|(name, row)| format!("{name}\t{row}\n"));
    format!("{HEAD}\n{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{Change, Row, read, write};

    fn row(cells: &str) -> Row {
        Row::parse(&format!("a.json\t{cells}")).expect("a row").1
    }

    #[test]
    fn a_table_is_read_as_it_was_written() {
        let text = "document\tverdict\toperations\tpaged\tgaps\tnote\na/b.yaml\tok\t3/4\t2\tbad-ref:1 wrong-type:12\tas it should be\n";
        assert_eq!(write(&read(text).expect("a table")), text);
        assert!(read("a.json\tok\t3/4\n").is_err());
    }

    #[test]
    fn less_that_is_lost_is_better() {
        let old = row("ok\t3/4\t0\tbad-ref:2\tnote");
        assert_eq!(row("ok\t3/4\t0\tbad-ref:2\t").since(&old), Change::Same);
        assert_eq!(row("ok\t3/4\t1\tbad-ref:2\t").since(&old), Change::Better);
        assert_eq!(row("ok\t4/4\t0\tbad-ref:3\t").since(&old), Change::Better);
        assert_eq!(row("ok\t3/4\t0\tbad-ref:1\t").since(&old), Change::Better);
        assert_eq!(row("ok\t3/4\t0\twrong-type:2\t").since(&old), Change::Worse);
        assert_eq!(row("refused:syntax\t0/0\t0\t\t").since(&old), Change::Worse);
        assert_eq!(old.since(&row("refused:syntax\t0/0\t0\t\t")), Change::Better);
    }
}
