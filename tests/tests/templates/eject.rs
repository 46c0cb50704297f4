//! `oasmith templates list`, `show`, `eject`, `diff` and `accept`.

use std::fs;
use std::path::Path;

use super::workspace::{Workspace, files, run};

/// An own layer over a house layer on disk, of which one file was ejected.
fn ejected() -> Workspace {
    let workspace = Workspace::without_layers();
    workspace.write("templates/house/NOTES.md.j2", "# {{ title }}\n\nOf the house.\n");
    workspace.layers(&["house", "./templates"]);
    fs::create_dir_all(workspace.path("specs/pets/templates")).expect("a temporary folder can be written");
    let ran = workspace.run(&["templates", "eject", "NOTES.md"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, "specs/pets/templates/NOTES.md.j2: a copy of that of `house`\n");
    workspace
}

#[test]
fn an_ejected_file_says_where_it_is_from_and_changes_nothing() {
    let workspace = ejected();
    let text = workspace.read("specs/pets/templates/NOTES.md.j2");
    let first = format!("{{# ejected by oasmith {}, original=", env!("CARGO_PKG_VERSION"));
    assert!(text.starts_with(&first), "{text}");
    assert!(text.ends_with("#}\n# {{ title }}\n\nOf the house.\n"), "{text}");
    workspace.generated();
    assert_eq!(workspace.made("NOTES.md"), "# Pets\n\nOf the house.\n");
    let ran = workspace.run(&["templates", "show", "NOTES.md.j2"]);
    assert_eq!(ran.out, "# {{ title }}\n\nOf the house.\n");
}

#[test]
fn a_changed_original_is_told_until_it_is_accepted() {
    let workspace = ejected();
    let own = workspace.read("specs/pets/templates/NOTES.md.j2");
    workspace.template("NOTES.md.j2", &format!("{own}And mine.\n"));
    workspace.write("templates/house/NOTES.md.j2", "# {{ title }}\n\nOf the new house.\n");
    let ran = workspace.run(&["generate"]);
    let version = env!("CARGO_PKG_VERSION");
    let expected = format!(
        "warning[stale-template]: the original of `NOTES.md.j2` has changed since it was ejected by oasmith {version}\n --> specs/pets/templates/NOTES.md.j2:1:1\n"
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.starts_with(&expected), "{}", ran.err);

    let ran = workspace.run(&["templates", "list"]);
    let line = ran
        .out
        .lines()
        .find(|line| line.starts_with("NOTES.md.j2"))
        .expect("it is listed");
    assert!(
        line.ends_with("./templates  ejected from house, changed; the original has changed since"),
        "{line}"
    );

    let ran = workspace.run(&["templates", "diff"]);
    let expected = format!(
        "\
# what has changed in the original
--- NOTES.md.j2 when it was ejected by oasmith {version}
+++ NOTES.md.j2 of house now
@@ -1,3 +1,3 @@
 # {{{{ title }}}}
 
-Of the house.
+Of the new house.
# what has changed in your copy
--- NOTES.md.j2 when it was ejected by oasmith {version}
+++ specs/pets/templates/NOTES.md.j2
@@ -1,3 +1,4 @@
 # {{{{ title }}}}
 
 Of the house.
+And mine.
"
    );
    assert_eq!((ran.code, ran.out.as_str()), (0, expected.as_str()));

    let ran = workspace.run(&["templates", "accept", "NOTES.md"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    workspace.generated();
    assert!(
        workspace.made("NOTES.md").ends_with("Of the house.\nAnd mine.\n"),
        "accepting changes no text"
    );
    let ran = workspace.run(&["templates", "diff"]);
    assert!(
        ran.out
            .starts_with("# the original has not changed: NOTES.md.j2 of house now\n"),
        "{}",
        ran.out
    );
}

#[test]
fn without_the_kept_original_two_texts_are_compared() {
    let workspace = ejected();
    fs::remove_dir_all(workspace.path("specs/pets/templates/.oasmith")).expect("it was kept");
    workspace.write("templates/house/NOTES.md.j2", "New.\n");
    let ran = workspace.run(&["templates", "diff", "NOTES.md.j2"]);
    assert!(
        ran.out
            .starts_with("# what has changed in your file\n--- NOTES.md.j2 of house now\n"),
        "{}",
        ran.out
    );
    let ran = workspace.run(&["generate"]);
    assert!(
        ran.err.contains("warning[stale-template]"),
        "the first line still knows: {}",
        ran.err
    );
}

#[test]
fn nothing_is_written_over() {
    let workspace = ejected();
    workspace.template("src/env.rs", "//! Mine.\n");
    for name in ["NOTES.md", "src/env.rs.j2"] {
        let ran = workspace.run(&["templates", "eject", "src/lib.rs.j2", name]);
        assert_eq!(ran.code, 1);
        assert!(
            ran.err.starts_with("error[not-written]: the file is there already\n"),
            "{}",
            ran.err
        );
    }
    assert!(!workspace.has("specs/pets/templates/src/lib.rs.j2"), "all or nothing");
}

#[test]
fn a_first_copy_tells_the_line_for_client_toml() {
    let workspace = Workspace::without_layers();
    let ran = workspace.run(&["templates", "eject", "src/lib.rs.j2", "rustfmt.toml", "--api", "pets"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let expected = "\
specs/pets/templates/src/lib.rs.j2: a copy of that of `crate`
specs/pets/templates/rustfmt.toml: a copy of that of `crate`

specs/pets/client.toml does not name the folder yet:

[output]
layers = [\"./templates\"]
";
    assert_eq!(ran.out, expected);
}

#[test]
fn names_that_there_are_not_are_told() {
    let workspace = Workspace::new();
    let ran = workspace.run(&["templates", "show", "src/libb.rs.j2"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.err,
        "error[unknown-template]: there is no template `src/libb.rs.j2`\n |\n = help: did you mean `src/lib.rs.j2`?\n\n"
    );
    let ran = workspace.run(&["templates", "accept", "src/lib.rs.j2"]);
    assert!(ran.err.contains("is no copy of a file of another layer"), "{}", ran.err);
}

#[test]
fn the_list_has_every_file_with_its_layer() {
    let workspace = Workspace::new();
    workspace.template("src/env.rs", "//! Mine.\n");
    workspace.template("items/model.rs.j2", "{{ item }}\n");
    let ran = workspace.run(&["templates", "list"]);
    let line = |name: &str| {
        let found = ran
            .out
            .lines()
            .find(|line| line.split_whitespace().next() == Some(name));
        found
            .unwrap_or_default()
            .split_whitespace()
            .skip(1)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(line("src/lib.rs.j2"), "crate");
    assert_eq!(line("src/runtime/mod.rs"), "runtime");
    assert_eq!(line("src/env.rs"), "./templates replaces src/env.rs.j2 of crate");
    assert_eq!(line("items/model.rs.j2"), "./templates replaces that of crate");
    assert_eq!(line("items/method.rs.j2"), "crate");
}

/// Copies every file of a folder.
fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let target = to.join(path);
        fs::create_dir_all(target.parent().expect("a file is in a folder")).expect("a temporary folder can be written");
        fs::write(target, bytes).expect("a temporary folder can be written");
    }
}

/// A file without the line that names where it is edited: of an ejected one that is another place.
fn own(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (first, rest) = bytes.split_at(end);
    let is_place = first.starts_with(b"// From ") || first.starts_with(b"// @generated");
    if is_place { rest } else { bytes }
}

/// Every template of every API here, decorators and plain files too, can be ejected without a byte of difference.
#[test]
fn ejected_and_unchanged_templates_make_the_same_bytes() {
    same_bytes(|toml| toml, 10);
}

/// The same for clients that carry a copy of the runtime, whose files are plain files of a layer.
#[test]
fn ejected_and_unchanged_files_of_the_runtime_make_the_same_bytes() {
    let shared = "runtime = { path = \"../../templates/runtime\" }";
    let copied = |toml: String| {
        assert!(toml.contains(shared), "{toml}");
        toml.replace(shared, "runtime = \"copy\"")
    };
    same_bytes(copied, 100);
}

/// Ejects all templates of our APIs, of which each has more than `least`.
fn same_bytes(choose: impl Fn(String) -> String, least: usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let scratch = tempfile::TempDir::new().expect("a temporary folder");
    copy(&root.join("specs"), &scratch.path().join("specs"));
    for layer in ["cdf", "trac"] {
        let folder = Path::new("templates").join(layer);
        copy(&root.join(&folder), &scratch.path().join(&folder));
    }
    let apis = fs::read_dir(root.join("specs")).expect("specs is a folder");
    for api in apis.map(|entry| {
        entry
            .expect("an entry")
            .file_name()
            .into_string()
            .expect("a name is text")
    }) {
        let folder = scratch.path().join("specs").join(&api);
        let here = scratch.path().to_str().expect("the path is text");
        let go = |arguments: &[&str]| {
            let ran = run(&[arguments, &["--root", here]].concat());
            assert_eq!(ran.code, 0, "{}", ran.err);
            ran
        };
        let client_toml = folder.join("client.toml");
        let toml = choose(fs::read_to_string(&client_toml).expect("there is one"));
        fs::write(&client_toml, &toml).expect("it can be written");
        go(&["generate", &api, "--quiet"]);
        let before = files(&scratch.path().join("generated"));
        let list = go(&["templates", "list", "--api", &api]).out;
        let names: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
        assert!(names.len() > least, "{names:?}");
        go(&[&["templates", "eject", "--api", &api][..], &names].concat());
        let line = toml
            .lines()
            .find(|line| line.starts_with("layers = "))
            .expect("the API has layers");
        let longer = line.replace(']', ", \"./templates\"]");
        fs::write(client_toml, toml.replace(line, &longer)).expect("it can be written");
        let said = go(&["generate", &api]).err;
        assert!(!said.contains("stale-template"), "{said}");
        let after = files(&scratch.path().join("generated"));
        // Which files are a layer's is what the crate of the layers says.
        let changed: Vec<_> = before
            .keys()
            .filter(|path| !path.starts_with(Path::new(&api).join("layers")))
            .filter(|path| before.get(*path).map(|file| own(file)) != after.get(*path).map(|file| own(file)))
            .collect();
        assert!(changed.is_empty() && before.len() == after.len(), "{changed:?}");
    }
}
