//! Choices that are no union: named texts, one number type, one scalar, one list, anything at all.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::super::ask::Ask;
use super::super::merge::{ChoiceKind, MadeOf, Merged};
use super::super::node::Shape;
use super::super::origin::Role;
use crate::plan::{Type, ValueKind};

/// The author spelled out "any JSON value": one branch is that, or there are text, number, boolean and a free object.
pub(crate) fn anything(shapes: &[Rc<Shape>]) -> bool {
    let any = shapes.iter().any(|shape| matches!(**shape, Shape::Any));
    let has = |wanted: ValueKind| shapes.iter().any(|shape| shape.kind() == wanted);
    let free = shapes.iter().any(|shape| matches!(**shape, Shape::Free));
    any || (free && has(ValueKind::Text) && has(ValueKind::Number) && has(ValueKind::Bool))
}

/// The one shape that all branches have.
pub(crate) fn one_shape(shapes: &[Rc<Shape>]) -> Option<Shape> {
    texts(shapes)
        .or_else(|| numbers(shapes))
        .or_else(|| worded(shapes))
        .or_else(|| same(shapes))
}

/// Numbers beside the words for those that JSON cannot write.
fn worded(shapes: &[Rc<Shape>]) -> Option<Shape> {
    let is_word = |text: &String| matches!(text.as_str(), "NaN" | "Infinity" | "-Infinity");
    let worded = Shape::Scalar(Type::Quoted(Box::new(Type::F64)));
    let (mut numbers, mut words) = (false, false);
    for shape in shapes {
        match &**shape {
            Shape::Scalar(Type::F64) => numbers = true,
            Shape::TextEnum(texts) if texts.iter().all(is_word) => words = true,
            Shape::Scalar(Type::Quoted(number)) if **number == Type::F64 => (numbers, words) = (true, true),
            _ => return None,
        }
    }
    (numbers && words).then_some(worded)
}

fn texts(shapes: &[Rc<Shape>]) -> Option<Shape> {
    let mut values: Vec<String> = Vec::new();
    for shape in shapes {
        match &**shape {
            Shape::TextEnum(texts) => values.extend(texts.iter().cloned()),
            Shape::Scalar(Type::Text) => {}
            _ => return None,
        }
    }
    let mut seen = BTreeSet::new();
    values.retain(|value| seen.insert(value.clone()));
    Some(if values.is_empty() {
        Shape::Scalar(Type::Text)
    } else {
        Shape::TextEnum(values)
    })
}

fn numbers(shapes: &[Rc<Shape>]) -> Option<Shape> {
    let mut all = BTreeSet::new();
    for shape in shapes {
        match &**shape {
            Shape::Scalar(ty @ (Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 | Type::Number)) => {
                all.insert(ty);
            }
            _ => return None,
        }
    }
    let are_of = |types: &[Type]| all.iter().all(|ty| types.contains(ty));
    Some(Shape::Scalar(if are_of(&[Type::F64]) {
        Type::F64
    } else if are_of(&[Type::I32, Type::I64, Type::U32]) {
        Type::I64
    } else if are_of(&[Type::U32, Type::U64]) {
        Type::U64
    } else {
        Type::Number
    }))
}

/// Branches that differ only in what is not part of a Rust type (patterns, lengths).
fn same(shapes: &[Rc<Shape>]) -> Option<Shape> {
    let Shape::Scalar(first) = &**shapes.first()? else {
        return None;
    };
    shapes
        .iter()
        .all(|shape| matches!(&**shape, Shape::Scalar(other) if other == first))
        .then(|| Shape::Scalar(first.clone()))
}

/// Lists of different things are one list of a choice between them.
pub(crate) fn lists(ask: &mut dyn Ask, merged: &Merged, kind: ChoiceKind, shapes: &[Rc<Shape>]) -> Option<Shape> {
    let mut items = Vec::new();
    for shape in shapes {
        match &**shape {
            Shape::List(Some(at)) => items.push(*at),
            Shape::List(None) => {
                return shapes
                    .iter()
                    .all(|shape| shape.kind() == ValueKind::List)
                    .then_some(Shape::List(None));
            }
            _ => return None,
        }
    }
    let at = ask.make(merged.id, Role::Items, MadeOf::Any(kind.of_some(), items));
    Some(Shape::List(Some(at)))
}
