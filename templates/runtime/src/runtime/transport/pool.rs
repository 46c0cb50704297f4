use super::classify::classify;
use crate::runtime::BuildError;

/// A pool of connections.
pub(super) fn client() -> Result<reqwest::Client, BuildError> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| BuildError::because("HTTP cannot be set up", classify(error)))
}
