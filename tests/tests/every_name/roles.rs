//! What a name can be the name of: each role adds all names to a document.

use serde_json::{Value, json};

use super::{each, operation};

/// Adds all names to a document in one role.
type Role = fn(&mut Value, &[String]);

pub(crate) const ALL: [(&str, Role); 16] = [
    ("records", records),
    ("enums", enums),
    ("closed_enums", closed_enums),
    ("unions", unions),
    ("branches", branches),
    ("error_bodies", error_bodies),
    ("error_types", error_types),
    ("operations", operations),
    ("tags", tags),
    ("parameters", parameters),
    ("needed_parameters", needed_parameters),
    ("properties", properties),
    ("body_fields", body_fields),
    ("server_variables", server_variables),
    ("schemes", schemes),
    ("webhooks", webhooks),
];

fn json_of(schema: Value) -> Value {
    json!({ "required": true, "content": { "application/json": { "schema": schema } } })
}

fn reply_of(schema: Value) -> Value {
    json!({ "description": "Done.", "content": { "application/json": { "schema": schema } } })
}

/// The names that look like a type's: no other can stand for one where types are seen. All names are records, so the
/// other roles of types are content with these.
fn of_types(names: &[String]) -> Vec<String> {
    let is_upper = |name: &&String| name.starts_with(|first: char| first.is_ascii_uppercase());
    names.iter().filter(is_upper).cloned().collect()
}

/// Adds schemas, and an operation of the group that receives all of them.
fn schemas(document: &mut Value, names: &[String], schema: impl Fn(usize, &str) -> Value) {
    let holder = each(
        names,
        |_, name| json!({ "$ref": format!("#/components/schemas/{name}") }),
    );
    for (name, schema) in each(names, schema) {
        document["components"]["schemas"][name] = schema;
    }
    let schema = json!({ "$ref": "#/components/schemas/SinkAll" });
    document["components"]["schemas"]["SinkAll"] = json!({ "type": "object", "properties": holder });
    let more = json!({ "responses": { "200": reply_of(schema) } });
    document["paths"]["/all"] = json!({ "get": operation("getAll", more) });
}

fn records(document: &mut Value, names: &[String]) {
    let properties = json!({ "x": { "type": "string", "maxLength": 5 }, "y": { "type": ["integer", "null"] } });
    schemas(document, names, |index, _| match index % 2 {
        0 => json!({ "type": "object", "required": ["x"], "properties": properties }),
        _ => json!({ "type": "object", "properties": properties, "additionalProperties": { "type": "number" } }),
    });
}

fn enums(document: &mut Value, names: &[String]) {
    let enumeration = json!({ "type": "string", "enum": names });
    schemas(
        document,
        &of_types(names),
        |_, _| json!({ "type": "string", "enum": ["a"] }),
    );
    document["components"]["schemas"]["SinkAllValues"] = enumeration;
    document["components"]["schemas"]["SinkAll"]["properties"]["sinkAllValues"] =
        json!({ "$ref": "#/components/schemas/SinkAllValues" });
}

fn closed_enums(document: &mut Value, names: &[String]) {
    let closed = |values: Value| json!({ "type": "string", "enum": values, "x-client-open": false });
    let enumeration = closed(json!(names));
    schemas(document, &of_types(names), |_, _| closed(json!(["a"])));
    document["components"]["schemas"]["SinkAllValues"] = enumeration;
    document["components"]["schemas"]["SinkAll"]["properties"]["sinkAllValues"] =
        json!({ "$ref": "#/components/schemas/SinkAllValues" });
}

fn unions(document: &mut Value, names: &[String]) {
    let object =
        |key: &str, schema: Value| json!({ "type": "object", "required": [key], "properties": { key: schema } });
    schemas(document, &of_types(names), |index, _| match index % 4 {
        0 | 1 => json!({ "oneOf": [{ "type": "string" }, { "type": "integer" }] }),
        2 => json!({ "oneOf": [object("a", json!({ "type": "string" })), object("b", json!({ "type": "number" }))] }),
        _ => json!({ "oneOf": [object("c", json!({ "const": 1 })), object("c", json!({ "const": 2 }))] }),
    });
}

/// Records that are the branches of one union, each with its name as a tag.
fn branches(document: &mut Value, names: &[String]) {
    schemas(
        document,
        names,
        |_, _| json!({ "type": "object", "required": ["side"], "properties": { "side": { "type": "string" } } }),
    );
    let references: Vec<Value> = names
        .iter()
        .map(|name| json!({ "$ref": format!("#/components/schemas/{name}") }))
        .collect();
    document["components"]["schemas"]["SinkAll"] =
        json!({ "oneOf": references, "discriminator": { "propertyName": "side" } });
}

/// Each name is the body of some status.
fn error_bodies(document: &mut Value, names: &[String]) {
    for (name, schema) in each(
        names,
        |_, _| json!({ "type": "object", "properties": { "x": { "type": "string" } } }),
    ) {
        document["components"]["schemas"][name] = schema;
    }
    for (number, names) in names.chunks(100).enumerate() {
        let replies: serde_json::Map<String, Value> = names
            .iter()
            .zip(400..)
            .map(|(name, status): (_, u16)| {
                let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
                (status.to_string(), reply_of(schema))
            })
            .collect();
        let more = json!({ "responses": replies });
        document["paths"][format!("/errors/{number}")] = json!({ "get": operation(&format!("fail{number}"), more) });
    }
}

