#!/bin/sh
# Every judgement on this repository. Goes on after a failure, so that one run tells all, and fails at the end. The tests that walk in browsers
# mostly wait, so all the others run beside them.
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

others=$(mktemp)
trap 'rm -f "$others"' EXIT
python -m pytest --ignore tests/browser >"$others" 2>&1 &
running=$!
of_the_others() {
    wait "$running"
    passed=$?
    cat "$others"
    return "$passed"
}

step "Tests in browsers" python -m pytest -n 2 --dist worksteal tests/browser
step "All other tests" of_the_others

[ -z "$failed" ] || { echo "Failed:$failed" >&2; exit 1; }
