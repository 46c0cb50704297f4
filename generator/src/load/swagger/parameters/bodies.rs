//! `in: body`: the parameter becomes the request body.

use serde_json::{Map, Value, json};

use crate::diag::{Action, Code, Diagnostic};
use crate::load::swagger::keys::BODY;
use crate::load::swagger::pass::{Pass, Spot};
use crate::load::swagger::types::MediaTypes;

impl Pass<'_> {
    /// The request body that a parameter in `body` is, with its schema.
    pub(in crate::load::swagger) fn body(
        &mut self,
        map: &Map<String, Value>,
        schema: Option<&Value>,
        spot: &Spot,
        types: &MediaTypes,
    ) -> Value {
        self.moves.moved(&spot.is, &spot.was);
        let (mut out, stray) = self.sorted(&BODY, map, &spot.was);
        let types = types.of_body();
        let content = Spot {
            is: spot.is.key("content"),
            was: spot.was.key("schema"),
        };
        let content = match schema {
            Some(schema) => self.content(&types, schema, &content),
            None => {
                let message = "a body parameter needs `schema`";
                let said = Diagnostic::at(Code::MissingKey, &spot.was, message);
                let schema = Value::Object(stray);
                let fix = Action::update(spot.was.clone(), json!({ "schema": schema }));
                let said = match schema.as_object().is_some_and(Map::is_empty) {
                    true => said.help("it takes any JSON value"),
                    false => said.help("the keywords next to it are taken for the schema"),
                };
                self.say(said.fix(fix));
                let was = spot.was.clone();
                self.content(&types, &schema, &Spot { was, ..content })
            }
        };
        out.insert("content".to_owned(), Value::Object(content));
        Value::Object(out)
    }
}
