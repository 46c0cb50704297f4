//! The oracle: what a schema allows must be read by the type that was generated from it, and written as it was.
//!
//! Values are made from the schemas of a document ([`values`]); those that an independent validator accepts ([`samples`])
//! are decoded and encoded by a program that is built from the generated types ([`harness`]), and compared ([`compare`]).
//! What fails and is known stands in `tests/corpus/oracle.tsv` with a reason.
//!
//! Of the documents of others a few are asked; `CORPUS=all cargo test -p oasmith-tests --test oracle` asks all of them.

mod compare;
mod flat;
mod harness;
mod samples;
mod schema;
mod subject;
mod values;

use std::fmt::Write as _;
use std::path::Path;

use oasmith_tests::corpus::{self, Set};
use oasmith_tests::known::{self, Fault};
use serde_json::Value;
use subject::{Asked, Subject};

/// One program is built for documents that have so many bytes together: a compiler can hold that.
const PROGRAM: u64 = 3_000_000;

/// Of so many small documents of a set, one is asked.
const EACH: usize = 6;

/// The list of known faults: `<document> <type>`.
const KNOWN: &str = "oracle.tsv";

#[test]
fn our_cases_read_and_write_what_their_schemas_allow() {
    let faults = faults("cases", &subject::cases());
    known::hold(KNOWN, |name| name.starts_with("case-"), &faults);
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
    let (mut found, mut program, mut bytes) = (Vec::new(), Vec::new(), 0);
    for document in corpus::slice(documents, EACH) {
        bytes += document.size();
        program.push(document);
        if bytes > PROGRAM {
            found.extend(faults(set.name(), &subject::of(&std::mem::take(&mut program))));
            bytes = 0;
        }
    }
    found.extend(faults(set.name(), &subject::of(&program)));
    // A few documents say nothing about the entries of the others.
    known::hold(KNOWN, |name| corpus::is_whole() && name.starts_with(set.name()), &found);
}

/// Asks the types of some documents. Gives one fault for each type that has any.
fn faults(set: &str, subjects: &[Subject]) -> Vec<Fault> {
    if subjects.is_empty() {
        return Vec::new();
    }
    let workspace = harness::workspace(set);
    harness::build(&workspace, subjects);
    let (sent, lines) = questions(set, subjects);
    let responses = harness::ask(&workspace, &lines);
    assert_eq!(responses.len(), sent.len(), "the harness ended early");
    let pairs = sent.into_iter().zip(responses);
    let mut out: Vec<Fault> = pairs
        .filter_map(|((subject, asked, value), response)| fault(subject, asked, &value, response))
        .collect();
    out.dedup_by(|b, a| a.name == b.name);
    out.iter().for_each(|Fault { name, text }| println!("{name}: {text}"));
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

/// What is said of a group of members that has two, or none though one must be there.
const ONE_OF: [&str; 2] = ["and only one of them may be", "expected one of the keys latestTag"];

/// A sent value that did not come back, or not as it was.
fn fault(subject: &Subject, asked: &Asked, value: &Value, response: Result<String, String>) -> Option<Fault> {
    let what = match response {
        Ok(text) => {
            let back = serde_json::from_str(&text).expect("what is written is JSON");
            compare::difference(&asked.without_tag(value), &back, &subject.slack)?
        }
        // `x-client-one-of` says more than a schema can.
        Err(why) if ONE_OF.iter().any(|words| why.contains(words)) => return None,
        Err(why) => format!("not read: {why}"),
    };
    Some(Fault {
        name: format!("{} {}", subject.name, asked.name),
        text: format!("{what}\n  {value}"),
    })
}
