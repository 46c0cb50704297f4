//! `allOf`: several schemas as the one that they make together (an intersection).
//!
//! In: the parts of a site. Out: a [`Merged`]. A merge that nothing can satisfy is a fault naming both places.

use std::rc::Rc;

use serde_json::Value;

use super::formats;
use super::world::{Part, Source};
use crate::pointer::Pointer;
use crate::spec::{Additional, Discriminator, Fault, Kind, Schema, Schemas};

/// A `oneOf` or `anyOf` of a merged schema.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub branches: Vec<Pointer>,
    pub discriminator: Option<Discriminator>,
}

/// What all parts of a site say together.
#[derive(Clone, Debug)]
pub(super) struct Merged {
    pub at: Pointer,
    pub kind: Option<(Kind, Pointer)>,
    pub format: Option<String>,
    pub values: Option<Vec<Value>>,
    pub properties: Vec<(String, Vec<Pointer>)>,
    pub required: Vec<String>,
    pub additional: Additional,
    pub items: Option<Pointer>,
    /// What further parts say of the items.
    pub more_items: Vec<Pointer>,
    pub choices: Vec<Choice>,
    pub nullable: bool,
    pub only_null: bool,
    pub read_only: bool,
    pub write_only: bool,
    /// Properties that a part forbids.
    pub forbidden: Vec<String>,
    /// What the parts contradict each other in, though a type can be had that holds all of it.
    pub remarks: Vec<Fault>,
    /// The parts without their choices, outermost first: the base of each branch.
    pub parts: Vec<Rc<Schema>>,
}

/// Merges the parts of a site.
pub(super) fn merge(schemas: &Schemas, at: &Pointer, source: &Source) -> Result<Merged, Fault> {
    let mut merged = Merged::of_nothing(at);
    match source {
        Source::All(parts) => {
            for part in parts {
                merged.take(schemas, part, &mut Vec::new())?;
            }
        }
        Source::Any(branches) => {
            merged.choices.push(Choice {
                branches: branches.clone(),
                discriminator: None,
            });
        }
    }
    merged.take_conditions(schemas);
    let Merged {
        properties, forbidden, ..
    } = &mut merged;
    properties.retain(|(name, _)| !forbidden.contains(name));
    Ok(merged)
}

