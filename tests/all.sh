#!/bin/sh
# Every judgement on this repository. Goes on after a failure, so that one run tells all, and fails at the end. The tests run three at a time,
# because those that walk in browsers mostly wait.
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
step "Tests" python -m pytest -n 3 --dist worksteal

[ -z "$failed" ] || { echo "Failed:$failed" >&2; exit 1; }
