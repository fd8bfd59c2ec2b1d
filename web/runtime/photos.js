const most_side_px = 160; // more than any demo looks at

/**
 * The square in the middle of a picture as a portable pixmap (PPM, P6), which is what the demos read; transparent parts are white.
 * @param {CanvasImageSource} source  @returns {Uint8Array}
 */
function pixmapOf(source, width, height) {
  const square = Math.min(width, height);
  const side = Math.min(square, most_side_px);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.fillStyle = 'white';
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, (width - square) / 2, (height - square) / 2, square, square, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  const header = new TextEncoder().encode(`P6 ${side} ${side} 255\n`);
  const pixmap = new Uint8Array(header.length + 3 * side * side);
  pixmap.set(header);
  for (let pixel = 0; pixel < side * side; pixel += 1)
    pixmap.set(data.subarray(4 * pixel, 4 * pixel + 3), header.length + 3 * pixel);
  return pixmap;
}

/** Rejects for what the browser cannot decode. @param {Blob} file  @returns {Promise<Uint8Array>} */
export async function pixmapOfFile(file) {
  const image = await createImageBitmap(file);
  try {
    return pixmapOf(image, image.width, image.height);
  } finally {
    image.close();
  }
}

function refusal(error, say) {
  switch (error.name) {
    case 'NotAllowedError': case 'SecurityError': return say.camera_refused;
    case 'NotFoundError': case 'OverconstrainedError': return say.camera_missing;
    default: return say.camera_failed(error.name);
  }
}

function add(parent, name, text = '') {
  const element = document.createElement(name);
  element.textContent = text;
  parent.append(element);
  return element;
}

/**
 * Shows what the webcam sees over `frame` until the reader takes a photo of it or closes it; then the camera is off.
 * @param {HTMLElement} frame
 * @param {{onPhoto: (pixmap: Uint8Array) => void, onRefused: (message: string) => void}} events
 */
export async function openCamera(frame, say, { onPhoto, onRefused }) {
  if (frame.querySelector('.madang-camera')) return;
  if (!navigator.mediaDevices?.getUserMedia) return onRefused(say.camera_impossible);
  const dialog = add(frame, 'div');
  dialog.className = 'madang-camera';
  dialog.setAttribute('role', 'dialog');
  dialog.setAttribute('aria-label', say.camera);
  const video = Object.assign(add(dialog, 'video'), { muted: true, playsInline: true, autoplay: true });
  const take = Object.assign(add(dialog, 'button', say.takePhoto), { type: 'button', disabled: true });
  const leave = Object.assign(add(dialog, 'button', say.closeCamera), { type: 'button' });
  let stream = null;
  const close = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    document.removeEventListener('visibilitychange', close);
    dialog.remove();
  };
  leave.addEventListener('click', close);
  dialog.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });
  document.addEventListener('visibilitychange', close);
  take.addEventListener('click', () => {
    const pixmap = pixmapOf(video, video.videoWidth, video.videoHeight);
    close();
    onPhoto(pixmap);
  });
  video.addEventListener('loadeddata', () => { take.disabled = false; take.focus({ preventScroll: true }); });
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 640 } }, audio: false });
  } catch (error) {
    close();
    return onRefused(refusal(error, say));
  }
  if (dialog.isConnected) video.srcObject = stream;
  else close(); // closed while the browser asked
}