impl Merged {
    /// What nothing says anything about yet.
    pub(super) fn of_nothing(at: &Pointer) -> Self {
        Self {
            at: at.clone(),
            kind: None,
            format: None,
            values: None,
            properties: Vec::new(),
            required: Vec::new(),
            additional: Additional::Unsaid,
            items: None,
            more_items: Vec::new(),
            choices: Vec::new(),
            nullable: false,
            only_null: false,
            read_only: false,
            write_only: false,
            forbidden: Vec::new(),
            remarks: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The kind that the schema says, or that its other keywords speak of.
    pub(super) fn kind(&self) -> Option<Kind> {
        self.kind
            .as_ref()
            .map(|(kind, _)| *kind)
            .or_else(|| self.implied_kind())
    }

    /// The first part that has this keyword, outermost first.
    pub(super) fn keyword(&self, key: &str) -> Option<&Value> {
        self.parts.iter().find_map(|part| part.raw.get(key))
    }

    /// Where that keyword stands.
    pub(super) fn place(&self, key: &str) -> Pointer {
        let part = self.parts.iter().find(|part| part.raw.contains_key(key));
        part.map_or(&self.at, |part| &part.at).key(key)
    }

    /// Whether keys that are no properties are part of the type.
    pub(super) fn has_rest(&self) -> bool {
        matches!(self.additional, Additional::Typed(_) | Additional::Free)
    }

    /// Whether nothing but the empty object fits.
    pub(super) fn is_empty_object(&self) -> bool {
        self.keyword("maxProperties").and_then(Value::as_u64) == Some(0)
    }

    fn implied_kind(&self) -> Option<Kind> {
        let has = |keys: &[&str]| keys.iter().any(|key| self.keyword(key).is_some());
        let whole = |key: &str| self.keyword(key).is_none_or(|value| value.is_i64() || value.is_u64());
        if let Some(values) = &self.values {
            return kind_of(values);
        }
        if !self.properties.is_empty() || has(&["additionalProperties", "maxProperties", "minProperties"]) {
            Some(Kind::Object)
        } else if self.items.is_some() {
            Some(Kind::List)
        } else if has(&["minimum", "maximum", "multipleOf"]) {
            let integer = whole("minimum") && whole("maximum") && whole("multipleOf");
            Some(if integer { Kind::Integer } else { Kind::Number })
        } else if has(&["pattern", "minLength", "maxLength"]) {
            Some(Kind::Text)
        } else {
            self.format.as_deref().map(formats::implied)
        }
    }

    /// Adds a part and its members. `open` holds the parts that are being taken: one of them again is a circle, while a
    /// part that was taken before says nothing new.
    fn take(&mut self, schemas: &Schemas, part: &Part, open: &mut Vec<Pointer>) -> Result<(), Fault> {
        let schema = schemas.at(&part.at)?;
        if open.contains(&part.at) {
            let message = "this `allOf` contains itself, so nothing can satisfy it".to_owned();
            return Err(Fault {
                code: "cyclic-allof",
                at: part.at.clone(),
                message,
            });
        }
        if self.parts.iter().any(|known| known.at == part.at) {
            return Ok(());
        }
        open.push(part.at.clone());
        let whole = part.whole
            && !schema
                .one_of
                .iter()
                .chain(&schema.any_of)
                .any(|branch| leads_to(schemas, branch, open));
        if schema.reference.is_none() {
            self.take_own(schemas, &schema, whole)?;
        }
        let single = [&schema.one_of, &schema.any_of]
            .into_iter()
            .filter(|branches| whole && branches.len() == 1);
        for member in schema.reference.iter().chain(&schema.all_of).chain(single.flatten()) {
            self.take(
                schemas,
                &Part {
                    at: member.clone(),
                    whole: part.whole,
                },
                open,
            )?;
        }
        open.pop();
        Ok(())
    }

    /// What counts under a condition may be there: properties that nothing else speaks of, none of them required.
    fn take_conditions(&mut self, schemas: &Schemas) {
        let mut seen: Vec<Pointer> = Vec::new();
        let mut todo: Vec<Pointer> = self
            .parts
            .iter()
            .rev()
            .flat_map(|part| part.when.iter().rev())
            .cloned()
            .collect();
        while let Some(at) = todo.pop() {
            let Ok(schema) = schemas.at(&at) else { continue };
            if seen.contains(&at) {
                continue;
            }
            for (name, at) in &schema.properties {
                if !self.properties.iter().any(|(known, _)| known == name) && !is_never(schemas, at) {
                    self.properties.push((name.clone(), vec![at.clone()]));
                }
            }
            todo.extend(
                schema
                    .reference
                    .iter()
                    .chain(&schema.all_of)
                    .chain(&schema.when)
                    .cloned(),
            );
            seen.push(at);
        }
    }

    fn take_own(&mut self, schemas: &Schemas, schema: &Rc<Schema>, whole: bool) -> Result<(), Fault> {
        self.take_kind(schema)?;
        self.take_values(schema);
        self.format = self.format.take().or_else(|| schema.format.clone());
        for (name, at) in &schema.properties {
            if is_never(schemas, at) {
                self.forbidden.push(name.clone());
                continue;
            }
            match self.properties.iter_mut().find(|(known, _)| known == name) {
                Some((_, parts)) if parts.contains(at) => {}
                Some((_, parts)) => parts.push(at.clone()),
                None => self.properties.push((name.clone(), vec![at.clone()])),
            }
        }
        self.required.extend(schema.required.iter().cloned());
        if !matches!(schema.additional, Additional::Unsaid) && !matches!(self.additional, Additional::Typed(_)) {
            self.additional = schema.additional.clone();
        }
        match (&self.items, &schema.items) {
            (None, _) => self.items.clone_from(&schema.items),
            (Some(first), Some(further)) if first != further => self.more_items.push(further.clone()),
            _ => {}
        }
        self.nullable |= schema.nullable;
        self.only_null |= schema.only_null;
        self.read_only |= schema.read_only;
        self.write_only |= schema.write_only;
        if whole {
            let discriminator = schema.discriminator.clone();
            for branches in [&schema.one_of, &schema.any_of] {
                if branches.len() > 1 {
                    self.choices.push(Choice {
                        branches: branches.clone(),
                        discriminator: discriminator.clone(),
                    });
                }
            }
        }
        self.parts.push(Rc::clone(schema));
        Ok(())
    }

    fn take_kind(&mut self, schema: &Schema) -> Result<(), Fault> {
        let Some(new) = schema.kind else { return Ok(()) };
        match &self.kind {
            None => self.kind = Some((new, schema.at.clone())),
            Some((Kind::Number, _)) if new == Kind::Integer => self.kind = Some((new, schema.at.clone())),
            Some((Kind::Integer, _)) if new == Kind::Number => {}
            Some((old, _)) if *old == new => {}
            Some((_, first)) => {
                let message = format!("nothing is of both types: {first} and {} exclude each other", schema.at);
                return Err(Fault {
                    code: "unsatisfiable-allof",
                    at: schema.at.clone(),
                    message,
                });
            }
        }
        Ok(())
    }

    /// Values of all parts. Where they share none, one part is meant to replace the other's, and nobody can tell which.
    fn take_values(&mut self, schema: &Schema) {
        let Some(new) = schema.values.as_ref().filter(|values| !values.is_empty()) else {
            return;
        };
        let Some(old) = &self.values else {
            self.values = Some(new.clone());
            return;
        };
        let shared: Vec<Value> = old.iter().filter(|value| new.contains(value)).cloned().collect();
        if !shared.is_empty() {
            self.values = Some(shared);
            return;
        }
        let first = self
            .parts
            .iter()
            .find(|part| part.values.is_some())
            .map_or(&self.at, |part| &part.at);
        self.remarks.push(Fault {
            code: "unsatisfiable-enum",
            at: schema.at.clone(),
            message: format!(
                "no value is in both enums, so the type takes those of either: {first} and {} share none",
                schema.at
            ),
        });
        self.values = Some(old.iter().chain(new).cloned().collect());
    }
}

fn is_never(schemas: &Schemas, at: &Pointer) -> bool {
    schemas.at(at).is_ok_and(|schema| schema.never)
}

/// Whether a branch is one of the schemas that are being merged: a parent that lists its children, seen from a child. The
/// child is one of them already, so the parent's choice says nothing about it.
fn leads_to(schemas: &Schemas, branch: &Pointer, open: &[Pointer]) -> bool {
    open.len() > 1
        && schemas
            .at(branch)
            .is_ok_and(|schema| schema.reference.as_ref().is_some_and(|target| open.contains(target)))
}

fn kind_of(values: &[Value]) -> Option<Kind> {
    let all = |test: fn(&Value) -> bool| !values.is_empty() && values.iter().all(test);
    if all(Value::is_string) {
        Some(Kind::Text)
    } else if all(Value::is_boolean) {
        Some(Kind::Bool)
    } else if all(|value| value.is_i64() || value.is_u64()) {
        Some(Kind::Integer)
    } else if all(Value::is_number) {
        Some(Kind::Number)
    } else {
        None
    }
}
