//! Where requests go, and where they must never go.

use cdf_client::{BuildError, Client};
use oasmith_tests::loopback::{Loopback, Response};

use super::nothing;
use crate::wire::harness::{PREFIX, TOKEN, builder, client};

/// A path of the origin stands in front of the path of the document, with or without a slash at its end.
#[tokio::test]
async fn an_origin_may_have_a_prefix() {
    for (origin, path) in [("", ""), ("/", ""), ("/proxy", "/proxy"), ("/a/b/", "/a/b")] {
        let server = Loopback::start([nothing()]);
        let client = builder(&server)
            .origin(format!("{}{origin}", server.url()))
            .build()
            .expect("a client");
        client.streams().list().await.expect("streams");
        assert_eq!(
            server.only().target,
            format!("{path}{PREFIX}/streams"),
            "origin {origin:?}"
        );
    }
}

/// A server URL stands for all of the document's, path and project included.
#[tokio::test]
async fn a_server_url_replaces_everything() {
    let server = Loopback::start([nothing()]);
    let client = builder(&server)
        .server_url(format!("{}/elsewhere/", server.url()))
        .build()
        .expect("a client");
    client.streams().list().await.expect("streams");
    assert_eq!(server.only().target, "/elsewhere/streams");
}

/// A project is one segment of the path, whatever is in its name.
#[tokio::test]
async fn a_project_is_encoded() {
    let names = [
        ("my project/é", "my%20project%2F%C3%A9"),
        ("evil.com/", "evil.com%2F"),
        ("a?b#c", "a%3Fb%23c"),
        ("%2e%2e", "%252e%252e"),
    ];
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
    let hostile = [
        "evil.com/",
        "evil.com#",
        "evil.com?",
        "me@evil.com",
        "evil.com:443",
        "evil.com\\",
        "a/../b",
        "a..b",
        ".a",
        "-a",
        "a b",
        "",
    ];
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
    for origin in [
        "",
        "localhost",
        "ftp://localhost",
        "http://user:pass@localhost",
        "http://h?q=1",
        "http://h#f",
    ] {
        let built: Result<_, BuildError> = Client::builder().project("p").origin(origin).build();
        let error = built.expect_err(&format!("{origin:?} is not a plain URL"));
        assert!(!error.to_string().contains("pass@"), "{error}");
    }
}

/// A redirect could lead the token elsewhere, so it is a response like another.
#[tokio::test]
async fn redirects_are_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = Loopback::start([nothing()]);
        let away = format!("{}/stolen", elsewhere.url());
        let server = Loopback::start([Response::new(status, "").header("location", &away)]);
        let error = client(&server)
            .streams()
            .list()
            .await
            .expect_err("a redirect is no success");
        assert_eq!(error.status().map(|known| known.as_u16()), Some(status));
        assert_eq!(
            error.headers().get("location").map(|value| value.as_bytes()),
            Some(away.as_bytes())
        );
        assert!(
            elsewhere.seen().is_empty(),
            "{status} was followed: {:?}",
            elsewhere.seen()
        );
        server.only();
    }
}
