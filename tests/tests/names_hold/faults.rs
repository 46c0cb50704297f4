//! Faults that were found, each by itself.

use oasmith::config::{Lock, LockForm};
use oasmith::plan::{Api, Definition};
use serde_json::{Value, json};

use super::things::{Run, run};

/// Two operations of one group, with the statuses for which they declare the body `Problem`.
pub(super) fn document(list: &[&str], create: &[&str]) -> Value {
    let refused = json!({ "description": "No.", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } } });
    let operation = |statuses: &[&str]| {
        let mut responses = json!({ "204": { "description": "Done." } });
        for status in statuses {
            responses[*status] = refused.clone();
        }
        json!({ "tags": ["tasks"], "responses": responses })
    };
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Errors", "version": "1" },
        "paths": { "/tasks": { "get": operation(list), "post": operation(create) } },
        "components": { "schemas": { "Problem": { "type": "object", "properties": { "message": { "type": "string" } } } } },
    })
}

/// The error types of a client with their variants, and their aliases.
fn errors(api: &Api) -> Vec<String> {
    let mut out = Vec::new();
    for failure in &api.failures {
        let variants: Vec<&str> = failure.variants.iter().map(|variant| variant.name.as_str()).collect();
        out.push(format!("{}: {}", failure.name, variants.join(" ")));
        out.extend(
            failure
                .aliases
                .iter()
                .map(|alias| format!("{} = {}", alias.name, failure.name)),
        );
    }
    out
}

/// Whether the types of a run with a lock have these names, in order.
fn assert_types(after: &Run, names: &[String], lock: &Lock) {
    let now: Vec<&String> = after.api.models.iter().map(|model| &model.name).collect();
    assert_eq!(
        now,
        names.iter().collect::<Vec<_>>(),
        "{}\n{}",
        lock.text(),
        after.lock.text()
    );
}

#[test]
fn a_status_that_is_added_renames_no_error_type() {
    let alone = [document(&["400"], &["409"]), document(&["400", "404"], &["409"])];
    let [before, after] = alone.map(|document| errors(&run(&document, Lock::default()).api));
    assert_eq!(before, ["TasksCreateError: Conflict", "TasksListError: BadRequest"]);
    assert_eq!(
        after,
        ["TasksCreateError: Conflict", "TasksListError: BadRequest NotFound"]
    );
}

#[test]
fn a_locked_type_is_shared_although_an_operation_declares_more() {
    let before = run(&document(&["400"], &["400"]), Lock::default());
    let aliases = ["TasksCreateError = TasksError", "TasksListError = TasksError"];
    assert_eq!(errors(&before.api), ["TasksError: BadRequest", aliases[0], aliases[1]]);
    let more = document(&["400", "404"], &["400"]);
    let after = run(&more, before.lock);
    assert_eq!(
        errors(&after.api),
        ["TasksError: BadRequest NotFound", aliases[0], aliases[1]]
    );
    let free = run(&more, Lock::default());
    assert_eq!(
        errors(&free.api),
        ["TasksCreateError: BadRequest", "TasksListError: BadRequest NotFound"]
    );
}

#[test]
fn a_variant_keeps_its_locked_name() {
    let before = run(&document(&["400"], &["409"]), Lock::default());
    let lock = before.lock.text().replace("\"BadRequest\"", "\"Invalid\"");
    let lock = Lock::read(&lock).expect("a lock");
    let after = run(&document(&["404", "400"], &["409"]), lock);
    assert_eq!(
        errors(&after.api),
        ["TasksCreateError: Conflict", "TasksListError: Invalid NotFound"]
    );
}

/// Two operations of one group whose error bodies for 400 are these components.
fn refused(list: &str, create: &str) -> Value {
    let mut out = document(&["400"], &["400"]);
    let keys = [("A", "a"), ("B", "b"), ("Z", "z")];
    for (name, key) in keys {
        out["components"]["schemas"][name] = json!({ "type": "object", "properties": { key: { "type": "string" } } });
    }
    for (method, body) in [("get", list), ("post", create)] {
        let content = &mut out["paths"]["/tasks"][method]["responses"]["400"]["content"];
        content["application/json"]["schema"]["$ref"] = json!(format!("#/components/schemas/{body}"));
    }
    out
}

