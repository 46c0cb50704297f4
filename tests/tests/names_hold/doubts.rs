//! Doubts about which element a name of the lock belongs to: they stay until somebody settles them.

use oasmith::config::Lock;
use serde_json::{Value, json};

use super::faults::owner;
use super::things::{Run, run};

/// A document whose operation reads a schema.
fn document(schema: Value) -> Value {
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/W" } } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Doubts", "version": "1" },
        "paths": { "/w": { "get": { "responses": { "200": { "description": "Good.", "content": content } } } } },
        "components": { "schemas": { "W": schema } },
    })
}

/// An object with these keys, the first of which holds another object.
fn object(keys: &[&str]) -> Value {
    let inner = json!({ "type": "object", "properties": { "inner": { "type": "string" } } });
    let keys = keys.iter().zip(
        [inner]
            .into_iter()
            .chain(std::iter::repeat(json!({ "type": "string" }))),
    );
    let properties: serde_json::Map<_, _> = keys.map(|(key, schema)| ((*key).to_owned(), schema)).collect();
    json!({ "type": "object", "properties": properties })
}

fn before() -> Vec<Value> {
    vec![object(&["a", "both"]), object(&["b", "both"])]
}

/// Branches of which two may be the first one.
fn after() -> Vec<Value> {
    vec![
        object(&["a", "x", "both"]),
        object(&["a", "y", "both"]),
        object(&["b", "both"]),
    ]
}

fn choice(branches: Vec<Value>) -> Value {
    json!({ "oneOf": branches })
}

fn nested(branches: Vec<Value>) -> Value {
    choice(vec![
        json!({ "type": "object", "properties": { "p": choice(branches) } }),
        object(&["q"]),
    ])
}

/// The run after which the name of the first branch is in doubt.
fn in_doubt(of: fn(Vec<Value>) -> Value) -> Run {
    let lock = run(&document(of(before())), Lock::default()).kept();
    run(&document(of(after())), lock)
}

#[test]
fn no_edit_of_the_document_ends_a_doubt() {
    for of in [choice, nested] {
        let first = in_doubt(of);
        assert_eq!(first.doubts().len(), 2, "{:?}", first.doubts());
        let mut more = after();
        more[0]["properties"]["more"] = json!({ "type": "string" });
        let mut moved = after();
        moved.rotate_left(1);
        for edited in [after(), more, moved] {
            let again = run(&document(of(edited.clone())), first.lock.clone());
            let third = run(&document(of(edited)), again.lock.clone());
            assert_eq!(
                (again.doubts(), third.doubts()),
                (first.doubts(), first.doubts()),
                "{}",
                again.lock.text()
            );
            assert_eq!(third.lock.text(), again.lock.text());
        }
    }
    let first = in_doubt(choice);
    let mut elsewhere = document(json!({ "$ref": "#/components/schemas/List" }));
    elsewhere["components"]["schemas"]["List"] = choice(after());
    let names = ["A", "B", "C"];
    let references = names.map(|name| json!({ "$ref": format!("#/components/schemas/{name}") }));
    let mut components = document(choice(references.to_vec()));
    for (name, schema) in names.into_iter().zip(after()) {
        components["components"]["schemas"][name] = schema;
    }
    let mut both = components.clone();
    both["components"]["schemas"]["List"] = both["components"]["schemas"]["W"].clone();
    both["components"]["schemas"]["W"] = elsewhere["components"]["schemas"]["W"].clone();
    for edited in [elsewhere, components, both] {
        let again = run(&edited, first.lock.clone());
        let third = run(&edited, again.lock.clone());
        for now in [&again, &third] {
            let stays = |doubt: &&str| now.doubts().contains(doubt);
            assert!(
                first.doubts().iter().all(stays),
                "{:?}\n{}",
                now.doubts(),
                now.lock.text()
            );
        }
        assert_eq!(third.lock.text(), again.lock.text());
    }
    let alone = run(&document(choice(after().split_off(1))), first.lock);
    let message =
        "`KeptWa` in names.lock may name this or another element of the list, which is gone, so nothing gets it";
    assert!(alone.doubts().contains(&message), "{:?}", alone.doubts());
    let none = run(&document(choice(after().split_off(2))), alone.lock);
    assert_eq!(none.doubts(), [""; 0]);
}

