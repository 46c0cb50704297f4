//! Branches that are hard to tell apart, each fault by itself.

use oasmith::config::{Lock, LockForm};
use oasmith::plan::{Api, Definition, Type};
use serde_json::{Value, json};

use super::faults::owner;
use super::things::{Run, run};

/// A document whose operation reads a list of these branches.
fn document(branches: &[Value]) -> Value {
    with_schemas(json!({ "W": { "oneOf": branches } }))
}

/// A document whose operation reads `W` and `V`, if there is one.
fn with_schemas(schemas: Value) -> Value {
    let content =
        |name: &str| json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{name}") } } });
    let operation =
        |name: &str| json!({ "get": { "responses": { "200": { "description": "Good.", "content": content(name) } } } });
    let names = schemas.as_object().expect("schemas").keys();
    let paths: serde_json::Map<_, _> = names.map(|name| (format!("/{name}"), operation(name))).collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Branches", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

/// The types of the branches of `W`, in order.
fn branches(api: &Api) -> Vec<&str> {
    let union = api.models.iter().find(|model| model.name == "W").expect("a union");
    let Definition::Union(union) = &union.definition else {
        panic!("{:?}", union.definition);
    };
    let name = |ty: &Type| api.models[ty.model().expect("a model")].name.as_str();
    let types = union.types();
    types.map(name).collect()
}

/// Locks the branches as `Name0`, `Name1`, ….
fn locked(branches: &[Value]) -> Lock {
    let first = run(&document(branches), Lock::default());
    let mut text = first.lock.text();
    for (number, name) in self::branches(&first.api).iter().enumerate() {
        text = text.replace(&format!("= {name:?}\n"), &format!("= \"Name{number}\"\n"));
    }
    Lock::read(&text).expect("a lock")
}

fn after(lock: &Lock, branches: &[Value]) -> Run {
    run(&document(branches), lock.clone())
}

fn object(properties: Value) -> Value {
    json!({ "type": "object", "properties": properties })
}

fn keys(keys: &[&str]) -> Value {
    let text = json!({ "type": "string" });
    object(keys.iter().map(|key| ((*key).to_owned(), text.clone())).collect())
}

/// A branch that a key with one of two values tells from others.
fn kind(value: &str) -> Value {
    let kinds = json!({ "type": "string", "enum": [format!("{value}1"), format!("{value}2")] });
    json!({ "type": "object", "required": ["kind"], "properties": { "kind": kinds, "both": { "type": "string" } } })
}

#[test]
fn branches_that_change_places_keep_their_names() {
    let [a, b] = ["a", "b"].map(kind);
    let lock = locked(&[a.clone(), b.clone()]);
    let swapped = after(&lock, &[b.clone(), a.clone()]);
    assert_eq!(branches(&swapped.api), ["Name1", "Name0"], "{}", lock.text());
    assert_eq!(swapped.doubts(), [""; 0]);
    let more = after(&lock, &[kind("new"), b.clone(), a.clone()]);
    assert_eq!(branches(&more.api)[1..], ["Name1", "Name0"]);
    let mut grown = a;
    grown["properties"]["more"] = json!({ "type": "string" });
    let grown = after(&lock, &[b, grown]);
    assert_eq!(branches(&grown.api), ["Name1", "Name0"]);
    assert_eq!(grown.doubts(), [""; 0]);
}

#[test]
fn branches_that_differ_further_down_keep_their_names() {
    let list = |record: Value| json!({ "type": "array", "items": record });
    let map = |record: Value| json!({ "type": "object", "additionalProperties": record });
    let deep = |record: Value| object(json!({ "common": {}, "deep": object(json!({ "deeper": record })) }));
    let shapes: [fn(Value) -> Value; 3] = [list, map, deep];
    for shape in shapes {
        let branch = |key: &str, more: &[&str]| shape(keys(&[&["common", key], more].concat()));
        let [a, b] = ["a", "b"].map(|key| branch(key, &[]));
        let first = run(&document(&[a.clone(), b.clone()]), Lock::default());
        let text = ["a", "b"].iter().fold(first.lock.text(), |text, key| {
            text.replace(
                &format!("= {:?}\n", owner(&first.api, key)),
                &format!("= \"Name{key}\"\n"),
            )
        });
        let lock = Lock::read(&text).expect("a lock");
        let grown = branch("a", &["more"]);
        for branches in [[&b, &a], [&grown, &b], [&b, &grown]] {
            let run = run(&document(&branches.map(Value::clone)), lock.clone());
            assert_eq!(
                ["a", "b"].map(|key| owner(&run.api, key)),
                ["Namea", "Nameb"],
                "{branches:?}: {text}"
            );
            assert_eq!(run.doubts(), [""; 0], "{branches:?}");
        }
    }
}

#[test]
fn a_key_that_moves_to_another_branch_takes_no_name_along() {
    let lock = locked(&[keys(&["a", "more", "both"]), keys(&["b", "both"])]);
    let run = after(&lock, &[keys(&["more", "both"]), keys(&["a", "b", "both"])]);
    assert_eq!(branches(&run.api), ["Name0", "Name1"]);
    assert_eq!(run.doubts(), [""; 0]);
}

#[test]
fn a_branch_keeps_its_name_when_its_first_key_is_not_its_own_any_more() {
    let [a, b, new] = [
        keys(&["a", "more", "both"]),
        keys(&["b", "both"]),
        keys(&["a", "new", "both"]),
    ];
    let lock = locked(&[a.clone(), b.clone()]);
    let first = after(&lock, &[new.clone(), b.clone(), a.clone()]);
    assert_eq!(branches(&first.api)[1..], ["Name1", "Name0"]);
    let second = after(&first.lock, &[a, new, b]);
    assert_eq!(branches(&second.api), ["Name0", branches(&first.api)[0], "Name1"]);
    assert_eq!(second.doubts(), [""; 0]);
}

#[test]
fn an_order_without_meaning_means_nothing() {
    let [a, b] = ["a", "b"].map(kind);
    let lock = locked(&[a.clone(), b.clone()]);
    let turned = |branch: &Value| {
        let properties = branch["properties"].as_object().expect("properties");
        let mut kind = properties["kind"].clone();
        kind["enum"].as_array_mut().expect("values").reverse();
        json!({ "properties": { "both": properties["both"], "kind": kind }, "required": ["kind"], "type": "object" })
    };
    let run = after(&lock, &[turned(&b), turned(&a)]);
    assert_eq!(branches(&run.api), ["Name1", "Name0"]);
    assert_eq!(run.doubts(), [""; 0]);
}

#[test]
fn what_may_be_either_of_two_branches_is_told_and_gets_no_name() {
    let lock = locked(&[keys(&["a", "both"]), keys(&["b", "both"])]);
    let run = after(
        &lock,
        &[
            keys(&["a", "x", "both"]),
            keys(&["a", "y", "both"]),
            keys(&["b", "both"]),
        ],
    );
    assert_eq!(
        run.doubts(),
        ["`Name0` in names.lock may name this or another element of the list, so neither gets it"]
    );
    let names = branches(&run.api);
    assert!(!names.contains(&"Name0") && names[2] == "Name1", "{names:?}");
    // The doubt stays until somebody settles it.
    let now = [
        keys(&["b", "both"]),
        keys(&["a", "x", "both"]),
        keys(&["a", "y", "both"]),
    ];
    let again = after(&run.lock, &now);
    assert_eq!(again.doubts(), run.doubts(), "{}", run.lock.text());
    let entry = |name: &str| {
        let types = again.lock.types.iter();
        let found = types
            .filter(|(_, locked)| locked.name == name)
            .map(|(key, _)| format!("{key:?} = {name:?}\n"));
        found.collect::<String>()
    };
    let (held, first) = (entry("Name0"), entry(branches(&again.api)[1]));
    let settled = first.replace(branches(&again.api)[1], "Name0");
    let lock = again.lock.text().replace(&held, "").replace(&first, &settled);
    let last = after(&Lock::read(&lock).expect("a lock"), &now);
    assert_eq!((last.doubts(), branches(&last.api)[1]), (vec![], "Name0"));
    assert!(!last.lock.text().contains("\"? "), "{}", last.lock.text());
}

#[test]
fn a_lock_without_marks_is_read_and_gets_them() {
    let old = r##"
        version = 2
        [types]
        "#/components/schemas/W" = "W"
        "#/components/schemas/W/oneOf/{at:0~12 9618 between  and key:kind}" = "Name0"
        "#/components/schemas/W/oneOf/{at:1~12 3b56 between key:kind and }" = "Name1"
    "##;
    let old = Lock::read(old).expect("a lock");
    assert_eq!(old.form, LockForm::Unmarked);
    let [a, b] = ["a", "b"].map(kind);
    let first = after(&old, &[a.clone(), b.clone()]);
    assert_eq!(branches(&first.api), ["Name0", "Name1"]);
    assert_eq!(first.lock.form, LockForm::Current);
    assert!(!first.lock.text().contains("{at:"), "{}", first.lock.text());
    let second = after(&first.lock, &[b, a]);
    assert_eq!(branches(&second.api), ["Name1", "Name0"]);
}

#[test]
fn a_name_whose_thing_is_gone_is_free_at_once_and_that_is_told() {
    let nested = json!({ "V": object(json!({ "unit": keys(&["b"]) })) });
    let lock = run(&with_schemas(nested), Lock::default()).lock;
    assert_eq!(lock.types["#/components/schemas/V/properties/unit"].name, "VUnit");
    let after = run(&with_schemas(json!({ "V": keys(&["a"]), "VUnit": keys(&["b"]) })), lock);
    assert_eq!(owner(&after.api, "b"), "VUnit");
    assert_eq!(
        after.doubts(),
        ["this takes over the name `VUnit`, because what had it is gone from the document"]
    );
}

#[test]
fn an_entry_that_names_nothing_is_dropped() {
    let record = object(json!({ "a": { "type": "string" } }));
    let document = document(&[record.clone(), object(json!({ "b": {} }))]);
    let lock = run(&document, Lock::default()).lock.text();
    let nothing = [
        "#/info/title",
        "#/components/schemas/W~items",
        "#/components/schemas/W~nonsense",
        "#/components/schemas/W/oneOf",
        "#/components/schemas",
        "#/paths/~1W/get/responses/200/description",
    ];
    let more: Vec<String> = nothing
        .iter()
        .zip(0..)
        .map(|(at, number)| format!("{at:?} = \"Nothing{number}\"\n"))
        .collect();
    let lock = lock.replace("[types]\n", &format!("[types]\n{}", more.concat()));
    let after = run(&document, Lock::read(&lock).expect("a lock"));
    assert!(!after.lock.text().contains("Nothing"), "{}", after.lock.text());
}
