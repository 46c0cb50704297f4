//! `collectionFormat`: how a list is written as one text.
//!
//! OpenAPI 3 calls most of the formats otherwise. Where it does not have one, the value is a text, which callers write themselves.

use serde_json::{Map, Value, json};

use crate::diag::{Code, Diagnostic, Expected, Mismatch, Severity};
use crate::load::swagger::pass::{Pass, Spot};

/// The key.
pub(in crate::load::swagger) const FORMAT: &str = "collectionFormat";

const FORMATS: &[&str] = &["csv", "ssv", "tsv", "pipes", "multi"];

/// Where a list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load::swagger) enum Place {
    Path,
    Header,
    Query,
    /// A form that is written like a query.
    Form,
    /// A form of parts.
    Parts,
}

/// How a list is written in OpenAPI 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load::swagger) enum Written {
    /// In its usual style.
    Usual,
    /// In this style, and whether each element stands alone.
    As(&'static str, bool),
    /// As a text, whose elements have this between them.
    Text(&'static str),
}

/// The style of a format at a place.
fn written(format: &str, place: Place) -> Written {
    use Written::{As, Text, Usual};
    match (place, format) {
        (Place::Query | Place::Form, "multi") => As("form", true),
        (Place::Query | Place::Form, "ssv") => As("spaceDelimited", false),
        (Place::Query | Place::Form, "pipes") => As("pipeDelimited", false),
        (Place::Parts, "multi") => Usual,
        (_, "ssv") => Text("a space"),
        (_, "tsv") => Text("a tab"),
        (_, "pipes") => Text("`|`"),
        (Place::Query | Place::Form, _) => As("form", false),
        (Place::Path | Place::Header, _) => Usual,
        (Place::Parts, _) => Text("a comma"),
    }
}

impl Pass<'_> {
    /// How a parameter is written that may be a list. Says what OpenAPI 3 cannot say.
    pub(in crate::load::swagger) fn collection(
        &mut self,
        map: &Map<String, Value>,
        place: Place,
        spot: &Spot,
    ) -> Written {
        if map.get("type").and_then(Value::as_str) != Some("array") {
            return Written::Usual;
        }
        let format = self.format(map, place, spot);
        let written = written(format, place);
        if let Written::Text(between) = written {
            let name = map.get("name").and_then(Value::as_str).unwrap_or_default();
            let place = match place {
                Place::Path => "a path",
                Place::Header => "a header",
                Place::Query => "a query",
                Place::Form => "a form",
                Place::Parts => "a multipart form",
            };
            let message =
                format!("no style of OpenAPI 3 writes a list in {place} as `{format}`, so `{name}` takes a string");
            let said = Diagnostic::at(Code::UnsendableValue, &spot.was, message);
            self.say(said.help(format!("join the elements with {between} between them")));
        }
        written
    }

    /// The format that is stated, or the usual one.
    fn format<'m>(&mut self, map: &'m Map<String, Value>, place: Place, spot: &Spot) -> &'m str {
        let Some(value) = map.get(FORMAT) else { return "csv" };
        let allowed: &'static [&'static str] = match place {
            Place::Path | Place::Header => &FORMATS[..4],
            _ => FORMATS,
        };
        match value.as_str() {
            Some(format) if allowed.contains(&format) => format,
            _ => {
                let wrong = Mismatch::of_key(FORMAT, Expected::Word(allowed), value);
                let said = Diagnostic::at(Code::BadValue, &spot.was.key(FORMAT), wrong).severity(Severity::Gap);
                self.say(said.help("it is left out, so that the format is `csv`"));
                "csv"
            }
        }
    }

    /// Adds the style to a parameter, or to the encoding of a member of a form. Gives whether its schema is a text.
    pub(in crate::load::swagger) fn style(
        &mut self,
        written: Written,
        out: &mut Map<String, Value>,
        spot: &Spot,
    ) -> bool {
        if let Written::As(style, explode) = written {
            for (key, value) in [("style", json!(style)), ("explode", json!(explode))] {
                self.moves.made(&spot.is.key(key), &spot.was.key(FORMAT));
                out.insert(key.to_owned(), value);
            }
        }
        matches!(written, Written::Text(_))
    }
}

/// The schema of a list that is a text: what is known of the list as a whole has no meaning for it.
pub(in crate::load::swagger) fn text(schema: &Map<String, Value>) -> Map<String, Value> {
    let is_of_text = |key: &str| key.starts_with("x-") || ["description", "title", "deprecated"].contains(&key);
    let kept = schema.iter().filter(|(key, _)| is_of_text(key));
    let mut out: Map<String, Value> = kept.map(|(key, value)| (key.clone(), value.clone())).collect();
    out.insert("type".to_owned(), json!("string"));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_at_every_place() {
        use Written::{As, Text, Usual};
        let table = [
            (
                Place::Query,
                [
                    As("form", false),
                    As("spaceDelimited", false),
                    Text("a tab"),
                    As("pipeDelimited", false),
                ],
            ),
            (
                Place::Form,
                [
                    As("form", false),
                    As("spaceDelimited", false),
                    Text("a tab"),
                    As("pipeDelimited", false),
                ],
            ),
            (Place::Path, [Usual, Text("a space"), Text("a tab"), Text("`|`")]),
            (Place::Header, [Usual, Text("a space"), Text("a tab"), Text("`|`")]),
            (
                Place::Parts,
                [Text("a comma"), Text("a space"), Text("a tab"), Text("`|`")],
            ),
        ];
        for (place, expected) in table {
            assert_eq!(
                ["csv", "ssv", "tsv", "pipes"].map(|format| written(format, place)),
                expected,
                "{place:?}"
            );
        }
        assert_eq!(written("multi", Place::Query), As("form", true));
        assert_eq!(written("multi", Place::Parts), Usual);
    }
}
