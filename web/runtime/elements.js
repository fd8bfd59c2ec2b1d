/** A new element at the end of `parent`. @param {Record<string, string>} attributes */
export function add(parent, name, className = '', attributes = {}) {
  const element = document.createElement(name);
  if (className) element.className = className;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

/** A button that says `label`, or shows `sign` and is called so. */
export function addButton(parent, className, label, onPress, sign = '') {
  const button = add(parent, 'button', className, { type: 'button' });
  button.textContent = sign || label;
  if (sign) {
    button.setAttribute('aria-label', label);
    button.title = label;
  }
  button.addEventListener('click', onPress);
  return button;
}

/** A button with a sign before its label, which nobody reads out. */
export function addSigned(parent, className, label, onPress, sign) {
  const button = addButton(parent, className, ` ${label}`, onPress);
  const before = document.createElement('span');
  before.setAttribute('aria-hidden', 'true');
  before.textContent = sign;
  button.prepend(before);
  return button;
}
