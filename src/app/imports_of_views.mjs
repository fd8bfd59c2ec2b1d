// node imports_of_views.mjs OUTPUT VIEW.wasm…: linker options that export from the frame what the views import, one a line.
import { readFileSync, writeFileSync } from 'node:fs';

const [output, ...views] = process.argv.slice(2);
const given = new Set(['memory', '__indirect_function_table', '__memory_base', '__table_base']); // by side-module.js
const names = new Set(['__indirect_function_table']);
for (const view of views)
  for (const { name } of WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(view))))
    if (!given.has(name)) names.add(name);

const options = [...names].sort().map((name) => `-Wl,--export=${name}\n`).join('');
writeFileSync(output, options);
