//! A client from environment variables, through the pure function that is given a look-up in place of the process.

use cdf_client::env::{EnvError, Login, Settings};

use super::harness::TOKEN;

/// Names and values.
type Variables<'a> = &'a [(&'a str, &'a str)];

fn read(variables: Variables<'_>) -> Result<Settings, EnvError> {
    Settings::read(|name| {
        variables
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| (*value).to_owned())
    })
}

fn problems(variables: Variables<'_>) -> Vec<String> {
    read(variables).expect_err("something is missing").problems().to_vec()
}

/// Both families of names say the same; so does a mix, and an empty variable counts as none.
#[test]
fn both_families_of_names_give_a_token_client() {
    let families: [Variables<'_>; 4] = [
        &[
            ("COGNITE_PROJECT", "p"),
            ("COGNITE_CLUSTER", "westeurope-1"),
            ("COGNITE_TOKEN", TOKEN),
        ],
        &[
            ("CDF_PROJECT", "p"),
            ("CDF_CLUSTER", "westeurope-1"),
            ("CDF_TOKEN", TOKEN),
        ],
        &[
            ("CDF_PROJECT", "p"),
            ("COGNITE_CLUSTER", "westeurope-1"),
            ("CDF_TOKEN", TOKEN),
            ("LOGIN_FLOW", "token"),
        ],
        &[
            ("COGNITE_PROJECT", " "),
            ("CDF_PROJECT", "p"),
            ("CDF_CLUSTER", " westeurope-1 "),
            ("CDF_TOKEN", TOKEN),
        ],
    ];
    for variables in families {
        let settings = read(variables).unwrap_or_else(|error| panic!("{variables:?}: {error}"));
        assert_eq!(
            (settings.project.as_str(), settings.cluster.as_deref()),
            ("p", Some("westeurope-1"))
        );
        let Login::Token(token) = &settings.login else {
            panic!("a token: {settings:?}")
        };
        assert_eq!(token.expose(), TOKEN);
        settings.builder().build().expect("the settings make a client");
    }
}

/// Client credentials under either family, with all that a token request may carry.
#[test]
fn both_families_of_names_give_client_credentials() {
    for (family, place) in [("COGNITE", "COGNITE_BASE_URL"), ("IDP", "CDF_URL")] {
        let names = [
            "CLIENT_ID",
            "CLIENT_SECRET",
            "TOKEN_URL",
            "SCOPES",
            "AUDIENCE",
            "RESOURCE",
        ];
        let names = names.map(|name| format!("{family}_{name}"));
        let values = ["cid", "csecret", "https://idp.example.com/token", "a,b c", "aud", "res"];
        let mut variables: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(values).collect();
        variables.extend([("CDF_PROJECT", "p"), (place, "https://cdf.example.com/prefix")]);
        let settings = read(&variables).unwrap_or_else(|error| panic!("{family}: {error}"));
        assert_eq!(settings.base_url.as_deref(), Some("https://cdf.example.com/prefix"));
        let Login::ClientCredentials(credentials) = settings.login else {
            panic!("credentials of {family}")
        };
        assert_eq!(
            (credentials.client_id.as_str(), credentials.client_secret.expose()),
            ("cid", "csecret")
        );
        assert_eq!(credentials.token_url, "https://idp.example.com/token");
        assert_eq!(credentials.scopes, ["a", "b", "c"]);
        assert_eq!(
            (credentials.audience.as_deref(), credentials.resource.as_deref()),
            (Some("aud"), Some("res"))
        );
    }
}

