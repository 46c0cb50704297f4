//! Responses that are read as they arrive.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, HeaderValue, StatusCode};
use oasmith_runtime::runtime::{
    Body, BodySource, BoxFuture, Call, Core, DecodeError, Download, Error, Event, Events, Lines, Operation,
    OperationInfo, Reply, Request, Response, Retry, Transport, TransportError, decode,
};

use crate::sample::{Thing, builder};
use crate::support::{Loopback, lock, response};

/// What happens to a body while it is read.
#[derive(Clone, Debug)]
enum Step {
    Chunk(Bytes),
    Wait(Duration),
    Fail,
}

fn chunk(text: &'static str) -> Step {
    Step::Chunk(Bytes::from_static(text.as_bytes()))
}

struct Script(VecDeque<Step>);

impl BodySource for Script {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            loop {
                match self.0.pop_front() {
                    None => return Ok(None),
                    Some(Step::Chunk(bytes)) => return Ok(Some(bytes)),
                    Some(Step::Wait(time)) => tokio::time::sleep(time).await,
                    Some(Step::Fail) => return Err(TransportError::other("cable cut")),
                }
            }
        })
    }
}

/// A service that responds to everything in this way.
struct Scripted {
    status: u16,
    content_type: &'static str,
    steps: Vec<Step>,
    limits: Mutex<Vec<Duration>>,
}

impl Transport for Scripted {
    fn send(
        &self,
        _: http::Request<Bytes>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        lock(&self.limits).push(timeout);
        Box::pin(async move {
            let response = http::Response::builder()
                .status(self.status)
                .header("content-type", self.content_type)
                .header("x-request-id", "r-1");
            let body = Body::streamed(Script(self.steps.clone().into()));
            Ok(response.body(body).expect("a response"))
        })
    }
}

fn service(content_type: &'static str, steps: impl IntoIterator<Item = Step>) -> (Core, Arc<Scripted>) {
    scripted(200, content_type, steps)
}

fn scripted(status: u16, content_type: &'static str, steps: impl IntoIterator<Item = Step>) -> (Core, Arc<Scripted>) {
    let service = Arc::new(Scripted {
        status,
        content_type,
        steps: steps.into_iter().collect(),
        limits: Mutex::default(),
    });
    let core = builder().transport(Arc::clone(&service)).build().expect("a client");
    (core, service)
}

macro_rules! streamed {
    ($name:ident, $output:ty, $decode:expr $(, $is_streamed:expr)?) => {
        #[derive(Debug)]
        pub(crate) struct $name {
            call: Call,
        }

        impl $name {
            pub(crate) fn new(core: &Core) -> Self {
                Self { call: Call::new(core) }
            }
        }

        impl Operation for $name {
            const INFO: OperationInfo = OperationInfo {
                id: "stream",
                method: "GET",
                path: "/stream",
                retry: Retry::Read,
            };
            const STREAMED: bool = true;
            type Output = $output;
            type Failure = Thing;

            fn call(&self) -> &Call {
                &self.call
            }

            fn call_mut(&mut self) -> &mut Call {
                &mut self.call
            }

            fn request(&self) -> Request {
                Request::new()
            }

            $(fn is_streamed(reply: &Reply) -> bool {
                $is_streamed(reply)
            })?

            fn success(reply: &mut Reply) -> Result<Self::Output, DecodeError> {
                $decode(reply)
            }

            fn failure(reply: &Reply) -> Option<Self::Failure> {
                decode::failure(reply)
            }
        }

        oasmith_runtime::runtime::operation!($name);
    };
}

streamed!(GetFile, Download, decode::download);
streamed!(GetEvents, Events<Thing>, decode::events);
streamed!(GetTexts, Events<String>, decode::text_events);
streamed!(GetLines, Lines<Thing>, decode::lines);

#[derive(Debug)]
pub(crate) enum Mixed {
    Thing(Thing),
    Things(Lines<Thing>),
}

fn mixed(reply: &mut Reply) -> Result<Mixed, DecodeError> {
    if reply.media_type() == "application/jsonl" {
        return decode::lines(reply).map(Mixed::Things);
    }
    decode::json(reply).map(Mixed::Thing)
}

streamed!(GetMixed, Mixed, mixed, |reply: &Reply| reply.media_type()
    == "application/jsonl");

