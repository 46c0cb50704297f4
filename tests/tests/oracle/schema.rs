//! A document's schemas as JSON Schema 2020-12, for a validator that knows no OpenAPI.
//!
//! In: the document as it was read. Out: the same tree, in which every schema says what it means in one direction:
//! `nullable` and boolean bounds are rewritten, a discriminator asks for its texts, properties of the other direction are gone.
//! `pattern` is dropped, because values that satisfy one cannot be made without effort, and no type looks at it. What has a type
//! of the user's choice (`x-client-type`), or none (`x-client-skip`), is nothing that a generated type is asked about.

use serde_json::{Map, Value, json};

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    /// From the service: what is `writeOnly` is not there.
    Read,
    /// To the service: what is `readOnly` is not there.
    Write,
}

/// Keywords with a schema, with a list of schemas, and with schemas by name.
const ONE: [&str; 12] = [
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "schema",
    "contentSchema",
];
const LIST: [&str; 4] = ["allOf", "oneOf", "anyOf", "prefixItems"];
const NAMED: [&str; 6] = [
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "dependentSchemas",
    "schemas",
];

/// The whole document with its schemas rewritten.
pub(crate) fn document(root: &Value, direction: Direction) -> Value {
    let old = root["openapi"]
        .as_str()
        .is_some_and(|version| version.starts_with("3.0"));
    let convert = Convert { root, direction, old };
    let mut out = root.clone();
    convert.find(&mut out);
    out
}

struct Convert<'a> {
    root: &'a Value,
    direction: Direction,
    /// Whether it is OpenAPI 3.0, where schemas are a dialect.
    old: bool,
}

impl Convert<'_> {
    /// Goes to every schema of a part that is none itself.
    fn find(&self, value: &mut Value) {
        match value {
            Value::Object(map) => {
                for (key, child) in map {
                    match key.as_str() {
                        "schema" => self.schema(child),
                        "schemas" => self.named(child),
                        "example" | "examples" | "default" => {}
                        _ => self.find(child),
                    }
                }
            }
            Value::Array(list) => list.iter_mut().for_each(|child| self.find(child)),
            _ => {}
        }
    }

    fn named(&self, value: &mut Value) {
        let children = value.as_object_mut().into_iter().flat_map(Map::values_mut);
        children.for_each(|child| self.schema(child));
    }

    fn schema(&self, value: &mut Value) {
        let Value::Object(schema) = value else { return };
        if self.old && schema.contains_key("$ref") {
            schema.retain(|key, _| key == "$ref");
            return;
        }
        if schema.contains_key("x-client-type") || schema.get("x-client-skip") == Some(&Value::Bool(true)) {
            *value = Value::Bool(false);
            return;
        }
        self.direct(schema);
        discriminate(self.root, schema);
        for (key, child) in schema.iter_mut() {
            match key.as_str() {
                key if ONE.contains(&key) => self.schema(child),
                key if NAMED.contains(&key) => self.named(child),
                key if LIST.contains(&key) => {
                    let children = child.as_array_mut().into_iter().flatten();
                    children.for_each(|child| self.schema(child));
                }
                _ => {}
            }
        }
        dialect(schema);
        kind(schema);
        if schema.contains_key("contentEncoding") {
            schema.insert("format".to_owned(), json!("byte"));
        }
        for noise in [
            "pattern",
            "example",
            "examples",
            "default",
            "discriminator",
            "xml",
            "$schema",
            "$id",
        ] {
            schema.remove(noise);
        }
    }

    /// Takes the properties of the other direction out.
    fn direct(&self, schema: &mut Map<String, Value>) {
        let flag = match self.direction {
            Direction::Read => "writeOnly",
            Direction::Write => "readOnly",
        };
        let Some(Value::Object(properties)) = schema.get_mut("properties") else {
            return;
        };
        let is_gone = |property: &Value| target(self.root, property)[flag] == true || property[flag] == true;
        let gone: Vec<String> = properties
            .iter()
            .filter(|(_, child)| is_gone(child))
            .map(|(key, _)| key.clone())
            .collect();
        properties.retain(|key, _| !gone.contains(key));
        if let Some(Value::Array(required)) = schema.get_mut("required") {
            required.retain(|key| !gone.iter().any(|gone| key == gone));
        }
    }
}

/// What a schema refers to, if it does.
fn target<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let reference = schema["$ref"].as_str().and_then(|text| text.strip_prefix('#'));
    reference.and_then(|pointer| root.pointer(pointer)).unwrap_or(schema)
}

