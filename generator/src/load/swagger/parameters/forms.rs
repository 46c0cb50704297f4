//! `in: formData`: all such parameters of an operation become one request body, whose schema has them as properties.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Listed;
use super::collections::{Place, Written, text};
use crate::diag::{Action, Code, Diagnostic, Place as At};
use crate::load::swagger::keys::{FIELD, Fate};
use crate::load::swagger::pass::{Pass, Spot};
use crate::load::swagger::schemas::is_file;
use crate::load::swagger::types::MediaTypes;
use crate::spec::essence;

const URL_ENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// The form that an operation sends: of parts if there is a file or nothing else is stated.
fn form(fields: &[Listed<'_>], types: &MediaTypes) -> (&'static str, Place) {
    let has_file = fields.iter().filter_map(|field| field.real.as_object()).any(is_file);
    let states = |form: &str| types.consumes.iter().any(|one| essence(one) == form);
    match has_file || (states(MULTIPART) && !states(URL_ENCODED)) {
        true => (MULTIPART, Place::Parts),
        false => (URL_ENCODED, Place::Form),
    }
}

impl<'a> Pass<'a> {
    /// The request body that the fields of a form are. `spot` is the body, and where the operation is.
    pub(in crate::load::swagger) fn form(&mut self, fields: Vec<Listed<'a>>, spot: &Spot, types: &MediaTypes) -> Value {
        let fields = self.last_of_each(fields);
        let (media_type, place) = form(&fields, types);
        let media = spot.is.key("content").key(media_type);
        self.moves.made(&spot.is, &spot.was);
        let (mut properties, mut required, mut encoding) = (Map::new(), Vec::new(), Map::new());
        for field in &fields {
            let Some(map) = field.real.as_object() else { continue };
            let name = field.name();
            let is = media.key("schema").key("properties").key(name);
            let was = field.real_place.clone();
            match field.is_reference() {
                true => self.moves.copied(&is, &was),
                false => self.moves.schema(&is, &was),
            }
            let field = Spot { was, is };
            let (schema, written) = self.field(map, place, &field);
            properties.insert(name.to_owned(), Value::Object(schema));
            if map.get("required") == Some(&Value::Bool(true)) {
                required.push(json!(name));
            }
            let mut style = Map::new();
            let is = media.key("encoding").key(name);
            self.style(written, &mut style, &Spot { is, was: field.was });
            if !style.is_empty() {
                encoding.insert(name.to_owned(), Value::Object(style));
            }
        }
        let is_required = !required.is_empty();
        let mut schema = json!({ "type": "object", "properties": properties });
        if is_required {
            schema["required"] = Value::Array(required);
        }
        let mut content = json!({ "schema": schema });
        if !encoding.is_empty() {
            content["encoding"] = Value::Object(encoding);
        }
        let mut out = json!({ "content": { media_type: content } });
        if is_required {
            out["required"] = json!(true);
        }
        out
    }

    /// The schema of a field, and how it is written if it is a list.
    fn field(&mut self, map: &Map<String, Value>, place: Place, spot: &Spot) -> (Map<String, Value>, Written) {
        let mut keywords = Map::new();
        for (key, value) in map {
            match self.fate(&FIELD, key, value, map, &spot.was) {
                Fate::Kept | Fate::Keyword => drop(keywords.insert(key.clone(), value.clone())),
                Fate::Changed | Fate::Gone => {}
            }
        }
        let schema = self.keywords_or_file(&keywords, spot);
        let written = self.collection(map, place, spot);
        match written {
            Written::Text(_) => (text(&schema), written),
            _ => (schema, written),
        }
    }

    /// The fields without those that a later one of the same name replaces.
    fn last_of_each(&mut self, fields: Vec<Listed<'a>>) -> Vec<Listed<'a>> {
        let last: BTreeMap<&str, &Listed<'a>> = fields.iter().map(|field| (field.name(), field)).collect();
        let mut out = Vec::new();
        for field in &fields {
            let Some(used) = last.get(field.name()) else { continue };
            if used.spot.was == field.spot.was {
                out.push(field.clone());
            } else if used.spot.was.parent() == field.spot.was.parent() {
                // One of the path is replaced on purpose.
                let message = format!(
                    "a later declaration of the form parameter `{}` replaces this one",
                    field.name()
                );
                let said = Diagnostic::at(Code::DuplicateParameter, &field.spot.was, message);
                let said = said.fix(Action::remove(field.spot.was.clone()));
                self.say(said.related(At::At(used.spot.was.clone()), "this one is used"));
            }
        }
        out
    }
}
