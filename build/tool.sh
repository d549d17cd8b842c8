#!/usr/bin/env bash
# Builds graphsparse as a .NET tool that is compiled ahead for its platform, so that it starts in two thirds of the time: build/tool.sh [FOLDER [PLATFORMS]],
# out/tool and the platform of this machine by default; "linux-x64;linux-arm64;win-x64;osx-arm64" makes a package for each. Other platforms take the package
# that is compiled where it runs. Install: dotnet tool install --global --add-source FOLDER GraphSparse.Cli
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-out/tool}
platforms=${2:-$(dotnet --info | sed -n 's/^ *RID: *//p' | head -n 1)}
rm -rf "$folder"
dotnet pack src/GraphSparse.Cli -c Release -o "$folder" "-p:ToolPlatforms=\"$platforms\"" -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/tool.lock.json -p:RunAnalyzers=false --nologo -v quiet
ls -l "$folder"
