//! Whole runs of [`load`] on small files: what becomes of several of them.

use serde_json::{Value, json};

use super::*;
use crate::diag::Code;
use crate::pointer::Pointer;

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

/// Loads `main` documents among files; what is left of the tree without its head, and what was said.
fn merge(main: &[&str], files: &[(&str, &str)]) -> (Value, Vec<String>) {
    let (document, said) = document(main, files);
    let mut root = document.map(|document| document.root).unwrap_or_default();
    if let Some(map) = root.as_object_mut() {
        map.retain(|key, _| key != "openapi" && key != "info");
    }
    (root, said)
}

fn document(main: &[&str], files: &[(&str, &str)]) -> (Option<Document>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let head = if main.contains(name) { HEAD } else { "" };
        std::fs::write(path, format!("{head}{text}")).unwrap();
    }
    let documents = main.iter().map(|name| folder.path().join(name)).collect();
    let mut diags = Diagnostics::default();
    let document = load(
        &Inputs {
            documents,
            ..Inputs::default()
        },
        &mut diags,
    );
    (
        document,
        diags
            .iter()
            .map(|item| format!("{}: {}", item.code, item.message))
            .collect(),
    )
}

#[test]
fn what_is_reached_in_another_file_comes_along_and_nothing_else() {
    let main = "components: {schemas: {A: {type: array, items: {$ref: 'c/common.yaml#/components/schemas/Error'}}}}\n";
    let common = "components:\n  schemas:\n    Error: {properties: {detail: {$ref: '#/components/schemas/Detail'}}}\n    \
                  Detail: {$ref: 'more.json#/Deep/deeper'}\n    Unused: {type: string}\n";
    let more = r#"{"Deep": {"deeper": {"type": "string"}}}"#;
    let (root, said) = merge(
        &["a.yaml"],
        &[("a.yaml", main), ("c/common.yaml", common), ("c/more.json", more)],
    );
    let schemas = json!({
        "A": {"type": "array", "items": {"$ref": "#/components/schemas/Error"}},
        "Error": {"properties": {"detail": {"$ref": "#/components/schemas/Detail"}}},
        "Detail": {"type": "string"},
    });
    assert_eq!((root, said), (json!({"components": {"schemas": schemas}}), vec![]));
}

#[test]
fn equal_components_are_one_and_different_ones_are_renamed() {
    let file = |size: &str| {
        format!(
            "components:\n  schemas:\n    Same: {{items: {{$ref: '#/components/schemas/Leaf'}}}}\n    \
                 Leaf: {{type: string}}\n    Other: {{maxLength: {size}}}\n    User: {{$ref: '#/components/schemas/Other'}}\n"
        )
    };
    let (root, said) = merge(&["a.yaml", "b.yaml"], &[("a.yaml", &file("1")), ("b.yaml", &file("2"))]);
    let schemas = json!({
        "Same": {"items": {"$ref": "#/components/schemas/Leaf"}},
        "Leaf": {"type": "string"},
        "Other": {"maxLength": 1},
        "User": {"$ref": "#/components/schemas/Other"},
        "Other_b": {"maxLength": 2},
        "User_b": {"$ref": "#/components/schemas/Other_b"},
    });
    assert_eq!((root, said), (json!({"components": {"schemas": schemas}}), vec![]));
}

#[test]
fn a_component_that_only_points_elsewhere_is_what_it_points_to() {
    let main = "components:\n  schemas:\n    Error: {$ref: 'common.yaml#/components/schemas/Error'}\n    \
                Problem: {$ref: problem.yaml}\n    Use: {anyOf: [{$ref: problem.yaml}, {$ref: '#/components/schemas/Problem'}]}\n";
    let files = [
        ("a.yaml", main),
        ("common.yaml", "components: {schemas: {Error: {type: object}}}\n"),
        ("problem.yaml", "type: string\n"),
    ];
    let (root, said) = merge(&["a.yaml"], &files);
    let problem = json!({"$ref": "#/components/schemas/Problem"});
    let schemas =
        json!({"Error": {"type": "object"}, "Problem": {"type": "string"}, "Use": {"anyOf": [problem, problem]}});
    assert_eq!((root, said), (json!({"components": {"schemas": schemas}}), vec![]));
}

