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
    assert_eq!(decode::failure::<Value>(&reply("{}")), Some(serde_json::json!({})));
    assert_eq!(decode::failure::<Value>(&reply("<html>")), None);
}

#[test]
fn texts_are_of_the_charset_that_the_response_names() {
    let text =
        |content_type, body: &[u8]| decode::text(&of_type(content_type, body)).map_err(|error| error.to_string());
    let table: [(&str, &[u8]); 9] = [
        ("text/plain", "ü".as_bytes()),
        ("text/plain; charset=\"UTF-8\"", "\u{feff}ü".as_bytes()),
        ("text/plain; charset=iso-8859-1", &[0xfc]),
        ("text/csv; header=present; Charset=Latin1", &[0xfc]),
        ("text/plain; charset=utf-16", &[0xfc, 0]),
        ("text/plain; charset=utf-16", &[0xff, 0xfe, 0xfc, 0]),
        ("text/plain; charset=utf-16", &[0xfe, 0xff, 0, 0xfc]),
        ("text/plain; charset=utf-16le", &[0xfc, 0]),
        ("text/plain; charset=utf-16be", &[0, 0xfc]),
    ];
    for (content_type, body) in table {
        assert_eq!(text(content_type, body).as_deref(), Ok("ü"), "{content_type}");
    }
    let refused = "the body is not text of the charset";
    assert_eq!(text("text/plain", &[0xfc]), Err(format!("{refused} utf-8")));
    assert_eq!(text("a/b; charset=utf-16", &[0xfc]), Err(format!("{refused} utf-16")));
    assert_eq!(
        text("text/plain; charset=koi8-r", b"a"),
        Err("text of the charset koi8-r cannot be read".to_owned())
    );
}

#[test]
fn whole_numbers_are_integers_in_whatever_form() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Counts {
        text: String,
        n: Vec<i64>,
        max: u64,
        share: f64,
    }

    let read = |n: &str| {
        let text = format!(r#"{{"text":"5.0 \\\"1e3","n":[{n}],"max":18446744073709551615,"share":2.50}}"#);
        let reply = Reply::new(StatusCode::OK, HeaderMap::new(), text);
        decode::json::<Counts>(&reply)
            .map(|counts| {
                assert_eq!(
                    (&*counts.text, counts.max, counts.share),
                    ("5.0 \\\"1e3", u64::MAX, 2.5)
                );
                counts.n
            })
            .map_err(|error| error.to_string())
    };
    assert_eq!(
        read("5.0, 1e3, -2.50e1, 0.0, 1.7E+12"),
        Ok(vec![5, 1000, -25, 0, 1_700_000_000_000])
    );
    assert_eq!(read("9007199254740993.0, 120e-1"), Ok(vec![9_007_199_254_740_993, 12]));
    for refused in [
        "5.5",
        "5e-1",
        "1e30",
        "1e-30",
        "1e999999999999",
        "9223372036854775808.0",
    ] {
        let error = read(&format!("5.0, {refused}")).expect_err(refused);
        assert!(error.starts_with("at `n[1]`: "), "{error}");
    }
    assert_eq!(
        decode::json::<u64>(&reply("18446744073709551615.0")).ok(),
        Some(u64::MAX)
    );
    let error = decode::json::<String>(&reply("5.0")).expect_err("a text");
    assert!(error.to_string().contains("floating point `5.0`"), "{error}");
}

#[test]
fn a_byte_order_mark_before_json_is_skipped() {
    assert_eq!(decode::json::<i64>(&reply("\u{feff}5")).ok(), Some(5));
    assert_eq!(decode::failure::<i64>(&reply("\u{feff}5")), Some(5));
}

#[test]
fn nothing_is_null_before_it_is_an_empty_object() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Loose {
        size: Option<i64>,
    }

    assert_eq!(decode::json::<Option<Loose>>(&reply("")).expect("nothing"), None);
    assert_eq!(decode::json::<Value>(&reply("")).expect("nothing"), Value::Null);
}

fn of_type(content_type: &'static str, body: &[u8]) -> Reply {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", http::HeaderValue::from_static(content_type));
    Reply::new(StatusCode::OK, headers, body.to_vec())
}

#[test]
fn a_body_that_is_not_described_is_kept() {
    let raw = |content_type, body| decode::raw(&of_type(content_type, body));
    let json = raw("application/json", b"[1, 2]").expect("a body");
    assert_eq!(json.json::<Vec<i64>>().expect("JSON"), [1, 2]);
    assert_eq!(
        (json.content_type(), &json.bytes()[..]),
        (Some("application/json"), &b"[1, 2]"[..])
    );
    let text = raw("text/plain; charset=latin1", &[0xfc]).expect("a body");
    assert_eq!(text.text().expect("text"), "ü");
    assert_eq!(
        &raw("application/pdf", b"%PDF").expect("a body").into_bytes()[..],
        b"%PDF"
    );
    assert!(decode::raw(&reply("")).expect("nothing").is_empty());
    // It comes from a proxy rather than from the service.
    assert!(raw("text/html", b"<html>").is_err());
}

#[test]
fn a_failure_in_plain_text_is_a_text() {
    let failure = |content_type, body: &str| decode::failure::<String>(&of_type(content_type, body.as_bytes()));
    assert_eq!(failure("text/plain", "gone \"away\"").as_deref(), Some("gone \"away\""));
    assert_eq!(failure("text/plain", "\"quoted\"").as_deref(), Some("quoted"));
    assert_eq!(
        failure("text/html; charset=utf-8", "<p>gone").as_deref(),
        Some("<p>gone")
    );
    assert_eq!(failure("application/json", "gone"), None);
    assert_eq!(decode::failure::<Vec<i64>>(&of_type("text/plain", b"gone")), None);
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
