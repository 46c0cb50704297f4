//! What the things of a document are called in the plan of its client.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use oasmith::config::{Config, Lock, Renewal};
use oasmith::diag::{Code, Diagnostics};
use oasmith::load::{Inputs, load};
use oasmith::plan::{Api, Body, Criterion, Definition, Field, Group, Home, Member, Model, Operation, Type};
use oasmith::select::select;
use oasmith::spec::{Annotations, Operations};
use oasmith_tests::edits::{number, owner_of_key};
use serde_json::Value;

/// What a run gives.
pub(super) struct Run {
    pub(super) api: Api,
    pub(super) lock: Lock,
    /// What the run does to the lock.
    pub(super) renewal: Renewal,
    /// What the run says.
    pub(super) said: Diagnostics,
}

/// Makes the plan of a document.
pub(super) fn run(document: &Value, lock: Lock) -> Run {
    run_files(&[("spec.json", document)], &["spec.json"], lock)
}

/// Makes the plan of some of these files, which the others belong to.
pub(super) fn run_files(files: &[(&str, &Value)], documents: &[&str], lock: Lock) -> Run {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a temporary folder can be written");
        fs::write(path, text.to_string()).expect("a temporary folder can be written");
    }
    let mut diags = Diagnostics::default();
    let inputs = Inputs {
        documents: documents.iter().map(|name| folder.path().join(name)).collect(),
        ..Inputs::default()
    };
    let document = load(&inputs, &mut diags).expect("the document can be read");
    let lock = Lock {
        file: folder.path().join("names.lock").display().to_string(),
        ..lock
    };
    let config = Config {
        lock: Some(lock),
        ..Config::for_document("names")
    };
    let operations = Operations::new(&document);
    let wanted = select(&operations, &config, &mut diags).wanted;
    let lowered = oasmith::lower::lower(&document, &Annotations::default(), &wanted, &config, &mut diags);
    assert!(!diags.has_errors(), "{diags:?}");
    // As it is read again the next time.
    let renewal = lowered.lock.expect("a run with a lock gives one");
    let lock = renewal.after.text();
    Run {
        api: lowered.api,
        lock: Lock::read(&lock).unwrap_or_else(|error| panic!("{error:?}\n{lock}")),
        renewal,
        said: diags,
    }
}

impl Run {
    /// What it says about doubtful entries of the lock.
    pub(super) fn doubts(&self) -> Vec<&str> {
        let doubts = self.said.iter().filter(|item| item.code == Code::DoubtfulLock);
        doubts.map(|item| item.message.as_str()).collect()
    }

    /// The names of types.
    pub(super) fn names(&self) -> Vec<&str> {
        self.api.models.iter().map(|model| model.name.as_str()).collect()
    }

    /// The lock with names of types that nothing else would get: `KeptUser`.
    pub(super) fn kept(&self) -> Lock {
        let text = self.lock.text();
        let (before, types) = text.split_once("[types]\n").expect("types");
        let (types, after) = types.split_once("\n\n").unwrap_or((types, ""));
        let types = types.replace(" = \"", " = \"Kept");
        Lock::read(&format!("{before}[types]\n{types}\n\n{after}")).expect("a lock")
    }
}

/// A thing, `type 17` or `variant 3 404`.
pub(super) type Thing = String;

/// What things are called.
#[derive(Debug, Default)]
pub(super) struct Things {
    /// Thing → its names; a type that is sent and received may have two.
    pub(super) names: BTreeMap<Thing, BTreeSet<String>>,
    /// Name → the thing that has it, where no other thing may have it.
    pub(super) owners: BTreeMap<String, Thing>,
    /// Type → what kind of type it is.
    pub(super) shapes: BTreeMap<String, &'static str>,
    /// Request or record → what its arguments are, in their order.
    pub(super) orders: BTreeMap<Thing, Vec<String>>,
}

impl Things {
    pub(super) fn of(api: &Api) -> Self {
        let mut out = Self::default();
        for model in &api.models {
            let shape = match &model.definition {
                Definition::Record(_) => "record",
                Definition::TextEnum(_) => "enum",
                Definition::Union(_) => "union",
            };
            out.shapes.insert(model.name.clone(), shape);
            if let Some(number) = number(model.docs.description.as_deref()) {
                out.own(format!("type {number}"), format!("models::{}", model.name));
                out.members(api, model, number);
            }
        }
        for failure in api
            .failures
            .iter()
            .filter(|failure| failure.of.len() + failure.aliases.len() > 1)
        {
            for variant in &failure.variants {
                let model = variant.ty.model().map(|id| &api.models[id]);
                let body = model.and_then(|model| number(model.docs.description.as_deref()));
                if let Some(body) = body {
                    let thing = format!("body {} {:?} {body}", failure.name, variant.status);
                    out.share(thing, format!("errors::{}::{}", failure.name, variant.name));
                }
            }
        }
        for webhook in &api.webhooks {
            let number = number(webhook.docs.description.as_deref()).expect("the number of an operation");
            out.own(format!("webhook {number}"), format!("webhooks::{}", webhook.name));
        }
        for group in &api.groups {
            for operation in &group.operations {
                out.operation(api, group, operation);
            }
        }
        out
    }

