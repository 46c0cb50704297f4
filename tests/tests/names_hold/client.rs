//! What is given to the client once stays so, and the setters of its builder keep their names.

use oasmith::config::Lock;
use oasmith::diag::Code;
use serde_json::{Value, json};

use super::things::{Run, run};

fn header(name: &str, schema: Value) -> Value {
    json!({ "name": name, "in": "header", "required": true, "schema": schema })
}

fn tenant() -> Value {
    header("Tenant-Id", json!({ "type": "string" }))
}

/// A document with so many operations that have these parameters, and so many without.
fn document(parameters: &[Value], with: usize, without: usize) -> Value {
    let operation = |at: usize| {
        let parameters = if at < with { json!(parameters) } else { json!([]) };
        json!({ "get": { "tags": ["t"], "parameters": parameters, "responses": { "204": { "description": "Done." } } } })
    };
    let paths = (0..with + without).map(|at| (format!("/p{at}"), operation(at)));
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Client", "version": "1" },
        "servers": [{ "url": "https://{region}.example.com", "variables": { "region": { "default": "eu" } } }],
        "paths": paths.collect::<serde_json::Map<_, _>>(),
        "components": { "securitySchemes": {} },
    })
}

/// With an API key in a header.
fn with_key(mut document: Value, scheme: &str, header: &str) -> Value {
    document["components"]["securitySchemes"][scheme] = json!({ "type": "apiKey", "in": "header", "name": header });
    document["security"] = json!([{ scheme: [] }]);
    document
}

/// The setters that the document asks for, sorted.
fn setters(run: &Run) -> Vec<&str> {
    let variables = run.api.variables.iter().map(|one| one.name.as_str());
    let schemes = run.api.schemes.iter().filter_map(|one| one.setter.as_deref());
    let wide = run.api.client_wide.iter().map(|one| one.name.as_str());
    let mut all: Vec<&str> = variables.chain(schemes).chain(wide).collect();
    all.sort_unstable();
    all
}

/// The required arguments of the first operation.
fn arguments(run: &Run) -> Vec<&str> {
    let first = &run.api.groups[0].operations[0];
    let required = first.parameters.iter().filter(|one| one.required);
    required.map(|one| one.name.as_str()).collect()
}

/// What a run gives with a lock, and again.
fn then(document: &Value, lock: &Lock) -> Run {
    let after = run(document, lock.clone());
    let again = run(document, after.lock.clone());
    assert_eq!((again.lock.text(), again.doubts()), (after.lock.text(), after.doubts()));
    after
}

#[test]
fn operations_that_lack_a_parameter_do_not_make_it_an_argument_of_the_others() {
    let first = run(&document(&[tenant()], 10, 0), Lock::default());
    assert_eq!(setters(&first), ["region", "tenant_id"]);
    let after = then(&document(&[tenant()], 10, 5), &first.lock);
    assert_eq!(
        (setters(&after), arguments(&after)),
        (vec!["region", "tenant_id"], vec![])
    );
    assert_eq!(after.doubts(), [""; 0]);
    // Without a lock nothing is known of the time before.
    assert_eq!(
        arguments(&run(&document(&[tenant()], 10, 5), Lock::default())),
        ["tenant_id"]
    );
}

#[test]
fn an_argument_stays_one_when_more_operations_have_it() {
    let first = run(&document(&[tenant()], 10, 5), Lock::default());
    let after = then(&document(&[tenant()], 100, 5), &first.lock);
    assert_eq!(
        (setters(&after), arguments(&after)),
        (vec!["region"], vec!["tenant_id"])
    );
    // What no operation had is an argument of none.
    let none = run(&document(&[], 10, 0), Lock::default());
    assert_eq!(
        setters(&then(&document(&[tenant()], 10, 0), &none.lock)),
        ["region", "tenant_id"]
    );
}

#[test]
fn a_parameter_that_cannot_be_set_once_any_more_is_told() {
    let first = run(&document(&[tenant()], 10, 0), Lock::default());
    let mut other = document(&[tenant()], 10, 0);
    other["paths"]["/p3"]["get"]["parameters"] = json!([header("Tenant-Id", json!({ "type": "integer" }))]);
    let after = then(&other, &first.lock);
    assert_eq!(
        (setters(&after), arguments(&after)),
        (vec!["region"], vec!["tenant_id"])
    );
    assert_eq!(after.doubts().len(), 1);
    assert!(after.doubts()[0].contains("`tenant_id`"), "{:?}", after.doubts());
    // The message is where the other type stands.
    let told = after.said.iter().find(|item| item.code == Code::DoubtfulLock);
    let place = format!("{:?}", told.map(|item| &item.place));
    assert!(place.contains("/paths/~1p3/get/parameters/0"), "{place}");
    let back = run(&document(&[tenant()], 10, 0), after.lock);
    assert_eq!((setters(&back), back.doubts()), (vec!["region", "tenant_id"], vec![]));
}

