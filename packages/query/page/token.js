// Asks for the token, where the service asks for one.

import { hasToken, keepToken } from './api.js';
import { byId } from './element.js';

const dialog = /** @type {HTMLDialogElement} */ (byId('token'));
const input = /** @type {HTMLInputElement} */ (byId('token-value'));

/**
 * Asks once, however often it is called.
 *
 * @param {() => void} onToken
 */
export function askForToken(onToken) {
  if (dialog.open) return;
  if (hasToken()) byId('token-text').textContent = 'This token was not accepted. Try another one.';
  input.value = '';
  dialog.addEventListener(
    'close',
    () => {
      const token = input.value.trim();
      input.value = '';
      if (token !== '') keepToken(token);
      onToken();
    },
    { once: true },
  );
  dialog.showModal();
}
