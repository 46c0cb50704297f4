//! `generator/TUTORIAL.md` holds: its files are written, its commands are run, and what they print is what it shows.
//!
//! A fenced block is a file if a path stands behind its language (with `append`, the end of one), and a session if its language
//! is `console`: a line `$ command`, and what that prints until the next. `…` stands for any text within a
//! line, and a line of its own for any lines. Empty lines at the end do not count.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A fenced block.
#[derive(Debug)]
struct Block<'a> {
    info: Vec<&'a str>,
    text: &'a str,
}

fn blocks(tutorial: &str) -> Vec<Block<'_>> {
    let fenced = tutorial.split("\n```").collect::<Vec<_>>();
    let opening = fenced.iter().skip(1).step_by(2);
    opening
        .map(|block| {
            let (info, text) = block.split_once('\n').expect("a block has lines");
            Block {
                info: info.split(' ').collect(),
                text,
            }
        })
        .collect()
}

/// The folder of the reader, with the program on the path.
struct Reader {
    /// Beside no other project: `init` would take the workspace around it.
    _root: TempDir,
    home: PathBuf,
    programs: PathBuf,
}

impl Reader {
    fn new() -> Self {
        let root = TempDir::new().expect("a temporary folder");
        let (home, programs) = (root.path().join("home"), root.path().join("bin"));
        fs::create_dir_all(&home).expect("a temporary folder can be written");
        fs::create_dir_all(&programs).expect("a temporary folder can be written");
        let program = programs.join(format!("oasmith{}", std::env::consts::EXE_SUFFIX));
        fs::copy(env!("CARGO_BIN_EXE_oasmith-under-test"), program).expect("the program can be copied");
        // The versions of this workspace, so that nothing has to be fetched or built anew.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, home.join("Cargo.lock")).expect("the target folder can be written");
        Self {
            _root: root,
            home,
            programs,
        }
    }

    fn write(&self, path: &str, text: &str, is_end: bool) {
        let path = self.home.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the target folder can be written");
        let mut options = OpenOptions::new();
        let options = options.create(true).write(true).append(is_end).truncate(!is_end);
        let mut file = options.open(&path).expect("the target folder can be written");
        writeln!(file, "{text}").expect("the target folder can be written");
    }

    /// What a command prints: messages first, then results.
    fn run(&self, command: &str) -> String {
        let words: Vec<&str> = command.split(' ').collect();
        let path = std::env::var("PATH").unwrap_or_default();
        let program = if words[0] == "cargo" {
            env!("CARGO").into()
        } else {
            self.programs.join(words[0])
        };
        let output = Command::new(program)
            .args(&words[1..])
            .current_dir(&self.home)
            .env("PATH", format!("{}:{path}", self.programs.display()))
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases/target"),
            )
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_INCREMENTAL", "0")
            .env("NO_COLOR", "1")
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap_or_else(|error| panic!("{command}: {error}"));
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
    }

    fn session(&self, text: &str) {
        for part in format!("\n{text}").split("\n$ ").skip(1) {
            let (command, shown) = part.split_once('\n').unwrap_or((part, ""));
            let printed = self.run(command);
            let shown: Vec<&str> = shown.trim_end().lines().collect();
            let lines: Vec<&str> = printed.trim_end().lines().collect();
            let is_as_shown = if shown.is_empty() {
                lines.is_empty()
            } else {
                is_like(&shown, &lines)
            };
            assert!(
                is_as_shown,
                "$ {command}\n{printed}\nand the tutorial shows\n{}",
                shown.join("\n")
            );
        }
    }
}

/// Whether lines are as they are shown.
fn is_like(shown: &[&str], lines: &[&str]) -> bool {
    match (shown.split_first(), lines.split_first()) {
        (None, None) => true,
        (Some((&"…", rest)), None) => is_like(rest, lines),
        (Some((&"…", rest)), Some((_, after))) => is_like(rest, lines) || is_like(shown, after),
        (Some((pattern, rest)), Some((line, after))) => is_line(pattern, line) && is_like(rest, after),
        _ => false,
    }
}

fn is_line(pattern: &str, line: &str) -> bool {
    let mut parts = pattern.split('…');
    let Some(mut rest) = parts.next().and_then(|first| line.strip_prefix(first)) else {
        return false;
    };
    let mut is_open = false;
    for part in parts {
        is_open = part.is_empty();
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    is_open || rest.is_empty()
}

#[test]
fn the_tutorial_holds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/TUTORIAL.md");
    let tutorial = fs::read_to_string(path).expect("the tutorial");
    let (reader, mut sessions) = (Reader::new(), 0);
    for block in blocks(&tutorial) {
        match block.info.as_slice() {
            ["console"] => {
                sessions += 1;
                reader.session(block.text);
            }
            [_, path] => reader.write(path, block.text, false),
            [_, path, "append"] => reader.write(path, block.text, true),
            other => panic!("a block that is neither a file nor a session: {other:?}"),
        }
    }
    assert!(sessions > 5, "the sessions were found");
}

#[test]
fn what_is_shown_is_compared() {
    let table: [(&[&str], &[&str], bool); 7] = [
        (&["a … c"], &["a b c"], true),
        (&["a … c"], &["a b d"], false),
        (&["a", "…", "d"], &["a", "b", "c", "d"], true),
        (&["a", "…"], &["a"], true),
        (&["a"], &["a", "b"], false),
        (&["a …"], &["a b"], true),
        (&["a"], &["ab"], false),
    ];
    for (shown, lines, expected) in table {
        assert_eq!(is_like(shown, lines), expected, "{shown:?} {lines:?}");
    }
}
