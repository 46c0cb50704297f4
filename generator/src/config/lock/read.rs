//! The text of a `names.lock` → a [`Lock`], or what is wrong and where.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use super::{Doubt, Lock, LockForm, LockedMembers, LockedName, LockedOperation};
use crate::config::error::ConfigError;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    version: Option<Spanned<u32>>,
    document: String,
    /// Earlier versions wrote which types are a `oneOf` or an `anyOf`.
    #[serde(rename = "choices")]
    _choices: BTreeSet<String>,
    idle: BTreeSet<String>,
    setters: Option<Spanned<LockedMembers>>,
    groups: BTreeMap<String, Spanned<String>>,
    operations: BTreeMap<String, RawOperation>,
    types: BTreeMap<String, Spanned<String>>,
    members: BTreeMap<String, LockedMembers>,
    variants: BTreeMap<String, Spanned<String>>,
    webhooks: BTreeMap<String, Spanned<String>>,
    bodies: BTreeMap<String, Spanned<RawBodies>>,
    elements: BTreeMap<String, Vec<(String, String)>>,
    doubts: BTreeMap<String, Doubt>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOperation {
    group: Spanned<String>,
    method: Option<Spanned<String>>,
    request: Option<Spanned<String>>,
    error: Option<Spanned<String>>,
    shared: Option<Spanned<String>>,
    body: Option<Spanned<String>>,
    reply: Option<Spanned<String>>,
    output: Option<Spanned<String>>,
    id: Option<Spanned<String>>,
}

/// The bodies of an enum, or as versions before 5 have it, the body of a variant: `"TasksError.BadRequest" = "Problem"`.
#[derive(Deserialize)]
#[serde(untagged)]
enum RawBodies {
    OfVariant(String),
    OfEnum(BTreeMap<String, String>),
}

/// The number of the form that is written. Without a number, an earlier version wrote the file.
pub(super) const VERSION: u32 = 6;
const HOLLOW: u32 = 5;
const UNTAGGED: u32 = 4;
const MERGED: u32 = 3;
const UNMARKED: u32 = 2;

impl Lock {
    /// Reads the text of a `names.lock`.
    pub fn read(text: &str) -> Result<Self, ConfigError> {
        let Raw {
            version,
            document,
            _choices: _,
            idle,
            setters,
            groups,
            operations,
            types,
            members,
            variants,
            webhooks,
            bodies,
            elements,
            doubts,
        } = toml::from_str(text).map_err(|error| ConfigError {
            help: Some(
                "an empty `names.lock` starts a new one; its tables are `groups`, `operations`, `types`, `members`, `variants`, `webhooks`, `bodies`, `elements` and `doubts`"
                    .to_owned(),
            ),
            ..ConfigError::from_toml(&error)
        })?;
        let names =
            |all: BTreeMap<String, Spanned<String>>| all.into_iter().map(|(at, text)| (at, text.into())).collect();
        let operation = |raw: RawOperation| LockedOperation {
            group: raw.group.into(),
            method: raw.method.map(LockedName::from),
            request: raw.request.map(LockedName::from),
            error: raw.error.map(LockedName::from),
            shared: raw.shared.map(LockedName::from),
            body: raw.body.map(LockedName::from),
            reply: raw.reply.map(LockedName::from),
            output: raw.output.map(LockedName::from),
            members: LockedMembers::new(),
            id: raw.id.map(LockedName::from),
        };
        let form = match &version {
            None if operations.is_empty() && types.is_empty() => LockForm::Current,
            None => LockForm::Positions,
            Some(version) => match version.get_ref() {
                &VERSION => LockForm::Current,
                &HOLLOW => LockForm::Hollow,
                &UNTAGGED => LockForm::Untagged,
                &MERGED => LockForm::Merged,
                &UNMARKED => LockForm::Unmarked,
                other => {
                    return Err(ConfigError {
                        span: version.span(),
                        message: format!("version {other} is not a version of `names.lock` that this program reads"),
                        help: Some(format!("a lock of this program has `version = {VERSION}`")),
                    });
                }
            },
        };
        let mut out = Self {
            file: String::new(),
            form,
            document,
            idle,
            setters_at: setters.as_ref().map(Spanned::span).unwrap_or_default(),
            setters: setters.map(Spanned::into_inner),
            groups: names(groups),
            operations: operations.into_iter().map(|(at, raw)| (at, operation(raw))).collect(),
            types: names(types),
            variants: names(variants),
            webhooks: names(webhooks),
            bodies: self::bodies(bodies)?,
            elements,
            doubts,
        };
        for (owner, members) in members {
            let members = out.with_names(members);
            // Whoever removes the entry of a type or an operation forgets its members, too.
            if let Some(name) = out.types.get_mut(&owner) {
                name.members = members;
            } else if let Some(operation) = out.operations.get_mut(&owner) {
                operation.members = members;
            }
        }
        Ok(out)
    }
}

fn bodies(
    raw: BTreeMap<String, Spanned<RawBodies>>,
) -> Result<BTreeMap<String, BTreeMap<String, String>>, ConfigError> {
    let mut out: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (name, bodies) in raw {
        let span = bodies.span();
        match (bodies.into_inner(), name.split_once('.')) {
            (RawBodies::OfEnum(bodies), _) => drop(out.insert(name, bodies)),
            (RawBodies::OfVariant(body), Some((of, variant))) => {
                out.entry(of.to_owned()).or_default().insert(variant.to_owned(), body);
            }
            (RawBodies::OfVariant(_), None) => {
                return Err(ConfigError {
                    span,
                    message: format!("`{name}` does not name a variant of an error type"),
                    help: Some(format!(
                        "write `\"{name}\" = {{ \"BadRequest\" = \"Problem\" }}`, or remove the line"
                    )),
                });
            }
        }
    }
    Ok(out)
}

impl From<Spanned<String>> for LockedName {
    fn from(text: Spanned<String>) -> Self {
        Self {
            span: text.span(),
            name: text.into_inner(),
            members: LockedMembers::new(),
        }
    }
}
