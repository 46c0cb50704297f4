//! Each table of the contract (`templates/runtime/src/contract.rs`) against the code that it is about: no word is missing, and none
//! is too many.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use oasmith::config::Config;
use oasmith_runtime::contract;
use quote::ToTokens;
use syn::{FnArg, ImplItemFn, Item};

#[path = "contract/clients.rs"]
mod clients;
#[path = "contract/macros.rs"]
mod macros;
#[path = "contract/methods.rs"]
mod methods;
#[path = "contract/names.rs"]
mod names;

use clients::Client;

const MODELS: &[&str] = &["src/models/", "src/errors.rs", "src/webhooks.rs"];
const OPERATIONS: &[&str] = &["src/operations/"];

fn set<'a>(words: impl IntoIterator<Item = &'a &'a str>) -> BTreeSet<String> {
    words.into_iter().map(|word| (*word).to_owned()).collect()
}

/// What the files of all clients name without a path and do not define.
fn used_types(paths: &[&str]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for client in Client::all() {
        let own = client.own_types(paths);
        out.extend(
            client
                .texts(paths)
                .flat_map(names::types)
                .filter(|name| !own.contains(name)),
        );
    }
    out
}

fn names_of(functions: &[ImplItemFn]) -> BTreeSet<String> {
    functions
        .iter()
        .map(|function| function.sig.ident.to_string())
        .collect()
}

#[test]
fn types_of_models() {
    assert_eq!(used_types(MODELS), set(contract::MODEL_TYPES));
}

#[test]
fn types_of_operations() {
    assert_eq!(used_types(OPERATIONS), set(contract::OPERATION_TYPES));
}

