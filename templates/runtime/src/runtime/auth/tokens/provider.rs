use tokio::time::Instant;

use crate::runtime::auth::TokenError;
use crate::runtime::{BoxFuture, Secret};

/// Fetches bearer tokens. The client keeps each token, never asks twice at the same time, asks again shortly before the
/// token expires (30 s, but no more than a tenth of its lifetime), and once after a 401. A fetch that takes longer than
/// the attempt of the call that began it goes on as soon as another attempt or call waits for the token, and may take
/// twice the client's time limit, two minutes at least.
pub trait TokenProvider: Send + Sync + 'static {
    /// Fetches a new token.
    fn token(&self) -> BoxFuture<'_, Result<Token, TokenError>>;
}

/// A bearer token and when it expires.
#[derive(Clone, Debug)]
pub struct Token {
    /// The token.
    pub secret: Secret,
    /// When it expires; if that is not known (`None`), it is kept until the service rejects it.
    pub expires_at: Option<Instant>,
}

impl Token {
    /// Creates a token that is kept until the service rejects it.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self {
            secret: secret.into(),
            expires_at: None,
        }
    }
}
