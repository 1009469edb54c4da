#!/usr/bin/env bash
# Checks the JUnit output for the sample corpus against its schema, and that the check can fail.
#
#   tests/schemas/junit.sh [PROGRAM]     default: target/debug/nianbao
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
program=${1:-$root/target/debug/nianbao}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'xmlschema==4.*'

cp "$root"/tests/corpus/*.txt "$work"
# A file that cannot be read and a path that has to be escaped.
printf 'PK\003\004' > "$work/<&\">.txt"
for fail_on in error info never; do
  status=0
  "$program" check --quiet --format junit --fail-on "$fail_on" "$work" > "$work/out.xml" 2> /dev/null || status=$?
  [ "$status" = 2 ]
  "$work/venv/bin/xmlschema-validate" --schema "$root/tests/schemas/junit-10.xsd" "$work/out.xml"
done
sed 's/<testcase name=/<testcase label=/' "$work/out.xml" > "$work/broken.xml"
if "$work/venv/bin/xmlschema-validate" --schema "$root/tests/schemas/junit-10.xsd" "$work/broken.xml"; then
  echo 'a broken file passed' >&2
  exit 1
fi
