//! The items of a file or of the body of an item: what kind each is, its name, its head. Bodies stay text.

use super::cursor::Cursor;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    Const,
    Enum,
    Function,
    Impl,
    /// A call of a macro; the body is what it is given.
    MacroCall,
    /// `macro_rules!`
    MacroRules,
    Module,
    Static,
    Struct,
    Trait,
    Type,
    Union,
    Use,
    /// Nothing that has a place in a surface.
    Other,
}

/// An item.
#[derive(Clone, Debug)]
pub(super) struct SourceItem<'a> {
    pub kind: ItemKind,
    /// The insides of its attributes.
    pub attributes: Vec<&'a str>,
    /// `pub` without a restriction.
    pub public: bool,
    /// Its name; for a call that of the macro, nothing for `impl` and `use`.
    pub name: &'a str,
    /// What stands before its kind: `async`, `const`, `unsafe`.
    pub qualifiers: Vec<&'a str>,
    /// What stands between its name, or its kind if it has none, and its body or end.
    pub head: &'a str,
    /// What is in its braces.
    pub body: &'a str,
}

/// The inner attributes of a text, and its items.
pub(super) fn items(text: &str) -> (Vec<&str>, Vec<SourceItem<'_>>) {
    let (mut cursor, mut inner, mut out) = (Cursor::new(text), Vec::new(), Vec::new());
    while !cursor.is_at_end() {
        let attributes = attributes(&mut cursor, &mut inner);
        if cursor.is_at_end() {
            break;
        }
        let public = visibility(&mut cursor);
        out.push(item(&mut cursor, attributes, public));
    }
    (inner, out)
}

/// The attributes that come next; inner ones go to `inner`.
pub(super) fn attributes<'a>(cursor: &mut Cursor<'a>, inner: &mut Vec<&'a str>) -> Vec<&'a str> {
    let mut out = Vec::new();
    while cursor.eat("#") {
        match cursor.eat("!") {
            true => inner.push(cursor.group()),
            false => out.push(cursor.group()),
        }
    }
    out
}

/// Goes over `pub` and `pub(…)`; whether everybody sees what follows.
pub(super) fn visibility(cursor: &mut Cursor<'_>) -> bool {
    if cursor.peek_word() != "pub" {
        return false;
    }
    cursor.word();
    let restricted = cursor.rest().starts_with('(');
    if restricted {
        cursor.group();
    }
    !restricted
}

fn item<'a>(cursor: &mut Cursor<'a>, attributes: Vec<&'a str>, public: bool) -> SourceItem<'a> {
    let mut item = SourceItem {
        kind: ItemKind::Other,
        attributes,
        public,
        name: "",
        qualifiers: qualifiers(cursor),
        head: "",
        body: "",
    };
    let word = cursor.peek_word();
    item.kind = match word {
        "const" => ItemKind::Const,
        "enum" => ItemKind::Enum,
        "fn" => ItemKind::Function,
        "impl" => ItemKind::Impl,
        "macro_rules" => ItemKind::MacroRules,
        "mod" => ItemKind::Module,
        "static" => ItemKind::Static,
        "struct" => ItemKind::Struct,
        "trait" => ItemKind::Trait,
        "type" => ItemKind::Type,
        "union" if !is_called(*cursor) => ItemKind::Union,
        "use" => ItemKind::Use,
        _ => return call(cursor, item),
    };
    cursor.word();
    match item.kind {
        ItemKind::MacroRules => {
            cursor.eat("!");
            item.name = cursor.word();
            item.body = cursor.group();
            cursor.eat(";");
            return item;
        }
        ItemKind::Use | ItemKind::Impl => {}
        _ => item.name = cursor.word(),
    }
    let one_line = matches!(
        item.kind,
        ItemKind::Const | ItemKind::Static | ItemKind::Type | ItemKind::Use
    );
    item.head = cursor.until(if one_line { &[';'] } else { &[';', '{'] });
    if cursor.rest().starts_with('{') {
        item.body = cursor.group();
    } else {
        cursor.eat(";");
    }
    item
}

/// `async`, `unsafe`, `const` and `extern "C"` before what they are about.
fn qualifiers<'a>(cursor: &mut Cursor<'a>) -> Vec<&'a str> {
    let mut out = Vec::new();
    loop {
        let mut ahead = *cursor;
        let word = ahead.word();
        let next = ahead.peek_word();
        let is_one = match word {
            "async" | "unsafe" | "default" | "auto" => true,
            "const" => ["fn", "async", "unsafe", "extern"].contains(&next),
            "extern" => next != "crate",
            _ => false,
        };
        if !is_one {
            return out;
        }
        *cursor = ahead;
        out.push(word);
        if cursor.rest().starts_with('"') {
            cursor.until(&[' ']);
        }
    }
}

/// Whether the word that comes next is the name of a macro.
fn is_called(mut cursor: Cursor<'_>) -> bool {
    cursor.word();
    cursor.rest().starts_with('!')
}

/// `path::name!(…);`, or anything else that ends somewhere.
fn call<'a>(cursor: &mut Cursor<'a>, mut item: SourceItem<'a>) -> SourceItem<'a> {
    let path = cursor.until(&['!', ';', '{', '}']);
    if cursor.eat("!") {
        item.kind = ItemKind::MacroCall;
        item.name = path.rsplit("::").next().unwrap_or(path).trim();
        item.body = cursor.group();
        cursor.eat(";");
    } else if cursor.rest().starts_with(['{', '}']) {
        cursor.group();
    } else {
        cursor.eat(";");
    }
    item
}
