//! Bodies on the wire: JSON, forms, parts, texts, bytes.

use std::collections::BTreeMap;

use oasmith_runtime::runtime::{Base64, Number, Request, Style, Upload, record};
use serde::Serialize;
use serde_json::{Value, json};

use crate::encoding::{refusal, send};
use crate::support::Received;

fn request() -> Request {
    Request::new().path("p", "x")
}

/// Content type and body.
async fn sent(request: Request) -> (Option<String>, String) {
    let received = send(request).await;
    let text = String::from_utf8_lossy(&received.body).into_owned();
    (received.header("content-type").map(str::to_owned), text)
}

fn some(content_type: &str, body: &str) -> (Option<String>, String) {
    (Some(content_type.to_owned()), body.to_owned())
}

fn nothing() -> (Option<String>, String) {
    (None, String::new())
}

#[tokio::test]
async fn json_bodies() {
    let body = json!({"a": null});
    assert_eq!(
        sent(request().json(&body)).await,
        some("application/json", r#"{"a":null}"#)
    );
    let patch = "application/merge-patch+json";
    assert_eq!(
        sent(request().json_as(patch, &body)).await,
        some(patch, r#"{"a":null}"#)
    );
    assert_eq!(sent(request().json(&None::<Value>)).await, nothing());
}

#[tokio::test]
async fn no_body_has_a_length() {
    let none = send(request()).await;
    assert_eq!((&*none.method, none.header("content-length")), ("PUT", Some("0")));
    let null = send(request().json(&None::<Value>)).await;
    assert_eq!(null.header("content-length"), Some("0"));
    assert_eq!(send(request().json(&1)).await.header("content-length"), None);
}

#[tokio::test]
async fn lines_of_json() {
    let ndjson = "application/x-ndjson";
    let items = [json!({"a": "x\ny"}), json!(2)];
    assert_eq!(
        sent(request().lines(ndjson, Some(&items))).await,
        some(ndjson, "{\"a\":\"x\\ny\"}\n2\n")
    );
    assert_eq!(sent(request().lines::<Value>(ndjson, None)).await, nothing());
    let sequence = "application/json-seq";
    assert_eq!(
        sent(request().lines(sequence, Some(&items))).await,
        some(sequence, "\u{1e}{\"a\":\"x\\ny\"}\n\u{1e}2\n")
    );
}

#[tokio::test]
async fn whole_floats_are_written_as_integers() {
    let text = |value: f64| async move { sent(request().text("text/plain", &value)).await.1 };
    assert_eq!(text(7.0).await, "7");
    assert_eq!(text(-0.5).await, "-0.5");
    assert_eq!(text(1e300).await, "1e300");
}

#[tokio::test]
async fn texts_and_bytes() {
    assert_eq!(sent(request().body("text/csv", "1,2")).await, some("text/csv", "1,2"));
    let text = "naïve".to_owned();
    assert_eq!(
        sent(request().text("text/plain", &text)).await,
        some("text/plain; charset=utf-8", "naïve")
    );
    assert_eq!(
        sent(request().text("text/plain;charset=utf-8", &text)).await,
        some("text/plain;charset=utf-8", "naïve")
    );
    assert_eq!(
        sent(request().text("application/xml", "<é/>")).await,
        some("application/xml", "<é/>")
    );
    assert_eq!(sent(request().text("text/plain", &5)).await, some("text/plain", "5"));
    assert_eq!(sent(request().text("text/plain", &None::<String>)).await, nothing());
    assert!(
        refusal(request().text("text/plain", &[1]))
            .await
            .ends_with("body: an array or object inside another has no form in this place")
    );

    let file = Upload::new(vec![0, 255]);
    let received = send(request().upload("application/octet-stream", &file)).await;
    assert_eq!(received.header("content-type"), Some("application/octet-stream"));
    assert_eq!(&received.body[..], [0, 255]);
    let received = send(request().upload("*/*", &Some(file.content_type("image/png")))).await;
    assert_eq!(received.header("content-type"), Some("image/png"));
    assert_eq!(sent(request().upload("a/b", &None::<Upload>)).await, nothing());
}

#[tokio::test]
async fn media_types_that_are_asked_for() {
    assert_eq!(send(request()).await.header("accept"), Some("application/json"));
    let received = send(request().accept("text/csv, application/json;q=0.5")).await;
    assert_eq!(received.header("accept"), Some("text/csv, application/json;q=0.5"));
    assert!(refusal(request().accept("a\nb")).await.contains("accept: "));
}

const FORM: &str = "application/x-www-form-urlencoded";

async fn form(value: Value, styles: &[(&str, Style, bool)]) -> String {
    let (content_type, body) = sent(request().form_with(&value, styles)).await;
    assert_eq!(content_type.as_deref(), Some(FORM));
    body.replace("%5B", "[").replace("%5D", "]")
}

#[tokio::test]
async fn forms() {
    assert_eq!(
        sent(request().form(&json!({"a": "b c&", "d": [1, 2], "e": null, "é": true}))).await,
        some(FORM, "a=b%20c%26&d=1&d=2&%C3%A9=true")
    );
    assert_eq!(sent(request().form(&None::<Value>)).await, nothing());
    assert_eq!(sent(request().form(&json!({}))).await, some(FORM, ""));
    assert!(
        refusal(request().form(&5))
            .await
            .ends_with("body: only an object can be sent as a form")
    );
}

#[tokio::test]
async fn forms_with_something_inside() {
    let card =
        json!({"card": {"number": 4242, "tags": ["x", "y"]}, "items": [{"count": 2, "price": "p"}, {"price": "q"}]});
    let inside =
        "card[number]=4242&card[tags][]=x&card[tags][]=y&items[0][count]=2&items[0][price]=p&items[1][price]=q";
    assert_eq!(form(card.clone(), &[]).await, inside);
    let deep = [("card", Style::DeepObject, true), ("items", Style::DeepObject, true)];
    assert_eq!(form(card.clone(), &deep).await, inside);
    // No style has a form for what is nested, but for the deep one.
    let by_the_book = [("card", Style::Form, true), ("items", Style::Form, false)];
    assert_eq!(form(card, &by_the_book).await, inside);

    let value = json!({"a": ["x", "y"], "b": {"k": 1, "l": 2}});
    let styles = |style, explode| [("a", style, explode), ("b", style, explode)];
    assert_eq!(form(value.clone(), &[]).await, "a=x&a=y&b[k]=1&b[l]=2");
    assert_eq!(form(value.clone(), &styles(Style::Form, true)).await, "a=x&a=y&k=1&l=2");
    assert_eq!(
        form(value.clone(), &styles(Style::Form, false)).await,
        "a=x,y&b=k,1,l,2"
    );
    assert_eq!(
        form(value.clone(), &styles(Style::SpaceDelimited, false)).await,
        "a=x%20y&b=k%201%20l%202"
    );
    assert_eq!(
        form(value, &styles(Style::DeepObject, true)).await,
        "a[]=x&a[]=y&b[k]=1&b[l]=2"
    );
}

#[derive(Clone, Debug)]
struct Document {
    title: String,
    pages: Option<i64>,
    scan: Upload,
    more: Vec<Upload>,
    owner: Owner,
    tags: Vec<String>,
    seal: Base64,
    ratio: Number,
}

record!(Document {
    title: "title",
    pages: "pages" optional,
    scan: "scan",
    more: "more",
    owner: "owner",
    tags: "tags",
    seal: "seal",
    ratio: "ratio",
});

#[derive(Clone, Debug, Serialize, serde::Deserialize)]
struct Owner {
    name: String,
    age: Option<i64>,
    factor: f64,
}

fn document() -> Document {
    Document {
        title: "a\"b".to_owned(),
        pages: None,
        scan: Upload::new(vec![0, 255])
            .file_name("s\"c\r\nan.png")
            .content_type("image/png"),
        more: vec![Upload::from("one"), Upload::from(b"two").file_name("zwei.txt")],
        owner: Owner {
            name: "é\"".to_owned(),
            age: None,
            factor: 5.0,
        },
        tags: vec!["x".to_owned(), "y".to_owned()],
        seal: Base64::from(&[1, 2]),
        ratio: 7.into(),
    }
}

/// Each part as its head and its content.
pub(crate) fn parts(received: &Received) -> Vec<(String, Vec<u8>)> {
    let content_type = received.header("content-type").expect("a content type");
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .expect("a boundary");
    let delimiter = format!("--{boundary}");
    let mut body = Vec::from("\r\n");
    body.extend_from_slice(&received.body);
    let delimiter = format!("\r\n{delimiter}").into_bytes();
    let mut out = Vec::new();
    let mut rest = &body[..];
    while let Some(at) = rest.windows(delimiter.len()).position(|window| window == delimiter) {
        out.push(rest[..at].to_vec());
        rest = &rest[at + delimiter.len()..];
    }
    assert_eq!(rest, b"--\r\n");
    assert!(out.remove(0).is_empty());
    out.iter()
        .map(|part| {
            let part = part.strip_prefix(b"\r\n").expect("a line of its own");
            let end = part
                .windows(4)
                .position(|window| window == b"\r\n\r\n")
                .expect("a head");
            let head = String::from_utf8(part[..end].to_vec()).expect("a text");
            (head, part[end + 4..].to_vec())
        })
        .collect()
}

async fn shown(request: Request) -> Vec<String> {
    let parts = parts(&send(request).await);
    let show = |(head, content): &(String, Vec<u8>)| {
        let head = head
            .replace("Content-Disposition: form-data; ", "")
            .replace("\r\n", " | ");
        format!("{head} = {}", String::from_utf8_lossy(content))
    };
    parts.iter().map(show).collect()
}

#[tokio::test]
async fn parts_by_default() {
    let expected = [
        "name=\"title\" = a\"b",
        "name=\"scan\"; filename=\"s%22c%0D%0Aan.png\" | Content-Type: image/png = \u{0}\u{fffd}",
        "name=\"more\"; filename=\"blob\" | Content-Type: application/octet-stream = one",
        "name=\"more\"; filename=\"zwei.txt\" | Content-Type: application/octet-stream = two",
        "name=\"owner\" | Content-Type: application/json = {\"name\":\"é\\\"\",\"age\":null,\"factor\":5}",
        "name=\"tags\" = x",
        "name=\"tags\" = y",
        "name=\"seal\" = AQI=",
        "name=\"ratio\" = 7",
    ];
    assert_eq!(shown(request().multipart(&document())).await, expected);
    assert_eq!(sent(request().multipart(&None::<Document>)).await, nothing());
    assert!(
        refusal(request().multipart(&[1]))
            .await
            .ends_with("body: only an object can be sent in parts")
    );
}

#[tokio::test]
async fn parts_with_types() {
    let types = [
        ("title", "application/json"),
        ("scan", "image/jpeg"),
        ("more", "image/*, text/csv"),
        ("tags", "application/vnd.tag+json; v=1"),
        ("ratio", "text/plain"),
    ];
    let parts = shown(request().multipart_with(&document(), &types)).await;
    assert_eq!(parts[0], "name=\"title\" | Content-Type: application/json = \"a\\\"b\"");
    // What the caller says about a file counts more than the document.
    assert!(parts[1].contains("image/png"), "{}", parts[1]);
    assert!(parts[2].contains("text/csv"), "{}", parts[2]);
    assert_eq!(
        parts[5],
        "name=\"tags\" | Content-Type: application/vnd.tag+json; v=1 = \"x\""
    );
    assert_eq!(parts[8], "name=\"ratio\" | Content-Type: text/plain = 7");
    let nested = BTreeMap::from([("lists", json!([[1, "a", null, []], {"b": {}}, null]))]);
    assert_eq!(
        shown(request().multipart(&nested)).await,
        [
            "name=\"lists\" | Content-Type: application/json = [1,\"a\",null,[]]",
            "name=\"lists\" | Content-Type: application/json = {\"b\":{}}"
        ]
    );
}

#[tokio::test]
async fn no_content_ends_its_part() {
    let hostile = "--form-boundary-0\r\nx: y\r\n\r\n--form-boundary-1--\n--form-boundary-2-";
    let body = BTreeMap::from([("a", Upload::from(hostile)), ("b", Upload::from("x--form-boundary-3"))]);
    let received = send(request().multipart(&body)).await;
    assert_eq!(
        received.header("content-type"),
        Some("multipart/form-data; boundary=form-boundary-3")
    );
    let parts = parts(&received);
    assert_eq!(parts.len(), 2);
    assert_eq!(parts[0].1, hostile.as_bytes());
    // The same parts make the same body.
    assert_eq!(send(request().multipart(&body)).await.body, received.body);

    let file = Upload::from("x").content_type("text/plain\r\nx-evil: 1");
    assert!(
        refusal(request().multipart(&BTreeMap::from([("a", file)])))
            .await
            .ends_with("body: the content type of `a` has a control character")
    );
}

#[tokio::test]
async fn only_json_is_compressed() {
    let long = "a".repeat(5000);
    let encoding = async |request: Request| send(request).await.header("content-encoding").map(str::to_owned);
    assert_eq!(
        encoding(request().json_as("application/x+json", &long))
            .await
            .as_deref(),
        Some("gzip")
    );
    assert_eq!(encoding(request().text("text/plain", &long)).await, None);
    assert_eq!(encoding(request().form(&json!({"a": long}))).await, None);
    assert_eq!(encoding(request().multipart(&json!({"a": long}))).await, None);
    assert_eq!(encoding(request().body("application/gzip", long)).await, None);
}
