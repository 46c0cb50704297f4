//! A name made of method and path: `GET /users/{id}/posts` is `list user posts`.
//!
//! In: an operation's method and path. Out: words. The rules, in their order:
//!
//! - Segments that only place the API (`api`, `rest`, versions, and the root that nearly all paths share) are no part of a name.
//! - The last word is the verb of an action, `POST /accounts/{id}/follow` is `follow account`: if it is a verb in itself (for `GET` one
//!   of reading, because what reads a follow does not follow, and for `PUT` and `PATCH` only if it cannot be read); if it is what comes
//!   behind a `:`; and for `POST` if it stands behind a parameter, behind a plural or alone, is in the singular, and the document has
//!   neither a way to read it nor single things below it. Nouns that look so are in a table (`verbs`). Of several words the first is
//!   the verb, if it is one in itself: `transfer-ownership` of an account is `transfer account ownership`.
//! - Otherwise the verb is that of the method: `get` for one thing and `list` for many or for an array, `create`, `replace`, `update`, `delete`.
//! - Nouns are the fixed segments, in the singular before a parameter. Parameters are part of a name only if two or more end the path.

use super::super::identifiers as names;
use super::super::words::{all_alike, append, singular};
use super::paths::Paths;
use super::verbs::{is_call, is_many, is_verb, is_verb_of_reading, is_version, may_be_verb, verb_words};
use super::within::is_link;

/// A method and a path, which is read once.
pub(in crate::lower) struct Route<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    pub(super) paths: &'a Paths,
    /// The words of the path, one after the other.
    pub(super) path_words: Vec<String>,
    /// All segments of the path.
    all: Vec<Segment>,
    /// Those that a name is made of: without the ones that only place the API.
    named: Vec<Segment>,
}

/// A segment of a path.
enum Segment {
    Fixed(Vec<String>),
    Hole(Vec<String>),
    /// What comes behind a `:`.
    Verb(Vec<String>),
}

impl Segment {
    fn fixed(&self) -> Option<&Vec<String>> {
        match self {
            Self::Fixed(words) => Some(words),
            Self::Hole(_) | Self::Verb(_) => None,
        }
    }
}

/// Method and path, word for word: no two operations have the same.
pub(in crate::lower) fn spelled_out(method: &str, path: &str) -> Vec<String> {
    std::iter::once(method.to_owned()).chain(names::words(path)).collect()
}

impl<'a> Route<'a> {
    /// Reads a path.
    pub(in crate::lower) fn new(method: &'a str, path: &'a str, paths: &'a Paths) -> Self {
        Self {
            method,
            path,
            paths,
            path_words: names::words(path.trim_matches('/')),
            all: all_segments(path),
            named: without_place(all_segments(paths.below_root(path))),
        }
    }

    /// What the operation is called.
    pub(super) fn words(&self) -> Vec<String> {
        self.phrase_below(0)
    }

    /// The same below the segment that is called like the group; none if no segment is.
    pub(super) fn words_below(&self, group: &[String]) -> Option<Vec<String>> {
        let segments = &self.named;
        // `stub mappings` is the group of `mappings`.
        let is_end =
            |words: &[String]| group.len() >= words.len() && all_alike(words, &group[group.len() - words.len()..]);
        let is_group = |segment: &Segment| segment.fixed().is_some_and(|words| is_end(words));
        let at = segments.iter().position(is_group)?;
        let is_last = !segments[at + 1..]
            .iter()
            .any(|segment| !matches!(segment, Segment::Hole(_)));
        if !is_last {
            return Some(self.phrase_below(at + 1));
        }
        let holes = segments.len() - at - 1;
        let words = segments[at].fixed().filter(|_| self.action().is_none())?;
        let verb = self.verb_of_method(words, holes == 0);
        Some(vec![verb]).filter(|verb| verb[0] != "post")
    }

    /// The words of the action that ends the path, if one does.
    pub(super) fn action(&self) -> Option<Vec<String>> {
        let (last, before) = self.named.split_last()?;
        let words = match last {
            Segment::Verb(words) => return Some(words.clone()),
            Segment::Hole(_) => return None,
            Segment::Fixed(words) => words,
        };
        let is_action = match (self.method, words.as_slice()) {
            ("get", [word]) => is_verb_of_reading(word),
            ("post", [word]) if is_verb(word) => true,
            ("put" | "patch", [word]) => is_verb(word) && !self.paths.is_thing(self.path),
            ("post", [word]) => self.is_place_of_action(before) && may_be_verb(word) && !self.paths.is_thing(self.path),
            ("post", [_, .., last]) => is_call(words) && !(is_many(last) && self.paths.is_thing(self.path)),
            _ => false,
        };
        is_action.then(|| words.clone())
    }

