//! From a reply's body to values.

use http::{HeaderMap, StatusCode};
use oasmith_runtime::runtime::{Reply, decode};
use serde::Deserialize;
use serde_json::Value;

use crate::sample::{Thing, ThingPage};

fn reply(body: &'static str) -> Reply {
    Reply::new(StatusCode::OK, HeaderMap::new(), body)
}

#[test]
fn errors_name_the_path() {
    let table = [
        (
            r#"{"items": [{"id": "a", "size": 1}, {"id": "b", "size": "x"}]}"#,
            "items[1].size",
        ),
        (r#"{"items": [{"id": "a"}]}"#, "items[0]"),
        (r#"{"items": 5}"#, "items"),
        ("[]", "."),
        (r#"{"items": []} x"#, "."),
        ("", "."),
    ];
    for (body, path) in table {
        let error = decode::json::<ThingPage>(&reply(body)).expect_err("refused");
        assert_eq!(error.path(), path, "{error}");
        assert!(error.to_string().starts_with(&format!("at `{path}`: ")), "{error}");
    }
}

#[test]
fn no_body_is_an_empty_one_where_that_is_possible() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Loose {
        size: Option<i64>,
    }

    assert_eq!(
        decode::json::<Loose>(&reply("")).expect("nothing"),
        Loose { size: None }
    );
    assert_eq!(decode::json::<Option<i64>>(&reply("")).expect("nothing"), None);
    assert!(decode::json::<Thing>(&reply("")).is_err());
    assert!(decode::json::<i64>(&reply("")).is_err());
    // A body of blanks is a body, and no JSON.
    assert!(decode::json::<Loose>(&reply(" ")).is_err());
}

#[test]
fn other_bodies() {
    for body in ["", "{}", "[1]", "no JSON"] {
        assert!(decode::empty(&reply(body)).is_ok());
        assert_eq!(decode::text(&reply(body)).expect("text"), body);
        assert_eq!(decode::bytes(&reply(body)).expect("bytes"), body);
    }
    assert_eq!(decode::text(&reply("\u{feff}a\u{feff}")).expect("text"), "a\u{feff}");
    let broken = Reply::new(StatusCode::OK, HeaderMap::new(), vec![b'a', 0xff]);
    assert_eq!(decode::text(&broken).expect("text"), "a\u{fffd}");
    assert_eq!(decode::failure::<Value>(&reply("{}")), Some(serde_json::json!({})));
    assert_eq!(decode::failure::<Value>(&reply("<html>")), None);
}

#[test]
fn a_body_that_may_be_missing() {
    let read = |status: StatusCode, body: &'static str| {
        decode::optional_json::<i64>(&Reply::new(status, HeaderMap::new(), body)).map_err(|error| error.to_string())
    };
    assert_eq!(read(StatusCode::OK, ""), Ok(None));
    assert_eq!(read(StatusCode::OK, "null"), Ok(None));
    assert_eq!(read(StatusCode::OK, "5"), Ok(Some(5)));
    assert_eq!(read(StatusCode::NO_CONTENT, "?"), Ok(None));
    assert_eq!(read(StatusCode::RESET_CONTENT, "?"), Ok(None));
    assert!(read(StatusCode::OK, "{}").is_err());
}

#[test]
fn the_media_type_of_a_reply() {
    let media_type = |value: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert("content-type", http::HeaderValue::from_static(value));
        Reply::new(StatusCode::OK, headers, "").media_type()
    };
    assert_eq!(media_type("Text/Event-Stream; charset=utf-8"), "text/event-stream");
    assert_eq!(media_type("application/json"), "application/json");
    assert_eq!(reply("").media_type(), "");
}
