//! What `client.toml` and `names.lock` may say, and what is said about them.

use super::{Config, Lock, RuntimeChoice};

const LEAST: &str = "[crate]\nname = \"a-client\"\n[input]\ndocuments = [\"a.yaml\"]\n";

const A_RUNTIME: &str = "write `\"copy\"`, or where cargo finds oasmith-runtime: `{ path = \"../../oasmith-runtime\" }`, `{ version = \"0.1\" }` or `{ git = \"https://…\" }`";

const A_REQUIREMENT: &str = "write a version or a range of versions, `\"0.1\"` or `\">=1.2, <2\"`";

#[test]
fn the_runtime_is_copied_or_a_crate() {
    let read = |text: &str| {
        Config::read(&format!("{LEAST}[output]\nruntime = {text}\n"))
            .unwrap()
            .runtime
    };
    assert_eq!(read("\"copy\""), RuntimeChoice::Copy);
    let written = |text: &str| match read(text) {
        RuntimeChoice::Copy => panic!("{text}"),
        RuntimeChoice::Crate(keys) => keys
            .into_iter()
            .map(|(key, entry)| format!("{key}: {}", entry.text))
            .collect::<Vec<_>>(),
    };
    assert_eq!(
        written("{ git = \"https://a.test\", rev = \"b\" }"),
        ["git: https://a.test", "rev: b"]
    );
    assert_eq!(
        written("{ path = \"../a\", version = \"^0.1, <0.3\" }"),
        ["path: ../a", "version: ^0.1, <0.3"]
    );
}

#[test]
fn the_least_file() {
    let config = Config::read(LEAST).unwrap();
    let expected = Config {
        documents: vec!["a.yaml".into()],
        ..Config::for_document("a-client")
    };
    assert_eq!(config, expected);
}

