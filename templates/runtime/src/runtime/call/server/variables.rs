//! Holes in the URL of a server, and what the caller puts there.

use super::{Place, Server};
use crate::runtime::BuildError;
use crate::runtime::call::template;
use crate::runtime::encode::escape;

impl Server {
    pub(super) fn check_names(&self, place: &Place) -> Result<(), BuildError> {
        let known = |name: &str| self.variables.iter().any(|(variable, _)| *variable == name);
        let Some((name, _)) = place.variables.iter().find(|(name, _)| !known(name)) else {
            return Ok(());
        };
        let names: Vec<&str> = self.variables.iter().map(|(name, _)| *name).collect();
        Err(BuildError::new(format!(
            "no server variable {name}; there are: {}",
            names.join(", ")
        )))
    }

    /// The caller's values and the defaults of the others; what has neither is left out.
    fn values(&self, place: &Place) -> Vec<(String, String)> {
        let value = |(name, default): &(&str, &str)| {
            let set = place.variables.iter().rev().find(|(variable, _)| variable == name);
            let value = set
                .map(|(_, value)| value.clone())
                .or((!default.is_empty()).then(|| (*default).to_owned()));
            value.map(|value| ((*name).to_owned(), value))
        };
        self.variables.iter().filter_map(value).collect()
    }

    /// Scheme and host with values in their holes.
    pub(super) fn front(&self, front: &str, place: &Place) -> Result<String, BuildError> {
        fill_host(front, &self.values(place))
    }

    /// The path with values in its holes.
    pub(super) fn path(&self, path: &str, place: &Place) -> Result<String, BuildError> {
        let values = self.values(place).into_iter();
        let escaped: Vec<(String, String)> = values.map(|(name, value)| (name, escape(&value))).collect();
        template::fill_path(path, &escaped, "server variable").map_err(BuildError::new)
    }
}

// A value in front of the path decides to whom the credentials go. So it must be what a part of a host name, a
// scheme or a port is made of, and nothing that could end the host and start another: `/`, `@`, `:`, `#`, `\`.
fn fill_host(front: &str, values: &[(String, String)]) -> Result<String, BuildError> {
    let mut rest = front;
    while let Some((_, name, after)) = template::hole(rest) {
        let value = values
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value);
        let is_plain = value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.');
        if !is_plain || value.starts_with(['.', '-']) || value.ends_with(['.', '-']) || value.contains("..") {
            return Err(BuildError::new(format!(
                "server variable {name}: {value:?} is not part of a host name"
            )));
        }
        rest = after;
    }
    template::fill(front, values, "server variable").map_err(BuildError::new)
}
