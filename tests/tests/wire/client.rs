//! What is the same for all operations: where requests go, with which token, and what an error tells.

use std::future::Future;
use std::io::Write;
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use cdf_client::errors::ApiError;
use cdf_client::models::{
    CreatedSessionList, FileUploadList, FunctionScheduleWrite, FunctionWrite, RecordData, RecordId, RecordSource,
    RecordWrite, SessionClientCredentials, SessionWrite, StreamReference, ViewReference,
};
use cdf_client::{BuildError, Client, ClientCredentials, Token, TokenError, TokenProvider};
use flate2::Compression;
use flate2::write::GzEncoder;
use oasmith_tests::loopback::{Answer, Loopback};
use serde_json::{Value, json};

use super::harness::{PREFIX, TOKEN, builder, client, envelope};

/// An answer that every list can read.
fn nothing() -> Answer {
    Answer::json(200, &json!({"items": []}))
}

// Where requests go ------------------------------------------------------------------------------------------------

/// A path of the origin stands in front of the path of the document, with or without a slash at its end.
#[tokio::test]
async fn an_origin_may_have_a_prefix() {
    for (origin, path) in [("", ""), ("/", ""), ("/proxy", "/proxy"), ("/a/b/", "/a/b")] {
        let server = Loopback::start([nothing()]);
        let client = builder(&server).origin(format!("{}{origin}", server.url())).build().expect("a client");
        client.streams().list().await.expect("streams");
        assert_eq!(server.only().target, format!("{path}{PREFIX}/streams"), "origin {origin:?}");
    }
}

/// A server URL stands for all of the document's, path and project included.
#[tokio::test]
async fn a_server_url_replaces_everything() {
    let server = Loopback::start([nothing()]);
    let client = builder(&server).server_url(format!("{}/elsewhere/", server.url())).build().expect("a client");
    client.streams().list().await.expect("streams");
    assert_eq!(server.only().target, "/elsewhere/streams");
}

/// A project is one segment of the path, whatever is in its name.
#[tokio::test]
async fn a_project_is_encoded() {
    let names = [("my project/é", "my%20project%2F%C3%A9"), ("evil.com/", "evil.com%2F"), ("a?b#c", "a%3Fb%23c"), ("%2e%2e", "%252e%252e")];
    for (project, encoded) in names {
        let server = Loopback::start([nothing()]);
        let client = builder(&server).project(project).build().expect("a client");
        client.streams().list().await.expect("streams");
        assert_eq!(server.only().target, format!("/api/v1/projects/{encoded}/streams"));
    }
}

/// The cluster is part of the host, so it decides who gets the token.
#[test]
fn a_cluster_cannot_name_another_host() {
    let hostile = ["evil.com/", "evil.com#", "evil.com?", "me@evil.com", "evil.com:443", "evil.com\\", "a/../b", "a..b", ".a", "-a", "a b", ""];
    for cluster in hostile {
        let built = Client::builder().cluster(cluster).project("p").token(TOKEN).build();
        let error = built.expect_err(&format!("{cluster:?} is not part of a host name"));
        assert!(error.to_string().contains("cluster"), "{cluster:?}: {error}");
    }
}

/// A segment that leads up, or is not there, would make another path of it.
#[test]
fn a_project_cannot_lead_out_of_the_path() {
    for project in ["", ".", ".."] {
        let built = Client::builder().cluster("api").project(project).token(TOKEN).build();
        let error = built.expect_err(&format!("{project:?} is no segment"));
        assert!(error.to_string().contains("project"), "{project:?}: {error}");
    }
}

/// The same for the ids in a path: the request fails before anything is sent.
#[tokio::test]
async fn an_id_cannot_lead_out_of_the_path() {
    let server = Loopback::start([nothing()]);
    for id in ["", ".", ".."] {
        let error = client(&server).streams().retrieve(id).await.expect_err("no segment");
        assert!(error.is_request(), "{id:?}: {error}");
        assert_eq!((error.attempts(), error.status()), (0, None));
        assert!(error.to_string().contains("streamId"), "{id:?}: {error}");
    }
    assert!(server.seen().is_empty(), "nothing was sent");
}

