//! What whoever listens to `tracing` is told, and what not.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use oasmith_runtime::runtime::{ClientCredentials, Core, RetryPolicy, Secret};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::sample::{GetThing, Thing, WriteThings, builder};
use crate::support::{Memory, NetworkFault, Received, Response, faulty, lock, response};

#[derive(Clone, Debug, Default)]
struct SpanSeen {
    name: &'static str,
    /// Of the span that was entered when this one was made.
    parent: Option<&'static str>,
    fields: BTreeMap<&'static str, String>,
}

impl SpanSeen {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }
}

impl Visit for SpanSeen {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.fields.insert(field.name(), format!("{value:?}"));
    }
}

#[derive(Default)]
struct Log {
    spans: Vec<SpanSeen>,
    entered: Vec<u64>,
}

/// Keeps the spans of this crate.
#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Log>>);

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("oasmith_runtime")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut log = lock(&self.0);
        let mut span = SpanSeen {
            name: attributes.metadata().name(),
            parent: log.entered.last().map(|id| log.spans[*id as usize - 1].name),
            ..SpanSeen::default()
        };
        attributes.record(&mut span);
        log.spans.push(span);
        Id::from_u64(log.spans.len() as u64)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        values.record(&mut lock(&self.0).spans[id.into_u64() as usize - 1]);
    }

    fn enter(&self, id: &Id) {
        lock(&self.0).entered.push(id.into_u64());
    }

    fn exit(&self, id: &Id) {
        lock(&self.0).entered.retain(|entered| *entered != id.into_u64());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}
}

/// A client with a credential of each kind, and what is heard of its calls in this thread.
fn client(responses: Vec<Response>) -> (Core, Listener, tracing::subscriber::DefaultGuard) {
    let mut responses = responses.into_iter();
    let service = Memory::new(move |received: &Received| match received.target.ends_with("/token") {
        true => response(200, r#"{"access_token": "tok-sesame"}"#),
        false => responses
            .next()
            .unwrap_or_else(|| response(200, r#"{"id": "sesame", "size": 1}"#)),
    });
    let login = ClientCredentials::new("https://idp.example.org/token", "me", "s3cret-sesame");
    let core = builder()
        .client_credentials(login)
        .header("x-app", "sesame")
        .upload_host("bucket.example.org")
        .transport(service)
        .build()
        .expect("a client");
    let listener = Listener::default();
    let guard = tracing::subscriber::set_default(listener.clone());
    (core, listener, guard)
}

fn spans(listener: &Listener) -> Vec<SpanSeen> {
    lock(&listener.0).spans.clone()
}

#[tokio::test(start_paused = true)]
async fn one_call_and_its_attempts() {
    let again = response(503, r#"{"message": "sesame"}"#).header("x-request-id", "r1");
    let good = response(200, r#"{"id": "sesame", "size": 1}"#).header("x-request-id", "r2");
    let (core, listener, _guard) = client(vec![again, faulty(NetworkFault::Reset), good]);
    GetThing::new(&core, "sesame")
        .header("x-key", "sesame")
        .await
        .expect("a thing");

    let spans = spans(&listener);
    assert_eq!(
        spans.iter().map(|span| (span.name, span.parent)).collect::<Vec<_>>(),
        [
            ("call", None),
            ("attempt", Some("call")),
            ("attempt", Some("call")),
            ("attempt", Some("call"))
        ]
    );
    let fields = |span: &SpanSeen| {
        let fields = span.fields.iter();
        fields
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        spans.iter().map(fields).collect::<Vec<_>>(),
        [
            "attempts=3 method=\"GET\" operation=\"getThing\" path=\"/things/{thingId}\" request_id=r2 status=200",
            "number=1 request_id=r1 status=503",
            "error=the connection failed: reset number=2",
            "number=3 request_id=r2 status=200",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_that_fails() {
    let (core, listener, _guard) = client(vec![faulty(NetworkFault::Refused); 2]);
    let twice = RetryPolicy::new().attempts(2);
    GetThing::new(&core, "sesame").retry(twice).await.expect_err("refused");
    let call = spans(&listener).remove(0);
    assert_eq!((call.field("attempts"), call.field("status")), (Some("2"), None));
    assert_eq!(call.field("error"), Some("the service could not be reached: refused"));
}

#[tokio::test(start_paused = true)]
async fn an_upload_is_a_call() {
    let (core, listener, _guard) = client(vec![response(503, ""), response(200, "")]);
    let url = Secret::from("https://bucket.example.org/up/f?sig=sesame");
    core.upload(&url, None, Bytes::from_static(b"sesame"))
        .await
        .expect("uploaded");
    let spans = spans(&listener);
    assert_eq!(
        (spans[0].field("operation"), spans[0].field("attempts")),
        (Some("\"upload\""), Some("2"))
    );
    assert_eq!((spans.len(), spans[2].parent), (3, Some("call")));
    assert!(!format!("{spans:?}").contains("sesame") && !format!("{spans:?}").contains("bucket"));
}

#[tokio::test(start_paused = true)]
async fn nothing_that_is_nobodys_business() {
    let (core, listener, _guard) = client(vec![
        response(401, "sesame"),
        response(404, r#"{"message": "sesame"}"#),
        response(200, r#"{"id": 5, "sesame": "sesame"}"#),
        response(409, r#"{"error": "sesame"}"#).header("x-other", "sesame"),
        faulty(NetworkFault::Cut),
    ]);
    for _ in 0..2 {
        GetThing::new(&core, "sesame").await.expect_err("a failure");
    }
    GetThing::new(&core, "").await.expect_err("no such path");
    let call = GetThing::new(&core, "a").header("x-key", "sesame\n");
    call.await.expect_err("no such header");
    for _ in 0..2 {
        let things = vec![Thing {
            id: "sesame".to_owned(),
            size: 1,
        }];
        WriteThings::new(&core, things).await.expect_err("a failure");
    }
    let text = format!("{:?}", spans(&listener));
    assert!(spans(&listener).len() > 8 && !text.contains("sesame"), "{text}");
}
