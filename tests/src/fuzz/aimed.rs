//! Changes that leave a document in order and may break the client: names, formats, presence, kinds, statuses, extensions.

use serde_json::{Map, Value, json};

use super::choices::Choices;

/// The methods under which a path has operations.
const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

const FORMATS: [&str; 14] = [
    "byte",
    "binary",
    "password",
    "date-time",
    "date",
    "uuid",
    "int32",
    "int64",
    "uint32",
    "uint64",
    "float",
    "double",
    "decimal",
    "email",
];

const STATUSES: [&str; 12] = [
    "200", "201", "202", "204", "2XX", "400", "404", "422", "4XX", "500", "5XX", "default",
];

const MEDIA: [&str; 10] = [
    "application/json",
    "application/problem+json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
    "application/octet-stream",
    "image/*",
    "text/event-stream",
    "application/jsonl",
    "*/*",
];

/// A document with a few such changes. `names` are what things may be called.
pub fn aimed(document: &Value, names: &[String], choices: &mut Choices<'_>) -> Value {
    let mut root = document.clone();
    for _ in 0..3 + choices.below(8) {
        match choices.below(20) {
            0..=2 => rename_schema(&mut root, names, choices),
            3 | 4 => at_schema(&mut root, names, choices, rename_property),
            5..=8 => at_schema(&mut root, names, choices, replace),
            9 => at_schema(&mut root, names, choices, flag),
            10 => at_schema(&mut root, names, choices, default),
            11 => at_schema(&mut root, names, choices, extend),
            12 | 13 => at_operation(&mut root, names, choices, rename_operation),
            14 => at_operation(&mut root, names, choices, parameter),
            15 | 16 => at_operation(&mut root, names, choices, response),
            17 => at_operation(&mut root, names, choices, body),
            18 => at_operation(&mut root, names, choices, own_server),
            _ => servers(&mut root, names, choices),
        }
    }
    root
}

type Change = fn(&mut Value, &[String], &[String], &mut Choices<'_>);

/// Changes a schema. The change is told the names and the schemas of the document.
fn at_schema(root: &mut Value, names: &[String], choices: &mut Choices<'_>, change: Change) {
    let schemas = schemas(root);
    let mut places = Vec::new();
    collect(root, String::new(), &mut places);
    if places.is_empty() {
        return;
    }
    let place = places.swap_remove(choices.below(places.len()));
    if let Some(schema) = root.pointer_mut(&place) {
        change(schema, names, &schemas, choices);
    }
}

fn at_operation(root: &mut Value, names: &[String], choices: &mut Choices<'_>, change: Change) {
    let schemas = schemas(root);
    let paths = root.get_mut("paths").and_then(Value::as_object_mut);
    let items = paths
        .into_iter()
        .flat_map(Map::values_mut)
        .filter_map(Value::as_object_mut);
    let operations = items.flatten().filter(|(key, _)| METHODS.contains(&key.as_str()));
    let mut operations: Vec<&mut Value> = operations
        .map(|(_, operation)| operation)
        .filter(|one| one.is_object())
        .collect();
    if !operations.is_empty() {
        let chosen = choices.below(operations.len());
        change(operations[chosen], names, &schemas, choices);
    }
}

fn schemas(root: &Value) -> Vec<String> {
    let schemas = root.pointer("/components/schemas").and_then(Value::as_object);
    schemas.into_iter().flat_map(|map| map.keys().cloned()).collect()
}

/// The places of all schemas.
fn collect(value: &Value, at: String, out: &mut Vec<String>) {
    let child = |key: &str| format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let at = child(key);
                match (key.as_str(), value) {
                    ("schema" | "items" | "additionalProperties", Value::Object(_)) => out.push(at.clone()),
                    ("schemas" | "properties", Value::Object(children)) => out.extend(
                        children
                            .keys()
                            .map(|key| format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"))),
                    ),
                    ("oneOf" | "anyOf" | "allOf", Value::Array(list)) => {
                        out.extend((0..list.len()).map(|index| format!("{at}/{index}")));
                    }
                    _ => {}
                }
                collect(value, at, out);
            }
        }
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(index, value)| collect(value, child(&index.to_string()), out)),
        _ => {}
    }
}

fn name<'a>(names: &'a [String], choices: &mut Choices<'_>) -> &'a str {
    &names[choices.below(names.len())]
}