/// URLs that are none, or that would have a second meaning.
#[test]
fn an_origin_must_be_plain() {
    for origin in ["", "localhost", "ftp://localhost", "http://user:pass@localhost", "http://h?q=1", "http://h#f"] {
        let built: Result<_, BuildError> = Client::builder().project("p").origin(origin).build();
        let error = built.expect_err(&format!("{origin:?} is not a plain URL"));
        assert!(!error.to_string().contains("pass@"), "{error}");
    }
}

/// A redirect could lead the token elsewhere, so it is an answer like another.
#[tokio::test]
async fn redirects_are_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = Loopback::start([nothing()]);
        let away = format!("{}/stolen", elsewhere.url());
        let server = Loopback::start([Answer::new(status, "").header("location", &away)]);
        let error = client(&server).streams().list().await.expect_err("a redirect is no success");
        assert_eq!(error.status().map(|known| known.as_u16()), Some(status));
        assert_eq!(error.headers().get("location").map(|value| value.as_bytes()), Some(away.as_bytes()));
        assert!(elsewhere.seen().is_empty(), "{status} was followed: {:?}", elsewhere.seen());
        server.only();
    }
}

// Tokens -----------------------------------------------------------------------------------------------------------

/// Gives `token-1`, `token-2`, …
#[derive(Clone, Default)]
struct Counting(Arc<AtomicU32>);

impl TokenProvider for Counting {
    fn token(&self) -> Pin<Box<dyn Future<Output = Result<Token, TokenError>> + Send + '_>> {
        let number = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        Box::pin(async move { Ok(Token::new(format!("token-{number}"))) })
    }
}

fn authorizations(server: &Loopback) -> Vec<String> {
    let seen = server.seen();
    seen.iter().map(|seen| seen.header("authorization").unwrap_or_default().to_owned()).collect()
}

/// A token that is refused is replaced, and the request sent again.
#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let server = Loopback::start([Answer::json(401, &envelope(401)), nothing(), nothing()]);
    let client = builder(&server).token_provider(Counting::default()).build().expect("a client");
    let response = client.streams().list().send_with_response().await.expect("the second attempt succeeds");
    assert_eq!(response.attempts(), 2);
    client.streams().list().await.expect("the new token is kept");
    assert_eq!(authorizations(&server), ["Bearer token-1", "Bearer token-2", "Bearer token-2"]);
}

/// A second refusal is about something else than the token's age.
#[tokio::test]
async fn a_second_refusal_is_the_answer() {
    let server = Loopback::start([Answer::json(401, &envelope(401)), Answer::json(401, &envelope(401)), nothing()]);
    let client = builder(&server).token_provider(Counting::default()).build().expect("a client");
    let error = client.streams().list().await.expect_err("refused twice");
    assert!(error.is_unauthorized());
    assert_eq!((error.attempts(), server.seen().len()), (2, 2));
}

/// A fixed token cannot be replaced, so there is nothing to send again.
#[tokio::test]
async fn a_fixed_token_is_refused_once() {
    let server = Loopback::start([Answer::json(401, &envelope(401)), nothing()]);
    let error = client(&server).streams().list().await.expect_err("refused");
    assert!(error.is_unauthorized());
    assert_eq!((error.attempts(), server.seen().len()), (1, 1));
}

fn credentials(identity: &Loopback) -> ClientCredentials {
    ClientCredentials::new(format!("{}/oauth2/token", identity.url()), "the-id", "very-secret")
        .scope("https://x.cognitedata.com/.default")
        .audience("aud")
        .extra("tenant", "very-private")
}

fn grant(token: &str) -> Answer {
    Answer::json(200, &json!({"access_token": token, "expires_in": 3600, "token_type": "Bearer"}))
}

