//! `names.lock`: the names that were given once. Tables of groups, operations, types and variants of
//! errors, each sorted by place.
//!
//! In: the text of the file. Out: a [`Lock`], or what is wrong and where; and the text of a lock. Whether the names are good
//! is not decided here.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::error::ConfigError;

/// The names of a client that do not change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The file, as shown to people.
    pub file: String,
    /// The form in which it was written.
    pub form: LockForm,
    /// The first document, whose components have keys without a file. Its path leads there from the lock.
    pub document: String,
    /// Tag, or what else names a group in the document → accessor.
    pub groups: BTreeMap<String, LockedName>,
    /// Place → method and request type.
    pub operations: BTreeMap<String, LockedOperation>,
    /// What a type is → its name.
    pub types: BTreeMap<String, LockedName>,
    /// Pointer to a response of an operation → its variant.
    pub variants: BTreeMap<String, LockedName>,
    /// Variant of an enum that operations share, as `TasksError.BadRequest` → the type of its body.
    pub bodies: BTreeMap<String, String>,
    /// List that a key leads through → the label of each element, and in numbers what it is like.
    pub elements: BTreeMap<String, Vec<(String, String)>>,
}

/// The forms of locks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LockForm {
    /// Its keys are pointers to what it names.
    Positions,
    /// Elements of lists have labels, and nothing else is known of them.
    Unmarked,
    /// Components of all files have the names that they have in the merged document.
    Merged,
    /// The form that is written.
    #[default]
    Current,
}

/// A name, and where it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockedName {
    /// The name.
    pub name: String,
    /// Its bytes.
    pub span: Range<usize>,
}

/// What an operation is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockedOperation {
    /// The accessor of its group.
    pub group: LockedName,
    /// Its method.
    pub method: LockedName,
    /// Its request type; `None` until it is named after a method that has just got another name.
    pub request: Option<LockedName>,
    /// Its own name for its error type, if it has one.
    pub error: Option<LockedName>,
    /// The enum of its error bodies, if that is another name.
    pub shared: Option<LockedName>,
    /// The form of the body that the method sends, unless that is JSON: `multipart`.
    pub body: Option<LockedName>,
    /// The form of the body that it receives, unless that is JSON.
    pub reply: Option<LockedName>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    version: Option<Spanned<u32>>,
    document: String,
    groups: BTreeMap<String, Spanned<String>>,
    operations: BTreeMap<String, RawOperation>,
    types: BTreeMap<String, Spanned<String>>,
    variants: BTreeMap<String, Spanned<String>>,
    bodies: BTreeMap<String, String>,
    elements: BTreeMap<String, Vec<(String, String)>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOperation {
    group: Spanned<String>,
    method: Spanned<String>,
    request: Spanned<String>,
    error: Option<Spanned<String>>,
    shared: Option<Spanned<String>>,
    body: Option<Spanned<String>>,
    reply: Option<Spanned<String>>,
}

/// The number of the form that is written. Without a number, an earlier version wrote the file.
const VERSION: u32 = 4;
const MERGED: u32 = 3;
const UNMARKED: u32 = 2;

const HEAD: &str = "# Names that do not change. Made by `oasmith generate`: commit it. A name that is changed here is changed for good.\n";