/// Gives a schema another name, also where it is referred to.
fn rename_schema(root: &mut Value, names: &[String], choices: &mut Choices<'_>) {
    let schemas = schemas(root);
    let new = name(names, choices);
    if schemas.is_empty() || schemas.iter().any(|schema| schema == new) {
        return;
    }
    let old = &schemas[choices.below(schemas.len())];
    let (from, to) = (
        format!("#/components/schemas/{old}"),
        format!("#/components/schemas/{new}"),
    );
    redirect(root, &from, &to);
    if let Some(map) = root.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        rekey(map, old, new);
    }
}

fn redirect(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text == from => *text = to.to_owned(),
        Value::Object(map) => map.values_mut().for_each(|value| redirect(value, from, to)),
        Value::Array(list) => list.iter_mut().for_each(|value| redirect(value, from, to)),
        _ => {}
    }
}

fn rekey(map: &mut Map<String, Value>, old: &str, new: &str) {
    let entries = std::mem::take(map).into_iter();
    *map = entries
        .map(|(key, value)| (if key == old { new.to_owned() } else { key }, value))
        .collect();
}

fn rename_property(schema: &mut Value, names: &[String], _: &[String], choices: &mut Choices<'_>) {
    let new = name(names, choices).to_owned();
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    let Some(old) = properties.keys().nth(choices.below(properties.len())).cloned() else {
        return;
    };
    if !properties.contains_key(&new) {
        rekey(properties, &old, &new);
        let required = schema
            .get_mut("required")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten();
        required
            .filter(|key| **key == old.as_str())
            .for_each(|key| *key = json!(new));
    }
}

/// A schema of any kind.
fn schema(names: &[String], schemas: &[String], choices: &mut Choices<'_>, depth: usize) -> Value {
    let inner = |choices: &mut Choices<'_>| match depth {
        0 => json!({ "type": "string", "format": choices.one(&FORMATS) }),
        _ => schema(names, schemas, choices, depth - 1),
    };
    match choices.below(20) {
        0 => json!({ "type": "string", "format": choices.one(&FORMATS) }),
        1 => json!({ "type": "integer", "format": choices.one(&FORMATS) }),
        2 => json!({ "type": "number", "minimum": 1 }),
        3 => json!({ "type": "boolean" }),
        4 => json!({ "type": "array", "items": inner(choices), "maxItems": 3 }),
        5 | 6 => json!({ "type": "object", "additionalProperties": inner(choices) }),
        7 => json!({ "type": "object", "additionalProperties": false }),
        8 => json!({}),
        9 => json!({ "type": "string", "enum": [name(names, choices), name(names, choices), ""] }),
        10 => json!({ "type": "string", "enum": [name(names, choices)] }),
        11 => json!({ "oneOf": [inner(choices), inner(choices)] }),
        12 => json!({ "anyOf": [inner(choices), { "type": "null" }] }),
        13 => {
            json!({ "allOf": [inner(choices), { "type": "object", "properties": { name(names, choices): inner(choices) } }] })
        }
        14 | 15 => {
            let key = name(names, choices);
            json!({ "type": "object", "required": [key], "properties": { key: inner(choices), "other": inner(choices) } })
        }
        16 => {
            json!({ "type": "object", "properties": { name(names, choices): inner(choices) }, "additionalProperties": inner(choices) })
        }
        17 => json!({ "type": "string", "format": "password" }),
        _ if schemas.is_empty() => json!({ "type": "string", "x-client-type": "i64" }),
        _ => json!({ "$ref": format!("#/components/schemas/{}", schemas[choices.below(schemas.len())]) }),
    }
}

fn replace(old: &mut Value, names: &[String], schemas: &[String], choices: &mut Choices<'_>) {
    *old = schema(names, schemas, choices, 2);
}

/// Adds or takes away what concerns a schema as a whole.
fn flag(schema: &mut Value, _: &[String], _: &[String], choices: &mut Choices<'_>) {
    let first = schema
        .get("properties")
        .and_then(Value::as_object)
        .and_then(|map| map.keys().next().cloned());
    let Some(map) = schema.as_object_mut() else { return };
    match choices.below(9) {
        0 => map.insert("nullable".to_owned(), json!(true)),
        1 => map.insert("readOnly".to_owned(), json!(true)),
        2 => map.insert("writeOnly".to_owned(), json!(true)),
        3 => map.insert("deprecated".to_owned(), json!(true)),
        4 => map.shift_remove("required"),
        5 => first.and_then(|key| map.insert("required".to_owned(), json!([key]))),
        6 => map.insert("format".to_owned(), json!(choices.one(&FORMATS))),
        7 => map.insert("maxLength".to_owned(), json!(7)),
        _ => map.insert("maximum".to_owned(), json!(7.5)),
    };
}

