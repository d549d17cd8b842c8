#!/usr/bin/env bash
# PoCL 6, an OpenCL driver for CPUs on which the kernels of GraphSparse.Gpu run, beside a Debian that has an older one: in a folder, and the machine keeps its own libraries.
#   tests/pocl6.sh install DIR           downloads the packages of Debian 13 (110 MB) from where this machine's apt gets its own, and unpacks them
#   tests/pocl6.sh run DIR COMMAND...    runs COMMAND as root with these libraries, this machine's .NET and the current folder
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,4s/^# //p' "$0"; exit 2; }
action=$1; dir=$(realpath -m "$2"); shift 2
root=$dir/root

install() {
  [ ! -e "$dir/done" ] || return 0
  local apt=$dir/apt source folder package options
  source=$(sed -nE 's/^URIs: *([^ ]+).*/\1/p; s/^deb (\[[^]]*\] )?([^ ]+) [a-z]+ .*/\2/p' /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | head -n 1 || true)
  [ -n "$source" ] || { echo "apt has no source of Debian packages here." >&2; return 1; }
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/none" "$root"
  : >"$apt/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $source trixie main" >"$apt/sources.list"
  options=(-o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts="$apt/none" -o Dir::Etc::preferencesparts="$apt/none" -o Dir::State="$apt"
    -o Dir::State::lists="$apt/lists" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt/cache" -o APT::Sandbox::User=root -qq)
  apt-get "${options[@]}" update
  apt-get "${options[@]}" -y --no-install-recommends --download-only install \
    pocl-opencl-icd ocl-icd-libopencl1 base-files bash coreutils libssl3t64 libstdc++6 libgcc-s1 zlib1g libicu76 >/dev/null
  for folder in bin sbin lib lib64; do mkdir -p "$root/usr/$folder"; ln -sfn "usr/$folder" "$root/$folder"; done
  for package in "$apt"/cache/archives/*.deb; do dpkg-deb -x "$package" "$root"; done
  mkdir -p "$root"/{proc,sys,dev,tmp,root}
  chmod 1777 "$root/tmp"
  rm -rf "$apt"
  touch "$dir/done"
}

run() {
  local dotnet
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  unshare --mount bash -euc '
    root=$1 here=$2 dotnet=$3; shift 3
    for folder in /proc /sys /dev "$here" "$dotnet" "${HOME:-/root}"; do mkdir -p "$root$folder"; mount --rbind "$folder" "$root$folder"; done
    exec chroot "$root" /usr/bin/env PATH="$dotnet:/usr/bin:/bin" DOTNET_ROOT="$dotnet" bash -c "cd \"\$0\" && exec \"\$@\"" "$here" "$@"' _ "$root" "$PWD" "$dotnet" "$@"
}

case $action in
  install) install ;;
  run) run "$@" ;;
  *) sed -n '2,4s/^# //p' "$0"; exit 2 ;;
esac
