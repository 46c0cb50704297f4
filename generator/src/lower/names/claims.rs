//! Who gets which name, when several would like the same one.
//!
//! A claim is a list of names, each said to be longer than the one before, that come from the claimant alone. A name goes to
//! the claim that asks for it earliest in its list; of equals, to the one that stands first. So a claim that is added
//! changes the name of another only by taking that very name.

use std::collections::BTreeMap;

/// The names that something would like to have, the dearest first.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Claim {
    pub names: Vec<String>,
    /// What the last resort is made of: the place of the claimant.
    pub place: String,
}

/// A name for each claim, all different. `taken` are names that nobody gets.
pub(in crate::lower) fn settle(claims: &[Claim], taken: &[&str]) -> Vec<String> {
    let mut owners: BTreeMap<String, usize> = taken.iter().map(|name| ((*name).to_owned(), usize::MAX)).collect();
    let mut out: Vec<Option<String>> = vec![None; claims.len()];
    let rounds = claims.iter().map(|claim| claim.names.len()).max().unwrap_or(0);
    for round in 0..rounds {
        for (index, claim) in claims.iter().enumerate() {
            let Some(name) = claim.names.get(round).filter(|_| out[index].is_none()) else {
                continue;
            };
            if !owners.contains_key(name) {
                owners.insert(name.clone(), index);
                out[index] = Some(name.clone());
            }
        }
    }
    for (index, claim) in claims.iter().enumerate() {
        if out[index].is_none() {
            let name = last_resort(claim, &owners);
            owners.insert(name.clone(), index);
            out[index] = Some(name);
        }
    }
    out.into_iter().flatten().collect()
}

/// The shortest name with a few letters that stand for the place.
fn last_resort(claim: &Claim, owners: &BTreeMap<String, usize>) -> String {
    let stem = claim.names.first().map_or("Type", String::as_str);
    let is_type = stem.starts_with(char::is_uppercase);
    let (mut text, joint) = (claim.place.clone(), if is_type { "X" } else { "_x" });
    loop {
        let name = format!("{stem}{joint}{}", four_digits(&text));
        if !owners.contains_key(&name) {
            return name;
        }
        text.push('+');
    }
}

/// Four digits that stand for a text: FNV-1a, folded.
pub(super) fn four_digits(text: &str) -> String {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{:04x}", (hash >> 16) ^ (hash & 0xffff))
}

#[cfg(test)]
mod tests {
    use super::{Claim, settle};

    fn named(claims: &[(&str, &[&str])]) -> Vec<String> {
        let claim = |(place, names): &(&str, &[&str])| Claim {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            place: (*place).to_owned(),
        };
        settle(&claims.iter().map(claim).collect::<Vec<_>>(), &["taken"])
    }

    #[test]
    fn the_earlier_wish_wins_and_then_the_earlier_claim() {
        let all = named(&[
            ("a", &["x", "ax"]),
            ("b", &["x", "bx"]),
            ("c", &["bx", "cx"]),
            ("d", &["taken", "d"]),
        ]);
        assert_eq!((all[0].as_str(), all[2].as_str(), all[3].as_str()), ("x", "bx", "d"));
        assert!(all[1].starts_with("x_x"), "nothing is left but its place: {all:?}");
    }

    #[test]
    fn a_claim_that_is_added_leaves_the_others() {
        let before = named(&[("a", &["x", "ax"]), ("b", &["x", "bx"])]);
        let after = named(&[("a", &["x", "ax"]), ("b", &["x", "bx"]), ("c", &["bx", "x"])]);
        assert_eq!(before[0], after[0]);
        assert_eq!(after[2], "bx", "a first wish is served before a second one");
    }
}
