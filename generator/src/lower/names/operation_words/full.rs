//! The whole name of an operation, whatever its group is: the words of its id, or those of its method and path.
//!
//! In: the id and the route. Out: words. Must not look at the group.

use super::super::words::all_alike;
use super::route::Route;
use super::{id, verb_first};

/// A longer name gives way to a shorter one.
pub(super) const LONGEST: usize = 60;

/// How long a name of these words is.
pub(super) fn letters(words: &[String]) -> usize {
    words
        .iter()
        .map(|word| word.chars().count() + 1)
        .sum::<usize>()
        .saturating_sub(1)
}

/// The words of an operation in each form that its names are made of, each worked out once.
pub(in crate::lower::names) struct Wording<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) route: Route<'a>,
    /// The name.
    pub(super) full: Vec<String>,
    /// The words in the order in which the author wrote them.
    pub(super) of_id: Vec<String>,
    /// The same with the number and the version at the end.
    pub(super) with_number: Vec<String>,
}

impl<'a> Wording<'a> {
    /// Reads an id and a route.
    pub(in crate::lower::names) fn new(id: Option<&'a str>, route: Route<'a>) -> Self {
        let of_id = of_id(id, &route);
        Self {
            full: with_verb_first(of_id.clone(), &route),
            of_id,
            with_number: or_of_place(id.and_then(|id| id::words_in_full(id, &route)), &route),
            id,
            route,
        }
    }

    /// What the operation is grouped by if it has no tag.
    pub(in crate::lower::names) fn group(&self) -> Option<Vec<String>> {
        self.route.group()
    }
}

/// The words of an operation's name.
pub(in crate::lower::names) fn words(id: Option<&str>, route: &Route) -> Vec<String> {
    with_verb_first(of_id(id, route), route)
}

fn with_verb_first(of_id: Vec<String>, route: &Route) -> Vec<String> {
    once(verb_first::with_verb(verb_first::verb_first(of_id, route), route))
}

fn of_id(id: Option<&str>, route: &Route) -> Vec<String> {
    or_of_place(id.and_then(|id| id::words(id, route)), route)
}

fn or_of_place(words: Option<Vec<String>>, route: &Route) -> Vec<String> {
    let of_place = route.words();
    let Some(words) = words else {
        return of_place;
    };
    let words = verb_first::with_verb(words, route);
    let long = letters(&words);
    if long > LONGEST && letters(&of_place) < long {
        of_place
    } else {
        words
    }
}

/// `accounts list accounts` says `accounts` once, and `delete delete template` says `delete` once.
fn once(mut words: Vec<String>) -> Vec<String> {
    words.dedup();
    let longest = words.len().saturating_sub(1) / 2;
    for count in (1..=longest).rev() {
        let tail = words.len() - count;
        let Some(start) = tail.checked_sub(count + 1) else {
            continue;
        };
        if all_alike(&words[start..tail - 1], &words[tail..]) {
            return [&words[..start], &words[tail - 1..]].concat();
        }
    }
    words
}
