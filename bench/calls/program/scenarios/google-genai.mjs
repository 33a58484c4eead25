// @google/genai: generateContent. The package has no option for `fetch`: the global one answers.

import { chatSpan } from './chat-completion.mjs';
import { asked, text } from './conversation.mjs';

const model = 'gemini-2.5-flash';

export const googleGenAi = {
  open(require, { fetch, isContentOn }) {
    globalThis.fetch = fetch;
    const { GoogleGenAI } = require('@google/genai');
    const client = new GoogleGenAI({
      apiKey: 'unused',
      httpOptions: { baseUrl: 'http://127.0.0.1:4010' },
    });
    const contents = asked(isContentOn).map(({ role, content }) => ({
      role: role === 'user' ? 'user' : 'model',
      parts: [{ text: content }],
    }));
    const config = { temperature: 0.2, maxOutputTokens: 100 };
    return () => client.models.generateContent({ model, contents, config });
  },
  answer: () =>
    JSON.stringify({
      candidates: [
        { content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 },
      ],
      usageMetadata: { promptTokenCount: 12, candidatesTokenCount: 34, totalTokenCount: 46 },
      modelVersion: model,
      responseId: 'response-1',
    }),
  request: chatSpan('gcp.gemini', model).request,
  response: ({ responseId, modelVersion, candidates, usageMetadata }) => ({
    id: responseId,
    model: modelVersion,
    finishReason: candidates[0].finishReason,
    inputTokens: usageMetadata.promptTokenCount,
    outputTokens: usageMetadata.candidatesTokenCount,
  }),
};
