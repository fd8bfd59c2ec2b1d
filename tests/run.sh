#!/bin/bash
# Runs every test of the project; the last line is `N passed, N failed`. Usage: tests/run.sh [--only SLUG,…]
#   --only SLUG,…       with these demos alone
#   --evidence [SLUG [FIRST]]  only what the demos claim (or this one), ten times on fresh seeds, from 1000 or FIRST on: a table of what
#                       held and by how much
#   --start SLUG        trains the start that a demo ships, by the recipe in src/demos/SLUG/start.txt
# Suites: claims, exported scripts and operations in PyTorch, all other tests under sanitizers, fuzzers, wasm in Node (plain and relaxed SIMD), GPU
# kernels in Node, the page in Chromium; see tests/CMakeLists.txt for what is tested where.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
for part in common debian emscripten sources npm data; do . "$root/web/toolchain/$part.sh"; done
cd "$root"

passed=0 failed=0 only= suite_limit_s=3600 # only a suite that hangs takes that long

# attempt COMMAND...: its exit status in $status. (Not in a condition: `set -e` has to go on working inside.)
attempt() {
  set +e
  (
    set -e
    "$@"
  )
  status=$?
  set -e
}

could_not_run() {
  printf '  %-58sCOULD NOT RUN\n' "$1"
  failed=$((failed + 1))
}

# The counts in a log: doctest's closing line, or our own `N passed, N failed`.
count_in() { # count_in LOG passed|failed
  case $2 in
    passed) sed -nE 's/.*test cases: *[0-9]+ \| *([0-9]+) passed.*/\1/p
                     s/^([0-9]+) passed, [0-9]+ failed$/\1/p' "$1" | tail -n 1 ;;
    failed) sed -nE 's/.*test cases: .*\| *([0-9]+) failed.*/\1/p
                     s/^[0-9]+ passed, ([0-9]+) failed$/\1/p' "$1" | tail -n 1 ;;
  esac
}

log_of() { printf '%s/%s.log' "$logs" "$(printf '%s' "$1" | tr -cs 'A-Za-z0-9.\n' '-')"; }

# run TITLE COMMAND...: its output, its exit status and its seconds go into files, so that several can run side by side.
run() {
  local log started=$SECONDS status=0
  log=$(log_of "$1")
  shift
  mkdir -p "$logs"
  timeout --kill-after=10 "$suite_limit_s" "$@" >"$log" 2>&1 </dev/null || status=$?
  echo "$status $((SECONDS - started))" >"$log.status"
}

# report TITLE: the counts of what was run; no tests at all, or an exit code without a failure, is a failure.
report() {
  local title=$1 log good bad seconds
  log=$(log_of "$title")
  read -r status seconds <"$log.status"
  good=$(count_in "$log" passed) bad=$(count_in "$log" failed)
  good=${good:-0} bad=${bad:-0}
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] || [ "$((good + bad))" -eq 0 ]; then bad=$((bad + 1)); fi
  if [ "$bad" -gt 0 ]; then
    sed -E '/^[0-9]+ passed, [0-9]+ failed$/d' "$log" | tail -n 200
    echo "  (exit status $status$([ "$status" -ne 124 ] || echo ", stopped after $suite_limit_s s"); all of it in $log)"
  fi
  printf '  %-42s%6d passed%5d failed%6d s\n' "$title" "$good" "$bad" "$seconds"
  passed=$((passed + good)) failed=$((failed + bad))
}

build_native() { # build_native FOLDER "TARGET..." OPTION...
  local folder=$root/build/$1 targets=$2
  shift 2
  cmake -S "$root" -B "$folder" "$(cmake_generator)" -DMADANG_WERROR=ON "-DMADANG_DEMOS=${only//,/;}" "$@"
  cmake --build "$folder" -j "$(nproc)" --target $targets
}

build_for() { # build_for TITLE FOLDER "TARGET..." OPTION...: exit status in $status; the title counts as failed when it could not be built
  local title=$1
  shift
  attempt stage "Building: $title" build_native "$@"
  [ "$status" -eq 0 ] || could_not_run "$title"
}

