//! Credentials: which of them a request carries, and where they must not go.

use std::sync::Arc;

use oasmith_runtime::runtime::{CoreBuilder, Request, RetryPolicy, Scheme, SchemeKind};

use crate::probes::{Probe, ProbeWithQuery};
use crate::sample::builder;
use crate::support::{Memory, Received, response};

const SCHEMES: &[Scheme] = &[
    Scheme {
        name: "oauth",
        kind: SchemeKind::Bearer,
    },
    Scheme {
        name: "login",
        kind: SchemeKind::Basic,
    },
    Scheme {
        name: "header",
        kind: SchemeKind::Header("X-Key"),
    },
    Scheme {
        name: "query",
        kind: SchemeKind::Query("api key"),
    },
    Scheme {
        name: "cookie",
        kind: SchemeKind::Cookie("session"),
    },
];

fn client() -> CoreBuilder {
    builder().schemes(SCHEMES)
}

async fn received(client: CoreBuilder, request: Request) -> Received {
    let service = Memory::new(|_| response(200, "{}"));
    let core = client.transport(Arc::clone(&service)).build().expect("a client");
    Probe::new(&core, request.path("p", "x")).await.expect("sent");
    service.received().remove(0)
}

/// All credentials of a request in a short form.
async fn sent(client: CoreBuilder, request: Request) -> String {
    let received = received(client, request).await;
    let headers = ["authorization", "x-key", "cookie"].map(|name| received.header(name));
    let query = received.target.split_once('?').map(|(_, query)| query);
    let all: Vec<&str> = headers.into_iter().chain([query]).flatten().collect();
    all.join(" | ")
}

/// A client with everything.
fn rich() -> CoreBuilder {
    client()
        .token("tok")
        .api_key("header", "h-key")
        .api_key("query", "q&key")
        .api_key("cookie", "c=key==")
}

