'use strict';
// Makes a passkey, or touches one: browsers give both to scripts alone. Without this one there is the way by the chat.
(() => {
  const place = document.querySelector('[data-passkey]');
  if (!place) return;
  const button = place.querySelector('button');
  const sorry = (which) => {
    for (const said of place.querySelectorAll('[data-no]')) said.hidden = said.dataset.no !== which;
  };
  if (!window.PublicKeyCredential || !navigator.credentials) {
    sorry('unable');
    return;
  }
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.codePointAt(0));
  const text = (buffer) =>
    btoa(String.fromCodePoint(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const address = (name) => new URL(place.dataset[name], document.baseURI);
  const post = (name, said) =>
    fetch(address(name), {
      method: 'POST',
      cache: 'no-store',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(said),
    });
  const create = async ({ publicKey }) => {
    const made = await navigator.credentials.create({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        user: { ...publicKey.user, id: bytes(publicKey.user.id) },
        excludeCredentials: (publicKey.excludeCredentials ?? []).map((known) => ({ ...known, id: bytes(known.id) })),
      },
    });
    return {
      id: made.id,
      rawId: text(made.rawId),
      type: made.type,
      response: {
        attestationObject: text(made.response.attestationObject),
        clientDataJSON: text(made.response.clientDataJSON),
        transports: made.response.getTransports?.(),
      },
      extensions: {},
    };
  };
  const get = async ({ publicKey }) => {
    const touched = await navigator.credentials.get({
      publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: [] },
    });
    const { authenticatorData, clientDataJSON, signature, userHandle } = touched.response;
    return {
      id: touched.id,
      rawId: text(touched.rawId),
      type: touched.type,
      response: {
        authenticatorData: text(authenticatorData),
        clientDataJSON: text(clientDataJSON),
        signature: text(signature),
        userHandle: userHandle && text(userHandle),
      },
      extensions: {},
    };
  };
  button.addEventListener('click', async () => {
    sorry('');
    button.disabled = true;
    try {
      const asked = await post('ask', {});
      if (asked.status === 401) return location.replace(address('then'));
      if (!asked.ok) return sorry('failed');
      const options = await asked.json();
      const answer = await post('answer', await (place.dataset.passkey === 'create' ? create(options) : get(options)));
      if (answer.ok) return location.replace(address('then'));
      sorry('failed');
    } catch (error) {
      sorry(error?.name === 'InvalidStateError' ? 'known' : 'failed');
    } finally {
      button.disabled = false;
    }
  });
  button.parentElement.hidden = false;
})();
