//! Layers one over the other, and files for each group, type and operation.

use super::workspace::{Workspace, run};

#[test]
fn a_folder_beside_client_toml_is_over_all_others() {
    let workspace = Workspace::without_layers();
    workspace.write("templates/house/NOTES.md", "of the house\n");
    workspace.write("templates/house/src/env.rs", "//! Of the house.\n");
    workspace.template("NOTES.md.j2", "of {{ package.name }}\n");
    workspace.layers(&["house", "./templates"]);
    workspace.generated();
    assert_eq!(
        workspace.made("NOTES.md"),
        "of pets-client\n",
        "a template takes the place of a plain file"
    );
    let env = workspace.made("src/env.rs");
    assert!(
        env.ends_with("//! Of the house.\n"),
        "a plain file takes the place of a template: {env}"
    );

    workspace.layers(&["./templates", "house"]);
    workspace.generated();
    assert_eq!(workspace.made("NOTES.md"), "of the house\n", "the later layer wins");
}

#[test]
fn a_layer_changes_no_runtime_that_is_a_crate() {
    let workspace = Workspace::new();
    workspace.template("src/runtime/printable.rs", "//! Mine.\n");
    let toml = workspace.read("specs/pets/client.toml");
    let shared = "[output]\nruntime = { version = \"0.1\" }";
    assert!(toml.contains("[output]"), "{toml}");
    workspace.write("specs/pets/client.toml", &toml.replace("[output]", shared));
    let said = workspace.refused();
    let message = "`src/runtime/printable.rs` changes the runtime, and the client depends on the crate of it";
    assert!(said.contains(message), "{said}");
}

