//! Which of some records are there.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::error::Error as StdError;
use std::fmt;
use std::ops::Range;

use crate::Error;
use crate::models::{LastUpdatedTimeFilter, Record, RecordId, SourceSelector};
use crate::operations::records::Records;
use crate::operations::streams::Streams;
use crate::runtime::{BoxFuture, Printable};

use super::filter::{external_id, space};
use super::windows::windows;

/// As many values a filter takes.
const IDS_A_REQUEST: usize = 100;
/// The most records of a response.
const MOST_RECORDS: usize = 1000;

/// Records by their ids. [`Records::by_ids`] makes one; await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct RecordLookup {
    records: Records,
    stream: String,
    ids: BTreeSet<RecordId>,
    updated: Option<Range<i64>>,
    sources: Option<Vec<SourceSelector>>,
}

/// Which of some records are there. [`Records::verify`] makes one; await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct Verify(RecordLookup);

/// What became of the question which records are there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// Those that are there.
    pub present: BTreeSet<RecordId>,
    /// Those that are not, or cannot be seen yet: what was written shows after some seconds.
    pub absent: BTreeSet<RecordId>,
}

impl Records {
    /// Records by their ids, in requests of up to 100. Ids that are not there are left out.
    ///
    /// In a mutable stream a record is there once. In an immutable one it may be there often, and a time has to be
    /// given, see [`updated`](RecordLookup::updated).
    ///
    /// ```no_run
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), cdf_client::records::LookupError> {
    /// let records = cdf.records().by_ids("my-stream", [("plant", "pump-1"), ("plant", "pump-2")]).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Awaiting it fails if the service refuses, and if one id has more records at one time than a response holds.
    pub fn by_ids(
        &self,
        stream: impl Into<String>,
        ids: impl IntoIterator<Item = impl Into<RecordId>>,
    ) -> RecordLookup {
        RecordLookup {
            records: self.clone(),
            stream: stream.into(),
            ids: ids.into_iter().map(Into::into).collect(),
            updated: None,
            sources: None,
        }
    }

    /// Which of these records are there: for those of which a write does not know, and for conflicts that may be with
    /// one's own lost attempt.
    ///
    /// ```no_run
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), cdf_client::records::LookupError> {
    /// let verified = cdf.records().verify("my-stream", [("plant", "pump-1")]).await?;
    /// println!("{} are there, {} are not", verified.present.len(), verified.absent.len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// After sending many:
    ///
    /// ```no_run
    /// # use cdf_client::models::RecordWrite;
    /// # async fn example(cdf: cdf_client::Client, records: Vec<RecordWrite>) -> Result<(), Box<dyn std::error::Error>> {
    /// let report = cdf.records().ingest_bulk("my-stream").send_all(records).await;
    /// let unsettled = report.unknown().iter().map(|record| record.key.clone());
    /// let verified = cdf.records().verify("my-stream", unsettled).await?;
    /// let report = report.settle(|id| verified.contains(id));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// It asks only whether a record is there, not what is in it: where others write records of the same ids, read
    /// them with [`by_ids`](Records::by_ids) and compare.
    ///
    /// # Errors
    ///
    /// As [`by_ids`](Records::by_ids).
    pub fn verify(&self, stream: impl Into<String>, ids: impl IntoIterator<Item = impl Into<RecordId>>) -> Verify {
        Verify(self.by_ids(stream, ids))
    }
}

impl Verified {
    /// Whether the record is there.
    pub fn contains(&self, id: &RecordId) -> bool {
        self.present.contains(id)
    }
}

impl RecordLookup {
    /// When the records were written, in milliseconds since 1970. Immutable streams need it. A range that is longer
    /// than the stream lets one ask for is asked for in pieces; the stream is asked how long they may be.
    pub fn updated(mut self, range: Range<i64>) -> Self {
        self.updated = Some(range);
        self
    }

    /// Which properties to return. Without it, those that the service returns for any filter that names no sources.
    pub fn sources(mut self, sources: impl IntoIterator<Item = SourceSelector>) -> Self {
        self.sources = Some(sources.into_iter().collect());
        self
    }

    async fn find(self) -> Result<Vec<Record>, LookupError> {
        let mut todo = self.pieces().await?;
        let mut found = Vec::new();
        while let Some(piece) = todo.pop_front() {
            let records = self.ask(&piece).await?;
            if records.len() < MOST_RECORDS {
                found.extend(records);
                continue;
            }
            // There may be more than the response holds.
            let [one, two] = piece.halves().ok_or_else(|| LookupError::TooMany(piece.id()))?;
            todo.push_front(two);
            todo.push_front(one);
        }
        Ok(found)
    }

