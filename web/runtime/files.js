import { pixmapOfFile } from './photos.js';

const most_bytes = { file: 64 * 1024 * 1024, photo: 32 * 1024 * 1024 };
const most = (kind) => `${most_bytes[kind] / 1024 / 1024} MiB`;

/** Hands a file on; what it is, its bytes say and nothing else. */
async function take(file, say, { onFile, onPhoto, onRefused }) {
  if (file.size > most_bytes.file) return onRefused(say.tooLarge(file.name, most('file')));
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return onRefused(say.unreadable(file.name));
  }
  const format = onFile(bytes);
  if (!format) return undefined;
  if (file.size > most_bytes.photo) return onRefused(say.tooLarge(file.name, most('photo')));
  return pixmapOfFile(new Blob([bytes])).then(onPhoto, () => onRefused(format === '?' ? say.unknownFormat(file.name) : say.notAPhoto(file.name, format)));
}

/**
 * Files that the reader drops on the stage, pastes or chooses.
 * @param {HTMLElement} stage
 * @param {{onFile: (bytes: Uint8Array) => string, onPhoto: (pixmap: Uint8Array) => void, onRefused: (message: string) => void}} events
 *   onFile answers the format of a picture that the browser is to decode, for onPhoto; see Picture.file
 * @returns {(accept?: string) => void} lets the reader choose a file; to be called soon after a click
 */
export function acceptFiles(stage, say, events) {
  const hasFile = (event) => event.dataTransfer?.types.includes('Files');
  stage.addEventListener('dragover', (event) => { if (hasFile(event)) event.preventDefault(); });
  stage.addEventListener('drop', (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    take(file, say, events);
  });
  stage.addEventListener('paste', (event) => {
    const file = event.clipboardData?.files[0];
    // Text is the text fields' own; a spreadsheet puts a picture of it beside it.
    const isForField = event.target.matches('input, textarea') && event.clipboardData?.types.includes('text/plain');
    if (!file || isForField) return;
    event.preventDefault();
    take(file, say, events);
  });
  return (accept = '') => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('change', () => { if (input.files[0]) take(input.files[0], say, events); });
    input.click();
  };
}

/** Gives the reader a file. @param {string} name  @param {Blob} blob */
export function download(name, blob) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // some browsers ask the reader first where to put it
}
