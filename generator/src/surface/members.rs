//! What is inside of structs and enums.

use super::cursor::{Cursor, in_one_line};
use super::items::{attributes, visibility};

/// A field or a variant: its name, what follows that, its attributes.
pub(super) struct Member<'a> {
    pub public: bool,
    pub name: &'a str,
    /// `: String` of a field, `(String)` of a variant.
    pub rest: String,
    pub attributes: Vec<&'a str>,
}

/// Fields and variants look alike: attributes, visibility, a name, and something up to a comma.
pub(super) fn members(body: &str) -> Vec<Member<'_>> {
    let (mut cursor, mut out) = (Cursor::new(body), Vec::new());
    while !cursor.is_at_end() {
        let attributes = attributes(&mut cursor, &mut Vec::new());
        let public = visibility(&mut cursor);
        let name = cursor.word();
        let rest = in_one_line(cursor.until(&[',']));
        cursor.eat(",");
        out.push(Member {
            public,
            name,
            rest,
            attributes,
        });
    }
    out
}

/// The public ones of a tuple: its number, and its type.
pub(super) fn elements(body: &str) -> Vec<(usize, String)> {
    let (mut cursor, mut out) = (Cursor::new(body), Vec::new());
    for number in 0.. {
        if cursor.is_at_end() {
            break;
        }
        attributes(&mut cursor, &mut Vec::new());
        let public = visibility(&mut cursor);
        let ty = in_one_line(cursor.until(&[',']));
        cursor.eat(",");
        if public {
            out.push((number, ty));
        }
    }
    out
}
