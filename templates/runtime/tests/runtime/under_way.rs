//! How many requests of a client are under way at the same time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::join_all;
use oasmith_runtime::runtime::{Body, BodySource, BoxFuture, Core, RetryPolicy, Transport, TransportError};
use tokio::time::Instant;

use crate::sample::{GetThing, WriteThings, builder};
use crate::streams::GetFile;

const SECOND: Duration = Duration::from_secs(1);

/// A service whose bodies take a second. It counts how many have not ended.
#[derive(Default)]
struct Slow {
    now: Arc<AtomicUsize>,
    most: AtomicUsize,
    requests: AtomicUsize,
    is_busy: bool,
}

impl Transport for Slow {
    fn send(
        &self,
        _: http::Request<Bytes>,
        _: Duration,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let now = self.now.fetch_add(1, Ordering::Relaxed) + 1;
        self.most.fetch_max(now, Ordering::Relaxed);
        let open = Open(Arc::clone(&self.now));
        let status = if self.is_busy { 503 } else { 200 };
        let body = Body::streamed(Late {
            is_sent: false,
            _open: open,
        });
        let response = http::Response::builder().status(status).body(body).expect("a response");
        Box::pin(async move { Ok(response) })
    }
}

struct Open(Arc<AtomicUsize>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

struct Late {
    is_sent: bool,
    _open: Open,
}

impl BodySource for Late {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            if std::mem::replace(&mut self.is_sent, true) {
                return Ok(None);
            }
            tokio::time::sleep(SECOND).await;
            Ok(Some(Bytes::from_static(br#"{"id":"a","size":1}"#)))
        })
    }
}

fn client(service: &Arc<Slow>, most: usize) -> Core {
    let core = builder().transport(Arc::clone(service)).max_connections(most);
    core.retry(RetryPolicy::never()).build().expect("a client")
}

#[tokio::test(start_paused = true)]
async fn no_more_requests_are_under_way_than_the_limit() {
    let service = Arc::new(Slow::default());
    let core = client(&service, 3);
    let start = Instant::now();
    let calls = (0..10).map(|_| GetThing::new(&core, "a").send());
    assert!(join_all(calls).await.into_iter().all(|thing| thing.is_ok()));
    assert_eq!(service.most.load(Ordering::Relaxed), 3);
    assert_eq!(start.elapsed().as_secs(), 4);
}

#[tokio::test(start_paused = true)]
async fn without_a_setting_256_requests_are_under_way_at_most() {
    let service = Arc::new(Slow::default());
    let core = builder().transport(Arc::clone(&service)).build().expect("a client");
    let calls = (0..1000).map(|_| GetThing::new(&core, "a").send());
    assert!(join_all(calls).await.into_iter().all(|thing| thing.is_ok()));
    assert_eq!(service.most.load(Ordering::Relaxed), 256);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_only_waited_was_not_sent() {
    let service = Arc::new(Slow::default());
    let core = client(&service, 1);
    let stream = GetFile::new(&core).await.expect("a file");
    let error = WriteThings::new(&core, Vec::new())
        .timeout(5 * SECOND)
        .await
        .expect_err("no turn");
    assert!(
        error.is_timeout() && !error.is_connect() && !error.may_have_happened(),
        "{error}"
    );
    assert_eq!((error.attempts(), service.requests.load(Ordering::Relaxed)), (0, 1));
    assert_eq!(
        error.to_string(),
        "writeThings (POST /things): too many requests of this client were under way, so this one was not sent: no turn \
         came within 5s; the limit is 1 at a time, set by `max_connections`, and a stream counts until it ends or is dropped"
    );
    // What creates something may wait again, for it was not sent.
    let again = RetryPolicy::new().attempts(9);
    let write = tokio::spawn(
        WriteThings::new(&core, Vec::new())
            .timeout(5 * SECOND)
            .retry(again)
            .send(),
    );
    tokio::time::sleep(12 * SECOND).await;
    drop(stream);
    write.await.expect("a task").expect("it was sent");
    assert_eq!(service.requests.load(Ordering::Relaxed), 2);
}

#[tokio::test(start_paused = true)]
async fn a_stream_counts_until_it_ends_or_is_dropped() {
    let service = Arc::new(Slow::default());
    let core = client(&service, 1);
    let mut ended = GetFile::new(&core).await.expect("a file");
    while ended.chunk().await.expect("a piece").is_some() {}
    // It is still there, but it has ended.
    let dropped = GetFile::new(&core).await.expect("a file");
    let next = GetThing::new(&core, "a").send();
    drop(dropped);
    next.await.expect("a thing");
    GetFile::new(&core)
        .await
        .expect("a file")
        .bytes()
        .await
        .expect("all of it");
    // A call that is given up makes room, too.
    assert!(
        tokio::time::timeout(SECOND / 2, GetThing::new(&core, "a").send())
            .await
            .is_err()
    );
    GetThing::new(&core, "a").await.expect("a thing");
    drop(ended);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_pauses_lets_others_through() {
    let busy = Arc::new(Slow {
        is_busy: true,
        ..Slow::default()
    });
    let core = client(&busy, 1);
    let pause = RetryPolicy::new().attempts(2).pauses(1000 * SECOND, 1000 * SECOND);
    let paused = tokio::spawn(GetThing::new(&core, "a").retry(pause.deadline(None)).send());
    tokio::time::sleep(2 * SECOND).await;
    let error = GetThing::new(&core, "a").timeout(2 * SECOND).await.expect_err("busy");
    assert!(error.is_server(), "{error}");
    paused.abort();
}

#[test]
fn the_limit_is_a_number_of_requests() {
    for most in [1, usize::MAX] {
        builder().max_connections(most).build().expect("a client");
    }
    let error = builder().max_connections(0).build().expect_err("nothing could be sent");
    assert_eq!(error.to_string(), "`max_connections` must be at least 1");
}
