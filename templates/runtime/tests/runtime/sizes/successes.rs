//! Successes that are read into memory.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use oasmith_runtime::runtime::{Call, DecodeError, Operation, OperationInfo, Reply, Request, Retry, decode};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use super::{Endless, MIB, client};
use crate::sample::{GetThing, WriteThings, builder};
use crate::streams::GetFile;
use crate::support::{Memory, read, response};

/// The URL of a service behind a socket that sends this to each request.
async fn socket(head: &'static str, body: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            read(&mut stream).await;
            drop(stream.write_all(head.as_bytes()).await);
            drop(stream.write_all(&body).await);
        }
    });
    url
}

/// Zeros, compressed to a thousandth of their size.
fn bomb(bytes: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![0; bytes]).expect("memory");
    encoder.finish().expect("memory")
}

const GZIP: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-encoding: gzip\r\nx-request-id: r-1\r\n\r\n";

#[tokio::test]
async fn a_success_beyond_the_limit_is_an_error_and_is_not_sent_again() {
    let service = Endless::new(200, vec![b' '; 1000]);
    let core = client(&service).max_response(10_000).build().expect("a client");
    let error = GetThing::new(&core, "a").await.expect_err("too large");
    assert!(
        error.is_response_too_large() && !error.is_decode() && !error.is_too_large(),
        "{error}"
    );
    assert!(error.may_have_happened() && error.raw_body().is_empty());
    let facts = (
        error.status().map(|status| status.as_u16()),
        error.request_id(),
        error.attempts(),
    );
    assert_eq!(facts, (Some(200), Some("r-1"), 1));
    assert_eq!(
        error.to_string(),
        "getThing (GET /things/{thingId}): the response is too large (200 OK): it has more than 10000 bytes; raise the limit with \
         `max_response` [request id r-1]"
    );
    assert_eq!((service.requests(), service.taken()), (1, 11_000));
    // What creates something may have done so.
    let error = WriteThings::new(&core, Vec::new()).await.expect_err("too large");
    assert!(error.is_response_too_large() && error.may_have_happened());
    assert_eq!(service.requests(), 2);
}

#[tokio::test]
async fn a_body_of_exactly_the_limit_is_taken_and_one_byte_more_is_not() {
    const THING: &str = r#"{"id":"a","size":1}"#;
    let core = builder().transport(Memory::script([response(200, THING)]));
    let core = core.max_response(THING.len()).build().expect("a client");
    GetThing::new(&core, "a").await.expect("it fits");
    let short = GetThing::new(&core, "a").max_response(THING.len() - 1).await;
    assert!(short.expect_err("a byte more").is_response_too_large());
    GetThing::new(&core, "a")
        .max_response(usize::MAX)
        .await
        .expect("no limit");
}

#[tokio::test]
async fn without_a_setting_a_response_ends_at_128_mib() {
    let service = Endless::new(200, vec![b' '; 4 * MIB]);
    let core = client(&service).build().expect("a client");
    let error = GetThing::new(&core, "a").await.expect_err("too large");
    assert!(error.is_response_too_large(), "{error}");
    assert_eq!(service.taken(), 132 * MIB);
    // One call may take less, or more.
    let error = GetThing::new(&core, "a")
        .max_response(MIB)
        .await
        .expect_err("too large");
    assert!(error.to_string().contains("more than 1048576 bytes"), "{error}");
    assert_eq!(service.taken(), 136 * MIB);
}

#[tokio::test]
async fn a_small_response_that_expands_is_as_large_as_it_expands() {
    let body = bomb(20 * MIB);
    assert!(body.len() < MIB / 10);
    let core = builder().server_url(socket(GZIP, body).await).max_response(MIB);
    let core = core.build().expect("a client");
    let error = GetThing::new(&core, "a").await.expect_err("too large");
    assert!(error.is_response_too_large(), "{error}");
    assert_eq!((error.request_id(), error.attempts()), (Some("r-1"), 1));
    // As it arrives it is taken apart in small pieces, and has no end that is too far.
    let mut file = GetFile::new(&core).await.expect("a file");
    let mut total = 0;
    while let Some(chunk) = file.chunk().await.expect("a piece") {
        assert!(chunk.len() <= MIB);
        total += chunk.len();
    }
    assert_eq!(total, 20 * MIB);
}

#[tokio::test]
async fn a_length_beyond_the_limit_is_refused_before_reading() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n";
    let url = socket(head, Vec::new()).await;
    let core = builder().server_url(url).max_response(1000).build().expect("a client");
    let error = GetThing::new(&core, "a").await.expect_err("too large");
    assert!(error.is_response_too_large(), "{error}");
    assert!(
        error.to_string().contains("it has 99999 bytes, the limit is 1000;"),
        "{error}"
    );
}

#[derive(Debug)]
struct Look(Call);

impl Operation for Look {
    const INFO: OperationInfo = OperationInfo {
        id: "look",
        method: "HEAD",
        path: "/things",
        retry: Retry::Read,
    };
    type Output = ();
    type Failure = ();

    fn call(&self) -> &Call {
        &self.0
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.0
    }

    fn request(&self) -> Request {
        Request::new()
    }

    fn success(reply: &mut Reply) -> Result<(), DecodeError> {
        decode::empty(reply)
    }

    fn failure(_: &Reply) -> Option<()> {
        None
    }
}

oasmith_runtime::runtime::operation!(Look);

/// It is that of a response to GET.
#[tokio::test]
async fn the_length_of_a_response_to_head_is_not_that_of_its_body() {
    let service = Memory::script([response(200, "").header("content-length", "99999")]);
    let core = builder()
        .transport(service)
        .max_response(1000)
        .build()
        .expect("a client");
    Look(Call::new(&core)).await.expect("only a head");
}
