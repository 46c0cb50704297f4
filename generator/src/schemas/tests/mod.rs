//! Tables of schemas and their shapes, one file for each family: `schema => shape`, in the [notation] of shapes.
//!
//! `$ref: Cat` refers to a schema of `library.yaml`; the schema of a row is called `S`.

mod notation;

use serde_json::{Value, json};

use super::build;
use super::roots::Roots;
use crate::config::Config;
use crate::pointer::Pointer;
use crate::spec::{Annotations, Document};

const COMPONENTS: &str = "#/components/schemas";

/// Compares each row of a table with the shape of its schema.
fn check(table: &str) {
    let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut count, mut faults) = (0, Vec::new());
    for row in rows {
        let (schema, expected) = row.split_once(" => ").expect("a schema and its shape");
        let found = shape(schema.trim());
        if found != expected.trim() {
            faults.push(format!("{} => {found}\n  expected: {}", schema.trim(), expected.trim()));
        }
        count += 1;
    }
    assert!(count > 5, "the table has rows");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The shape of a schema in its notation.
fn shape(schema: &str) -> String {
    let mut schemas: Value = serde_saphyr::from_str(include_str!("library.yaml")).expect("a library");
    schemas["S"] = serde_saphyr::from_str(schema).unwrap_or_else(|error| panic!("{schema}: {error}"));
    in_full(&mut schemas);
    let document = Document {
        root: json!({ "components": { "schemas": schemas } }),
        ..Document::default()
    };
    let mut roots = Roots::default();
    let root = roots.add(&Pointer::parse(COMPONENTS).key("S"));
    let (annotations, config) = (Annotations::default(), Config::default());
    let graph = build::build(&document, &annotations, &config, roots);
    notation::of_root(&graph, root)
}

/// Writes references to components in full.
fn in_full(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(name) if key == "$ref" && !name.starts_with('#') => {
                        *name = format!("{COMPONENTS}/{name}");
                    }
                    value => in_full(value),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(in_full),
        _ => {}
    }
}

#[test]
fn scalars() {
    check(include_str!("scalars.txt"));
}

#[test]
fn nulls() {
    check(include_str!("nulls.txt"));
}

#[test]
fn lists_and_maps() {
    check(include_str!("lists_and_maps.txt"));
}

#[test]
fn records() {
    check(include_str!("records.txt"));
}

#[test]
fn merges() {
    check(include_str!("merges.txt"));
}

#[test]
fn choices_that_are_not_unions() {
    check(include_str!("choices.txt"));
}

#[test]
fn unions() {
    check(include_str!("unions.txt"));
}

#[test]
fn groups_and_patches() {
    check(include_str!("groups_and_patches.txt"));
}

#[test]
fn contradictions() {
    check(include_str!("contradictions.txt"));
}
