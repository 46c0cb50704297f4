//! Enums of branches.

use super::variants::{added, openness};
use crate::diff::docs::deprecated;
use crate::diff::log::Log;
use crate::diff::pairs::pairs;
use crate::diff::type_names::TypeNames;
use crate::diff::words::spell;
use crate::plan::{Constant, Criterion, Model, Type, Union, ValueKind, Variant};

pub(super) fn compare(log: &mut Log, names: &TypeNames<'_>, old: (&Model, &Union), new: (&Model, &Union)) {
    let ((old_model, old), (new_model, new)) = (old, new);
    openness(log, old.keeps_unknown(), new.keeps_unknown());
    let same_name = |a: &Variant, b: &Variant| a.name == b.name;
    let same_branch =
        |a: &Variant, b: &Variant| a.criterion == b.criterion && held(names, a) == b.ty && is_telling(&a.criterion);
    let found = pairs(&old.variants, &new.variants, &[&same_name, &same_branch]);
    for variant in found.gone {
        log.compile("variant-removed", format!("the variant `{}` is gone", variant.name));
    }
    for variant in found.fresh {
        added(log, &variant.name, old.keeps_unknown() && new.keeps_unknown());
    }
    for (was, is) in found.both {
        variant(log, names, was, is);
    }
    if old.tag != new.tag {
        let (was, is) = (
            crate::diff::words::or_none(old.tag.as_ref()),
            crate::diff::words::or_none(new.tag.as_ref()),
        );
        log.runtime(
            "union-tag",
            format!("branches are told apart by the key {is}, were by {was}"),
        );
    }
    if old_model.sent && new_model.sent {
        let before: Vec<Type> = old.sources(old_model.id).iter().map(|(_, ty)| names.ty(ty)).collect();
        let after: Vec<&Type> = new.sources(new_model.id).iter().map(|(_, ty)| *ty).collect();
        let variants = |ty: &Type| new.variants.iter().any(|variant| variant.ty.as_ref() == Some(ty));
        let gone = before.iter().filter(|ty| !after.contains(ty) && variants(ty));
        for ty in gone {
            let words = format!("`From<{}>` is gone: more than one variant holds it", spell(ty, names));
            log.compile("from-removed", words);
        }
    }
}

fn held(names: &TypeNames<'_>, variant: &Variant) -> Option<Type> {
    variant.ty.as_ref().map(|ty| names.ty(ty))
}

/// Whether a branch can be known again by how it is told apart.
fn is_telling(criterion: &Criterion) -> bool {
    matches!(criterion, Criterion::Tag(_) | Criterion::Member(_) | Criterion::Key(_))
}

fn variant(log: &mut Log, names: &TypeNames<'_>, old: &Variant, new: &Variant) {
    let Variant {
        name,
        ty: _,
        is_true,
        criterion,
        // The tag is written in any case; that it is a field no longer is told of the field.
        tagging: _,
        docs,
    } = old;
    if *name != new.name {
        log.compile(
            "variant-renamed",
            format!("the variant `{name}` is now called `{}`", new.name),
        );
    }
    let was = held(names, old);
    if was != new.ty {
        let words = |ty: Option<&Type>| ty.map_or("nothing".to_owned(), |ty| format!("`{}`", spell(ty, names)));
        let (was, is) = (words(was.as_ref()), words(new.ty.as_ref()));
        log.compile(
            "variant-type",
            format!("the variant `{}` held {was} and holds {is}", new.name),
        );
    }
    if *criterion != new.criterion || *is_true != new.is_true {
        let (was, is) = (told(criterion), told(&new.criterion));
        log.runtime(
            "variant-wire",
            format!("the variant `{}` is {is} on the wire, was {was}", new.name),
        );
    }
    deprecated(log, docs, &new.docs, &format!("the variant `{}`", new.name));
}

/// How a branch is recognised.
fn told(criterion: &Criterion) -> String {
    let listed = |texts: &[String]| crate::diff::words::listed(texts);
    match criterion {
        Criterion::Tag(values) => format!(
            "the object with the tag {}",
            crate::diff::words::listed(values.iter().map(constant))
        ),
        Criterion::Member(key) => format!("the value of `{key}`"),
        Criterion::Key(keys) => format!("the object that has {}", listed(keys)),
        Criterion::Otherwise => "the object without the other keys".to_owned(),
        Criterion::Kind(kinds) => ValueKind::words(kinds),
        Criterion::Trial(_) => "what fits".to_owned(),
    }
}

fn constant(value: &Constant) -> String {
    match value {
        Constant::Missing => "missing".to_owned(),
        Constant::Null => "null".to_owned(),
        Constant::Bool(flag) => flag.to_string(),
        Constant::Integer(number) => number.to_string(),
        Constant::Text(text) => text.clone(),
        Constant::AnyText => "any other text".to_owned(),
    }
}
