//! A name goes to something else only with a message.

use oasmith::config::Lock;
use oasmith::plan::Api;
use serde_json::{Value, json};

use super::faults::owner;
use super::things::{Run, run};

/// A document whose operation reads `W`.
fn document(schema: &Value) -> Value {
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/W" } } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Silence", "version": "1" },
        "paths": { "/w": { "get": { "operationId": "read", "responses": { "200": { "description": "Good.", "content": content } } } } },
        "components": { "schemas": { "W": schema } },
    })
}

/// An object with these keys.
fn object(keys: &[&str]) -> Value {
    let properties = keys.iter().map(|key| ((*key).to_owned(), json!({ "type": "string" })));
    json!({ "type": "object", "properties": properties.collect::<serde_json::Map<_, _>>() })
}

fn choice(branches: &[&[&str]]) -> Value {
    json!({ "oneOf": branches.iter().map(|keys| object(keys)).collect::<Vec<_>>() })
}

fn kept(before: &Value) -> Lock {
    run(before, Lock::default()).kept()
}

/// What a run says, and what the next one says.
fn told(after: &Run, document: &Value) -> Vec<String> {
    let again = run(document, after.lock.clone());
    assert_eq!(again.doubts(), after.doubts(), "a doubt stays");
    assert_eq!(again.lock.text(), after.lock.text());
    after.doubts().into_iter().map(str::to_owned).collect()
}

#[test]
fn a_choice_that_becomes_one_of_its_branches_gets_the_name_of_that_one() {
    for branches in [["d", "c"], ["c", "d"]] {
        let [one, other] = branches.map(|key| [key, "all"]);
        let before = document(&choice(&[&one, &other]));
        let lock = kept(&before);
        for (key, name) in [("c", "KeptWc"), ("d", "KeptWd")] {
            let after = run(&document(&object(&[key, "all"])), lock.clone());
            assert_eq!(
                (owner(&after.api, key), after.doubts()),
                (name, vec![]),
                "{}",
                lock.text()
            );
        }
        // What has become of which branch nobody knows.
        let other = document(&object(&["e", "all"]));
        let after = run(&other, lock.clone());
        let is_kept = owner(&after.api, "e").starts_with("Kept");
        assert!(!is_kept || !told(&after, &other).is_empty(), "{:?}", after.names());
    }
}

#[test]
fn branches_that_share_only_what_all_have_take_no_name_in_silence() {
    for after in [
        &[&["c", "all"][..], &["d", "all"]][..],
        &[&["c", "all"], &["b", "all"]],
        &[&["c", "all"], &["d", "all"], &["e", "all"]],
    ] {
        let lock = kept(&document(&choice(&[&["a", "all"], &["b", "all"]])));
        let after = document(&choice(after));
        let run = run(&after, lock);
        for key in ["c", "d"] {
            let names = format!("{:?}", run.api.models);
            if names.contains(&format!("\"{key}\"")) && owner(&run.api, key).starts_with("KeptW") {
                let name = owner(&run.api, key);
                let doubts = told(&run, &after);
                assert!(
                    doubts.iter().any(|doubt| doubt.contains(&format!("`{name}`"))),
                    "{name}: {doubts:?}"
                );
            }
        }
    }
}

/// The methods of a client, each with what it sends.
fn methods(api: &Api) -> Vec<String> {
    let all = api.groups.iter().flat_map(|group| &group.operations);
    let body = |one: &oasmith::plan::Operation| one.body.as_ref().map(|body| format!("{:?}", body.encoding));
    all.map(|one| format!("{} {:?} {:?}", one.name, body(one), one.output))
        .collect()
}

