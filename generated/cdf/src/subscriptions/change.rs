// From templates/cdf/src/subscriptions/change.rs; edit it there.

//! Changes of a subscription, in as many requests as they need.

use std::collections::VecDeque;

use crate::Error;
use crate::models::{
    InstanceId, Subscription, SubscriptionFilter, SubscriptionPatch, SubscriptionReference, SubscriptionUpdate,
};
use crate::operations::subscriptions::Subscriptions;
use crate::runtime::{BoxFuture, Set, SetOrChange, SetOrNull};

use super::create::partly;
use super::error::SubscriptionError;
use super::series::{SERIES_A_REQUEST, SERIES_A_SUBSCRIPTION, SeriesRef, apart, distinct};

/// A change that has not been made yet. [`Subscriptions::change`] gives one; await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct SubscriptionChange {
    subscriptions: Subscriptions,
    external_id: String,
    patch: SubscriptionPatch,
    set: Vec<SeriesRef>,
    add: Vec<SeriesRef>,
    remove: Vec<SeriesRef>,
}

/// A request for some of the series.
struct Step {
    kind: Kind,
    series: Vec<SeriesRef>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Set,
    Remove,
    Add,
}

impl Subscriptions {
    /// Changes a subscription; what is not named stays as it is. Any number of time series may come and go: each
    /// request takes 100.
    ///
    /// ```no_run
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), cdf_client::subscriptions::SubscriptionError> {
    /// let change = cdf.subscriptions().change("my-sub").name("pumps").clear_data_set();
    /// let subscription = change.add_series(["pump-17"]).remove_series([("models", "pump-3")]).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Awaiting it fails if nothing is to be changed, if there would be more than 10 000 series, if the service refuses,
    /// and with [`SubscriptionError::Partly`] if it does so after some of the requests.
    #[inline]
    pub fn change(&self, external_id: impl Into<String>) -> SubscriptionChange {
        SubscriptionChange {
            subscriptions: self.clone(),
            external_id: external_id.into(),
            patch: SubscriptionPatch::new(),
            set: Vec::new(),
            add: Vec::new(),
            remove: Vec::new(),
        }
    }
}

