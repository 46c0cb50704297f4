//! What a gateway does that no service should: replies that nobody asked for, silence, downloads without their end.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use oasmith_runtime::testing::{InMemory, Response};
use trac_client::dataset::Format;
use trac_client::{Client, Error, Operation};

use super::gateway::{self, TENANT};
use super::server::Server;
use super::support::{all, builder, client, failure, ids};

const LIMIT: usize = 1_048_520;
const NAME: &str = "big.bin";
const MEDIA_TYPE: &str = "application/octet-stream";

/// After a refusal of its own the gateway says something else on the same connection. No other call gets to hear it, however
/// many there are at a time and however late it comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_hears_the_stray_reply() {
    let server = gateway::start();
    let trac = client(&server);
    let file = trac
        .files()
        .create(TENANT, "a.txt", "text/plain", b"x")
        .await
        .expect("a file");
    for _ in 0..5 {
        let calls = (0..60).map(|number| one(trac.clone(), file.object_id.clone(), number));
        let faults: Vec<String> = all(calls).await.into_iter().filter_map(Result::err).collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
    assert_no_connection_is_used_again(&server);
}

/// Every third call is refused; what comes of a call is what belongs to it.
async fn one(trac: Client, file: String, number: usize) -> Result<(), String> {
    let download = trac.files().download_latest(TENANT, file, "a.txt");
    let (fault, status) = match number % 3 {
        0 => ("text", Some(400)),
        1 => ("late", Some(404)),
        _ => ("", None),
    };
    let result = match status {
        Some(_) => download.header("x-fault", fault).await,
        None => download.await,
    };
    match (result, status) {
        (Ok(download), None) => match download.bytes().await {
            Ok(content) if content == b"x"[..] => Ok(()),
            other => Err(format!("the content: {other:?}")),
        },
        (Err(error), Some(status)) if error.status().is_some_and(|known| known.as_u16() == status) => Ok(()),
        (Err(error), _) => Err(format!("{fault}: {error}")),
        (Ok(_), _) => Err(format!("{fault}: it went well")),
    }
}

fn assert_no_connection_is_used_again(server: &Server) {
    let mut last: BTreeMap<usize, bool> = BTreeMap::new();
    for seen in server.seen() {
        let was_refused = last.insert(seen.connection, seen.header("x-fault").is_some());
        assert_ne!(
            was_refused,
            Some(true),
            "connection {} was used again after a refusal",
            seen.connection
        );
    }
    assert!(last.values().any(|is_refused| !is_refused), "some were not refused");
}

/// Connections are used again after everything else, errors of the service included.
#[tokio::test]
async fn good_connections_are_kept() {
    let server = gateway::start();
    let trac = client(&server);
    for _ in 0..3 {
        let file = trac
            .files()
            .create(TENANT, "a.txt", "text/plain", b"x")
            .await
            .expect("a file");
        trac.files().read(TENANT, &file).await.expect("the file");
        failure(trac.files().update("NOBODY", &file, "a.txt", "text/plain", b"y")).await;
    }
    assert!(
        server.seen().iter().all(|seen| seen.connection == 0),
        "one connection is enough"
    );
}

/// The largest request that the gateway passes on is sent.
#[tokio::test]
async fn a_request_of_the_largest_size_is_sent() {
    let trac = client(&gateway::start());
    let content = vec![7; LIMIT];
    let file = trac
        .files()
        .create(TENANT, NAME, MEDIA_TYPE, content.clone())
        .await
        .expect("a file");
    assert_eq!(
        trac.files()
            .read(TENANT, &file)
            .await
            .expect("the file")
            .content
            .as_bytes(),
        content
    );
}

/// A byte more would hang for ever, so it is refused before anything is sent.
#[tokio::test]
async fn a_larger_request_is_not_sent() {
    let server = gateway::start();
    let trac = client(&server);
    let calls = trac.files().create(TENANT, NAME, MEDIA_TYPE, vec![7; LIMIT + 1]);
    let error = failure(calls).await;
    assert!(!error.may_have_happened() && error.attempts() == 0, "{error:?}");
    assert!(error.is_too_large(), "{error:?}");
    let text = error.to_string();
    assert!(text.contains("1048576") && text.contains("1048577"), "{text}");
    let error = failure(
        trac.datasets()
            .create(TENANT, ids(), Format::ArrowFile, vec![7; 2_000_000]),
    )
    .await;
    assert!(error.is_too_large(), "{error:?}");
    assert!(server.seen().is_empty(), "nothing was sent");
}

