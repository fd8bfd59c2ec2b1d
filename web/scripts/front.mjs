// The front door leads on in the reader's language; both doors stay in the page for those without JavaScript.
const korean = navigator.languages.some((language) => language.toLowerCase().startsWith('ko'));
location.replace(new URL(korean ? 'ko/' : 'en/', location.href));
