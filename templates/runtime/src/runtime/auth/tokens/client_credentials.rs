use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, StatusCode, Uri, header};
use tokio::time::Instant;
use url::Url;
use url::form_urlencoded::Serializer;

use super::grant::{Grant, Refusal};
use super::provider::{Token, TokenProvider};
use crate::runtime::auth::TokenError;
use crate::runtime::auth::redact::Redactor;
use crate::runtime::transport::MOST_OF_A_TOKEN;
use crate::runtime::{BoxFuture, BuildError, Secret, Transport, TransportError};

/// The OAuth 2 client credentials grant: a client id and a secret for a bearer token.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ClientCredentials {
    /// The URL of the token endpoint.
    pub token_url: String,
    /// The client id.
    pub client_id: String,
    /// The client secret. It is sent to the token URL, and to the service itself only in requests that have a field for
    /// it.
    pub client_secret: Secret,
    /// The scopes of the token, sent as one string separated by spaces.
    pub scopes: Vec<String>,
    /// The audience of the token, for identity providers that require it.
    pub audience: Option<String>,
    /// The resource that the token is for, for identity providers that require it.
    pub resource: Option<String>,
    /// Further fields of the form.
    pub extra: Vec<(String, Secret)>,
}

impl ClientCredentials {
    /// Credentials without scopes.
    pub fn new(token_url: impl Into<String>, client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
        Self {
            token_url: token_url.into(),
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            scopes: Vec::new(),
            audience: None,
            resource: None,
            extra: Vec::new(),
        }
    }

    /// Adds a scope.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// Adds scopes.
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes.extend(scopes.into_iter().map(Into::into));
        self
    }

    /// Sets the audience.
    #[must_use]
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.audience = Some(audience.into());
        self
    }

    /// Sets the resource.
    #[must_use]
    pub fn resource(mut self, resource: impl Into<String>) -> Self {
        self.resource = Some(resource.into());
        self
    }

    /// Adds another field to the form.
    #[must_use]
    pub fn extra(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.extra.push((name.into(), value.into()));
        self
    }

    /// Everything of it that must not show.
    pub(in crate::runtime) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        let extra = self.extra.iter().map(|(_, value)| value);
        extra.chain([&self.client_secret])
    }

    fn form(&self) -> String {
        let mut form = Serializer::new(String::new());
        form.append_pair("grant_type", "client_credentials")
            .append_pair("client_id", &self.client_id)
            .append_pair("client_secret", self.client_secret.expose());
        if !self.scopes.is_empty() {
            form.append_pair("scope", &self.scopes.join(" "));
        }
        for (name, value) in [("audience", &self.audience), ("resource", &self.resource)] {
            if let Some(value) = value {
                form.append_pair(name, value);
            }
        }
        for (name, value) in &self.extra {
            form.append_pair(name, value.expose());
        }
        form.finish()
    }
}

/// Fetches tokens with client credentials.
pub(crate) struct CredentialsProvider {
    credentials: Arc<ClientCredentials>,
    uri: Uri,
    transport: Arc<dyn Transport>,
    timeout: Duration,
}

impl CredentialsProvider {
    pub(super) fn new(
        credentials: Arc<ClientCredentials>,
        transport: Arc<dyn Transport>,
        timeout: Duration,
    ) -> Result<Self, BuildError> {
        let url = Url::parse(&credentials.token_url).map_err(|error| BuildError::because("token URL", error))?;
        let is_good = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
        if !is_good {
            return Err(BuildError::new(
                "token URL: it must be an http or https URL without a user or password",
            ));
        }
        let uri = url
            .as_str()
            .parse()
            .map_err(|error| BuildError::because("token URL", error))?;
        Ok(Self {
            credentials,
            uri,
            transport,
            timeout,
        })
    }

    async fn fetch(&self) -> Result<Token, TokenError> {
        // Counted from before the request: that errs on the safe side.
        let start = Instant::now();
        let exchange = async {
            let response = self.transport.send(self.request(), self.timeout).await?;
            let (parts, body) = response.into_parts();
            Ok((parts.status, body.collect_up_to(MOST_OF_A_TOKEN).await?))
        };
        let place = self.place();
        let (status, body) = match tokio::time::timeout(self.timeout, exchange).await {
            Ok(received) => received.map_err(|error| self.unreachable(error))?,
            Err(_) => {
                let error = TokenError::new(format!("{place}: no response within {:?}", self.timeout));
                return Err(error.transient(true));
            }
        };
        if !status.is_success() {
            let text = self
                .redactor()
                .text(&format!("{place}: {status}{}", Refusal::read(&body.bytes)));
            let is_transient = status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error();
            return Err(TokenError::new(text).transient(is_transient));
        }
        if body.is_cut {
            return Err(TokenError::new(format!(
                "{place}: {status}, but the response has more than {MOST_OF_A_TOKEN} bytes; is the URL right?"
            )));
        }
        let (secret, lifetime) = Grant::read(&body.bytes).map_err(|reason| {
            let text = format!("{place}: {status}, but {reason}");
            TokenError::new(self.redactor().text(&text))
        })?;
        Ok(Token {
            secret,
            expires_at: lifetime.and_then(|lifetime| start.checked_add(lifetime)),
        })
    }

    fn request(&self) -> http::Request<Bytes> {
        let mut request = http::Request::new(Bytes::from(self.credentials.form()));
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = self.uri.clone();
        let headers = request.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        request
    }

    /// The token endpoint without its query.
    fn place(&self) -> String {
        let host = self.uri.authority().map_or("", |authority| authority.as_str());
        format!("token endpoint {host}{}", self.uri.path())
    }

    /// A transport of the caller may repeat what it was to send.
    fn unreachable(&self, error: TransportError) -> TokenError {
        let (place, redactor, is_transient) = (self.place(), self.redactor(), !error.is_certificate());
        let error = match redactor.is_in(&format!("{error} {error:?}")) {
            true => TokenError::new(format!("{place}: {}", redactor.text(&error.to_string()))),
            false => TokenError::because(&place, error),
        };
        error.transient(is_transient)
    }

    /// An identity provider may repeat what it was sent.
    fn redactor(&self) -> Redactor {
        Redactor::new(self.credentials.secrets().map(|secret| secret.expose().to_owned()))
    }
}

impl TokenProvider for CredentialsProvider {
    fn token(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(self.fetch())
    }
}
