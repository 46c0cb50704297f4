//! Parameters of nearly all operations: a tenant, an account, a version, a key. The client is given a value once, and a request may
//! have another.
//!
//! In: the methods, the schemes of the client, what `client.client-wide` asks for, and what the lock has. Out: these parameters, each with the
//! name that its setter would like. Inferred is only what leaves no doubt: a header or query parameter whose name says that it is such a thing, with a
//! single value of one type, in nine of ten operations. With a lock that stays as it was decided, because it is part of the signature of each
//! operation: what is new is inferred only if no operation had it before. Must not change what is sent.

use std::collections::BTreeMap;

use super::one_for_all::{USER_AGENT, is_one_for_all, is_secret};
use super::setters;
use crate::config::{Config, Entry, Lock, LockedMembers, did_you_mean};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::lower::drafts::MethodDraft;
use crate::lower::operations::requests;
use crate::lower::types::resolve::Types;
use crate::plan::{ClientWide, Fallback, Home, Parameter, ParameterStyle, Scheme, SchemeKind, Type};
use crate::pointer::Pointer;
use crate::schemas::NodeId;
use crate::spec::ParameterSpec;

/// Fewer operations are no reason to infer anything.
const FEWEST: usize = 4;

/// The parameters that a client has values for.
#[derive(Default)]
pub(in crate::lower) struct ClientWides {
    /// Each with its setter.
    pub all: Vec<ClientWide>,
    /// Whether the header that says who is calling is left to the client.
    says_who: bool,
    /// What the lock has besides setters of these.
    pub kept: LockedMembers,
}

impl ClientWides {
    /// Finds them. The setter of a scheme whose key is one of them is that of the parameter.
    pub(in crate::lower) fn new(
        types: &Types,
        config: &Config,
        lock: Option<&Lock>,
        methods: &[MethodDraft],
        schemes: &mut [Scheme],
        diags: &mut Diagnostics,
    ) -> Self {
        let decided = lock.and_then(|lock| {
            Some(Decided {
                lock,
                setters: lock.setters.as_ref()?,
            })
        });
        let operations: Vec<&MethodDraft> = methods.iter().filter(|method| method.call.is_first).collect();
        let mut by_identity: BTreeMap<Identity, Vec<&ParameterSpec<NodeId>>> = BTreeMap::new();
        for spec in operations.iter().flat_map(|method| requests::given(method)) {
            let home = requests::home(spec.place);
            if matches!(home, Home::Header | Home::Query) {
                by_identity.entry(identity(home, &spec.name)).or_default().push(spec);
            }
        }
        let mut out = Self::default();
        for ((home, name), specs) in &by_identity {
            let asked = asked(config, *home, name);
            let what = setters::of_parameter(*home, name);
            let locked = decided.as_ref().and_then(|decided| decided.setter(&what));
            let is_common = specs.len() >= FEWEST && specs.len() * 10 >= operations.len() * 9;
            let is_wanted = match &config.client_wide {
                Some(_) => asked.is_some(),
                None if locked.is_some() => true,
                None => {
                    is_common
                        && specs.iter().all(|spec| is_one_for_all(*home, &spec.name))
                        && decided.as_ref().is_none_or(|decided| decided.is_new(&what))
                }
            };
            let (true, Some(first)) = (is_wanted, specs.first()) else {
                continue;
            };
            let parameter = requests::alone(types, first);
            let is_like_it = |spec: &&ParameterSpec<NodeId>| {
                let other = requests::alone(types, spec);
                is_single(&other) && other.ty == parameter.ty
            };
            if let Some(other) = specs.iter().find(|spec| !is_like_it(spec)) {
                diags.extend(asked.map(|entry| unfit(config, entry)));
                // It waits for the type that it had.
                if let (None, Some(setter), Some(decided)) = (asked, locked, &decided) {
                    diags.push(given_up(decided.lock, setter, &other.at));
                    out.kept.push((what, setter.to_owned()));
                }
            } else if (*home, name.as_str()) == (Home::Header, USER_AGENT) {
                out.says_who = true;
                out.kept.push((what, USER_AGENT.replace('-', "_")));
            } else {
                let scheme = schemes.iter_mut().find(|scheme| carries(scheme, *home, name));
                out.all.push(of(parameter, scheme));
            }
        }
        unmatched(config, by_identity.keys(), diags);
        out
    }

    /// Leaves these parameters of an operation to the client: they are no arguments of its method.
    pub(in crate::lower::operations) fn take(&self, parameters: &mut [Parameter]) {
        for parameter in parameters {
            let own = identity(parameter.home, &parameter.wire);
            let mut all = self.all.iter();
            if let Some(one) = all.find(|one| identity(one.home, &one.wire) == own) {
                parameter.ty = one.ty.clone();
                let required = std::mem::take(&mut parameter.required);
                parameter.fallback = Fallback::Client { required };
            } else if self.says_who && own == identity(Home::Header, USER_AGENT) {
                parameter.required = false;
            }
        }
    }
}

