#!/usr/bin/env bash
# Asks cargo semver-checks about the crates of every pair of tests/diff, and compares "breaks at compile time" with what
# `oasmith diff` says. Where the two disagree for a reason, the pair stands in tests/semver/differ.tsv; what is missing there
# and what need not stand there is a failure. Wants `cargo install cargo-semver-checks --locked`, or SEMVER_CHECKS=PROGRAM.
set -euo pipefail
cd "$(dirname "$0")/../.."
checks=${SEMVER_CHECKS:-cargo-semver-checks}
command -v "$checks" >/dev/null || { echo "cargo-semver-checks is not installed" >&2; exit 2; }
target=${CARGO_TARGET_DIR:-$PWD/target}
work=$target/semver
mkdir -p "$work"
cargo run --quiet -p oasmith-tests --bin semver-pairs -- "$work"

# Documentation as data is not stable yet, so the compiler must be told that we know.
export RUSTC_BOOTSTRAP=1 RUSTDOCFLAGS="-Z unstable-options --output-format json --document-hidden-items"
for side in old new; do
  (cd "$work/$side" && CARGO_TARGET_DIR=$work/target cargo doc --quiet --no-deps --workspace --no-default-features)
  rm -rf "$work/$side-json" && cp -r "$work/target/doc" "$work/$side-json"
done
unset RUSTC_BOOTSTRAP RUSTDOCFLAGS

faults=0 agreed=0 differ=0
while IFS=$'\t' read -r name said; do
  file=pair_$name.json
  if out=$("$checks" semver-checks --release-type minor --baseline-rustdoc "$work/old-json/$file" \
      --current-rustdoc "$work/new-json/$file" 2>&1); then judged=no
  elif grep -q 'semver requires new major version' <<<"$out"; then judged=yes
  else echo "$name: not judged: $out"; faults=$((faults + 1)); continue; fi
  lints=$(sed -n 's/^--- failure \([a-z_]*\):.*/\1/p' <<<"$out" | sort -u | paste -sd, -)
  listed=$(awk -F'\t' -v name="$name" '$1 == name { print $2 }' tests/semver/differ.tsv)
  if [ "$said" = "$judged" ]; then
    agreed=$((agreed + 1))
    [ -z "$listed" ] || { echo "$name: they agree, so it must not stand in differ.tsv"; faults=$((faults + 1)); }
  elif [ "$listed" = "$said/$judged" ]; then differ=$((differ + 1))
  else echo "$name: oasmith says $said, cargo semver-checks $judged${lints:+ ($lints)}"; faults=$((faults + 1)); fi
done < "$work/said.tsv"
echo "$agreed agree, $differ differ for a known reason, $faults faults"
[ "$faults" = 0 ]
