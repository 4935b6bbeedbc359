'use strict';
// Leaves at once: the session is ended by a beacon, and this address is replaced, so that “back” does not lead here.
// The button is a link and works without this. Shift three times within five seconds does the same.
(() => {
  const root = new URL('.', document.currentScript.src);
  const target = document.getElementById('exit').href;
  const status = document.getElementById('leaving');
  const leave = () => {
    document.documentElement.hidden = true;
    document.title = '';
    try {
      // Also where no network carries the beacon: nobody comes back in without the password.
      sessionStorage.clear();
    } catch {
      // Nothing is kept there then.
    }
    try {
      navigator.sendBeacon(new URL('api/session/end', root));
    } catch {
      // Whoever must leave does not wait for the network.
    }
    location.replace(target);
  };
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-exit]')) {
      event.preventDefault();
      leave();
    }
  });
  let presses = [];
  const say = (text) => {
    if (status) status.textContent = text || '';
  };
  document.addEventListener('keydown', (event) => {
    if (event.repeat) return;
    if (event.key !== 'Shift') {
      if (presses.length > 1) say(status?.dataset.stopped);
      presses = [];
      return;
    }
    const now = performance.now();
    presses = presses.filter((time) => now - time < 5000);
    presses.push(now);
    if (presses.length >= 3) leave();
    else if (presses.length === 2) say(status?.dataset.more1);
  });
})();
