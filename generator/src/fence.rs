//! Which folders a run may read from and write to.
//!
//! In: folders that are allowed. Out: whether a path is below one of them once symbolic links are followed. A
//! document may come from anybody; without this, its references could make a run read, and `init` copy, any file of the
//! machine. It must not read or write files.

use std::path::{Component, Path, PathBuf};

/// Folders that may be entered.
#[derive(Debug, Default)]
pub struct Fence(Vec<PathBuf>);

impl Fence {
    /// Allows everything below a folder.
    pub fn allow(&mut self, folder: &Path) {
        self.0.push(real(&absolute(folder)));
    }

    /// Whether a path, of which nothing need exist, is allowed. A symbolic link counts as what it leads to.
    pub fn holds(&self, path: &Path) -> bool {
        let path = real(&absolute(path));
        self.0.iter().any(|folder| path.starts_with(folder))
    }
}

/// A path without `.` and `x/..`, removed by its text, so that one file has one name.
pub fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            _ => out.push(part),
        }
    }
    out
}

/// The spelling of a path that does not depend on the working directory. Links are not followed.
pub fn absolute(path: &Path) -> PathBuf {
    // An empty path, the folder of a document in the working directory, has no absolute form.
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // `/..` is `/`.
    normal(&path)
        .components()
        .filter(|part| *part != Component::ParentDir)
        .collect()
}

/// The path that leads from an absolute folder to another place, with `/` between its parts; `None` if nothing leads there, as to
/// another drive.
pub fn way(from: &Path, to: &Path) -> Option<String> {
    let (mut from, mut to) = (from.components().peekable(), to.components().peekable());
    let mut is_shared = false;
    while from.peek().is_some() && from.peek() == to.peek() {
        is_shared = true;
        from.next();
        to.next();
    }
    let up = from.map(|_| "..".to_owned());
    let down = to.map(|part| match part {
        Component::Normal(name) => name.to_str().map(str::to_owned),
        _ => None,
    });
    let parts: Option<Vec<String>> = up.map(Some).chain(down).collect();
    parts.filter(|_| is_shared).map(|parts| parts.join("/"))
}

/// Where an absolute path really is: links are followed as far as it exists.
fn real(path: &Path) -> PathBuf {
    for above in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (above.canonicalize(), path.strip_prefix(above)) {
            return real.join(rest);
        }
    }
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn nothing_leads_out() {
        let temp = tempfile::tempdir().unwrap();
        let at = |path: &str| temp.path().join(path);
        std::fs::create_dir_all(at("in/deep")).unwrap();
        std::fs::create_dir_all(at("out")).unwrap();
        std::fs::write(at("out/secret"), "").unwrap();
        std::os::unix::fs::symlink(at("out"), at("in/folder")).unwrap();
        std::os::unix::fs::symlink(at("out/secret"), at("in/file")).unwrap();
        std::os::unix::fs::symlink(at("in"), at("other-name")).unwrap();
        let mut fence = Fence::default();
        fence.allow(&at("in"));
        for path in ["in/a", "in/deep/../a", "in/deep/new/a", "in/./a", "other-name/a"] {
            assert!(fence.holds(&at(path)), "{path}");
        }
        let outside = [
            "out/secret",
            "in/../out/secret",
            "in/folder/secret",
            "in/folder/new",
            "in/file",
            "inside",
            "in/deep/../../out",
        ];
        for path in outside {
            assert!(!fence.holds(&at(path)), "{path}");
        }
    }

    #[test]
    fn a_fence_around_the_working_directory() {
        let mut fence = Fence::default();
        fence.allow(Path::new(""));
        assert!(fence.holds(Path::new("a/b")) && fence.holds(Path::new("./a/../b")));
        assert!(
            !fence.holds(Path::new("../b")) && !fence.holds(Path::new("a/../../b")) && !fence.holds(Path::new("/b"))
        );
    }
}
