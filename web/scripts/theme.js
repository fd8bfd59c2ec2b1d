// Runs before the first paint: the reader's choice, or the query of an embed, else what the system prefers.
(() => {
  const asked = new URLSearchParams(location.search).get('theme');
  let remembered = null;
  try {
    remembered = localStorage.getItem('madang-theme');
  } catch {
    // Storage is refused in some embeds; the system's preference then decides.
  }
  const theme = [asked, remembered].find((name) => name === 'light' || name === 'dark');
  if (theme) document.documentElement.dataset.theme = theme;
})();
