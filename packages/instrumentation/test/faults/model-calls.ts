// The calls that bodies are made for, each with a request that is good. A program imports it too.

import type { OpenAiModule } from '../differential/program.ts';

/** A client of either copy. */
export type Client = InstanceType<OpenAiModule['OpenAI']>;

const messages = [{ role: 'user' as const, content: 'Hi' }];
const file = new File(['x'], 'x.wav');

/** By their names; `stream` asks for one where there is one. */
export const MODEL_CALLS = {
  chat: (client: Client, stream: true) =>
    client.chat.completions.create({ model: 'm', messages, stream }),
  completions: (client: Client, stream: true) =>
    client.completions.create({ model: 'm', prompt: 'Hi', stream }),
  responses: (client: Client, stream: true) =>
    client.responses.create({ model: 'm', input: 'Hi', stream }),
  embeddings: (client: Client) => client.embeddings.create({ model: 'm', input: 'Hi' }),
  images: (client: Client, stream: true) =>
    client.images.generate({ model: 'm', prompt: 'Hi', stream }),
  transcription: (client: Client, stream: true) =>
    client.audio.transcriptions.create({ model: 'm', file, stream }),
} as const;