#[test]
fn a_setter_keeps_its_name_when_a_scheme_comes() {
    let first = run(&document(&[tenant()], 10, 0), Lock::default());
    for (scheme, key, all) in [
        ("tenant_id", "X-Other", vec!["region", "tenant_id", "tenant_id2"]),
        ("region", "X-Other", vec!["region", "region2", "tenant_id"]),
        ("tenant_id", "Tenant-Id", vec!["region", "tenant_id"]),
        ("Key", "tenant-id", vec!["region", "tenant_id"]),
    ] {
        let after = then(&with_key(document(&[tenant()], 10, 0), scheme, key), &first.lock);
        assert_eq!(setters(&after), all, "{}", after.lock.text());
        let of_parameter = after.api.client_wide.iter().find(|one| one.wire == "Tenant-Id");
        assert_eq!(of_parameter.map(|one| one.name.as_str()), Some("tenant_id"));
        assert_eq!(after.doubts(), [""; 0]);
    }
    // A key keeps its setter when its scheme is called differently, and when a parameter has the key, too.
    let first = run(&with_key(document(&[], 10, 0), "Key", "X-Key"), Lock::default());
    assert_eq!(setters(&first), ["key", "region"]);
    let renamed = with_key(document(&[], 10, 0), "Other", "X-Key");
    assert_eq!(setters(&then(&renamed, &first.lock)), ["key", "region"]);
    let parameter = header("X-Key", json!({ "type": "string" }));
    let both = with_key(document(&[parameter], 10, 0), "Key", "X-Key");
    assert_eq!(setters(&then(&both, &first.lock)), ["key", "region"]);
}

#[test]
fn a_setter_that_something_else_takes_over_is_told() {
    let first = run(&with_key(document(&[], 10, 0), "Key", "X-Key"), Lock::default());
    let after = then(&with_key(document(&[], 10, 0), "Key", "X-Other"), &first.lock);
    assert_eq!(after.doubts().len(), 1, "{}", after.lock.text());
    assert!(
        after.lock.text().contains("\"client::key\" = \"reused\""),
        "{}",
        after.lock.text()
    );
}

#[test]
fn the_key_of_a_scheme_does_not_take_an_argument_away() {
    let key = header("X-Key", json!({ "type": "string" }));
    let mut document = with_key(document(&[], 9, 0), "K", "X-Key");
    document["paths"]["/p0"]["get"]["parameters"] = json!([key]);
    let first = run(&document, Lock::default());
    let after = then(&document, &first.lock);
    for run in [&first, &after] {
        assert_eq!((setters(run), arguments(run)), (vec!["k", "region"], vec!["x_key"]));
    }
    // A setter of both is that of the key when the parameter cannot be set once any more, and of both again when it can.
    let both = with_key(self::document(std::slice::from_ref(&key), 9, 0), "K", "X-Key");
    let mut other = both.clone();
    other["paths"]["/p3"]["get"]["parameters"] = json!([header("X-Key", json!({ "type": "integer" }))]);
    let first = run(&both, Lock::default());
    let after = then(&other, &first.lock);
    assert_eq!(
        (setters(&first), setters(&after)),
        (vec!["region", "x_key"], vec!["region", "x_key"])
    );
    let back = then(&both, &after.lock);
    assert_eq!((setters(&back), arguments(&back)), (vec!["region", "x_key"], vec![]));
}

#[test]
fn a_method_and_its_request_may_be_spelt_alike() {
    // There is no case in this script.
    let mut document = document(&[], 1, 0);
    document["paths"]["/a"]["get"] =
        json!({ "operationId": "用户", "responses": { "204": { "description": "Good." } } });
    let first = run(&document, Lock::default());
    assert_eq!(then(&document, &first.lock).lock.text(), first.lock.text());
}

#[test]
fn names_in_a_query_differ_by_case() {
    let query = |name: &str| json!({ "name": name, "in": "query", "required": true, "schema": { "type": "string" } });
    let first = run(&document(&[query("Account")], 3, 7), Lock::default());
    assert_eq!(arguments(&first), ["account"]);
    let after = then(&document(&[query("account")], 10, 0), &first.lock);
    assert_eq!(
        (setters(&after), arguments(&after)),
        (vec!["account", "region"], vec![])
    );
}

#[test]
fn a_header_in_another_spelling_is_the_same_key() {
    let of = |schemes: &[(&str, &str)]| {
        let document = document(&[], 0, 1);
        schemes.iter().fold(document, |document, (scheme, header)| {
            with_key(document, scheme, header)
        })
    };
    let lock = run(&of(&[("First", "X-Key")]), Lock::default()).lock;
    for schemes in [
        [("First", "X-Key"), ("Second", "x-key")],
        [("Second", "x-key"), ("First", "X-Key")],
    ] {
        assert_eq!(setters(&then(&of(&schemes), &lock)), ["first", "region"]);
        assert_eq!(setters(&then(&of(&schemes), &Lock::default())).len(), 2);
    }
}
