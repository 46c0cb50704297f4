//! Schemas that lead to each other, one after the other.

use super::{Files, Shape, each, shape, with_schemas};

pub(super) const SHAPES: &[Shape] = &[
    shape("schemas that are a reference to the next", 1000, |size| {
        chain(size, |next| format!("{{$ref: '{next}'}}"))
    }),
    shape("schemas with a property of the next", 120, |size| {
        chain(size, |next| {
            format!("{{type: object, properties: {{next: {{$ref: '{next}'}}, name: {{type: string}}}}}}")
        })
    }),
    shape("schemas that are a list of the next", 1000, |size| {
        chain(size, |next| format!("{{type: array, items: {{$ref: '{next}'}}}}"))
    }),
    shape("schemas that are a map of the next", 1000, |size| {
        chain(size, |next| {
            format!("{{type: object, additionalProperties: {{$ref: '{next}'}}}}")
        })
    }),
    shape("schemas that extend the next", 100, |size| {
        chain(size, |next| {
            format!("{{allOf: [{{$ref: '{next}'}}, {{type: object, properties: {{name: {{type: string}}}}}}]}}")
        })
    }),
    shape("schemas that are an allOf of the next alone", 1000, |size| {
        chain(size, |next| format!("{{allOf: [{{$ref: '{next}'}}]}}"))
    }),
    shape("schemas that are a oneOf of the next or a text", 250, |size| {
        chain(size, |next| {
            format!("{{oneOf: [{{$ref: '{next}'}}, {{type: string}}]}}")
        })
    }),
    shape("schemas that are a list of the next or null", 80, |size| {
        chain(size, |next| {
            format!(
                "{{oneOf: [{{type: array, items: {{$ref: '{next}'}}}}, {{type: object, properties: {{name: {{type: string}}}}}}]}}"
            )
        })
    }),
    shape("schemas that are written but not read", 100, |size| {
        chain(size, |next| {
            format!("{{type: object, properties: {{next: {{$ref: '{next}'}}, id: {{type: string, readOnly: true}}}}}}")
        })
    }),
    shape("schemas that are the next or a combination with it", 60, |size| {
        chain(size, |next| {
            format!(
                "{{oneOf: [{{$ref: '{next}'}}, {{allOf: [{{$ref: '{next}'}}, {{properties: {{name: {{type: string}}}}}}]}}]}}"
            )
        })
    }),
    shape("schemas that are a combination with the next or another", 60, |size| {
        chain(size, |next| {
            let with = |key: &str| {
                format!(
                    "{{allOf: [{{$ref: '{next}'}}, {{required: [{key}], properties: {{{key}: {{type: string}}}}}}]}}"
                )
            };
            format!("{{oneOf: [{}, {}]}}", with("left"), with("right"))
        })
    }),
    shape(
        "schemas with properties of the next that two parts describe",
        60,
        |size| {
            chain(size, |next| {
                format!(
                    "{{allOf: [{{properties: {{left: {{$ref: '{next}'}}, right: {{$ref: '{next}'}}}}}}, \
                 {{properties: {{left: {{properties: {{a: {{type: string}}}}}}, right: {{properties: {{b: {{type: string}}}}}}}}}}]}}"
                )
            })
        },
    ),
    shape("schemas that are lists by position in two parts", 60, |size| {
        chain(size, |next| {
            format!(
                "{{allOf: [{{type: array, items: [{{$ref: '{next}'}}, {{type: string}}]}}, \
                 {{type: array, items: [{{type: integer}}, {{$ref: '{next}'}}]}}]}}"
            )
        })
    }),
    shape("nested properties", 1000, |size| {
        nested(size, "{type: object, properties: {inner: ", "}}")
    }),
    shape("nested lists", 1000, |size| nested(size, "{type: array, items: ", "}")),
    shape("nested maps", 1000, |size| {
        nested(size, "{type: object, additionalProperties: ", "}")
    }),
    shape("nested allOf", 1000, |size| nested(size, "{allOf: [", "]}")),
    shape("nested properties in JSON", 1000, in_json),
    shape("branches of nested properties", 12, |size| {
        let mut out = "    Root:\n      oneOf:\n".to_owned();
        out += &each(size, |index| {
            let (open, close) = ("{type: object, properties: {inner: ".repeat(40), "}}".repeat(40));
            format!("        - {open}{{type: string, maxLength: {}}}{close}", index + 1)
        });
        with_schemas(&out)
    }),
];

/// `Root` → `Link1` → … → a text.
fn chain(size: usize, link: impl Fn(&str) -> String) -> Files {
    let name = |index| {
        if index == 0 {
            "Root".to_owned()
        } else {
            format!("Link{index}")
        }
    };
    let links = each(size, |index| {
        let next = format!("#/components/schemas/{}", name(index + 1));
        format!("    {}: {}", name(index), link(&next))
    });
    with_schemas(&format!(
        "{links}    {}: {{type: object, properties: {{end: {{type: string}}}}}}\n",
        name(size)
    ))
}

fn nested(size: usize, open: &str, close: &str) -> Files {
    let (open, close) = (open.repeat(size), close.repeat(size));
    with_schemas(&format!("    Root: {open}{{type: string}}{close}\n"))
}

fn in_json(size: usize) -> Files {
    let open = r#"{"type":"object","properties":{"inner":"#.repeat(size);
    let text = format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"Hostile","version":"1"}},"paths":{{}},"components":{{"schemas":{{"Root":{open}{{"type":"string"}}{}}}}}}}"#,
        "}}".repeat(size)
    );
    vec![("api.json".to_owned(), text)]
}
