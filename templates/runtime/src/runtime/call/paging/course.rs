use std::fmt;

use super::arrived::Around;
use super::next_page::NextPage;
use super::page_facts::PageFacts;
use super::place::given;
use crate::runtime::guard::LoopGuard;

/// The way through a list: from what a page says to the cursor of the next one. It knows no types of operations, so it
/// is compiled once.
pub(super) struct Course {
    how: NextPage,
    empty_cursors: bool,
    guard: LoopGuard,
    /// The number by which the page is asked for; `None` if it is not a number.
    number: Option<u64>,
    /// How many items were on the pages so far, if the first of them was the first of the list.
    seen: Option<u64>,
    /// The digest of the page before.
    digest: Option<u64>,
    total: Option<u64>,
}

/// Why a list cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Astray {
    CursorRepeated,
    PageRepeated,
    NoNumber,
    NoPage,
}

impl Course {
    /// Starts at the page of this cursor, or at what a request without one asks for: its path and query.
    pub(super) fn new(how: NextPage, empty_cursors: bool, cursor: Option<&str>, target: impl Fn() -> String) -> Self {
        let number = how.number().and_then(|(parameter, first)| match cursor {
            Some(cursor) => cursor.parse().ok(),
            None => given(&target(), parameter).map_or(Some(first), |number| number.parse().ok()),
        });
        let is_first = how.number().is_some_and(|(_, first)| number == Some(first));
        Self {
            how,
            empty_cursors,
            guard: LoopGuard::starting_at(cursor),
            number,
            seen: is_first.then_some(0),
            digest: None,
            total: None,
        }
    }

    /// Whether it can be followed from where it starts.
    pub(super) fn check(&self) -> Result<(), Astray> {
        match self.how.number() {
            Some(_) if self.number.is_none() => Err(Astray::NoNumber),
            _ => Ok(()),
        }
    }

    /// The number of items in the whole list, as the last page has it.
    pub(super) fn total(&self) -> Option<u64> {
        self.total
    }

    /// The cursor of the page after this one; `None` if it is the last.
    pub(super) fn next(&mut self, facts: PageFacts, around: Around) -> Result<Option<String>, Astray> {
        self.total = facts.total.or(self.total);
        let next = match self.how {
            _ if facts.is_last => None,
            NextPage::Cursor | NextPage::Token(_) | NextPage::Url => facts.next,
            NextPage::Link => around.next,
            NextPage::Number { first, .. } => return self.count(&facts, around.digest, first, 1),
            NextPage::Offset { first, .. } => {
                let items = u64::try_from(facts.items).unwrap_or(u64::MAX);
                return self.count(&facts, around.digest, first, items);
            }
        };
        let next = next.filter(|cursor| self.empty_cursors || !cursor.is_empty());
        match next.as_deref().is_some_and(|cursor| self.guard.is_repeated(cursor)) {
            true => Err(Astray::CursorRepeated),
            false => Ok(next),
        }
    }

    /// The next number, which is so many steps away. A list whose end no page announces ends at a page without items.
    fn count(&mut self, facts: &PageFacts, digest: u64, first: u64, step: u64) -> Result<Option<String>, Astray> {
        let Some(number) = self.number.filter(|_| facts.items > 0) else {
            return Ok(None);
        };
        if self.digest.replace(digest) == Some(digest) {
            return Err(Astray::PageRepeated);
        }
        let next = number.saturating_add(step);
        self.number = Some(next);
        let items = u64::try_from(facts.items).unwrap_or(u64::MAX);
        self.seen = self.seen.map(|seen| seen.saturating_add(items));
        let passed = next.saturating_sub(first);
        let (items, pages) = match self.how {
            NextPage::Offset { .. } => (Some(passed), None),
            _ => (self.seen, Some(passed)),
        };
        let is_over =
            |passed: Option<u64>, all: Option<u64>| passed.zip(all).is_some_and(|(passed, all)| passed >= all);
        let is_last = is_over(items, facts.total) || is_over(pages, facts.pages);
        Ok((!is_last).then(|| next.to_string()))
    }
}

impl fmt::Display for Astray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CursorRepeated => "the service gave the cursor of an earlier page again, so the list would never end",
            Self::PageRepeated => "the service sent the same page again, so the list would never end",
            Self::NoNumber => "the cursor to start from is not a number",
            Self::NoPage => {
                "the service responded without a page, because the caller has it (`304 Not Modified`); `pages` returns this response"
            }
        })
    }
}

impl std::error::Error for Astray {}
