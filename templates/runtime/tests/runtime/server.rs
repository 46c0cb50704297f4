//! Where requests go, whatever the variables and parameters say.

use oasmith_runtime::runtime::{Core, CoreBuilder, Server};

use crate::sample::SERVER;

fn url(builder: CoreBuilder) -> String {
    builder.build().expect("a client").server_url()
}

fn fault(builder: CoreBuilder) -> String {
    builder.build().expect_err("refused").to_string()
}

fn place(region: &str, tenant: &str) -> CoreBuilder {
    Core::builder(SERVER)
        .variable("region", region)
        .variable("tenant", tenant)
}

#[test]
fn variables_fill_the_template() {
    assert_eq!(
        url(place("west", "acme")),
        "https://west.example.com/api/v1/tenants/acme"
    );
    assert_eq!(
        url(place("eu-1.west", "a b/c?d#e")),
        "https://eu-1.west.example.com/api/v1/tenants/a%20b%2Fc%3Fd%23e"
    );
    // The last value counts.
    assert_eq!(
        url(place("west", "acme").variable("region", "east")),
        "https://east.example.com/api/v1/tenants/acme"
    );
}

#[test]
fn no_value_changes_the_host() {
    for region in [
        "evil.com/",
        "evil.com#",
        "evil.com?",
        "evil.com\\",
        "user@evil.com",
        "evil.com:80",
        "a b",
        "é",
        "a\n",
        "a..b",
        ".a",
        "a.",
        "-a",
        "%2f",
    ] {
        let text = fault(place(region, "acme"));
        assert_eq!(
            text,
            format!("server variable region: {region:?} is not part of a host name")
        );
    }
    for tenant in [".", ".."] {
        assert!(
            fault(place("west", tenant)).starts_with(&format!("`{tenant}` would lead out of the path of the server")),
            "{tenant}"
        );
    }
}

#[test]
fn what_is_missing_is_named() {
    assert_eq!(
        fault(Core::builder(SERVER).variable("tenant", "a")),
        "server variable region is empty"
    );
    assert_eq!(fault(place("west", "")), "server variable tenant is empty");
    assert_eq!(fault(place("", "acme")), "server variable region is empty");
    let undeclared = Server {
        template: "https://h/{x}",
        variables: &[],
    };
    assert_eq!(fault(Core::builder(undeclared)), "server variable x has no value");
}

#[test]
fn a_variable_may_hold_any_part_of_the_url() {
    let server = |template, variables| Core::builder(Server { template, variables });
    let root = || server("{apiRoot}/qod/v0", &[("apiRoot", "http://localhost:9091")]);
    assert_eq!(url(root()), "http://localhost:9091/qod/v0");
    assert_eq!(
        url(root().variable("apiRoot", "https://x.test/a/")),
        "https://x.test/a/qod/v0"
    );
    assert_eq!(
        url(root().variable("apiRoot", "").origin("https://o.test")),
        "https://o.test/qod/v0"
    );
    assert_eq!(url(root().origin("https://o.test")), "https://o.test/qod/v0");
    assert_eq!(
        fault(root().variable("apiRoot", "https://evil.com#")),
        "server variable apiRoot: \"https://evil.com#\" is not part of a host name"
    );
    assert_eq!(
        url(server("{base}", &[("base", "https://api.s1.test/v1")])),
        "https://api.s1.test/v1"
    );
    let path = || server("https://s3.test/{path}", &[("path", "")]);
    assert_eq!(url(path()), "https://s3.test");
    assert_eq!(url(path().variable("path", "a b/c?")), "https://s3.test/a%20b/c%3F");
    assert_eq!(
        url(server("/{path}/v1", &[("path", "")]).origin("https://h")),
        "https://h/v1"
    );
    let joined = || server("https://s4.test{path}", &[("path", "/api")]);
    assert_eq!(url(joined()), "https://s4.test/api");
    assert_eq!(url(joined().variable("path", "")), "https://s4.test");
    let pieces = [("protocol", "https"), ("host", "h.test"), ("port", ""), ("path", "")];
    let all = |builder: CoreBuilder| url(builder.variable("port", ":8443").variable("path", "/p"));
    let builder = || server("{protocol}://{host}{port}{path}", Box::leak(Box::new(pieces)));
    assert_eq!(url(builder()), "https://h.test");
    assert_eq!(all(builder()), "https://h.test:8443/p");
    assert!(fault(builder().variable("protocol", "https://evil.com/")).contains("is not part of a host name"));
    assert_eq!(url(server("//s5.test/v1", &[])), "https://s5.test/v1");
}

