#!/usr/bin/env bash
# Steps per second of walks on networks, then predicted and measured memory of the walk command.
#   bench/walks.sh FILE...
# Peaks are those of the process less those of one that only lists the datasets, in MiB.
set -eu
files=(); for file in "$@"; do files+=("$(realpath "$file")"); done
cd "$(dirname "$0")/.."
for project in bench/GraphSparse.Benchmarks src/GraphSparse.Cli; do dotnet build -c Release -v quiet --nologo "$project" >/dev/null; done
cli="dotnet src/GraphSparse.Cli/bin/Release/net10.0/GraphSparse.Cli.dll"
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
bytes() { tr ',' '\n' | sed -nE "s/.*\"$1\": *([0-9]+).*/\1/p"; }

dotnet bench/GraphSparse.Benchmarks/bin/Release/net10.0/GraphSparse.Benchmarks.dll walks "${files[@]}"
idle=$($cli datasets list --json --quiet | bytes peakMemoryBytes)
for file in "${files[@]}"; do
  $cli convert "$file" "$tmp/graph.parquet" --overwrite --quiet >/dev/null
  for options in "--method uniform" "--method node2vec --p 0.5 --q 2" "--visits" "--window 5 --length 20 --per-vertex 4"; do
    # shellcheck disable=SC2086
    predicted=$($cli walk "$tmp/graph.parquet" "$tmp/out.parquet" $options --dry-run --overwrite --json --quiet | bytes predictedMemoryBytes)
    # shellcheck disable=SC2086
    peak=$($cli walk "$tmp/graph.parquet" "$tmp/out.parquet" $options --overwrite --json --quiet | bytes peakMemoryBytes)
    awk -v f="$(basename "$file")" -v o="$options" -v p="$predicted" -v m="$((peak - idle))" 'BEGIN {printf "%-32s %-42s predicted %5.0f   peak %5.0f   %.2fx\n", f, o, p / 1048576, m / 1048576, p / m}'
  done
done
