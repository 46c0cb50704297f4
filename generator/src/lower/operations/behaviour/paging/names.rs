//! What parameters and fields of paging are called: the only place that guesses from names.
//!
//! Names are compared by their letters and digits: `page[after]`, `pageAfter` and `page_after` are the same.

/// A parameter that takes a cursor, and the fields that a response gives the next one in.
pub(super) struct CursorNames {
    pub request: &'static [&'static str],
    pub response: &'static [&'static str],
}

/// The first row that has the parameter counts. Within a row, a field that comes earlier counts more.
pub(super) const CURSORS: &[CursorNames] = &[
    CursorNames {
        request: &["cursor", "pagecursor", "startcursor", "nextcursor"],
        response: &["nextcursor", "nextpagecursor", "endcursor", "cursor"],
    },
    CursorNames {
        request: &["pagetoken", "nextpagetoken", "nexttoken", "paginationtoken"],
        response: &["nextpagetoken", "nexttoken", "paginationtoken", "nextpage"],
    },
    CursorNames {
        request: &["marker", "nextmarker"],
        response: &["nextmarker"],
    },
    CursorNames {
        request: &["continuationtoken", "continuation", "continue"],
        response: &["nextcontinuationtoken", "continuationtoken", "continuation", "continue"],
    },
    CursorNames {
        request: &["iterator"],
        response: &["nextiterator", "iterator"],
    },
    CursorNames {
        request: &["bookmark"],
        response: &["nextbookmark", "bookmark"],
    },
    CursorNames {
        request: &["after", "pageafter", "startingafter", "startafter"],
        response: &["nextcursor", "endcursor", "nextafter", "after"],
    },
];

/// Parameters that count items from zero.
const OFFSETS: &[&str] = &["offset", "skip", "startat"];
/// One that is compared as it is written: `pageOffset` often counts pages.
const PAGE_OFFSET: &str = "page[offset]";
/// Parameters that count items, from zero or from one: the document must say which.
const INDEXES: &[&str] = &["startindex"];
/// Parameters that count pages, from zero or from one: the document must say which.
pub(super) const PAGES: &[&str] = &["page", "pagenumber", "pagenum", "pageno", "pageindex", "currentpage"];
/// Parameters that limit the items of a page.
pub(super) const SIZES: &[&str] = &[
    "count",
    "itemsperpage",
    "limit",
    "maxitems",
    "maxresults",
    "pagelimit",
    "pagesize",
    "perpage",
    "resultsperpage",
    "size",
    "take",
    "top",
];

/// Fields that hold the URL of the next page, by their names alone.
pub(super) const NEXT_URLS: &[&str] = &[
    "nexturl",
    "nextlink",
    "nexthref",
    "nextpageurl",
    "nextpagelink",
    "odatanextlink",
];
/// Fields that hold it if they stand among links, or if something else says that they are URLs.
pub(super) const NEXTS: &[&str] = &["next", "nextpage"];
/// Fields that hold it if they stand in an object that is called so.
pub(super) const HREFS: &[&str] = &["href"];
/// Objects of links.
pub(super) const LINKS: &[&str] = &["links", "pagelinks", "paginglinks"];

/// Objects that say something about the list.
pub(super) const CONTAINERS: &[&str] = &[
    "cursor",
    "cursors",
    "data",
    "meta",
    "metadata",
    "page",
    "pageable",
    "pageinfo",
    "pages",
    "pagination",
    "paging",
    "responsemetadata",
    "result",
    "resultinfo",
];

/// Lists of what was asked for, where there are others.
pub(super) const LISTS: &[&str] = &[
    "items", "data", "results", "result", "entries", "values", "value", "records", "content", "elements", "list",
    "rows", "hits", "objects", "nodes",
];
/// Lists that say something about the response.
pub(super) const REMARKS: &[&str] = &[
    "errors",
    "errormessages",
    "messages",
    "warnings",
    "warningmessages",
    "links",
];

/// Flags that are true before the last page.
pub(super) const MORE: &[&str] = &[
    "hasmore",
    "hasnext",
    "hasnextpage",
    "more",
    "istruncated",
    "moreavailable",
];
/// Flags that are true on the last page.
pub(super) const LAST: &[&str] = &["islast", "islastpage", "last", "lastpage", "done"];

