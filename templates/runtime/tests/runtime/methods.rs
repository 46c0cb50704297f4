//! Methods that few services have: as they go out over a real socket, and when they are sent again.

use oasmith_runtime::runtime::{self, Call, Operation, Request};

use crate::sample::builder;
use crate::support::{Loopback, response};

macro_rules! operation {
    ($name:ident, $method:tt, $retry:ident, $request:expr) => {
        #[derive(Clone, Debug)]
        struct $name {
            call: Call,
        }

        impl Operation for $name {
            type Output = ();
            type Failure = ();
            runtime::about!("id", $method "/things", $retry);

            fn request(&self) -> Request {
                $request
            }

            runtime::success!(empty);
        }

        runtime::operation!($name);
    };
}

operation!(Query, QUERY, Read, Request::new().json(&"text"));
operation!(QueryNothing, QUERY, Read, Request::new());
operation!(Copy, COPY, Create, Request::new());
operation!(Search, "M-SEARCH", Read, Request::new());

#[tokio::test]
async fn methods_are_sent_as_they_are_written() {
    let service = Loopback::start(|_| response(204, "")).await;
    let core = builder().origin(service.url.as_str()).build().expect("a client");
    let call = || Call::new(&core);
    Query { call: call() }.await.expect("sent");
    QueryNothing { call: call() }.await.expect("sent");
    Copy { call: call() }.await.expect("sent");
    Search { call: call() }.await.expect("sent");
    let received = service.received();
    let sent = received
        .iter()
        .map(|one| (one.method.as_str(), one.header("content-length"), &*one.body));
    let expected: [(&str, Option<&str>, &[u8]); 4] = [
        ("QUERY", Some("6"), b"\"text\""),
        ("QUERY", Some("0"), b""),
        ("COPY", None, b""),
        ("M-SEARCH", None, b""),
    ];
    assert_eq!(sent.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_query_is_sent_again_with_its_body() {
    let mut count = 0;
    let service = Loopback::start(move |_| {
        count += 1;
        response(if count == 1 { 503 } else { 204 }, "")
    });
    let service = service.await;
    let core = builder().origin(service.url.as_str()).build().expect("a client");
    Query { call: Call::new(&core) }.await.expect("sent");
    let bodies: Vec<_> = service.received().into_iter().map(|one| one.body).collect();
    assert_eq!(bodies, ["\"text\"", "\"text\""]);
}
