// What the browser can do, and the compiled modules: fetched and compiled once per page, however many demos it shows.

const near = (name) => new URL(`./${name}`, import.meta.url);

/** A module of one function: () → v128, made of the given instructions. */
const probe = (...instructions) => new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, instructions.length + 4, 1, instructions.length + 2, 0,
  ...instructions, 11]);
const zero = [65, 0, 253, 15]; // i32.const 0, i8x16.splat
const simd = probe(...zero);
const relaxedSimd = probe(...zero, ...zero, ...zero, 253, 133, 2); // f32x4.relaxed_madd

/** @returns {'noWebAssembly' | 'noSimd' | null} what is missing for a demo to run at all */
export function missing() {
  if (typeof WebAssembly !== 'object') return 'noWebAssembly';
  return WebAssembly.validate(simd) ? null : 'noSimd';
}

export const frameName = 'ui';
export const viewName = (slug) => `${slug}/view`;
export const engineName = (slug) => `${slug}/${WebAssembly.validate(relaxedSimd) ? 'engine-relaxed' : 'engine'}`;

async function fetched(name) {
  const response = await fetch(near(name));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

const compiled = new Map();

/** @param {string} name  @returns {Promise<WebAssembly.Module>} */
export function compile(name) {
  if (!compiled.has(name)) {
    const module = fetched(`${name}.wasm`).then(async (response) =>
      response.headers.get('content-type') === 'application/wasm'
        ? WebAssembly.compileStreaming(response)
        : WebAssembly.compile(await response.arrayBuffer()));
    module.catch(() => compiled.delete(name)); // the next demo may try again
    compiled.set(name, module);
  }
  return compiled.get(name);
}

/** @param {string} slug  @returns {Promise<Uint8Array[]>} the fonts that a demo's canvas is written in: what it shares with others, and its own */
export const fonts = (slug) => Promise.all(['letters.ttf', `${slug}/letters.ttf`].map(font));

const fontBytes = new Map();
function font(name) {
  if (!fontBytes.has(name)) {
    const bytes = fetched(name).then(async (response) => new Uint8Array(await response.arrayBuffer()));
    // They have the syllables of the canvas's sentences, which the page's fonts need not have.
    bytes.then((letters) => document.fonts.add(new FontFace('Madang UI', letters)), () => fontBytes.delete(name)); // the next demo may try again
    fontBytes.set(name, bytes);
  }
  return fontBytes.get(name);
}

/**
 * Starts a module that was compiled before.
 * @param {string} name  @param {WebAssembly.Module} module  @param {object} options  what the module's imports find on it
 * @returns {Promise<{module: object, exports: WebAssembly.Exports}>} as Emscripten's script and as WebAssembly have it
 */
export async function instantiate(name, module, options) {
  const { default: create } = await import(near(`${name}.js`).href);
  return new Promise((resolve, reject) => {
    let exports;
    create({
      ...options,
      instantiateWasm: (imports, done) => {
        WebAssembly.instantiate(module, imports).then((instance) => { exports = instance.exports; done(instance, module); }, reject);
        return {};
      },
    }).then((started) => resolve({ module: started, exports }), reject);
  });
}
