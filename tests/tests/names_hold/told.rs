//! What a run says about the names of its lock: each with what it belongs to, and nothing that is not so.

use std::fs;
use std::io::Write;

use oasmith::cli::{self, Output};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with a document and its lock.
struct Api(TempDir);

impl Api {
    fn new() -> Self {
        let api = Self(TempDir::new().expect("a temporary folder"));
        let below = api.0.path().join("specs/api");
        fs::create_dir_all(&below).expect("a temporary folder can be written");
        let options = "[crate]\nname = \"api\"\n[input]\ndocuments = [\"spec.json\"]\n";
        for (name, text) in [("client.toml", options), ("names.lock", "")] {
            fs::write(below.join(name), text).expect("a temporary folder can be written");
        }
        api
    }

    /// What a run with this document says.
    fn run(&self, document: &Value) -> String {
        let root = self.0.path();
        fs::write(root.join("specs/api/spec.json"), document.to_string()).expect("a temporary folder can be written");
        let arguments = [
            "oasmith",
            "generate",
            "--root",
            root.to_str().expect("the path is text"),
        ];
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut output = Output {
            out: &mut out as &mut (dyn Write + Send),
            err: &mut err as &mut (dyn Write + Send),
            colour: false,
            progress: false,
        };
        let code = cli::run(arguments.map(str::to_owned), &mut output);
        let err = String::from_utf8(err).expect("the program writes UTF-8");
        assert_eq!(code, 0, "{err}");
        err
    }

    fn lock(&self) -> String {
        fs::read_to_string(self.0.path().join("specs/api/names.lock")).expect("the lock is written")
    }
}

/// What the last run says of the lock, after which nothing changes any more.
fn told_last(documents: &[&Value]) -> String {
    let api = Api::new();
    let (last, earlier) = documents.split_last().expect("there is a document");
    for document in earlier {
        api.run(document);
    }
    let err = api.run(last);
    let lock = api.lock();
    api.run(last);
    assert_eq!(api.lock(), lock);
    let mut lines = err.lines().filter_map(|line| line.strip_prefix("api: names.lock: "));
    lines.next().unwrap_or_default().to_owned()
}

fn told(before: &Value, after: &Value) -> String {
    told_last(&[before, after])
}

/// An operation with these tags, which responds with this.
fn get(tags: &[&str], schema: Value) -> Value {
    let content = json!({ "application/json": { "schema": schema } });
    json!({ "get": { "tags": tags, "responses": { "200": { "description": "Good.", "content": content } } } })
}

