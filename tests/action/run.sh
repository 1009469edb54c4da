#!/usr/bin/env bash
# Checks what other repositories use: the GitHub Action, the hooks for pre-commit, and the files that the
# sample repository has for them. The services are not needed: the scripts of the action run here with
# the environment that a runner would give them.
#
#   tests/action/run.sh [PROGRAM]     default: target/debug/nianbao
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "${1:-target/debug/nianbao}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'pyyaml==6.*' 'pre-commit==4.*' 'check-jsonschema==0.39.*'
export PATH=$work/venv/bin:$PATH

sample=tests/sample-repository
check-jsonschema --builtin-schema vendor.github-actions action.yml
check-jsonschema --builtin-schema vendor.github-workflows \
  .github/workflows/*.yml $sample/.github/workflows/*.yml
check-jsonschema --builtin-schema vendor.gitlab-ci $sample/.gitlab-ci.yml
pre-commit validate-manifest .pre-commit-hooks.yaml
pre-commit validate-config $sample/.pre-commit-config.yaml

NIANBAO=$program python -m unittest discover --start-directory tests/action
