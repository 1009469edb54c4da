#!/usr/bin/env bash
# Builds the fuzz targets, gives each the seeds that this repository holds, and runs them one after the
# other. Needs cargo-fuzz (cargo install --locked cargo-fuzz) and any toolchain.
#
#   tests/fuzz/run.sh SECONDS [TARGET...]    default: all targets
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:?how many seconds for each target?}
shift
targets=("$@")
if [ ${#targets[@]} = 0 ]; then
  targets=(text html config pack json_rpc)
fi
root=../..

# A message of JSON-RPC with its header.
framed() {
  printf 'Content-Length: %d\r\n\r\n%s' "${#1}" "$1"
}

seeds() {
  mkdir -p "corpus/$1"
  local file
  case $1 in
    text)
      for file in "$root"/tests/corpus/*.txt "$root"/tests/sample-repository/reports/*.md \
        "$root"/crates/nianbao-lint/src/base_report.md; do
        cp "$file" corpus/text/
      done
      ;;
    # The bytes are indices of words, not text.
    html) printf '\000\001\003\005\031\006\006\030\006\004\002' > corpus/html/table ;;
    config)
      for file in "$root"/tests/*/nianbao.toml; do
        cp "$file" "corpus/config/$(basename "$(dirname "$file")").toml"
      done
      # The examples of the manual.
      awk '/^```toml/ { on = 1; next } /^```/ { on = 0 } on' "$root/README.md" > corpus/config/readme.toml
      ;;
    pack)
      for file in "$root"/crates/nianbao-packs/packs/*/pack.toml "$root"/tests/*/*/pack.toml \
        "$root"/tests/*/packs/*/pack.toml; do
        [ -f "$file" ] && cp "$file" "corpus/pack/$(basename "$(dirname "$file")").toml"
      done
      cp "$root/crates/nianbao-packs/src/skeleton.toml" corpus/pack/
      ;;
    json_rpc)
      local open='{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.md","languageId":"nianbao","version":1,"text":"# a\n"}}}'
      local change='{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a.md","version":2},"contentChanges":[{"range":{"start":{"line":0,"character":1},"end":{"line":0,"character":2}},"text":"b"}]}}'
      local hover='{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///a.md"},"position":{"line":0,"character":1}}}'
      local cancel='{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":7}}'
      local pull='{"jsonrpc":"2.0","id":"8","method":"workspace/diagnostic","params":{"previousResultIds":[]}}'
      printf 'L%s\n%s\n%s\n%s\n%s' "$open" "$change" "$hover" "$cancel" "$pull" > corpus/json_rpc/lines
      {
        printf R
        framed "$open"
        framed "$change"
        framed "$hover"
        framed "$cancel"
      } > corpus/json_rpc/stream
      ;;
  esac
}

cargo fuzz build -s none ${CARGO_TARGET_DIR:+--target-dir "$CARGO_TARGET_DIR"}
for target in "${targets[@]}"; do
  seeds "$target"
  options=(-max_total_time="$seconds" -timeout=60 -rss_limit_mb=4096)
  case $target in
    text) options+=(-max_len=20000) ;;
    pack) options+=(-max_len=20000 -dict=dictionaries/toml.txt) ;;
    config) options+=(-max_len=4000 -dict=dictionaries/toml.txt) ;;
    *) options+=(-max_len=4000) ;;
  esac
  cargo fuzz run -s none ${CARGO_TARGET_DIR:+--target-dir "$CARGO_TARGET_DIR"} "$target" -- "${options[@]}"
done
