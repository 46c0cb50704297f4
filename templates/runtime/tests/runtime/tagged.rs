//! Tags that unions write into what their branches hold.

use oasmith_runtime::runtime::tagged::write;
use oasmith_runtime::runtime::union::Tag;
use serde::Serialize;
use serde_json::json;

fn written(tags: &[Tag<'_>], value: impl Serialize) -> String {
    let mut out = Vec::new();
    match write(&mut serde_json::Serializer::new(&mut out), "kind", tags, &value) {
        Ok(()) => String::from_utf8(out).expect("JSON is text"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn objects_have_the_tag_of_their_branch() {
    let (one, two) = ([Tag::Text("a")], [Tag::Text("a"), Tag::Text("b")]);
    let (kinds, or_null) = ([Tag::Integer(1), Tag::Text("1")], [Tag::Text("a"), Tag::Null]);
    let table: [(&[Tag<'_>], _, _); 11] = [
        (&one, json!({"n": 1}), r#"{"kind":"a","n":1}"#),
        (&one, json!({"kind": "z", "n": 1}), r#"{"kind":"a","n":1}"#),
        (&one, json!({}), r#"{"kind":"a"}"#),
        (&[Tag::Integer(3)], json!({}), r#"{"kind":3}"#),
        (&two, json!({"kind": "b"}), r#"{"kind":"b"}"#),
        (&two, json!({"kind": [], "n": null}), r#"{"kind":"a","n":null}"#),
        (&two, json!({"n": {"kind": "z"}}), r#"{"n":{"kind":"z"},"kind":"a"}"#),
        (&kinds, json!({"kind": "1"}), r#"{"kind":"1"}"#),
        (&kinds, json!({"kind": 1.0}), r#"{"kind":1}"#),
        (&or_null, json!({"kind": null}), r#"{"kind":null}"#),
        (&one, json!([1]), "only an object can have the tag `kind`"),
    ];
    for (tags, value, expected) in table {
        assert_eq!(written(tags, value.clone()), expected, "{value}");
    }
}

#[test]
fn types_of_the_caller_have_the_tag_of_their_branch() {
    #[derive(Serialize)]
    struct Own {
        n: u8,
        kind: &'static str,
    }
    assert_eq!(
        written(&[Tag::Text("a")], Own { n: 1, kind: "z" }),
        r#"{"kind":"a","n":1}"#
    );
}