/// One token serves all clones of a client, also when they ask at the same time; the secret goes to one place only.
#[tokio::test]
async fn one_token_serves_all_calls() {
    let identity = Loopback::start([grant("fetched")]);
    let server = Loopback::start([nothing(), nothing(), nothing()]);
    let client = builder(&server).client_credentials(credentials(&identity)).build().expect("a client");
    let (one, two) = tokio::join!(client.streams().list().send(), client.clone().functions().list().send());
    one.expect("streams");
    two.expect("functions");
    client.streams().list().await.expect("streams again");
    assert_eq!(authorizations(&server), ["Bearer fetched"; 3]);
    assert!(!format!("{:?}", server.seen()).contains("very-"), "the secrets went to the service");
    let asked = identity.only();
    assert_eq!((asked.method.as_str(), asked.target.as_str()), ("POST", "/oauth2/token"));
    assert_eq!(asked.header("authorization"), None);
    let form = "grant_type=client_credentials&client_id=the-id&client_secret=very-secret\
        &scope=https%3A%2F%2Fx.cognitedata.com%2F.default&audience=aud&tenant=very-private";
    assert_eq!(String::from_utf8_lossy(&asked.body), form);
}

/// Without a token nothing is sent, and the error says what the identity provider said, without the secret.
#[tokio::test]
async fn no_token_is_an_error_of_its_own() {
    let refusal = json!({"error": "invalid_client", "error_description": "very-secret is not the secret"});
    let identity = Loopback::start([Answer::json(401, &refusal)]);
    let server = Loopback::start([nothing()]);
    let client = builder(&server).client_credentials(credentials(&identity)).build().expect("a client");
    let error = client.streams().list().await.expect_err("no token");
    assert!(error.is_token() && error.to_string().contains("invalid_client"), "{error}");
    assert!(!format!("{error} {error:?}").contains("very-secret"), "{error:?}");
    assert_eq!((error.attempts(), server.seen().len()), (0, 0));
}

// Errors and answers -----------------------------------------------------------------------------------------------

/// An error tells what was called, what came of it, and how to find it in the service's logs.
#[tokio::test]
async fn an_error_tells_what_is_needed_to_report_it() {
    let server = Loopback::start([Answer::json(403, &envelope(403)).header("x-request-id", "req-77")]);
    let error = client(&server).streams().retrieve("secret-stream").await.expect_err("refused");
    assert_eq!((error.request_id(), error.attempts(), error.operation()), (Some("req-77"), 1, "getStream"));
    assert!(error.is_forbidden() && !error.is_server() && !error.is_decode());
    let text = error.to_string();
    for part in ["getStream", "GET /streams/{streamId}", "403", "refused with 403", "req-77"] {
        assert!(text.contains(part), "{part:?} is missing: {text}");
    }
    assert!(!format!("{text} {error:?}").contains(TOKEN), "{error:?}");
}

/// The error of any operation becomes the common one, with everything that was in it.
#[tokio::test]
async fn errors_of_all_operations_meet_in_one() {
    async fn both(client: &Client) -> Result<(), cdf_client::Error> {
        client.streams().list().await?;
        client.functions().list().await?;
        Ok(())
    }
    let refusal = Answer::json(409, &envelope(409)).header("x-request-id", "req-1");
    let error = both(&client(&Loopback::start([nothing(), refusal]))).await.expect_err("the second call");
    assert!(error.is_conflict());
    assert_eq!((error.operation(), error.request_id()), ("getFunctions", Some("req-1")));
    let Some(ApiError::Error(body)) = error.failure::<ApiError>() else { panic!("{error:?}") };
    assert_eq!(body.error.code, 409);
}

/// A success comes with what is around it, if asked for.
#[tokio::test]
async fn a_response_has_status_headers_and_request_id() {
    let server = Loopback::start([nothing().header("x-request-id", "req-1").header("x-extra", "e")]);
    let response = client(&server).streams().list().send_with_response().await.expect("streams");
    assert_eq!((response.status().as_u16(), response.request_id(), response.attempts()), (200, Some("req-1"), 1));
    assert_eq!(response.headers().get("x-extra").map(|value| value.as_bytes()), Some(&b"e"[..]));
    assert!(response.into_body().items.is_empty());
}

