#!/usr/bin/env bash
# test.sh [NIANBAO]: the editor clients, tested in real editors. NIANBAO is the program, by default the
# debug build. Installs what it needs: Debian packages (as root, or with sudo), npm packages, and
# Neovims that are unpacked below the target folder. Screenshots and logs go to editors/artifacts.
#
# What cannot be installed is skipped on a developer's machine, and is an error where CI is set.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=$(cd "$here/.." && mkdir -p "${CARGO_TARGET_DIR:-target}" && cd "${CARGO_TARGET_DIR:-target}" && pwd)
cache=$target/editors
artifacts=$here/artifacts
NIANBAO=$(realpath "${1:-$target/debug/nianbao}")
export NIANBAO
[ -x "$NIANBAO" ] || { echo "test.sh: no program $NIANBAO: cargo build --package nianbao" >&2; exit 2; }
rm -rf "$artifacts"
mkdir -p "$cache" "$artifacts"

skip() {
  printf 'skipped: %s\n' "$*" | tee -a "$artifacts/skipped"
  if [ -n "${CI:-}" ]; then
    echo 'test.sh: nothing may be skipped where CI is set' >&2
    exit 1
  fi
}

have() {
  command -v "$1" >/dev/null
}

# Installs Debian packages; quiet, unless it fails.
debian() {
  have apt-get || return 1
  local sudo=()
  [ "$(id -u)" = 0 ] || sudo=(sudo -n)
  local log=$artifacts/apt.log
  if ! { "${sudo[@]}" apt-get update -qq &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@"; } >>"$log" 2>&1; then
    tail -n 5 "$log" >&2
    return 1
  fi
}

# Node 20 or later: what VS Code and its tools need.
node_is_new() {
  have node && node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)'
}

get_node() {
  node_is_new && have npm && return
  # Some sources have npm in the package of Node.
  have npm || debian npm || debian nodejs || return 1
  node_is_new && return
  local name
  name=node-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
  npm install --silent --no-audit --no-fund --prefix "$cache/node" "$name@20" || return 1
  PATH=$cache/node/node_modules/$name/bin:$PATH
  node_is_new
}

get_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    have "$name" && return
  done
  debian chromium
}

# Screenshots are for people: without a font that has Chinese they show boxes.
get_font() {
  have fc-list && [ -n "$(fc-list :lang=zh)" ] && return
  debian fontconfig fonts-wqy-zenhei
}

vscode() {
  [ "$(uname -s)" = Linux ] || { skip 'VS Code: its tests run on Linux'; return 0; }
  get_node || { skip 'VS Code: no Node 20 could be had'; return 0; }
  cd "$here/vscode"
  npm ci --ignore-scripts --loglevel=error --no-audit --no-fund
  npm run --silent lint
  npm run --silent package 2>&1 | tail -n 1
  have unzip || debian unzip || { skip 'VS Code: no unzip could be had'; return 0; }
  get_browser || { skip 'VS Code: no Chromium could be had'; return 0; }
  get_font || echo 'no Chinese font could be had: screenshots will show boxes'
  EDITORS_CACHE=$cache npm test --silent
}

# The Neovim of this machine, if it is one that the plugin is for.
own_neovim() {
  have nvim && nvim --clean --headless -u NONE -c "exe has('nvim-0.10') ? 'qall!' : 'cquit 1'" </dev/null
}

neovim_of() {
  local suite=$1
  shift
  local dir=$cache/neovim-$suite log=$artifacts/neovim-$suite.log mode
  if [ ! -x "$dir/nvim" ]; then
    [ -r /usr/share/keyrings/debian-archive-keyring.gpg ] || debian debian-archive-keyring ||
      { skip "Neovim of Debian $suite: no keyring of Debian could be had"; return 0; }
    if ! "$here/neovim/test/get-neovim.sh" "$dir" "$suite" >"$log" 2>&1; then
      tail -n 5 "$log"
      rm -rf "$dir"
      # A release that is still in the making may be out of order for a day; the others may not.
      if [ "$suite" = forky ]; then
        echo "not tested: Neovim of Debian $suite could not be fetched" | tee -a "$artifacts/skipped"
      else
        skip "Neovim of Debian $suite could not be fetched"
      fi
      return 0
    fi
  fi
  for mode in "$@"; do
    "$here/neovim/test/run.sh" "$dir/nvim" "$mode"
  done
}

neovim() {
  if own_neovim; then
    "$here/neovim/test/run.sh" nvim setup
  fi
  [ "$(uname -s)" = Linux ] || { skip 'Neovims of Debian: not on this system'; return 0; }
  # The oldest version that is supported, and one that has vim.lsp.enable().
  neovim_of trixie setup
  neovim_of forky setup enable
}

begin=$SECONDS
(vscode)
(neovim)
what='all good'
[ ! -e "$artifacts/skipped" ] || what="good, but not all were tested: $(wc -l <"$artifacts/skipped") skipped"
printf 'Editors: %s, %d s\n' "$what" $((SECONDS - begin))
