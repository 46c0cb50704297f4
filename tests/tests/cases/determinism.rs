//! The same document gives the same bytes: in a second run, and as JSON.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::case::{Case, generate};

#[test]
fn two_runs_give_the_same_bytes() {
    let differ: Vec<String> = Case::all()
        .iter()
        .filter(|case| case.generate() != case.generate())
        .map(|case| case.name.clone())
        .collect();
    assert!(
        differ.is_empty(),
        "the second run differs from the first: {}",
        differ.join(", ")
    );
}

#[test]
fn json_gives_the_same_bytes_as_yaml() {
    let differ: Vec<String> = Case::all().iter().filter_map(difference).collect();
    assert!(differ.is_empty(), "JSON differs from YAML:\n  {}", differ.join("\n  "));
}

/// The first file that differs when the case is written as JSON.
fn difference(case: &Case) -> Option<String> {
    let yaml = case.generate();
    let json = generate(&as_json(case), "json", &case.crate_name());
    let pairs = yaml.files.iter().zip(&json.files);
    let file = pairs.into_iter().find(|(yaml, json)| yaml != json);
    match file {
        Some((yaml, _)) => Some(format!("{}: {}", case.name, yaml.path)),
        None if yaml == json => None,
        None => Some(format!("{}: messages or number of files", case.name)),
    }
}

/// Writes every document of a case as JSON, with references to the new names.
fn as_json(case: &Case) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("json").join(&case.name);
    write_as_json(&case.folder, &folder);
    folder
}

fn write_as_json(from: &Path, folder: &Path) {
    fs::create_dir_all(folder).expect("the target folder can be written");
    for entry in fs::read_dir(from).expect("a case is a folder") {
        let path = entry.expect("an entry of a case").path();
        let name = path.file_name().expect("a file has a name");
        if path.is_dir() && name != "expected" {
            write_as_json(&path, &folder.join(name));
        } else if name == "client.toml" {
            fs::copy(&path, folder.join(name)).expect("the target folder can be written");
        } else if path.extension().is_some_and(|end| end == "yaml") {
            let json = convert(&path);
            fs::write(folder.join(name).with_extension("json"), json).expect("the target folder can be written");
        }
    }
}

fn convert(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a document can be read");
    let mut value: Value =
        serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{} is no YAML: {error}", path.display()));
    rename_files(&mut value);
    serde_json::to_string_pretty(&value).expect("a value can be written")
}

fn rename_files(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (key, child) in map {
                match child {
                    Value::String(text) if key == "$ref" => *text = text.replace(".yaml", ".json"),
                    child => rename_files(child),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(rename_files),
        _ => {}
    }
}
