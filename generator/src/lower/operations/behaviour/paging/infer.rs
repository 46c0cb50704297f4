//! Pages that nobody asks for, where names and types leave no doubt.
//!
//! In: an operation. Out: what to ask for, and why; or why it looks like a list in pages and is in doubt. A number that is counted up
//! skips items or never ends if it is misunderstood, so where it begins must be known, and what is a list.

use super::evidence::{Evidence, PagingDoubt};
use super::names::{self, CursorNames, has};
use crate::config::{PagingBy as By, PagingWish as Wish};
use crate::lower::drafts::OperationDraft;
use crate::lower::operations::known::Known;
use crate::lower::types::resolve::Types;
use crate::plan::Parameter;

/// How pages may be asked for, and why.
struct Guess {
    by: By,
    reason: String,
    /// Whether it is in doubt that the response is a list at all.
    needs_list: bool,
    /// Whether the response says where the list ends.
    has_end: bool,
}

/// What to ask for, and why.
pub(super) fn infer(types: &Types, draft: &OperationDraft, known: Known<'_>) -> Result<(Wish, String), PagingDoubt> {
    let evidence = Evidence::of(types, draft, known).ok_or(None)?;
    let guess = match turned(&evidence) {
        Ok(guess) if guess.has_end => guess,
        // A link needs no parameter, and where there is none the list has ended.
        turned => match link(&evidence) {
            Some(link) => link,
            None => turned?,
        },
    };
    let Guess {
        by, reason, needs_list, ..
    } = guess;
    let items = evidence.items(needs_list)?;
    let reason = match &items {
        Some(items) => format!("{reason}; the list is `{items}`"),
        None => format!("{reason}; the response is the list"),
    };
    let ((more, last), total) = (evidence.flags(), evidence.total());
    let wish = Wish {
        by,
        items,
        more,
        last,
        total,
    };
    Ok((wish, reason))
}

/// By the one parameter that turns pages.
fn turned(evidence: &Evidence<'_, '_>) -> Result<Guess, PagingDoubt> {
    let cursors = evidence.cursors();
    let paired = cursors.iter().filter_map(|(wire, row, is_integer)| {
        let next = evidence.next_cursor(row, *is_integer)?;
        Some((*wire, *row, next))
    });
    let paired: Vec<_> = paired.collect();
    let numbers = match evidence.is_get() {
        true => evidence.numbers(),
        false => Vec::new(),
    };
    match (&paired[..], &numbers[..]) {
        ([(wire, _, next)], []) => {
            if next.found.is_there && evidence.flags() == (None, None) {
                return Err(Some(format!(
                    "`{}` is always there, and nothing else ends the list",
                    next.path()
                )));
            }
            let (cursor, next) = ((*wire).to_owned(), next.path());
            Ok(Guess {
                reason: format!("the request takes `{cursor}` and the response gives `{next}`"),
                by: By::Cursor {
                    cursor,
                    next,
                    first: None,
                    allows_empty: None,
                },
                needs_list: false,
                has_end: true,
            })
        }
        ([], [number]) => counted(evidence, number),
        ([], []) => Err(cursors.first().map(|(wire, row, _)| unpaired(wire, row))),
        (paired, numbers) => {
            let cursors = paired.iter().map(|(wire, ..)| *wire);
            let all = cursors.chain(numbers.iter().map(|number| number.wire.as_str()));
            let all: Vec<String> = all.map(|wire| format!("`{wire}`")).collect();
            Err(Some(format!("{} turn pages", all.join(" and "))))
        }
    }
}

fn unpaired(wire: &str, row: &CursorNames) -> String {
    let known = row.response.join(", ");
    format!("the request takes `{wire}`, but the response has no optional text like it ({known})")
}

/// By a number that grows.
fn counted(evidence: &Evidence<'_, '_>, number: &Parameter) -> Result<Guess, PagingDoubt> {
    let wire = number.wire.as_str();
    let first = match names::is_offset(wire) {
        true => from_zero(evidence, number)?,
        false => beginning(evidence, number)?,
    };
    let (pages, total) = (evidence.pages(), evidence.total());
    let is_page = has(names::PAGES, wire);
    let is_ended = total.is_some() || is_page && pages.is_some() || evidence.flags() != (None, None);
    if !is_ended && !evidence.has_size() {
        return Err(Some(format!("nothing but `{wire}` looks like pages")));
    }
    let what = if is_page { "pages" } else { "items" };
    let end = match is_ended {
        true => "the response says where they end",
        false => "they end where a page is empty",
    };
    let parameter = wire.to_owned();
    Ok(Guess {
        by: match is_page {
            true => By::Page {
                parameter,
                first,
                pages,
            },
            false => By::Offset { parameter, first },
        },
        reason: format!("`{wire}` counts {what} from {first}, and {end}"),
        needs_list: !is_ended,
        has_end: is_ended,
    })
}

/// An offset begins with zero, unless the document says something else.
fn from_zero(evidence: &Evidence<'_, '_>, number: &Parameter) -> Result<u64, PagingDoubt> {
    let default = number.docs.default.as_deref().unwrap_or("0");
    match default.parse::<f64>() == Ok(0.0) && evidence.minimum(&number.wire).unwrap_or_default() == 0 {
        true => Ok(0),
        false => Err(Some(format!("`{}` does not count from 0", number.wire))),
    }
}

/// Pages are counted from zero or from one: by the default, by the smallest value, or in words.
fn beginning(evidence: &Evidence<'_, '_>, number: &Parameter) -> Result<u64, PagingDoubt> {
    let doubt = || Some(format!("`{}` counts from 0 or from 1: nothing says which", number.wire));
    if let Some(default) = &number.docs.default {
        let first = [0_u8, 1]
            .into_iter()
            .find(|first| default.parse() == Ok(f64::from(*first)));
        return first.map(u64::from).ok_or_else(doubt);
    }
    let says = |table: &[&str]| names::says(table, number.docs.description.as_deref());
    match (
        evidence.minimum(&number.wire),
        says(names::FROM_ZERO),
        says(names::FROM_ONE),
    ) {
        // A minimum of 0 is often written where 0 means 1.
        (None | Some(0), true, false) => Ok(0),
        (None | Some(1), false, true) | (Some(1), false, false) => Ok(1),
        _ => Err(doubt()),
    }
}

/// By a link to the next page.
fn link(evidence: &Evidence<'_, '_>) -> Option<Guess> {
    if !evidence.is_get() {
        return None;
    }
    let (by, reason) = match evidence.next_url() {
        Some(next) => (
            By::NextUrl(next.path()),
            format!("`{}` is the URL of the next page", next.path()),
        ),
        None if evidence.has_link_header() => (By::LinkHeader, "the response has a `Link` header".to_owned()),
        None => return None,
    };
    // Single things have links, too.
    let is_turned = evidence.has_size() || !evidence.numbers().is_empty() || !evidence.cursors().is_empty();
    Some(Guess {
        by,
        reason,
        needs_list: !is_turned,
        has_end: true,
    })
}