    /// What an operation without a tag is grouped by: the first segment of its path that tells something. None if that is the call itself,
    /// and none in a document with few of them, whose client is easier to read as one list.
    pub(in crate::lower::names) fn group(&self) -> Option<Vec<String>> {
        self.first_noun().filter(|_| self.paths.has_groups())
    }

    /// The first word that tells something, if it is more than the action itself.
    fn first_noun(&self) -> Option<Vec<String>> {
        let segments = &self.named;
        let at = segments.iter().position(|segment| segment.fixed().is_some())?;
        let is_alone = !segments[at + 1..]
            .iter()
            .any(|segment| !matches!(segment, Segment::Hole(_)));
        let words = segments[at].fixed()?;
        let is_call = is_alone && (self.action().is_some() || is_call(words));
        (!is_call).then(|| words.clone())
    }

    /// The verb of the method, if the path is no action: `get` or `list`, `create`, `replace`, `update`, `delete`.
    pub(super) fn verb(&self) -> Option<String> {
        let last = self.named.iter().rev().find_map(Segment::fixed)?;
        let verb = || self.verb_of_method(last, !self.is_of_one());
        self.action().is_none().then(verb)
    }

    /// What the path is about: the last of its words that stay the same.
    pub(super) fn noun(&self) -> Vec<String> {
        let last = self
            .named
            .iter()
            .rev()
            .find_map(Segment::fixed)
            .cloned()
            .unwrap_or_default();
        if self.is_of_one() { one(&last) } else { last }
    }

    /// Whether the path ends in a parameter, which says which one of many is meant.
    pub(super) fn is_of_one(&self) -> bool {
        matches!(self.all.last(), Some(Segment::Hole(_)))
    }

    /// The versions in the path, if it is there in other versions as well.
    pub(super) fn versions(&self) -> Option<Vec<String>> {
        let versions = self.all.iter().filter_map(Segment::fixed);
        let versions = versions.filter(|words| is_version_in_full(words)).flatten().cloned();
        self.paths.has_versions(self.path).then(|| versions.collect())
    }

    /// `by owner and repo`: the parameters that end the path.
    pub(super) fn by_holes(&self) -> Vec<String> {
        by_holes(&self.all)
    }

    /// Whether what the path is about stands below another thing.
    pub(super) fn has_owner(&self) -> bool {
        self.named.iter().filter_map(Segment::fixed).count() > 1
    }

    /// Verb and nouns, without those of the first segments.
    fn phrase_below(&self, from: usize) -> Vec<String> {
        let own = &self.named[from..];
        if let Some(action) = self.action() {
            let until = own.iter().rposition(|segment| !matches!(segment, Segment::Hole(_)));
            let nouns = Nouns::of(&own[..until.unwrap_or(0)]);
            let (verb, about) = action.split_at(verb_words(&action));
            let mut out = verb.to_vec();
            out.extend(nouns.concat_once());
            append(&mut out, about);
            return out;
        }
        let nouns = Nouns::of(own);
        let holes = own.iter().rev().take_while(|segment| segment.fixed().is_none()).count();
        let last = own.iter().rev().find_map(Segment::fixed).cloned().unwrap_or_default();
        let verb = self.verb_of_method(&last, holes == 0);
        let mut nouns = nouns.0;
        if verb == "create"
            && holes == 0
            && let Some(last) = nouns.last_mut()
        {
            *last = one(last);
        }
        if nouns.is_empty() {
            nouns.push(vec!["root".to_owned()]);
        }
        let mut out = vec![verb];
        out.extend(Nouns(nouns).concat_once());
        if holes > 1 || last.is_empty() {
            out.extend(by_holes(own));
        }
        out
    }

    fn verb_of_method(&self, last: &[String], is_fixed: bool) -> String {
        let word = last.last().map(String::as_str).unwrap_or_default();
        let verb = match self.method {
            "get"
                if is_fixed
                    && ((is_many(word) && !last.first().is_some_and(|word| is_link(word)))
                        || self.paths.gives_list(self.path)) =>
            {
                "list"
            }
            "post" if is_fixed && !last.is_empty() => "create",
            "post" if !last.is_empty() => "update",
            "put" => "replace",
            "patch" => "update",
            other => other,
        };
        verb.to_owned()
    }

