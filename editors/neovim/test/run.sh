#!/usr/bin/env bash
# run.sh NVIM MODE: the tests in a real Neovim. MODE is `setup` or `enable`; NIANBAO is the program.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A copy, because the index of the help is written beside it.
cp -r "$here/.." "$work/plugin"
mkdir "$work/reports"
report=$work/reports/report.md
"$here/../../sample.sh" "$report"
printf '# Notes\n\n这是一份普通的笔记。\n' >"$work/reports/notes.md"
cp "$report" "$work/fixed.md"
COUNT=$("$NIANBAO" check --quiet --fail-on never "$report" | wc -l)
"$NIANBAO" check --fix --quiet --fail-on never "$work/fixed.md" >"$work/said"
export COUNT NIANBAO REPORT="$report" FIXED="$work/fixed.md" MODE="$2"
export XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state" XDG_CACHE_HOME="$work/cache"
cd "$work/reports"
timeout 120 "$1" --clean --headless -u NONE -S "$work/plugin/test/run.lua" </dev/null
