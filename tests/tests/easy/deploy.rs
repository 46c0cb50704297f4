//! From code to a function that is ready.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use cdf_client::functions::deploy::{DeployErrorKind, DeployNote, FunctionSource};
use serde_json::{Value, json};

use super::script::Script;

const CODE: &str = "def handle(data):\n    return data\n";
const PUT: &str = "PUT https://storage.example/put?sig=abc";

fn function(status: &str) -> Value {
    let mut function = json!({
        "id": 77, "createdTime": 1, "status": status, "name": "my/fn", "fileId": 123, "cpu": 1.0, "memory": 1.5
    });
    if status == "Failed" {
        function["error"] = json!({"message": "no such package", "trace": "pip said no"});
    }
    function
}

/// A project in which files need a second look until they are there, and functions end like this.
fn project(end: &'static str) -> Script {
    let (looked, built) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let file = json!({
        "id": 123, "name": "my-fn.zip", "uploaded": false, "createdTime": 1, "lastUpdatedTime": 1,
        "uploadUrl": "https://storage.example/put?sig=abc",
    });
    Script::new(move |seen| match seen.what.as_str() {
        "POST /files" | "POST /files?overwrite=true" => (201, file.clone()),
        PUT => (200, Value::Null),
        "POST /files/byids" => {
            let mut file = file.clone();
            file["uploaded"] = json!(looked.fetch_add(1, Ordering::SeqCst) > 0);
            (200, json!({"items": [file]}))
        }
        "POST /functions" if end == "inactive" => (403, json!({"error": {"code": 403, "message": "no"}})),
        "POST /functions" => (201, json!({"items": [function("Queued")]})),
        "GET /functions/status" => (200, json!({"status": "requested"})),
        "GET /functions/77" => match built.fetch_add(1, Ordering::SeqCst) > 1 {
            true => (200, function(end)),
            false => (200, function("Deploying")),
        },
        other => panic!("nobody asks for {other}"),
    })
}

fn names(archive: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    archive
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .collect()
}

fn put(root: &Path, files: &[(&str, &str)]) {
    for (path, content) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("it is below the root")).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
    }
}

async fn archive(source: FunctionSource) -> Result<Bytes, String> {
    let deploy = project("Ready").client().functions().deploy("f", source);
    deploy
        .archive()
        .await
        .map(|archive| archive.expect("there is code"))
        .map_err(|error| error.to_string())
}

#[tokio::test(start_paused = true)]
async fn a_handler_becomes_a_function_that_is_ready() {
    let script = project("Ready");
    let deployed = script
        .client()
        .functions()
        .deploy("my/fn", FunctionSource::handler(CODE))
        .external_id("fn-xid")
        .data_set_id(9)
        .secret("key", "s3cret")
        .env_var("E", "1")
        .metadata("a", "b")
        .cpu(0.25)
        .memory(1.5)
        .requirements(["pandas==2.2"])
        .await
        .expect("it is deployed");
    assert!(deployed.function.is_ready());
    assert_eq!(
        deployed.notes,
        [DeployNote::Cpu {
            asked: 0.25,
            given: 1.0
        }]
    );
    let expected = [
        "POST /files?overwrite=true",
        PUT,
        "POST /files/byids",
        "POST /files/byids",
        "POST /functions",
    ];
    assert_eq!(script.calls()[..5], expected);
    assert_eq!(script.calls()[5..], ["GET /functions/77"; 3]);
    let file = json!({"externalId": "fn-xid", "name": "my-fn.zip", "dataSetId": 9, "mimeType": "application/zip"});
    assert_eq!(script.body("POST /files?overwrite=true"), file);
    let write = json!({"items": [{
        "name": "my/fn", "fileId": 123, "externalId": "fn-xid", "secrets": {"key": "s3cret"}, "envVars": {"E": "1"},
        "metadata": {"a": "b"}, "cpu": 0.25, "memory": 1.5
    }]});
    assert_eq!(script.body("POST /functions"), write);
}

