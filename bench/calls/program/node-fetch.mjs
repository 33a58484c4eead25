// Answers the requests of Node's own `fetch` without a socket, in the place of its dispatcher.

const DISPATCHER = Symbol.for('undici.globalDispatcher.1');

/** From now on every request gets `body`. */
export function answerNodeFetch(body, contentType) {
  const bytes = Buffer.from(body);
  const headers = [Buffer.from('content-type'), Buffer.from(contentType)];
  globalThis[DISPATCHER] = {
    dispatch(_request, handler) {
      handler.onConnect(() => {});
      handler.onHeaders(200, headers, () => {}, 'OK');
      handler.onData(bytes);
      handler.onComplete([]);
      return true;
    },
  };
}
