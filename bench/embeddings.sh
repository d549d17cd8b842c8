#!/usr/bin/env bash
# FastRP and products beside SciPy on the same graphs, in turns; medians of five.
#   bench/embeddings.sh FILE.edges.gz...
# Needs Debian's python3-scipy. SciPy's products take one thread; ours are shown with one and with all.
set -eu
cd "$(dirname "$0")/.."
dotnet build -c Release -v quiet --nologo bench/GraphSparse.Benchmarks >/dev/null
for file in "$@"; do
  /usr/bin/python3 bench/peers/fastrp_scipy.py "$file"
  dotnet bench/GraphSparse.Benchmarks/bin/Release/net10.0/GraphSparse.Benchmarks.dll embedding-speed "$file"
  /usr/bin/python3 bench/peers/fastrp_scipy.py "$file"
done
