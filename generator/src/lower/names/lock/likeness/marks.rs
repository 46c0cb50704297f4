//! What an element of a list was, as the lock keeps it: a number for the whole, with and without what is for people only, some of its
//! facts, those that few others of its list share, and what tells it from its siblings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use super::facts::facts;
use super::fingerprint::whole;
use super::identity::{Identity, identities, values};

/// At most so many facts of an element are kept.
const KEPT_FACTS: usize = 16;

/// At most so many of these lie deep if there are others. All of them may be about one property, which may go.
const KEPT_DEEP: usize = 10;

/// What an element is or was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::lower::names::lock) struct Marks {
    /// A number for all of it.
    pub exact: u64,
    /// A number for it without what is for people only.
    pub bare: u64,
    /// Facts about its keywords and the presence of its properties.
    pub near: Vec<u32>,
    /// Facts about what is further down.
    pub deep: Vec<u32>,
    /// What tells it from its siblings.
    pub identity: Identity,
}

/// An element of the document.
#[derive(Clone, Debug, Default)]
pub(in crate::lower::names::lock) struct Marked {
    /// What the lock keeps of it.
    pub marks: Marks,
    /// If it only leads to another schema, or parts of it have become others, a number for what these say, without what is for people only.
    pub content: Option<u64>,
    /// Whether it only leads to another schema.
    pub is_elsewhere: bool,
    /// All of its facts.
    pub facts: BTreeMap<u32, bool>,
    /// All values that its properties are limited to.
    pub values: BTreeSet<u32>,
}

/// The marks of the elements of a list.
pub(in crate::lower::names::lock) fn marked(elements: &[&Value]) -> Vec<Marked> {
    let all: Vec<BTreeMap<u32, bool>> = elements.iter().map(|element| facts(element)).collect();
    let mut owners: BTreeMap<u32, usize> = BTreeMap::new();
    for fact in all.iter().flat_map(BTreeMap::keys) {
        *owners.entry(*fact).or_default() += 1;
    }
    let marks = |((element, facts), identity): ((&&Value, &BTreeMap<u32, bool>), Identity)| {
        let mut rarest: Vec<(usize, u32, bool)> = facts
            .iter()
            .map(|(fact, is_deep)| (owners[fact], *fact, *is_deep))
            .collect();
        rarest.sort_unstable();
        let chosen = |deep: bool| {
            let chosen = rarest.iter().filter(move |(_, _, is_deep)| *is_deep == deep);
            chosen.map(|(_, fact, _)| *fact)
        };
        let most_near = KEPT_FACTS - chosen(true).count().min(KEPT_DEEP);
        let near: Vec<u32> = chosen(false).take(most_near).collect();
        let deep = chosen(true).take(KEPT_FACTS - near.len()).collect();
        let (exact, bare) = whole(element);
        Marks {
            exact,
            bare,
            near,
            deep,
            identity,
        }
    };
    let marks: Vec<Marks> = elements.iter().zip(&all).zip(identities(elements)).map(marks).collect();
    let each = marks.into_iter().zip(all).zip(elements);
    let marked = |((marks, facts), element): ((Marks, BTreeMap<u32, bool>), &&Value)| Marked {
        marks,
        content: None,
        is_elsewhere: false,
        facts,
        values: values(element),
    };
    each.map(marked).collect()
}

/// The same for elements some of which only lead to other schemas, as the last value says, or of which parts have become others: they are like these.
pub(in crate::lower::names::lock) fn marked_by_content(elements: &[(&Value, Option<&Value>, bool)]) -> Vec<Marked> {
    let schemas: Vec<&Value> = elements
        .iter()
        .map(|(element, content, _)| content.unwrap_or(element))
        .collect();
    let mut out = marked(&schemas);
    let leading = out
        .iter_mut()
        .zip(elements)
        .filter(|(_, (_, content, _))| content.is_some());
    for (one, (element, _, is_elsewhere)) in leading {
        one.content = Some(one.marks.bare);
        one.is_elsewhere = *is_elsewhere;
        (one.marks.exact, one.marks.bare) = whole(element);
        one.facts.extend(facts(element));
        one.values.extend(values(element));
    }
    out
}

impl Marks {
    /// The facts, each with whether it lies deep.
    pub(in crate::lower::names::lock) fn all(&self) -> impl Iterator<Item = (u32, bool)> {
        let near = self.near.iter().map(|fact| (*fact, false));
        near.chain(self.deep.iter().map(|fact| (*fact, true)))
    }

    /// Reads what `fmt` writes.
    pub(in crate::lower::names::lock) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let (exact, bare) = parts.next()?.trim().split_once(' ')?;
        let mut next = || numbers(parts.next().unwrap_or_default(), char::is_whitespace);
        let (near, deep) = (next()?, next()?);
        let tags = parts.next().unwrap_or_default().split_whitespace();
        Some(Self {
            exact: u64::from_str_radix(exact, 16).ok()?,
            bare: u64::from_str_radix(bare, 16).ok()?,
            near,
            deep,
            identity: Identity {
                tags: tags
                    .map(|tag| numbers(tag, |letter| letter == ','))
                    .collect::<Option<_>>()?,
                title: numbers(parts.next().unwrap_or_default(), char::is_whitespace)?.pop(),
            },
        })
    }
}

/// Numbers with something between them.
fn numbers(text: &str, between: impl Fn(char) -> bool) -> Option<Vec<u32>> {
    let all = text.split(between).filter(|one| !one.is_empty());
    all.map(|one| u32::from_str_radix(one, 16).ok()).collect()
}

fn text(numbers: &[u32], between: &str) -> String {
    let all: Vec<String> = numbers.iter().map(|number| format!("{number:06x}")).collect();
    all.join(between)
}

impl fmt::Display for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Identity { tags, title } = &self.identity;
        let tags: Vec<String> = tags.iter().map(|tag| text(tag, ",")).collect();
        let title: Vec<u32> = title.iter().copied().collect();
        let numbers = format!("{:016x} {:016x}", self.exact, self.bare);
        let parts = [
            numbers,
            text(&self.near, " "),
            text(&self.deep, " "),
            tags.join(" "),
            text(&title, " "),
        ];
        f.write_str(parts.join(" / ").trim_end_matches([' ', '/']))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Marks, marked};

    #[test]
    fn marks_are_what_they_were_written_from() {
        let element = json!({"type": "object", "properties": {"a": {"items": {"type": "string"}}}});
        let titled = json!({"title": "T", "properties": {"kind": {"enum": ["t", "u"]}}});
        for one in marked(&[&element, &titled, &json!({}), &json!(true)]) {
            assert_eq!(Marks::parse(&one.marks.to_string()), Some(one.marks));
        }
        assert_eq!(Marks::parse("12"), None);
        assert_eq!(Marks::parse("1 2 / x /"), None);
    }

    #[test]
    fn the_facts_that_few_share_are_kept() {
        let element = |own: &str| {
            let common = (0..40).map(|number| (format!("common{number}"), json!({})));
            let all = common.chain([(own.to_owned(), json!({}))]);
            json!({"properties": all.collect::<serde_json::Map<_, _>>()})
        };
        let [a, b] = ["a", "b"].map(element);
        let all = marked(&[&a, &b]);
        assert_ne!(all[0].marks.near[0], all[1].marks.near[0]);
        assert_eq!(all[0].marks.near.len() + all[0].marks.deep.len(), 16);
    }
}
