//! Which responses with a status from 200 to 299 count as a success: each row of the table in `call/success/mod.rs`.

use std::fmt::Debug;
use std::marker::PhantomData;

use bytes::Bytes;
use oasmith_runtime::runtime::{
    Call, CallError, Core, DecodeError, Download, Events, Lines, Operation, OperationInfo, Reply, Request, Retry,
    Success, decode, send,
};

use crate::sample::{ListThings, Thing, builder};
use crate::support::{Memory, Response, typed};

/// What a service declares, and how its successes are read.
trait Declares: Send + 'static {
    const SUCCESS: Success;
    const STREAMED: bool = false;
    type Output: Debug + Send + 'static;
    fn read(reply: &mut Reply) -> Result<Self::Output, DecodeError>;
}

/// An operation that declares this.
struct Ask<D> {
    call: Call,
    declares: PhantomData<fn(D)>,
}

impl<D: Declares> Operation for Ask<D> {
    const INFO: OperationInfo = OperationInfo {
        id: "ask",
        method: "POST",
        path: "/ask",
        retry: Retry::Create,
    };
    const STREAMED: bool = D::STREAMED;
    const SUCCESS: Success = D::SUCCESS;
    type Output = D::Output;
    type Failure = ();

    fn call(&self) -> &Call {
        &self.call
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.call
    }

    fn request(&self) -> Request {
        Request::new()
    }

    fn success(reply: &mut Reply) -> Result<Self::Output, DecodeError> {
        D::read(reply)
    }

    fn failure(_: &Reply) -> Option<Self::Failure> {
        None
    }
}

macro_rules! declares {
    ($($name:ident $output:ty = $read:expr, $success:expr $(, streamed $streamed:literal)?;)*) => {$(
        struct $name;

        impl Declares for $name {
            const SUCCESS: Success = $success;
            $(const STREAMED: bool = $streamed;)?
            type Output = $output;
            fn read(reply: &mut Reply) -> Result<Self::Output, DecodeError> {
                $read(reply)
            }
        }
    )*};
}

const JSON: &[&str] = &["application/json"];
const JSON_202: Success = Success::of(&[("202", JSON)]);

declares! {
    Ingest () = |reply: &mut Reply| decode::empty(reply), JSON_202;
    Remove () = |reply: &mut Reply| decode::empty(reply), Success::of(&[("204", &[])]);
    Found () = |reply: &mut Reply| decode::empty(reply), Success::of(&[("302", &[])]);
    Elsewhere () = |reply: &mut Reply| decode::empty(reply), Success::of(&[("3XX", &[])]);
    Cached Option<Thing> = |reply: &mut Reply| match reply.status.as_u16() {
        304 => decode::empty(reply).map(|()| None),
        _ => decode::json(reply).map(Some),
    }, Success::of(&[("200", JSON), ("304", &[])]);
    Silent () = |reply: &mut Reply| decode::empty(reply), Success::UNDECLARED;
    Value Thing = |reply: &mut Reply| decode::json(reply), Success::UNDECLARED;
    Maybe Option<Thing> = |reply: &mut Reply| decode::optional_json(reply), Success::of(&[("200", JSON), ("204", &[])]);
    Table String = |reply: &mut Reply| decode::text(reply), Success::of(&[("200", &["text/csv"]), ("204", &[])]);
    Image Bytes = |reply: &mut Reply| decode::bytes(reply), Success::of(&[("2XX", &["image/*"])]);
    AnyBytes Bytes = |reply: &mut Reply| decode::bytes(reply), Success::of(&[("default", &["application/octet-stream"])]);
    File Download = decode::download, Success::of(&[("200", &["application/pdf"])]), streamed true;
    AnyFile Download = decode::download, Success::of(&[("200", &["*/*"])]), streamed true;
    Ticks Events<Thing> = decode::events, Success::of(&[("200", &["text/event-stream"])]), streamed true;
    Rows Lines<Thing> = decode::lines, Success::of(&[("200", &["application/x-ndjson"])]), streamed true;
    ExactIngest () = |reply: &mut Reply| decode::empty(reply), JSON_202.exact();
    ExactValue Thing = |reply: &mut Reply| decode::json(reply), JSON_202.exact();
    ExactFile Download = decode::download, Success::of(&[("200", &["*/*"])]).exact(), streamed true;
    WideIngest () = |reply: &mut Reply| decode::empty(reply), JSON_202.any();
    WideTable String = |reply: &mut Reply| decode::text(reply), Success::of(&[("200", &["text/csv"])]).any();
    WideValue Thing = |reply: &mut Reply| decode::json(reply), JSON_202.any();
}

const PAGE: &str = "<!doctype html><title>Log in</title>";
const THING: &str = r#"{"id": "a", "size": 1}"#;

fn client(response: Response) -> Core {
    let transport = Memory::script([response]);
    builder().transport(transport).build().expect("a client")
}