    /// Whether what follows these segments can be an action: they end in one thing, in many, or there are none.
    fn is_place_of_action(&self, before: &[Segment]) -> bool {
        match before.last() {
            None | Some(Segment::Hole(_)) => true,
            Some(Segment::Fixed(words)) => words.last().is_some_and(|word| is_many(word)),
            Some(Segment::Verb(_)) => false,
        }
    }
}

/// The nouns of a path.
struct Nouns(Vec<Vec<String>>);

impl Nouns {
    /// The fixed segments, in the singular before a parameter.
    fn of(segments: &[Segment]) -> Self {
        let mut out = Vec::new();
        for (index, segment) in segments.iter().enumerate() {
            let Segment::Fixed(words) = segment else { continue };
            let is_owner = matches!(segments.get(index + 1), Some(Segment::Hole(_)));
            out.push(if is_owner { one(words) } else { words.clone() });
        }
        Self(out)
    }

    /// All of them, none said twice.
    fn concat_once(&self) -> Vec<String> {
        let mut all = Vec::new();
        self.0.iter().for_each(|noun| append(&mut all, noun));
        all
    }
}

/// The segments of a path.
fn all_segments(path: &str) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    for segment in path.split('/') {
        let (thing, verb) = match segment.rsplit_once([':', '#']) {
            Some((thing, verb)) if !verb.contains(['{', '}']) => (thing, names::words(verb)),
            _ => (segment, Vec::new()),
        };
        let words = names::words(thing);
        if !words.is_empty() {
            out.push(match thing.starts_with('{') {
                true => Segment::Hole(words),
                false => Segment::Fixed(words),
            });
        }
        if let Some(first) = verb.first() {
            out.push(match may_be_verb(first) {
                true => Segment::Verb(verb),
                false => Segment::Fixed(verb),
            });
        }
    }
    out
}

/// `by owner and repo`: the parameters that end a path.
fn by_holes(segments: &[Segment]) -> Vec<String> {
    let holes = segments
        .iter()
        .rev()
        .take_while(|segment| segment.fixed().is_none())
        .count();
    let mut out = Vec::new();
    for (index, hole) in segments[segments.len() - holes..].iter().enumerate() {
        if let Segment::Hole(words) = hole {
            out.push(if index == 0 { "by" } else { "and" }.to_owned());
            out.extend(words.iter().cloned());
        }
    }
    out
}

/// Without segments that place the API, as long as a word is left.
fn without_place(mut segments: Vec<Segment>) -> Vec<Segment> {
    let is_fixed = |segment: &Segment| !matches!(segment, Segment::Hole(_));
    let is_prefix = |segment: &Segment| segment.fixed().is_some_and(|words| is_place(words));
    while segments.first().is_some_and(is_prefix) && segments[1..].iter().any(is_fixed) {
        segments.remove(0);
    }
    let is_old = |segment: &Segment| segment.fixed().is_some_and(|words| is_version_in_full(words));
    // A version at the end is what the path is about: `/uuid/v4`.
    let end = segments.pop_if(|segment| is_old(segment));
    if segments.iter().any(|segment| is_fixed(segment) && !is_old(segment)) {
        segments.retain(|segment| !is_old(segment));
    }
    segments.extend(end);
    segments
}

/// The same of several words, as in `v1.2`.
fn is_version_in_full(words: &[String]) -> bool {
    words
        .split_first()
        .is_some_and(|(first, rest)| is_version(first) && rest.iter().all(|word| is_number(word)))
}

fn is_number(word: &str) -> bool {
    word.chars().all(|letter| letter.is_ascii_digit())
}

/// Whether a segment in front only says where the API is: `api`, `rest`, `v1`, `3`.
pub(super) fn is_place(words: &[String]) -> bool {
    is_version_in_full(words) || matches!(words, [word] if is_number(word) || ["api", "rest"].contains(&word.as_str()))
}

/// What a path is about, whatever is done with it.
pub(in crate::lower) fn nouns(path: &str, paths: &Paths) -> Vec<String> {
    Nouns::of(&without_place(all_segments(paths.below_root(path)))).concat_once()
}

/// The words for one of many.
pub(super) fn one(words: &[String]) -> Vec<String> {
    let mut out = words.to_vec();
    if let Some(last) = out.last_mut() {
        *last = singular(last);
    }
    out
}
