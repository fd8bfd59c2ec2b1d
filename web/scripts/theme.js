// Runs before the first paint, also in browsers that cannot read the other scripts: the theme that the reader, the query of an embed or
// the system asks for, the language of an embed, and which sentence stands in the demo's place when its scripts do not come.
(function () {
  var root = document.documentElement;
  var asked = function (name) {
    var found = new RegExp('[?&]' + name + '=([^&]*)').exec(location.search);
    return found ? found[1] : null;
  };
  var remembered = null;
  try {
    remembered = localStorage.getItem('madang-theme');
  } catch (refused) {
    // Storage is refused in some embeds; the system's preference then decides.
  }
  var themes = [asked('theme'), remembered].filter(function (name) { return name === 'light' || name === 'dark'; });
  if (themes.length) root.setAttribute('data-theme', themes[0]);

  // Only an embed's page has no language of its own: it holds its sentences in both.
  if (root.hasAttribute('data-languages')) root.setAttribute('data-languages', asked('lang') && !/^kor?([^a-z]|$)/i.test(asked('lang')) ? 'en' : 'ko');

  if (location.protocol === 'file:') root.setAttribute('data-failed', 'file');
  // A script of the page that does not come tells of it here, one that cannot be read tells the window.
  addEventListener('error', function (event) {
    var started = document.querySelector('.madang-stage');
    var ours = event.target === window || event.target.tagName === 'SCRIPT';
    if (ours && !started && !root.hasAttribute('data-failed')) root.setAttribute('data-failed', 'script');
  }, true);

  if (parent !== window) parent.postMessage({ madangHere: true }, '*'); // the post knows that there is such a demo
})();
