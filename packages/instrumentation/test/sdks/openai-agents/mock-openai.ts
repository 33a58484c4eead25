// OpenAI's API as a program for OpenAI Agents finds it: an agent hands over to another, which calls a tool and answers.

/** Source of a server inside the program. */
export const MOCK_OPENAI = `
import { createServer } from 'node:http';
const usage = {
  input_tokens: 20, output_tokens: 5, total_tokens: 25,
  input_tokens_details: { cached_tokens: 8 }, output_tokens_details: { reasoning_tokens: 2 },
};
const chatUsage = {
  prompt_tokens: 20, completion_tokens: 5, total_tokens: 25,
  prompt_tokens_details: { cached_tokens: 8 }, completion_tokens_details: { reasoning_tokens: 2 },
};
let failures = 0;
let count = 0;
let held;
export const requests = [];
export const failNext = (number) => { failures = number; };
/** The next answer does not come. */
export const hold = () => new Promise((resolve) => { held = resolve; });
/** What the model asks for: a handoff, else all tools that it has not called yet. */
function wanted(tools, called) {
  const names = (tools ?? []).map((tool) => tool.name ?? tool.function?.name);
  const handoff = names.find((name) => name.startsWith('transfer'));
  return handoff === undefined ? names.filter((name) => !called.includes(name)) : [handoff];
}
const argumentsOf = (name) => (name.startsWith('transfer') ? '{}' : name === 'expert' ? '{"input":"Ask"}' : '{"city":"Paris"}');
function responses(body, response) {
  const called = [body.input].flat().filter(({ type }) => type === 'function_call').map(({ name }) => name);
  const names = wanted(body.tools, called);
  count += 1;
  const message = { type: 'message', id: 'msg_' + count, role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: 'Hello world', annotations: [] }] };
  const calls = names.map((name) => ({ type: 'function_call', id: 'fc_' + name + count, call_id: 'call_' + name + count, name, arguments: argumentsOf(name), status: 'completed' }));
  const output = calls.length === 0 ? [message] : calls;
  const whole = {
    id: 'resp_' + count, object: 'response', created_at: 1, status: 'completed', model: 'gpt-4o-2024-08-06', output,
    usage, error: null, incomplete_details: null, instructions: null, metadata: {}, parallel_tool_calls: true, temperature: 1, tool_choice: 'auto', tools: [], top_p: 1,
  };
  if (body.stream !== true) return asJson(response, whole);
  response.setHeader('content-type', 'text/event-stream');
  let number = 0;
  const send = (event) => response.write('event: ' + event.type + '\\ndata: ' + JSON.stringify({ ...event, sequence_number: number++ }) + '\\n\\n');
  send({ type: 'response.created', response: { ...whole, status: 'in_progress', output: [], usage: null } });
  for (const [index, item] of output.entries()) {
    send({ type: 'response.output_item.added', output_index: index, item: { ...item, status: 'in_progress' } });
    for (const delta of item === message ? ['Hello ', 'world'] : []) {
      send({ type: 'response.output_text.delta', item_id: item.id, output_index: index, content_index: 0, delta, logprobs: [] });
    }
    send({ type: 'response.output_item.done', output_index: index, item });
  }
  send({ type: 'response.completed', response: whole });
  return response.end();
}
function chat(body, response) {
  const called = body.messages.flatMap(({ tool_calls }) => tool_calls ?? []).map((call) => call.function.name);
  const names = wanted(body.tools, called);
  count += 1;
  const tool_calls = names.map((name) => ({ id: 'call_' + name + count, type: 'function', function: { name, arguments: argumentsOf(name) } }));
  const message = names.length === 0
    ? { role: 'assistant', content: 'Hello world', refusal: null }
    : { role: 'assistant', content: null, refusal: null, tool_calls };
  const base = { id: 'chatcmpl-' + count, created: 1, model: 'gpt-4o-2024-08-06' };
  const finish_reason = names.length === 0 ? 'stop' : 'tool_calls';
  if (body.stream !== true) return asJson(response, { ...base, object: 'chat.completion', choices: [{ index: 0, message, finish_reason, logprobs: null }], usage: chatUsage });
  response.setHeader('content-type', 'text/event-stream');
  const send = (more) => response.write('data: ' + JSON.stringify({ ...base, object: 'chat.completion.chunk', ...more }) + '\\n\\n');
  const delta = names.length === 0 ? message : { ...message, tool_calls: tool_calls.map((call, index) => ({ index, ...call })) };
  send({ choices: [{ index: 0, delta, finish_reason: null }] });
  send({ choices: [{ index: 0, delta: {}, finish_reason }] });
  send({ choices: [], usage: chatUsage });
  return response.end('data: [DONE]\\n\\n');
}
const asJson = (response, value) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
function answer({ url, method }, body, response) {
  requests.push(url);
  if (url.includes('/traces')) return asJson(response, {});
  if (method === 'GET') return asJson(response, { page: url });
  if (held !== undefined) { held(); held = undefined; return undefined; }
  if (failures > 0) {
    failures -= 1;
    response.writeHead(500, { 'content-type': 'application/json', 'retry-after-ms': '1' });
    return response.end(JSON.stringify({ error: { message: 'The server had an error', type: 'server_error' } }));
  }
  return url.endsWith('/responses') ? responses(body, response) : chat(body, response);
}
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => { text += chunk; });
  request.on('end', () => answer(request, text === '' ? {} : JSON.parse(text), response));
});
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
export const origin = 'http://127.0.0.1:' + server.address().port;
export const baseURL = origin + '/v1';
export const close = () => { server.close(); server.closeAllConnections(); };
`;
