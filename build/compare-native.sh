#!/usr/bin/env bash
# Runs the quickstart with the native program and requires every table to have the bytes that the other program wrote: build/compare-native.sh, after build/native.sh and README's first command.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d out/quickstart ] || { echo "out/quickstart is not there; run README's first command" >&2; exit 1; }
rm -rf out/quickstart-native
trap 'rm -f datasets/quickstart-native.json' EXIT
sed 's#"../out/quickstart"#"../out/quickstart-native"#' datasets/quickstart.json >datasets/quickstart-native.json
out/native/graphsparse run datasets/quickstart-native.json --quiet >/dev/null
compared=0
while IFS= read -r file; do
  cmp "$file" "out/quickstart-native/${file#out/quickstart/}"
  compared=$((compared + 1))
done < <(find out/quickstart -name '*.parquet' | sort)
[ "$compared" -gt 0 ] || { echo "no table was compared" >&2; exit 1; }
for level in out/native/graphsparse-*; do # each program, also the one that is not started here
  "$level" walk karate out/quickstart-native/walks.parquet --overwrite --quiet >/dev/null
  sha256sum <out/quickstart-native/walks.parquet
done | sort -u | wc -l | grep -qx 1
echo "$compared tables have the same bytes"
