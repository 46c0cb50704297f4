//! A Swagger 2.0 document that is converted to OpenAPI 3 for good.

use oasmith::config::Lock;
use serde_json::{Value, json};

use super::things::run;

/// A document with types of every kind of place.
fn swagger() -> Value {
    let inner = json!({ "type": "object", "properties": { "inner": { "type": "object", "properties": { "a": { "type": "string" } } } } });
    json!({
        "swagger": "2.0",
        "info": { "title": "Conversion", "version": "1" },
        "parameters": { "Kind": { "name": "kind", "in": "query", "type": "string", "enum": ["a", "b"] } },
        "responses": { "No": { "description": "No.", "schema": inner } },
        "paths": { "/a": { "post": {
            "operationId": "a",
            "parameters": [
                { "name": "body", "in": "body", "required": true, "schema": inner },
                { "$ref": "#/parameters/Kind" },
                { "name": "sort", "in": "query", "type": "string", "enum": ["a", "b"] },
            ],
            "responses": { "200": { "description": "Good.", "schema": { "$ref": "#/definitions/Thing" } }, "404": { "$ref": "#/responses/No" } },
        } } },
        "definitions": { "Thing": { "type": "object", "properties": { "sub": inner } } },
    })
}

/// The same as people or other programs convert it.
fn openapi() -> Value {
    let old = swagger();
    let inner = old["responses"]["No"]["schema"].clone();
    let content = |schema: Value| json!({ "application/json": { "schema": schema } });
    let kind = json!({ "type": "string", "enum": ["a", "b"] });
    json!({
        "openapi": "3.0.3",
        "info": old["info"],
        "paths": { "/a": { "post": {
            "operationId": "a",
            "parameters": [
                { "$ref": "#/components/parameters/Kind" },
                { "name": "sort", "in": "query", "schema": kind },
            ],
            "requestBody": { "required": true, "content": content(inner.clone()) },
            "responses": {
                "200": { "description": "Good.", "content": content(json!({ "$ref": "#/components/schemas/Thing" })) },
                "404": { "$ref": "#/components/responses/No" },
            },
        } } },
        "components": {
            "schemas": old["definitions"],
            "parameters": { "Kind": { "name": "kind", "in": "query", "schema": kind } },
            "responses": { "No": { "description": "No.", "content": content(inner) } },
        },
    })
}

#[test]
fn names_stay_when_a_swagger_document_is_converted() {
    let first = run(&swagger(), Lock::default());
    let lock = first.kept();
    let same = run(&swagger(), lock.clone());
    let converted = run(&openapi(), lock);
    assert!(
        same.names().iter().all(|name| name.starts_with("Kept")),
        "{:?}",
        same.names()
    );
    assert_eq!(converted.names(), same.names(), "{}", same.lock.text());
    assert_eq!(converted.lock.text(), same.lock.text());
    assert_eq!(converted.doubts(), [""; 0]);
}
