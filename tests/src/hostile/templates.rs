//! A layer of templates that is filled for each operation and each type, and put around each item.

use super::{Files, HEAD, Shape, each, shape};

pub(super) const SHAPES: &[Shape] = &[
    shape("operations of one group with decorators", 100, |size| {
        let layer = [
            ("items/operation.rs.j2", "/// Of {{ group.name }}.\n{{ item }}"),
            (
                "items/method.rs.j2",
                "/// {{ method.name }} of {{ group.name }}.\n{{ item }}",
            ),
            ("notes/[operation].md.j2", "{{ operation.id }} of {{ group.name }}"),
        ];
        with_layer(operations(size), &layer)
    }),
    shape("types with decorators", 100, |size| {
        let layer = [
            (
                "items/model.rs.j2",
                "/// {{ model.name }} of {{ api.title }}.\n{{ item }}",
            ),
            (
                "items/error.rs.j2",
                "/// {{ error.name }} of {{ api.title }}.\n{{ item }}",
            ),
            ("notes/[model].md.j2", "{{ model.name }}"),
        ];
        with_layer(operations(size), &layer)
    }),
];

/// Operations of one group, each with a type and an error of its own.
fn operations(size: usize) -> String {
    let body = |key: &str, index: usize| {
        format!(
            "content: {{application/json: {{schema: {{type: object, properties: {{{key}{index}: {{type: string}}}}}}}}}}"
        )
    };
    let paths = each(size, |index| {
        format!(
            "  /a{index}: {{get: {{tags: [one], operationId: find{index}, responses: {{'200': {{description: Fine., {}}}, '400': {{description: No., {}}}}}}}}}",
            body("a", index),
            body("code", index)
        )
    });
    format!("{HEAD}paths:\n{paths}")
}

fn with_layer(document: String, layer: &[(&str, &str)]) -> Files {
    let document = ("api.yaml".to_owned(), document);
    let layer = layer.iter();
    let layer = layer.map(|(path, text)| (format!("templates/{path}"), (*text).to_owned()));
    std::iter::once(document).chain(layer).collect()
}
