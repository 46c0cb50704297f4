//! `allOf`: several schemas as the one that they make together (an intersection).
//!
//! In: the parts of a site. Out: a [`Merged`]. A merge that nothing can satisfy is a fault naming both places.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use super::formats;
use super::world::{Part, Source};
use crate::diag::Code;
use crate::pointer::Pointer;
use crate::spec::{Additional, Discriminator, Fault, Kind, Schema, Schemas};

/// A `oneOf` or `anyOf` of a merged schema.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub branches: Vec<Pointer>,
    pub discriminator: Option<Discriminator>,
}

/// What all parts of a site say together.
#[derive(Clone, Debug)]
pub(crate) struct Merged {
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
    /// What the parts contradict each other in, though a type can be had that holds all of it.
    pub remarks: Vec<Fault>,
    /// The parts without their choices, outermost first: the base of each branch.
    pub parts: Vec<Rc<Schema>>,
}

/// Merges the parts of a site.
pub(crate) fn merge(schemas: &Schemas, at: &Pointer, source: &Source) -> Result<Merged, Fault> {
    let mut merging = Merging {
        schemas,
        merged: Merged::of_nothing(at),
        taken: BTreeSet::new(),
        open: BTreeSet::new(),
        properties: BTreeMap::new(),
        values: None,
        forbidden: BTreeSet::new(),
    };
    match source {
        Source::All(parts) => {
            for part in parts {
                merging.take(part)?;
            }
        }
        Source::Any(branches) => {
            merging.merged.choices.push(Choice {
                branches: branches.clone(),
                discriminator: None,
            });
        }
    }
    merging.take_conditions();
    let Merging {
        mut merged, forbidden, ..
    } = merging;
    merged.properties.retain(|(name, _)| !forbidden.contains(name));
    Ok(merged)
}

/// A merge that is under way. Looks up what it asks for again and again.
struct Merging<'a> {
    schemas: &'a Schemas<'a>,
    merged: Merged,
    /// The parts that were taken.
    taken: BTreeSet<Pointer>,
    /// The parts that are being taken.
    open: BTreeSet<Pointer>,
    /// Property → its index in `merged`.
    properties: BTreeMap<String, usize>,
    /// The values of `merged` as JSON.
    values: Option<BTreeSet<String>>,
    /// Properties that a part forbids.
    forbidden: BTreeSet<String>,
}

/// What is left to do with a part.
enum Step {
    Take(Part),
    Leave(Pointer),
}

