//! Shapes in a short notation.
//!
//! | shape | notation |
//! |---|---|
//! | scalars | `bool`, `i64`, `text`, `secret`, …; `"i64"` in quotes if it is in quotes on the wire |
//! | any value, only `null` | `any`, `null` |
//! | may be `null` | `text?` |
//! | named texts | `a\|b` |
//! | list, list of anything | `[text]`, `[*]` |
//! | map, any object, empty object | `{*: text}`, `{*}`, `{}` |
//! | record | `{a: text, b?: text, *: i64}`: `b` is optional, other keys are integers; `{a: text, *}` keeps any others |
//! | one-way property | `read a: text`, `write a: text` |
//! | group of properties | `g?(a: text / b: i64)` |
//! | change of a field | `set text`, `set or null text`, `set or change text` |
//! | union | `<kind=cat → {…} / kind=dog → {…}>`: what identifies a branch, and what it holds |
//! | a schema around this one again | `^S` |
//! | fault, remark | `!code at <place>`, `… with !code` |

use crate::plan::{Constant, Criterion, Type};
use crate::schemas::{Branch, Graph, NodeId, Patch, Property, PropertyGroup, Shape, Slot, UnionShape};
use crate::spec::{Additional, Fault};

/// The shape of a node, and what is said about its graph.
pub(super) fn of_root(graph: &Graph, node: NodeId) -> String {
    let mut notation = Notation {
        graph,
        around: Vec::new(),
    };
    let mut out = notation.of(node);
    for remark in graph.remarks() {
        out.push_str(&format!(" with {}", fault(remark)));
    }
    out
}

fn fault(fault: &Fault) -> String {
    let place = fault.at.as_str().trim_start_matches("/components/schemas/");
    format!("!{} at {place}", fault.code)
}

struct Notation<'g, 'a> {
    graph: &'g Graph<'a>,
    /// The sites on the way to the one that is written.
    around: Vec<NodeId>,
}

impl Notation<'_, '_> {
    fn of(&mut self, node: NodeId) -> String {
        let nullable = self.graph.merged(node).is_ok_and(|merged| merged.nullable);
        let site = match self.graph.site(node) {
            Ok(site) => site,
            Err(cause) => return fault(&cause),
        };
        if self.around.contains(&site) {
            return format!("^{}", self.graph.place(site).last());
        }
        self.around.push(site);
        let text = match self.graph.shape(site) {
            Ok(shape) => self.shape(site, shape),
            Err(cause) => fault(&cause),
        };
        self.around.pop();
        match nullable && text != "null" {
            true => format!("{text}?"),
            false => text,
        }
    }

    fn shape(&mut self, site: NodeId, shape: &Shape) -> String {
        match shape {
            Shape::Any => "any".to_owned(),
            Shape::Null => "null".to_owned(),
            Shape::Scalar(ty) => scalar(ty),
            Shape::TextEnum(values) => values.join("|"),
            Shape::List(None) => "[*]".to_owned(),
            Shape::List(Some(items)) => format!("[{}]", self.of(*items)),
            Shape::Map(values) => format!("{{*: {}}}", self.of(*values)),
            Shape::Free => "{*}".to_owned(),
            Shape::Empty => "{}".to_owned(),
            Shape::Record => self.record(site),
            Shape::Patch(Patch::Set(of)) => format!("set {}", self.of(*of)),
            Shape::Patch(Patch::SetOrNull(of)) => format!("set or null {}", self.of(*of)),
            Shape::Patch(Patch::SetOrChange(of)) => format!("set or change {}", self.of(*of)),
            Shape::Union(choice) | Shape::Group(choice) => format!("<{}>", self.branches(choice)),
        }
    }

    fn record(&mut self, site: NodeId) -> String {
        let slots = match self.graph.slots(site, None) {
            Ok(slots) => slots,
            Err(cause) => return fault(&cause),
        };
        let mut all: Vec<String> = slots.into_iter().map(|slot| self.slot(slot)).collect();
        let additional = self.graph.merged(site).map(|merged| merged.additional.clone());
        match (self.graph.rest(site), additional) {
            (Some(values), _) => all.push(format!("*: {}", self.of(values))),
            (None, Ok(Additional::Free)) => all.push("*".to_owned()),
            _ => {}
        }
        format!("{{{}}}", all.join(", "))
    }

    fn slot(&mut self, slot: &Slot) -> String {
        match slot {
            Slot::Property(property) => self.property(property),
            Slot::Group(group) => self.group(group),
        }
    }

    fn property(&mut self, property: &Property) -> String {
        let way = match (property.read_only, property.write_only) {
            (true, false) => "read ",
            (false, true) => "write ",
            _ => "",
        };
        let mark = if property.required { "" } else { "?" };
        format!("{way}{}{mark}: {}", property.wire, self.of(property.at))
    }

    fn group(&mut self, group: &PropertyGroup) -> String {
        let mark = if group.required { "" } else { "?" };
        let arms: Vec<String> = group
            .arms
            .iter()
            .map(|arm| format!("{}: {}", arm.wire, self.of(arm.at)))
            .collect();
        format!("{}{mark}({})", group.name, arms.join(" / "))
    }

    fn branches(&mut self, choice: &UnionShape) -> String {
        let tag = choice.tag.as_deref();
        let branch = |branch: &Branch| format!("{}{}", criterion(tag, &branch.criterion), self.of(branch.payload));
        let all: Vec<String> = choice.branches.iter().map(branch).collect();
        all.join(" / ")
    }
}

/// What identifies a branch.
fn criterion(tag: Option<&str>, criterion: &Criterion) -> String {
    match criterion {
        Criterion::Tag(values) => {
            let values: Vec<String> = values.iter().map(constant).collect();
            format!("{}={} → ", tag.unwrap_or("?"), values.join("|"))
        }
        Criterion::Member(key) => format!("{key}: "),
        Criterion::Key(keys) => format!("has {} → ", keys.join("|")),
        Criterion::Otherwise => "else → ".to_owned(),
        Criterion::Kind(kinds) => format!(
            "is {} → ",
            kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join("|")
        ),
        Criterion::Trial(guards) if guards.is_empty() => "try ".to_owned(),
        Criterion::Trial(guards) => {
            let guards = guards.iter().map(|(key, value)| format!("{key}={}", constant(value)));
            format!("try if {} → ", guards.collect::<Vec<_>>().join(" and "))
        }
    }
}

fn constant(value: &Constant) -> String {
    match value {
        Constant::Missing => "missing".to_owned(),
        Constant::Null => "null".to_owned(),
        Constant::Bool(flag) => flag.to_string(),
        Constant::Integer(number) => number.to_string(),
        Constant::Text(text) => text.clone(),
        Constant::AnyText => "*".to_owned(),
    }
}

fn scalar(ty: &Type) -> String {
    match ty {
        Type::Quoted(number) => format!("\"{}\"", scalar(number)),
        Type::Path(path) => path.clone(),
        simple => format!("{simple:?}").to_lowercase(),
    }
}
