'use strict';
// Keeps a page of the desk up to date: it is told when it would be another one, or asks from time to time where that does not work.
// Without any script there is a button for the same.
(() => {
  // A link from a card leads to the form of its case, through the sign-in as well: the number stays in this window.
  const wanted = /^#[0-9A-Z]{4,12}$/.test(location.hash) ? location.hash : sessionStorage.getItem('fall');
  if (wanted && document.getElementById(wanted.slice(1))) {
    sessionStorage.removeItem('fall');
    if (location.hash !== wanted) location.hash = wanted;
  } else if (wanted && !document.querySelector('main [data-centre]')) sessionStorage.setItem('fall', wanted);
  else sessionStorage.removeItem('fall');
  const place = document.querySelector('[data-stand]');
  if (!place) return;
  const address = (name) => new URL(place.dataset[name], document.baseURI);
  const every = Number(place.dataset.every);
  const fresh = document.querySelector('.fresh');
  // Nothing that somebody types or has opened is taken from them.
  const busy = () =>
    document.querySelector('main details[open]') !== null ||
    (document.activeElement instanceof HTMLElement && document.activeElement.matches('input, select, button')) ||
    [...document.querySelectorAll('main input:not([type=hidden])')].some((field) => field.value !== field.defaultValue);
  // Loaded anew by its address, so that no form is sent again.
  const again = () => location.replace(place.dataset.page);
  const stands = (now) => {
    if (now === place.dataset.now) return;
    if (!fresh || (!busy() && !document.querySelector('.answer'))) again();
    else fresh.hidden = false;
  };
  let stream = null;
  let asking = 0;
  const ask = async () => {
    clearTimeout(asking);
    if (stream || document.hidden) return;
    try {
      const answer = await fetch(address('stand'), { cache: 'no-store' });
      if (answer.ok) {
        stands(await answer.text());
        if (place.dataset.stream) listen();
      } else if (answer.status === 401) again();
    } catch {
      // The network is away; the next look may find it.
    }
    if (!stream) asking = setTimeout(ask, every);
  };
  const listen = () => {
    if (stream || document.hidden) return;
    const source = new EventSource(address('stream'));
    stream = source;
    source.addEventListener('stand', (event) => stands(event.data));
    source.addEventListener('ende', again);
    source.addEventListener('error', () => {
      // A browser comes again by itself unless it was refused.
      if (source.readyState !== EventSource.CLOSED) return;
      stream = null;
      asking = setTimeout(ask, every);
    });
  };
  // A page that nobody looks at keeps no connection: browsers have few.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else ask();
  });
  if (place.dataset.stream) listen();
  else asking = setTimeout(ask, every);
})();
