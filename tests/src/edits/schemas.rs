//! Random schemas.

use super::outline::{Choice, Id, Kind, Outline, Own, Property, Record, Schema, Style};
use super::words::free;
use crate::fuzz::Choices;

/// A property that is not there yet.
pub(super) fn property(out: &mut Outline, choices: &mut Choices, others: &[Property], depth: usize) -> Property {
    let id = out.new_id();
    let name = free(choices, id, &["_"], |name| {
        others.iter().any(|other| other.name == name)
    });
    let schema = schema(out, choices, depth);
    Property {
        name,
        is_required: choices.once_in(3),
        schema,
    }
}

/// A branch of a choice that is not there yet.
pub(super) fn branch(out: &mut Outline, choices: &mut Choices, style: Style, others: &[Schema]) -> Schema {
    match style {
        Style::Keys | Style::Values => referred(out, choices, style, others),
        Style::Lists | Style::Maps => {
            let inner = Box::new(object(out, choices, Own::Optional));
            let kind = if style == Style::Lists {
                Kind::List(inner)
            } else {
                Kind::Map(inner)
            };
            of(out, choices, kind)
        }
        Style::Nested if choices.once_in(3) => {
            let kind = choice_of(out, choices, Style::Keys);
            of(out, choices, kind)
        }
        Style::Nested => object(out, choices, Own::Optional),
    }
}

/// A component that is an object and no branch yet, or an object.
fn referred(out: &mut Outline, choices: &mut Choices, style: Style, others: &[Schema]) -> Schema {
    let is_branch = |id: Id| {
        let mut kinds = others.iter().map(|other| &other.kind);
        kinds.any(|kind| matches!(kind, Kind::Reference(known) if *known == id))
    };
    let is_free = |schema: &&Schema| match &schema.kind {
        Kind::Record(record) => (record.own == Own::Values) == (style == Style::Values) && !is_branch(schema.id),
        _ => false,
    };
    let components = out.components.iter().map(|component| &component.schema);
    let records: Vec<Id> = components.filter(is_free).map(|schema| schema.id).collect();
    match records.get(choices.below(records.len() * 2)) {
        Some(id) => of(out, choices, Kind::Reference(*id)),
        None => {
            let own = match style {
                Style::Values => Own::Values,
                _ => key(choices),
            };
            object(out, choices, own)
        }
    }
}

/// A schema of a kind.
pub(super) fn of(out: &mut Outline, choices: &mut Choices, kind: Kind) -> Schema {
    Schema {
        id: out.new_id(),
        nullable: !matches!(kind, Kind::Reference(_)) && choices.once_in(12),
        kind,
    }
}

/// Any schema.
pub(super) fn schema(out: &mut Outline, choices: &mut Choices, depth: usize) -> Schema {
    let kind = match choices.below(if depth == 0 { 3 } else { 9 }) {
        0 => Kind::Text(choices.once_in(3).then_some("date-time")),
        1 => values(choices),
        3 => record(out, choices, depth - 1),
        4 => Kind::List(Box::new(schema(out, choices, depth - 1))),
        5 => choice(out, choices),
        6 => Kind::Map(Box::new(schema(out, choices, depth - 1))),
        7 => all(out, choices),
        _ => reference(out, choices),
    };
    of(out, choices, kind)
}

/// An enum.
pub(super) fn values(choices: &mut Choices) -> Kind {
    let more = choices.once_in(3).then_some("more");
    Kind::Enum(["on", "off"].into_iter().chain(more).map(str::to_owned).collect())
}

/// A value that is not there yet, which may be the same word as another one.
pub(super) fn value(out: &mut Outline, choices: &mut Choices, others: &[String]) -> String {
    let new = choices.one(&["On", "ON", "Off", "o-n"]);
    match choices.once_in(2) && !others.iter().any(|other| other == new) {
        true => new.to_owned(),
        false => format!("value{}", out.new_id()),
    }
}

fn reference(out: &Outline, choices: &mut Choices) -> Kind {
    let component = out.components.get(choices.below(out.components.len()));
    component.map_or(Kind::Text(None), |component| Kind::Reference(component.schema.id))
}

/// An object with a key of its own, or with values that tell it from others.
pub(super) fn record(out: &mut Outline, choices: &mut Choices, depth: usize) -> Kind {
    let own = match choices.once_in(4) {
        true => Own::Values,
        false => key(choices),
    };
    record_with(out, choices, own, depth)
}

fn record_with(out: &mut Outline, choices: &mut Choices, own: Own, depth: usize) -> Kind {
    let mut properties = Vec::new();
    for _ in 0..choices.below(4) {
        let property = property(out, choices, &properties, depth);
        properties.push(property);
    }
    Kind::Record(Record { own, properties })
}

fn object(out: &mut Outline, choices: &mut Choices, own: Own) -> Schema {
    let depth = usize::from(choices.once_in(4));
    let kind = record_with(out, choices, own, depth);
    Schema {
        id: out.new_id(),
        nullable: false,
        kind,
    }
}

fn key(choices: &mut Choices) -> Own {
    if choices.once_in(2) {
        Own::Required
    } else {
        Own::Optional
    }
}

/// A choice of any style.
pub(super) fn choice(out: &mut Outline, choices: &mut Choices) -> Kind {
    let styles = [
        Style::Keys,
        Style::Keys,
        Style::Values,
        Style::Lists,
        Style::Maps,
        Style::Nested,
    ];
    let style = styles[choices.below(styles.len())];
    choice_of(out, choices, style)
}

fn choice_of(out: &mut Outline, choices: &mut Choices, style: Style) -> Kind {
    let mut branches = Vec::new();
    for _ in 0..2 + choices.below(2) {
        let branch = branch(out, choices, style, &branches);
        branches.push(branch);
    }
    let mut base = Vec::new();
    if matches!(style, Style::Keys | Style::Values) && choices.once_in(3) {
        base.push(property(out, choices, &[], 0));
    }
    Kind::Choice(Choice {
        word: choices.one(&["oneOf", "oneOf", "anyOf"]),
        base,
        style,
        branches,
    })
}

/// Two or three objects that hold at once.
fn all(out: &mut Outline, choices: &mut Choices) -> Kind {
    let members = 2 + choices.below(2);
    Kind::All((0..members).map(|_| object(out, choices, Own::Optional)).collect())
}
