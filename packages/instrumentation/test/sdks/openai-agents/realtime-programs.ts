// A program with a session of OpenAI's Realtime API, and the server of it: asked for a response it calls a tool, then it
// speaks.

/** Source of a server inside the program. */
const SERVER = `
const { WebSocketServer } = require('ws');
const usage = {
  total_tokens: 60, input_tokens: 48, output_tokens: 12,
  input_token_details: { cached_tokens: 16, text_tokens: 18, audio_tokens: 30, cached_tokens_details: { text_tokens: 6, audio_tokens: 10 } },
  output_token_details: { text_tokens: 4, audio_tokens: 8 },
};
const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
await new Promise((resolve) => { sockets.once('listening', resolve); });
let count = 0;
let answers = true;
let send;
const response = (status, output = []) => ({
  object: 'realtime.response', id: 'resp_' + count, conversation_id: 'conv_1', status, status_details: null, output,
  output_modalities: ['audio'], max_output_tokens: 'inf', metadata: null, usage: status === 'in_progress' ? null : usage,
});
const item = (more) => ({ object: 'realtime.item', status: 'completed', ...more });
const message = () => item({ id: 'item_' + count, type: 'message', role: 'assistant', content: [{ type: 'output_audio', transcript: 'Hello world' }] });
const call = (name) => item({ id: 'item_' + count, type: 'function_call', call_id: 'call_' + count, name, arguments: name === 'weather' ? '{"city":"Paris"}' : '{}' });
const respond = (made) => {
  count += 1;
  const output = made();
  const of = { response_id: 'resp_' + count, output_index: 0, item_id: output.id, content_index: 0 };
  send({ type: 'response.created', response: response('in_progress') });
  if (output.type === 'message') {
    send({ type: 'response.output_audio_transcript.delta', ...of, delta: 'Hello world' });
    send({ type: 'response.output_audio.delta', ...of, delta: 'AAAA' });
  }
  send({ type: 'response.output_item.done', response_id: 'resp_' + count, output_index: 0, item: output });
  send({ type: 'response.done', response: response('completed', [output]) });
};
const wanted = [];
sockets.on('connection', (socket, { url }) => {
  let events = 0;
  send = (event) => socket.send(JSON.stringify({ event_id: 'event_' + (events += 1), ...event }));
  const model = new URL(url, 'ws://localhost').searchParams.get('model');
  const session = { type: 'realtime', object: 'realtime.session', id: 'sess_1', model, output_modalities: ['audio'] };
  send({ type: 'session.created', session });
  socket.on('message', (data) => {
    const event = JSON.parse(String(data));
    if (event.type === 'session.update') send({ type: 'session.updated', session: { ...session, ...event.session, model } });
    if (event.type !== 'response.create') return;
    if (event.response?.instructions === 'refuse') {
      return send({ type: 'error', error: { type: 'invalid_request_error', code: 'invalid_value', message: 'Invalid value', param: 'response.instructions', event_id: event.event_id } });
    }
    if (answers) return respond(wanted.shift() ?? message);
    count += 1;
    send({ type: 'response.created', response: response('in_progress') });
  });
});
const url = 'ws://127.0.0.1:' + sockets.address().port + '/v1/realtime?model=gpt-realtime';
`;

const SESSION = `
const { RealtimeAgent, RealtimeSession, OpenAIRealtimeWebSocket } = await find('@openai/agents-realtime');
const inSpan = (name, work) => trace.getTracer('application').startActiveSpan(name, async (span) => { try { return await work(); } finally { span.end(); } });
const look = tool({
  name: 'weather', description: 'The weather of a city.', parameters: z.object({ city: z.string() }),
  execute: ({ city }) => inSpan('lookup', async () => 'sunny in ' + city),
});
const failing = tool({ name: 'fail', description: 'It fails.', parameters: z.object({}), errorFunction: null, execute: async () => { throw new RangeError('no weather'); } });
const expert = new RealtimeAgent({ name: 'Weather', instructions: 'Be brief.', tools: [look, failing] });
const triage = new RealtimeAgent({ name: 'Triage', instructions: 'Be brief.', handoffs: [expert] });
// The package says there that a tool has failed.
process.stderr.write = () => true;
const transport = new OpenAIRealtimeWebSocket();
const session = new RealtimeSession(triage, { transport, model: 'gpt-realtime' });
session.on('error', ({ error }) => { console.log('error', error.error?.code ?? error.message); });
session.on('agent_tool_end', (_context, agent, { name }, result) => { console.log(agent.name, name, result); });
/** The end of the next response that says something. */
const spoken = () => new Promise((resolve) => {
  session.on('agent_end', function end(_context, agent, text) {
    if (text === '') return;
    session.off('agent_end', end);
    console.log(agent.name, text);
    resolve();
  });
});
const heard = (name) => new Promise((resolve) => { transport.once(name, resolve); });
await session.connect({ apiKey: 'unused', url });
`;

/** All that may happen in a session. */
export const REALTIME = `${SERVER} ${SESSION}
// A question, a handoff and a tool.
wanted.push(() => call('transfer_to_Weather'), () => call('weather'));
let end = spoken();
await inSpan('question', () => { session.sendMessage('Where is it sunny?'); return end; });
// The server hears somebody speak.
end = spoken();
respond(message);
await end;
// A tool throws.
const thrown = new Promise((resolve) => { session.once('error', resolve); });
respond(() => call('fail'));
await thrown;
// It refuses, or is stopped.
const refused = heard('error');
transport.sendEvent({ type: 'response.create', response: { instructions: 'refuse' } });
await refused;
answers = false;
const begun = heard('turn_started');
session.sendMessage('Hi');
await begun;
const gone = heard('disconnected');
session.close();
await gone;
console.log(transport.status);
// It is opened again.
answers = true;
await session.connect({ apiKey: 'unused', url });
end = spoken();
session.sendMessage('Hi');
await end;
session.close();
sockets.close();
`;
