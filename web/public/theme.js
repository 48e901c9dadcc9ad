// Before the first paint, so that a dark room is not lit up by a white page. A file of its own: inline scripts are forbidden by policy.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('trunkline.theme');
  } catch {
    // Storage may be blocked; the system's choice is then right.
  }
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  if (new URLSearchParams(location.search).has('kiosk')) document.documentElement.dataset.kiosk = '';
})();
