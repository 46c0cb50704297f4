//! Every identifier that occurs in generated code, in the runtime's macros and in Rust itself can be the name of anything.
//!
//! For each role that a name can have there is a document with all names in that role, beside everything that generated code
//! can import. All of the clients are type-checked together, and a warning is a fault.

use std::fs;
use std::path::Path;

use oasmith::file::File;
use oasmith_tests::fuzz::generated;
use oasmith_tests::names::{hard_names, sink};
use oasmith_tests::typed::{RuntimeFrom, faults};
use serde_json::{Map, Value, json};

#[path = "every_name/roles.rs"]
mod roles;

#[test]
fn every_name_can_be_the_name_of_anything() {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let names = hard_names();
    assert!(names.len() > 250, "names are collected: {names:?}");
    let base = base();
    let clients: Vec<(String, Vec<File>)> = roles::ALL
        .iter()
        .map(|(role, add)| {
            let mut document = base.clone();
            add(&mut document, &names);
            (format!("names_{role}"), client(tmp, role, &document))
        })
        .collect();
    let faults = faults(tmp, "names", &clients, RuntimeFrom::Crate);
    assert!(faults.is_empty(), "{faults:#?}");
}

fn base() -> Value {
    let text = fs::read(sink()).expect("the document is there");
    serde_yaml::from_slice(&text).expect("the document is YAML")
}

fn client(tmp: &Path, role: &str, document: &Value) -> Vec<File> {
    let path = tmp.join(format!("names-{role}.json"));
    fs::write(&path, document.to_string()).expect("the target folder can be written");
    let outcome = generated(&path);
    outcome
        .files
        .unwrap_or_else(|| panic!("the names of {role} are refused:\n{}", outcome.messages))
}

/// An object whose keys are all names, each with a value of its own.
fn each(names: &[String], value: impl Fn(usize, &str) -> Value) -> Map<String, Value> {
    let entries = names.iter().enumerate();
    entries
        .map(|(index, name)| (name.clone(), value(index, name)))
        .collect()
}

/// An operation of the group that everything else is in.
fn operation(id: &str, more: Value) -> Value {
    let mut out = json!({ "operationId": id, "tags": ["sink"], "responses": { "204": { "description": "Done." } } });
    for (key, value) in more.as_object().into_iter().flatten() {
        out[key] = value.clone();
    }
    out
}
