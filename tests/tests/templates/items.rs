//! Decorators of items.

use super::workspace::Workspace;

#[test]
fn decorators_stand_around_items() {
    let workspace = Workspace::new();
    let of = |name: &str, text: &str| workspace.template(&format!("items/{name}.rs.j2"), text);
    of(
        "model",
        "// {{ model.kind }} of {{ model.module }}, {{ model.pointer }}\n{{ item }}\n\nimpl crate::marks::Mark for {{ model.name }} {}\n",
    );
    of(
        "operation",
        "{{ item }}\n\nimpl crate::marks::Mark for {{ operation.type_name }} {}\n",
    );
    of(
        "method",
        "// {{ operation.retry }}: {{ method.name }}\n#[must_use]\n{{ item }}\n",
    );
    of(
        "error",
        "{{ item }}\n\nimpl crate::marks::Mark for {{ error.name }} {}\n",
    );
    workspace.template("src/marks.rs", "//! Marks.\n\n/// A mark.\npub trait Mark {}\n");
    workspace.generated();
    let models = workspace.made("src/models/pets.rs");
    assert!(
        models.contains("// record of pets, #/components/schemas/Pet\n/// Something with fur.\n"),
        "{models}"
    );
    assert!(
        models.contains("\n\nimpl crate::marks::Mark for PetKind {}\n"),
        "{models}"
    );
    let pets = workspace.made("src/operations/pets.rs");
    assert!(pets.contains("\n    // create: create\n    #[must_use]\n"), "{pets}");
    assert!(
        pets.contains("\n\n    // read: list\n") || pets.contains("\n    // read: list\n"),
        "{pets}"
    );
    assert!(
        pets.contains("impl crate::marks::Mark for PetsList {}") || pets.contains("Mark for List {}"),
        "{pets}"
    );
    let errors = workspace.made("src/errors.rs");
    assert!(errors.contains("impl crate::marks::Mark for "), "{errors}");
    for text in [models, pets, errors] {
        syn::parse_file(&text).expect("it is Rust");
    }
}

#[test]
fn decorators_that_leave_items_alone_change_nothing() {
    let workspace = Workspace::new();
    workspace.generated();
    let before = workspace.files();
    for name in ["model", "operation", "method", "error"] {
        workspace.template(&format!("items/{name}.rs.j2"), "{{ item }}\n");
    }
    workspace.generated();
    assert_eq!(before, workspace.files());
}

#[test]
fn a_decorator_may_leave_an_item_out() {
    let workspace = Workspace::new();
    workspace.template(
        "items/model.rs.j2",
        "{% if model.name != 'Problem' %}\n{{ item }}\n{% endif %}\n",
    );
    workspace.generated();
    let models = workspace.made("src/models/pets.rs");
    assert!(
        !models.contains("struct Problem") && models.contains("struct Pet"),
        "{models}"
    );
    assert!(!models.contains("\n\n\n"), "{models}");
}

#[test]
fn inner_attributes_and_loose_braces_are_refused() {
    let workspace = Workspace::new();
    workspace.template("items/model.rs.j2", "#![allow(dead_code)]\n{{ item }}\n");
    let said = workspace.refused();
    assert!(said.contains("belong at the beginning of a file"), "{said}");
    workspace.template("items/model.rs.j2", "{{ item }}\n");
    workspace.template("items/method.rs.j2", "{{ item }}\n}\nimpl Other {\n");
    let said = workspace.refused();
    assert!(said.contains("error[template-no-rust]"), "{said}");
}

#[test]
fn truths_are_written_as_in_rust_and_nothing_is_not_written() {
    let workspace = Workspace::new();
    workspace.template("NOTES.md.j2", "{{ webhooks }} {{ title == 'Pets' }}\n");
    workspace.generated();
    assert_eq!(workspace.made("NOTES.md"), "false true\n");
    let workspace = Workspace::new();
    workspace.template("NOTES.md.j2", "{{ gzip_above }}\n");
    let said = workspace.refused();
    assert!(said.contains("this is nothing here, so it cannot be written"), "{said}");
    assert!(said.contains("NOTES.md.j2:1:4"), "{said}");
}
