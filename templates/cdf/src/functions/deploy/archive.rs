//! From code to a checked archive: the same files give the same bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use bytes::Bytes;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::source::{FunctionSource, Kind};
use super::{DeployError, DeployErrorKind, folder, python};

const REQUIREMENTS: &str = "requirements.txt";
/// What the Files API takes at most in all its parts.
const MOST_BYTES: u64 = 1000 << 30;

pub(super) type Contents = BTreeMap<String, Bytes>;

/// What is known about the archive before it is made.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) source: FunctionSource,
    pub(super) path: String,
    pub(super) requirements: Vec<String>,
    pub(super) ignore: Vec<String>,
    pub(super) check_code: bool,
}

/// The file that is in the Files API already.
pub(super) fn file_id(plan: &Plan) -> Option<i64> {
    match plan.source.0 {
        Kind::File(id) => Some(id),
        _ => None,
    }
}

/// Packs on a thread for work that takes its time.
pub(super) async fn pack_elsewhere(plan: Plan) -> Result<Option<Bytes>, DeployError> {
    let packed = tokio::task::spawn_blocking(move || pack(&plan)).await;
    packed.unwrap_or_else(|error| Err(bad(format!("the archive could not be made: {error}"))))
}

fn pack(plan: &Plan) -> Result<Option<Bytes>, DeployError> {
    check_path(&plan.path)?;
    let mut contents = match &plan.source.0 {
        Kind::File(_) => return Ok(None),
        Kind::Zip(archive) => return checked_archive(plan, archive).map(Some),
        Kind::Folder(path) => folder::read(path, &plan.ignore)?,
        Kind::Handler(text) => Contents::from([(plan.path.clone(), Bytes::from(text.clone()))]),
        Kind::Files(files) => files.clone(),
    };
    add_requirements(&mut contents, &plan.requirements)?;
    for path in contents.keys() {
        check_name(path)?;
    }
    let entry = contents.get(&plan.path).ok_or_else(|| missing(&plan.path))?;
    check_entry(plan, entry)?;
    let size: u64 = contents.values().map(|content| content.len() as u64).sum();
    if size > MOST_BYTES {
        return Err(bad(format!("{size} bytes are more than the Files API takes")));
    }
    write(&contents).map(Some)
}

fn bad(text: impl Into<String>) -> DeployError {
    DeployErrorKind::Source(text.into()).into()
}

fn missing(path: &str) -> DeployError {
    bad(format!("there is no entry file {path:?} in the code"))
}

fn check_path(path: &str) -> Result<(), DeployError> {
    match path.ends_with(".py") {
        true => check_name(path),
        false => Err(bad(format!(
            "the entry file {path:?} is no Python file: its name must end in .py"
        ))),
    }
}

/// A path that means the same place wherever the archive is unpacked.
fn check_name(path: &str) -> Result<(), DeployError> {
    let odd = |part: &str| part.is_empty() || part == "." || part == "..";
    match path.split('/').any(odd) || path.contains(['\\', '\0']) {
        true => Err(bad(format!(
            "{path:?} is no relative path with single slashes between its parts"
        ))),
        false => Ok(()),
    }
}

fn check_entry(plan: &Plan, entry: &[u8]) -> Result<(), DeployError> {
    match plan.check_code {
        true => python::check(&plan.path, entry).map_err(bad),
        false => Ok(()),
    }
}

fn add_requirements(contents: &mut Contents, lines: &[String]) -> Result<(), DeployError> {
    if lines.is_empty() {
        return Ok(());
    }
    if let Some(line) = lines
        .iter()
        .find(|line| line.trim().is_empty() || line.contains(['\n', '\r']))
    {
        return Err(bad(format!("{line:?} is no line of a {REQUIREMENTS}")));
    }
    let text = lines.join("\n") + "\n";
    match contents.insert(REQUIREMENTS.to_owned(), text.into()) {
        None => Ok(()),
        Some(_) => Err(bad(format!("the code has a {REQUIREMENTS} already"))),
    }
}

fn checked_archive(plan: &Plan, archive: &Bytes) -> Result<Bytes, DeployError> {
    if !plan.requirements.is_empty() {
        return Err(bad("an archive is taken as it is: put its requirements into it"));
    }
    let no_archive = |error: zip::result::ZipError| bad(format!("the bytes are no zip archive: {error}"));
    let mut opened = ZipArchive::new(Cursor::new(archive)).map_err(no_archive)?;
    let mut file = opened.by_name(&plan.path).map_err(|_| missing(&plan.path))?;
    let mut entry = Vec::new();
    file.read_to_end(&mut entry)
        .map_err(|error| bad(format!("{:?} cannot be unpacked: {error}", plan.path)))?;
    check_entry(plan, &entry)?;
    Ok(archive.clone())
}

/// Sorted by path, all of the same time and mode, so that nothing but the files decides about the bytes.
fn write(contents: &Contents) -> Result<Bytes, DeployError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = || -> zip::result::ZipResult<()> {
        for (path, content) in contents {
            let is_large = content.len() as u64 > u64::from(u32::MAX);
            writer.start_file(path.as_str(), options.large_file(is_large))?;
            writer.write_all(content)?;
        }
        Ok(())
    };
    let added = add();
    let written = added.and_then(|()| writer.finish());
    let bytes = written.map_err(|error| bad(format!("the archive could not be written: {error}")))?;
    Ok(bytes.into_inner().into())
}