/// The type of the error bodies of an operation has each name.
fn error_types(document: &mut Value, names: &[String]) {
    for (number, name) in of_types(names).into_iter().enumerate() {
        let body = json!({ "$ref": format!("#/components/schemas/Body{number}") });
        document["components"]["schemas"][format!("Body{number}")] =
            json!({ "type": "object", "properties": { "x": { "const": 1 } } });
        let replies = json!({ "400": reply_of(body), "401": reply_of(json!({ "type": "string" })) });
        let more = json!({ "x-client-error": name, "responses": replies });
        document["paths"][format!("/errors/{number}")] = json!({ "get": operation(&format!("fail{number}"), more) });
    }
}

fn operations(document: &mut Value, names: &[String]) {
    for (number, name) in names.iter().enumerate() {
        document["paths"][format!("/operations/{number}")] = json!({ "get": operation(name, json!({})) });
    }
}

fn tags(document: &mut Value, names: &[String]) {
    for (number, name) in names.iter().enumerate() {
        let more = json!({ "tags": [name] });
        let id = format!("visit{number}");
        document["paths"][format!("/groups/{number}")] = json!({ "get": operation(&id, more) });
    }
}

fn parameters(document: &mut Value, names: &[String]) {
    let homes = ["query", "header", "cookie"];
    for (number, names) in names.chunks(60).enumerate() {
        let parameter = |(index, name)| json!({ "name": name, "in": homes[index % 3], "schema": { "type": "string" } });
        let parameters: Vec<Value> = names.iter().enumerate().map(parameter).collect();
        let id = format!("ask{number}");
        document["paths"][format!("/ask/{number}")] =
            json!({ "get": operation(&id, json!({ "parameters": parameters })) });
    }
}

fn needed_parameters(document: &mut Value, names: &[String]) {
    for (number, names) in names.chunks(30).enumerate() {
        let parameters = names.iter().enumerate().map(|(index, name)| match index % 3 {
            0 => json!({ "name": name, "in": "query", "required": true, "schema": { "type": "string" } }),
            1 => json!({ "name": name, "in": "header", "required": true, "schema": { "type": "integer" } }),
            _ => json!({ "name": name, "in": "query", "required": true, "schema": { "type": "array", "items": { "type": "string" } } }),
        });
        let parameters: Vec<Value> = parameters.collect();
        let id = format!("need{number}");
        document["paths"][format!("/need/{number}")] =
            json!({ "get": operation(&id, json!({ "parameters": parameters })) });
    }
}

/// Records whose fields have all names: optional, needed, and some of them only read or only written.
fn properties(document: &mut Value, names: &[String]) {
    let texts = each(names, |index, _| match index % 7 {
        5 => json!({ "type": "string", "readOnly": true }),
        6 => json!({ "type": "string", "writeOnly": true }),
        _ => json!({ "type": ["string", "null"], "maxLength": 9 }),
    });
    let numbers = each(names, |index, _| match index % 3 {
        0 => json!({ "type": "integer", "default": 5 }),
        1 => json!({ "type": "number", "maximum": 9 }),
        _ => json!({ "type": "array", "items": { "type": "string" } }),
    });
    let schema = json!({ "$ref": "#/components/schemas/SinkAll" });
    let more = json!({ "requestBody": json_of(schema.clone()), "responses": { "200": reply_of(schema) } });
    document["paths"]["/all"] = json!({ "post": operation("sendAll", more) });
    document["components"]["schemas"]["SinkAll"] = json!({
        "type": "object",
        "properties": {
            "optional": { "type": "object", "properties": texts, "additionalProperties": { "type": "string" } },
            "needed": { "type": "object", "required": names, "properties": numbers },
        },
    });
}

/// Bodies whose fields become arguments and setters of the request: as JSON, as a form, or in several parts.
fn body_fields(document: &mut Value, names: &[String]) {
    let media = [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ];
    for (number, names) in names.chunks(60).enumerate() {
        let media = media[number % 3];
        let needed: Vec<&String> = names.iter().step_by(20).collect();
        let fields = each(names, |_, _| json!({ "type": "string" }));
        let schema = json!({ "type": "object", "required": needed, "properties": fields });
        let body = json!({ "required": true, "content": { media: { "schema": schema } } });
        let id = format!("send{number}");
        document["paths"][format!("/bodies/{number}")] =
            json!({ "post": operation(&id, json!({ "requestBody": body })) });
    }
}

fn server_variables(document: &mut Value, names: &[String]) {
    let names: Vec<String> = names
        .iter()
        .filter(|name| !name.contains(['\'', '#']))
        .cloned()
        .collect();
    let holes: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    let variables = each(&names, |_, _| json!({ "default": "x" }));
    document["servers"] = json!([{ "url": format!("https://sink.test/{}", holes.join("/")), "variables": variables }]);
}

fn schemes(document: &mut Value, names: &[String]) {
    let schemes = each(names, |index, _| match index % 3 {
        0 => json!({ "type": "http", "scheme": "basic" }),
        1 => json!({ "type": "apiKey", "in": "header", "name": "X-Key" }),
        _ => json!({ "type": "apiKey", "in": "query", "name": "key" }),
    });
    document["components"]["securitySchemes"] = Value::Object(schemes);
}

fn webhooks(document: &mut Value, names: &[String]) {
    let hooks = each(names, |index, _| {
        let record = json!({ "$ref": "#/components/schemas/SinkKey" });
        let schema = match index % 2 {
            0 => record,
            _ => json!({ "type": "object", "additionalProperties": { "type": "array", "items": record } }),
        };
        json!({ "post": { "requestBody": json_of(schema), "responses": { "204": { "description": "Heard." } } } })
    });
    document["webhooks"] = Value::Object(hooks);
}
