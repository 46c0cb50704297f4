//! Bytes to a place that an answer has named.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use oasmith_runtime::runtime::{Core, CoreBuilder, Error, RetryPolicy, Secret};

use crate::sample::builder;
use crate::support::{Answer, Loopback, Memory, NetworkFault, answer, faulty};

const URL: &str = "https://bucket.example.org/up/f?sig=sesame";

fn rich() -> CoreBuilder {
    builder()
        .token("tok-secret")
        .header("x-app", "tests")
        .user_agent("me/1")
}

fn client(answers: impl IntoIterator<Item = Answer>) -> (Core, Arc<Memory>) {
    let service = Memory::script(answers);
    (rich().transport(service.clone()).build().expect("a client"), service)
}

async fn upload(core: &Core, url: &str) -> Result<(), Error> {
    core.upload(&Secret::from(url), Some("application/zip"), Bytes::from_static(b"PK"))
        .await
}

#[tokio::test]
async fn nothing_of_the_client_goes_with_it() {
    let (core, service) = client([answer(201, "")]);
    upload(&core, URL).await.expect("uploaded");
    core.upload(&Secret::from(URL), None, Bytes::new())
        .await
        .expect("uploaded");
    let received = service.received();
    assert_eq!(
        (
            received[0].method.as_str(),
            received[0].target.as_str(),
            received[0].text()
        ),
        ("PUT", URL, "PK")
    );
    let mut names: Vec<&str> = received[0].headers.keys().map(|name| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["content-type", "user-agent"]);
    assert_eq!(received[0].header("content-type"), Some("application/zip"));
    assert_eq!(received[1].header("content-type"), None);
}

#[tokio::test]
async fn a_relative_url_is_one_of_the_client() {
    let (core, service) = client([answer(200, "")]);
    upload(&core, "/up/f?sig=sesame").await.expect("uploaded");
    let received = service.received().remove(0);
    assert_eq!(received.target, "https://west.example.com/up/f?sig=sesame");
    assert_eq!(received.header("authorization"), None);
}

#[tokio::test]
async fn other_urls_are_refused() {
    let (core, service) = client([answer(200, "")]);
    for url in [
        "ftp://bucket.example.org/f?sig=sesame",
        "file:///etc/sesame",
        "https://",
        "http://sesame:x:y/",
    ] {
        let error = upload(&core, url).await.expect_err("refused");
        assert!(error.is_request() && error.attempts() == 0);
        assert_eq!(
            error.to_string(),
            "upload (PUT signed URL): the request could not be built: the upload URL is no http or https URL"
        );
        assert!(!format!("{error:?}").contains("sesame"));
    }
    let url = Secret::from(URL);
    let error = core
        .upload(&url, Some("a\nb"), Bytes::new())
        .await
        .expect_err("refused");
    assert!(error.is_request() && !error.to_string().contains("sesame"), "{error}");
    assert!(service.received().is_empty());
}

#[tokio::test(start_paused = true)]
async fn it_is_repeated_like_any_call() {
    let (core, service) = client([
        answer(503, ""),
        faulty(NetworkFault::Reset),
        faulty(NetworkFault::Refused),
        answer(200, ""),
    ]);
    upload(&core, URL).await.expect("uploaded");
    let received = service.received();
    assert_eq!(received.len(), 3);
    assert!(
        received
            .iter()
            .all(|request| request.text() == "PK" && request.target == URL)
    );
}

#[tokio::test(start_paused = true)]
async fn no_error_shows_the_url() {
    for failure in [
        answer(403, "<Error>sesame</Error>"),
        answer(503, ""),
        answer(302, "").header("location", URL),
        answer(200, "").after(Duration::from_secs(600)),
        faulty(NetworkFault::Reset),
        faulty(NetworkFault::Refused),
    ] {
        let (core, _) = client([failure]);
        let error = upload(&core, URL).await.expect_err("a failure");
        let text = format!("{error} {error:?}");
        assert!(!text.contains("sesame") && !text.contains("bucket"), "{text}");
        assert!(text.contains("upload (PUT signed URL): "), "{text}");
    }
    // The HTTP library would say what it could not reach.
    let core = rich().retry(RetryPolicy::never()).build().expect("a client");
    let error = upload(&core, "http://127.0.0.1:1/up/f?sig=sesame")
        .await
        .expect_err("nobody there");
    let text = format!("{error} {error:?}");
    assert!(
        error.is_connect() && !text.contains("sesame") && !text.contains("/up/f"),
        "{text}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_its_own() {
    let (core, service) = client([answer(200, "").after(Duration::from_secs(500))]);
    let url = Secret::from(URL);
    let limit = Duration::from_secs(501);
    core.upload_within(&url, None, Bytes::new(), limit)
        .await
        .expect("in time");
    assert_eq!(service.received().len(), 1);
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = Loopback::start(|_| answer(200, "")).await;
    for status in [301, 302, 303, 307, 308] {
        let location = format!("{}/up/f?sig=sesame", elsewhere.url);
        let service = Loopback::start(move |_| answer(status, "").header("location", &location)).await;
        let core = rich().build().expect("a client");
        let error = upload(&core, &format!("{}/up", service.url))
            .await
            .expect_err("a redirect");
        assert_eq!(error.status().map(|code| code.as_u16()), Some(status));
        let received = service.received();
        assert_eq!(
            (
                received.len(),
                received[0].header("authorization"),
                received[0].header("x-app")
            ),
            (1, None, None)
        );
    }
    assert!(elsewhere.received().is_empty());
}

#[tokio::test]
async fn a_page_of_html_is_not_an_upload() {
    let mut portal = answer(200, "<html>Please log in</html>");
    portal.headers = vec![("content-type", "text/html; charset=utf-8".to_owned())];
    let error = upload(&client([portal.clone()]).0, URL).await.expect_err("a page");
    assert!(error.is_decode() && error.may_have_happened(), "{error}");
    assert!(error.raw_body().starts_with(b"<html>"));
    // Storage services name a media type also where there is no body, and send XML or JSON.
    portal.body.clear();
    let mut details = answer(200, "<UploadResult/>");
    details.headers = vec![("content-type", "application/xml".to_owned())];
    for good in [portal, details, answer(200, "{}")] {
        upload(&client([good]).0, URL).await.expect("uploaded");
    }
}