/// The variants of the enum, each with its body.
fn bodies(api: &Api) -> Vec<String> {
    let [failure] = api.failures.as_slice() else {
        panic!("one enum: {:?}", errors(api));
    };
    let body = |ty: &oasmith::plan::Type| api.models[ty.model().expect("a model")].name.clone();
    let each = failure.variants.iter();
    each.map(|variant| format!("{}({})", variant.name, body(&variant.ty)))
        .collect()
}

#[test]
fn a_variant_that_operations_share_keeps_its_body() {
    let lock = run(&refused("B", "B"), Lock::default()).lock;
    for (list, create, new) in [("A", "B", "A"), ("B", "A", "A"), ("B", "Z", "Z"), ("Z", "B", "Z")] {
        let after = run(&refused(list, create), lock.clone());
        let mut expected = vec!["BadRequest(B)".to_owned(), format!("BadRequest{new}({new})")];
        expected.sort_by_key(|text| text.rsplit('(').next().map(str::to_owned));
        assert_eq!(bodies(&after.api), expected, "{}", lock.text());
        let again = run(&refused(list, create), after.lock);
        assert_eq!(bodies(&again.api), expected);
    }
    // A body that is exchanged for that of the other operation takes no name along.
    let apart = run(&refused("A", "B"), lock.clone()).lock;
    assert_eq!(bodies(&run(&refused("B", "B"), apart).api), ["BadRequest(B)"]);
    // Nor does a body that is exchanged while no other operation still has it.
    let exchanged = run(&refused("B", "A"), run(&refused("A", "B"), lock.clone()).lock);
    assert_eq!(bodies(&exchanged.api), ["BadRequestA(A)", "BadRequest(B)"]);
    let both = run(&refused("Z", "Z"), lock.clone());
    assert_eq!(bodies(&both.api), ["BadRequest(Z)"]);
    // Both bodies are new, so nobody knows.
    let neither = run(&refused("A", "Z"), lock);
    let again = run(&refused("A", "Z"), neither.lock.clone());
    assert_eq!(
        (again.doubts(), again.lock.text()),
        (neither.doubts(), neither.lock.text())
    );
    let doubt =
        "`TasksError::BadRequest` in names.lock probably names this, but operations declare different bodies for it";
    assert!(
        neither.said.iter().any(|item| item.message == doubt),
        "{:?}",
        neither.said
    );
}

/// A document whose operation reads a choice between objects with these keys, next to `all` if there is a base.
fn choice(keys: &[&str], has_base: bool) -> Value {
    let branch = |key: &&str| json!({ "type": "object", "properties": { *key: { "type": "string" }, "both": { "type": "string" } } });
    let mut schema = json!({ "oneOf": keys.iter().map(branch).collect::<Vec<_>>() });
    if has_base {
        schema["properties"] = json!({ "all": { "type": "string" } });
    }
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/W" } } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Branches", "version": "1" },
        "paths": { "/w": { "get": { "responses": { "200": { "description": "Good.", "content": content } } } } },
        "components": { "schemas": { "W": schema } },
    })
}

/// The struct that has a field.
pub(super) fn owner<'a>(api: &'a Api, field: &str) -> &'a str {
    let has = |model: &&oasmith::plan::Model| match &model.definition {
        Definition::Record(record) => record.fields.iter().any(|one| one.wire() == field),
        _ => false,
    };
    &api.models.iter().find(has).expect("a struct with the field").name
}

