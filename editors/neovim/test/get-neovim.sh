#!/usr/bin/env bash
# get-neovim.sh DIR SUITE: unpacks Debian's Neovim of SUITE below DIR, without installing anything, and
# writes DIR/nvim, which starts it with its own C library. For machines whose own packages have no
# Neovim that is new enough. Needs apt and Debian's archive keyring.
set -euo pipefail
dir=$1 suite=$2
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
for needed in apt-get dpkg; do
  command -v "$needed" >/dev/null || { echo "get-neovim: no $needed on this machine" >&2; exit 1; }
done
[ -r "$keyring" ] || { echo "get-neovim: no $keyring: install debian-archive-keyring" >&2; exit 1; }

rm -rf "$dir"
mkdir -p "$dir"/{sources.d,lists/partial,cache/archives/partial,debs,root}
dir=$(cd "$dir" && pwd)
# The mirror that this machine uses, if it is a Debian.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' 2>/dev/null | head -n 1)
cat >"$dir/sources.d/suite.sources" <<SOURCES
Types: deb
URIs: ${mirror:-http://deb.debian.org/debian/}
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
APT::Sandbox::User "$(id -un)";
APT::Update::Post-Invoke-Success "";
Acquire::Retries "3";
Acquire::Languages "none";
CONF
export APT_CONFIG="$dir/apt.conf"
apt-get update -qq

# What Neovim needs to run; what configures a system is left out.
packages=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks \
  --no-replaces --no-enhances --no-pre-depends neovim |
  grep -E '^[a-z]' | sort -u | grep -vE '^(dpkg|tar|gawk|mawk|.*debconf.*|perl.*|lib.*perl.*)$')
(
  cd "$dir/debs"
  # Virtual packages cannot be fetched, and one such name would stop the others.
  apt-cache pkgnames | LC_ALL=C sort >"$dir/pkgnames"
  printf '%s\n' $packages | LC_ALL=C sort | LC_ALL=C comm -12 - "$dir/pkgnames" | xargs apt-get download -qq
  for deb in *.deb; do
    dpkg -x "$deb" "$dir/root"
  done
)
lib=usr/lib/$(uname -m)-linux-gnu
loader=$(find "$dir/root/usr/lib64" "$dir/root/usr/lib" "$dir/root/$lib" -name 'ld-linux*' 2>/dev/null | head -n 1)
cat >"$dir/nvim" <<NVIM
#!/bin/sh
export VIMRUNTIME="$dir/root/usr/share/nvim/runtime"
export LUA_PATH="$dir/root/usr/share/lua/5.1/?.lua;;" LUA_CPATH="$dir/root/$lib/lua/5.1/?.so;;"
# Its parsers are looked for where they would be if it were installed.
exec "$loader" --library-path "$dir/root/$lib" "$dir/root/usr/bin/nvim" --cmd 'set runtimepath+=$dir/root/usr/lib/nvim' "\$@"
NVIM
chmod +x "$dir/nvim"
"$dir/nvim" --version >"$dir/version"
rm -rf "$dir/debs" "$dir/cache" "$dir/lists"
head -n 1 "$dir/version"
