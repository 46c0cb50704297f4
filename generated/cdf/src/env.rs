// From templates/cdf/src/env.rs; edit it there.

//! A client from environment variables, under the names that CDF's other tools use.
//!
//! Each setting has several names, and the first that is set counts. A variable that is empty counts as not set.
//!
//! | setting | names |
//! |---|---|
//! | project | `COGNITE_PROJECT`, `CDF_PROJECT` |
//! | cluster | `COGNITE_CLUSTER`, `CDF_CLUSTER` |
//! | base URL, in place of the cluster's | `COGNITE_BASE_URL`, `CDF_URL` |
//! | how to log in: `client_credentials` or `token` | `LOGIN_FLOW` |
//! | token | `COGNITE_TOKEN`, `CDF_TOKEN` |
//! | client id | `COGNITE_CLIENT_ID`, `IDP_CLIENT_ID` |
//! | client secret | `COGNITE_CLIENT_SECRET`, `IDP_CLIENT_SECRET` |
//! | identity provider: `entra_id`, `cdf`, `auth0` or `other` | `PROVIDER` |
//! | token URL | `COGNITE_TOKEN_URL`, `IDP_TOKEN_URL` |
//! | Entra tenant, in place of the token URL | `COGNITE_TENANT_ID`, `IDP_TENANT_ID` |
//! | scopes, separated by commas or spaces | `COGNITE_SCOPES`, `COGNITE_TOKEN_SCOPES`, `IDP_SCOPES` |
//! | audience | `COGNITE_AUDIENCE`, `IDP_AUDIENCE` |
//! | resource | `COGNITE_RESOURCE`, `IDP_RESOURCE` |
//!
//! Without `LOGIN_FLOW`, a token is used if there is one, and client credentials if not.

use std::error::Error;
use std::fmt;

use crate::client::{Client, ClientBuilder};
use crate::runtime::{BuildError, ClientCredentials, Secret};

type Names = &'static [&'static str];

const PROJECT: Names = &["COGNITE_PROJECT", "CDF_PROJECT"];
const CLUSTER: Names = &["COGNITE_CLUSTER", "CDF_CLUSTER"];
const BASE_URL: Names = &["COGNITE_BASE_URL", "CDF_URL"];
const PLACE: Names = &["COGNITE_BASE_URL", "CDF_URL", "COGNITE_CLUSTER", "CDF_CLUSTER"];
const LOGIN_FLOW: Names = &["LOGIN_FLOW"];
const TOKEN: Names = &["COGNITE_TOKEN", "CDF_TOKEN"];
const CLIENT_ID: Names = &["COGNITE_CLIENT_ID", "IDP_CLIENT_ID"];
const CLIENT_SECRET: Names = &["COGNITE_CLIENT_SECRET", "IDP_CLIENT_SECRET"];
const PROVIDER: Names = &["PROVIDER"];
const TOKEN_URL: Names = &["COGNITE_TOKEN_URL", "IDP_TOKEN_URL"];
const TENANT: Names = &["COGNITE_TENANT_ID", "IDP_TENANT_ID"];
const TOKEN_URL_OR_TENANT: Names = &[
    "COGNITE_TOKEN_URL",
    "IDP_TOKEN_URL",
    "COGNITE_TENANT_ID",
    "IDP_TENANT_ID",
];
const SCOPES: Names = &["COGNITE_SCOPES", "COGNITE_TOKEN_SCOPES", "IDP_SCOPES"];
const AUDIENCE: Names = &["COGNITE_AUDIENCE", "IDP_AUDIENCE"];
const RESOURCE: Names = &["COGNITE_RESOURCE", "IDP_RESOURCE"];

const ENTRA_HOST: &str = "https://login.microsoftonline.com";
const CDF_TOKEN_URL: &str = "https://auth.cognite.com/oauth2/token";

impl Client {
    /// Makes a client from the environment: `COGNITE_PROJECT`, `COGNITE_BASE_URL` or `CDF_CLUSTER`, and a token or
    /// client credentials. The module [`env`](crate::env) lists all names.
    ///
    /// # Errors
    ///
    /// Names every setting that is missing, with the variables it is looked for in.
    #[inline]
    pub fn from_env() -> Result<Client, EnvError> {
        Settings::read(|name| std::env::var(name).ok())?
            .builder()
            .build()
            .map_err(EnvError::from)
    }
}

/// What the environment says about where CDF is and how to log in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// The project.
    pub project: String,
    /// The cluster, such as `westeurope-1`.
    pub cluster: Option<String>,
    /// A URL in place of the cluster's.
    pub base_url: Option<String>,
    /// How to log in.
    pub login: Login,
}

/// How to log in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Login {
    /// With a token that is never renewed.
    Token(Secret),
    /// With tokens for a client id and secret.
    ClientCredentials(ClientCredentials),
}

impl Settings {
    /// Reads the settings; `lookup` gives the value of a variable. It is a function, so that a test or a program
    /// with a configuration of its own needs no process environment.
    ///
    /// # Errors
    ///
    /// Names every setting that is missing, with the variables it is looked for in.
    #[inline]
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, EnvError> {
        let mut reader = Reader {
            lookup,
            problems: Vec::new(),
        };
        let project = reader.required("project", PROJECT);
        let cluster = reader.optional(CLUSTER);
        let base_url = reader.optional(BASE_URL);
        if cluster.is_none() && base_url.is_none() {
            reader.missing("cluster or base URL", PLACE);
        }
        let login = reader.login(audience_of_scopes(cluster.as_deref(), base_url.as_deref()));
        match (project, login) {
            (Some(project), Some(login)) if reader.problems.is_empty() => Ok(Self {
                project,
                cluster,
                base_url,
                login,
            }),
            _ => Err(EnvError {
                problems: reader.problems,
                source: None,
            }),
        }
    }

