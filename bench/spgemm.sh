#!/usr/bin/env bash
# C = A A in double precision beside SuiteSparse:GraphBLAS (two threads, sorted rows) and SciPy (one thread, rows in any order): all in turns on the same matrices,
# medians of REPEATS, the lower of ROUNDS turns; then peak memory.
#   bench/spgemm.sh [NETWORKS] [REPEATS] [ROUNDS] [MATRIX...]
# NETWORKS is the folder with PPI-Homo-sapiens.edges.gz and ProNE-dblp.edges.gz. Needs Debian's gcc, libgraphblas-dev and python3-scipy.
set -eu
networks=${1:-${GRAPHSPARSE_DATASETS:?}/networks}; repeats=${2:-7}; rounds=${3:-3}
[ $# -lt 3 ] && shift $# || shift 3
here=$(cd "$(dirname "$0")" && pwd)
dotnet build -c Release -v quiet --nologo "$here/GraphSparse.Benchmarks" >/dev/null
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
gcc -O2 "$here/peers/spgemm_graphblas.c" -lgraphblas -o "$tmp/graphblas"
ours() { dotnet "$here/GraphSparse.Benchmarks/bin/Release/net10.0/GraphSparse.Benchmarks.dll" spgemm "$@"; }
lowest() { sort -g "$1" | head -n 1 | cut -d' ' -f"$2"; }

printf '%-10s %11s %11s | %9s %9s %9s %9s %9s %9s | %6s %6s | %5s %5s %5s\n' matrix terms entries ours ours-1 GraphBLAS jumbled SciPy +sort GrB SciPy MiB GrB SciPy
for matrix in ${*:-ppi dblp rmat15 uniform18}; do
  case $matrix in ppi) source=$networks/PPI-Homo-sapiens.edges.gz;; dblp) source=$networks/ProNE-dblp.edges.gz;; *) source=$matrix;; esac
  file=$tmp/$matrix.csr
  ours export "$source" "$file" >/dev/null
  for round in $(seq "$rounds"); do
    ours "$file" 2 "$repeats" >>"$tmp/$matrix.ours"
    "$tmp/graphblas" "$file" 2 "$repeats" >>"$tmp/$matrix.grb"
    /usr/bin/python3 "$here/peers/spgemm_scipy.py" "$file" "$repeats" >>"$tmp/$matrix.scipy"
    ours "$file" 1 "$repeats" >>"$tmp/$matrix.one"
    "$tmp/graphblas" "$file" 2 "$repeats" jumbled >>"$tmp/$matrix.jumbled"
    /usr/bin/python3 "$here/peers/spgemm_scipy.py" "$file" "$repeats" sorted >>"$tmp/$matrix.sorted"
  done
  [ "$(cut -d' ' -f2,3 "$tmp/$matrix".ours "$tmp/$matrix".grb "$tmp/$matrix".scipy | awk '{print $1, sprintf("%.6g", $2)}' | sort -u | wc -l)" = 1 ] || { echo "$matrix: the products differ"; exit 1; }
  terms=$(ours "$file" flops)
  echo "$matrix $terms $(lowest "$tmp/$matrix.ours" 2) $(lowest "$tmp/$matrix.ours" 1) $(lowest "$tmp/$matrix.one" 1) $(lowest "$tmp/$matrix.grb" 1) $(lowest "$tmp/$matrix.jumbled" 1) $(lowest "$tmp/$matrix.scipy" 1) $(lowest "$tmp/$matrix.sorted" 1) $(lowest "$tmp/$matrix.ours" 4) $(lowest "$tmp/$matrix.grb" 4) $(lowest "$tmp/$matrix.scipy" 4)" |
    awk '{printf "%-10s %11d %11d | %6.1f ms %6.1f ms %6.1f ms %6.1f ms %6.1f ms %6.1f ms | %5.2fx %5.2fx | %5d %5d %5d\n", $1, $2, $3, $4*1000, $5*1000, $6*1000, $7*1000, $8*1000, $9*1000, $4/$6, $4/$8, $10/1024, $11/1024, $12/1024}'
done
