//! Bytes to a place that a response has named.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use oasmith_runtime::runtime::{Core, CoreBuilder, Error, RetryPolicy, Secret};

use crate::sample::builder;
use crate::support::{Loopback, Memory, NetworkFault, Response, faulty, response};

const URL: &str = "https://bucket.example.org/up/f?sig=sesame";

fn rich() -> CoreBuilder {
    builder()
        .token("tok-secret")
        .header("x-app", "tests")
        .user_agent("me/1")
        .upload_host("bucket.example.org")
}

fn client(responses: impl IntoIterator<Item = Response>) -> (Core, Arc<Memory>) {
    let service = Memory::script(responses);
    (rich().transport(service.clone()).build().expect("a client"), service)
}

async fn upload(core: &Core, url: &str) -> Result<(), Error> {
    core.upload(&Secret::from(url), Some("application/zip"), Bytes::from_static(b"PK"))
        .await
}

#[tokio::test]
async fn nothing_of_the_client_goes_with_it() {
    let (core, service) = client([response(201, "")]);
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
    let (core, service) = client([response(200, "")]);
    upload(&core, "/up/f?sig=sesame").await.expect("uploaded");
    let received = service.received().remove(0);
    assert_eq!(received.target, "https://west.example.com/up/f?sig=sesame");
    assert_eq!(received.header("authorization"), None);
}

