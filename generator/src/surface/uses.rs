//! `use` declarations, one name at a time.

use super::cursor::Cursor;

/// One name that a `use` brings, or all of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Use {
    /// The path as it is written.
    pub path: Vec<String>,
    /// The name it has here; `None` for `*`.
    pub name: Option<String>,
}

/// All names of a tree.
pub(super) fn uses(tree: &str) -> Vec<Use> {
    let mut out = Vec::new();
    walk(&mut Cursor::new(tree), &[], &mut out);
    out
}

fn walk(cursor: &mut Cursor<'_>, before: &[String], out: &mut Vec<Use>) {
    let mut path = before.to_vec();
    cursor.eat("::");
    loop {
        if cursor.rest().starts_with('{') {
            return list(cursor.group(), &path, out);
        }
        if cursor.eat("*") {
            out.push(Use { path, name: None });
            return;
        }
        path.push(cursor.word().to_owned());
        if !cursor.eat("::") {
            break;
        }
    }
    // `a::{self}` is `a` itself.
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    let alias = cursor.peek_word() == "as";
    if alias {
        cursor.word();
    }
    let name = match alias {
        true => Some(cursor.word().to_owned()),
        false => path.last().cloned(),
    };
    out.push(Use { path, name });
}

fn list(group: &str, before: &[String], out: &mut Vec<Use>) {
    let mut cursor = Cursor::new(group);
    while !cursor.is_at_end() {
        walk(&mut Cursor::new(cursor.until(&[','])), before, out);
        cursor.eat(",");
    }
}
