//! Which schemas one type is made of: those that hold at once, and what they have in common.

use std::collections::{BTreeMap, BTreeSet};

use super::outline::{Choice, Id, Kind, Outline, Property, Schema, Style};

/// How deep schemas that hold at once are followed.
const DEEPEST: usize = 8;

/// Pairs of schemas of which one type may be made, each both ways. Any of them may describe that type.
pub fn twins(outline: &Outline) -> BTreeSet<(Id, Id)> {
    let mut all = Vec::new();
    outline.clone().each_schema(&mut |schema| {
        if matches!(schema.kind, Kind::All(_) | Kind::Choice(_)) {
            all.push(schema.clone());
        }
    });
    let components = outline.components.iter().map(|one| (one.schema.id, &one.schema));
    let mut found = Twins {
        components: components.collect(),
        pairs: BTreeSet::new(),
    };
    for schema in &all {
        match &schema.kind {
            Kind::All(members) => found.merge(members.iter().collect(), 0),
            Kind::Choice(choice) => {
                for branch in &choice.branches {
                    let parts = found.parts(vec![branch]);
                    found.properties(&choice.base, &parts, 0);
                    let id = branch.id;
                    found.pairs.extend(
                        overlaps(choice)
                            .then_some([(id, schema.id), (schema.id, id)])
                            .into_iter()
                            .flatten(),
                    );
                }
            }
            _ => {}
        }
    }
    found.pairs
}

/// Pairs of a choice that is a branch, and one of its branches, each both ways: such branches may be those of the outer choice.
pub fn nested(outline: &Outline) -> BTreeSet<(Id, Id)> {
    let mut out = BTreeSet::new();
    outline.clone().each_schema(&mut |schema| {
        let Kind::Choice(outer) = &schema.kind else { return };
        for branch in &outer.branches {
            let Kind::Choice(inner) = &branch.kind else { continue };
            let ids = inner.branches.iter().map(|inner| inner.id);
            out.extend(ids.flat_map(|id| [(id, branch.id), (branch.id, id)]));
        }
    });
    out
}

/// All schemas.
pub fn ids(outline: &Outline) -> BTreeSet<Id> {
    let mut out = BTreeSet::new();
    outline.clone().each_schema(&mut |schema| out.extend([schema.id]));
    out
}

/// Each schema that stands in another one, with that one.
pub fn inside(outline: &Outline) -> BTreeSet<(Id, Id)> {
    let mut out = BTreeSet::new();
    outline.clone().each_schema(&mut |outer| {
        let id = outer.id;
        outer.each(&mut |inner| out.extend([(inner.id, id)]));
    });
    out
}

/// Whether the branches of a choice are one record, because a value may be of several of them: no values tell them apart.
fn overlaps(choice: &Choice) -> bool {
    let is_object = |branch: &Schema| matches!(branch.kind, Kind::Record(_) | Kind::Reference(_));
    choice.word == "anyOf" && choice.style != Style::Values && choice.branches.iter().all(is_object)
}

struct Twins<'o> {
    components: BTreeMap<Id, &'o Schema>,
    pairs: BTreeSet<(Id, Id)>,
}

impl<'o> Twins<'o> {
    /// Enters schemas that hold at once.
    fn merge<'s>(&mut self, schemas: Vec<&'s Schema>, depth: usize)
    where
        'o: 's,
    {
        if schemas.len() < 2 || depth > DEEPEST {
            return;
        }
        let parts = self.parts(schemas);
        for part in &parts {
            let others = parts.iter().filter(|other| other.id != part.id);
            self.pairs.extend(others.map(|other| (part.id, other.id)));
        }
        self.properties(&[], &parts, depth);
        let items = parts.iter().filter_map(|part| match &part.kind {
            Kind::List(inner) => Some(&**inner),
            _ => None,
        });
        self.merge(items.collect(), depth + 1);
        let values = parts.iter().filter_map(|part| match &part.kind {
            Kind::Map(inner) => Some(&**inner),
            _ => None,
        });
        self.merge(values.collect(), depth + 1);
    }

    /// Enters what properties of one name have in common.
    fn properties<'s>(&mut self, base: &'s [Property], parts: &[&'s Schema], depth: usize)
    where
        'o: 's,
    {
        let of_parts = parts.iter().flat_map(|part| match &part.kind {
            Kind::Record(record) => record.properties.as_slice(),
            Kind::Choice(choice) => choice.base.as_slice(),
            _ => &[],
        });
        let mut named: BTreeMap<&str, Vec<&Schema>> = BTreeMap::new();
        for property in base.iter().chain(of_parts) {
            named.entry(&property.name).or_default().push(&property.schema);
        }
        for schemas in named.into_values() {
            self.merge(schemas, depth + 1);
        }
    }

    /// These schemas, and what they refer to or consist of.
    fn parts<'s>(&self, schemas: Vec<&'s Schema>) -> Vec<&'s Schema>
    where
        'o: 's,
    {
        let (mut out, mut todo): (Vec<&Schema>, _) = (Vec::new(), schemas);
        let mut seen = BTreeSet::new();
        while let Some(schema) = todo.pop() {
            if !seen.insert(schema.id) {
                continue;
            }
            out.push(schema);
            match &schema.kind {
                Kind::Reference(id) => todo.extend(self.components.get(id)),
                Kind::All(members) => todo.extend(members),
                Kind::Choice(choice) => todo.extend(&choice.branches),
                _ => {}
            }
        }
        out
    }
}