#[test]
fn a_form_that_is_left_keeps_its_own_method() {
    let text = json!({ "schema": { "type": "string" } });
    let record = |key: &str| json!({ "schema": object(&[key]) });
    let sends = |content: &Value| {
        json!({ "post": { "operationId": "import", "requestBody": { "content": content },
            "responses": { "204": { "description": "Done." } } } })
    };
    let reads = |content: &Value| {
        json!({ "get": { "operationId": "read",
            "responses": { "200": { "description": "Good.", "content": content } } } })
    };
    let of = |item: Value| {
        let mut out = document(&object(&["a"]));
        out["paths"] = json!({ "/r": item });
        out
    };
    let forms = json!({ "application/json": record("j"), "multipart/form-data": record("f") });
    let replies = json!({ "application/json": record("j"), "text/csv": text });
    for (before, form, item) in [
        (forms, "multipart/form-data", &sends as &dyn Fn(&Value) -> Value),
        (replies, "text/csv", &reads),
    ] {
        let first = run(&of(item(&before)), Lock::default());
        let left = of(item(&json!({ form: before[form] })));
        let second = run(&left, first.lock.clone());
        let (two, one) = (methods(&first.api), methods(&second.api));
        assert_eq!(one.len(), 1);
        assert!(two.contains(&one[0]), "{two:?} {one:?}\n{}", second.lock.text());
        // Also in the runs after it, and when the other form comes back.
        let third = run(&left, second.lock.clone());
        assert_eq!((methods(&third.api), third.lock.text()), (one, second.lock.text()));
        let back = run(&of(item(&before)), second.lock.clone());
        assert_eq!(methods(&back.api), two, "{}", second.lock.text());
    }
}

/// Operations of a group, each with its error body for 400.
fn refused(bodies: &[(&str, &str)]) -> Value {
    let mut out = document(&object(&["a"]));
    out["paths"] = json!({});
    for (path, body) in bodies {
        let content = json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{body}") } } });
        let responses =
            json!({ "204": { "description": "Done." }, "400": { "description": "No.", "content": content } });
        out["paths"][*path] = json!({ "get": { "tags": ["tasks"], "responses": responses } });
        out["components"]["schemas"][*body] = object(&[body]);
    }
    out
}

/// The enum that operations share.
fn shared(api: &Api) -> Vec<(&str, usize)> {
    let all = api.failures.iter();
    let all = all.map(|failure| (failure.name.as_str(), failure.of.len() + failure.aliases.len()));
    all.filter(|(_, count)| *count > 1).collect()
}

#[test]
fn a_shared_error_type_that_other_operations_take_over_is_told() {
    let before = run(&refused(&[("/a", "X"), ("/b", "X")]), Lock::default());
    assert_eq!(shared(&before.api), [("TasksError", 2)]);
    let after = refused(&[("/c", "Y"), ("/d", "Y")]);
    let run = run(&after, before.lock);
    assert_eq!(shared(&run.api), [("TasksError", 2)]);
    let doubts = told(&run, &after);
    assert!(doubts.iter().any(|doubt| doubt.contains("`TasksError`")), "{doubts:?}");
}

#[test]
fn an_operation_id_that_is_missing_for_one_run_is_not_forgotten() {
    let mut document = document(&object(&["a"]));
    let lock = run(&document, Lock::default()).lock;
    let mut id = |id: Option<&str>, lock: &Lock| {
        let operation = document["paths"]["/w"]["get"].as_object_mut().expect("an operation");
        operation.remove("operationId");
        operation.extend(id.map(|id| ("operationId".to_owned(), json!(id))));
        run(&document, lock.clone())
    };
    let without = id(None, &lock);
    assert_eq!(without.doubts(), [""; 0]);
    assert_eq!(id(Some("read"), &without.lock).doubts(), [""; 0]);
    assert_eq!(id(Some("other"), &without.lock).doubts().len(), 1);
}

#[test]
fn a_type_that_nothing_needs_any_more_is_told() {
    let mut document = document(&object(&["a"]));
    let first = run(&document, Lock::default());
    document["paths"]["/w"]["get"]["responses"]["200"]["content"]["application/json"]["schema"] = object(&["b"]);
    let second = run(&document, first.lock);
    assert_eq!(second.renewal.idle, ["W"]);
    // The name waits for it.
    assert!(second.lock.text().contains("\"W\""));
    assert_eq!(run(&document, second.lock).renewal.idle, [""; 0]);
}