#[tokio::test]
async fn each_kind_of_credential() {
    let request = |scheme: &'static [&'static [&'static str]]| Request::new().security(scheme);
    assert_eq!(sent(rich(), request(&[&["oauth"]])).await, "Bearer tok");
    assert_eq!(sent(rich(), request(&[&["header"]])).await, "h-key");
    assert_eq!(sent(rich(), request(&[&["query"]])).await, "api%20key=q%26key");
    assert_eq!(sent(rich(), request(&[&["cookie"]])).await, "session=c=key==");
    let login = client().basic("login", "Aladdin", "open sesame");
    assert_eq!(
        sent(login, request(&[&["login"]])).await,
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    );
    let login = client().basic("login", "é", "");
    assert_eq!(sent(login, request(&[&["login"]])).await, "Basic w6k6");
    assert_eq!(
        sent(rich(), request(&[&["oauth", "header", "query", "cookie"]])).await,
        "Bearer tok | h-key | session=c=key== | api%20key=q%26key"
    );
    // The last key for a scheme counts.
    let two = client().api_key("header", "old").api_key("header", "new");
    assert_eq!(sent(two, request(&[&["header"]])).await, "new");
}

#[tokio::test]
async fn the_first_requirement_that_is_met_in_full() {
    let table: [(&'static [&'static [&'static str]], &str); 9] = [
        (&[&["login"], &["oauth"]], "Bearer tok"),
        (&[&["oauth"], &["header"]], "Bearer tok"),
        (&[&["login", "header"], &["query"]], "api%20key=q%26key"),
        // Nothing is sent by halves.
        (&[&["login", "header"]], ""),
        (&[&["unknown"]], ""),
        (&[], ""),
        (&[&[]], ""),
        // That nothing is needed counts last.
        (&[&[], &["header"]], "h-key"),
        (&[&["login"], &[]], ""),
    ];
    for (alternatives, expected) in table {
        assert_eq!(
            sent(rich(), Request::new().security(alternatives)).await,
            expected,
            "{alternatives:?}"
        );
        let default = rich().default_security(alternatives);
        assert_eq!(sent(default, Request::new()).await, expected, "{alternatives:?}");
    }
    // What the operation says counts, not the default.
    let client = || rich().default_security(&[&["oauth"]]);
    assert_eq!(
        sent(client(), Request::new().security(&[&["query"]])).await,
        "api%20key=q%26key"
    );
    assert_eq!(sent(client(), Request::new().security(&[])).await, "");
}

#[tokio::test]
async fn without_requirements_everything_is_sent() {
    assert_eq!(sent(builder().token("tok"), Request::new()).await, "Bearer tok");
    assert_eq!(sent(builder(), Request::new()).await, "");
    let client = client().token("tok").api_key("header", "h-key");
    assert_eq!(sent(client, Request::new()).await, "Bearer tok | h-key");
}

#[tokio::test]
async fn a_token_that_the_document_does_not_know() {
    const KEY_ONLY: &[Scheme] = &[Scheme {
        name: "key",
        kind: SchemeKind::Header("authorization"),
    }];
    let client = || builder().schemes(KEY_ONLY).default_security(&[&["key"]]);
    assert_eq!(sent(client().token("tok"), Request::new()).await, "Bearer tok");
    assert_eq!(
        sent(client().api_key("key", "Token abc"), Request::new()).await,
        "Token abc"
    );
    assert_eq!(sent(client().token("tok"), Request::new().security(&[])).await, "");
    assert_eq!(
        sent(client().token("tok"), Request::new().security(&[&["key"], &[]])).await,
        ""
    );
}

#[tokio::test]
async fn what_the_caller_sets_himself_wins() {
    let security: &'static [&'static [&'static str]] = &[&["oauth", "header"]];
    let own = rich()
        .header("authorization", "Own 1")
        .header("x-key", "own")
        .default_security(security);
    assert_eq!(sent(own, Request::new()).await, "Own 1 | own");
    // An own header counts as the credential that it stands for.
    let half = client()
        .header("authorization", "Own 1")
        .api_key("header", "h-key")
        .default_security(security);
    assert_eq!(sent(half, Request::new()).await, "Own 1 | h-key");
    let login = client()
        .basic("login", "a", "b")
        .header("authorization", "Own 1")
        .default_security(&[&["login"]]);
    assert_eq!(sent(login, Request::new()).await, "Own 1");
    // Parameters that the operation has under the same names.
    let twice = Request::new()
        .security(&[&["query", "cookie"]])
        .query("api key", "mine")
        .cookie("a", "b");
    assert_eq!(sent(rich(), twice).await, "a=b; session=c=key== | api%20key=mine");
}

#[tokio::test]
async fn a_key_joins_a_fixed_query() {
    let service = Memory::new(|_| response(200, "{}"));
    let core = client()
        .api_key("query", "k")
        .transport(Arc::clone(&service))
        .build()
        .expect("a client");
    ProbeWithQuery::new(&core, Request::new()).await.expect("sent");
    assert!(service.received()[0].target.ends_with("/a?fixed=1&api%20key=k"));
}

#[test]
fn credentials_for_nothing_are_refused() {
    let fault = |client: CoreBuilder| client.build().expect_err("refused").to_string();
    let table = [
        (
            builder().api_key("x", "sesame"),
            "security scheme x: the document has none",
        ),
        (
            client().api_key("x", "sesame"),
            "security scheme x: the document has no such scheme; there are: oauth, login, header, query, cookie",
        ),
        (
            client().api_key("oauth", "sesame"),
            "security scheme oauth: it takes a token, not a key",
        ),
        (
            client().api_key("login", "sesame"),
            "security scheme login: it takes a user and a password, not a key",
        ),
        (
            client().basic("header", "sesame", "sesame"),
            "security scheme header: it does not take a user and a password",
        ),
        (
            client().basic("login", "ses:ame", "sesame"),
            "security scheme login: a user cannot have a colon",
        ),
        (
            client().api_key("header", "ses\name"),
            "security scheme header: the key has characters that a header cannot carry",
        ),
        (
            client().api_key("cookie", "ses;ame"),
            "security scheme cookie: the key has characters that a cookie cannot carry",
        ),
    ];
    for (client, text) in table {
        assert_eq!(fault(client), text);
    }
}

#[tokio::test]
async fn no_credential_shows() {
    let client = || {
        client()
            .api_key("header", "sesame")
            .api_key("query", "sesame")
            .api_key("cookie", "sesame")
            .basic("login", "sesame", "sesame")
    };
    assert!(!format!("{:?}", client()).contains("sesame"));
    let security: &'static [&'static [&'static str]] = &[&["header", "query", "cookie", "login"]];
    let request = || Request::new().path("p", "x").security(security);
    // Nobody listens: the HTTP library's error would have the URL in it.
    let core = client()
        .origin("http://127.0.0.1:1")
        .retry(RetryPolicy::never())
        .build()
        .expect("a client");
    let error = Probe::new(&core, request()).await.expect_err("no connection");
    let text = format!("{core:?} {:?} {error} {error:?}", request());
    assert!(error.is_connect() && !text.contains("sesame"), "{text}");

    let service = Memory::new(|_| response(401, "{}"));
    let core = client().transport(service.clone()).build().expect("a client");
    let error = Probe::new(&core, request()).await.expect_err("refused");
    let headers = format!("{:?}", service.received()[0].headers);
    assert!(!format!("{error} {error:?} {headers}").contains("sesame"), "{headers}");
    assert!(service.received()[0].target.contains("sesame"));
}
