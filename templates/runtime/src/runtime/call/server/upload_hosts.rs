//! Where uploads may go: the hosts that the client knows from its document and its caller, and those that were added.
//!
//! An upload URL comes from the service, and the content that is sent there may be confidential. So a URL that leads to
//! somebody else, or over a connection that others can read, is refused before anything is sent.

use url::Url;

use crate::runtime::call::request::RequestFault;

/// Hosts by name or pattern, in lower case.
#[derive(Debug, Default)]
pub(in crate::runtime::call) struct UploadHosts(Vec<String>);

impl UploadHosts {
    /// Adds a host: `files.example.net`, `*.files.example.net` for all hosts below it, `files.*.example.net` for one
    /// label of any name in the middle, `*` for all hosts.
    pub(in crate::runtime::call) fn add(&mut self, pattern: &str) -> Result<(), String> {
        let pattern = pattern.to_ascii_lowercase();
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let is_label = |label: &str| label == "*" || !label.is_empty() && label.bytes().all(is_letter);
        let is_address = pattern.starts_with('[') && url::Host::parse(&pattern).is_ok();
        if !is_address && !pattern.split('.').all(is_label) {
            return Err(format!(
                "upload host {pattern:?}: it must be the name of a host, such as `files.example.net` or \
                 `*.files.example.net`, without scheme, port or path"
            ));
        }
        self.0.push(pattern);
        Ok(())
    }

    /// Refuses a URL that is not for uploads of a client with these servers, of which the first is the one in use.
    pub(in crate::runtime::call) fn check(&self, url: &Url, servers: &[&Url]) -> Result<(), RequestFault> {
        let fault = |text: String| Err(RequestFault(text));
        if !url.username().is_empty() || url.password().is_some() {
            return fault("the upload URL has a user or a password in it".to_owned());
        }
        let is_secure = servers.first().is_some_and(|server| server.scheme() == "https");
        if is_secure && url.scheme() != "https" {
            return fault("the upload URL is http, but the service is https".to_owned());
        }
        let (own, host) = (servers.iter().map(|server| host(server)), host(url));
        if own.into_iter().any(|own| own == host) || self.0.iter().any(|pattern| is_match(pattern, host)) {
            return Ok(());
        }
        fault(format!(
            "the upload URL leads to {host}, which is not a host of the service; if uploads may go there, allow it with \
             `upload_host(\"{host}\")` of the client's builder"
        ))
    }
}

fn host(url: &Url) -> &str {
    url.host_str().unwrap_or_default().trim_end_matches('.')
}

fn is_match(pattern: &str, host: &str) -> bool {
    if pattern == "*" || pattern == host {
        return true;
    }
    let labels: Vec<&str> = host.split('.').collect();
    let wanted: Vec<&str> = match pattern.strip_prefix("*.") {
        Some(rest) => rest.split('.').collect(),
        None => pattern.split('.').collect(),
    };
    let is_below = pattern.starts_with("*.") && labels.len() > wanted.len();
    let end = labels.len().saturating_sub(wanted.len());
    let fits = |(wanted, label): (&&str, &&str)| *wanted == "*" || wanted == label;
    (is_below || labels.len() == wanted.len() && !pattern.starts_with("*."))
        && wanted.iter().zip(&labels[end..]).all(fits)
}
