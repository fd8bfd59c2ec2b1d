/** Loads a classic script. */
export const script = (source) => new Promise((resolve, reject) =>
  document.head.append(Object.assign(document.createElement('script'), {src: source, onload: resolve, onerror: reject})));