#[test]
fn path_items_are_put_where_they_are_referred_to() {
    let main = "paths:\n  /a: {$ref: 'paths/a.yaml', summary: mine}\n";
    let item = "get: {responses: {200: {$ref: '../common.yaml#/components/responses/Ok'}}}\n";
    let files = [
        ("a.yaml", main),
        ("paths/a.yaml", item),
        ("common.yaml", "components: {responses: {Ok: {description: d}}}\n"),
    ];
    let (document, said) = document(&["a.yaml"], &files);
    let document = document.unwrap();
    assert!(said.is_empty(), "{said:?}");
    let expected = json!({"/a": {
        "get": {"responses": {"200": {"$ref": "#/components/responses/Ok"}}}, "summary": "mine",
    }});
    assert_eq!(document.root["paths"], expected);
    let at = |pointer: &str| {
        let origin = document.origin(&Pointer::parse(pointer)).unwrap();
        let path = &document.sources[origin.source].path;
        (
            path[path.rfind('/').unwrap() + 1..].to_owned(),
            origin.pointer.to_string(),
        )
    };
    assert_eq!(at("/info"), ("a.yaml".to_owned(), "#/info".to_owned()));
    assert_eq!(at("/paths/~1a/get"), ("a.yaml".to_owned(), "#/get".to_owned()));
    assert_eq!(
        at("/components/responses/Ok/description").1,
        "#/components/responses/Ok/description"
    );
    assert_eq!(document.sources.len(), 3);
}

#[test]
fn data_that_looks_like_a_reference_is_left_alone() {
    let schema = "{properties: {$ref: {type: string}, x: {default: {$ref: no.yaml}, enum: [{$ref: '#/no'}], \
                  x-note: {$ref: no.yaml}, examples: [{$ref: no.yaml}], const: {$ref: no.yaml}}}}";
    let (root, said) = merge(
        &["a.yaml"],
        &[("a.yaml", &format!("components: {{schemas: {{A: {schema}}}}}\n"))],
    );
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(
        root["components"]["schemas"]["A"]["properties"]["x"]["default"],
        json!({"$ref": "no.yaml"})
    );
}

#[test]
fn discriminators_follow_the_names() {
    let main = "components:\n  schemas:\n    Dog: {type: string}\n    Pet:\n      oneOf: [{$ref: 'b.yaml#/components/schemas/Dog'}]\n      \
                discriminator: {propertyName: k, mapping: {a: Dog, b: 'b.yaml#/components/schemas/Dog', c: nobody}}\n";
    let files = [
        ("a.yaml", main),
        ("b.yaml", "components: {schemas: {Dog: {type: object}}}\n"),
    ];
    let (root, said) = merge(&["a.yaml"], &files);
    let mapping = json!({"a": "#/components/schemas/Dog", "b": "#/components/schemas/Dog_b", "c": "nobody"});
    let nobody = "unresolved-ref: `nobody` is not a schema, so values with the tag `c` are not read as a branch";
    assert_eq!(
        (&root["components"]["schemas"]["Pet"]["discriminator"]["mapping"], said),
        (&mapping, vec![nobody.to_owned()])
    );
}

#[test]
fn heads_come_from_the_first_document_and_the_rest_is_united() {
    let first = "servers: [{url: /a}]\ntags: [{name: x}]\npaths: {/a: {}, /b: {get: {}}}\n";
    let second = "servers: [{url: /b}]\ntags: [{name: x, description: d}, {name: y}]\npaths: {/a: {get: {}}, /b: {}}\n";
    let (root, said) = merge(&["a.yaml", "b.yaml"], &[("a.yaml", first), ("b.yaml", second)]);
    let expected = json!({
        "servers": [{"url": "/a"}], "tags": [{"name": "x"}, {"name": "y"}],
        "paths": {"/a": {"get": {"responses": {}}}, "/b": {"get": {"responses": {}}}},
    });
    assert_eq!(root, expected);
    assert!(
        said.len() == 1 && said[0].starts_with("document-differs: `servers` differs from "),
        "{said:?}"
    );
}

