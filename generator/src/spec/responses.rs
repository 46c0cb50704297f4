//! Responses of an operation, by status.

use openapiv3 as oas;

use super::media::{Media, media};
use super::reference::resolve;
use super::{Document, Fault};
use crate::pointer::Pointer;

/// Which statuses an entry of `responses` speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// `200`
    Code(u16),
    /// `4XX`, by its first digit.
    Range(u16),
    /// `default`
    Default,
}

/// One entry of `responses`; `S` is what is known of its schemas.
#[derive(Clone, Debug)]
pub struct ResponseSpec<S> {
    /// Where the response stands (after `$ref`s).
    pub at: Pointer,
    /// Its key.
    pub status: Status,
    /// `description`.
    pub description: String,
    /// What it may hold.
    pub content: Vec<Media<S>>,
    /// `headers`.
    pub headers: Vec<HeaderSpec>,
}

/// A header of a response.
#[derive(Clone, Debug)]
pub struct HeaderSpec {
    /// Its name.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
}

impl<S> ResponseSpec<S> {
    /// The same response, with something else known of its schemas.
    pub(super) fn map_schemas<T>(self, found: &mut impl FnMut(S) -> T) -> ResponseSpec<T> {
        let content = self.content.into_iter();
        ResponseSpec {
            at: self.at,
            status: self.status,
            description: self.description,
            content: content.map(|media| media.map_schemas(found)).collect(),
            headers: self.headers,
        }
    }
}

impl Status {
    /// Whether it speaks of success only.
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }

    /// Whether it leads elsewhere, or says that nothing has changed.
    pub fn is_redirection(self) -> bool {
        matches!(self, Self::Code(300..=399) | Self::Range(3))
    }
}

/// Takes the responses of one operation apart; `default` comes last.
pub(super) fn responses(
    doc: &Document,
    read: oas::Responses,
    at: &Pointer,
) -> Result<Vec<ResponseSpec<Pointer>>, Fault> {
    let oas::Responses {
        default,
        responses,
        extensions: _,
    } = read;
    let mut out = Vec::new();
    for (code, item) in responses {
        let status = match code {
            oas::StatusCode::Code(code) => Status::Code(code),
            oas::StatusCode::Range(digit) => Status::Range(digit),
        };
        let key = code.to_string();
        // Some documents write `4xx`.
        let written = [at.key(&key), at.key(&key.to_lowercase())];
        let at = written.iter().find(|at| doc.get(at).is_some()).unwrap_or(&written[0]);
        out.push(response(doc, status, item, at)?);
    }
    if let Some(item) = default {
        out.push(response(doc, Status::Default, item, &at.key("default"))?);
    }
    Ok(out)
}

fn response(
    doc: &Document,
    status: Status,
    item: oas::ReferenceOr<oas::Response>,
    at: &Pointer,
) -> Result<ResponseSpec<Pointer>, Fault> {
    let (item, at) = resolve(doc, item, at)?;
    let oas::Response {
        description,
        headers,
        content,
        links: _,
        extensions: _,
    } = item;
    Ok(ResponseSpec {
        status,
        description,
        content: media(doc, content, &at)?,
        headers: headers
            .into_iter()
            .filter_map(|(name, item)| header(doc, item, &at.key("headers").key(&name), name).ok())
            .collect(),
        at,
    })
}

fn header(
    doc: &Document,
    item: oas::ReferenceOr<oas::Header>,
    at: &Pointer,
    name: String,
) -> Result<HeaderSpec, Fault> {
    let (item, _) = resolve(doc, item, at)?;
    Ok(HeaderSpec {
        name,
        description: item.description,
    })
}