# What only tests need. Without root the missing package is named, and its suite counts as one that could not run.
find_test_tools() {
  need cmake=cmake "ninja|make=ninja-build" c++=g++ python3=python3 npm=npm xz=xz-utils timeout=coreutils
  if is_root && [ -n "$(debian_codename)" ]; then
    need sdl2-config=libsdl2-dev chromium=chromium clang++=clang
    ls "$(clang++ -print-resource-dir)"/lib/*/libclang_rt.fuzzer* >/dev/null 2>&1 || install_packages libclang-rt-dev
    [ -e /usr/share/doc/libvulkan1 ] || install_packages libvulkan1
    [ -e /usr/share/doc/python3-torch ] || install_packages python3-torch # 38 MB and what it needs
  elif ! command -v sdl2-config >/dev/null; then
    echo "  SDL2 is not installed (libsdl2-dev): the desktop window is not compiled"
  fi
}

# Debian's PyTorch belongs to Debian's Python, which need not be the first on PATH.
python_with_torch() {
  local python
  for python in python3 /usr/bin/python3; do
    if "$python" -c 'import torch' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
}

# The suites of a build run while the next is built, so that no core waits; begin remembers them, finish waits and reports.
started=()
begin() { # begin TITLE COMMAND...
  run "$@" &
  started+=("$1")
}
finish() {
  local title
  wait
  for title in "${started[@]}"; do report "$title"; done
  started=()
}

native_suites() {
  local title="claims, native" python
  build_for "$title" native "madang_claims madang_pytorch_export madang_operations"
  [ "$status" -eq 0 ] || return 0
  begin "$title" build/native/tests/madang_claims --no-colors
  python=$(python_with_torch)
  if [ -n "$python" ]; then
    begin "exported scripts in PyTorch" "$python" tests/pytorch/run.py build/native/tests/pytorch/madang_pytorch_export
    begin "operations against PyTorch" "$python" tests/pytorch/operations/run.py build/native/tests/pytorch/madang_operations
  else
    echo "  PyTorch is not installed (python3-torch): the exported scripts are not run, operations not compared"
  fi
}

sanitizer_suites() {
  local title="all other tests, native under sanitizers"
  build_for "$title" sanitize all -DMADANG_SANITIZE=ON
  [ "$status" -eq 0 ] || return 0
  begin "$title" build/sanitize/tests/madang_tests --no-colors
  if ls "$(clang++ -print-resource-dir)"/lib/*/libclang_rt.fuzzer[.-]* >/dev/null 2>&1; then
    begin "fuzzers of everything read, 10 s each" tests/fuzz/run.sh 10
  else
    could_not_run "fuzzers (they need clang and libclang-rt-dev)"
  fi
}

wasm_suites() {
  local plain="kernels and contract in wasm, plain SIMD" relaxed="kernels, contract and claims in wasm, relaxed" gpu="GPU kernels and seam in Node through Dawn"
  attempt "$root/build-wasm.sh" --tests ${only:+--only "$only"}
  if [ "$status" -ne 0 ]; then
    could_not_run "$plain" && could_not_run "$relaxed" && could_not_run "$gpu" && could_not_run "page in Chromium"
    return
  fi
  begin "$plain" node build/web/tests/madang_tests.js --no-colors
  begin "$relaxed" node build/web/tests/madang_tests_relaxed.js --no-colors
  finish
  begin "$gpu" node tests/gpu/run.mjs --wasm-dir build/web/tests/gpu
  begin "page in Chromium" node tests/browser/run.mjs dist ${only:+--only "$only"} # the frame's own tests want several demos
}

# A claim that holds on fewer than nine of ten groups of fresh seeds says too much: exit status 1.
show_evidence() { # show_evidence [SLUG [FIRST]]
  attempt stage "Building: claims" build_native native madang_claims
  [ "$status" -eq 0 ] || exit 1
  exec build/native/tests/madang_claims --evidence "$@"
}

# The start that a demo ships, by the recipe in its folder, whose digest is brought up to date.
train_start() { # train_start SLUG
  attempt stage "Building: claims" build_native native madang_claims
  [ "$status" -eq 0 ] || exit 1
  build/native/tests/madang_claims --start "$1" || exit 1
  local sum
  sum=$(sha256sum "src/demos/$1/start.safetensors" | cut -d ' ' -f 1)
  sed -i "/^sha256: /d; \$a sha256: $sum" "src/demos/$1/start.txt"
  exit
}

case ${1:-} in
  "") ;;
  --evidence) only=${2:-} ;;
  --start) only=${2:-} && [ -n "$only" ] || die "--start wants a slug: --start gpt" ;;
  --only) only=${2:-} && [ -n "$only" ] || die "--only wants slugs: --only rnn,cnn" ;;
  *) die "Unknown option $1. Known: --only, --evidence, --start" ;;
esac
find_test_tools
lock_cache
find_npm_packages
find_data
find_sources
unlock_cache
[ "${1:-}" != --evidence ] || show_evidence "${@:2}"
[ "${1:-}" != --start ] || train_start "$2"
native_suites
sanitizer_suites
wasm_suites
finish

echo
echo "$((SECONDS / 60)) min $((SECONDS % 60)) s"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
