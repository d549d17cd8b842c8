#!/usr/bin/env bash
# Reading and writing whole graphs beside python3-igraph, on one edge list, in one run.
#   bench/io.sh FILE.edges [repeats]
# Needs Debian's python3-igraph, time. Prints medians in seconds and peak memory in MiB.
set -eu
file=$(realpath "$1"); repeats=${2:-5}
cd "$(dirname "$0")/.."
for project in bench/GraphSparse.Benchmarks src/GraphSparse.Cli; do dotnet build -c Release -v quiet --nologo "$project" >/dev/null; done
cli="dotnet src/GraphSparse.Cli/bin/Release/net10.0/GraphSparse.Cli.dll"
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
median() { sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
seconds() { sed -nE "s/^ *\"$1\": ([0-9.e-]+),?$/\1/p"; }

echo "== $file"
echo "python3-igraph Graph.Read_Edgelist (median of $repeats):"
/usr/bin/python3 - "$file" "$repeats" <<'PY'
import igraph, statistics, sys, time
times = []
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    graph = igraph.Graph.Read_Edgelist(sys.argv[1], directed=False)
    times.append(time.perf_counter() - start)
    del graph
print(f"text to graph                            {statistics.median(times):.3f} s")
PY

echo "GraphSparse, one process after another (graphsparse convert --json, seconds.read and .write, median of $repeats):"
for i in $(seq "$repeats"); do
  $cli convert "$file" "$tmp/graph.parquet" --overwrite --quiet --json > "$tmp/text.json"
  $cli convert "$tmp/graph.parquet" "$tmp/again.parquet" --overwrite --quiet --json > "$tmp/parquet.json"
  seconds read < "$tmp/text.json" >> "$tmp/text"; seconds write < "$tmp/text.json" >> "$tmp/write"; seconds read < "$tmp/parquet.json" >> "$tmp/parquet"
done
printf 'text to graph                            %.3f s\n' "$(median < "$tmp/text")"
printf 'graph to Parquet                         %.3f s\n' "$(median < "$tmp/write")"
printf 'Parquet to graph                         %.3f s\n' "$(median < "$tmp/parquet")"

echo "GraphSparse, warm, in one process (median of $repeats after two warm-ups):"
dotnet bench/GraphSparse.Benchmarks/bin/Release/net10.0/GraphSparse.Benchmarks.dll io "$file" "$repeats"

echo "Peak memory (/usr/bin/time -v), MiB:"
peak() { /usr/bin/time -f '%M' "$@" 2>&1 >/dev/null | tail -1; }
idle=$(peak $cli convert karate "$tmp/karate.parquet" --quiet)
text=$(peak $cli convert "$file" "$tmp/peak.parquet" --quiet)
bytes=$($cli info "$tmp/graph.parquet" --quiet --json | seconds graphBytes)
awk -v i="$idle" -v t="$text" -v b="$bytes" 'BEGIN {printf "idle (karate) %.0f, text to Parquet %.0f, above idle %.0f = %.2f times the graph of %.0f\n", i/1024, t/1024, (t-i)/1024, (t-i)*1024/b, b/1048576}'
