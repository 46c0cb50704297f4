//! Parameters that a request leaves to the client. A value of the request's own counts more.

use std::borrow::Cow;

use serde::Serialize;

use super::{Request, RequestFault};
use crate::runtime::call::client_wide::{ClientWide, Open};

impl Request {
    /// Adds a header; without a value it is what the client has.
    pub fn header_or_client<T: Serialize>(self, name: &'static str, is_required: bool, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.header(name, value),
            None => self.leave(Open {
                name,
                is_required,
                is_header: true,
            }),
        }
    }

    /// Adds a query parameter; without a value it is what the client has.
    pub fn query_or_client<T: Serialize>(self, name: &'static str, is_required: bool, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self.leave(Open {
                name,
                is_required,
                is_header: false,
            }),
        }
    }

    fn leave(mut self, open: Open) -> Self {
        self.open.push(open);
        self
    }

    /// The request with the client's values; the same one if it leaves nothing open.
    pub(crate) fn with_client(&self, client: &ClientWide, is_trusted: bool) -> Result<Cow<'_, Self>, RequestFault> {
        if self.open.is_empty() {
            return Ok(Cow::Borrowed(self));
        }
        let mut out = self.clone();
        for open in std::mem::take(&mut out.open) {
            let is_set = is_trusted
                && match open.is_header {
                    true => out.take_header(client, open.name),
                    false => out.take_query(client, open.name),
                };
            if !is_set && open.is_required {
                let place = if open.is_header { "header" } else { "query parameter" };
                let why = match is_trusted {
                    true => "neither the client nor the request has a value",
                    false => "the client's value goes to its own server only, and the request has none",
                };
                return Err(RequestFault(format!("{place} {}: {why}", open.name)));
            }
        }
        Ok(Cow::Owned(out))
    }

    fn take_header(&mut self, client: &ClientWide, name: &str) -> bool {
        let found = client.header(name);
        if let Some((header, value)) = found {
            self.headers.insert(header, value.clone());
        }
        found.is_some()
    }

    fn take_query(&mut self, client: &ClientWide, name: &str) -> bool {
        let found = client.query(name);
        self.query.extend(found.into_iter().flatten().cloned());
        found.is_some()
    }
}