#[test]
fn yaml_is_read_exactly() {
    let text = "\u{feff}openapi: 3.1.0\r\ninfo: {title: T, version: '1'}\r\nx-v: [y, no, 9007199254740993, 18446744073709551615, \
                -9223372036854775808, 0.1, 1e3, ~, 2020-01-01, '5']\r\nx-k: {200: a, true: b}\r\n";
    let value = syntax::parse(text.trim_start_matches('\u{feff}'), false).ok().unwrap();
    let expected = json!([
        "y",
        "no",
        9007199254740993_i64,
        u64::MAX,
        i64::MIN,
        0.1,
        1e3,
        null,
        "2020-01-01",
        "5"
    ]);
    assert_eq!(
        (&value["x-v"], &value["x-k"]),
        (&expected, &json!({"200": "a", "true": "b"}))
    );
}

#[test]
fn a_web_page_is_told_from_a_document() {
    let page = tempfile::NamedTempFile::with_suffix(".yaml").unwrap();
    std::fs::write(page.path(), "<!DOCTYPE html>\n<title>404: Not Found</title>\n").unwrap();
    let mut diags = Diagnostics::default();
    let inputs = Inputs {
        documents: vec![page.path().to_owned()],
        ..Inputs::default()
    };
    assert!(load(&inputs, &mut diags).is_none());
    assert!(
        diags
            .iter()
            .any(|item| item.message.starts_with("this is an HTML page"))
    );
}

/// Files `f0.yaml` to `f<length - 1>.yaml`, each of which refers to the next one; the last one is `end`.
fn chain(length: usize, end: &str) -> Vec<(String, String)> {
    let links = (1..length).map(|next| (format!("f{}.yaml", next - 1), format!("$ref: f{next}.yaml\n")));
    let last = (format!("f{}.yaml", length - 1), end.to_owned());
    links.chain([last]).collect()
}

