// openai: responses over one socket, to a server in another process.

import { asked } from './conversation.mjs';
import { responses } from './openai.mjs';

const model = 'gpt-4o';

export const socket = {
  open(require, { isContentOn }) {
    const { OpenAI } = require('openai');
    const { ResponsesWS } = require('openai/resources/responses/ws');
    const client = new OpenAI({ apiKey: 'unused', baseURL: process.env.SOCKETS_URL });
    const connection = new ResponsesWS(client);
    let answered;
    connection.on('response.completed', ({ response }) => answered(response));
    const input = asked(isContentOn);
    const request = {
      type: 'response.create',
      model,
      temperature: 0.2,
      max_output_tokens: 100,
      input,
    };
    const call = () =>
      new Promise((resolve) => {
        answered = resolve;
        connection.send(request);
      });
    return Object.assign(call, { close: () => connection.close() });
  },
  answer: () => '',
  request: responses.request,
  response: responses.response,
};