/// An answer that is not as described: the error has the place in the JSON, and the body.
#[tokio::test]
async fn a_decode_failure_names_the_place() {
    let item = json!({"id": 1, "createdTime": 1, "status": "Ready", "name": "f", "fileId": "seven"});
    let body = json!({"items": [{"id": 0, "createdTime": 1, "status": "Ready", "name": "f", "fileId": 1}, item]});
    let server = Loopback::start([Answer::json(200, &body).header("x-request-id", "req-9")]);
    let error = client(&server).functions().list().await.expect_err("a text is no file id");
    assert!(error.is_decode());
    assert!(error.to_string().contains("items[1].fileId"), "{error}");
    assert_eq!((error.status().map(|status| status.as_u16()), error.request_id()), (Some(200), Some("req-9")));
    assert_eq!(error.raw_body().as_ref(), body.to_string().as_bytes());
}

/// The place is known inside of unions too.
#[tokio::test]
async fn a_decode_failure_inside_a_union_names_the_place() {
    let filter = json!({"and": [{"equals": {"property": ["p"], "value": 1}}, {"prefix": {"property": ["p"], "value": 2}}]});
    let item = json!({"externalId": "s", "partitionCount": 1, "createdTime": 1, "lastUpdatedTime": 1, "filter": filter});
    let server = Loopback::start([Answer::json(200, &json!({"items": [item]}))]);
    let error = client(&server).subscriptions().list().await.expect_err("a number is no prefix");
    for part in ["items[0].filter", "[1]", "prefix", "value"] {
        assert!(error.to_string().contains(part), "{part:?} is missing: {error}");
    }
}

/// The body of a success may be missing, whatever the document says about it.
#[tokio::test]
async fn an_empty_body_of_a_success_is_success() {
    for status in [200, 202, 204] {
        let server = Loopback::start([Answer::new(status, ""), Answer::new(status, ""), Answer::new(status, "")]);
        let client = client(&server);
        client.records().delete("s", [RecordId::new("s", "x")]).await.unwrap_or_else(|e| panic!("{status}: {e}"));
        client.streams().delete([StreamReference::new("s")]).await.unwrap_or_else(|e| panic!("{status}: {e}"));
        client.functions().delete([]).await.unwrap_or_else(|e| panic!("{status}: {e}"));
    }
}

/// An answer that never ends: the call does, and the service may have seen it.
#[tokio::test]
async fn a_call_ends_when_its_time_is_over() {
    let server = Loopback::start([Answer::silence(), Answer::silence()]);
    let limit = Duration::from_millis(100);
    let of_client = builder(&server).timeout(limit).build().expect("a client");
    let error = of_client.streams().list().await.expect_err("no answer");
    assert!(error.is_timeout() && !error.is_connect(), "{error}");
    assert_eq!((error.attempts(), error.status()), (1, None));
    let error = client(&server).streams().list().timeout(limit).await.expect_err("no answer");
    assert!(error.is_timeout(), "{error}");
    assert_eq!(server.seen().len(), 2);
}

/// Nobody listens: nothing can have been seen.
#[tokio::test]
async fn a_service_that_is_not_there_is_told_apart() {
    let free = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let origin = format!("http://{}", free.local_addr().expect("an address"));
    drop(free);
    let client = Client::builder().origin(origin).project("p").token(TOKEN).build().expect("a client");
    let error = client.streams().list().await.expect_err("nobody is there");
    assert!(error.is_connect() && !error.is_timeout(), "{error}");
}

// Bodies and headers -----------------------------------------------------------------------------------------------

fn record(bytes: usize) -> RecordWrite {
    let source = RecordSource::View(ViewReference::new("s", "v", "1"));
    RecordWrite::new("s", "x", [RecordData::new(source, [("text", "x".repeat(bytes))])])
}

