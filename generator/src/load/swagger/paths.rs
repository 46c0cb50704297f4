//! Path items and operations: parameters are parted into those that stay, the body and the form.

use serde_json::{Map, Value};

use super::keys::{Fate, OPERATION, PATH_ITEM};
use super::parameters::{Listed, ParameterKind};
use super::pass::{Pass, Spot};
use super::types::MediaTypes;
use crate::diag::{Action, Code, Diagnostic, Place};
use crate::spec::METHODS;

const PARAMETERS: &str = "parameters";
const BODY: &str = "requestBody";

impl<'a> Pass<'a> {
    /// All paths.
    pub(super) fn paths(&mut self, value: &'a Value, spot: &Spot) -> Value {
        let Some(map) = value.as_object() else {
            return value.clone();
        };
        let each = map.iter().map(|(path, item)| {
            let item = match item.as_object() {
                Some(item) if !path.starts_with("x-") => Value::Object(self.path_item(item, &spot.key(path))),
                _ => item.clone(),
            };
            (path.clone(), item)
        });
        Value::Object(each.collect())
    }

    fn path_item(&mut self, map: &'a Map<String, Value>, spot: &Spot) -> Map<String, Value> {
        let shared = match map.get(PARAMETERS) {
            Some(list) => self.listed(list, &spot.key(PARAMETERS)),
            None => Vec::new(),
        };
        // Every operation has what the path item says of bodies.
        let (stay, of_all): (Vec<_>, Vec<_>) = shared.into_iter().partition(|one| one.kind == ParameterKind::Parameter);
        let mut out = Map::new();
        for (key, value) in map {
            let below = spot.key(key);
            let value = match (key.as_str(), value) {
                (PARAMETERS, Value::Array(_)) => self.remaining(&stay, &below),
                (method, Value::Object(operation)) if METHODS.contains(&method) && method != "query" => {
                    Value::Object(self.operation(operation, &of_all, &below))
                }
                _ => match self.fate(&PATH_ITEM, key, value, map, &spot.was) {
                    Fate::Kept => value.clone(),
                    _ => continue,
                },
            };
            out.insert(key.clone(), value);
        }
        out
    }

    /// An operation, with the bodies and form fields that its path item has.
    fn operation(&mut self, map: &'a Map<String, Value>, of_all: &[Listed<'a>], spot: &Spot) -> Map<String, Value> {
        let types = self.media_types(map, &spot.was, &self.global.clone());
        let own = match map.get(PARAMETERS) {
            Some(list) => self.listed(list, &spot.key(PARAMETERS)),
            None => Vec::new(),
        };
        let of_kind = |list: &[Listed<'a>], kind| -> Vec<Listed<'a>> {
            list.iter().filter(|one| one.kind == kind).cloned().collect()
        };
        let mut out = Map::new();
        for (key, value) in map {
            let below = spot.key(key);
            let value = match (key.as_str(), value) {
                (PARAMETERS, Value::Array(_)) => self.remaining(&of_kind(&own, ParameterKind::Parameter), &below),
                ("responses", Value::Object(all)) => self.responses(all, &below, &types),
                ("schemes", _) => {
                    out.extend(self.own_servers(value, spot));
                    continue;
                }
                _ => match self.fate(&OPERATION, key, value, map, &spot.was) {
                    Fate::Kept => value.clone(),
                    _ => continue,
                },
            };
            out.insert(key.clone(), value);
        }
        let all = |kind| [of_kind(of_all, kind), of_kind(&own, kind)].concat();
        if let Some(body) = self.request_body(all(ParameterKind::Body), all(ParameterKind::Form), &types, spot) {
            out.insert(BODY.to_owned(), body);
        }
        out
    }

    /// The parameters of a list that stay parameters.
    fn remaining(&mut self, list: &[Listed<'a>], spot: &Spot) -> Value {
        let each = list.iter().enumerate().map(|(index, one)| {
            let (is, was) = (spot.is.index(index), one.spot.was.clone());
            if is != one.spot.is {
                self.moves.moved(&is, &was);
            }
            match one.value.as_object() {
                Some(map) if !map.contains_key("$ref") => self.parameter(map, &Spot { was, is }),
                _ => one.value.clone(),
            }
        });
        each.collect()
    }

    /// The request body of an operation: the last of several.
    fn request_body(
        &mut self,
        mut bodies: Vec<Listed<'a>>,
        fields: Vec<Listed<'a>>,
        types: &MediaTypes,
        operation: &Spot,
    ) -> Option<Value> {
        let body = bodies.pop();
        for other in bodies
            .iter()
            .filter(|other| other.spot.is.strip(&operation.is).is_some())
        {
            let message = "an operation has one body, and a later parameter replaces this one";
            self.lost(message, other, body.as_ref());
        }
        if let (Some(body), Some(field)) = (&body, fields.first()) {
            self.lost(
                "an operation has either a body or a form: the form is left out",
                field,
                Some(body),
            );
        }
        let is = operation.is.key(BODY);
        match body {
            Some(body) if body.is_reference() && *types == self.global => Some(body.value.clone()),
            Some(body) => {
                let map = body.real.as_object()?;
                let was = body.real_place;
                let schema = map.get("schema").map(|schema| self.shared(schema, &was.key("schema")));
                Some(self.body(map, schema.as_ref(), &Spot { was, is }, types))
            }
            None if fields.is_empty() => None,
            None => {
                let was = operation.was.clone();
                Some(self.form(fields, &Spot { was, is }, types))
            }
        }
    }

    fn lost(&mut self, message: &str, parameter: &Listed<'_>, used: Option<&Listed<'_>>) {
        let at = &parameter.spot.was;
        let said = Diagnostic::at(Code::DuplicateParameter, at, message).fix(Action::remove(at.clone()));
        let used = used.map(|used| Place::At(used.spot.was.clone()));
        self.say(match used {
            Some(place) => said.related(place, "this one is used"),
            None => said,
        });
    }
}
