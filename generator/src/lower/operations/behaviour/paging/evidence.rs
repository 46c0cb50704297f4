//! What an operation has that looks like paging: parameters, fields and links, by the tables of names.

use super::lists;
use super::names::{self, CursorNames, has, letters};
use super::page::{Entry, Page, is_integer};
use super::schema;
use crate::lower::drafts::OperationDraft;
use crate::lower::operations::known::Known;
use crate::lower::types::resolve::Types;
use crate::plan::{Home, Parameter, Presence, Type};
use crate::schemas::Graph;

/// Why an operation that looks like a list in pages is in doubt; `None` if it does not look like one.
pub(super) type PagingDoubt = Option<String>;

/// How deep fields are looked for: in an object of an object of the response.
const DEPTH: usize = 2;

/// An operation, and all that its response holds.
pub(super) struct Evidence<'a, 'd> {
    graph: &'a Graph<'d>,
    pub draft: &'a OperationDraft<'a>,
    page: Page<'a>,
    fields: Vec<Entry<'a>>,
}

impl Entry<'_> {
    /// Whether it stands where responses talk about the list.
    fn is_about_list(&self) -> bool {
        let tables = [names::CONTAINERS, names::LINKS, names::NEXTS];
        let is_known = |name: &&str| tables.iter().any(|table| has(table, name));
        self.containers().iter().all(is_known)
    }

    fn is(&self, table: &[&str]) -> bool {
        has(table, self.leaf()) && self.is_about_list()
    }

    /// Whether its description has a phrase of a table.
    fn says(&self, table: &[&str]) -> bool {
        names::says(table, self.found.field.docs.description.as_deref())
    }
}

impl<'a, 'd> Evidence<'a, 'd> {
    pub(super) fn of(types: &'a Types<'a, 'd>, draft: &'a OperationDraft<'a>, known: Known<'a>) -> Option<Self> {
        let page = Page::of(&draft.output, known)?;
        Some(Self {
            graph: types.graph,
            draft,
            page,
            fields: page.all(DEPTH),
        })
    }

    /// Whether it only reads.
    pub(super) fn is_get(&self) -> bool {
        self.draft.method.call.spec.method.key() == "get"
    }

    /// Parameters that may take a cursor, each with its row of names and whether it is an integer.
    pub(super) fn cursors(&self) -> Vec<(&'a str, &'static CursorNames, bool)> {
        let row = names::cursor;
        let query = self.query().filter(|one| !one.required);
        let query = query.map(|one| (one.wire.as_str(), &one.ty));
        let body = self
            .draft
            .body
            .iter()
            .flat_map(|body| &body.fields)
            .map(|one| &one.field);
        let body = body.filter(|field| field.presence == Presence::Optional && field.ty == Type::Text);
        let all = query.chain(body.map(|field| (field.wire(), &field.ty)));
        let fits = all.filter(|(_, ty)| **ty == Type::Text || is_integer(ty));
        fits.filter_map(|(wire, ty)| Some((wire, row(wire)?, is_integer(ty))))
            .collect()
    }

