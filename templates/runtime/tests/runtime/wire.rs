//! What goes over a real socket.

use std::io::Read;
use std::time::Duration;

use flate2::read::GzDecoder;
use oasmith_runtime::runtime::{CoreBuilder, RetryPolicy};

use crate::sample::{GetThing, Thing, WriteThings, builder};
use crate::support::{Loopback, Memory, response};

const THING: &str = r#"{"id": "a", "size": 1}"#;

fn client(service: &Loopback) -> CoreBuilder {
    builder().origin(service.url.as_str())
}

fn things(count: i64) -> Vec<Thing> {
    (0..count)
        .map(|size| Thing {
            id: format!("thing-{size}"),
            size,
        })
        .collect()
}

#[tokio::test]
async fn a_request_carries_path_token_and_headers() {
    let service = Loopback::start(|_| response(200, THING).header("x-request-id", "req-7")).await;
    let core = client(&service)
        .token("tok")
        .header("x-app", "tests")
        .build()
        .expect("a client");
    let response = GetThing::new(&core, "a b/c")
        .send_with_response()
        .await
        .expect("a thing");
    assert_eq!(
        response.body(),
        &Thing {
            id: "a".to_owned(),
            size: 1
        }
    );
    assert_eq!(
        (response.status().as_u16(), response.request_id(), response.attempts()),
        (200, Some("req-7"), 1)
    );
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.into_body().size, 1);

    let received = service.received().remove(0);
    assert_eq!(
        (received.method.as_str(), received.target.as_str()),
        ("GET", "/api/v1/tenants/acme/things/a%20b%2Fc")
    );
    assert_eq!(received.header("authorization"), Some("Bearer tok"));
    assert_eq!(received.header("accept"), Some("application/json"));
    assert_eq!(received.header("x-app"), Some("tests"));
    assert!(
        received
            .header("user-agent")
            .is_some_and(|agent| agent.starts_with("oasmith-runtime/"))
    );
    assert_eq!(received.header("content-type"), None);
}

#[tokio::test]
async fn headers_of_one_call_win() {
    let service = Loopback::start(|_| response(200, THING)).await;
    let core = client(&service)
        .token("tok")
        .header("x-app", "tests")
        .user_agent("me/1")
        .build()
        .expect("a client");
    GetThing::new(&core, "a")
        .header("x-app", "other")
        .header("authorization", "Basic abc")
        .await
        .expect("a thing");
    let received = service.received().remove(0);
    assert_eq!(received.header("x-app"), Some("other"));
    assert_eq!(received.header("authorization"), Some("Basic abc"));
    assert_eq!(received.header("user-agent"), Some("me/1"));
    let error = GetThing::new(&core, "a")
        .header("x-app", "a\nb")
        .await
        .expect_err("refused");
    assert!(error.is_request() && error.to_string().contains("x-app"), "{error}");
}

#[tokio::test]
async fn large_bodies_are_compressed() {
    let service = Loopback::start(|_| response(200, "{}")).await;
    let core = client(&service).gzip_above(Some(1024)).build().expect("a client");
    WriteThings::new(&core, things(2)).await.expect("written");
    WriteThings::new(&core, things(100)).await.expect("written");
    let plain = client(&service).build().expect("a client");
    WriteThings::new(&plain, things(100)).await.expect("written");

    let received = service.received();
    assert_eq!(received[0].header("content-encoding"), None);
    assert_eq!(
        serde_json::from_slice::<Vec<Thing>>(&received[0].body).expect("things"),
        things(2)
    );
    assert_eq!(received[1].header("content-encoding"), Some("gzip"));
    assert_eq!(received[1].header("content-type"), Some("application/json"));
    let mut text = String::new();
    GzDecoder::new(&received[1].body[..])
        .read_to_string(&mut text)
        .expect("gzip");
    assert_eq!(serde_json::from_str::<Vec<Thing>>(&text).expect("things"), things(100));
    assert!(received[1].body.len() * 2 < text.len());
    assert_eq!(received[2].header("content-encoding"), None);
    assert_eq!(received[2].text(), text);
}

#[tokio::test]
async fn the_threshold_is_exact() {
    let service = Memory::new(|_| response(200, "{}"));
    let length = serde_json::to_string(&things(20)).expect("JSON").len();
    for (above, encoding) in [(length, None), (length - 1, Some("gzip"))] {
        let core = builder()
            .gzip_above(Some(above))
            .transport(service.clone())
            .build()
            .expect("a client");
        WriteThings::new(&core, things(20)).await.expect("written");
        assert_eq!(
            service.received().last().expect("a request").header("content-encoding"),
            encoding
        );
    }
}

