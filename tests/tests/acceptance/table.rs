//! The table itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use oasmith_tests::corpus::shared;

use super::client::Client;
use super::proofs;

const TABLE: &str = include_str!("../../acceptance/cdf.tsv");
const HEAD: &str = "id\titem\ttest\tnote";
/// How many rows each part of the checklist has: records, their ingestion, functions, data of subscriptions.
const PARTS: [(char, usize); 4] = [('R', 30), ('I', 31), ('F', 193), ('S', 48)];
/// The checklist, below what is beside the project.
const CHECKLIST: &str = "facts/cdf-acceptance.md";

struct Row {
    id: &'static str,
    items: Vec<&'static str>,
    tests: Vec<&'static str>,
    note: &'static str,
}

impl Row {
    fn parse(line: &'static str) -> Self {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, items, tests, note] = cells[..] else {
            panic!("not four cells: {line}");
        };
        let list = |cell: &'static str| match cell {
            "-" => Vec::new(),
            cell => cell.split_whitespace().collect(),
        };
        Self {
            id,
            items: list(items),
            tests: list(tests),
            note,
        }
    }

    /// What is wrong with it.
    fn faults(&self, client: &Client) -> Vec<String> {
        let items = self.items.iter().filter(|item| !client.has(item));
        let tests = self.tests.iter().filter(|test| !proofs::exists(test));
        let mut faults: Vec<String> = items
            .map(|item| format!("{}: no item {item}", self.id))
            .chain(tests.map(|test| format!("{}: no test {test}", self.id)))
            .collect();
        match (self.items.is_empty(), self.tests.is_empty()) {
            (true, _) if self.note.trim().is_empty() => faults.push(format!("{}: not needed, but why?", self.id)),
            (false, true) => faults.push(format!("{}: not proved", self.id)),
            _ => {}
        }
        faults
    }
}

fn rows() -> Vec<Row> {
    let mut lines = TABLE.lines();
    assert_eq!(lines.next(), Some(HEAD));
    lines.map(Row::parse).collect()
}

fn expected() -> impl Iterator<Item = String> {
    let of_part = |(letter, count): (char, usize)| (1..=count).map(move |number| format!("{letter}{number:03}"));
    PARTS.into_iter().flat_map(of_part)
}

#[test]
fn each_row_of_the_checklist_is_there_once_and_in_order() {
    let ids: Vec<String> = rows().iter().map(|row| row.id.to_owned()).collect();
    assert_eq!(ids, expected().collect::<Vec<_>>());
}

#[test]
fn the_checklist_has_these_rows() {
    let Ok(text) = fs::read_to_string(shared().join(CHECKLIST)) else {
        println!("the checklist is not beside the project; its rows are not compared");
        return;
    };
    let ids: BTreeSet<&str> = text.lines().filter_map(id_of_line).collect();
    let expected: BTreeSet<String> = expected().collect();
    assert_eq!(ids, expected.iter().map(String::as_str).collect());
}

/// `| R001 | …`
fn id_of_line(line: &str) -> Option<&str> {
    let id = line.strip_prefix("| ")?.split(' ').next()?;
    let is_id = id.len() == 4 && id[1..].bytes().all(|byte| byte.is_ascii_digit());
    is_id.then_some(id)
}

#[test]
fn each_row_has_an_item_and_a_test_or_says_why_not() {
    let client = Client::read();
    let faults: Vec<String> = rows().iter().flat_map(|row| row.faults(&client)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// One reason for all would be none.
#[test]
fn what_is_not_needed_is_little() {
    let rows = rows();
    let not_needed = rows.iter().filter(|row| row.items.is_empty());
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for row in not_needed {
        *reasons.entry(row.note).or_default() += 1;
    }
    assert!(reasons.values().sum::<usize>() <= 20, "{reasons:?}");
}

#[test]
fn a_row_with_a_wrong_name_is_a_fault() {
    let client = Client::read();
    for (line, faults) in [
        ("R001\tClient::records\twire/records.rs#ingest\t", 0),
        ("R001\tClient::recordz\twire/records.rs#ingest\t", 1),
        ("R001\tClient::records\twire/records.rs#ingested\t", 1),
        ("R001\tClient::records\t-\t", 1),
        ("R001\t-\t-\t", 1),
        ("R001\t-\t-\tbecause", 0),
    ] {
        assert_eq!(Row::parse(line).faults(&client).len(), faults, "{line}");
    }
}