    /// Each request: ids of one space, and a time if there is one.
    async fn pieces(&self) -> Result<VecDeque<Piece>, LookupError> {
        let mut spaces: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for id in &self.ids {
            spaces.entry(&id.space).or_default().push(&id.external_id);
        }
        let times: Vec<_> = self.times().await?;
        let mut pieces = VecDeque::new();
        for (space, ids) in spaces {
            for ids in ids.chunks(IDS_A_REQUEST) {
                pieces.extend(times.iter().map(|time| Piece {
                    space: space.to_owned(),
                    ids: ids.iter().map(|id| (*id).to_owned()).collect(),
                    time: time.clone(),
                }));
            }
        }
        Ok(pieces)
    }

    async fn times(&self) -> Result<Vec<Option<Range<i64>>>, LookupError> {
        let Some(range) = self.updated.clone().filter(|_| !self.ids.is_empty()) else {
            return Ok(vec![None]);
        };
        let stream = Streams::new(&self.records.core)
            .retrieve(&self.stream)
            .await
            .map_err(Error::from)?;
        Ok(match stream.settings.filtering_interval() {
            Some(longest) => windows(range, longest).map(Some).collect(),
            None => vec![Some(range)],
        })
    }

    async fn ask(&self, piece: &Piece) -> Result<Vec<Record>, LookupError> {
        let filter = space().equals(piece.space.as_str()) & external_id().is_in(piece.ids.iter().cloned());
        let mut request = self.records.filter(&self.stream).filter(filter).limit(1000);
        if let Some(time) = piece.time.clone() {
            request = request.last_updated_time(LastUpdatedTimeFilter::from(time));
        }
        if let Some(sources) = &self.sources {
            request = request.sources(sources.iter().cloned());
        }
        Ok(request.await.map_err(Error::from)?.items)
    }
}

/// What one request asks for.
#[derive(Clone, Debug)]
struct Piece {
    space: String,
    ids: Vec<String>,
    time: Option<Range<i64>>,
}

impl Piece {
    /// The same in two: fewer ids, or less time for a single one. `None` if there is nothing left to halve.
    fn halves(&self) -> Option<[Self; 2]> {
        let (mut one, mut two) = (self.clone(), self.clone());
        if self.ids.len() > 1 {
            two.ids = one.ids.split_off(self.ids.len() / 2);
            return Some([one, two]);
        }
        let time = self.time.as_ref()?;
        let length = time.end.saturating_sub(time.start);
        let middle = time.start + length / 2;
        one.time = Some(time.start..middle);
        two.time = Some(middle..time.end);
        (length > 1).then_some([one, two])
    }

    fn id(&self) -> RecordId {
        RecordId::new(&self.space, self.ids.first().map_or("", String::as_str))
    }
}

impl IntoFuture for RecordLookup {
    type Output = Result<Vec<Record>, LookupError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.find())
    }
}

impl Verify {
    /// When the records were written; see [`RecordLookup::updated`].
    pub fn updated(self, range: Range<i64>) -> Self {
        Self(self.0.updated(range))
    }
}

impl IntoFuture for Verify {
    type Output = Result<Verified, LookupError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let asked = self.0.ids.clone();
            let found: BTreeSet<RecordId> = self.0.await?.iter().map(Record::id).collect();
            let (present, absent) = asked.into_iter().partition(|id| found.contains(id));
            Ok(Verified { present, absent })
        })
    }
}

/// Why records could not be looked up.
#[derive(Debug)]
#[non_exhaustive]
pub enum LookupError {
    /// The service refused, or could not be asked.
    Api(Error),
    /// An immutable stream has more records of this id, at one time, than a response holds. Ask for less time.
    TooMany(RecordId),
}

impl fmt::Display for LookupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::TooMany(id) => {
                let id = Printable(id);
                write!(f, "there are {MOST_RECORDS} records or more of {id}: ask for less time")
            }
        }
    }
}

impl StdError for LookupError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Api(error) => Some(error),
            Self::TooMany(_) => None,
        }
    }
}

impl From<Error> for LookupError {
    fn from(error: Error) -> Self {
        Self::Api(error)
    }
}
