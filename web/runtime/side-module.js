// Links a side module, such as a demo's view, to a module that runs already: WebAssembly's dynamic linking as LLVM writes it
// (https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md). Emscripten's own loader wants a main module that
// is compiled position-independent too; this one takes any that exports what the side module imports, under the same names.

const memoryInfo = 1; // the subsection WASM_DYLINK_MEM_INFO

/** @param {WebAssembly.Module} side  @returns {{memory: number, alignment: number, table: number}} bytes, bytes and entries it needs */
function needsOf(side) {
  const [section] = WebAssembly.Module.customSections(side, 'dylink.0');
  if (!section) throw new Error('not a side module: it has no section dylink.0');
  const bytes = new Uint8Array(section);
  let at = 0;
  const number = () => { // LEB128
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const kind = number();
    const size = number();
    if (kind === memoryInfo) return { memory: number(), alignment: 2 ** number(), table: number() };
    at += size;
  }
  return { memory: 0, alignment: 1, table: 0 };
}

/**
 * @param {WebAssembly.Module} side
 * @param {WebAssembly.Exports} main  of the running module: its memory, table, stack pointer, and whatever `side` imports
 * @param {(size: number) => number} allocate  zeroed memory of the running module, which stays
 * @returns {Promise<WebAssembly.Exports>} of the side module, once its constructors have run
 */
export async function linkSide(side, main, allocate) {
  const { memory, alignment, table } = needsOf(side);
  const functions = main.__indirect_function_table;
  const memoryBase = Math.ceil(allocate(memory + alignment) / alignment) * alignment;
  const tableBase = functions.grow(table);
  const constant = (value) => new WebAssembly.Global({ value: 'i32' }, value);
  const given = { __memory_base: constant(memoryBase), __table_base: constant(tableBase) };

  const env = (name) => {
    const found = given[name] ?? main[name];
    if (found === undefined) throw new Error(`the main module does not export ${name}`);
    return found;
  };
  // Addresses of symbols are filled in once the side module is there: what the main module does not have is its own.
  const addresses = [];
  const addressOf = (name, own) => {
    if (name in main) return typeof main[name] === 'function' ? indexOf(main[name]) : main[name].value;
    return typeof own[name] === 'function' ? indexOf(own[name]) : memoryBase + own[name].value;
  };
  const indexOf = (entry) => {
    const index = functions.grow(1);
    functions.set(index, entry);
    return index;
  };
  const offset = (name) => {
    const address = new WebAssembly.Global({ value: 'i32', mutable: true }, 0);
    addresses.push({ name, address });
    return address;
  };
  const imports = {};
  for (const { module, name } of WebAssembly.Module.imports(side)) (imports[module] ??= {})[name] = module === 'env' ? env(name) : offset(name);

  const { exports } = await WebAssembly.instantiate(side, imports);
  for (const { name, address } of addresses) address.value = addressOf(name, exports);
  exports.__wasm_apply_data_relocs?.();
  exports.__wasm_call_ctors?.();
  return exports;
}