    /// Parameters that may count items or pages.
    pub(super) fn numbers(&self) -> Vec<&'a Parameter> {
        let is_number = |ty: &Type| is_integer(ty) || matches!(ty, Type::F64 | Type::Number);
        let all = self.query().filter(|one| is_number(&one.ty));
        all.filter(|one| names::counts(&one.wire)).collect()
    }

    pub(super) fn has_size(&self) -> bool {
        self.query().any(|one| has(names::SIZES, &one.wire))
    }

    /// The parameters of the query, without deprecated ones that another has replaced.
    fn query(&self) -> impl Iterator<Item = &'a Parameter> + use<'a> {
        let query = self.draft.parameters.iter().filter(|one| one.home == Home::Query);
        let is_replaced = query.clone().any(|one| !one.docs.deprecated && names::turns(&one.wire));
        query.filter(move |one| !(is_replaced && one.docs.deprecated))
    }

    /// The smallest value of a parameter.
    pub(super) fn minimum(&self, wire: &str) -> Option<u64> {
        let mut parameters = self.draft.method.call.spec.parameters.iter();
        let node = parameters.find(|one| one.name == wire)?.schema?;
        let merged = self.graph.merged(node).ok()?;
        let limit = merged.first(|part| part.number.minimum)?;
        limit.value.as_u64().filter(|_| !limit.exclusive)
    }

    /// The field that holds the cursor for a parameter.
    pub(super) fn next_cursor(&self, row: &CursorNames, is_integer: bool) -> Option<&Entry<'a>> {
        let fits = |entry: &&Entry<'_>| match is_integer {
            true => entry.found.is_integer(),
            false => entry.found.is_text() && !self.is_url(entry),
        };
        row.response
            .iter()
            .find_map(|name| self.only(|entry| entry.is(&[name]) && fits(&entry)))
    }

    /// The field that holds the URL of the next page.
    pub(super) fn next_url(&self) -> Option<&Entry<'a>> {
        self.only(|entry| {
            let holder = entry.containers().last().copied().unwrap_or_default();
            let is_next = entry.is(names::NEXT_URLS)
                || entry.is(names::NEXTS) && (has(names::LINKS, holder) || self.is_url(entry))
                || entry.is(names::HREFS) && has(names::NEXTS, holder);
            is_next && entry.found.is_text() && !entry.found.is_there
        })
    }

    /// Whether the document has the header with links.
    pub(super) fn has_link_header(&self) -> bool {
        let responses = self.draft.method.call.spec.responses.iter();
        let mut headers = responses
            .filter(|one| one.status.is_success())
            .flat_map(|one| &one.headers);
        headers.any(|header| header.name.eq_ignore_ascii_case("link"))
    }

    /// The flags that end the list: one for more, or one for the last page.
    pub(super) fn flags(&self) -> (Option<String>, Option<String>) {
        let flag = |table: &[&str]| self.only(|entry| entry.is(table) && entry.found.is_flag());
        // One that may be missing would end the list where it is.
        let more = flag(names::MORE).filter(|entry| entry.found.is_there).map(Entry::path);
        let last = flag(names::LAST).filter(|_| more.is_none()).map(Entry::path);
        (more, last)
    }

    /// The number of items in the whole list.
    pub(super) fn total(&self) -> Option<String> {
        let total = self.only(|entry| entry.is(names::TOTALS) && entry.found.is_integer());
        total.filter(|entry| !entry.says(names::OF_A_PAGE)).map(Entry::path)
    }

    /// The number of pages.
    pub(super) fn pages(&self) -> Option<String> {
        let pages = self.only(|entry| entry.is(names::PAGE_COUNTS) && entry.found.is_integer());
        pages.map(Entry::path)
    }

    /// The list of items; `None` if the response is the list.
    pub(super) fn items(&self, needs_list: bool) -> Result<Option<String>, PagingDoubt> {
        if self.page.item().is_some() {
            return Ok(None);
        }
        let doubt = || Some("the response does not have exactly one list".to_owned());
        let list = lists::only(&self.fields).ok_or_else(doubt)?;
        let is_list = has(names::LISTS, list.leaf()) || self.is_called_like_path(list.leaf());
        match is_list || !needs_list {
            true => Ok(Some(list.path())),
            false => Err(Some(format!("nothing says that `{}` is what is listed", list.path()))),
        }
    }

    /// Whether a list is called like what the path leads to.
    fn is_called_like_path(&self, name: &str) -> bool {
        let mut segments = self
            .draft
            .method
            .call
            .spec
            .path
            .rsplit('/')
            .filter(|segment| !segment.is_empty());
        segments.next().is_some_and(|last| letters(last) == letters(name))
    }

    /// Whether the document says that a text is a URL.
    fn is_url(&self, entry: &Entry<'_>) -> bool {
        entry.says(names::URLS)
            || schema::format(self.graph, self.draft.method, &entry.names)
                .is_some_and(|format| format.starts_with("ur"))
    }

    /// The only field that fits.
    fn only(&self, fits: impl Fn(&Entry<'a>) -> bool) -> Option<&Entry<'a>> {
        let mut all = self.fields.iter().filter(|entry| fits(entry));
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }
}
