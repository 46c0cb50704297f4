//! Which entry files have a `handle` that can be called.

use cdf_client::functions::deploy::FunctionSource;
use serde_json::json;

use super::script::Script;

async fn check(code: &str) -> Result<(), String> {
    let functions = Script::new(|_| (500, json!({}))).client().functions();
    let archive = functions.deploy("f", FunctionSource::handler(code)).archive().await;
    archive.map(|_| ()).map_err(|error| error.to_string())
}

#[tokio::test]
async fn what_defines_handle_is_taken() {
    for code in [
        "def handle():\n    pass",
        "def handle(data, client, secrets, function_call_info): return 1",
        "async def handle(data): return 1",
        "def  handle (data: dict[str, int] = {'a': (1, 2)}, *, client=None) -> dict: ...",
        "def handle(\n    data,  # what (is) given\n    client,\n):\n    return 1",
        "def handle(*args, **kwargs): ...",
        "def handle(client, /, data): ...",
        "def handle[T](data: T): ...",
        "import os; handle = os.getcwd",
        "handle: object = print",
        "a = handle = print",
        "handle = lambda data: data",
        "from work import handle",
        "from work import (\n    other,\n    run as handle,\n)",
        "from work import *",
        "import handle",
        "@traced(name='x')\ndef handle(data): ...",
        "'''\ndef other(x): ...\n'''\ndef handle(data): ...",
        "x = 'it\\'s # no comment'\ndef handle(data): ...",
        "x = 'not closed\ndef handle(data): ...",
        "\u{feff}def handle(data): ...\r\n",
    ] {
        assert_eq!(check(code).await, Ok(()), "{code}");
    }
}

#[tokio::test]
async fn what_does_not_define_handle_is_refused() {
    for code in [
        "",
        "def handler(data): ...",
        "def main():\n    def handle(data): ...",
        "class A:\n    def handle(data): ...",
        "# def handle(data): ...",
        "'''\ndef handle(data): ...\n'''",
        "x = (\ndef_handle\n)",
        "print('handle = 1')",
        "handle == 1",
        "handle(1)",
        "from handle import other",
        "import handle.other",
        "call(handle=1)",
    ] {
        let error = check(code).await.expect_err(code);
        assert!(
            error.contains("handler.py") && error.contains("no `handle`"),
            "{code}: {error}"
        );
    }
}

#[tokio::test]
async fn arguments_that_nobody_passes_are_refused() {
    for (code, name) in [
        ("def handle(data, context): ...", "context"),
        ("def handle(Data): ...", "Data"),
        ("def handle(data, extra=None): ...", "extra"),
        ("def handle(\n  data: dict[str, int],\n  self,\n): ...", "self"),
    ] {
        let error = check(code).await.expect_err(code);
        assert!(error.contains(&format!("`{name}`")), "{code}: {error}");
    }
}

#[tokio::test]
async fn the_check_can_be_left_out() {
    let cdf = Script::new(|seen| panic!("nobody asks for {}", seen.what)).client();
    let deploy = || {
        cdf.functions()
            .deploy("f", FunctionSource::handler("made_elsewhere()\n"))
    };
    assert!(deploy().archive().await.is_err());
    let archive = deploy().without_code_check().archive().await;
    assert!(archive.expect("it is packed").is_some());
}
