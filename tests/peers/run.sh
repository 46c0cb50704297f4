#!/bin/sh
# The official Python SDK against fake-cdf. Not part of the default tests: it fetches the SDK from the package index.
# Arguments go to fake-cdf, for example: tests/peers/run.sh --lost 0.05 --seed 3
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server"; rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --requirement "$here/requirements.txt"

cd "$here/../.."
cargo build --quiet -p cdf-client --features fake --example fake-cdf
cargo run --quiet -p cdf-client --features fake --example fake-cdf -- \
    --port 0 --allow-leaks --dump "$work/requests" "$@" >"$work/log" &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
    grep -q 'listens on' "$work/log" && break
    sleep 1
done
url=$(sed -n 's/^fake-cdf listens on //p' "$work/log")

if ! "$work/venv/bin/python" "$here/cognite_sdk.py" "$url"; then
    tail -20 "$work/log"
    exit 1
fi
# PEER_DUMP=FILE keeps what the SDK has sent.
test -z "${PEER_DUMP:-}" || cp "$work/requests" "$PEER_DUMP"
