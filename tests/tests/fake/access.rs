//! Tokens, media types, paths, and what the log must not hold.

use std::io::Write;
use std::time::Duration;

use bytes::Bytes;
use cdf_client::fake::Fake;
use cdf_client::models::{FunctionWrite, SessionClientCredentials, SessionWrite};
use serde_json::{Map, Value, json};

use super::support::{
    MUTABLE, STREAM, ask, nonce, put, ready_function, record, refused, request, send, uploaded_file, with_stream,
};

#[tokio::test(start_paused = true)]
async fn only_a_good_token_gets_in() {
    let fake = Fake::builder().token("right").build();
    for (header, status) in [("Bearer right", 200), ("Bearer wrong", 401), ("right", 401), ("", 401)] {
        let request = request("GET", "/streams", header).body(Bytes::new()).unwrap();
        assert_eq!(send(&fake, request).await.unwrap().0, status, "{header}");
    }
    fake.client()
        .streams()
        .list()
        .await
        .expect("the fake's own client has its token");
    assert!(
        fake.client_builder()
            .token("wrong")
            .build()
            .unwrap()
            .streams()
            .list()
            .await
            .unwrap_err()
            .is_unauthorized()
    );
}

#[tokio::test(start_paused = true)]
async fn tokens_of_the_token_endpoint_live_as_long_as_they_say() {
    let fake = Fake::builder().token_lifetime(Duration::from_secs(600)).build();
    let cdf = fake
        .client_builder()
        .client_credentials(fake.client_credentials())
        .build()
        .unwrap();
    for _ in 0..3 {
        cdf.streams().list().await.unwrap();
    }
    assert_eq!(fake.count("POST /oauth2/token").executed, 1);
    tokio::time::sleep(Duration::from_secs(601)).await;
    cdf.streams().list().await.unwrap();
    assert_eq!(fake.count("POST /oauth2/token").executed, 2);
    fake.expire_tokens();
    cdf.streams().list().await.expect("the client asks for another token");
    assert_eq!(fake.count("POST /oauth2/token").executed, 3);
    let mut wrong = fake.client_credentials();
    wrong.client_secret = "wrong".into();
    let cdf = fake.client_builder().client_credentials(wrong).build().unwrap();
    assert!(cdf.streams().list().await.unwrap_err().is_token());
}

#[tokio::test(start_paused = true)]
async fn bodies_may_be_packed_and_must_be_json() {
    let (fake, _) = with_stream(MUTABLE).await;
    let body = |kind: &str, encoding: &str, bytes: Vec<u8>| {
        let request = request("POST", "/functions/list", "Bearer fake-token");
        let mut request = request
            .header("content-encoding", encoding)
            .body(Bytes::from(bytes))
            .unwrap();
        request.headers_mut().insert("content-type", kind.parse().unwrap());
        request
    };
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(b"{}").unwrap();
    let packed = packed.finish().unwrap();
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    bomb.write_all(&vec![b' '; 10_000_001]).unwrap();
    let cases = [
        (200, "application/json; charset=utf-8", "gzip", packed.clone()),
        (400, "application/json", "gzip", b"{}".to_vec()),
        (400, "application/json", "identity", b"{".to_vec()),
        (413, "application/json", "gzip", bomb.finish().unwrap()),
        (415, "application/json", "br", packed),
        (415, "text/plain", "identity", b"{}".to_vec()),
    ];
    for (status, kind, encoding, bytes) in cases {
        let (found, response) = send(&fake, body(kind, encoding, bytes)).await.unwrap();
        assert_eq!(found, status, "{kind} {encoding}: {response}");
    }
}

#[tokio::test(start_paused = true)]
async fn paths_are_decoded_and_unknown_ones_are_not_found() {
    let (fake, _) = with_stream(MUTABLE).await;
    assert_eq!(ask(&fake, "GET", "/streams/%65vents", Value::Null).await.0, 200);
    let (status, response) = ask(&fake, "GET", "/streams/a%2Fb%20c", Value::Null).await;
    assert_eq!(
        (status, &response["error"]["message"]),
        (404, &json!("Stream a/b c not found"))
    );
    for (method, path) in [
        ("GET", "/nothing"),
        ("PATCH", "/streams"),
        ("GET", "/streams/"),
        ("GET", "/streams/a/b"),
    ] {
        let (status, response) = ask(&fake, method, path, Value::Null).await;
        assert_eq!(status, 404, "{method} {path}");
        assert!(response["error"]["message"].is_string());
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_asked_is_counted_and_told_without_secrets() {
    let fake = Fake::builder()
        .token("token-S3CRET")
        .credentials("me", "client-S3CRET")
        .build();
    let cdf = fake
        .client_builder()
        .client_credentials(fake.client_credentials())
        .build()
        .unwrap();
    let write = FunctionWrite::new("f", uploaded_file(&fake).await).secrets([("key", "function-S3CRET")]);
    let function = ready_function(&cdf, write).await;
    let nonce = nonce(&cdf).await;
    let data = Map::from_iter([("text".to_owned(), json!("data-S3CRET"))]);
    cdf.function_calls()
        .call(function, nonce.clone())
        .data(data)
        .await
        .unwrap();
    let own = SessionWrite::SessionClientCredentials(SessionClientCredentials::new("me", "session-S3CRET"));
    cdf.sessions().create([own]).await.unwrap();
    refused(&fake, 401, "/functions/list", json!({})).await;

    let call = fake.count("POST /functions/{functionId}/call");
    assert_eq!((call.received, call.executed), (1, 1));
    let list = fake.count("POST /functions/list");
    assert_eq!((list.received, list.executed), (1, 0));
    let told = format!(
        "{:?} {:?} {:?} {:?}",
        fake.log(),
        fake.requests(),
        fake,
        fake.client_builder()
    );
    assert!(!told.contains("S3CRET") && !told.contains(nonce.expose()), "{told}");
    assert!(
        fake.log()
            .iter()
            .any(|line| line.contains(&format!("POST /functions/{function}/call: 201"))),
        "{told}"
    );
    let link = cdf.files().init_upload("x").await.unwrap().upload_url;
    send(&fake, put(link.expose(), None, b"")).await.unwrap();
    let ticket = link.expose().rsplit('/').next().unwrap().to_owned();
    assert!(!format!("{:?}", fake.log()).contains(&ticket));
}

#[tokio::test(start_paused = true)]
async fn clones_share_the_memory() {
    let (fake, cdf) = with_stream(MUTABLE).await;
    cdf.records().ingest(STREAM, [record("a", 1)]).await.unwrap();
    assert_eq!(
        fake.clone()
            .client()
            .records()
            .filter(STREAM)
            .await
            .unwrap()
            .items
            .len(),
        1
    );
}

#[tokio::test(start_paused = true)]
async fn a_session_is_made_with_the_credentials_that_the_client_has() {
    use cdf_client::functions::SessionAuth;
    let fake = Fake::new();
    let by_credentials = fake.client_builder().client_credentials(fake.client_credentials());
    for (cdf, kind) in [
        (by_credentials.build().expect("a client"), "CLIENT_CREDENTIALS"),
        (fake.client(), "TOKEN_EXCHANGE"),
    ] {
        let made = cdf.sessions().create([]).await;
        assert!(made.is_err(), "the service takes one session a request");
        cdf.sessions().nonce(SessionAuth::default()).await.expect("a nonce");
        let sessions = cdf.sessions().list().await.expect("a list").items;
        let last = sessions.iter().max_by_key(|session| session.id).expect("a session");
        assert_eq!(last.type_.as_ref().map(|kind| kind.as_str()), Some(kind));
    }
}
