//! Many operations, and operations with many parts.

use super::{Files, HEAD, OPERATION, Shape, alone, each, shape};

const FINE: &str = "responses: {'204': {description: Fine.}}";

pub(super) const SHAPES: &[Shape] = &[
    shape("operations", 100, |size| {
        paths(size, |index| {
            format!("  /a{index}: {{get: {{operationId: find{index}, {FINE}}}}}")
        })
    }),
    shape("operations without an id", 100, |size| {
        paths(size, |index| format!("  /a{index}: {{get: {{{FINE}}}}}"))
    }),
    shape("operations below the same path", 100, |size| {
        paths(size, |index| {
            format!(
                "  /api/v1/things/{{id}}/parts/{index}: {{get: {{parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}], {FINE}}}}}"
            )
        })
    }),
    shape("operations with ids that collide", 100, |size| {
        paths(size, |index| {
            format!(
                "  /a{index}: {{get: {{operationId: 'find{}things', {FINE}}}}}",
                "-".repeat(index % 50) + &"_".repeat(index / 50)
            )
        })
    }),
    shape("operations of the same id", 100, |size| {
        paths(size, |index| {
            format!("  /a{index}: {{get: {{operationId: find, {FINE}}}}}")
        })
    }),
    shape("operations with a tag each", 100, |size| {
        paths(size, |index| {
            format!("  /a{index}: {{get: {{tags: [tag{index}], operationId: find{index}, {FINE}}}}}")
        })
    }),
    shape("operations with tags that collide", 100, |size| {
        paths(size, |index| {
            format!(
                "  /a{index}: {{get: {{tags: ['tag{}x'], operationId: find{index}, {FINE}}}}}",
                "-".repeat(index % 50) + &"_".repeat(index / 50)
            )
        })
    }),
    shape("operations with many tags", 100, |size| {
        paths(size, |index| {
            format!(
                "  /a{index}: {{get: {{tags: [one, two, three, tag{index}], operationId: one_find{index}, {FINE}}}}}"
            )
        })
    }),
    shape("operations with bodies", 50, |size| {
        paths(size, |index| {
            format!(
                "  /a{index}: {{post: {{tags: [t{}], requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{a: {{type: string}}}}}}}}}}}}, responses: {{'200': {{description: Fine., content: {{application/json: {{schema: {{type: object, properties: {{b: {{type: string}}}}}}}}}}}}, '404': {{description: Gone., content: {{application/json: {{schema: {{type: object, properties: {{code: {{type: string}}}}}}}}}}}}}}}}}}",
                index % 7
            )
        })
    }),
    shape("operations with errors of their own", 50, |size| {
        paths(size, |index| {
            format!(
                "  /a{index}: {{get: {{responses: {{'204': {{description: Fine.}}, '400': {{description: No., content: {{application/json: {{schema: {{type: object, properties: {{code{index}: {{type: string}}}}}}}}}}}}, '404': {{description: Gone., content: {{application/json: {{schema: {{type: object, properties: {{text{index}: {{type: string}}}}}}}}}}}}}}}}}}"
            )
        })
    }),
    shape("operations that cannot be read", 100, |size| {
        paths(size, |index| {
            format!("  /a{index}: {{get: {{operationId: find{index}, parameters: 7, responses: 8}}}}")
        })
    }),
    shape("parameters", 250, |size| {
        alone(format!(
            "{HEAD}paths:\n  /a:\n    get:\n      operationId: find\n      {FINE}\n      parameters:\n{}",
            each(size, |index| format!(
                "        - {{name: p{index}, in: query, schema: {{type: string}}}}"
            ))
        ))
    }),
    shape("parameters with names that collide", 250, |size| {
        alone(format!(
            "{HEAD}paths:\n  /a:\n    get:\n      operationId: find\n      {FINE}\n      parameters:\n{}",
            each(size, |index| format!(
                "        - {{name: 'p{}x', in: query, schema: {{type: string}}}}",
                "-".repeat(index % 50) + &"_".repeat(index / 50)
            ))
        ))
    }),
    shape("parameters of a path", 100, |size| {
        let holes = (0..size).map(|index| format!("/{{p{index}}}")).collect::<String>();
        alone(format!(
            "{HEAD}paths:\n  ? '{holes}'\n  : get:\n      operationId: find\n      {FINE}\n      parameters:\n{}",
            each(size, |index| format!(
                "        - {{name: p{index}, in: path, required: true, schema: {{type: string}}}}"
            ))
        ))
    }),
    shape("parameters that are references", 250, |size| {
        alone(format!(
            "{HEAD}paths:\n  /a:\n    get:\n      operationId: find\n      {FINE}\n      parameters:\n{}components:\n  parameters:\n{}",
            each(size, |index| format!(
                "        - {{$ref: '#/components/parameters/P{index}'}}"
            )),
            each(size, |index| format!(
                "    P{index}: {{name: p{index}, in: query, schema: {{type: string}}}}"
            ))
        ))
    }),
    shape("parameters of a path item with many operations", 50, |size| {
        paths(size, |index| format!("  /a{index}: {{parameters: [{{$ref: '#/components/parameters/P'}}], get: {{{FINE}}}, put: {{{FINE}}}}}")).into_iter().map(|(name, text)| (name, text + "components:\n  parameters:\n    P: {name: p, in: query, schema: {type: string, enum: [a, b]}}\n")).collect()
    }),
    shape("responses", 250, |size| {
        // There are 500 statuses; the others are not any.
        alone(format!(
            "{HEAD}paths:\n  /a:\n    get:\n      operationId: find\n      responses:\n        '204': {{description: Fine.}}\n{}",
            each(size, |index| format!(
                "        '{}': {{description: No., content: {{application/json: {{schema: {{type: object, properties: {{a{index}: {{type: string}}}}}}}}}}}}",
                index + 300
            ))
        ))
    }),
    shape("media types", 250, |size| {
        alone(format!(
            "{HEAD}paths:\n  /a:\n    get:\n      operationId: find\n      responses:\n        '200':\n          description: Fine.\n          content:\n{}",
            each(size, |index| format!(
                "            application/v{index}+json: {{schema: {{type: object, properties: {{a{index}: {{type: string}}}}}}}}"
            ))
        ))
    }),
    shape("headers of a response", 500, |size| {
        alone(format!(
            "{HEAD}paths:\n  /a:\n    get:\n      operationId: find\n      responses:\n        '204':\n          description: Fine.\n          headers:\n{}",
            each(size, |index| format!(
                "            X-H{index}: {{schema: {{type: string}}}}"
            ))
        ))
    }),
    shape("fields of a form", 250, |size| {
        alone(format!(
            "{HEAD}paths:\n  /a:\n    post:\n      operationId: send\n      {FINE}\n      requestBody:\n        content:\n          multipart/form-data:\n            schema:\n              type: object\n              properties:\n{}",
            each(size, |index| format!("                f{index}: {{type: string}}"))
        ))
    }),
    shape("tags", 500, |size| {
        tail("tags", size, |index| {
            format!("  - {{name: tag{index}, description: Text.}}")
        })
    }),
    shape("tags that are used", 100, |size| {
        paths(size, |index| {
            format!("  /a{index}: {{get: {{tags: [tag{index}], {FINE}}}}}")
        })
        .into_iter()
        .map(|(name, text)| {
            (
                name,
                format!(
                    "{text}tags:\n{}",
                    each(size, |index| format!("  - {{name: tag{index}, description: Text.}}"))
                ),
            )
        })
        .collect()
    }),
    shape("servers", 1000, |size| {
        tail("servers", size, |index| {
            format!("  - {{url: 'https://a{index}.example'}}")
        })
    }),
    shape("variables of a server", 250, |size| {
        let holes = (0..size).map(|index| format!("/{{v{index}}}")).collect::<String>();
        let all = each(size, |index| format!("      v{index}: {{default: x}}"));
        alone(format!(
            "{HEAD}{}servers:\n  - url: 'https://a.example{holes}'\n    variables:\n{all}",
            paths_text()
        ))
    }),
    shape("security schemes", 100, |size| {
        alone(format!(
            "{HEAD}{}security:\n{}components:\n  securitySchemes:\n{}",
            paths_text(),
            each(size, |index| format!("  - {{s{index}: []}}")),
            each(size, |index| format!(
                "    s{index}: {{type: apiKey, in: header, name: X-Key{index}}}"
            ))
        ))
    }),
    shape("callbacks", 100, |size| {
        alone(format!(
            "{HEAD}paths:\n  /a:\n    get:\n      operationId: find\n      {FINE}\n      callbacks:\n{}",
            each(size, |index| format!(
                "        c{index}: {{'{{$request.body#/url}}': {{post: {{requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{a{index}: {{type: string}}}}}}}}}}}}, {FINE}}}}}}}"
            ))
        ))
    }),
    shape("webhooks", 100, |size| {
        alone(format!(
            "{}{}webhooks:\n{}",
            HEAD.replace("3.0.3", "3.1.0"),
            paths_text(),
            each(size, |index| format!(
                "  hook{index}: {{post: {{requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{a: {{type: string}}}}}}}}}}}}, {FINE}}}}}"
            ))
        ))
    }),
];

fn paths_text() -> String {
    format!("paths:\n  /a: {{get: {{operationId: find, {FINE}}}}}\n")
}

fn paths(size: usize, line: impl Fn(usize) -> String) -> Files {
    alone(format!("{HEAD}paths:\n{}", each(size, line)))
}

/// A list at the top of a plain document.
fn tail(key: &str, size: usize, line: impl Fn(usize) -> String) -> Files {
    let root = "components:\n  schemas:\n    Root: {type: string}\n";
    alone(format!("{HEAD}{OPERATION}{root}{key}:\n{}", each(size, line)))
}
