//! Changes from a place onwards: said by `x-client-feed`.

use super::feed_count;
use super::said::Said;
use crate::diag::Diagnostic;
use crate::lower::drafts::{OperationDraft, OperationDrafts};
use crate::lower::operations::known::{Known, Struct};
use crate::plan::{BodyParameter, Feed, FeedCursors, FeedSetting, Field, FieldId, Output, Partitions, Presence, Type};

const NAME: &str = "x-client-feed";

/// How to follow changes, if that is said.
pub(super) fn feed(
    drafts: &OperationDrafts,
    draft: &OperationDraft,
    known: Known<'_>,
) -> Result<Option<Feed>, Box<Diagnostic>> {
    let Some(said) = Said::of(draft.method, NAME)? else {
        return Ok(None);
    };
    let reader = Reader::new(&said, draft, known)?;
    let partitions = said.optional_text("partitions");
    if let (None, Some(key)) = (
        &partitions,
        ["index", "positions"]
            .iter()
            .find(|key| said.optional_text(key).is_some()),
    ) {
        return Err(said.fault(format_args!("needs `partitions` beside `{key}`")));
    }
    let cursors = match &partitions {
        Some(wire) => FeedCursors::ByPartition(reader.partitions(wire)?),
        None => FeedCursors::One {
            cursor: reader.optional(&said.text("cursor", "cursor"), &Type::Text)?,
            next: reader.answered(&said.text("next", "nextCursor"), |ty| *ty == Type::Text)?,
        },
    };
    let start = said.optional_text("start");
    let settings = [said.setting("limit"), said.setting("hold")];
    let cursor = match &partitions {
        Some(wire) => wire.clone(),
        None => said.text("cursor", "cursor"),
    };
    let loose = said.texts("loose").into_iter().chain([cursor]).chain(start.clone());
    let loose = loose.chain(settings.iter().flatten().map(|(wire, _)| wire.clone()));
    let loose: Result<Vec<FieldId>, _> = loose.map(|wire| reader.loose(&wire)).collect();
    let [limit, hold] = settings.map(|setting| setting.map(|(wire, value)| reader.setting(&wire, value)).transpose());
    Ok(Some(Feed {
        cursors,
        start: start.map(|wire| reader.optional(&wire, &Type::Text)).transpose()?,
        items: reader.answered(&said.text("items", "items"), |ty| matches!(ty, Type::List(_)))?,
        more: reader.answered(&said.text("more", "hasNext"), |ty| *ty == Type::Bool)?,
        beginning: said.optional_text("beginning"),
        now: said.text("now", "now"),
        limit: limit?,
        hold: hold?,
        refused_cursor: refused(&said),
        loose: loose?,
        count: feed_count::count(&said, drafts, draft, partitions.is_some(), known)?,
    }))
}

/// The statuses by which a cursor is refused.
fn refused(said: &Said) -> Vec<u16> {
    let statuses = said.statuses("expired");
    if statuses.is_empty() { vec![400, 410] } else { statuses }
}

/// The body and the response, in which fields are looked up.
struct Reader<'a> {
    said: &'a Said<'a>,
    body: &'a [BodyParameter],
    response: Struct<'a>,
    known: Known<'a>,
}

impl<'a> Reader<'a> {
    fn new(said: &'a Said<'a>, draft: &'a OperationDraft, known: Known<'a>) -> Result<Self, Box<Diagnostic>> {
        let body = draft.body.as_ref().filter(|body| body.spread);
        let body = body.ok_or_else(|| said.fault("wants a JSON body that is an object"))?;
        let response = match &draft.output {
            Output::Json(ty) => known.record(ty),
            _ => None,
        };
        Ok(Self {
            said,
            body: &body.fields,
            response: response.ok_or_else(|| said.fault("wants a response that is a JSON object"))?,
            known,
        })
    }

