//! Type-checks clients of changed documents: `typed-mutants FIRST COUNT`.
//!
//! A document whose client does not compile is named, with what the compiler says, and kept.

use std::path::Path;

use oasmith_tests::mutants::{Checked, check};

/// A part of the work that the compiler can hold in memory.
const AT_ONCE: usize = 250;

fn main() {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|text| text.parse().ok()).collect();
    let [first, count] = numbers.as_slice() else {
        eprintln!("typed-mutants FIRST COUNT");
        std::process::exit(2);
    };
    let tmp = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tmp");
    let (mut first, mut left) = (*first, usize::try_from(*count).unwrap_or(usize::MAX));
    let mut all_broken = 0;
    while left > 0 {
        let Checked {
            clients,
            refused,
            broken,
        } = check(&tmp, first, left.min(AT_ONCE));
        for (path, lines) in &broken {
            println!("{}\n  {}", path.display(), lines.join("\n  "));
        }
        let last = first + (clients + refused) as u64;
        println!(
            "{first}..{last}: {clients} clients, {refused} documents refused, {} broken",
            broken.len()
        );
        all_broken += broken.len();
        (first, left) = (last, left.saturating_sub(clients.max(1)));
    }
    std::process::exit(i32::from(all_broken > 0));
}