#[tokio::test]
async fn other_urls_are_refused() {
    let (core, service) = client([response(200, "")]);
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
            "upload (PUT signed URL): the request could not be built: the upload URL is not an http or https URL"
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
        response(503, ""),
        faulty(NetworkFault::Reset),
        faulty(NetworkFault::Refused),
        response(200, ""),
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
        response(403, "<Error>sesame</Error>"),
        response(503, ""),
        response(302, "").header("location", URL),
        response(200, "").after(Duration::from_secs(600)),
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
    let core = rich().origin("http://127.0.0.1:1").retry(RetryPolicy::never());
    let core = core.build().expect("a client");
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
    let (core, service) = client([response(200, "").after(Duration::from_secs(500))]);
    let url = Secret::from(URL);
    let limit = Duration::from_secs(501);
    core.upload_within(&url, None, Bytes::new(), limit)
        .await
        .expect("in time");
    assert_eq!(service.received().len(), 1);
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = Loopback::start(|_| response(200, "")).await;
    for status in [301, 302, 303, 307, 308] {
        let location = format!("{}/up/f?sig=sesame", elsewhere.url);
        let service = Loopback::start(move |_| response(status, "").header("location", &location)).await;
        let core = rich().origin(service.url.as_str()).build().expect("a client");
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

/// Where a client with this server, and with these hosts added, uploads to; the text of its error if it does not.
async fn goes(origin: Option<&str>, hosts: &[&str], url: &str) -> Result<(), String> {
    let service = Memory::new(|_| response(200, ""));
    let mut client = rich().transport(service.clone());
    if let Some(origin) = origin {
        client = client.origin(origin);
    }
    for host in hosts {
        client = client.upload_host(host);
    }
    let outcome = upload(&client.build().expect("a client"), url).await;
    assert_eq!(service.received().len(), usize::from(outcome.is_ok()), "{url}");
    outcome.map_err(|error| {
        assert!(error.is_request() && error.attempts() == 0, "{error:?}");
        let text = format!("{error} {error:?}");
        assert!(!text.contains("sesame") && !text.contains("/up"), "{text}");
        error.to_string()
    })
}

#[tokio::test]
async fn a_secure_service_takes_uploads_over_secure_connections_only() {
    for url in [
        "http://bucket.example.org/up?sig=sesame",
        "http://west.example.com/up?sig=sesame",
        "HTTP://west.example.com:443/up?sig=sesame",
        "http://127.0.0.1:9/up?sig=sesame",
    ] {
        let text = goes(None, &["127.0.0.1"], url).await.expect_err("refused");
        assert!(
            text.ends_with("the upload URL is http, but the service is https"),
            "{text}"
        );
    }
    let local = Some("http://127.0.0.1:8080");
    for url in [
        "http://127.0.0.1:9/up?sig=sesame",
        "https://127.0.0.1/up",
        "/up?sig=sesame",
    ] {
        goes(local, &[], url).await.expect("uploaded");
    }
}

#[tokio::test]
async fn an_upload_goes_to_hosts_of_the_service_and_to_those_that_are_allowed() {
    const OWN: &[&str] = &[
        "https://west.example.com/up?sig=sesame",
        "https://WEST.example.com:8443/up",
        "/up",
        "up",
    ];
    for url in OWN {
        goes(None, &[], url).await.expect("uploaded");
        // What the document calls the service counts behind a proxy too.
        goes(Some("https://proxy.example.net"), &[], url)
            .await
            .expect("uploaded");
    }
    let table: [(&[&str], &[&str], &[&str]); 6] = [
        (
            &[],
            &[],
            &[
                "a.example.net",
                "example.com",
                "evil-west.example.com",
                "west.example.com.evil.net",
                "127.0.0.1",
                "[::1]",
            ],
        ),
        (
            &["a.Example.net"],
            &["a.example.net", "A.example.net", "a.example.net."],
            &["b.example.net", "x.a.example.net"],
        ),
        (
            &["*.blob.example.net"],
            &["a.blob.example.net", "a.b.blob.example.net"],
            &["blob.example.net", "ablob.example.net", "a.blob.example.net.org"],
        ),
        (
            &["*.s3.*.example.net"],
            &["b.s3.eu-1.example.net", "a.b.s3.eu-1.example.net"],
            &["b.s3.a.b.example.net", "s3.eu.example.net", "b.s4.eu.example.net"],
        ),
        (
            &["s3.*.example.net"],
            &["s3.eu.example.net"],
            &["b.s3.eu.example.net", "s3.example.net"],
        ),
        (&["*", "[::1]"], &["anything.org", "[::1]", "[::2]"], &[]),
    ];
    for (hosts, good, bad) in table {
        for host in good {
            goes(None, hosts, &format!("https://{host}/up?sig=sesame"))
                .await
                .expect("uploaded");
        }
        for host in bad {
            let text = goes(None, hosts, &format!("https://{host}/up?sig=sesame"))
                .await
                .expect_err("refused");
            let allow = format!("allow it with `upload_host(\"{host}\")`");
            assert!(text.contains(&allow), "{host}: {text}");
        }
    }
    let text = goes(None, &["*"], "https://me:sesame@west.example.com/up")
        .await
        .expect_err("refused");
    assert!(
        text.ends_with("the upload URL has a user or a password in it"),
        "{text}"
    );
}

#[test]
fn an_upload_host_must_be_one() {
    for host in [
        "",
        "https://a.b",
        "a.b:443",
        "a.b/c",
        "a b",
        "a..b",
        "a*.b",
        "*.",
        "me@a",
    ] {
        let error = rich().upload_host(host).build().expect_err("refused").to_string();
        assert!(error.contains("it must be the name of a host"), "{host}: {error}");
    }
}

/// What a storage service says about a signature quotes the URL, in whole or in parts.
#[tokio::test]
async fn an_upload_url_that_comes_back_is_masked() {
    const SIGNED: &str = "https://bucket.example.org/up/open-sesame-ticket?se=2026-01-01&sig=se%2Fsame%2Bkey%3D%3D";
    for echo in [
        SIGNED,
        "/up/open-sesame-ticket?se=2026-01-01&sig=se%2Fsame%2Bkey%3D%3D",
        "se=2026-01-01&amp;sig=se%2Fsame%2Bkey%3D%3D",
        "se/same+key==",
        "open-sesame-ticket",
    ] {
        let mut refusal = response(403, format!("<Error>{echo}</Error>")).header("x-said", echo);
        refusal.headers[0].1 = "text/plain".to_owned();
        let (core, _) = client([refusal]);
        let error = upload(&core, SIGNED).await.expect_err("refused");
        let body = String::from_utf8_lossy(error.raw_body()).into_owned();
        let text = format!("{error} {error:?} {body} {:?} {:?}", error.headers(), error.message());
        assert!(!text.contains("same") && body.contains('…'), "{text}");
    }
}

#[tokio::test]
async fn a_page_of_html_is_not_an_upload() {
    let mut portal = response(200, "<html>Please log in</html>");
    portal.headers = vec![("content-type", "text/html; charset=utf-8".to_owned())];
    let error = upload(&client([portal.clone()]).0, URL).await.expect_err("a page");
    assert!(error.is_decode() && error.may_have_happened(), "{error}");
    assert!(error.raw_body().starts_with(b"<html>"));
    // Storage services name a media type also where there is no body, and send XML or JSON.
    portal.body.clear();
    let mut details = response(200, "<UploadResult/>");
    details.headers = vec![("content-type", "application/xml".to_owned())];
    for good in [portal, details, response(200, "{}")] {
        upload(&client([good]).0, URL).await.expect("uploaded");
    }
}
