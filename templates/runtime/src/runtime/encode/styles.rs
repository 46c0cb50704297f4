//! OpenAPI's parameter styles. The tables they follow stand in the specification under "Style Values".

use super::deep::deep;
use super::escape::escape;
use super::plain::{Plain, PlainError};
use super::reserved::Escape;

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
    /// `a[x]=1&a[y]=2`, with the brackets encoded. What is inside: objects go on, `a[x][y]=1`; lists of scalars are
    /// `a[]=1&a[]=2`, other lists are numbered, `a[0][x]=1`.
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

/// The text of a path parameter, or `None` if there is no value.
pub(crate) fn path(name: &str, style: PathStyle, explode: bool, value: &Plain) -> Result<Option<String>, PlainError> {
    let name = escape(name);
    let Some(pairs) = pairs(&name, explode, value, Escape::ALL)? else {
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
pub(crate) fn query(
    name: &str,
    style: Style,
    explode: bool,
    how: Escape,
    value: &Plain,
) -> Result<Vec<String>, PlainError> {
    let name = escape(name);
    if style == Style::DeepObject {
        let mut out = Vec::new();
        deep(&name, value, how, &mut out)?;
        return Ok(out);
    }
    let delimiter = match style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        Style::Form | Style::DeepObject => ",",
    };
    let Some(pairs) = pairs(&name, explode, value, how)? else {
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
    Ok(pairs("", explode, value, Escape::NOTHING)?.map(|pairs| join(&pairs.bare(), ",")))
}

/// The `name=value` pairs of a cookie, none if there is no value.
pub(crate) fn cookie(name: &str, explode: bool, value: &Plain) -> Result<Vec<String>, PlainError> {
    query(name, Style::Form, explode, Escape::ALL, value)
}

/// The `name=value` pairs of a cookie that is sent as it is, none if there is no value.
pub(crate) fn cookie_as_is(name: &str, explode: bool, value: &Plain) -> Result<Vec<String>, PlainError> {
    let pairs = pairs(name, explode, value, Escape::NOTHING)?;
    let pairs = pairs.map(Pairs::named).unwrap_or_default().into_iter();
    let texts: Vec<String> = pairs.map(|(name, text)| format!("{name}={text}")).collect();
    let is_fit = |text: &String| text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b';');
    match texts.iter().all(is_fit) {
        true => Ok(texts),
        false => Err(PlainError::new(
            "a cookie has neither blanks nor semicolons, and only ASCII: encode the value",
        )),
    }
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
fn pairs(name: &str, explode: bool, value: &Plain, how: Escape) -> Result<Option<Pairs>, PlainError> {
    let name = name.to_owned();
    Ok(match value {
        Plain::List(list) => {
            let texts = texts(list, how)?;
            match texts.is_empty() {
                true => None,
                false if explode => Some(Pairs::Repeated(name, texts)),
                false => Some(Pairs::Joined(name, texts)),
            }
        }
        Plain::Object(entries) => {
            let mut pairs = Vec::new();
            for (key, value) in entries {
                let texts = match value {
                    // An exploded key stands by itself, so it can be repeated as a parameter is.
                    Plain::List(list) if explode => texts(list, how)?,
                    value => texts(std::slice::from_ref(value), how)?,
                };
                pairs.extend(texts.into_iter().map(|text| ((how.item)(key), text)));
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
        scalar => scalar.scalar()?.map(|text| Pairs::One(name, (how.alone)(text))),
    })
}

/// The texts of scalars, without those that have none.
fn texts(list: &[Plain], how: Escape) -> Result<Vec<String>, PlainError> {
    let texts = list.iter().filter_map(|item| item.scalar().transpose());
    texts.map(|text| text.map(how.item)).collect()
}

fn join(texts: &[String], delimiter: &str) -> String {
    texts.join(delimiter)
}
