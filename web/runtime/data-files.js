/**
 * A file of the site's data folder, where it lies packed.
 * @param {string} name  @returns {Promise<Uint8Array>}  rejects with what the reader can be told
 */
export async function dataFile(name) {
  const response = await fetch(new URL(`../../data/${name}.gz`, import.meta.url));
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const is_packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!is_packed) return bytes; // some servers have the browser unpack it on the way
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}
