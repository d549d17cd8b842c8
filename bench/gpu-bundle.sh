#!/usr/bin/env bash
# Makes out/gpu-bundle: check-device and two small graphs, for a Linux machine (x64) with a driver of CUDA or OpenCL and nothing of .NET.
#   bench/gpu-bundle.sh && out/gpu-bundle/check-device [SCALE] [FOLDER]
# A lock file of its own: restoring for one platform would rewrite the committed ones.
set -eu
cd "$(dirname "$0")/.."
rm -rf out/gpu-bundle
dotnet publish bench/GraphSparse.DeviceCheck -c Release -r linux-x64 --self-contained -p:PublishSingleFile=true \
  -p:EnableCompressionInSingleFile=true -p:DebugType=none -p:PublishDocumentationFiles=false \
  -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/publish.lock.json -o out/gpu-bundle
size=$(du -sm out/gpu-bundle | cut -f1)
[ "$size" -lt 60 ] || { echo "the bundle has $size MiB, the limit is 60" >&2; exit 1; }
echo "out/gpu-bundle: $size MiB"
