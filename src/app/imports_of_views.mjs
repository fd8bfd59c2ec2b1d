// node imports_of_views.mjs OUTPUT VIEW.wasm…: linker options that export from the frame what the views import, one a line.
import { readFileSync, writeFileSync } from 'node:fs';

const [output, ...views] = process.argv.slice(2);
const given = new Set(['memory', '__memory_base', '__table_base']); // by side-module.js
const options = new Set();
for (const view of views)
  for (const { module, name } of WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(view))))
    // What stands in the global offset table may be the view's own: a class that it shares with the frame, or has for itself.
    if (!given.has(name)) options.add(`-Wl,--export${module === 'env' ? '' : '-if-defined'}=${name}\n`);
writeFileSync(output, [...options].sort().join(''));
