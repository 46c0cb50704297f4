//! Which token a request carries, and what happens when it is refused.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use cdf_client::{Token, TokenError, TokenProvider};
use oasmith_tests::loopback::{Loopback, Response};
use serde_json::json;

use super::{credentials, nothing};
use crate::wire::harness::{builder, client, envelope};

/// Gives `token-1`, `token-2`, …
#[derive(Clone, Default)]
struct Counting(Arc<AtomicU32>);

impl TokenProvider for Counting {
    fn token(&self) -> Pin<Box<dyn Future<Output = Result<Token, TokenError>> + Send + '_>> {
        let number = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        Box::pin(async move { Ok(Token::new(format!("token-{number}"))) })
    }
}

fn authorizations(server: &Loopback) -> Vec<String> {
    let seen = server.seen();
    seen.iter()
        .map(|seen| seen.header("authorization").unwrap_or_default().to_owned())
        .collect()
}

/// A token that is refused is replaced, and the request sent again.
#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let server = Loopback::start([Response::json(401, &envelope(401)), nothing(), nothing()]);
    let client = builder(&server)
        .token_provider(Counting::default())
        .build()
        .expect("a client");
    let response = client
        .streams()
        .list()
        .send_with_response()
        .await
        .expect("the second attempt succeeds");
    assert_eq!(response.attempts(), 2);
    client.streams().list().await.expect("the new token is kept");
    assert_eq!(
        authorizations(&server),
        ["Bearer token-1", "Bearer token-2", "Bearer token-2"]
    );
}

/// A second refusal is about something else than the token's age.
#[tokio::test]
async fn a_second_refusal_is_the_response() {
    let server = Loopback::start([
        Response::json(401, &envelope(401)),
        Response::json(401, &envelope(401)),
        nothing(),
    ]);
    let client = builder(&server)
        .token_provider(Counting::default())
        .build()
        .expect("a client");
    let error = client.streams().list().await.expect_err("refused twice");
    assert!(error.is_unauthorized());
    assert_eq!((error.attempts(), server.seen().len()), (2, 2));
}

/// A fixed token cannot be replaced, so there is nothing to send again.
#[tokio::test]
async fn a_fixed_token_is_refused_once() {
    let server = Loopback::start([Response::json(401, &envelope(401)), nothing()]);
    let error = client(&server).streams().list().await.expect_err("refused");
    assert!(error.is_unauthorized());
    assert_eq!((error.attempts(), server.seen().len()), (1, 1));
}

fn grant(token: &str) -> Response {
    Response::json(
        200,
        &json!({"access_token": token, "expires_in": 3600, "token_type": "Bearer"}),
    )
}

/// One token serves all clones of a client, also when they ask at the same time; the secret goes to one place only.
#[tokio::test]
async fn one_token_serves_all_calls() {
    let identity = Loopback::start([grant("fetched")]);
    let server = Loopback::start([nothing(), nothing(), nothing()]);
    let client = builder(&server)
        .client_credentials(credentials(&identity))
        .build()
        .expect("a client");
    let (one, two) = tokio::join!(client.streams().list().send(), client.clone().functions().list().send());
    one.expect("streams");
    two.expect("functions");
    client.streams().list().await.expect("streams again");
    assert_eq!(authorizations(&server), ["Bearer fetched"; 3]);
    assert!(
        !format!("{:?}", server.seen()).contains("very-"),
        "the secrets went to the service"
    );
    let asked = identity.only();
    assert_eq!(
        (asked.method.as_str(), asked.target.as_str()),
        ("POST", "/oauth2/token")
    );
    assert_eq!(asked.header("authorization"), None);
    let form = "grant_type=client_credentials&client_id=the-id&client_secret=very-secret\
        &scope=https%3A%2F%2Fx.cognitedata.com%2F.default&audience=aud&tenant=very-private";
    assert_eq!(String::from_utf8_lossy(&asked.body), form);
}

/// Without a token nothing is sent, and the error says what the identity provider said, without the secret.
#[tokio::test]
async fn no_token_is_an_error_of_its_own() {
    let refusal = json!({"error": "invalid_client", "error_description": "very-secret is not the secret"});
    let identity = Loopback::start([Response::json(401, &refusal)]);
    let server = Loopback::start([nothing()]);
    let client = builder(&server)
        .client_credentials(credentials(&identity))
        .build()
        .expect("a client");
    let error = client.streams().list().await.expect_err("no token");
    assert!(
        error.is_token() && error.to_string().contains("invalid_client"),
        "{error}"
    );
    assert!(!format!("{error} {error:?}").contains("very-secret"), "{error:?}");
    assert_eq!((error.attempts(), server.seen().len()), (0, 0));
}
