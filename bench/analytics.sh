#!/usr/bin/env bash
# Analytics beside python3-igraph: one edge list, one run, medians in seconds and the ratio.
#   bench/analytics.sh FILE.edges [repeats]
# Needs Debian's python3-igraph. Q is the mean over as many seeds. Both sides time the call alone, the graph is in memory; igraph and GraphSparse take turns.
set -eu
file=$(realpath "$1"); repeats=${2:-5}
cd "$(dirname "$0")/.."
dotnet build -c Release -v quiet --nologo bench/GraphSparse.Benchmarks >/dev/null
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT

ours() { dotnet bench/GraphSparse.Benchmarks/bin/Release/net10.0/GraphSparse.Benchmarks.dll analytics "$file" "$repeats"; }
theirs() {
  /usr/bin/python3 - "$file" "$repeats" <<'PY'
import igraph, random, statistics, sys, time
graph = igraph.Graph.Read_Edgelist(sys.argv[1], directed=False).simplify()
hub = max(range(graph.vcount()), key=graph.degree().__getitem__)
seeds = iter(range(1, 1000))
def seeded(work):
    random.seed(next(seeds))
    return work()
tasks = {
    "triangles": (lambda: graph.transitivity_undirected(), lambda r: ""),
    "pagerank": (lambda: graph.pagerank(), lambda r: ""),
    "components": (lambda: graph.connected_components(), lambda r: str(len(r))),
    "bfs": (lambda: graph.bfs(hub), lambda r: ""),
    "cores": (lambda: graph.coreness(), lambda r: str(max(r))),
    "louvain": (lambda: seeded(graph.community_multilevel), lambda r: f"Q={r.modularity:.4f}"),
    "leiden": (lambda: seeded(lambda: graph.community_leiden(objective_function="modularity")), lambda r: f"Q={r.modularity:.4f}"),
}
for name, (work, say) in tasks.items():
    times, values, qualities = [], [], []
    for _ in range(int(sys.argv[2])):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
        values.append(say(result))
        if values[-1].startswith("Q="):
            qualities.append(result.modularity)
    said = f"Q={statistics.mean(qualities):.4f}" if qualities else values[-1]
    print(f"{name} {statistics.median(times):.5f} {said}")
PY
}

theirs > "$tmp/igraph.1"; ours > "$tmp/ours.1"; theirs > "$tmp/igraph.2"; ours > "$tmp/ours.2"
echo "== $file, medians of $repeats, the lower of two turns"
join <(sort "$tmp/igraph.1" "$tmp/igraph.2" | sort -k1,1 -k2,2n | sort -u -k1,1) <(sort -k1,1 -k2,2n "$tmp/ours.1" "$tmp/ours.2" | sort -u -k1,1) -a 2 -o '0,1.2,1.3,2.2,2.3' -e - |
  awk 'BEGIN {printf "%-14s %10s %12s %10s %12s %6s\n", "task", "igraph", "", "ours", "", "ratio"}
       {printf "%-14s %10s %12s %10s %12s %6s\n", $1, $2, $3, $4, $5, ($2 == "-" ? "" : sprintf("%.2f", $4 / $2))}'
