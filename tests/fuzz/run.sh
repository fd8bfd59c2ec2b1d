#!/bin/bash
# Runs every fuzzer over its corpus; the last line is `N passed, N failed`. Usage: tests/fuzz/run.sh [SECONDS] [NAME...]
# Without a number a short run from a fixed seed. What is found lies in build/fuzz/findings.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$root/build/fuzz findings=$root/build/fuzz/findings
seconds=${1:-10}
shift || true

cmake -S "$root" -B "$build" -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_C_COMPILER=clang -DMADANG_WERROR=ON
cmake --build "$build" -j "$(nproc)" --target fuzzers

passed=0 failed=0
[ $# -gt 0 ] || set -- $(cd "$here" && ls -- *.cpp | sed 's/\.cpp$//')
for name in "$@"; do
  found=$build/corpus/$name # new inputs go there, so that the committed corpus stays as it is
  [ "$seconds" -gt 60 ] || { found=$build/short/$name; rm -rf "$found"; }
  mkdir -p "$findings/$name" "$found"
  options=(-max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=64 -print_final_stats=1
           -artifact_prefix="$findings/$name/")
  [ "$seconds" -gt 60 ] || options+=(-seed=1 -runs=300000)
  echo "== $name"
  if "$build/tests/fuzz/fuzz_$name" "${options[@]}" "$found" "$here/corpus/$name"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
  fi
done
echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