/// A variant that holds what is unknown is called so, and no other is.
#[test]
fn the_variant_of_unknown_values() {
    let items = Client::sink().items(MODELS);
    let variants = items.iter().flat_map(|item| match item {
        Item::Enum(item) => item.variants.iter().collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    let mut count = 0;
    for variant in variants {
        let payload = variant.fields.iter().next().map(|field| &field.ty);
        let holds_unknown = matches!(payload, Some(syn::Type::Path(ty))
            if ty.path.segments.iter().any(|segment| segment.ident.to_string().starts_with("Unknown")));
        assert_eq!(variant.ident == contract::UNKNOWN, holds_unknown, "{}", variant.ident);
        count += usize::from(holds_unknown);
    }
    assert!(count > 1, "there are open enums");
}

/// The field of a record that no property stands for is the one whose value is a map of everything else.
#[test]
fn the_field_of_other_keys() {
    let text = Client::sink().texts(MODELS).collect::<String>();
    let tables = text.split("record!(").skip(1).filter_map(|rest| rest.split_once(");"));
    let rests = tables.filter_map(|(table, _)| table.split_once(';'));
    let rests: BTreeSet<String> = rests
        .filter_map(|(_, rest)| rest.split_whitespace().next().map(str::to_owned))
        .collect();
    assert_eq!(rests, set(&[contract::REST]));
}

#[test]
fn methods_with_a_meaning() {
    assert_eq!(set(contract::METHODS), methods::with_a_meaning(&Client::sink()));
}

/// Records have setters, which are called like fields, and other methods.
#[test]
fn methods_of_records() {
    let items = Client::sink().items(&["src/models/"]);
    let functions = items
        .iter()
        .filter_map(clients::inherent)
        .flat_map(|(_, item)| clients::functions(item));
    let functions: Vec<ImplItemFn> = functions.collect();
    let mut found = names_of(&functions);
    let exported = macros::exported();
    found.extend(
        ["limits", "build"]
            .iter()
            .flat_map(|name| macros::methods(&exported[*name])),
    );
    let taken: BTreeSet<String> = set(contract::RECORD_METHODS).union(&set(&["new"])).cloned().collect();
    assert_eq!(found, taken);
}

/// Requests have the methods that macros give them, and `validate`.
#[test]
fn methods_of_requests() {
    let client = Client::sink();
    let text: String = client.texts(OPERATIONS).collect();
    let exported = macros::exported();
    // At the beginning of a line: those in an `impl` make methods of its trait.
    let called = exported
        .iter()
        .filter(|(name, _)| text.contains(&format!("\nruntime::{name}!(")));
    let mut found: BTreeSet<String> = called.flat_map(|(_, text)| macros::functions(text)).collect();
    let is_reading = |function: &ImplItemFn| matches!(function.sig.inputs.first(), Some(FnArg::Receiver(own)) if own.mutability.is_none());
    for (name, item) in client.items(OPERATIONS).iter().filter_map(clients::inherent) {
        // The handle of the group has operations.
        let functions = clients::functions(item);
        let is_request = name != "Sink";
        found.extend(
            functions
                .iter()
                .filter(|one| is_request && is_reading(one))
                .map(|one| one.sig.ident.to_string()),
        );
    }
    assert_eq!(found, set(contract::REQUEST_METHODS));
}

/// A request without parameters, whose body is given whole, has no other fields.
#[test]
fn fields_of_requests() {
    let client = document(
        "plain",
        "put: { operationId: put, requestBody: { required: true, content: { application/json: { schema: { type: array, items: { type: string } } } } }, responses: { '204': { description: Done. } } }",
    );
    let items = client.items(OPERATIONS);
    let request = items.iter().find_map(|item| match item {
        Item::Struct(item) if item.ident == "Put" => Some(item),
        _ => None,
    });
    let fields = request.expect("a request").fields.iter();
    let fields: BTreeSet<String> = fields
        .map(|field| field.ident.as_ref().expect("a name").to_string())
        .collect();
    assert_eq!(fields, set(contract::REQUEST_FIELDS));
}

#[test]
fn methods_of_clients() {
    let client = Client::sink();
    let mut functions = client.methods("src/client.rs", "Client");
    functions.extend(client.methods("src/env.rs", "Client"));
    functions.retain(|function| !text_of(&function.sig.output).contains("operations"));
    assert_eq!(names_of(&functions), set(contract::CLIENT_METHODS));
}

/// Modules that are not those of groups, beside them, and the folders in which the modules of groups are: a module that is called like
/// its folder is taken for a mistake.
#[test]
fn modules_of_groups() {
    let client = document(
        "grouped",
        "get: { operationId: a, tags: [first], responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Both' } } } } } }\n    \
         put: { operationId: b, tags: [second], responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Both' } } } } } }",
    );
    let mut found = BTreeSet::new();
    for folder in ["models", "operations"] {
        let items = client.items(&[&format!("src/{folder}/mod.rs")]);
        found.extend(items.iter().filter_map(|item| match item {
            Item::Mod(item) => Some(item.ident.to_string()),
            _ => None,
        }));
        found.insert(folder.to_owned());
    }
    assert!(
        found.remove("first") && found.remove("second"),
        "the groups have modules"
    );
    assert_eq!(found, set(contract::GROUP_MODULES));
}

/// Methods of a builder that are not made for a server variable or a scheme.
fn builder_methods(client: &Client) -> BTreeSet<String> {
    let mut functions = client.methods("src/client.rs", "ClientBuilder");
    functions.retain(|function| {
        let body = text_of(&function.block);
        !["variable", "basic", "api_key"]
            .iter()
            .any(|call| body.contains(&format!("core . {call} (")))
    });
    names_of(&functions)
}

#[test]
fn methods_of_builders() {
    let plain = "get: { operationId: get, responses: { '204': { description: Done. } } }";
    let rich = Config {
        runtime_features: vec!["tokens".to_owned().into(), "bodies".to_owned().into()],
        ..Config::for_document("rich")
    };
    let always = set(contract::BUILDER_METHODS);
    assert_eq!(builder_methods(&configured("rich", plain, &rich)), always);
    let with = |word: &str| always.union(&set(&[word])).cloned().collect::<BTreeSet<String>>();
    let served =
        "get: { operationId: get, servers: [{ url: 'https://a.test' }], responses: { '204': { description: Done. } } }";
    assert_eq!(
        builder_methods(&configured("served", served, &rich)),
        with(contract::REDIRECT_SERVER)
    );
    let uploads = Config {
        upload_hosts: vec!["files.test".to_owned()],
        runtime_features: rich.runtime_features.clone(),
        ..Config::for_document("uploads")
    };
    assert_eq!(
        builder_methods(&configured("uploads", plain, &uploads)),
        with(contract::UPLOAD_HOST)
    );
}

/// What a client without server variables reads from the environment.
#[test]
fn variables_of_the_environment() {
    let plain = "get: { operationId: get, responses: { '204': { description: Done. } } }";
    let client = configured("rich", plain, &Config::for_document("rich"));
    let rows = client
        .text("src/env.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("//! | `RICH_"));
    let found: BTreeSet<String> = rows
        .filter_map(|row| Some(row.split_once('`')?.0.to_lowercase()))
        .collect();
    assert_eq!(found, set(contract::ENVIRONMENT));
}

/// The modules and features that a client has whatever its document says.
#[test]
fn modules_and_features_of_a_crate() {
    let document = "get: { operationId: get, responses: { '204': { description: Done. } } }";
    let client = configured("rich", document, &Config::for_document("rich"));
    let root = client.items(&["src/lib.rs"]);
    let declared = root.iter().filter_map(|item| match item {
        Item::Mod(module) => Some(module.ident.to_string()),
        _ => None,
    });
    let mut modules: BTreeSet<String> = declared.filter(|name| name != "env").collect();
    let text = client.text("src/lib.rs");
    assert!(text.contains(&format!("runtime::{};", contract::BLOCKING)), "{text}");
    modules.insert(contract::BLOCKING.to_owned());
    assert_eq!(modules, set(contract::ROOT_MODULES));
    let manifest: toml::Table = client.text("Cargo.toml").parse().expect("a manifest");
    let mut features: BTreeSet<String> = manifest["features"]
        .as_table()
        .expect("features")
        .keys()
        .cloned()
        .collect();
    assert!(features.remove("default"));
    assert_eq!(features, set(contract::FEATURES));
}

/// What callers of a macro see of its inside cannot be a name of theirs.
#[test]
fn names_in_macros() {
    let exported = macros::exported();
    assert!(exported.len() > 10, "{exported:?}");
    let count = exported
        .values()
        .filter(|text| !macros::seen_by_callers(text).is_empty())
        .count();
    assert!(count > 3, "macros with type parameters are found");
    let language = set(&["Self", "Ok", "Err", "Some", "None"]);
    for (name, text) in exported {
        let seen = macros::seen_by_callers(&text);
        let visible: Vec<&String> = seen.iter().filter(|name| !name.starts_with("__")).collect();
        assert!(
            visible.is_empty(),
            "`{name}!` declares {visible:?}, which its caller can see"
        );
        let bare: BTreeSet<String> = macros::without_a_path(&text).difference(&language).cloned().collect();
        let bare: Vec<&String> = bare.iter().filter(|name| !name.starts_with("__")).collect();
        assert!(bare.is_empty(), "`{name}!` names {bare:?} without a path");
    }
}

#[test]
fn the_tables_are_sorted() {
    let tables = [
        contract::MODEL_TYPES,
        contract::OPERATION_TYPES,
        contract::METHODS,
        contract::RECORD_METHODS,
        contract::REQUEST_METHODS,
        contract::REQUEST_FIELDS,
        contract::CLIENT_METHODS,
        contract::GROUP_MODULES,
        contract::BUILDER_METHODS,
    ];
    for table in tables {
        assert!(table.is_sorted(), "{table:?}");
    }
}

fn text_of(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

fn document(name: &str, operations: &str) -> Client {
    configured(name, operations, &Config::for_document(name))
}

fn configured(name: &str, operations: &str, config: &Config) -> Client {
    let schema = "components: { schemas: { Both: { type: object, properties: { a: { type: string } } } } }";
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: {name}, version: '1' }}\nservers: [{{ url: 'https://{name}.test' }}]\npaths:\n  /a:\n    {operations}\n{schema}\n"
    );
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("contract-{name}.yaml"));
    fs::write(&path, text).expect("the target folder can be written");
    Client::generate(&path, config).expect("the document is in order")
}