async fn ask<D: Declares>(response: Response) -> Result<D::Output, CallError<()>> {
    let core = client(response);
    send(Ask::<D> {
        call: Call::new(&core),
        declares: PhantomData,
    })
    .await
}

/// Status, media type, body, and whether that is a success.
type Row = (u16, &'static str, &'static str, bool);

async fn check<D: Declares>(rows: &[Row]) {
    for row @ (status, media_type, body, is_success) in rows {
        match ask::<D>(typed(*status, media_type, body)).await {
            Ok(_) => assert!(*is_success, "{row:?}"),
            Err(error) => {
                assert!(!is_success, "{row:?}: {error}");
                assert!(error.is_decode() && error.may_have_happened(), "{row:?}: {error}");
                assert_eq!(error.raw_body(), body, "{row:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_redirection_is_a_success_where_it_is_declared() {
    for (status, body) in [(302, ""), (302, PAGE), (204, "")] {
        assert!(ask::<Found>(typed(status, "text/html", body)).await.is_ok(), "{status}");
    }
    assert!(ask::<Elsewhere>(typed(308, "", "")).await.is_ok());
    let error = ask::<Found>(typed(304, "", "")).await.expect_err("not declared");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(304));
    assert!(ask::<Silent>(typed(302, "", "")).await.is_err());
}

#[tokio::test]
async fn a_redirection_is_an_outcome_next_to_others() {
    let json = |status, body| typed(status, "application/json", body);
    assert!(ask::<Cached>(json(200, THING)).await.is_ok_and(|thing| thing.is_some()));
    assert!(ask::<Cached>(json(304, "")).await.is_ok_and(|thing| thing.is_none()));
    let error = ask::<Cached>(json(302, "")).await.expect_err("not declared");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(302));
}

#[tokio::test]
async fn where_nothing_is_read_the_media_type_decides() {
    check::<Ingest>(&[
        (202, "application/json", "{}", true),
        (202, "Application/JSON; charset=utf-8", "{}", true),
        (202, "application/problem+json", "{}", true),
        (202, "", "", true),
        (202, "text/html", "", true),
        (202, "text/html", PAGE, false),
        (202, "Text/HTML; charset=utf-8", PAGE, false),
        (202, "application/xhtml+xml", PAGE, false),
        (202, "application/xml", "<ok/>", false),
        (202, "text/plain", "OK", true),
        (202, "", "OK", true),
        (202, "application/octet-stream", "OK", true),
        // It decodes as what is declared.
        (202, "text/html", "{}", true),
        // The status is not declared.
        (200, "", "", true),
        (204, "", "", true),
        (200, "application/json", "{}", true),
        (200, "text/plain", "{}", true),
        (200, "text/plain", "OK", false),
        (200, "", "OK", false),
        (200, "text/html", PAGE, false),
    ])
    .await;
}

#[tokio::test]
async fn where_no_body_is_declared_services_may_send_a_little() {
    check::<Remove>(&[
        (204, "application/json", "{}", true),
        (204, "text/plain", "OK", true),
        (204, "", "OK", true),
        (204, "text/html", PAGE, false),
        (204, "image/png", "png", false),
        (200, "", "", true),
        (200, "application/json", "{}", false),
        (200, "text/html", PAGE, false),
    ])
    .await;
    // Where no success is declared at all, only HTML is out of the question.
    check::<Silent>(&[
        (200, "application/json", "{}", true),
        (207, "application/xml", "<ok/>", true),
        (200, "text/html", PAGE, false),
    ])
    .await;
}

#[tokio::test]
async fn a_value_that_decodes_is_its_own_proof() {
    check::<Value>(&[
        (200, "application/json", THING, true),
        (203, "text/html", THING, true),
        (200, "", THING, true),
        (200, "text/html", PAGE, false),
        (200, "text/html", "", false),
    ])
    .await;
    check::<Maybe>(&[
        (200, "application/json", THING, true),
        (201, "text/plain", THING, true),
        (204, "", "", true),
        (202, "", "", true),
        (200, "application/json", "null", true),
        (200, "text/html", PAGE, false),
        (204, "text/html", PAGE, false),
    ])
    .await;
}

#[tokio::test]
async fn text_and_bytes_are_of_a_declared_media_type() {
    check::<Table>(&[
        (200, "text/csv; header=present", "a,b", true),
        (200, "", "a,b", true),
        (200, "application/octet-stream", "a,b", true),
        (200, "text/html", PAGE, false),
        (200, "application/json", "{}", false),
        (204, "", "", true),
        (206, "text/csv", "a,b", true),
        (206, "", "a,b", false),
        (206, "text/html", PAGE, false),
    ])
    .await;
    check::<Image>(&[
        (200, "image/png", "png", true),
        (299, "IMAGE/svg+xml", "<svg/>", true),
        (200, "text/html", PAGE, false),
        (200, "imagery/png", "png", false),
    ])
    .await;
    check::<AnyBytes>(&[(201, "text/html", PAGE, true), (200, "", "x", true)]).await;
}

#[tokio::test]
async fn streams_are_of_a_declared_media_type() {
    check::<File>(&[
        (200, "application/pdf", "pdf", true),
        (206, "application/pdf", "pdf", true),
        (200, "", "pdf", true),
        (204, "", "", true),
        (200, "text/html", PAGE, false),
        (206, "text/html", PAGE, false),
    ])
    .await;
    check::<AnyFile>(&[(200, "text/html", PAGE, true), (206, "image/png", "png", true)]).await;
    check::<Ticks>(&[
        (200, "text/event-stream", "", true),
        (200, "text/event-stream", "data: 1\n\n", true),
        (200, "text/html", PAGE, false),
        (200, "text/plain", "data: 1\n\n", false),
    ])
    .await;
    check::<Rows>(&[
        (200, "application/x-ndjson", THING, true),
        (200, "application/jsonl", THING, true),
        (200, "application/json", THING, true),
        (200, "text/html", PAGE, false),
    ])
    .await;
    let file = ask::<AnyFile>(typed(200, "text/html", PAGE)).await.expect("a file");
    assert_eq!(file.text().await.expect("text"), PAGE);
}

#[tokio::test]
async fn of_a_long_page_in_place_of_a_stream_the_beginning_is_kept() {
    let page = "x".repeat(100_000);
    let error = ask::<File>(typed(200, "text/html", &page)).await.expect_err("a page");
    assert_eq!(error.raw_body().len(), 64 * 1024);
}

#[tokio::test]
async fn the_error_keeps_what_came_back_and_names_it() {
    let portal = typed(200, "text/html; charset=utf-8", PAGE).header("x-request-id", "r-1");
    let error = ask::<Ingest>(portal.clone()).await.expect_err("a page");
    assert_eq!(
        error.to_string(),
        "ask (POST /ask): the response is not what the API describes (200 OK): the response is text/html with status 200, \
         which this operation does not declare (it declares 202 with application/json); it may come from a login page \
         or a proxy [request id r-1]"
    );
    assert!(error.is_decode() && error.may_have_happened() && !error.is_server());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert_eq!(error.headers()["content-type"], "text/html; charset=utf-8");
    assert_eq!(
        (error.raw_body(), error.request_id()),
        (&Bytes::from(PAGE), Some("r-1"))
    );

    let text = async |response| ask::<Ingest>(response).await.expect_err("an error").to_string();
    assert!(
        text(typed(202, "image/png", "x"))
            .await
            .contains("the response is image/png, which")
    );
    let untyped = text(typed(200, "", "OK")).await;
    assert!(untyped.contains("the response has status 200 and a body without a media type, which"));
    // What does not decode says where, and that the media type is not declared.
    let error = ask::<Value>(portal).await.expect_err("a page").to_string();
    assert!(error.contains("at `.`: expected value"), "{error}");
    assert!(
        error.contains("; the response is text/html, which this operation does not declare"),
        "{error}"
    );
    let error = ask::<Value>(typed(200, "application/json", "[]"))
        .await
        .expect_err("a list");
    assert!(!error.to_string().contains("declare"), "{error}");
}

#[tokio::test]
async fn success_may_be_only_what_is_declared() {
    check::<ExactIngest>(&[
        (202, "application/json", "{}", true),
        (202, "", "", true),
        (202, "", "{}", false),
        (202, "text/plain", "{}", false),
        (202, "text/html", PAGE, false),
        (200, "application/json", "{}", false),
        (200, "", "", false),
    ])
    .await;
    check::<ExactValue>(&[
        (202, "application/json", THING, true),
        (202, "text/html", THING, false),
        (200, "application/json", THING, false),
    ])
    .await;
    check::<ExactFile>(&[
        (200, "text/html", PAGE, true),
        (206, "text/html", PAGE, false),
        (206, "", "", false),
    ])
    .await;
}

#[tokio::test]
async fn success_may_be_every_such_status() {
    check::<WideIngest>(&[
        (200, "text/html", PAGE, true),
        (299, "", "x", true),
        (202, "", "", true),
    ])
    .await;
    check::<WideTable>(&[(206, "text/html", PAGE, true)]).await;
    // But a value must be one.
    check::<WideValue>(&[(200, "text/html", THING, true), (200, "text/html", PAGE, false)]).await;
}

#[tokio::test]
async fn a_portal_is_not_an_empty_page_of_a_list() {
    let core = client(typed(200, "text/html", PAGE));
    let mut items = ListThings::new(&core).items();
    let error = items.next().await.expect("not the end").expect_err("a page of HTML");
    assert!(error.is_decode(), "{error}");
    assert!(items.next().await.is_none());
}
