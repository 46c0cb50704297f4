//! Two clients: one of a document alone, one as its `client.toml` says, in a module of a module.

fn main() -> Result<(), oasmith::BuildError> {
    oasmith::Build::new("apis/books.yaml")
        .overlay("apis/books.overlay.yaml")
        .generate()?;
    oasmith::Build::from_config("apis/shelves/client.toml")
        .templates("apis/templates")
        .module("stores::shelves")
        .generate()
}