    fn operation(&mut self, api: &Api, group: &Group, operation: &Operation) {
        let number = number(operation.docs.description.as_deref()).expect("the number of an operation");
        let name = &group.name;
        self.own(format!("method {number}"), format!("{name}().{}()", operation.name));
        self.own(format!("request {number}"), format!("{name}::{}", operation.type_name));
        self.arguments(operation, number, &format!("{name}::{}", operation.type_name));
        let Some(error) = &operation.failure else { return };
        let is_it = |name: &String| name == error;
        let failure = api
            .failures
            .iter()
            .find(|failure| is_it(&failure.name) || failure.aliases.iter().any(|alias| is_it(&alias.name)));
        let failure = failure.expect("the failure of an operation");
        self.share(format!("error {number}"), format!("errors::{error}"));
        self.share(format!("enum {number}"), format!("errors::{}", failure.name));
        for one in &operation.failure_statuses {
            let name = format!("errors::{}::{}", failure.name, one.variant);
            self.share(format!("variant {number} {:?}", one.status), name);
        }
    }

    /// What a type consists of.
    fn members(&mut self, api: &Api, model: &Model, number: usize) {
        let mut member = |thing: Thing, name: &str| self.own_within(&format!("models::{}", model.name), thing, name);
        match &model.definition {
            Definition::Record(record) => {
                for field in &record.fields {
                    member(format!("field {number} {}", key(field)), &field.name);
                }
                let given = record.fields.iter().filter(|field| field.presence.is_given());
                let order = given.map(|field| key(field).to_owned());
                self.orders
                    .insert(format!("new {number} {}", model.name), order.collect());
            }
            Definition::TextEnum(values) => {
                for value in &values.values {
                    member(format!("value {number} {}", value.wire), &value.name);
                }
            }
            Definition::Union(union) => {
                let held = |ty: &Type| api.models[ty.model()?].docs.description.clone();
                for variant in &union.variants {
                    let described = variant.ty.as_ref().and_then(held);
                    let by_key = match &variant.criterion {
                        Criterion::Member(key) => owner_of_key(key),
                        _ => None,
                    };
                    // A branch that a key tells apart is the object that has the key.
                    if let Some(held) = by_key.or_else(|| self::number(described.as_deref())) {
                        member(format!("branch {number} {held}"), &variant.name);
                    }
                }
            }
        }
    }

    /// What a request takes. Callers do not write the names of what is required.
    fn arguments(&mut self, operation: &Operation, number: usize, request: &str) {
        let free = operation.parameters.iter().filter(|one| one.home != Home::Path);
        let parameters = free.map(|one| (format!("{:?} {}", one.home, one.wire), &one.name, one.required));
        let fields = operation.body.iter().flat_map(|Body { fields, .. }| fields);
        let fields = fields.map(|one| {
            (
                format!("body {}", key(&one.field)),
                &one.name,
                one.field.presence.is_given(),
            )
        });
        let (required, optional): (Vec<_>, Vec<_>) = parameters.chain(fields).partition(|(_, _, required)| *required);
        for (what, name, _) in optional {
            self.own_within(request, format!("setter {number} {what}"), name);
        }
        let required = required.into_iter().map(|(what, _, _)| what);
        self.orders.insert(format!("call {number}"), required.collect());
    }

    /// A name that nothing else within something may have.
    fn own_within(&mut self, of: &str, thing: Thing, name: &str) {
        let other = self.owners.insert(format!("{of}::{name}"), thing.clone());
        assert!(
            other.is_none_or(|other| other == thing),
            "two things in {of} are called {name}"
        );
        self.share(thing, name.to_owned());
    }

    /// A name that nothing else may have.
    fn own(&mut self, thing: Thing, name: String) {
        let other = self.owners.insert(name.clone(), thing.clone());
        assert!(other.is_none_or(|other| other == thing), "two things are called {name}");
        self.share(thing, name);
    }

    /// A name that others may have, too.
    fn share(&mut self, thing: Thing, name: String) {
        self.names.entry(thing).or_default().insert(name);
    }
}

/// The key of a field.
fn key(field: &Field) -> &str {
    match &field.member {
        Member::Single(single) => &single.key,
        Member::Group(name) => name,
    }
}
