// From templates/cdf/src/fake/inspect.rs; edit it there.

//! What a test sees and does beside the API.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use super::Fake;
use super::faults::{Fate, Faults};
use super::functions::{self, FunctionFault, FunctionInput};
use super::journal::Count;
use super::records::StoredRecord;
use super::state::State;
use super::subscriptions::{DataPoint, Named, SeriesKind, feed};

/// Failing on purpose.
impl Fake {
    /// From now on, fails like this. The dice start anew.
    pub fn set_faults(&self, faults: Faults) {
        self.shared.state().fate = Fate::new(faults);
    }

    /// Lets all cursors that were given out so far expire.
    pub fn expire_cursors(&self) {
        self.shared.state().generation += 1;
    }

    /// Refuses all tokens that were good so far, the configured one too. The token endpoint gives out new ones.
    pub fn expire_tokens(&self) {
        self.shared.state().tokens.expire();
    }

    /// From now on, the build of each new function fails; with `None`, it succeeds again.
    pub fn fail_builds(&self, fault: Option<FunctionFault>) {
        self.shared.state().functions.build_fault = fault;
    }

    /// Lets functions be inactive for the project, until they are activated.
    pub fn deactivate_functions(&self) {
        self.shared.state().functions.inactive = true;
    }
}

/// Seeing what was done.
impl Fake {
    /// Each version of each record that was written to a stream, in the order of writing. In immutable streams, data
    /// that was sent twice shows up once.
    pub fn records(&self, stream: &str) -> Vec<StoredRecord> {
        let state = self.shared.state();
        state
            .streams
            .get(stream)
            .map(|stream| stream.log.clone())
            .unwrap_or_default()
    }

    /// How often each operation was asked for, by method and path (`POST /functions/{functionId}/call`).
    pub fn requests(&self) -> BTreeMap<String, Count> {
        self.shared.state().journal.counts.clone()
    }

    /// How often one operation was asked for; `operation` is method and path, as in [`Fake::requests`].
    pub fn count(&self, operation: &str) -> Count {
        self.shared
            .state()
            .journal
            .counts
            .get(operation)
            .copied()
            .unwrap_or_default()
    }

    /// One line for each request, without secrets.
    pub fn log(&self) -> Vec<String> {
        self.shared.state().journal.lines.clone()
    }

    /// The lines of [`Fake::log`], which is empty afterwards.
    pub fn take_log(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.state().journal.lines)
    }

    /// Where a credential was sent that is not meant for that place.
    pub fn leaks(&self) -> Vec<String> {
        self.shared.state().journal.leaks.clone()
    }

    /// What was uploaded to a file.
    pub fn file_content(&self, id: i64) -> Option<Bytes> {
        self.shared.state().files.content(id)
    }

    /// The time of the fake, in milliseconds since 1970.
    pub fn now(&self) -> i64 {
        self.shared.clock.now()
    }
}

/// Functions.
impl Fake {
    /// Runs `handler` in place of the function with this external id or name.
    ///
    /// It runs at once when a call is started. The call shows as running for the [duration](Fake::call_duration) that
    /// calls have. Calls of functions without a handler complete, without a response.
    pub fn on_call(
        &self,
        function: impl Into<String>,
        handler: impl Fn(FunctionInput) -> Result<Value, FunctionFault> + Send + Sync + 'static,
    ) {
        self.shared.state().handlers.insert(function.into(), Arc::new(handler));
    }

    /// How long calls take that are started from now on. With nine minutes or more they end as timeouts.
    pub fn call_duration(&self, duration: Duration) {
        self.shared.state().pace.call = duration;
    }

    /// Starts the call that a schedule stands for; `None` if there is no such schedule.
    pub fn fire_schedule(&self, id: i64) -> Option<i64> {
        let call = functions::schedules::fire(&mut self.shared.state(), id);
        functions::run_errands(&self.shared);
        call
    }
}

/// Time series.
impl Fake {
    /// Makes a time series, or changes its attributes; gives its id.
    pub fn define_series(&self, external_id: &str, kind: SeriesKind) -> i64 {
        self.define_series_with(external_id, kind, Value::Null)
    }

    /// Like [`Fake::define_series`], with what filters may ask for: `{"name", "unit", "metadata", …}`.
    pub fn define_series_with(&self, external_id: &str, kind: SeriesKind, attributes: Value) -> i64 {
        self.tell(|state| feed::define(state, named(external_id), kind, &attributes))
    }

    /// Makes a time series that is known as an instance.
    pub fn define_instance(&self, space: &str, external_id: &str, kind: SeriesKind) -> i64 {
        let name = Named::Instance(space.to_owned(), external_id.to_owned());
        self.tell(|state| feed::define(state, name, kind, &Value::Null))
    }

    /// Writes data points in one go: subscribers get all of them in one response. A series that does not exist is made,
    /// of the kind of its first value.
    pub fn write_datapoints(&self, external_id: &str, points: impl IntoIterator<Item = DataPoint>) {
        let points = points.into_iter().collect();
        self.tell(|state| feed::write(state, &named(external_id), points));
    }

    /// Like [`Fake::write_datapoints`], for a series that is known as an instance.
    pub fn write_instance_datapoints(
        &self,
        space: &str,
        external_id: &str,
        points: impl IntoIterator<Item = DataPoint>,
    ) {
        let name = Named::Instance(space.to_owned(), external_id.to_owned());
        let points = points.into_iter().collect();
        self.tell(|state| feed::write(state, &name, points));
    }

    /// Deletes the points from `begin` up to but not including `end`; without an end, all later ones.
    pub fn delete_datapoints(&self, external_id: &str, begin: i64, end: Option<i64>) {
        self.tell(|state| feed::erase(state, &named(external_id), begin, end));
    }

    /// Changes something that long polls wait for.
    fn tell<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = change(&mut self.shared.state());
        self.shared.news.notify_waiters();
        result
    }
}

fn named(external_id: &str) -> Named {
    Named::External(external_id.to_owned())
}
