//! The head of a document, and its components in the folders that OpenAPI 3 has for them.

use serde_json::{Map, Value, json};

use super::keys::{DOCUMENT, Fate};
use super::parameters::ParameterKind;
use super::pass::{Pass, Spot};
use crate::diag::{Code, Diagnostic, Expected, Mismatch};
use crate::pointer::Pointer;

/// The version that the new document states. Whatever Swagger documents have of later versions is read without a word about it.
const VERSION: &str = "3.2.0";

/// Paths with a query, an extension of Azure.
const MORE_PATHS: &str = "x-ms-paths";

impl<'a> Pass<'a> {
    /// The new document.
    pub(super) fn document(&mut self) -> Value {
        let (root, start) = (self.root, Spot::same(Pointer::root()));
        let mut out = Map::new();
        out.insert("openapi".to_owned(), json!(VERSION));
        self.moves.made(&start.is.key("openapi"), &start.was.key("swagger"));
        let components = self.components();
        self.more_paths();
        for (key, value) in root.as_object().into_iter().flatten() {
            let value = match key.as_str() {
                "paths" => self.paths(value, &start.key(key)),
                _ => match root
                    .as_object()
                    .map(|map| self.fate(&DOCUMENT, key, value, map, &start.was))
                {
                    Some(Fate::Kept) => value.clone(),
                    _ => continue,
                },
            };
            out.insert(key.clone(), value);
        }
        if let Some(servers) = self.servers() {
            out.insert("servers".to_owned(), servers);
        }
        if !components.is_empty() {
            self.moves.made(&start.is.key("components"), &start.was);
            out.insert("components".to_owned(), Value::Object(components));
        }
        Value::Object(out)
    }

    /// Tells of paths with a query, which are left out.
    fn more_paths(&mut self) {
        let at = Pointer::root().key(MORE_PATHS);
        match self.root.get(MORE_PATHS) {
            None | Some(Value::Null) => {}
            Some(Value::Object(_)) => {
                let message = format!("the paths in `{MORE_PATHS}` are left out");
                let said = Diagnostic::at(Code::UnsupportedKey, &at, message);
                self.say(said.help("an overlay can add each to `paths`, with its query as parameters"));
            }
            Some(other) => {
                let wrong = Mismatch::of_key(MORE_PATHS, Expected::Mapping, other);
                self.say(Diagnostic::at(Code::WrongType, &at, wrong).help("it is left out"));
            }
        }
    }

    fn components(&mut self) -> Map<String, Value> {
        let mut out = Map::new();
        let folder = |was: &str, is: &str| Spot {
            was: Pointer::root().key(was),
            is: Pointer::root().key("components").key(is),
        };
        let schemas = folder("definitions", "schemas");
        self.folder(&schemas, &mut out, |pass, value, spot| Some(pass.schema(value, spot)));
        self.shared_parameters(&mut out);
        let responses = folder("responses", "responses");
        let types = self.global.clone();
        self.folder(&responses, &mut out, |pass, value, spot| {
            Some(match value.as_object() {
                Some(map) if !map.contains_key("$ref") => pass.response(map, map.get("schema"), spot, &types),
                _ => value.clone(),
            })
        });
        let schemes = folder("securityDefinitions", "securitySchemes");
        self.folder(&schemes, &mut out, |pass, value, spot| pass.scheme(value, spot));
        out
    }

    /// Converts what a folder holds, which moves as a whole.
    fn folder(
        &mut self,
        folder: &Spot,
        out: &mut Map<String, Value>,
        mut one: impl FnMut(&mut Self, &'a Value, &Spot) -> Option<Value>,
    ) {
        let Some(Value::Object(map)) = folder.was.find(self.root) else {
            return;
        };
        self.moves.moved(&folder.is, &folder.was);
        let each = map.iter();
        let each = each.filter_map(|(name, value)| Some((name.clone(), one(self, value, &folder.key(name))?)));
        let converted: Map<String, Value> = each.collect();
        out.insert(folder.is.last(), Value::Object(converted));
    }

    /// Shared parameters: those in `body` are shared request bodies, and those of forms become parts of the bodies that have them.
    fn shared_parameters(&mut self, out: &mut Map<String, Value>) {
        let was = Pointer::root().key("parameters");
        let Some(Value::Object(map)) = was.find(self.root) else {
            return;
        };
        let (mut parameters, mut bodies) = (Map::new(), Map::new());
        let is = |folder: &str, name: &str| Pointer::root().key("components").key(folder).key(name);
        let types = self.global.clone();
        for (name, value) in map {
            let was = was.key(name);
            let (real, real_place) = self.followed(value, &was);
            let kind = self.kind(real, &real_place);
            let own = value.as_object().filter(|map| !map.contains_key("$ref"));
            match kind {
                ParameterKind::Parameter => {
                    let is = is("parameters", name);
                    self.moves.moved(&is, &was);
                    let value = own.map_or_else(|| value.clone(), |map| self.parameter(map, &Spot { was, is }));
                    parameters.insert(name.clone(), value);
                }
                ParameterKind::Body => {
                    let is = is("requestBodies", name);
                    self.moves.moved(&is, &was);
                    let value = match own {
                        Some(map) => self.body(map, map.get("schema"), &Spot { was, is }, &types),
                        None => value.clone(),
                    };
                    bodies.insert(name.clone(), value);
                }
                ParameterKind::Form | ParameterKind::Lost => {}
            }
        }
        for (folder, map) in [("parameters", parameters), ("requestBodies", bodies)] {
            if !map.is_empty() {
                out.insert(folder.to_owned(), Value::Object(map));
            }
        }
    }
}
