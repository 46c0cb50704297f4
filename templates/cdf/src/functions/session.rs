//! Under whose identity code runs.

use crate::models::{SessionClientCredentials, SessionWrite};
use crate::operations::sessions::Sessions;
use crate::{ClientCredentials, Secret};

use super::FunctionError;

/// Under whose identity the code of a function talks to CDF.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum SessionAuth {
    /// The nonce of a session that was made by hand. It works once and for a short time.
    Nonce(Secret),
    /// A session for a client id and secret.
    ClientCredentials {
        /// The client id.
        client_id: String,
        /// The client secret. It goes to CDF, in the request that makes the session.
        client_secret: Secret,
    },
    /// A session for whoever this client is: with its client credentials if it logs in with such, else by token
    /// exchange.
    #[default]
    CurrentCredentials,
    /// The same, but it is never renewed and so ends with the token: enough for short calls, and it needs no
    /// support of the identity provider.
    OneShot,
}

impl SessionAuth {
    /// A session for a client id and secret.
    pub fn client_credentials(client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
        Self::ClientCredentials {
            client_id: client_id.into(),
            client_secret: client_secret.into(),
        }
    }

    fn session(self, own: Option<&ClientCredentials>) -> Result<SessionWrite, Secret> {
        match self {
            Self::Nonce(nonce) => Err(nonce),
            Self::ClientCredentials {
                client_id,
                client_secret,
            } => Ok(SessionClientCredentials::new(client_id, client_secret).into()),
            Self::CurrentCredentials => Ok(own.map_or(SessionWrite::TokenExchange, |own| {
                SessionClientCredentials::new(&own.client_id, own.client_secret.clone()).into()
            })),
            Self::OneShot => Ok(SessionWrite::OneshotTokenExchange),
        }
    }
}

impl Sessions {
    /// A nonce for one call or one schedule: makes a session, unless the caller brought a nonce.
    ///
    /// A nonce is good for a short time only, so ask for it right before it is used.
    ///
    /// ```no_run
    /// # use cdf_client::functions::SessionAuth;
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), cdf_client::functions::FunctionError> {
    /// let nonce = cdf.sessions().nonce(SessionAuth::CurrentCredentials).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The service does not make the session.
    pub async fn nonce(&self, auth: SessionAuth) -> Result<Secret, FunctionError> {
        let session = match auth.session(self.core.client_credentials()) {
            Ok(session) => session,
            Err(nonce) => return Ok(nonce),
        };
        let made = self.create([session]).await?;
        let first = made.items.into_iter().next();
        first
            .map(|session| session.nonce)
            .ok_or_else(|| FunctionError::Input("the service made a session and sent no nonce".into()))
    }
}
