//! Things that are written elsewhere: in a component of a nested choice, with the operations in place of their path, in a base, next to `null`.

use oasmith::config::Lock;
use serde_json::{Value, json};

use super::faults::owner;
use super::things::{Run, run};

/// A document whose operation reads `W`.
fn document(schema: &Value, components: &[(&str, Value)]) -> Value {
    let content = json!({ "application/json": { "schema": reference("W") } });
    let mut out = json!({
        "openapi": "3.1.0",
        "info": { "title": "Moves", "version": "1" },
        "paths": { "/w": { "get": { "operationId": "read", "responses": { "200": { "description": "Good.", "content": content } } } } },
        "components": { "schemas": { "W": schema } },
    });
    for (name, schema) in components {
        out["components"]["schemas"][*name] = schema.clone();
    }
    out
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn object(keys: &[&str]) -> Value {
    let properties = keys.iter().map(|key| ((*key).to_owned(), json!({ "type": "string" })));
    json!({ "type": "object", "properties": properties.collect::<serde_json::Map<_, _>>() })
}

/// The run after a change; another run changes nothing and says the same.
fn after(before: &Value, then: &Value) -> Run {
    let now = run(then, run(before, Lock::default()).kept());
    let again = run(then, now.lock.clone());
    assert_eq!((again.lock.text(), again.doubts()), (now.lock.text(), now.doubts()));
    now
}

#[test]
fn branches_of_a_nested_choice_that_become_components_keep_their_names() {
    let (a, b, c) = (object(&["a", "all"]), object(&["b", "all"]), object(&["c", "all"]));
    let list = |items: &Value| json!({ "type": "array", "items": items });
    let choice = |branches: &[&Value]| json!({ "oneOf": branches });
    let (ra, rb) = (reference("A"), reference("B"));
    let components = [("A", a.clone()), ("B", b.clone())];
    let nested = choice(&[&choice(&[&a, &b]), &c]);
    // What was in a list is behind a reference now.
    let referred = [
        "this takes over the name `KeptWList2Item`, because the schema that had it is a `$ref` to this now (another type likewise)",
    ];
    for (before, now, told) in [
        (&nested, choice(&[&choice(&[&ra, &rb]), &c]), &[][..]),
        (&nested, choice(&[&c, &choice(&[&rb, &ra])]), &[]),
        (
            &choice(&[&list(&a), &list(&b)]),
            choice(&[&list(&rb), &list(&ra)]),
            &referred,
        ),
    ] {
        let run = after(&document(before, &[]), &document(&now, &components));
        for key in ["a", "b"] {
            let name = owner(&run.api, key);
            assert!(name.starts_with("KeptW"), "{key}: {name} {}", run.lock.text());
        }
        assert_eq!(run.doubts(), told);
    }
}

#[test]
fn a_branch_that_may_be_null_keeps_its_name() {
    let (a, b) = (object(&["a", "all"]), object(&["b", "all"]));
    let nullable = json!({ "anyOf": [a, { "type": "null" }] });
    let of = |branch: &Value| document(&json!({ "oneOf": [branch, b] }), &[]);
    for (before, now) in [(&a, &nullable), (&nullable, &a)] {
        let run = after(&of(before), &of(now));
        assert!(owner(&run.api, "a").starts_with("KeptW"), "{:?}", run.names());
        assert_eq!(run.doubts(), [""; 0]);
    }
}

#[test]
fn a_parameter_keeps_its_type_when_it_moves_between_a_path_and_its_operations() {
    let sort = json!({ "in": "query", "name": "sort", "schema": { "type": "string", "enum": ["up", "down"] } });
    let page = json!({ "in": "query", "name": "page", "schema": { "type": "string", "enum": ["one", "all"] } });
    let of = |shared: &[&Value], methods: &[&str], own: &[&Value]| {
        let mut out = document(&object(&["a"]), &[]);
        out["paths"]["/w"] = json!({ "parameters": shared });
        for method in methods {
            let responses = json!({ "204": { "description": "Done." } });
            out["paths"]["/w"][*method] = json!({ "operationId": method, "parameters": own, "responses": responses });
        }
        out
    };
    let kept = |run: &Run| run.names().into_iter().filter(|name| name.starts_with("Kept")).count();
    for (shared, own) in [
        (vec![&sort, &page], vec![]),
        (vec![&page], vec![&sort]),
        (vec![], vec![&page, &sort]),
    ] {
        for (left, moved) in [
            (vec![&sort, &page], vec![]),
            (vec![&sort], vec![&page]),
            (vec![], vec![&sort, &page]),
        ] {
            let run = after(&of(&shared, &["get"], &own), &of(&left, &["get"], &moved));
            assert_eq!((kept(&run), run.doubts()), (2, vec![]), "{}", run.lock.text());
        }
    }
    // One of several operations has the type.
    let run = after(&of(&[&sort], &["get", "put"], &[]), &of(&[], &["get", "put"], &[&sort]));
    let told = "this takes over the name `KeptWSort`, because the parameter of the path that had it is one of each of its operations now";
    assert_eq!((kept(&run), run.doubts()), (1, vec![told]));
}

#[test]
fn a_record_that_gets_a_base_keeps_the_names_within_it() {
    let part = |keys: &[&str]| {
        let properties = keys
            .iter()
            .map(|key| ((*key).to_owned(), object(&[&format!("of_{key}")])));
        json!({ "type": "object", "properties": properties.collect::<serde_json::Map<_, _>>() })
    };
    let (whole, own, base) = (part(&["sub", "common"]), part(&["sub"]), part(&["common"]));
    let mut beside = own.clone();
    beside["allOf"] = json!([reference("Base")]);
    let further = [
        ("Base", json!({ "allOf": [reference("Root"), object(&["x"])] })),
        ("Root", base.clone()),
    ];
    for (now, components) in [
        (
            json!({ "allOf": [reference("Base"), own] }),
            &[("Base", base.clone())][..],
        ),
        (json!({ "allOf": [own, reference("Base")] }), &[("Base", base.clone())]),
        (beside, &[("Base", base)]),
        (json!({ "allOf": [reference("Base"), own] }), &further),
    ] {
        let run = after(&document(&whole, &[]), &document(&now, components));
        assert_eq!(
            (owner(&run.api, "of_sub"), owner(&run.api, "of_common")),
            ("KeptWSub", "KeptWCommon")
        );
        let told = "this takes over the name `KeptWCommon`, because the schema that had it is a `$ref` to this now";
        assert_eq!(run.doubts(), [told]);
    }
    // Members that stand there themselves, and back.
    let members = json!({ "allOf": [part(&["common"]), own] });
    for (before, now) in [(&whole, &members), (&members, &whole)] {
        let run = after(&document(before, &[]), &document(now, &[]));
        assert_eq!(
            (owner(&run.api, "of_sub"), owner(&run.api, "of_common")),
            ("KeptWSub", "KeptWCommon")
        );
        assert_eq!(run.doubts(), [""; 0]);
    }
}

/// A document whose paths begin with this.
fn with_paths(prefix: &str, paths: &[&str]) -> Value {
    let mut out = document(&object(&["a"]), &[]);
    let item = |path: &str| {
        let content = json!({ "application/json": { "schema": object(&[&format!("of_{path}")]) } });
        let refused = json!({ "description": "No.", "content": content });
        json!({ "get": { "responses": { "200": { "description": "Good.", "content": content }, "404": refused } } })
    };
    let all = paths.iter().map(|path| (format!("{prefix}/{path}"), item(path)));
    out["paths"] = Value::Object(all.collect());
    out
}

#[test]
fn paths_that_all_begin_with_other_words_keep_all_names_with_one_message() {
    for (from, to) in [("/v1", "/v2"), ("", "/api/v1"), ("/api/v1", "")] {
        let lock = run(&with_paths(from, &["a", "b"]), Lock::default()).kept();
        let now = with_paths(to, &["a", "b", "c"]);
        let after = run(&now, lock.clone());
        let kept: Vec<&str> = after
            .names()
            .into_iter()
            .filter(|name| name.starts_with("Kept"))
            .collect();
        assert_eq!(kept.len(), 4, "{:?}", after.names());
        let word = |prefix: &str| {
            if prefix.is_empty() {
                "/".to_owned()
            } else {
                prefix.to_owned()
            }
        };
        let told = format!(
            "2 paths begin with `{}` where those in names.lock begin with `{}`, and keep their names",
            word(to),
            word(from)
        );
        assert_eq!(after.doubts(), [told]);
        let again = run(&now, after.lock.clone());
        assert_eq!((again.lock.text(), again.doubts()), (after.lock.text(), vec![]));
        // A path that is left as it was shows that the others are new.
        let mut both = now;
        both["paths"][format!("{from}/a")] = both["paths"][format!("{to}/a")].clone();
        let new = run(&both, lock);
        let names = new.names();
        assert_eq!(
            names.iter().filter(|name| name.starts_with("Kept")).count(),
            2,
            "{names:?}"
        );
    }
}

#[test]
fn a_branch_that_becomes_a_component_while_no_operation_needs_it_keeps_its_name() {
    let (a, b) = (object(&["a", "all"]), object(&["b", "all"]));
    let of = |branch: &Value, is_needed: bool, more: &[(&str, Value)]| {
        // Properties next to the choice make the types of its branches.
        let schema = json!({ "oneOf": [branch, b], "properties": { "both": { "type": "string" } } });
        let mut out = document(&schema, more);
        if !is_needed {
            let content = &mut out["paths"]["/w"]["get"]["responses"]["200"]["content"];
            content["application/json"]["schema"] = json!({ "type": "integer" });
        }
        out
    };
    let lock = run(&of(&a, true, &[]), Lock::default()).kept();
    let (reference, component) = (reference("A"), [("A", a.clone())]);
    let idle = run(&of(&a, false, &[]), lock);
    let moved = run(&of(&reference, false, &component), idle.lock);
    let known = run(&of(&reference, false, &component), moved.lock);
    let last = run(&of(&reference, true, &component), known.lock);
    assert!(owner(&last.api, "a").starts_with("Kept"), "{:?}", last.names());
    assert_eq!(last.doubts(), [""; 0]);
}
