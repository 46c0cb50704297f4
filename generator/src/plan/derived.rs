//! What follows from what a type is: who writes it down and who compares it must agree on that.

use super::{Bound, Criterion, Field, Literal, Member, ModelId, Record, Tagging, Type, Union, Variant};

/// More arguments than this are no help: such a record is written as a literal.
const MAX_ARGUMENTS: usize = 7;

impl Field {
    /// Whether a value must be there to make the record.
    pub fn is_given(&self) -> bool {
        self.presence.is_given()
    }

    /// Its key, or what the author calls its group.
    pub fn wire(&self) -> &str {
        match &self.member {
            Member::Single(single) => &single.key,
            Member::Group(name) => name,
        }
    }

    /// Whether it is a group of members.
    pub fn is_group(&self) -> bool {
        matches!(self.member, Member::Group(_))
    }

    /// Its only value.
    pub fn constant(&self) -> Option<&Literal> {
        match &self.member {
            Member::Single(single) => single.constant.as_ref(),
            Member::Group(_) => None,
        }
    }

    /// Its limits.
    pub fn bounds(&self) -> &[Bound] {
        match &self.member {
            Member::Single(single) => &single.bounds,
            Member::Group(_) => &[],
        }
    }

    /// Whether `new` asks for it.
    pub fn is_argument(&self) -> bool {
        self.is_given() && self.constant().is_none()
    }
}

impl Record {
    /// The types of its fields, in order.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.fields.iter().map(|field| &field.ty)
    }

    /// What `new` asks for, in this order.
    pub fn arguments(&self) -> Vec<&Field> {
        self.fields.iter().filter(|field| field.is_argument()).collect()
    }

    /// Whether there is a `new`.
    pub fn has_new(&self) -> bool {
        self.arguments().len() <= MAX_ARGUMENTS
    }
}

impl Union {
    /// The types of its branches, in order, of those that hold something.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.variants.iter().filter_map(|variant| variant.ty.as_ref())
    }

    /// What `From` makes a branch of: what it holds, where no other branch holds the same, so that callers write `5`, `"text"` or
    /// the branch itself. [`Type::Text`] stands for any text, [`Type::Number`] for any number. `own` is the union itself.
    pub fn sources(&self, own: ModelId) -> Vec<(&Variant, &Type)> {
        let held = |variant: &Variant| variant.ty.clone().map(Type::unboxed);
        let is_alone = |variant: &&Variant| {
            let same = self.variants.iter().filter(|other| held(other) == held(variant));
            same.count() == 1
        };
        let source = |variant: &&Variant| match (held(variant), &variant.criterion) {
            (Some(Type::Model(id)), _) => id != own && is_alone(variant),
            (Some(ty), Criterion::Kind(_)) => ty.is_plain(),
            _ => false,
        };
        let branches = self.variants.iter().filter(source);
        branches
            .filter_map(|variant| Some((variant, variant.ty.as_ref()?)))
            .collect()
    }
}

impl Variant {
    /// Whether the union writes the tag of what the branch holds.
    pub fn is_tagged(&self) -> bool {
        self.tagging != Tagging::Held
    }
}

impl Type {
    /// What a box holds or a quoted number is, or the type itself.
    fn unboxed(self) -> Self {
        match self {
            Self::Boxed(inner) | Self::Quoted(inner) => *inner,
            other => other,
        }
    }

    /// Whether this is, or holds, a type of another crate that the runtime writes and reads.
    pub fn is_foreign(&self) -> bool {
        matches!(self, Self::Time | Self::Decimal) || self.inner().is_some_and(Self::is_foreign)
    }

    /// Whether a value of this type is copied rather than cloned.
    pub fn is_copy(&self) -> bool {
        let plain = [Self::Bool, Self::I32, Self::I64, Self::U32, Self::U64, Self::F64];
        plain.contains(self) || matches!(self, Self::Quoted(_))
    }

    /// A text, a number or a truth value.
    fn is_plain(&self) -> bool {
        let numbers = [Self::I32, Self::I64, Self::U32, Self::U64, Self::F64, Self::Number];
        numbers.contains(self) || matches!(self, Self::Bool | Self::Text)
    }
}