#[tokio::test]
async fn empty_responses_are_success() {
    let service = Loopback::start(|_| response(204, "")).await;
    let core = client(&service).build().expect("a client");
    WriteThings::new(&core, Vec::new()).await.expect("written");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = Loopback::start(|_| response(200, THING)).await;
    let location = format!("{}/things/a", elsewhere.url);
    let service = Loopback::start(move |_| response(307, "").header("location", &location)).await;
    let core = client(&service).token("tok").build().expect("a client");
    let error = GetThing::new(&core, "a").await.expect_err("a redirect");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(307));
    assert!(error.headers().contains_key("location"));
    assert!(elsewhere.received().is_empty());
}

#[tokio::test]
async fn decode_failures_name_the_place() {
    let service = Loopback::start(|_| response(200, r#"{"id": 5, "size": 1}"#).header("x-trace", "t-1")).await;
    let core = client(&service).request_id_header("x-trace").build().expect("a client");
    let error = GetThing::new(&core, "a").await.expect_err("undecodable");
    assert!(
        error.is_decode() && error.to_string().contains("at `id`: invalid type"),
        "{error}"
    );
    assert_eq!(error.request_id(), Some("t-1"));
}

#[tokio::test]
async fn no_connection() {
    // A port that nobody is given: one that was bound and dropped could be another test's by now.
    let core = builder()
        .origin("http://127.0.0.1:1")
        .retry(RetryPolicy::never())
        .build()
        .expect("a client");
    let error = GetThing::new(&core, "private-id").await.expect_err("no connection");
    assert!(error.is_connect() && !error.is_timeout(), "{error}");
    let text = error.to_string();
    assert!(
        text.contains("the service could not be reached: Connection refused"),
        "{text}"
    );
    assert!(!format!("{error:?}").contains("private-id"), "{error:?}");
    assert_eq!((error.attempts(), error.status()), (1, None));
}

// The other side responds in the clear, so the handshake fails.
#[tokio::test]
async fn nothing_is_sent_before_the_connection_is_encrypted() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let seen = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut bytes = vec![0; 4096];
        let length = stream.read(&mut bytes).await.expect("some bytes");
        drop(stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await);
        bytes.truncate(length);
        bytes
    });
    let core = builder()
        .origin(format!("https://localhost:{port}"))
        .token("sesame")
        .retry(RetryPolicy::never())
        .build()
        .expect("a client");
    let error = GetThing::new(&core, "private-id").await.expect_err("no handshake");
    assert!(error.is_connect() && !error.is_timeout(), "{error}");
    let seen = seen.await.expect("the service");
    // A TLS record with a handshake message in it.
    assert_eq!(&seen[..2], [0x16, 0x03]);
    let text = String::from_utf8_lossy(&seen);
    assert!(text.contains("localhost") && !text.contains("sesame") && !text.contains("private-id"));
}

#[tokio::test]
async fn a_broken_response_is_neither_success_nor_timeout() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let (mut stream, _) = listener.accept().await.expect("a connection");
        drop(stream.read(&mut [0; 4096]).await);
        drop(
            stream
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\"")
                .await,
        );
    });
    let core = builder()
        .origin(url)
        .retry(RetryPolicy::never())
        .build()
        .expect("a client");
    let error = GetThing::new(&core, "a").await.expect_err("cut off");
    assert!(
        !error.is_timeout() && !error.is_connect() && !error.is_decode(),
        "{error}"
    );
    assert!(error.to_string().contains("the connection failed"), "{error}");
}

// The clock is paused, and jumps as soon as everybody waits: an hour passes in no time.
#[tokio::test(start_paused = true)]
async fn the_time_limit_counts_for_the_whole_attempt() {
    let service = Memory::new(|_| response(200, THING).after(Duration::from_secs(90)));
    let core = builder()
        .transport(service)
        .retry(RetryPolicy::never())
        .build()
        .expect("a client");
    let error = GetThing::new(&core, "a").await.expect_err("too late");
    assert!(error.is_timeout() && error.attempts() == 1, "{error}");
    assert_eq!(
        error.to_string(),
        "getThing (GET /things/{thingId}): no complete response in time: the limit is 60s"
    );
    GetThing::new(&core, "a")
        .timeout(Duration::from_secs(91))
        .await
        .expect("in time");
    let error = GetThing::new(&core, "a")
        .timeout(Duration::from_secs(89))
        .await
        .expect_err("too late");
    assert!(error.is_timeout());
}

// Real time here, because a paused clock jumps while the socket is still busy.
#[tokio::test]
async fn the_time_limit_counts_on_a_socket() {
    let service = Loopback::start(|_| response(200, THING).after(Duration::from_secs(3600))).await;
    let core = client(&service)
        .timeout(Duration::from_millis(50))
        .retry(RetryPolicy::never())
        .build()
        .expect("a client");
    let error = GetThing::new(&core, "a").await.expect_err("too late");
    assert!(error.is_timeout() && !error.is_connect(), "{error}");
}