#[test]
fn defaults_stand_in() {
    let server = Server {
        template: "https://{region}.example.com",
        variables: &[("region", "west")],
    };
    assert_eq!(url(Core::builder(server)), "https://west.example.com");
    let server = Server {
        template: "{scheme}://h:{port}/",
        variables: &[("scheme", "https"), ("port", "8443")],
    };
    assert_eq!(url(Core::builder(server)), "https://h:8443");
    assert!(fault(Core::builder(server).variable("scheme", "ftp")).contains("is not an http or https URL"));
}

#[test]
fn an_origin_replaces_the_front_and_keeps_the_path() {
    let tenant = || place("west", "acme");
    assert_eq!(
        url(tenant().origin("http://localhost:8080")),
        "http://localhost:8080/api/v1/tenants/acme"
    );
    assert_eq!(
        url(tenant().origin("https://proxy.corp/svc/")),
        "https://proxy.corp/svc/api/v1/tenants/acme"
    );
    assert_eq!(
        fault(
            Core::builder(SERVER)
                .variable("region", "west")
                .origin("http://localhost")
        ),
        "server variable tenant is empty"
    );
    let relative = Server {
        template: "/api/v1",
        variables: &[],
    };
    assert_eq!(url(Core::builder(relative).origin("https://h")), "https://h/api/v1");
    assert_eq!(
        fault(Core::builder(relative)),
        "the API's document names no host: give one with `origin`"
    );
}

#[test]
fn an_origin_needs_no_variables_of_the_front() {
    let at = |template, variables| url(Core::builder(Server { template, variables }).origin("https://o.test"));
    assert_eq!(at("https://{region}.example.com", &[("region", "")]), "https://o.test");
    assert_eq!(at("https://h:{port}/v1", &[("port", "<port>")]), "https://o.test/v1");
    assert_eq!(
        at("{scheme}://{host}/v1", &[("scheme", ""), ("host", "a@b")]),
        "https://o.test/v1"
    );
    assert_eq!(at("//{host}/v1", &[]), "https://o.test/v1");
    assert_eq!(at("{root}/v1", &[]), "https://o.test/v1");
    assert_eq!(
        at("https://{host}{path}", &[("host", ""), ("path", "/v1")]),
        "https://o.test/v1"
    );
    let undeclared = Server {
        template: "https://h/{x}",
        variables: &[],
    };
    assert_eq!(
        fault(Core::builder(undeclared).origin("https://o.test")),
        "server variable x has no value"
    );
}

#[test]
fn a_server_url_replaces_everything() {
    assert_eq!(url(Core::builder(SERVER).server_url("https://h/x/")), "https://h/x");
    for (bad, text) in [
        ("h/x", "server URL \"h/x\": relative URL without a base"),
        ("ftp://h", "server URL \"ftp://h\" is not an http or https URL"),
        (
            "https://h?q",
            "server URL \"https://h?q\" must not have a query or a fragment",
        ),
        (
            "https://u:secret@h",
            "server URL: a URL with a user or password is not accepted",
        ),
    ] {
        assert_eq!(fault(Core::builder(SERVER).server_url(bad)), text);
    }
}

#[test]
fn bad_settings_are_named_without_their_values() {
    assert_eq!(
        fault(place("west", "acme").header("x-key", "sec\nret")),
        "the value of header x-key has a line break or another control character"
    );
    assert_eq!(
        fault(place("west", "acme").token("sec\nret")),
        "the token has characters that a header cannot carry"
    );
    let shown = format!(
        "{:?}",
        place("west", "acme").token("sesame").header("x-key", "sesame").build()
    );
    assert!(shown.contains("server_url") && !shown.contains("sesame"), "{shown}");
}
