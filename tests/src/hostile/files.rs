//! Documents of several files, and overlays.

use super::{Files, HEAD, OPERATION, Shape, alone, each, shape, with_schemas};

pub(super) const SHAPES: &[Shape] = &[
    shape("files that are a reference to the next", 100, |size| {
        chain(size, |next| format!("$ref: '{next}'\n"))
    }),
    shape("files with a property of the next", 100, |size| {
        chain(size, |next| {
            format!("type: object\nproperties:\n  next: {{$ref: '{next}'}}\n")
        })
    }),
    shape("files of which one document knows all", 100, |size| {
        let fields = each(size, |index| format!("        p{index}: {{$ref: 'f{index}.yaml'}}"));
        let mut out = root(&format!("      type: object\n      properties:\n{fields}"));
        out.extend((0..size).map(|index| {
            (
                format!("f{index}.yaml"),
                "type: object\nproperties: {a: {type: string}}\n".to_owned(),
            )
        }));
        out
    }),
    shape("references to the same file", 500, |size| {
        let fields = each(size, |index| format!("        p{index}: {{$ref: 'one.yaml'}}"));
        let mut out = root(&format!("      type: object\n      properties:\n{fields}"));
        out.push((
            "one.yaml".to_owned(),
            "type: object\nproperties: {a: {type: string}}\n".to_owned(),
        ));
        out
    }),
    shape("references into the same file", 250, |size| {
        let fields = each(size, |index| {
            format!("        p{index}: {{$ref: 'all.yaml#/definitions/D{index}'}}")
        });
        let mut out = root(&format!("      type: object\n      properties:\n{fields}"));
        out.push((
            "all.yaml".to_owned(),
            format!(
                "definitions:\n{}",
                each(size, |index| format!(
                    "  D{index}: {{type: object, properties: {{a{index}: {{type: string}}}}}}"
                ))
            ),
        ));
        out
    }),
    shape("references with names that collide", 100, |size| {
        let fields = each(size, |index| {
            format!("        p{index}: {{$ref: 'd{index}/same.yaml'}}")
        });
        let mut out = root(&format!("      type: object\n      properties:\n{fields}"));
        out.extend((0..size).map(|index| {
            (
                format!("d{index}/same.yaml"),
                format!("type: object\nproperties: {{a{index}: {{type: string}}}}\n"),
            )
        }));
        out
    }),
    shape("path items of another file", 100, |size| {
        let paths = each(size, |index| format!("  /a{index}: {{$ref: 'paths.yaml#/a{index}'}}"));
        let items = each(size, |index| {
            format!("a{index}: {{get: {{responses: {{'204': {{description: Fine.}}}}}}}}")
        });
        vec![
            ("api.yaml".to_owned(), format!("{HEAD}paths:\n{paths}")),
            ("paths.yaml".to_owned(), items),
        ]
    }),
    shape("path items that refer to the next", 250, |size| {
        let paths = each(size, |index| {
            format!("  /a{index}: {{$ref: '#/paths/~1a{}'}}", index + 1)
        });
        let last = format!("  /a{size}: {{get: {{responses: {{'204': {{description: Fine.}}}}}}}}\n");
        alone(format!("{HEAD}paths:\n{paths}{last}"))
    }),
    shape("references that lead nowhere", 250, |size| {
        let fields = each(size, |index| {
            format!("        p{index}: {{$ref: '#/components/schemas/Lost{index}'}}")
        });
        let others = each(size, |index| format!("    Last{index}: {{type: string}}"));
        let mut out = root(&format!("      type: object\n      properties:\n{fields}"));
        out[0].1 += &others;
        out
    }),
    shape("actions of an overlay", 100, |size| {
        with_overlay(size, |index| {
            format!(
                "  - target: $.components.schemas.Root.properties.p{index}\n    update: {{description: Text., maxLength: {index}}}"
            )
        })
    }),
    shape("actions of an overlay that remove", 100, |size| {
        with_overlay(size, |index| {
            format!("  - {{target: $.components.schemas.Root.properties.p{index}, remove: true}}")
        })
    }),
    shape("references deep into the document", 250, |size| {
        let fields = each(size, |index| {
            format!("        p{index}: {{$ref: '#/paths/~1things/post/x-defs/D{index}'}}")
        });
        let defs = each(size, |index| {
            format!("        D{index}: {{type: object, properties: {{a: {{type: string}}}}}}")
        });
        alone(format!(
            "{HEAD}{OPERATION}      x-defs:\n{defs}components:\n  schemas:\n    Root:\n      type: object\n      properties:\n{fields}"
        ))
    }),
    shape("actions that match what they have added", 60, |size| {
        let actions = each(size, |index| {
            format!(
                "  - {{target: '$..properties', update: {{a{index}: {{type: object, properties: {{b: {{type: string}}}}}}}}}}"
            )
        });
        let overlay = format!("overlay: 1.0.0\ninfo: {{title: More, version: '1'}}\nactions:\n{actions}");
        let mut files = with_schemas("    Root: {type: object, properties: {a: {type: string}}}\n");
        files.push(("overlay.yaml".to_owned(), overlay));
        files
    }),
];

fn with_overlay(size: usize, action: impl Fn(usize) -> String) -> Files {
    let fields = each(size, |index| format!("        p{index}: {{type: string}}"));
    let mut out = root(&format!(
        "      type: object\n      properties:\n        a: {{type: string}}\n{fields}"
    ));
    let actions = each(size, action);
    let head = "overlay: 1.0.0\ninfo: {title: Changes, version: '1'}\nactions:\n";
    out.push(("overlay.yaml".to_owned(), format!("{head}{actions}")));
    out
}

fn root(schema: &str) -> Files {
    alone(format!("{HEAD}{OPERATION}components:\n  schemas:\n    Root:\n{schema}"))
}

fn chain(size: usize, link: impl Fn(&str) -> String) -> Files {
    let mut out = root("      $ref: f0.yaml\n");
    let links = (0..size).map(|index| (format!("f{index}.yaml"), link(&format!("f{}.yaml", index + 1))));
    out.extend(links);
    out.push((
        format!("f{size}.yaml"),
        "type: object\nproperties: {end: {type: string}}\n".to_owned(),
    ));
    out
}
