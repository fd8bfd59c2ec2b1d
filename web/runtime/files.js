import { pixmapOfFile } from './photos.js';

const most_bytes = { text: 4 * 1024 * 1024, photo: 32 * 1024 * 1024, weights: 64 * 1024 * 1024 };

function kindOf(file) {
  if (file.type.startsWith('image/')) return 'photo';
  return /\.safetensors$/i.test(file.name) ? 'weights' : 'text';
}

/** Hands a file on as what its type or its name says it is. */
async function take(file, say, { onText, onPhoto, onWeights, onRefused }) {
  const kind = kindOf(file);
  if (file.size > most_bytes[kind]) return onRefused(say.tooLarge(file.name, `${most_bytes[kind] / 1024 / 1024} MiB`));
  if (kind === 'photo')
    return pixmapOfFile(file).then(onPhoto, () => onRefused(say.notAPhoto(file.name)));
  let content;
  try {
    content = kind === 'weights' ? new Uint8Array(await file.arrayBuffer()) : await file.text();
  } catch {
    return onRefused(say.unreadable(file.name));
  }
  return kind === 'weights' ? onWeights(content) : onText(content);
}

/**
 * Files that the reader drops on the stage, pastes or chooses: pictures as pixmaps, weights (.safetensors) as bytes, everything else
 * as text.
 * @param {HTMLElement} stage
 * @param {{onText: (text: string) => void, onPhoto: (pixmap: Uint8Array) => void, onWeights: (bytes: Uint8Array) => void,
 *   onRefused: (message: string) => void}} events
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
    if (!file) return; // text is the text fields' own
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

/**
 * A part of a canvas as PNG; to be called in the task that drew it, before which nothing was drawn.
 * @param {HTMLCanvasElement} canvas  @param {{left: number, top: number, width: number, height: number}} area  in css px
 * @returns {Promise<Blob>}
 */
export function pictureOf(canvas, { left, top, width, height }) {
  const density = canvas.width / canvas.clientWidth;
  const part = document.createElement('canvas');
  part.width = Math.max(1, Math.round(width * density));
  part.height = Math.max(1, Math.round(height * density));
  part.getContext('2d').drawImage(canvas, -Math.round(left * density), -Math.round(top * density));
  return new Promise((resolve, reject) => part.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('PNG'))), 'image/png'));
}
