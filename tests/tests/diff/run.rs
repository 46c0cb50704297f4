//! Runs of the program within this process.

use std::fs;
use std::path::{Path, PathBuf};

use oasmith::cli::{self, Output};
use serde_json::Value;

/// What a run did.
pub(crate) struct Ran {
    pub(crate) code: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }
}

/// `oasmith diff` with these arguments.
pub(crate) fn diff(arguments: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut output = Output {
        out: &mut out,
        err: &mut err,
        colour: false,
        progress: false,
    };
    let all = ["oasmith", "diff"].iter().chain(arguments);
    let code = cli::run(all.map(|&word| word.to_owned()), &mut output);
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Ran {
        code,
        out: text(out),
        err: text(err),
    }
}

/// A folder of `tests/diff`.
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
}

impl Pair {
    pub(crate) fn all() -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("diff");
        let entries = fs::read_dir(root).expect("tests/diff is a folder");
        let mut folders: Vec<PathBuf> = entries
            .map(|entry| entry.expect("an entry of tests/diff").path())
            .collect();
        folders.sort();
        folders.into_iter().map(Self::new).collect()
    }

    pub(crate) fn named(name: &str) -> Self {
        Self::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("diff").join(name))
    }

    fn new(folder: PathBuf) -> Self {
        let name = folder.file_name().expect("a folder has a name").to_string_lossy();
        Self {
            name: name.into_owned(),
            folder,
        }
    }

    pub(crate) fn old(&self) -> String {
        self.side("old")
    }

    pub(crate) fn new_document(&self) -> String {
        self.side("new")
    }

    /// A document, or a folder with a `client.toml`.
    fn side(&self, name: &str) -> String {
        let folder = self.folder.join(name);
        let path = if folder.is_dir() {
            folder
        } else {
            folder.with_extension("yaml")
        };
        path.to_str().expect("the path is text").to_owned()
    }

    /// What is said, with further arguments; paths as seen from the folder.
    pub(crate) fn diff(&self, more: &[&str]) -> Ran {
        let ran = diff(&[&[self.old().as_str(), &self.new_document()], more].concat());
        let here = |text: String| {
            let text = text.replace(&format!("{}/", self.folder.display()), "");
            text.replace(&format!("diff/{}/", self.name), "")
        };
        Ran {
            code: ran.code,
            out: here(ran.out),
            err: here(ran.err),
        }
    }
}
