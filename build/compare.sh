#!/usr/bin/env bash
# Runs the quickstart with another build of the program and requires every table to have the bytes that README's first command wrote:
#   build/compare.sh NAME PROGRAM [PROGRAM...]
# The first program runs the quickstart; each must also write the same walks as the others. NAME tells the outputs of builds apart.
set -euo pipefail
cd "$(dirname "$0")/.."
name=$1; shift
[ -d out/quickstart ] || { echo "out/quickstart is not there; run README's first command" >&2; exit 1; }
rm -rf "out/quickstart-$name"
trap 'rm -f "datasets/quickstart-$name.json"' EXIT
sed "s#\"../out/quickstart\"#\"../out/quickstart-$name\"#" datasets/quickstart.json >"datasets/quickstart-$name.json"
"$1" run "datasets/quickstart-$name.json" --quiet >/dev/null
compared=0
while IFS= read -r file; do
  cmp "$file" "out/quickstart-$name/${file#out/quickstart/}"
  compared=$((compared + 1))
done < <(find out/quickstart -name '*.parquet' | sort)
[ "$compared" -gt 0 ] || { echo "no table was compared" >&2; exit 1; }
dotnet src/GraphSparse.Cli/bin/Release/net10.0/GraphSparse.Cli.dll walk karate "out/quickstart-$name/walks.parquet" --overwrite --quiet >/dev/null
walks=$(sha256sum <"out/quickstart-$name/walks.parquet")
for program in "$@"; do
  "$program" walk karate "out/quickstart-$name/walks.parquet" --overwrite --quiet >/dev/null
  [ "$(sha256sum <"out/quickstart-$name/walks.parquet")" = "$walks" ] || { echo "$program takes other walks" >&2; exit 1; }
done
echo "$compared tables and the walks have the same bytes"
