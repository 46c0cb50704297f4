//! How somebody asks for pages, by the names of parameters and fields: in `[paging]`, or as `x-client-paging` of a document.

use serde_json::{Map, Value};

use super::entry::Entry;

/// `[paging]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagingRules {
    /// Whether pages are inferred where nobody asks for them.
    pub infer: bool,
    /// What is asked for, by paths. The first rule that fits an operation counts.
    pub lists: Vec<PagingRule>,
}

impl Default for PagingRules {
    fn default() -> Self {
        Self {
            infer: true,
            lists: Vec::new(),
        }
    }
}

/// How lists below some paths are paged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagingRule {
    /// Globs over paths.
    pub paths: Vec<Entry>,
    /// What is asked for.
    pub wish: PagingWish,
}

/// What the fields and parameters of paging are called. A name may lead into an object, `meta.next`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagingWish {
    /// What turns the pages.
    pub by: PagingBy,
    /// The list; if not given, the response itself, or the only list in it.
    pub items: Option<String>,
    /// The boolean that says that there is more.
    pub more: Option<String>,
    /// The boolean that says that there is no more.
    pub last: Option<String>,
    /// The number of all items.
    pub total: Option<String>,
}

/// By what the next page is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagingBy {
    /// A cursor of the response goes into the request.
    Cursor {
        /// Its name in the request.
        cursor: String,
        /// Its name in the response.
        next: String,
        /// What the request loses with the first cursor.
        first: Option<String>,
        /// Whether an empty cursor is a cursor; if not said, it ends the list, but nothing relies on that.
        allows_empty: Option<bool>,
    },
    /// The field of the response that holds the URL of the next page.
    NextUrl(String),
    /// The `Link` header.
    LinkHeader,
    /// A parameter that counts pages.
    Page {
        /// Its name.
        parameter: String,
        /// The number of the first page.
        first: u64,
        /// The number of pages, in the response.
        pages: Option<String>,
    },
    /// A parameter that counts items.
    Offset {
        /// Its name.
        parameter: String,
        /// The offset of the first item.
        first: u64,
    },
}

impl PagingWish {
    /// What such keys ask for, or what is wrong with them.
    pub fn read(keys: &Map<String, Value>) -> Result<Self, String> {
        let keys = PagingKeys(keys);
        let (name, by) = keys.by()?;
        // What only some ways of paging have.
        for (key, ways) in [
            ("next", &["cursor"][..]),
            ("empty-cursors", &["cursor"]),
            ("first", &["cursor", "page", "offset"]),
            ("pages", &["page"]),
        ] {
            if keys.has(key) && !ways.contains(&name) {
                return Err(format!("cannot combine `{key}` with `{name}`"));
            }
        }
        let (more, last) = (keys.text("more")?, keys.text("last")?);
        if more.is_some() && last.is_some() {
            return Err("has both `more` and `last`: one of them ends the list".to_owned());
        }
        Ok(Self {
            by,
            items: keys.text("items")?,
            more,
            last,
            total: keys.text("total")?,
        })
    }
}

struct PagingKeys<'a>(&'a Map<String, Value>);

impl PagingKeys<'_> {
    /// By what the next page is asked for, and the key that says so.
    fn by(&self) -> Result<(&'static str, PagingBy), String> {
        let ways = ["cursor", "next-url", "link-header", "page", "offset"];
        let mut given = ways.into_iter().filter(|key| self.has(key));
        let name = given.next().unwrap_or("cursor");
        if let Some(other) = given.next() {
            return Err(format!(
                "asks for pages by `{name}` and by `{other}`: remove one of them"
            ));
        }
        let given = self.text_or(name, "cursor");
        let by = match name {
            "next-url" => PagingBy::NextUrl(given?),
            "link-header" => match self.flag(name)? {
                Some(true) => PagingBy::LinkHeader,
                _ => return Err("has `link-header: false`, which asks for nothing".to_owned()),
            },
            "page" => PagingBy::Page {
                parameter: given?,
                first: self.number("first", 1)?,
                pages: self.text("pages")?,
            },
            "offset" => PagingBy::Offset {
                parameter: given?,
                first: self.number("first", 0)?,
            },
            _ => PagingBy::Cursor {
                cursor: given?,
                next: self.text_or("next", "nextCursor")?,
                first: self.text("first")?,
                allows_empty: self.flag("empty-cursors")?,
            },
        };
        Ok((name, by))
    }

    fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    fn text(&self, key: &str) -> Result<Option<String>, String> {
        match self.0.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(format!("requires a string for `{key}`")),
        }
    }

    fn text_or(&self, key: &str, default: &str) -> Result<String, String> {
        Ok(self.text(key)?.unwrap_or_else(|| default.to_owned()))
    }

    fn flag(&self, key: &str) -> Result<Option<bool>, String> {
        match self.0.get(key) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(format!("requires `true` or `false` for `{key}`")),
        }
    }

    fn number(&self, key: &str, default: u64) -> Result<u64, String> {
        match self.0.get(key) {
            None => Ok(default),
            Some(value) => value.as_u64().ok_or_else(|| format!("requires an integer for `{key}`")),
        }
    }
}