/// Large bodies are compressed, small ones are not worth it.
#[tokio::test]
async fn bodies_above_the_threshold_are_compressed() {
    let table: [(Option<usize>, usize, bool); 5] =
        [(Some(1024), 100, false), (Some(1024), 5000, true), (Some(0), 100, true), (None, 5000, false), (Some(9000), 5000, false)];
    for (threshold, bytes, is_compressed) in table {
        let server = Loopback::start([Answer::json(202, &json!({}))]);
        let client = builder(&server).gzip_above(threshold).build().expect("a client");
        client.records().ingest("s", [record(bytes)]).await.expect("accepted");
        let seen = server.only();
        assert_eq!(seen.header("content-encoding") == Some("gzip"), is_compressed, "{threshold:?}, {bytes} bytes");
        assert_eq!(seen.wire_bytes < seen.body.len(), is_compressed, "{threshold:?}, {bytes} bytes");
        let text = seen.json().expect("a body")["items"][0]["sources"][0]["properties"]["text"].clone();
        assert_eq!(text.as_str().map(str::len), Some(bytes), "the body is whole");
    }
}

/// 1024 bytes are small, 1025 are not: the threshold is the default, and exact.
#[tokio::test]
async fn the_threshold_is_exact() {
    let overhead = serde_json::to_vec(&json!({"items": [record(0)]})).expect("a body").len();
    for (total, is_compressed) in [(1024, false), (1025, true)] {
        let server = Loopback::start([Answer::json(202, &json!({}))]);
        client(&server).records().ingest("s", [record(total - overhead)]).await.expect("accepted");
        let seen = server.only();
        assert_eq!(seen.body.len(), total);
        assert_eq!(seen.header("content-encoding").is_some(), is_compressed, "{total} bytes");
    }
}

/// Answers may be compressed too.
#[tokio::test]
async fn compressed_answers_are_read() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(br#"{"status": "activated"}"#).expect("memory takes it");
    let body = encoder.finish().expect("memory takes it");
    let answer = Answer::new(200, body).header("content-encoding", "gzip").header("content-type", "application/json");
    let server = Loopback::start([answer]);
    let activation = client(&server).functions().status().await.expect("the status");
    assert_eq!(activation.status.as_str(), "activated");
    assert!(server.only().header("accept-encoding").is_some_and(|value| value.contains("gzip")));
}

/// Headers of the client and of the call; the call's own win, a token gives way to an `authorization` that was set.
#[tokio::test]
async fn headers_of_client_and_call() {
    let server = Loopback::start([nothing()]);
    let builder = builder(&server).header("x-cdp-app", "mine").header("cdf-version", "beta").user_agent("mine/1");
    let call = builder.build().expect("a client").streams().list();
    call.header("cdf-version", "alpha").header("authorization", "Bearer other").await.expect("streams");
    let seen = server.only();
    let expected = [("x-cdp-app", "mine"), ("cdf-version", "alpha"), ("user-agent", "mine/1"), ("authorization", "Bearer other")];
    for (name, value) in expected {
        assert_eq!(seen.header(name), Some(value), "{name}");
    }
}

/// A header that would become two is refused before anything is sent.
#[tokio::test]
async fn a_header_cannot_become_two() {
    let server = Loopback::start([]);
    let split = "a\r\nx-injected: 1";
    let error = client(&server).streams().list().header("x-mine", split).await.expect_err("a line break");
    assert!(error.is_request() && error.to_string().contains("x-mine"), "{error}");
    let error = client(&server).files().init_upload("f").origin(split).await.expect_err("a line break");
    assert!(error.is_request() && error.to_string().to_lowercase().contains("origin"), "{error}");
    assert!(builder(&server).header("x-mine", split).build().is_err());
    assert!(server.seen().is_empty());
}

/// JSON has no NaN. To send null instead would be another wish.
#[tokio::test]
async fn a_number_that_json_cannot_say_is_refused() {
    let server = Loopback::start([]);
    let function = FunctionWrite::new("f", 1).cpu(f64::NAN);
    let error = client(&server).functions().create([function]).await.expect_err("no JSON");
    assert!(error.is_request(), "{error}");
    assert!(server.seen().is_empty());
}

