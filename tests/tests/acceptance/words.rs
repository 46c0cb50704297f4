//! Tokens of macros as words: names, and single signs.

/// The words of a text of tokens, without literals' quotes and spaces.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut is_name = false;
    for letter in text.chars() {
        let goes_on = letter.is_alphanumeric() || letter == '_';
        match (goes_on, is_name, out.last_mut()) {
            (true, true, Some(word)) => word.push(letter),
            _ if letter.is_whitespace() => {}
            _ => out.push(letter.to_string()),
        }
        is_name = goes_on;
    }
    out
}

/// The public functions that the body of a macro makes; `$` stands for those that are named by whoever calls it.
pub(super) fn functions(body: &[String]) -> Vec<&str> {
    let named = |index: usize| body.get(index).map(String::as_str);
    let starts = (0..body.len()).filter(|index| named(*index) == Some("fn"));
    let public = starts.filter(|index| {
        let before = |steps: usize| index.checked_sub(steps).and_then(named);
        before(1) == Some("pub") || before(1) == Some("async") && before(2) == Some("pub")
    });
    public.filter_map(|index| named(index + 1)).collect()
}

/// The traits that the body of a macro implements for the type it is given: what stands before `for $name`.
pub(super) fn traits(body: &[String]) -> Vec<&str> {
    let places = body.windows(2).enumerate();
    let places = places.filter(|(_, pair)| pair[0] == "for" && pair[1] == "$");
    places.filter_map(|(index, _)| name_before(&body[..index])).collect()
}

/// The last name, without the generic arguments behind it.
fn name_before(words: &[String]) -> Option<&str> {
    let mut depth = 0_usize;
    for word in words.iter().rev() {
        match word.as_str() {
            ">" => depth += 1,
            "<" => depth = depth.checked_sub(1)?,
            name if depth == 0 => return Some(name),
            _ => {}
        }
    }
    None
}

/// The names that are followed by a colon: what a macro of settings is given.
pub(super) fn labels(call: &[String]) -> Vec<&str> {
    let pairs = call.windows(2);
    let labels = pairs.filter(|pair| pair[1] == ":" && pair[0].starts_with(char::is_lowercase));
    labels.map(|pair| pair[0].as_str()).collect()
}

#[test]
fn macros_are_read() {
    let body = words("impl $name { pub async fn go(self) {} fn own() {} } impl<'de> a::Read<'de> for $name {}");
    assert_eq!(functions(&body), ["go"]);
    assert_eq!(traits(&body), ["Read"]);
    assert_eq!(functions(&words("$(pub fn $name(mut self) {})*")), ["$"]);
    assert_eq!(labels(&words("owner: impl Into<String>, cpu: f64,")), ["owner", "cpu"]);
}
