// The shapes of recorded texts. Servers, users and applications fill most fields: a shape says what a field
// can hold, however it was filled. `content/shaped.ts` applies them.

/**
 * `word`: a term of a provider's vocabulary, such as a finish reason. `method`: a method of a protocol, such as
 * `tools/call`. `model`: a model that a server names.
 * `requestedModel`: one that an application names, such as its deployment, in up to four words. `id`: an id from a
 * provider. `host`: an address. `name`: a name that an application gives. `ownId`: an application's id of a
 * user, session or conversation, which it may want to find again. `text`: anything.
 */
export type Shape =
  | 'word'
  | 'method'
  | 'model'
  | 'requestedModel'
  | 'id'
  | 'host'
  | 'name'
  | 'ownId'
  | 'text';
