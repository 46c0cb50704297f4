//! Where tokens come from, how often, and what happens when they are refused.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use oasmith_runtime::runtime::{BoxFuture, ClientCredentials, Core, Secret, Token, TokenError, TokenProvider};
use tokio::time::advance;

use crate::sample::{GetThing, builder};
use crate::support::{Loopback, Memory, Received, Response, response};

const THING: &str = r#"{"id": "a", "size": 1}"#;

fn credentials(url: &str) -> ClientCredentials {
    ClientCredentials::new(format!("{url}/token"), "me", "s3cret&")
}

/// A service that gives tokens t1, t2, … of this lifetime and responds to everything else.
fn issuer(expires_in: &'static str, mut rest: impl FnMut(&Received) -> Response) -> impl FnMut(&Received) -> Response {
    let mut count = 0;
    move |received| {
        if !received.target.ends_with("/token") {
            return rest(received);
        }
        count += 1;
        response(
            200,
            format!(r#"{{"access_token": "t{count}", "token_type": "Bearer"{expires_in}}}"#),
        )
    }
}

fn in_memory(
    expires_in: &'static str,
    rest: impl FnMut(&Received) -> Response + Send + 'static,
) -> (Core, Arc<Memory>) {
    let service = Memory::new(issuer(expires_in, rest));
    let core = builder()
        .client_credentials(credentials("https://idp.example.org"))
        .transport(service.clone());
    (core.build().expect("a client"), service)
}

fn tokens_of(received: &[Received]) -> Vec<&str> {
    received
        .iter()
        .filter_map(|request| request.header("authorization"))
        .collect()
}

fn fetches(received: &[Received]) -> usize {
    received
        .iter()
        .filter(|request| request.target.ends_with("/token"))
        .count()
}

#[tokio::test]
async fn the_token_request_is_a_form() {
    let service = Loopback::start(issuer(r#", "expires_in": 3600"#, |_| response(200, THING))).await;
    let login = credentials(&service.url)
        .scope("a")
        .scopes(["b/.default"])
        .audience("aud")
        .resource("res");
    let core = builder()
        .origin(service.url.as_str())
        .client_credentials(login.extra("x", "y z"));
    let core = core.header("x-app", "tests").build().expect("a client");
    GetThing::new(&core, "a").await.expect("a thing");
    GetThing::new(&core, "a").await.expect("a thing");

    let received = service.received();
    assert_eq!(received.len(), 3);
    let form = &received[0];
    assert_eq!((form.method.as_str(), form.target.as_str()), ("POST", "/token"));
    assert_eq!(form.header("content-type"), Some("application/x-www-form-urlencoded"));
    // What belongs to the service does not go to the identity provider.
    assert_eq!((form.header("x-app"), form.header("authorization")), (None, None));
    assert_eq!(
        form.text(),
        "grant_type=client_credentials&client_id=me&client_secret=s3cret%26&scope=a+b%2F.default&audience=aud\
         &resource=res&x=y+z"
    );
    assert_eq!(tokens_of(&received), ["Bearer t1", "Bearer t1"]);
}

#[tokio::test]
async fn a_thousand_calls_share_one_token_request() {
    let service = Loopback::start(issuer(r#", "expires_in": 3600"#, |_| response(200, THING))).await;
    let api = Memory::new(|_| response(200, THING));
    // The token goes over a socket, so that the calls really wait; the calls themselves stay in memory.
    let split = Split {
        token: oasmith_runtime::runtime::HttpTransport::new().expect("HTTP"),
        rest: api.clone(),
    };
    let core = builder()
        .client_credentials(credentials(&service.url))
        .transport(split)
        .build()
        .expect("a client");
    let calls: Vec<_> = (0..1000)
        .map(|_| tokio::spawn(GetThing::new(&core, "a").send()))
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("a thing");
    }
    assert_eq!(fetches(&service.received()), 1);
    assert_eq!(api.received().len(), 1000);
}

struct Split {
    token: oasmith_runtime::runtime::HttpTransport,
    rest: Arc<Memory>,
}

impl oasmith_runtime::runtime::Transport for Split {
    fn send(
        &self,
        request: http::Request<bytes::Bytes>,
        timeout: Duration,
    ) -> BoxFuture<'_, Result<http::Response<oasmith_runtime::runtime::Body>, oasmith_runtime::runtime::TransportError>>
    {
        match request.uri().path() {
            "/token" => self.token.send(request, timeout),
            _ => self.rest.send(request, timeout),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_shortly_before_its_end() {
    // Lifetime in seconds, and the margin before its end: a tenth, but 30 s at most.
    for (expires_in, lifetime, margin) in [
        (r#", "expires_in": 3600"#, 3600, 30),
        (r#", "expires_in": "3600""#, 3600, 30),
        (r#", "expires_in": 20"#, 20, 2),
    ] {
        let (core, service) = in_memory(expires_in, |_| response(200, THING));
        for _ in 0..5 {
            GetThing::new(&core, "a").await.expect("a thing");
        }
        assert_eq!(fetches(&service.received()), 1, "{expires_in}");
        advance(Duration::from_secs(lifetime - margin - 1)).await;
        GetThing::new(&core, "a").await.expect("a thing");
        assert_eq!(fetches(&service.received()), 1, "{expires_in}");
        advance(Duration::from_secs(1)).await;
        GetThing::new(&core, "a").await.expect("a thing");
        assert_eq!(fetches(&service.received()), 2, "{expires_in}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_of_unknown_life_is_kept() {
    for expires_in in ["", r#", "expires_in": null"#] {
        let (core, service) = in_memory(expires_in, |_| response(200, THING));
        GetThing::new(&core, "a").await.expect("a thing");
        advance(Duration::from_secs(1_000_000)).await;
        GetThing::new(&core, "a").await.expect("a thing");
        assert_eq!(fetches(&service.received()), 1, "{expires_in}");
    }
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let service = Loopback::start(issuer(r#", "expires_in": 3600"#, |received| {
        if received.header("authorization") == Some("Bearer t1") {
            response(401, "{}")
        } else {
            response(200, THING)
        }
    }))
    .await;
    let core = builder()
        .origin(service.url.as_str())
        .client_credentials(credentials(&service.url));
    let core = core.build().expect("a client");
    let response = GetThing::new(&core, "a").send_with_response().await.expect("a thing");
    assert_eq!(response.attempts(), 2);
    GetThing::new(&core, "a").await.expect("a thing");
    let received = service.received();
    assert_eq!(tokens_of(&received), ["Bearer t1", "Bearer t2", "Bearer t2"]);
    assert_eq!(fetches(&received), 2);
}

#[tokio::test]
async fn a_second_refusal_is_the_response() {
    let (core, service) = in_memory("", |_| response(401, r#"{"message": "wrong audience"}"#));
    let error = GetThing::new(&core, "a").await.expect_err("refused");
    assert!(error.is_unauthorized());
    assert_eq!(
        error.to_string(),
        "getThing (GET /things/{thingId}): 401 Unauthorized: wrong audience [2 attempts] \
         [before: 401 Unauthorized]"
    );
    assert_eq!((error.attempts(), fetches(&service.received())), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn many_refusals_of_one_token_cost_one_fetch() {
    let (core, service) = in_memory("", |received| {
        let is_old = received.header("authorization") == Some("Bearer t1");
        let status = if is_old {
            response(401, "{}")
        } else {
            response(200, THING)
        };
        status.after(Duration::from_secs(1))
    });
    let calls: Vec<_> = (0..100)
        .map(|_| tokio::spawn(GetThing::new(&core, "a").send()))
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("a thing");
    }
    assert_eq!(fetches(&service.received()), 2);
}

#[tokio::test]
async fn a_fixed_token_is_not_replaced() {
    let service = Memory::new(|_| response(401, "{}"));
    let core = builder()
        .token("tok")
        .transport(service.clone())
        .build()
        .expect("a client");
    let error = GetThing::new(&core, "a").await.expect_err("refused");
    assert_eq!((error.attempts(), service.received().len()), (1, 1));
}

#[tokio::test]
async fn a_refused_login_says_why_and_hides_the_secret() {
    let reason = r#"{"error": "invalid_client", "error_description": "bad secret s3cret& for me"}"#;
    let table = [
        (
            response(400, reason),
            "400 Bad Request, invalid_client: bad secret … for me",
        ),
        (response(401, r#"{"error": "nope"}"#), "401 Unauthorized, nope"),
        (
            response(404, "<html>"),
            "404 Not Found, without a reason in the form of OAuth; is the URL right?",
        ),
        (
            response(302, ""),
            "302 Found, without a reason in the form of OAuth; is the URL right?",
        ),
        (
            response(200, "<html>"),
            "200 OK, but the response is not JSON with an access_token; is the URL right?",
        ),
        (
            response(200, r#"{"access_token": 5}"#),
            "200 OK, but the response is not JSON with an access_token; is the URL right?",
        ),
    ];
    for (reply, text) in table {
        let service = Memory::new(move |_| reply.clone());
        let login = credentials("https://idp.example.org");
        let core = builder()
            .client_credentials(login)
            .transport(service.clone())
            .build()
            .expect("a client");
        let error = GetThing::new(&core, "a").await.expect_err("no token");
        assert!(error.is_token() && !error.is_unauthorized());
        assert_eq!(
            error.to_string(),
            format!(
                "getThing (GET /things/{{thingId}}): no access token: token endpoint idp.example.org/token: {text}"
            )
        );
        assert_eq!((error.attempts(), service.received().len()), (0, 1));
        assert!(!format!("{error:?}").contains("s3cret"));
    }
    assert!(!format!("{:?}", credentials("https://h").extra("k", "s3cret")).contains("s3cret"));
}

struct Failing(Arc<AtomicU32>);

impl TokenProvider for Failing {
    fn token(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(async {
            tokio::time::sleep(Duration::from_secs(10)).await;
            Err(TokenError::new(format!(
                "failure {}",
                self.0.fetch_add(1, Ordering::SeqCst) + 1
            )))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn calls_that_wait_share_a_failure_too() {
    let count = Arc::new(AtomicU32::new(0));
    let service = Memory::new(|_| response(200, THING));
    let core = builder()
        .token_provider(Failing(Arc::clone(&count)))
        .transport(service.clone())
        .build()
        .expect("a client");
    let calls: Vec<_> = (0..100)
        .map(|_| tokio::spawn(GetThing::new(&core, "a").send()))
        .collect();
    for call in calls {
        let error = call.await.expect("no panic").expect_err("no token");
        assert!(error.to_string().ends_with("no access token: failure 1"), "{error}");
    }
    // A call that comes later asks again.
    let error = GetThing::new(&core, "a").await.expect_err("no token");
    assert!(error.to_string().ends_with("failure 2"), "{error}");
    assert!(service.received().is_empty());
}

struct Own;

impl TokenProvider for Own {
    fn token(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(async { Ok(Token::new("mine")) })
    }
}

#[tokio::test]
async fn a_provider_of_ones_own() {
    let service = Memory::new(|_| response(200, THING));
    let core = builder()
        .token_provider(Own)
        .transport(service.clone())
        .build()
        .expect("a client");
    GetThing::new(&core, "a").await.expect("a thing");
    let received = service.received().remove(0);
    assert_eq!(received.header("authorization"), Some("Bearer mine"));
    // A transport that logs what it sends does not log the token.
    assert!(received.headers["authorization"].is_sensitive());
    assert!(!format!("{:?}", Token::new(Secret::from("mine"))).contains("mine"));
}

#[test]
fn a_token_url_must_be_one() {
    for url in ["", "idp", "ftp://h", "https://user:s3cret@h/"] {
        let core = builder().client_credentials(ClientCredentials::new(url, "a", "b"));
        let error = core.build().expect_err("refused").to_string();
        assert!(error.starts_with("token URL: ") && !error.contains("s3cret"), "{error}");
    }
}
