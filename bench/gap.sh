#!/usr/bin/env bash
# The tasks of the GAP benchmarks beside a C++ program of their methods (bench/peers/gap.cpp, OpenMP): both in turns, twice each, the lower of two medians in milliseconds.
#   bench/gap.sh REPEATS TOLERANCE FILE.gsb...
set -eu
repeats=$1; tolerance=$2; shift 2
here=$(cd "$(dirname "$0")" && pwd)
dotnet build -c Release -v quiet --nologo "$here/GraphSparse.Benchmarks" >/dev/null
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
g++ -O3 -march=native -fopenmp "$here/peers/gap.cpp" -o "$tmp/gap"
for file in "$@"; do
  for turn in 1 2; do
    "$tmp/gap" "$file" "$repeats" "$tolerance" > "$tmp/peer.$turn"
    dotnet "$here/GraphSparse.Benchmarks/bin/Release/net10.0/GraphSparse.Benchmarks.dll" gap "$file" "$repeats" "$tolerance" > "$tmp/ours.$turn"
  done
  echo "== $(basename "$file")"
  join <(sort -k1,1 -k2,2n "$tmp"/peer.? | sort -u -k1,1) <(sort -k1,1 -k2,2n "$tmp"/ours.? | sort -u -k1,1) |
    awk '{printf "%-12s %9.2f ms  ours %9.2f ms  %5.2f   %s %s\n", $1, $2 * 1000, $5 * 1000, $5 / $2, $4, $6}'
done
