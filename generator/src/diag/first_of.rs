/// The first few of many names, for a message: `a, b and 3 more`.
pub fn first_of(names: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let more = names.len().saturating_sub(most);
    let listed = names.take(most).collect::<Vec<_>>().join(", ");
    match more {
        0 => listed,
        more => format!("{listed} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::first_of;

    #[test]
    fn what_is_not_listed_is_counted() {
        let names = |count: usize| (0..count).map(|number| number.to_string());
        assert_eq!(first_of(names(2), 2), "0, 1");
        assert_eq!(first_of(names(3), 2), "0, 1 and 1 more");
    }
}