#[tokio::test]
async fn silence_ends_in_time() {
    let server = gateway::start();
    let trac = client(&server);
    let start = Instant::now();
    let call = trac
        .files()
        .create(TENANT, "a.txt", "text/plain", b"x")
        .header("x-fault", "hang");
    let error = failure(call.timeout(Duration::from_millis(100))).await;
    assert!(error.is_timeout() && error.may_have_happened(), "{error:?}");
    assert!(start.elapsed() < Duration::from_secs(10));
    assert_eq!(server.seen().len(), 1, "what creates something is not sent twice");
}

/// There is a limit without anybody setting one.
#[tokio::test(start_paused = true)]
async fn a_write_waits_for_half_a_minute() {
    let silence = InMemory::script([Response::new(200, "").after(Duration::from_secs(3600))]);
    let trac = Client::builder().transport(silence).build().expect("a client");
    let start = tokio::time::Instant::now();
    assert!(
        failure(trac.files().create(TENANT, "a.txt", "text/plain", b"x"))
            .await
            .is_timeout()
    );
    assert_eq!(start.elapsed().as_secs(), 30);
}

#[tokio::test]
async fn a_cut_download_is_an_error() {
    let server = gateway::start();
    let trac = client(&server);
    let file = trac
        .files()
        .create(TENANT, "a.txt", "text/plain", vec![b'x'; 1000])
        .await
        .expect("a file");
    let rows = (0..100).map(|id| serde_json::json!({"id": id}));
    let data = trac
        .datasets()
        .create_rows(TENANT, ids(), rows)
        .expect("rows")
        .await
        .expect("a dataset");
    let download = trac
        .files()
        .download_latest(TENANT, file.object_id, "a.txt")
        .header("x-fault", "cut")
        .await;
    is_cut(download.expect("the head comes")).await;
    let download = trac
        .datasets()
        .download_latest(TENANT, data.object_id, "x.json", Format::Json)
        .header("x-fault", "cut");
    is_cut(download.await.expect("the head comes")).await;
}

async fn is_cut(download: trac_client::Download) {
    let error: Error = download.bytes().await.expect_err("the end is missing");
    assert!(!error.is_timeout(), "{error:?}");
}

/// A token is sent if there is one, and nothing in its place if not.
#[tokio::test]
async fn credentials_are_the_callers_business() {
    let server = gateway::start();
    let call = |trac: Client| async move { failure(trac.files().download_latest(TENANT, "x", "x")).await };
    call(client(&server)).await;
    call(
        builder(&server)
            .token("t")
            .header("x-user", "ada")
            .build()
            .expect("a client"),
    )
    .await;
    let seen = server.seen();
    assert_eq!(
        (seen[0].header("authorization"), seen[0].header("x-user")),
        (None, None)
    );
    assert_eq!(
        (seen[1].header("authorization"), seen[1].header("x-user")),
        (Some("Bearer t"), Some("ada"))
    );
}

/// What creates something is not sent again, and an update creates a version.
#[test]
fn writes_are_sent_once() {
    use trac_client::operations::{datasets, files};
    use trac_client::runtime::Retry;
    assert_eq!(
        [datasets::Create::INFO.retry, files::Create::INFO.retry],
        [Retry::Create; 2]
    );
    assert_eq!(
        [datasets::Update::INFO.retry, files::Update::INFO.retry],
        [Retry::Create; 2]
    );
    assert_eq!([datasets::Read::INFO.retry, files::Read::INFO.retry], [Retry::Read; 2]);
    assert_eq!(
        [datasets::Download::INFO.retry, files::DownloadLatest::INFO.retry],
        [Retry::Read; 2]
    );
}