impl Lock {
    /// Reads the text of a `names.lock`.
    pub fn read(text: &str) -> Result<Self, ConfigError> {
        let Raw {
            version,
            document,
            groups,
            operations,
            types,
            variants,
            bodies,
            elements,
        } = toml::from_str(text).map_err(|error| ConfigError {
            help: Some(
                "an empty `names.lock` starts a new one; its tables are `groups`, `operations`, `types`, `variants`, `bodies` and `elements`"
                    .to_owned(),
            ),
            ..ConfigError::from_toml(&error)
        })?;
        let names =
            |all: BTreeMap<String, Spanned<String>>| all.into_iter().map(|(at, text)| (at, text.into())).collect();
        let operation = |raw: RawOperation| LockedOperation {
            group: raw.group.into(),
            method: raw.method.into(),
            request: Some(raw.request.into()),
            error: raw.error.map(LockedName::from),
            shared: raw.shared.map(LockedName::from),
            body: raw.body.map(LockedName::from),
            reply: raw.reply.map(LockedName::from),
        };
        let form = match &version {
            None if operations.is_empty() && types.is_empty() => LockForm::Current,
            None => LockForm::Positions,
            Some(version) => match version.get_ref() {
                &VERSION => LockForm::Current,
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
        Ok(Self {
            file: String::new(),
            form,
            document,
            groups: names(groups),
            operations: operations.into_iter().map(|(at, raw)| (at, operation(raw))).collect(),
            types: names(types),
            variants: names(variants),
            bodies,
            elements,
        })
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let mut out = format!("{HEAD}version = {VERSION}\n");
        if !self.document.is_empty() {
            let _ = writeln!(out, "document = {}", quoted(&self.document));
        }
        let mut table = |name: &str, lines: Vec<String>| {
            if !lines.is_empty() {
                let _ = write!(out, "\n[{name}]\n{}\n", lines.join("\n"));
            }
        };
        let pairs = |all: &BTreeMap<String, LockedName>| {
            let line = |(at, name): (&String, &LockedName)| format!("{} = {}", quoted(at), quoted(&name.name));
            all.iter().map(line).collect::<Vec<_>>()
        };
        table("groups", pairs(&self.groups));
        table("operations", self.operations.iter().map(operation_line).collect());
        table("types", pairs(&self.types));
        table("variants", pairs(&self.variants));
        let bodies = self.bodies.iter();
        let bodies = bodies.map(|(variant, body)| format!("{} = {}", quoted(variant), quoted(body)));
        table("bodies", bodies.collect());
        table("elements", self.elements.iter().map(list_lines).collect());
        out
    }

    /// The type that a variant of a shared enum had as its body.
    pub fn body(&self, of: &str, variant: &str) -> Option<&str> {
        self.bodies.get(&format!("{of}.{variant}")).map(String::as_str)
    }

    /// The locked variant of a response.
    pub fn variant(&self, at: &str) -> Option<&str> {
        self.variants.get(at).map(|locked| locked.name.as_str())
    }

    /// All locked names of error types.
    pub fn errors(&self) -> impl Iterator<Item = &str> {
        let names = self
            .operations
            .values()
            .flat_map(|locked| [&locked.error, &locked.shared]);
        names.flatten().map(|locked| locked.name.as_str())
    }
}

fn operation_line((at, operation): (&String, &LockedOperation)) -> String {
    let LockedOperation {
        group,
        method,
        request,
        error,
        shared,
        body,
        reply,
    } = operation;
    let always = [("group", group), ("method", method)].map(|(key, name)| (key, Some(name)));
    let sometimes = [
        ("request", request),
        ("error", error),
        ("shared", shared),
        ("body", body),
        ("reply", reply),
    ];
    let sometimes = sometimes.map(|(key, name)| (key, name.as_ref()));
    let each = always.into_iter().chain(sometimes);
    let each = each.filter_map(|(key, locked)| Some(format!("{key} = {}", quoted(&locked?.name))));
    format!("{} = {{ {} }}", quoted(at), each.collect::<Vec<_>>().join(", "))
}

/// An element on each line, so that a difference shows which ones have changed.
fn list_lines((at, elements): (&String, &Vec<(String, String)>)) -> String {
    let each = elements.iter();
    let each = each.map(|(label, marks)| format!("    [{}, {}],\n", quoted(label), quoted(marks)));
    format!("{} = [\n{}]", quoted(at), each.collect::<String>())
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

impl From<Spanned<String>> for LockedName {
    fn from(text: Spanned<String>) -> Self {
        Self {
            span: text.span(),
            name: text.into_inner(),
        }
    }
}

impl From<String> for LockedName {
    fn from(name: String) -> Self {
        Self { name, span: 0..0 }
    }
}
