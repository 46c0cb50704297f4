//! Clients that depend on one runtime crate: `oasmith runtime` writes it, two clients share its types, and a client of another
//! contract is refused in one message.

use std::fs;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

/// A workspace with two APIs whose clients depend on the crate `oasmith-runtime` in it.
struct Shared {
    root: PathBuf,
}

/// A document with one operation.
fn document(name: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{ title: {name}, version: '1' }}
servers: [{{ url: 'https://{name}.test' }}]
paths:
  /names:
    get:
      operationId: listNames
      responses:
        '200': {{ description: Names., content: {{ application/json: {{ schema: {{ type: array, items: {{ type: string }} }} }} }} }}
"
    )
}

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"generated/*\", \"oasmith-runtime\", \"program\"]\n\n\
    [profile.dev]\ndebug = 0\nincremental = false\n";

const PROGRAM: &str = "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
    fruit-client = { path = \"../generated/fruit\", default-features = false }\n\
    oasmith-runtime = { path = \"../oasmith-runtime\", default-features = false, features = [\"testing\"] }\n\
    tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n\
    trees-client = { path = \"../generated/trees\", default-features = false }\n";

/// One transport serves both clients, and one function takes the errors of both.
const MAIN: &str = r#"//! Two clients, one runtime.

use oasmith_runtime::testing::{Response, InMemory};
use oasmith_runtime::{BuildError, Error, RetryPolicy, Secret};

fn on_one_network() -> Result<(fruit_client::Client, trees_client::Client), BuildError> {
    let network = oasmith_runtime::HttpTransport::new()?;
    let fruit = fruit_client::Client::builder().transport(network.clone()).build()?;
    let trees = trees_client::Client::builder().transport(network).build()?;
    Ok((fruit, trees))
}

async fn names(fruit: &fruit_client::Client, trees: &trees_client::Client) -> Result<Vec<String>, Error> {
    let names = fruit.api().list_names().await?;
    println!("{names:?}");
    Ok(trees.api().list_names().await?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    on_one_network().unwrap();
    let memory = InMemory::new(|request| match request.target.contains("fruit.test") {
        true => Response::json(200, "[\"apple\"]"),
        false => Response::json(404, "{}"),
    });
    let (token, retry) = (Secret::from("t"), RetryPolicy::never());
    let fruit = fruit_client::Client::builder().transport(memory.clone()).token(token.clone()).retry(retry.clone());
    let trees = trees_client::Client::builder().transport(memory.clone()).token(token).retry(retry);
    let error: Error = names(&fruit.build().unwrap(), &trees.build().unwrap()).await.unwrap_err();
    println!("{:?}", error.status().map(|status| status.as_u16()));
    println!("{:?}", memory.received().iter().map(|request| &request.target).collect::<Vec<_>>());
}
"#;

impl Shared {
    fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&root);
        let shared = Self { root };
        shared.write("Cargo.toml", WORKSPACE);
        shared.write("program/Cargo.toml", PROGRAM);
        shared.write("program/src/main.rs", MAIN);
        for api in ["fruit", "trees"] {
            shared.write(&format!("specs/{api}/api.yaml"), &document(api));
            let config = format!(
                "[crate]\nname = \"{api}-client\"\n[input]\ndocuments = [\"api.yaml\"]\n\
                 [output]\nruntime = {{ path = \"../../oasmith-runtime\" }}\n"
            );
            shared.write(&format!("specs/{api}/client.toml"), &config);
        }
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, shared.root.join("Cargo.lock")).expect("the versions of this workspace");
        for arguments in [&["runtime", "--out", "oasmith-runtime"][..], &["generate"]] {
            let output = shared.oasmith(arguments);
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        }
        shared
    }

    fn write(&self, below: &str, text: &str) {
        let path = self.root.join(below);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the target folder can be written");
        fs::write(path, text).expect("the target folder can be written");
    }

    fn read(&self, below: &str) -> String {
        fs::read_to_string(self.root.join(below)).unwrap_or_else(|error| panic!("{below}: {error}"))
    }

    fn oasmith(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_oasmith-under-test"))
            .args(arguments)
            .current_dir(&self.root)
            .output()
            .expect("the program can be started")
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO"))
            .args(arguments)
            .args(["--offline", "--quiet"])
            .current_dir(&self.root)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases/target"),
            )
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo can be started")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn two_clients_share_a_transport_an_error_and_a_secret() {
    let shared = Shared::new("shared");
    assert!(!shared.root.join("generated/fruit/src/runtime").exists());
    let manifest = shared.read("generated/fruit/Cargo.toml");
    let line = "\noasmith-runtime = { path = \"../../oasmith-runtime\", default-features = false }\n";
    assert!(manifest.contains(line), "{manifest}");
    let output = shared.cargo(&["run", "-p", "program"]);
    let expected = "[\"apple\"]\nSome(404)\n[\"https://fruit.test/names\", \"https://trees.test/names\"]\n";
    assert_eq!(text(&output.stdout), expected, "{}", text(&output.stderr));

    let again = shared.oasmith(&["runtime", "--out", "oasmith-runtime", "--check"]);
    assert_eq!(again.status.code(), Some(0), "{}", text(&again.stdout));
    shared.write("oasmith-runtime/src/lib.rs", "//! Changed.\n");
    let changed = shared.oasmith(&["runtime", "--out", "oasmith-runtime", "--check"]);
    assert_eq!(changed.status.code(), Some(1));
    assert!(
        text(&changed.stdout).contains("-//! Changed."),
        "{}",
        text(&changed.stdout)
    );
}

