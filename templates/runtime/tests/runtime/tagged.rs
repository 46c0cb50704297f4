//! Tags that unions write into what their branches hold.

use oasmith_runtime::runtime::tagged::write;
use oasmith_runtime::runtime::union::Tag;
use serde_json::json;

fn written(tags: &[Tag<'_>], value: serde_json::Value) -> String {
    let mut out = Vec::new();
    match write(&mut serde_json::Serializer::new(&mut out), "kind", tags, &value) {
        Ok(()) => String::from_utf8(out).expect("JSON is text"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn objects_have_the_tag_of_their_branch() {
    let (one, two) = ([Tag::Text("a")], [Tag::Text("a"), Tag::Text("b")]);
    let table: [(&[Tag<'_>], _, _); 8] = [
        (&one, json!({"n": 1}), r#"{"kind":"a","n":1}"#),
        (&one, json!({"kind": "z", "n": 1}), r#"{"kind":"a","n":1}"#),
        (&one, json!({}), r#"{"kind":"a"}"#),
        (&[Tag::Integer(3)], json!({}), r#"{"kind":3}"#),
        (&two, json!({"kind": "b"}), r#"{"kind":"b"}"#),
        (&two, json!({"kind": [], "n": null}), r#"{"kind":"a","n":null}"#),
        (&two, json!({"n": {"kind": "z"}}), r#"{"n":{"kind":"z"},"kind":"a"}"#),
        (&one, json!([1]), "only an object can have the tag `kind`"),
    ];
    for (tags, value, expected) in table {
        assert_eq!(written(tags, value.clone()), expected, "{value}");
    }
}
