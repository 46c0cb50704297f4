// From templates/cdf/src/app.rs; edit it there.

//! What CDF wants to know of its callers: which program asks, and which version of the API it means.

use crate::ClientBuilder;

const APP: &str = "x-cdp-app";
const SDK: &str = "x-cdp-sdk";
const VERSION: &str = "cdf-version";
const THIS_SDK: &str = concat!("CogniteRustCdfClient:", env!("CARGO_PKG_VERSION"));

/// Longer names are of no use in the logs of the service.
const LONGEST_NAME: usize = 255;

impl ClientBuilder {
    /// The name of the program that uses this client, as the header `x-cdp-app`: CDF keeps it in its logs, where its
    /// support looks for it. `x-cdp-sdk` tells the name of this client.
    ///
    /// The name has 1 to 255 printable ASCII characters; [`build`](ClientBuilder::build) refuses others.
    ///
    /// ```
    /// # use cdf_client::Client;
    /// let client = Client::builder().project("p").token("t").app("night-shift").build();
    /// assert!(client.is_ok());
    /// let client = Client::builder().project("p").token("t").app("nattevakt på ø").build();
    /// assert!(client.unwrap_err().to_string().contains("x-cdp-app"));
    /// ```
    #[inline]
    pub fn app(self, name: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        let printable = name.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
        if printable && (1..=LONGEST_NAME).contains(&name.len()) {
            return self.header(APP, name).header(SDK, THIS_SDK);
        }
        self.fault(format!(
            "the name of the app, sent as {APP}, must have 1 to {LONGEST_NAME} printable ASCII characters: {name:?}"
        ))
    }

    /// The version of the API that is meant, such as `20230101` or `20230101-beta`, as the header `cdf-version` of
    /// each request. One call can have another by its own `header`.
    ///
    /// ```
    /// # use cdf_client::Client;
    /// let client = Client::builder().project("p").token("t").cdf_version("20230101-beta").build();
    /// assert!(client.is_ok());
    /// ```
    #[inline]
    pub fn cdf_version(self, version: impl AsRef<str>) -> Self {
        self.header(VERSION, version.as_ref())
    }

    /// Makes `build` fail.
    #[inline]
    fn fault(self, text: String) -> Self {
        Self {
            core: self.core.fault(text),
        }
    }
}
