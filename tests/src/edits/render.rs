//! An outline as an OpenAPI document.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::outline::{Component, Id, Kind, MAIN, Operation, Outline, Own, Parameter, Property, Record, Schema};

/// What a description begins with.
const MARK: &str = "thing ";

/// The names of callbacks, which operations share.
const CALLBACKS: [&str; 3] = ["done", "changed", "Event"];

/// What the key of an object begins with that no other one has.
const OWN: &str = "own";

/// The OpenAPI documents of an outline with the names of their files. Without descriptions a schema does not have its number.
pub fn render(outline: &Outline, describes: bool) -> Vec<(&'static str, Value)> {
    let document = |file: &&'static str| (called(outline, file), of_file(outline, file, describes));
    outline.files.iter().map(document).collect()
}

/// What a file is called.
fn called<'f>(outline: &Outline, file: &'f str) -> &'f str {
    outline.main.filter(|_| file == MAIN).unwrap_or(file)
}

fn of_file(outline: &Outline, file: &str, describes: bool) -> Value {
    let components = outline.components.iter();
    let reference = |component: &Component| {
        let to_root = if file.contains('/') { "../" } else { "" };
        match component.file == file {
            true => format!("#/components/schemas/{}", component.name),
            false => format!(
                "{to_root}{}#/components/schemas/{}",
                called(outline, component.file),
                component.name
            ),
        }
    };
    let names = Names {
        references: components
            .map(|component| (component.schema.id, reference(component)))
            .collect(),
        describes,
    };
    let mut paths: Map<String, Value> = Map::new();
    for operation in outline.operations.iter().filter(|_| file == MAIN) {
        let id = operation.id_name.map(|name| format!("/{{{name}}}")).unwrap_or_default();
        let item = paths.entry(operation.path.clone() + &id).or_insert_with(|| json!({}));
        let mut others = outline.operations.iter();
        let is_alone = !others.any(|other| other.id != operation.id && other.path == operation.path);
        let is_shared = |parameter: &&Parameter| is_alone && parameter.is_shared;
        let (shared, own): (Vec<_>, Vec<_>) = operation.parameters.iter().partition(is_shared);
        if !shared.is_empty() {
            item["parameters"] = shared.into_iter().map(|one| of_parameter(one, &names)).collect();
        }
        item[operation.method] = of_operation(operation, &own, &names);
    }
    let components = outline.components.iter().filter(|component| component.file == file);
    let schemas: Map<String, Value> = components
        .map(|component| {
            let mut schema = of_schema(&component.schema, &names);
            if let Some(said) = &component.said {
                schema["x-client-name"] = json!(said);
            }
            (component.name.clone(), schema)
        })
        .collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Edits", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

/// The key that only an object with this number has.
pub(super) fn own_key(id: Id) -> String {
    format!("{OWN}{id}")
}

/// The number of the object that has a key of its own.
pub fn owner_of_key(key: &str) -> Option<Id> {
    key.strip_prefix(OWN)?.parse().ok()
}

/// The number of the thing that a description is of.
pub fn number(description: Option<&str>) -> Option<Id> {
    description?.strip_prefix(MARK)?.parse().ok()
}

struct Names {
    /// Component → the reference to it.
    references: BTreeMap<Id, String>,
    /// Whether schemas have descriptions.
    describes: bool,
}

fn of_parameter(parameter: &Parameter, names: &Names) -> Value {
    let schema = of_schema(&parameter.schema, names);
    json!({ "name": parameter.name, "in": parameter.place, "required": parameter.is_required, "schema": schema })
}

fn of_operation(operation: &Operation, parameters: &[&Parameter], names: &Names) -> Value {
    let content = |schema: &Schema| json!({ "application/json": { "schema": of_schema(schema, names) } });
    let mut responses = Map::new();
    let mut success = json!({ "description": "Done.", "content": content(&operation.success) });
    if operation.is_dialect {
        let plain = operation.plain.iter().map(|schema| ("application/json", schema));
        let all = [("application/vnd.x+json", &operation.success)]
            .into_iter()
            .chain(plain);
        let all =
            all.map(|(media_type, schema)| (media_type.to_owned(), json!({ "schema": of_schema(schema, names) })));
        success["content"] = Value::Object(all.collect());
    }
    responses.insert("200".to_owned(), success);
    for failure in &operation.failures {
        let response = json!({ "description": "Refused.", "content": content(&failure.schema) });
        responses.insert(failure.status.to_owned(), response);
    }
    let parameters = parameters.iter().map(|parameter| of_parameter(parameter, names));
    let id = operation.id_name.map(|name| {
        let kinds = json!({ "type": "string", "enum": ["one", "all"] });
        json!({ "name": name, "in": "path", "required": true, "schema": kinds })
    });
    let mut out = json!({
        "description": format!("{MARK}{}", operation.id),
        "parameters": parameters.chain(id).collect::<Vec<_>>(),
        "responses": responses,
    });
    if operation.id.is_multiple_of(3) {
        let name = CALLBACKS[operation.id / 3 % CALLBACKS.len()];
        let body = json!({ "application/json": { "schema": { "type": "string" } } });
        let request = json!({ "description": format!("{MARK}{}", operation.id), "requestBody": { "content": body } });
        out["callbacks"] = json!({ name: { "{$request.body#/url}": { "post": request } } });
    }
    if let Some(body) = &operation.body {
        out["requestBody"] = json!({ "required": true, "content": content(body) });
    }
    if let Some(tag) = operation.tag {
        out["tags"] = json!([tag]);
    }
    if let Some(name) = &operation.name {
        out["operationId"] = json!(name);
    }
    if let Some(group) = operation.group {
        out["x-client-group"] = json!(group);
    }
    if let Some(said) = &operation.said {
        out["x-client-name"] = json!(said);
    }
    if let Some(error) = operation.error {
        out["x-client-error"] = json!(error);
    }
    out
}

fn of_schema(schema: &Schema, names: &Names) -> Value {
    let each = |schemas: &[Schema]| -> Vec<Value> { schemas.iter().map(|schema| of_schema(schema, names)).collect() };
    let mut out = match &schema.kind {
        Kind::Reference(id) => return json!({ "$ref": names.references[id] }),
        Kind::Text(None) => json!({ "type": "string" }),
        Kind::Text(Some(format)) => json!({ "type": "string", "format": format }),
        Kind::Enum(values) => json!({ "type": "string", "enum": values }),
        Kind::List(items) => json!({ "type": "array", "items": of_schema(items, names) }),
        Kind::Map(values) => json!({ "type": "object", "additionalProperties": of_schema(values, names) }),
        Kind::Choice(choice) => {
            let mut out = json!({ choice.word: each(&choice.branches) });
            if !choice.base.is_empty() {
                let required = required(&choice.base);
                if !required.is_empty() {
                    out["required"] = json!(required);
                }
                out["properties"] = Value::Object(of_properties(&choice.base, names));
            }
            out
        }
        Kind::All(members) => json!({ "allOf": each(members) }),
        Kind::Record(record) => of_record(schema.id, record, names),
    };
    if schema.nullable {
        out["nullable"] = json!(true);
    }
    if names.describes {
        out["description"] = json!(format!("{MARK}{}", schema.id));
    }
    out
}

fn of_record(id: Id, record: &Record, names: &Names) -> Value {
    let key = own_key(id);
    let values = json!({ "type": "string", "enum": [format!("kind{id}a"), format!("kind{id}b")] });
    let others = of_properties(&record.properties, names);
    let flag = || (key.clone(), json!({ "type": "boolean" }));
    let (properties, own): (Map<String, Value>, _) = match record.own {
        Own::Required => ([flag()].into_iter().chain(others).collect(), Some(&*key)),
        Own::Optional => (others.into_iter().chain([flag()]).collect(), None),
        Own::Values => {
            let kind = ("kind".to_owned(), values);
            (others.into_iter().chain([kind]).collect(), Some("kind"))
        }
    };
    let required: BTreeSet<&str> = own.into_iter().chain(required(&record.properties)).collect();
    let mut out = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        out["required"] = json!(required);
    }
    out
}

/// The properties that must be there.
fn required(properties: &[Property]) -> Vec<&str> {
    let required = properties.iter().filter(|property| property.is_required);
    required.map(|property| property.name.as_str()).collect()
}

fn of_properties(properties: &[Property], names: &Names) -> Map<String, Value> {
    let each = properties.iter();
    each.map(|property| (property.name.clone(), of_schema(&property.schema, names)))
        .collect()
}
