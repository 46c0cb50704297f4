//! A fake with a stream, and requests in plain JSON.

use std::time::Duration;

use bytes::Bytes;
use cdf_client::fake::Fake;
use cdf_client::models::{
    ContainerReference, FunctionWrite, RecordData, RecordSource, RecordWrite, SessionWrite, StreamTemplate,
    StreamWrite, StreamWriteSettings,
};
use cdf_client::{Client, Secret, Transport, TransportError};
use serde_json::{Value, json};

pub(super) const MUTABLE: &str = "BasicLiveData";
pub(super) const IMMUTABLE: &str = "ImmutableTestStream";
pub(super) const STREAM: &str = "events";

/// A fake with the stream `events`.
pub(super) async fn with_stream(template: &str) -> (Fake, Client) {
    let fake = Fake::new();
    let cdf = fake.client();
    make_stream(&cdf, STREAM, template).await;
    (fake, cdf)
}

pub(super) async fn make_stream(cdf: &Client, id: &str, template: &str) {
    let settings = StreamWriteSettings::new(StreamTemplate::new(template));
    let made = cdf.streams().create([StreamWrite::new(id, settings)]).await;
    made.expect("a stream");
}

/// The record `id` with one property `n`.
pub(super) fn record(id: &str, n: i64) -> RecordWrite {
    with(id, [("n", json!(n))])
}

pub(super) fn with<const N: usize>(id: &str, properties: [(&str, Value); N]) -> RecordWrite {
    let source = RecordSource::Container(ContainerReference::new("plant", "Event"));
    RecordWrite::new("plant", id, [RecordData::new(source, properties)])
}

/// The path of a property of [`record`].
pub(super) fn property(name: &str) -> [&str; 3] {
    ["plant", "Event", name]
}

/// Sends JSON with the fake's token; gives status and response.
pub(super) async fn ask(fake: &Fake, method: &str, path: &str, body: Value) -> (u16, Value) {
    let body = if body.is_null() {
        Vec::new()
    } else {
        body.to_string().into_bytes()
    };
    let request = request(method, path, "Bearer fake-token").body(body.into());
    let request = request.expect("a request");
    send(fake, request).await.expect("a response")
}

pub(super) fn request(method: &str, path: &str, authorization: &str) -> http::request::Builder {
    http::Request::builder()
        .method(method)
        .uri(format!("https://api.cognitedata.com/api/v1/projects/fake{path}"))
        .header("authorization", authorization)
        .header("content-type", "application/json")
}

pub(super) async fn send(fake: &Fake, request: http::Request<Bytes>) -> Result<(u16, Value), TransportError> {
    let response = fake.send(request, Duration::MAX).await?;
    let status = response.status().as_u16();
    let body = response.into_body().collect().await?;
    Ok((status, serde_json::from_slice(&body).unwrap_or(Value::Null)))
}

/// Asserts that the service says no, and gives the error.
pub(super) async fn refused(fake: &Fake, status: u16, path: &str, body: Value) -> Value {
    let (found, response) = ask(fake, "POST", path, body.clone()).await;
    assert_eq!(found, status, "{path} {body}: {response}");
    assert_eq!(response["error"]["code"], status);
    assert!(response["error"]["message"].is_string());
    response["error"].clone()
}

/// The id of a file that is there.
pub(super) async fn uploaded_file(fake: &Fake) -> i64 {
    let file = fake.client().files().init_upload("code.zip").await.expect("success");
    let (status, _) = send(fake, put(file.upload_url.expose(), None, b"zip"))
        .await
        .expect("success");
    assert_eq!(status, 200);
    tokio::time::sleep(Duration::from_millis(50)).await;
    file.id
}

pub(super) fn put(url: &str, authorization: Option<&str>, body: &'static [u8]) -> http::Request<Bytes> {
    let mut request = http::Request::builder().method("PUT").uri(url);
    if let Some(value) = authorization {
        request = request.header("authorization", value);
    }
    request.body(Bytes::from_static(body)).expect("a request")
}

/// The id of a function that is ready.
pub(super) async fn ready_function(cdf: &Client, write: FunctionWrite) -> i64 {
    let function = cdf.functions().create([write]).await.expect("success").items.remove(0);
    tokio::time::sleep(Duration::from_millis(200)).await;
    function.id
}

pub(super) async fn nonce(cdf: &Client) -> Secret {
    let session = cdf
        .sessions()
        .create([SessionWrite::TokenExchange])
        .await
        .expect("success");
    session.items[0].nonce.clone()
}
