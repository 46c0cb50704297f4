//! How fast a large answer is decoded: with the generated types, with [`hand_written`] ones, and as plain JSON.

use std::hint::black_box;
use std::time::Instant;

use cdf_client::models::SubscriptionData;
use oasmith_bench::allocator;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::table::Table;
use crate::{Result, batch, hand_written, median, progress};

/// The contestants take turns, so that a slow moment of the machine hits all of them.
const ROUNDS: usize = 15;

struct Contestant {
    name: &'static str,
    decode: fn(&str) -> Result,
    seconds: Vec<f64>,
}

impl Contestant {
    fn new(name: &'static str, decode: fn(&str) -> Result) -> Self {
        Self {
            name,
            decode,
            seconds: Vec::new(),
        }
    }

    /// Decodes twice and looks at the second time, which finds the heap as the first one left it. Without that, who
    /// comes after the contestant with the most allocations pays for the memory that went back to the system.
    fn run(&mut self, text: &str) -> Result {
        (self.decode)(text)?;
        let start = Instant::now();
        (self.decode)(text)?;
        self.seconds.push(start.elapsed().as_secs_f64());
        Ok(())
    }
}

pub(crate) fn measure(table: &mut Table) -> Result {
    let text = batch::make();
    check(&text)?;
    progress(&format!("decode {:.1} MB", text.len() as f64 / 1e6));
    let mut contestants = [
        Contestant::new("hand-written", decode::<hand_written::Batch>),
        Contestant::new("generated", decode::<SubscriptionData>),
        Contestant::new("serde_json::Value", decode::<Value>),
    ];
    for _ in 0..ROUNDS {
        for contestant in &mut contestants {
            contestant.run(&text)?;
        }
    }
    let medians = contestants
        .each_ref()
        .map(|contestant| median(contestant.seconds.iter().copied()));
    for (contestant, seconds) in contestants.iter().zip(medians) {
        println!("{}", describe(contestant, seconds, seconds / medians[0], &text));
    }
    table.row(
        "decode 100,000 data points",
        medians[1] / medians[0],
        "x hand-written",
        1.2,
    );
    Ok(())
}

/// The time to drop the result is in it: it is a part of the price of many small allocations.
fn decode<T: DeserializeOwned>(text: &str) -> Result {
    black_box(serde_json::from_slice::<T>(black_box(text.as_bytes()))?);
    Ok(())
}

fn describe(contestant: &Contestant, seconds: f64, ratio: f64, text: &str) -> String {
    let allocations = allocator::count(|| {
        // It went well in each round.
        let _ = (contestant.decode)(text);
    });
    format!(
        "decode, {:<18} {:>6.1} ms  {ratio:>5.2} x  {:>9} allocations  {:>6.1} MB",
        contestant.name,
        seconds * 1e3,
        allocations.count,
        allocations.bytes as f64 / 1e6
    )
}

/// That each contestant finds all points, before it is believed to be fast.
fn check(text: &str) -> Result {
    let generated: SubscriptionData = serde_json::from_str(text)?;
    let generated: usize = generated
        .updates
        .iter()
        .map(|update| update.upserts.iter().flatten().count())
        .sum();
    let by_hand: hand_written::Batch = serde_json::from_str(text)?;
    let by_hand: usize = by_hand
        .updates
        .iter()
        .map(|update| update.upserts.iter().flatten().count())
        .sum();
    if (generated, by_hand) != (batch::POINTS, batch::POINTS) {
        return Err(format!("{generated} and {by_hand} points of {}", batch::POINTS).into());
    }
    Ok(())
}
