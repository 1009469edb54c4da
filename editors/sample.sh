#!/usr/bin/env bash
# sample.sh FILE: writes the report that the editor tests open: a sound one with three slips that are
# fixed safely (C002, D011, T012) and one wrong total (A001, with what fails for the same reason related to it).
set -euo pipefail
base=$(dirname "$0")/../crates/nianbao-lint/src/base_report.md
sed -e 's/〔2021〕/[2021]/' \
  -e 's/全年作出行政许可决定/截止2023年12月31日，作出行政许可决定/' \
  -e 's/| 行政强制 | 86 |/| 行政强制 | ８６ |/' \
  -e 's/| 40 | 8 | 0 | 1 | 2 | 0 | 51 |/| 40 | 8 | 0 | 1 | 2 | 0 | 52 |/' "$base" >"$1"
