//! Variants stay with the branches that they stand for, whatever tells these from their siblings.

use oasmith::config::Lock;
use oasmith::plan::{Definition, Model};
use serde_json::{Value, json};

use super::things::{Run, run};

/// A document whose operation reads `W`.
fn document(branches: &[Value], components: &[(&str, Value)]) -> Value {
    let content = json!({ "application/json": { "schema": reference("W") } });
    let mut out = json!({
        "openapi": "3.1.0",
        "info": { "title": "Variants", "version": "1" },
        "paths": { "/w": { "get": { "operationId": "read", "responses": { "200": { "description": "Good.", "content": content } } } } },
        "components": { "schemas": { "W": { "oneOf": branches } } },
    });
    for (name, schema) in components {
        out["components"]["schemas"][*name] = schema.clone();
    }
    out
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// An object with these keys, of which the first one must be there.
fn object(keys: &[&str]) -> Value {
    let properties = keys.iter().map(|key| ((*key).to_owned(), json!({ "type": "string" })));
    json!({ "type": "object", "required": [keys[0]], "properties": properties.collect::<serde_json::Map<_, _>>() })
}

/// The lock of a document, with variants that nothing else would be called.
fn kept(before: &Value) -> Lock {
    let text = run(before, Lock::default()).lock.text();
    let is_variant = |line: &str| {
        ["    [\"key ", "    [\"branch ", "    [\"type ", "    [\"tag "]
            .iter()
            .any(|start| line.starts_with(start))
    };
    let each = text
        .lines()
        .map(|line| match line.rsplit_once("\", \"").filter(|_| is_variant(line)) {
            Some((what, name)) => format!("{what}\", \"Kept{name}\n"),
            None => format!("{line}\n"),
        });
    Lock::read(&each.collect::<String>()).expect("a lock")
}

/// The variants of a union.
fn variants(run: &Run, union: &str) -> Vec<String> {
    let model = run.api.models.iter().find(|model| model.name == union);
    let Some(Definition::Union(union)) = model.map(|model| &model.definition) else {
        panic!("{union} is a union");
    };
    union.variants.iter().map(|variant| variant.name.clone()).collect()
}

/// The run after a change, and what it says; another run changes nothing and says the same.
fn after(document: &Value, lock: &Lock) -> (Run, Vec<String>) {
    let now = run(document, lock.clone());
    let again = run(document, now.lock.clone());
    assert_eq!((again.lock.text(), again.doubts()), (now.lock.text(), now.doubts()));
    let doubts = now.doubts().into_iter().map(str::to_owned).collect();
    (now, doubts)
}

#[test]
fn a_variant_that_another_component_with_its_key_takes_over_is_told() {
    let told = |name: &str| {
        format!("something new in `W` takes over the name `{name}`, because what had it is gone or has another name")
    };
    for (a, b, name) in [
        (&["size"][..], &["size"][..], "KeptSize"),
        (&["size", "all"], &["size", "x", "all"], "KeptA"),
    ] {
        let components = [("A", object(a)), ("B", object(b)), ("C", object(&["c", "all"]))];
        let of = |name: &str| document(&[reference(name), reference("C")], &components);
        let lock = kept(&of("A"));
        assert_eq!(after(&of("A"), &lock).1, [""; 0]);
        let (run, doubts) = after(&of("B"), &lock);
        assert_eq!(
            (variants(&run, "W"), doubts),
            (vec![name.to_owned(), "KeptC".to_owned()], vec![told(name)])
        );
    }
}

#[test]
fn a_variant_that_another_component_with_its_tag_takes_over_is_told() {
    let tagged = |key: &str, tag: &str| {
        let mut out = object(&["kind", key]);
        out["properties"]["kind"] = json!({ "const": tag });
        out
    };
    let components = [
        ("A", tagged("a", "one")),
        ("B", tagged("b", "two")),
        ("C", tagged("c", "one")),
    ];
    let of = |name: &str| document(&[reference(name), reference("B")], &components);
    let (run, doubts) = after(&of("C"), &kept(&of("A")));
    let told = "something new in `W` takes over the name `KeptOne`, because what had it is gone or has another name";
    assert_eq!(
        (variants(&run, "W"), doubts),
        (vec!["KeptOne".to_owned(), "KeptTwo".to_owned()], vec![told.to_owned()])
    );
}

#[test]
fn a_variant_stays_when_another_branch_gets_its_only_key() {
    let (a, b, more) = (object(&["a"]), object(&["b"]), object(&["c", "a"]));
    let component = [("A", a.clone())];
    for (branch, components) in [(a, &[][..]), (reference("A"), &component)] {
        let lock = kept(&document(&[branch.clone(), b.clone()], components));
        let all = [
            vec![branch.clone(), b.clone(), more.clone()],
            vec![more.clone(), branch.clone(), b.clone()],
        ];
        for branches in all {
            let (added, doubts) = after(&document(&branches, components), &lock);
            let names = variants(&added, "W");
            assert!(
                names.contains(&"KeptA".to_owned()) && names.contains(&"KeptB".to_owned()),
                "{names:?}"
            );
            assert_eq!(doubts, [""; 0]);
            // And when that one is gone again.
            let (last, doubts) = after(&document(&[b.clone(), branch.clone()], components), &added.lock);
            assert_eq!(
                (variants(&last, "W"), doubts),
                (vec!["KeptB".to_owned(), "KeptA".to_owned()], vec![])
            );
        }
    }
}

#[test]
fn variants_that_go_to_the_union_of_the_objects_keep_their_names_and_are_told() {
    let (a, b) = (object(&["a"]), object(&["b", "all"]));
    let lock = kept(&document(&[a.clone(), b.clone()], &[]));
    let list = json!({ "type": "array", "items": { "type": "string" } });
    let now = document(&[list, b, a], &[]);
    let added = run(&now, lock);
    let mut names = variants(&added, "WObject");
    names.sort_unstable();
    assert_eq!(names, ["KeptA", "KeptB"]);
    assert_eq!(
        added.doubts(),
        ["`WObject` has what `W` consisted of, because `W` also has values that are not objects now"]
    );
    // That is certain, so it is told once.
    let again = run(&now, added.lock.clone());
    assert_eq!((again.lock.text(), again.doubts()), (added.lock.text(), vec![]));
}

#[test]
fn the_record_of_an_any_of_that_becomes_the_object_of_a_union_is_told() {
    let any_of = |branches: Vec<Value>| {
        let mut out = document(&[], &[]);
        out["components"]["schemas"]["W"] = json!({ "anyOf": branches });
        out
    };
    let objects = || {
        let mut all = vec![object(&["a", "s"]), object(&["b", "s"])];
        all.iter_mut()
            .for_each(|one| drop(one.as_object_mut().and_then(|one| one.remove("required"))));
        all
    };
    let first = run(&any_of(objects()), Lock::default());
    let is_record = |model: &Model| model.name == "W" && matches!(model.definition, Definition::Record(_));
    assert!(first.api.models.iter().any(is_record));
    let mut more = objects();
    more.push(json!({ "type": "string" }));
    let now = run(&any_of(more), first.lock);
    assert_eq!(
        now.doubts(),
        ["`WObject` has what `W` consisted of, because `W` also has values that are not objects now"]
    );
    // It may be one record again.
    let again = run(&any_of(objects()), now.lock);
    assert!(again.api.models.iter().any(is_record));
}

#[test]
fn a_branch_that_gets_a_second_key_keeps_its_variant() {
    let (a, b, more) = (object(&["a"]), object(&["b"]), object(&["a", "more"]));
    let component = [("A", a.clone())];
    let lock = kept(&document(&[a, b.clone()], &[]));
    for (branches, components) in [
        ([more.clone(), b.clone()], &[][..]),
        ([b.clone(), more], &[]),
        ([b, reference("A")], &component),
    ] {
        let (run, doubts) = after(&document(&branches, components), &lock);
        let mut names = variants(&run, "W");
        names.sort_unstable();
        assert_eq!((names, doubts), (vec!["KeptA".to_owned(), "KeptB".to_owned()], vec![]));
    }
}

#[test]
fn a_path_whose_parameter_is_renamed_keeps_its_variants() {
    let of = |parameter: &str, branches: &[Value]| {
        let mut out = document(&[], &[]);
        let content = json!({ "application/json": { "schema": { "oneOf": branches } } });
        let path = json!({ "in": "path", "name": parameter, "required": true, "schema": { "type": "string" } });
        let responses = json!({ "200": { "description": "Good.", "content": content } });
        out["paths"] = json!({ format!("/w/{{{parameter}}}"): { "get": { "operationId": "read", "parameters": [path], "responses": responses } } });
        out["components"] = json!({});
        out
    };
    let (a, b, more) = (object(&["a"]), object(&["b"]), object(&["a", "c"]));
    let lock = kept(&of("id", &[a.clone(), b.clone()]));
    let (run, doubts) = after(&of("key", &[more, b, a]), &lock);
    let names = variants(&run, "ReadResponse");
    assert!(
        names.contains(&"KeptA".to_owned()) && names.contains(&"KeptB".to_owned()),
        "{names:?}"
    );
    assert_eq!(doubts, [""; 0]);
}

#[test]
fn a_branch_that_loses_most_of_its_keys_keeps_its_variant_with_a_doubt() {
    let (a, b) = (object(&["x", "y", "a"]), object(&["b", "both"]));
    let lock = kept(&document(&[a, b.clone()], &[]));
    // It is told by its only key now, so it is no type any more.
    let (run, doubts) = after(&document(&[object(&["a"]), b], &[]), &lock);
    let told = "something new in `W` takes over the name `KeptX`, because what had it is gone or has another name";
    assert_eq!(
        (variants(&run, "W"), doubts),
        (vec!["KeptX".to_owned(), "KeptB".to_owned()], vec![told.to_owned()])
    );
}

#[test]
fn the_items_of_a_list_keep_their_name_when_the_choice_gets_a_branch_of_another_kind() {
    let list = |key: &str| json!({ "type": "array", "items": object(&[key]) });
    let (lists, text) = ([list("a"), list("b")], json!({ "type": "string" }));
    let alone = document(&lists, &[]);
    let beside = document(&[&lists[..], &[text]].concat(), &[]);
    let first = run(&alone, Lock::default());
    let (grown, doubts) = after(&beside, &first.lock);
    assert_eq!(doubts, [""; 0]);
    assert_eq!(variants(&grown, "WItem"), variants(&first, "WItem"));
    let (again, doubts) = after(&alone, &grown.lock);
    assert_eq!(doubts, [""; 0]);
    assert_eq!(variants(&again, "WItem"), variants(&first, "WItem"));
}
