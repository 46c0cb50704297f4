//! A listener of `tracing` that hears everything.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{DefaultGuard, set_default};
use tracing::{Event, Metadata, Subscriber};

use super::shown::Shown;

/// Writes all that it is told to what is shown.
struct Listener {
    shown: Shown,
    spans: AtomicU64,
}

/// Listens in this thread, at every level, for as long as the guard lives.
pub(super) fn listen(shown: &Shown) -> DefaultGuard {
    set_default(Arc::new(Listener {
        shown: shown.clone(),
        spans: AtomicU64::new(0),
    }))
}

struct Heard<'a>(&'a Shown);

impl Visit for Heard<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.text(format!("span: {} = {value}", field.name()));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.text(format!("span: {} = {value:?}", field.name()));
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        self.shown.text(format!("span: {}", attributes.metadata().name()));
        attributes.record(&mut Heard(&self.shown));
        Id::from_u64(self.spans.fetch_add(1, Ordering::SeqCst) + 1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Heard(&self.shown));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Heard(&self.shown));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
