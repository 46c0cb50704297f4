//! Bodies of several parts, `multipart/form-data`, as browsers write them (RFC 7578). Compiled only where it is used.

use std::borrow::Cow;

use super::media_type::{JSON, is_json};
use super::plain::{Plain, PlainError};
#[cfg(feature = "sources")]
use crate::runtime::{Segment, Source};

/// What browsers call a file without a name. Without any, services take a part for a string.
const NO_NAME: &str = "blob";
const ANY_BYTES: &str = "application/octet-stream";

/// A body and its content type.
pub(crate) struct Multipart {
    pub(crate) content_type: String,
    /// Empty if there is a source.
    pub(crate) body: Vec<u8>,
    /// All of it, if some part is read while it is sent.
    #[cfg(feature = "sources")]
    pub(crate) source: Option<Source>,
}

/// The members of an object as parts: lists one for each element, objects as JSON, null not at all; `None` for null.
///
/// `types` has content types of single members; one of JSON makes JSON of strings, too. A file's own type takes
/// precedence.
#[inline]
pub(crate) fn multipart(value: &Plain, types: &[(&str, &str)]) -> Result<Option<Multipart>, PlainError> {
    let entries = match value {
        Plain::Object(entries) => entries,
        Plain::Null => return Ok(None),
        _ => return Err(PlainError::new("only an object can be sent in parts")),
    };
    let mut parts = Vec::new();
    for (name, value) in entries {
        let declared = types.iter().find(|(member, _)| member == name);
        let content_type = declared.and_then(|(_, types)| first_concrete(types));
        match value {
            Plain::List(list) => {
                for item in list {
                    parts.extend(Part::new(name, content_type, item)?);
                }
            }
            value => parts.extend(Part::new(name, content_type, value)?),
        }
    }
    let boundary = boundary(&parts);
    let content_type = format!("multipart/form-data; boundary={boundary}");
    #[cfg(feature = "sources")]
    if let Some(source) = read_later(&parts, &boundary)? {
        return Ok(Some(Multipart {
            content_type,
            body: Vec::new(),
            source: Some(source),
        }));
    }
    Ok(Some(Multipart {
        content_type,
        body: write(&parts, &boundary),
        #[cfg(feature = "sources")]
        source: None,
    }))
}

/// A document may allow several types, or all of a kind; one has to be sent.
#[inline]
fn first_concrete(types: &str) -> Option<&str> {
    types
        .split(',')
        .map(str::trim)
        .find(|one| !one.is_empty() && !one.contains('*'))
}

struct Part<'a> {
    name: &'a str,
    file_name: Option<&'a str>,
    content_type: Option<&'a str>,
    content: Cow<'a, [u8]>,
    #[cfg(feature = "sources")]
    source: Option<&'a Source>,
}

impl<'a> Part<'a> {
    #[inline]
    fn new(name: &'a str, declared: Option<&'a str>, value: &'a Plain) -> Result<Option<Self>, PlainError> {
        let (mut file_name, mut content_type) = (None, declared);
        let content = match value {
            Plain::Null => return Ok(None),
            Plain::File(file) => {
                file_name = Some(file.file_name.as_deref().unwrap_or(NO_NAME));
                content_type = file.content_type.as_deref().or(declared).or(Some(ANY_BYTES));
                Cow::from(&*file.content)
            }
            Plain::Text(text) | Plain::Bare(text) if !declared.is_some_and(is_json) => Cow::from(text.as_bytes()),
            value => {
                content_type = declared.or(Some(JSON));
                let mut json = String::new();
                plain_json(value, &mut json)?;
                Cow::from(json.into_bytes())
            }
        };
        // A line break would start a header of the caller's choice.
        if content_type.is_some_and(|text| text.bytes().any(|byte| byte.is_ascii_control())) {
            return Err(PlainError::new(format!(
                "the content type of `{name}` has a control character"
            )));
        }
        Ok(Some(Self {
            name,
            file_name,
            content_type,
            content,
            #[cfg(feature = "sources")]
            source: match value {
                Plain::File(file) => file.source.as_ref(),
                _ => None,
            },
        }))
    }

