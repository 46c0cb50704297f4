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

    /// The URL with a value in each hole: the caller's, or the default. Where an origin stands in for the front, a
    /// value of the front that is missing or does not fit is left out.
    pub(super) fn filled(&self, place: &Place) -> Result<String, BuildError> {
        let (mut out, mut rest) = (String::new(), self.template);
        while let Some((before, name, after)) = template::hole(rest) {
            out.push_str(before);
            let is_replaced = place.origin.is_some() && path_of(&out).is_none();
            match self.fill(&mut out, name, after, place) {
                Err(_) if is_replaced => {}
                filled => filled?,
            }
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }

    fn fill(&self, url: &mut String, name: &str, after: &str, place: &Place) -> Result<(), BuildError> {
        let declared = self.variables.iter().find(|(variable, _)| *variable == name);
        let (_, default) = declared.ok_or_else(|| BuildError::new(format!("server variable {name} has no value")))?;
        let set = place.variables.iter().rev().find(|(variable, _)| variable == name);
        let hole = Hole {
            name,
            may_have_slashes: default.contains('/'),
            after,
        };
        hole.fill(url, set.map_or(default, |(_, value)| value.as_str()))
    }
}

/// A hole of a URL, with what stands behind it.
struct Hole<'a> {
    name: &'a str,
    /// Whether a slash of a value belongs to the path, as in the default.
    may_have_slashes: bool,
    after: &'a str,
}

impl Hole<'_> {
    /// Adds a value to the URL in front of the hole.
    fn fill(&self, url: &mut String, value: &str) -> Result<(), BuildError> {
        match path_of(url) {
            None => {
                self.check_host(url, value)?;
                url.push_str(value);
            }
            // Without it, the path would be that of another place.
            Some(path) if value.is_empty() && path != "/" && path.ends_with('/') => return Err(self.empty()),
            // The first segment may stand for all of the path.
            Some(path) if self.may_have_slashes || path == "/" => {
                let segments: Vec<String> = value.split('/').map(escape).collect();
                url.push_str(&segments.join("/"));
            }
            Some(_) => url.push_str(&escape(value)),
        }
        Ok(())
    }

    // A value in front of the path decides to whom the credentials go. Unless it is all that is left of the host, it
    // must be what a part of a host name, a scheme or a port is made of, and nothing that could end the host and start
    // another.
    fn check_host(&self, url: &str, value: &str) -> Result<(), BuildError> {
        let is_last = matches!(self.after.bytes().next(), None | Some(b'/' | b'{'));
        let is_hidden = |c: char| matches!(c, '@' | '\\' | '?' | '#' | '%') || !c.is_ascii_graphic();
        let fits = match is_last {
            true => !value.contains(is_hidden),
            false => is_part_of_host(value),
        };
        if !fits {
            return Err(BuildError::new(format!(
                "server variable {}: {value:?} is not part of a host name",
                self.name
            )));
        }
        let is_needed = url.ends_with(['.', '/']) || self.after.starts_with(['.', ':']);
        match value.is_empty() && is_needed {
            true => Err(self.empty()),
            false => Ok(()),
        }
    }

    fn empty(&self) -> BuildError {
        BuildError::new(format!("server variable {} is empty", self.name))
    }
}

/// The path of a URL so far; `None` while its scheme or host may go on.
fn path_of(url: &str) -> Option<&str> {
    let host = match url.find("://") {
        Some(scheme) => scheme + "://".len(),
        None if url.starts_with("//") => "//".len(),
        None if url.starts_with('/') => 0,
        None => return None,
    };
    let rest = &url[host..];
    rest.find('/').map(|slash| &rest[slash..])
}

fn is_part_of_host(value: &str) -> bool {
    let mut bytes = value.bytes();
    bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.')
        && !value.starts_with(['.', '-'])
        && !value.ends_with(['.', '-'])
        && !value.contains("..")
}
