//! Names of components that are in different files.

use oasmith::config::{Lock, LockForm};
use serde_json::{Value, json};

use super::faults::owner;
use super::things::{Run, run_files};

/// A document with an operation that reads this schema, and with components.
fn document(path: &str, schema: Value, components: Value) -> Value {
    let content = json!({ "application/json": { "schema": schema } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Files", "version": "1" },
        "paths": { path: { "get": { "responses": { "200": { "description": "Good.", "content": content } } } } },
        "components": { "schemas": components },
    })
}

fn record(key: &str) -> Value {
    json!({ "type": "object", "properties": { key: { "type": "string" }, "both": { "type": "string" } } })
}

fn reference(file: &str) -> Value {
    json!({ "$ref": format!("{file}#/components/schemas/Item") })
}

#[test]
fn a_component_of_another_file_keeps_its_name_when_its_namesake_comes() {
    let other = document("/unused", json!({}), json!({ "Item": record("a") }));
    let before = document("/w", reference("other.json"), json!({}));
    let files = [("spec.json", &before), ("other.json", &other)];
    let lock = run_files(&files, &["spec.json"], Lock::default()).kept();
    // A component of the root, and one of a file that is referred to first.
    let mut root = before.clone();
    root["components"]["schemas"]["Item"] = record("b");
    root["paths"]["/v"] = document("/v", reference(""), json!({}))["paths"]["/v"].clone();
    let third = document("/unused", json!({}), json!({ "Item": record("b") }));
    let mut first = document("/a", reference("third.json"), json!({}));
    first["paths"]["/w"] = before["paths"]["/w"].clone();
    for (spec, more) in [(&root, &other), (&first, &third)] {
        let files = [("spec.json", spec), ("other.json", &other), ("third.json", more)];
        let run = run_files(&files, &["spec.json"], lock.clone());
        assert_eq!(owner(&run.api, "a"), "KeptItem", "{}", lock.text());
        assert_ne!(owner(&run.api, "b"), "KeptItem");
        assert_eq!(run.doubts(), [""; 0]);
        assert_eq!(
            run.lock.types[run
                .lock
                .types
                .keys()
                .find(|key| key.contains("<other.json"))
                .expect("a key")]
            .name,
            "KeptItem"
        );
    }
}

#[test]
fn documents_in_another_order_keep_their_names() {
    let [a, b] = ["a", "b"].map(|key| {
        let choice = json!({ "oneOf": [reference(""), { "type": "array", "items": reference("") }] });
        document(&format!("/{key}"), choice, json!({ "Item": record(key) }))
    });
    let files = [("a.json", &a), ("b.json", &b)];
    let before = run_files(&files, &["a.json", "b.json"], Lock::default());
    let lock = before.kept();
    let names = |run: &Run| ["a", "b"].map(|key| owner(&run.api, key).to_owned());
    let old = names(&run_files(&files, &["a.json", "b.json"], lock.clone()));
    let after = run_files(&files, &["b.json", "a.json"], lock.clone());
    assert_eq!(names(&after), old, "{}", lock.text());
    assert_eq!(after.doubts(), [""; 0]);
    let types = |lock: &Lock| -> Vec<String> {
        let mut names: Vec<_> = lock.types.values().map(|name| name.name.clone()).collect();
        names.sort();
        names
    };
    assert_eq!(types(&after.lock), types(&lock));
    let again = run_files(&files, &["a.json", "b.json"], after.lock);
    assert_eq!(again.lock.text(), lock.text());
    // A document of its own becomes the second one.
    let alone = run_files(&files, &["a.json"], Lock::default()).kept();
    let both = run_files(&files, &["b.json", "a.json"], alone);
    assert_eq!(owner(&both.api, "a"), "KeptItem");
}

