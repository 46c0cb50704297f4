//! A file of Rust → what it defines, what it imports, and the paths in its code.

use std::collections::BTreeSet;

use crate::tokens::{Token, tokens};

/// What one file says. Modules within it count as the file.
#[derive(Debug, Default)]
pub(crate) struct Module {
    pub(crate) items: BTreeSet<String>,
    /// Macros that are known at the root of the crate.
    pub(crate) macros: BTreeSet<String>,
    pub(crate) uses: Vec<Use>,
    /// Paths outside of imports, of one word or more.
    pub(crate) paths: BTreeSet<Vec<String>>,
}

/// One name that is imported.
#[derive(Debug)]
pub(crate) struct Use {
    pub(crate) path: Vec<String>,
    /// What it is called here; `None` for everything in a module.
    pub(crate) name: Option<String>,
    /// Whether it is imported for others: the file itself need not use it.
    pub(crate) is_for_others: bool,
}

/// Words before the name of an item.
const DEFINING: [&str; 9] = [
    "fn",
    "struct",
    "enum",
    "trait",
    "type",
    "const",
    "static",
    "union",
    "macro_rules",
];

pub(crate) fn module(text: &str) -> Module {
    let tokens = tokens(text);
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        braces: 0,
        inner: Vec::new(),
        out: Module::default(),
    };
    reader.read();
    reader.out
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    braces: usize,
    /// The number of braces at which each module within the file began.
    inner: Vec<usize>,
    out: Module,
}

impl Reader<'_> {
    fn read(&mut self) {
        while let Some(token) = self.tokens.get(self.at) {
            match token {
                Token::Sign('{') => self.braces += 1,
                Token::Sign('}') => {
                    self.braces = self.braces.saturating_sub(1);
                    self.inner.pop_if(|began| *began == self.braces);
                }
                Token::Word(word) if word == "use" && !self.is_in_path() => {
                    self.import();
                    continue;
                }
                Token::Word(word) if word == "mod" && self.sign(2, '{') => {
                    self.inner.push(self.braces);
                }
                Token::Word(word) => {
                    self.define(word);
                    if !self.is_in_path() {
                        self.path();
                    }
                }
                Token::Colons | Token::Sign(_) | Token::Exported => {}
            }
            self.at += 1;
        }
    }

    fn sign(&self, ahead: usize, sign: char) -> bool {
        self.tokens
            .get(self.at + ahead)
            .is_some_and(|token| token.is_sign(sign))
    }

    fn before(&self, back: usize) -> Option<&Token> {
        self.tokens.get(self.at.checked_sub(back)?)
    }

    /// Whether the word goes on with a path, or is a field or a method.
    fn is_in_path(&self) -> bool {
        self.before(1)
            .is_some_and(|token| *token == Token::Colons || token.is_sign('.'))
    }

    fn define(&mut self, word: &str) {
        let is_here = self.braces == self.inner.len();
        if !is_here || !DEFINING.contains(&word) {
            return;
        }
        let is_macro = word == "macro_rules";
        let name = self
            .tokens
            .get(self.at + if is_macro { 2 } else { 1 })
            .and_then(Token::word);
        if let Some(name) = name {
            self.out.items.insert(name.to_owned());
            if is_macro && self.before(1) == Some(&Token::Exported) {
                self.out.macros.insert(name.to_owned());
            }
        }
    }

    fn path(&mut self) {
        let mut path = Vec::new();
        let mut at = self.at;
        while let Some(word) = self.tokens.get(at).and_then(Token::word) {
            path.push(word.to_owned());
            match self.tokens.get(at + 1) {
                Some(Token::Colons) => at += 2,
                _ => break,
            }
        }
        let path = self.of_file(path);
        self.out.paths.insert(path);
    }

    /// The parent of a module within the file is the file.
    fn of_file(&self, mut path: Vec<String>) -> Vec<String> {
        for _ in &self.inner {
            if path.first().is_some_and(|word| word == "super") {
                path.remove(0);
            }
        }
        path
    }

    /// `use a::{b, c as d, e::*};`, up to the semicolon.
    fn import(&mut self) {
        let is_for_others = self
            .before(1)
            .is_some_and(|token| token.word() == Some("pub") || token.is_sign(')'));
        self.at += 1;
        self.tree(&[], is_for_others);
    }

    fn tree(&mut self, prefix: &[String], is_for_others: bool) {
        let mut path = prefix.to_vec();
        loop {
            match self.tokens.get(self.at) {
                Some(Token::Sign('{')) => {
                    self.at += 1;
                    while self.at < self.tokens.len() && !self.sign(0, '}') {
                        self.tree(&path, is_for_others);
                        // A comma; in a macro, anything.
                        self.at += usize::from(!self.sign(0, '}'));
                    }
                    self.at += 1;
                    return;
                }
                Some(Token::Sign('*')) => {
                    self.at += 1;
                    return self.found(path, None, is_for_others);
                }
                Some(Token::Word(word)) if word == "as" => {
                    let name = self.tokens.get(self.at + 1).and_then(Token::word).map(str::to_owned);
                    self.at += 2;
                    return self.found(path, name, is_for_others);
                }
                Some(Token::Word(word)) => {
                    path.push(word.clone());
                    self.at += 1;
                }
                Some(Token::Colons) => self.at += 1,
                Some(Token::Sign(_) | Token::Exported) | None => {
                    if path.last().is_some_and(|word| word == "self") && path.len() > 1 {
                        path.pop();
                    }
                    let name = path.last().cloned();
                    return self.found(path, name, is_for_others);
                }
            }
        }
    }

    fn found(&mut self, path: Vec<String>, name: Option<String>, is_for_others: bool) {
        let path = self.of_file(path);
        self.out.uses.push(Use {
            path,
            name,
            is_for_others,
        });
    }
}
