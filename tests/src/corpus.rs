//! Documents that others wrote: where they are, if they are there.
//!
//! They are no part of the project. Beside it may lie archives of them; those are unpacked below the target folder, once.
//! Where there are none, tests say that they are skipped, and pass.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Below so many bytes a document is small.
const SMALL: u64 = 60_000;

/// A set of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// What companies publish, and the whole document of CDF.
    Real,
    /// What other generators test themselves with.
    Suites,
}

/// One document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path below the folder of its set, which names it.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// The name of its crate, which no other document has: crates may be written at the same time.
    pub crate_name: String,
}

/// Whether every document is wanted where tests would be content with a few: `CORPUS=all`.
pub fn is_whole() -> bool {
    std::env::var_os("CORPUS").is_some_and(|value| value == "all")
}

/// The document of CDF, beside the archives.
const CDF: &str = "reference/cdf/full.json";

impl Set {
    /// The name of the archive, of the folder in it, and of the table in `tests/corpus`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Suites => "suites",
        }
    }

    /// The folder that holds the documents. `scratch` is a folder below the target folder. `None`, and a line that says so,
    /// if they are not beside the project.
    pub fn folder(self, scratch: &Path) -> Option<PathBuf> {
        let archive = shared().join("corpus").join(format!("{}.tar.xz", self.name()));
        if archive.is_file() {
            return Some(unpacked(&archive, &scratch.join("corpus"), self.name()));
        }
        println!("skipped: the corpus `{}` is not beside the project", self.name());
        None
    }

    /// The documents, sorted by name; `None` as for [`Set::folder`].
    pub fn documents(self, scratch: &Path) -> Option<Vec<Document>> {
        let root = self.folder(scratch)?;
        let mut files = Vec::new();
        collect(&root, &root, &mut files);
        let cdf = shared().join(CDF);
        if self == Self::Real && cdf.is_file() {
            files.push(("cdf-full.json".to_owned(), cdf));
        }
        files.sort();
        let mut counts = BTreeMap::new();
        let documents = files.into_iter().map(|(name, path)| {
            let crate_name = crate_name(self, &name, &mut counts);
            Document { name, path, crate_name }
        });
        Some(documents.collect())
    }
}

/// Where the reference files lie, if they are beside the project.
pub fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared")
}

impl Document {
    /// Its length in bytes.
    pub fn size(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |file| file.len())
    }
}

/// A crate name for a document. `counts` holds those before it, whose names may differ from its own in nothing but punctuation.
fn crate_name(set: Set, document: &str, counts: &mut BTreeMap<String, usize>) -> String {
    let words = document.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name = format!("{}-{}", set.name(), words.join("-").to_ascii_lowercase());
    let count = counts.entry(name.clone()).or_insert(0);
    *count += 1;
    match *count {
        1 => name,
        count => format!("{name}-twin{count}"),
    }
}

/// Some documents where all of them would take too long, the same ones each time: one in `each` of the small ones. All with
/// `CORPUS=all`.
pub fn slice(documents: Vec<Document>, each: usize) -> Vec<Document> {
    if is_whole() {
        return documents;
    }
    let small = documents.into_iter().filter(|document| document.size() < SMALL);
    small.step_by(each).collect()
}

/// Tests of one process run side by side, and only one of them may unpack.
static UNPACKING: Mutex<()> = Mutex::new(());

/// The folder `name` of an archive, unpacked unless it is there already.
fn unpacked(archive: &Path, scratch: &Path, name: &str) -> PathBuf {
    let _one_at_a_time = UNPACKING.lock();
    let size = fs::metadata(archive).expect("the archive is there").len();
    let (folder, mark) = (scratch.join(name), scratch.join(format!("{name}.unpacked")));
    if fs::read_to_string(&mark).is_ok_and(|old| old == size.to_string()) {
        return folder;
    }
    fs::create_dir_all(scratch).expect("the target folder can be written");
    let mut reader = BufReader::new(fs::File::open(archive).expect("the archive can be read"));
    let mut tar = Vec::new();
    lzma_rs::xz_decompress(&mut reader, &mut tar).expect("the archive is xz");
    tar::Archive::new(tar.as_slice())
        .unpack(scratch)
        .expect("the archive is tar, and the target folder can be written");
    fs::write(&mark, size.to_string()).expect("the target folder can be written");
    folder
}

fn collect(root: &Path, folder: &Path, out: &mut Vec<(String, PathBuf)>) {
    for entry in fs::read_dir(folder).expect("the corpus is a folder") {
        let path = entry.expect("an entry of the corpus").path();
        if path.is_dir() {
            collect(root, &path, out);
            continue;
        }
        let below = path.strip_prefix(root).expect("below the root");
        let name = below.to_string_lossy().replace('\\', "/");
        out.push((name, path));
    }
}
