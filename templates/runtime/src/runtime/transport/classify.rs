//! Errors of the HTTP library, in the terms of [`TransportError`].

use std::error::Error as StdError;
use std::io;

use super::TransportError;
use super::certificates::is_about_certificate;
use crate::runtime::error::causes;

/// What an error of the HTTP library means. Its URL is removed: the query may be confidential.
pub(super) fn classify(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_timeout() {
        TransportError::timeout(error)
    } else if error.is_connect() {
        let note = proxy_note(&error);
        TransportError::connect(error).with_note(note)
    } else if error.is_builder() {
        // Nothing is connected before the request is built.
        TransportError::connect(error)
    } else if is_invalid_data(&error) && is_about_certificate(&error) {
        // A service that rejects the client's own certificate may do so only after the connection is made.
        TransportError::certificate(error)
    } else {
        TransportError::other(error)
    }
}

/// rustls reports what is wrong with a connection in this way, even if it is noticed while a response is expected.
fn is_invalid_data(error: &(dyn StdError + 'static)) -> bool {
    causes(error).any(|cause| {
        let error = cause.downcast_ref::<io::Error>();
        error.is_some_and(|error| error.kind() == io::ErrorKind::InvalidData)
    })
}

const PROXY_VARIABLES: [&str; 6] = [
    "http_proxy",
    "HTTP_PROXY",
    "https_proxy",
    "HTTPS_PROXY",
    "all_proxy",
    "ALL_PROXY",
];

/// What the cause of a failed connection does not say: whether there is a proxy. Only an encrypted connection through
/// one can be told from a direct connection.
fn proxy_note(error: &(dyn StdError + 'static)) -> Option<&'static str> {
    // The scheme of the service is always supported.
    let is_proxy = |text: String| text.starts_with("tunnel error") || text.starts_with("unsupported scheme");
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if causes(error).map(ToString::to_string).any(is_proxy) {
        Some("no connection through the proxy")
    } else if PROXY_VARIABLES.iter().any(is_set) {
        Some("a proxy is set in the environment")
    } else {
        None
    }
}
