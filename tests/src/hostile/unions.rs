//! Choices and combinations of many schemas.

use super::{Files, Shape, each, shape, with_schemas};

const OBJECT: &str = "type: object, properties: {name: {type: string}}";

pub(super) const SHAPES: &[Shape] = &[
    shape("equal branches", 500, |size| {
        branches(size, "oneOf", |_| format!("{{{OBJECT}}}"))
    }),
    shape("equal branches of anyOf", 500, |size| {
        branches(size, "anyOf", |_| format!("{{{OBJECT}}}"))
    }),
    shape("equal branches with a required key", 500, |size| {
        branches(size, "oneOf", |_| format!("{{{OBJECT}, required: [name]}}"))
    }),
    shape("branches with a key of their own", 120, |size| {
        branches(size, "oneOf", |index| {
            format!("{{type: object, properties: {{key{index}: {{type: string}}, common: {{type: string}}}}}}")
        })
    }),
    shape("branches with other required keys", 120, |size| {
        branches(size, "oneOf", |index| {
            format!(
                "{{type: object, required: [a{}], properties: {{a{}: {{type: string}}, a{}: {{type: string}}}}}}",
                index / 2,
                index / 2,
                index / 2 + 1
            )
        })
    }),
    shape("branches of the same keys", 500, |size| {
        branches(size, "oneOf", |index| {
            format!(
                "{{type: object, properties: {{name: {{type: string, maxLength: {}}}}}}}",
                index + 1
            )
        })
    }),
    shape("branches with a constant", 120, |size| {
        branches(size, "oneOf", |index| {
            format!(
                "{{type: object, required: [kind], properties: {{kind: {{type: string, enum: [k{index}]}}, v{}: {{type: string}}}}}}",
                index % 7
            )
        })
    }),
    shape("branches with one of few constants", 120, |size| {
        branches(size, "oneOf", |index| {
            format!(
                "{{type: object, required: [kind], properties: {{kind: {{type: string, enum: [k{}]}}, v{index}: {{type: string}}}}}}",
                index % 7
            )
        })
    }),
    shape("branches beside properties", 120, |size| {
        let list = each(size, |index| {
            format!("        - {{required: [k{index}], properties: {{k{index}: {{type: string}}}}}}")
        });
        with_schemas(&format!(
            "    Root:\n      type: object\n      properties: {{shared: {{type: string}}, more: {{type: string}}}}\n      oneOf:\n{list}"
        ))
    }),
    shape("branches that are texts", 500, |size| {
        branches(size, "oneOf", |index| {
            format!("{{type: string, maxLength: {}}}", index + 1)
        })
    }),
    shape("branches that are lists", 500, |size| {
        branches(size, "oneOf", |index| {
            format!("{{type: array, items: {{type: string, maxLength: {}}}}}", index + 1)
        })
    }),
    shape("branches that are enums", 500, |size| {
        branches(size, "anyOf", |index| format!("{{type: string, enum: [value{index}]}}"))
    }),
    shape("branches with an open map", 500, |size| {
        branches(size, "anyOf", |index| {
            format!(
                "{{type: object, additionalProperties: {{type: string, maxLength: {}}}}}",
                index + 1
            )
        })
    }),
    shape("branches that are references", 120, |size| {
        referring(size, "      oneOf:\n")
    }),
    shape("branches with a discriminator", 120, |size| {
        referring(size, "      discriminator: {propertyName: kind}\n      oneOf:\n")
    }),
    shape("branches of a mapped discriminator", 120, |size| {
        let mapping = each(size, |index| {
            format!("          m{index}: '#/components/schemas/Branch{index}'")
        });
        referring(
            size,
            &format!("      discriminator:\n        propertyName: kind\n        mapping:\n{mapping}      oneOf:\n"),
        )
    }),
    shape("children that extend a parent with a discriminator", 120, |size| {
        let children = each(size, |index| {
            format!(
                "    Child{index}: {{allOf: [{{$ref: '#/components/schemas/Root'}}, {{type: object, properties: {{v{index}: {{type: string}}}}}}]}}"
            )
        });
        let list = each(size, |index| {
            format!("        - {{$ref: '#/components/schemas/Child{index}'}}")
        });
        with_schemas(&format!(
            "    Root:\n      type: object\n      required: [kind]\n      properties: {{kind: {{type: string}}}}\n      discriminator: {{propertyName: kind}}\n      oneOf:\n{list}{children}"
        ))
    }),
    shape("an allOf of inline parts", 1000, |size| {
        branches(size, "allOf", |index| {
            format!("{{type: object, properties: {{p{index}: {{type: string}}}}}}")
        })
    }),
    shape("an allOf of equal parts", 1000, |size| {
        branches(size, "allOf", |_| format!("{{{OBJECT}}}"))
    }),
    shape("an allOf of texts", 1000, |size| {
        branches(size, "allOf", |_| "{type: string}".to_owned())
    }),
    shape("an allOf of enums", 1000, |size| {
        branches(size, "allOf", |_| "{type: string, enum: [a, b]}".to_owned())
    }),
    shape("an allOf of references", 250, |size| referring(size, "      allOf:\n")),
    shape("an allOf of the same reference", 1000, |size| {
        let list = each(size, |_| "        - {$ref: '#/components/schemas/Part'}".to_owned());
        with_schemas(&format!("    Root:\n      allOf:\n{list}    Part: {{{OBJECT}}}\n"))
    }),
    shape("an allOf of the same required keys", 1000, |size| {
        branches(size, "allOf", |index| {
            format!("{{{OBJECT}, required: [name, r{index}]}}")
        })
    }),
    shape("an allOf of choices", 100, |size| {
        branches(size, "allOf", |index| {
            format!(
                "{{oneOf: [{{required: [a{index}], properties: {{a{index}: {{type: string}}}}}}, {{required: [b{index}], properties: {{b{index}: {{type: string}}}}}}]}}"
            )
        })
    }),
];

/// `Root` is a combination of these.
fn branches(size: usize, keyword: &str, branch: impl Fn(usize) -> String) -> Files {
    let list = each(size, |index| format!("        - {}", branch(index)));
    with_schemas(&format!("    Root:\n      {keyword}:\n{list}"))
}

fn referring(size: usize, head: &str) -> Files {
    let list = each(size, |index| {
        format!("        - {{$ref: '#/components/schemas/Branch{index}'}}")
    });
    let targets = each(size, |index| {
        format!(
            "    Branch{index}: {{type: object, required: [kind], properties: {{kind: {{type: string}}, v{index}: {{type: string}}}}}}"
        )
    });
    with_schemas(&format!("    Root:\n{head}{list}{targets}"))
}
