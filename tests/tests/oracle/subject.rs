//! A document with the crate that was generated from it, and the types in it that can be asked.

use std::path::{Path, PathBuf};

use oasmith::config::{Config, Entry, Templates};
use oasmith::diag::Diagnostics;
use oasmith::file::File;
use oasmith::load::{Inputs, load};
use oasmith::plan::{
    Api, Criterion, Definition, Field, Literal, Model, Presence, RuntimeFeature, Tagging, Type, Variant,
};
use oasmith_tests::corpus::Document;
use serde_json::{Value, json};

use crate::compare::Slack;
use crate::schema::Direction;

/// A document that generates.
pub(crate) struct Subject {
    /// The name of its crate.
    pub(crate) name: String,
    /// The document as it was read, with all overlays.
    pub(crate) root: Value,
    /// The crate.
    pub(crate) files: Vec<File>,
    /// The types that stand for a schema of the document.
    pub(crate) types: Vec<Asked>,
    /// What need not come back.
    pub(crate) slack: Slack,
}

/// A generated type and its schema.
pub(crate) struct Asked {
    /// The Rust name.
    pub(crate) name: String,
    /// Where its schema stands.
    pub(crate) at: String,
    /// Which way its values travel.
    pub(crate) direction: Direction,
    /// The tag that the unions write which hold it: the type by itself does not have it.
    pub(crate) tag: Option<String>,
}

impl Asked {
    /// What has to come back of a value.
    pub(crate) fn without_tag(&self, value: &Value) -> Value {
        let mut out = value.clone();
        if let (Some(object), Some(tag)) = (out.as_object_mut(), &self.tag) {
            object.remove(tag);
        }
        out
    }
}

impl Subject {
    /// Generates. `None` if the document is refused: other tests say so.
    pub(crate) fn new(name: String, document: PathBuf) -> Option<Self> {
        let overlay = document.with_file_name("overlay.yaml");
        let inputs = Inputs {
            overlays: overlay.is_file().then_some(overlay).into_iter().collect(),
            documents: vec![document],
            ..Inputs::default()
        };
        let mut diags = Diagnostics::default();
        let document = load(&inputs, &mut diags).filter(|_| !diags.has_errors())?;
        // All subjects share the copy of one of them, so each has all of the runtime.
        let all = RuntimeFeature::ALL.into_iter().filter(|feature| feature.is_full());
        let all = all.map(|feature| Entry::from(feature.name().to_owned()));
        let config = Config {
            runtime_features: all.collect(),
            ..Config::for_document(&name)
        };
        let root = document.root.clone();
        let made = oasmith::generate(&document, &config, &Templates::default(), &mut diags)?;
        let api = oasmith::plan_client(&document, &config, &mut diags)?;
        Some(Self {
            types: api
                .models
                .iter()
                .filter_map(|model| asked(&root, &api, model))
                .collect(),
            slack: slack(&api),
            files: made.files,
            name,
            root,
        })
    }
}

impl Subject {
    /// The module that holds its types in the harness.
    pub(crate) fn module(&self) -> String {
        self.name.replace('-', "_")
    }

    /// Whether it has types at all.
    pub(crate) fn has_models(&self) -> bool {
        self.files.iter().any(|file| file.path == "src/models/mod.rs")
    }
}

/// Whether a type is of a schema that stands in the document, as a whole or as its written half. In an origin, roles of made
/// schemas begin with `~` and a letter, and escapes of a pointer with `~` and a digit.
fn is_in_the_document(model: &Model) -> bool {
    let origin = model.origin.strip_suffix("~written").unwrap_or(&model.origin);
    let mut roles = origin.split('~').skip(1);
    roles.all(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// A type whose schema is made of several has none that a validator could read.
fn asked(root: &Value, api: &Api, model: &Model) -> Option<Asked> {
    // A group of members is no value by itself.
    if matches!(&model.definition, Definition::Union(union) if union.is_group()) {
        return None;
    }
    if !is_in_the_document(model) {
        return None;
    }
    let at = model.at.to_string();
    let at = at.strip_prefix('#').unwrap_or(&at).to_owned();
    root.pointer(&at)?;
    Some(Asked {
        name: model.name.clone(),
        at,
        direction: if model.received {
            Direction::Read
        } else {
            Direction::Write
        },
        tag: tag(api, model),
    })
}

/// The tag that unions add to a type.
fn tag(api: &Api, model: &Model) -> Option<String> {
    let unions = api.models.iter().filter_map(|other| match &other.definition {
        Definition::Union(union) => Some(union),
        Definition::Record(_) | Definition::TextEnum(_) => None,
    });
    let mut holders = unions.filter(|union| {
        let adds = |variant: &Variant| {
            let held = variant.ty.as_ref().and_then(Type::model);
            variant.tagging == Tagging::Added && held == Some(model.id)
        };
        union.variants.iter().any(adds)
    });
    holders.next()?.tag.clone()
}

/// What need not come back.
fn slack(api: &Api) -> Slack {
    let mut slack = Slack::default();
    for model in &api.models {
        match &model.definition {
            Definition::Record(record) => record.fields.iter().for_each(|field| allow(api, field, &mut slack)),
            Definition::Union(union) if union.is_group() => {
                let keys = union.variants.iter().filter_map(|variant| match &variant.criterion {
                    Criterion::Member(key) => Some(key.clone()),
                    _ => None,
                });
                slack.optional.extend(keys);
            }
            _ => {}
        }
    }
    slack
}

fn allow(api: &Api, field: &Field, slack: &mut Slack) {
    match &field.presence {
        Presence::Optional => {
            slack.optional.insert(field.wire().to_owned());
        }
        Presence::Implied(value) => {
            slack.optional.insert(field.wire().to_owned());
            slack
                .implied
                .push((field.wire().to_owned(), written(api, &field.ty, value)));
        }
        _ => {}
    }
}

/// A value of a field as it would be written.
fn written(api: &Api, ty: &Type, value: &Literal) -> Value {
    let variant = |name: &String| {
        let enumeration = ty.model().map(|id| &api.models[id]);
        let Some(Definition::TextEnum(texts)) = enumeration.map(|model| &model.definition) else {
            return Value::Null;
        };
        let known = texts.values.iter().find(|known| known.name == *name);
        known.map_or(Value::Null, |known| known.wire.clone().into())
    };
    match (value, ty) {
        (Literal::Bool(flag), _) => (*flag).into(),
        (Literal::Number(number), Type::Quoted(inner)) if **inner != Type::F64 => number.to_string().into(),
        (Literal::Number(number), _) => number.clone().into(),
        (Literal::Text(text), _) => text.clone().into(),
        (Literal::Variant(name), _) => variant(name),
        (Literal::Empty, Type::List(_)) => json!([]),
        (Literal::Empty, Type::Base64) => json!(""),
        (Literal::Empty, _) => json!({}),
    }
}

/// Documents of others.
pub(crate) fn of(documents: &[Document]) -> Vec<Subject> {
    let subject = |document: &Document| Subject::new(document.crate_name.clone(), document.path.clone());
    documents.iter().filter_map(subject).collect()
}

/// Our own cases.
pub(crate) fn cases() -> Vec<Subject> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let entries = std::fs::read_dir(folder).expect("tests/cases is a folder");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry of tests/cases").path())
        .collect();
    cases.sort();
    let name = |case: &Path| format!("case-{}", case.file_name().unwrap_or_default().to_string_lossy());
    cases
        .iter()
        .filter_map(|case| Subject::new(name(case), case.join("spec.yaml")))
        .collect()
}