#[test]
fn the_command_line_names_layers_too() {
    let workspace = Workspace::without_layers();
    workspace.write("one/NOTES.md", "one\n");
    workspace.write("one/ONE.md", "one\n");
    workspace.write("two/NOTES.md.j2", "two of {{ title }}\n");
    let [spec, out, one, two] = ["specs/pets/spec.yaml", "out", "one", "two"].map(|path| workspace.path(path));
    let arguments = ["generate", "--spec", &spec, "--out", &out, "--name", "pets"];
    let ran = run(&[&arguments[..], &["--templates", &one, "--templates", &two]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(workspace.read("out/NOTES.md"), "two of Pets\n");
    assert_eq!(workspace.read("out/ONE.md"), "one\n");

    let none = workspace.path("none");
    let ran = run(&[&arguments[..], &["--templates", &none]].concat());
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("error[unknown-layer]"), "{}", ran.err);
}

#[test]
fn what_may_only_stand_first_in_a_file_stays_there() {
    let workspace = Workspace::new();
    workspace.template("src/marked.rs", "\u{feff}//! Marked.\n");
    workspace.template("src/script.rs", "\u{feff}#!/usr/bin/env run\n//! A script.\n");
    workspace.template(
        "src/tests.rs",
        "// Only for tests.\n\n#![cfg(test)]\n\nfn helper() {}\n",
    );
    workspace.template("data/list.csv", "\u{feff}a,b\n");
    workspace.generated();
    let first = |name: &str| workspace.made(&format!("src/{name}")).lines().next().map(str::to_owned);
    assert_eq!(first("script.rs").as_deref(), Some("#!/usr/bin/env run"));
    for name in ["marked.rs", "script.rs"] {
        let made = workspace.made(&format!("src/{name}"));
        assert!(
            !made.contains('\u{feff}') && made.contains("; edit it there.\n\n//! "),
            "{made:?}"
        );
    }
    let made = workspace.made("src/tests.rs");
    assert!(
        made.ends_with("\nfn helper() {}\n") && !made.contains("#[inline]"),
        "{made}"
    );
    assert_eq!(
        workspace.made("data/list.csv"),
        "\u{feff}a,b\n",
        "another file stays as it is"
    );
}

#[test]
fn hidden_files_and_backups_are_no_part_of_a_layer() {
    let workspace = Workspace::new();
    for name in [
        ".git/config",
        ".DS_Store",
        "src/.lib.rs.swp",
        "NOTES.md~",
        "#NOTES.md#",
        ".oasmith/OTHER.md",
    ] {
        workspace.template(name, "not text: \0\n");
    }
    workspace.template("NOTES.md", "notes\n");
    workspace.template(".gitignore.j2", "target of {{ package.name }}\n");
    workspace.generated();
    assert_eq!(workspace.made(".gitignore"), "target of pets-client\n");
    let made = workspace.files();
    let is_stray = |path: &&std::path::PathBuf| {
        let path = path.to_string_lossy();
        [".git/", "DS_Store", "swp", "~", "#", ".oasmith/"]
            .iter()
            .any(|part| path.contains(part))
    };
    assert_eq!(made.keys().find(is_stray), None);
}

#[test]
fn a_file_that_is_no_module_is_told() {
    let workspace = Workspace::new();
    workspace.template(
        "src/audit/mod.rs",
        "//! Audits.\n\nmod entries;\n\nmod inner {\n    //! Inside.\n    mod deep;\n}\n",
    );
    workspace.template(
        "src/audit/entries.rs",
        "//! Entries.\n\n#[path = \"../other/parts.rs\"]\nmod parts;\n",
    );
    workspace.template("src/audit/inner/deep.rs", "//! Deep.\n");
    workspace.template("src/other/parts.rs", "//! Parts.\n");
    workspace.template("src/bin/tool.rs", "fn main() {}\n");
    workspace.generated();

    workspace.template("src/audit/left.rs", "//! Left.\n");
    workspace.template("src/models/extra.rs", "//! Extra.\n");
    let ran = workspace.run(&["generate"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for path in ["src/audit/left.rs", "src/models/extra.rs"] {
        let said = format!("warning[unreached-file]: no module declares `{path}`, so it is not compiled");
        assert!(ran.err.contains(&said), "{}", ran.err);
    }
    assert_eq!(ran.err.matches("unreached-file").count(), 2, "{}", ran.err);
}

#[test]
fn there_is_a_file_for_each_group_type_and_operation() {
    let workspace = Workspace::new();
    workspace.template(
        "src/audit/[group].rs.j2",
        "{{ header }}\n\n//! Audits `{{ group.name }}`.\n\n/// How many.\npub const OPERATIONS: usize = {{ group.operations | length }};\n",
    );
    workspace.template(
        "src/audit/mod.rs.j2",
        "{{ header }}\n\n//! Audits.\n\n{% for group in groups %}\npub mod {{ group.name }};\n{% endfor %}\n",
    );
    workspace.template(
        "docs/[model].md.j2",
        "# {{ model.name }}\n\n{{ model.docs | first | default('') }}\n",
    );
    workspace.template(
        "calls/[operation].txt.j2",
        "{{ operation.method }} {{ operation.path }} of {{ group.name }}\n",
    );
    workspace.template(
        "calls/[group]/[operation].txt.j2",
        "{{ operation.id }} of {{ api.library }}\n",
    );
    workspace.template(
        "src/kinds/[model].rs.j2",
        "{{ header }}\n\n//! A kind.\n\n/// What it is.\npub const KIND: &str = \"{{ model.kind }}\";\n",
    );
    workspace.template(
        "src/kinds/mod.rs.j2",
        "//! Kinds.\n\n{% for model in models %}\npub mod {{ model.module_name }};\n{% endfor %}\n",
    );
    workspace.generated();
    assert!(workspace.made("src/audit/pets.rs").contains("OPERATIONS: usize = 2;"));
    assert!(workspace.made("src/audit/people.rs").contains("OPERATIONS: usize = 1;"));
    assert!(
        workspace
            .made("src/audit/mod.rs")
            .ends_with("pub mod people;\npub mod pets;\n")
    );
    assert_eq!(workspace.made("docs/Pet.md"), "# Pet\n\nSomething with fur.\n");
    assert_eq!(workspace.made("docs/PetKind.md"), "# PetKind\n");
    assert_eq!(workspace.made("calls/pets_list.txt"), "GET /pets of pets\n");
    assert_eq!(workspace.made("calls/people_list.txt"), "GET /people of people\n");
    assert_eq!(workspace.made("calls/people/list.txt"), "people_list of pets_client\n");
    assert!(workspace.made("src/kinds/pet_kind.rs").contains("\"enum\""));
    let root = workspace.made("src/lib.rs");
    assert!(
        root.contains("pub mod audit;\n") && root.contains("pub mod kinds;\n"),
        "{root}"
    );
}

#[test]
fn a_file_that_two_templates_make_is_refused() {
    let workspace = Workspace::new();
    workspace.template("docs/[model].md.j2", "{{ model.name }}\n");
    workspace.template("docs/Pet.md", "by hand\n");
    let said = workspace.refused();
    assert!(
        said.contains("error[duplicate-output]: `docs/Pet.md` is made twice"),
        "{said}"
    );
}

#[test]
fn a_module_that_each_client_has_is_refused() {
    let workspace = Workspace::new();
    workspace.template("src/blocking.rs", "//! By hand.\n");
    let said = workspace.refused();
    assert!(
        said.contains("`src/blocking.rs` is a module that each client has from the runtime"),
        "{said}"
    );
}

#[test]
fn nothing_is_rendered_twice_into_something_else() {
    let workspace = Workspace::new();
    workspace.template(
        "[group].txt.j2",
        "{% for model in models %}{{ model.name }} {% endfor %}{{ types | length }}\n",
    );
    workspace.generated();
    let before = workspace.files();
    workspace.generated();
    assert_eq!(before, workspace.files());
    assert_eq!(workspace.made("pets.txt"), "Pet PetKind Problem 0\n");
}
