#!/usr/bin/env bash
# Opens the workbook of `check --format xlsx` in LibreOffice and reads each sheet back as CSV.
#
#   tests/sheets/run.sh [PROGRAM]     default: target/debug/nianbao
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(realpath "${1:-$root/target/debug/nianbao}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! command -v soffice > /dev/null; then
  sudo=
  if [ "$(id -u)" != 0 ]; then sudo=sudo; fi
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui > /dev/null
fi

mkdir "$work/reports"
cp "$root"/tests/corpus/*.txt "$work/reports"
# A name and a cell that would be formulas if they could.
sed 's/| 规章 | 0 |/| 规章 | =1+1 |/' "$root/crates/nianbao-lint/src/base_report.md" > "$work/reports/=1+1.md"
cd "$work/reports"
for format in json xlsx; do
  status=0
  "$program" check --quiet --lang zh --format $format -o "$work/book.$format" . || status=$?
  [ "$status" = 1 ]
done
cd "$work"
# -1: every sheet, to a file of its own.
soffice "-env:UserInstallation=file://$work/profile" --headless \
  --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' book.xlsx > /dev/null 2>&1

python3 - << 'END'
import csv, json

def rows(sheet):
    with open(f"book-{sheet}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

files = json.load(open("book.json", encoding="utf-8"))["files"]
reports = {row["文件"]: row for row in rows("汇总")}
findings = iter(rows("问题清单"))
assert len(reports) == len(files) == 6
for file in files:
    row = reports[file["path"]]
    for column, severity in (("错误", "error"), ("警告", "warning"), ("提示", "info")):
        assert int(row[column]) == sum(it["severity"] == severity for it in file["diagnostics"]), row
    for column in ("公开率", "结转率", "纠错率"):
        known = row[column] not in ("无法计算", "无基数")
        assert known == bool(row[f"{column}·分母"]), row
        if known:
            share = int(row[f"{column}·分子"]) / int(row[f"{column}·分母"])
            assert abs(float(row[column].rstrip("%")) / (100 if "%" in row[column] else 1) - share) < 0.001, row
    for found in file["diagnostics"]:
        row = next(findings)
        place = found["range"]["start"]
        assert (row["文件"], row["代码"], row["问题"]) == (file["path"], found["code"], found["message"]), row
        assert (row["行"], row["列"]) == (str(place["line"]), str(place["column"])), row
    for open_check in file["unverified"]:
        row = next(findings)
        assert (row["级别"], row["规则"]) == ("无法核验", open_check["name"]), row
assert next(findings, None) is None
assert reports["=1+1.md"]["机关"], "the name is no formula"
assert any(row["原文"] == "=1+1" for row in rows("问题清单")), "the cell is no formula"
assert any(row["项目"] == "公开率" for row in rows("说明"))
print(f"{len(reports)} reports, three sheets: as JSON tells them")
END