#[test]
fn chains_of_path_items_over_files_may_be_of_any_length() {
    for length in [1, 16, 17, 18, 64, 65, 1000] {
        let links = chain(length, "get: {operationId: last, responses: {}}\n");
        let mut files = vec![(
            "a.yaml",
            "paths: {/a: {$ref: f0.yaml, summary: First}, /b: {$ref: f0.yaml}}\n",
        )];
        files.extend(links.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let (root, said) = merge(&["a.yaml"], &files);
        let paths = json!({
            "/a": {"get": {"operationId": "last", "responses": {}}, "summary": "First"},
            "/b": {"get": {"operationId": "last", "responses": {}}},
        });
        assert_eq!((&root["paths"], said), (&paths, vec![]), "{length}");
    }
}

#[test]
fn path_items_in_a_circle_of_any_length_are_said_once_to_lead_back() {
    for length in [1, 2, 17, 200] {
        let links = chain(length, "$ref: f0.yaml\n");
        let mut files = vec![("a.yaml", "paths: {/a: {$ref: f0.yaml}, /b: {$ref: f0.yaml}}\n")];
        files.extend(links.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let (_, said) = merge(&["a.yaml"], &files);
        let expected = ["cyclic-ref: this path item leads back to itself and says nothing else"];
        assert_eq!(said, expected, "{length}");
    }
}

#[test]
fn chains_of_components_of_the_same_name_may_be_of_any_length() {
    for length in [1, 16, 17, 18, 64, 1000] {
        let name = |index| format!("f{index}.yaml");
        let part = |what: &str| format!("components: {{schemas: {{A: {what}}}}}\n");
        let link = |index| {
            (
                name(index),
                part(&format!("{{$ref: '{}#/components/schemas/A'}}", name(index + 1))),
            )
        };
        let mut links: Vec<_> = (0..length).map(link).collect();
        links.push((name(length), part("{type: string}")));
        let main = part(&format!("{{$ref: '{}#/components/schemas/A'}}", name(0)));
        let mut files = vec![("a.yaml", main.as_str())];
        files.extend(links.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let (root, said) = merge(&["a.yaml"], &files);
        assert_eq!(
            (&root["components"], said),
            (&json!({"schemas": {"A": {"type": "string"}}}), vec![]),
            "{length}"
        );
    }
}

#[test]
fn components_whose_names_collide_are_numbered_in_order_and_equal_ones_are_one() {
    let file = |index: usize| (format!("d{index}/same.yaml"), format!("maxLength: {}\n", index % 5));
    let others: Vec<_> = (0..20).map(file).collect();
    let items: Vec<_> = others.iter().map(|(name, _)| format!("{{$ref: {name}}}")).collect();
    let main = format!("components: {{schemas: {{A: {{allOf: [{}]}}}}}}\n", items.join(", "));
    let mut files = vec![("a.yaml", main.as_str())];
    files.extend(others.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let (root, said) = merge(&["a.yaml"], &files);
    let schemas = root["components"]["schemas"].as_object().unwrap();
    let names: Vec<_> = schemas.keys().map(String::as_str).collect();
    let expected = ["A", "same", "same_same", "same_same_2", "same_same_3", "same_same_4"];
    assert_eq!((names, said), (expected.to_vec(), vec![]));
}

#[test]
fn an_effective_document_has_references_as_they_were_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.yaml");
    let refs = "A: {$ref: 'b.yaml#/Nope'}, B: {$ref: 'https://example.com/b#/B'}, C: {$ref: '#/x-unfollowed/0'}";
    std::fs::write(&path, format!("{HEAD}components: {{schemas: {{{refs}}}}}\n")).unwrap();
    std::fs::write(folder.path().join("b.yaml"), "Other: {type: string}\n").unwrap();
    let inputs = Inputs {
        documents: vec![path],
        ..Inputs::default()
    };
    let document = effective(&inputs, &mut Diagnostics::default()).unwrap();
    let text = |name: &str| document.root["components"]["schemas"][name]["$ref"].clone();
    assert_eq!(text("A"), "b.yaml#/Nope");
    assert_eq!(text("B"), "https://example.com/b#/B");
    assert_eq!(text("C"), "#/x-unfollowed/0");
}

#[test]
fn the_version_is_judged_after_the_overlays() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let head = |version: &str| format!("openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n");
    let overlay = |version: &str| {
        let action = format!("actions: [{{target: $, update: {{openapi: {version}}}}}]\n");
        format!("overlay: 1.0.0\ninfo: {{title: O, version: '1'}}\n{action}")
    };
    let said = |documents: &[&str], update: Option<&str>| -> Vec<String> {
        let named = |(index, version): (usize, &&str)| write(&format!("{index}.yaml"), &head(version));
        let inputs = Inputs {
            documents: documents.iter().enumerate().map(named).collect(),
            overlays: update
                .map(|version| write("overlay.yaml", &overlay(version)))
                .into_iter()
                .collect(),
            ..Inputs::default()
        };
        let mut diags = Diagnostics::default();
        load(&inputs, &mut diags);
        let unsupported = diags.iter().filter(|item| item.code == Code::UnsupportedVersion);
        unsupported.map(|item| item.message.clone()).collect()
    };
    let not_read = "`4.0.0` is not a version of OpenAPI that is read here";
    assert_eq!(said(&["4.0.0"], None), [not_read]);
    assert_eq!(said(&["4.0.0"], Some("3.2.0")), [""; 0]);
    assert_eq!(
        said(&["3.1.0"], Some("4.0.0")),
        [format!("after the overlays, {not_read}")]
    );
    // No overlay reaches the version of a second document.
    assert_eq!(said(&["3.1.0", "4.0.0"], Some("3.2.0")), [not_read]);
}

#[test]
fn documents_are_found_by_what_they_call_themselves() {
    let main = "$self: https://example.com/api/main.yaml\ncomponents:\n  schemas:\n    \
                A: {$ref: 'https://example.com/api/main.yaml#/components/schemas/B'}\n    B: {type: string}\n    \
                C: {$ref: '../shared.yaml#/components/schemas/S'}\n    D: {$ref: beside.yaml}\n    \
                E: {$ref: 'https://example.com/other.yaml#/x'}\n";
    let shared = "$self: https://example.com/shared.yaml\ncomponents: {schemas: {S: {type: integer}}}\n";
    let files = [("m.yaml", main), ("s.yaml", shared), ("beside.yaml", "{type: boolean}")];
    let (root, said) = merge(&["m.yaml", "s.yaml"], &files);
    let schemas = &root["components"]["schemas"];
    assert_eq!(schemas["A"], json!({"$ref": "#/components/schemas/B"}));
    assert_eq!(schemas["C"], json!({"$ref": "#/components/schemas/S"}));
    assert_eq!(schemas["D"], json!({"type": "boolean"}));
    // The head of these documents is of an earlier version, which has no `$self`.
    let codes: Vec<&str> = said.iter().filter_map(|said| said.split(':').next()).collect();
    assert_eq!(codes, [Code::RemoteRef.name(), Code::UnknownKey.name()], "{said:?}");
}
