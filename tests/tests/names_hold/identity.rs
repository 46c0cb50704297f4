//! Branches that say what they are: by a constant, by the values of a key, by a title.

use oasmith::config::{Lock, LockForm};
use serde_json::{Value, json};

use super::faults::owner;
use super::things::{Run, run};

/// A document whose operation reads one of these branches.
fn document(branches: &[Value]) -> Value {
    let content = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/W" } } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Identity", "version": "1" },
        "paths": { "/w": { "get": { "responses": { "200": { "description": "Good.", "content": content } } } } },
        "components": { "schemas": { "W": { "oneOf": branches } } },
    })
}

/// An object with a key of its own, and others that all objects have.
fn object(key: &str, more: Value) -> Value {
    let text = json!({ "type": "string" });
    let mut out =
        json!({ "type": "object", "required": [key], "properties": { "a": text, "b": text, "c": text, key: text } });
    for (word, value) in more.as_object().into_iter().flatten() {
        match word.as_str() {
            "kind" => out["properties"]["kind"] = value.clone(),
            _ => out[word] = value.clone(),
        }
    }
    out
}

/// The run with the second list of branches and the names that the first one has.
fn after(before: &[Value], after: &[Value]) -> Run {
    run(&document(after), run(&document(before), Lock::default()).kept())
}

#[test]
fn a_branch_with_another_tag_takes_no_name_over() {
    let constant = |word: &str| object("own", json!({ "kind": { "const": word } }));
    let values = |word: &str| {
        object(
            "own",
            json!({ "kind": { "enum": [format!("{word}1"), format!("{word}2")] } }),
        )
    };
    let kinds: [&dyn Fn(&str) -> Value; 2] = [&constant, &values];
    for kind in kinds {
        let [mut cat, mut dog, fox] = ["cat", "dog", "fox"].map(kind);
        for (name, animal) in [("meow", &mut cat), ("bark", &mut dog)] {
            animal["properties"][name] = json!({ "type": "string" });
        }
        for rest in [&[][..], &[fox][..]] {
            let [before, now] = [&cat, &dog].map(|one| [&[one.clone()][..], rest].concat());
            let run = after(&before, &now);
            let name = owner(&run.api, "bark");
            assert!(!name.starts_with("Kept"), "{name}: {}", run.lock.text());
            assert_eq!(run.doubts(), [""; 0]);
        }
    }
}

#[test]
fn a_tag_that_gets_more_values_is_the_same() {
    let [cat, fox] = ["cat", "fox"].map(|word| object(word, json!({ "kind": { "const": word } })));
    let more = object("cat", json!({ "kind": { "enum": ["kitten", "cat"] } }));
    let run = after(&[cat, fox.clone()], &[fox, more]);
    assert_eq!(owner(&run.api, "cat"), "KeptWCat");
    assert_eq!(run.doubts(), [""; 0]);
}

#[test]
fn a_branch_with_another_title_is_told() {
    let titled = |title: &str| object("own", json!({ "title": title }));
    let [cat, dog] = ["Cat", "Dog"].map(titled);
    let other = object("other", json!({}));
    let doubt = ["`KeptWOwn` in names.lock probably names this, but it has changed so much that this is not certain"];
    let run = after(&[cat.clone(), other.clone()], &[dog.clone(), other]);
    assert_eq!(
        (owner(&run.api, "own"), run.doubts()),
        ("KeptWOwn", doubt.to_vec()),
        "{}",
        run.lock.text()
    );
}

#[test]
fn a_lock_without_tags_is_read_and_gets_them() {
    let [cat, dog, fox] = ["cat", "dog", "fox"].map(|word| object("own", json!({ "kind": { "const": word } })));
    let before = run(&document(&[cat.clone(), fox.clone()]), Lock::default());
    // Version 4 wrote the first three parts of marks.
    let text = before.kept().text().replace("version = 6", "version = 4");
    let each = text.lines().map(|line| {
        match line
            .trim_end_matches("\"],")
            .splitn(4, " / ")
            .collect::<Vec<_>>()
            .as_slice()
        {
            [numbers, near, deep, _] => format!("{numbers} / {near} / {deep}\"],\n"),
            _ => format!("{line}\n"),
        }
    });
    let old = Lock::read(&each.collect::<String>()).expect("a lock");
    assert_eq!(old.form, LockForm::Untagged);
    let read = run(&document(&[cat, fox.clone()]), old);
    assert_eq!((read.lock.text(), read.doubts()), (before.kept().text(), vec![]));
    let run = run(&document(&[fox, dog]), read.lock);
    assert!(run.names().contains(&"WDog"), "{:?}", run.names());
}
