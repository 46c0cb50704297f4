//! What the objects of a document hold: the keys that a client needs, and what must stand there.

use crate::spec::OTHER_METHODS;

/// What a value must be.
#[derive(Clone, Copy)]
pub(super) enum Expect {
    /// Anything.
    Any,
    /// Anything but null, which stands for nothing.
    Something,
    Text,
    Flag,
    Texts,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A mapping, or `true` or `false`.
    Schema,
    /// Names to schemas.
    Schemas,
    Object(&'static Object),
    List(&'static Object),
    /// Names of the author's choice.
    Map(&'static Object),
    /// Lists of names of security schemes, each with its scopes.
    Requirements,
    /// By status.
    Responses,
    /// Names to maps from expressions to path items.
    Callbacks,
    /// Operations by methods that have no key of their own.
    OtherMethods,
}

/// What it costs if a value cannot be used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cost {
    /// Words for people.
    Nothing,
    /// The value.
    Value,
    /// The object that holds it; also if there is none.
    Object,
}

/// A key of an object.
pub(super) struct Key {
    pub name: &'static str,
    pub expect: Expect,
    pub cost: Cost,
}

/// A kind of object.
pub(super) struct Object {
    /// For people, with its article.
    pub name: &'static str,
    /// Whether `$ref` may stand in its place.
    pub refers: bool,
    pub keys: &'static [Key],
    /// Keys that are filled in where they are missing: an empty text, or an empty mapping.
    pub filled: &'static [(&'static str, bool)],
    /// Those of its keys that OpenAPI has since 3.2, without those that are words for people.
    pub since_32: &'static [&'static str],
    /// Keys that are not supported, each with what is lost.
    pub lost: &'static [(&'static str, &'static str)],
    /// What is lost with any other key that has a mapping; `None` if such keys are the author's own.
    pub other: Option<&'static str>,
    /// Whether extensions may stand among objects of this kind in a map.
    pub among_extensions: bool,
}

/// An object without keys.
const PLAIN: Object = Object {
    name: "",
    refers: false,
    keys: &[],
    filled: &[],
    since_32: &[],
    lost: &[],
    other: None,
    among_extensions: false,
};

const fn key(name: &'static str, expect: Expect, cost: Cost) -> Key {
    Key { name, expect, cost }
}

/// A text for people.
const fn words(name: &'static str) -> Key {
    key(name, Expect::Text, Cost::Nothing)
}

/// What a client does not look at.
const fn any(name: &'static str) -> Key {
    key(name, Expect::Any, Cost::Nothing)
}

const fn flag(name: &'static str) -> Key {
    key(name, Expect::Flag, Cost::Value)
}

use Cost::{Nothing, Object as Whole, Value as OnlyThis};
use Expect::{Callbacks, List, Map, OtherMethods, Responses, Schema, Schemas, Text, Texts, Word};

pub(super) static DOCUMENT: Object = Object {
    name: "a document",
    keys: &[
        any("openapi"),
        any("$self"),
        any("jsonSchemaDialect"),
        key("externalDocs", Expect::Something, Nothing),
        key("security", Expect::Requirements, OnlyThis),
        key("info", Expect::Object(&INFO), Nothing),
        key("servers", List(&SERVER), OnlyThis),
        key("paths", Map(&PATH_ITEM), OnlyThis),
        key("webhooks", Map(&PATH_ITEM), OnlyThis),
        key("components", Expect::Object(&COMPONENTS), OnlyThis),
        key("tags", List(&TAG), Nothing),
    ],
    since_32: &["$self"],
    ..PLAIN
};

static INFO: Object = Object {
    name: "an info object",
    keys: &[words("title"), words("version"), words("description")],
    ..PLAIN
};

static TAG: Object = Object {
    name: "a tag",
    keys: &[key("name", Text, Whole), words("description")],
    ..PLAIN
};

static COMPONENTS: Object = Object {
    name: "components",
    keys: &[
        key("schemas", Schemas, OnlyThis),
        key("responses", Map(&RESPONSE), OnlyThis),
        key("parameters", Map(&PARAMETER), OnlyThis),
        key("requestBodies", Map(&BODY), OnlyThis),
        key("headers", Map(&HEADER), OnlyThis),
        key("securitySchemes", Map(&SECURITY), OnlyThis),
        key("pathItems", Map(&PATH_ITEM), OnlyThis),
        key("mediaTypes", Map(&MEDIA), OnlyThis),
        key("callbacks", Callbacks, OnlyThis),
        any("examples"),
        any("links"),
    ],
    since_32: &["mediaTypes"],
    ..PLAIN
};

pub(super) static SERVER: Object = Object {
    name: "a server",
    keys: &[
        key("url", Text, Whole),
        words("description"),
        key("variables", Map(&VARIABLE), Whole),
    ],
    ..PLAIN
};

static VARIABLE: Object = Object {
    name: "a server variable",
    keys: &[
        key("default", Text, Whole),
        key("enum", Texts, Nothing),
        words("description"),
    ],
    ..PLAIN
};

const METHOD: Expect = Expect::Object(&OPERATION);

