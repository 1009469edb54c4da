#!/usr/bin/env bash
# Times whole runs of the program over a batch of files (2,000 are about 59 MB), on one thread and on two,
# beside `wc -m` (the floor) and other checkers of text, as far as they are installed.
#
#   tests/bench/batch.sh [PROGRAM [FILES]]     default: target/release/nianbao 2000
#
# What the others do is not the same work; each reads the same text. rumdl takes Markdown alone and is given
# the files under names that end in .md; zhlint takes seconds for a few files and is given the first twentieth.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(realpath "${1:-$root/target/release/nianbao}")
files=${2:-2000}
batch=$(mktemp -d)
trap 'rm -rf "$batch"' EXIT
text=$batch/text markdown=$batch/markdown few=$batch/few
mkdir "$text" "$markdown" "$few"

samples=("$root"/tests/corpus/*.txt)
state=7
for ((i = 0; i < files; i++)); do
  picked=()
  for _ in 1 2 3; do
    state=$(( (state * 1664525 + 1013904223) & 0xFFFFFFFF ))
    picked+=("${samples[$(( (state >> 16) % ${#samples[@]} ))]}")
  done
  name=$(printf '%04d' "$i")
  cat "${picked[@]}" > "$text/$name.txt"
  ln "$text/$name.txt" "$markdown/$name.md"
  # At least ten, so that a small batch has some.
  if ((i < (files + 19) / 20 || i < 10)); then ln "$text/$name.txt" "$few/$name.md"; fi
done

# run NAME FOLDER TIMES COMMAND...: best of so many runs in the folder. Wall seconds, CPU seconds, peak
# memory in MiB, of the files of the folder.
run() {
  local name=$1 folder=$2 times=$3 best='' line count bytes
  shift 3
  count=$(find "$folder" -type f | wc -l)
  bytes=$(cat "$folder"/* | wc -c)
  for ((turn = 0; turn < times; turn++)); do
    # `time` writes its line after whatever the program says on stderr.
    line=$( { cd "$folder" && /usr/bin/time -f '%e %U %S %M' "$@" > /dev/null; } 2>&1 | tail -n 1 ) || true
    if [ -z "$best" ] || awk -v a="${line%% *}" -v b="${best%% *}" 'BEGIN { exit !(a < b) }'; then
      best=$line
    fi
  done
  awk -v name="$name" -v count="$count" -v bytes="$bytes" '{
    wall = $1 > 0 ? $1 : 0.01
    printf "%-28s %5d files %7.2f s wall %7.2f s CPU %6.1f MiB %8.2f MB/s %8.1f files/s\n",
      name, count, $1, $2 + $3, $4 / 1024, bytes / 1e6 / wall, count / wall
  }' <<< "$best"
}

# Whether a tool is there, and if not, how to get it.
have() {
  # A shim of a version manager may stand for nothing.
  if "$1" --help > /dev/null 2>&1; then return; fi
  echo "$1 is not installed: $2"
  return 1
}

echo "$files files, $(( $(cat "$text"/*.txt | wc -c) / 1000000 )) MB; the best of five runs, of zhlint one"
run 'wc -m' "$text" 5 find . -name '*.txt' -exec wc -m {} +
run 'nianbao check, 1 thread' "$text" 5 "$program" check --jobs 1 --format json .
run 'nianbao check, 2 threads' "$text" 5 "$program" check --jobs 2 --format json .
if have typos 'pip install typos'; then
  run 'typos, 1 thread' "$text" 5 typos -j 1 .
  run 'typos, 2 threads' "$text" 5 typos -j 2 .
fi
if have rumdl 'pip install rumdl'; then
  run 'rumdl (as .md)' "$markdown" 5 rumdl check --no-cache .
fi
if have autocorrect 'npm install -g autocorrect-node'; then
  run 'autocorrect --lint, 1 thread' "$text" 5 autocorrect --lint --format json --threads 1 .
  run 'autocorrect --lint, 2 threads' "$text" 5 autocorrect --lint --format json --threads 2 .
fi
if have zhlint 'npm install -g zhlint'; then
  run 'zhlint (as .md, few files)' "$few" 1 zhlint './*.md'
fi
