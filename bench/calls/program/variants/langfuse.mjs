// Langfuse: a client in its wrapper. It has no switch for content.

export function instrument({ require }) {
  const { observeOpenAI } = require('@langfuse/openai');
  return { observe: (client) => observeOpenAI(client) };
}
