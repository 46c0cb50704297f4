//! Long lists of values, fields and names.

use super::{Files, HEAD, OPERATION, Shape, alone, each, shape, with_schemas};

pub(super) const SHAPES: &[Shape] = &[
    shape("values of an enum", 2000, |size| {
        values(size, |index| format!("value{index}"))
    }),
    shape("values of an enum that are equal", 2000, |size| {
        values(size, |_| "same".to_owned())
    }),
    shape("values of an enum with names that collide", 2000, |size| {
        values(size, |index| format!("'{}'", spelt("value", index)))
    }),
    shape("values of an enum without letters", 2000, |size| {
        values(size, |index| format!("'{}'", signs(index)))
    }),
    shape("values of an enum that are numbers", 2000, |size| {
        with_schemas(&format!(
            "    Root:\n      type: object\n      properties:\n        n:\n          type: integer\n          enum:\n{}",
            each(size, |index| format!("            - {index}"))
        ))
    }),
    shape("values of an enum of a parameter", 2000, |size| {
        alone(format!(
            "{HEAD}paths:\n  /a:\n    get:\n      operationId: find\n      parameters:\n        - name: p\n          in: query\n          schema:\n            type: string\n            enum:\n{}      responses: {{'204': {{description: Fine.}}}}\n",
            each(size, |index| format!("              - v{index}"))
        ))
    }),
    shape("properties", 1000, |size| fields(size, |index| format!("field{index}"))),
    shape("properties with names that collide", 1000, |size| {
        fields(size, |index| format!("'{}'", spelt("field", index)))
    }),
    shape("properties with names of signs", 1000, |size| {
        fields(size, |index| format!("'{}'", signs(index)))
    }),
    shape("properties that are inline objects", 250, |size| {
        with_schemas(&format!(
            "    Root:\n      type: object\n      properties:\n{}",
            each(size, |index| format!(
                "        p{index}: {{type: object, properties: {{a: {{type: string}}}}}}"
            ))
        ))
    }),
    shape("properties that are required", 1000, |size| {
        let required = each(size, |index| format!("        - p{index}"));
        let list = each(size, |index| format!("        p{index}: {{type: integer, minimum: 1}}"));
        with_schemas(&format!(
            "    Root:\n      type: object\n      required:\n{required}      properties:\n{list}"
        ))
    }),
    shape("required keys that are not there", 1000, |size| {
        with_schemas(&format!(
            "    Root:\n      type: object\n      properties: {{a: {{type: string}}}}\n      required:\n{}",
            each(size, |index| format!("        - r{index}"))
        ))
    }),
    shape("patterns of keys", 500, |size| {
        alone(format!(
            "{}{OPERATION}components:\n  schemas:\n    Root:\n      type: object\n      patternProperties:\n{}",
            HEAD.replace("3.0.3", "3.1.0"),
            each(size, |index| format!("        '^p{index}': {{type: string}}"))
        ))
    }),
    shape("schemas by position", 500, |size| {
        alone(format!(
            "{}{OPERATION}components:\n  schemas:\n    Root:\n      type: array\n      prefixItems:\n{}",
            HEAD.replace("3.0.3", "3.1.0"),
            each(size, |index| format!(
                "        - {{type: string, maxLength: {}}}",
                index + 1
            ))
        ))
    }),
    shape("schemas", 250, |size| {
        let all = each(size, |index| {
            format!("    S{index}: {{type: object, properties: {{a: {{type: string}}}}}}")
        });
        let list = each(size, |index| {
            format!("        s{index}: {{$ref: '#/components/schemas/S{index}'}}")
        });
        with_schemas(&format!(
            "    Root:\n      type: object\n      properties:\n{list}{all}"
        ))
    }),
    shape("schemas with names that collide", 250, |size| {
        let all = each(size, |index| {
            format!(
                "    {}: {{type: object, properties: {{a{index}: {{type: string}}}}}}",
                spelt("schema", index)
            )
        });
        let list = each(size, |index| {
            format!(
                "        s{index}: {{$ref: '#/components/schemas/{}'}}",
                spelt("schema", index)
            )
        });
        with_schemas(&format!(
            "    Root:\n      type: object\n      properties:\n{list}{all}"
        ))
    }),
    shape("schemas that nothing uses", 2000, |size| {
        with_schemas(&format!(
            "    Root: {{type: string}}\n{}",
            each(size, |index| format!(
                "    S{index}: {{type: object, properties: {{a: {{type: string}}}}}}"
            ))
        ))
    }),
    shape("types that are unknown", 500, |size| {
        fields_of(size, |index| format!("        p{index}: {{type: strng}}"))
    }),
    shape("references that lead nowhere", 250, |size| {
        fields_of(size, |index| {
            format!("        p{index}: {{$ref: '#/components/schemas/Gone{index}'}}")
        })
    }),
    shape("keys of the wrong type", 500, |size| {
        fields_of(size, |index| {
            format!("        p{index}: {{type: string, maxLength: many}}")
        })
    }),
    shape("examples", 2000, |size| {
        let list = each(size, |index| {
            format!("              e{index}: {{value: {{a: x{index}}}}}")
        });
        alone(format!(
            "{HEAD}paths:\n  /a:\n    get:\n      operationId: find\n      responses:\n        '200':\n          description: Fine.\n          content:\n            application/json:\n              schema: {{type: object, properties: {{a: {{type: string}}}}}}\n              examples:\n{}",
            list.replace("              e", "                e")
        ))
    }),
    shape("elements of an example", 5000, |size| {
        with_schemas(&format!(
            "    Root:\n      type: object\n      properties: {{a: {{type: string}}}}\n      example:\n{}",
            each(size, |index| format!("        - {{a: {index}}}"))
        ))
    }),
    shape("elements of a default", 1000, |size| {
        with_schemas(&format!(
            "    Root:\n      type: object\n      properties:\n        a:\n          type: array\n          items: {{type: integer}}\n          default:\n{}",
            each(size, |index| format!("            - {index}"))
        ))
    }),
    shape("unknown keys of a schema", 2000, |size| {
        with_schemas(&format!(
            "    Root:\n      type: object\n      properties: {{a: {{type: string}}}}\n{}",
            each(size, |index| format!("      x-key{index}: 1"))
        ))
    }),
];

/// Different texts whose Rust names are the same: the same letters with other signs between them.
fn spelt(word: &str, index: usize) -> String {
    let mut out = word.to_owned();
    for bit in 0..16 {
        out.push_str(if index >> bit & 1 == 1 { "_-" } else { "-" });
        out.push('a');
    }
    out
}

fn values(size: usize, value: impl Fn(usize) -> String) -> Files {
    with_schemas(&format!(
        "    Root:\n      type: string\n      enum:\n{}",
        each(size, |index| format!("        - {}", value(index)))
    ))
}

fn fields(size: usize, name: impl Fn(usize) -> String) -> Files {
    fields_of(size, |index| format!("        {}: {{type: string}}", name(index)))
}

fn fields_of(size: usize, line: impl Fn(usize) -> String) -> Files {
    with_schemas(&format!(
        "    Root:\n      type: object\n      properties:\n{}",
        each(size, line)
    ))
}

/// A number written with signs alone; as many as a number of its size has digits.
fn signs(index: usize) -> String {
    format!("{index:o}")
        .chars()
        .map(|digit| char::from(b"%*=<+!~^"[usize::from(digit as u8 - b'0')]))
        .collect()
}