/// Rewrites what OpenAPI 3.0 says in words of its own.
fn dialect(schema: &mut Map<String, Value>) {
    if schema.remove("nullable") == Some(Value::Bool(true))
        && let Some(Value::String(kind)) = schema.get("type")
    {
        schema.insert("type".to_owned(), json!([kind, "null"]));
    }
    for (flag, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        let Some(Value::Bool(exclusive)) = schema.get(flag).cloned() else {
            continue;
        };
        schema.remove(flag);
        if let (true, Some(limit)) = (exclusive, schema.remove(bound)) {
            schema.insert(flag.to_owned(), limit);
        }
    }
    // Other things that stand there are no JSON Schema, and the validator would refuse the whole document.
    schema.retain(|key, value| match key.as_str() {
        "required" => value.is_array(),
        "type" => value.is_string() || value.is_array(),
        "enum" => value.as_array().is_some_and(|values| !values.is_empty()),
        _ => true,
    });
}

/// What keywords say about the kind of a value that has no type; the first that fits counts.
const KINDS: [(&str, &[&str]); 5] = [
    ("string", &["contentEncoding", "contentMediaType"]),
    (
        "object",
        &[
            "properties",
            "additionalProperties",
            "required",
            "patternProperties",
            "propertyNames",
        ],
    ),
    (
        "array",
        &["items", "prefixItems", "minItems", "maxItems", "uniqueItems"],
    ),
    ("string", &["minLength", "maxLength", "pattern"]),
    (
        "integer",
        &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
    ),
];

/// Where one of them stands, the kind is said elsewhere.
const ELSEWHERE: [&str; 8] = ["enum", "const", "$ref", "allOf", "oneOf", "anyOf", "not", "if"];

/// Gives a schema without a type the one that its keywords speak of, as the generator does; JSON Schema would allow all others.
/// A number with a format for integers is an integer.
fn kind(schema: &mut Map<String, Value>) {
    let of_format = match schema.get("format").and_then(Value::as_str) {
        Some("float" | "double") => Some("number"),
        Some(format) if format.starts_with("int") || format.starts_with("uint") => Some("integer"),
        Some(_) => Some("string"),
        None => None,
    };
    let is_number = schema.get("type") == Some(&json!("number"));
    let is_said = schema.contains_key("type") || ELSEWHERE.iter().any(|keyword| schema.contains_key(*keyword));
    let has = |keywords: &[&str]| keywords.iter().any(|keyword| schema.contains_key(*keyword));
    let of_keywords = KINDS.iter().find(|(_, keywords)| has(keywords)).map(|(kind, _)| *kind);
    let kind = match (is_said, of_keywords) {
        (true, _) if is_number && of_format == Some("integer") => "integer",
        (true, _) => return,
        (false, Some(kind @ ("object" | "array"))) => kind,
        (false, other) => match of_format.or(other) {
            Some(kind) => kind,
            None => return,
        },
    };
    schema.insert("type".to_owned(), json!(kind));
}

/// Makes each branch of a union say that it must have its discriminator and, unless it says so itself, which texts.
fn discriminate(root: &Value, schema: &mut Map<String, Value>) {
    let Some(discriminator) = schema.get("discriminator").cloned() else {
        return;
    };
    let Some(tag) = discriminator["propertyName"].as_str() else {
        return;
    };
    for keyword in ["oneOf", "anyOf"] {
        for branch in schema
            .get_mut(keyword)
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            let Some(reference) = branch["$ref"].as_str().map(str::to_owned) else {
                continue;
            };
            let tagged = if says(root, branch, tag, 0) {
                json!({ "type": "object", "required": [tag] })
            } else {
                let texts = texts(&discriminator, &reference);
                json!({ "type": "object", "required": [tag], "properties": { tag: { "enum": texts } } })
            };
            *branch = json!({ "allOf": [branch.take(), tagged] });
        }
    }
}

/// The texts that name a branch.
fn texts(discriminator: &Value, reference: &str) -> Vec<String> {
    let last = reference.rsplit('/').next().unwrap_or_default();
    let mapping = discriminator["mapping"].as_object().into_iter().flatten();
    let named = mapping.filter(|(_, to)| to.as_str().is_some_and(|to| to == reference || to == last));
    let texts: Vec<String> = named.map(|(text, _)| text.clone()).collect();
    if texts.is_empty() { vec![last.to_owned()] } else { texts }
}

/// Whether a schema limits a property to texts.
fn says(root: &Value, schema: &Value, property: &str, depth: usize) -> bool {
    let schema = target(root, schema);
    let own = target(root, &schema["properties"][property]);
    let parts = schema["allOf"].as_array().into_iter().flatten();
    own.get("enum").is_some()
        || own.get("const").is_some()
        || (depth < 8 && parts.into_iter().any(|part| says(root, part, property, depth + 1)))
}
