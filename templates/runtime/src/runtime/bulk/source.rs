//! Where the items of a run come from.
//!
//! In: any stream of items. Out: one item at a time, and whether the last one has been taken. It must not lose an item:
//! what it has given is the run's, what it has not given stays here for the next run.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use futures_core::Stream;

/// What is left of a source: a stream of its items, in their order.
pub type RestOfSource<I> = Pin<Box<dyn Stream<Item = I> + Send>>;

/// A source, as far as it has not been read.
pub(super) struct Source<S> {
    /// `None` after its last item: it is not asked again.
    items: Option<S>,
}

impl<S: Stream + Unpin> Source<S> {
    pub(super) fn new(items: S) -> Self {
        Self { items: Some(items) }
    }

    pub(super) fn drained() -> Self {
        Self { items: None }
    }

    /// Whether it has given its last item.
    pub(super) fn is_drained(&self) -> bool {
        self.items.is_none()
    }

    /// Whether it says that it has no more items.
    pub(super) fn seems_drained(&self) -> bool {
        self.items.as_ref().is_some_and(|items| items.size_hint().1 == Some(0))
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        let Some(items) = &mut self.items else {
            return Poll::Ready(None);
        };
        let next = Pin::new(items).poll_next(context);
        if matches!(next, Poll::Ready(None)) {
            self.items = None;
        }
        next
    }
}

/// What a report knows of the rest of its source.
pub(super) enum Left<I> {
    /// There is none.
    Nothing,
    /// It is here. A stream need not be `Sync`, a report must: it is part of an error.
    Here(Mutex<RestOfSource<I>>),
    /// The caller has it, or has dropped it.
    Elsewhere,
}

impl<I> Left<I> {
    /// What is left of an owned source.
    pub(super) fn of(source: Source<RestOfSource<I>>) -> Self {
        match source.is_drained() {
            true => Self::Nothing,
            false => source
                .items
                .map_or(Self::Nothing, |items| Self::Here(Mutex::new(items))),
        }
    }

    /// What is left of a borrowed one.
    pub(super) fn borrowed<S: Stream + Unpin>(source: &Source<S>) -> Self {
        match source.is_drained() {
            true => Self::Nothing,
            false => Self::Elsewhere,
        }
    }

    pub(super) fn into_items(self) -> Option<RestOfSource<I>> {
        match self {
            Self::Here(items) => Some(items.into_inner().unwrap_or_else(PoisonError::into_inner)),
            Self::Nothing | Self::Elsewhere => None,
        }
    }
}
