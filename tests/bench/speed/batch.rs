//! The batch that is decoded: what a subscription with `includeStatus` answers, the same in each run.

use std::fmt::Write;

/// Points in the batch: the most that one request may ask for.
pub(crate) const POINTS: usize = 100_000;
const SERIES: usize = 100;

/// About 8 MB of JSON: four series of numbers to one of texts, and half of the numbers are not quite good.
pub(crate) fn make() -> String {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let updates: Vec<String> = (0..SERIES).map(|number| update(number, &mut random)).collect();
    format!(
        r#"{{"updates":[{}],"partitions":[{{"index":0,"nextCursor":"b3RoZXIgY3Vyc29ycyBsb29rIGxpa2UgdGhpcw"}}],"hasNext":true}}"#,
        updates.join(",")
    )
}

fn update(number: usize, random: &mut Random) -> String {
    let is_string = number % 5 == 4;
    let kind = if is_string { "string" } else { "numeric" };
    let points: Vec<String> = (0..POINTS / SERIES)
        .map(|step| point(1_767_225_600_000 + step * 1000, is_string, random))
        .collect();
    format!(
        r#"{{"timeSeries":{{"id":{id},"externalId":"plant/area-{number}/pump/pressure","isString":{is_string},"type":"{kind}"}},"upserts":[{points}],"deletes":[]}}"#,
        id = 7_000_000_000_000_000 + number,
        points = points.join(",")
    )
}

fn point(timestamp: usize, is_string: bool, random: &mut Random) -> String {
    let mut point = format!(r#"{{"timestamp":{timestamp},"value":"#);
    // Writing to a `String` cannot fail.
    let _ = match is_string {
        true => write!(
            point,
            r#""valve {:08x} was moved to position {:08x}""#,
            random.bits(),
            random.bits()
        ),
        false => write!(point, "{}", random.fraction() * 2000.0 - 1000.0),
    };
    if !is_string && random.bits().is_multiple_of(2) {
        point.push_str(r#","status":{"code":1073741824,"symbol":"Uncertain"}"#);
    }
    point.push('}');
    point
}

/// Numbers that look random and are the same in each run (xorshift).
struct Random(u64);

impl Random {
    fn bits(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as u32
    }

    /// From 0 to below 1, with more digits than a `u32` has.
    fn fraction(&mut self) -> f64 {
        f64::from(self.bits()) / f64::from(u32::MAX) + f64::from(self.bits()) * 2f64.powi(-66)
    }
}
