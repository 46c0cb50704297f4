//! What is there before and after, and what only on one side.

/// Two sides, matched.
pub(super) struct Pairs<'a, T> {
    pub both: Vec<(&'a T, &'a T)>,
    pub gone: Vec<&'a T>,
    pub fresh: Vec<&'a T>,
}

/// Whether two things are the same.
type Same<'s, T> = &'s dyn Fn(&T, &T) -> bool;

/// Matches by the first of these that says so; each thing at most once.
pub(super) fn pairs<'a, T>(
    old: impl IntoIterator<Item = &'a T>,
    new: impl IntoIterator<Item = &'a T>,
    same: &[Same<'_, T>],
) -> Pairs<'a, T> {
    let mut out = Pairs {
        both: Vec::new(),
        gone: old.into_iter().collect(),
        fresh: new.into_iter().collect(),
    };
    for same in same {
        for before in std::mem::take(&mut out.gone) {
            match out.fresh.iter().position(|after| same(before, after)) {
                Some(index) => out.both.push((before, out.fresh.remove(index))),
                None => out.gone.push(before),
            }
        }
    }
    out
}
