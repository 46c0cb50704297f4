//! What all paths begin with in place of something else: `/v2` in place of `/v1`.
//!
//! In: the paths of a lock and those of the document. Out: which path is which, if the document has none of the former and most of them with
//! another beginning. Must not know what the lock keeps of paths.

use std::collections::{BTreeMap, BTreeSet};

/// The path of the lock → that of the document.
pub(super) type Moves = BTreeMap<String, String>;

/// What paths began with, and what they begin with now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lower::names::lock) struct Prefix {
    pub from: String,
    pub to: String,
    /// How many paths have been found again.
    pub count: usize,
}

/// At most so many beginnings are tried.
const MOST: usize = 16;

/// The path of the lock → that of the document, if one beginning leads from most of these to those, and no other one leads from as many.
pub(super) fn moves(locked: &BTreeSet<String>, present: &BTreeSet<&str>) -> Option<(Moves, Prefix)> {
    let mut by_form: BTreeMap<String, Option<&str>> = BTreeMap::new();
    for path in present {
        let known = by_form.entry(without_names(path)).or_insert(Some(path));
        *known = known.filter(|known| known == path);
    }
    let forms: Vec<(&String, String)> = locked.iter().map(|path| (path, without_names(path))).collect();
    if forms.iter().any(|(_, form)| by_form.contains_key(form)) {
        return None;
    }
    let beginnings: BTreeSet<(&str, &str)> = forms
        .first()
        .iter()
        .flat_map(|(_, form)| by_form.keys().filter_map(|other| beginnings(form, other)))
        .take(MOST)
        .collect();
    let mut all: Vec<(Moves, Prefix)> = beginnings
        .into_iter()
        .filter_map(|(from, to)| {
            let moved = |(path, form): &(&String, String)| {
                let rest = form.strip_prefix(from)?;
                let now = by_form.get(&format!("{to}{rest}")).copied().flatten();
                Some(now.map(|now| ((*path).clone(), now.to_owned())))
            };
            // Each path begins with it.
            let moves: Vec<_> = forms.iter().map(moved).collect::<Option<_>>()?;
            let moves: Moves = moves.into_iter().flatten().collect();
            let prefix = Prefix {
                from: from.to_owned(),
                to: to.to_owned(),
                count: moves.len(),
            };
            (moves.len() > 1 && moves.len() * 2 > forms.len()).then_some((moves, prefix))
        })
        .collect();
    all.sort_by_key(|(moves, _)| moves.len());
    let best = all.pop()?;
    let is_best = all.last().is_none_or(|(moves, _)| moves.len() < best.0.len());
    is_best.then_some(best)
}

/// What two paths begin with that end in the same words.
fn beginnings<'p>(one: &'p str, other: &'p str) -> Option<(&'p str, &'p str)> {
    let words = one.rsplit('/').zip(other.rsplit('/'));
    let same = words.take_while(|(one, other)| one == other);
    let length: usize = same.map(|(word, _)| word.len() + 1).sum();
    let start = |path: &'p str| path.get(..path.len().checked_sub(length)?);
    let (one, other) = (start(one)?, start(other)?);
    (length > 0 && one != other).then_some((one, other))
}

/// A path with `{}` for each parameter.
pub(super) fn without_names(path: &str) -> String {
    let parts = path
        .split('{')
        .enumerate()
        .map(|(index, part)| match part.split_once('}') {
            Some((_, rest)) if index > 0 => format!("{{}}{rest}"),
            _ => part.to_owned(),
        });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{moves, without_names};

    #[test]
    fn a_path_is_known_without_the_names_of_its_parameters() {
        assert_eq!(without_names("/a/{id}/b/{c}.json"), "/a/{}/b/{}.json");
        assert_eq!(without_names("/a}b/c"), "/a}b/c");
    }

    #[test]
    fn paths_may_all_begin_with_something_else() {
        type Row<'r> = (&'r [&'r str], &'r [&'r str], Option<(&'r str, &'r str, usize)>);
        let table: [Row<'_>; 9] = [
            (
                &["/v1/a", "/v1/b"],
                &["/v2/a", "/v2/b", "/v2/c"],
                Some(("/v1", "/v2", 2)),
            ),
            (
                &["/v1/a/{id}", "/v1/b"],
                &["/v2/a/{key}", "/v2/b"],
                Some(("/v1", "/v2", 2)),
            ),
            (&["/a", "/b"], &["/api/a", "/api/b"], Some(("", "/api", 2))),
            (&["/api/a", "/api/b"], &["/a", "/b"], Some(("/api", "", 2))),
            (
                &["/v1/a", "/v1/b", "/v1/c"],
                &["/v2/a", "/v2/b"],
                Some(("/v1", "/v2", 2)),
            ),
            (&["/v1/a", "/v1/b"], &["/v2/a", "/v2/b", "/v1/b"], None),
            (&["/v1/a", "/w/b"], &["/v2/a", "/v2/b"], None),
            (&["/v1/a"], &["/v2/a"], None),
            (&["/v1/a", "/v1/b"], &["/v2/a", "/v2/b", "/v3/a", "/v3/b"], None),
        ];
        for (then, now, expected) in table {
            let locked: BTreeSet<String> = then.iter().map(|path| (*path).to_owned()).collect();
            let found = moves(&locked, &now.iter().copied().collect()).map(|(_, prefix)| prefix);
            let found = found
                .as_ref()
                .map(|one| (one.from.as_str(), one.to.as_str(), one.count));
            assert_eq!(found, expected, "{then:?} {now:?}");
        }
    }
}
