//! For build scripts: a client as a module of the package that is built.
//!
//! In: a document, or a `client.toml`. Out: the files of the module below `OUT_DIR`, and lines for cargo on standard output.
//! Nothing else is written: neither the lock of names nor anything beside the documents.

mod cargo;
mod choices;
mod error;
mod module;
mod package;
mod paths;
mod run;

use std::path::PathBuf;

use choices::Choices;
pub use error::BuildError;

/// Makes a client from an OpenAPI document while a package is built.
///
/// The build script:
///
/// ```no_run
/// fn main() -> Result<(), oasmith::BuildError> {
///     oasmith::Build::new("petstore.yaml").overlay("overlay.yaml").generate()
/// }
/// ```
///
/// The package, in `lib.rs`, `main.rs` or any module:
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/petstore.rs"));   // declares `pub mod petstore`
/// ```
///
/// and its `Cargo.toml`:
///
/// ```toml
/// [dependencies]
/// oasmith-runtime = "0.1"
///
/// [build-dependencies]
/// oasmith = { version = "0.1", default-features = false }
/// ```
///
/// Both have the same version. What types and layers of a `client.toml` need goes to `[dependencies]` too; what is missing there is told
/// with the lines to add.
///
/// The script runs again when a file that was read has changed, or a file of a folder of templates has come or gone.
/// The module needs edition 2024. Its feature `blocking` is there if the package has a feature of that name which
/// switches on `oasmith-runtime/blocking`. Layers export no macros: those would stand at the root of the package.
#[derive(Clone, Debug)]
#[must_use = "nothing is made until `generate` is called"]
pub struct Build(Choices);

impl Build {
    /// A client for a document. Paths are relative to the package, as everything in a build script is.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self(Choices {
            documents: vec![document.into()],
            ..Choices::default()
        })
    }

    /// A client as a `client.toml` describes it: its documents, overlays, templates and all other choices. What concerns a
    /// package is not needed and does nothing: its version, features, examples, where it goes, and a copy of the runtime. `[parts]` are all there.
    pub fn from_config(client_toml: impl Into<PathBuf>) -> Self {
        Self(Choices {
            client_toml: Some(client_toml.into()),
            ..Choices::default()
        })
    }

    /// One more document of the same API.
    pub fn document(mut self, path: impl Into<PathBuf>) -> Self {
        self.0.documents.push(path.into());
        self
    }

    /// An OpenAPI overlay, applied after those before it.
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.0.overlays.push(path.into());
        self
    }

    /// A folder that references may lead to, besides those of the documents.
    pub fn allow_outside(mut self, folder: impl Into<PathBuf>) -> Self {
        self.0.allow_outside.push(folder.into());
        self
    }

    /// A folder of templates, laid over those before it.
    pub fn templates(mut self, folder: impl Into<PathBuf>) -> Self {
        self.0.templates.push(folder.into());
        self
    }

    /// The module, with the modules that it is included in: `petstore`, or `api::petstore` if `api` has the `include!`.
    /// If not given, it is called like the document, or like the library that `client.toml` names.
    pub fn module(mut self, path: impl Into<String>) -> Self {
        self.0.module = Some(path.into());
        self
    }

    /// Fails if anything of the document is lost. Without it that is a warning.
    pub fn strict(mut self) -> Self {
        self.0.strict = true;
        self
    }

    /// Makes the module, and tells cargo when to do so again.
    ///
    /// # Errors
    ///
    /// The document cannot become a client, the package cannot hold it, or a file cannot be written. The error tells where and
    /// why, for people, in `Debug` as well: a build script that returns it shows it.
    pub fn generate(self) -> Result<(), BuildError> {
        run::run(&self.0, &mut std::io::stdout())
    }
}
