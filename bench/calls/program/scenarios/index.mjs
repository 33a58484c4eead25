// Every scenario by its name. One has `open`, which makes a client and returns the call (with `close` if
// something stays open); `answer`, the body for a number of chunks (0: not streamed); `request` and `response`,
// what the floor writes of a request and of an answer.

import { messages } from './anthropic.mjs';
import { googleGenAi } from './google-genai.mjs';
import { chat, chatOfNewTexts, embeddings, responses } from './openai.mjs';
import { socket } from './openai-socket.mjs';
import { groq } from './groq.mjs';
import { ollama } from './ollama.mjs';

export const scenarios = {
  chat,
  chatOfNewTexts,
  responses,
  socket,
  embeddings,
  messages,
  groq,
  googleGenAi,
  ollama,
};
