//! Pointers, and what they are.

use super::{Location, OperationPart, Root, Way};
use crate::pointer::Pointer;

fn read(at: &str) -> Location {
    Location::read(&Pointer::parse(at))
}

/// The steps of a location in words.
fn ways(location: &Location) -> Vec<String> {
    let each = location.steps.iter().map(|step| match &step.way {
        Way::Property(name) => format!("property {name}"),
        Way::Member(index) => format!("member {index}"),
        Way::Branch(index) => format!("branch {index}"),
        Way::Condition(word) => format!("condition {word}"),
        Way::Definition(name) => format!("definition {name}"),
        Way::Word(word) => format!("word {word}"),
        Way::Items => "items".to_owned(),
        Way::Position => "position".to_owned(),
        Way::Values => "values".to_owned(),
        Way::Pattern => "pattern".to_owned(),
        Way::Not => "not".to_owned(),
        Way::Content => "content".to_owned(),
    });
    each.collect()
}

#[test]
fn the_schema_of_a_component_is_a_root() {
    let table = [
        ("/components/schemas/A", "schemas A", "/components/schemas/A", None),
        (
            "/components/parameters/P/schema",
            "parameters P",
            "/components/parameters/P/schema",
            None,
        ),
        (
            "/components/responses/R/content/a~1b/schema",
            "responses R",
            "/components/responses/R/content/a~1b/schema",
            Some("/components/responses/R"),
        ),
    ];
    for (at, expected, schema, holder) in table {
        let location = read(at);
        let Root::Component { section, name, .. } = &location.root else {
            panic!("{at} is a component")
        };
        assert_eq!(format!("{section} {name}"), expected, "{at}");
        assert_eq!(location.at.as_str(), schema, "{at}");
        assert_eq!(location.holder.as_ref().map(Pointer::as_str), holder, "{at}");
        assert!(location.steps.is_empty(), "{at}");
    }
}

#[test]
fn each_part_of_an_operation_is_a_root() {
    let table = [
        (
            "requestBody/content/a~1b/schema",
            OperationPart::RequestBody {
                media_type: "a/b".to_owned(),
            },
        ),
        (
            "responses/4XX/content/a~1b/schema",
            OperationPart::Response {
                status: "4XX".to_owned(),
                all: Pointer::parse("/paths/~1x/post/responses"),
            },
        ),
        (
            "responses/200/headers/H/schema",
            OperationPart::ResponseHeader("H".to_owned()),
        ),
        (
            "parameters/0/schema",
            OperationPart::Parameter(Pointer::parse("/paths/~1x/post/parameters/0")),
        ),
        (
            "parameters/0/content/a~1b/schema",
            OperationPart::Parameter(Pointer::parse("/paths/~1x/post/parameters/0")),
        ),
    ];
    for (below, expected) in table {
        let location = read(&format!("/paths/~1x/post/{below}/items"));
        let Root::Operation {
            at,
            item,
            path,
            method,
            is_webhook,
            callback,
            part,
        } = &location.root
        else {
            panic!("{below} is a part of an operation")
        };
        assert_eq!(
            (at.as_str(), item.as_str(), path.as_str(), method.sent().as_str()),
            ("/paths/~1x/post", "/paths/~1x", "/x", "POST"),
            "{below}"
        );
        assert_eq!((is_webhook, callback, part), (&false, &None, &expected), "{below}");
        assert_eq!(ways(&location), ["items"], "{below}");
    }
    let location = read("/webhooks/new/post/callbacks/done/{$url}/put/parameters/1/schema");
    let Root::Operation {
        is_webhook,
        callback,
        part,
        ..
    } = location.root
    else {
        panic!("an operation")
    };
    assert_eq!((is_webhook, callback.as_deref()), (true, Some("done")));
    let parameter = "/webhooks/new/post/callbacks/done/{$url}/put/parameters/1";
    assert_eq!(part, OperationPart::Parameter(Pointer::parse(parameter)));
}

#[test]
fn an_operation_of_another_method_is_a_root() {
    let callback = "callbacks/done/{$url}/additionalOperations/LINK";
    for (below, named) in [("", None), (callback, Some("done"))] {
        let place = format!("/paths/~1x/additionalOperations/COPY/{below}/requestBody/content/a~1b/schema");
        let location = read(&place.replace("//", "/"));
        let Root::Operation {
            at, method, callback, ..
        } = &location.root
        else {
            panic!("{below} is a part of an operation")
        };
        assert_eq!(at.as_str(), "/paths/~1x/additionalOperations/COPY", "{below}");
        assert_eq!(
            (method.sent().as_str(), callback.as_deref()),
            ("COPY", named),
            "{below}"
        );
        assert!(location.holder.is_some() && location.steps.is_empty(), "{below}");
    }
}

#[test]
fn other_places_have_a_root_too() {
    let shared = read("/paths/~1x/parameters/0/schema");
    assert!(matches!(shared.root, Root::SharedParameter { path, .. } if path == "/x"));
    let table = [
        ("", None),
        ("/definitions", Some("definitions")),
        ("/paths/~1x/summary", Some("paths")),
    ];
    for (at, first) in table {
        assert_eq!(read(at).root, Root::Other(first.map(str::to_owned)), "{at}");
    }
}

#[test]
fn steps_lead_from_a_schema_to_its_parts() {
    let table: [(&str, &[&str]); 10] = [
        ("properties/a~1b/properties/items", &["property a/b", "property items"]),
        ("items/items", &["items", "items"]),
        ("prefixItems/0/additionalProperties", &["position", "values"]),
        ("unevaluatedProperties/patternProperties/^a", &["values", "pattern"]),
        ("allOf/1/oneOf/2/anyOf/3", &["member 1", "branch 2", "branch 3"]),
        (
            "then/else/dependentSchemas/k",
            &["condition then", "condition else", "condition k"],
        ),
        ("$defs/D/definitions/E", &["definition D", "definition E"]),
        ("not/contentSchema/items", &["not", "content", "items"]),
        ("oneOf/x", &["word oneOf", "word x"]),
        ("x-more/properties", &["word x-more", "word properties"]),
    ];
    for (below, expected) in table {
        assert_eq!(
            ways(&read(&format!("/components/schemas/A/{below}"))),
            expected,
            "{below}"
        );
    }
}

#[test]
fn a_place_has_schemas_around_it() {
    let around = |at: &str| -> Vec<String> { read(at).around().map(ToString::to_string).collect() };
    assert_eq!(
        around("/components/schemas/A/properties/items/oneOf/0"),
        ["#/components/schemas/A/properties/items", "#/components/schemas/A"]
    );
    assert_eq!(
        around("/components/schemas/A/x-more/items"),
        ["#/components/schemas/A/x-more"]
    );
    assert!(around("/components/schemas/A").is_empty());
}
