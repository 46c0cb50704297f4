//! Names stay. A schema or an operation that is added to a document renames nothing else, unless it takes the very name that
//! a type without one of its own had; with a lock, not even then.
//!
//! What is added is made up by a seeded generator: names of its own, names near existing ones, names of existing types,
//! operations with and without ids, ids that exist already. The published documents take part where they are beside the
//! project.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use oasmith::config::{Config, Lock};
use oasmith::diag::{Code, Diagnostics, Place};
use oasmith::load::{Inputs, load};
use oasmith::pointer::Pointer;
use oasmith::select::select;
use oasmith::spec::{Annotations, Operations};
use serde_json::{Value, json};

/// What something is called, by its kind and place: `type #/components/schemas/User` → `User`.
type Names = BTreeMap<String, String>;

/// A document of ours whose names are close to each other already.
fn document() -> Value {
    let body = |schema: Value| json!({ "content": { "application/json": { "schema": schema } } });
    let reply = |schema: Value| json!({ "200": { "description": "Good.", "content": { "application/json": { "schema": schema } } } });
    let user = || json!({ "$ref": "#/components/schemas/User" });
    let status = || json!({ "type": "string", "enum": ["on", "off"] });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "People", "version": "1" },
        "paths": {
            "/users": {
                "get": { "tags": ["users"], "operationId": "users_list", "responses": reply(json!({ "type": "array", "items": user() })) },
                "post": { "tags": ["users"], "operationId": "createUser", "requestBody": body(user()), "responses": reply(user()) }
            },
            "/users/{id}/posts": {
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
                "get": { "tags": ["users"], "responses": reply(json!({
                    "type": "object",
                    "properties": { "items": { "type": "array", "items": { "type": "object", "properties": { "status": status() } } } }
                })) }
            },
            "/health": { "get": { "operationId": "health", "responses": reply(json!({ "type": "object", "properties": { "state": status() } })) } }
        },
        "components": { "schemas": {
            "User": { "type": "object", "properties": {
                "id": { "type": "string", "readOnly": true },
                "user_status": status(),
                "address": { "type": "object", "properties": { "kind": status(), "user": user() } },
                "contact": { "oneOf": [
                    { "type": "object", "required": ["mail"], "properties": { "mail": { "type": "string" } } },
                    { "type": "object", "required": ["phone"], "properties": { "phone": { "type": "string" } } }
                ] }
            } },
            "user-group": { "type": "object", "properties": { "users": { "type": "array", "items": user() }, "kind": status() } }
        } }
    })
}

/// The lock that a run makes: every name there is.
fn run(document: &Value, lock: Lock) -> Lock {
    run_and_tell(document, lock).0
}

/// Also what the run says.
fn run_and_tell(document: &Value, lock: Lock) -> (Lock, Diagnostics) {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let path = folder.path().join("spec.json");
    fs::write(&path, document.to_string()).expect("a temporary folder can be written");
    let (mut diags, inputs) = (
        Diagnostics::default(),
        Inputs {
            documents: vec![path],
            ..Inputs::default()
        },
    );
    let document = load(&inputs, &mut diags).expect("the document can be read");
    let config = Config {
        lock: Some(lock),
        ..Config::for_document("names")
    };
    let operations = Operations::new(&document);
    let wanted = select(&operations, &config, &mut diags).wanted;
    let lowered = oasmith::lower::lower(&document, &Annotations::default(), &wanted, &config, &mut diags);
    assert!(!diags.has_errors(), "{diags:?}");
    (lowered.lock.expect("a run with a lock gives one").after, diags)
}

fn names(lock: &Lock) -> Names {
    let mut out = Names::new();
    for (tag, group) in &lock.groups {
        out.insert(format!("group {tag}"), group.name.clone());
    }
    for (at, operation) in &lock.operations {
        let group = &operation.group.name;
        out.insert(format!("method {at}"), operation.path().unwrap_or_default());
        out.insert(
            format!("request {at}"),
            format!("{group}.{}", operation.request.as_ref().expect("a request").name),
        );
    }
    for (at, name) in &lock.types {
        out.insert(format!("type {at}"), name.name.clone());
    }
    out
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }

    fn of<'a>(&mut self, list: &'a [String]) -> &'a str {
        &list[self.below(list.len())]
    }

    /// A word that no document has.
    fn word(&mut self) -> String {
        (0..3)
            .map(|_| ["ka", "lo", "mi", "nu", "ze", "ro"][self.below(6)])
            .collect::<String>()
            + "q"
    }

    /// A name like an existing one.
    fn near(&mut self, known: &[String]) -> String {
        let name = self.of(known).rsplit('.').next().unwrap_or_default().to_owned();
        match self.below(7) {
            0 => name,
            1 => name.to_lowercase(),
            2 => format!("{name}2"),
            3 => format!("{name}Schema"),
            4 => format!("{name}_write"),
            5 => format!("{name}-item"),
            _ => format!("{}{name}", self.word()),
        }
    }
}