/// What a lock has decided.
struct Decided<'l> {
    lock: &'l Lock,
    setters: &'l LockedMembers,
}

impl Decided<'_> {
    /// The setter of a parameter that is set once.
    fn setter(&self, what: &str) -> Option<&str> {
        let found = self.setters.iter().find(|(known, _)| known == what);
        found.map(|(_, name)| name.as_str())
    }

    /// Whether no operation had this parameter before.
    fn is_new(&self, what: &str) -> bool {
        let operations = self.lock.operations.values();
        let mut arguments = operations.flat_map(|operation| &operation.members);
        !arguments.any(|(known, _)| setters::of_argument(known) == what)
    }
}

/// Whether the key of a scheme is this parameter.
fn carries(scheme: &Scheme, home: Home, wire: &str) -> bool {
    match &scheme.kind {
        SchemeKind::Header(name) => home == Home::Header && name.eq_ignore_ascii_case(wire),
        SchemeKind::Query(name) => home == Home::Query && name == wire,
        SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Cookie(_) => false,
    }
}

/// Tells that a parameter is an argument of each operation again.
fn given_up(lock: &Lock, setter: &str, at: &Pointer) -> Diagnostic {
    let message = format!(
        "`{setter}` in names.lock was given to the client once, but it does not have a single value of one type in all operations any more, so it is an \
         argument of each of them"
    );
    Diagnostic::at(Code::DoubtfulLock, at, message).help(format!(
        "give it one type in an overlay, or remove the line of `{setter}` from `setters` in {}",
        lock.file
    ))
}

/// Tells of entries that name no parameter.
fn unmatched<'n>(config: &Config, known: impl Iterator<Item = &'n Identity> + Clone, diags: &mut Diagnostics) {
    for entry in config.client_wide.iter().flatten() {
        if !known.clone().any(|(home, name)| is_named(*home, name, &entry.text)) {
            let message = format!("no operation has a header or a query parameter `{}`", entry.text);
            let said = Diagnostic::new(Code::UnmatchedChoice, Place::entry(&config.file, &entry.span), message);
            let names = known.clone().map(|(_, name)| name.as_str());
            diags.push(said.help(did_you_mean(&entry.text, names)));
        }
    }
}

/// A key that a scheme has, too, has one setter.
fn of(parameter: Parameter, scheme: Option<&mut Scheme>) -> ClientWide {
    let scheme = scheme.filter(|_| matches!(parameter.ty, Type::Text | Type::Secret));
    let ty = match parameter.ty {
        Type::Text if scheme.is_some() || is_secret(parameter.home, &parameter.wire) => Type::Secret,
        ty => ty,
    };
    let scheme = scheme.map(|scheme| {
        scheme.setter = None;
        scheme.wire.clone()
    });
    ClientWide {
        scheme,
        name: parameter.name,
        wire: parameter.wire,
        ty,
        home: parameter.home,
        docs: parameter.docs,
    }
}

/// Where a parameter travels, and its name. Names of headers are the same in small letters, those in a query are not.
type Identity = (Home, String);

fn identity(home: Home, wire: &str) -> Identity {
    match home {
        Home::Header => (home, wire.to_ascii_lowercase()),
        Home::Query | Home::Path | Home::QueryString | Home::Cookie => (home, wire.to_owned()),
    }
}

fn is_named(home: Home, name: &str, text: &str) -> bool {
    identity(home, text).1 == name
}

/// The entry that asks for a parameter.
fn asked<'c>(config: &'c Config, home: Home, name: &str) -> Option<&'c Entry> {
    let mut entries = config.client_wide.iter().flatten();
    entries.find(|entry| is_named(home, name, &entry.text))
}

fn unfit(config: &Config, entry: &Entry) -> Diagnostic {
    let message = format!("`{}` cannot be given to the client once", entry.text);
    let said = Diagnostic::new(Code::UnmatchedChoice, Place::entry(&config.file, &entry.span), message);
    said.help(
        "the client takes a text, an integer or a boolean in the usual style, and of the same type in all operations",
    )
}

/// Whether it has one value in the usual style.
fn is_single(parameter: &Parameter) -> bool {
    let is_usual = match parameter.home {
        Home::Header => !parameter.explode && parameter.style == ParameterStyle::Simple,
        Home::Query => parameter.explode && parameter.style == ParameterStyle::Form && !parameter.allow_reserved,
        Home::Path | Home::QueryString | Home::Cookie => false,
    };
    let is_scalar = matches!(
        parameter.ty,
        Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::Text | Type::Secret
    );
    is_usual && is_scalar
}
