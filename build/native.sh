#!/usr/bin/env bash
# Builds graphsparse as a native program that needs no .NET where it runs: build/native.sh [FOLDER], out/native by default.
# Two programs, since hot loops take the widest instructions that they may count on: one for processors since about 2013 (x86-64-v3: AVX2), one for older ones. `graphsparse` starts the one that fits.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-out/native}
rm -rf "$folder" out/native-build
mkdir -p "$folder" out/native-build
case $(uname -m) in
  x86_64) runtime=linux-x64; levels="x86-64-v3 x86-64-v2" ;;
  aarch64) runtime=linux-arm64; levels="default" ;;
  *) echo "There is no native build for $(uname -m)." >&2; exit 1 ;;
esac
for level in $levels; do
  set_level=(); [ "$level" = default ] || set_level=("-p:IlcInstructionSet=$level")
  dotnet publish src/GraphSparse.Cli -c Release -r "$runtime" -p:PublishAot=true "${set_level[@]}" -p:StripSymbols=true -p:RestoreLockedMode=false \
    -p:NuGetLockFilePath=obj/native.lock.json -o "out/native-build/$level" --nologo -v quiet
  cp "out/native-build/$level/GraphSparse.Cli" "$folder/graphsparse-$level"
  cp -r "out/native-build/$level/datasets" "$folder/"
done
cat >"$folder/graphsparse" <<'LAUNCHER'
#!/bin/sh
# Starts the program for this processor.
here=$(dirname "$(readlink -f "$0")")
for program in "$here"/graphsparse-default "$here"/graphsparse-x86-64-v3; do
  case $program in
    *-v3) grep -q '^flags.* avx2 .*' /proc/cpuinfo && grep -q '^flags.* bmi2 ' /proc/cpuinfo && grep -q '^flags.* fma ' /proc/cpuinfo && grep -q '^flags.* movbe ' /proc/cpuinfo || continue ;;
  esac
  [ -x "$program" ] && exec "$program" "$@"
done
exec "$here/graphsparse-x86-64-v2" "$@"
LAUNCHER
chmod +x "$folder/graphsparse"
rm -rf out/native-build
ls -l "$folder"
