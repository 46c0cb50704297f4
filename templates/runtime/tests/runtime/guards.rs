//! What an operation allows: the size of a request, the time of an attempt, texts that are one segment of the path.

use std::collections::BTreeMap;
use std::time::Duration;

use oasmith_runtime::record;
use oasmith_runtime::runtime::{
    Base64, Call, Core, DecodeError, Operation, OperationInfo, Reply, Request, Retry, decode,
};
use tokio::time::Instant;

use crate::sample::builder;
use crate::support::{Memory, response};

#[derive(Clone, Debug, PartialEq)]
struct File {
    name: String,
    content: Base64,
    size: Option<u64>,
    tags: BTreeMap<String, Vec<bool>>,
}

record!(File { name: "name", content: "content", size: "size" quoted optional, tags: "tags" = BTreeMap::new() });

fn file(bytes: usize) -> File {
    File {
        name: "big.bin".to_owned(),
        content: Base64::from(vec![7; bytes]),
        size: None,
        tags: BTreeMap::new(),
    }
}

#[derive(Clone, Debug)]
struct PutFile {
    call: Call,
    place: String,
    body: File,
}

impl PutFile {
    fn new(core: &Core, place: &str, body: File) -> Self {
        let call = Call::new(core);
        let place = place.to_owned();
        Self { call, place, body }
    }
}

impl Operation for PutFile {
    const INFO: OperationInfo = OperationInfo {
        id: "putFile",
        method: "PUT",
        path: "/files/{place}",
        retry: Retry::Idempotent,
    };
    const TIMEOUT: Option<Duration> = Some(Duration::from_secs(5));
    type Output = ();
    type Failure = ();

    fn call(&self) -> &Call {
        &self.call
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.call
    }

    fn request(&self) -> Request {
        let request = Request::new().path_segment("place", &self.place);
        request.json(&self.body).at_most(1000, 64, &self.body)
    }

    fn success(reply: &mut Reply) -> Result<(), DecodeError> {
        decode::empty(reply)
    }

    fn failure(_: &Reply) -> Option<()> {
        None
    }
}

oasmith_runtime::runtime::operation!(PutFile);

/// 64 for the request, 2 for each member and for what the path says, which has 1 itself, 7 for the name.
const AROUND: usize = 64 + 2 + 1 + 2 + 7 + 2;

#[tokio::test]
async fn a_request_that_is_too_large_is_not_sent() {
    let service = Memory::new(|_| response(204, ""));
    let core = builder().transport(service.clone()).build().expect("a client");
    PutFile::new(&core, "a", file(1000 - AROUND)).await.expect("it fits");
    assert_eq!(service.received().len(), 1);

    let error = PutFile::new(&core, "a", file(1001 - AROUND))
        .await
        .expect_err("one byte more");
    assert!(error.is_too_large() && !error.is_request() && !error.may_have_happened());
    assert_eq!((error.attempts(), error.status()), (0, None));
    assert_eq!(
        error.to_string(),
        "putFile (PUT /files/{place}): the request is larger than the service takes: it has about 1001 bytes, the \
         limit is 1000"
    );
    assert_eq!(service.received().len(), 1);
}

/// What a size is made of, by the largest content that still fits beside it.
#[tokio::test]
async fn sizes_are_those_of_values_and_not_of_their_json() {
    let tags = |key: &str, flags: usize| BTreeMap::from([(key.to_owned(), vec![true; flags])]);
    let table = [
        (
            File {
                size: Some(5),
                ..file(0)
            },
            2 + 1,
        ),
        (
            File {
                size: Some(u64::MAX),
                ..file(0)
            },
            2 + 20,
        ),
        (
            File {
                name: "\"\n\"é".to_owned(),
                ..file(0)
            },
            0,
        ),
        (
            File {
                tags: tags("key", 0),
                ..file(0)
            },
            2 + 2 + 3,
        ),
        (
            File {
                tags: tags("key", 4),
                ..file(0)
            },
            2 + 2 + 3 + 4 * 3,
        ),
    ];
    let service = Memory::new(|_| response(204, ""));
    let core = builder().transport(service).build().expect("a client");
    for (body, more) in table {
        let around = AROUND - 7 + body.name.len() + more;
        for (bytes, fits) in [(1000 - around, true), (1001 - around, false)] {
            let body = File {
                content: Base64::from(vec![0; bytes]),
                ..body.clone()
            };
            assert_eq!(PutFile::new(&core, "a", body).await.is_ok(), fits, "{more}");
        }
    }
}

/// How long an attempt takes until it is given up.
async fn patience(client: Option<u64>, call: Option<u64>) -> u64 {
    let service = Memory::new(|_| response(204, "").after(Duration::from_secs(1000)));
    let mut builder = builder()
        .transport(service)
        .retry(oasmith_runtime::runtime::RetryPolicy::never());
    if let Some(seconds) = client {
        builder = builder.timeout(Duration::from_secs(seconds));
    }
    let core = builder.build().expect("a client");
    let mut put = PutFile::new(&core, "a", file(1));
    if let Some(seconds) = call {
        put = put.timeout(Duration::from_secs(seconds));
    }
    let start = Instant::now();
    let error = put.await.expect_err("too late");
    assert!(error.is_timeout(), "{error}");
    start.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn the_nearest_time_limit_counts() {
    assert_eq!(patience(None, None).await, 5);
    assert_eq!(patience(Some(70), None).await, 70);
    assert_eq!(patience(Some(1), None).await, 1);
    assert_eq!(patience(Some(70), Some(90)).await, 90);
    assert_eq!(patience(None, Some(2)).await, 2);
}

#[tokio::test]
async fn a_segment_has_no_slash_and_is_not_empty() {
    let service = Memory::new(|_| response(204, ""));
    let core = builder().transport(service.clone()).build().expect("a client");
    PutFile::new(&core, "a b%2Fc.bin", file(1)).await.expect("it is sent");
    assert!(service.received()[0].target.ends_with("/files/a%20b%252Fc.bin"));
    for (place, message) in [
        (
            "a/b",
            "path parameter place: the value has a slash, which the service would take for the end of it",
        ),
        ("", "path parameter place is empty"),
    ] {
        let error = PutFile::new(&core, place, file(1)).await.expect_err("refused");
        assert!(error.is_request(), "{error}");
        let text = format!("putFile (PUT /files/{{place}}): the request could not be built: {message}");
        assert_eq!(error.to_string(), text);
    }
    assert_eq!(service.received().len(), 1);
}
