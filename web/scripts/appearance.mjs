const system = matchMedia('(prefers-color-scheme: dark)');

/** Whether the page is dark now. */
export const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';

/** Calls back with isDark() whenever the reader or the system changes it. */
export function onAppearance(callback) {
  system.addEventListener('change', () => callback(isDark()));
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
