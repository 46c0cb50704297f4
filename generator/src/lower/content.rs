//! Media types: in which forms a body can be sent or read, and which of them are worth a method of their own.
//!
//! In: a `content` map. Out: [`Content`]s, the best one first. JSON is preferred; another form is kept beside it only if it says
//! something else, so the same schema as JSON, XML and a form is one method and not three.

use crate::schemas::NodeId;
use crate::schemas::{Direction, Graph, Shape};
use crate::spec::{Encoding, JsonType, Media, essence, is_json, without_charset};

/// The form of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) enum Form {
    Json,
    UrlEncoded,
    Multipart,
    Events,
    Lines,
    Bytes,
    Text,
}

impl Form {
    const ALL: [Self; 7] = [
        Self::Json,
        Self::UrlEncoded,
        Self::Multipart,
        Self::Events,
        Self::Lines,
        Self::Bytes,
        Self::Text,
    ];

    /// The form with this suffix.
    pub(in crate::lower) fn named(suffix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.suffix() == suffix)
    }

    /// What is added to the name of a method that is not the operation's first one.
    pub(in crate::lower) fn suffix(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::UrlEncoded => "form",
            Self::Multipart => "multipart",
            Self::Events => "events",
            Self::Lines => "lines",
            Self::Bytes => "bytes",
            Self::Text => "text",
        }
    }

    /// Whether a body is a sequence of items.
    pub(in crate::lower) fn is_sequence(self) -> bool {
        matches!(self, Self::Events | Self::Lines)
    }

    /// Whether a success is handed over as text or bytes, or piece by piece.
    pub(in crate::lower) fn is_raw(self) -> bool {
        matches!(self, Self::Events | Self::Lines | Self::Bytes | Self::Text)
    }

    /// Whether the schema of the document describes the value, and not only the bytes.
    pub(in crate::lower) fn is_typed(self) -> bool {
        !matches!(self, Self::Bytes | Self::Text)
    }
}

/// One way to send or read a body.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Content {
    pub form: Form,
    /// All media types of this form, the first one is sent.
    pub media_types: Vec<String>,
    pub schema: Option<NodeId>,
    /// Whether the schema is that of one item of a sequence.
    pub is_item: bool,
    pub encoding: Vec<(String, Encoding)>,
}

/// What a lock keeps of the first way, if that is not the best one anyway: a form, or a dialect of JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lower) enum Preference {
    Form(Form),
    /// A media type that is not just `application/json`, without its charset.
    Dialect(String),
}

impl Preference {
    /// Reads what `word` writes.
    pub(in crate::lower) fn named(word: &str) -> Option<Self> {
        let dialect = || is_json(word).then(|| Self::Dialect(without_charset(word)));
        Form::named(word).map(Self::Form).or_else(dialect)
    }

    /// What prefers this content to others that may come.
    pub(in crate::lower) fn of(content: &Content) -> Option<Self> {
        match (
            content.form,
            content.media_types.first().map(|first| without_charset(first)),
        ) {
            (Form::Json, Some(dialect)) if is_json(&dialect) && dialect != JSON => Some(Self::Dialect(dialect)),
            (Form::Json, _) => None,
            (form, _) => Some(Self::Form(form)),
        }
    }

    /// A suffix, or a media type.
    pub(in crate::lower) fn word(&self) -> &str {
        match self {
            Self::Form(form) => form.suffix(),
            Self::Dialect(media_type) => media_type,
        }
    }
}

/// What every service understands that speaks JSON at all.
const JSON: &str = "application/json";

/// The ways that differ, the best one first: the one that a lock keeps, if it does.
pub(in crate::lower) fn contents(
    graph: &Graph,
    list: &[Media<NodeId>],
    direction: Direction,
    locked: Option<&Preference>,
) -> Vec<Content> {
    let mut all: Vec<Content> = Vec::new();
    // Dialects stand behind `application/json`, each with its schema.
    let rank = |media: &&Media<NodeId>| {
        let own = without_charset(&media.media_type);
        let is_locked = |known: fn(&str) -> String| match locked {
            Some(Preference::Dialect(locked)) => known(locked) == known(&own),
            _ => false,
        };
        let is_dialect = is_json(&own) && essence(&own) != JSON;
        (!is_locked(str::to_owned), !is_locked(essence), is_dialect)
    };
    let mut list: Vec<&Media<NodeId>> = list.iter().collect();
    list.sort_by_key(rank);
    for media in list {
        let form = form(graph, media, direction);
        match all.iter_mut().find(|known| known.form == form) {
            Some(known) => known.media_types.push(media.media_type.clone()),
            None => all.push(Content {
                form,
                media_types: vec![media.media_type.clone()],
                schema: item(media, form).or(media.schema),
                is_item: item(media, form).is_some(),
                encoding: media.encoding.clone(),
            }),
        }
    }
    all.sort_by_key(|content| (locked != Some(&Preference::Form(content.form)), content.form));
    if all.first().is_some_and(|first| first.form == Form::Json) {
        all.iter_mut().for_each(without_markup);
    }
    let mut kept: Vec<Content> = Vec::new();
    for content in all {
        if kept.is_empty() || is_news(graph, &kept[0], &content) {
            kept.push(content);
        }
    }
    kept
}

/// The schema of an item, if a body of this form is read or written item by item.
fn item(media: &Media<NodeId>, form: Form) -> Option<NodeId> {
    media.item.filter(|_| form.is_sequence())
}

