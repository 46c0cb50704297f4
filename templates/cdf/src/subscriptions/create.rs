//! A subscription of any number of time series.

use crate::Error;
use crate::models::{Subscription, SubscriptionWrite};
use crate::operations::subscriptions::Subscriptions;
use crate::runtime::BoxFuture;

use super::error::{PartlyDone, SubscriptionError};
use super::series::{SERIES_A_REQUEST, SERIES_A_SUBSCRIPTION, SeriesRef, apart, distinct};

/// A subscription that has not been made yet. [`Subscriptions::create_with_series`] gives one; await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct NewSubscription {
    subscriptions: Subscriptions,
    write: SubscriptionWrite,
    series: Vec<SeriesRef>,
}

impl Subscriptions {
    /// Creates a subscription of these time series, up to 10 000, each once: with the first 100 of them, and adds the
    /// others in further requests. The number of partitions, 1 to 100, stays for ever.
    ///
    /// ```no_run
    /// # async fn example(cdf: cdf_client::Client, ids: Vec<String>) -> Result<(), Box<dyn std::error::Error>> {
    /// let subscription = cdf.subscriptions().create_with_series("my-sub", 4, ids).description("all pumps").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Awaiting it fails if there are too many or no series, if the service refuses, and with
    /// [`SubscriptionError::Partly`] if the subscription was made and does not have all series.
    pub fn create_with_series(
        &self,
        external_id: impl Into<String>,
        partition_count: i32,
        series: impl IntoIterator<Item = impl Into<SeriesRef>>,
    ) -> NewSubscription {
        NewSubscription {
            subscriptions: self.clone(),
            write: SubscriptionWrite::new(external_id, partition_count),
            series: distinct(series),
        }
    }
}

impl NewSubscription {
    /// The name of the subscription.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.write = self.write.name(name);
        self
    }

    /// What the subscription is for.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.write = self.write.description(description);
        self
    }

    /// The data set it belongs to.
    pub fn data_set_id(mut self, id: i64) -> Self {
        self.write = self.write.data_set_id(id);
        self
    }

    async fn make(self) -> Result<Subscription, SubscriptionError> {
        let Self {
            subscriptions,
            mut write,
            mut series,
        } = self;
        if series.is_empty() {
            return Err(SubscriptionError::Input(
                "a subscription needs at least one time series".to_owned(),
            ));
        }
        if series.len() > SERIES_A_SUBSCRIPTION {
            return Err(SubscriptionError::TooMany { series: series.len() });
        }
        let rest = series.split_off(series.len().min(SERIES_A_REQUEST));
        let (ids, instances) = apart(&series);
        write.time_series_ids = Some(ids).filter(|ids| !ids.is_empty());
        write.instance_ids = Some(instances).filter(|instances| !instances.is_empty());
        let external_id = write.external_id.clone();
        let made = subscriptions.create([write]).await.map_err(Error::from)?;
        if !rest.is_empty() {
            return subscriptions.change(external_id).adding(rest).send_all(true).await;
        }
        let first = made.items.into_iter().next();
        first.ok_or_else(|| {
            SubscriptionError::Input("the service made the subscription and did not send it back".into())
        })
    }
}

impl IntoFuture for NewSubscription {
    type Output = Result<Subscription, SubscriptionError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.make())
    }
}

/// What stopped a subscription that is there already.
pub(super) fn partly(
    external_id: String,
    left_to_remove: Vec<SeriesRef>,
    left_to_add: Vec<SeriesRef>,
    error: Error,
) -> SubscriptionError {
    SubscriptionError::Partly(Box::new(PartlyDone {
        external_id,
        left_to_remove,
        left_to_add,
        error,
    }))
}
