//! Functions: create, find, delete, limits and activation.

use cdf_client::models::{
    ActivationStatus, FunctionFilter, FunctionReference, FunctionRuntime, FunctionStatus, FunctionWrite, TimestampRange,
};
use cdf_client::operations::functions::{
    Activate, Create, Delete, Filter, Limits, List, Retrieve, RetrieveMany, Status,
};
use serde_json::{Value, json};

use super::harness::{Case, case, operations};

operations!(
    list,
    create,
    filter,
    retrieve_many,
    retrieve,
    delete,
    limits,
    status,
    activate
);

/// A function as the service describes one: the values of its secrets are masked.
pub(super) fn function() -> Value {
    json!({
        "id": 5120,
        "createdTime": 1_767_225_600_000_i64,
        "status": "Ready",
        "name": "tank-levels",
        "externalId": "tank-levels",
        "fileId": 7301,
        "owner": "me@example.com",
        "metadata": {"commit": "4f1c2d9"},
        "secrets": {"mail-key": "***"},
        "envVars": {"MODE": "fast"},
        "functionPath": "handler.py",
        "cpu": 0.1,
        "memory": 1.5,
        "runtime": "py312",
        "runtimeVersion": "Python 3.12.4",
        "lastCalled": 1_767_225_700_000_i64,
    })
}

fn list() -> Case<List> {
    case(|c| c.functions().list().limit(7))
        .sends("GET /functions?limit=7")
        .answers(200, json!({"items": [function()]}), |list| {
            assert_eq!(list.items[0].runtime, Some(FunctionRuntime::Py312));
            assert_eq!(list.items[0].cpu, Some(0.1));
        })
        .error(400)
}

/// A function with everything that can be said about it.
fn everything() -> FunctionWrite {
    FunctionWrite::new("tank-levels", 7301)
        .external_id("tank-levels")
        .owner("me@example.com")
        .description("How full the tanks are")
        .metadata([("commit", "4f1c2d9")])
        .secrets([("mail-key", "s3cret")])
        .function_path("handler.py")
        .env_vars([("MODE", "fast")])
        .cpu(0.1)
        .memory(1.5)
        .runtime(FunctionRuntime::Py313)
        .index_url("https://pypi.example.com/simple")
        .extra_index_urls(["https://user:password@example.com/simple"])
}

fn create() -> Case<Create> {
    case(|c| c.functions().create([everything()]))
        .sends("POST /functions")
        .body(json!({"items": [{
            "name": "tank-levels",
            "externalId": "tank-levels",
            "fileId": 7301,
            "owner": "me@example.com",
            "description": "How full the tanks are",
            "metadata": {"commit": "4f1c2d9"},
            "secrets": {"mail-key": "s3cret"},
            "functionPath": "handler.py",
            "envVars": {"MODE": "fast"},
            "cpu": 0.1,
            "memory": 1.5,
            "runtime": "py313",
            "indexUrl": "https://pypi.example.com/simple",
            "extraIndexUrls": ["https://user:password@example.com/simple"],
        }]}))
        .answers(201, json!({"items": [failed()]}), |list| {
            let function = &list.items[0];
            assert_eq!(function.status, FunctionStatus::Failed);
            let error = function.error.as_ref().expect("why it failed");
            assert_eq!((error.message.as_str(), error.trace.as_deref()), ("no handler", None));
        })
        .error(400)
}

fn failed() -> Value {
    json!({
        "id": 5120, "createdTime": 1, "status": "Failed", "name": "tank-levels", "fileId": 7301,
        "error": {"message": "no handler", "trace": null},
    })
}

fn filter() -> Case<Filter> {
    case(|c| {
        let filter = FunctionFilter::new()
            .name("tank-levels")
            .owner("me@example.com")
            .file_id(7301)
            .status(FunctionStatus::Ready)
            .external_id_prefix("tank")
            .created_time(TimestampRange::new().min(10).max(199))
            .metadata([("commit", "4f1c2d9")]);
        c.functions().filter().filter(filter).limit(3)
    })
    .sends("POST /functions/list")
    .body(json!({
        "filter": {
            "name": "tank-levels",
            "owner": "me@example.com",
            "fileId": 7301,
            "status": "Ready",
            "externalIdPrefix": "tank",
            "createdTime": {"min": 10, "max": 199},
            "metadata": {"commit": "4f1c2d9"},
        },
        "limit": 3,
    }))
    .answers(200, json!({"items": []}), |list| assert!(list.items.is_empty()))
    .error(400)
}

fn retrieve_many() -> Case<RetrieveMany> {
    case(|c| {
        let ids = [
            FunctionReference::Id(5120),
            FunctionReference::ExternalId("fn-xid".into()),
        ];
        c.functions().retrieve_many(ids).ignore_unknown_ids(true)
    })
    .sends("POST /functions/byids")
    .body(json!({"items": [{"id": 5120}, {"externalId": "fn-xid"}], "ignoreUnknownIds": true}))
    .answers(200, json!({"items": [function()]}), |list| {
        assert_eq!(list.items[0].file_id, 7301)
    })
    .error(400)
}

fn retrieve() -> Case<Retrieve> {
    case(|c| c.functions().retrieve(9_007_199_254_740_991))
        .sends("GET /functions/9007199254740991")
        .answers(200, function(), |function| {
            assert_eq!(function.last_called, Some(1_767_225_700_000));
            assert_eq!(
                function.secrets.expect("the names of the secrets")["mail-key"].expose(),
                "***"
            );
            assert_eq!(function.env_vars.expect("variables")["MODE"], "fast");
        })
        .error(400)
}

fn delete() -> Case<Delete> {
    case(|c| {
        c.functions()
            .delete([FunctionReference::Id(5120)])
            .ignore_unknown_ids(false)
    })
    .sends("POST /functions/delete")
    .body(json!({"items": [{"id": 5120}], "ignoreUnknownIds": false}))
    .answers(200, json!({}), |()| ())
    .error(400)
}

/// `responseSizeMb` is sent for projects on Google Cloud only.
fn limits() -> Case<Limits> {
    let range = json!({"min": 0.1, "max": 4, "default": 1});
    case(|c| c.functions().limits())
        .sends("GET /functions/limits")
        .answers(
            200,
            json!({"timeoutMinutes": 9, "cpuCores": range, "memoryGb": range, "runtimes": ["py311", "py399"]}),
            |limits| {
                assert_eq!((limits.cpu_cores.min, limits.memory_gb.max), (0.1, 4.0));
                assert_eq!(limits.runtimes, ["py311", "py399"]);
                assert_eq!(limits.response_size_mb, None);
            },
        )
        .error(400)
}

fn status() -> Case<Status> {
    case(|c| c.functions().status())
        .sends("GET /functions/status")
        .answers(200, json!({"status": "activated"}), |activation| {
            assert_eq!(activation.status, ActivationStatus::Activated);
        })
        .error(400)
}

fn activate() -> Case<Activate> {
    case(|c| c.functions().activate())
        .sends("POST /functions/status")
        .answers(202, json!({"status": "requested"}), |activation| {
            assert_eq!(activation.status, ActivationStatus::Requested);
        })
        .error(400)
}
