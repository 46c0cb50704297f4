//! Who is asking, and whom: security schemes, what operations need of them, and servers of their own.
//!
//! All schemes that end in a bearer token are one: a client has one source of tokens, whatever the document calls it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostics};
use crate::lower::drafts::Spec;
use crate::lower::names;
use crate::plan::{Docs, Scheme, SchemeKind, Server};
use crate::spec::{self, Document, Fault, Requirements, SchemeSpec};

/// What the document says about credentials.
pub(in crate::lower) struct Access {
    pub schemes: Vec<Scheme>,
    pub default: Option<Requirements>,
    /// Name of each scheme that the client knows → name of the scheme that stands for it.
    known: BTreeMap<String, String>,
}

impl Access {
    /// Reads the schemes; one that no client can serve is a gap.
    pub(in crate::lower) fn new(document: &Document, taken: &[&str], diags: &mut Diagnostics) -> Self {
        let mut schemes: Vec<Scheme> = Vec::new();
        let (mut known, mut twins) = (BTreeMap::new(), BTreeMap::new());
        for read in spec::schemes(document) {
            match read.and_then(scheme) {
                Ok(new) => {
                    let wire = new.wire.clone();
                    let first = twins.entry(new.kind.clone()).or_insert_with(|| wire.clone()).clone();
                    if first == wire {
                        schemes.push(new);
                    }
                    known.insert(wire, first);
                }
                Err(fault) => diags.push(
                    fault
                        .diagnostic()
                        .help("requests go without it; `header` on the client can send what it needs"),
                ),
            }
        }
        name_setters(&mut schemes, taken);
        let mut out = Self {
            schemes,
            default: None,
            known,
        };
        out.default = spec::default_requirements(document).map(|all| out.mapped(&all));
        if out.schemes.iter().all(|scheme| scheme.kind == SchemeKind::Bearer) {
            // A client with nothing but a token sends it with each request that does not refuse it.
            out.schemes.clear();
            out.default = None;
        }
        out
    }

    /// What an operation needs, if that is not what all others need.
    pub(in crate::lower) fn own(&self, operation: &Spec) -> Option<Requirements> {
        let said = operation.security.as_ref()?;
        if self.schemes.is_empty() {
            return said.is_empty().then(Vec::new);
        }
        let own = self.mapped(said);
        (Some(&own) != self.default.as_ref()).then_some(own)
    }

    /// With the names that the client knows; an alternative with any other cannot be met.
    fn mapped(&self, all: &Requirements) -> Requirements {
        let mut out: Requirements = Vec::new();
        let mut seen = BTreeSet::new();
        for alternative in all {
            let names = alternative.iter().map(|name| self.known.get(name).cloned());
            let mapped: Option<Vec<String>> = names.collect();
            out.extend(mapped.filter(|mapped| seen.insert(mapped.clone())));
        }
        out
    }
}

fn scheme(read: SchemeSpec) -> Result<Scheme, Fault> {
    let kind = match read.kind {
        spec::SchemeKind::Bearer => SchemeKind::Bearer,
        spec::SchemeKind::Basic => SchemeKind::Basic,
        spec::SchemeKind::Header(name) => SchemeKind::Header(name),
        spec::SchemeKind::Query(name) => SchemeKind::Query(name),
        spec::SchemeKind::Cookie(name) => SchemeKind::Cookie(name),
        spec::SchemeKind::Other(name) => {
            return Err(Fault::new(
                Code::UnsupportedSecurity,
                read.at,
                format!("the client knows no authentication by `{name}`"),
            ));
        }
    };
    Ok(Scheme {
        setter: (kind != SchemeKind::Bearer).then(|| names::snake(&read.name)),
        wire: read.name,
        kind,
        docs: Docs {
            description: read.description,
            ..Docs::default()
        },
    })
}

fn name_setters(schemes: &mut [Scheme], taken: &[&str]) {
    let mut labels: Vec<String> = schemes.iter().filter_map(|scheme| scheme.setter.clone()).collect();
    names::unique(&mut labels, taken);
    let named = schemes.iter_mut().filter(|scheme| scheme.setter.is_some());
    for (scheme, label) in named.zip(labels) {
        scheme.setter = Some(label);
    }
}

/// The server of an operation that has one of its own: the first one.
pub(in crate::lower) fn server(operation: &Spec) -> Option<Server> {
    let first = operation.servers.first()?;
    let variables = first
        .variables
        .iter()
        .map(|(name, default, _)| (name.clone(), default.clone()));
    Some(Server {
        url: first.url.clone(),
        variables: variables.collect(),
    })
}
