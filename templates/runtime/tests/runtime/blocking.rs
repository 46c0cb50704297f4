//! Calls without `async`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use oasmith_runtime::runtime::blocking::{self, Blocking};
use oasmith_runtime::runtime::{BuildError, CallError, Core, Patience, RetryPolicy, WaitError};

use crate::sample::{ApiFailure, GetThing, ListThings, builder};

/// A service in a thread, that knows nothing of tokio and keeps its connections open.
struct Plain {
    url: String,
    connections: Arc<AtomicUsize>,
    requests: Arc<AtomicUsize>,
}

impl Plain {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let connections = Arc::new(AtomicUsize::new(0));
        let requests = Arc::new(AtomicUsize::new(0));
        let (count, log) = (Arc::clone(&connections), Arc::clone(&requests));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                count.fetch_add(1, Ordering::SeqCst);
                let log = Arc::clone(&log);
                thread::spawn(move || serve(stream, &log));
            }
        });
        Self {
            url,
            connections,
            requests,
        }
    }

    fn client(&self) -> Core {
        let builder = builder().origin(self.url.as_str()).retry(RetryPolicy::never());
        builder.build().expect("a client")
    }
}

fn serve(stream: TcpStream, log: &AtomicUsize) -> Option<()> {
    let mut out = stream.try_clone().ok()?;
    let mut lines = BufReader::new(stream);
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            (lines.read_line(&mut head).ok()? > 0).then_some(())?;
        }
        log.fetch_add(1, Ordering::SeqCst);
        let (status, body) = match head.split(' ').nth(1)?.rsplit('/').next()? {
            "things" => (
                200,
                r#"{"items": [{"id": "a", "size": 1}, {"id": "b", "size": 2}], "nextCursor": "1"}"#,
            ),
            "things?cursor=1" => (200, r#"{"items": [{"id": "c", "size": 3}]}"#),
            "missing" => (404, r#"{"error": {"code": 404, "message": "no such thing"}}"#),
            "slow" => {
                // Until the client goes away.
                drop(lines.read(&mut [0; 1]));
                return None;
            }
            _ => (200, r#"{"id": "a", "size": 1}"#),
        };
        write!(
            out,
            "HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .ok()?;
    }
}

#[test]
fn calls_of_a_plain_function() {
    let service = Plain::start();
    let core = service.client();
    assert_eq!(GetThing::new(&core, "a").blocking().expect("a thing").size, 1);
    let response = GetThing::new(&core, "a")
        .send_with_response()
        .blocking()
        .expect("a thing");
    assert_eq!(response.attempts(), 1);
    let error: CallError<ApiFailure> = GetThing::new(&core, "missing").blocking().expect_err("a failure");
    assert!(error.is_not_found() && error.failure().is_some());
    let limit = Duration::from_millis(30);
    let error = GetThing::new(&core, "slow")
        .timeout(limit)
        .blocking()
        .expect_err("too late");
    assert!(error.is_timeout());
}

#[test]
fn connections_are_kept_between_calls() {
    let service = Plain::start();
    let core = service.client();
    for _ in 0..5 {
        GetThing::new(&core, "a").blocking().expect("a thing");
        // Time in which only the worker serves the connection.
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(service.connections.load(Ordering::SeqCst), 1);
}

#[test]
fn a_list_is_an_iterator() {
    let service = Plain::start();
    let core = service.client();
    let ids: Result<Vec<String>, CallError<ApiFailure>> = ListThings::new(&core)
        .items()
        .prefetch()
        .blocking_iter()
        .map(|item| item.map(|thing| thing.id))
        .collect();
    assert_eq!(ids.expect("things"), ["a", "b", "c"]);
    let mut pages = ListThings::new(&core).pages().blocking_iter();
    assert_eq!(pages.next().expect("a page").expect("no error").items.len(), 2);
    assert_eq!(pages.stream().cursor(), Some("1"));
    assert_eq!(pages.into_stream().collect().blocking().expect("pages").len(), 1);
}

#[test]
fn a_page_is_fetched_ahead_while_the_caller_does_something_else() {
    let service = Plain::start();
    let mut pages = ListThings::new(&service.client()).pages().prefetch().blocking_iter();
    pages.next().expect("a page").expect("no error");
    for _ in 0..1000 {
        if service.requests.load(Ordering::SeqCst) == 2 {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("the next page was not fetched");
}

#[test]
fn waits_and_functions_of_several_calls() {
    let service = Plain::start();
    let core = service.client();
    let patience = Patience::new().first_pause(Duration::ZERO);
    let thing = patience.wait(|| GetThing::new(&core, "a").send(), |thing| thing.size == 1);
    let thing: Result<_, WaitError<_, CallError<ApiFailure>>> = thing.blocking();
    assert_eq!(thing.expect("over").id, "a");
    let sum = blocking::run(async { 1 + GetThing::new(&core, "a").await.map_or(0, |thing| thing.size) });
    assert_eq!(sum.expect("a runtime"), 2);
}

#[test]
fn many_threads_at_once() {
    let service = Plain::start();
    let core = service.client();
    thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| GetThing::new(&core, "a").blocking().expect("a thing"));
        }
    });
}

fn from_within() {
    let service = Plain::start();
    let core = service.client();
    assert_eq!(GetThing::new(&core, "a").blocking().expect("a thing").size, 1);
    assert_eq!(ListThings::new(&core).items().blocking_iter().count(), 3);
}

#[tokio::test]
async fn inside_a_runtime_of_one_thread() {
    from_within();
}

#[test]
fn inside_a_runtime_of_many() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        tokio::spawn(async { from_within() }).await.expect("no panic");
        tokio::task::spawn_blocking(from_within).await.expect("no panic");
    });
    let _guard = runtime.enter();
    from_within();
}

#[test]
fn a_panic_of_the_work_is_one_of_the_caller() {
    let caught = std::panic::catch_unwind(|| blocking::run(async { panic!("of the work") }));
    assert!(caught.is_err());
    // And nothing is broken by it.
    from_within();
}

#[test]
fn each_error_of_a_call_can_be_that_there_is_no_runtime() {
    fn check<E: From<BuildError>>() {}
    check::<CallError<ApiFailure>>();
    check::<oasmith_runtime::runtime::Error>();
    check::<WaitError<(), CallError<ApiFailure>>>();
    check::<BuildError>();
    let bad = builder().variable("planet", "mars").build().expect_err("refused");
    let error = CallError::<ApiFailure>::from(bad);
    assert!(
        error.to_string().starts_with("the client could not be made: "),
        "{error}"
    );
    assert_eq!(
        (error.operation(), error.attempts(), error.may_have_happened()),
        ("", 0, false)
    );
}
