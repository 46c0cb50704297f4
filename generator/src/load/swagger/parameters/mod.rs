//! Parameters: those that stay parameters here, whose keywords become a schema; those that become bodies in `bodies` and `forms`.

mod bodies;
mod collections;
mod forms;

use serde_json::{Map, Value, json};

use crate::diag::{Action, Code, Diagnostic, Expected, Mismatch, Severity};
use crate::load::swagger::keys::PARAMETER;
use crate::load::swagger::pass::{Pass, Spot};
use crate::pointer::Pointer;
use collections::{Place, text};

/// The places of parameters, without the one that OpenAPI 3 has added.
const PLACES: &[&str] = &["query", "header", "path", "formData", "body"];

/// Headers that OpenAPI 3 gives to other parts of the document, and how they are set.
const RESERVED: [(&str, &str); 3] = [
    (
        "Authorization",
        "give the client its credentials; `securityDefinitions` says which kinds there are",
    ),
    ("Accept", "the client asks for what `produces` lists"),
    ("Content-Type", "the client sends what `consumes` lists"),
];

/// A parameter of a list, with what it is once references are followed.
#[derive(Clone)]
pub(in crate::load::swagger) struct Listed<'a> {
    /// As it stands in the list.
    pub(in crate::load::swagger) value: &'a Value,
    pub(in crate::load::swagger) spot: Spot,
    /// What it is: the same, or what it refers to.
    pub(in crate::load::swagger) real: &'a Value,
    /// Where that stood.
    pub(in crate::load::swagger) real_place: Pointer,
    pub(in crate::load::swagger) kind: ParameterKind,
}

/// What a parameter becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load::swagger) enum ParameterKind {
    Parameter,
    Body,
    Form,
    /// It cannot be sent, which has been told.
    Lost,
}

impl Listed<'_> {
    /// Whether it is a reference.
    pub(in crate::load::swagger) fn is_reference(&self) -> bool {
        self.spot.was != self.real_place
    }

    /// Its name, which a body does not need.
    pub(in crate::load::swagger) fn name(&self) -> &str {
        self.real.get("name").and_then(Value::as_str).unwrap_or_default()
    }
}

impl<'a> Pass<'a> {
    /// The parameters of a list.
    pub(in crate::load::swagger) fn listed(&mut self, list: &'a Value, spot: &Spot) -> Vec<Listed<'a>> {
        let each = list.as_array().into_iter().flatten().enumerate();
        let each = each.map(|(index, value)| {
            let spot = spot.index(index);
            let (real, real_place) = self.followed(value, &spot.was);
            let kind = self.kind(real, &real_place);
            Listed {
                value,
                spot,
                real,
                real_place,
                kind,
            }
        });
        each.collect()
    }

    /// What a parameter becomes, by its place.
    pub(in crate::load::swagger) fn kind(&mut self, parameter: &Value, at: &Pointer) -> ParameterKind {
        let Some(word) = parameter.get("in").and_then(Value::as_str) else {
            return ParameterKind::Parameter;
        };
        let same = PLACES.iter().find(|place| place.eq_ignore_ascii_case(word));
        if let Some(place) = same.filter(|place| **place != word) {
            let wrong = Mismatch::of_key("in", Expected::Word(PLACES), &json!(word));
            let said = Diagnostic::at(Code::BadValue, &at.key("in"), wrong).severity(Severity::Warning);
            let fix = Action::update(at.clone(), json!({ "in": place }));
            self.say(said.help(format!("it is read as `{place}`")).fix(fix));
        }
        match same.copied() {
            Some("body") => ParameterKind::Body,
            Some("formData") => ParameterKind::Form,
            Some(_) => ParameterKind::Parameter,
            // OpenAPI 3 has it, and it can only mean that.
            None if word == "cookie" => ParameterKind::Parameter,
            None => {
                let wrong = Mismatch::of_key("in", Expected::Word(PLACES), &json!(word));
                let said = Diagnostic::at(Code::BadValue, &at.key("in"), wrong);
                let said = said.help("the parameter is left out; an overlay can correct the document");
                self.say(said.fix(Action::remove(at.clone())));
                ParameterKind::Lost
            }
        }
    }

    /// A parameter that stays one.
    pub(in crate::load::swagger) fn parameter(&mut self, map: &Map<String, Value>, spot: &Spot) -> Value {
        let (mut out, mut schema) = self.split(map, spot);
        let place = match map.get("in").and_then(Value::as_str).map(str::to_lowercase).as_deref() {
            Some("path") => Place::Path,
            Some("header") => Place::Header,
            _ => Place::Query,
        };
        if let Some(Value::String(word)) = out.get_mut("in")
            && let Some(same) = PLACES.iter().find(|place| place.eq_ignore_ascii_case(word))
        {
            (*same).clone_into(word);
        }
        if place == Place::Header {
            self.reserved(map, &spot.was);
        }
        let written = self.collection(map, place, spot);
        if self.style(written, &mut out, spot) {
            schema = text(&schema);
        }
        self.with_schema(out, schema, map, spot)
    }

    /// Tells of a header that OpenAPI 3 gives to other parts of the document.
    fn reserved(&mut self, map: &Map<String, Value>, at: &Pointer) {
        let name = map.get("name").and_then(Value::as_str).unwrap_or_default();
        let Some((_, help)) = RESERVED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) else {
            return;
        };
        let message = format!("the header `{name}` is set by the client, so it is not an argument");
        self.say(Diagnostic::at(Code::ReservedHeader, at, message).help(*help));
    }

    /// The keys of a parameter, and those of its schema.
    fn split(&mut self, map: &Map<String, Value>, spot: &Spot) -> (Map<String, Value>, Map<String, Value>) {
        let (out, keywords) = self.sorted(&PARAMETER, map, &spot.was);
        let inner = self.schema_of(spot);
        let schema = self.keywords(&keywords, &inner);
        (out, schema)
    }

    /// The place of the schema of something that has the keywords itself.
    pub(in crate::load::swagger) fn schema_of(&mut self, spot: &Spot) -> Spot {
        let is = spot.is.key("schema");
        self.moves.schema(&is, &spot.was);
        let was = spot.was.clone();
        Spot { was, is }
    }

    /// A parameter with its schema. One that has a `schema` as in OpenAPI 3 keeps it.
    fn with_schema(
        &mut self,
        mut out: Map<String, Value>,
        schema: Map<String, Value>,
        map: &Map<String, Value>,
        spot: &Spot,
    ) -> Value {
        let schema = match map.get("schema") {
            Some(own) if schema.keys().all(|key| key.starts_with("x-")) => {
                let own_spot = spot.key("schema");
                self.moves.moved(&own_spot.is, &own_spot.was);
                self.schema(own, &own_spot)
            }
            _ if schema.keys().all(|key| key.starts_with("x-")) => {
                let said = Diagnostic::at(Code::MissingKey, &spot.was, "a parameter needs `type`");
                let said = said.help("it takes a string; an overlay can add the type");
                self.say(said.fix(Action::update(spot.was.clone(), json!({ "type": "string" }))));
                json!({ "type": "string" })
            }
            _ => Value::Object(schema),
        };
        out.insert("schema".to_owned(), schema);
        Value::Object(out)
    }
}