// Secrets ----------------------------------------------------------------------------------------------------------

/// What a log would show of a request, a client or its credentials.
#[test]
fn debug_shows_no_secret() {
    let identity = Loopback::start([]);
    let server = Loopback::start([]);
    let client = builder(&server).header("x-key", "very-private-header").build().expect("a client");
    let function = FunctionWrite::new("f", 1)
        .secrets([("key", "very-secret-value")])
        .index_url("https://very-secret@example.com")
        .extra_index_urls(["https://very-secret@example.com"]);
    let login = SessionWrite::ClientId(SessionClientCredentials::new("id", "very-secret-client"));
    let shown = [
        format!("{:?}", client.functions().create([function])),
        format!("{:?}", client.function_calls().run(1, "very-secret-nonce")),
        format!("{:?}", client.function_schedules().create([FunctionScheduleWrite::new("n", "c", "very-secret-nonce")])),
        format!("{:?}", client.sessions().create([login])),
        format!("{:?}", client.streams().list().header("x-key", "very-private-header")),
        format!("{:?}", builder(&server).client_credentials(credentials(&identity))),
        format!("{:?}", credentials(&identity)),
        format!("{client:?} {:?}", builder(&server).header("x-key", "very-private-header")),
    ];
    for text in shown {
        assert!(!text.contains("very-") && !text.contains(TOKEN), "{text}");
    }
}

/// What a log would show of an answer: a nonce and a signed URL are as good as a password.
#[test]
fn debug_of_an_answer_shows_no_secret() {
    let sessions = json!({"items": [{"id": 1, "status": "READY", "nonce": "very-secret"}]});
    let sessions: CreatedSessionList = serde_json::from_value(sessions).expect("sessions");
    let file = json!({"id": 1, "name": "f", "uploaded": false, "createdTime": 1, "lastUpdatedTime": 1, "uploadUrl": "very-secret"});
    let files: FileUploadList = serde_json::from_value(json!({"items": [file]})).expect("files");
    assert!(!format!("{sessions:?} {files:?}").contains("very-secret"));
    assert_eq!(sessions.items[0].nonce.expose(), "very-secret");
}

// Pages ------------------------------------------------------------------------------------------------------------

fn page(ids: &[i64], next: Option<&str>) -> Answer {
    let items: Vec<Value> = ids.iter().map(|id| json!({"id": id})).collect();
    let mut body = json!({"items": items});
    if let Some(next) = next {
        body["nextCursor"] = json!(next);
    }
    Answer::json(200, &body)
}

fn queries(server: &Loopback) -> Vec<String> {
    server.seen().iter().map(|seen| seen.query().to_owned()).collect()
}

/// A page without items is not the end; a page without a cursor is.
#[tokio::test]
async fn items_come_from_all_pages() {
    let server = Loopback::start([page(&[1, 2], Some("c1")), page(&[], Some("c 2/")), page(&[3], None)]);
    let items = client(&server).sessions().list().limit(2).items().collect().await.expect("all sessions");
    let ids: Vec<Option<i64>> = items.iter().map(|session| session.id).collect();
    assert_eq!(ids, [Some(1), Some(2), Some(3)]);
    assert_eq!(queries(&server), ["limit=2", "cursor=c1&limit=2", "cursor=c%202%2F&limit=2"]);
}

/// Pages are fetched one by one, each when it is asked for, and the cursor tells where to go on later.
#[tokio::test]
async fn pages_are_fetched_when_asked_for() {
    let server = Loopback::start([page(&[1], Some("c1")), page(&[2], Some("c2")), page(&[3], None)]);
    let mut pages = client(&server).sessions().list().cursor("start").pages();
    let first = pages.next().await.expect("a page").expect("it is good");
    assert_eq!((first.items[0].id, pages.cursor()), (Some(1), Some("c1")));
    assert_eq!(queries(&server), ["cursor=start"]);
    let rest = pages.collect().await.expect("the other pages");
    assert_eq!(rest.len(), 2);
    assert_eq!(queries(&server), ["cursor=start", "cursor=c1", "cursor=c2"]);
}