fn thing(id: &str) -> Thing {
    Thing {
        id: id.to_owned(),
        size: 1,
    }
}

// ---- files

#[tokio::test]
async fn a_download_comes_in_pieces_or_whole() {
    let (core, service) = service("text/plain; v=1", [chunk("\u{feff}ab"), chunk("c"), chunk("d")]);
    let mut download = GetFile::new(&core).await.expect("a file");
    assert_eq!(lock(&service.limits)[..], [Duration::MAX]);
    assert_eq!(download.content_type(), Some("text/plain; v=1"));
    assert_eq!((download.content_length(), download.file_name()), (None, None));
    assert_eq!(download.chunk().await.expect("a chunk").expect("a chunk"), "\u{feff}ab");
    assert_eq!(download.bytes().await.expect("the rest"), "cd");

    assert_eq!(
        GetFile::new(&core).await.expect("a file").text().await.expect("text"),
        "abcd"
    );

    let response = GetFile::new(&core).send_with_response().await.expect("a file");
    assert_eq!((response.status().as_u16(), response.request_id()), (200, Some("r-1")));
    let mut stream = response.into_body();
    let mut pieces = Vec::new();
    while let Some(piece) = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
        pieces.push(piece.expect("a piece"));
    }
    assert_eq!(pieces, ["\u{feff}ab", "c", "d"]);
    assert_eq!(stream.chunk().await.expect("the end"), None);
}

