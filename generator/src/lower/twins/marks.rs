//! What a type shows and checks by itself, as a text: two types with the same text differ in nothing but what they hold, descriptions
//! and names.
//!
//! In: the graph. Out: a [`Mark`] of each type that the roots reach, whichever way it travels. Must not look into the types that a type
//! holds.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::rc::Rc;

use crate::lower::sites::needs_name;
use crate::schemas::{Graph, Holding, NodeId, Shape, Slot, UnionShape, holding};
use crate::spec::{Fault, Location, Schema};

/// What a type is by itself.
pub(super) struct Mark {
    /// What it shows and checks; for a component, where it stands.
    pub text: String,
    /// The types that it holds, in the order of the text.
    pub held: Vec<NodeId>,
    /// Whether it may be one type with others.
    pub may_join: bool,
}

/// Keywords of which all that matters is in the fields of a type, in what it holds and in its shape; and descriptions, because names must not
/// depend on them.
const KNOWN: [&str; 14] = [
    "$defs",
    "$ref",
    "additionalProperties",
    "allOf",
    "definitions",
    "description",
    "items",
    "nullable",
    "properties",
    "readOnly",
    "required",
    "title",
    "type",
    "writeOnly",
];

/// What does not matter at a type itself: a default is that of whoever holds it.
const OF_TYPE: [&str; 1] = ["default"];

/// The same for a choice, whose branches are among what it holds.
const OF_CHOICE: [&str; 3] = ["anyOf", "default", "oneOf"];

/// The marks of all types that the roots reach.
pub(super) fn all(graph: &Graph, roots: impl Iterator<Item = NodeId>) -> BTreeMap<NodeId, Mark> {
    let (mut out, mut todo) = (BTreeMap::new(), Vec::new());
    for root in roots {
        let mut writer = Writer::of_held(graph);
        // What cannot be read is told where it is used.
        let _ = writer.value(root);
        todo.extend(writer.held);
        while let Some(site) = todo.pop() {
            if let Entry::Vacant(free) = out.entry(site) {
                let mark = free.insert(mark(graph, site));
                todo.extend(mark.held.iter().copied());
            }
        }
    }
    out
}

/// Words that stand for what a type is: they differ where the types do, whatever places they have.
pub(super) fn digest(marks: &BTreeMap<NodeId, Mark>, site: NodeId) -> String {
    let mark = &marks[&site];
    let texts = [mark].into_iter().chain(mark.held.iter().map(|held| &marks[held]));
    let bytes = texts.flat_map(|mark| mark.text.bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

fn mark(graph: &Graph, site: NodeId) -> Mark {
    let (place, made) = graph.path(site);
    let is_component = made.is_empty() && Location::read(&place).component().is_some();
    let mut writer = match is_component {
        true => Writer::of_held(graph),
        false => Writer::new(graph),
    };
    let is_read = writer.site(site).is_ok();
    let text = writer.text.filter(|_| is_read && !writer.is_extended);
    Mark {
        may_join: text.is_some(),
        text: text.unwrap_or_else(|| place.to_string()),
        held: writer.held,
    }
}

/// Writes a mark.
struct Writer<'g, 'a> {
    graph: &'g Graph<'a>,
    /// What is written; `None` if nobody reads it.
    text: Option<String>,
    held: Vec<NodeId>,
    /// Whether one of our extensions is on the way, or a choice beside the properties of a record: such a type is not joined.
    is_extended: bool,
}

impl<'g, 'a> Writer<'g, 'a> {
    fn new(graph: &'g Graph<'a>) -> Self {
        Self {
            graph,
            text: Some(String::new()),
            held: Vec::new(),
            is_extended: false,
        }
    }

    /// Finds out what a type holds, and writes nothing.
    fn of_held(graph: &'g Graph<'a>) -> Self {
        Self {
            text: None,
            ..Self::new(graph)
        }
    }

    fn word(&mut self, word: impl std::fmt::Debug) {
        if let Some(text) = &mut self.text {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{word:?}");
        }
    }

    /// A type with a name.
    fn site(&mut self, site: NodeId) -> Result<(), Fault> {
        let (merged, shape) = (self.graph.merged(site)?, self.graph.shape(site)?);
        self.word(self.graph.tag(site));
        match shape {
            Shape::Record => {
                // A choice beside properties is written out for each of its branches otherwise.
                let has_choice = |part: &Rc<Schema<'_>>| ["anyOf", "oneOf"].iter().any(|key| part.has(key));
                self.is_extended |= merged.parts.iter().any(has_choice);
                self.parts(merged.parts.iter().map(Rc::as_ref), &OF_CHOICE);
                for slot in self.graph.slots(site, None)? {
                    self.slot(slot)?;
                }
                self.word(merged.has_rest());
                self.graph.rest(site).map_or(Ok(()), |rest| self.value(rest))
            }
            Shape::Union(choice) | Shape::Group(choice) => {
                self.parts(merged.parts.iter().map(Rc::as_ref), &OF_CHOICE);
                self.choice(choice)
            }
            _ => {
                self.parts(merged.parts.iter().map(Rc::as_ref), &OF_TYPE);
                Ok(())
            }
        }
    }

    fn slot(&mut self, slot: &Slot) -> Result<(), Fault> {
        match slot {
            Slot::Property(one) => {
                self.word((&one.wire, one.required, one.read_only, one.write_only));
                self.value(one.at)
            }
            Slot::Group(group) => {
                self.word((&group.name, group.required));
                self.value(group.site)
            }
        }
    }

    fn choice(&mut self, choice: &UnionShape) -> Result<(), Fault> {
        self.word((choice.strategy, &choice.tag, choice.kind));
        for branch in &choice.branches {
            let holding = holding(self.graph, choice, branch);
            self.word((&branch.criterion, holding));
            if holding != Holding::OnlyTag {
                self.value(branch.payload)?;
            }
        }
        Ok(())
    }

    /// What stands where a type holds something.
    fn value(&mut self, node: NodeId) -> Result<(), Fault> {
        let site = self.graph.site(node)?;
        let shape = self.graph.shape(site)?;
        let written = self.graph.written(node);
        let has_name = needs_name(shape);
        if !(has_name && written.is_some_and(|written| written.alias().is_some())) {
            let merged = self.graph.merged(node)?;
            self.word((merged.nullable, merged.read_only, merged.write_only));
            self.parts(written.into_iter().chain(merged.parts.iter().map(Rc::as_ref)), &[]);
        }
        if has_name {
            self.held.push(site);
            self.word("type");
            return Ok(());
        }
        match shape.held() {
            Some(held) => {
                self.word((std::mem::discriminant(shape), shape.kind()));
                self.value(held)
            }
            None => {
                self.word(shape);
                Ok(())
            }
        }
    }

    /// What the first schema says that says anything of it, but for what is known otherwise.
    fn parts<'s>(&mut self, parts: impl Iterator<Item = &'s Schema<'s>>, but: &[&str]) {
        let Some(text) = &mut self.text else { return };
        let mut seen = BTreeSet::new();
        for part in parts {
            self.is_extended |= part.is_extended();
            for (keyword, value) in part.said() {
                if counts(keyword) && !but.contains(&keyword) && seen.insert(keyword) {
                    let _ = writeln!(text, "{keyword}: {value}");
                }
            }
        }
    }
}

/// Whether something of a type may depend on a keyword or an extension. Of those of others, we read what is about the values of an enum.
fn counts(keyword: &str) -> bool {
    let is_idle = keyword.starts_with("x-") && !keyword.contains("enum");
    !is_idle && !KNOWN.contains(&keyword)
}