/// XML and the like beside JSON say what JSON says.
fn without_markup(content: &mut Content) {
    if content.form == Form::Text && !content.media_types.iter().all(|one| is_markup(one)) {
        content.media_types.retain(|one| !is_markup(one));
    }
}

/// Whether a further form gives a caller something that the first one does not.
fn is_news(graph: &Graph, first: &Content, further: &Content) -> bool {
    match further.form {
        Form::Events | Form::Lines => true,
        // Whoever reads bytes can read text.
        Form::Text if first.form == Form::Bytes => false,
        Form::Bytes | Form::Text => {
            let own = further.schema.is_none_or(|node| is_plain_text(graph, node));
            let first_is_text = first.schema.is_some_and(|node| is_plain_text(graph, node));
            own && !first_is_text && !further.media_types.iter().all(|one| is_markup(one))
        }
        Form::Json | Form::UrlEncoded | Form::Multipart => {
            let of = |content: &Content| content.schema.and_then(|node| graph.site(node).ok());
            of(first) != of(further) && !looks_the_same(graph, first, further)
        }
    }
}

/// Inline copies of one schema: the same properties.
fn looks_the_same(graph: &Graph, first: &Content, further: &Content) -> bool {
    let names = |content: &Content| names(graph, content.schema?);
    names(first) == names(further)
}

fn names(graph: &Graph, node: NodeId) -> Option<Vec<String>> {
    let merged = graph.merged(graph.site(node).ok()?).ok()?;
    let mut names: Vec<String> = merged.properties.iter().map(|(name, _)| name.clone()).collect();
    names.sort();
    Some(names)
}

/// Whether two schemas are the same, or copies of one: of the same kind, with the same properties or elements.
pub(in crate::lower) fn is_copy(graph: &Graph, one: NodeId, other: NodeId) -> bool {
    let (Ok(one), Ok(other)) = (graph.site(one), graph.site(other)) else {
        return false;
    };
    one == other
        || match (graph.shape(one), graph.shape(other)) {
            (Ok(Shape::List(Some(one))), Ok(Shape::List(Some(other)))) => is_copy(graph, *one, *other),
            (Ok(Shape::Map(one)), Ok(Shape::Map(other))) => is_copy(graph, *one, *other),
            (Ok(own), Ok(other_shape)) => own.kind() == other_shape.kind() && names(graph, one) == names(graph, other),
            _ => false,
        }
}

/// Other spellings of what JSON says too.
pub(in crate::lower) fn is_markup(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("xml") || essence.ends_with("html") || essence.ends_with("yaml") || essence.ends_with("protobuf")
}

/// What the schema of a media type describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lower) enum Described {
    /// There is no schema.
    Nothing,
    Bytes,
    Text,
    Value,
}

impl Described {
    fn by(graph: &Graph, schema: Option<NodeId>) -> Self {
        match schema {
            None => Self::Nothing,
            Some(node) if is_binary(graph, node) => Self::Bytes,
            Some(node) if is_plain_text(graph, node) => Self::Text,
            Some(_) => Self::Value,
        }
    }
}

pub(super) fn form(graph: &Graph, media: &Media<NodeId>, direction: Direction) -> Form {
    form_of(&media.media_type, Described::by(graph, media.schema), direction)
}

/// The form of a media type whose schema describes this.
pub(in crate::lower) fn form_of(media_type: &str, described: Described, direction: Direction) -> Form {
    let essence = essence(media_type);
    let binary = described == Described::Bytes;
    let wild = essence == "*/*" || essence == "application/*";
    match essence.as_str() {
        "text/event-stream" if direction == Direction::Read => Form::Events,
        "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/json-seq"
        | "application/stream+json"
        | "application/x-json-stream"
            if !binary =>
        {
            Form::Lines
        }
        // `application/geo+json-seq` and others.
        other if other.ends_with("+json-seq") && !binary => Form::Lines,
        "application/x-www-form-urlencoded" if direction == Direction::Write => Form::UrlEncoded,
        // The second is what some documents call it.
        "multipart/form-data" | "application/form-data" if direction == Direction::Write => Form::Multipart,
        _ if binary => Form::Bytes,
        _ if wild && described == Described::Nothing => Form::Bytes,
        _ if wild && described == Described::Text => Form::Text,
        _ if is_json(&essence) => Form::Json,
        _ if is_text(&essence) => Form::Text,
        _ => Form::Bytes,
    }
}

fn is_text(essence: &str) -> bool {
    let words = [
        "xml",
        "yaml",
        "javascript",
        "graphql",
        "csv",
        "x-www-form-urlencoded",
        "sql",
        "html",
    ];
    essence.starts_with("text/") || words.iter().any(|word| essence.ends_with(word))
}

fn is_binary(graph: &Graph, node: NodeId) -> bool {
    let merged = graph.site(node).and_then(|site| graph.merged(site));
    merged.is_ok_and(|merged| merged.format == Some("binary"))
}

pub(in crate::lower) fn is_plain_text(graph: &Graph, node: NodeId) -> bool {
    let merged = graph.site(node).and_then(|site| graph.merged(site));
    merged.is_ok_and(|merged| merged.kind() == Some(JsonType::String) && merged.values.is_none())
}

/// Whether a schema describes parts of a value.
pub(in crate::lower) fn is_structured(graph: &Graph, node: NodeId) -> bool {
    graph.shape(node).is_ok_and(|shape| {
        matches!(
            shape,
            Shape::Record | Shape::Union(_) | Shape::List(Some(_)) | Shape::Map(_)
        )
    })
}