/// Adds a schema, and an operation that sends it, so that it is reached.
fn add(document: &mut Value, dice: &mut Dice, name: &str, known: &[String], number: usize) {
    let kinds = json!({ "type": "string", "enum": ["a", "b"] });
    document["components"]["schemas"][name] = json!({ "type": "object", "properties": { "kind": kinds, "status": kinds, "items": { "type": "array", "items": kinds } } });
    let target = format!("#/components/schemas/{}", name.replace('~', "~0").replace('/', "~1"));
    let mut operation = json!({
        "requestBody": { "content": { "application/json": { "schema": { "$ref": target } } } },
        "responses": { "200": { "description": "Good.", "content": { "application/json": { "schema": {
            "type": "object", "properties": { "status": kinds, dice.word(): kinds }
        } } } } }
    });
    match dice.below(3) {
        0 => operation["operationId"] = json!(dice.near(known)),
        1 => operation["operationId"] = json!(dice.word()),
        _ => {}
    }
    if dice.below(4) > 0 {
        let tag = ["users", "User", "more"][dice.below(3)];
        operation["tags"] = json!([tag]);
    }
    let path = ["/users/added", "/added", "/v1/users", "/user"][dice.below(4)];
    document["paths"][format!("{path}/{number}")] = json!({ "post": operation });
}

/// What has another name now, and is not called by what is new: these must not be.
fn renamed(before: &Names, after: &Names) -> (Vec<String>, Vec<String>) {
    let taken: BTreeSet<(&str, &str)> = after
        .iter()
        .filter(|(place, _)| !before.contains_key(*place))
        .map(|(place, name)| (kind(place), name.as_str()))
        .collect();
    let changed = before.iter().filter(|(place, name)| after.get(*place) != Some(name));
    let (mut wrong, mut forced) = (Vec::new(), Vec::new());
    for (place, name) in changed {
        let text = format!("{place}: {name} is now {:?}", after.get(place));
        let list = if taken.contains(&(kind(place), name)) {
            &mut forced
        } else {
            &mut wrong
        };
        list.push(text);
    }
    (wrong, forced)
}

fn kind(place: &str) -> &str {
    place.split(' ').next().unwrap_or_default()
}

/// Adds to a document, again and again; gives how many renames could not be helped.
fn check(document: &Value, rounds: u64, at_once: usize) -> usize {
    let lock = run(document, Lock::default());
    let before = names(&lock);
    let known: Vec<String> = before.values().cloned().collect();
    let mut helpless = 0;
    for round in 0..rounds {
        let (mut dice, mut more) = (Dice(round), document.clone());
        for number in 0..at_once {
            let own = dice.word();
            let near = if round % 2 == 0 { own } else { dice.near(&known) };
            if document["components"]["schemas"].get(&near).is_none() {
                add(&mut more, &mut dice, &near, &known, number);
            }
        }
        let (wrong, forced) = renamed(&before, &names(&run(&more, Lock::default())));
        assert!(wrong.is_empty(), "round {round}:\n{}", wrong.join("\n"));
        helpless += forced.len();
        let (wrong, forced) = renamed(&before, &names(&run(&more, lock.clone())));
        assert!(
            wrong.is_empty() && forced.is_empty(),
            "round {round}, locked:\n{wrong:?}\n{forced:?}"
        );
    }
    helpless
}

#[test]
fn what_is_added_renames_nothing_else() {
    let helpless = check(&document(), 120, 1);
    assert!(
        (1..30).contains(&helpless),
        "{helpless} of 120 additions took a name that was given"
    );
}

#[test]
fn what_is_added_renames_nothing_else_in_a_large_document() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/reference/cdf/full.json");
    let Ok(text) = fs::read_to_string(path) else {
        println!("skipped: reference documents are not beside the project");
        return;
    };
    check(&serde_json::from_str(&text).expect("the reference is JSON"), 2, 40);
}

#[test]
fn a_schema_that_takes_a_name_is_told_of_and_a_lock_keeps_it() {
    let before = run(&document(), Lock::default());
    let place = "#/components/schemas/User/properties/address";
    assert_eq!(before.types[place].name, "UserAddress");
    let mut more = document();
    add(&mut more, &mut Dice(1), "UserAddress", &["x".to_owned()], 1);
    assert_eq!(run(&more, before).types[place].name, "UserAddress");
    let (free, diags) = run_and_tell(&more, Lock::default());
    let told = diags.iter().find(|item| item.place == Place::At(Pointer::parse(place)));
    let told = told.expect("a type that gives way to a new one is told of");
    assert_eq!(told.code, Code::NameClash);
    assert!(
        told.help.as_deref().is_some_and(|help| help.contains("names.lock")),
        "{told:?}"
    );
    assert_eq!(free.types["#/components/schemas/UserAddress"].name, "UserAddress");
    assert_eq!(free.types[place].name, "UserAddressContent");
}
