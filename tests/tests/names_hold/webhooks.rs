//! The types of webhooks and callbacks keep their names.

use std::collections::BTreeMap;

use oasmith::config::Lock;
use oasmith::plan::Type;
use serde_json::{Value, json};

use super::things::{Run, run};

/// A request of the service with a body of this type.
fn request(body: &str) -> Value {
    json!({ "post": { "requestBody": { "content": { "application/json": { "schema": { "type": body } } } } } })
}

/// A document whose operations have callbacks of one name, each with the type of its body.
fn document(callbacks: &[(&str, &str)]) -> Value {
    let operation = |(path, body): &(&str, &str)| {
        let callbacks = json!({ "done": { "{$request.body#/url}": request(body) } });
        (
            (*path).to_owned(),
            json!({ "post": { "responses": { "204": { "description": "Done." } }, "callbacks": callbacks } }),
        )
    };
    let paths: serde_json::Map<String, Value> = callbacks.iter().map(operation).collect();
    json!({ "openapi": "3.1.0", "info": { "title": "Callbacks", "version": "1" }, "paths": paths })
}

/// The types of webhooks, by name.
fn bodies(run: &Run) -> BTreeMap<&str, &Type> {
    run.api
        .webhooks
        .iter()
        .map(|one| (one.name.as_str(), &one.ty))
        .collect()
}

#[test]
fn an_operation_with_the_same_callback_takes_no_name() {
    let first = run(&document(&[("/m", "string")]), Lock::default());
    assert_eq!(bodies(&first), BTreeMap::from([("Done", &Type::Text)]));
    let wider = document(&[("/a", "boolean"), ("/m", "string")]);
    let second = run(&wider, first.lock);
    let expected = BTreeMap::from([("Done", &Type::Text), ("DoneWebhook", &Type::Bool)]);
    assert_eq!((bodies(&second), second.doubts()), (expected.clone(), vec![]));
    // Nor does their order matter.
    let other_way = document(&[("/m", "string"), ("/a", "boolean")]);
    let third = run(&other_way, second.lock);
    assert_eq!((bodies(&third), third.doubts()), (expected, vec![]));
    assert_eq!(
        bodies(&run(&other_way, Lock::default())),
        bodies(&run(&wider, Lock::default()))
    );
}

#[test]
fn a_name_that_another_webhook_takes_over_is_told_until_it_is_settled() {
    let first = run(&document(&[("/m", "string")]), Lock::default());
    let other = document(&[("/other", "boolean")]);
    let mut lock = first.lock;
    for _ in 0..2 {
        let now = run(&other, lock);
        assert_eq!(bodies(&now), BTreeMap::from([("Done", &Type::Bool)]));
        let doubts = now.doubts();
        assert!(doubts.len() == 1 && doubts[0].contains("`Done`"), "{doubts:?}");
        lock = now.lock;
    }
    lock.doubts.clear();
    assert_eq!(run(&other, lock).doubts(), [""; 0]);
}

#[test]
fn a_webhook_has_the_name_of_the_lock() {
    let mut document = document(&[]);
    document["webhooks"] = json!({ "newPet": request("string") });
    let text = run(&document, Lock::default()).lock.text();
    let line = "[webhooks]\n\"#/webhooks/newPet/post\" = \"NewPet\"\n";
    assert!(text.contains(line), "{text}");
    let lock = Lock::read(&text.replace("\"NewPet\"", "\"Kept\"")).expect("a lock");
    assert_eq!(bodies(&run(&document, lock)), BTreeMap::from([("Kept", &Type::Text)]));
}
