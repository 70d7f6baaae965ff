#!/bin/sh
# Every judgement on this repository, one after the other. Goes on after a failure, so that one run tells all, and fails at the end.
set -u

failed=""
step() {
    name=$1
    shift
    echo "$name"
    "$@" || failed="$failed $name;"
}

step "Layout of the code" ruff format --check --quiet .
step "Lint" ruff check --quiet .
step "Types" mypy
step "Tests" python -m pytest

[ -z "$failed" ] || { echo "Failed:$failed" >&2; exit 1; }
