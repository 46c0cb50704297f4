//! OpenAPI's parameter styles. The tables they follow stand in the specification under "Style Values".

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::plain::{Plain, PlainError};

/// How a query parameter writes lists and objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// `a=1,2` or, exploded, `a=1&a=2`. The usual one.
    #[default]
    Form,
    /// `a=1%202`
    SpaceDelimited,
    /// `a=1%7C2`
    PipeDelimited,
    /// `a[x]=1&a[y]=2`, with the brackets encoded.
    DeepObject,
}

/// How a path parameter writes its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PathStyle {
    /// `1,2`. The usual one.
    #[default]
    Simple,
    /// `.1,2` or, exploded, `.1.2`
    Label,
    /// `;a=1,2` or, exploded, `;a=1;a=2`
    Matrix,
}

/// What RFC 3986 calls unreserved; everything else is encoded.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(crate) fn escape(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// The text of a path parameter, or `None` if there is no value.
pub(crate) fn path(name: &str, style: PathStyle, explode: bool, value: &Plain) -> Result<Option<String>, PlainError> {
    let name = escape(name);
    let Some(pairs) = pairs(&name, explode, value, escape)? else {
        return Ok(None);
    };
    let text = match style {
        PathStyle::Simple => join(&pairs.bare(), ","),
        PathStyle::Label => format!(".{}", join(&pairs.bare(), if explode { "." } else { "," })),
        PathStyle::Matrix => {
            let named = pairs.named();
            named
                .iter()
                .map(|(name, text)| {
                    if text.is_empty() {
                        format!(";{name}")
                    } else {
                        format!(";{name}={text}")
                    }
                })
                .collect()
        }
    };
    Ok(Some(text))
}

/// The `name=value` pairs of a query parameter, none if there is no value.
pub(crate) fn query(name: &str, style: Style, explode: bool, value: &Plain) -> Result<Vec<String>, PlainError> {
    let name = escape(name);
    if style == Style::DeepObject {
        let mut out = Vec::new();
        deep(&name, value, &mut out)?;
        return Ok(out);
    }
    let delimiter = match style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        Style::Form | Style::DeepObject => ",",
    };
    let Some(pairs) = pairs(&name, explode, value, escape)? else {
        return Ok(Vec::new());
    };
    Ok(pairs
        .joined(delimiter)
        .into_iter()
        .map(|(name, text)| format!("{name}={text}"))
        .collect())
}

/// The text of a header, or `None` if there is no value.
pub(crate) fn header(explode: bool, value: &Plain) -> Result<Option<String>, PlainError> {
    Ok(pairs("", explode, value, str::to_owned)?.map(|pairs| join(&pairs.bare(), ",")))
}

/// The `name=value` pairs of a cookie, none if there is no value.
pub(crate) fn cookie(name: &str, explode: bool, value: &Plain) -> Result<Vec<String>, PlainError> {
    query(name, Style::Form, explode, value)
}

/// The `name=value` pairs of a form, one or more for each member of an object.
pub(crate) fn form(value: &Plain) -> Result<Vec<String>, PlainError> {
    let Plain::Object(entries) = value else {
        return Err(PlainError::new("only an object can be sent as a form"));
    };
    let mut out = Vec::new();
    for (name, value) in entries {
        out.extend(query(name, Style::Form, true, value)?);
    }
    Ok(out)
}

/// A value taken apart: what stands between the delimiters.
enum Pairs {
    /// One text under the parameter's name.
    One(String, String),
    /// Texts under one name, to be joined.
    Joined(String, Vec<String>),
    /// Each of a list under the parameter's name.
    Repeated(String, Vec<String>),
    /// Each of an object under its own key.
    Keyed(Vec<(String, String)>),
}

impl Pairs {
    /// Without the parameter's name.
    fn bare(&self) -> Vec<String> {
        match self {
            Self::One(_, text) => vec![text.clone()],
            Self::Joined(_, texts) => vec![join(texts, ",")],
            Self::Repeated(_, texts) => texts.clone(),
            Self::Keyed(pairs) => pairs.iter().map(|(key, text)| format!("{key}={text}")).collect(),
        }
    }

    fn named(self) -> Vec<(String, String)> {
        self.joined(",")
    }

    fn joined(self, delimiter: &str) -> Vec<(String, String)> {
        match self {
            Self::One(name, text) => vec![(name, text)],
            Self::Joined(name, texts) => vec![(name, join(&texts, delimiter))],
            Self::Repeated(name, texts) => texts.into_iter().map(|text| (name.clone(), text)).collect(),
            Self::Keyed(pairs) => pairs,
        }
    }
}

/// `None` for what has no value: null, and, as RFC 6570 has it, a list or object without one.
fn pairs(name: &str, explode: bool, value: &Plain, escape: fn(&str) -> String) -> Result<Option<Pairs>, PlainError> {
    let scalar = |value: &Plain| match value {
        Plain::Text(text) => Ok(Some(escape(text))),
        Plain::Null => Ok(None),
        Plain::List(_) | Plain::Object(_) => Err(PlainError::new(
            "a list or object inside another has no form in this place",
        )),
    };
    let name = name.to_owned();
    Ok(match value {
        Plain::Null => None,
        Plain::Text(text) => Some(Pairs::One(name, escape(text))),
        Plain::List(list) => {
            let texts: Vec<String> = list
                .iter()
                .filter_map(|item| scalar(item).transpose())
                .collect::<Result<_, _>>()?;
            match texts.is_empty() {
                true => None,
                false if explode => Some(Pairs::Repeated(name, texts)),
                false => Some(Pairs::Joined(name, texts)),
            }
        }
        Plain::Object(entries) => {
            let mut pairs = Vec::new();
            for (key, value) in entries {
                pairs.extend(scalar(value)?.map(|text| (escape(key), text)));
            }
            match pairs.is_empty() {
                true => None,
                false if explode => Some(Pairs::Keyed(pairs)),
                false => Some(Pairs::Joined(
                    name,
                    pairs.into_iter().flat_map(|(key, text)| [key, text]).collect(),
                )),
            }
        }
    })
}

/// OpenAPI leaves open what is below the first level of a deep object; keys go on in brackets, lists repeat theirs.
fn deep(name: &str, value: &Plain, out: &mut Vec<String>) -> Result<(), PlainError> {
    match value {
        Plain::Null => {}
        Plain::Text(text) => out.push(format!("{name}={}", escape(text))),
        Plain::List(list) => {
            for item in list {
                if matches!(item, Plain::List(_) | Plain::Object(_)) {
                    return Err(PlainError::new("a list of lists or objects has no form in a query"));
                }
                deep(name, item, out)?;
            }
        }
        Plain::Object(entries) => {
            for (key, value) in entries {
                deep(&format!("{name}%5B{}%5D", escape(key)), value, out)?;
            }
        }
    }
    Ok(())
}

fn join(texts: &[String], delimiter: &str) -> String {
    texts.join(delimiter)
}