#[test]
fn a_name_that_the_author_chooses_settles_a_doubt() {
    let lock = run(&document(choice(before())), Lock::default()).kept();
    let held = in_doubt(choice).lock;
    for (word, part) in [("KeptWa", "KeptWaa"), ("Chosen", "KeptWaa")] {
        for at in [0, 1] {
            let mut branches = after();
            branches[at]["x-client-name"] = json!(word);
            let document = document(choice(branches));
            let key = ["x", "y"][at];
            // In the run in which the doubt comes up, and in a later one.
            let at_once = run(&document, lock.clone());
            assert_eq!((owner(&at_once.api, key), at_once.doubts()), (word, vec![]));
            assert!(at_once.names().contains(&part), "{:?}", at_once.names());
            let later = run(&document, held.clone());
            assert_eq!((owner(&later.api, key), later.doubts()), (word, vec![]));
            assert!(!later.lock.text().contains("\"? "), "{}", later.lock.text());
            let again = run(&document, later.lock.clone());
            assert_eq!(again.lock.text(), later.lock.text());
        }
    }
}

#[test]
fn a_name_of_a_branch_next_to_properties_is_used() {
    let mut schema = choice(before());
    schema["properties"] = json!({ "all": { "type": "string" } });
    let lock = run(&document(schema.clone()), Lock::default()).kept();
    schema["oneOf"][0]["x-client-name"] = json!("Chosen");
    for lock in [Lock::default(), lock] {
        assert_eq!(owner(&run(&document(schema.clone()), lock).api, "a"), "Chosen");
    }
}

#[test]
fn a_doubt_of_an_earlier_version_stays() {
    let marks = run(&document(choice(before())), Lock::default()).lock;
    let (_, marks) = &marks.elements["#/components/schemas/W/oneOf"][0];
    let held = in_doubt(choice);
    let text = held.lock.text().replace("version = 6", "version = 4");
    let traces = text.lines().map(|line| match line.contains("\"? ") {
        true => format!("    [\"key:a\", \"? {marks}\"],\n"),
        false => format!("{line}\n"),
    });
    let lock = Lock::read(&traces.collect::<String>()).expect("a lock");
    let read = run(&document(choice(after())), lock);
    assert_eq!((read.doubts(), read.lock.text()), (held.doubts(), held.lock.text()));
}

/// Names that are probably right.
#[test]
fn what_probably_has_a_name_is_told_until_that_is_settled() {
    let titled = |title: &str| {
        let mut branch = object(&["a", "both"]);
        branch["title"] = json!(title);
        choice(vec![branch, object(&["b", "both"])])
    };
    let lock = run(&document(titled("Cat")), Lock::default()).kept();
    let first = run(&document(titled("Dog")), lock);
    let name = owner(&first.api, "a").to_owned();
    let message =
        format!("`{name}` in names.lock probably names this, but it has changed so much that this is not certain");
    let again = run(&document(titled("Dog")), first.lock.clone());
    assert_eq!(
        (first.doubts(), again.doubts()),
        (vec![message.as_str()], vec![message.as_str()])
    );
    assert_eq!(again.lock.text(), first.lock.text());
    let line = format!("{name:?} = \"changed\"\n");
    assert!(first.lock.text().contains(&line), "{}", first.lock.text());
    let settled = Lock::read(&first.lock.text().replace(&line, "")).expect("a lock");
    assert_eq!(run(&document(titled("Dog")), settled).doubts(), [""; 0]);
    // The author says so in the document.
    for chosen in [name.as_str(), "Chosen"] {
        let mut schema = titled("Dog");
        schema["oneOf"][0]["x-client-name"] = json!(chosen);
        let run = run(&document(schema), first.lock.clone());
        assert_eq!((owner(&run.api, "a"), run.doubts()), (chosen, vec![]));
        assert!(run.lock.doubts.is_empty());
    }
    // What is gone is in no doubt.
    let gone = run(
        &document(choice(vec![object(&["b", "both"]), object(&["z"])])),
        first.lock,
    );
    assert!(gone.lock.doubts.is_empty(), "{}", gone.lock.text());
}

