/**
 * Where the site is that this script comes from: its own address, however it was loaded. A classic script knows itself; a module, or
 * one that was imported, finds itself in a stack; of one that was bundled only a `data-site` or the page's other scripts can tell.
 * @returns {string | null} with a slash at its end
 */
export function siteOfScript() {
  const script = document.currentScript;
  const told = script?.dataset.site ?? document.querySelector('script[data-site]')?.dataset.site;
  if (told) return folderOf(`${told.replace(/\/?$/, '/')}`);
  const own = /\/embed\.js$/;
  const addresses = [script?.src, ...(new Error().stack?.match(/\b(?:https?|file):\/\/[^\s()]+?\/embed\.js(?:\?[^\s():]*)?/g) ?? []),
    ...[...document.scripts].map(({ src }) => src)];
  const found = addresses.find((address) => address && own.test(new URL(address, document.baseURI).pathname));
  return found ? folderOf(found) : null;
}

/** The folder that an address lies in. */
export const folderOf = (address) => new URL('.', new URL(address, document.baseURI)).href;