fn document(paths: Value, schemas: Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Told", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

/// A document with an operation that responds with a component, and with others.
fn of(name: &str, schemas: Value) -> Value {
    let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
    document(json!({ "/a": get(&["t"], reference) }), schemas)
}

fn record(keys: &[&str]) -> Value {
    let properties = keys.iter().map(|key| ((*key).to_owned(), json!({ "type": "string" })));
    let properties: serde_json::Map<String, Value> = properties.collect();
    json!({ "type": "object", "required": keys, "properties": properties })
}

/// A union of some of the components `Cat`, `Dog` and `Emu`, by the values of their tag.
fn union(mapping: &[(&str, &str)]) -> Value {
    let at = |name: &str| format!("#/components/schemas/{name}");
    let branches: Vec<Value> = mapping.iter().map(|(_, name)| json!({ "$ref": at(name) })).collect();
    let mapping = mapping
        .iter()
        .map(|(value, name)| ((*value).to_owned(), json!(at(name))));
    let mapping: serde_json::Map<String, Value> = mapping.collect();
    let discriminator = json!({ "propertyName": "kind", "mapping": mapping });
    let pet = json!({ "oneOf": branches, "discriminator": discriminator });
    let [cat, dog, emu] = ["meow", "bark", "run"].map(|key| record(&["kind", key]));
    let cats =
        json!({ "type": "object", "properties": { "cat": { "$ref": at("Cat") }, "pet": { "$ref": at("Pet") } } });
    of(
        "Cats",
        json!({ "Cats": cats, "Pet": pet, "Cat": cat, "Dog": dog, "Emu": emu }),
    )
}

#[test]
fn a_variant_that_is_gone_is_told_with_its_enum() {
    let before = union(&[("cat", "Cat"), ("dog", "Dog")]);
    let after = union(&[("dog", "Dog"), ("emu", "Emu")]);
    let told = told(&before, &after);
    assert!(
        told.ends_with(", 1 name dropped (nothing has them any more: `Pet::Cat`)"),
        "{told}"
    );
}

#[test]
fn a_field_that_is_gone_is_told_with_its_record() {
    let told = told(
        &of("A", json!({ "A": record(&["both", "old"]) })),
        &of("A", json!({ "A": record(&["both"]) })),
    );
    assert_eq!(
        told,
        "0 names added, 1 name dropped (nothing has them any more: `A::old`)"
    );
}

#[test]
fn an_argument_that_is_gone_is_told_with_its_operation() {
    let mut before = document(json!({ "/a": get(&["t"], json!({ "type": "string" })) }), json!({}));
    let after = before.clone();
    before["paths"]["/a"]["get"]["parameters"] =
        json!([{ "name": "limit", "in": "query", "schema": { "type": "integer" } }]);
    let told = told(&before, &after);
    assert_eq!(
        told,
        "0 names added, 1 name dropped (nothing has them any more: `t.get_a::limit`)"
    );
}

/// Three operations whose 404 has these bodies.
fn failing(bodies: &[&str]) -> Value {
    let at =
        |name: &str| json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{name}") } } });
    let mut out = document(json!({}), json!({ "Er": record(&["text"]), "Er2": record(&["code"]) }));
    for (number, body) in bodies.iter().enumerate() {
        let mut operation = get(&["t"], json!({ "type": "string" }));
        operation["get"]["responses"]["404"] = json!({ "description": "Bad.", "content": at(body) });
        out["paths"][format!("/p{number}")] = operation;
    }
    out
}

#[test]
fn a_variant_of_an_error_is_told_with_its_enum_and_operation() {
    let (same, other) = (failing(&["Er", "Er", "Er"]), failing(&["Er", "Er2", "Er"]));
    assert_eq!(
        told(&same, &other),
        "1 name added, 1 name changed (`TError::NotFound` is now `TError::NotFoundEr2` in `t.get_p1`)"
    );
    assert_eq!(
        told_last(&[&same, &other, &failing(&["Er2", "Er", "Er"])]),
        "0 names added, 2 names changed (`TError::NotFoundEr2` is now `TError::NotFound` in `t.get_p1`, `TError::NotFound` is now \
         `TError::NotFoundEr2` in `t.get_p0`)"
    );
}

#[test]
fn what_belongs_to_an_error_that_is_gone_is_not_told_alone() {
    let told = told(&failing(&["Er", "Er2"]), &failing(&["Er"]));
    let gone = "0 names added, 2 names dropped (nothing has them any more: `errors::TGetP1Error`, `t.get_p1`)";
    assert!(told.starts_with(gone), "{told}");
}

#[test]
fn a_type_that_is_called_like_an_error_is_told_apart() {
    let after = failing(&["Er", "Er", "Er"]);
    let mut before = after.clone();
    before["components"]["schemas"]["TError"] = record(&["code"]);
    before["paths"]["/z"] = get(&["other"], json!({ "$ref": "#/components/schemas/TError" }));
    assert_eq!(
        told(&before, &after),
        "0 names added, 3 names dropped (nothing has them any more: `other`, `other.get_z`, `models::TError`)"
    );
}

#[test]
fn a_group_is_there_as_long_as_it_has_operations() {
    let text = || json!({ "type": "string" });
    let paths = |tags: &[&str]| {
        document(
            json!({ "/p": get(tags, text()), "/q": get(&["pets"], text()) }),
            json!({}),
        )
    };
    let quiet = "no name changes; its keys and marks are those of the document now";
    assert_eq!(told(&paths(&["animals"]), &paths(&[])), quiet);
    let gone = document(json!({ "/q": get(&["pets"], text()) }), json!({}));
    assert_eq!(
        told(&paths(&["animals"]), &gone),
        "0 names added, 2 names dropped (nothing has them any more: `animals`, `animals.get_p`)"
    );
}

#[test]
fn an_accessor_that_another_tag_has_is_in_doubt_until_the_author_settles_it() {
    let text = || json!({ "type": "string" });
    let paths = |path: &str, tag: &str| {
        document(
            json!({ path: get(&[tag], text()), "/q": get(&["pets"], text()) }),
            json!({}),
        )
    };
    let message = "warning[doubtful-lock]: the group of this operation takes over the name `animals`, because the tag and the operations that had it \
        are gone from the document\n";
    let api = Api::new();
    api.run(&paths("/a", "animals"));
    let other = paths("/z", "Animals");
    for _ in 0..2 {
        let err = api.run(&other);
        assert!(err.starts_with(message), "{err}");
        assert!(
            api.lock().contains("\"operations::animals\" = \"reused\""),
            "{}",
            api.lock()
        );
    }
    let mut chosen = other.clone();
    chosen["paths"]["/z"]["get"]["x-client-group"] = json!("animals");
    let err = api.run(&chosen);
    assert!(
        !err.contains("doubtful-lock") && !api.lock().contains("[doubts]"),
        "{err}\n{}",
        api.lock()
    );
    // The same tag with other operations, or the same operation with another tag, is the same group.
    for after in [paths("/z", "animals"), paths("/a", "Animals")] {
        let api = Api::new();
        api.run(&paths("/a", "animals"));
        let err = api.run(&after);
        assert!(!err.contains("doubtful-lock"), "{err}");
    }
}

/// An enum whose values have these names.
fn named(values: &[&str], names: &[&str]) -> Value {
    of(
        "State",
        json!({ "State": { "type": "string", "enum": values, "x-enum-varnames": names } }),
    )
}

#[test]
fn chosen_names_that_change_places_are_told() {
    let exchanged = told(
        &named(&["1", "2"], &["Inactive", "Active"]),
        &named(&["1", "2"], &["Active", "Inactive"]),
    );
    assert_eq!(
        exchanged,
        "0 names added, 2 names changed (`State::Inactive` is now `State::Active`, `State::Active` is now `State::Inactive`)"
    );
    let all = ["a", "b", "c"];
    let shifted = told(
        &named(&all, &["One", "Two", "Three"]),
        &named(&all, &["Zero", "One", "Two"]),
    );
    assert_eq!(
        shifted,
        "0 names added, 3 names changed (`State::One` is now `State::Zero`, `State::Two` is now `State::One`, `State::Three` is now `State::Two`)"
    );
    let fields = |a: &str, b: &str| {
        let field = |name: &str| json!({ "type": "string", "x-client-field": name });
        of(
            "A",
            json!({ "A": { "type": "object", "properties": { "a": field(a), "b": field(b) } } }),
        )
    };
    assert_eq!(
        told(&fields("a", "b"), &fields("b", "a")),
        "0 names added, 2 names changed (`A::a` is now `A::b`, `A::b` is now `A::a`)"
    );
}

#[test]
fn a_name_that_a_new_value_has_is_told() {
    let api = Api::new();
    api.run(&named(&["a", "b"], &["One", "Two"]));
    let err = api.run(&named(&["a", "b", "c"], &["Two", "Three", "One"]));
    let doubt = "something new in `State` takes over the name `One`, because what had it is gone or has another name";
    assert!(err.contains(doubt), "{err}");
    let told = "names.lock: 0 names added, 2 names changed (`State::One` is now `State::Two`, `State::Two` is now `State::Three`)";
    assert!(err.contains(told), "{err}");
}

#[test]
fn a_variant_that_gets_the_tag_of_another_keeps_its_name() {
    let before = union(&[("p", "Emu"), ("p2", "Cat"), ("q", "Dog")]);
    let after = union(&[("p", "Cat"), ("q", "Dog")]);
    let told = told(&before, &after);
    assert!(
        told.starts_with("0 names added, 1 name dropped (nothing has them any more: `Pet::P`)"),
        "{told}"
    );
}

#[test]
fn names_that_an_early_lock_had_by_position_are_named() {
    let branches = ["new", "a", "b"].map(|key| record(&[key, "x"]));
    let document = of("W", json!({ "W": { "oneOf": branches } }));
    let api = Api::new();
    let [first, second] =
        [(0, "Wa"), (1, "Wb")].map(|(at, name)| format!("\"#/components/schemas/W/oneOf/{at}\" = \"{name}\"\n"));
    let lock = format!("[types]\n\"#/components/schemas/W\" = \"W\"\n{first}{second}");
    fs::write(api.0.path().join("specs/api/names.lock"), lock).expect("a temporary folder can be written");
    let said = api.run(&document);
    let words = "2 names went by positions in lists, so compare API.txt if the document has changed since the last run: `Wa`, `Wb`";
    assert!(said.contains(words), "{said}");
    assert!(!api.run(&document).contains("positions"), "it is told once");
}

#[test]
fn parameters_of_a_path_that_exchange_their_names_are_told() {
    let path = |path: &str| {
        let parameter =
            |name: &str| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
        let mut item = get(&["t"], json!({ "type": "string" }));
        item["parameters"] = json!([parameter("org"), parameter("user")]);
        document(json!({ path: item }), json!({}))
    };
    let api = Api::new();
    api.run(&path("/u/{user}/o/{org}"));
    let other = path("/u/{org}/o/{user}");
    let said = api.run(&other);
    assert!(said.contains("it was `/u/{user}/o/{org}` in names.lock"), "{said}");
    assert!(!api.run(&other).contains("doubtful-lock"), "it is told once");
}
