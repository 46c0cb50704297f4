//! A folder of its own with one API, and runs of the program on it within this process.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::cli::{self, Output};
use tempfile::TempDir;

/// Two groups that both have a method `list`, a record, an enum, a union and an error body.
pub(crate) const SPEC: &str = "\
openapi: 3.1.0
info: {title: Pets, version: '1', description: All of them.}
servers: [{url: 'https://pets.example/v1'}]
paths:
  /pets:
    get:
      operationId: pets_list
      tags: [pets]
      summary: Lists pets
      parameters:
        - {name: kind, in: query, schema: {$ref: '#/components/schemas/PetKind'}}
      responses:
        '200': {description: Good., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
        '404': {description: Bad., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
    post:
      operationId: pets_create
      tags: [pets]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses:
        '201': {description: Made.}
  /people:
    get:
      operationId: people_list
      tags: [people]
      responses:
        '200': {description: Good., content: {application/json: {schema: {type: array, items: {type: string}}}}}
components:
  schemas:
    Pet:
      type: object
      description: Something with fur.
      required: [name]
      properties:
        name: {type: string}
        type: {$ref: '#/components/schemas/PetKind'}
        bornAt: {type: string}
    PetKind: {type: string, enum: [cat, dog]}
    Problem: {type: object, properties: {message: {type: string}}}
";

/// What a run did.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) code: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the program within this process.
pub(crate) fn run(arguments: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut output = Output {
        out: &mut out,
        err: &mut err,
        colour: false,
        progress: false,
    };
    let arguments = ["oasmith"].iter().chain(arguments).map(|&word| word.to_owned());
    let code = cli::run(arguments, &mut output);
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Ran {
        code,
        out: text(out),
        err: text(err),
    }
}

/// A folder with `specs/pets`, whose client is written to `generated/pets`.
pub(crate) struct Workspace(TempDir);

impl Workspace {
    /// With a layer beside `client.toml`.
    pub(crate) fn new() -> Self {
        let workspace = Self::without_layers();
        workspace.layers(&["./templates"]);
        fs::create_dir_all(workspace.path("specs/pets/templates")).expect("a temporary folder can be written");
        workspace
    }

    /// With nothing but a document.
    pub(crate) fn without_layers() -> Self {
        let workspace = Self(TempDir::new().expect("a temporary folder"));
        workspace.write("specs/pets/spec.yaml", SPEC);
        workspace.layers(&[]);
        workspace
    }

    /// Writes `client.toml` with these layers.
    pub(crate) fn layers(&self, layers: &[&str]) {
        let toml = format!(
            "[crate]\nname = \"pets-client\"\n[input]\ndocuments = [\"spec.yaml\"]\n[output]\nlayers = {layers:?}\n"
        );
        self.write("specs/pets/client.toml", &toml);
    }

    pub(crate) fn path(&self, below: &str) -> String {
        self.0.path().join(below).to_str().expect("the path is text").to_owned()
    }

    pub(crate) fn write(&self, below: &str, text: &str) {
        let path = PathBuf::from(self.path(below));
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a temporary folder can be written");
        fs::write(path, text).expect("a temporary folder can be written");
    }

    /// Writes a file of the layer beside `client.toml`.
    pub(crate) fn template(&self, name: &str, text: &str) {
        self.write(&format!("specs/pets/templates/{name}"), text);
    }

    pub(crate) fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).unwrap_or_else(|error| panic!("{below}: {error}"))
    }

    /// A file of the client.
    pub(crate) fn made(&self, below: &str) -> String {
        self.read(&format!("generated/pets/{below}"))
    }

    pub(crate) fn has(&self, below: &str) -> bool {
        Path::new(&self.path(below)).exists()
    }

    /// A command on this workspace; what it says has no paths of this machine.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let root = self.path("");
        let ran = run(&[arguments, &["--root", &root]].concat());
        Ran {
            out: ran.out.replace(&root, ""),
            err: ran.err.replace(&root, ""),
            ..ran
        }
    }

    /// `generate` that must go well and say nothing but what became of the crate.
    pub(crate) fn generated(&self) {
        let ran = self.run(&["generate"]);
        assert_eq!((ran.code, ran.err.lines().count()), (0, 1), "{}", ran.err);
    }

    /// `generate` that is refused; what it says.
    pub(crate) fn refused(&self) -> String {
        let ran = self.run(&["generate"]);
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(!self.has("generated"), "something was written");
        ran.err
    }

    /// Every file of the client.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files(Path::new(&self.path("generated")))
    }
}

/// Every file below a folder, by its path from there.
pub(crate) fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut todo) = (BTreeMap::new(), vec![root.to_owned()]);
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let below = path.strip_prefix(root).expect("below the folder").to_owned();
                found.insert(below, fs::read(&path).expect("a file can be read"));
            }
        }
    }
    found
}