fn default(schema: &mut Value, names: &[String], _: &[String], choices: &mut Choices<'_>) {
    let value = match choices.below(7) {
        0 => json!(null),
        1 => json!(1),
        2 => json!(""),
        3 => json!([]),
        4 => json!({}),
        5 => json!(true),
        _ => json!(name(names, choices)),
    };
    if let Some(map) = schema.as_object_mut() {
        let key = if choices.once_in(4) { "const" } else { "default" };
        map.insert(key.to_owned(), value);
    }
}

/// What an overlay may say about a schema.
fn extend(schema: &mut Value, names: &[String], _: &[String], choices: &mut Choices<'_>) {
    let keys: Vec<String> = schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(|map| map.keys().cloned())
        .collect();
    let Some(map) = schema.as_object_mut() else { return };
    let name = name(names, choices);
    let (key, value) = match choices.below(6) {
        0 => ("x-client-name", json!(name)),
        1 => ("x-client-field", json!(name)),
        2 => ("x-client-open", json!(choices.once_in(2))),
        3 => ("x-client-absent", json!("default")),
        4 => ("x-client-one-of", json!({ name: keys })),
        _ => ("x-client-skip", json!(true)),
    };
    map.insert(key.to_owned(), value);
}

fn rename_operation(operation: &mut Value, names: &[String], _: &[String], choices: &mut Choices<'_>) {
    let name = name(names, choices);
    match choices.below(4) {
        0 | 1 => operation["operationId"] = json!(name),
        2 => operation["tags"] = json!([name]),
        _ => operation["x-client-error"] = json!(name),
    }
}

fn parameter(operation: &mut Value, names: &[String], schemas: &[String], choices: &mut Choices<'_>) {
    let home = ["query", "header", "cookie"][choices.below(3)];
    let mut new = json!({ "name": name(names, choices), "in": home, "required": choices.once_in(2) });
    let schema = schema(names, schemas, choices, 1);
    match choices.below(5) {
        0 => new["content"] = json!({ "application/json": { "schema": schema } }),
        1 => {
            new["schema"] = schema;
            new["explode"] = json!(false);
        }
        2 if home == "query" => {
            new["schema"] = schema;
            new["style"] = json!(choices.one(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]));
        }
        _ => new["schema"] = schema,
    }
    match operation.get_mut("parameters").and_then(Value::as_array_mut) {
        Some(list) => list.push(new),
        None => operation["parameters"] = json!([new]),
    }
}

fn content(names: &[String], schemas: &[String], choices: &mut Choices<'_>) -> Value {
    let media = if choices.once_in(2) {
        "application/json"
    } else {
        choices.one(&MEDIA)
    };
    json!({ media: { "schema": schema(names, schemas, choices, 2) } })
}

fn response(operation: &mut Value, names: &[String], schemas: &[String], choices: &mut Choices<'_>) {
    if !operation["responses"].is_object() {
        operation["responses"] = json!({});
    }
    let content = content(names, schemas, choices);
    operation["responses"][choices.one(&STATUSES)] = json!({ "description": "Added.", "content": content });
}

fn body(operation: &mut Value, names: &[String], schemas: &[String], choices: &mut Choices<'_>) {
    let content = content(names, schemas, choices);
    operation["requestBody"] = json!({ "required": choices.once_in(2), "content": content });
}

fn own_server(operation: &mut Value, names: &[String], _: &[String], choices: &mut Choices<'_>) {
    operation["servers"] = server(names, choices);
}

fn servers(root: &mut Value, names: &[String], choices: &mut Choices<'_>) {
    root["servers"] = server(names, choices);
    if !root["components"].is_object() {
        root["components"] = json!({});
    }
    let scheme = json!({ "type": "apiKey", "in": "header", "name": "X-Key" });
    root["components"]["securitySchemes"] = json!({ name(names, choices): scheme });
}

fn server(names: &[String], choices: &mut Choices<'_>) -> Value {
    let name = name(names, choices);
    json!([{ "url": format!("https://{{{name}}}.example.test/v1"), "variables": { name: { "default": "a" } } }])
}
