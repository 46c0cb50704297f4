//! Servers of single operations.

use std::sync::Arc;

use oasmith_runtime::runtime::{CoreBuilder, Request};

use crate::probes::Probe;
use crate::sample::builder;
use crate::support::{Memory, Received, response};

type Variables = &'static [(&'static str, &'static str)];

async fn send(client: CoreBuilder, template: &'static str, variables: Variables) -> Result<Received, String> {
    let service = Memory::new(|_| response(200, "{}"));
    let core = client
        .token("tok")
        .header("x-app", "secret?")
        .user_agent("me/1")
        .transport(Arc::clone(&service))
        .build()
        .map_err(|error| error.to_string())?;
    let request = Request::new().path("p", "x").server(template, variables);
    Probe::new(&core, request).await.map_err(|error| error.to_string())?;
    Ok(service.received().remove(0))
}

async fn target(client: CoreBuilder, template: &'static str, variables: Variables) -> String {
    send(client, template, variables).await.expect("sent").target
}

const UPLOADS: &str = "https://{region}.uploads.example.com/v2/{kind}";
const VARIABLES: Variables = &[("region", "north"), ("kind", "raw")];

#[tokio::test]
async fn a_declared_server() {
    // The caller's variables fill its holes, too.
    assert_eq!(
        target(builder(), UPLOADS, VARIABLES).await,
        "https://west.uploads.example.com/v2/raw/a/x/z"
    );
    assert_eq!(
        target(builder(), "https://files.example.com", &[]).await,
        "https://files.example.com/a/x/z"
    );
    for (path, url) in [("/v9", "/v9/a/x/z"), ("v9/", "/v9/a/x/z"), ("/", "/a/x/z")] {
        assert_eq!(
            target(builder(), path, &[]).await,
            format!("https://west.example.com{url}")
        );
    }
}

#[tokio::test]
async fn what_the_caller_says_counts_more() {
    let origin = || builder().origin("http://localhost:1/proxy");
    assert_eq!(
        target(origin(), UPLOADS, VARIABLES).await,
        "http://localhost:1/proxy/v2/raw/a/x/z"
    );
    assert_eq!(target(origin(), "/v9", &[]).await, "http://localhost:1/proxy/v9/a/x/z");
    let server_url = || builder().server_url("http://localhost:2/all");
    assert_eq!(
        target(server_url(), UPLOADS, VARIABLES).await,
        "http://localhost:2/all/a/x/z"
    );
    for client in [builder(), origin(), server_url()] {
        let client = client.redirect_server(UPLOADS, "http://localhost:3/up/");
        assert_eq!(target(client, UPLOADS, VARIABLES).await, "http://localhost:3/up/a/x/z");
    }
    let other = builder().redirect_server("https://other.example.com", "http://localhost:3");
    assert!(
        target(other, UPLOADS, VARIABLES)
            .await
            .starts_with("https://west.uploads")
    );
}

#[tokio::test]
async fn credentials_go_where_nobody_listens() {
    let trusted = [
        "https://files.example.com",
        "http://127.0.0.1:1",
        "http://127.9.9.9",
        "http://[::1]:1/x",
        "http://localhost:1",
        "/v9",
    ];
    for template in trusted {
        let received = send(builder(), template, &[]).await.expect("sent");
        assert_eq!(received.header("authorization"), Some("Bearer tok"), "{template}");
        assert_eq!(received.header("x-app"), Some("secret?"), "{template}");
    }
    for template in [
        "http://files.example.com",
        "http://10.0.0.1",
        "http://localhost.example.com",
    ] {
        let received = send(builder(), template, &[]).await.expect("sent");
        for name in ["authorization", "x-app"] {
            assert_eq!(received.header(name), None, "{template}");
        }
        assert_eq!(received.header("user-agent"), Some("me/1"));
        // The caller means this one.
        let redirected = builder().redirect_server(template, "http://files.example.com");
        let received = send(redirected, template, &[]).await.expect("sent");
        assert_eq!(received.header("authorization"), Some("Bearer tok"), "{template}");
    }
    let service = Memory::new(|_| response(200, "{}"));
    let core = builder()
        .token("tok")
        .transport(service.clone())
        .build()
        .expect("a client");
    let request = Request::new().path("p", "x").server("http://files.example.com", &[]);
    let probe = Probe::new(&core, request).header("authorization", "for this call");
    probe.await.expect("sent");
    assert_eq!(service.received()[0].header("authorization"), Some("for this call"));
}

#[tokio::test]
async fn servers_that_are_none() {
    let start = "probe (PUT /a/{p}/z): the request could not be built: server ";
    for (template, variables, text) in [
        (UPLOADS, &[("kind", "raw")][..], "server variable region has no value"),
        (
            "https://{host}",
            &[("host", "user@evil.com")],
            "server variable host: \"user@evil.com\" is not part of a host name",
        ),
        ("ftp://h", &[], "server URL \"ftp://h\" is not an http or https URL"),
    ] {
        let error = send(builder(), template, variables).await.expect_err("refused");
        assert_eq!(error, format!("{start}{template}: {text}"));
    }
    let error = send(builder().redirect_server("/x", "h"), "/x", &[]).await;
    assert_eq!(
        error.expect_err("refused"),
        "redirection of /x \"h\": relative URL without a base"
    );
}
