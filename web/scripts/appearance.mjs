const system = matchMedia('(prefers-color-scheme: dark)'), forced = matchMedia('(forced-colors: active)');

/** Whether the ground that the reader forces on all pages is dark. */
function forcedDark() {
  const probe = document.body.appendChild(document.createElement('span'));
  probe.style.color = 'Canvas';
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

/** Whether the page is dark now. Forced colours win over any theme. */
export function isDark() {
  if (forced.matches) return forcedDark();
  return (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
}

/** Calls back with isDark() whenever the reader or the system changes it. */
export function onAppearance(callback) {
  for (const query of [system, forced]) query.addEventListener('change', () => callback(isDark()));
  new MutationObserver(() => callback(isDark())).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}

export function toggleAppearance() {
  const theme = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem('madang-theme', theme);
  } catch {
    // Not remembered where storage is refused; the switch still works.
  }
}