    /// A field of the body.
    fn given(&self, wire: &str) -> Option<&'a BodyParameter> {
        self.body.iter().find(|parameter| parameter.field.wire() == wire)
    }

    /// An optional field of the body.
    fn optional(&self, wire: &str, ty: &Type) -> Result<FieldId, Box<Diagnostic>> {
        let fits = |field: &Field| field.presence == Presence::Optional && field.ty == *ty;
        let found = self.given(wire).filter(|parameter| fits(&parameter.field));
        let found = found.map(|parameter| parameter.id);
        found.ok_or_else(|| {
            self.said
                .fault(format_args!("wants an optional field `{wire}` of the body"))
        })
    }

    /// A field of the body that does not change what is followed.
    fn loose(&self, wire: &str) -> Result<FieldId, Box<Diagnostic>> {
        let found = self.given(wire).map(|parameter| parameter.id);
        found.ok_or_else(|| self.said.fault(format_args!("wants a field `{wire}` of the body")))
    }

    fn setting(&self, wire: &str, value: u64) -> Result<FeedSetting, Box<Diagnostic>> {
        let is_whole = |ty: &Type| matches!(ty, Type::I32 | Type::I64 | Type::U32 | Type::U64);
        let fits = |field: &Field| field.presence == Presence::Optional && is_whole(&field.ty);
        let found = self.given(wire).filter(|parameter| fits(&parameter.field));
        let found = found.map(|parameter| FeedSetting {
            field: parameter.id,
            value,
        });
        found.ok_or_else(|| {
            self.said
                .fault(format_args!("wants an optional integer `{wire}` in the body"))
        })
    }

    /// A field of the response that has a fitting type.
    fn answered(&self, wire: &str, fits: fn(&Type) -> bool) -> Result<FieldId, Box<Diagnostic>> {
        let (id, found) = self.response.field(wire).ok_or_else(|| self.missing(wire))?;
        if !fits(&found.ty) {
            let message = format_args!("cannot use the field `{wire}` of the response, which has another type");
            return Err(self.said.fault(message));
        }
        Ok(id)
    }

    fn missing(&self, wire: &str) -> Box<Diagnostic> {
        self.said.fault(format_args!("wants a field `{wire}` of the response"))
    }

    fn partitions(&self, wire: &str) -> Result<Partitions, Box<Diagnostic>> {
        let list = self.given(wire);
        let list = list.ok_or_else(|| self.said.fault(format_args!("wants a field `{wire}` of the body")))?;
        let element = self.element(&list.field.ty)?;
        let (index, own) = self.part(element, &self.said.text("index", "index"))?;
        let (cursor, token) = self.part(element, &self.said.text("cursor", "cursor"))?;
        let wire = self.said.text("positions", "partitions");
        let (positions, answered) = self.response.field(&wire).ok_or_else(|| self.missing(&wire))?;
        let place = self.element(&answered.ty)?;
        let (number, other) = self.part(place, &self.said.text("index", "index"))?;
        let (next, next_token) = self.part(place, &self.said.text("next", "nextCursor"))?;
        let mut fields = element.fields();
        let is_alone = fields.all(|(id, field)| field.presence == Presence::Optional || id == index);
        let is_cursor = token.ty == Type::Text && token.presence == Presence::Optional && next_token.ty == Type::Text;
        if !is_alone || !is_cursor || own.ty != other.ty || !matches!(own.ty, Type::I32 | Type::I64) {
            return Err(self
                .said
                .fault("wants partitions that are numbered by a signed integer, with an optional cursor"));
        }
        Ok(Partitions {
            list: list.id,
            element: element.id,
            index,
            is_wide: own.ty == Type::I64,
            cursor,
            positions,
            number,
            next,
        })
    }

    fn element(&self, ty: &Type) -> Result<Struct<'a>, Box<Diagnostic>> {
        let found = match ty {
            Type::List(item) => self.known.record(item),
            _ => None,
        };
        found.ok_or_else(|| self.said.fault("wants lists of objects for partitions"))
    }

    fn part(&self, of: Struct<'a>, wire: &str) -> Result<(FieldId, &'a Field), Box<Diagnostic>> {
        let found = of.field(wire);
        found.ok_or_else(|| self.said.fault(format_args!("wants a field `{wire}` of a partition")))
    }
}
