//! Parameters of nearly all operations: a tenant, an account, a version, a key. The client is given a value once, and a request may
//! have another.
//!
//! In: the methods, and what `client.client-wide` asks for. Out: these parameters, each with a setter of the builder. Inferred is only what
//! leaves no doubt: a header or query parameter whose name says that it is such a thing, with a single value of one type, in nine of
//! ten operations. Must not change what is sent.

use std::collections::BTreeMap;

use crate::config::{Config, Entry, did_you_mean};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::lower::drafts::MethodDraft;
use crate::lower::names;
use crate::lower::names::members::{Wish, settle};
use crate::lower::operations::requests;
use crate::lower::types::resolve::Types;
use crate::plan::{ClientWide, Fallback, Home, Parameter, ParameterStyle, Type};
use crate::schemas::NodeId;
use crate::spec::ParameterSpec;

/// Fewer operations are no reason to infer anything.
const FEWEST: usize = 4;

/// What a client has one of: the last word of the name of its parameter, or the last but `id`. Credentials are that as well.
const ONE_FOR_ALL: [&str; 15] = [
    "account",
    "app",
    "application",
    "company",
    "customer",
    "merchant",
    "org",
    "organisation",
    "organization",
    "partner",
    "project",
    "subscription",
    "tenant",
    "version",
    "workspace",
];

/// Words of names that mean one request or one page, whatever else they say.
const ONE_FOR_EACH: [&str; 20] = [
    "after",
    "before",
    "continuation",
    "continue",
    "cursor",
    "end",
    "from",
    "idempotency",
    "last",
    "marker",
    "next",
    "offset",
    "page",
    "request",
    "row",
    "scroll",
    "skip",
    "sort",
    "start",
    "sync",
];

/// The last words of credentials, whose values are printed nowhere.
const KEYS: [&str; 5] = ["auth", "key", "password", "secret", "token"];

/// Whose credential it is, or what it opens. Another word before `key` or `token` may say where a list goes on.
const OF_CALLER: [&str; 18] = [
    "access",
    "account",
    "api",
    "app",
    "application",
    "auth",
    "authorization",
    "bearer",
    "client",
    "developer",
    "partner",
    "private",
    "secret",
    "security",
    "service",
    "session",
    "subscription",
    "user",
];

/// The client says who is calling in any case.
const USER_AGENT: &str = "user-agent";

/// The parameters that a client has values for.
#[derive(Default)]
pub(in crate::lower) struct ClientWides {
    /// Each with its setter.
    pub all: Vec<ClientWide>,
    /// Whether the header that says who is calling is left to the client.
    says_who: bool,
}

impl ClientWides {
    /// Finds them. `taken` are the builder's other methods.
    pub(in crate::lower) fn new(
        types: &Types,
        config: &Config,
        methods: &[MethodDraft],
        taken: &[&str],
        diags: &mut Diagnostics,
    ) -> Self {
        let operations: Vec<&MethodDraft> = methods.iter().filter(|method| method.form.is_none()).collect();
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
            let is_common = specs.len() >= FEWEST && specs.len() * 10 >= operations.len() * 9;
            let is_wanted = match &config.client_wide {
                Some(_) => asked.is_some(),
                None => is_common && specs.iter().all(|spec| is_one_for_all(*home, &spec.name)),
            };
            let (true, Some(first)) = (is_wanted, specs.first()) else {
                continue;
            };
            let parameter = requests::alone(types, first);
            let is_like_it = |spec: &&ParameterSpec<NodeId>| {
                let other = requests::alone(types, spec);
                is_single(&other) && other.ty == parameter.ty
            };
            if !specs.iter().all(is_like_it) {
                diags.extend(asked.map(|entry| unfit(config, entry)));
            } else if (*home, name.as_str()) == (Home::Header, USER_AGENT) {
                out.says_who = true;
            } else {
                out.all.push(of(parameter));
            }
        }
        unmatched(config, by_identity.keys(), diags);
        let wishes: Vec<Wish> = out.all.iter().map(|one| Wish::plain(one.name.clone())).collect();
        for (one, name) in out.all.iter_mut().zip(settle(&wishes, taken)) {
            one.name = name;
        }
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

fn of(parameter: Parameter) -> ClientWide {
    let ty = match parameter.ty {
        Type::Text if is_credential(parameter.home, &parameter.wire) => Type::Secret,
        ty => ty,
    };
    ClientWide {
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
        _ => (home, wire.to_owned()),
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

/// Whether a name leaves no doubt.
fn is_one_for_all(home: Home, wire: &str) -> bool {
    if home == Home::Header && wire.eq_ignore_ascii_case(USER_AGENT) {
        return true;
    }
    let name = names::snake(wire);
    let mut ends = name.rsplit('_').skip_while(|word| *word == "id");
    let is_one = is_credential(home, wire) || ends.next().is_some_and(|word| ONE_FOR_ALL.contains(&word));
    is_one && !name.split('_').any(|word| ONE_FOR_EACH.contains(&word))
}

/// Whether a name is that of a credential. A header is not used to page, so there the maker's name is enough: `X-Vault-Token`.
fn is_credential(home: Home, wire: &str) -> bool {
    let name = names::snake(wire);
    let mut words = name.rsplit('_');
    let last = words.next().unwrap_or_default();
    let Some(owner) = KEYS.iter().find_map(|key| last.strip_suffix(key)) else {
        return false;
    };
    let is_of_caller = |word: &str| OF_CALLER.contains(&word);
    match (owner, words.next()) {
        ("", None | Some("x")) => true,
        ("", Some(word)) => home == Home::Header || is_of_caller(word) || KEYS.contains(&word),
        (owner, _) => is_of_caller(owner),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_credential, is_one_for_all};
    use crate::plan::Home::{Header, Query};

    #[test]
    fn names_that_leave_no_doubt() {
        for name in [
            "Tenant-Id",
            "X-API-Key",
            "api-version",
            "organizationId",
            "X-Auth-Token",
        ] {
            assert!(is_one_for_all(Header, name), "{name}");
            assert!(is_one_for_all(Query, name), "{name}");
        }
        assert!(is_one_for_all(Header, "User-Agent"));
        for name in [
            "page_token",
            "Idempotency-Key",
            "X-Request-Id",
            "limit",
            "nextVersion",
            "sort_key",
            "id",
            "skipToken",
            "scroll_token",
            "start_key",
            "marker_token",
            "from_key",
            "after_key",
        ] {
            assert!(!is_one_for_all(Header, name), "{name}");
            assert!(!is_one_for_all(Query, name), "{name}");
        }
    }

    #[test]
    fn credentials() {
        for name in [
            "key",
            "X-API-Key",
            "apikey",
            "access_token",
            "X-Auth-Token",
            "clientSecret",
            "password",
        ] {
            assert!(is_credential(Header, name), "{name}");
            assert!(is_credential(Query, name), "{name}");
        }
        for name in ["Tenant-Id", "api-version", "keyboard", "hotkey", "monkey"] {
            assert!(!is_credential(Header, name), "{name}");
            assert!(!is_credential(Query, name), "{name}");
        }
        assert!(is_credential(Header, "X-Vault-Token"));
        assert!(!is_credential(Query, "resume_token"));
    }
}
