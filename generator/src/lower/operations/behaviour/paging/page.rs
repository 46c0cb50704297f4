//! What a response holds, by names: a way of fields to a value of some kind.

use crate::lower::operations::known::{Known, Struct};
use crate::plan::{Field, FieldId, Output, Presence, Type};

/// The response of an operation, as a page.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    known: Known<'a>,
    whole: &'a Type,
}

/// A value of the response, with the names that lead to it.
pub(super) struct Entry<'a> {
    pub names: Vec<&'a str>,
    pub found: PageField<'a>,
}

/// A value in a page.
#[derive(Clone)]
pub(super) struct PageField<'a> {
    pub way: Vec<FieldId>,
    pub field: &'a Field,
    /// Whether it is always there.
    pub is_there: bool,
}

impl<'a> Page<'a> {
    pub(super) fn of(output: &'a Output, known: Known<'a>) -> Option<Self> {
        output.json().map(|whole| Self { known, whole })
    }

    /// The type of an item, if the response is the list.
    pub(super) fn item(self) -> Option<&'a Type> {
        match self.whole {
            Type::List(item) => Some(item),
            _ => None,
        }
    }

    pub(super) fn record(self) -> Option<Struct<'a>> {
        self.known.record(self.whole)
    }

    /// The value that a name leads to. Names may have dots in them.
    pub(super) fn find(self, name: &str) -> Option<PageField<'a>> {
        self.find_in(self.record()?, name)
    }

    fn find_in(self, owner: Struct<'a>, name: &str) -> Option<PageField<'a>> {
        if let Some((id, field)) = owner.field(name) {
            return PageField::of(id, field);
        }
        let mut dots = name.match_indices('.');
        dots.find_map(|(dot, _)| {
            let (id, field) = owner.field(&name[..dot])?;
            let found = self.find_in(self.known.record(&field.ty)?, &name[dot + 1..])?;
            Some(found.below(PageField::of(id, field)?))
        })
    }

    /// Everything in the response and in its objects, with the names that lead there.
    pub(super) fn all(self, depth: usize) -> Vec<Entry<'a>> {
        let record = self.record();
        record.map(|record| self.all_in(record, depth)).unwrap_or_default()
    }

    fn all_in(self, owner: Struct<'a>, depth: usize) -> Vec<Entry<'a>> {
        let mut out = Vec::new();
        for (id, field) in owner.fields() {
            let Some(here) = PageField::of(id, field) else { continue };
            if let Some(record) = self.known.record(&field.ty).filter(|_| depth > 0) {
                for Entry { mut names, found } in self.all_in(record, depth - 1) {
                    names.insert(0, field.wire());
                    let found = found.below(here.clone());
                    out.push(Entry { names, found });
                }
            }
            out.push(Entry {
                names: vec![field.wire()],
                found: here,
            });
        }
        out
    }
}

impl Entry<'_> {
    /// The names as an author would write them.
    pub(super) fn path(&self) -> String {
        self.names.join(".")
    }

    pub(super) fn leaf(&self) -> &str {
        self.names.last().copied().unwrap_or_default()
    }

    pub(super) fn containers(&self) -> &[&str] {
        self.names.split_last().map_or(&[], |(_, containers)| containers)
    }
}

impl<'a> PageField<'a> {
    /// A field, unless missing and null differ there: whoever reads pages has no use for that.
    fn of(id: FieldId, field: &'a Field) -> Option<Self> {
        (field.presence != Presence::Nullable).then(|| Self {
            way: vec![id],
            field,
            is_there: field.presence.is_plain(),
        })
    }

    fn below(mut self, owner: PageField<'_>) -> Self {
        self.is_there &= owner.is_there;
        self.way.splice(0..0, owner.way);
        self
    }

    /// The type of the elements of a list.
    pub(super) fn item(&self) -> Option<&'a Type> {
        match &self.field.ty {
            Type::List(item) => Some(item),
            _ => None,
        }
    }

    pub(super) fn is_text(&self) -> bool {
        self.field.ty == Type::Text
    }

    pub(super) fn is_flag(&self) -> bool {
        self.field.ty == Type::Bool
    }

    pub(super) fn is_integer(&self) -> bool {
        is_integer(&self.field.ty)
    }
}

/// Whether it is an integer, in quotes or not.
pub(super) fn is_integer(ty: &Type) -> bool {
    let plain = match ty {
        Type::Quoted(inner) => inner,
        ty => ty,
    };
    matches!(plain, Type::I32 | Type::I64 | Type::U32 | Type::U64)
}
