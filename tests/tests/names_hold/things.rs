//! What the things of a document are called in the plan of its client.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use oasmith::config::{Config, Lock, Renewal};
use oasmith::diag::{Code, Diagnostics};
use oasmith::load::{Inputs, load};
use oasmith::plan::{Api, Group, Operation};
use oasmith::select::select;
use oasmith::spec::{Annotations, Operations};
use oasmith_tests::edits::number;
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
        let mut lock = self.lock.clone();
        for name in lock.types.values_mut() {
            name.name = format!("Kept{}", name.name);
        }
        Lock::read(&lock.text()).expect("a lock")
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
}

impl Things {
    pub(super) fn of(api: &Api) -> Self {
        let mut out = Self::default();
        for model in &api.models {
            if let Some(number) = number(model.docs.description.as_deref()) {
                out.own(format!("type {number}"), format!("models::{}", model.name));
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
        let Some(error) = &operation.failure else { return };
        let is_it = |name: &String| name == error;
        let failure = api
            .failures
            .iter()
            .find(|failure| is_it(&failure.name) || failure.aliases.iter().any(|alias| is_it(&alias.name)));
        let failure = failure.expect("the failure of an operation");
        self.share(format!("error {number}"), format!("errors::{error}"));
        self.share(format!("enum {number}"), format!("errors::{}", failure.name));
        for reply in &operation.replies {
            let name = format!("errors::{}::{}", failure.name, reply.variant);
            self.share(format!("variant {number} {:?}", reply.status), name);
        }
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