#[test]
fn references_to_components_of_several_files_are_told_apart() {
    let list = |file: &str| json!({ "type": "object", "properties": { "both": { "type": "array", "items": reference(file) } } });
    let [a, b] = ["a", "b"].map(|key| document(&format!("/{key}"), reference(""), json!({ "Item": record(key) })));
    let w = document(
        "/w",
        json!({ "$ref": "#/components/schemas/W" }),
        json!({
            "W": { "oneOf": [list("a.json"), list("b.json"), reference("a.json"), reference("b.json")], "properties": { "more": {} } },
        }),
    );
    let files = [("a.json", &a), ("b.json", &b), ("w.json", &w)];
    let lock = run_files(&files, &["a.json", "b.json", "w.json"], Lock::default()).kept();
    let types = |lock: &Lock| -> Vec<(String, String)> {
        let known = lock.types.iter();
        known
            .filter(|(key, _)| key.contains("/W"))
            .map(|(key, name)| (key.clone(), name.name.clone()))
            .collect()
    };
    let after = run_files(&files, &["w.json", "b.json", "a.json"], lock.clone());
    assert_eq!(after.doubts(), [""; 0]);
    let again = run_files(&files, &["a.json", "b.json", "w.json"], after.lock);
    assert_eq!(types(&again.lock), types(&lock), "{}", lock.text());
    assert!(types(&lock).len() > 3, "{}", lock.text());
}

#[test]
fn a_component_that_goes_to_another_file_keeps_its_name_and_that_is_told() {
    let spec = document("/w", reference(""), json!({ "Item": record("a") }));
    let lock = run_files(&[("spec.json", &spec)], &["spec.json"], Lock::default()).kept();
    let renamed = run_files(&[("v2.json", &spec)], &["v2.json"], lock.clone());
    assert_eq!((owner(&renamed.api, "a"), renamed.doubts()), ("KeptItem", vec![]));
    assert_eq!(renamed.lock.document, "v2.json");
    let apart = document("/w", reference("other.json"), json!({}));
    let files = [("spec.json", &apart), ("other.json", &spec)];
    let run = run_files(&files, &["spec.json"], lock);
    let again = run_files(&files, &["spec.json"], run.lock.clone());
    assert_eq!(owner(&run.api, "a"), "KeptItem");
    let message = "`Item` is in another file than in names.lock, and keeps its names";
    assert_eq!((run.doubts(), again.doubts()), (vec![message], vec![message]));
}

#[test]
fn another_first_document_is_told_if_it_lacks_something() {
    let [a, b] = ["a", "b"].map(|key| document(&format!("/{key}"), reference(""), json!({ "Item": record(key) })));
    let third = document(
        "/third",
        reference(""),
        json!({ "Third": record("t"), "Item": record("z") }),
    );
    let files = [("a.json", &a), ("b.json", &b), ("third.json", &third)];
    let told = [
        "the first document is another file than in names.lock and lacks some of its operations or types, but `Item` keeps its names",
    ];
    let lock = run_files(&files, &["a.json"], Lock::default()).kept();
    let exchanged = run_files(&files, &["b.json"], lock);
    assert_eq!(exchanged.doubts(), told);
    let again = run_files(&files, &["b.json"], exchanged.lock.clone());
    assert_eq!(
        (again.doubts(), again.lock.text()),
        (told.to_vec(), exchanged.lock.text())
    );
    let lock = run_files(&files, &["a.json", "third.json"], Lock::default()).kept();
    assert_eq!(run_files(&files, &["b.json", "third.json"], lock).doubts(), told);
    // The second one has become the first, and keeps its own names.
    let lock = run_files(&files, &["a.json", "b.json"], Lock::default()).kept();
    let run = run_files(&files, &["b.json"], lock);
    assert_eq!((owner(&run.api, "b"), run.doubts()), ("KeptItemB", vec![]));
    let key = "#/components/schemas/Item";
    assert_eq!(run.renewal.before.types[key].name, run.renewal.after.types[key].name);
    assert_eq!(run.renewal.gone, ["KeptItem"]);
}

#[test]
fn a_lock_with_merged_names_is_read_and_rewritten() {
    let [a, b] = ["a", "b"].map(|key| document(&format!("/{key}"), reference(""), json!({ "Item": record(key) })));
    let old = "version = 3\n[types]\n\"#/components/schemas/Item\" = \"A\"\n\"#/components/schemas/Item_b\" = \"B\"\n";
    let old = Lock::read(old).expect("a lock");
    assert_eq!(old.form, LockForm::Merged);
    let files = [("a.json", &a), ("b.json", &b)];
    let run = run_files(&files, &["a.json", "b.json"], old);
    assert_eq!(["a", "b"].map(|key| owner(&run.api, key)), ["A", "B"]);
    let text = run.lock.text();
    assert!(text.contains("\"<b.json#/components/schemas/Item>\" = \"B\""), "{text}");
    assert!(text.contains("version = 6\ndocument = \"a.json\""), "{text}");
}
