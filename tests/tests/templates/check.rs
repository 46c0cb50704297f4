//! What `oasmith templates check` proves, and what it finds.

use super::workspace::Workspace;

/// What is said of a template, a line for each fault: line, column, message and help.
fn faults(template: &str) -> Vec<String> {
    faults_of("NOTES.md.j2", template)
}

fn faults_of(name: &str, template: &str) -> Vec<String> {
    let workspace = Workspace::new();
    workspace.template(name, template);
    let ran = workspace.run(&["templates", "check", name, "--format", "json"]);
    let lines = ran
        .err
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"));
    let faults: Vec<String> = lines
        .filter(|item: &serde_json::Value| item["severity"] == "error")
        .map(|item| {
            let text = |key: &str| item[key].as_str().unwrap_or_default().to_owned();
            // What else there is grows; that it is told is enough.
            let help = text("help");
            let help = help.split_once("there are: ").map_or(help.as_str(), |_| "there are: …");
            format!("{}:{} {} ({help})", item["line"], item["column"], text("message"))
        })
        .collect();
    assert_eq!(ran.code, u8::from(!faults.is_empty()), "{}", ran.err);
    faults
}

#[test]
fn all_built_in_templates_use_only_what_there_is() {
    let workspace = Workspace::without_layers();
    let ran = workspace.run(&["templates", "check"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.ends_with("templates use only what there is\n"), "{}", ran.err);
}

#[test]
fn names_are_found_in_loops_conditions_and_branches_that_no_run_takes() {
    let template = "\
{% for group in groups %}
{% if false %}{{ group.tittle }}{% else %}{{ group.name }}{% endif %}
{% for operation in group.operations %}
{{ operation.parameters[0].nam }}
{% else %}
{{ groop.name }}
{% endfor %}
{% endfor %}
{{ package.name if title else packages.name }}
";
    assert_eq!(
        faults(template),
        [
            "2:18 `group` has no `tittle` (there are: …)",
            "4:4 `operation.parameters[0]` has no `nam` (did you mean `name`?)",
            "6:4 there is no `groop` (did you mean `group`?)",
            "9:31 there is no `packages` (did you mean `package`?)",
        ]
    );
}

#[test]
fn names_that_a_template_sets_are_known_with_what_they_hold() {
    let template = "\
{% set first = groups | first %}
{{ first.name }} {{ first.title }}
{% for one, list in models | groupby('kind') %}{{ list[0].nam }}{% endfor %}
{% with pet = models[0] %}{{ pet.fields[0].wire }}{{ pet.wire }}{% endwith %}
{{ pet }}
{% if title %}{% set one = 1 %}{% endif %}{{ one }}
{% if title %}{% set two = 1 %}{% else %}{% set two = 2 %}{% endif %}{{ two }}
";
    assert_eq!(
        faults(template),
        [
            "2:21 `first` has no `title` (there are: …)",
            "3:51 `list[0]` has no `nam` (did you mean `name`?)",
            "4:54 `pet` has no `wire` ()",
            "5:4 there is no `pet` ()",
            "6:46 `one` is set on only some of the ways that lead here (set it before, or on the other ways too)",
        ]
    );
}

#[test]
fn macros_are_checked_for_what_they_are_called_with() {
    let template = "\
{% macro line(of, more=1) %}{{ of.name }} {{ of.summary }} {{ nothing }}{% endmacro %}
{% for group in groups %}{{ line(group) }}{% endfor %}
{% for operation in operations %}{{ line(operation, more=2) }}{% endfor %}
{{ lines(1) }}
";
    assert_eq!(
        faults(template),
        [
            "1:46 `of` has no `summary` (there are: …)",
            "1:63 there is no `nothing` ()",
            "4:4 there is no function or macro `lines` (there are: …)",
        ]
    );
}

#[test]
fn filters_and_tests_are_known_with_the_fields_they_ask_for() {
    let template = "\
{{ title | uper }} {{ groups | map(attribute='nme') | join }} {{ models | selectattr('sent') | map(attribute='name') | list }}
{{ models | sort(attribute='docs.x') }} {% if title is strng %}{% endif %} {{ title.upper() }}
{% for line in title %}{% endfor %} {{ groups.name }} {{ loop.index }}
";
    assert_eq!(
        faults(template),
        [
            "1:12 there is no filter `uper` (did you mean `upper`?)",
            "1:32 what is in `groups` has no `nme` (did you mean `name`?)",
            "2:13 what is in `models` has no `x` ()",
            "2:56 there is no test `strng` (did you mean `string`?)",
            "2:79 there is no method `upper` (values have no methods here; a filter may do it: `value | upper`)",
            "3:16 `title` is a text, not a list ()",
            "3:40 `groups` is a list and has no `name` ()",
            "3:58 there is no `loop` ()",
        ]
    );
}

#[test]
fn what_may_be_nothing_is_asked_for_first() {
    let template = "\
{% for operation in operations %}{{ operation.failure }}
{{ operation.body.type }}
{% if operation.body %}{{ operation.body.type }}{% endif %}
{{ operation.body.type if operation.body and operation.body.required }}
{% if not operation.body %}none{% else %}{{ operation.body.type }}{% endif %}
{% if operation.body is not none %}{{ operation.body.type }}{% endif %}
{% endfor %}
";
    assert_eq!(
        faults(template),
        [
            "1:37 `operation.failure` may be nothing, which cannot be written (ask first: `{% if operation.failure %}`)",
            "2:4 `operation.body` may be nothing, and then has no `type` (ask first: `{% if operation.body %}`)",
        ]
    );
}

#[test]
fn what_may_be_missing_can_be_asked_for() {
    let template = "\
{% if nothing is defined %}{% endif %}{{ title is undefined }}
{{ nothing | default('x') }}{{ package.nothing | default('x') }}
{{ pakage.name | default('x') }}
";
    assert_eq!(faults(template), ["3:4 there is no `pakage` (did you mean `package`?)"]);
}

#[test]
fn decorators_and_files_for_each_know_what_is_theirs() {
    let template = "{{ item }}{{ model.name }}{{ operation.name }}";
    let faults_of_model = faults_of("items/model.rs.j2", template);
    assert_eq!(faults_of_model.len(), 1, "{faults_of_model:?}");
    assert!(faults_of_model[0].contains("there is no `operation` (did you mean `operations`?)"));
    assert_eq!(
        faults_of(
            "items/method.rs.j2",
            "{{ item }}{{ method.name }}{{ group.name }}{{ operation.id }}"
        ),
        [""; 0]
    );
    assert_eq!(faults_of("docs/[model].md.j2", "{{ model.name }}"), [""; 0]);
    assert_eq!(
        faults_of("docs/[group]/[operation].md.j2", "{{ group.name }}{{ operation.name }}"),
        [""; 0]
    );
    assert_eq!(faults_of("docs/[group].md.j2", "{{ operation.name }}").len(), 1);
}

#[test]
fn syntax_and_other_templates_are_told() {
    let faults_of_syntax = faults("{% for group in groups %}\n{{ group.name }\n");
    assert_eq!(faults_of_syntax.len(), 1, "{faults_of_syntax:?}");
    assert!(faults_of_syntax[0].starts_with("2:"), "{faults_of_syntax:?}");
    assert!(faults("{% include 'src/lib.rs' %}")[0].contains("a template cannot take in another one"));
}

#[test]
fn a_name_that_is_not_there_is_said_with_the_nearest() {
    let workspace = Workspace::new();
    workspace.template("src/extra.rs.j2", "//! {{ package.nam }}\n");
    let said = workspace.refused();
    assert!(said.contains("did you mean `name`?"), "{said}");
    let ran = workspace.run(&["templates", "check"]);
    let expected = "\
error[template-name]: `package` has no `nam`
 --> specs/pets/templates/src/extra.rs.j2:1:8
  |
1 | //! {{ package.nam }}
  |        ^^^^^^^^^^^
  |
  = help: did you mean `name`?

";
    assert_eq!((ran.code, ran.err.as_str()), (1, expected));
}
