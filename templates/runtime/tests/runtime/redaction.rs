//! What errors do not repeat: credentials of the request, and characters that a terminal or a log would obey.
//!
//! Each kind of credential in each place and spelling is a table in `tests/tests/secrets/repeated.rs`; here are the limits of it.

use std::error::Error as _;
use std::time::Duration;

use oasmith_runtime::runtime::{CallError, CoreBuilder, Error, RetryPolicy};

use crate::sample::{ApiFailure, GetThing, Thing, builder};
use crate::support::{Memory, Response, response};

const TOKEN: &str = "tok-secret-1";

async fn call(client: CoreBuilder, reply: Response) -> Result<Thing, CallError<ApiFailure>> {
    let service = Memory::new(move |_| reply.clone());
    GetThing::new(&client.transport(service).build().expect("a client"), "a").await
}

async fn body_of_error(client: CoreBuilder, body: &str) -> String {
    let error = call(client, response(400, body)).await.expect_err("a failure");
    String::from_utf8(error.raw_body().to_vec()).expect("UTF-8")
}

#[tokio::test]
async fn a_token_in_a_success_that_cannot_be_read_is_masked() {
    for body in [
        format!(r#"{{"id": "a", "size": "{TOKEN}"}}"#),
        format!(r#"{{"id": "a", "size": 1}} {TOKEN}"#),
        format!("<html>{TOKEN}</html>"),
    ] {
        let reply = response(200, body.as_str())
            .header("x-said", TOKEN)
            .header("x-request-id", TOKEN);
        let error = call(builder().token(TOKEN), reply).await.expect_err("unreadable");
        assert!(error.is_decode());
        assert_eq!(error.raw_body(), &body.replace(TOKEN, "…"));
        assert_eq!(error.headers()["x-said"], "...");
        assert_eq!(error.request_id(), Some("…"));
        // What it is about is still told, and still a decoder's error.
        let cause = error.source().expect("a cause");
        assert!(cause.source().is_some_and(|json| json.is::<serde_json::Error>()));
        let text = format!("{error} {error:?} {cause} {cause:?} {:?}", cause.source());
        assert!(
            text.contains(" at line 1 column ") && !text.contains("secret"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_token_in_the_media_type_of_an_undeclared_success_is_masked() {
    // Media types are compared in lower case, in which the token would not be found.
    let mut reply = response(200, "<html>");
    reply.headers = vec![("content-type", "text/TOK-Secret-1\u{202e}".to_owned())];
    let error = call(builder().token("TOK-Secret-1"), reply)
        .await
        .expect_err("no thing");
    let text = format!("{error} {error:?} {:?}", error.source()).to_lowercase();
    assert!(!text.contains("secret") && !text.contains('\u{202e}'), "{text}");
    assert!(error.to_string().contains("the response is text/..."), "{error}");
}

#[tokio::test]
async fn a_success_is_exactly_what_the_service_has_sent() {
    let thing = format!(r#"{{"id": "{TOKEN}", "size": 1}}"#);
    let service = Memory::new(move |_| response(200, thing.as_str()).header("x-said", TOKEN));
    let core = builder().token(TOKEN).transport(service).build().expect("a client");
    let response = GetThing::new(&core, "a").send_with_response().await.expect("a thing");
    assert_eq!(
        (response.body().id.as_str(), &response.headers()["x-said"]),
        (TOKEN, &TOKEN.parse().expect("a value"))
    );
    assert_eq!(
        response.header::<String>("x-said").expect("a text").as_deref(),
        Some(TOKEN)
    );

    let error = response.header::<Quoting>("x-said").expect_err("no such value");
    let text = format!("{error} {error:?} {:?}", error.headers());
    assert!(
        text.contains("header x-said: not … but a number") && !text.contains("secret"),
        "{text}"
    );
}

/// Its parser quotes what it is given.
#[derive(Debug)]
struct Quoting;

impl std::str::FromStr for Quoting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Err(format!("not {text} but a number"))
    }
}

/// A body in which every byte may begin an escape of the token takes four times as long if it is four times as long.
#[tokio::test]
async fn redaction_work() {
    let credentials = || {
        builder()
            .retry(RetryPolicy::new().attempts(1))
            .token("\\\"\\tok-secret-1")
            .header("x-api-key", "%5C%5C%5C%5C%5C%5C%5C%5C")
    };
    for escape in ["\\", "%", "%25", "\\u", "&", "&#", "\\u005c", "%5C"] {
        let body = |bytes: usize| escape.repeat(bytes / escape.len());
        let (short, long) = (body(16_000), body(64_000));
        let mut ratio = f64::INFINITY;
        // Other processes can only make a run longer, so the best of several counts.
        for _ in 0..3 {
            let (fast, slow) = (
                time_of(credentials(), &short).await,
                time_of(credentials(), &long).await,
            );
            ratio = ratio.min(slow.as_secs_f64() / fast.as_secs_f64());
        }
        assert!(ratio < 10.0, "{escape}: {ratio}");
    }
}

/// Only the response that the error is made of is masked, and only once: eight attempts take as long as one.
#[tokio::test(start_paused = true)]
async fn redaction_is_done_once() {
    let body = "%5C".repeat(20_000);
    let client = |attempts| {
        let policy = RetryPolicy::new().attempts(attempts).deadline(None);
        builder().token(TOKEN).retry(policy)
    };
    let mut ratio = f64::INFINITY;
    for _ in 0..3 {
        let (one, eight) = (time_of(client(1), &body).await, time_of(client(8), &body).await);
        ratio = ratio.min(eight.as_secs_f64() / one.as_secs_f64());
    }
    assert!(ratio < 2.5, "{ratio}");
}

/// Of a call that fails with this body, without its pauses.
async fn time_of(client: CoreBuilder, body: &str) -> Duration {
    let start = std::time::Instant::now();
    call(client, response(503, body)).await.expect_err("a failure");
    start.elapsed()
}

#[tokio::test]
async fn headers_that_are_no_credentials_stay_readable() {
    let plain = [
        ("accept", "application/vnd.thing+json"),
        ("accept-language", "nb-NO-nynorsk"),
        ("content-type", "application/json; v=2"),
        ("user-agent", "my-application/1.2"),
        ("x-request-id", "request-0123456789"),
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        ("if-match", "\"0123456789\""),
        ("idempotency-key", "0123456789abcdef"),
        // Hardly a credential: it is short, and not called like one.
        ("x-app", "tests"),
    ];
    for (name, value) in plain {
        let body = serde_json::json!({ "message": format!("{name}: {value} is not taken") }).to_string();
        assert_eq!(body_of_error(builder().header(name, value), &body).await, body);
    }
    // Whatever the client itself says about it counts too.
    assert_eq!(body_of_error(builder(), "application/json").await, "application/json");
}

#[tokio::test]
async fn a_short_credential_is_masked_where_it_stands_alone() {
    let table = [
        // Eight characters and more are masked everywhere.
        ("12345678", "x12345678x 12345678", "x…x …"),
        (
            "abcdefg",
            "xabcdefg abcdefgx abcdefg abcdefg.",
            "xabcdefg abcdefgx … ….",
        ),
        ("abcd", r#"{"key":"abcd","k=abcd":1}"#, r#"{"key":"…","k=…":1}"#),
        (
            "abcd",
            "key%3Dabcd&x key\\u003dabcd line\\nabcd",
            "key%3D…&x key\\u003d… line\\n…",
        ),
        // Fewer than four may be anything.
        ("abc", "abc abc", "abc abc"),
        ("1", r#"{"code": 1}"#, r#"{"code": 1}"#),
    ];
    for (token, body, masked) in table {
        assert_eq!(body_of_error(builder().token(token), body).await, masked, "{token}");
    }
}

/// Nothing that looks like an escape costs more than a look at it, or is cut in the wrong place.
#[tokio::test]
async fn what_only_looks_like_a_credential_stays() {
    for body in [
        "%".repeat(1000),
        "%25".repeat(1000),
        "\\".repeat(1000),
        "\\u00".repeat(1000),
        "\\u{".repeat(1000),
        "&#x".repeat(1000),
        "tok-secret-".repeat(1000),
        "%74%6f%6b%2dsecret%2".to_owned(),
        "\\u0074ok-secret-\\u003".to_owned(),
        "tok\u{2011}secret\u{2011}1".to_owned(),
    ] {
        assert_eq!(body_of_error(builder().token(TOKEN), &body).await, body);
    }
    let repeated = "aaaaaaaaa";
    assert_eq!(body_of_error(builder().token(repeated), &"a".repeat(20)).await, "……aa");
}

#[tokio::test]
async fn messages_are_printable() {
    let hostile =
        "red\u{1b}[31m\nINFO forged\r\u{7}\u{9b}2J \u{202e}back \u{2066}in\u{2069} no\u{200b}thing\u{feff} \u{2028}";
    let printable =
        r"red\u{1b}[31m\nINFO forged\r\u{7}\u{9b}2J \u{202e}back \u{2066}in\u{2069} no\u{200b}thing\u{feff} \u{2028}";
    let body = serde_json::json!({ "error": { "code": 1, "message": hostile } }).to_string();
    let reply = response(400, body.as_str()).header("x-request-id", "id\u{9b}\u{202e}1");
    let error = call(builder(), reply).await.expect_err("a failure");
    assert_eq!(error.message().as_deref(), Some(printable));
    assert_eq!(error.request_id(), Some(r"id\u{9b}\u{202e}1"));
    assert_eq!(
        error.to_string(),
        format!(r"getThing (GET /things/{{thingId}}): 400 Bad Request: {printable} [request id id\u{{9b}}\u{{202e}}1]")
    );
    // What a program reads is as it came.
    assert_eq!(error.raw_body(), &body);
    assert_eq!(error.failure().expect("the body").error.message, hostile);
    check(error);

    for body in [
        "{\"\\u001b[1m\\u202e\\n\": 1}",
        "{\"id\": \"a\", \"size\": \"\\u001b\\n\\u202e\"}",
    ] {
        let error = call(builder(), response(200, body)).await.expect_err("unreadable");
        check(error);
    }
}

fn check(error: CallError<ApiFailure>) {
    let mut texts = vec![format!("{error:?}"), error.message().unwrap_or_default()];
    let error = Error::from(error);
    texts.push(format!("{error:?}"));
    let mut next: Option<&dyn std::error::Error> = Some(&error);
    while let Some(one) = next {
        texts.extend([one.to_string(), format!("{one:?}")]);
        next = one.source();
    }
    for text in texts {
        let is_bad = |c: char| {
            c.is_control() || ('\u{2028}'..='\u{202e}').contains(&c) || ('\u{2060}'..='\u{206f}').contains(&c)
        };
        assert!(!text.contains(is_bad), "{text:?}");
    }
}

/// Reason phrases of a transport may be any text.
#[tokio::test]
async fn the_status_line_and_headers_are_printable() {
    let said = Response {
        reason: Some("No\u{1b}\u{202e}body"),
        ..Response::new(400, "").header("x-said", "no%1b%5b31m%0aINFO\u{202e}")
    };
    let client = builder()
        .error_message_headers(&["x-said"])
        .transport(Memory::script([said]));
    let core = client.build().expect("a client");
    let error = GetThing::new(&core, "a").await.expect_err("a failure");
    assert_eq!(error.reason(), Some(r"No\u{1b}\u{202e}body"));
    assert_eq!(error.message().as_deref(), Some(r"no\u{1b}[31m\nINFO\u{202e}"));
    check(error);
}
