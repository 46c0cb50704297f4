//! A service that responds twice: the second response must not be taken for that to another request.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use oasmith_runtime::runtime::{Core, FreshConnectionAfter, RetryPolicy};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

use crate::sample::{GetThing, builder};
use crate::support::read;

const STRAY: FreshConnectionAfter = FreshConnectionAfter {
    statuses: &[400, 404],
    content_type: Some("text/plain"),
};

/// When the second response comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Second {
    WithTheFirst,
    After(Duration),
}

/// A service on a socket, and how many connections it has seen.
struct Twice {
    url: String,
    connections: Arc<AtomicUsize>,
}

impl Twice {
    async fn start(second: Second) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(serve(stream, second));
            }
        });
        Self { url, connections }
    }

    fn client(&self, after: Option<FreshConnectionAfter>) -> Core {
        let mut builder = builder().server_url(&self.url).retry(RetryPolicy::never());
        if let Some(after) = after {
            builder = builder.fresh_connection_after(after);
        }
        builder.build().expect("a client")
    }
}

/// Responds to request after request; each `bad-…` twice, as long as the connection lives.
async fn serve(mut stream: TcpStream, second: Second) {
    while let Some(request) = read(&mut stream).await {
        let id = request.target.rsplit('/').next().unwrap_or_default().to_owned();
        let first = match id.starts_with("bad") {
            true => text("400 Bad Request", "text/plain; charset=UTF-8", &id),
            false => text("200 OK", "application/json", &format!(r#"{{"id": "{id}", "size": 1}}"#)),
        };
        let stray = match id.starts_with("bad") {
            true => text("503 Service Unavailable", "text/plain", "stray"),
            false => String::new(),
        };
        let is_gone = match second {
            Second::WithTheFirst => stream.write_all(format!("{first}{stray}").as_bytes()).await.is_err(),
            Second::After(pause) => {
                let is_gone = stream.write_all(first.as_bytes()).await.is_err();
                if !stray.is_empty() {
                    tokio::time::sleep(pause).await;
                }
                is_gone || stream.write_all(stray.as_bytes()).await.is_err()
            }
        };
        if is_gone {
            return;
        }
    }
}

fn text(status: &str, content_type: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n{body}")
}

/// Many calls at a time, every third of them a bad one. Gives how many got what was not theirs.
async fn strays(core: &Core, rounds: usize) -> usize {
    let call = async |number: usize| {
        let is_bad = number.is_multiple_of(3);
        let id = format!("{}-{number}", if is_bad { "bad" } else { "good" });
        match GetThing::new(core, id.clone()).await {
            Ok(thing) => thing.id != id,
            Err(error) => !is_bad || error.message().as_deref() != Some(id.as_str()),
        }
    };
    let mut wrong = 0;
    for round in 0..rounds {
        let calls = (0..12).map(|number| call(round * 100 + number));
        wrong += join_all(calls).await.into_iter().filter(|is_wrong| *is_wrong).count();
    }
    wrong
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_call_gets_a_second_response_to_another() {
    let pauses = [0, 2, 10].map(|pause| Second::After(Duration::from_millis(pause)));
    for second in pauses.into_iter().chain([Second::WithTheFirst]) {
        let service = Twice::start(second).await;
        let core = service.client(Some(STRAY));
        assert_eq!(strays(&core, 3).await, 0, "{second:?}");
    }
}

/// That the service is one which needs it: with one pool for all, responses get mixed up.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn with_shared_connections_responses_get_mixed_up() {
    let service = Twice::start(Second::After(Duration::from_millis(1))).await;
    let core = service.client(None);
    let mut wrong = 0;
    for _ in 0..100 {
        wrong += strays(&core, 1).await;
        if wrong > 0 {
            return;
        }
    }
    panic!("no response came twice");
}

#[tokio::test]
async fn good_connections_are_used_again_and_suspect_ones_are_not() {
    let service = Twice::start(Second::After(Duration::ZERO)).await;
    let core = service.client(Some(STRAY));
    let connections = || service.connections.load(Ordering::Relaxed);
    for _ in 0..5 {
        GetThing::new(&core, "good").await.expect("a thing");
    }
    assert_eq!(connections(), 1);
    for round in 1..4 {
        GetThing::new(&core, "bad").await.expect_err("a failure");
        GetThing::new(&core, "good").await.expect("a thing");
        assert_eq!(connections(), 1 + round);
    }
    // Another type of content is another kind of response.
    let other = FreshConnectionAfter {
        content_type: Some("text/html"),
        ..STRAY
    };
    let service = Twice::start(Second::After(Duration::from_secs(60))).await;
    let core = service.client(Some(other));
    GetThing::new(&core, "bad").await.expect_err("a failure");
    tokio::time::timeout(Duration::from_millis(200), GetThing::new(&core, "good").send())
        .await
        .expect_err("it waits behind the second response, on the same connection");
    assert_eq!(service.connections.load(Ordering::Relaxed), 1);
}
