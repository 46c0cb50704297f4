//! Bodies of requests that are read while they are sent.

use oasmith_runtime::runtime::{CallError, CoreBuilder, HttpTransport, Request, Source, Upload, record};
use reqwest::redirect::Policy;

use crate::bodies::parts;
use crate::encoding::{refusal, send};
use crate::probes::Probe;
use crate::sample::builder;
use crate::support::{Loopback, Memory, Received, response};

fn request() -> Request {
    Request::new().path("p", "x")
}

fn once(text: &'static str, length: u64) -> Upload {
    Source::reader(Some(length), text.as_bytes()).into()
}

fn again(text: &'static str) -> Upload {
    Source::repeatable_reader(None, move || text.as_bytes()).into()
}

async fn call(builder: CoreBuilder, upload: &Upload) -> Result<(), CallError<()>> {
    let core = builder.build().expect("a client");
    Probe::new(&core, request().upload("a/b", upload)).await
}

#[tokio::test]
async fn a_body_is_what_the_source_gives() {
    let received = send(request().upload("a/b", &once("abc", 3))).await;
    assert_eq!(
        (received.header("content-type"), &received.body[..]),
        (Some("a/b"), &b"abc"[..])
    );
    let kept = send(request().upload("a/b", &once("abc", 3)).omit_empty_body()).await;
    assert_eq!(
        (kept.header("content-type"), &kept.body[..]),
        (Some("a/b"), &b"abc"[..])
    );
    let empty = send(request().upload("a/b", &again(""))).await;
    assert_eq!((empty.header("content-length"), empty.body.len()), (None, 0));
}

#[derive(Clone, Debug)]
struct Form {
    name: String,
    files: Vec<Upload>,
}

record!(Form {
    name: "name",
    files: "files"
});

#[tokio::test]
async fn parts_of_a_form_may_be_sources() {
    let form = Form {
        name: "n".to_owned(),
        files: vec![once("one", 3).file_name("1.txt"), Upload::from("two"), again("three")],
    };
    let received = send(request().multipart(&form)).await;
    let texts: Vec<String> = parts(&received)
        .iter()
        .map(|(_, content)| String::from_utf8_lossy(content).into_owned())
        .collect();
    assert_eq!(texts, ["n", "one", "two", "three"]);
    assert!(parts(&received)[1].0.contains("filename=\"1.txt\""));
}

#[tokio::test]
async fn parts_that_share_what_can_be_read_once_are_refused() {
    let (file, name) = (once("one", 3), "n".to_owned());
    let text = "a file that can be read only once is used twice in one body";
    let files = vec![file.clone(), file.clone()];
    let fault = refusal(request().multipart(&Form { name, files })).await;
    assert!(fault.ends_with(text), "{fault}");
    // Nothing was taken from it.
    assert_eq!(&send(request().upload("a/b", &file)).await.body[..], b"one");
    let shared = again("two");
    let form = Form {
        name: "n".to_owned(),
        files: vec![shared.clone(), shared],
    };
    assert_eq!(parts(&send(request().multipart(&form)).await).len(), 3);
}

#[tokio::test]
async fn lengths_that_no_number_holds_are_not_known() {
    let form = Form {
        name: "n".to_owned(),
        files: vec![once("one", u64::MAX), once("two", u64::MAX)],
    };
    let received = send(request().multipart(&form)).await;
    assert_eq!((received.header("content-length"), parts(&received).len()), (None, 3));
}

#[tokio::test(start_paused = true)]
async fn what_can_be_read_once_is_sent_once() {
    let service = || Memory::script([response(503, ""), response(200, "{}")]);
    let (first, second) = (service(), service());
    let error = call(builder().transport(first.clone()), &once("abc", 3))
        .await
        .expect_err("once");
    assert_eq!((error.attempts(), first.received().len()), (1, 1));
    assert!(
        error
            .to_string()
            .contains("not sent again: its body can be read only once"),
        "{error}"
    );
    call(builder().transport(second.clone()), &again("abc"))
        .await
        .expect("again");
    let bodies: Vec<_> = second.received().into_iter().map(|received| received.body).collect();
    assert_eq!(bodies, ["abc", "abc"]);
}

#[tokio::test]
async fn a_used_source_is_an_error() {
    let upload = once("abc", 3);
    let transport = || Memory::script([response(200, "{}")]);
    call(builder().transport(transport()), &upload).await.expect("sent");
    let error = call(builder().transport(transport()), &upload).await.expect_err("used");
    assert!(
        error.is_request() && error.to_string().contains("was sent before"),
        "{error}"
    );
}

#[tokio::test]
async fn the_length_goes_ahead_if_it_is_known() {
    let service = Loopback::start(|_| response(200, "{}")).await;
    let client = || builder().origin(&service.url);
    call(client(), &once("abc", 3)).await.expect("sent");
    call(client(), &again("abc")).await.expect("sent");
    let header = |received: &Received, name| received.header(name).map(str::to_owned);
    let received = service.received();
    assert_eq!(header(&received[0], "content-length").as_deref(), Some("3"));
    assert_eq!(&received[0].body[..], b"abc");
    assert_eq!(header(&received[1], "transfer-encoding").as_deref(), Some("chunked"));
    for (length, text) in [(2, "more bytes"), (4, "fewer bytes")] {
        let error = call(client(), &once("abc", length)).await.expect_err("another length");
        assert!(error.to_string().contains(text), "{error}");
    }
}

#[tokio::test]
async fn no_body_has_one_length() {
    let service = Loopback::start(|_| response(200, "{}")).await;
    let core = builder().origin(&service.url).build().expect("a client");
    Probe::new(&core, request()).await.expect("sent");
    let lengths = service.received()[0].headers.get_all("content-length").iter().count();
    assert_eq!(lengths, 1);
}

#[tokio::test]
async fn a_source_stands_only_in_bodies() {
    let text = "a streamed file can only be sent as a body or a form part";
    assert!(refusal(request().query("q", &once("a", 1))).await.ends_with(text));
    assert!(
        serde_json::to_string(&once("a", 1))
            .expect_err("no text")
            .to_string()
            .contains(text)
    );
}

#[tokio::test]
async fn a_transport_takes_settings_but_follows_no_redirects() {
    let service = Loopback::start(|_| response(307, "").header("location", "/other")).await;
    let settings = reqwest::Client::builder()
        .user_agent("mine")
        .redirect(Policy::limited(5));
    let builder = builder()
        .origin(&service.url)
        .transport(HttpTransport::with_builder(settings).expect("a transport"));
    let error = call(builder, &Upload::from("abc")).await.expect_err("a redirection");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(307));
    assert_eq!(service.received().len(), 1);
    assert_eq!(&service.received()[0].body[..], b"abc");
}
