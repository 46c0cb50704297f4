//! Token requests: grants that are none, and how long one may take.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use oasmith_runtime::runtime::{
    BoxFuture, ClientCredentials, Core, CoreBuilder, RetryPolicy, Token, TokenError, TokenProvider,
};

use crate::sample::{GetThing, builder};
use crate::support::{Memory, Response, response};

const THING: &str = r#"{"id": "a", "size": 1}"#;

/// A client with a login, and the service that responds to both.
fn client(token: Response, change: impl Fn(CoreBuilder) -> CoreBuilder) -> (Core, Arc<Memory>) {
    let service = Memory::new(move |received| match received.target.ends_with("/token") {
        true => token.clone(),
        false => response(200, THING),
    });
    let login = ClientCredentials::new("https://idp.example.org/token", "me", "s3cret&");
    let builder = change(builder().client_credentials(login)).transport(service.clone());
    (builder.build().expect("a client"), service)
}

/// Token requests, and others.
fn counts(service: &Memory) -> (usize, usize) {
    let received = service.received();
    let tokens = received.iter().filter(|request| request.target.ends_with("/token"));
    let tokens = tokens.count();
    (tokens, received.len() - tokens)
}

#[tokio::test(start_paused = true)]
async fn a_lifetime_that_cannot_be_is_an_error() {
    for (expires_in, shown) in [
        ("-1", "-1"),
        ("-0.5", "-0.5"),
        ("1e300", "1e+300"),
        ("1e400", "a number"),
        ("18446744073709551615", "18446744073709551615"),
        ("\"-3600\"", "\"-3600\""),
        ("\"NaN\"", "\"NaN\""),
        ("\"inf\"", "\"inf\""),
        ("\"soon\"", "\"soon\""),
        ("\"\"", "\"\""),
        ("\"s3cret&\"", "\"…\""),
        ("true", "a boolean"),
        ("[3600]", "an array or an object"),
        ("{}", "an array or an object"),
    ] {
        let grant = format!(r#"{{"access_token": "tok-secret", "expires_in": {expires_in}}}"#);
        let (core, service) = client(response(200, grant), |builder| builder);
        let error = GetThing::new(&core, "a").await.expect_err("no token");
        let text = error.to_string();
        assert!(
            error.is_token() && !format!("{text} {error:?}").contains("ecret"),
            "{text}"
        );
        let reason = format!("200 OK, but its expires_in is {shown}, not a number of seconds between 0 and 100 years");
        assert!(text.ends_with(&reason), "{text}");
        // It will not be any better a second time.
        assert_eq!(counts(&service), (1, 0), "{expires_in}");
    }
    for expires_in in ["0", "1", "3599.5", "\" 3600 \"", "3155760000"] {
        let grant = format!(r#"{{"access_token": "tok", "expires_in": {expires_in}}}"#);
        let (core, service) = client(response(200, grant), |builder| builder);
        GetThing::new(&core, "a").await.expect("a thing");
        assert_eq!(counts(&service), (1, 1), "{expires_in}");
    }
}

struct Given(&'static str);

impl TokenProvider for Given {
    fn token(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(async { Ok(Token::new(self.0)) })
    }
}

#[tokio::test(start_paused = true)]
async fn an_empty_token_is_an_error() {
    for token in ["", " ", "\t"] {
        let grant = serde_json::json!({"access_token": token, "expires_in": 60}).to_string();
        let (core, service) = client(response(200, grant), |builder| builder);
        let error = GetThing::new(&core, "a").await.expect_err("no token");
        assert!(
            error.is_token() && error.to_string().ends_with("200 OK, but its access_token is empty"),
            "{error}"
        );
        assert_eq!(counts(&service), (1, 0));

        let (core, service) = client(response(200, ""), |builder| builder.token_provider(Given(token)));
        let error = GetThing::new(&core, "a").await.expect_err("no token");
        assert!(
            error.is_token() && error.to_string().ends_with("the token is empty"),
            "{error}"
        );
        assert_eq!(counts(&service), (0, 0));
        assert_eq!(
            builder().token(token).build().expect_err("refused").to_string(),
            "the token is empty"
        );
    }
}

const GRANT: &str = r#"{"access_token": "tok", "expires_in": 3600}"#;

#[tokio::test(start_paused = true)]
async fn a_token_request_outlasts_the_attempt_that_began_it() {
    for (limit, takes) in [(60, 90), (5, 8), (1, 100)] {
        let slow = response(200, GRANT).after(Duration::from_secs(takes));
        let (core, service) = client(slow, |builder| {
            // Short pauses: a token for which nobody has asked for 120 s is fetched again.
            let pause = Duration::from_secs(1);
            let patient = RetryPolicy::new().attempts(200).deadline(None).pauses(pause, pause);
            builder.timeout(Duration::from_secs(limit)).retry(patient)
        });
        let response = GetThing::new(&core, "a").send_with_response().await.expect("a thing");
        assert_eq!((response.attempts(), counts(&service)), (1, (1, 1)), "{limit} {takes}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_next_call_goes_on_with_the_token_request() {
    let slow = response(200, GRANT).after(Duration::from_secs(8));
    let (core, service) = client(slow, |builder| {
        builder.timeout(Duration::from_secs(5)).retry(RetryPolicy::never())
    });
    // The limit of the attempt holds all the same.
    let start = tokio::time::Instant::now();
    let error = GetThing::new(&core, "a").await.expect_err("too late");
    assert!(error.is_token() && !error.may_have_happened());
    assert!(
        error
            .to_string()
            .ends_with("no access token: it did not come within 5s"),
        "{error}"
    );
    assert_eq!(start.elapsed(), Duration::from_secs(5));
    // Clones share it, and a call that is dropped does not end it.
    let other = core.clone();
    drop(tokio::time::timeout(Duration::from_secs(1), GetThing::new(&other, "a").send()).await);
    GetThing::new(&other, "a").await.expect("a thing");
    assert_eq!(counts(&service), (1, 1));
}

/// Never comes to an end the first time.
struct Stuck(AtomicU32);

impl TokenProvider for Stuck {
    fn token(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(async {
            if self.0.fetch_add(1, Ordering::SeqCst) == 0 {
                std::future::pending::<()>().await;
            }
            Ok(Token::new("tok"))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_request_that_is_stuck_ends_at_twice_the_limit() {
    let (core, service) = client(response(200, ""), |builder| {
        builder.token_provider(Stuck(AtomicU32::new(0)))
    });
    let start = tokio::time::Instant::now();
    GetThing::new(&core, "a").await.expect("a thing");
    assert!((120..200).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
    assert_eq!(counts(&service), (0, 1));

    // One that nobody has waited for in that time is not gone on with.
    let (core, _) = client(response(200, ""), |builder| {
        let stuck = builder.token_provider(Stuck(AtomicU32::new(0)));
        stuck.retry(RetryPolicy::never()).timeout(Duration::from_secs(1))
    });
    GetThing::new(&core, "a").await.expect_err("too late");
    tokio::time::sleep(Duration::from_secs(120)).await;
    GetThing::new(&core, "a").await.expect("a thing");
}

#[tokio::test]
async fn what_an_identity_provider_says_is_printable() {
    let body = r#"{"error": "no\u001b[31m", "error_description": "line 1\nline 2\u202e"}"#;
    let (core, _) = client(response(400, body), |builder| builder);
    let error = GetThing::new(&core, "a").await.expect_err("no token");
    assert!(
        error
            .to_string()
            .ends_with(r"400 Bad Request, no\u{1b}[31m: line 1\nline 2\u{202e}"),
        "{error}"
    );
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        assert!(!cause.to_string().contains(char::is_control), "{cause}");
        source = cause.source();
    }
}
