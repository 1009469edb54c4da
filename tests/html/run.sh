#!/usr/bin/env bash
# Opens the page of `check --format html` in Chromium: filter, sort, fold, links, print, phone, dark.
#
#   tests/html/run.sh [PROGRAM]     default: target/debug/nianbao
#
# Screenshots go to tests/html/shots for a person to look at.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=$(realpath "${1:-$root/target/debug/nianbao}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

browser() {
  command -v chromium || command -v google-chrome
}
if ! browser > /dev/null; then
  sudo=
  if [ "$(id -u)" != 0 ]; then sudo=sudo; fi
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk > /dev/null
fi
(cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)

mkdir "$work/reports"
cp "$root"/tests/corpus/*.txt "$work/reports"
# A report with nothing to find, one that would be a program if it could, and a file that is no text.
cp "$root/crates/nianbao-lint/src/base_report.md" "$work/reports/clean.md"
cat > "$work/reports/hostile.md" << 'END'
# 云溪县</script><script>window.hit=1</script>人民政府2023年政府信息公开工作年度报告

一、总体情况

<img src="http://127.0.0.1:9/x.png" onerror="window.hit=2"> <style>body{display:none}</style>
END
printf 'PK\003\004' > "$work/reports/lost.txt"
cd "$work/reports"
for lang in zh en; do
  status=0
  "$program" check --quiet --lang $lang --format html -o "$work/$lang.html" ./* 2> /dev/null || status=$?
  [ "$status" = 2 ]
done
rm -rf "$here/shots"
mkdir "$here/shots"
CHROMIUM=$(browser) node "$here/page.mjs" "$work" "$here/shots"
