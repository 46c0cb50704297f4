//! Who is asking, and whom: security schemes, what operations need of them, and servers of their own.
//!
//! All schemes that end in a bearer token are one: a client has one source of tokens, whatever the document calls it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::lower::drafts::Spec;
use crate::lower::names;
use crate::plan::{Docs, Scheme, SchemeKind, Server};
use crate::pointer::Pointer;
use crate::spec::{self, Document, Fault, Requirements, SchemeSpec};

/// What the document says about credentials.
pub(in crate::lower) struct Access {
    pub schemes: Vec<Scheme>,
    pub default: Option<Requirements>,
    /// Name of each scheme that is declared → name of the scheme that stands for it; none if the client does not know it.
    declared: BTreeMap<String, Option<String>>,
}

impl Access {
    /// Reads the schemes; one that no client can serve is a gap.
    pub(in crate::lower) fn new(document: &Document, diags: &mut Diagnostics) -> Self {
        let mut schemes: Vec<Scheme> = Vec::new();
        let (mut declared, mut twins) = (BTreeMap::new(), BTreeMap::new());
        for (name, read) in spec::schemes(document) {
            declared.insert(name, None);
            let is_mutual =
                matches!(&read, Ok(scheme) if scheme.kind == spec::SchemeKind::Other("mutualTLS".to_owned()));
            let help = match is_mutual {
                true => "requests go without it; `HttpTransport::with_builder` takes settings that have a certificate",
                false => "requests go without it; `header` on the client can send what it needs",
            };
            match read.and_then(scheme) {
                Ok(new) => {
                    let wire = new.wire.clone();
                    let first = twins.entry(travels(&new.kind)).or_insert_with(|| wire.clone()).clone();
                    if first == wire {
                        schemes.push(new);
                    }
                    declared.insert(wire, Some(first));
                }
                Err(fault) => diags.push(fault.diagnostic().help(help)),
            }
        }
        let mut out = Self {
            schemes,
            default: None,
            declared,
        };
        out.default = spec::default_requirements(document).map(|all| out.mapped(&all, &Pointer::root(), diags));
        if out.schemes.iter().all(|scheme| scheme.kind == SchemeKind::Bearer) {
            // A client with nothing but a token sends it with each request that does not refuse it.
            out.schemes.clear();
            out.default = None;
        }
        out
    }

    /// What an operation needs, if that is not what all others need.
    pub(in crate::lower) fn own(&self, operation: &Spec, diags: &mut Diagnostics) -> Option<Requirements> {
        let said = operation.security.as_ref()?;
        let own = self.mapped(said, &operation.at, diags);
        if self.schemes.is_empty() {
            return said.is_empty().then(Vec::new);
        }
        (Some(&own) != self.default.as_ref()).then_some(own)
    }

    /// With the names that the client knows. An alternative with any other cannot be met, so it counts only where no alternative can:
    /// then what the client knows of it is sent.
    fn mapped(&self, all: &Requirements, at: &Pointer, diags: &mut Diagnostics) -> Requirements {
        let (mut met, mut partly) = (Vec::new(), Vec::new());
        for (index, alternative) in all.iter().enumerate() {
            for name in alternative.iter().filter(|name| !self.declared.contains_key(*name)) {
                diags.push(undeclared(name, at.key("security").index(index).key(name)));
            }
            let names = alternative.iter().filter_map(|name| self.declared.get(name)?.clone());
            let names: Vec<String> = names.collect();
            match names.len() == alternative.len() {
                true => met.push(names),
                false if names.is_empty() => {}
                false => partly.push(names),
            }
        }
        let mut seen = BTreeSet::new();
        let mut out = if met.is_empty() { partly } else { met };
        out.retain(|names| seen.insert(names.clone()));
        out
    }
}

/// How a credential travels, with one spelling for each header.
fn travels(kind: &SchemeKind) -> SchemeKind {
    match kind {
        SchemeKind::Header(name) => SchemeKind::Header(name.to_ascii_lowercase()),
        other => other.clone(),
    }
}

/// The message about a scheme that is asked for and not declared.
fn undeclared(name: &str, at: Pointer) -> Diagnostic {
    let message = format!("`{name}` is not declared in `components/securitySchemes`");
    let fault = Fault::new(Code::UnsupportedSecurity, at, message);
    fault
        .diagnostic()
        .help("requests go without it; declare it, or correct its name, with an overlay")
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