#[test]
fn mistakes_have_a_place() {
    let table = [
        ("[clinet]\n", "clinet", "did you mean `client`?"),
        (
            "[client]\nfoo = 1\n",
            "foo",
            "there are: request-id-header, auto-retry-header, error-message-headers, fresh-connection-after, upload-hosts, client-wide, env-prefix, gzip-above",
        ),
        (
            "[client]\nrequest-id-header = \"a b\"\n",
            "\"a b\"",
            "the name of a header is letters, digits, `-` and `_`",
        ),
        (
            "[client]\nenv-prefix = \"1 2\"\n",
            "\"1 2\"",
            "use letters, digits and `_`, and begin with a letter: `PETSTORE`",
        ),
        (
            "[features]\none = [\"blocking\", \"tokio/rt\"]\ntwo = [\"ono\"]\n",
            "\"ono\"",
            "did you mean `one`?",
        ),
        (
            "[features]\none = [\"dep:zip\", \"dep:zap\"]\n[dependencies]\nzip = { version = \"1\", optional = true }\n",
            "\"dep:zap\"",
            "did you mean `zip`?",
        ),
        (
            "[examples]\ntour = [\"fake\"]\n",
            "\"fake\"",
            "there are: rustls, rustls-ring, native-tls, blocking, default",
        ),
        (
            "[client]\nerror-message-headers = [\"a b\"]\n",
            "\"a b\"",
            "the name of a header is letters, digits, `-` and `_`",
        ),
        (
            "[client]\nupload-hosts = [\"*.a.net\", \"https://b.net\"]\n",
            "\"https://b.net\"",
            "write the name of a host without scheme, port or path, `files.example.net` or `*.files.example.net`",
        ),
        (
            "[client.fresh-connection-after]\nstatuses = [4000]\n",
            "[4000]",
            "write the statuses of the responses, `[400, 404]`",
        ),
        (
            "[client.fresh-connection-after]\nstatuses = [400]\ncontent-type = \"text/plain; charset=utf-8\"\n",
            "\"text/plain; charset=utf-8\"",
            "write a media type in small letters and without parameters, `text/plain`",
        ),
        (
            "[features]\nrustls = []\n",
            "rustls",
            "a feature is named by letters, digits, `-` and `_`; `rustls`, `rustls-ring`, `native-tls` and `blocking` are there already",
        ),
        (
            "[types]\n\"string\" = \"A\"\n",
            "\"string\"",
            "write `\"type/format\" = \"path::of::Type\"`, `\"#/components/schemas/Name\"` for one schema, or a preset: `dates`, `times`, \
             `uuids`, `decimals` or `uris`",
        ),
        (
            "[types]\nuuids = \"uuid\"\n\"string/uuid\" = \"String\"\n",
            "uuids",
            "remove it",
        ),
        (
            "[types]\ndates = \"joda\"\n",
            "\"joda\"",
            "write `chrono` or `jiff` or `time`, or choose a type for each format",
        ),
        (
            "[types]\n\"string/date\" = \"A<B>\"\n",
            "\"A<B>\"",
            "write the path of a type, `crate::time::Timestamp`",
        ),
        (
            "[output]\nlayers = [\"../x\"]\n",
            "\"../x\"",
            "a layer is the name of a folder below `templates/`, or a path from this file that begins with `./`",
        ),
        ("[output]\nruntime = \"crate\"\n", "\"crate\"", A_RUNTIME),
        ("[output]\nruntime = {}\n", "{}", A_RUNTIME),
        (
            "[output]\nruntime = { path = \"\" }\n",
            "\"\"",
            "write the folder of the crate, `\"../../oasmith-runtime\"`",
        ),
        ("[output]\nruntime = { version = \"one\" }\n", "\"one\"", A_REQUIREMENT),
        ("[output]\nruntime = { version = 1 }\n", "1", A_REQUIREMENT),
        (
            "[output]\nruntime = { git = \"a.test\" }\n",
            "\"a.test\"",
            "write the URL of a repository, `\"https://…\"`",
        ),
        (
            "[output]\nruntime = { git = \"https://a.test\", branch = \"a\", tag = \"b\" }\n",
            "\"b\"",
            "leave one of them out",
        ),
        ("[output]\nruntime = { pth = \"a\" }\n", "\"a\"", "did you mean `path`?"),
        ("[dependencies]\na = \"one\"\n", "\"one\"", A_REQUIREMENT),
        (
            "[dependencies]\na = { version = \"\" }\n",
            "{ version = \"\" }",
            A_REQUIREMENT,
        ),
        (
            "[output]\nruntime = { version = \"1\", rev = \"a\" }\n",
            "{ version = \"1\", rev = \"a\" }",
            A_RUNTIME,
        ),
        (
            "[output]\nruntime = { path = \"a\" }\n[dependencies]\noasmith-runtime = \"1\"\n",
            "\"1\"",
            "say in `[output] runtime` where it is",
        ),
    ];
    for (more, place, help) in table {
        let text = format!("{LEAST}{more}");
        let error = Config::read(&text).unwrap_err();
        assert_eq!((&text[error.span], error.help.as_deref()), (place, Some(help)));
    }
}

#[test]
fn a_preset_adds_features_to_a_crate_that_the_author_names() {
    let of = |more: &str| {
        let config = Config::read(&format!("{LEAST}[types]\nuuids = \"uuid\"\n{more}")).unwrap();
        config.dependencies["uuid"].clone()
    };
    assert_eq!(of(""), "{ version = \"1\", features = [\"serde\"] }");
    let own = "[dependencies]\nuuid = { version = \"1.5\", features = [\"v4\"] }\n";
    assert_eq!(of(own), "{ version = \"1.5\", features = [\"v4\", \"serde\"] }");
}

#[test]
fn a_lock_is_what_it_was_written_from() {
    let text = Lock::read("").unwrap().text();
    assert_eq!(text.lines().count(), 2, "nothing but its version is there: {text}");
    let line = |pointer: &str| format!("\"{pointer}\" = {{ group = \"a\", method = \"b\", request = \"C\" }}\n");
    let text = format!(
        "{text}\n[groups]\n\"a \\\"tag\\\"\" = \"a\"\n\n[operations]\n{}\n[types]\n\"#/a~1\\\\b\" = \"Name\"\n",
        line("#/paths/~1a/get")
    );
    assert_eq!(Lock::read(&text).unwrap().text(), text);
}

#[test]
fn a_lock_that_is_none_has_a_place() {
    let text = "[types]\n\"#/a\" = 1\n";
    let error = Lock::read(text).unwrap_err();
    assert_eq!(&text[error.span], "1");
}
