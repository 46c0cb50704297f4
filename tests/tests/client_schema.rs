//! `generator/client.schema.json`: it is that of the structs that read `client.toml`, every `client.toml` of ours fits it, and what
//! the reader refuses does not.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use oasmith::config::{Config, schema};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn validator() -> Validator {
    jsonschema::validator_for(&schema()).expect("the schema is one")
}

/// A text as the schema sees it.
fn value(text: &str) -> Value {
    let table: toml::Table = toml::from_str(text).expect("the text is TOML");
    serde_json::to_value(table).expect("TOML can be written as JSON")
}

/// Every `client.toml` below a folder.
fn configs(folder: &str) -> Vec<PathBuf> {
    let (mut out, mut todo) = (Vec::new(), vec![root().join(folder)]);
    while let Some(here) = todo.pop() {
        for entry in fs::read_dir(&here).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else if path.ends_with("client.toml") {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

const LEAST: &str = "[crate]\nname = \"a\"\n[input]\ndocuments = [\"a.yaml\"]\n";

#[test]
fn it_is_up_to_date() {
    let path = root().join("generator/client.schema.json");
    let text = format!("{:#}\n", schema());
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &text).expect("the schema can be written");
    }
    let kept = fs::read_to_string(&path).expect("generator/client.schema.json is there");
    assert!(
        kept == text,
        "run it again with UPDATE_SCHEMA=1, or write what `oasmith schema client.toml` prints"
    );
}

#[test]
fn what_the_reader_takes_fits() {
    let validator = validator();
    let all = [configs("specs"), configs("tests/cases"), configs("tests/customise")].concat();
    assert!(all.len() > 4, "{all:?}");
    for path in all {
        let text = fs::read_to_string(&path).expect("the file is text");
        Config::read(&text).unwrap_or_else(|error| panic!("{}: {}", path.display(), error.message));
        if let Err(error) = validator.validate(&value(&text)) {
            panic!("{}: {error} at {}", path.display(), error.instance_path());
        }
    }
}

#[test]
fn what_the_reader_refuses_for_its_keys_or_types_does_not_fit() {
    let validator = validator();
    let table = [
        ("[clinet]\n", "clinet"),
        ("[client]\ngzip-abov = 1\n", "gzip-abov"),
        ("[client]\ngzip-above = \"1 kB\"\n", "\"1 kB\""),
        ("[client]\ngzip-above = -1\n", "-1"),
        ("[select]\npath = [\"/a\"]\n", "path"),
        ("[paging]\nlists = [{ paths = [\"/a\"], pgae = \"page\" }]\n", "pgae"),
        ("[paging]\nlists = [{ paths = [\"/a\"], page = 1 }]\n", "1"),
        ("[rename]\ntype = {}\n", "type"),
        ("[enums]\nclose = []\n", "close"),
        ("[parts.a]\ndocument = [\"a.yaml\"]\n", "document"),
        ("[parts]\na = { tag = [\"a\"] }\n", "tag"),
        ("[[models]]\nmatch = \"A\"\nderives = [\"Eq\"]\n", "derives"),
        (
            "[[models]]\nmatch = \"A\"\nkinds = [\"struct\"]\nderive = [\"Eq\"]\n",
            "\"struct\"",
        ),
        ("[[models]]\nmatch = 1\nderive = [\"Eq\"]\n", "1"),
        ("[[operations]]\nmatch = \"A\"\nkinds = [\"record\"]\n", "kinds"),
        ("[dependencies]\na = 1\n", "1"),
    ];
    for (more, place) in table {
        let text = format!("{LEAST}{more}");
        let error = Config::read(&text).expect_err(more);
        assert_eq!(&text[error.span.clone()], place, "{}", error.message);
        assert!(!validator.is_valid(&value(&text)), "{more}");
    }
    assert!(validator.is_valid(&value(LEAST)));
}

#[test]
fn an_unknown_key_of_a_table_within_a_table_has_a_place_and_a_suggestion() {
    let table = [
        (
            "[parts.a]\ntag = [\"a\"]\n",
            "`tag` is no option of `[parts.a]`",
            "did you mean `tags`?",
        ),
        (
            "[rename.type]\nA = \"B\"\n",
            "`type` is no option of `[rename]`",
            "did you mean `types`?",
        ),
        (
            "[[models]]\nmatch = \"A\"\nderived = [\"Eq\"]\n",
            "`derived` is no option of `[[models]]`",
            "did you mean `derive`?",
        ),
    ];
    for (more, message, help) in table {
        let error = Config::read(&format!("{LEAST}{more}")).expect_err(more);
        assert_eq!((error.message.as_str(), error.help.as_deref()), (message, Some(help)));
    }
}

/// Each key says what it is for.
#[test]
fn every_key_is_described() {
    let schema = schema();
    let defs = schema["$defs"].as_object().expect("the schema has definitions");
    for (name, object) in defs
        .iter()
        .map(|(name, def)| (name.as_str(), def))
        .chain([("client.toml", &schema)])
    {
        for (key, said) in object
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let words = said.get("description").and_then(Value::as_str).unwrap_or_default();
            assert!(words.len() > 4, "{name}: `{key}` has no description");
        }
    }
}

#[test]
fn the_command_prints_it() {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut output = oasmith::cli::Output {
        out: &mut out,
        err: &mut err,
        colour: false,
        progress: false,
    };
    let arguments = ["oasmith", "schema", "client.toml"].map(str::to_owned);
    assert_eq!(oasmith::cli::run(arguments, &mut output), 0);
    let printed: Value = serde_json::from_slice(&out).expect("it is JSON");
    assert_eq!(printed, schema());
}