#[test]
fn a_name_that_something_else_took_is_told_until_that_is_settled() {
    let mut before = document(object(&["a"]));
    before["paths"]["/w"]["get"]["operationId"] = json!("read");
    let mut after = before.clone();
    let moved = after["paths"]
        .as_object_mut()
        .expect("paths")
        .remove("/w")
        .expect("an operation");
    after["paths"]["/other"] = moved;
    let first = run(&after, run(&before, Lock::default()).lock);
    let again = run(&after, first.lock.clone());
    assert!(!first.doubts().is_empty());
    assert_eq!((again.doubts(), again.lock.text()), (first.doubts(), first.lock.text()));
    let mut settled = first.lock.clone();
    settled.doubts.clear();
    assert_eq!(run(&after, settled).doubts(), [""; 0]);
}

#[test]
fn a_place_that_becomes_a_union_is_told() {
    let of = |schema: Value| document(json!({ "type": "object", "properties": { "p": schema } }));
    let [street, point] = [&["street", "town"][..], &["lat", "lon"]].map(object);
    let both = choice(vec![street.clone(), point]);
    let record = run(&of(street.clone()), Lock::default()).kept();
    let union = run(&of(both.clone()), Lock::default()).kept();
    let after = run(&of(both.clone()), record.clone());
    let message = "`KeptWp` in names.lock probably names this, but it has changed so much that this is not certain";
    assert_eq!(after.doubts(), [message], "{}", after.lock.text());
    // A branch that is left keeps its name.
    let name = owner(&run(&of(both), union.clone()).api, "street").to_owned();
    let left = run(&of(street.clone()), union);
    assert_eq!(
        (owner(&left.api, "street"), left.doubts()),
        (name.as_str(), vec![]),
        "{}",
        left.lock.text()
    );
    let mut old = record;
    old.types.values_mut().for_each(|name| name.members.clear());
    assert_eq!(run(&of(street), old).doubts(), [""; 0]);
}

#[test]
fn a_doubt_about_what_no_operation_needs_for_a_while_stays() {
    let titled = |title: &str, is_needed: bool| {
        let mut branch = object(&["a", "both"]);
        branch["title"] = json!(title);
        let mut out = document(choice(vec![branch, object(&["b", "both"])]));
        if !is_needed {
            let schema = json!({ "type": "integer" });
            out["paths"]["/w"]["get"]["responses"]["200"]["content"]["application/json"]["schema"] = schema;
        }
        out
    };
    let lock = run(&titled("Cat", true), Lock::default()).kept();
    let first = run(&titled("Dog", true), lock);
    let idle = run(&titled("Dog", false), first.lock.clone());
    assert_eq!((first.doubts().len(), idle.doubts().len()), (1, 0));
    let again = run(&titled("Dog", true), idle.lock);
    assert_eq!((again.doubts(), again.lock.text()), (first.doubts(), first.lock.text()));
}

#[test]
fn a_member_that_takes_a_name_over_is_told_until_that_is_settled() {
    let one = run(
        &document(json!({ "type": "object", "properties": { "foo-bar": {} } })),
        Lock::default(),
    );
    let other = document(json!({ "type": "object", "properties": { "foo_bar": {} } }));
    let first = run(&other, one.lock);
    assert_eq!(first.doubts().len(), 1);
    let again = run(&other, first.lock.clone());
    assert_eq!((again.doubts(), again.lock.text()), (first.doubts(), first.lock.text()));
    let mut settled = first.lock.clone();
    assert_eq!(settled.doubts.keys().collect::<Vec<_>>(), ["W::foo_bar"]);
    settled.doubts.clear();
    assert_eq!(run(&other, settled).doubts(), [""; 0]);
}