/// Numbers of items in the whole list.
pub(super) const TOTALS: &[&str] = &[
    "total",
    "totalcount",
    "totalelements",
    "totalentries",
    "totalitems",
    "totalrecords",
    "totalrecordcount",
    "totalresults",
    "itemstotal",
];
/// Numbers of pages.
pub(super) const PAGE_COUNTS: &[&str] = &[
    "pages",
    "totalpages",
    "pagestotal",
    "pagecount",
    "maxpage",
    "lastpage",
    "numpages",
];

/// Phrases in the description of a number that does not count the items of the whole list.
pub(super) const OF_A_PAGE: &[&str] = &[
    "this page",
    "current page",
    "each page",
    "per page",
    "on the page",
    "in the page",
    "of the page",
    "on a page",
    "in a page",
    "of a page",
    "page size",
    "number of pages",
    "count of pages",
    "how many pages",
    "total pages",
    "page count",
    "returned",
    "this response",
    "in the response",
];
/// Words in the description of a URL.
pub(super) const URLS: &[&str] = &["url", "urls", "uri", "uris", "link", "links", "hyperlink", "href"];
/// Phrases for numbers that begin with zero.
pub(super) const FROM_ZERO: &[&str] = &[
    "zero based",
    "zero indexed",
    "0 based",
    "0 indexed",
    "starts at 0",
    "starts from 0",
    "starting at 0",
    "starting from 0",
    "first page is 0",
];
/// Phrases for numbers that begin with one.
pub(super) const FROM_ONE: &[&str] = &[
    "one based",
    "one indexed",
    "1 based",
    "1 indexed",
    "starts at 1",
    "starts from 1",
    "starting at 1",
    "starting from 1",
    "first page is 1",
];

/// A name as these tables have it.
pub(super) fn letters(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Whether a table has a name.
pub(super) fn has(table: &[&str], name: &str) -> bool {
    table.contains(&letters(name).as_str())
}

/// Whether a description has a phrase of a table, word by word: case and what stands between words do not count.
pub(super) fn says(table: &[&str], description: Option<&str>) -> bool {
    let text = description.unwrap_or_default().to_lowercase();
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    table.iter().any(|phrase| {
        let phrase: Vec<_> = phrase.split(' ').collect();
        words.windows(phrase.len()).any(|some| some == phrase)
    })
}

/// Whether a parameter counts items from zero.
pub(super) fn is_offset(name: &str) -> bool {
    has(OFFSETS, name) || name.eq_ignore_ascii_case(PAGE_OFFSET)
}

/// The row of a parameter that takes a cursor.
pub(super) fn cursor(name: &str) -> Option<&'static CursorNames> {
    CURSORS.iter().find(|row| has(row.request, name))
}

/// Whether a parameter counts items or pages.
pub(super) fn counts(name: &str) -> bool {
    is_offset(name) || has(INDEXES, name) || has(PAGES, name)
}

/// Whether a parameter turns pages.
pub(super) fn turns(name: &str) -> bool {
    cursor(name).is_some() || counts(name)
}

#[cfg(test)]
mod tests {
    use super::{FROM_ONE, FROM_ZERO, OF_A_PAGE, URLS, counts, is_offset, says};

    #[test]
    fn paging_reads_whole_words() {
        for (table, description, expected) in [
            (URLS, "A token used during paging.", false),
            (URLS, "Refreshed hourly.", false),
            (URLS, "The next page's URL.", true),
            (URLS, "Link (if any) to more", true),
            (OF_A_PAGE, "The total over all pages.", false),
            (OF_A_PAGE, "The number of items on this page.", true),
            (OF_A_PAGE, "Total number of pages", true),
            (FROM_ONE, "The port starts at 10.", false),
            (FROM_ONE, "The page, which starts at 1.", true),
            (FROM_ONE, "A One-Based index", true),
            (FROM_ZERO, "A 10-based number", false),
            (FROM_ZERO, "(0-based)", true),
        ] {
            assert_eq!(says(table, Some(description)), expected, "{description}");
        }
        assert!(!says(URLS, None));
    }

    #[test]
    fn paging_by_page_offset_requires_brackets() {
        assert!(is_offset("page[offset]") && counts("page[offset]"));
        assert!(!counts("pageOffset"));
    }
}