#[tokio::test]
async fn a_failure_is_read_whole() {
    let (core, _) = scripted(
        404,
        "application/json",
        [chunk(r#"{"id": "#), chunk(r#""a", "size": 1}"#)],
    );
    let error = GetFile::new(&core).await.expect_err("a failure");
    assert!(error.is_not_found());
    assert_eq!(error.failure(), Some(&thing("a")));
}

#[tokio::test]
async fn a_reply_that_was_read_whole_is_a_stream_too() {
    let mut headers = HeaderMap::new();
    headers.insert("content-length", HeaderValue::from_static("3"));
    let mut reply = Reply::new(StatusCode::OK, headers, "abc");
    let download = decode::download(&mut reply).expect("a download");
    assert_eq!(download.content_length(), Some(3));
    assert_eq!(download.bytes().await.expect("bytes"), "abc");
    let mut empty = decode::download(&mut Reply::new(StatusCode::OK, HeaderMap::new(), "")).expect("a download");
    assert_eq!(empty.chunk().await.expect("the end"), None);
}

#[test]
fn file_names() {
    let table = [
        ("attachment; filename=\"a b.txt\"", Some("a b.txt")),
        ("attachment; filename=a.txt", Some("a.txt")),
        ("ATTACHMENT;FileName = \"a;b\\\"c.txt\" ; x=y", Some("a;b\"c.txt")),
        (
            "attachment; filename=\"x\"; filename*=UTF-8''na%C3%AFve%20.txt",
            Some("naïve .txt"),
        ),
        ("attachment; filename*=utf-8'en'%e2%82%ac; filename=x", Some("€")),
        ("attachment; filename*=iso-8859-1''%E9; filename=x", Some("é")),
        ("attachment; filename*=koi8''%E9; filename=x", Some("x")),
        ("attachment; filename*=broken; filename=x", Some("x")),
        ("attachment; filename=\"../../etc/passwd\"", Some("passwd")),
        ("attachment; filename=\"C:\\\\temp\\\\a.txt\"", Some("a.txt")),
        ("attachment; filename*=UTF-8''a%2Fb", Some("b")),
        ("attachment; filename=\"..\"", None),
        ("attachment; filename=\"\"", None),
        ("attachment", None),
        ("inline; name=x", None),
        ("attachment; filename=\"open", Some("open")),
    ];
    let name = |bytes: &[u8]| {
        let mut headers = HeaderMap::new();
        headers.insert("content-disposition", HeaderValue::from_bytes(bytes).expect("a header"));
        decode::download(&mut Reply::new(StatusCode::OK, headers, ""))
            .expect("a download")
            .file_name()
    };
    for (header, expected) in table {
        assert_eq!(name(header.as_bytes()).as_deref(), expected, "{header}");
    }
    assert_eq!(name("attachment; filename=é".as_bytes()).as_deref(), Some("é"));
    assert_eq!(name(b"attachment; filename=\xe9").as_deref(), Some("é"));
}

// The clock is paused, and jumps as soon as everybody waits.
#[tokio::test(start_paused = true)]
async fn the_time_limit_counts_for_each_wait() {
    let minute = Duration::from_secs(59);
    let (core, _) = service(
        "a/b",
        [
            Step::Wait(minute),
            chunk("a"),
            Step::Wait(minute),
            chunk("b"),
            Step::Wait(Duration::from_secs(61)),
            chunk("c"),
        ],
    );
    let mut download = GetFile::new(&core).await.expect("a file");
    assert_eq!(download.chunk().await.expect("in time").expect("a chunk"), "a");
    assert_eq!(download.chunk().await.expect("in time").expect("a chunk"), "b");
    let error = download.chunk().await.expect_err("too late");
    assert!(error.is_timeout() && !error.is_decode(), "{error}");
    assert_eq!(
        error.to_string(),
        "stream (GET /stream): no complete response in time (200 OK): nothing arrived for 60s [request id r-1]"
    );
    assert_eq!(download.chunk().await.expect("the end"), None);
    let all = GetFile::new(&core)
        .timeout(Duration::from_secs(62))
        .await
        .expect("a file")
        .bytes();
    assert_eq!(all.await.expect("in time"), "abc");
}

#[tokio::test(start_paused = true)]
async fn nothing_is_lost_when_a_wait_is_given_up() {
    let (core, _) = service("a/b", [Step::Wait(Duration::from_secs(10)), chunk("a")]);
    let mut download = GetFile::new(&core).await.expect("a file");
    for _ in 0..3 {
        tokio::time::timeout(Duration::from_secs(2), download.chunk())
            .await
            .expect_err("given up");
    }
    assert_eq!(download.chunk().await.expect("in time").expect("a chunk"), "a");
}

#[tokio::test]
async fn a_connection_that_breaks_off() {
    let (core, _) = service("a/b", [chunk("a"), Step::Fail, chunk("b")]);
    let mut download = GetFile::new(&core).await.expect("a file");
    download.chunk().await.expect("a chunk");
    let error = download.chunk().await.expect_err("broken");
    assert!(!error.is_timeout() && !error.is_connect() && !error.is_decode());
    assert!(
        error.to_string().contains("the connection failed (200 OK): cable cut"),
        "{error}"
    );
    assert_eq!(error.operation(), "stream");
    assert_eq!(download.chunk().await.expect("the end"), None);
    assert!(GetFile::new(&core).await.expect("a file").bytes().await.is_err());
}

#[tokio::test]
async fn a_download_over_a_socket() {
    let big = "x".repeat(300_000);
    let body = big.clone();
    let service = Loopback::start(move |_| response(200, body.clone())).await;
    let core = builder().origin(service.url.as_str()).build().expect("a client");
    let download = GetFile::new(&core).await.expect("a file");
    assert_eq!(download.content_length(), Some(300_000));
    assert_eq!(download.text().await.expect("text"), big);
}

// ---- events

/// Every way to cut these bytes into two, and one byte at a time.
fn cuts(bytes: &'static [u8]) -> Vec<Vec<Step>> {
    let piece = |range: &'static [u8]| Step::Chunk(Bytes::from_static(range));
    let two = (0..=bytes.len()).map(|at| vec![piece(&bytes[..at]), piece(&bytes[at..])]);
    two.chain([bytes.chunks(1).map(piece).collect()]).collect()
}

async fn texts(steps: Vec<Step>) -> Vec<Event<String>> {
    let (core, _) = service("text/event-stream", steps);
    let mut events = GetTexts::new(&core).await.expect("events");
    let mut out = Vec::new();
    while let Some(event) = events.next().await {
        out.push(event.expect("an event"));
    }
    out
}

fn shown(events: &[Event<String>]) -> Vec<String> {
    let show = |event: &Event<String>| {
        format!(
            "{:?} {:?} {:?} {:?}",
            event.data,
            event.event.as_deref().unwrap_or("-"),
            event.id.as_deref().unwrap_or("-"),
            event.retry
        )
    };
    events.iter().map(show).collect()
}

#[tokio::test]
async fn events_by_the_standard() {
    let stream = concat!(
        "\u{feff}: a comment\n\n",
        "data: one\n\n",
        "event: greet\ndata:two\ndata:  lines é\nid: 7\nunknown: x\n\n",
        "data\n\n",
        "retry: 1500\n\n",
        "retry: 15x\nevent: lost\n\n",
        "data: {\"a\": 1}\nid\nevent:\n\n",
        "data: cut off\n"
    );
    let expected = [
        "\"one\" \"-\" \"-\" None",
        "\"two\\n lines é\" \"greet\" \"7\" None",
        "\"\" \"-\" \"7\" None",
        "\"{\\\"a\\\": 1}\" \"-\" \"-\" Some(1.5s)",
    ];
    for end in ["\n", "\r", "\r\n"] {
        let bytes: &'static [u8] = stream.replace('\n', end).into_bytes().leak();
        for steps in cuts(bytes) {
            let events = texts(steps.clone()).await;
            assert_eq!(shown(&events), expected, "{end:?} {steps:?}");
        }
    }
    assert!(texts(Vec::new()).await.is_empty());
    // A null in an id makes it none, and a mark in the middle is a character.
    let odd = texts(vec![chunk(
        "id: a\0b\ndata: x\n\n\u{feff}data: y\n\ndata: [DONE]\n\ndata: z\n\n",
    )])
    .await;
    assert_eq!(
        shown(&odd),
        [
            "\"x\" \"-\" \"-\" None",
            "\"[DONE]\" \"-\" \"-\" None",
            "\"z\" \"-\" \"-\" None"
        ]
    );
}

#[tokio::test]
async fn typed_events_go_on_after_a_bad_one() {
    let steps = [
        chunk("data: {\"id\": \"a\", \"size\": 1}\n\nda"),
        chunk("ta: {\"id\": 5}\n\ndata: {\"id\": \"b\",\ndata: \"size\": 1}\n\ndata: [DONE]\n\ndata: never\n\n"),
    ];
    let (core, _) = service("text/event-stream", steps);
    let mut events = GetEvents::new(&core).await.expect("events");
    assert_eq!(events.next().await.expect("one").expect("a thing").data, thing("a"));
    let error = events.next().await.expect("one").expect_err("no thing");
    assert!(error.is_decode());
    assert_eq!(error.raw_body(), r#"{"id": 5}"#);
    assert!(
        error
            .to_string()
            .starts_with("stream (GET /stream): the response is not what the API describes (200 OK): at `id`: "),
        "{error}"
    );
    assert_eq!(events.next().await.expect("one").expect("a thing").data, thing("b"));
    assert!(events.next().await.is_none());
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn events_end_with_the_connection() {
    let (core, _) = service("text/event-stream", [chunk("data: a\n\ndata: b\n"), Step::Fail]);
    let mut events = GetTexts::new(&core).await.expect("events");
    assert_eq!(events.next().await.expect("one").expect("an event").data, "a");
    let error = events.next().await.expect("one").expect_err("broken");
    assert!(!error.is_decode() && error.raw_body().is_empty(), "{error}");
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn no_event_is_without_end() {
    let line = Step::Chunk(Bytes::from(vec![b'x'; 1 << 20]));
    for start in ["data: ", ": "] {
        let (core, _) = service(
            "text/event-stream",
            std::iter::once(chunk(start)).chain(vec![line.clone(); 17]),
        );
        let mut events = GetTexts::new(&core).await.expect("events");
        let error = events.next().await.expect("one").expect_err("too long");
        assert!(
            error.is_decode() && error.to_string().contains("has more than 16 MiB"),
            "{error}"
        );
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn what_says_that_it_is_no_stream_of_events() {
    for media_type in [
        "application/json; charset=utf-8",
        "application/problem+json",
        "text/html",
    ] {
        let (core, _) = service(media_type, [chunk("{}")]);
        let error = GetEvents::new(&core).await.expect_err("no events");
        assert!(error.is_decode(), "{error}");
        assert!(error.to_string().contains("not a stream of events"), "{error}");
    }
    let (core, _) = service("", [chunk("data: {\"id\":\"a\",\"size\":1}\n\n")]);
    let mut events = GetEvents::new(&core).await.expect("events");
    assert_eq!(events.next().await.expect("one").expect("a thing").data, thing("a"));
}

// ---- lines

async fn things(steps: Vec<Step>) -> Vec<Result<Thing, Error>> {
    let (core, _) = service("application/jsonl", steps);
    let mut lines = GetLines::new(&core).await.expect("lines");
    let mut out = Vec::new();
    while let Some(line) = lines.next().await {
        out.push(line);
    }
    out
}

#[tokio::test]
async fn lines_and_sequences() {
    let one_a_line = concat!(
        "{\"id\":\"é\",\"size\":1}\r\n",
        "\n  \n",
        " {\"id\":\"b\",\"size\":1}\n",
        "{\"id\":\"c\",\"size\":1}"
    );
    let behind_separators = concat!(
        "\u{1e}{\"id\":\n \"é\",\"size\":1}\n",
        "\u{1e}\u{1e}\n",
        "\u{1e}{\"id\":\"b\",\"size\":1}\n",
        "\u{1e}{\"id\":\"c\",\"size\":1}\n"
    );
    for stream in [one_a_line, behind_separators] {
        for steps in cuts(stream.as_bytes()) {
            let things: Vec<Thing> = things(steps)
                .await
                .into_iter()
                .map(|one| one.expect("a thing"))
                .collect();
            assert_eq!(things, [thing("é"), thing("b"), thing("c")]);
        }
    }
    assert_eq!(things(vec![chunk("\u{feff}{\"id\":\"a\",\"size\":1}")]).await.len(), 1);
    assert!(things(Vec::new()).await.is_empty());
}

#[tokio::test]
async fn lines_go_on_after_a_bad_one() {
    let results = things(vec![chunk(
        "{\"id\":\"a\",\"size\":1}\n{\"id\"\n{\"id\":\"b\",\"size\":1}\n",
    )])
    .await;
    assert_eq!(results.len(), 3);
    let error = results[1].as_ref().expect_err("no thing");
    assert_eq!((error.is_decode(), &error.raw_body()[..]), (true, &b"{\"id\""[..]));
    assert_eq!(results[2].as_ref().expect("a thing"), &thing("b"));

    let results = things(vec![Step::Chunk(vec![b' '; 17 << 20].into())]).await;
    assert_eq!(results.len(), 1);
    assert!(
        results[0]
            .as_ref()
            .is_err_and(|error| error.to_string().contains("16 MiB"))
    );
}

#[tokio::test]
async fn an_operation_may_respond_in_two_ways() {
    let (core, _) = service("application/jsonl", [chunk("{\"id\":\"a\",\"size\":1}")]);
    let Mixed::Things(mut lines) = GetMixed::new(&core).await.expect("lines") else {
        panic!("no lines")
    };
    assert!(lines.next().await.is_some());
    let (core, _) = service("application/json", [chunk("{\"id\":\"a\","), chunk("\"size\":1}")]);
    let Mixed::Thing(one) = GetMixed::new(&core).await.expect("a thing") else {
        panic!("no thing")
    };
    assert_eq!(one, thing("a"));
}

// ---- headers

#[tokio::test]
async fn headers_have_types() {
    let service = Loopback::start(|_| response(200, "").header("x-total", "12").header("x-bad", "x")).await;
    let core = builder().origin(service.url.as_str()).build().expect("a client");
    let response: Response<Download> = GetFile::new(&core).send_with_response().await.expect("a file");
    assert_eq!(response.header::<i64>("X-Total").expect("a number"), Some(12));
    assert_eq!(
        response.header::<String>("x-bad").expect("a text").as_deref(),
        Some("x")
    );
    assert_eq!(response.header::<i64>("x-none").expect("nothing"), None);
    let error = response.header::<i64>("x-bad").expect_err("no number");
    assert!(error.is_decode());
    assert_eq!(
        error.to_string(),
        "stream (GET /stream): the response is not what the API describes (200 OK): header x-bad: invalid digit found in string"
    );
}

#[test]
fn streams_can_be_sent() {
    fn check<T: Send + Unpin + 'static>() {}
    check::<Download>();
    check::<Events<Thing>>();
    check::<Lines<Thing>>();
    fn shared<T: Send + Sync>() {}
    shared::<Response<Thing>>();
}