#[test]
fn a_branch_in_front_of_others_moves_no_name() {
    for has_base in [false, true] {
        let before = run(&choice(&["a", "b"], has_base), Lock::default());
        // Names that are not what the branches would be called anyway.
        let [a, b] = ["a", "b"].map(|key| owner(&before.api, key).to_owned());
        let lock = before.lock.text();
        let lock = lock
            .replace(&format!("{a:?}"), "\"First\"")
            .replace(&format!("{b:?}"), "\"Second\"");
        let lock = Lock::read(&lock).expect("a lock");
        for keys in [["c", "a", "b"].as_slice(), &["b", "a"], &["a", "c", "b"]] {
            let after = run(&choice(keys, has_base), lock.clone());
            let names = ["a", "b"].map(|key| owner(&after.api, key));
            assert_eq!(names, ["First", "Second"], "{keys:?}, {has_base}: {}", lock.text());
        }
    }
}

#[test]
fn a_lock_of_an_earlier_version_is_read_and_rewritten() {
    for (has_base, list) in [(false, "oneOf"), (true, "x-branch")] {
        let at = |index: usize| format!("\"#/components/schemas/W/{list}/{index}\"");
        let old = format!("[types]\n{} = \"First\"\n{} = \"Second\"\n", at(0), at(1));
        let old = Lock::read(&old).expect("a lock");
        assert_eq!(old.form, LockForm::Positions);
        let after = run(&choice(&["a", "b"], has_base), old);
        assert_eq!(["a", "b"].map(|key| owner(&after.api, key)), ["First", "Second"]);
        assert_eq!(after.lock.form, LockForm::Current);
        let text = after.lock.text();
        assert!(!text.contains("/0\"") && !text.contains("x-branch"), "{text}");
        let again = run(&choice(&["c", "b", "a"], has_base), after.lock);
        assert_eq!(["a", "b"].map(|key| owner(&again.api, key)), ["First", "Second"]);
    }
}

/// A document whose operation reads `W`, and another one `V`.
fn parts(w: Value, v: Value) -> Value {
    let content =
        |name: &str| json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{name}") } } });
    let operation =
        |name: &str| json!({ "get": { "responses": { "200": { "description": "Good.", "content": content(name) } } } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Parts", "version": "1" },
        "paths": { "/w": operation("W"), "/v": operation("V") },
        "components": { "schemas": { "W": w, "V": v } },
    })
}

/// The lock of a run with names that nothing would get, and these names.
fn kept(run: &Run) -> (Vec<String>, Lock) {
    let lock = run.kept();
    let mut names: Vec<String> = lock.types.values().map(|name| name.name.clone()).collect();
    names.sort();
    (names, lock)
}

#[test]
fn a_property_that_a_second_member_states_keeps_its_name() {
    let values = json!({ "type": "string", "enum": ["on", "off"] });
    let inner =
        json!({ "type": "object", "properties": { "deep": values, "list": { "type": "array", "items": values } } });
    let member = |properties: Value| json!({ "type": "object", "properties": properties });
    let all = json!({ "status": values, "inner": inner });
    let once = [member(all.clone()), member(json!({ "own": { "type": "string" } }))];
    let twice = [member(all.clone()), member(all.clone())];
    let reference = json!({ "$ref": "#/components/schemas/V" });
    let text = json!({ "type": "object", "properties": { "v": { "type": "string" } } });
    let of = |members: &[Value]| json!({ "allOf": members });
    let table = [
        (parts(of(&once), text.clone()), parts(of(&twice), text.clone())),
        (
            parts(of(&[once[1].clone(), once[0].clone()]), text.clone()),
            parts(of(&twice), text),
        ),
    ];
    for (once, twice) in &table {
        for (before, after) in [(once, twice), (twice, once)] {
            let (names, lock) = kept(&run(before, Lock::default()));
            let after = run(after, lock.clone());
            assert_types(&after, &names, &lock);
        }
    }
    // The type of the property is still that of the other schema.
    let mut alone = parts(of(&[reference.clone(), once[1].clone()]), once[0].clone());
    let (names, lock) = kept(&run(&alone, Lock::default()));
    alone["components"]["schemas"]["W"] = of(&[reference, twice[0].clone()]);
    let after = run(&alone, lock);
    let now: Vec<&str> = after.api.models.iter().map(|model| model.name.as_str()).collect();
    assert!(
        names.iter().all(|name| now.contains(&name.as_str())),
        "{names:?} {now:?}"
    );
}

