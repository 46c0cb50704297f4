//! The context as a contract: a schema that is current, and contexts that keep it.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::dress::context::schema;
use oasmith::load::{Inputs, load};
use serde_json::Value;

use super::workspace::{Workspace, run};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn the_committed_schema_is_current() {
    let path = root().join("generator/context.schema.json");
    let ran = run(&["context", "--schema"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, &ran.out).expect("the schema can be written");
    }
    let committed = fs::read_to_string(path).expect("the schema is committed");
    assert_eq!(
        committed, ran.out,
        "INSTA_UPDATE=always writes it; is the change one that templates survive?"
    );
}

#[test]
fn every_field_of_the_contract_is_described() {
    let schema = schema();
    let definitions = schema["$defs"].as_object().expect("there are definitions");
    let objects = definitions.iter().map(|(name, value)| (name.as_str(), value));
    for (name, object) in objects.chain([("Context", &schema)]) {
        assert!(object["description"].is_string(), "{name} is not described");
        let properties = object["properties"].as_object().expect("it is an object");
        for (field, of) in properties {
            assert!(of["description"].is_string(), "{name}.{field} is not described: {of}");
        }
    }
    assert!(definitions.len() > 15, "the definitions were found");
}

/// The context of a document.
fn context(folder: &Path, documents: &[&str], config: &Config) -> Option<Value> {
    let overlay = folder.join("overlay.yaml");
    let inputs = Inputs {
        documents: documents.iter().map(|document| folder.join(document)).collect(),
        overlays: overlay.is_file().then_some(overlay).into_iter().collect(),
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let document = load(&inputs, &mut diags)?;
    oasmith::context(&document, config, &Templates::default(), &mut diags)
}

fn assert_valid(validator: &Validator, name: &str, context: &Value) {
    let faults: Vec<String> = validator
        .iter_errors(context)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{name}: {}", faults.join("\n"));
    assert_eq!(context["context_version"], 1);
}

#[test]
fn every_case_keeps_the_contract() {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is one");
    let cases = fs::read_dir(root().join("tests/cases")).expect("tests/cases is a folder");
    let mut count = 0;
    for folder in cases
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
    {
        let text = fs::read_to_string(folder.join("client.toml")).ok();
        let config = text.map(|text| Config::read(&text).expect("the case's client.toml is in order"));
        let config = config.unwrap_or_else(|| Config::for_document("a-client"));
        let name = folder.display().to_string();
        let context = context(&folder, &["spec.yaml"], &config).unwrap_or_else(|| panic!("{name}: no context"));
        assert_valid(&validator, &name, &context);
        count += 1;
    }
    assert!(count > 100, "the cases were found");
}

#[test]
fn every_api_of_the_workspace_keeps_the_contract() {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is one");
    let root = root();
    let apis = fs::read_dir(root.join("specs")).expect("specs is a folder");
    for api in apis.map(|entry| {
        entry
            .expect("an entry")
            .file_name()
            .into_string()
            .expect("a name is text")
    }) {
        let root = root.to_str().expect("the path is text");
        let ran = run(&["context", "--api", &api, "--root", root]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let context: Value = serde_json::from_str(&ran.out).expect("it is JSON");
        assert_valid(&validator, &api, &context);
        for list in ["models", "operations", "groups"] {
            assert!(
                context[list].as_array().is_some_and(|list| !list.is_empty()),
                "{api}: no {list}"
            );
        }
    }
}

#[test]
fn the_context_says_what_there_is() {
    let workspace = Workspace::new();
    let ran = workspace.run(&["context"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let context: Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let pet = &context["models"][0];
    assert_eq!(
        (&pet["name"], &pet["kind"], &pet["pointer"]),
        (&"Pet".into(), &"record".into(), &"#/components/schemas/Pet".into())
    );
    assert_eq!((&pet["sent"], &pet["received"]), (&true.into(), &true.into()));
    let field = &pet["fields"][1];
    assert_eq!(field["wire"], "type");
    assert_eq!(field["name"], "type_");
    assert_eq!(field["type"], "Option<crate::models::PetKind>");
    assert_eq!(field["required"], false);
    let create = &context["groups"][1]["operations"][1];
    assert_eq!(
        (&create["name"], &create["group"], &create["retry"]),
        (&"create".into(), &"pets".into(), &"create".into())
    );
    assert_eq!(create["body"]["type"], "crate::models::Pet");
    assert_eq!(create["body"]["media_type"], "application/json");
    assert_eq!(create["output"], "()");
    assert_eq!(context["operations"].as_array().map(Vec::len), Some(3));
    assert_eq!(context["errors"][0]["variants"][0]["type"], "crate::models::Problem");
    assert_eq!(context["api"]["library"], "pets_client");
}
