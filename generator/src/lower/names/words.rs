//! What names are made of: one and many, and names put together without saying a thing twice.

use super::identifiers as names;

/// Words whose singular follows no rule, and words that only look like plurals.
const IRREGULAR: [(&str, &str); 44] = [
    ("alias", "alias"),
    ("analyses", "analysis"),
    ("atlas", "atlas"),
    ("aws", "aws"),
    ("bias", "bias"),
    ("bonuses", "bonus"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("campuses", "campus"),
    ("canvas", "canvas"),
    ("canvases", "canvas"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("cors", "cors"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("css", "css"),
    ("diagnoses", "diagnosis"),
    ("dns", "dns"),
    ("gas", "gas"),
    ("gps", "gps"),
    ("halves", "half"),
    ("https", "https"),
    ("indices", "index"),
    ("ios", "ios"),
    ("kubernetes", "kubernetes"),
    ("leaves", "leaf"),
    ("lens", "lens"),
    ("matrices", "matrix"),
    ("movies", "movie"),
    ("news", "news"),
    ("os", "os"),
    ("people", "person"),
    ("postgres", "postgres"),
    ("series", "series"),
    ("shelves", "shelf"),
    ("sms", "sms"),
    ("species", "species"),
    ("tls", "tls"),
    ("vertices", "vertex"),
    ("viruses", "virus"),
    ("windows", "windows"),
    ("wolves", "wolf"),
    ("aliases", "alias"),
];

/// `filters` → `filter`; a word that is no plural stays. Of `TeamLeaves` the last word counts.
pub(super) fn singular(word: &str) -> String {
    let (head, last) = word.split_at(word.rfind(char::is_uppercase).unwrap_or(0));
    let small = last.to_lowercase();
    let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == small) else {
        return by_rule(word);
    };
    match last.starts_with(char::is_uppercase) {
        true => format!("{head}{}", names::pascal(one)),
        false => (*one).to_owned(),
    }
}

fn by_rule(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    if ["sses", "xes", "ches", "shes", "tatuses"]
        .iter()
        .any(|ending| word.ends_with(ending))
    {
        return word[..word.len() - 2].to_owned();
    }
    let keep = ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    match word.strip_suffix('s') {
        Some(stem) if !keep && word.len() > 2 => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// Whether two words are the same, but for their number.
pub(super) fn alike(a: &str, b: &str) -> bool {
    a == b || singular(a) == singular(b)
}

/// Whether two runs of words are the same, but for number.
pub(super) fn all_alike(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
}

/// How many words end the first run and begin the second.
fn overlap(first: &[String], second: &[String]) -> usize {
    let most = first.len().min(second.len());
    let fits = |count: &usize| all_alike(&first[first.len() - count..], &second[..*count]);
    (1..=most).rev().find(fits).unwrap_or(0)
}

/// Appends words; those that would be said twice are said once.
pub(super) fn append(words: &mut Vec<String>, more: &[String]) {
    let shared = overlap(words, more);
    words.truncate(words.len() - shared);
    words.extend_from_slice(more);
}

/// Whether the owner ends in all that the part says.
pub(super) fn is_said(owner: &str, part: &str) -> bool {
    let (owner, part) = (names::words(owner), names::words(part));
    overlap(&owner, &part) == part.len()
}

/// `Apr` with `AprType` is `AprType`; a part that would vanish into its owner is kept.
pub(super) fn join(owner: &str, part: &str) -> String {
    let (first, second) = (names::words(owner), names::words(part));
    let shared = overlap(&first, &second);
    if shared == 0 || shared == second.len() {
        return format!("{owner}{part}");
    }
    let dropped: usize = first[first.len() - shared..]
        .iter()
        .map(|word| word.chars().count())
        .sum();
    let kept = owner.chars().count().saturating_sub(dropped);
    owner.chars().take(kept).chain(part.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::{join, singular};

    #[test]
    fn one_of_many() {
        let table = [
            ("filters", "filter"),
            ("entries", "entry"),
            ("series", "series"),
            ("boxes", "box"),
            ("aliases", "alias"),
            ("statuses", "status"),
            ("databases", "database"),
            ("status", "status"),
            ("address", "address"),
            ("analysis", "analysis"),
            ("analyses", "analysis"),
            ("alias", "alias"),
            ("dns", "dns"),
            ("leaves", "leaf"),
            ("caches", "cache"),
            ("batches", "batch"),
            ("TimeSeries", "TimeSeries"),
            ("TeamLeaves", "TeamLeaf"),
        ];
        for (many, one) in table {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn nothing_is_said_twice() {
        let table = [
            ("User", "UserStatus", "UserStatus"),
            ("Users", "UserStatus", "UserStatus"),
            ("AssetHolding", "AssetHoldingType", "AssetHoldingType"),
            ("DatabaseConfig", "Config", "DatabaseConfigConfig"),
            ("Options", "Options", "OptionsOptions"),
            ("User", "Status", "UserStatus"),
        ];
        for (owner, part, whole) in table {
            assert_eq!(join(owner, part), whole);
        }
    }
}
