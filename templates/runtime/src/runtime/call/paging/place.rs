use std::borrow::Cow;

use super::next_page::NextPage;
use crate::runtime::call::request::{RequestFault, push_pair};
use crate::runtime::call::server::Base;
use crate::runtime::encode::escape;

/// Which page a call asks for, where its arguments do not say so.
#[derive(Clone, Debug)]
pub(in crate::runtime::call) struct Place {
    how: NextPage,
    cursor: String,
}

impl Place {
    pub(super) fn new(how: NextPage, cursor: String) -> Self {
        Self { how, cursor }
    }

    pub(super) fn cursor(&self) -> &str {
        &self.cursor
    }

    /// The path and query of the page, and the URL below which they are, from those of the first page.
    pub(in crate::runtime::call) fn turn<'a>(
        &self,
        target: String,
        base: Cow<'a, Base>,
    ) -> Result<(String, Cow<'a, Base>), RequestFault> {
        match self.how {
            NextPage::Cursor => Ok((target, base)),
            NextPage::Token(parameter) | NextPage::Number { parameter, .. } | NextPage::Offset { parameter, .. } => {
                Ok((replaced(&target, parameter, &self.cursor), base))
            }
            NextPage::Url | NextPage::Link => {
                let target = self.same_origin(&target, &base)?;
                Ok((target, Cow::Owned(base.root())))
            }
        }
    }

    /// The path and query of a URL that must be on the server of the first page, since it gets the same credentials.
    fn same_origin(&self, first: &str, base: &Base) -> Result<String, RequestFault> {
        let fault = |what: String| RequestFault(format!("the URL of the next page {what}"));
        let first = base.join(first)?;
        let next = first
            .join(&self.cursor)
            .map_err(|error| fault(format!("is not valid: {error}")))?;
        if next.origin() != first.origin() {
            let (there, here) = (
                next.origin().ascii_serialization(),
                first.origin().ascii_serialization(),
            );
            return Err(fault(format!(
                "leads to {there}, but the client's requests go to {here}"
            )));
        }
        let query = next.query().map(|query| format!("?{query}")).unwrap_or_default();
        Ok(format!("{}{query}", next.path()))
    }
}

/// A target with another value of a query parameter.
fn replaced(target: &str, parameter: &str, value: &str) -> String {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let name = escape(parameter);
    let mut out = path.to_owned();
    for pair in query
        .split('&')
        .filter(|pair| !pair.is_empty() && value_of(pair, &name).is_none())
    {
        push_pair(&mut out, pair);
    }
    push_pair(&mut out, &format!("{name}={}", escape(value)));
    out
}

/// The value of a query parameter, encoded.
pub(super) fn given<'a>(target: &'a str, parameter: &str) -> Option<&'a str> {
    let (_, query) = target.split_once('?')?;
    let name = escape(parameter);
    query.split('&').find_map(|pair| value_of(pair, &name))
}

fn value_of<'a>(pair: &'a str, name: &str) -> Option<&'a str> {
    pair.strip_prefix(name)?.strip_prefix('=')
}
