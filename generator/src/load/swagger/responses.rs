//! Responses: what they hold by `produces`, their headers and examples.

use serde_json::{Map, Value, json};

use super::keys::{Fate, HEADER, RESPONSE};
use super::pass::{Pass, Spot};
use super::schemas::is_file;
use super::types::MediaTypes;

impl<'a> Pass<'a> {
    /// The responses of an operation.
    pub(super) fn responses(&mut self, map: &'a Map<String, Value>, spot: &Spot, types: &MediaTypes) -> Value {
        let of_failures = types.of_failures();
        let each = map.iter().map(|(status, value)| {
            let types = match status.starts_with('2') {
                true => types,
                false => &of_failures,
            };
            let below = spot.key(status);
            let (real, was) = self.followed(value, &below.was);
            let is_shared = was != below.was;
            let value = match real.as_object() {
                Some(_) if status.starts_with("x-") => value.clone(),
                // A shared response is what the document says of all operations.
                Some(real) if is_shared && real.contains_key("schema") && types.produces != self.global.produces => {
                    let is = below.is;
                    self.moves.copied(&is, &was);
                    let schema = real.get("schema").map(|schema| self.shared(schema, &was.key("schema")));
                    self.response(real, schema.as_ref(), &Spot { was, is }, types)
                }
                Some(real) if !is_shared && !real.contains_key("$ref") => {
                    self.response(real, real.get("schema"), &below, types)
                }
                _ => value.clone(),
            };
            (status.clone(), value)
        });
        Value::Object(each.collect())
    }

    /// A response with its schema, which may be another one than the response has itself.
    pub(super) fn response(
        &mut self,
        map: &Map<String, Value>,
        schema: Option<&Value>,
        spot: &Spot,
        types: &MediaTypes,
    ) -> Value {
        let mut out = Map::new();
        for (key, value) in map {
            let below = spot.key(key);
            let value = match (key.as_str(), value) {
                ("headers", Value::Object(headers)) => self.headers(headers, &below),
                _ => match self.fate(&RESPONSE, key, value, map, &spot.was) {
                    Fate::Kept => value.clone(),
                    _ => continue,
                },
            };
            out.insert(key.clone(), value);
        }
        let examples = map.get("examples").and_then(Value::as_object);
        if let Some(content) = self.response_content(schema, examples, spot, types) {
            out.insert("content".to_owned(), Value::Object(content));
        }
        Value::Object(out)
    }

    /// What a response holds, if it holds anything. Without a schema, examples show what it is.
    fn response_content(
        &mut self,
        schema: Option<&Value>,
        examples: Option<&Map<String, Value>>,
        spot: &Spot,
        types: &MediaTypes,
    ) -> Option<Map<String, Value>> {
        let is = spot.is.key("content");
        let examples = examples.into_iter().flatten().filter(|(key, _)| key.contains('/'));
        let Some(schema) = schema else {
            self.moves.made(&is, &spot.was.key("examples"));
            let shown = examples.map(|(media_type, example)| (media_type.clone(), json!({ "example": example })));
            let shown: Map<String, Value> = shown.collect();
            return (!shown.is_empty()).then_some(shown);
        };
        let types = match schema.as_object().is_some_and(is_file) {
            true => types.of_file(),
            false => types.of_response(),
        };
        let was = spot.was.key("schema");
        let mut content = self.content(&types, schema, &Spot { was, is });
        for (media_type, example) in examples {
            if let Some(Value::Object(media)) = content.get_mut(media_type) {
                media.insert("example".to_owned(), example.clone());
            }
        }
        Some(content)
    }

    fn headers(&mut self, headers: &Map<String, Value>, spot: &Spot) -> Value {
        let each = headers.iter().map(|(name, value)| {
            let value = match value {
                Value::Object(map) if !map.contains_key("$ref") => self.header(map, &spot.key(name)),
                other => other.clone(),
            };
            (name.clone(), value)
        });
        Value::Object(each.collect())
    }

    fn header(&mut self, map: &Map<String, Value>, spot: &Spot) -> Value {
        let (mut out, keywords) = self.sorted(&HEADER, map, &spot.was);
        let inner = self.schema_of(spot);
        let schema = self.keywords(&keywords, &inner);
        out.insert("schema".to_owned(), Value::Object(schema));
        Value::Object(out)
    }
}
