#!/usr/bin/env bash
# get-neovim.sh DIR [SUITE]: unpacks Debian's Neovim of SUITE (trixie) below DIR, without installing
# anything, and writes DIR/nvim, which starts it with its own C library. For machines whose own
# packages have no Neovim of 0.8 or later. Needs Debian's archive keyring.
set -euo pipefail
dir=$1 suite=${2:-trixie}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r "$keyring" ] || { echo "get-neovim: no $keyring" >&2; exit 1; }

mkdir -p "$dir"/{sources.d,lists/partial,cache/archives/partial,debs,root}
dir=$(cd "$dir" && pwd)
cat >"$dir/sources.d/suite.sources" <<SOURCES
Types: deb
URIs: http://deb.debian.org/debian
Suites: $suite
Components: main
Signed-By: $keyring
SOURCES
cat >"$dir/apt.conf" <<CONF
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$dir/sources.d";
Dir::State::lists "$dir/lists";
Dir::State::status "/dev/null";
Dir::Cache "$dir/cache";
CONF
export APT_CONFIG="$dir/apt.conf"
apt-get update -qq

# What Neovim needs to run; what configures a system is left out.
packages=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks \
  --no-replaces --no-enhances --no-pre-depends neovim |
  grep -E '^[a-z]' | sort -u | grep -vE '^(dpkg|tar|gawk|mawk|.*debconf.*|perl.*|lib.*perl.*)$')
(
  cd "$dir/debs"
  for package in $packages; do
    apt-get download -qq "$package" 2>/dev/null || echo "get-neovim: no package $package" >&2
  done
  for deb in *.deb; do
    dpkg -x "$deb" "$dir/root"
  done
)
lib=usr/lib/$(uname -m)-linux-gnu
loader=$(find "$dir/root/usr/lib64" "$dir/root/usr/lib" "$dir/root/$lib" -name 'ld-linux*' 2>/dev/null | head -n 1)
cat >"$dir/nvim" <<NVIM
#!/bin/sh
export VIMRUNTIME=$dir/root/usr/share/nvim/runtime
export LUA_PATH="$dir/root/usr/share/lua/5.1/?.lua;;" LUA_CPATH="$dir/root/$lib/lua/5.1/?.so;;"
exec $loader --library-path $dir/root/$lib $dir/root/usr/bin/nvim "\$@"
NVIM
chmod +x "$dir/nvim"
"$dir/nvim" --version | head -n 1
