//! Everything that was shown, and the search in it.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

/// Is in each secret that a program brings along.
pub(super) const MARK: &str = "sesame";

/// What was shown, and what should not have been.
#[derive(Clone, Default)]
pub(super) struct Shown {
    texts: Arc<Mutex<Vec<String>>>,
    /// Secrets that the service has made.
    made: Arc<Mutex<BTreeSet<String>>>,
}

impl Shown {
    pub(super) fn text(&self, text: String) {
        self.texts.lock().expect("nobody panics while it holds this").push(text);
    }

    /// What `{:?}` and `{:#?}` give.
    pub(super) fn debug<T: Debug>(&self, value: T) -> T {
        self.text(format!("{value:?}"));
        self.text(format!("{value:#?}"));
        value
    }

    /// What an error and its causes say.
    pub(super) fn error<E: Error + 'static>(&self, error: E) -> E {
        let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
        while let Some(one) = cause {
            self.text(one.to_string());
            self.text(format!("{one:?} {one:#?}"));
            cause = one.source();
        }
        error
    }

    pub(super) fn add_secret(&self, secret: &str) {
        let mut made = self.made.lock().expect("nobody panics while it holds this");
        made.insert(secret.to_owned());
    }

    pub(super) fn secrets(&self) -> BTreeSet<String> {
        let made = self.made.lock().expect("nobody panics while it holds this");
        made.iter().cloned().chain([MARK.to_owned()]).collect()
    }

    /// Where a secret shows.
    pub(super) fn leaks(&self) -> Vec<String> {
        let secrets = self.secrets();
        let texts = self.texts.lock().expect("nobody panics while it holds this");
        let leaks = texts
            .iter()
            .filter(|text| secrets.iter().any(|secret| text.contains(secret)));
        leaks.cloned().collect()
    }

    /// Asserts that enough was shown to mean something, and no secret in it.
    pub(super) fn is_clean(&self, least: usize) {
        let leaks = self.leaks();
        assert!(leaks.is_empty(), "{} times: {}", leaks.len(), leaks[0]);
        let count = self.texts.lock().expect("nobody panics while it holds this").len();
        assert!(count >= least, "only {count} texts were shown");
    }

    /// Asserts that this was shown, so that a search in it means something.
    pub(super) fn has(&self, text: &str) {
        let texts = self.texts.lock().expect("nobody panics while it holds this");
        assert!(texts.iter().any(|shown| shown.contains(text)), "{text} was not shown");
    }
}

#[test]
fn a_secret_that_shows_is_found() {
    for text in ["it says open-sesame-1", "the ticket t-77 is here"] {
        let shown = Shown::default();
        shown.add_secret("t-77");
        shown.text("nothing".to_owned());
        assert!(shown.leaks().is_empty());
        shown.debug(text);
        assert_eq!(shown.leaks().len(), 2);
    }
}
