#!/bin/sh
# run.sh of the folder that `tests/bench/run.sh gpu-folder` packs: needs nothing of the machine but x86-64 Linux, gzip
# and a Vulkan driver with its loader.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for packed in node dawn.node; do
  [ -e "$here/$packed" ] || gzip -dc "$here/$packed.gz" >"$here/$packed"
done
chmod +x "$here/node"
exec "$here/node" "$here/gpu_node.mjs"
