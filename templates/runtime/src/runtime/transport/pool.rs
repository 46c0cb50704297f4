use super::classify::classify;
use crate::runtime::BuildError;

/// A pool of connections.
pub(super) fn client() -> Result<reqwest::Client, BuildError> {
    client_of(reqwest::Client::builder())
}

/// A pool of connections with these settings. A redirect is never followed: it would carry credentials to another host.
pub(super) fn client_of(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, BuildError> {
    #[cfg(all(feature = "rustls-ring", not(feature = "rustls")))]
    provide_ring();
    builder
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| BuildError::because("HTTP cannot be set up", classify(error)))
}

/// rustls takes its cryptography from the provider of the process. One that the program has installed stays.
#[cfg(all(feature = "rustls-ring", not(feature = "rustls")))]
fn provide_ring() {
    let _ = rustls_with_ring::crypto::ring::default_provider().install_default();
}
