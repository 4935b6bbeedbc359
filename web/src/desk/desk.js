'use strict';
// Keeps a page of the desk up to date. Without it there is a button for the same.
(() => {
  const place = document.querySelector('[data-stand]');
  if (!place) return;
  const address = new URL(place.dataset.stand, document.baseURI);
  const every = Number(place.dataset.every);
  const fresh = document.querySelector('.fresh');
  // Nothing that somebody types or has opened is taken from them.
  const busy = () =>
    document.querySelector('main details[open]') !== null ||
    (document.activeElement instanceof HTMLElement && document.activeElement.matches('input, select, button')) ||
    [...document.querySelectorAll('main input:not([type=hidden])')].some((field) => field.value !== field.defaultValue);
  const look = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(address, { cache: 'no-store' });
        const now = await answer.text();
        if (answer.ok && now !== place.dataset.now) {
          // Loaded anew by its address, so that no form is sent again.
          if (!fresh || (!busy() && !document.querySelector('.answer'))) location.replace(place.dataset.page);
          else fresh.hidden = false;
        } else if (answer.status === 401) location.replace(place.dataset.page);
      } catch {
        // The network is away; the next look may find it.
      }
    }
    setTimeout(look, every);
  };
  setTimeout(look, every);
})();
