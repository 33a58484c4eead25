// OpenAI's API as a program for the AI SDK finds it: a tool is called first, then a text is said; embeddings; images.

/** Source of `answer(url, body, response)`, the handler of a server inside the program. */
export const MOCK_MODEL = `
import { createServer } from 'node:http';
const usage = {
  prompt_tokens: 20, completion_tokens: 5, total_tokens: 25,
  prompt_tokens_details: { cached_tokens: 8 }, completion_tokens_details: { reasoning_tokens: 2 },
};
const call = { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Paris"}' } };
const base = { id: 'chatcmpl-1', created: 1, model: 'gpt-4o-2024-08-06' };
let failures = 0;
export const failNext = (count) => { failures = count; };
function answer(url, body, response) {
  if (failures-- > 0) {
    response.writeHead(500, { 'content-type': 'application/json', 'retry-after-ms': '1' });
    return response.end(JSON.stringify({ error: { message: 'The server had an error', type: 'server_error' } }));
  }
  const asJson = (value) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
  if (url.endsWith('/embeddings')) {
    const data = [body.input].flat().map((_, index) => ({ index, embedding: [0.1, 0.2, 0.3] }));
    return asJson({ model: 'text-embedding-3-small', data, usage: { prompt_tokens: 4, total_tokens: 4 } });
  }
  if (url.endsWith('/images/generations')) {
    if (body.prompt === 'nothing') return asJson({ created: 1, data: [] });
    return asJson({ created: 1, data: Array.from({ length: body.n ?? 1 }, () => ({ b64_json: 'iVBORw0KGgo=' })) });
  }
  const calls = body.tools !== undefined && !body.messages.some(({ role }) => role === 'tool');
  const reason = calls ? 'tool_calls' : 'stop';
  const content = body.response_format === undefined ? 'Hello world' : '{"city":"Paris"}';
  if (body.stream !== true) {
    const message = { role: 'assistant', ...(calls ? { content: null, tool_calls: [call] } : { content }) };
    return asJson({ ...base, object: 'chat.completion', choices: [{ index: 0, message, finish_reason: reason }], usage });
  }
  response.setHeader('content-type', 'text/event-stream');
  const send = (more) => response.write('data: ' + JSON.stringify({ ...base, object: 'chat.completion.chunk', ...more }) + '\\n\\n');
  const choice = (delta, finish_reason = null) => send({ choices: [{ index: 0, delta, finish_reason }] });
  if (calls) choice({ role: 'assistant', tool_calls: [{ index: 0, ...call }] });
  else for (const part of [content.slice(0, 6), content.slice(6)]) choice({ role: 'assistant', content: part });
  choice({}, reason);
  send({ choices: [], usage });
  return response.end('data: [DONE]\\n\\n');
}
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => { text += chunk; });
  request.on('end', () => answer(request.url, JSON.parse(text), response));
});
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
export const baseURL = 'http://127.0.0.1:' + server.address().port + '/v1';
export const close = () => { server.close(); server.closeAllConnections(); };
`;
