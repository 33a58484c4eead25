// OpenAI's and Google's APIs as a program for a framework finds them: a tool is called first, then a text is said. Some URLs
// refuse every request, or never end an answer.

/** Source of a server inside the program. */
export const MOCK_MODELS = `
import { createServer } from 'node:http';
const call = { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Paris"}' } };
const asJson = (response, value) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
const asEvents = (response, values, last = '') => {
  response.setHeader('content-type', 'text/event-stream');
  response.end(values.map((value) => 'data: ' + JSON.stringify(value) + '\\n\\n').join('') + last);
};
function google(url, body, response) {
  const calls = body.tools !== undefined && !JSON.stringify(body.contents).includes('functionResponse');
  const part = calls ? { functionCall: { name: 'weather', args: { city: 'Paris' } } } : { text: 'Hello world' };
  const answer = {
    candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: 20, candidatesTokenCount: 5, totalTokenCount: 25 }, modelVersion: 'gemini-2.5-flash', responseId: 'response-1',
  };
  return url.includes('stream') ? asEvents(response, [answer]) : asJson(response, answer);
}
function openai(body, response) {
  const calls = body.tools !== undefined && !body.messages.some(({ role }) => role === 'tool');
  const base = { id: 'chatcmpl-1', created: 1, model: 'gpt-4o-2024-08-06' };
  const usage = { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 };
  const finish_reason = calls ? 'tool_calls' : 'stop';
  const message = calls ? { role: 'assistant', content: null, tool_calls: [call] } : { role: 'assistant', content: 'Hello world' };
  if (body.stream !== true) return asJson(response, { ...base, object: 'chat.completion', choices: [{ index: 0, message, finish_reason }], usage });
  const delta = calls ? { role: 'assistant', tool_calls: [{ index: 0, ...call }] } : message;
  const chunks = [{ choices: [{ index: 0, delta, finish_reason: null }] }, { choices: [{ index: 0, delta: {}, finish_reason }] }, { choices: [], usage }];
  return asEvents(response, chunks.map((chunk) => ({ ...base, object: 'chat.completion.chunk', ...chunk })), 'data: [DONE]\\n\\n');
}
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => { text += chunk; });
  request.on('end', () => {
    const body = JSON.parse(text);
    if (request.url.startsWith('/refused')) return asJson(Object.assign(response, { statusCode: 400 }), { error: { message: 'Unknown model', code: 'model_not_found' } });
    if (request.url.startsWith('/endless')) {
      const delta = { role: 'assistant', content: 'Hello' };
      const chunk = { id: 'chatcmpl-1', created: 1, model: 'gpt-4o-2024-08-06', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: null }] };
      return response.setHeader('content-type', 'text/event-stream').write('data: ' + JSON.stringify(chunk) + '\\n\\n');
    }
    if (request.url.endsWith('/embeddings')) {
      const data = [body.input].flat().map((_, index) => ({ index, object: 'embedding', embedding: [0.1, 0.2, 0.3] }));
      return asJson(response, { model: 'text-embedding-3-small', object: 'list', data, usage: { prompt_tokens: 4, total_tokens: 4 } });
    }
    return request.url.includes('enerateContent') ? google(request.url, body, response) : openai(body, response);
  });
});
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
export const origin = 'http://127.0.0.1:' + server.address().port;
export const close = () => { server.close(); server.closeAllConnections(); };
`;
