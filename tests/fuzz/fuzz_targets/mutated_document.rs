//! The input chooses one of our small documents and what is changed in it.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use oasmith_tests::fuzz::{Choices, Seed, check_bytes, mutated, small_seeds};

static SEEDS: LazyLock<Vec<Seed>> = LazyLock::new(small_seeds);

fuzz_target!(|bytes: &[u8]| {
    let mut choices = Choices::of(bytes);
    let seed = &SEEDS[choices.below(SEEDS.len())];
    let mutant = mutated(&seed.tree, &mut choices);
    check_bytes(&mutant.bytes, mutant.extension).expect("what is accepted is Rust, what is refused is told why");
});