pub(super) static PATH_ITEM: Object = Object {
    name: "a path item",
    refers: true,
    keys: &[
        words("summary"),
        words("description"),
        key("servers", List(&SERVER), OnlyThis),
        key("parameters", List(&PARAMETER), OnlyThis),
        key("get", METHOD, OnlyThis),
        key("put", METHOD, OnlyThis),
        key("post", METHOD, OnlyThis),
        key("delete", METHOD, OnlyThis),
        key("options", METHOD, OnlyThis),
        key("head", METHOD, OnlyThis),
        key("patch", METHOD, OnlyThis),
        key("trace", METHOD, OnlyThis),
        key("query", METHOD, OnlyThis),
        key(OTHER_METHODS, OtherMethods, OnlyThis),
    ],
    since_32: &["query", OTHER_METHODS],
    other: Some("an operation stands below the name of its method, in lower case; this one is left out"),
    among_extensions: true,
    ..PLAIN
};

pub(super) static OPERATION: Object = Object {
    name: "an operation",
    keys: &[
        words("summary"),
        words("description"),
        any("externalDocs"),
        any("security"),
        key("tags", Texts, Nothing),
        key("operationId", Text, Nothing),
        flag("deprecated"),
        key("parameters", List(&PARAMETER), OnlyThis),
        key("requestBody", Expect::Object(&BODY), OnlyThis),
        key("responses", Responses, OnlyThis),
        key("callbacks", Callbacks, OnlyThis),
        key("servers", List(&SERVER), OnlyThis),
    ],
    filled: &[("responses", true)],
    ..PLAIN
};

const STYLES: &[&str] = &[
    "simple",
    "label",
    "matrix",
    "form",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
    "cookie",
];

/// Words that OpenAPI has since 3.2, each with its key.
pub(super) const WORDS_SINCE_32: [(&str, &str); 2] = [("in", "querystring"), ("style", "cookie")];

static PARAMETER: Object = Object {
    name: "a parameter",
    refers: true,
    keys: &[
        key("name", Text, Whole),
        key("in", Word(&["path", "query", "querystring", "header", "cookie"]), Whole),
        words("description"),
        flag("required"),
        flag("deprecated"),
        flag("explode"),
        flag("allowEmptyValue"),
        flag("allowReserved"),
        key("style", Word(STYLES), OnlyThis),
        key("schema", Schema, OnlyThis),
        key("content", Map(&MEDIA), OnlyThis),
        any("example"),
        any("examples"),
    ],
    ..PLAIN
};

static HEADER: Object = Object {
    name: "a header",
    refers: true,
    keys: &[
        words("description"),
        flag("required"),
        flag("deprecated"),
        flag("explode"),
        key("style", Word(STYLES), OnlyThis),
        key("schema", Schema, OnlyThis),
        key("content", Map(&MEDIA), OnlyThis),
        any("example"),
        any("examples"),
    ],
    ..PLAIN
};

static BODY: Object = Object {
    name: "a request body",
    refers: true,
    keys: &[
        words("description"),
        flag("required"),
        key("content", Map(&MEDIA), Whole),
    ],
    ..PLAIN
};

pub(super) static RESPONSE: Object = Object {
    name: "a response",
    refers: true,
    keys: &[
        words("description"),
        words("summary"),
        key("headers", Map(&HEADER), OnlyThis),
        key("content", Map(&MEDIA), OnlyThis),
        any("links"),
    ],
    filled: &[("description", false)],
    ..PLAIN
};

static MEDIA: Object = Object {
    name: "a media type",
    refers: true,
    keys: &[
        key("schema", Schema, OnlyThis),
        key("itemSchema", Schema, OnlyThis),
        key("encoding", Map(&ENCODING), OnlyThis),
        any("example"),
        any("examples"),
    ],
    since_32: &["itemSchema"],
    lost: &[
        ("itemEncoding", "the body is not written like that"),
        ("prefixEncoding", "the body is not written like that"),
    ],
    ..PLAIN
};

static ENCODING: Object = Object {
    name: "an encoding",
    keys: &[
        key("contentType", Text, OnlyThis),
        key("headers", Map(&HEADER), OnlyThis),
        key("style", Word(STYLES), OnlyThis),
        flag("explode"),
        flag("allowReserved"),
    ],
    lost: &[
        ("encoding", "the part is not written like that"),
        ("itemEncoding", "the part is not written like that"),
        ("prefixEncoding", "the part is not written like that"),
    ],
    ..PLAIN
};

/// Stands in a schema.
pub(super) static DISCRIMINATOR: Object = Object {
    name: "a discriminator",
    keys: &[
        key("propertyName", Text, Whole),
        any("mapping"),
        key("defaultMapping", Text, OnlyThis),
    ],
    since_32: &["defaultMapping"],
    ..PLAIN
};

const SCHEMES: &[&str] = &["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"];

static SECURITY: Object = Object {
    name: "a security scheme",
    refers: true,
    keys: &[
        key("type", Word(SCHEMES), Whole),
        words("description"),
        key("name", Text, OnlyThis),
        key("in", Word(&["query", "header", "cookie"]), OnlyThis),
        key("scheme", Text, OnlyThis),
        words("bearerFormat"),
        any("flows"),
        any("openIdConnectUrl"),
    ],
    ..PLAIN
};
