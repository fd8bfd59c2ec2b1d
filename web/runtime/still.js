// A picture of the picture: on paper, in a file, and in its place while it is not drawn.

/** How much of a text field is not seen, in css px: top, right, bottom, left. */
const hiddenOf = (field) => (field.style.clipPath.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);

/** The page's own inputs lie over the canvas: what stands in them belongs to the picture. */
function paintText(context, field) {
  const style = getComputedStyle(field);
  if (style.visibility === 'hidden') return;
  const [left, top, width, height] = [field.offsetLeft, field.offsetTop, field.offsetWidth, field.offsetHeight];
  const [above, right, below, before] = hiddenOf(field);
  const line_px = parseFloat(style.lineHeight), lines = field.value.split('\n');
  const first = lines.length > 1 || field.tagName === 'TEXTAREA' ? top + parseFloat(style.paddingTop) + line_px / 2 : top + height / 2;
  context.save();
  context.beginPath();
  context.rect(left + before, top + above, width - right - before, height - above - below);
  context.clip();
  Object.assign(context, { font: `${style.fontSize} ${style.fontFamily}`, fillStyle: style.color, textBaseline: 'middle' });
  lines.forEach((text, i) => context.fillText(text, left + parseFloat(style.paddingLeft) - field.scrollLeft, first + i * line_px - field.scrollTop));
  context.restore();
}

/**
 * A part of a drawn canvas with what the page lays over it; to be called in the task that drew it, before which nothing was drawn.
 * @param {HTMLCanvasElement} canvas  @param {{left: number, top: number, width: number, height: number}} area  in css px
 * @returns {HTMLCanvasElement}
 */
export function stillOf(canvas, { left, top, width, height }) {
  const density = canvas.width / canvas.clientWidth;
  const still = document.createElement('canvas');
  still.width = Math.max(1, Math.round(width * density));
  still.height = Math.max(1, Math.round(height * density));
  const context = still.getContext('2d', { willReadFrequently: true });
  context.drawImage(canvas, -Math.round(left * density), -Math.round(top * density));
  context.setTransform(density, 0, 0, density, -left * density, -top * density);
  for (const field of canvas.parentElement.querySelectorAll('.madang-text-field')) paintText(context, field);
  return still;
}

/** The same still from `top` css px on. @param {HTMLCanvasElement} still  @param {number} width  of it, in css px */
export function below(still, top, width) {
  const hidden = Math.round(top * still.width / width);
  const part = document.createElement('canvas');
  part.width = still.width;
  part.height = Math.max(1, still.height - hidden);
  part.getContext('2d').drawImage(still, 0, -hidden);
  return part;
}
