//! What types and requests consist of keeps its names: fields, values, variants, arguments, setters, and what differs by status.

use oasmith::config::{Lock, LockForm};
use serde_json::{Value, json};

use super::things::{Run, run};

/// A document with an operation that sends one schema and reads another.
fn document(parameters: Value, sent: Value, read: Value) -> Value {
    let content = |schema: Value| json!({ "application/json": { "schema": schema } });
    let schema = |name: &str| content(json!({ "$ref": format!("#/components/schemas/{name}") }));
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Members", "version": "1" },
        "paths": { "/w": { "post": {
            "operationId": "send",
            "parameters": parameters,
            "requestBody": { "required": true, "content": schema("Sent") },
            "responses": {
                "200": { "description": "Good.", "content": schema("Read") },
                "202": { "description": "Soon.", "content": content(json!({ "type": "string" })) },
            },
        } } },
        "components": { "schemas": { "Sent": sent, "Read": read } },
    })
}

fn object(required: &[&str], keys: &[&str]) -> Value {
    let keys = keys.iter().map(|key| ((*key).to_owned(), json!({ "type": "string" })));
    json!({ "type": "object", "required": required, "properties": keys.collect::<serde_json::Map<_, _>>() })
}

fn query(name: &str, is_required: bool) -> Value {
    json!({ "name": name, "in": "query", "required": is_required, "schema": { "type": "string" } })
}

/// The names of what a type or the operation consists of.
fn members(run: &Run, of: &str) -> String {
    let types = run.lock.types.values().map(|name| (&name.name, &name.members));
    let operations = run.lock.operations.values();
    let operations = operations.filter_map(|one| Some((&one.request.as_ref()?.name, &one.members)));
    let found = types.chain(operations).find(|(name, _)| *name == of);
    let rows = found.into_iter().flat_map(|(_, members)| members);
    let rows = rows.map(|(what, name)| match what == name {
        true => name.clone(),
        false => format!("{what}={name}"),
    });
    rows.collect::<Vec<_>>().join(", ")
}

/// The runs before and after a change.
fn both(before: &Value, after: &Value) -> [Run; 2] {
    let first = run(before, Lock::default());
    let second = run(after, first.lock.clone());
    assert_eq!(second.doubts(), [""; 0]);
    [first, second]
}

#[test]
fn a_field_and_a_value_keep_their_names_when_the_same_word_comes_in_front() {
    let color = |values: Value| json!({ "type": "object", "properties": { "color": { "enum": values } } });
    let [first, second] = both(
        &document(json!([]), object(&[], &["user-name"]), color(json!(["red", "blue"]))),
        &document(
            json!([]),
            object(&[], &["userName", "user-name"]),
            color(json!(["RED", "red", "blue"])),
        ),
    );
    assert_eq!(members(&first, "Sent"), "user-name=user_name");
    assert_eq!(
        members(&second, "Sent"),
        "user-name=user_name, userName=user_name_camel"
    );
    assert_eq!(members(&second, "ReadColor"), "red=Red, blue=Blue, RED=RedUpper");
}

#[test]
fn a_setter_of_the_body_keeps_its_name_when_a_parameter_comes() {
    let read = object(&[], &["x"]);
    let [_, second] = both(
        &document(json!([]), object(&[], &["a"]), read.clone()),
        &document(json!([query("a", false)]), object(&[], &["a"]), read),
    );
    assert_eq!(
        members(&second, "Send"),
        "body a=a, query a=query_a, status 200=Ok, status 202=Accepted"
    );
}

#[test]
fn arguments_keep_their_places_and_new_ones_follow() {
    let read = object(&[], &["x"]);
    let all = |keys: &[&str]| json!(keys.iter().map(|key| query(key, true)).collect::<Vec<_>>());
    let [_, second] = both(
        &document(all(&["a", "b"]), object(&["x", "y"], &["x", "y"]), read.clone()),
        &document(
            all(&["new", "b", "a"]),
            object(&["x", "y", "z"], &["z", "y", "x"]),
            read,
        ),
    );
    let operation = &second.api.groups[0].operations[0];
    let parameters = operation.parameters.iter().map(|one| one.name.as_str());
    let fields = operation.body.iter().flat_map(|body| &body.fields);
    let names: Vec<&str> = parameters.chain(fields.map(|one| one.name.as_str())).collect();
    assert_eq!(names, ["a", "b", "new", "x", "y", "z"]);
}