impl SubscriptionChange {
    /// Gives it a name.
    #[inline]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.patch.name = Some(SetOrNull::Set(name.into()));
        self
    }

    /// Takes its name.
    #[inline]
    pub fn clear_name(mut self) -> Self {
        self.patch.name = Some(SetOrNull::SetNull);
        self
    }

    /// Gives it a description.
    #[inline]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.patch.description = Some(SetOrNull::Set(description.into()));
        self
    }

    /// Takes its description.
    #[inline]
    pub fn clear_description(mut self) -> Self {
        self.patch.description = Some(SetOrNull::SetNull);
        self
    }

    /// Puts it into a data set.
    #[inline]
    pub fn data_set_id(mut self, id: i64) -> Self {
        self.patch.data_set_id = Some(SetOrNull::Set(id));
        self
    }

    /// Takes it out of its data set.
    #[inline]
    pub fn clear_data_set(mut self) -> Self {
        self.patch.data_set_id = Some(SetOrNull::SetNull);
        self
    }

    /// Replaces its filter. A filter can be replaced by a filter only.
    #[inline]
    pub fn filter(mut self, filter: impl Into<SubscriptionFilter>) -> Self {
        self.patch.filter = Some(Set { set: filter.into() });
        self
    }

    /// Adds time series. Where it takes several requests they are counted first, and those that are there already count
    /// once more.
    #[inline]
    pub fn add_series(self, series: impl IntoIterator<Item = impl Into<SeriesRef>>) -> Self {
        self.adding(distinct(series))
    }

    #[inline]
    pub(super) fn adding(mut self, series: Vec<SeriesRef>) -> Self {
        self.add.extend(series);
        self
    }

    /// Removes time series. This comes before adding.
    #[inline]
    pub fn remove_series(mut self, series: impl IntoIterator<Item = impl Into<SeriesRef>>) -> Self {
        self.remove.extend(distinct(series));
        self
    }

    /// Replaces the time series. Those that are there by external id stay if only instances are named, and the other way
    /// round. It does not go together with adding and removing.
    #[inline]
    pub fn set_series(mut self, series: impl IntoIterator<Item = impl Into<SeriesRef>>) -> Self {
        self.set = distinct(series);
        self
    }

    #[inline]
    async fn checked(self) -> Result<Subscription, SubscriptionError> {
        let is_changed = !self.add.is_empty() || !self.remove.is_empty();
        if is_changed && !self.set.is_empty() {
            let text = "time series are replaced, or added and removed, not both";
            return Err(SubscriptionError::Input(text.to_owned()));
        }
        if self.steps().is_empty() && self.patch == SubscriptionPatch::new() {
            return Err(SubscriptionError::Input("there is nothing to change".to_owned()));
        }
        self.check_count().await?;
        self.send_all(false).await
    }

    /// Counts what there would be, so that nothing is done in part. One request cannot be, so the service counts then.
    #[inline]
    async fn check_count(&self) -> Result<(), SubscriptionError> {
        let mut series = self.set.len().max(self.add.len());
        if series <= SERIES_A_SUBSCRIPTION && self.add.len() > SERIES_A_REQUEST {
            let reference = SubscriptionReference::new(&self.external_id);
            let found = self.subscriptions.retrieve([reference]).await.map_err(Error::from)?;
            let there = found
                .items
                .first()
                .and_then(|found| found.time_series_count)
                .unwrap_or(0);
            series += usize::try_from(there).unwrap_or(0).saturating_sub(self.remove.len());
        }
        match series > SERIES_A_SUBSCRIPTION {
            true => Err(SubscriptionError::TooMany { series }),
            false => Ok(()),
        }
    }

    /// Sends all requests; `is_begun` if the subscription is made in part without them.
    #[inline]
    pub(super) async fn send_all(self, is_begun: bool) -> Result<Subscription, SubscriptionError> {
        let mut steps = self.steps();
        let Self {
            subscriptions,
            external_id,
            mut patch,
            ..
        } = self;
        let (mut last, mut is_begun) = (None, is_begun);
        loop {
            if let Some(step) = steps.front() {
                step.put_into(&mut patch);
            }
            let update = SubscriptionUpdate::new(&external_id, std::mem::take(&mut patch));
            match subscriptions.update([update]).await {
                Ok(updated) => last = updated.items.into_iter().next().or(last),
                Err(error) if !is_begun => return Err(SubscriptionError::Api(error.into())),
                Err(error) => {
                    let (remove, add) = left(steps);
                    return Err(partly(external_id, remove, add, error.into()));
                }
            }
            is_begun = true;
            steps.pop_front();
            if steps.is_empty() {
                break;
            }
        }
        let text = "the service changed the subscription and did not send it back";
        last.ok_or_else(|| SubscriptionError::Input(text.to_owned()))
    }

    #[inline]
    fn steps(&self) -> VecDeque<Step> {
        let (first, more) = self.set.split_at(self.set.len().min(SERIES_A_REQUEST));
        let parts = [
            (Kind::Set, first),
            (Kind::Remove, &self.remove),
            (Kind::Add, &self.add),
            (Kind::Add, more),
        ];
        let pieces = parts.into_iter().flat_map(|(kind, series)| {
            series.chunks(SERIES_A_REQUEST).map(move |series| Step {
                kind,
                series: series.to_vec(),
            })
        });
        pieces.collect()
    }
}

/// What the steps would have removed and added.
#[inline]
fn left(steps: VecDeque<Step>) -> (Vec<SeriesRef>, Vec<SeriesRef>) {
    let (mut remove, mut add) = (Vec::new(), Vec::new());
    for step in steps {
        match step.kind {
            Kind::Remove => remove.extend(step.series),
            Kind::Add | Kind::Set => add.extend(step.series),
        }
    }
    (remove, add)
}

impl Step {
    #[inline]
    fn put_into(&self, patch: &mut SubscriptionPatch) {
        let (ids, instances) = apart(&self.series);
        patch.time_series_ids = self.change(ids);
        patch.instance_ids = self.change::<InstanceId>(instances);
    }

    #[inline]
    fn change<T>(&self, entries: Vec<T>) -> Option<SetOrChange<T>> {
        if entries.is_empty() {
            return None;
        }
        Some(match self.kind {
            Kind::Set => SetOrChange::set(entries),
            Kind::Remove => SetOrChange::remove(entries),
            Kind::Add => SetOrChange::add(entries),
        })
    }
}

impl IntoFuture for SubscriptionChange {
    type Output = Result<Subscription, SubscriptionError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.checked())
    }
}
