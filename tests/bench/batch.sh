#!/usr/bin/env bash
# Times whole runs of the program over 2,000 files (about 59 MB), on one thread and on two, beside
# `wc -m` (the floor) and `typos` if it is installed (pip install typos).
#
#   tests/bench/batch.sh [PROGRAM]     default: target/release/nianbao
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
program=${1:-$root/target/release/nianbao}
batch=$(mktemp -d)
trap 'rm -rf "$batch"' EXIT

samples=("$root"/tests/corpus/*.txt)
state=7
for ((i = 0; i < 2000; i++)); do
  picked=()
  for _ in 1 2 3; do
    state=$(( (state * 1664525 + 1013904223) & 0xFFFFFFFF ))
    picked+=("${samples[$(( (state >> 16) % ${#samples[@]} ))]}")
  done
  cat "${picked[@]}" > "$batch/$(printf '%04d' "$i").txt"
done
bytes=$(cat "$batch"/*.txt | wc -c)
echo "2000 files, $((bytes / 1000000)) MB"

# Best of five: wall seconds, CPU seconds, peak memory in MiB.
run() {
  local name=$1
  shift
  local best=
  for _ in 1 2 3 4 5; do
    local line
    # `time` writes its line after whatever the program says on stderr.
    line=$( { /usr/bin/time -f '%e %U %S %M' "$@" > /dev/null; } 2>&1 | tail -n 1 ) || true
    if [ -z "$best" ] || awk -v a="${line%% *}" -v b="${best%% *}" 'BEGIN { exit !(a < b) }'; then
      best=$line
    fi
  done
  awk -v name="$name" -v mb="$((bytes / 1000000))" '{ printf "%-28s %6.2f s wall %6.2f s CPU %6.1f MiB %7.0f MB/s\n", name, $1, $2 + $3, $4 / 1024, mb / $1 }' <<< "$best"
}
run 'wc -m' wc -m "$batch"/*.txt
run 'nianbao check, 1 thread' "$program" check --jobs 1 --format json "$batch"
run 'nianbao check, 2 threads' "$program" check --jobs 2 --format json "$batch"
if command -v typos > /dev/null; then
  run 'typos, 1 thread' typos -j 1 "$batch"
  run 'typos, 2 threads' typos "$batch"
else
  echo 'typos is not installed: pip install typos'
fi