/// The token URL and the scope of each identity provider, where they can be worked out.
#[test]
fn identity_providers_fill_in_what_they_imply() {
    let credentials = [
        ("COGNITE_CLIENT_ID", "cid"),
        ("COGNITE_CLIENT_SECRET", "s"),
        ("CDF_PROJECT", "p"),
    ];
    let entra = "https://login.microsoftonline.com/t-1/oauth2/v2.0/token";
    let scope: &[&str] = &["https://az-eastus-1.cognitedata.com/.default"];
    let table: [(Variables<'_>, &str, &[&str]); 4] = [
        (
            &[("IDP_TENANT_ID", "t-1"), ("CDF_CLUSTER", "az-eastus-1")],
            entra,
            scope,
        ),
        (
            &[
                ("PROVIDER", "entra_id"),
                ("COGNITE_TENANT_ID", "t-1"),
                ("CDF_CLUSTER", "az-eastus-1"),
            ],
            entra,
            scope,
        ),
        (
            &[
                ("IDP_TENANT_ID", "t-1"),
                ("CDF_URL", "https://az-eastus-1.cognitedata.com/"),
            ],
            entra,
            scope,
        ),
        (
            &[("PROVIDER", "cdf"), ("CDF_CLUSTER", "az-eastus-1")],
            "https://auth.cognite.com/oauth2/token",
            &[],
        ),
    ];
    for (more, token_url, scopes) in table {
        let settings = read(&[&credentials, more].concat()).unwrap_or_else(|error| panic!("{more:?}: {error}"));
        let Login::ClientCredentials(credentials) = settings.login else {
            panic!("credentials: {more:?}")
        };
        assert_eq!(credentials.token_url, token_url, "{more:?}");
        assert_eq!(credentials.scopes, scopes, "{more:?}");
    }
}

/// Everything that is missing is named at once, with all the names that would do.
#[test]
fn what_is_missing_is_named() {
    let nothing = problems(&[]);
    let expected = [
        ("no project", &["COGNITE_PROJECT", "CDF_PROJECT"][..]),
        (
            "no cluster or base URL",
            &["COGNITE_BASE_URL", "CDF_URL", "COGNITE_CLUSTER", "CDF_CLUSTER"],
        ),
        (
            "no login",
            &[
                "COGNITE_TOKEN",
                "CDF_TOKEN",
                "COGNITE_CLIENT_ID",
                "IDP_CLIENT_ID",
                "IDP_CLIENT_SECRET",
            ],
        ),
    ];
    assert_eq!(nothing.len(), expected.len(), "{nothing:?}");
    for (problem, (start, names)) in nothing.iter().zip(expected) {
        assert!(problem.starts_with(start), "{problem}");
        assert!(
            names.iter().all(|name| problem.contains(name)),
            "{problem} names {names:?}"
        );
    }
    let halves = problems(&[("CDF_PROJECT", "p"), ("CDF_CLUSTER", "c"), ("IDP_CLIENT_ID", "cid")]);
    assert_eq!(halves.len(), 2, "{halves:?}");
    assert!(
        halves[0].contains("IDP_CLIENT_SECRET") && halves[1].contains("IDP_TENANT_ID"),
        "{halves:?}"
    );
}

/// A value that cannot be is refused by name, and no message repeats a secret.
#[test]
fn wrong_choices_are_named_and_secrets_are_not() {
    let place = [
        ("CDF_PROJECT", "p"),
        ("CDF_CLUSTER", "c"),
        ("IDP_CLIENT_SECRET", "very-secret"),
    ];
    let flow = problems(&[&place[..], &[("LOGIN_FLOW", "interactive")]].concat());
    assert!(
        flow[0].contains("LOGIN_FLOW") && flow[0].contains("interactive"),
        "{flow:?}"
    );
    let provider = problems(&[&place[..], &[("IDP_CLIENT_ID", "cid"), ("PROVIDER", "magic")]].concat());
    assert!(
        provider[0].contains("PROVIDER") && provider[0].contains("magic"),
        "{provider:?}"
    );
    assert!(!format!("{flow:?}{provider:?}").contains("very-secret"));
    let settings = read(&[&place[..], &[("IDP_CLIENT_ID", "cid"), ("PROVIDER", "cdf")]].concat()).expect("settings");
    assert!(!format!("{settings:?}").contains("very-secret"), "{settings:?}");
}

/// A cluster from the environment decides where the credentials go, so it must not smuggle in another host.
#[test]
fn a_hostile_cluster_makes_no_client() {
    let settings = read(&[("CDF_PROJECT", "p"), ("CDF_CLUSTER", "evil.com/"), ("CDF_TOKEN", TOKEN)]).expect("settings");
    let error = settings.builder().build().expect_err("not part of a host name");
    assert!(error.to_string().contains("cluster"), "{error}");
}