impl Merged {
    /// What nothing says anything about yet.
    pub(crate) fn of_nothing(at: &Pointer) -> Self {
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
            remarks: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The kind that the schema says, or that its other keywords speak of.
    pub(crate) fn kind(&self) -> Option<Kind> {
        self.kind
            .as_ref()
            .map(|(kind, _)| *kind)
            .or_else(|| self.implied_kind())
    }

    /// The first part that has this keyword, outermost first.
    pub(crate) fn keyword(&self, key: &str) -> Option<&Value> {
        self.parts.iter().find_map(|part| part.raw.get(key))
    }

    /// Where that keyword stands.
    pub(crate) fn place(&self, key: &str) -> Pointer {
        let part = self.parts.iter().find(|part| part.raw.contains_key(key));
        part.map_or(&self.at, |part| &part.at).key(key)
    }

    /// Whether keys that are no properties are part of the type.
    pub(crate) fn has_rest(&self) -> bool {
        matches!(self.additional, Additional::Typed(_) | Additional::Free)
    }

    /// Whether nothing but the empty object fits.
    pub(crate) fn is_empty_object(&self) -> bool {
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
}

impl Merging<'_> {
    /// Adds a part and its members, without recursion: members may be nested as deep as there are schemas. A part that is
    /// being taken and comes again is a circle, while one that was taken before says nothing new.
    fn take(&mut self, part: &Part) -> Result<(), Fault> {
        let mut todo = vec![Step::Take(part.clone())];
        while let Some(step) = todo.pop() {
            let part = match step {
                Step::Take(part) => part,
                Step::Leave(at) => {
                    self.open.remove(&at);
                    continue;
                }
            };
            let schema = self.schemas.at(&part.at)?;
            if !self.open.insert(part.at.clone()) {
                let message = "this `allOf` contains itself, so nothing can satisfy it".to_owned();
                return Err(Fault {
                    code: Code::CyclicAllof,
                    at: part.at,
                    message,
                });
            }
            todo.push(Step::Leave(part.at.clone()));
            if self.taken.insert(part.at.clone()) {
                let members = self.take_one(&schema, &part)?;
                todo.extend(members.into_iter().rev().map(Step::Take));
            }
        }
        Ok(())
    }

    /// Adds what a part says itself; gives its members.
    fn take_one(&mut self, schema: &Rc<Schema>, part: &Part) -> Result<Vec<Part>, Fault> {
        let mut branches = schema.one_of.iter().chain(&schema.any_of);
        let whole = part.whole && !branches.any(|branch| self.leads_to_open(branch));
        if schema.reference.is_none() {
            self.take_own(schema, whole)?;
        }
        let single = [&schema.one_of, &schema.any_of]
            .into_iter()
            .filter(|branches| whole && branches.len() == 1);
        let members = schema.reference.iter().chain(&schema.all_of).chain(single.flatten());
        let member = |at: &Pointer| Part {
            at: at.clone(),
            whole: part.whole,
        };
        Ok(members.map(member).collect())
    }

    /// Whether a branch is one of the schemas that are being merged: a parent that lists its children, seen from a child.
    /// The child is one of them already, so the parent's choice says nothing about it.
    fn leads_to_open(&self, branch: &Pointer) -> bool {
        self.open.len() > 1
            && self.schemas.at(branch).is_ok_and(|schema| {
                let target = schema.reference.as_ref();
                target.is_some_and(|target| self.open.contains(target))
            })
    }

    /// What counts under a condition may be there: properties that nothing else speaks of, none of them required.
    fn take_conditions(&mut self) {
        let mut seen: BTreeSet<Pointer> = BTreeSet::new();
        let parts = self.merged.parts.iter().rev();
        let mut todo: Vec<Pointer> = parts.flat_map(|part| part.when.iter().rev()).cloned().collect();
        while let Some(at) = todo.pop() {
            let Ok(schema) = self.schemas.at(&at) else { continue };
            if !seen.insert(at) {
                continue;
            }
            for (name, at) in &schema.properties {
                if !self.properties.contains_key(name) && !is_never(self.schemas, at) {
                    self.add_property(name, at);
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
        }
    }

    fn add_property(&mut self, name: &str, at: &Pointer) {
        let next = self.merged.properties.len();
        let index = *self.properties.entry(name.to_owned()).or_insert(next);
        match self.merged.properties.get_mut(index) {
            Some((_, parts)) => parts.push(at.clone()),
            None => self.merged.properties.push((name.to_owned(), vec![at.clone()])),
        }
    }

    fn take_own(&mut self, schema: &Rc<Schema>, whole: bool) -> Result<(), Fault> {
        self.merged.take_kind(schema)?;
        self.take_values(schema);
        for (name, at) in &schema.properties {
            if is_never(self.schemas, at) {
                self.forbidden.insert(name.clone());
            } else {
                self.add_property(name, at);
            }
        }
        let merged = &mut self.merged;
        merged.format = merged.format.take().or_else(|| schema.format.clone());
        merged.required.extend(schema.required.iter().cloned());
        if !matches!(schema.additional, Additional::Unsaid) && !matches!(merged.additional, Additional::Typed(_)) {
            merged.additional = schema.additional.clone();
        }
        match (&merged.items, &schema.items) {
            (None, _) => merged.items.clone_from(&schema.items),
            (Some(first), Some(further)) if first != further => merged.more_items.push(further.clone()),
            _ => {}
        }
        merged.nullable |= schema.nullable;
        merged.only_null |= schema.only_null;
        merged.read_only |= schema.read_only;
        merged.write_only |= schema.write_only;
        if whole {
            let discriminator = schema.discriminator.clone();
            for branches in [&schema.one_of, &schema.any_of] {
                if branches.len() > 1 {
                    merged.choices.push(Choice {
                        branches: branches.clone(),
                        discriminator: discriminator.clone(),
                    });
                }
            }
        }
        merged.parts.push(Rc::clone(schema));
        Ok(())
    }

    /// Values of all parts. Where they share none, one part is meant to replace the other's, and nobody can tell which.
    fn take_values(&mut self, schema: &Schema) {
        let Some(new) = schema.values.as_ref().filter(|values| !values.is_empty()) else {
            return;
        };
        let texts: BTreeSet<String> = new.iter().map(Value::to_string).collect();
        let merged = &mut self.merged;
        let (Some(old), Some(known)) = (&mut merged.values, &mut self.values) else {
            (merged.values, self.values) = (Some(new.clone()), Some(texts));
            return;
        };
        if known.iter().any(|text| texts.contains(text)) {
            old.retain(|value| texts.contains(&value.to_string()));
            known.retain(|text| texts.contains(text));
            return;
        }
        let first = merged.parts.iter().find(|part| part.values.is_some());
        let first = first.map_or(&merged.at, |part| &part.at);
        merged.remarks.push(Fault {
            code: Code::UnsatisfiableEnum,
            at: schema.at.clone(),
            message: format!(
                "no value is in both enums, so the type takes those of either: {first} and {} share none",
                schema.at
            ),
        });
        old.extend(new.iter().cloned());
        known.extend(texts);
    }
}

impl Merged {
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
                    code: Code::UnsatisfiableAllof,
                    at: schema.at.clone(),
                    message,
                });
            }
        }
        Ok(())
    }
}

fn is_never(schemas: &Schemas, at: &Pointer) -> bool {
    schemas.at(at).is_ok_and(|schema| schema.never)
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
