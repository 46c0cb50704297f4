//! An outline as an OpenAPI document.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::outline::{Id, Kind, Operation, Outline, Schema};

/// What a description begins with.
const MARK: &str = "thing ";

/// The OpenAPI document of an outline.
pub fn render(outline: &Outline) -> Value {
    let names: Names = outline
        .components
        .iter()
        .map(|component| (component.schema.id, component.name.as_str()))
        .collect();
    let mut paths: Map<String, Value> = Map::new();
    for operation in &outline.operations {
        let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
        item[operation.method] = of_operation(operation, &names);
    }
    let components = outline.components.iter();
    let schemas: Map<String, Value> = components
        .map(|component| (component.name.clone(), of_schema(&component.schema, &names)))
        .collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Edits", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

/// The number of the thing that a description is of.
pub fn number(description: Option<&str>) -> Option<Id> {
    description?.strip_prefix(MARK)?.parse().ok()
}

type Names<'a> = BTreeMap<Id, &'a str>;

fn of_operation(operation: &Operation, names: &Names) -> Value {
    let content = |schema: &Schema| json!({ "application/json": { "schema": of_schema(schema, names) } });
    let mut responses = Map::new();
    let success = json!({ "description": "Done.", "content": content(&operation.success) });
    responses.insert("200".to_owned(), success);
    for failure in &operation.failures {
        let response = json!({ "description": "Refused.", "content": content(&failure.schema) });
        responses.insert(failure.status.to_owned(), response);
    }
    let parameters = operation.parameters.iter().map(|parameter| {
        let schema = of_schema(&parameter.schema, names);
        json!({ "name": parameter.name, "in": parameter.place, "schema": schema })
    });
    let mut out = json!({
        "description": format!("{MARK}{}", operation.id),
        "parameters": parameters.collect::<Vec<_>>(),
        "responses": responses,
    });
    if let Some(body) = &operation.body {
        out["requestBody"] = json!({ "required": true, "content": content(body) });
    }
    if let Some(tag) = operation.tag {
        out["tags"] = json!([tag]);
    }
    if let Some(name) = &operation.name {
        out["operationId"] = json!(name);
    }
    if let Some(error) = operation.error {
        out["x-client-error"] = json!(error);
    }
    out
}

fn of_schema(schema: &Schema, names: &Names) -> Value {
    let mut out = match &schema.kind {
        Kind::Reference(id) => return json!({ "$ref": format!("#/components/schemas/{}", names[id]) }),
        Kind::Text => json!({ "type": "string" }),
        Kind::Enum => json!({ "type": "string", "enum": ["on", "off"] }),
        Kind::List(items) => json!({ "type": "array", "items": of_schema(items, names) }),
        Kind::Choice(branches) => {
            let branches: Vec<Value> = branches.iter().map(|branch| of_schema(branch, names)).collect();
            json!({ "oneOf": branches })
        }
        Kind::Record(properties) => {
            let own = format!("own{}", schema.id);
            let others = properties.iter();
            let others = others.map(|property| (property.name.clone(), of_schema(&property.schema, names)));
            let first = (own.clone(), json!({ "type": "boolean" }));
            let properties: Map<String, Value> = [first].into_iter().chain(others).collect();
            json!({ "type": "object", "required": [own], "properties": properties })
        }
    };
    out["description"] = json!(format!("{MARK}{}", schema.id));
    out
}