    /// A builder with these settings, to add to.
    #[inline]
    pub fn builder(self) -> ClientBuilder {
        let mut builder = Client::builder().project(self.project);
        if let Some(cluster) = self.cluster {
            builder = builder.cluster(cluster);
        }
        if let Some(base_url) = self.base_url {
            builder = builder.origin(base_url);
        }
        match self.login {
            Login::Token(token) => builder.token(token),
            Login::ClientCredentials(credentials) => builder.client_credentials(credentials),
        }
    }
}

/// What Entra's scope for CDF starts with: the cluster's own address, for a base URL may be that of a proxy.
#[inline]
fn audience_of_scopes(cluster: Option<&str>, base_url: Option<&str>) -> String {
    match (cluster, base_url) {
        (Some(cluster), _) => format!("https://{cluster}.cognitedata.com"),
        (None, base_url) => base_url.unwrap_or_default().trim_end_matches('/').to_owned(),
    }
}

/// Looks settings up and keeps what is wrong with them, so that one error can tell all of it.
struct Reader<F> {
    lookup: F,
    problems: Vec<String>,
}

impl<F: Fn(&str) -> Option<String>> Reader<F> {
    #[inline]
    fn optional(&self, names: Names) -> Option<String> {
        let value = |name: &&str| (self.lookup)(name).map(|value| value.trim().to_owned());
        names.iter().filter_map(value).find(|value| !value.is_empty())
    }

    #[inline]
    fn required(&mut self, what: &str, names: Names) -> Option<String> {
        let value = self.optional(names);
        if value.is_none() {
            self.missing(what, names);
        }
        value
    }

    #[inline]
    fn missing(&mut self, what: &str, names: Names) {
        self.problems.push(format!("no {what}: set {}", names.join(" or ")));
    }

    #[inline]
    fn login(&mut self, audience_of_scopes: String) -> Option<Login> {
        let flow = self.optional(LOGIN_FLOW);
        let has_token = self.optional(TOKEN).is_some();
        match flow.as_deref() {
            Some("token") => self.token(),
            None if has_token => self.token(),
            Some("client_credentials") => self.credentials(audience_of_scopes),
            None if self.names_no_credentials() => {
                let names = [TOKEN, CLIENT_ID, CLIENT_SECRET].concat().join(", ");
                self.problems
                    .push(format!("no login: set a token or client credentials ({names}, …)"));
                None
            }
            None => self.credentials(audience_of_scopes),
            Some(other) => {
                self.problems
                    .push(format!("LOGIN_FLOW is {other:?}: use client_credentials or token"));
                None
            }
        }
    }

    #[inline]
    fn names_no_credentials(&self) -> bool {
        [CLIENT_ID, CLIENT_SECRET]
            .iter()
            .all(|names| self.optional(names).is_none())
    }

    #[inline]
    fn token(&mut self) -> Option<Login> {
        self.required("token", TOKEN).map(|token| Login::Token(token.into()))
    }

    #[inline]
    fn credentials(&mut self, audience_of_scopes: String) -> Option<Login> {
        let id = self.required("client id", CLIENT_ID);
        let secret = self.required("client secret", CLIENT_SECRET);
        let token_url = self.token_url();
        let (id, secret, token_url) = (id?, secret?, token_url?);
        let is_entra = token_url.starts_with(ENTRA_HOST);
        let mut credentials = ClientCredentials::new(token_url, id, secret);
        credentials.scopes = match self.optional(SCOPES) {
            Some(scopes) => split(&scopes),
            None if is_entra => vec![format!("{audience_of_scopes}/.default")],
            None => Vec::new(),
        };
        credentials.audience = self.optional(AUDIENCE);
        credentials.resource = self.optional(RESOURCE);
        Some(Login::ClientCredentials(credentials))
    }

    #[inline]
    fn token_url(&mut self) -> Option<String> {
        let provider = self.optional(PROVIDER);
        let url = self.optional(TOKEN_URL);
        let tenant = self.optional(TENANT);
        let of_tenant = |tenant| format!("{ENTRA_HOST}/{tenant}/oauth2/v2.0/token");
        match (provider.as_deref(), url, tenant) {
            (None | Some("entra_id" | "cdf" | "auth0" | "other"), Some(url), _) => return Some(url),
            (Some("cdf"), None, _) => return Some(CDF_TOKEN_URL.to_owned()),
            (None | Some("entra_id"), None, Some(tenant)) => return Some(of_tenant(tenant)),
            (None | Some("entra_id"), None, None) => self.missing("token URL or Entra tenant", TOKEN_URL_OR_TENANT),
            (Some("auth0" | "other"), None, _) => self.missing("token URL", TOKEN_URL),
            (Some(other), _, _) => {
                self.problems
                    .push(format!("PROVIDER is {other:?}: use entra_id, cdf, auth0 or other"));
            }
        }
        None
    }
}

/// Some tools write lists with commas, others with spaces.
#[inline]
fn split(list: &str) -> Vec<String> {
    list.split([',', ' '])
        .filter(|entry| !entry.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Why the environment does not make a client. It names variables, never what a secret one holds.
#[derive(Debug)]
pub struct EnvError {
    problems: Vec<String>,
    source: Option<BuildError>,
}

impl EnvError {
    /// Each thing that is wrong, as a line of its own.
    #[inline]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}

impl From<BuildError> for EnvError {
    #[inline]
    fn from(error: BuildError) -> Self {
        Self {
            problems: vec![error.to_string()],
            source: Some(error),
        }
    }
}

impl fmt::Display for EnvError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the environment does not make a client: {}",
            self.problems.join("; ")
        )
    }
}

impl Error for EnvError {
    #[inline]
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
