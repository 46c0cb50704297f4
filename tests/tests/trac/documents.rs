//! `specs/trac/data.yaml` against an outline of the surface that was derived from TRAC's protocol definitions, beside the
//! project: `../shared/reference/trac/trac-data.3.1.json`. Paths, parameters, and the type of each field are the same; what
//! an outline cannot know (required fields, defaults, limits) is not compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

const OUTLINE: &str = "../../shared/reference/trac/trac-data.3.1.json";

/// A message of the protocol is two schemas here: what an update needs must be absent from a creation.
const SPLIT: [(&str, [&str; 2]); 2] = [
    ("DataWriteRequestBody", ["DataWriteRequest", "DataUpdateRequest"]),
    ("FileWriteRequestBody", ["FileWriteRequest", "FileUpdateRequest"]),
];

fn documents() -> Option<(Value, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Ok(outline) = fs::read_to_string(root.join(OUTLINE)) else {
        println!("skipped: the outline of the surface is not beside the project");
        return None;
    };
    let ours = fs::read_to_string(root.join("../specs/trac/data.yaml")).expect("the document is there");
    let ours = serde_yaml::from_str(&ours).expect("the document is YAML");
    Some((ours, serde_json::from_str(&outline).expect("the outline is JSON")))
}

#[test]
fn operations_are_those_of_the_outline() {
    let Some((ours, outline)) = documents() else { return };
    let (ours, outline) = (operations(&ours), operations(&outline));
    assert_eq!(ours.len(), 10);
    assert_eq!(ours, outline);
}

/// Path, method and id of each operation, with place and name of its parameters.
fn operations(document: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut out = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let parameters = operation["parameters"].as_array().expect("parameters").iter();
            let parameters = parameters.map(|parameter| resolved(document, parameter));
            let names = parameters.map(|parameter| {
                format!(
                    "{} {} {}",
                    parameter["in"],
                    parameter["name"],
                    kind(&parameter["schema"])
                )
            });
            out.insert(format!("{method} {path} {}", operation["operationId"]), names.collect());
        }
    }
    out
}

fn resolved<'a>(document: &'a Value, part: &'a Value) -> &'a Value {
    match part["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) {
        Some(pointer) => document.pointer(pointer).expect("a reference leads somewhere"),
        None => part,
    }
}

#[test]
fn fields_are_those_of_the_outline() {
    let Some((ours, outline)) = documents() else { return };
    let ours = ours["components"]["schemas"].as_object().expect("schemas");
    let outline = outline["components"]["schemas"].as_object().expect("schemas");
    let mut compared = BTreeSet::new();
    for (name, theirs) in outline {
        let names: Vec<&str> = match SPLIT.iter().find(|(message, _)| message == name) {
            Some((_, halves)) => halves.to_vec(),
            None => vec![name.strip_suffix("Body").unwrap_or(name)],
        };
        let fields: BTreeMap<String, String> = names.iter().flat_map(|name| fields(&ours[*name])).collect();
        assert_eq!(fields, self::fields(theirs), "{name}");
        compared.extend(names);
    }
    assert_eq!(
        compared,
        ours.keys().map(String::as_str).collect(),
        "there are no others"
    );
}

/// The fields of a message with their types, or the values of an enum.
fn fields(schema: &Value) -> BTreeMap<String, String> {
    let properties = schema["properties"].as_object().into_iter().flatten();
    let aliases = schema["x-alias"].as_array().cloned().unwrap_or_default();
    let values = schema["enum"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|value| !aliases.contains(value));
    properties
        .map(|(name, schema)| (name.clone(), kind(schema)))
        .chain(values.map(|value| (value.to_string(), String::new())))
        .collect()
}

/// What a value is on the wire.
fn kind(schema: &Value) -> String {
    let schema = schema.get("allOf").map_or(schema, |branches| &branches[0]);
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.to_owned();
    }
    match schema["type"].as_str() {
        Some("array") => format!("list of {}", kind(&schema["items"])),
        Some("object") => format!("map of {}", kind(&schema["additionalProperties"])),
        Some(word) if schema["contentEncoding"] == "base64" => format!("{word} byte"),
        Some(word) => format!("{word} {}", schema["format"].as_str().unwrap_or_default()),
        None => schema["oneOf"].to_string(),
    }
}
