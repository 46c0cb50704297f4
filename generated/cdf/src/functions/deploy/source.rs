// From templates/cdf/src/functions/deploy/source.rs; edit it there.

//! Where the code of a function comes from.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bytes::Bytes;

/// Where the code of a function comes from.
///
/// The entry file is a Python file with a function `handle` at its top level, which takes any of `data`, `client`,
/// `secrets` and `function_call_info` by name, and returns anything that is JSON. It is `handler.py` in the root unless
/// [`function_path`](super::Deploy::function_path) says otherwise. `requirements.txt` in the root lists what else to
/// install.
#[derive(Clone, Debug)]
pub struct FunctionSource(pub(super) Kind);

#[derive(Clone)]
pub(super) enum Kind {
    Folder(PathBuf),
    Handler(String),
    Zip(Bytes),
    File(i64),
    Files(BTreeMap<String, Bytes>),
}

impl FunctionSource {
    /// A folder with all that is in it, but for what version control, Python and editors leave there (`.git`,
    /// `__pycache__`, `*.pyc`, `.env`, `.venv`, `.DS_Store` and the like), for what a file `.cogniteignore` in the folder
    /// names, and for what [`ignore`](super::Deploy::ignore) adds. Both are written like `.gitignore`, and `!pattern`
    /// takes something in again.
    #[inline]
    pub fn folder(path: impl Into<PathBuf>) -> Self {
        Self(Kind::Folder(path.into()))
    }

    /// The text of the entry file, and nothing else.
    ///
    /// ```
    /// # use cdf_client::functions::deploy::FunctionSource;
    /// let source = FunctionSource::handler("def handle(data):\n    return data\n");
    /// ```
    #[inline]
    pub fn handler(python: impl Into<String>) -> Self {
        Self(Kind::Handler(python.into()))
    }

    /// A zip archive as it is.
    #[inline]
    pub fn zip(archive: impl Into<Bytes>) -> Self {
        Self(Kind::Zip(archive.into()))
    }

    /// A zip archive that is in the Files API, or is being uploaded to it.
    #[inline]
    pub fn file_id(id: i64) -> Self {
        Self(Kind::File(id))
    }

    /// Files by their paths inside the archive, with `/` between the parts.
    ///
    /// ```
    /// # use cdf_client::functions::deploy::FunctionSource;
    /// let source = FunctionSource::files([
    ///     ("handler.py", "from mine.work import handle"),
    ///     ("mine/work.py", "def handle():\n    return 1"),
    /// ]);
    /// ```
    #[inline]
    pub fn files(files: impl IntoIterator<Item = (impl Into<String>, impl Into<Bytes>)>) -> Self {
        let files = files.into_iter().map(|(path, content)| (path.into(), content.into()));
        Self(Kind::Files(files.collect()))
    }
}

/// Without the code: it may hold what must not show up in a log.
impl std::fmt::Debug for Kind {
    #[inline]
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "folder {}", path.display()),
            Self::Handler(text) => write!(f, "handler of {} bytes", text.len()),
            Self::Zip(archive) => write!(f, "archive of {} bytes", archive.len()),
            Self::File(id) => write!(f, "file {id}"),
            Self::Files(files) => f.debug_set().entries(files.keys()).finish(),
        }
    }
}
