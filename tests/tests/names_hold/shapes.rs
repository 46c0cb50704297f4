//! A name of which nothing is left but its place is told, and an addition raises no doubt.

use oasmith::config::Lock;
use serde_json::{Value, json};

use super::things::{Run, run};

/// A document whose operation reads `W`, one of these components.
fn document(components: &[(&str, Value)]) -> Value {
    let content = json!({ "application/json": { "schema": reference("W") } });
    let mut out = json!({
        "openapi": "3.1.0",
        "info": { "title": "Shapes", "version": "1" },
        "paths": { "/w": { "get": { "operationId": "read", "responses": { "200": { "description": "Good.", "content": content } } } } },
        "components": { "schemas": {} },
    });
    for (name, schema) in components {
        out["components"]["schemas"][*name] = schema.clone();
    }
    out
}

fn w(schema: Value) -> Value {
    document(&[("W", schema)])
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// An object with these keys, of which the first one must be there.
fn object(keys: &[&str]) -> Value {
    let properties = keys.iter().map(|key| ((*key).to_owned(), json!({ "type": "string" })));
    json!({ "type": "object", "required": [keys[0]], "properties": properties.collect::<serde_json::Map<_, _>>() })
}

/// The same, which allows no other keys.
fn closed(keys: &[&str]) -> Value {
    let mut out = object(keys);
    out["additionalProperties"] = json!(false);
    out
}

fn holds(key: &str, schema: Value) -> Value {
    json!({ "type": "object", "properties": { "more": { "type": "string" }, key: schema } })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn one_of(branches: &[Value]) -> Value {
    json!({ "oneOf": branches })
}

fn any_of(branches: &[Value]) -> Value {
    json!({ "anyOf": branches })
}

/// What a run says about a change, and the next one.
fn told(before: &Value, after: &Value) -> Vec<String> {
    let first = run(after, run(before, Lock::default()).lock);
    let doubts = |run: &Run| -> Vec<String> { run.doubts().into_iter().map(str::to_owned).collect() };
    let again = run(after, first.lock.clone());
    assert_eq!((doubts(&again), again.lock.text()), (doubts(&first), first.lock.text()));
    doubts(&first)
}

fn changed(name: &str) -> String {
    format!("`{name}` in names.lock probably names this, but it has changed so much that this is not certain")
}

#[test]
fn a_type_of_which_nothing_is_left_is_told() {
    let [a, b] = ["a", "b"].map(|key| object(&[key, "all"]));
    let any = any_of(&[a.clone(), b.clone()]);
    let one = one_of(&[a.clone(), b.clone()]);
    let with_other_kind = json!({ "type": "object", "properties": { "b": {}, "all": {}, "a": { "type": "integer" } } });
    let values = |all: [&str; 2]| json!({ "type": "string", "enum": all });
    let tagged = |key: &str| object(&["kind", key]);
    let by_tag = |is_told: bool| {
        let mut choice = any_of(&[reference("A"), reference("B")]);
        if is_told {
            choice["discriminator"] = json!({ "propertyName": "kind" });
        }
        document(&[("W", choice), ("A", tagged("a")), ("B", tagged("b"))])
    };
    let text = json!({ "type": "string" });
    let table = [
        ("W", w(any.clone()), w(one.clone())),
        ("W", w(any.clone()), w(any_of(&[a.clone(), with_other_kind]))),
        (
            "W",
            w(any.clone()),
            w(any_of(&[closed(&["a", "all"]), closed(&["b", "all"])])),
        ),
        ("W", by_tag(false), by_tag(true)),
        ("Wp", w(holds("p", any.clone())), w(holds("p", one.clone()))),
        ("WItem", w(list(any.clone())), w(list(one.clone()))),
        (
            "WpValue",
            w(holds("p", json!({ "additionalProperties": any }))),
            w(holds("p", json!({ "additionalProperties": one }))),
        ),
        ("WItem", w(list(object(&["a"]))), w(list(object(&["b"])))),
        (
            "WListItem",
            w(one_of(&[text.clone(), list(object(&["a"]))])),
            w(one_of(&[text.clone(), list(object(&["b"]))])),
        ),
        ("Wp", w(holds("p", object(&["a"]))), w(holds("p", object(&["b"])))),
        (
            "Wp",
            w(holds("p", values(["a", "b"]))),
            w(holds("p", values(["c", "d"]))),
        ),
        ("Wp", w(holds("p", values(["a", "b"]))), w(holds("p", object(&["c"])))),
    ];
    for (name, one, other) in table {
        for (before, after) in [(&one, &other), (&other, &one)] {
            assert_eq!(told(before, after), [changed(name)], "{before} {after}");
        }
    }
    // What is in a branch keeps its name.
    let within = holds("b", values(["c", "d"]));
    let [any, one] =
        [any_of, one_of].map(|of| document(&[("W", of(&[reference("A"), within.clone()])), ("A", a.clone())]));
    for (before, after) in [(&any, &one), (&one, &any)] {
        assert_eq!(told(before, after), [changed("W")], "{before} {after}");
    }
    // The only record of a union is another one.
    let doubts = told(
        &w(one_of(&[text.clone(), object(&["a"])])),
        &w(one_of(&[text, object(&["b"])])),
    );
    assert!(doubts.iter().any(|doubt| doubt.contains("`WObject`")), "{doubts:?}");
}

#[test]
fn components_that_exchange_their_schemas_are_told() {
    for (own, other) in [(["a", "x"], ["b", "y"]), (["a", "all"], ["b", "all"])] {
        let of = |a: &[&str], b: &[&str]| {
            let choice = one_of(&[reference("A"), reference("B")]);
            document(&[("W", choice), ("A", object(a)), ("B", object(b))])
        };
        let doubts = told(&of(&own, &other), &of(&other, &own));
        assert_eq!(doubts, ["A", "B"].map(changed));
    }
}

#[test]
fn what_is_left_of_a_type_leaves_no_doubt() {
    let text = || json!({ "type": "string" });
    let number = || json!({ "type": "integer" });
    let map = |values: Value| json!({ "type": "object", "additionalProperties": values });
    let values = |all: [&str; 2]| json!({ "type": "string", "enum": all });
    let table = [
        (
            one_of(&[text(), list(text())]),
            one_of(&[text(), list(text()), list(number())]),
        ),
        (
            one_of(&[text(), map(text())]),
            one_of(&[map(number()), text(), map(text())]),
        ),
        (object(&["a", "b"]), any_of(&[object(&["a"]), object(&["b"])])),
        (object(&["a", "b"]), object(&["a", "c"])),
        (holds("p", values(["a", "b"])), holds("p", values(["b", "c"]))),
        (
            values(["a", "b"]),
            one_of(&[json!({ "const": "a" }), json!({ "const": "b" })]),
        ),
    ];
    for (one, other) in table.map(|(one, other)| (w(one), w(other))) {
        for (before, after) in [(&one, &other), (&other, &one)] {
            assert_eq!(told(before, after), [""; 0], "{before} {after}");
        }
    }
}

/// A union is one also if no choice says so.
#[test]
fn a_union_of_kinds_keeps_its_name_when_something_refers_to_it() {
    let kinds = json!({ "type": ["string", "object"], "properties": { "a": { "type": "string" } } });
    let of = |q: Value| {
        let components = [
            ("W", holds("k", reference("K"))),
            ("K", kinds.clone()),
            ("A", object(&["a", "b"])),
        ];
        let mut out = document(&components);
        out["components"]["schemas"]["W"]["properties"]["q"] = q;
        out
    };
    let first = run(&of(object(&["x", "y"])), Lock::default());
    let after = run(&of(reference("K")), first.kept());
    assert!(after.names().contains(&"KeptK"), "{:?}", after.names());
}

#[test]
fn what_the_author_calls_so_is_in_no_doubt() {
    let of = |key: &str| {
        let mut schema = object(&[key]);
        schema["x-client-name"] = json!("Chosen");
        w(schema)
    };
    assert_eq!(told(&of("a"), &of("b")), [""; 0]);
}