/// A cursor that comes back would never end.
#[tokio::test]
async fn a_repeated_cursor_ends_the_list() {
    let server = Loopback::start([page(&[1], Some("c1")), page(&[2], Some("c1")), page(&[3], Some("c1"))]);
    let mut items = client(&server).sessions().list().items();
    assert_eq!(items.next().await.expect("an item").expect("it is good").id, Some(1));
    let error = items.next().await.expect("the end of the list is an error").expect_err("the same cursor");
    assert!(error.to_string().contains("cursor"), "{error}");
    assert!(items.next().await.is_none(), "an error ends the list");
    assert_eq!(server.seen().len(), 2);
}

/// An error ends the list; what came before it was given.
#[tokio::test]
async fn an_error_ends_the_list() {
    let server = Loopback::start([page(&[1], Some("c1")), Answer::json(500, &envelope(500)), page(&[2], None)]);
    let mut items = client(&server).sessions().list().items();
    assert_eq!(items.next().await.expect("an item").expect("it is good").id, Some(1));
    assert!(items.next().await.expect("an error").expect_err("a 500").is_server());
    assert!(items.next().await.is_none());
    assert_eq!(server.seen().len(), 2);
}

/// Lists that are asked for by POST carry the cursor in the body, beside all that was there before.
#[tokio::test]
async fn a_cursor_may_be_in_the_body() {
    let call = json!({"id": 1, "functionId": 7, "status": "Running", "startTime": 1});
    let server = Loopback::start([
        Answer::json(200, &json!({"items": [call], "nextCursor": "c1"})),
        Answer::json(200, &json!({"items": [call]})),
    ]);
    let calls = client(&server).function_calls().filter(7).limit(1).items().collect().await.expect("calls");
    assert_eq!(calls.len(), 2);
    let bodies: Vec<_> = server.seen().iter().filter_map(|seen| seen.json()).collect();
    assert_eq!(bodies, [json!({"limit": 1}), json!({"limit": 1, "cursor": "c1"})]);
}

/// Sync always gives a next cursor; `hasNext` tells whether there is more now.
#[tokio::test]
async fn sync_ends_when_there_is_no_more_now() {
    let page = |id: &str, cursor: &str, more: bool| {
        let record = json!({"space": "s", "externalId": id, "createdTime": 1, "lastUpdatedTime": 2, "status": "deleted"});
        Answer::json(200, &json!({"items": [record], "nextCursor": cursor, "hasNext": more}))
    };
    let server = Loopback::start([page("a", "c1", true), page("b", "c2", true), page("c", "c3", false)]);
    let records = client(&server).records().sync("s").initialize_cursor("2d-ago").limit(1).items();
    let records = records.collect().await.expect("all changes");
    let ids: Vec<&str> = records.iter().map(|record| record.external_id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    let cursors: Vec<Value> = server.seen().iter().map(|seen| seen.json().expect("a body")["cursor"].clone()).collect();
    assert_eq!(cursors, [Value::Null, json!("c1"), json!("c2")]);
}

/// A start and a cursor are two answers to the same question, so only one of them is sent.
#[tokio::test]
async fn sync_starts_only_once() {
    let page = |cursor: &str, more: bool| Answer::json(200, &json!({"items": [], "nextCursor": cursor, "hasNext": more}));
    let server = Loopback::start([page("c1", true), page("c2", false)]);
    let pages = client(&server).records().sync("s").initialize_cursor("2d-ago").pages().collect().await;
    assert_eq!(pages.expect("two pages").len(), 2);
    let bodies: Vec<_> = server.seen().iter().filter_map(|seen| seen.json()).collect();
    assert_eq!(bodies, [json!({"initializeCursor": "2d-ago"}), json!({"cursor": "c1"})]);
}