#[test]
fn a_name_that_waits_does_not_go_to_what_its_type_becomes_a_part_of() {
    let of = |reads: &str, part: Value| {
        let mut out = document(&json!({ "type": "object", "properties": { "p": part } }));
        out["components"]["schemas"]["A"] = object(&["a", "b"]);
        let content = json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{reads}") } } });
        out["paths"]["/a"] = json!({ "get": { "operationId": "other", "responses": { "200": { "description": "Good.", "content": content } } } });
        out
    };
    let text = json!({ "type": "string" });
    let needed = run(&of("A", text.clone()), Lock::default());
    let waits = run(&of("W", text), needed.lock);
    assert_eq!(waits.renewal.idle, ["A"]);
    let with = |schema: Value| json!({ "type": "object", "properties": { "q": schema } });
    let both = json!({ "allOf": [with(json!({ "$ref": "#/components/schemas/A" })), with(object(&["c"]))] });
    let part = of("W", both.clone());
    let after = run(&part, waits.lock);
    assert_ne!(owner(&after.api, "c"), "A", "{}", after.lock.text());
    assert_eq!(told(&after, &part), [""; 0]);
    let again = run(&of("A", both), after.lock);
    assert!(again.names().contains(&"A"), "{:?}", again.names());
}

#[test]
fn a_second_object_takes_the_name_of_the_only_one_with_a_message() {
    let text = json!({ "type": "string" });
    let [a, b] = ["a", "b"].map(|key| object(&[key]));
    let property = |schema: Value| document(&json!({ "type": "object", "properties": { "p": schema } }));
    let component = |schema: Value| document(&schema);
    for of in [&component as &dyn Fn(Value) -> Value, &property] {
        for (before, after, name) in [
            (json!([text, a]), json!([text, a, b]), "Object"),
            (json!([a]), json!([a, b]), ""),
        ] {
            let first = run(&of(json!({ "oneOf": before })), Lock::default());
            let record = owner(&first.api, "a").to_owned();
            assert!(record.ends_with(name), "{record}");
            let union = of(json!({ "oneOf": after }));
            let second = run(&union, first.lock);
            assert!(second.names().contains(&record.as_str()), "{:?}", second.names());
            let doubts = told(&second, &union);
            assert_eq!(doubts.len(), 1, "{doubts:?}");
            assert!(doubts[0].contains(&format!("`{record}`")), "{doubts:?}");
        }
    }
}

/// The variants of the choice, with what tells each apart.
fn variants(after: &Run) -> Vec<(String, String)> {
    let unions = after.api.models.iter().filter_map(|model| match &model.definition {
        oasmith::plan::Definition::Union(union) => Some(&union.variants),
        _ => None,
    });
    let each = unions.flatten();
    each.map(|variant| (variant.name.clone(), format!("{:?}", variant.criterion)))
        .collect()
}

/// What stands at a key is not the branch, so another key, or the value alone, is another branch.
#[test]
fn a_variant_does_not_go_to_another_key_or_to_a_bare_value() {
    let holds =
        |key: &str, kind: &str| json!({ "type": "object", "required": [key], "properties": { key: { "type": kind } } });
    let before = document(&json!({ "oneOf": [holds("size", "integer"), holds("color", "string")] }));
    let lock = kept(&before);
    for after in [
        json!({ "oneOf": [holds("weight", "integer"), holds("color", "string")] }),
        json!({ "oneOf": [holds("size", "integer"), holds("color", "string"), { "type": "string" }] }),
        json!({ "oneOf": [{ "type": "integer" }, holds("color", "string")] }),
    ] {
        let after = run(&document(&after), lock.clone());
        for (name, criterion) in variants(&after) {
            let key = name.to_lowercase();
            let is_key = ["size", "color", "weight"].contains(&key.as_str());
            // An object among values of other kinds is told by its kind.
            let is_it = [format!("\"{key}\""), "Object".to_owned()]
                .iter()
                .any(|word| criterion.contains(word));
            assert!(!is_key || is_it, "{name}: {criterion}");
        }
    }
}

/// That it is an object does not prove that it is the same one.
#[test]
fn the_only_object_of_a_union_that_becomes_another_one_is_told() {
    let (text, list) = (
        json!({ "type": "string" }),
        json!({ "type": "array", "items": { "type": "string" } }),
    );
    for others in [vec![], vec![&text], vec![&list, &text]] {
        let of = |key: &str| {
            let own = object(&[key]);
            let branches: Vec<&Value> = others.iter().copied().chain([&own]).collect();
            document(&json!({ "oneOf": branches }))
        };
        let after = run(&of("b"), kept(&of("a")));
        let name = owner(&after.api, "b").to_owned();
        let doubts = told(&after, &of("b"));
        assert!(
            !name.starts_with("Kept") || doubts.iter().any(|doubt| doubt.contains(&format!("`{name}`"))),
            "{name}: {doubts:?}"
        );
    }
}
