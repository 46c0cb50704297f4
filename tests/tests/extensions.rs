//! The reference of our extensions: each example does something, and the schema for editors takes what the generator takes.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::file::File;
use oasmith::load::{Inputs, load};
use oasmith::spec::{Extension, ValueForm, extension, extension_schema, extensions};
use serde_json::{Value, json};
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn validator() -> Validator {
    jsonschema::validator_for(&extension_schema()).expect("the schema is one")
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).expect("the text is YAML")
}

/// What the sample becomes with actions of an overlay, and whether that is without errors and messages.
fn generate(actions: &str) -> (Vec<File>, String) {
    let scratch = TempDir::new().expect("a temporary folder");
    let overlay = scratch.path().join("overlay.yaml");
    let text = format!("overlay: 1.0.0\ninfo: {{ title: A, version: '1' }}\nactions:\n{actions}");
    fs::write(&overlay, text).expect("the folder can be written");
    let inputs = Inputs {
        documents: vec![root().join("tests/tests/extensions/sample.yaml")],
        overlays: (!actions.is_empty()).then_some(overlay).into_iter().collect(),
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let document = load(&inputs, &mut diags);
    let made = document.filter(|_| !diags.has_errors()).and_then(|document| {
        oasmith::generate(
            &document,
            &Config::for_document("animals"),
            &Templates::default(),
            &mut diags,
        )
    });
    let said: Vec<String> = diags
        .iter()
        .map(|item| format!("{}: {}", item.code, item.message))
        .collect();
    (made.map(|made| made.files).unwrap_or_default(), said.join("\n"))
}

#[test]
fn each_example_does_something_and_fits_the_schema() {
    let (before, said) = generate("");
    assert_eq!((before.is_empty(), said.as_str()), (false, ""));
    let validator = validator();
    for extension in extensions() {
        let (after, said) = generate(extension.example);
        assert_eq!(said, "", "{}", extension.name);
        assert!(after != before, "{} changes nothing", extension.name);
        let example = yaml(extension.example);
        let fault = validator.validate(&example).err();
        assert!(fault.is_none(), "{}: {fault:?}", extension.name);
    }
}

/// Every document and overlay of cases and of our own APIs is generated without errors, so it must fit.
#[test]
fn the_schema_takes_what_is_used() {
    let (validator, mut used) = (validator(), 0);
    let folders = ["tests/cases", "specs", "tests/customise"];
    let folders = folders
        .iter()
        .flat_map(|folder| fs::read_dir(root().join(folder)).expect("a folder"));
    for folder in folders {
        let files = fs::read_dir(folder.expect("an entry").path())
            .into_iter()
            .flatten()
            .flatten();
        for path in files.map(|file| file.path()) {
            if path.extension().is_none_or(|extension| extension != "yaml") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a file of ours");
            let Ok(value) = serde_yaml::from_str::<Value>(&text) else {
                continue;
            };
            used += text.matches("x-client-").count();
            let fault = validator.validate(&value).err();
            let fault = fault.map(|fault| format!("{}: {fault}", fault.instance_path()));
            assert_eq!(fault, None, "{}", path.display());
        }
    }
    assert!(used > 300, "{used} extensions were found");
}

/// A value that is not of a form.
fn wrong(form: ValueForm) -> Value {
    match form {
        ValueForm::Text | ValueForm::Boolean | ValueForm::Word(_) | ValueForm::Yes | ValueForm::No => json!(1.5),
        ValueForm::Whole(_) => json!(-1),
        ValueForm::Texts | ValueForm::Statuses => json!([1.5]),
        ValueForm::TextMap | ValueForm::Setting | ValueForm::Named(_) => json!({ "a": 1.5 }),
        ValueForm::Values | ValueForm::Object(_) => json!(["a"]),
        ValueForm::Either(_) => json!(1.5),
    }
}

/// What is no value of an extension: another type, a key too many, one too few, and a wrong value of each key.
fn faulty(extension: &Extension) -> Vec<Value> {
    let keys = extension.form.keys();
    let needed = || {
        keys.iter()
            .filter(|key| key.is_needed)
            .map(|key| (key.name.to_owned(), fitting(key.form)))
    };
    let object = |more: Option<(&str, Value)>| -> Value {
        let more = more.map(|(key, value)| (key.to_owned(), value));
        let inner: serde_json::Map<String, Value> = needed().chain(more).collect();
        match extension.form {
            ValueForm::Named(_) => json!({ "a": inner }),
            _ => inner.into(),
        }
    };
    let mut out = vec![wrong(extension.form)];
    if !keys.is_empty() {
        out.push(object(Some(("nobody-knows", json!(1)))));
    }
    out.extend(keys.iter().map(|key| object(Some((key.name, wrong(key.form))))));
    if keys.iter().any(|key| key.is_needed) {
        out.push(match extension.form {
            ValueForm::Named(_) => json!({ "a": {} }),
            _ => json!({}),
        });
    }
    out
}

fn fitting(form: ValueForm) -> Value {
    match form {
        ValueForm::Texts => json!(["cron"]),
        ValueForm::Whole(least) => json!(least),
        _ => json!("getJob"),
    }
}

#[test]
fn what_the_schema_refuses_is_an_error_of_the_generator() {
    let validator = validator();
    for extension in extensions() {
        let (target, _) = extension.example.split_once("update:").expect("an action");
        for value in faulty(extension) {
            let here = json!({ extension.name: value });
            assert!(!validator.is_valid(&here), "the schema takes {here}");
            let (files, said) = generate(&format!("{target}update: {here}\n"));
            assert!(
                files.is_empty() && said.contains("unusable-extension"),
                "{here}: {said}"
            );
        }
    }
}

#[test]
fn client_toml_takes_the_same_keys_for_paging() {
    let schema = oasmith::config::schema();
    let rule = schema
        .pointer("/$defs/PagedLists/properties")
        .and_then(Value::as_object);
    let keys = rule.expect("a rule of `[paging]`").keys().filter(|key| *key != "paths");
    let mut keys: Vec<&str> = keys.map(String::as_str).collect();
    keys.sort_unstable();
    let paging = extension("x-client-paging").expect("it is one of ours");
    let mut known: Vec<&str> = paging.form.keys().iter().map(|key| key.name).collect();
    known.sort_unstable();
    assert_eq!(keys, known);
}
