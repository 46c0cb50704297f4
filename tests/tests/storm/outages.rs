//! Runs that an outage stops, and that go on until their source is drained: a hundred seeds, each kind of write.
//!
//! The service fails at random, and now and then it is out for longer than any call is repeated. The report must be complete
//! exactly when each record of the source is stored (or gone, for a deletion), and never before.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cdf_client::fake::{Fake, Faults};
use cdf_client::models::RecordId;
use cdf_client::runtime::{Bulk, BulkSend};
use cdf_client::{Client, Report};

use super::support::{SPACE, STREAM, faults, id, record, with_stream};

const SEEDS: u64 = 100;
const COUNT: usize = 240;
const ITEMS: usize = 20;
/// Far more runs than any seed needs.
const MOST_RUNS: usize = 100;
const HOUR: Duration = Duration::from_secs(3600);

/// What the service does next, by the seed alone.
#[derive(Clone)]
struct Weather {
    fake: Fake,
    dice: Arc<Mutex<fastrand::Rng>>,
}

impl Weather {
    fn new(fake: &Fake, seed: u64) -> Self {
        let weather = Self {
            fake: fake.clone(),
            dice: Arc::new(Mutex::new(fastrand::Rng::with_seed(seed))),
        };
        weather.turn(1);
        weather
    }

    /// An outage begins in one case of `odds`.
    fn maybe_out(&self, odds: u8) {
        if self.dice().u8(0..odds) == 0 {
            let outage = self.outage();
            self.fake.set_faults(outage);
        }
    }

    /// The outage ends in one case of `odds`; then the service only fails now and then.
    fn turn(&self, odds: u8) {
        if self.dice().u8(0..odds) == 0 {
            let seed = self.dice().u64(..);
            self.fake.set_faults(faults(seed));
        }
    }

    fn outage(&self) -> Faults {
        let seed = self.dice().u64(..);
        let none = Faults {
            seed,
            ..Faults::default()
        };
        match self.dice().u8(0..4) {
            0 => Faults { refused: 1.0, ..none },
            1 => Faults {
                rate_limited: 1.0,
                ..none
            },
            2 => Faults {
                unavailable: 1.0,
                ..none
            },
            _ => Faults { reset: 1.0, ..none },
        }
    }

    fn dice(&self) -> std::sync::MutexGuard<'_, fastrand::Rng> {
        self.dice.lock().expect("no test has panicked with it")
    }
}

/// The ids of the records that are there.
fn there(fake: &Fake) -> BTreeSet<String> {
    let current = fake
        .records(STREAM)
        .into_iter()
        .filter(|one| one.current && !one.deleted);
    current.map(|one| one.external_id).collect()
}

/// What a whole run of a seed had to go through.
#[derive(Default)]
struct Seen {
    runs: usize,
    stops: usize,
}

/// Sends a source to its end through the storm. `is_done` is the truth about a record.
async fn drain<O, S>(
    fake: &Fake,
    bulk: BulkSend<O>,
    source: S,
    seed: u64,
    is_done: impl Fn(&BTreeSet<String>, &str) -> bool,
) -> Seen
where
    O: Bulk<Key = RecordId>,
    S: IntoIterator<Item = O::Item, IntoIter: Send + 'static>,
{
    let all_done = |fake: &Fake| {
        let there = there(fake);
        (0..COUNT).all(|number| is_done(&there, &id(number)))
    };
    let weather = Weather::new(fake, seed);
    let during = weather.clone();
    let bulk = bulk.on_progress(move |_| during.maybe_out(8));
    let mut seen = Seen::default();
    let mut report: Report<O> = bulk.send_all(source).await;
    loop {
        seen.runs += 1;
        seen.stops += usize::from(!report.is_drained());
        assert!(
            !report.is_complete() || all_done(fake),
            "seed {seed}: complete, but not all is there: {report}"
        );
        // What was read back leaves no doubt: now the report is complete exactly when all is done.
        let now = there(fake);
        report = report.settle(|key| is_done(&now, &key.external_id));
        assert_eq!(report.rejected_count(), 0, "seed {seed}: {report}");
        assert_eq!(report.is_complete(), all_done(fake), "seed {seed}: {report}");
        report = match report.into_result() {
            Ok(_) => break,
            Err(error) => error.into_report(),
        };
        assert!(seen.runs < MOST_RUNS, "seed {seed}: {report}");
        // Every other outage lasts for another run.
        tokio::time::sleep(HOUR).await;
        weather.turn(2);
        report = report.retry_rest().await;
    }
    assert!(all_done(fake), "seed {seed}");
    seen
}

/// The writes that go through the storm.
#[derive(Clone, Copy, PartialEq)]
enum Write {
    Ingest,
    /// Into a stream that refuses what it has already.
    IngestOnce,
    Upsert,
    Delete,
}

async fn one(seed: u64, write: Write) -> Seen {
    let template = match write {
        Write::IngestOnce => "ImmutableTestStream",
        Write::Ingest | Write::Upsert | Write::Delete => "BasicLiveData",
    };
    let (fake, _) = with_stream(template).await;
    // With the usual patience: an outage is longer than that.
    let builder = fake.client_builder().client_credentials(fake.client_credentials());
    let cdf: Client = builder.build().expect("a client");
    let source = (0..COUNT).map(|number| record(number, 1));
    let is_there = |there: &BTreeSet<String>, id: &str| there.contains(id);
    match write {
        Write::Ingest | Write::IngestOnce => {
            let bulk = cdf.records().ingest_bulk(STREAM).max_items(ITEMS);
            drain(&fake, bulk, source, seed, is_there).await
        }
        Write::Upsert => {
            let bulk = cdf
                .records()
                .upsert_bulk(STREAM)
                .max_items(ITEMS)
                .max_details(ITEMS * 2);
            drain(&fake, bulk, source, seed, is_there).await
        }
        Write::Delete => {
            let stored = cdf.records().ingest_bulk(STREAM).send_all(source).await;
            assert!(stored.is_complete(), "{stored}");
            let bulk = cdf.records().delete_bulk(STREAM).max_items(ITEMS);
            let ids = (0..COUNT).map(|number| RecordId::new(SPACE, id(number)));
            drain(&fake, bulk, ids, seed, |there, id| !there.contains(id)).await
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_report_is_complete_exactly_when_the_source_is_stored() {
    for write in [Write::Ingest, Write::IngestOnce, Write::Upsert, Write::Delete] {
        let (mut runs, mut stops) = (0, 0);
        for seed in 0..SEEDS {
            let seen = one(seed, write).await;
            runs += seen.runs;
            stops += seen.stops;
        }
        assert!(
            stops as u64 > SEEDS / 2,
            "the storm stopped only {stops} of {runs} runs"
        );
    }
}
