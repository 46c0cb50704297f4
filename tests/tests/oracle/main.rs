//! The oracle: what a schema allows must be read by the type that was generated from it, and written as it was.
//!
//! Values are made from the schemas of a document ([`values`]); those that an independent validator accepts ([`samples`])
//! are decoded and encoded by a program that is built from the generated types ([`harness`]), and compared ([`compare`]).
//! What fails and is known stands in `tests/corpus/oracle.tsv` with a reason ([`known`]).
//!
//! Of the documents of others a few are asked; `CORPUS=all cargo test -p oasmith-tests --test oracle` asks all of them.

mod compare;
mod flat;
mod harness;
mod known;
mod samples;
mod schema;
mod subject;
mod values;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use oasmith_tests::corpus::{self, Document, Set};
use serde_json::Value;
use subject::{Asked, Subject};

/// One program is built for documents that have so many bytes together: a compiler can hold that.
const PROGRAM: u64 = 3_000_000;

/// Without `CORPUS=all`, every so many documents of a set one is asked, if it is no larger than that.
const EACH: usize = 12;
const LARGEST: u64 = 200_000;

/// A sent value that did not come back, or not as it was.
pub(crate) struct Failure {
    pub(crate) document: String,
    pub(crate) name: String,
    value: Value,
    what: String,
}

#[test]
fn our_cases_read_and_write_what_their_schemas_allow() {
    known::hold("case-", failures("cases", &subject::cases()));
}

#[test]
fn real_documents_read_and_write_what_their_schemas_allow() {
    corpus(Set::Real);
}

#[test]
fn suites_read_and_write_what_their_schemas_allow() {
    corpus(Set::Suites);
}

fn corpus(set: Set) {
    let Some(documents) = set.documents(Path::new(env!("CARGO_TARGET_TMPDIR"))) else {
        return;
    };
    let size = |document: &Document| fs::metadata(&document.path).map_or(0, |file| file.len());
    let chosen: Vec<Document> = if corpus::is_whole() {
        documents
    } else {
        let small = documents.into_iter().filter(|document| size(document) < LARGEST);
        small.step_by(EACH).collect()
    };
    let (mut found, mut program, mut bytes) = (Vec::new(), Vec::new(), 0);
    for document in chosen {
        bytes += size(&document);
        program.push(document);
        if bytes > PROGRAM {
            found.extend(failures(
                set.name(),
                &subject::of(set.name(), &std::mem::take(&mut program)),
            ));
            bytes = 0;
        }
    }
    found.extend(failures(set.name(), &subject::of(set.name(), &program)));
    known::hold(&format!("{}-", set.name()), found);
}

/// Asks the types of some documents. Gives one failure for each type that has any.
fn failures(set: &str, subjects: &[Subject]) -> Vec<Failure> {
    if subjects.is_empty() {
        return Vec::new();
    }
    let workspace = harness::workspace(set);
    harness::build(&workspace, subjects);
    let (sent, lines) = questions(set, subjects);
    let answers = harness::ask(&workspace, &lines);
    assert_eq!(answers.len(), sent.len(), "the harness ended early");
    let pairs = sent.into_iter().zip(answers);
    let mut out: Vec<Failure> = pairs
        .filter_map(|((subject, asked, value), answer)| failure(subject, asked, value, answer))
        .collect();
    out.dedup_by(|b, a| a.document == b.document && a.name == b.name);
    out
}

type Question<'a> = (&'a Subject, &'a Asked, Value);

/// All values, and the lines that ask about them.
fn questions<'a>(set: &str, subjects: &'a [Subject]) -> (Vec<Question<'a>>, String) {
    let (mut sent, mut lines) = (Vec::new(), String::new());
    let (mut number, mut silent) = (0, 0);
    for subject in subjects {
        for (asked, values) in subject.types.iter().zip(samples::samples(subject)) {
            silent += usize::from(values.is_empty());
            for value in values {
                writeln!(lines, "{number}\t{value}").expect("a string takes text");
                sent.push((subject, asked, value));
            }
            number += 1;
        }
    }
    let (values, documents) = (sent.len(), subjects.len());
    println!("{set}: {documents} documents, {number} types ({silent} of them without a value), {values} values");
    (sent, lines)
}

fn failure(subject: &Subject, asked: &Asked, value: Value, answer: Result<String, String>) -> Option<Failure> {
    let what = match answer {
        Ok(text) => {
            let back = serde_json::from_str(&text).expect("what is written is JSON");
            compare::difference(&value, &back, &subject.optional)?
        }
        Err(why) => format!("not read: {why}"),
    };
    Some(Failure {
        document: subject.name.clone(),
        name: asked.name.clone(),
        value,
        what,
    })
}