#[test]
fn a_property_next_to_a_choice_renames_no_branch() {
    for (before, after) in [(false, true), (true, false)] {
        let (names, lock) = kept(&run(&choice(&["a", "b"], before), Lock::default()));
        let after = run(&choice(&["a", "b"], after), lock.clone());
        let now: Vec<&String> = after.api.models.iter().map(|model| &model.name).collect();
        assert_eq!(now, names.iter().collect::<Vec<_>>(), "{}", lock.text());
    }
}

#[test]
fn a_schema_of_one_member_keeps_its_name_when_it_says_more() {
    let member =
        |key: &str| json!({ "type": "object", "properties": { key: { "type": "object", "properties": { "z": {} } } } });
    let one = json!({ "allOf": [member("a")] });
    let mut required = one.clone();
    required["required"] = json!(["a"]);
    let mut properties = one.clone();
    properties["properties"] = json!({ "b": { "type": "string" } });
    let two = json!({ "allOf": [member("a"), member("b")] });
    let front = json!({ "allOf": [member("b"), member("a")] });
    let below = |schema: &Value| json!({ "type": "object", "properties": { "p": schema } });
    for more in [&required, &properties, &two, &front] {
        for (before, after) in [(one.clone(), more.clone()), (below(&one), below(more))] {
            let text = json!({ "type": "string" });
            let (names, lock) = kept(&run(&parts(before, text.clone()), Lock::default()));
            let after = run(&parts(after, text), lock.clone());
            let now: Vec<&String> = after.api.models.iter().map(|model| &model.name).collect();
            assert!(
                names.iter().all(|name| now.contains(&name)),
                "{names:?} {now:?}\n{}\n{}",
                lock.text(),
                after.lock.text()
            );
        }
    }
}

#[test]
fn a_branch_of_texts_that_is_added_or_removed_renames_no_type() {
    let texts = |word: &str| json!({ "type": "string", "enum": [format!("{word}1"), format!("{word}2")] });
    let of = |words: &[&str]| {
        let mut out = choice(&["x"], false);
        let branches = out["components"]["schemas"]["W"]["oneOf"]
            .as_array_mut()
            .expect("branches");
        branches.extend(words.iter().map(|word| texts(word)));
        out
    };
    for (before, after) in [
        (&["a"][..], &["a", "b"][..]),
        (&["a"], &["b", "a"]),
        (&["a", "b"], &["b"]),
        (&["a", "b"], &["a", "b", "c"]),
    ] {
        let (names, lock) = kept(&run(&of(before), Lock::default()));
        let after = run(&of(after), lock.clone());
        assert_types(&after, &names, &lock);
    }
}

#[test]
fn bodies_without_a_type_of_their_own_keep_their_variants() {
    let of = |list: &str, create: &str| {
        let mut out = document(&["400"], &["400"]);
        for (method, kind) in [("get", list), ("post", create)] {
            let schema =
                &mut out["paths"]["/tasks"][method]["responses"]["400"]["content"]["application/json"]["schema"];
            *schema = json!({ "type": "array", "items": { "type": kind } });
        }
        out
    };
    let variants = |api: &Api| -> Vec<String> {
        let all = api.failures.iter().flat_map(|failure| &failure.variants);
        all.map(|variant| format!("{}({:?})", variant.name, variant.ty))
            .collect()
    };
    let apart = run(
        &of("string", "boolean"),
        run(&of("string", "string"), Lock::default()).lock,
    );
    let exchanged = run(&of("boolean", "string"), apart.lock.clone());
    assert_eq!(variants(&exchanged.api), variants(&apart.api), "{}", apart.lock.text());
    assert_eq!(variants(&apart.api).len(), 2);
}