#[test]
fn a_variant_keeps_its_name_when_branches_come() {
    let choice = |branches: &[Value]| json!({ "oneOf": branches });
    let [p, pq, pr] = [&["p"][..], &["p", "q"], &["p", "r"]].map(|keys| object(&[], keys));
    let list = json!({ "type": "array", "items": { "type": "string" } });
    let sent = object(&[], &["x"]);
    let [first, second] = both(
        &document(json!([]), sent.clone(), choice(&[list.clone(), p.clone(), pq.clone()])),
        &document(json!([]), sent, choice(&[pr, list, p, pq])),
    );
    let variants = |run: &Run| -> Vec<String> {
        let model = run.api.models.iter().find(|model| model.name == "Read");
        let Some(oasmith::plan::Definition::Union(union)) = model.map(|model| &model.definition) else {
            panic!("a union");
        };
        union.variants.iter().map(|variant| variant.name.clone()).collect()
    };
    let (before, after) = (variants(&first), variants(&second));
    assert!(before.iter().all(|name| after.contains(name)), "{before:?} {after:?}");
}

#[test]
fn a_field_keeps_its_name_when_a_tag_becomes_one() {
    let branch = |kind: &str| {
        let mut out = object(&["kind"], &["Kind", "kind"]);
        out["properties"]["kind"] = json!({ "const": kind });
        out
    };
    let mut before = document(
        json!([]),
        object(&[], &["x"]),
        json!({ "oneOf": [{ "$ref": "#/components/schemas/Cat" }, branch("dog")] }),
    );
    before["components"]["schemas"]["Cat"] = branch("cat");
    let mut after = before.clone();
    after["components"]["schemas"]["Sent"]["properties"]["cat"] = json!({ "$ref": "#/components/schemas/Cat" });
    let [first, second] = both(&before, &after);
    assert_eq!(members(&first, "Cat"), "Kind=kind");
    assert_eq!(members(&second, "Cat"), "Kind=kind, kind=kind_lower");
}

#[test]
fn an_enum_of_what_differs_by_status_keeps_its_names() {
    let before = document(json!([]), object(&[], &["x"]), object(&[], &["y"]));
    let mut after = before.clone();
    let accepted = after["paths"]["/w"]["post"]["responses"]["202"].clone();
    after["paths"]["/w"]["post"]["responses"]["201"] = accepted;
    let done = json!({ "200": { "description": "Good." } });
    after["paths"]["/w/output"] = json!({ "get": { "operationId": "send_output", "responses": done } });
    let [_, second] = both(&before, &after);
    let operations = &second.api.groups[0].operations;
    let names: Vec<&str> = operations.iter().map(|one| one.type_name.as_str()).collect();
    assert_eq!(names, ["Send", "SendOutputRequest"]);
    assert_eq!(
        members(&second, "Send"),
        "body x=x, status 200=Ok, status 202=Accepted, status 201=Accepted"
    );
    let output = second.lock.operations.values().find_map(|one| one.output.as_ref());
    assert_eq!(output.map(|output| output.name.as_str()), Some("SendOutput"));
}

#[test]
fn a_name_whose_owner_is_gone_is_free_and_that_is_told() {
    let of = |key: &str| document(json!([query(key, false)]), object(&[], &[key]), object(&[], &["x"]));
    let first = run(&of("user-name"), Lock::default());
    let second = run(&of("userName"), first.lock);
    let told = |of: &str, name: &str| {
        format!("something new in `{of}` takes over the name `{name}`, because what had it is gone or has another name")
    };
    // The parameter has its setter first: the one of the body says where it is sent.
    assert_eq!(
        second.doubts(),
        [
            told("Sent", "user_name"),
            told("api.send", "body_user_name"),
            told("api.send", "user_name")
        ]
    );
}

#[test]
fn what_the_author_says_counts_more() {
    let with = |field: Option<&str>| {
        let mut sent = object(&[], &["a", "b"]);
        if let Some(field) = field {
            sent["properties"]["a"]["x-client-field"] = json!(field);
        }
        document(json!([]), sent, object(&[], &["x"]))
    };
    let [first, second] = both(&with(None), &with(Some("chosen")));
    assert_eq!(
        (members(&first, "Sent"), members(&second, "Sent")),
        ("a, b".to_owned(), "a=chosen, b".to_owned())
    );
    // But it takes no name from another field.
    let [_, second] = both(&with(None), &with(Some("b")));
    assert_eq!(members(&second, "Sent"), "a=b2, b");
}

#[test]
fn a_lock_without_members_is_read_and_gets_them() {
    let document = document(json!([]), object(&[], &["user-name", "userName"]), object(&[], &["x"]));
    let current = run(&document, Lock::default()).lock;
    let text = current.text().replace("version = 6", "version = 5");
    let (before, _) = text.split_once("\n[members]\n").expect("members");
    let old = Lock::read(before).expect("a lock");
    assert_eq!(old.form, LockForm::Hollow);
    assert_eq!(run(&document, old).lock.text(), current.text());
}
