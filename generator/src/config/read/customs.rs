//! `[[models]]` and `[[operations]]`: derives and attributes by name, and what counts as a success.

use std::fmt;
use std::ops::Range;

use schemars::JsonSchema;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::checks::{checked, words};
use crate::config::{Additions, ConfigError, Entry, ModelKind, ModelRule, OperationRule, SuccessRule};

/// Derives and attributes of the types that it matches.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "ModelRule")]
pub(super) struct RawModelRule {
    /// Globs over the Rust names of generated types, `"Stream*"` or `["Order", "*Filter"]`: `*` stands for any letters.
    #[serde(rename = "match")]
    #[schemars(with = "Globs")]
    matches: Spanned<Globs>,
    /// Traits to derive beside those that are derived anyway, `["Eq", "schemars::JsonSchema"]`. `JsonSchema`, `ToSchema` (utoipa) and
    /// `TS` (ts-rs) are told the names on the wire of fields and of the texts of enums; they describe records and closed enums, and not
    /// numbers that are texts on the wire.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    derive: Vec<Spanned<String>>,
    /// Attributes, without `#[` and `]`: `['cfg_attr(feature = "defmt", derive(defmt::Format))']`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    attributes: Vec<Spanned<String>>,
    /// Only types of these kinds; all if not given.
    #[serde(default)]
    kinds: Vec<RawKind>,
    /// Only types that callers send (`true`) or do not send (`false`).
    sent: Option<bool>,
    /// Only types that the service sends (`true`) or does not send (`false`).
    received: Option<bool>,
}

/// Derives and attributes of the request types that it matches, attributes of the methods that make them, and which responses
/// count as a success.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "OperationRule")]
pub(super) struct RawOperationRule {
    /// Globs over the Rust names of request types, `"List*"`, or over group and method, `"orders.*"`: `*` stands for any letters.
    #[serde(rename = "match")]
    #[schemars(with = "Globs")]
    matches: Spanned<Globs>,
    /// Traits that the request type derives beside those that it derives anyway.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    derive: Vec<Spanned<String>>,
    /// Attributes of the request type, without `#[` and `]`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    attributes: Vec<Spanned<String>>,
    /// Attributes of the method that makes the request, without `#[` and `]`: `["tracing::instrument(skip_all)"]`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    methods: Vec<Spanned<String>>,
    /// Which responses with a status from 200 to 299 count as a success. If several rules match an operation, the last one that
    /// sets this applies.
    success: Option<RawSuccess>,
}

/// Which responses with a status from 200 to 299 count as a success.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Success")]
enum RawSuccess {
    /// The default. A body that decodes as the declared type is a success whatever its status and media type, and so is an empty
    /// body where none is needed. Where nothing is decoded, the media type must be one that the operation declares; JSON and
    /// plain text with a declared status are accepted where no content was promised. HTML is not. For the items of a bulk, status
    /// and media type must be declared.
    Forgiving,
    /// Only a declared status with a declared media type, or without a body.
    Declared,
    /// Every response. Values must still decode. For the items of a bulk, every such response means that they were accepted.
    Any,
}

/// One glob or several.
#[derive(JsonSchema)]
#[serde(untagged)]
enum Globs {
    /// One.
    One(String),
    /// Several.
    Several(#[schemars(with = "Vec<String>", length(min = 1))] Vec<Spanned<String>>),
}

/// By hand, because an untagged enum loses the places of what is in it.
impl<'de> Deserialize<'de> for Globs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrSeveral)
    }
}

struct OneOrSeveral;

impl<'de> Visitor<'de> for OneOrSeveral {
    type Value = Globs;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a glob or a list of globs")
    }

    fn visit_str<E>(self, glob: &str) -> Result<Globs, E> {
        Ok(Globs::One(glob.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Globs, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Globs::Several)
    }
}

fn globs(matches: Spanned<Globs>) -> Result<Vec<Entry>, ConfigError> {
    let span = matches.span();
    match matches.into_inner() {
        Globs::One(text) => Ok(vec![Entry { text, span }]),
        Globs::Several(list) => words(list),
    }
}

/// A kind of generated type.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "ModelKind")]
enum RawKind {
    /// A struct.
    Record,
    /// Named texts.
    Enum,
    /// One of several.
    Union,
}

impl RawModelRule {
    pub(super) fn rule(self) -> Result<ModelRule, ConfigError> {
        let Self {
            matches,
            derive,
            attributes,
            kinds,
            sent,
            received,
        } = self;
        let kind = |kind: RawKind| match kind {
            RawKind::Record => ModelKind::Record,
            RawKind::Enum => ModelKind::Enum,
            RawKind::Union => ModelKind::Union,
        };
        let (place, adds) = (matches.span(), adds(derive, attributes)?);
        adds_something(adds == Additions::default(), place)?;
        Ok(ModelRule {
            matches: globs(matches)?,
            kinds: kinds.into_iter().map(kind).collect(),
            sent,
            received,
            adds,
        })
    }
}

impl RawOperationRule {
    pub(super) fn rule(self) -> Result<OperationRule, ConfigError> {
        let Self {
            matches,
            derive,
            attributes,
            methods,
            success,
        } = self;
        let (place, adds, methods) = (matches.span(), adds(derive, attributes)?, all_attributes(methods)?);
        adds_something(
            adds == Additions::default() && methods.is_empty() && success.is_none(),
            place,
        )?;
        let success = success.map(|success| match success {
            RawSuccess::Forgiving => SuccessRule::Forgiving,
            RawSuccess::Declared => SuccessRule::Declared,
            RawSuccess::Any => SuccessRule::Any,
        });
        Ok(OperationRule {
            matches: globs(matches)?,
            adds,
            methods,
            success,
        })
    }
}

fn adds_something(is_nothing: bool, span: Range<usize>) -> Result<(), ConfigError> {
    if !is_nothing {
        return Ok(());
    }
    Err(ConfigError {
        message: "this rule adds nothing".to_owned(),
        span,
        help: Some("say what: `derive` or `attributes`, and for operations also `methods` or `success`".to_owned()),
    })
}

fn adds(derive: Vec<Spanned<String>>, attributes: Vec<Spanned<String>>) -> Result<Additions, ConfigError> {
    let is_path = |text: &str| syn::parse_str::<syn::Path>(text).is_ok();
    let help = "write the path of a derive, `schemars::JsonSchema`";
    let derive = derive.into_iter().map(|path| checked(path, is_path, help));
    Ok(Additions {
        derive: derive.collect::<Result<_, _>>()?,
        attributes: all_attributes(attributes)?,
    })
}

fn all_attributes(list: Vec<Spanned<String>>) -> Result<Vec<String>, ConfigError> {
    let is_attribute = |text: &str| syn::parse_str::<syn::Meta>(text).is_ok();
    let help = "write what stands between `#[` and `]`, `cfg_attr(feature = \"x\", must_use)`";
    list.into_iter().map(|text| checked(text, is_attribute, help)).collect()
}