#[tokio::test(start_paused = true)]
async fn the_place_of_the_upload_gets_no_credentials() {
    let script = project("Ready");
    script
        .client()
        .functions()
        .deploy("f", FunctionSource::handler(CODE))
        .await
        .expect("it is deployed");
    let upload = script
        .seen()
        .into_iter()
        .find(|seen| seen.what == PUT)
        .expect("there was one");
    assert!(!upload.headers.contains_key("authorization"), "{:?}", upload.headers);
    assert_eq!(upload.headers["content-type"], "application/zip");
    assert_eq!(names(&upload.bytes), ["handler.py"]);
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_there_is_only_waited_for() {
    let script = project("Ready");
    script
        .client()
        .functions()
        .deploy("f", FunctionSource::file_id(123))
        .without_waiting()
        .await
        .expect("deployed");
    assert_eq!(
        script.calls(),
        ["POST /files/byids", "POST /files/byids", "POST /functions"]
    );
}

#[tokio::test(start_paused = true)]
async fn errors_tell_how_far_it_came_and_what_stays() {
    let deploy = |end| {
        project(end)
            .client()
            .functions()
            .deploy("f", FunctionSource::handler(CODE))
    };
    let error = deploy("Failed").await.expect_err("it cannot be built");
    let DeployErrorKind::Build(failed) = error.kind() else {
        panic!("{error:?}")
    };
    assert_eq!(
        (failed.message(), failed.trace()),
        (Some("no such package"), Some("pip said no"))
    );
    assert_eq!((error.file_id(), error.function_id()), (Some(123), Some(77)));

    let error = deploy("Deploying")
        .deadline(Duration::from_secs(30))
        .await
        .expect_err("it takes too long");
    assert!(
        matches!(error.kind(), DeployErrorKind::NotReady(waiting) if waiting.status == "Deploying"),
        "{error}"
    );

    let error = deploy("inactive").await.expect_err("functions are not activated");
    assert!(matches!(error.kind(), DeployErrorKind::NotActivated(_)), "{error}");
    assert_eq!((error.file_id(), error.function_id()), (Some(123), None));
}

#[tokio::test(start_paused = true)]
async fn rules_are_checked_before_anything_is_sent() {
    let script = project("Ready");
    let deploy = || script.client().functions().deploy("f", FunctionSource::handler(CODE));
    let long = "x".repeat(600);
    let error = deploy()
        .secret("token", "s3cret-one")
        .secret("Upper", "s3cret-two")
        .secret("large", "s".repeat(25_000))
        .env_var("A-B", "1")
        .metadata("key", long.clone())
        .description(long)
        .await
        .expect_err("five rules are broken");
    let text = error.to_string();
    assert!(
        matches!(error.kind(), DeployErrorKind::Rules(rules) if rules.iter().count() == 6),
        "{text}"
    );
    for word in ["token", "Upper", "large", "A-B", "key", "description"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(!text.contains("s3cret"));
    assert!(!format!("{error:?}").contains("s3cret"));
    for path in ["handler.txt", "/handler.py", "a/../handler.py", "a\\handler.py"] {
        let error = deploy().function_path(path).await.expect_err(path);
        assert!(matches!(error.kind(), DeployErrorKind::Source(_)), "{error}");
    }
    assert!(script.calls().is_empty());
}

#[tokio::test]
async fn a_folder_is_packed_without_what_is_no_code() {
    let folder = tempfile::tempdir().expect("a folder");
    put(
        folder.path(),
        &[
            ("handler.py", CODE),
            ("requirements.txt", "pandas"),
            ("sub/util.py", "x = 1"),
            ("sub/data.csv", "1,2"),
            ("sub/keep.csv", "1,2"),
            (".git/config", "x"),
            ("sub/.git/config", "x"),
            ("__pycache__/handler.cpython-313.pyc", "x"),
            ("sub/__pycache__/notes.txt", "x"),
            ("sub/old.pyc", "x"),
            (".env", "PASSWORD=1"),
            (".env.local", "PASSWORD=1"),
            (".venv/lib/x.py", "x"),
            (".DS_Store", "x"),
            (".cogniteignore", "# mine\n*.csv\n!keep.csv\n"),
            ("notes/todo.md", "x"),
            (".streamlit/config.toml", "x"),
        ],
    );
    let deploy = project("Ready")
        .client()
        .functions()
        .deploy("f", FunctionSource::folder(folder.path()));
    let packed = deploy
        .ignore("notes/")
        .archive()
        .await
        .expect("it is good")
        .expect("there is code");
    assert_eq!(
        names(&packed),
        [
            ".streamlit/config.toml",
            "handler.py",
            "requirements.txt",
            "sub/keep.csv",
            "sub/util.py"
        ]
    );
}

#[tokio::test]
async fn the_same_files_give_the_same_bytes() {
    let files: [(&str, &str); 3] = [("handler.py", CODE), ("b.py", "b = 1"), ("a/c.py", "c = 1")];
    let (one, two) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    put(one.path(), &files);
    put(two.path(), &[files[2], files[1], files[0]]);
    let old = fs::File::options()
        .write(true)
        .open(two.path().join("b.py"))
        .expect("it is there");
    old.set_modified(std::time::UNIX_EPOCH).expect("times can be set");
    let first = archive(FunctionSource::folder(one.path())).await.expect("good");
    assert_eq!(archive(FunctionSource::folder(two.path())).await.expect("good"), first);
    assert_eq!(archive(FunctionSource::files(files)).await.expect("good"), first);

    let mut unpacked = String::new();
    let mut opened = zip::ZipArchive::new(Cursor::new(&first)).expect("an archive");
    let mut handler = opened.by_name("handler.py").expect("it is there");
    assert_eq!(handler.compression(), zip::CompressionMethod::Deflated);
    handler.read_to_string(&mut unpacked).expect("text");
    assert_eq!(unpacked, CODE);
}

#[tokio::test]
async fn an_archive_is_taken_as_it_is_and_looked_into() {
    let packed = |name: &str| {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a file");
        writer.write_all(CODE.as_bytes()).expect("content");
        Bytes::from(writer.finish().expect("an archive").into_inner())
    };
    let good = packed("handler.py");
    assert_eq!(archive(FunctionSource::zip(good.clone())).await, Ok(good));
    assert!(
        archive(FunctionSource::zip(packed("other.py")))
            .await
            .expect_err("no entry")
            .contains("handler.py")
    );
    assert!(
        archive(FunctionSource::zip("no archive"))
            .await
            .expect_err("none")
            .contains("no zip archive")
    );
}

#[tokio::test]
async fn what_cannot_be_packed_is_told() {
    let nowhere = archive(FunctionSource::folder("there/is/no/such/folder"))
        .await
        .expect_err("none");
    assert!(nowhere.contains("there/is/no/such/folder"), "{nowhere}");
    let missing = archive(FunctionSource::files([("other.py", CODE)]))
        .await
        .expect_err("no entry");
    assert!(missing.contains("handler.py"), "{missing}");
    let odd = archive(FunctionSource::files([("handler.py", CODE), ("../x.py", "")]))
        .await
        .expect_err("odd");
    assert!(odd.contains("../x.py"), "{odd}");
    let twice = project("Ready")
        .client()
        .functions()
        .deploy(
            "f",
            FunctionSource::files([("handler.py", CODE), ("requirements.txt", "a")]),
        )
        .requirements(["b"])
        .archive()
        .await
        .expect_err("which of both?");
    assert!(twice.to_string().contains("requirements.txt"), "{twice}");
}

#[tokio::test(start_paused = true)]
async fn a_large_archive_goes_in_parts() {
    const PART: usize = 5 << 20;
    let parts = Mutex::new(Vec::new());
    let script = Script::new(move |seen| match seen.what.as_str() {
        "POST /files/initmultipartupload?parts=3" => {
            let urls: Vec<_> = (0..3)
                .map(|part| format!("https://storage.example/part/{part}"))
                .collect();
            let file = json!({"id": 123, "name": "f.zip", "uploaded": false, "createdTime": 1, "lastUpdatedTime": 1});
            let mut response = file;
            response["uploadUrls"] = json!(urls);
            response["uploadId"] = json!("up");
            (201, response)
        }
        "POST /files/completemultipartupload" => {
            assert_eq!(parts.lock().expect("no panic").len(), 3);
            assert_eq!(seen.body, json!({"id": 123, "uploadId": "up"}));
            (200, json!({}))
        }
        "POST /files/byids" => {
            let file = json!({"id": 123, "name": "f", "uploaded": true, "createdTime": 1, "lastUpdatedTime": 1});
            (200, json!({"items": [file]}))
        }
        "POST /functions" => (201, json!({"items": [function("Queued")]})),
        part => {
            let part = part
                .strip_prefix("PUT https://storage.example/part/")
                .expect("a part")
                .to_owned();
            parts.lock().expect("no panic").push((part, seen.bytes.len()));
            (200, Value::Null)
        }
    });
    // What cannot be compressed, so that the archive is as large: a generator of pseudo-random numbers.
    let mut state = 1_u32;
    let noise: Vec<u8> = (0..12 << 20)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    let source = FunctionSource::files([("handler.py", Bytes::from(CODE)), ("noise.bin", noise.into())]);
    let deploy = script
        .client()
        .functions()
        .deploy("f", source)
        .parts_above(PART)
        .part_size(PART)
        .without_waiting();
    deploy.await.expect("it is deployed");
    let sizes: Vec<usize> = script
        .seen()
        .iter()
        .filter(|seen| seen.what.contains("/part/"))
        .map(|seen| seen.bytes.len())
        .collect();
    assert_eq!(sizes.iter().filter(|size| **size == PART).count(), 2, "{sizes:?}");
}
