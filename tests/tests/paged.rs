//! `tests/paged`: documents of others of which every list comes in pages, by a `[paging]` table of at most ten lines. Each client goes
//! through three pages of a server on loopback.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use oasmith::Generated;
use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::file::File;
use oasmith::load::{Inputs, load};
use oasmith_tests::corpus::Set;
use oasmith_tests::loopback::{Loopback, Response};
use oasmith_tests::scratch::{Workspace, on_shared_runtime};
use serde_json::{Value, json};

/// A document, and some of its lists, of which the program goes through the first.
struct Paged {
    document: &'static str,
    /// The lists, so that each entry of the table has one.
    operations: &'static [&'static str],
    /// What the second and the third request ask for.
    turns: [&'static str; 2],
    /// A page with these items, and the URL of the next page where a header has it.
    page: fn(&[u32], Option<&str>) -> Response,
    /// Whether only a page without items ends the list.
    ends_empty: bool,
}

const PAGED: [Paged; 5] = [
    Paged {
        document: "adyen-management.json",
        operations: &["get-companies-companyId-androidApps"],
        turns: ["pageNumber=2", "pageNumber=3"],
        page: |ids, _| list("data", each(ids, |id| json!({"id": id, "status": "ready"}))),
        ends_empty: true,
    },
    Paged {
        document: "decentraland-catalyst.yaml",
        operations: &["getNames", "getEntitiesByPointerPrefix"],
        turns: ["pageNum=2", "pageNum=3"],
        page: |ids, _| {
            let item = |id: &str| json!({"name": id, "contractAddress": id, "tokenId": id});
            let body = json!({"elements": each(ids, item), "totalAmount": 6, "pageNum": 1, "pageSize": 2});
            Response::json(200, &body)
        },
        ends_empty: true,
    },
    Paged {
        document: "jellyfin.json",
        operations: &["GetRemoteImages", "GetGenres"],
        turns: ["startIndex=2", "startIndex=4"],
        page: |ids, _| {
            let images = each(ids, |id| json!({"ProviderName": id}));
            Response::json(
                200,
                &json!({"Images": images, "Providers": ["p"], "TotalRecordCount": 6}),
            )
        },
        ends_empty: false,
    },
    Paged {
        document: "ory-hydra.json",
        operations: &["listOAuth2Clients"],
        turns: ["page_token=2", "page_token=3"],
        page: |ids, next| linked(&each(ids, |id| json!({"client_id": id})), next),
        ends_empty: false,
    },
    Paged {
        document: "ory-network.json",
        operations: &["listIdentitySchemas"],
        turns: ["page_token=2", "page_token=3"],
        page: |ids, next| linked(&each(ids, |id| json!({"id": id, "schema": {}})), next),
        ends_empty: false,
    },
];

fn each(ids: &[u32], item: impl Fn(&str) -> Value) -> Value {
    ids.iter().map(|id| item(&id.to_string())).collect()
}

fn list(name: &str, items: Value) -> Response {
    Response::json(200, &json!({ name: items }))
}

fn linked(items: &Value, next: Option<&str>) -> Response {
    let page = Response::json(200, items);
    match next {
        Some(next) => page.header("link", &format!("<?{next}>; rel=\"next\"")),
        None => page,
    }
}

impl Paged {
    fn name(&self) -> &'static str {
        self.document.split('.').next().unwrap_or_default()
    }

    /// The author's table.
    fn table(&self) -> String {
        let path = format!("paged/{}.toml", self.name());
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("there is a table")
    }

    /// The client of a document in this folder, with more that its author chooses.
    fn generate(&self, folder: &Path, choices: &str) -> Generated {
        let (name, document) = (self.name(), self.document);
        let head = format!("[crate]\nname = \"{name}\"\n[input]\ndocuments = [\"{document}\"]\n");
        let config = Config::read(&format!("{head}{choices}{}", self.table()));
        let config = on_shared_runtime(config.unwrap_or_else(|error| panic!("{name}: {}", error.message)));
        let inputs = Inputs {
            documents: vec![folder.join(document)],
            ..Inputs::default()
        };
        let mut diags = Diagnostics::default();
        let document = load(&inputs, &mut diags).expect("the document can be read");
        let templates = Templates::of(&config, None, folder);
        let made = oasmith::generate(&document, &config, &templates, &mut diags);
        made.unwrap_or_else(|| panic!("{name}: {diags:?}"))
    }

    /// A server with three pages of two items.
    fn serve(&self) -> Loopback {
        let [second, third] = self.turns;
        let page = |ids: &[u32], next| (self.page)(ids, next);
        let pages = [
            page(&[1, 2], Some(second)),
            page(&[3, 4], Some(third)),
            page(&[5, 6], None),
        ];
        let empty = self.ends_empty.then(|| page(&[], None));
        Loopback::start(pages.into_iter().chain(empty))
    }
}

fn documents() -> Option<PathBuf> {
    Set::Real.folder(Path::new(env!("CARGO_TARGET_TMPDIR")))
}

#[test]
fn every_list_of_these_documents_comes_in_pages() {
    let Some(folder) = documents() else { return };
    for paged in PAGED {
        assert!(paged.table().lines().count() <= 10, "{}", paged.document);
        let report = paged.generate(&folder, "").report;
        let count = |key: &str| report["paging"][key].as_u64().unwrap_or_default();
        assert!(count("stated") >= 3, "{}: {}", paged.document, report["paging"]);
        assert_eq!(report["paging"]["in_doubt"], json!([]), "{}", paged.document);
    }
}

#[test]
fn their_clients_go_through_three_pages() {
    let Some(folder) = documents() else { return };
    let workspace = Workspace::open(Path::new(env!("CARGO_TARGET_TMPDIR")), "paged");
    for paged in PAGED {
        let select = format!("[select]\noperations = {:?}\n", paged.operations);
        workspace.write_crate(paged.name(), &paged.generate(&folder, &select).files);
    }
    workspace.write_crate("paged-try", &program());
    let built = workspace.cargo(&workspace.folder("paged-try"), &["build"], &[]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let servers = PAGED.map(|paged| paged.serve());
    let ran = Command::new(workspace.program("paged-try"))
        .args(servers.iter().map(Loopback::url))
        .output();
    let ran = ran.expect("the program can be started");
    let said = String::from_utf8_lossy(&ran.stdout);
    let expected = PAGED.map(|paged| format!("{} 6\n", paged.name().replace('-', "_")));
    assert_eq!(said, expected.concat(), "{}", String::from_utf8_lossy(&ran.stderr));
    for (paged, server) in PAGED.iter().zip(&servers) {
        let targets: Vec<String> = server.seen().into_iter().map(|seen| seen.target).collect();
        assert_eq!(targets.len(), if paged.ends_empty { 4 } else { 3 }, "{targets:?}");
        let is_turned = targets[1..]
            .iter()
            .zip(paged.turns)
            .all(|(target, turn)| target.contains(turn));
        assert!(is_turned, "{targets:?}");
    }
}

/// The crate that goes through them.
fn program() -> Vec<File> {
    let clients = PAGED.map(|paged| format!("{0} = {{ path = \"../{0}\" }}\n", paged.name()));
    let head = "[package]\nname = \"paged-try\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n";
    let tokio = "tokio = { version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }\n";
    let file = |path: &str, text: String| File {
        path: path.to_owned(),
        text,
    };
    let main = Path::new(env!("CARGO_MANIFEST_DIR")).join("paged/main.rs");
    vec![
        file("Cargo.toml", format!("{head}{tokio}{}", clients.concat())),
        file("src/main.rs", fs::read_to_string(main).expect("there is a program")),
    ]
}
