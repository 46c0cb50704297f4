//! `[paging]`: how lists are paged, by paths.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use toml::Spanned;

use super::checks::error;
use super::select::globs;
use crate::config::{ConfigError, PagingRule, PagingRules, PagingWish};

/// How lists are paged where the documents do not say it.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(rename = "Paging")]
pub(super) struct RawPaging {
    /// Whether pages are inferred from names and types where they leave no doubt; `true` if not given.
    infer: bool,
    /// How lists are paged below some paths. The first entry that fits an operation counts; `x-client-paging` of an operation counts
    /// more, and what is inferred counts less.
    #[schemars(with = "Vec<RawPagedLists>")]
    lists: Vec<Spanned<RawPagedLists>>,
}

impl Default for RawPaging {
    fn default() -> Self {
        Self {
            infer: true,
            lists: Vec::new(),
        }
    }
}

/// How lists below some paths are paged: by one of `cursor`, `next-url`, `link-header`, `page` and `offset`. Names may lead into
/// objects: `meta.next`.
#[derive(Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "PagedLists")]
struct RawPagedLists {
    /// Globs over paths, `["/users/**"]`: `*` stands for a part of a segment, `**` for any segments.
    #[serde(skip_serializing)]
    #[schemars(with = "Vec<String>", length(min = 1))]
    paths: Vec<Spanned<String>>,
    /// The optional text or integer of the request that takes the cursor.
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
    /// With `cursor`: the field of the response that holds the next one, `nextCursor` if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    /// With `cursor`: whether an empty cursor is a cursor. If not, it ends the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    empty_cursors: Option<bool>,
    /// The field of the response that holds the URL of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<String>,
    /// `true` if the `Link` header holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    link_header: Option<bool>,
    /// The parameter that counts pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    /// With `page`: the field of the response that holds the number of pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<String>,
    /// The parameter that counts items.
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<String>,
    /// With `page` and `offset`: the number of the first page, 1 if not given, and the offset of the first item, 0 if not given.
    /// With `cursor`: what only the first request has.
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<First>,
    /// The list in the response. If not given, it is the response itself, `items`, or the only list in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<String>,
    /// The boolean of the response that is true before the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<String>,
    /// The boolean of the response that is true on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<String>,
    /// The field of the response that holds the number of all items.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<String>,
}

/// A number or a name.
#[derive(Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
enum First {
    /// Where counting begins.
    Number(u64),
    /// A parameter or a field of the body.
    Name(String),
}

impl RawPaging {
    pub(super) fn rules(self) -> Result<PagingRules, ConfigError> {
        let Self { infer, lists } = self;
        let lists = lists.into_iter().map(rule).collect::<Result<_, _>>()?;
        Ok(PagingRules { infer, lists })
    }
}

fn rule(lists: Spanned<RawPagedLists>) -> Result<PagingRule, ConfigError> {
    let help = "write how the lists are paged: by one of `cursor`, `next-url`, `link-header`, `page` and `offset`";
    let fault = |message: String| error(format!("this entry {message}"), &lists, help);
    let keys = match serde_json::to_value(lists.get_ref()) {
        Ok(Value::Object(keys)) => keys,
        _ => return Err(fault("cannot be read".to_owned())),
    };
    let wish = PagingWish::read(&keys).map_err(fault)?;
    if lists.get_ref().paths.is_empty() {
        return Err(fault("names no `paths`".to_owned()));
    }
    Ok(PagingRule {
        paths: globs(lists.into_inner().paths)?,
        wish,
    })
}
