//! Groups of members of which at most one is there.

use oasmith_runtime::runtime::{Reply, decode};
use oasmith_runtime::{one_of, record};
use serde_json::{from_value, json, to_value};

#[derive(Clone, Debug, PartialEq)]
enum Version {
    Latest(bool),
    Number(u64),
    AsOf(Box<Selector>),
    Ratio(f64),
    First,
    Nothing,
}

one_of!(Version {
    Latest: "latest",
    Number: "version" quoted,
    AsOf: "asOf",
    Ratio: "ratio" finite,
    First: "first" flag,
    Nothing: "nothing" empty
});

#[derive(Clone, Debug, PartialEq)]
enum Name {
    Id(String),
    Path(Vec<String>),
}

one_of!(Name { Id: "id", Path: "path" });

#[derive(Clone, Debug, PartialEq)]
struct Selector {
    kind: Option<String>,
    version: Option<Version>,
    name: Name,
}

record!(Selector { kind: "kind" optional } one_of { version optional, name });

fn selector(version: Option<Version>) -> Selector {
    Selector {
        kind: None,
        version,
        name: Name::Id(String::new()),
    }
}

#[test]
fn arms_are_members_of_the_object_and_their_zero_values_are_written() {
    let table = [
        (Version::Latest(false), json!({"latest": false, "id": ""})),
        (Version::Number(0), json!({"version": "0", "id": ""})),
        (Version::Ratio(0.0), json!({"ratio": 0, "id": ""})),
        (Version::First, json!({"first": true, "id": ""})),
        (Version::Nothing, json!({"nothing": {}, "id": ""})),
        (
            Version::AsOf(Box::new(selector(None))),
            json!({"asOf": {"id": ""}, "id": ""}),
        ),
    ];
    for (version, wire) in table {
        let value = selector(Some(version));
        assert_eq!(to_value(&value).expect("written"), wire);
        assert_eq!(from_value::<Selector>(wire).expect("read"), value);
    }
    assert!(to_value(selector(Some(Version::Ratio(f64::NAN)))).is_err());
}

#[test]
fn an_arm_that_is_null_is_not_there() {
    for wire in [
        json!({"id": ""}),
        json!({"id": "", "latest": null, "version": null, "first": null, "asOf": null, "path": null}),
        json!({"id": "", "first": false, "other": [1]}),
    ] {
        assert_eq!(from_value::<Selector>(wire).expect("read"), selector(None));
    }
    let one = json!({"id": "", "latest": null, "version": 5, "ratio": null});
    assert_eq!(
        from_value::<Selector>(one).expect("read"),
        selector(Some(Version::Number(5)))
    );
}

#[test]
fn two_arms_are_an_error_that_names_both_and_the_place() {
    let reply = |body: &'static str| Reply::new(http::StatusCode::OK, http::HeaderMap::new(), body);
    let error = decode::json::<Vec<Selector>>(&reply(r#"[{"id": "", "version": "1", "kind": "a", "latest": true}]"#));
    let error = error.expect_err("refused").to_string();
    assert!(
        error.contains("`version` and `latest` are both there, and only one of them may be"),
        "{error}"
    );
    assert!(error.starts_with("at `[0]"), "{error}");
    // Said twice is said once.
    let twice = decode::json::<Selector>(&reply(r#"{"id": "a", "id": "", "version": 1, "version": 2}"#));
    assert_eq!(twice.expect("read"), selector(Some(Version::Number(2))));
}

#[test]
fn a_group_that_must_have_an_arm() {
    let error = from_value::<Selector>(json!({"latest": true, "id": null}))
        .expect_err("refused")
        .to_string();
    assert_eq!(error, "expected one of the keys id, path");
    let error = from_value::<Selector>(json!({"id": 5}))
        .expect_err("refused")
        .to_string();
    assert!(error.contains("expected a string"), "{error}");
}