    #[inline]
    fn head(&self, boundary: &str) -> String {
        let mut head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"",
            in_header(self.name)
        );
        if let Some(file_name) = self.file_name {
            head.push_str(&format!("; filename=\"{}\"", in_header(file_name)));
        }
        if let Some(content_type) = self.content_type {
            head.push_str(&format!("\r\nContent-Type: {content_type}"));
        }
        head + "\r\n\r\n"
    }
}

/// Names in quotes: browsers encode just the three characters that would end them.
#[inline]
fn in_header(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// The first boundary of a fixed row that no content has at the start of a line, where alone it would count. So the
/// same parts have the same body.
#[inline]
fn boundary(parts: &[Part<'_>]) -> String {
    #[cfg(feature = "sources")]
    if parts.iter().any(|part| part.source.is_some()) {
        // What is not read yet cannot be looked at.
        return format!("form-boundary-{:032x}", fastrand::u128(..));
    }
    let mut number = 0_u64;
    loop {
        let boundary = format!("form-boundary-{number}");
        let line = format!("--{boundary}");
        let is_taken = |part: &Part<'_>| {
            let mut lines = part.content.split(|byte| *byte == b'\n');
            lines.any(|start| start.starts_with(line.as_bytes()))
        };
        if !parts.iter().any(is_taken) {
            return boundary;
        }
        number += 1;
    }
}

#[inline]
fn write(parts: &[Part<'_>], boundary: &str) -> Vec<u8> {
    let heads: Vec<String> = parts.iter().map(|part| part.head(boundary)).collect();
    let end = format!("--{boundary}--\r\n");
    let length = |(head, part): (&String, &Part<'_>)| head.len() + part.content.len() + "\r\n".len();
    let mut body = Vec::with_capacity(heads.iter().zip(parts).map(length).sum::<usize>() + end.len());
    for (head, part) in heads.iter().zip(parts) {
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(end.as_bytes());
    body
}

/// The parts as a source, if one of them is.
#[cfg(feature = "sources")]
#[inline]
fn read_later(parts: &[Part<'_>], boundary: &str) -> Result<Option<Source>, PlainError> {
    if parts.iter().all(|part| part.source.is_none()) {
        return Ok(None);
    }
    let (mut out, mut before) = (Vec::new(), String::new());
    let text = |text: String| Segment::Bytes(text.into());
    for part in parts {
        let head = std::mem::take(&mut before) + &part.head(boundary);
        out.push(text(head));
        out.push(match part.source {
            Some(source) => Segment::Source(source.clone()),
            None => Segment::Bytes(part.content.to_vec().into()),
        });
        before.push_str("\r\n");
    }
    out.push(text(format!("{before}--{boundary}--\r\n")));
    Source::joined(out).map(Some).map_err(PlainError::new)
}

/// A plain value as JSON. Files are strings in it; one that is not text is an error.
#[inline]
fn plain_json(value: &Plain, out: &mut String) -> Result<(), PlainError> {
    match value {
        Plain::Null => out.push_str("null"),
        Plain::Bare(text) => out.push_str(text),
        Plain::Text(text) => quoted(text, out),
        Plain::File(file) => quoted(file.text().map_err(PlainError::new)?, out),
        Plain::List(list) => {
            for (index, item) in list.iter().enumerate() {
                out.push(if index == 0 { '[' } else { ',' });
                plain_json(item, out)?;
            }
            out.push_str(if list.is_empty() { "[]" } else { "]" });
        }
        Plain::Object(entries) => {
            for (index, (key, item)) in entries.iter().enumerate() {
                out.push(if index == 0 { '{' } else { ',' });
                quoted(key, out);
                out.push(':');
                plain_json(item, out)?;
            }
            out.push_str(if entries.is_empty() { "{}" } else { "}" });
        }
    }
    Ok(())
}

/// A string in quotes: `Value` prints as JSON.
#[inline]
fn quoted(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}
