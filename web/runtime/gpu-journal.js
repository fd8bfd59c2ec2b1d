// A driver can take the whole tab with it when the GPU starts. So a start is noted before it is made and struck out after it:
// a note that nobody is at work on tells that the last start killed its page.

const key = 'madang-gpu-starting', memoryKey = 'madang-gpu-memory';
let finish = null;

const note = (change) => { try { return change(localStorage); } catch { return null; } }; // storage may be refused

/** @returns {Promise<boolean>} whether the last start ended with its page */
export async function gpuKilledPage() {
  if (!note((storage) => storage.getItem(key))) return false;
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return !held.some(({ name }) => name === key); // held: another page of this site is starting right now
}

/** @param {boolean} starting  @returns {Promise<void>} fulfilled once it is noted */
export async function gpuStarting(starting) {
  if (!starting) {
    note((storage) => storage.removeItem(key));
    finish?.();
    finish = null;
    return;
  }
  note((storage) => storage.setItem(key, '1'));
  addEventListener('pagehide', () => finish && gpuStarting(false), { once: true }); // who leaves was not killed
  await new Promise((noted) => {
    if (!navigator.locks) return noted();
    navigator.locks.request(key, { mode: 'shared' }, () => new Promise((end) => { finish = end; noted(); })).catch(noted);
  });
}

/** @returns {Record<string, string>} what was measured on earlier pages */
export function gpuMemory() {
  return note((storage) => JSON.parse(storage.getItem(memoryKey))) ?? {};
}

/** @param {string} what  @param {string} value */
export function gpuRemember(what, value) {
  note((storage) => storage.setItem(memoryKey, JSON.stringify({ ...gpuMemory(), [what]: value })));
}
