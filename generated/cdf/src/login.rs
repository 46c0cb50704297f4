// From templates/cdf/src/login.rs; edit it there.

//! Logins by client credentials whose token endpoint is known.

use crate::{ClientCredentials, Secret};

/// The tenant of Open Industrial Data at the identity provider.
const OPEN_INDUSTRIAL_DATA: &str = "48d5043c-cf70-4c49-881c-c638f5796997";

/// A login at Microsoft Entra, for a project in this cluster (`api`, `westeurope-1`, …).
#[inline]
pub fn entra(
    tenant: &str,
    cluster: &str,
    client_id: impl Into<String>,
    client_secret: impl Into<Secret>,
) -> ClientCredentials {
    let token_url = format!("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token");
    let scope = format!("https://{cluster}.cognitedata.com/.default");
    ClientCredentials::new(token_url, client_id, client_secret).scope(scope)
}

/// A login to the project `publicdata`, which holds Open Industrial Data.
///
/// ```
/// # use cdf_client::{Client, login};
/// let login = login::open_industrial_data("my-client-id", "my-secret");
/// let client = Client::builder().project("publicdata").client_credentials(login).build();
/// # assert!(client.is_ok());
/// ```
#[inline]
pub fn open_industrial_data(client_id: impl Into<String>, client_secret: impl Into<Secret>) -> ClientCredentials {
    entra(OPEN_INDUSTRIAL_DATA, "api", client_id, client_secret)
}
