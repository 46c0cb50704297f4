//! Names put together: a word that ends one name and begins the next is written once, and no name is longer than people like to read.
//!
//! In: names in the form of types. Out: one of them. Must not know what they are the names of.

use super::identifiers as names;
use super::words::{is_said, join};

/// A name that is put together has no more characters.
const LONGEST: usize = 60;

/// Words that link others, so no name begins with them.
const LINKS: [&str; 16] = [
    "A", "And", "As", "At", "By", "For", "From", "In", "Is", "Not", "Of", "On", "Or", "The", "To", "With",
];

/// Whether a word only links others.
pub(super) fn is_link(word: &str) -> bool {
    LINKS.iter().any(|link| link.eq_ignore_ascii_case(word))
}

/// Names one behind the other; one that is said already is left out.
pub(super) fn once<N: AsRef<str>>(all: &[N]) -> String {
    put_together(all, is_said)
}

/// The same, but `Rules` with `Rule` is `RulesRule`.
pub(super) fn once_exactly<N: AsRef<str>>(all: &[N]) -> String {
    put_together(all, repeats)
}

fn put_together<N: AsRef<str>>(all: &[N], is_said: impl Fn(&str, &str) -> bool) -> String {
    let add = |whole: String, name: &str| match is_said(&whole, name) {
        true => whole,
        false => join(&whole, name),
    };
    all.iter().map(AsRef::as_ref).fold(String::new(), add)
}

/// Whether a name ends in exactly these words.
pub(super) fn repeats(name: &str, end: &str) -> bool {
    let (name, end) = (names::words(name), names::words(end));
    !end.is_empty() && name.ends_with(&end)
}

/// Whether a name is longer than people like to read.
pub(in crate::lower) fn is_long(name: &str) -> bool {
    name.chars().count() > LONGEST
}

/// A name that is too long without its first words: what it ends in says what it is.
pub(in crate::lower) fn fit(name: String) -> String {
    let mut left = name.chars().count();
    if !is_long(&name) {
        return name;
    }
    let starts: Vec<usize> = name.match_indices(char::is_uppercase).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([name.len()]);
    for (start, end) in starts.iter().zip(ends) {
        let word = &name[*start..end];
        if left <= LONGEST && !is_link(word) {
            return name[*start..].to_owned();
        }
        left = left.saturating_sub(word.chars().count());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{fit, once, repeats};

    #[test]
    fn nothing_is_said_twice() {
        assert_eq!(once(&["Search", "Search", "Error"]), "SearchError");
        assert_eq!(once(&["User", "UserId"]), "UserId");
        assert_eq!(once(&["IpLists", "List", "Item"]), "IpListsItem");
        assert!(repeats("FolderStatus", "Status") && !repeats("FolderStatuses", "Status"));
    }

    #[test]
    fn the_first_words_of_a_long_name_are_left_out() {
        let table = [
            ("ShortName", "ShortName"),
            (
                "EnterpriseConfigurationContentAndSharingIsCollaborationExpirationEnabled",
                "ContentAndSharingIsCollaborationExpirationEnabled",
            ),
            (
                "RadarGetAttacksLayer7SummaryByMitigationProductResponseSummary0",
                "GetAttacksLayer7SummaryByMitigationProductResponseSummary0",
            ),
        ];
        for (name, short) in table {
            assert_eq!(fit(name.to_owned()), short);
        }
        let word = format!("A{}", "a".repeat(70));
        assert_eq!(fit(word.clone()), word, "one word cannot be shortened");
    }
}