/// A program whose client has TLS by rustls with ring alone. It calls a service at the port that it is given.
const RING: &str = r#"//! One client, one call.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let port = std::env::args().nth(1).unwrap();
    let client = fruit_client::Client::builder().origin(format!("https://localhost:{port}"));
    let client = client.retry(oasmith_runtime::RetryPolicy::never()).build().unwrap();
    let error = client.api().list_names().await.unwrap_err();
    println!("{:?}", error.status());
}
"#;

#[test]
fn ring_speaks_tls_where_aws_lc_is_left_out() {
    let shared = Shared::new("ring");
    shared.write("program/src/main.rs", RING);
    let manifest = PROGRAM.replace(
        "fruit\", default-features = false",
        "fruit\", default-features = false, features = [\"rustls-ring\"]",
    );
    shared.write("program/Cargo.toml", &manifest);
    let service = TcpListener::bind("localhost:0").expect("a port on loopback");
    let port = service.local_addr().expect("an address").port().to_string();
    // The service hangs up after the first bytes, so that no certificate is needed.
    let first = thread::spawn(move || {
        let (mut caller, _) = service.accept().expect("a caller");
        let mut record = [0; 1];
        caller.read_exact(&mut record).expect("a first byte");
        record
    });
    let tree = shared.cargo(&["tree", "-p", "program", "--prefix", "none", "--edges", "normal,build"]);
    let crates = text(&tree.stdout);
    assert!(
        crates.contains("\nring v") && !crates.contains("aws-lc"),
        "{crates}{}",
        text(&tree.stderr)
    );
    let output = shared.cargo(&["run", "-p", "program", "--", &port]);
    assert_eq!(text(&output.stdout), "None\n", "{}", text(&output.stderr));
    // Nobody waits for a caller who never came.
    drop(TcpStream::connect(("localhost", port.parse().expect("a port"))));
    // 22 is the handshake of TLS (RFC 8446, section 5.1).
    assert_eq!(first.join().expect("a service"), [22]);
}

#[test]
fn the_crate_goes_into_no_folder_of_others() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("thesis.txt"), "mine").expect("a temporary folder can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_oasmith-under-test"))
        .args(["runtime", "--out", "."])
        .current_dir(folder.path())
        .output()
        .expect("the program can be started");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("error[not-written]"),
        "{}",
        text(&output.stderr)
    );
    let names = fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(names, 1, "nothing is written");
}

#[test]
fn a_client_of_another_contract_is_refused_in_one_message() {
    let shared = Shared::new("contracts");
    let library = shared.read("generated/fruit/src/lib.rs");
    let stated = "oasmith_runtime::contract!(2);";
    assert!(library.contains(stated));
    shared.write(
        "generated/fruit/src/lib.rs",
        &library.replace(stated, "oasmith_runtime::contract!(999);"),
    );
    let output = shared.cargo(&["check", "-p", "fruit-client", "--no-default-features"]);
    let said = text(&output.stderr);
    let errors: Vec<&str> = said.lines().filter(|line| line.starts_with("error")).collect();
    assert!(
        errors[0].contains("this client was generated for contract 999 of oasmith-runtime"),
        "{said}"
    );
    // The second line is cargo's: it could not compile the client.
    assert_eq!(errors.len(), 2, "{said}");
}

/// The table of crates that a copy needs is that of the workspace, so is the manifest of the crate.
#[test]
fn the_crate_needs_what_the_original_needs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &str| -> toml::Table {
        let text = fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        text.parse().expect("a manifest is TOML")
    };
    let (original, workspace) = (read("templates/runtime/Cargo.toml"), read("Cargo.toml"));
    let files = oasmith::dress::runtime_crate();
    let manifest = files.iter().find(|file| file.path == "Cargo.toml").expect("a manifest");
    let made: toml::Table = manifest.text.parse().expect("a manifest is TOML");
    let needed = original["dependencies"].as_table().expect("a table").iter();
    let expected = needed.map(|(name, here)| {
        let mut one = workspace["workspace"]["dependencies"][name].clone();
        if here.get("optional").is_some() {
            let version = toml::Table::from_iter([("version".to_owned(), one.clone())]);
            let table = one.as_table().cloned().unwrap_or(version);
            one = toml::Value::Table(
                table
                    .into_iter()
                    .chain([("optional".to_owned(), true.into())])
                    .collect(),
            );
        }
        (name.clone(), one)
    });
    assert_eq!(made["dependencies"].as_table(), Some(&expected.collect()));
    assert_eq!(made["features"], original["features"]);
    for key in ["version", "edition", "rust-version", "license"] {
        assert_eq!(made["package"][key], workspace["workspace"]["package"][key], "{key}");
    }
}
